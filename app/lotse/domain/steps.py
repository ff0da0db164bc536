"""What was tried or done, by whom, and what came of it."""

from __future__ import annotations

import re

from lotse.domain.content import content, overlap
from lotse.domain.conversations import Conversation
from lotse.domain.notes import Claim, Party, claim_id
from lotse.domain.sentences import MAX_CLAIM, shorten, trim
from lotse.domain.utterances import Utterance, utterances

_TRIED = (
    r"versucht|probiert|ausprobiert|(?:neu )?gestartet|neugestartet|zurückgesetzt|resettet|geprüft|"
    r"überprüft|kontrolliert|getauscht|ausgetauscht|gewechselt|gewartet|angerufen|telefoniert|geschrieben|"
    r"gemailt|"
    r"geschickt|gesendet|eingeschickt|hochgeladen|angemeldet|abgemeldet|installiert|neuinstalliert|"
    r"deinstalliert|aktualisiert|gelöscht|geleert|ausgeschaltet|eingeschaltet|ausgesteckt|eingesteckt|"
    r"gezogen|"
    r"verglichen|nachgesehen|nachgeschaut|gefragt|nachgefragt|beantragt|widersprochen|reklamiert|bezahlt|"
    r"überwiesen|eingetragen|eingegeben|genommen|gemeldet|abgelesen|gestellt|gewendet|gelesen|gesprochen"
)
_DONE = (
    r"angelegt|aufgenommen|eingetragen|hinterlegt|angehalten|storniert|gebucht|gutgeschrieben|erstattet|"
    r"veranlasst|geändert|aktualisiert|korrigiert|berichtigt|zurückgesetzt|freigeschaltet|entsperrt|"
    r"gesperrt|"
    r"geschickt|gesendet|verschickt|erstellt|weitergeleitet|weitergegeben|vermerkt|notiert|aktiviert|"
    r"geprüft|versucht|beauftragt|reserviert|verlängert|gelöscht|hinzugefügt|gestoppt|erinnert|bestellt|"
    r"vereinbart|gemeldet|überprüft"
)
# Any participle will do where "schon", or the agent's "ich habe", says that something was done.
_PARTICIPLE = r"(?:\w*ge\w{3,}(?:t|en)|\w{3,}iert|(?:be|ver|über|unter|er|ent)\w{3,}(?:t|en))"
_NO_DEED = (
    r"(?!\w*(?:gehört|gesehen|gehabt|gedacht|gesagt|gelernt|gefunden|gewesen|geworden|erhalten|bekommen|"
    r"verstanden|vergessen|erlebt|verloren|verlegt)\b)"
)
_CUSTOMER_ALREADY = re.compile(
    rf"\b(?:hab|habe|haben)\b(?!\s+sie\b).{{0,20}}\b(?:schon|bereits)\b.{{0,90}}?\b{_NO_DEED}{_PARTICIPLE}\b|"
    rf"\b(?:hab|habe|haben) ich (?:schon|bereits)\b.{{0,60}}?\b{_NO_DEED}{_PARTICIPLE}\b",
    re.IGNORECASE,
)
_AGENT_DONE = re.compile(
    rf"\b(?:(?:ich|wir)\s+(?:habe|haben)\b|(?:habe|haben)\s+(?:ich|"
    rf"wir)\b).{{0,110}}?\b{_NO_DEED}{_PARTICIPLE}\b\s*[.!,;]?",
    re.IGNORECASE,
)
_CUSTOMER_ALREADY_EN = re.compile(
    r"\b(?:i|we)(?:'ve| have)\s+(?:already|also)\s+(?!been\b|had\b)\w+|\b(?:i|we) already (?!have\b|"
    r"know\b|am\b|are\b)\w+",
    re.IGNORECASE,
)
_AGENT_DONE_EN = re.compile(
    r"\b(?:i|we)(?:'ve| have)\s+(?:(?:already|also|just|now)\s+)*(?!received|seen|heard|understood|"
    r"got)(?:\w{3,}ed|sent|made|put|set)\b",
    re.IGNORECASE,
)
_CUSTOMER_DE = re.compile(rf"\b(?:hab|habe|haben)\b(?!\s+sie\b).{{0,110}}?\b(?:{_TRIED})\b", re.IGNORECASE)
_AGENT_DE = re.compile(
    rf"\b(?:(?:ich|wir)\s+(?:habe|haben)\b|(?:habe|haben)\s+(?:ich|wir)\b).{{0,110}}?\b(?:{_DONE})\b",
    re.IGNORECASE,
)
_NOW = r"stoppe|trage|vermerke|notiere|hinterlege|ordne|storniere|lösche|sperre|aktiviere|erlasse|nehme"
_AGENT_NOW = re.compile(rf"\b(?:ich (?:{_NOW})\b|(?:{_NOW}) ich\b)(?!.*\b(?:gern|sobald|wenn|falls)\b)", re.IGNORECASE)
_CUSTOMER_EN = re.compile(
    r"\b(?:i|we)(?:'ve| have)?\s+(?:already |also |even |just )*(?:tried|restarted|rebooted|checked|"
    r"called|phoned|emailed|e-mailed|wrote|written|sent|reset|replaced|reinstalled|unplugged|contacted|"
    r"cleared|deleted|updated|paid|"
    r"changed|swapped|turned (?:it )?off|switched|uploaded|registered|asked)\b",
    re.IGNORECASE,
)
_AGENT_EN = re.compile(
    r"\b(?:i|we)(?:'ve| have)\s+(?:already |also |just |now )*(?:checked|updated|cancelled|canceled|sent|"
    r"created|reset|refunded|booked|changed|added|opened|logged|escalated|forwarded|ordered|removed|"
    r"unlocked|activated|corrected|noted|arranged)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:(?:hat|haben)\b.{0,20}\b(?:nichts?|nicht)\b.{0,15}\b(?:gebracht|geholfen|"
    r"funktioniert|geklappt|geändert)|(?:hat|haben) (?:\w+ ){0,2}(?:geklappt|funktioniert|geholfen)|"
    r"nichts gebracht|ohne erfolg|vergeblich|erfolglos|"
    r"(?:bringt|half|hilft) (?:\w+ ){0,2}(?:nichts|nicht)|(?:geht|funktioniert|klappt|läuft|blinkt|"
    r"leuchtet)\b.{0,25}\b(?:nicht|wieder|jetzt|weiter|rot)|immer (?:noch )?dasselbe|immer noch|"
    r"trotzdem|"
    r"kam nur|keine (?:antwort|reaktion|besserung|änderung)|steht dieselbe|"
    r"lehnt\b.{0,30}\bab|komme (?:\w+ ){0,2}nicht weiter|zeigt (?:\w+ ){0,2}nur|"
    r"didn't (?:help|work|change)|did not (?:help|work)|no luck|nothing (?:changed|happened|helped)|"
    r"still (?:not|doesn't|does not|the same|no|down|broken|isn't)|doesn't work|(?:it )?works? (?:now|"
    r"again|fine)|that (?:helped|worked|fixed)|no answer|without success|but the page said)\b",
    re.IGNORECASE,
)
_CONFIRMS = re.compile(
    r"^(?:(?:ja|ok|okay|so|yes|gut|klar)[,.]? )*(?:(?:ich )?(?:das |es )?hab(?:e)? (?:ich )?(?:das |"
    r"es )?(?:gerade |schon |jetzt |eben |auch )*"
    r"(?:gemacht|getan|erledigt|versucht|probiert)|schon (?:gemacht|versucht|probiert|erledigt)|gemacht|erledigt|"
    r"ist (?:gerade )?raus|i did(?: that)?|done|i've (?:done|tried) that|did that|tried that)\b",
    re.IGNORECASE,
)
_INSTRUCTS = re.compile(
    r"\b(?:können|könnten|würden|sollten|müssten) sie\b.{3,80}\b\w{3,}(?:en|rn|ln)\b|\bich bitte sie\b|"
    r"\b(?:starten|ziehen|schalten|drücken|prüfen|stecken|öffnen|klicken|löschen|installieren|setzen|"
    r"trennen|laden|versuchen|probieren|melden|schicken|senden|schauen|tragen) sie\b|\bkönnen sie (?:mir |"
    r"uns |bitte |mal |es |das |den |die )*.{0,60}\b(?:schicken|senden|starten|prüfen|versuchen|"
    r"ziehen|hochladen)\b|"
    r"\b(?:please )?(?:restart|reboot|unplug|try|check|press|open|reinstall|reset|send|upload)\b (?:the|"
    r"your|it|to|us|me)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:ich|wir)\s+)?(?:hab|habe|haben)\s+(?:ich\s+|wir\s+)?(?:mich\s+)?(?:(?:vorhin|schon|bereits|"
    r"auch|gerade|jetzt|ja|dann|eben|nun|heute|es ja)\s+)*",
    re.IGNORECASE,
)
_LEAD_EN = re.compile(r"^(?:i|we)(?:'ve| have)?\s+(?:(?:already|also|even|just|now)\s+)*", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:sie|es|ihn|ihm|ihr|das|dies|it|that|them|this)\b(?! \w+nummer)", re.IGNORECASE)
_POLITE = re.compile(
    r"^(?:können|könnten|würden) sie (?:(?:mir|uns|bitte|mal|vielleicht) )*|^(?:could|can|"
    r"would) you (?:please )?",
    re.IGNORECASE,
)
_MAX_STEPS = 8


