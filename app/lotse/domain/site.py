"""What a site fixes for notes: its closed lists of intents and wrap-up codes. Data only; read from a file elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lotse.domain.content import content, grounded


@dataclass(frozen=True, slots=True)
class SiteIntent:
    """One intent of the closed list. `examples` are titles and sentences customers say, in any language."""

    label: str
    examples: tuple[str, ...] = ()
    wrap_up_code: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """Without lists nothing is labelled: no intent and no code is ever invented."""

    intents: tuple[SiteIntent, ...] = ()
    default_code: str = ""
    wrap_up_codes: tuple[str, ...] = ()

    def label_for(self, texts: Iterable[str]) -> str:
        """The intent whose examples share most rare words with `texts`, or an empty string when none clearly does."""
        said = frozenset().union(*(content(text) for text in texts))
        if not said or not self.intents:
            return ""
        scores = {intent.label: self._score(intent, said) for intent in self.intents}
        label = max(scores, key=lambda one: scores[one])
        return label if scores[label] >= _MIN_SCORE else ""

    def _score(self, intent: SiteIntent, said: frozenset[str]) -> float:
        best = 0.0
        for example in intent.examples:
            words = content(example)
            if words:
                shared = [word for word in words if grounded(word, said)]
                weight = sum(self._rarity(word) for word in shared)
                total = sum(self._rarity(word) for word in words)
                best = max(best, weight * weight / total if total else 0.0)
        return best

    def _rarity(self, word: str) -> float:
        """Words of many intents ("Rechnung") say little."""
        using = sum(any(grounded(word, content(example)) for example in intent.examples) for intent in self.intents)
        return 1.0 / max(1, using)

    def code_for(self, label: str) -> str:
        """The wrap-up code that goes with an intent; a site with codes always has one."""
        code = next((intent.wrap_up_code for intent in self.intents if intent.label == label), "")
        return code or self.default_code


_MIN_SCORE = 0.4
NO_SITE = Site()
