"""Renders chat messages by the template a model file brings along.

The template is code from a stranger: it runs in jinja's immutable sandbox, in this confined process, and sees
placeholders instead of the messages. So it can neither read nor change them, and nothing in them is read as a control
token.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

import jinja2
import jinja2.ext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from lotse.workers.handler import JobFailed

_MAX_TEMPLATE = 100_000
# What a template can fail with at run time: its own `raise_exception`, and the arithmetic and look-ups of strangers.
_FAILURES = (jinja2.TemplateError, ValueError, TypeError, LookupError, AttributeError, RecursionError, ArithmeticError)


@dataclass(frozen=True, slots=True)
class Message:
    """`role` is `system`, `user` or `assistant`."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a rendered prompt; only a template's own text may hold control tokens."""

    text: str
    from_template: bool


def render(template: str, begin: str, end: str, messages: Sequence[Message]) -> tuple[Part, ...]:
    """The prompt up to where the assistant speaks. Raises `JobFailed("bad_chat_template")`."""
    if len(template) > _MAX_TEMPLATE:
        raise JobFailed("bad_chat_template")
    # The settings every chat template is written for (transformers, `utils/chat_template_utils.py`).
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[jinja2.ext.loopcontrols]
    )
    environment.globals |= {"raise_exception": _refuse, "strftime_now": _now, "bos_token": begin, "eos_token": end}
    try:
        compiled = environment.from_string(template)
    except _FAILURES:
        raise JobFailed("bad_chat_template") from None
    for attempt in (tuple(messages), _without_system(messages)):
        parts = _render(compiled, attempt)
        if parts is not None:
            return parts
    raise JobFailed("bad_chat_template")


def _refuse(_message: object = "") -> NoReturn:
    raise ValueError("refused by the template")


def _now(form: str) -> str:
    """Templates may state the day; nothing else of the program depends on it."""
    return datetime.now().astimezone().strftime(form)


def _without_system(messages: Sequence[Message]) -> tuple[Message, ...]:
    """Some templates know no system role or drop it: its text then begins the first of the user's messages."""
    system = "\n\n".join(m.content for m in messages if m.role == "system")
    others = [m for m in messages if m.role != "system"]
    if not system or not others:
        return tuple(others)
    return (Message(others[0].role, f"{system}\n\n{others[0].content}"), *others[1:])


def _render(template: jinja2.Template, messages: Sequence[Message]) -> tuple[Part, ...] | None:
    """The parts, or `None` when the template fails or does not say every message once, in order."""
    marks = [f"\ue000{n}\ue001" for n in range(len(messages))]
    marked = [{"role": m.role, "content": mark} for m, mark in zip(messages, marks, strict=True)]
    try:
        text = template.render(messages=marked, add_generation_prompt=True, tools=None)
    except _FAILURES:
        return None
    parts: list[Part] = []
    for mark, message in zip(marks, messages, strict=True):
        before, found, text = text.partition(mark)
        if not found:
            return None
        parts += (Part(before, True), Part(message.content, False))
    parts.append(Part(text, True))
    return tuple(part for part in parts if part.text)
