"""Turns the familiar German address (du) into the formal one (Sie), or says that a sentence could not be turned.

Service talk says Sie; most corpora say du where English has one word. By rules and tables, on purpose careful: what is
not understood is refused, so that a row is rather left out than wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")
_FAMILIAR = re.compile(r"\b(?:du|dich|dir|deine?[nrms]?|dein|euch|euer|eure?[nrms]?|deinetwegen)\b", re.IGNORECASE)
_PLURAL = re.compile(r"\b(?:euch|euer|eure?[nrms]?|[Ii]hr [a-zäöü]{2,}t|\w{2,}t ihr)\b")
_VERBS = dict(
    pair.split(":")
    for pair in (
        "gibst:geben nimmst:nehmen siehst:sehen liest:lesen sprichst:sprechen hilfst:helfen isst:essen triffst:treffen "
        "wirfst:werfen vergisst:vergessen brichst:brechen trittst:treten empfiehlst:empfehlen stiehlst:stehlen "
        "fährst:fahren schläfst:schlafen trägst:tragen lässt:lassen hältst:halten läufst:laufen fällst:fallen "
        "fängst:fangen wäschst:waschen schlägst:schlagen rätst:raten lädst:laden weißt:wissen bist:sind hast:haben "
        "wirst:werden kannst:können musst:müssen darfst:dürfen magst:mögen möchtest:möchten willst:wollen "
        "sollst:sollen "
        "wärst:wären warst:waren wurdest:wurden tust:tun stirbst:sterben misst:messen heißt:heißen liegst:liegen "
        "ließt:ließen ließest:ließen sollst:sollen wüsstest:wüssten tätest:täten lügst:lügen musstest:mussten"
    ).split()
)
_IMPERATIVES = dict(
    pair.split(":")
    for pair in (
        "gib:geben nimm:nehmen sieh:sehen lies:lesen sprich:sprechen hilf:helfen iss:essen wirf:werfen "
        "vergiss:vergessen "
        "komm:kommen geh:gehen mach:machen sag:sagen lass:lassen hör:hören sei:seien schau:schauen "
        "bring:bringen ruf:rufen "
        "bleib:bleiben halt:halten denk:denken frag:fragen zeig:zeigen versuch:versuchen trink:trinken "
        "schreib:schreiben "
        "kauf:kaufen setz:setzen steh:stehen schließ:schließen wasch:waschen zieh:ziehen leg:legen stell:stellen "
        "fahr:fahren lauf:laufen tu:tun erzähl:erzählen erklär:erklären glaub:glauben beeil:beeilen pass:passen "
        "probier:probieren spiel:spielen trag:tragen wart:warten hab:haben lern:lernen klick:klicken triff:treffen "
        "empfiehl:empfehlen unterbrich:unterbrechen übernimm:übernehmen entnimm:entnehmen wirb:werben schlaf:schlafen"
    ).split()
)
_NO_VERBS = {
    "ist", "erst", "selbst", "sonst", "meist", "fast", "zuerst", "längst", "höchst", "möglichst",
    "einst", "ernst", "fest",
    "angst", "herbst", "dienst", "kunst", "rest", "test", "gast", "post", "trost", "durst", "wurst", "brust", "lust",
    "verlust", "august", "obst", "frost", "geist", "text", "mindest", "nächst", "bewusst", "gewusst", "gemusst",
}  # fmt: skip
_NO_IMPERATIVES = {
    "diese", "keine", "eine", "meine", "deine", "seine", "ihre", "alle", "viele", "heute", "bitte",
    "danke", "welche", "solche",
    "beide", "jede", "manche", "ohne", "gute", "erste", "zweite", "ende", "leute", "hätte", "könnte", "würde", "wäre",
    "liebe", "klare", "sichere", "schade", "hohe", "freie", "reine", "irgendeine", "gerade", "verstehe",
    "leise", "weite",
    "sollte", "möchte", "müsste", "dürfte", "wurde", "hatte", "neue", "unsere", "andere", "einige", "mehrere", "beste",
}  # fmt: skip
_PRONOUNS = {"ich", "er", "sie", "es", "wir", "man", "du"}
_ENGLISH_SUBJECTS = set(
    "the a an this these that those my your his her its our all many i we you he she it they no".split()
)


def infinitives_of(texts: Iterable[str]) -> frozenset[str]:
    """Verbs of a corpus: words in -en of which a form in -t stands there too, which adjectives do not have."""
    words = Counter(word for text in texts for word in re.findall(r"\b[a-zäöüß]+(?:en|t)\b", text))
    return frozenset(
        word for word in words
        if words[word] >= 3 and word.endswith("n") and (words[word[:-2] + "t"] >= 3 or words[word[:-2] + "et"] >= 3)
    )  # fmt: skip


def formal(de: str, en: str, infinitives: frozenset[str]) -> str | None:
    """`de` in the formal address; unchanged where nobody is addressed; `None` where the rules do not reach."""
    if _PLURAL.search(de) and re.search(r"\b(?:you|your|yours|yourselves)\b", en, re.IGNORECASE):
        return None
    tokens = _TOKEN.findall(de)
    changed = _imperative(tokens, en, infinitives)
    if not changed and not _FAMILIAR.search(de):
        return de
    subject = any(token.lower() == "du" for token in tokens)
    if changed or subject:
        _turn_later_imperatives(tokens, infinitives)
    if not _turn_verbs(tokens):
        return None
    several = "," in de
    for place, token in enumerate(tokens):
        small = token.lower()
        if small in ("dich", "dir"):
            if (subject or changed) and several:
                return None
            own = "sich" if subject or changed else {"dich": "Sie", "dir": "Ihnen"}[small]
            tokens[place] = own if place or own == "Sie" else own.capitalize()
        elif small.startswith("dein") and _FAMILIAR.fullmatch(token):
            tokens[place] = "Ihr" + small[4:]
        elif small == "du":
            tokens[place] = "Sie"
    result = "".join(tokens)
    if _FAMILIAR.search(result) or any(_is_familiar_verb(token) for token in tokens):
        return None
    return result


def _imperative(tokens: list[str], en: str, infinitives: frozenset[str]) -> bool:
    start = 2 if tokens[0].lower() == "bitte" and len(tokens) > 2 else 0
    word = tokens[start]
    following = next((token for token in tokens[start + 1 :] if token.strip()), "")
    first = re.match(r"\w+", en)
    if following.lower() in _PRONOUNS or (first and first.group().lower() in _ENGLISH_SUBJECTS):
        return False
    small = word.lower()
    infinitive = _IMPERATIVES.get(small)
    if infinitive is None and small.endswith("e") and small not in _NO_IMPERATIVES and small + "n" in infinitives:
        infinitive = small + "n"
    if infinitive is None or following.lower() == "sie" or (following in ("", ".", ",") and small.endswith("e")):
        return False
    tokens[start] = (infinitive if start else infinitive.capitalize()) + " Sie"
    return True


def _turn_later_imperatives(tokens: list[str], infinitives: frozenset[str]) -> None:
    words = [place for place, token in enumerate(tokens) if token.strip()]
    for before, place, behind in zip(words, words[1:], words[2:], strict=False):
        token = tokens[place]
        is_verb = token in _IMPERATIVES or (token.endswith("e") and token + "n" in infinitives)
        opens = tokens[before] in ("und", "oder", "dann", "anschließend", ",", ":")
        goes_on = tokens[behind].lower() not in _PRONOUNS and token not in _NO_IMPERATIVES
        if is_verb and opens and goes_on:
            tokens[place] = _IMPERATIVES.get(token, token + "n") + " Sie"


def _turn_verbs(tokens: list[str]) -> bool:
    """The verb of every `du`: the word before it, the word behind it, or the one that ends its clause."""
    for place in [place for place, token in enumerate(tokens) if token.lower() == "du"]:
        before = _neighbour(tokens, place, -1)
        behind = _neighbour(tokens, place, 1)
        if before is not None and _is_familiar_verb(tokens[before]):
            at = before
        elif behind is not None and _is_familiar_verb(tokens[behind]):
            at = behind
        else:
            end = next((n for n in range(place, len(tokens)) if tokens[n] in ".,;:!?–()"), len(tokens))
            found = [n for n in range(place + 1, end) if _is_familiar_verb(tokens[n])]
            if not found:
                return False
            at = found[-1]
        turned = _infinitive(tokens[at].lower())
        tokens[at] = turned.capitalize() if tokens[at][0].isupper() and at == 0 else turned
    return True


def _neighbour(tokens: list[str], place: int, step: int) -> int | None:
    for other in (place + step, place + 2 * step):
        if 0 <= other < len(tokens) and tokens[other].strip():
            return other if tokens[other][0].isalpha() else None
    return None


def _is_familiar_verb(token: str) -> bool:
    small = token.lower()
    if small in _VERBS:
        return True
    if len(small) < 4 or not small.endswith("st") or small in _NO_VERBS:
        return False
    # With a capital letter it opens the sentence, or it is a noun: only endings that nouns seldom have.
    return token == small or (len(small) > 4 and small[-3] in "ehgklmnbtfu")


def _infinitive(verb: str) -> str:
    for form, infinitive in _VERBS.items():
        if verb.endswith(form) and (verb == form or len(form) > 4):
            return verb[: -len(form)] + infinitive
    if verb.endswith("est"):
        return verb[:-3] + "en"
    if re.search(r"[^i]e[lr]st$", verb) and len(verb) > 6:
        return verb[:-2] + "n"
    return verb[:-2] + "en"
