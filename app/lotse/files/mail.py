"""E-mail: `.eml` and `.mbox`. Text only; nothing in a message is executed or fetched.

A quoted earlier message is a turn of its own when an attribution line says who wrote it.
"""

from __future__ import annotations

import email
import email.errors
import email.policy
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser

from lotse.domain.errors import InputProblem

_ATTRIBUTION = re.compile(
    r"^\s*(?:Am\s.{4,120}?\sschrieb\s(?P<de>.{1,120}?):|On\s.{4,120}?[,\s](?P<en>[^,\n]{1,120}?)\swrote:)\s*$",
    re.MULTILINE,
)
_SERVICE_MAILBOX = re.compile(
    r"\b(?:service|support|info|kundenservice|kontakt|contact|help|hilfe|team|noreply|no-reply|kundendienst)\b", re.I
)
_SUBJECT_PREFIX = re.compile(r"^(?:\s*(?:re|aw|fwd?|wg)\s*:\s*)+", re.I)


@dataclass(frozen=True, slots=True)
class Mail:
    """One message or quoted message; `name` is how its writer is shown, `service` says it is a service's mailbox."""

    name: str
    service: bool
    text: str
    time: datetime | None
    subject: str


def parse_eml(content: bytes, file: str) -> tuple[Mail, ...]:
    """The messages of one `.eml`, oldest first. Raises `InputProblem` (`mail_invalid`, `mail_without_text`)."""
    message = _message(content, file)
    subject = _header(message, "subject")
    name, service = _writer(_header(message, "from"))
    if not name:
        raise InputProblem("mail_invalid", file=file)
    body = _body(message)
    if not body.strip():
        raise InputProblem("mail_without_text", file=file)
    newest, quoted = _unquote(body)
    mails = [Mail(name, service, newest, _date(message), subject)] if newest else []
    earlier = [Mail(*_writer(who), text, None, subject) for who, text in reversed(quoted)]
    return (*earlier, *mails)


def parse_mbox(content: bytes, file: str) -> tuple[tuple[Mail, ...], ...]:
    """The threads of an `.mbox`, each oldest first; messages with the same subject are one thread."""
    parts = re.split(rb"(?m)^From .*\r?\n", content)
    if len(parts) < 2:
        raise InputProblem("mail_invalid", file=file)
    threads: dict[str, list[Mail]] = {}
    for part in parts[1:]:
        if not part.strip():
            continue
        message = _message(re.sub(rb"(?m)^>(>*From )", rb"\1", part), file)
        name, service = _writer(_header(message, "from"))
        newest, _ = _unquote(_body(message))
        if name and newest:
            subject = _header(message, "subject")
            mail = Mail(name, service, newest, _date(message), subject)
            threads.setdefault(_SUBJECT_PREFIX.sub("", subject).casefold().strip(), []).append(mail)
    if not threads:
        raise InputProblem("mail_without_text", file=file)
    earliest = datetime.min.replace(tzinfo=UTC)
    return tuple(tuple(sorted(mails, key=lambda mail: mail.time or earliest)) for mails in threads.values())


def _message(content: bytes, file: str) -> EmailMessage:
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
    except (ValueError, LookupError, email.errors.MessageError):
        raise InputProblem("mail_invalid", file=file) from None
    if not isinstance(message, EmailMessage) or not message.keys():
        raise InputProblem("mail_invalid", file=file)
    return message


def _header(message: EmailMessage, name: str) -> str:
    # The standard library raises these for headers that real mailboxes contain.
    try:
        return str(message.get(name, ""))
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        return ""


def _writer(raw: str) -> tuple[str, bool]:
    addresses = [(name, address) for name, address in getaddresses([raw]) if name or address]
    if not addresses:
        return " ".join(raw.split())[:80], bool(_SERVICE_MAILBOX.search(raw))
    name, address = addresses[0]
    return (name or address)[:80], bool(_SERVICE_MAILBOX.search(address.split("@")[0] + " " + name))


def _date(message: EmailMessage) -> datetime | None:
    try:
        found = parsedate_to_datetime(_header(message, "date"))
    except (ValueError, TypeError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _body(message: EmailMessage) -> str:
    html = ""
    for part in message.walk():
        if part.get_content_maintype() != "text" or part.get_filename():
            continue
        try:
            text = part.get_content()
        except (LookupError, ValueError, KeyError):
            payload = part.get_payload(decode=True)
            text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
        if not isinstance(text, str):
            continue
        if part.get_content_subtype() == "plain":
            return text.replace("\r\n", "\n").replace("\x00", "")
        html = html or text
    return _Text.of(html) if html else ""


def _unquote(body: str) -> tuple[str, list[tuple[str, str]]]:
    """Newest text and the quoted messages behind it as (writer, text), newest first."""
    pieces: list[tuple[str, str]] = []
    unquoted = re.sub(r"(?m)^(?:> ?)+", "", body)
    marks = list(_ATTRIBUTION.finditer(unquoted))
    newest = unquoted[: marks[0].start()] if marks else body
    newest = "\n".join(line for line in newest.split("\n") if not line.startswith(">"))
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(unquoted)
        text = unquoted[mark.end() : end].strip()
        if text:
            pieces.append((mark.group("de") or mark.group("en") or "", text))
    return newest.strip(), pieces


class _Text(HTMLParser):
    """The visible text of HTML. Scripts and styles are dropped, nothing is loaded."""

    _BREAKS = frozenset("p br div tr li h1 h2 h3 h4 blockquote".split())

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._hidden = 0

    @classmethod
    def of(cls, html: str) -> str:
        parser = cls()
        parser.feed(html)
        parser.close()
        lines = (" ".join(line.split()) for line in "".join(parser._parts).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "head", "title"}:
            self._hidden += 1
        elif tag in self._BREAKS:
            self._parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style", "head", "title"} and self._hidden:
            self._hidden -= 1
        elif tag in self._BREAKS:
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._parts.append(data)
