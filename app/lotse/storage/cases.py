"""The case store on SQLCipher: everything about customers.

Owns the statements on `cases.db`; what they mean is said by `services.ports.CaseStore`. Every write is one transaction
and can be sent again: ids are chosen before, and what is there already is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import cast

from lotse.domain.cards import Choice, Decision
from lotse.domain.conversations import CaseId, Channel, Conversation, ConversationId, Speaker, Turn
from lotse.domain.errors import InputProblem
from lotse.services.ports import ConversationRow, SavedNote, StoreHealth
from lotse.storage import note_text
from lotse.storage.cases_schema import STEPS
from lotse.storage.database import Database
from lotse.storage.edge import Connection, Row
from lotse.storage.migrations import applied


class Cases:
    """`CaseStore` on one open database; lives on the event loop, its statements on the database's lanes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add_conversation(self, conversation: Conversation) -> None:
        await self._database.write(lambda connection: _add_conversation(connection, conversation))

    async def append_turn(self, conversation_id: ConversationId, turn: Turn) -> None:
        def act(connection: Connection) -> None:
            _require(connection, conversation_id)
            found = connection.execute(
                "SELECT n, speaker, text, time, language FROM turns WHERE conversation_id = ? AND n = ?",
                (conversation_id, turn.n),
            ).fetchone()
            if found is not None:
                if not _same_words(_turn(found), turn):
                    raise InputProblem("turn_exists", n=turn.n)
                return
            if turn.n != _turn_count(connection, conversation_id) + 1:
                raise InputProblem("turn_out_of_order", n=turn.n)
            _insert_turns(connection, conversation_id, (turn,))

        await self._database.write(act)

    async def set_turn_language(self, conversation_id: ConversationId, n: int, language: str) -> None:
        def act(connection: Connection) -> None:
            _require(connection, conversation_id)
            changed = connection.execute(
                "UPDATE turns SET language = ? WHERE conversation_id = ? AND n = ?", (language, conversation_id, n)
            )
            if changed.rowcount == 0:
                raise InputProblem("unknown_turn", n=n)

        await self._database.write(act)

    async def conversation(self, conversation_id: ConversationId) -> Conversation:
        return await self._database.read(lambda connection: _conversation(connection, conversation_id))

    async def conversations(self, limit: int = 200) -> tuple[ConversationRow, ...]:
        def act(connection: Connection) -> tuple[ConversationRow, ...]:
            rows = connection.execute(
                """
                SELECT c.id, c.title, c.channel, c.language,
                       (SELECT count(*) FROM turns t WHERE t.conversation_id = c.id),
                       c.case_id, c.ended,
                       EXISTS (SELECT 1 FROM notes n WHERE n.conversation_id = c.id),
                       c.started
                FROM conversations c ORDER BY c.position DESC LIMIT ?
                """,
                (limit,),
            )
            return tuple(_list_row(row) for row in rows)

        return await self._database.read(act)

    async def attach(self, conversation_id: ConversationId, case_id: CaseId) -> None:
        def act(connection: Connection) -> None:
            _require(connection, conversation_id)
            _ensure_case(connection, case_id)
            connection.execute("UPDATE conversations SET case_id = ? WHERE id = ?", (case_id, conversation_id))

        await self._database.write(act)

    async def rename(self, conversation_id: ConversationId, title: str) -> None:
        await self._change(conversation_id, "UPDATE conversations SET title = ? WHERE id = ?", title)

    async def set_ended(self, conversation_id: ConversationId) -> None:
        await self._change(conversation_id, "UPDATE conversations SET ended = ? WHERE id = ?", 1)

    async def save_note(self, saved: SavedNote, decisions: Sequence[Decision]) -> None:
        def act(connection: Connection) -> None:
            _require(connection, saved.conversation_id)
            connection.execute(
                """
                INSERT INTO notes (conversation_id, note, text) VALUES (?, ?, ?)
                ON CONFLICT (conversation_id) DO UPDATE SET note = excluded.note, text = excluded.text
                """,
                (saved.conversation_id, note_text.written(saved.note), saved.text),
            )
            _insert_decisions(connection, decisions)

        await self._database.write(act)

    async def note(self, conversation_id: ConversationId) -> SavedNote | None:
        def act(connection: Connection) -> SavedNote | None:
            _require(connection, conversation_id)
            row = connection.execute(
                "SELECT note, text FROM notes WHERE conversation_id = ?", (conversation_id,)
            ).fetchone()
            return None if row is None else SavedNote(conversation_id, note_text.read(str(row[0])), str(row[1]))

        return await self._database.read(act)

    async def add_decision(self, decision: Decision) -> None:
        def act(connection: Connection) -> None:
            _require(connection, decision.conversation_id)
            _insert_decisions(connection, (decision,))

        await self._database.write(act)

    async def decisions(self, conversation_id: ConversationId) -> tuple[Decision, ...]:
        def act(connection: Connection) -> tuple[Decision, ...]:
            _require(connection, conversation_id)
            rows = connection.execute(
                "SELECT id, subject_id, choice, text FROM decisions WHERE conversation_id = ? ORDER BY position",
                (conversation_id,),
            )
            return tuple(
                Decision(str(id_), conversation_id, str(subject), cast(Choice, choice), str(text))
                for id_, subject, choice, text in rows
            )

        return await self._database.read(act)

    async def keep_draft(self, conversation_id: ConversationId, field: str, text: str) -> None:
        def act(connection: Connection) -> None:
            _require(connection, conversation_id)
            if not text:
                connection.execute(
                    "DELETE FROM drafts WHERE conversation_id = ? AND field = ?", (conversation_id, field)
                )
                return
            connection.execute(
                """
                INSERT INTO drafts (conversation_id, field, text) VALUES (?, ?, ?)
                ON CONFLICT (conversation_id, field) DO UPDATE SET text = excluded.text
                """,
                (conversation_id, field, text),
            )

        await self._database.write(act)

    async def drafts(self, conversation_id: ConversationId) -> dict[str, str]:
        def act(connection: Connection) -> dict[str, str]:
            _require(connection, conversation_id)
            rows = connection.execute(
                "SELECT field, text FROM drafts WHERE conversation_id = ? ORDER BY field", (conversation_id,)
            )
            return {str(field): str(text) for field, text in rows}

        return await self._database.read(act)

    async def health(self) -> StoreHealth:
        damage = await self._database.damage()
        encrypted = self._database.encrypted()
        if damage:
            return StoreHealth(False, encrypted, 0, 0, 0, damage)

        def act(connection: Connection) -> tuple[int, int, int]:
            return len(applied(connection)), _count(connection, "conversations"), _count(connection, "turns")

        version, conversations, turns = await self._database.read(act)
        return StoreHealth(True, encrypted, version, conversations, turns)

    async def close(self) -> None:
        await self._database.close()

    async def _change(self, conversation_id: ConversationId, statement: str, value: str | int) -> None:
        def act(connection: Connection) -> None:
            _require(connection, conversation_id)
            connection.execute(statement, (value, conversation_id))

        await self._database.write(act)


