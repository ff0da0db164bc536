"""The data key of the store and the file that keeps it wrapped: `keys.json`.

Owns the slots: the same random 256-bit key, wrapped once for each way to open the store. The passphrase is never the
key of the data, and there is no slot without wrapping. Two equal copies are kept, because a damaged key file is the
loss of everything; both are written atomically, the copy last.

AES-256-GCM with the slot's type, the id of the store and the format as associated data, so that a slot cannot be
moved to another store or taken for another type.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from lotse.domain.errors import EnvironmentProblem
from lotse.storage import atomic
from lotse.storage.key_sources import KEY_BYTES, KeySource, SlotType

FILES = ("keys.json", "keys.copy.json")
FORMAT = 1
_NONCE_BYTES = 12
_SLOT_TYPES: tuple[SlotType, ...] = ("passphrase", "keystore", "recovery")


@dataclass(frozen=True, slots=True)
class Slot:
    type: SlotType
    settings: Mapping[str, object]
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What stands in `keys.json`: at most one slot of each type."""

    store_id: str
    slots: tuple[Slot, ...]

    def slot(self, type_: SlotType) -> Slot | None:
        return next((slot for slot in self.slots if slot.type == type_), None)


def exists(home: Path) -> bool:
    return any((home / name).exists() for name in FILES)


def create(home: Path, source: KeySource) -> bytes:
    """Make the data key of a new store with its first slot; durable when this returns."""
    if exists(home):
        raise EnvironmentProblem("keys_exist")
    data_key = os.urandom(KEY_BYTES)
    content = _encoded(_with_slot(KeyFile(os.urandom(16).hex(), ()), data_key, source))
    atomic.make_private(home)
    # Two programs may start in a new home at once: the second must not replace the key of the first.
    if not atomic.create(home / FILES[0], content):
        raise EnvironmentProblem("keys_exist")
    atomic.replace(home / FILES[1], content)
    return data_key


def unlock(home: Path, source: KeySource) -> bytes:
    """The data key.

    Raises `EnvironmentProblem`: `wrong_passphrase`, `wrong_recovery_key`, `keystore_changed` (the slot does not open),
    `no_such_slot` (the store was never set up for this source), `keys_missing`, `keys_damaged`, `keys_newer`.
    """
    keys = read(home)
    slot = keys.slot(source.slot_type)
    if slot is None:
        raise EnvironmentProblem("no_such_slot", slot=source.slot_type)
    data_key = _unwrap(keys.store_id, slot, source)
    _mend(home, keys)
    return data_key


def add_slot(home: Path, data_key: bytes, source: KeySource) -> None:
    """Give the store one more way to open it; a slot of the same type is replaced (a changed passphrase)."""
    _write(home, _with_slot(read(home), data_key, source))


def read(home: Path) -> KeyFile:
    """The key file, or its copy when the file is missing or torn."""
    if not exists(home):
        raise EnvironmentProblem("keys_missing")
    for name in FILES:
        try:
            return _decoded((home / name).read_bytes())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
    raise EnvironmentProblem("keys_damaged")


def _with_slot(keys: KeyFile, data_key: bytes, source: KeySource) -> KeyFile:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wrapping, settings = source.make(keys.store_id)
    nonce = os.urandom(_NONCE_BYTES)
    wrapped = AESGCM(wrapping).encrypt(nonce, data_key, _associated(keys.store_id, source.slot_type))
    slot = Slot(source.slot_type, settings, nonce, wrapped)
    # Opened again before anything is replaced: a slot that does not open would be found out years later.
    if _unwrap(keys.store_id, slot, source) != data_key:
        raise EnvironmentProblem("keys_damaged")
    return replace(keys, slots=(*(other for other in keys.slots if other.type != slot.type), slot))


def _unwrap(store_id: str, slot: Slot, source: KeySource) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        wrapping = source.find(store_id, slot.settings)
    except (KeyError, ValueError, TypeError) as error:
        raise EnvironmentProblem("keys_damaged") from error
    try:
        return AESGCM(wrapping).decrypt(slot.nonce, slot.wrapped, _associated(store_id, slot.type))
    except InvalidTag as error:
        raise EnvironmentProblem(_WRONG[slot.type]) from error


_WRONG: Mapping[SlotType, str] = {
    "passphrase": "wrong_passphrase",
    "keystore": "keystore_changed",
    "recovery": "wrong_recovery_key",
}


def _associated(store_id: str, type_: SlotType) -> bytes:
    return f"lotse-slot:{FORMAT}:{store_id}:{type_}".encode()


def _write(home: Path, keys: KeyFile) -> None:
    content = _encoded(keys)
    for name in FILES:
        atomic.replace(home / name, content)


def _mend(home: Path, keys: KeyFile) -> None:
    """Bring a lost, torn or older copy up to date."""
    content = _encoded(keys)
    for name in FILES:
        path = home / name
        # A full disk must not keep anyone out; the next start mends it.
        with suppress(EnvironmentProblem, OSError):
            if not path.exists() or path.read_bytes() != content:
                atomic.replace(path, content)


def _encoded(keys: KeyFile) -> bytes:
    body = {
        "format": FORMAT,
        "store": keys.store_id,
        "slots": [
            {"type": slot.type, **slot.settings, "nonce": _text(slot.nonce), "wrapped": _text(slot.wrapped)}
            for slot in keys.slots
        ],
    }
    return json.dumps({**body, "check": _check(body)}, indent=1).encode()


def _decoded(content: bytes) -> KeyFile:
    """Raises `EnvironmentProblem("keys_newer")`, and for a damaged file whatever reading it raises."""
    body = json.loads(content)
    check = body.pop("check")
    if check != _check(body):
        raise ValueError("the check sum does not fit")
    if body["format"] != FORMAT:
        raise EnvironmentProblem("keys_newer")
    return KeyFile(body["store"], tuple(_slot(entry) for entry in body["slots"]))


def _slot(entry: dict[str, object]) -> Slot:
    type_ = _SLOT_TYPES[_SLOT_TYPES.index(entry["type"])]  # ValueError for anything else
    settings = {key: value for key, value in entry.items() if key not in ("type", "nonce", "wrapped")}
    nonce, wrapped = (base64.b64decode(str(entry[key]), validate=True) for key in ("nonce", "wrapped"))
    return Slot(type_, settings, nonce, wrapped)


def _check(body: Mapping[str, object]) -> str:
    # Tells a torn file from a wrong passphrase; it protects nothing, the wrapping does.
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
