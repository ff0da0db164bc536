"""Fits the weights that bring words and meaning into one order (`app/lotse/domain/ranking.py`), and prints figures.

    python models/recipes/embed/fuse.py MODEL.npz --data DIR

Fitted by maximum likelihood of the wanted article among what was found, on one half of the held-out articles; the table
is of the other half. It prints numbers and changes no file: they are put into `ranking.py` by hand. Also prints the
cosines from which on meaning says something (`COSINE_NOTHING`) and is sure (`COSINE_SURE`).
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

REPOSITORY = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(REPOSITORY / "app"), str(REPOSITORY)]

from lotse.domain import ranking  # noqa: E402
from lotse.domain.knowledge import ArticleId, PassageId  # noqa: E402
from lotse.domain.ranking import Candidate  # noqa: E402
from lotse.inference.search import embedded_text  # noqa: E402
from lotse.services.ports import PassageRecord  # noqa: E402
from lotse.storage.opening import open_passing_knowledge_store  # noqa: E402
from lotse.workers.embedding import StaticEmbedder  # noqa: E402
from models.recipes.embed.held_out import CLASSES, Collection, Question, collection  # noqa: E402

DEPTH = 60
ROUNDS = 400
SHRINK = 1e-3


@dataclass(frozen=True)
class Found:
    """`signs`: words, lexical, nearness, nearness where words are unsure; one row a candidate."""

    question: Question
    place: str
    signs: np.ndarray
    wanted: np.ndarray
    cosines: np.ndarray


async def found_in(gathered: Collection, embedder: StaticEmbedder) -> list[Found]:
    store = await open_passing_knowledge_store()
    try:
        await store.put(gathered.articles)
        records = await _all(store)
        vectors = embedder.encode([embedded_text(record) for record in records])
        asked = embedder.encode([question.text for question in gathered.questions])
        found = []
        for question, vector in zip(gathered.questions, asked, strict=True):
            lexical = {hit.passage_id: hit.score for hit in await store.lexical(question.text, limit=DEPTH)}
            found.append(_found(question, gathered.lang, records, lexical, vectors @ vector))
        return found
    finally:
        await store.close()


async def _all(store: object) -> list[PassageRecord]:
    records: list[PassageRecord] = []
    while batch := await store.passages_after(records[-1].passage.id if records else PassageId(0), 1_000):  # type: ignore[attr-defined]
        records += batch
    return records


def _found(
    question: Question, lang: str, records: list[PassageRecord], lexical: dict[PassageId, float], cosines: np.ndarray
) -> Found:
    near = set(np.argsort(-cosines)[:DEPTH].tolist())
    met = [i for i, record in enumerate(records) if i in near or record.passage.id in lexical]
    candidates = [
        Candidate(
            records[i].passage.id, ArticleId(records[i].passage.article_id), _searched(records[i]), lang,
            lexical.get(records[i].passage.id, 0.0), float(cosines[i]) if i in near else None,
        )
        for i in met
    ]  # fmt: skip
    signs = ranking.signs(question.text, candidates)
    unsure = 1 - max((sign.words for sign in signs), default=0.0)
    rows = [(sign.words, sign.lexical, sign.nearness, sign.nearness * unsure) for sign in signs]
    wanted = np.array([candidate.article_id in question.wanted for candidate in candidates])
    return Found(question, lang, np.array(rows), wanted, cosines[met])


def _searched(record: PassageRecord) -> str:
    return "\n".join((record.title, *record.passage.heading_path, record.passage.text))


def fit(found: list[Found]) -> np.ndarray:
    """Gradient ascent with Adam; the likelihood has one maximum."""
    used = [(one.signs, one.wanted) for one in found if one.wanted.any()]
    weights, first, second = np.ones(4), np.zeros(4), np.zeros(4)
    for turn in range(1, ROUNDS + 1):
        slope = -SHRINK * weights
        for signs, wanted in used:
            odds = np.exp(signs @ weights - (signs @ weights).max())
            share = np.where(wanted, odds, 0)
            slope += (signs.T @ (share / (share.sum() + 1e-12) - odds / odds.sum())) / len(used)
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        weights += 0.1 * (first / (1 - 0.9**turn)) / (np.sqrt(second / (1 - 0.99**turn)) + 1e-8)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--per-source", type=int, default=70)
    parser.add_argument("--per-class", type=int, default=60)
    options = parser.parse_args()
    embedder = StaticEmbedder(options.model)
    found: list[Found] = []
    for lang in ("de", "en"):
        gathered = collection(options.data, lang, options.per_source, options.per_class)
        found += asyncio.run(found_in(gathered, embedder))
    fitted = [one for one in found if one.question.half == "fit"]
    weights = fit(fitted)
    print("ORDER_WORDS ORDER_LEXICAL ORDER_MEANING ORDER_MEANING_UNSURE", weights.round(2).tolist())
    right = np.array([one.cosines[one.wanted].max() for one in fitted if one.wanted.any()])
    wrong = np.array([one.cosines[~one.wanted].max() for one in fitted if not one.wanted.all()])
    for name, cosines in (("right", right), ("wrong", wrong)):
        print(
            f"best cosine of a {name} article: quantiles .1 .25 .5 .75 .9",
            np.quantile(cosines, (0.1, 0.25, 0.5, 0.75, 0.9)).round(3),
        )
    ways = {
        "words": lambda one: one.signs[:, 1],
        "meaning": lambda one: one.cosines,
        "both": lambda one: one.signs @ weights,
    }
    for lang in ("de", "en"):
        for cls in CLASSES:
            some = [one for one in found if (one.place, one.question.cls, one.question.half) == (lang, cls, "report")]
            if some:
                figures = {name: np.mean([one.wanted[way(one).argmax()] for one in some]) for name, way in ways.items()}
                print(lang, f"{cls:15}", len(some), *(f"{name} {value:.3f}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