async def open_cases(database: Database) -> Cases:
    """Open `database` with the schema of the case store. Raises what `Database.open` raises."""
    await database.open(STEPS)
    return Cases(database)


def _add_conversation(connection: Connection, conversation: Conversation) -> None:
    if [turn.n for turn in conversation.turns] != list(range(1, len(conversation.turns) + 1)):
        raise InputProblem("turn_out_of_order", n=next(_misplaced(conversation)))
    if _exists(connection, conversation.id):
        stored = _turns(connection, conversation.id)[: len(conversation.turns)]
        # The same conversation again, which may have grown since: nothing to do. Anything else would be overwriting.
        if len(stored) == len(conversation.turns) and all(map(_same_words, stored, conversation.turns)):
            return
        raise InputProblem("conversation_exists", conversation=conversation.id)
    # Named after the conversation, so that sending it again cannot make a second case.
    case_id = conversation.case_id or CaseId(f"case-{conversation.id}")
    _ensure_case(connection, case_id)
    connection.execute(
        """
        INSERT INTO conversations (id, case_id, channel, language, started, title, ended)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        (
            conversation.id,
            case_id,
            conversation.channel,
            conversation.language,
            _moment(conversation.started),
            conversation.title,
            int(conversation.ended),
        ),
    )
    _insert_turns(connection, conversation.id, conversation.turns)


def _misplaced(conversation: Conversation) -> Iterator[int]:
    return (turn.n for place, turn in enumerate(conversation.turns, 1) if turn.n != place)


def _ensure_case(connection: Connection, case_id: CaseId) -> None:
    customer_id = f"customer-{case_id}"
    known = connection.execute("SELECT 1 FROM cases WHERE id = ?", (case_id,)).fetchone()
    if known is None:
        connection.execute("INSERT INTO customers (id, name) VALUES (?, '')", (customer_id,))
        connection.execute("INSERT INTO cases (id, customer_id, title) VALUES (?, ?, '')", (case_id, customer_id))


def _insert_turns(connection: Connection, conversation_id: ConversationId, turns: Sequence[Turn]) -> None:
    connection.executemany(
        "INSERT INTO turns (conversation_id, n, speaker, text, time, language) VALUES (?, ?, ?, ?, ?, ?)",
        [(conversation_id, turn.n, turn.speaker, turn.text, _moment(turn.time), turn.language) for turn in turns],
    )


def _insert_decisions(connection: Connection, decisions: Sequence[Decision]) -> None:
    connection.executemany(
        """
        INSERT INTO decisions (id, conversation_id, subject_id, choice, text) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING
        """,
        [(made.id, made.conversation_id, made.subject_id, made.choice, made.text) for made in decisions],
    )


def _conversation(connection: Connection, conversation_id: ConversationId) -> Conversation:
    row = connection.execute(
        "SELECT channel, language, started, title, case_id, ended FROM conversations WHERE id = ?", (conversation_id,)
    ).fetchone()
    if row is None:
        raise InputProblem("unknown_conversation", conversation=conversation_id)
    channel, language, started, title, case_id, ended = row
    return Conversation(
        id=conversation_id,
        turns=_turns(connection, conversation_id),
        channel=cast(Channel, channel),
        language=_text_or_none(language),
        started=_read_moment(started),
        title=str(title),
        case_id=CaseId(str(case_id)),
        ended=bool(ended),
    )


def _turns(connection: Connection, conversation_id: ConversationId) -> tuple[Turn, ...]:
    rows = connection.execute(
        "SELECT n, speaker, text, time, language FROM turns WHERE conversation_id = ? ORDER BY n", (conversation_id,)
    )
    return tuple(_turn(row) for row in rows)


def _turn(row: Row) -> Turn:
    n, speaker, text, time, language = row
    return Turn(
        n=cast(int, n),
        speaker=cast(Speaker, speaker),
        text=str(text),
        time=_read_moment(time),
        language=_text_or_none(language),
    )


def _same_words(stored: Turn, given: Turn) -> bool:
    # The language may have been found out since, so it does not tell turns apart.
    return (stored.n, stored.speaker, stored.text, stored.time) == (given.n, given.speaker, given.text, given.time)


def _list_row(row: Row) -> ConversationRow:
    id_, title, channel, language, turns, case_id, ended, has_note, started = row
    return ConversationRow(
        id=ConversationId(str(id_)),
        title=str(title),
        channel=str(channel),
        language=_text_or_none(language),
        turns=cast(int, turns),
        case_id=CaseId(str(case_id)),
        ended=bool(ended),
        has_note=bool(has_note),
        started=_read_moment(started),
    )


def _require(connection: Connection, conversation_id: ConversationId) -> None:
    if not _exists(connection, conversation_id):
        raise InputProblem("unknown_conversation", conversation=conversation_id)


def _exists(connection: Connection, conversation_id: ConversationId) -> bool:
    found = connection.execute("SELECT 1 FROM conversations WHERE id = ?", (conversation_id,)).fetchone()
    return found is not None


def _turn_count(connection: Connection, conversation_id: ConversationId) -> int:
    row = connection.execute("SELECT count(*) FROM turns WHERE conversation_id = ?", (conversation_id,)).fetchone()
    return 0 if row is None else cast(int, row[0])


def _count(connection: Connection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return 0 if row is None else cast(int, row[0])


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _read_moment(text: object) -> datetime | None:
    return None if text is None else datetime.fromisoformat(str(text))


def _text_or_none(value: object) -> str | None:
    return None if value is None else str(value)
