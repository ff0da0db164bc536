"""The key file: never plain text, never locked out while one way in is known."""

from __future__ import annotations

import asyncio
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotse.domain.errors import EnvironmentProblem, InputProblem, LotseError
from lotse.storage import key_sources, keys, recovery
from lotse.storage.key_sources import Argon2Cost, KeySource, Passphrase, RecoveryKey, SystemKeystore
from lotse.storage.opening import CASES, open_case_store, ways_in

FAST = Argon2Cost(memory_kib=64, passes=1)
RIGHT = Passphrase("Blaue Übergänge", FAST)
WRONG = Passphrase("Blaue Übergänge ", FAST)


class FakeKeyring:
    """A keystore in a dictionary; `broken` makes it fail like a locked one."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.broken = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.broken:
            raise RuntimeError("locked")
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.broken:
            raise RuntimeError("locked")
        self.entries[service, username] = password


def _key_of(error: pytest.ExceptionInfo[LotseError]) -> str:
    return error.value.key


def _refused(home: Path, source: KeySource) -> str:
    with pytest.raises(EnvironmentProblem) as refused:
        keys.unlock(home, source)
    return _key_of(refused)


def test_data_key_comes_back_with_the_passphrase_only(home: Path) -> None:
    data_key = keys.create(home, RIGHT)
    assert len(data_key) == 32
    assert keys.unlock(home, RIGHT) == data_key
    assert _refused(home, WRONG) == "wrong_passphrase"
    for name in keys.FILES:
        text = (home / name).read_text()
        assert data_key.hex() not in text
        assert RIGHT.text not in text


def test_passphrase_typed_with_composed_or_split_umlauts_is_the_same(home: Path) -> None:
    data_key = keys.create(home, Passphrase("\u00fcber", FAST))
    assert keys.unlock(home, Passphrase("u\u0308ber", FAST)) == data_key


def test_cost_of_the_slot_is_used_not_that_of_the_caller(home: Path) -> None:
    data_key = keys.create(home, RIGHT)
    assert keys.unlock(home, Passphrase(RIGHT.text)) == data_key  # would take the default 256 MiB otherwise
    slot = keys.read(home).slot("passphrase")
    assert slot is not None
    assert (slot.settings["memory_kib"], slot.settings["passes"]) == (64, 1)
    assert Argon2Cost() == Argon2Cost(memory_kib=262_144, passes=2, lanes=1)


def test_every_slot_opens_the_same_data_key(home: Path) -> None:
    recovery_key, keystore = RecoveryKey(), SystemKeystore(FakeKeyring(), "test.Keyring")
    data_key = keys.create(home, RIGHT)
    keys.add_slot(home, data_key, recovery_key)
    keys.add_slot(home, data_key, keystore)
    assert ways_in(home) == ("passphrase", "recovery", "keystore")
    for source in (RIGHT, RecoveryKey(recovery_key.code.lower().replace("-", " ")), keystore):
        assert keys.unlock(home, source) == data_key
    assert _refused(home, RecoveryKey()) == "wrong_recovery_key"


def test_changed_passphrase_replaces_the_old_one(home: Path) -> None:
    data_key = keys.create(home, RIGHT)
    keys.add_slot(home, data_key, WRONG)
    assert keys.unlock(home, WRONG) == data_key
    assert _refused(home, RIGHT) == "wrong_passphrase"


def test_keystore_that_lost_or_changed_its_entry_is_a_question_not_a_new_key(home: Path) -> None:
    ring = FakeKeyring()
    keys.create(home, SystemKeystore(ring, "test.Keyring"))
    before = (home / keys.FILES[0]).read_bytes()
    assert _refused(home, SystemKeystore(ring, "other.Keyring")) == "keystore_changed"
    ring.broken = True
    assert _refused(home, SystemKeystore(ring, "test.Keyring")) == "keystore_failed"
    assert _refused(home, SystemKeystore(FakeKeyring(), "test.Keyring")) == "keystore_changed"
    assert _refused(home, RIGHT) == "no_such_slot"
    assert (home / keys.FILES[0]).read_bytes() == before


def test_keystore_that_does_not_keep_what_it_is_given_makes_no_store(home: Path) -> None:
    class Forgetful(FakeKeyring):
        def set_password(self, service: str, username: str, password: str) -> None:
            pass

    with pytest.raises(EnvironmentProblem) as refused:
        keys.create(home, SystemKeystore(Forgetful(), "test.Keyring"))
    assert _key_of(refused) == "keystore_failed"
    assert not keys.exists(home)


def test_only_listed_keystores_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nonexistent")
    found = key_sources.system_keystore()
    assert found is None or found.name in key_sources.ALLOWED_KEYSTORES
    monkeypatch.setattr(key_sources, "ALLOWED_KEYSTORES", ("keyring.backends.null.Keyring",))
    control = key_sources.system_keystore()
    assert control is not None  # so an entry on the list is really asked


def test_torn_key_file_is_read_from_its_copy_and_mended(home: Path) -> None:
    data_key = keys.create(home, RIGHT)
    whole = (home / keys.FILES[0]).read_bytes()
    for name in keys.FILES:
        for length in range(0, len(whole), 7):
            (home / name).write_bytes(whole[:length])
            assert keys.read(home).slots, length
        (home / name).unlink()
        assert keys.unlock(home, RIGHT) == data_key
        assert [(home / other).read_bytes() for other in keys.FILES] == [whole, whole]


def test_every_damaged_byte_is_noticed(home: Path) -> None:
    def read() -> keys.KeyFile | str:
        try:
            return keys.read(home)
        except EnvironmentProblem as problem:
            return problem.key

    keys.create(home, RIGHT)
    (home / keys.FILES[1]).unlink()
    path = home / keys.FILES[0]
    whole, stored = path.read_bytes(), read()
    for place in range(0, len(whole), 3):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert read() in ("keys_damaged", "keys_newer", stored)  # white space between fields may differ


def test_slot_cannot_be_moved_to_another_store(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    keys.create(home, RIGHT)
    keys.create(other, RIGHT)
    mine, theirs = keys.read(home), keys.read(other)
    keys._write(home, keys.KeyFile(mine.store_id, theirs.slots))
    assert _refused(home, RIGHT) == "wrong_passphrase"


def test_newer_key_file_is_refused(home: Path) -> None:
    keys.create(home, RIGHT)
    body = json.loads((home / keys.FILES[0]).read_text())
    body["format"] = 2
    del body["check"]
    for name in keys.FILES:
        (home / name).write_text(json.dumps({**body, "check": keys._check(body)}))
    assert _refused(home, RIGHT) == "keys_newer"


@pytest.mark.parametrize(("field", "value"), [("memory_kib", 2**40), ("passes", 0), ("lanes", "2"), ("salt", "?")])
def test_absurd_cost_in_the_file_is_damage_not_hours_of_work(home: Path, field: str, value: object) -> None:
    keys.create(home, RIGHT)
    stored = keys.read(home)
    slot = stored.slots[0]
    keys._write(home, keys.KeyFile(stored.store_id, (keys.Slot(slot.type, {**slot.settings, field: value}, b"", b""),)))
    assert _refused(home, RIGHT) == "keys_damaged"


def test_second_program_in_a_new_home_gets_the_first_ones_key(home: Path) -> None:
    data_key = keys.create(home, RIGHT)
    with pytest.raises(EnvironmentProblem) as refused:
        keys.create(home, RIGHT)
    assert _key_of(refused) == "keys_exist"
    assert keys.unlock(home, RIGHT) == data_key
    assert sorted(file.name for file in home.iterdir()) == sorted(keys.FILES)


# --- opening a home --------------------------------------------------------------------------------------------------


def _opened(home: Path, source: KeySource | None) -> str:
    """The key of the problem that opening meets, or nothing."""

    async def play() -> None:
        await (await open_case_store(home, source)).close()

    try:
        asyncio.run(play())
    except LotseError as problem:
        return problem.key
    return ""


@pytest.fixture
def no_keystore(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_sources, "system_keystore", lambda: None)


@pytest.mark.usefixtures("no_keystore")
def test_without_keystore_and_passphrase_no_store_is_made(home: Path) -> None:
    assert _opened(home, None) == "no_key_source"
    assert not home.exists()
    assert _opened(home, Passphrase("  ", FAST)) == "empty_passphrase"
    assert not home.exists()


@pytest.mark.usefixtures("no_keystore")
def test_existing_store_asks_for_what_it_was_set_up_with(home: Path) -> None:
    assert _opened(home, RIGHT) == ""
    assert _opened(home, None) == "passphrase_needed"
    assert _opened(home, WRONG) == "wrong_passphrase"
    assert _opened(home, RIGHT) == ""


def test_keystore_is_asked_when_nothing_is_given(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keystore = SystemKeystore(FakeKeyring(), "test.Keyring")
    monkeypatch.setattr(key_sources, "system_keystore", lambda: keystore)
    assert _opened(home, None) == ""
    assert ways_in(home) == ("keystore",)
    assert _opened(home, None) == ""


def test_lost_keys_are_never_replaced_by_new_ones(home: Path) -> None:
    assert _opened(home, RIGHT) == ""
    for name in keys.FILES:
        (home / name).unlink()
    before = (home / CASES).read_bytes()
    assert _opened(home, RIGHT) == "keys_missing"
    assert not keys.exists(home)
    assert (home / CASES).read_bytes() == before


def test_recovery_key_is_given_once_and_opens_the_store(home: Path, tmp_path: Path) -> None:
    shown: list[str] = []

    async def play() -> None:
        for _ in range(2):
            await (await open_case_store(home, RIGHT, on_recovery_key=shown.append)).close()

    asyncio.run(play())
    assert len(shown) == 1
    assert _opened(home, RecoveryKey(shown[0])) == ""
    shutil.copytree(home, tmp_path / "copy")
    assert _opened(tmp_path / "copy", RecoveryKey(shown[0])) == ""


# --- the written recovery key ----------------------------------------------------------------------------------------


@given(st.binary(min_size=32, max_size=32))
def test_recovery_key_survives_being_written_down(key: bytes) -> None:
    code = recovery.written(key)
    assert recovery.read(code) == key
    assert recovery.read(code.lower().replace("-", "").replace("0", "o").replace("1", "l")) == key


def test_typing_error_in_the_recovery_key_names_its_group() -> None:
    code = recovery.written(bytes(range(32)))
    groups = code.split("-")
    swapped = "-".join([*groups[:4], groups[5], groups[4], *groups[6:]])
    with pytest.raises(InputProblem) as refused:
        recovery.read(swapped)
    assert refused.value.params == {"group": 5}
    with pytest.raises(InputProblem) as refused:
        recovery.read(code[:-1])
    assert refused.value.key == "recovery_key_length"
    with pytest.raises(InputProblem) as refused:
        recovery.read("U" + code[1:])
    assert refused.value.params == {"group": 1}
