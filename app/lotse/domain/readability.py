"""How hard an article is to read, in German and English, and where.

Owns the measure and its bounds. Sources: Flesch (1948) for English, Amstad's adaptation (1978) for German. Judges
running text only: tables, code and bare links are not read as sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lotse.domain import sentences

HARD = {"de": 20.0, "en": 25.0}
"""Below this ease a text is hard: what lawyers write for lawyers. Service texts lie between 40 and 70."""

LONG_SENTENCE = 40
FEWEST_WORDS = 60
_MANY_LONG = 0.25
_NO_SENTENCE = 100
_BROKEN_AT = 50

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_VOWELS = {
    "de": re.compile(r"aa|ai|au|äu|ei|eu|ie|ee|oo|oi|ui|[aeiouyäöü]", re.IGNORECASE),
    "en": re.compile(r"[aeiouy]+", re.IGNORECASE),
}
_SILENT = re.compile(r"(?:[^laeiouy]e|[^td]ed|[^sxz]es)$", re.IGNORECASE)
_FENCED = re.compile(r"^ {0,3}(```+|~~~+).*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)")
_BARE = re.compile(r"<?(?:https?://|www\.|mailto:)\S+|`[^`\n]*`|<[^<>\n]{1,200}>")
_LEAD = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|(?:[-*+•]|\d{1,9}[.)])[ \t]+)", re.MULTILINE)
_MARKS = re.compile(r"[*_]{1,3}")


@dataclass(frozen=True, slots=True)
class Readability:
    """`ease` is 0 (hard) to 100 (easy); `longest` the longest sentence.

    `long_share` is the share of words that stand in sentences of more than `LONG_SENTENCE`.
    """

    lang: str
    words: int
    ease: float
    longest: str
    longest_words: int
    long_share: float

    @property
    def reason(self) -> str:
        """Why it is hard to read: `ease`, `long_sentences`, or nothing."""
        if self.words < FEWEST_WORDS:
            return ""
        if self.long_share >= _MANY_LONG:
            return "long_sentences"
        return "ease" if self.ease < HARD.get(self.lang, 0.0) else ""


def read(body: str, lang: str) -> Readability:
    """Measure the running text of an article; one in another language counts its sentences only."""
    found = [(one.text, _WORD.findall(one.text)) for one in sentences.split(plain(body))]
    # What runs on for longer was a table or a list before it was imported.
    found = [(text, words) for text, words in found if 2 < len(words) <= _NO_SENTENCE]
    count = sum(len(words) for _, words in found)
    if not found:
        return Readability(lang, 0, 100.0, "", 0, 0.0)
    longest, longest_words = max(found, key=lambda pair: len(pair[1]))
    in_long = sum(len(words) for _, words in found if len(words) > LONG_SENTENCE)
    return Readability(
        lang,
        count,
        round(_ease(count / len(found), [word for _, words in found for word in words], lang), 1),
        " ".join(longest.split()),
        len(longest_words),
        round(in_long / count, 3),
    )


def _ease(sentence_words: float, words: list[str], lang: str) -> float:
    if lang not in _VOWELS:
        return 100.0
    syllables = sum(_syllables(word, lang) for word in words) / len(words)
    return (
        180 - sentence_words - 58.5 * syllables if lang == "de" else 206.835 - 1.015 * sentence_words - 84.6 * syllables
    )


def _syllables(word: str, lang: str) -> int:
    count = len(_VOWELS[lang].findall(word))
    if lang == "en" and count > 1 and _SILENT.search(word):
        count -= 1
    return max(1, count)


def plain(body: str) -> str:
    """The running text of Markdown: headings, list items and paragraphs, each ending a sentence; no tables, no code."""
    text = _FENCED.sub("\n", body.replace("\r\n", "\n"))
    text = _MARKS.sub("", _BARE.sub(" ", _LINK.sub(r"\1", text)))
    lines: list[str] = []
    length = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if not stripped or stripped.startswith("|"):
            lines.append("")
            continue
        bare = _LEAD.sub("", line).strip()
        begins = bare != stripped
        # A line that was broken where it became too long goes on in the next one; a short one is an entry of a list.
        if lines and lines[-1] and not begins and length >= _BROKEN_AT:
            lines[-1] += " " + bare
        else:
            lines.append(bare)
        length = len(stripped)
    return "\n".join(line for line in lines if line)
