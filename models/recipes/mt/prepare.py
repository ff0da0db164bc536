"""Turns text pairs into what training reads: pieces, alignments, first embeddings; all saved in one folder."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sentencepiece
import torch
import torch.nn.functional as functional

from models.recipes.mt.align import agreed_links, train_lexicon
from models.recipes.mt.corpus import PLACEHOLDERS, Pair
from models.recipes.mt.model import EOS, TO_DE, TO_EN, Shape, Translator
from models.recipes.mt.noise import roughen
from models.recipes.mt.phrases import phrase_pairs

DIRECTIONS = ("de_en", "en_de")
TARGET_START = {"de_en": TO_EN, "en_de": TO_DE}
LONGEST = 56


@dataclass(frozen=True)
class Examples:
    """Tokenised examples of one direction; rows are slices of three flat arrays."""

    source: np.ndarray
    target: np.ndarray
    links: np.ndarray
    source_starts: np.ndarray
    target_starts: np.ndarray

    def __len__(self) -> int:
        return len(self.source_starts) - 1

    def save(self, path: Path) -> None:
        np.savez_compressed(path, **vars(self))

    @classmethod
    def load(cls, path: Path) -> Examples:
        with np.load(path) as stored:
            return cls(**{name: stored[name] for name in stored.files})


def prepare(
    pairs: list[Pair], development: list[Pair], work: Path, vocabulary: int, seed: int, rounds: int, steps: int
) -> None:
    """Writes the SentencePiece model, the examples, the vocabularies and the first weights into `work`."""
    work.mkdir(parents=True, exist_ok=True)
    print(f"pairs {len(pairs)}", flush=True)
    _train_pieces(pairs, work, vocabulary, seed)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(work / "pieces.model"))
    counts = torch.zeros(vocabulary, vocabulary)
    lexicon = None
    for direction in DIRECTIONS:
        de, en = _encode(pieces, pairs, direction, random.Random(seed + 1))
        if lexicon is None:
            short = [row for row in range(len(de)) if len(de[row]) <= 26 and len(en[row]) <= 26][:200_000]
            lexicon = train_lexicon([de[row] for row in short], [en[row] for row in short], vocabulary, rounds)
            print("lexicon ready", flush=True)
        to_de, to_en, found = agreed_links(lexicon, de, en)
        counts += found
        if direction == "de_en":
            _pack(de, en, to_de).save(work / "train.de_en.npz")
        else:
            _pack(en, de, to_en).save(work / "train.en_de.npz")
        de, en = _encode(pieces, development, direction, None)
        to_de, to_en, _ = agreed_links(lexicon, de, en)
        (_pack(de, en, to_de) if direction == "de_en" else _pack(en, de, to_en)).save(work / f"dev.{direction}.npz")
    allowed = {direction: _allowed(work, direction, vocabulary) for direction in DIRECTIONS}
    (work / "targets.json").write_text(json.dumps({key: value.tolist() for key, value in allowed.items()}))
    embedding, bias = _first_embeddings(counts, work, allowed, steps, seed)
    torch.save({"embedding": embedding, "bias": bias}, work / "start.pt")
    _show_lexicon(pieces, embedding, bias, allowed["de_en"])


def prepare_plain(
    pairs: dict[str, list[Pair]], development: list[Pair], work: Path, vocabulary: int, seed: int
) -> None:
    """As `prepare`, without alignments: for networks that read everything many times and find them themselves."""
    work.mkdir(parents=True, exist_ok=True)
    everything = [pair for rows in pairs.values() for pair in rows]
    random.Random(seed).shuffle(everything)
    _train_pieces(everything, work, vocabulary, seed)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(work / "pieces.model"))
    for direction in DIRECTIONS:
        for name, rows in (("focus", pairs[direction]), ("dev", development)):
            de, en = _encode(pieces, rows, direction, random.Random(seed + 1) if name == "focus" else None)
            source, target = (de, en) if direction == "de_en" else (en, de)
            links = [np.full(len(row), -1, np.int16) for row in target]
            _pack(source, target, links).save(work / f"{name}.{direction}.npz")
    allowed = {direction: _allowed(work, direction, vocabulary, "focus") for direction in DIRECTIONS}
    (work / "targets.json").write_text(json.dumps({key: value.tolist() for key, value in allowed.items()}))


def packed_bytes(work: Path) -> int:
    """What has to travel to a training device."""
    return sum(path.stat().st_size for path in (*work.glob("*.npz"), work / "pieces.model", work / "targets.json"))


def write_focus(pairs: list[Pair], work: Path, direction: str, name: str, inserted: int, seed: int) -> int:
    """The examples of a last stage: no links, those stages are no longer guided; returns their number."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(work / "pieces.model"))
    de, en = _encode(pieces, pairs, direction, random.Random(seed + 2))
    source, target = (de, en) if direction == "de_en" else (en, de)
    more = _with_inserted_marks(pieces, Examples.load(work / f"train.{direction}.npz"), direction, inserted, seed + 3)
    source, target = source + more[0], target + more[1]
    links = [np.full(len(row), -1, np.int16) for row in target]
    _pack(source, target, links).save(work / f"{name}.{direction}.npz")
    return len(source)


