"""What was promised or agreed for after the conversation: who does it, and until when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lotse.domain.content import content, overlap
from lotse.domain.conversations import Conversation
from lotse.domain.dates import DateMention, due_phrase
from lotse.domain.facts import day_of
from lotse.domain.mentions import read
from lotse.domain.notes import Claim, Party, claim_id
from lotse.domain.sentences import MAX_CLAIM, shorten, trim
from lotse.domain.utterances import Utterance, utterances

_VERBS = (
    r"werden?|schicken?|senden?|melden?|rufen?|überweisen?|erstatten?|klären?|kläre|frage[n]?|gebe[n]?|"
    r"leiten?|veranlassen?|beauftragen?|kümmern?|kümmere|schreiben?|buchen?|informieren?|bespreche[n]?|"
    r"zusagen|verspreche[n]?|übergeben?|erinnern?|erinnere|sorgen?|reserviere[n]?|stelle[n]?|bestelle[n]?|prüfen?|"
    r"hänge[n]?|liefern?|mailen?|maile|ersetzen?|zahlen?|sagen?|verrechnen"
)
_AGENT_DE = re.compile(
    rf"\b(?:ich|wir)\s+(?:(?!habe|kann|darf|sehe|verstehe)[\w]+\s+){{0,3}}?(?:{_VERBS})\b|"
    rf"\b(?:{_VERBS})\s+(?:ich|wir)\b",
    re.IGNORECASE,
)
_AGENT_EN = re.compile(
    r"\b(?:i|we)(?:'ll| will|'m going to| am going to)\s+(?:\w+\s+){0,2}?(?:send|call|email|e-mail|check|"
    r"refund|forward|ask|arrange|contact|get back|issue|transfer|credit|book|order|escalate|look|pass|"
    r"let you know|update|write|be in touch|cancel|replace)\b",
    re.IGNORECASE,
)
_ANY_PROMISE_EN = re.compile(
    r"\b(?:i|we)(?:'ll| will| promise to| can promise(?: you)? to)\s+(?!just\b|be (?:right|with)|"
    r"have a look|take a look|check that|see\b|need\b|try\b|not\b)\w{3,}",
    re.IGNORECASE,
)
_WILL_EN = re.compile(
    r"^(?:the|our|mr|mrs|ms)\.?\s[\w-]+(?:\s[\w-]+){0,2}?\s(?:will|is going to)\s(?!be\b)\w{3,}", re.IGNORECASE
)
_YOU_GET = re.compile(
    r"\b(?:sie (?:erhalten|bekommen|hören)|(?:erhalten|bekommen|hören) sie|(?:sie|die|der|"
    r"das) (?:[\w-]+\s){0,3}?(?:kommt|folgt|erfolgt|geht (?:heute |morgen )?(?:raus|in die post))|you(?:'ll|"
    r" will) (?:receive|get|hear))\b",
    re.IGNORECASE,
)
_OTHER_DE = re.compile(
    r"(?:\b(?:die|der|das|unsere?|eine?|ein|frau|herrn?)\s+(?:(?:unserer?|"
    r"fach\w*)\s)?(?:[A-ZÄÖÜa-zäöü][\w-]+)(?:\s[\w-]+){0,4}?\s(?:prüft|klärt|meldet|ruft|kommt|schickt|"
    r"bespricht|kümmert|bearbeitet|entscheidet|ist unterwegs|bestätigt)\b"
    r"|^(?:er|sie)\s(?:ruft|meldet|kommt)\b|\bmein(?:e)? \w+ (?:ruft|schickt|meldet|kommt)\b|\b(?:prüft|"
    r"klärt|bespricht|übernimmt|bearbeitet)\s+(?:die|der|das|frau|herr|unsere?)\s+[A-ZÄÖÜa-zäöü][\w-]+)",
    re.IGNORECASE,
)
_OTHER_EN = re.compile(
    r"\b(?:the|our|a|an)\s+(?:[\w-]+\s){1,3}?(?:will|is going to)\s+(?:\w+\s)?(?:call|contact|check|visit|"
    r"come|review|send|get in touch|decide)\b",
    re.IGNORECASE,
)
_WILL_OTHER = re.compile(
    r"^(?:die|der|das|unsere?|frau|herr)\s[\w-]+(?:\s[\w-]+){0,2}?\swird\b(?!.*\bw(?:e|o)rden[.!]?$)", re.IGNORECASE
)
_MUST_OTHER = re.compile(
    r"\bmuss (?:erst |noch )?(?:unsere?|die|der)\s+[A-ZÄÖÜ]?\w*(?:abteilung|team|technik|buchhaltung|"
    r"leitung)\b",
    re.IGNORECASE,
)
_ASKED_TO = re.compile(
    r"\b(?:you(?:'ll| will)? (?:need|have) to|we (?:still )?need (?:something|one more thing) from you|"
    r"it is important that you)\b|"
    r"\bwir brauchen (?:noch )?(?:etwas )?von ihnen\b|\bwichtig ist, dass sie\b|\bsie müssten\b.{3,80}\w{3,}en\b|"
    r"\b(?:senden|schicken|reichen|melden|rufen|überweisen|tragen|bringen|füllen|unterschreiben|laden|"
    r"mailen|teilen|fragen) sie\b|lassen sie\b.{0,50}\bbestätigen|\bsie (?:soll|sollte|"
    r"müsste)n?\b.{0,60}\b(?:schreiben|"
    r"schicken|senden|melden|kündigen)\b|"
    r"\bkönnen sie (?:mir |uns |bitte |das |den |die )*.{0,60}\b(?:schicken|senden|hochladen|"
    r"nachreichen)\b|\b(?:please|could you|can you) (?:\w+ )?(?:send|email|upload|call us|forward|return|"
    r"sign|submit|provide us)\b",
    re.IGNORECASE,
)
_CUSTOMER_DE = re.compile(
    r"\b(?:ich|wir)\s+(?:\w+\s+){0,2}?(?:schicke|sende|melde|überweise|frage|rufe|lese|vergleiche|"
    r"probiere|reiche|bringe|werde|gebe|mache|trage|maile)n?\b|"
    r"\b(?:schicke|sende|melde|überweise|frage|rufe|lese|vergleiche|probiere|reiche|bringe|gebe|trage|werde|"
    r"maile)\s+(?:ich|wir)\b|\b(?:i|we)(?:'ll| will)\s+(?:\w+\s){0,2}?(?:send|call|email|check|pay|"
    r"register|try|ask|enter|upload|let you know|return|transfer|bring)\b",
    re.IGNORECASE,
)
_AGREES = re.compile(
    r"^(?:(?:ja|ok|okay|gut|gern|gerne|klar|alles klar|in ordnung|super|prima|verstanden|yes|sure|okay|"
    r"fine|will do|alright)[,.!]?\s*)+(?:$|das |mach|schick|i )|\b(?:das )?mach(?:e)? ich|\bmachen wir\b|"
    r"\bdas macht sie\b|\bwill do\b|\bi'll do\b",
    re.IGNORECASE,
)
_ALREADY = re.compile(
    r"\bhab(?:e)? ich (?:gerade |schon |eben |jetzt )*(?:gemacht|geschickt|erledigt)|ist (?:gerade )?raus|"
    r"(?:ist|sind) hochgeladen|hängt an|anbei|liegt bei|just (?:sent|uploaded)|i(?:'ve|"
    r" have) (?:just )?sent",
    re.IGNORECASE,
)
_RIGHT_NOW = re.compile(
    r"\b(?:kurz|gleich mal|mal nach|moment|augenblick|einen moment|eben mal|sofort nach|zuerst nach|"
    r"gleich an|gerade nach|one moment|let me (?:just )?(?:check|see|look)|von hier aus)\b",
    re.IGNORECASE,
)
_NOT_A_PROMISE = re.compile(
    r"\b(?:kann ich (?:ihnen |hier |heute |leider )*(?:nicht|noch nicht)|darf ich nicht|darf ich leider|"
    r"sage(?:n)? sie|würde ich|rufe (?:ich )?(?:\w+ )?(?:an |sie )?wegen|melde mich (?:jetzt )?(?:zum|"
    r"wegen|weil)|frage mich|mich gefragt|"
    r"(?:ich|wir) (?:sage|sagen) |wollte ich|schreiben sie gern|ohne den? \w+ dürfen|hätten|brauche ich|"
    r"brauchen wir|nur(?:,)? wenn|früher|rate ich|ich rate|darf ich|dürfen wir|solange wir|solange ich)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"\b(?:drücke die daumen|wünsche|suche ich mal|lassen sie sich zeit|schaue ich mir gern|alles gute)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"^(?:wenn|falls|sollten?|if|in case)\b", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:ich habe|habe ich|wir haben|haben wir|i've|i have|we've|we have)\b", re.IGNORECASE)
_CLEAR_DEED = re.compile(
    r"\b(?:überweis|erstatt|schick|send|ruf|meld|storn|zahl|liefer|refund|send|call|email|pay)\w*", re.IGNORECASE
)
_APPOINTED = re.compile(
    r"\b(?:ist|sind|habe ich|hab ich) (?:für sie |ihnen )?(?:eingetragen|vereinbart|reserviert|gebucht|"
    r"notiert|vorgemerkt)\b|\b(?:is|are) (?:booked|arranged|scheduled)\b",
    re.IGNORECASE,
)
_NOT_DUE = re.compile(
    r"(?:(?<!bis )(?<!spätestens )\b(?:abgelesen am|vom|seit|ab|von|from|since|zum|gilt|dem|für)|"
    r"\bab (?:dem|der))\s(?:\w+,?\s(?:de[mnr]\s)?)?$",
    re.IGNORECASE,
)
_ENDS_A_PERIOD = re.compile(
    r"\b(?:vom|von|zwischen dem|from)\s.{3,25}?\s(?:bis|und|to|until)(?:\s(?:zum|zur|dem))?\s$", re.IGNORECASE
)
_BETTER_DUE = re.compile(r"\b(?:bis|spätestens|by|until|no later|innerhalb|binnen|within)\b", re.IGNORECASE)
_TAIL_QUESTION = re.compile(r",\s(?:[\w]+\s?){1,3}\?\s*$")
_MAX_STEPS = 10


@dataclass(frozen=True, slots=True)
class _Due:
    text: str = ""
    day: date | None = None


def find_next_steps(conversation: Conversation, today: date | None = None) -> tuple[Claim, ...]:
    """Promises and agreed tasks, in order; what was done before the end of the conversation is none any more."""
    said = utterances(conversation)
    claims: list[Claim] = []
    for index, one in enumerate(said):
        owner, places = _owner(one, said, index)
        if owner is None:
            continue
        claim = _claim(one, owner, places, conversation, today)
        if claim is None:
            continue
        same = next((other for other in claims if _same(claim, other)), None)
        if same is not None:
            # The later wording counts, unless only the earlier one says until when.
            if same.due and not claim.due:
                continue
            claims.remove(same)
        claims.append(claim)
    return tuple(claims[-_MAX_STEPS:])


def _owner(one: Utterance, said: tuple[Utterance, ...], index: int) -> tuple[Party | None, list[Utterance]]:
    """Who has to act after `one`, and the places that say so; nobody when it promises nothing."""
    text = one.text
    if one.small_talk or _SMALL.search(text) or _NOT_A_PROMISE.search(text):
        return None, []
    if one.speaker == "customer":
        if _OTHER_DE.search(text) and not one.asks and read(text).dates:
            return "other", [one]
        if (
            (one.asks and not _TAIL_QUESTION.search(text))
            or not (_CUSTOMER_DE.search(text) or _ANY_PROMISE_EN.search(text))
            or _ALREADY.search(text)
        ):
            return None, []
        return "customer", [one]
    if _ASKED_TO.search(text):
        return _task_for_customer(one, said[index + 1 : index + 40])
    if one.asks:
        return None, []
    if (
        _OTHER_DE.search(text)
        or _OTHER_EN.search(text)
        or _MUST_OTHER.search(text)
        or _WILL_OTHER.search(trim(text))
        or _WILL_EN.search(trim(text))
    ):
        return ("agent" if _AGENT_DE.search(text) or _mail_comes(text) else "other"), [one]
    dated = bool(read(text).dates)
    if _APPOINTED.search(text) and dated:
        return "agent", [one]
    if _PERFECT.search(text) and not (dated and re.search(r"\b(?:und|and)\b", text)):
        return None, []
    if (_AGENT_DE.search(text) or _AGENT_EN.search(text) or _ANY_PROMISE_EN.search(text)) and (
        dated or not _RIGHT_NOW.search(text)
    ):
        return "agent", [one]
    if _YOU_GET.search(text) and dated:
        return "agent", [one]
    return None, []


def _mail_comes(text: str) -> bool:
    """`Die Schlussrechnung kommt …`: a thing that comes is sent by us; a person who comes acts for themselves."""
    return (
        re.search(
            r"(?:rechnung|bestätigung|karte|brief|antwort|e-?mail|plan|abrechnung|geld|"
            r"code)\s(?:\w+\s){0,2}kommt\b",
            text,
            re.IGNORECASE,
        )
        is not None
    )


def _task_for_customer(asked: Utterance, following: tuple[Utterance, ...]) -> tuple[Party | None, list[Utterance]]:
    """A task stays when the customer agrees or leaves it open; what they did at once is none."""
    replies = [one for one in following if one.speaker == "customer" and one.turn - asked.turn <= 4]
    if any(_ALREADY.search(one.text) for one in replies):
        return None, []
    promise = next(
        (
            one
            for one in replies
            if one.turn - asked.turn <= 2 and _CUSTOMER_DE.search(one.text) and overlap(one.words, asked.words) >= 0.5
        ),
        None,
    )
    if promise is not None:
        return None, []  # the customer's own words say it, with their own date
    if asked.asks and not any(_AGREES.search(one.text) for one in replies if one.turn - asked.turn <= 2):
        return None, []
    agrees = next((one for one in replies if one.turn - asked.turn <= 2 and _AGREES.search(one.text)), None)
    if agrees is None and _CONDITION.search(trim(asked.text)):
        return None, []
    return "customer", [asked, agrees] if agrees else [asked]


def _claim(
    one: Utterance, owner: Party, places: list[Utterance], conversation: Conversation, today: date | None
) -> Claim | None:
    text = trim(_TAIL_QUESTION.sub("", one.text)).rstrip("?")
    if len(content(text)) < 3 and not read(text).dates and not (_CLEAR_DEED.search(text) and len(content(text)) > 1):
        return None
    due = _Due()
    for place in places:
        anchor = day_of(conversation.turn(place.turn), conversation, today)
        due = _due(place.text, anchor)
        if due.text:
            break
    text = shorten(text, MAX_CLAIM)
    return Claim(
        claim_id("next_steps", text, one.turn),
        "next_steps",
        text,
        tuple(place.evidence for place in places),
        "extraction",
        owner=owner,
        due=due.text,
        due_date=due.day,
    )


def _due(text: str, anchor: date | None) -> _Due:
    """The date until or on which it is to be done: one after `bis` wins, then a day of the calendar, then the last."""
    best: DateMention | None = None
    best_rank = (-1, -1, -1)
    for mention in read(text, anchor).dates:
        if _NOT_DUE.search(text[: mention.start]) or (
            mention.month is not None and mention.day is None and mention.resolved is None
        ):
            continue
        if mention.resolved is not None and anchor is not None and mention.resolved < anchor:
            continue
        if mention.relative in ("last_week", "last_month", "day-1", "day-2"):
            continue
        if _ENDS_A_PERIOD.search(text[: mention.start]):
            continue
        phrase = due_phrase(text, mention)
        rank = (int(bool(_BETTER_DUE.search(phrase))), int(mention.absolute), mention.start)
        if rank > best_rank:
            best, best_rank = mention, rank
    return _Due(due_phrase(text, best), best.resolved) if best is not None else _Due()


def _same(one: Claim, other: Claim) -> bool:
    return one.owner == other.owner and overlap(content(one.text), content(other.text)) >= 0.6
