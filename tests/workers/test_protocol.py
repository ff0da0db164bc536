"""The protocol carries every message unharmed and believes no line it did not define."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lotse.wire.protocol import (
    MAX_LINE_BYTES,
    Accepted,
    Cancel,
    Chunk,
    Failed,
    Hello,
    LineSplitter,
    Log,
    Ping,
    Pong,
    Progress,
    ProtocolError,
    Result,
    Run,
    Settings,
    decode_down,
    decode_up,
    encode,
    int_of,
    texts_of,
)

DOWN = [Run("a", "say", {"text": "Grüße\n\u2028"}, 1.5, 2), Run("b", "x"), Cancel("a"), Ping(3)]
UP = [
    Hello(1, "llm", {"cpu": ["avx2"]}, "f00"),
    Accepted("a"),
    Chunk("a", "Straße 😀"),
    Progress("a", 1, 2),
    Result("a", {"n": None}),
    Failed("", "no_model", {"file": "x"}),
    Pong(3, 0.25),
    Log("noise", {"bytes": 3}),
]


@pytest.mark.parametrize("message", DOWN)
def test_what_the_parent_says_arrives_as_said(message: Run | Cancel | Ping) -> None:
    line = encode(message)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert decode_down(line) == message


@pytest.mark.parametrize("message", UP)
def test_what_a_worker_says_arrives_as_said(message: Chunk) -> None:
    assert decode_up(encode(message)) == message


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"", "not_json"),
        (b"Segmentation fault", "not_json"),
        (b"\xff\xfe", "not_json"),
        (b"[1]", "not_an_object"),
        (b"{}", "unknown_type"),
        (b'{"type": ["run"]}', "unknown_type"),
        (b'{"type": "run", "id": "a", "op": "x"}', "unknown_type"),  # a worker gives no orders
        (b'{"type": "chunk", "id": "a"}', "missing_field"),
        (b'{"type": "chunk", "id": 1, "text": "x"}', "wrong_field"),
        (b'{"type": "progress", "id": "a", "done": true, "total": 1}', "wrong_field"),
        (b'{"type": "result", "id": "a", "values": [1]}', "wrong_field"),
        (b'{"type": "pong", "n": 1, "silent_s": NaN}', "not_json"),
        (b"[" * 100_000, "not_json"),
        (b'{"type": "ping", "n": ' + b"9" * 5_000 + b"}", "not_json"),
    ],
)
def test_a_line_that_is_no_message_is_refused_with_its_reason(line: bytes, code: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        decode_up(line)
    assert caught.value.code == code


def test_fields_of_a_newer_side_are_ignored() -> None:
    assert decode_up(b'{"type": "accepted", "id": "a", "since": 3}') == Accepted("a")


def test_a_message_that_would_not_fit_is_not_sent() -> None:
    with pytest.raises(ProtocolError, match="too_long"):
        encode(Chunk("a", "x" * MAX_LINE_BYTES))


@pytest.mark.parametrize("value", [float("nan"), {1, 2}, b"raw", "\ud800"])
def test_what_is_not_json_is_not_sent(value: object) -> None:
    with pytest.raises(ProtocolError, match="not_json"):
        encode(Result("a", {"value": value}))


def test_an_error_never_repeats_the_line() -> None:
    with pytest.raises(ProtocolError) as caught:
        decode_up(b"Frau Canaryski, DE02120300000000202051")
    assert "Canaryski" not in repr(caught.value)
    assert caught.value.__suppress_context__


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_bring_the_reader_down(line: bytes) -> None:
    with suppress(ProtocolError):
        decode_up(line)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80), st.integers(1, 7))
def test_lines_are_cut_the_same_however_the_pipe_delivers_them(text: str, size: int) -> None:
    messages = [Chunk("a", text), Chunk("b", text[::-1])]
    stream = b"".join(encode(m) for m in messages)
    splitter = LineSplitter()
    lines = [line for i in range(0, len(stream), size) for line in splitter.feed(stream[i : i + size])]
    assert [decode_up(line) for line in lines] == messages


def test_an_oversize_line_is_dropped_and_the_next_one_read() -> None:
    splitter = LineSplitter(limit=10)
    lines = [line for piece in (b"12345", b"678901", b"xx\nok\n", b"1234567890\n") for line in splitter.feed(piece)]
    assert lines == [b"ok", b"1234567890"]
    assert splitter.oversize == 1


def test_settings_survive_the_environment() -> None:
    settings = Settings(1 << 30, {"path": "C:\\Müller\\ß.gguf"})
    assert settings.to_json().isascii()
    assert Settings.from_json(settings.to_json()) == settings
    with pytest.raises(ProtocolError):
        Settings.from_json(json.dumps({"memory_bytes": "much"}))


def test_params_of_the_wrong_type_are_a_protocol_error() -> None:
    with pytest.raises(ProtocolError, match="bad_params"):
        int_of({"n": "3"}, "n")
    with pytest.raises(ProtocolError, match="bad_params"):
        texts_of({"t": ["a", 1]}, "t")
