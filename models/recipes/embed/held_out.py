"""Questions to help-centre articles that the embedder never saw, in classes: what fusion is fitted and reported on.

Owns the making of questions from titles, descriptions and sentences of the held-out tenth (`corpus.held_out`). Every
article is in one half by its id: weights are fitted on one, figures come from the other. Must not read any test set.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lotse.domain import lexicon
from lotse.domain.knowledge import Article, ArticleId
from models.recipes.embed import corpus

SOURCES: dict[str, tuple[str, ...]] = {
    "de": (
        "plenty-manual", "ms-business-central", "ms-d365-operations", "adobe-workfront", "ms-alchemy-insights",
        "ms-partner-center", "adobe-commerce-kb",
    ),
    "en": ("plenty-manual", "ms-business-central", "adobe-workfront", "ms-contact-center", "adobe-commerce-kb"),
}  # fmt: skip
CLASSES = ("title", "typo", "compound", "paraphrase", "scattered", "other language")
Half = Literal["fit", "report"]

_SITE_NAME = re.compile(r"\s*\|.*$")
_WORD = re.compile(r"[^\W\d_][\w-]{2,}")
_LONGEST_BODY = 12_000
_SEED = 11


@dataclass(frozen=True)
class Question:
    """`wanted`: the articles that have the title it was made from."""

    cls: str
    lang: str
    text: str
    wanted: frozenset[ArticleId]
    half: Half


@dataclass(frozen=True)
class Collection:
    lang: str
    articles: tuple[Article, ...]
    questions: tuple[Question, ...]


def collection(root: Path, lang: str, per_source: int, per_class: int) -> Collection:
    """Articles of `lang` and about `per_class` questions of each class and half; the same ones each time."""
    rng = random.Random(_SEED)
    articles: list[Article] = []
    described: dict[ArticleId, str] = {}
    abroad: dict[ArticleId, str] = {}
    for source in SOURCES[lang]:
        own, other = (_rows(root, source, code) for code in (lang, "en" if lang == "de" else "de"))
        ids = sorted(id_ for id_, row in own.items() if len(_text(row)) > 200 and len(_title(row)) >= 8)
        rng.shuffle(ids)
        for id_ in ids[:per_source]:
            article = Article(
                ArticleId(f"{source}:{id_}"), _title(own[id_]), _text(own[id_])[:_LONGEST_BODY], lang=lang
            )
            articles.append(article)
            description = str(own[id_].get("description") or "")
            # A description that opens the article as well would be its very words.
            if len(description) >= 30 and description[:60] not in article.body:
                described[article.id] = description
            if id_ in other and len(_title(other[id_])) >= 8 and _title(other[id_]) != article.title:
                abroad[article.id] = _title(other[id_])
    known = {word for article in articles for word in lexicon.words(f"{article.title} {article.body}") if word[3:]}
    makers: dict[str, Callable[[Article], str | None]] = {
        "title": lambda article: article.title,
        "typo": lambda article: _slipped(article.title, rng),
        "compound": lambda article: _apart(article.title, known) if lang == "de" else None,
        "paraphrase": lambda article: described.get(article.id),
        "scattered": lambda article: _scattered(article.body, rng),
        "other language": lambda article: abroad.get(article.id),
    }
    titled: dict[str, set[ArticleId]] = {}
    for article in articles:
        titled.setdefault(article.title.casefold(), set()).add(article.id)
    questions: list[Question] = []
    for cls in CLASSES:
        spoken = lang if cls != "other language" else {"de": "en", "en": "de"}[lang]
        counts: dict[Half, int] = {"fit": 0, "report": 0}
        for article in rng.sample(articles, len(articles)):
            half: Half = "fit" if zlib.crc32(article.id.encode()) % 2 else "report"
            text = makers[cls](article) if counts[half] < per_class else None
            if text is not None and len(text) >= 6:
                wanted = frozenset(titled[article.title.casefold()])
                questions.append(Question(cls, spoken, text[:300], wanted, half))
                counts[half] += 1
    return Collection(lang, tuple(articles), tuple(questions))


def _rows(root: Path, source: str, lang: str) -> dict[str, dict[str, object]]:
    rows = corpus.json_rows(root / "kb" / source / f"docs.{lang}.jsonl.gz")
    return {
        str(row["id"]): row for row in rows if row.get("split", "train") == "train" and corpus.held_out(str(row["id"]))
    }


def _title(row: dict[str, object]) -> str:
    return _SITE_NAME.sub("", str(row.get("title") or ""))


def _text(row: dict[str, object]) -> str:
    return str(row.get("text") or "")


def _slipped(title: str, rng: random.Random) -> str | None:
    slipped = corpus.slipped(corpus.slipped(title, rng), rng)
    return slipped if slipped != title else None


def _apart(title: str, known: set[str]) -> str | None:
    """Compounds as their parts, the last first: who looks for "Versandprofil" may write "Profil Versand"."""
    own = set(lexicon.words(title))
    words: list[str] = []
    for word in title.split():
        folded = lexicon.fold(word)
        parts = lexicon.parts(folded, known - own) if folded.isalpha() and len(folded) >= 9 else ()
        words += reversed(parts) if len(parts) > 1 else [word]
    return " ".join(words) if len(words) > len(title.split()) else None


def _scattered(body: str, rng: random.Random) -> str | None:
    """Half the words of one sentence, in order: what one remembers of a text."""
    sentences = [s for s in corpus.sentences(body.replace("\n", " ")) if 60 < len(s) < 240 and s[0].isalpha()]
    words = _WORD.findall(rng.choice(sentences)) if sentences else []
    if len(words) < 8:
        return None
    return " ".join(words[place] for place in sorted(rng.sample(range(len(words)), len(words) // 2)))
