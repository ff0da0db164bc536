"""Which language a short text is in: German and English reliably, some neighbours roughly, else `None`.

Owns small word and letter tables, no model. Must stay cheap: it runs on every turn as it arrives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Words that are common in one language and mean nothing common in the others. Words both German and English use
# ("in", "was", "will", "so", "die", "also", "hat") are left out on purpose: they decide nothing.
_WORDS: dict[str, frozenset[str]] = {
    "de": frozenset(
        """ich du er sie wir ihr ihnen ihre ihren ihrer ihrem mein meine meinen meiner meinem dein der das dem den
        des ein
        eine einen einem einer eines und oder aber nicht kein keine keinen ist sind bin bist seid waren haben habe hab
        hatte hätte haette wird werden wurde worden kann kannst koennen können koennte könnte muss müssen muessen soll
        sollte möchte moechte mochte wollen wollte wenn weil dass daß damit auch noch schon nur sehr mehr immer wieder
        mit von vom zu zum zur bei beim für fuer auf aus nach vor über ueber unter durch ohne gegen seit bis um wie wer
        wo wann warum wieso welche welcher welches bitte danke hallo guten tag morgen abend ja nein doch mal dann jetzt
        heute gestern hier dort da mich mir dich dir uns euch sich man etwas nichts alles viel gerne gern leider jahr
        rechnung nummer kunde vertrag gut kommt geht machen gemacht bekommen bekomme steht gibt diese dieser dieses
        dazu davon daran darauf deshalb trotzdem eigentlich einfach genau tschüss tschuess wiedersehen herr frau dank
        vielen moment gerade schicken schicke geld funktioniert erhalten lautet ebenfalls heiße heisse""".split()
    ),
    "en": frozenset(
        """i you he she we they them their your yours my mine his her our ours the a and or but not no is are am were
        been
        be have has had do does did don't doesn't didn't can can't cannot could would should shall may might must if
        because that this these those there here when where why who which what how with from to for of on at by about
        into over after before through without against since until than then now today tomorrow yesterday please
        thank thanks hello hi hey yes sorry it its it's i'm i've i'd i'll you're we're that's there's me us any some
        something nothing everything very much more again already still only just also get got give need want order
        number account bill name know see help would like long back time out up down good great okay customer payment
        working works again never always been being one two three still send sent""".split()
    ),
    "fr": frozenset(
        "je tu il elle nous vous ils le la les un une des et ou mais pas est sont avec pour dans sur que qui "
        "ne ce cette mon ma mes votre merci bonjour".split()
    ),
    "es": frozenset(
        "yo tú él ella nosotros el la los las un una y o pero no es son con para por en que de mi su gracias "
        "hola esta este muy del".split()
    ),
    "it": frozenset(
        "io tu lui lei noi voi il lo la gli le un una e o ma non è sono con per che di mio mia grazie ciao "
        "buongiorno questo della".split()
    ),
    "nl": frozenset(
        "ik jij hij zij wij jullie de het een en of maar niet is zijn met voor van op dat die mijn dank "
        "hallo geen heb wordt naar ook".split()
    ),
    "tr": frozenset(
        "ben sen biz siz ve ama değil bir bu şu için ile merhaba teşekkürler evet hayır var yok çok benim "
        "faturam".split()
    ),
    "pl": frozenset(
        "ja ty on ona my wy i ale nie jest są z do na że to mój moja dziękuję dzień dobry proszę tak się mam".split()
    ),
}

# Letter groups that betray a language in words the tables do not know (names and numbers carry none of them).
_GROUPS: dict[str, tuple[str, ...]] = {
    "de": (
        "sch",
        "cht",
        "ung",
        "eit",
        "zähl",
        "ück",
        "gt ",
        "tz",
        "pf",
        " ge",
        " ver",
        " zu",
        "ein",
        "ieb",
        "hn",
        "äu",
        "eu",
    ),
    "en": ("ing", "tion", "th", "wh", "ght", "ould", "ck ", "oo", "ea", "ow", "ly ", "ed ", "y "),
}

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_GERMAN_LETTERS = re.compile(r"[äöüß]")
_MIN_SCORE = 1.0
_MARGIN = 1.4


def detect(text: str) -> str | None:
    """The ISO 639-1 code of `text`, or `None` when unsure (too short, only numbers or names, mixed)."""
    words = [word.replace("’", "'") for word in _WORD.findall(text.lower())]
    if not words:
        return None
    scores = {language: float(sum(word in known for word in words)) for language, known in _WORDS.items()}
    spaced = f" {' '.join(words)} "
    for language, groups in _GROUPS.items():
        scores[language] += 0.25 * min(len(words), sum(spaced.count(group) for group in groups))
    if _GERMAN_LETTERS.search(spaced):
        scores["de"] += 1.5 if scores["tr"] == 0 else 0.25
    ranked = sorted(scores, key=lambda language: -scores[language])
    best, second = scores[ranked[0]], scores[ranked[1]]
    if best < _MIN_SCORE or best < _MARGIN * second:
        return None
    return ranked[0]


def detect_all(texts: Iterable[str]) -> str | None:
    """The language of several texts together, e.g. all turns of one side."""
    return detect("\n".join(texts))
