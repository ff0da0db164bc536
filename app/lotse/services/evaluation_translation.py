"""Evaluates translation in every direction there are both pairs and a package for, beside the source left as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lotse.domain.errors import NoAnswer, WorkerProblem
from lotse.domain.evaluation import EvaluatedRole, share, speeds
from lotse.domain.evaluation_cases import Cases, Pair
from lotse.domain.evaluation_text import bleu, bleu_counts, chrf, chrf_counts
from lotse.services.evaluation_ports import Groups, Item, Record, Stopwatch
from lotse.services.translation import Translation


class TranslationPart:
    role: EvaluatedRole = "translator"

    def __init__(self, *, translation: Translation, stopwatch: Stopwatch) -> None:
        self._translation = translation
        self._stopwatch = stopwatch

    def items(self, cases: Cases) -> Sequence[Item]:
        """Every pair one way, then every pair the other way."""
        back = [Pair(pair.id, pair.target, pair.source, pair.target_lang, pair.source_lang) for pair in cases.pairs]
        return [
            Item(f"{n}:{way.source_lang}-{way.target_lang}", way)
            for ways in (cases.pairs, back)
            for n, way in enumerate(ways, 1)
        ]

    async def prepare(self, cases: Cases) -> None:
        """Loads the packages. Raises `WorkerProblem`, and `NoAnswer` when one of the directions cannot be had."""
        for source, target in dict.fromkeys((i.what.source_lang, i.what.target_lang) for i in self.items(cases)):
            await self._translation.translate("Test.", source, target)

    async def measure(self, item: Item) -> Record:
        pair: Pair = item.what
        self._translation.forget()  # a sentence from the cache would be no time
        failed, text, clean = "", pair.source, False
        begun = self._stopwatch()
        try:
            done = await self._translation.translate(pair.source, pair.source_lang, pair.target_lang)
            text, clean = done.text, not done.flags
        except (WorkerProblem, NoAnswer) as problem:
            failed = problem.key
        ms = 1000 * (self._stopwatch() - begun)
        return {
            "direction": f"{pair.source_lang}-{pair.target_lang}",
            "failed": failed,
            "translation": {"ms": ms, "clean": clean, **_counts(text, pair.target)},
            "copy": _counts(pair.source, pair.target),
        }

    def figures(self, records: Sequence[Record]) -> Mapping[str, Groups]:
        groups: dict[str, list[Record]] = {"all": list(records)}
        for record in records:
            groups.setdefault(str(record["direction"]), []).append(record)
        return {
            system: {group: _figures([record[system] for record in those]) for group, those in groups.items()}
            for system in ("translation", "copy")
        }


def _counts(text: str, reference: str) -> dict[str, list[int]]:
    return {"chrf": chrf_counts(text, reference), "bleu": bleu_counts(text, reference)}


def _figures(records: Sequence[Record]) -> dict[str, float]:
    """`clean`: share of texts in which the checks found nothing to flag, no number lost among it."""
    found = {"chrf": chrf(one["chrf"] for one in records), "bleu": bleu(one["bleu"] for one in records)}
    checked = [one["clean"] for one in records if "clean" in one]
    return {**found, **share("clean", sum(checked), len(checked)), **speeds([o["ms"] for o in records if "ms" in o])}
