"""The words that tell what a value is: tables of German and English context words, and the patterns built from them.

Owns vocabulary only; `facts` applies it. A new kind of id, amount or date is one line here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lotse.domain.notes import FactKind


@dataclass(frozen=True, slots=True)
class IdRule:
    """A kind of id and the words before it. `kind` is what files say, `key` what it is called."""

    key: str
    kind: FactKind
    words: str


_NR = r"(?:[ -]?(?:nummer|nr\b\.?|no\b\.?|number|id\b|#))"

ID_RULES: tuple[IdRule, ...] = (
    IdRule(
        "customer_number",
        "customer_number",
        rf"kunden{_NR}|kundennummern|kundenkonto{_NR}?|customer{_NR}|client{_NR}|mitglieds{_NR}",
    ),
    IdRule("contract_number", "contract_number", rf"vertrags(?:konto)?{_NR}|vertrag{_NR}?|contract{_NR}?|abo{_NR}?"),
    IdRule(
        "meter_number",
        "meter_number",
        rf"(?:strom|gas|wasser|zweirichtungs)?z(?:ä|ae)hler(?:s)?{_NR}?|meter(?:'s)?{_NR}",
    ),
    IdRule("order_number", "order_number", rf"(?:bestell|auftrags){_NR}|(?:bestellung|auftrag){_NR}?|order{_NR}?"),
    IdRule(
        "tracking_number",
        "id",
        rf"(?:sendungs|paket|tracking|sendungsverfolgungs){_NR}|sendung{_NR}|tracking(?: code)?|shipment{_NR}",
    ),
    IdRule("invoice_number", "id", rf"rechnungs{_NR}|rechnung{_NR}|invoice{_NR}|bill{_NR}"),
    IdRule(
        "case_number",
        "id",
        rf"(?:vorgangs|ticket|fall|störungs|referenz|bearbeitungs){_NR}|vorgang|ticket|aktenzeichen|(?:case|"
        rf"reference|ref|incident){_NR}|reference",
    ),
    IdRule(
        "booking_number",
        "id",
        rf"(?:buchungs|reservierungs){_NR}|buchungscode|booking(?:{_NR}| reference| code)|reservation{_NR}",
    ),
    IdRule("policy_number", "contract_number", rf"(?:policen|versicherungs){_NR}|policy{_NR}"),
    IdRule("claim_number", "id", rf"schadens?{_NR}|claim{_NR}"),
    IdRule("account_number", "id", rf"(?:konto|mandats){_NR}|mandatsreferenz|account{_NR}"),
    IdRule("serial_number", "id", rf"(?:serien|geräte){_NR}|serial{_NR}"),
    IdRule("article_number", "id", rf"artikel{_NR}|item{_NR}|product{_NR}"),
    IdRule("market_location", "id", r"marktlokations?(?:-?id)?|malo(?:-?id)?"),
    IdRule("error_code", "id", r"fehler(?:code|meldung|nummer)?|error(?: code| message)?|störungscode"),
)

ID_KINDS: dict[str, FactKind] = {rule.key: rule.kind for rule in ID_RULES}
ID_KEYWORD = re.compile(
    "|".join(rf"(?P<{rule.key}>(?<![^\W_])(?:{rule.words})(?![^\W\d_]))" for rule in ID_RULES), re.IGNORECASE
)
# What may stand between the word and its value: no digit, no end of sentence.
ID_GAP = re.compile(
    r"(?:[\s:,#\"„“'=()-]|\b(?:ist|lautet|wäre|war|die|der|das|des|von|nr\.?|nummer|neue[rn]?|alte[rn]?|"
    r"also|äh|ja|nein|steht|is|was|it's|the|my|meine|number)\b){0,8}",
    re.IGNORECASE,
)
ID_VALUE = re.compile(
    r"(?<!\w)(?:[A-Za-z]{1,5}[-/]?(?=\d)|[A-Z]{1,4} (?=\d))?\d[\dA-Za-z]*(?:(?:[-/.]|"
    r" (?=\d))[\dA-Za-z]*\d[\dA-Za-z]*)*|(?<!\w)[A-Z]{1,6}(?:-[A-Z0-9]+)*-\d[\dA-Za-z-]*"
)
# A meter number after DIN 43863-5: sector, three letters of the maker, ten digits.
METER_NUMBER_SHAPE = re.compile(r"\b\d[A-Z]{3}\d{10}\b")
# An id by its looks: letters, a hyphen, digits.
LETTERED_ID = re.compile(r"\b[A-Z]{1,5}-\d[\dA-Z]*(?:-[\dA-Z]+)*\b")

READING_WORDS = re.compile(
    r"\bz(?:ä|ae)hler steht (?:bei|auf)\b|\b(?:zähler|zaehler|ausbau|einbau|anfangs|end|"
    r"zwischen)?st[aä]nd(?:e|es)?\b(?! der)|"
    r"\bmeter readings?\b|\breadings?\b|\babgelesen\b|\bablesung\b|\bauf dem zähler steht\b|"
    r"\bthe meter (?:says|shows)\b",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"\?|\b(?:nennen|sagen|geben|teilen|brauche|benötige|bräuchte|haben sie|wie lautet|wie ist|welche|"
    r"what|may i have|can i have|could i have|need|provide|tell me|give me)\b",
    re.IGNORECASE,
)
ADDRESS_WORDS = re.compile(r"\b(?:adresse|anschrift|straße|wohnen|address|live)\b", re.IGNORECASE)
PHONE_WORDS = re.compile(
    r"\b(?:telefon|handy|rückruf|rufnummer|erreich\w*|phone|call you|mobile)\b|unter welcher nummer|welche nummer\?",
    re.IGNORECASE,
)

AMOUNT_KEYS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(rf"(?<![^\W_])(?:{words})", re.IGNORECASE))
    for key, words in (
        ("instalment", r"(?:\w+)?abschl[aä]g\w*|instal+ment"),
        ("back_payment", r"nachzahl\w*|nachforderung|back ?payment"),
        ("refund", r"(?:rück)?erstatt\w*|rückzahlung|überweisen wir|refund\w*"),
        ("credit", r"guthaben|gutschr\w*|gutgeschrieben|credit\w*"),
        ("bonus", r"\w*bonus|rabatt|discount"),
        ("fee", r"\w*gebühr\w*|kostet|kosten|zinsen|\w*zinsen|fees?\b|charge\w*"),
        ("basic_price", r"grundpreis"),
        ("unit_price", r"arbeitspreis"),
        ("invoice_amount", r"(?:\w+)?rechnung(?:sbetrag)?|invoice|bill\b"),
        ("rate", r"raten?\b|ratenzahlung|monthly rate"),
        ("price", r"preis|price"),
    )
)  # fmt: skip

DATE_KEYS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(rf"(?<![^\W_])(?:{words})", re.IGNORECASE))
    for key, words in (
        ("birth_date", r"geb\.|geboren|geburts\w*|born|birth"),
        (
            "move_date",
            r"einzugs\w+|(?:aus|um)zug\w*|zieh\w*|(?:aus|um)gezogen|wohnungsübergabe|übergabe|moved?\b|moving",
        ),
        ("appointment", r"\w*termin\w*|monteur|techniker|appointment|technician"),
        ("cancellation_date", r"\w*kündig\w*|laufzeit|cancel\w*|endet"),
        ("delivery_date", r"\w*liefer\w*|deliver\w*"),
        ("purchase_date", r"gekauft|bestellt|kauf\b|purchase\w*|bought|ordered"),
    )
)

NAME_WORD = r"(?:von |van |de |zu |Dr\. |Prof\. )?[A-ZÄÖÜ][a-zäöüßéèáóíçšžłøå'’]+(?:-[A-ZÄÖÜ][a-zäöüßéèáó]+)*"
SELF_INTRODUCTION = re.compile(
    rf"\b(?:[Mm]ein Name (?:ist|lautet)|[Dd]er Name (?:ist|lautet)|(?:[Nn]ame|[Nn]achname):|[Ii]ch hei(?:ß|"
    rf"ss)e|[Hh]ier (?:ist|spricht)|[Ii]ch bin(?= (?:die |"
    rf"der )?(?:Frau|Herr) )|[Mm]y (?:last |full )?name(?: is|'s)|[Tt]his is|[Mm]y name's)\s+"
    rf"(?:(?:die|der)\s)?(?:(?:Frau|Herr|Mr\.?|Ms\.?|Mrs\.?)\s)?({NAME_WORD}(?:,? {NAME_WORD}){{0,2}})"
)
SELF_INTRODUCTION_LOWER = re.compile(
    r"\b(?:mein name ist|ich hei(?:ß|ss)e|hier ist|hier spricht|my name is)\s+(?:die |der )?(?:frau |"
    r"herr )?([a-zäöüß]{3,}(?: [a-zäöüß]{3,})?)(?=\s*(?:[,.!]|$|ich |und |wir |aus |mit |von |and |i ))"
)
SURNAME_HERE = re.compile(
    rf"(?:^|[,.!] )((?:{NAME_WORD} )?{NAME_WORD}) (?:hier|am Apparat|mein Name|here|speaking)\b(?=[,.!]|$)"
)
VOCATIVE = re.compile(
    rf"(?:^|(?<=[.!?,:] )|(?<=\n)|(?<=[Dd]ank )|(?<=Tag )|(?<=Morgen )|(?<=Abend )|(?<=Hallo )|"
    rf"(?<=geehrte )|(?<=geehrter )|(?<=Dear ))"
    rf"(?:Frau|Herr|Mr\.?|Ms\.?|Mrs\.?) ((?:Dr\. |Prof\. )*{NAME_WORD})(?=\s*[,.!?]|\s*$|\n)"
)
VOCATIVE_LOWER = re.compile(
    r"\b(?:guten (?:tag|morgen|abend)|danke|hallo) (?:frau|herr) ([a-zäöüß]{3,})\b|"
    r"^(?:[a-zäöüß0-9 ]* )?(?:frau|herr) ([a-zäöüß]{3,} [a-zäöüß]{3,}) (?=nordend)"
)
SIGNATURE = re.compile(
    rf"(?:Grüßen|Grüße|Gruß|regards|sincerely|VG|MfG),?\s*\n+\s*((?:Dr\. |"
    rf"Prof\. )*(?:[A-Z]\. )?{NAME_WORD}(?: {NAME_WORD}){{0,2}})\s*(?:$|\n|,)",
    re.IGNORECASE,
)
NAME_ALONE = re.compile(rf"(?:^|[,.] |\bund )({NAME_WORD} {NAME_WORD})(?=[.,!]|$)")
ASKS_NAME = re.compile(
    r"\b(?:ihr(?:en)? (?:vor- und nach|vollständige[rn]? |komplette[rn]? )?name\w*|wie heißen sie|"
    r"your (?:full )?name|name for th)",
    re.IGNORECASE,
)
NAME_ANSWER = re.compile(
    rf"(?:[Jj]a,? |[Gg]ern,? |[Yy]es,? |[Ss]ure,? )?({NAME_WORD} {NAME_WORD}(?: {NAME_WORD})?)\s*(?:[.,!]|"
    rf"$)"
)
NOT_NAMES = frozenset(
    """Kunde Kundin Guten Tag Morgen Abend Danke Strom Gas Ihre Ihr Frau Herr Der Die Das Ich Wir Sie Es Ja Nein Gut
    Bitte Vielen Dank Hallo
    Herzlichen Neue Alte Not Here Sorry Still Just The Hello Thank Good Customer Support Nur Dann Jetzt Haus Straße
    Super Alles Klar Mieter
    Nachmieter Vermieter Nachbar Nachbarin Wohnung Erdgas Wasser Internet Zähler Rechnung
    Great Perfect Awesome Fine Amazing Correct Right Exactly Terrible
    Wonderful Ridiculous Unacceptable Okay Yes No What Where When Why How That It My Our Your And But
    Please Monday Tuesday Wednesday Thursday Friday Saturday Sunday Montag Dienstag Mittwoch Donnerstag Freitag
    Samstag Sonntag""".split()
)

# Words that often follow a name, by how they end: `Kundennummer`, `Hafenstraße`, `Geburtsdatum`.
NO_NAME = re.compile(
    r"(?:nummer|nr|konto|straße|strasse|adresse|anschrift|datum|vertrag|rechnung|zähler|anschluss|telefon|handy|email|mail|"
    r"account|number|order|address|contract|phone)s?$",
    re.IGNORECASE,
)
# Whose contract it is, said by the agent; `Herr Brandt meldet sich` is nobody's contract.
ACCOUNT_HOLDER = re.compile(
    rf"\b(?:[Vv]ertrag|[Kk]onto|[Aa]nschluss|[Kk]undennummer|[Nn]ummer|[Vv]ertragsnummer|contract|account|number)\b"
    r"[^.?!]{0,40}?"
    rf"\b(?:läuft auf|lautet auf|gehört|gehört zu|ist auf|belongs to|is registered to|is under)\s"
    r"(?:den Namen\s|the name\s)?"
    rf"(?:Frau|Herrn?|Mr\.?|Ms\.?|Mrs\.?)\s((?:Dr\. )?{NAME_WORD})"
)

_STREET_END = (
    r"stra(?:ß|ss)e|str\.?|weg|platz|allee|gasse|ring|damm|ufer|hof|stieg|steig|chaussee|hang|kamp|berg|"
    r"graben|markt|wall|pfad|winkel|garten|end|grund|bogen|brücke|siedlung|mitte"
)
STREET = re.compile(
    rf"\b(?:(?:Am|An der|Im|In der|Auf dem|Zum|Zur|Alte[rn]?|Neue[rn]?|Lange|Kurze|Große|Kleine|"
    rf"[A-ZÄÖÜ][\wäöüß-]+er)\s)?"
    rf"(?:[A-ZÄÖÜ][\wäöüß.-]*(?:{_STREET_END})|[A-ZÄÖÜ][\wäöüß-]+[ -](?:Stra(?:ß|ss)e|Weg|Platz|Allee|Ring|"
    rf"Mitte|Street|Road|Avenue|Lane|Drive))\s(\d{{1,4}}\s?[a-z]?)\b(?!\d|[.,]\d|\s?(?:€|Euro|kWh|Uhr))"
    rf"|\b\d{{1,4}}\s[A-Z][a-z]+\s(?:Street|Road|Avenue|Lane|Drive)\b"
)
ANY_STREET = re.compile(
    r"\b[A-ZÄÖÜ][\wäöüß.-]{2,}(?: [A-ZÄÖÜ][\wäöüß.-]+){0,2} \d{1,4}\s?[a-z]?\b(?!\d|[.,:]\d|\s?(?:€|Euro|kWh|Uhr))"
)
TOWN = re.compile(
    r"\b\d{5} (?!Kilowatt|Euro|Liter|Kubik|Uhr|Punkte|Stück)[A-ZÄÖÜ][a-zäöüß-]+(?: (?:am|an der|im|"
    r"bei) [A-ZÄÖÜ][a-zäöüß]+)?"
)

CONSUMPTION_WORDS = re.compile(r"verbrauch\w*|verbraucht|consum\w*|\bused\b|usage", re.IGNORECASE)
QUANTITY_UNITS = {"kwh", "m³", "gb", "mbit", "kw", "personen", "stück", "liter"}

CORRECTION_SAYS = re.compile(
    r"\b(?:ich mein(?:e|te)|gemeint war|(?:habe |hab )?mich (?:vertippt|verschrieben|verlesen|versprochen|"
    r"vertan)|tippfehler|zahlendreher|vertauscht|korrigiere|korrektur|richtig (?:ist|wäre|sind)|"
    r"nicht [^,.;]{1,30},? sondern|stimmt nicht|(?:war|ist) falsch|i mean(?:t)?|typo|correction|actually|"
    r"i misread|should be|not [^,.;]{1,30},? but|es gilt)\b",
    re.IGNORECASE,
)
# "Nein" corrects only what follows at once: "Nein, 48231", "no, sorry, it's 4712".
CORRECTION_NO = re.compile(
    r"(?:^|(?<=[,;.!?–-] )|(?<=[,;.!?–-])|(?<=\d ))(?:ach |oh |äh |moment,? |halt,? |ja )?(?:nein|nee|ne|"
    r"no|nope|quatsch|stopp|entschuldigung|entschuldigen sie|verzeihung|sorry|"
    r"pardon)\b[\s,.!-]*(?:(?:nein|no|sorry|entschuldigung|ich meine|falsch|quatsch|doch|es|das|die|der|"
    r"sind|ist|war|waren|it's|it is|that's|the|nummer|kundennummer|lautet|is|number|mein|meine|richtig|"
    r"natürlich|of course|ich meinte|i meant|am|um|on|at|bis)\b[\s,:.]*){0,6}$",
    re.IGNORECASE,
)
# "4712 ist meine Kundennummer"
ID_BEFORE_WORD = re.compile(r"\s(?:ist|wäre|is)\s(?:die|meine|unsere|the|my|our)\s", re.IGNORECASE)
