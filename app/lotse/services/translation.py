"""Translating a text sentence by sentence, with numbers kept out of the model's reach and every doubt flagged.

Owns detecting, splitting, masking, checking and the cache of sentences. Must not show a translation without its flags,
nor hide a number that got lost: it is shown in brackets behind its sentence. Lives on the core loop.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lotse.domain.conversations import Conversation, Turn
from lotse.domain.errors import Cancelled, Message, NoAnswer, WorkerProblem
from lotse.domain.languages import detect
from lotse.domain.masks import Slot, mask, only_placeholders, unmask
from lotse.domain.translation import Segment, Translated
from lotse.domain.translation_checks import EMPTY, flags
from lotse.services.events import ProblemArose, TurnTranslated
from lotse.services.ports import Events, Translator

CACHED_SENTENCES = 1_000


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One piece of a text: white space before, the sentence itself, white space after."""

    before: str
    text: str
    after: str
    masked: str
    slots: tuple[Slot, ...]


class Translation:
    """`forget` empties the cache, which holds customers' sentences: on locking the store and on erasure."""

    def __init__(self, *, translator: Translator, events: Events) -> None:
        self._translator = translator
        self._events = events
        self._pairs: tuple[tuple[str, str], ...] | None = None
        self._cache: OrderedDict[tuple[str, str, str], str] = OrderedDict()
        self._told: set[tuple[str, str]] = set()

    async def pairs(self) -> tuple[tuple[str, str], ...]:
        """Directions of the installed packages; what can be reached by pivoting is not listed."""
        if self._pairs is None:
            self._pairs = await self._translator.pairs()
        return self._pairs

    async def translate(self, text: str, source: str, target: str) -> Translated:
        """Raises `NoAnswer("no_package")` and `WorkerProblem`; the caller then shows the original alone."""
        if source == target or not text.strip():
            return Translated(text, source, target)
        via = _via(await self.pairs(), source, target)
        sentences = [_sentence(piece) for piece in await self._translator.split(text, source)]
        results = await self._results([s.masked for s in sentences if not only_placeholders(s.masked)], source, target)
        segments = [_segment(sentence, results, source, target) for sentence in sentences]
        whole = "".join(s.before + segment.target + s.after for s, segment in zip(sentences, segments, strict=True))
        return Translated(whole, source, target, via, tuple(segment for segment in segments if segment.source))

    async def for_turn(self, conversation: Conversation, turn: Turn, agent_language: str) -> Translated | None:
        """Translate `turn` for the agent and publish it. `None`: nothing to translate, or no way to; both are no error.

        That the worker fell back is said by its supervisor; that a package is missing is said here, once a direction.
        """
        source = turn.language or detect(turn.text)
        if source is None or source == agent_language:
            return None
        try:
            translated = await self.translate(turn.text, source, agent_language)
        except (WorkerProblem, Cancelled):
            return None
        except NoAnswer as answer:
            if (source, agent_language) not in self._told:
                self._told.add((source, agent_language))
                self._events.publish(ProblemArose(Message(answer.key, answer.params)))
            return None
        self._events.publish(TurnTranslated(conversation.id, turn.n, translated))
        return translated

    def forget(self) -> None:
        self._cache.clear()

    def packages_changed(self) -> None:
        """Other packages are installed now: ask anew, and keep no sentence of the old ones."""
        self._pairs = None
        self._told.clear()
        self.forget()

    async def _results(self, masked: list[str], source: str, target: str) -> dict[str, str]:
        """What the model made of each masked sentence, from the cache where it was asked before."""
        missing = [text for text in dict.fromkeys(masked) if (source, target, text) not in self._cache]
        if missing:
            translated = await self._translator.translate(missing, source, target)
            self._cache |= {(source, target, text): result for text, result in zip(missing, translated, strict=True)}
        results = {text: self._cache[source, target, text] for text in masked}
        for text in results:
            self._cache.move_to_end((source, target, text))
        while len(self._cache) > CACHED_SENTENCES:
            self._cache.popitem(last=False)
        return results


def _segment(sentence: _Sentence, results: Mapping[str, str], source: str, target: str) -> Segment:
    translated = results.get(sentence.masked, sentence.masked)
    unmasked = unmask(translated, sentence.slots, target)
    found: tuple[str, ...] = ()
    if sentence.masked in results:
        found = flags(sentence.text, translated, unmasked, (source, target))
    if EMPTY in found:
        return Segment(sentence.text, sentence.text, found)
    if unmasked.missing:
        unmasked = replace(unmasked, text=f"{unmasked.text} [{', '.join(unmasked.missing)}]")
    return Segment(sentence.text, unmasked.text, found)


def _sentence(piece: str) -> _Sentence:
    text = piece.strip()
    start = piece.index(text) if text else len(piece)
    masked, slots = mask(text)
    return _Sentence(piece[:start], text, piece[start + len(text) :], masked, slots)


def _via(pairs: tuple[tuple[str, str], ...], source: str, target: str) -> tuple[str, ...]:
    """The languages between `source` and `target` on the shortest way. Raises `NoAnswer` when there is none."""
    ways: list[tuple[str, ...]] = [(source,)]
    reached = {source}
    while ways:
        way = ways.pop(0)
        if way[-1] == target:
            return way[1:-1]
        for from_, to in pairs:
            if from_ == way[-1] and to not in reached:
                reached.add(to)
                ways.append((*way, to))
    raise NoAnswer("no_package", source=source, target=target)