def find_steps(conversation: Conversation) -> tuple[Claim, ...]:
    """Steps of the customer and of the agent, in order, each with its result where one was said."""
    said = utterances(conversation)
    claims: list[Claim] = []
    for index, one in enumerate(said):
        if one.asks or one.small_talk:
            continue
        claim = _confirmed(one, said[max(0, index - 8) : index], said[index + 1 : index + 3]) or _own(
            one, said[index + 1 : index + 3]
        )
        if claim is not None and not any(claim.by == other.by and _same(claim, other) for other in claims):
            claims.append(claim)
    return tuple(claims[:_MAX_STEPS])


def _own(one: Utterance, following: tuple[Utterance, ...]) -> Claim | None:
    patterns = (
        (_CUSTOMER_DE, _CUSTOMER_ALREADY, _CUSTOMER_EN, _CUSTOMER_ALREADY_EN)
        if one.speaker == "customer"
        else (_AGENT_DE, _AGENT_DONE, _AGENT_NOW, _AGENT_EN, _AGENT_DONE_EN)
    )
    match = next((found for pattern in patterns for found in [pattern.search(one.text)] if found), None)
    if match is None or re.search(r"\b(?:nicht|nie|noch nicht|nichts)\b", match.group(), re.IGNORECASE):
        return None
    if match.re is _AGENT_NOW and re.search(r"\b(?:nicht|kein\w*)\b", one.text[match.start() :], re.IGNORECASE):
        return None
    step, result, places = _cut(one, match, following)
    text = trim(step)
    for lead in (_LEAD, _LEAD_EN):
        rest = lead.sub("", text)
        # "Sie unter der Nummer aufgenommen" says nobody what: with a pronoun the sentence stays whole.
        text = text if _PRONOUN.match(rest) else rest
    text = text[:1].upper() + text[1:]
    if not content(text):
        return None
    by: Party = "customer" if one.speaker == "customer" else "agent"
    return _claim(text, by, result, places)


