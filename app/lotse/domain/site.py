"""What a site fixes: its closed lists of intents and wrap-up codes, and who works there. Data only; read elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lotse.domain.content import content, grounded


@dataclass(frozen=True, slots=True)
class SiteIntent:
    """One intent of the closed list. `examples` are titles and sentences customers say, in any language."""

    label: str
    examples: tuple[str, ...] = ()
    wrap_up_code: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """Without lists nothing is labelled: no intent and no code is ever invented.

    `audience` says who the people are that work here, in the words of the articles; empty: everybody.
    """

    intents: tuple[SiteIntent, ...] = ()
    default_code: str = ""
    wrap_up_codes: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()

    def label_for(self, texts: Iterable[str], least: float = 0.55) -> str:
        """The intent one of whose examples is shared best with `texts`; an empty string when none clearly is.

        A wrong label costs more than none: two content words have to agree, or a whole title.
        """
        said = frozenset().union(*(content(text) for text in texts))
        best, label = 0.0, ""
        for one, words, rarity in _examples(self):
            shared = [word for word in words if grounded(word, said)]
            if len(shared) < 2 and len(shared) < len(words):
                continue
            weight = sum(rarity[word] for word in shared)
            score = weight * weight / sum(rarity.values())
            if score > best:
                best, label = score, one
        return label if best >= least else ""

    def code_for(self, label: str) -> str:
        """The wrap-up code that goes with an intent; a site with codes always has one."""
        code = next((intent.wrap_up_code for intent in self.intents if intent.label == label), "")
        return code or self.default_code


@lru_cache(maxsize=8)
def _examples(site: Site) -> tuple[tuple[str, frozenset[str], dict[str, float]], ...]:
    """Label, words and their rarity for each example; a word many intents share ("Rechnung") says little."""
    by_intent = {intent.label: [content(example) for example in intent.examples] for intent in site.intents}
    everything = {label: frozenset().union(*examples) for label, examples in by_intent.items()}
    return tuple(
        (label, words, {word: 1.0 / sum(grounded(word, other) for other in everything.values()) for word in words})
        for label, examples in by_intent.items()
        for words in examples
        if words
    )


NO_SITE = Site()
