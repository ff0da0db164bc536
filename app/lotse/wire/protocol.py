"""What parent and worker say to each other: one JSON object a line, over the child's stdin and stdout.

Owns the messages, their text form and the checks of both. Must not know any role, model or process, and trusts neither
side: a line is a known message with fields of the right type, or a `ProtocolError`. Text of errors is never parsed, so
a failure is a code with parameters. No pickle: a line can be read, and a scripted worker fits on a page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Final, TypeVar

PROTOCOL_VERSION: Final = 1
MAX_LINE_BYTES: Final = 8 * 1024 * 1024
SETTINGS_VARIABLE: Final = "LOTSE_WORKER_SETTINGS"
"""Environment variable of the child: JSON of `Settings`."""

Fields = Mapping[str, object]
"""What an operation takes or gives. JSON values only; read it with `text_of`, `int_of`, ... never blindly."""


class ProtocolError(ValueError):
    """The line is not a message of this protocol. `code` says why; the line itself is never part of the error."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


# --- down: parent to worker ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """Do `op`. Jobs run one at a time, smaller `priority` first, then in order of arrival."""

    id: str
    op: str
    params: Fields = field(default_factory=dict)
    deadline_s: float | None = None
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop `id` at the next chance; the answer is `Failed(id, "cancelled")`, or its result if that came first."""

    id: str


@dataclass(frozen=True, slots=True)
class Ping:
    n: int


# --- up: worker to parent --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hello:
    """First line of a worker, sent when its role is loaded and it takes jobs."""

    protocol: int
    role: str
    features: Fields = field(default_factory=dict)
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """Work on `id` begins now. A worker that dies later and gave no end died of this job."""

    id: str


@dataclass(frozen=True, slots=True)
class Chunk:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Progress:
    id: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Result:
    id: str
    values: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failed:
    """`id` is empty when the role itself could not be loaded; the worker ends after that."""

    id: str
    code: str
    params: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pong:
    """`silent_s`: how long the job at work has shown no sign of life; 0 when there is none."""

    n: int
    silent_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Log:
    """An event worth a line in the log. `params` hold ids, sizes, times and codes, never customer text."""

    event: str
    params: Fields = field(default_factory=dict)


Down = Run | Cancel | Ping
Up = Hello | Accepted | Chunk | Progress | Result | Failed | Pong | Log

_DOWN: Final[Mapping[str, type[Down]]] = {"run": Run, "cancel": Cancel, "ping": Ping}
_UP: Final[Mapping[str, type[Up]]] = {
    "hello": Hello,
    "accepted": Accepted,
    "chunk": Chunk,
    "progress": Progress,
    "result": Result,
    "failed": Failed,
    "pong": Pong,
    "log": Log,
}
_NAMES: Final[Mapping[type[Down | Up], str]] = {cls: name for name, cls in (*_DOWN.items(), *_UP.items())}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a worker is started with. `values` belong to the role (model paths, threads)."""

    memory_bytes: int | None = None
    values: Fields = field(default_factory=dict)

    def to_json(self) -> str:
        return json.dumps({"memory_bytes": self.memory_bytes, "values": self.values}, ensure_ascii=True)

    @staticmethod
    def from_json(text: str) -> Settings:
        """Raises `ProtocolError` for anything `to_json` would not have written."""
        loaded = _object_from(text.encode())
        memory = loaded.get("memory_bytes")
        values = loaded.get("values", {})
        if not (memory is None or _is_int(memory)) or not isinstance(values, dict):
            raise ProtocolError("bad_settings")
        return Settings(memory if isinstance(memory, int) else None, values)


# --- text form -------------------------------------------------------------------------------------------------------


def encode(message: Down | Up) -> bytes:
    """One line with its newline. Raises `ProtocolError("too_long")` or `("not_json")`, the latter also for NaN."""
    content: dict[str, object] = {"type": _NAMES[type(message)]}
    content |= {f.name: getattr(message, f.name) for f in fields(message)}
    try:
        line = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")
    except (TypeError, ValueError, RecursionError):  # a lone surrogate is a ValueError too
        raise ProtocolError("not_json") from None
    if len(line) >= MAX_LINE_BYTES:
        raise ProtocolError("too_long")
    return line + b"\n"