def _cut(one: Utterance, match: re.Match[str], following: tuple[Utterance, ...]) -> tuple[str, str, list[Utterance]]:
    """Step and result: the result is the rest of the sentence, or one of the next two sentences of the same turn."""
    begin = max(
        one.text.rfind(mark, 0, match.start()) + len(mark) if mark in one.text[: match.start()] else 0
        for mark in (", ", " – ", "; ")
    )
    inside = _RESULT.search(one.text, match.end())
    if inside:
        comma = max(
            one.text.rfind(", ", match.end() - 1, inside.start()),
            one.text.rfind(" aber ", match.end() - 1, inside.start()),
            one.text.rfind(" but ", match.end() - 1, inside.start()),
        )
        cut = comma if comma > 0 else inside.start()
        return one.text[begin:cut], _short(one.text[cut:]), [one]
    for other in following[:2]:
        if other.turn == one.turn and _RESULT.search(other.text) and not other.asks:
            return one.text[begin:], _short(other.text), [one, other]
    return one.text[begin:], "", [one]


def _confirmed(one: Utterance, before: tuple[Utterance, ...], following: tuple[Utterance, ...]) -> Claim | None:
    """`Bitte starten Sie den Router neu.` - `Hab ich gemacht, geht immer noch nicht.`"""
    if one.speaker != "customer" or not _CONFIRMS.search(trim(one.text) or one.text):
        return None
    asked = next(
        (other for other in reversed(before[-8:]) if other.speaker == "agent" and _INSTRUCTS.search(other.text)), None
    )
    if asked is None:
        return None
    after = [one, *(other for other in following[:2] if other.turn == one.turn)]
    found = next((other for other in after if _RESULT.search(other.text)), None)
    result = ""
    if found is not None:
        spot = _RESULT.search(found.text)
        comma = found.text.rfind(", ", 0, spot.start()) if spot else -1
        result = _short(found.text[comma + 1 :] if comma >= 0 else found.text)
    places = [asked, one] if found in (None, one) else [asked, one, found]
    wanted = _POLITE.sub("", trim(asked.text).rstrip("?"))
    return _claim(wanted[:1].upper() + wanted[1:], "customer", result, [place for place in places if place is not None])


def _short(text: str) -> str:
    return shorten(trim(text), 120)


def _claim(text: str, by: Party, result: str, places: list[Utterance]) -> Claim:
    text = shorten(text, MAX_CLAIM)
    return Claim(
        claim_id("steps_tried", text, places[0].turn),
        "steps_tried",
        text,
        tuple(place.evidence for place in places),
        "extraction",
        by=by,
        result=result,
    )


def _same(one: Claim, other: Claim) -> bool:
    return overlap(content(one.text), content(other.text)) >= 0.75
