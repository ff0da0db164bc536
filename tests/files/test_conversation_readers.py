"""Every known form is read; what is unclear is asked; what is broken is refused with its reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lotse.domain.errors import InputProblem
from lotse.files.reading import read_bytes, read_file

CHAT = """10:14 Kundin: Guten Tag, mein Abschlag wurde doppelt abgebucht.
Es geht um 89,50 €.
10:15 Berater: Guten Tag, ich prüfe das.
Meine Adresse: Hafenstraße 3
10:16 Kundin: Danke.
"""


def speakers(content: bytes, name: str = "chat.txt", agent: str | None = None) -> list[str]:
    return [turn.speaker for turn in read_bytes(content, name, agent=agent).conversations[0].turns]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_umlauts_survive_every_known_encoding(encoding: str) -> None:
    found = read_bytes(CHAT.encode(encoding), "chat.txt")
    assert found.conversations[0].turns[1].text == "Guten Tag, ich prüfe das.\nMeine Adresse: Hafenstraße 3"
    assert [w.key for w in found.warnings] == (["encoding_assumed"] if encoding == "cp1252" else [])


def test_lines_without_speaker_continue_the_turn() -> None:
    turns = read_bytes(CHAT.encode(), "chat.txt").conversations[0].turns
    assert [turn.n for turn in turns] == [1, 2, 3]
    assert turns[0].text.endswith("Es geht um 89,50 €.")


def test_names_in_brackets_tell_the_role() -> None:
    text = "Frau Sommer (Kundin): Hallo\nHerr Wolf (Service): Guten Tag\n"
    assert speakers(text.encode()) == ["customer", "agent"]


def test_unsure_speakers_are_asked_not_guessed() -> None:
    text = "Anna: Hallo, meine Rechnung stimmt nicht.\nBernd: Ich sehe nach.\n"
    with pytest.raises(InputProblem) as problem:
        read_bytes(text.encode(), "chat.txt")
    assert problem.value.key == "speakers_unsure"
    assert problem.value.params["names"] == "Anna, Bernd"
    assert speakers(text.encode(), agent="Bernd") == ["customer", "agent"]
    with pytest.raises(InputProblem, match="agent_not_found"):
        read_bytes(text.encode(), "chat.txt", agent="Clara")


def test_one_known_role_tells_the_other() -> None:
    assert speakers(b"Anna: Hallo\nService: Guten Tag\n") == ["customer", "agent"]


def test_published_json_is_read_and_unknown_keys_are_ignored() -> None:
    untrusted = {
        "id": "g-1",
        "channel": "phone",
        "language": "de",
        "started": "2026-02-03T10:15:00+01:00",
        "secret": {"ignored": True},
        "turns": [{"n": 7, "speaker": "customer", "text": "Hallo", "mood": "x"}, {"speaker": "agent", "text": "Tag"}],
    }
    conversation = read_bytes(json.dumps(untrusted).encode(), "g.json").conversations[0]
    assert (conversation.id, conversation.channel, conversation.language) == ("g-1", "phone", "de")
    assert [turn.n for turn in conversation.turns] == [1, 2]
    assert conversation.started is not None


def test_json_lines_hold_one_conversation_each() -> None:
    line = json.dumps({"turns": [{"speaker": "customer", "text": "Hallo"}]})
    assert len(read_bytes(f"{line}\n\n{line}\n".encode(), "g.jsonl").conversations) == 2


def test_csv_columns_are_recognised_and_conversations_grouped() -> None:
    text = "Gespräch;Sprecher;Nachricht;Zeit\na;Kunde;Hallo;2026-02-03T10:00:00\na;Agent;Tag;\nb;Kunde;Noch was;\n"
    found = read_bytes(text.encode(), "g.csv").conversations
    assert [(c.id, len(c.turns)) for c in found] == [("a", 2), ("b", 1)]
    assert found[0].turns[0].time is not None


def test_mail_thread_has_its_quoted_message_first() -> None:
    text = (
        "From: Stadtwerke Service <service@werke.example>\nTo: Anna Sommer <anna@post.example>\n"
        "Subject: AW: Abschlag\nDate: Tue, 03 Feb 2026 10:15:00 +0100\nContent-Type: text/plain; charset=utf-8\n\n"
        "Guten Tag Frau Sommer,\nwir prüfen das.\n\nAm 02.02.2026 um 09:00 schrieb Anna Sommer <anna@post.example>:\n"
        "> Mein Abschlag wurde doppelt abgebucht.\n"
    )
    conversation = read_bytes(text.encode(), "m.eml").conversations[0]
    assert [(t.speaker, t.text) for t in conversation.turns] == [
        ("customer", "Mein Abschlag wurde doppelt abgebucht."),
        ("agent", "Guten Tag Frau Sommer,\nwir prüfen das."),
    ]
    assert conversation.channel == "email"


def test_html_mail_is_text_without_scripts() -> None:
    text = (
        "From: anna@post.example\nSubject: x\nContent-Type: text/html; charset=utf-8\n\n"
        "<html><head><title>t</title></head><body><p>Hallo &amp; Tag</p><script>alert(1)</script><p>Zwei</p>"
        "</body></html>"
    )
    assert read_bytes(text.encode(), "m.eml").conversations[0].turns[0].text == "Hallo & Tag\n\nZwei"


def test_mbox_threads_are_ordered_by_date() -> None:
    def one(sender: str, day: int, body: str) -> str:
        return (
            f"From x Mon Feb  2 09:00:00 2026\nFrom: {sender}\nSubject: {'Re: ' if day > 2 else ''}Umzug\n"
            f"Date: Mon, {day:02} Feb 2026 09:00:00 +0100\n\n{body}\n\n"
        )

    text = one("service@werke.example", 4, "Gern.") + one("anna@post.example", 2, "Ich ziehe um.")
    found = read_bytes(text.encode(), "m.mbox").conversations
    assert [t.text for t in found[0].turns] == ["Ich ziehe um.", "Gern."]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Agent>Guten Tag\n\n00:04.000 --> 00:05.000\n<v Kundin>Hallo"),
        ("a.srt", "1\n00:00:01,000 --> 00:00:03,000\nAgent: Guten Tag\n\n2\n00:00:04,000 --> 00:00:05,000\nKundin: Hallo"),
    ],
)  # fmt: skip
def test_subtitles_become_a_phone_call(name: str, text: str) -> None:
    conversation = read_bytes(text.encode(), name).conversations[0]
    assert [(t.speaker, t.text) for t in conversation.turns] == [("agent", "Guten Tag"), ("customer", "Hallo")]
    assert conversation.channel == "phone"


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("leer.txt", b"", "empty_file"),
        ("leer.json", b"\xef\xbb\xbf  \n", "empty_file"),
        ("bild.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20, "binary_file"),
        ("nul.txt", b"Kunde: Hallo\x00Welt\n", "binary_file"),
        ("kyrillisch.txt", "Клиент: Здравствуйте, у меня вопрос\n".encode("cp1251"), "encoding_unknown"),
        ("halb.json", b'{"turns": [{"speaker": "customer", "text": "Hal', "json_invalid"),
        ("halb.jsonl", b'{"turns": [{"speaker": "customer", "text": "a"}]}\n{"turns": [', "json_invalid"),
        ("tief.json", b"[" * 100_000, "json_too_deep"),
        ("zahl.json", b"[1]", "not_a_conversation"),
        ("ohne.json", b'{"turns": []}', "no_turns_found"),
        ("turn.json", b'{"turns": [{"speaker": "customer"}]}', "turn_invalid"),
        ("wer.json", b'{"turns": [{"speaker": "martian", "text": "x"}]}', "speakers_unsure"),
        ("prosa.txt", b"Nur ein Absatz ohne Sprecher.", "no_turns_found"),
        ("lang.txt", b"Kunde: " + b"x" * 2_000_000, "turn_too_long"),
        ("spalten.csv", b"a;b\n1;2\n", "csv_columns_missing"),
        ("zitat.csv", b'Sprecher;Text\nKunde;"offen\n', "csv_invalid"),
        ("leer.eml", b"\r\n\r\n  x", "mail_invalid"),
        ("leer.mbox", b"nichts", "mail_invalid"),
        ("stumm.vtt", b"WEBVTT\n\n00:01.000 --> 00:03.000\nGuten Tag\n", "speakers_missing"),
    ],
)
def test_bad_file_is_refused_with_its_reason(name: str, content: bytes, key: str) -> None:
    with pytest.raises(InputProblem) as problem:
        read_bytes(content, name)
    assert problem.value.key == key


def test_ten_thousand_turns_are_read_whole() -> None:
    text = "".join(f"{'Kunde' if n % 2 else 'Agent'}: Satz {n}\n" for n in range(10_000))
    found = read_bytes(text.encode(), "lang.txt")
    assert len(found.conversations[0].turns) == 10_000
    assert [w.key for w in found.warnings] == ["many_turns"]


def test_missing_file_and_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="file_not_found"):
        read_file(tmp_path / "fehlt.txt")
    with pytest.raises(InputProblem, match="is_a_folder"):
        read_file(tmp_path)
