"""How close a translation is to a reference: chrF (Popović 2015) and BLEU (Papineni et al. 2002), over a whole set.

Gives what sacrebleu 2.6 gives with its defaults (chrF2: nc:6 nw:0 space:no; BLEU: tok:13a smooth:exp), so that figures
can stand beside published ones; `tests/domain/test_evaluation_text.py` holds numbers computed by it. Only counts are
kept of a sentence, never its words: sums of them give the figure of the set.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

CHARACTERS = 6
WORDS = 4
_BETA_SQUARED = 4

# The mteval-v13a tokenisation: every ASCII sign but ' - . , stands alone; . and , do unless between digits.
_SIGN = re.compile(r"""([!"#$%&()*+/:;<=>?@\[\\\]^_`{|}~])""")
_MARK_AFTER = re.compile(r"([^0-9])([.,])")
_MARK_BEFORE = re.compile(r"([.,])([^0-9])")
_DASH = re.compile(r"([0-9])(-)")
_ENTITIES = (("&quot;", '"'), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"))


def chrf_counts(translation: str, reference: str) -> list[int]:
    """For each length from 1 to `CHARACTERS`: n-grams in the translation, in the reference, in both."""
    ours, theirs = "".join(translation.split()), "".join(reference.split())
    counts: list[int] = []
    for n in range(1, CHARACTERS + 1):
        said, meant = _grams(ours, n), _grams(theirs, n)
        counts += [said.total() if meant else 0, meant.total(), (said & meant).total()]
    return counts


def chrf(counts: Iterable[Sequence[int]]) -> float:
    """chrF2 of a set, 0 to 100, from the counts of its sentences."""
    summed = [sum(column) for column in zip(*counts, strict=True)]
    precision = recall = 0.0
    lengths = 0
    for place in range(0, len(summed), 3):
        said, meant, both = summed[place : place + 3]
        if said and meant:
            precision += both / said
            recall += both / meant
            lengths += 1
    if not precision + recall:
        return 0.0
    precision, recall = precision / lengths, recall / lengths
    return 100 * (1 + _BETA_SQUARED) * precision * recall / (_BETA_SQUARED * precision + recall)


def bleu_counts(translation: str, reference: str) -> list[int]:
    """Words of the translation, of the reference; then n-grams in both, then in the translation, for 1 to `WORDS`."""
    ours, theirs = tokens(translation), tokens(reference)
    right, said = [], []
    for n in range(1, WORDS + 1):
        mine, meant = _grams(tuple(ours), n), _grams(tuple(theirs), n)
        right.append((mine & meant).total())
        said.append(mine.total())
    return [len(ours), len(theirs), *right, *said]


def bleu(counts: Iterable[Sequence[int]]) -> float:
    """BLEU of a set, 0 to 100, from the counts of its sentences."""
    summed = [sum(column) for column in zip(*counts, strict=True)]
    if not summed or not any(summed[2 : 2 + WORDS]):
        return 0.0
    ours, theirs = summed[:2]
    logs, smooth = 0.0, 1.0
    for right, said in zip(summed[2 : 2 + WORDS], summed[2 + WORDS :], strict=True):
        if not said:
            return 0.0
        if not right:
            smooth *= 2
        logs += math.log((right or 1 / smooth) / said)
    brevity = 1.0 if ours >= theirs else math.exp(1 - theirs / ours)
    return 100 * brevity * math.exp(logs / WORDS)


def tokens(text: str) -> list[str]:
    """Words and signs as mteval-v13a cuts them."""
    line = text.rstrip().replace("<skipped>", "").replace("-\n", "").replace("\n", " ")
    for entity, sign in _ENTITIES:
        line = line.replace(entity, sign)
    line = _SIGN.sub(r" \1 ", f" {line} ")
    line = _MARK_AFTER.sub(r"\1 \2 ", line)
    line = _MARK_BEFORE.sub(r" \1 \2", line)
    return _DASH.sub(r"\1 \2 ", line).split()


def _grams(units: str | tuple[str, ...], n: int) -> Counter[str | tuple[str, ...]]:
    return Counter(units[place : place + n] for place in range(len(units) - n + 1))
