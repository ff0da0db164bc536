"""The words of a text that carry its content, in a form that brings inflections and compounds together.

Owns folding for the comparison of a claim with what was said; deliberately cruder than the search index (`lexicon`),
because here a false match hides a lie only in part, and a false miss marks a true sentence.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from lotse.domain.numerals import german_number

_WORD = re.compile(r"[^\W\d_]{2,}")
_FOLD = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_ENDINGS = ("ungen", "ung", "ieren", "iert", "ends", "end", "ern", "est", "tes", "ten", "ter", "tem", "ing", "ed", "es",
            "en", "er", "em", "st", "te", "e", "n", "s", "t")  # fmt: skip
_SEPARABLE = (
    "an",
    "ab",
    "auf",
    "aus",
    "bei",
    "durch",
    "ein",
    "fest",
    "frei",
    "her",
    "hin",
    "los",
    "mit",
    "nach",
    "neu",
    "um",
    "vor",
    "weg",
    "weiter",
    "zu",
    "zuruck",
)
_PREFIXES = ("zuruck", "wieder", "weiter", "heraus", "herunter")

# Words without content of their own. Negations are compared separately, by `negated`.
_STOP = frozenset(
    """ich du er sie es wir ihr ihnen ihre ihren ihrer ihrem ihres mein meine meinen meiner meinem meines dein sein
    seine seinen seiner
    unser unsere unseren unserer uns euch euer mir mich dir dich ihm ihn sich man der die das dem den des ein eine
    einen einem einer
    eines und oder aber denn weil dass damit ob wenn als wie so auch noch schon nur sehr mehr immer mal halt eben ja
    doch dann da dort
    hier jetzt nun heute bitte danke gerne gern leider also nicht kein keine keinen keinem keiner nichts nie niemals
    ohne ist sind war
    waren bin bist sei wird werden wurde wurden worden werde hat haben habe hatte hatten hab kann konnen konnte
    konnten soll sollen
    sollte muss mussen musste will wollen wollte mochte mochten mochten mag darf durfen durfte in im an am auf aus
    bei beim bis durch
    fur gegen hinter mit nach seit uber um unter von vom vor wegen zu zum zur zwischen was wer wo wann warum wieso
    welche welcher
    welches welchen diese dieser dieses diesen diesem jede jeder jedes alle alles etwas dazu davon daran darauf dafur
    dabei dadurch darum zuerst danach einmal nochmal
    bereits erneut kurz gerade statt anstatt bzw etwa ca per pro je ab
    i you he she it we they me him us them my your his its our their a an the and or but because that if than as so
    also still
    already only very more always please thanks thank not no none never nothing without is are was were be been being
    am has have had
    having do does did doing can could shall should will would may might must in on at by for from to of with about
    after before
    until since between through into out over under up down off what who where when why how which this these those
    each every all
    some any there here now then just get got instead
    kunde kundin kunden customer client agent mitarbeiter mitarbeiterin person anliegen problem mochte wunscht want
    wants wanted
    request requests requested asks asked ask fragt gefragt bittet gebeten sagt sagte says said reports reported
    meldet gibt gab
    herr herrn frau mr mrs ms dr""".split()
)

# What people say in different words; one group is one meaning.
_GROUPS = (
    "erstatt ruckzahl uberweis zuruckzahl ruckbuch geld refund repay reimburs",
    "gutschrift gutschreib gutgeschrieb guthab credit",
    "kundig kundigung storni abbestell cancel terminat",
    "schick send ubermitt zusend verschick gesendet geschickt sent forward",
    "anruf ruf telefon ruckruf melden call phone",
    "prufe pruf check klar kontrolli nachseh schau examin",
    "defekt kaputt broken fault",
    "router modem box",
    "neustart neugestart restart reboot",
    "email mail",
    "rechn bill invoice",
    "abgebucht abbuch eingezog einzug debit charg",
    "umzug umzieh zieh move moving",
)
_GROUP_OF = {stem: str(number) for number, group in enumerate(_GROUPS) for stem in group.split()}

# Words that promise or decide something for the customer: they have to have been said, whatever else fits.
COMMITMENTS = frozenset(
    """erstatt ruckzahl ruckbuch gutschrift gutgeschrieb storni kundig genehmig bewillig kostenlos gratis rabatt
    bonus entschadig
    kulanz garanti verzicht erlass zusag versproch bestatig kompensation schadensersatz
    refund reimburs credit cancel approv free discount compensat waiv guarante promis confirm""".split()
)

_NEGATION = re.compile(
    r"(?<!ob )\b(?:nicht(?! nur\b)(?! wahr\b)(?!\?)|nichts|kein(?:e[rnms]?)?|nie|niemals|niemand|ohne|"
    r"weder|vergeblich|erfolglos|unmöglich|fehlgeschlagen|"
    r"not|no(?= [a-z])|none|never|nothing|nobody|without|cannot|unable|failed|fails|neither|[a-z]+n['’]t)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """`word` folded and without its ending, at least four letters of it left."""
    folded = unicodedata.normalize("NFC", word).lower().translate(_FOLD)
    if folded.startswith("ge") and len(folded) > 6 and folded.endswith(("t", "en")):
        folded = folded[2:]
    for _ in range(2):
        for ending in _ENDINGS:
            if folded.endswith(ending) and len(folded) - len(ending) >= 4:
                folded = folded[: -len(ending)]
                break
        else:
            break
    return folded


@lru_cache(maxsize=8192)
def content(text: str) -> frozenset[str]:
    """The stems of the content words of `text`."""
    stems = set()
    for word in _WORD.findall(text):
        folded = word.lower().translate(_FOLD)
        if folded in _STOP or word.lower() in _STOP or len(folded) < 3 or german_number(word) is not None:
            continue
        stems.add(stem(word))
    return frozenset(stems)


@lru_cache(maxsize=16384)
def grounded(claimed: str, said: frozenset[str]) -> bool:
    """Whether the stem `claimed` was said: itself, as part of a compound, or as another word of the same meaning."""
    if claimed in said:
        return True
    if _split_verb(claimed, said):
        return True
    group = meaning(claimed)
    for other in said:
        shorter, longer = sorted((claimed, other), key=len)
        if len(shorter) >= 5 and shorter in longer:
            return True
        if len(shorter) == 4 and longer.startswith(shorter) and len(longer) <= 7:
            return True
        if group and group == meaning(other):
            return True
        if (
            len(shorter) >= 5
            and len(longer) - len(shorter) <= 2
            and shorter[:5] == longer[:5]
            and shorter[-1] == longer[-1]
        ):
            return True
    return False


@lru_cache(maxsize=8192)
def _separated(stemmed: str) -> tuple[tuple[str, str], ...]:
    """The ways a verb can come apart: `anleg` into `an` and `leg`."""
    parts = ((prefix, stemmed.removeprefix(prefix)) for prefix in _SEPARABLE if stemmed.startswith(prefix))
    return tuple((prefix, rest) for prefix, rest in parts if len(rest) >= 3)


def _split_verb(claimed: str, said: frozenset[str]) -> bool:
    """`anlegen` was said where "ich lege … an" or "anzulegen" was."""
    for prefix, rest in _separated(claimed):
        for other in said:
            spoken = other.removeprefix(prefix + "zu")
            if spoken.startswith(rest) and len(spoken) - len(rest) <= 2:
                return True
    return False


@lru_cache(maxsize=8192)
def meaning(stemmed: str) -> str:
    """The group of words of one meaning, or an empty string."""
    for start, group in _GROUP_OF.items():
        if stemmed.startswith(start):
            return group
    for prefix in _PREFIXES:
        if stemmed.startswith(prefix) and len(stemmed) - len(prefix) >= 3:
            return meaning(stemmed[len(prefix) :])
    return ""


def is_commitment(stemmed: str) -> bool:
    """Whether the word promises or decides something."""
    return any(stemmed.startswith(start) for start in COMMITMENTS)


def negated(text: str) -> bool:
    """Whether `text` denies what it speaks of; two negations make none."""
    return len(_NEGATION.findall(text)) % 2 == 1


def overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Share of the smaller set that the other one has too, 0 when one is empty."""
    if not first or not second:
        return 0.0
    smaller, larger = sorted((first, second), key=len)
    return sum(grounded(word, larger) for word in smaller) / len(smaller)
