"""The field's words in the language of the window: sections, speakers, facts, dates as people say them.

Every text is a literal of `QCoreApplication.translate("Words", …)`, so that it is extracted under the context it is
looked up in. Must not decide anything; must not hold sentences about errors (`resources/messages`).
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from lotse import paths
from lotse.domain.errors import Message
from lotse.wording import Language, word

if TYPE_CHECKING:
    from datetime import date, datetime

    from lotse.domain.cards import CardKind
    from lotse.domain.notes import Claim, Section


def section(name: Section) -> str:
    match name:
        case "intents":
            return QCoreApplication.translate("Words", "Request")
        case "steps_tried":
            return QCoreApplication.translate("Words", "Already tried")
        case "facts":
            return QCoreApplication.translate("Words", "Details")
        case "next_steps":
            return QCoreApplication.translate("Words", "Next steps")
        case "open_questions":
            return QCoreApplication.translate("Words", "Open questions")
        case "summary":
            return QCoreApplication.translate("Words", "Summary")


def speaker(name: str) -> str:
    match name:
        case "customer":
            return QCoreApplication.translate("Words", "Customer")
        case "agent":
            return QCoreApplication.translate("Words", "You")
        case _:
            return QCoreApplication.translate("Words", "System")


def channel(name: str) -> str:
    match name:
        case "phone":
            return QCoreApplication.translate("Words", "Phone")
        case "email":
            return QCoreApplication.translate("Words", "E-mail")
        case _:
            return QCoreApplication.translate("Words", "Chat")


def party(name: str | None) -> str:
    match name:
        case "agent":
            return QCoreApplication.translate("Words", "we")
        case "customer":
            return QCoreApplication.translate("Words", "customer")
        case "other":
            return QCoreApplication.translate("Words", "others")
        case _:
            return ""


def language(code: str | None) -> str:
    match code:
        case None | "":
            return ""
        case "de":
            return QCoreApplication.translate("Words", "German")
        case "en":
            return QCoreApplication.translate("Words", "English")
        case _:
            name = QLocale.languageToString(QLocale(code).language())
            return name if QLocale(code).language() != QLocale.Language.C else code


def fact(key: str, kind: str) -> str:
    """The name of a fact as notes are titled: of its key, else of its kind, else the key in plain letters."""
    titles = _titles(language_code())
    for name in (key, kind):
        if title := titles.get(f"fact_{name}"):
            return title
    plain = key.replace("_", " ").strip()
    return plain[:1].upper() + plain[1:] if plain else QCoreApplication.translate("Words", "Detail")


@cache
def _titles(language: Language) -> dict[str, str]:
    """The titles that notes are written with: what is on the screen and what is copied have the same names."""
    titles: dict[str, str] = json.loads((paths.resources() / "notes" / f"titles.{language}.json").read_text("utf-8"))
    return titles


def topic(name: str) -> str:
    match name:
        case "bereavement":
            return QCoreApplication.translate("Words", "Bereavement")
        case "health":
            return QCoreApplication.translate("Words", "Health")
        case "debt":
            return QCoreApplication.translate("Words", "Debt")
        case "legal":
            return QCoreApplication.translate("Words", "Legal matter")
        case "abuse":
            return QCoreApplication.translate("Words", "Abuse")
        case "gdpr":
            return QCoreApplication.translate("Words", "Data protection")
        case "self_harm":
            return QCoreApplication.translate("Words", "Danger to life")
        case _:
            return name


def outcome(value: str) -> str:
    match value:
        case "resolved":
            return QCoreApplication.translate("Words", "resolved")
        case "unresolved":
            return QCoreApplication.translate("Words", "not resolved")
        case "partly":
            return QCoreApplication.translate("Words", "partly resolved")
        case _:
            return QCoreApplication.translate("Words", "open")


def card_kind(kind: CardKind) -> str:
    match kind:
        case "knowledge":
            return QCoreApplication.translate("Words", "Knowledge")
        case "next_step":
            return QCoreApplication.translate("Words", "Next step")
        case "translation":
            return QCoreApplication.translate("Words", "Translation")
        case "reply":
            return QCoreApplication.translate("Words", "Reply")
        case "warning":
            return QCoreApplication.translate("Words", "Warning")


def state(claim: Claim) -> str:
    """Whose words a claim has and what was decided, as a word: never by colour alone."""
    if claim.verdict == "rejected":
        return QCoreApplication.translate("Words", "rejected")
    if claim.authorship == "human":
        return QCoreApplication.translate("Words", "own")
    if not claim.supported:
        return QCoreApplication.translate("Words", "no evidence")
    if claim.authorship == "edited":
        return QCoreApplication.translate("Words", "edited")
    if claim.verdict == "accepted":
        return QCoreApplication.translate("Words", "accepted")
    return QCoreApplication.translate("Words", "suggested")


def language_code() -> Language:
    """The language the window speaks now."""
    return "de" if QLocale().language() == QLocale.Language.German else "en"


def reason(key: str) -> str:
    """Why a claim has no evidence, as a sentence."""
    return word(Message(key), language_code()) if key else ""


def clock(moment: datetime | None) -> str:
    return moment.astimezone().strftime("%H:%M") if moment is not None and moment.tzinfo else _naive_clock(moment)


def _naive_clock(moment: datetime | None) -> str:
    return moment.strftime("%H:%M") if moment is not None else ""


def day(when: date, today: date) -> str:
    """A date as people say it: today, yesterday, tomorrow, else day and month, with the year when it is another one."""
    distance = (when - today).days
    if distance == 0:
        return QCoreApplication.translate("Words", "today")
    if distance == -1:
        return QCoreApplication.translate("Words", "yesterday")
    if distance == 1:
        return QCoreApplication.translate("Words", "tomorrow")
    if when.year == today.year:
        return _formatted(when, QCoreApplication.translate("Words", "d MMM", "a date format of Qt: day and month"))
    return full_date(when)


def full_date(when: date) -> str:
    return _formatted(when, QCoreApplication.translate("Words", "d MMM yyyy", "a date format of Qt: a whole date"))


def _formatted(when: date, pattern: str) -> str:
    return QLocale().toString(QDate(when.year, when.month, when.day), pattern)


def turn_list(turns: tuple[int, ...]) -> str:
    """The turns of a claim, for the ear."""
    if not turns:
        return QCoreApplication.translate("Words", "no evidence")
    numbers = ", ".join(str(n) for n in turns)
    if len(turns) == 1:
        return QCoreApplication.translate("Words", "evidence: turn {0}").format(numbers)
    return QCoreApplication.translate("Words", "evidence: turns {0}").format(numbers)


def number(count: int) -> str:
    """A number as people of the language write it."""
    return QLocale().toString(count)
