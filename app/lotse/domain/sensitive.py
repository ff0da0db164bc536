"""Topics that belong to people: bereavement, health, debt, legal, abuse, data protection, self-harm, in German and
English.

Finds the topic and its turns; never judges a person, and never a mood (no emotion recognition, invariant I4).
"""

from __future__ import annotations

import re

from lotse.domain.conversations import Conversation
from lotse.domain.instructions import without_commands
from lotse.domain.notes import Evidence, Sensitive, SensitiveTopic

_PATTERNS: tuple[tuple[SensitiveTopic, str], ...] = (
    (
        "bereavement",
        r"\b(?:verstorben\w*|gestorben|todesfall|sterbeurkunde|sterbefall|beileid|erbschein|nachlass|"
        r"hinterblieben\w*|beerdigung|trauerfall|tod meine[sr]|"
        r"passed away|deceased|bereave\w*|death certificate|funeral|my (?:late )?(?:husband|wife|father|"
        r"mother|dad|mum|mom|son|daughter) (?:has )?died|condolences)\b",
    ),
    (
        "health",
        r"\b(?:krebs\w*|chemo\w*|schlaganfall|herzinfarkt|dialyse|sauerstoffgerät\w*|beatmungsgerät\w*|"
        r"herzschrittmacher|pflegebedürftig\w*|pflegegrad|"
        r"(?:im|ins) krankenhaus|schwerbehindert\w*|depression\w*|psychisch\w*|schwanger\w*|reha|"
        r"im (?:pflege)?heim|krank ?geschrieben|schwer krank|erkrankung|"
        r"cancer|chemotherapy|stroke|dialysis|oxygen (?:machine|device|concentrator)|ventilator|pacemaker|"
        r"in (?:the )?hospital|disabled|pregnan\w*|seriously ill|insulin)\b",
    ),
    (
        "debt",
        r"\b(?:(?:kann|können) (?:ich |wir )?(?:das |die |es |den |mir |"
        r"uns )*(?:\w+ ){0,4}?nicht (?:mehr )?(?:bezahlen|zahlen|leisten|aufbringen)|"
        r"nicht auf einmal (?:zahlen|bezahlen)|schulden|überschuldet|insolvenz\w*|"
        r"schuldnerberatung|ratenzahlung\w*|inkasso|gerichtsvollzieher|pfändung\w*|arbeitslos\w*|bürgergeld|"
        r"jobcenter|strom (?:abgestellt|gesperrt)|sperrandrohung|kurzarbeit|"
        r"can(?:'t|not) (?:afford|pay)|in debt|bankrupt\w*|insolven\w*|debt collect\w*|bailiff|lost my job|"
        r"unemployed|payment plan|disconnection notice)\b",
    ),
    (
        "legal",
        r"\b(?:(?:rechts)?anwalt\w*|anwältin|verklag\w*|klage (?:einreichen|erheben)|gericht(?:lich\w*|e|s)?|"
        r"verbraucherzentrale|schlichtungsstelle|anzeige (?:erstatten|bei)|strafanzeige|schadensersatz|"
        r"bundesnetzagentur|ombuds\w*|lawyer|solicitor|attorney|sue you|legal action|ombudsman|small claims)\b",
    ),
    (
        "abuse",
        r"\b(?:häusliche gewalt|schlägt mich|bedroht mich|stalk\w*|frauenhaus|misshand\w*|gewaltschutz|"
        r"mein(?:e)? ex (?:bedroht|verfolgt)|domestic (?:violence|abuse)|abusive (?:partner|husband|ex)|"
        r"restraining order|is hitting me|threatens me)\b",
    ),
    (
        "gdpr",
        r"\b(?:dsgvo|datenschutz\w*|datenauskunft|auskunft (?:über|zu) meine[nr]? daten|"
        r"(?:meine )?daten (?:zu )?löschen|löschung meiner daten|daten gespeichert|recht auf (?:auskunft|"
        r"löschung)|art(?:ikel|\.)? ?1[57]|"
        r"gdpr|data protection|delete my data|erase my data|subject access request|right to be forgotten)\b",
    ),
    (
        "self_harm",
        r"\b(?:umbringen|suizid\w*|selbstmord\w*|nicht mehr leben|das leben nehmen|mir (?:etwas|was) antun|"
        r"will (?:einfach )?sterben|kein(?:en)? sinn mehr|selbst verletz\w*|"
        r"kill myself|suicid\w*|end my life|want to die|self[- ]harm|hurt myself)\b",
    ),
)
_COMPILED = tuple((topic, re.compile(pattern, re.IGNORECASE)) for topic, pattern in _PATTERNS)
# The agent's own "Beileid" or offer of a payment plan confirms a topic, and does not raise one.
_AGENT_RAISES = frozenset({"bereavement", "gdpr", "self_harm"})


def sensitive_topics(conversation: Conversation) -> tuple[Sensitive, ...]:
    """The topics somebody raised, each with its turns."""
    found: list[Sensitive] = []
    for topic, pattern in _COMPILED:
        places = [
            (turn.speaker, Evidence(turn.n, match.start(), match.end()))
            for turn in conversation.turns
            if turn.speaker != "system"
            for match in [pattern.search(without_commands(turn.text))]
            if match
        ]
        raised = any(speaker == "customer" for speaker, _ in places) or (topic in _AGENT_RAISES and bool(places))
        if raised:
            found.append(Sensitive(topic, tuple(place for _, place in places)))
    return tuple(found)
