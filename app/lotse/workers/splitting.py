"""Sentences of a text for translation: `sentencex`, with German dates, ordinals and abbreviations put together again.

Owns cutting only. The pieces joined give the text back, character for character.
"""

from __future__ import annotations

import re

import sentencex

# Over this the translator's decoder gets no whole sentence anyway; cut at a clause, else at a word.
MAX_SENTENCE_CHARACTERS = 400

_ENDS_IN_ORDINAL = re.compile(r"(?:^|[\s(/–-])\d{1,3}\.\s*$")
_ENDS_IN_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:z|d|u|o|i|bzw|ca|nr|tel|str|abs|dr|hr|fr|prof|inkl|exkl|evtl|ggf|etc|zzgl|abzgl|lt|vgl|mio|mrd|tsd"
    r"|gem|min|max|mind|jan|feb|apr|jun|jul|aug|sept?|okt|nov|dez|dec|approx|incl|no|mr|mrs|ms|vs|st|dept|acc|ref)\.\s*$",
    re.IGNORECASE,
)
_AFTER_ORDINAL = re.compile(
    r"(?:jan|feb|mär|mae|apr|mai|jun|jul|aug|sep|okt|nov|dez|stock|etage|og\b|ug\b|eg\b|quartal|halbjahr|rate|mahnung|monat"
    r"|woche|werktag|tag|mal\b|person|rechnung|abschlag|klasse|platz|versuch|anruf|termin|zähler|kapitel|absatz)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:–—](?=\s)")


def split(text: str, lang: str) -> tuple[str, ...]:
    """Pieces of `text`: sentences with the white space that follows them. Line ends always part."""
    pieces: list[str] = []
    for line in text.splitlines(keepends=True):
        pieces += _merged([piece for piece in sentencex.segment(lang, line) if piece])
    joined = _attach_blank(pieces)
    short = [part for piece in joined for part in _cut(piece)]
    return tuple(short) if "".join(short) == text else (text,)


def _merged(pieces: list[str]) -> list[str]:
    merged: list[str] = []
    for piece in pieces:
        if merged and _goes_on(merged[-1], piece):
            merged[-1] += piece
        else:
            merged.append(piece)
    return merged


def _goes_on(before: str, after: str) -> bool:
    if not before.strip() or not after.strip():
        return False
    if _ENDS_IN_ORDINAL.search(before):
        return after[0].islower() or _AFTER_ORDINAL.match(after) is not None
    if _ENDS_IN_ABBREVIATION.search(before):
        return True
    return after[0].islower() and before.rstrip().endswith(".")


def _attach_blank(pieces: list[str]) -> list[str]:
    """White space alone is no sentence: it goes to the piece before it, at the beginning to the one after."""
    attached: list[str] = []
    for piece in pieces:
        if attached and (not piece.strip() or not attached[-1].strip()):
            attached[-1] += piece
        else:
            attached.append(piece)
    return attached


def _cut(piece: str) -> list[str]:
    parts: list[str] = []
    while len(piece) > MAX_SENTENCE_CHARACTERS:
        head = piece[:MAX_SENTENCE_CHARACTERS]
        clauses = [match.end() for match in _CLAUSE.finditer(head) if match.end() > MAX_SENTENCE_CHARACTERS // 3]
        at = clauses[-1] if clauses else head.rfind(" ") + 1 or MAX_SENTENCE_CHARACTERS
        parts.append(piece[:at])
        piece = piece[at:]
    return [*parts, piece] if piece else parts
