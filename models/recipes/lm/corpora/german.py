"""What a German sentence says by its form: a wish, a question, something done. Words of the turn, never others."""

from __future__ import annotations

import re

from models.recipes.lm.corpora.annotated import sentences, shortened, whole_words

_END = r"(?:[^.?!;,]|(?<=\d)[.,](?=\d)|(?<=\d)\.(?= [A-ZÄÖÜ])){3,120}"
_WISH = re.compile(
    r"\b(?:ich (?:möchte|würde|will|wollte|hätte|brauche|bräuchte|benötige|suche|muss)|möchte ich|würde ich|hätte ich|"
    r"brauche ich|können wir|wir (?:möchten|würden|brauchen|suchen))\s+"
    r"(?:(?:mir|bitte|gern|gerne|auch|noch|mal|heute|dann|jetzt|einfach|nur|also)\s+)*"
    rf"(?P<wish>{_END})",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[\s,]*\b(?:bitte|danke|gerne?)$", re.IGNORECASE)
_EMPTY = re.compile(r"^(?:das|dies\w*|es|sagen|wissen|nichts|nicht|mich bedanken|ihn|sie|die|den)\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:nicht|kein\w*|nichts)\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:ich|wir) habe?n? (?P<done>(?:[^.?!,;]|(?<=\d)[.,](?=\d)){3,110}?\s(?:gebucht|bestellt|reserviert|aufgegeben|"
    r"abgeschickt|storniert|bestätigt|gesendet|geschickt|hinzugefügt|vereinbart|eingetragen|übermittelt|gekauft|"
    r"angefordert|arrangiert))\b",
    re.IGNORECASE,
)
_CHECK = re.compile(
    r"\b(?:richtig|korrekt|okay|ok|oder|stimmt das|stimmt's|nicht wahr)\?$|^(?:ja|ok|okay|wirklich|bitte|was|wie bitte|"
    r"hallo|entschuldigung)\b.{0,10}\?$|wie geht",
    re.IGNORECASE,
)
PROMISE = re.compile(
    r"\b(?:ich|wir|sie) (?:werden?|erhalten|bekommen)\b|\b(?:werde|werden|erhalten|bekommen) (?:ich|wir|sie)\b|"
    r"\bwird ihnen\b|\bich (?:bestelle|buche|schicke|sende|reserviere|melde)\b",
    re.IGNORECASE,
)
FILLER = re.compile(
    r"^(?:ja|nein|oh|ok|okay|gut|also|ähm?|hm+|und|bitte|gerne?|ich (?:hätte|möchte|nehme|brauche|denke|würde)|gerne?|"
    r"es (?:ist|sind)|das (?:ist|wäre|sind)|mein name ist|meine (?:nummer|telefonnummer) (?:ist|lautet)|für|in|"
    r"nach|bei|um|"
    r"am|an|einfach|nur|vielleicht|sagen wir)\b[\s,.:]*|[\s,]*\b(?:bitte|danke|gerne?)[.!]*$|[.!]+$",
    re.IGNORECASE,
)
ASKED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(words, re.IGNORECASE))
    for key, words in (
        ("people", r"wie viele (?:personen|leute|gäste|passagiere|fahrgäste)|für wie viele\b"),
        ("tickets", r"wie viele (?:tickets|karten|eintrittskarten)|wie viele plätze"),
        ("name", r"(?:ihr(?:en)?|der|den|welche[rnm]?) (?:vollständige[rn]? |ganze[rn]? )?namen?\b|wie heißen sie"),
        ("phone", r"telefonnummer|handynummer|rufnummer|unter welcher nummer"),
        ("city", r"welche[rn]? stadt|wo (?:befinden|sind|wohnen) sie"),
        ("title", r"welche[nr]? (?:film|streifen)\b"),
        ("place", r"welche[msnr]? (?:kino|theater|restaurant|werkstatt|starbucks|filiale|standort|mechaniker|laden)\b|"
                  r"wo (?:möchten|wollen|sollen|soll) .{0,20}abgeholt|abholadresse|abholort"),
        ("destination", r"^(?:\w+[,.]? ){0,3}wohin\b|zielort|fahrtziel"),
        ("size", r"welche größe"),
        ("category", r"welche art von"),
        ("problem", r"(?:welche|was für) probleme?|was ist (?:das|ihr) problem|grund für (?:ihren|den) "
        r"(?:termin|besuch)"),
        ("vehicle", r"welches (?:auto|fahrzeug)|marke und (?:das )?modell|was für ein (?:auto|fahrzeug)"),
        ("time", r"(?:um )?wie viel uhr|welche (?:uhr)?zeit|uhrzeit"),
        ("date", r"welche[rnm]? (?:tag|datum)|\bwann (?:möchten|wollen|würden|brauchen|ist|haben|hätten|wollten)"),
    )
)  # fmt: skip


def wish(text: str) -> str:
    """The words that say what the customer wants, or nothing."""
    for sentence in sentences(text):
        for found in _WISH.finditer(sentence):
            words = shortened(whole_words(sentence, found.start("wish"), found.end("wish"))).rstrip("?! ")
            words = _TAIL.sub("", words)
            # A German sentence ends with its verb: what stops at a comma before one is half a wish.
            if sentence[found.end() : found.end() + 1] == "," and not words.endswith(
                ("en", "ern", "eln", "tun", "sein")
            ):
                continue
            if len(words.split()) >= 2 and not _EMPTY.match(words) and not _NEGATED.search(words):
                return words
    return ""


def questions(text: str) -> list[str]:
    parts = [part for part in sentences(text) if part.endswith("?") and not _CHECK.search(part)]
    return [words for part in parts if len((words := shortened(part.strip("„“\"' "))).split()) >= 3]


def done(text: str) -> str:
    """What the agent says to have done, or nothing."""
    for sentence in sentences(text):
        found = None if sentence.endswith("?") else _DONE.search(sentence)
        if found:
            return shortened(whole_words(sentence, found.start("done"), found.end("done")))
    return ""
