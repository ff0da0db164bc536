"""What the customer wants: the sentence that says it, and further wishes raised later on."""

from __future__ import annotations

import re

from lotse.domain.content import content, overlap
from lotse.domain.conversations import Conversation
from lotse.domain.fact_rules import ID_KEYWORD
from lotse.domain.notes import Claim, Evidence, claim_id
from lotse.domain.sentences import MAX_CLAIM, trim
from lotse.domain.site import Site
from lotse.domain.utterances import Utterance, utterances

_WANTS = re.compile(
    r"\b(?:(?:ich|wir) (?:möchten?|moechten?|will|wollen|wollte|würden? gern|hätten? gern|brauchen?|"
    r"bräuchten?|benötigen?|ziehen?|habe gleich)|möchte ich|hätte ich gern|können sie|könnten sie|"
    r"kann ich|könnte ich|"
    r"bitte um|es geht um|rufe (?:\w+ )?(?:an )?wegen|melde mich|kündigen|umziehen|ummelden|anmelden|"
    r"abmelden|widerspr\w+|beschwer\w+|reklamier\w+|umtauschen|zurückgeben|durchgeben|bestellen|"
    r"stornieren|"
    r"wie kann ich|was muss ich|wo bleibt|wo ist|wann kommt|i(?:'d| would) like|i (?:want|need|wish|"
    r"have to)|i'm (?:looking|trying|calling)|can you|could you|can i|could i|how (?:do|can) i|where is|"
    r"when will|cancel|refund|complain)\b",
    re.IGNORECASE,
)
_PROBLEM = re.compile(
    r"\b(?:(?:funktioniert|geht|klappt|läuft|startet|lädt)\b[^,]{0,25}\bnicht|geht\b.{0,40}\baus\b|kaputt|"
    r"defekt|störung|"
    r"ausgefallen|strom weg|(?:ist|sind) (?:\w+ ){0,5}weg\b|fehlt|fehlen|falsch\w*|zu hoch|doppelt|"
    r"zweimal|nicht (?:an)?gekommen|"
    r"nicht erhalten|noch nichts?|keine?n? (?:\w+ )?(?:internet|strom|wasser|heizung|gas|antwort|"
    r"bestätigung|vergütung|empfang|rechnung|lieferung)|problem\w*|fehlermeldung|mahnung|verstorben|"
    r"erhöh\w+|abgebucht|nachzahl\w+|gesperrt|"
    r"passt (?:\w+ )?nicht|stimmt (?:\w+ )?nicht|beschädigt|got a letter|by mistake|kann nicht sein|"
    r"haben wir einfach nicht|nachzahlen|verlegt|verloren|gekündigt|warte (?:schon|"
    r"seit|immer)|zum (?:zweiten|dritten|vierten|\d\.) mal|"
    r"not working|doesn't work|does not work|broken|wrong|too high|twice|missing|never (?:arrived|came)|"
    r"hasn't arrived|not received|problem|issue|error|charged|damaged|lost|down\b|no (?:internet|power|"
    r"water|heating))\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:außerdem|ausserdem|zudem|zweitens|noch eine (?:andere )?frage|noch eine sache|noch (?:et)?was|"
    r"eine frage (?:hätte ich )?noch|was anderes|zusätzlich|und dann (?:noch|wäre)|gleichzeitig|"
    r"also,? i|another (?:thing|question)|one more|one other|in addition|while i have you|second(?:ly)?,)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\b(?:zwei|2|drei|two|three) (?:sachen|dinge|anliegen|fragen|themen|punkte|things|"
    r"questions)\s*:\s*(.+?)\s+(?:und|and)\s+(.+)$",
    re.IGNORECASE,
)
# Says that somebody wants something, not what.
_META = re.compile(
    r"\b(?:zum (?:zweiten|dritten|vierten|\d\.) mal|von vorn erzählen|my german is|mein deutsch|"
    r"habe (?:da )?(?:mal )?eine (?:kurze )?frage|i have a question)\b",
    re.IGNORECASE,
)
_ASKS_BACK = re.compile(
    r"^(?:geht es darum|ist das richtig|stimmt das|verstehe ich (?:sie |das )?richtig|habe ich (?:sie |"
    r"das )?richtig verstanden|is that right|is that correct)",
    re.IGNORECASE,
)
_AGREES = re.compile(r"^(?:ja|genau|richtig|stimmt|korrekt|yes|exactly|correct|right)\b", re.IGNORECASE)
_NO_WISH = re.compile(r"^(?:ja|nein|ok|okay|moment|danke|yes|no|thanks)\b[^?]{0,25}$", re.IGNORECASE)
_FIRST_TURNS = 4
_MAX_INTENTS = 4
_CLEAR = 2.5
_SAYS_SOMETHING = 1.0
_INVERTED = re.compile(r"^(möchte|will|brauche|hätte|bräuchte) ich\b", re.IGNORECASE)