def _with_inserted_marks(
    pieces: sentencepiece.SentencePieceProcessor, examples: Examples, direction: str, number: int, seed: int
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Rows with placeholders put behind aligned nouns, which stay: "die Rechnung ⟦0⟧", "the invoice ⟦0⟧".

    Only behind words of one piece that no compound goes on from, and not in sentences that say du.
    """
    rng = random.Random(seed)
    names = [pieces.id_to_piece(place) for place in range(pieces.get_piece_size())]
    marks = [pieces.piece_to_id(mark) for mark in PLACEHOLDERS]
    gap = pieces.piece_to_id("▁")
    is_word = np.array([len(name) > 4 and name[0] == "▁" and name[1:].isalpha() for name in names])
    is_noun = is_word & np.array([name[1:2].isupper() for name in names])
    source_word, target_word = (is_noun, is_word) if direction == "de_en" else (is_word, is_noun)
    # In English a noun may be followed by the noun it belongs to: only small words and signs end it for sure.
    ends = np.array([name in _SMALL_ENGLISH or (not name[:1].isalpha() and not name[1:2].isalpha()) for name in names])
    ends_german = np.array([not name[0].isalpha() and name[0] not in "-'<" for name in names])
    source_ends, target_ends = (ends_german, ends) if direction == "de_en" else (ends, ends_german)
    familiar = [pieces.piece_to_id(f"▁{word}") for word in "du Du dich dir dein deine deinen euch ihr".split()]
    masked_source, masked_target = [], []
    for row in rng.sample(range(len(examples)), len(examples)):
        source = examples.source[examples.source_starts[row] : examples.source_starts[row + 1]].astype(np.int32)
        target = examples.target[examples.target_starts[row] : examples.target_starts[row + 1]].astype(np.int32)
        links = examples.links[examples.target_starts[row] : examples.target_starts[row + 1]]
        if not 5 <= len(target) <= 36 or np.isin(source, marks).any() or np.isin(target, familiar).any():
            continue
        whole = [
            (int(links[at]), at)
            for at in np.flatnonzero(target_word[target] & (links >= 0))
            if source_word[source[links[at]]]
            and (links == links[at]).sum() == 1
            and target_ends[target[at + 1]]
            and source_ends[source[links[at] + 1]]
        ]
        if not whole:
            continue
        chosen = sorted(rng.sample(whole, min(len(whole), rng.choice((1, 1, 1, 2)))))
        new = marks[: len(chosen)] if rng.random() < 0.7 else rng.sample(marks, len(chosen))
        left, right = {at: mark for (at, _), mark in zip(chosen, new)}, {at: mark for (_, at), mark in zip(chosen, new)}
        masked_source.append(_with_marks(source[:-1], left, gap))
        masked_target.append(_with_marks(target[:-1], right, gap))
        if len(masked_source) == number:
            break
    return masked_source, masked_target


_SMALL_ENGLISH = {
    f"▁{word}"
    for word in (
        "is was are were has had have will would can could to from for on in and or at by with that which of not if "
        "when because but as after before until since"
    ).split()
}


def _with_marks(row: np.ndarray, marks: dict[int, int], gap: int) -> np.ndarray:
    parts = [[piece, gap, marks[at]] if at in marks else [piece] for at, piece in enumerate(row.tolist())]
    return np.array([piece for part in parts for piece in part], np.int32)


def repeated_phrases(repeats: int, rng: random.Random) -> list[Pair]:
    """Every phrase several times, each time with other placeholders."""
    return [_renumbered(pair, rng) for _ in range(repeats) for pair in phrase_pairs()]


def _renumbered(pair: Pair, rng: random.Random) -> Pair:
    marks = iter(rng.sample(PLACEHOLDERS, 3))
    for found in sorted(set(re.findall(r"⟦\d+⟧", pair.de))):
        mark = next(marks).replace("⟦", "\0")
        pair = Pair(pair.de.replace(found, mark), pair.en.replace(found, mark))
    return Pair(pair.de.replace("\0", "⟦"), pair.en.replace("\0", "⟦"))


def _train_pieces(pairs: list[Pair], work: Path, vocabulary: int, seed: int) -> None:
    rng = random.Random(seed)
    text = work / "pieces.txt"
    with text.open("w", encoding="utf-8") as file:
        for pair in pairs[:160_000]:
            for line in (pair.de, pair.en):
                file.write((line.lower() if rng.random() < 0.05 else line) + "\n")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(work / "pieces"),
        vocab_size=vocabulary,
        model_type="unigram",
        character_coverage=0.9997,
        byte_fallback=True,
        split_digits=True,
        pad_id=0,
        unk_id=1,
        bos_id=2,
        eos_id=3,
        control_symbols=["<2de>", "<2en>"],
        user_defined_symbols=list(PLACEHOLDERS),
        num_threads=torch.get_num_threads(),
        minloglevel=2,
    )
    text.unlink()


def _encode(
    pieces: sentencepiece.SentencePieceProcessor, pairs: list[Pair], direction: str, rng: random.Random | None
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    de_text, en_text = [pair.de for pair in pairs], [pair.en for pair in pairs]
    if rng is not None and direction == "de_en":
        de_text = [roughen(text, "de", rng) for text in de_text]
    if rng is not None and direction == "en_de":
        en_text = [roughen(text, "en", rng) for text in en_text]
    de, en = [], []
    for left, right in zip(pieces.encode(de_text), pieces.encode(en_text), strict=True):
        if 0 < len(left) < LONGEST and 0 < len(right) < LONGEST:
            de.append(np.array(left, np.int32))
            en.append(np.array(right, np.int32))
    return de, en


def _pack(source: list[np.ndarray], target: list[np.ndarray], links: list[np.ndarray]) -> Examples:
    # Both sides end with the end mark, and the target's end mark is linked to the source's.
    end = np.array([EOS], np.int32)
    source_rows = [part for row in source for part in (row, end)]
    target_rows = [part for row in target for part in (row, end)]
    link_rows = [part for row, link in zip(source, links, strict=True) for part in (link, np.array([len(row)]))]
    return Examples(
        source=np.concatenate(source_rows).astype(np.int16),
        target=np.concatenate(target_rows).astype(np.int16),
        links=np.concatenate(link_rows).astype(np.int16),
        source_starts=np.cumsum([0] + [len(row) + 1 for row in source]),
        target_starts=np.cumsum([0] + [len(row) + 1 for row in target]),
    )


def _allowed(work: Path, direction: str, vocabulary: int, name: str = "train") -> torch.Tensor:
    """The pieces that may be written in this direction: the target language's own, bytes, marks and placeholders."""
    other = "en_de" if direction == "de_en" else "de_en"
    own = np.bincount(Examples.load(work / f"{name}.{direction}.npz").target, minlength=vocabulary)
    foreign = np.bincount(Examples.load(work / f"{name}.{other}.npz").target, minlength=vocabulary)
    keep = (own >= 3) & (own / np.maximum(own + foreign, 1) > 0.01)
    keep[: 6 + len(PLACEHOLDERS) + 256] = True
    return torch.from_numpy(np.flatnonzero(keep))


def _first_embeddings(
    counts: torch.Tensor, work: Path, allowed: dict[str, torch.Tensor], steps: int, seed: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """Embeddings in which a piece lies near its aligned translations, fitted to the counts of agreed links."""
    vocabulary = counts.shape[0]
    torch.manual_seed(seed)
    network = Translator(Shape(vocabulary))
    table = network.embedding.weight.detach().clone().requires_grad_()
    written = sum(
        np.bincount(Examples.load(work / f"train.{direction}.npz").target, minlength=vocabulary)
        for direction in DIRECTIONS
    )
    unigram = torch.from_numpy(np.asarray(written)).float() + 1
    bias = (unigram / unigram.sum()).log().clamp(min=-11)
    bias = bias - bias.mean()
    optimiser = torch.optim.Adam([table], lr=0.02, betas=(0.9, 0.98))
    tables = {"de_en": counts, "en_de": counts.T.contiguous()}
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = 0.02 * (1 - step / steps) + 1e-3
        for direction in DIRECTIONS:
            weight = tables[direction].sum(1)
            rows = torch.multinomial(weight.pow(0.6), min(1500, int((weight > 0).sum())))
            goal = tables[direction][rows][:, allowed[direction]] + 1e-6
            goal = goal / goal.sum(1, keepdim=True)
            with torch.autocast("cpu", torch.bfloat16):
                scores = functional.linear(
                    functional.normalize(table[rows], dim=1) * network.ENCODER_SCALE, table[allowed[direction]]
                )
            loss = -(goal * (scores.float() + bias[allowed[direction]]).log_softmax(1)).sum(1).mean()
            loss.backward()
        optimiser.step()
        optimiser.zero_grad()
        if step % 20 == 0 or step == steps - 1:
            print(f"lexical embeddings step {step} loss {loss.item():.3f}", flush=True)
    # Row length is not free: the encoder expects rows of about length one beside its position vectors.
    return table.detach(), bias.detach()


def _show_lexicon(
    pieces: sentencepiece.SentencePieceProcessor, table: torch.Tensor, bias: torch.Tensor, allowed: torch.Tensor
) -> None:
    for word in ("▁Haus", "▁nicht", "▁Rechnung", "▁Lieferung", "⟦3⟧"):
        query = functional.normalize(table[pieces.piece_to_id(word)], dim=0) * Translator.ENCODER_SCALE
        best = (table[allowed] @ query + bias[allowed]).topk(4).indices
        print(word, [pieces.id_to_piece(int(allowed[place])) for place in best], flush=True)