def decode_down(line: bytes) -> Down:
    return _decode(line, _DOWN)


def decode_up(line: bytes) -> Up:
    return _decode(line, _UP)


_M = TypeVar("_M")


def _decode(line: bytes, known: Mapping[str, type[_M]]) -> _M:
    content = _object_from(line)
    name = content.pop("type", None)
    cls = known.get(name) if isinstance(name, str) else None
    if cls is None:
        raise ProtocolError("unknown_type")
    types = {f.name: str(f.type) for f in fields(cls)}  # type: ignore[arg-type]  # every class in the tables is one
    # A newer side may say more than this one knows: unknown fields are dropped, wrong ones are not.
    taken = {name: value for name, value in content.items() if name in types}
    if not all(_CHECKS[types[name]](value) for name, value in taken.items()):
        raise ProtocolError("wrong_field")
    try:
        return cls(**taken)
    except TypeError:
        raise ProtocolError("missing_field") from None


def _object_from(line: bytes) -> dict[str, object]:
    if len(line) > MAX_LINE_BYTES:
        raise ProtocolError("too_long")
    try:
        content = json.loads(line.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise ProtocolError("not_json") from None
    if not isinstance(content, dict):
        raise ProtocolError("not_an_object")
    return content


def _refuse_constant(_name: str) -> object:
    raise ValueError("NaN and infinities are not JSON")


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_CHECKS: Final[Mapping[str, Callable[[object], bool]]] = {
    "str": lambda value: isinstance(value, str),
    "int": _is_int,
    "float": _is_number,
    "float | None": lambda value: value is None or _is_number(value),
    "Fields": lambda value: isinstance(value, dict),
}


class LineSplitter:
    """Cuts a stream of bytes into lines and never holds more than one line of the allowed length.

    `oversize` counts lines that were too long and therefore dropped.
    """

    def __init__(self, limit: int = MAX_LINE_BYTES) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._held = 0
        self._dropping = False
        self.oversize = 0

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """Yield the complete lines, without newline; empty ones are left out."""
        start = 0
        while (end := piece.find(b"\n", start)) >= 0:
            self._hold(piece[start:end])
            start = end + 1
            line, dropped = b"".join(self._parts), self._dropping
            self._parts, self._held, self._dropping = [], 0, False
            if not dropped and line.strip():
                yield line
        self._hold(piece[start:])

    def _hold(self, part: bytes) -> None:
        if self._dropping or not part:
            return
        if self._held + len(part) > self._limit:
            self._parts, self._held, self._dropping = [], 0, True
            self.oversize += 1
            return
        self._parts.append(part)
        self._held += len(part)


# --- reading fields --------------------------------------------------------------------------------------------------


def text_of(values: Fields, key: str, default: str | None = None) -> str:
    """The text under `key`. Raises `ProtocolError("bad_params")` when it is missing without default or no text."""
    value = values.get(key, default)
    if not isinstance(value, str):
        raise ProtocolError("bad_params")
    return value


def int_of(values: Fields, key: str, default: int | None = None) -> int:
    value = values.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ProtocolError("bad_params")
    return value


def float_of(values: Fields, key: str, default: float | None = None) -> float:
    value = values.get(key, default)
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise ProtocolError("bad_params")
    return float(value)


def list_of(values: Fields, key: str) -> list[object]:
    """The list under `key`; missing means empty."""
    value = values.get(key, [])
    if not isinstance(value, list):
        raise ProtocolError("bad_params")
    return value


def texts_of(values: Fields, key: str) -> tuple[str, ...]:
    """The list of texts under `key`; missing means empty."""
    items = list_of(values, key)
    texts = tuple(item for item in items if isinstance(item, str))
    if len(texts) != len(items):
        raise ProtocolError("bad_params")
    return texts