def find_intents(conversation: Conversation, site: Site) -> tuple[Claim, ...]:
    """The main wish first, then others in their order."""
    said = [one for one in utterances(conversation) if one.speaker == "customer" and not one.small_talk]
    main = _main(said)
    if main is None:
        return ()
    restated = _restated(conversation) if _score(main) < _CLEAR else None
    claims = [restated] if restated else _listed(main) or [_claim(_text(main, said), [main])]
    for one in said:
        if len(claims) >= _MAX_INTENTS:
            break
        more = _further(one, said, main)
        if more is not None and all(overlap(content(more.text), content(claim.text)) < 0.5 for claim in claims):
            claims.append(more)
    labelled = []
    for number, claim in enumerate(claims):
        label = site.label_for([claim.text]) or (_label_from_context(site, said, claim) if number == 0 else "")
        labelled.append(_with(claim, label, main=number == 0))
    return tuple(labelled)


def _main(said: list[Utterance]) -> Utterance | None:
    """The best sentence of the first turns, of later ones only when those say nothing but names and numbers."""
    turns = list(dict.fromkeys(one.turn for one in said))
    early = _best([one for one in said if one.turn in turns[:_FIRST_TURNS]], turns)
    if early is not None and _score(early) >= _SAYS_SOMETHING:
        return early
    return _best([one for one in said if one.turn in turns[: 3 * _FIRST_TURNS]], turns) or early


def _best(said: list[Utterance], turns: list[int]) -> Utterance | None:
    """An earlier turn wins over a slightly better later one, and within a turn people say it first, then explain it."""
    best, best_score = None, 0.0
    for one in said:
        place = turns.index(one.turn)
        score = _score(one) - (0.7 if place < _FIRST_TURNS else 0.3) * min(place, _FIRST_TURNS)
        if score > best_score + (0.6 if best is not None and best.turn == one.turn else 0.0):
            best, best_score = one, score
    return best


def _score(one: Utterance) -> float:
    text = trim(one.text)
    words = len(content(text))
    if words == 0 or _NO_WISH.match(text):
        return 0.0
    if one.subject:
        return 6.0
    score = min(words, 6) / 6
    score += 2.0 if _WANTS.search(one.text) else 0.0
    score += 2.0 if _PROBLEM.search(one.text) else 0.0
    score -= 4.0 if _META.search(one.text) else 0.0
    return score + (0.5 if one.asks else 0.0)


def _text(main: Utterance, said: list[Utterance]) -> str:
    """A short opening ("Es geht um die Jahresrechnung") is followed by what it is about."""
    text = trim(main.text)
    following = next((one for one in said if one.turn == main.turn and one.start >= main.end), None)
    short = len(content(text)) < (4 if following is not None and following.asks and not main.asks else 3)
    if following is not None and short and not main.subject:
        more = trim(following.text)
        if len(content(more)) > 0 and not ID_KEYWORD.search(more) and len(text) + len(more) + 2 <= MAX_CLAIM:
            joint = text if text.endswith(("?", ".")) else f"{text}."
            return f"{joint} {more}"
    return text


def _restated(conversation: Conversation) -> Claim | None:
    """`… danach Jahresrechnung mit Nachzahlung. Geht es darum?` - `Genau.`: the agent said it for the customer."""
    said = utterances(conversation)
    for index, one in enumerate(said[1:], 1):
        if one.speaker != "agent" or not _ASKS_BACK.search(one.text) or one.turn > 2 * _FIRST_TURNS:
            continue
        before, reply = said[index - 1], next((other for other in said[index + 1 :] if other.turn > one.turn), None)
        if before.turn == one.turn and reply is not None and reply.speaker == "customer" and _AGREES.search(reply.text):
            text = trim(
                re.sub(
                    r"^(?:ich (?:lese|sehe|verstehe)|i (?:see|understand)):?,?\s*", "", before.text, flags=re.IGNORECASE
                )
            )
            return _claim(text, [before, reply]) if len(content(text)) >= 2 else None
    return None


def _listed(main: Utterance) -> list[Claim]:
    """`zwei Sachen: A und B` are two wishes."""
    match = _LIST.search(main.text)
    if match is None:
        return []
    return [_claim(trim(part), [main]) for part in match.groups()]


def _further(one: Utterance, said: list[Utterance], main: Utterance) -> Claim | None:
    cue = _MORE.search(one.text)
    if cue is None or (one.turn, one.start) <= (main.turn, main.start):
        return None
    text = trim(one.text[cue.end() :].lstrip(" ,:.-")) if len(content(one.text[cue.end() :])) >= 2 else ""
    if text and (
        _WANTS.search(text) or _PROBLEM.search(text) or one.asks or re.search(r"\bwissen\b|\blike to know\b", one.text)
    ):
        return _claim(text, [one])
    if text:
        return None
    following = next((other for other in said if other.turn == one.turn and other.start >= one.end), None)
    return _claim(trim(following.text), [one, following]) if following and len(following.words) >= 2 else None


def _label_from_context(site: Site, said: list[Utterance], claim: Claim) -> str:
    """All the customer said in the turns of the wish, when the sentence alone says too little."""
    return site.label_for([claim.text, *(one.text for one in said if one.turn in claim.turns)], least=1.2)


def _claim(text: str, places: list[Utterance]) -> Claim:
    evidence: tuple[Evidence, ...] = tuple(place.evidence for place in places)
    return Claim(claim_id("intents", text, places[0].turn), "intents", text, evidence, "extraction")


def _with(claim: Claim, label: str, *, main: bool) -> Claim:
    return Claim(claim.id, "intents", claim.text, claim.evidence, claim.origin, label=label, main=main)
