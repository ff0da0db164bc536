"""Where a key that opens the store can come from: a passphrase, the keystore of the system, the written recovery key.

Each source makes and opens one type of slot of `keys.json`. None of them is ever the key of the data itself, and none
falls back to storing anything in plain text.
"""

from __future__ import annotations

import base64
import binascii
import importlib
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from lotse.domain.errors import EnvironmentProblem, InputProblem
from lotse.storage import recovery

SlotType = Literal["passphrase", "keystore", "recovery"]
Settings = dict[str, str | int]
KEY_BYTES = 32


class KeySource(Protocol):
    """Makes the key that wraps the data key (32 bytes), and finds it again from what stands in the slot."""

    @property
    def slot_type(self) -> SlotType: ...

    def make(self, store_id: str) -> tuple[bytes, Settings]:
        """A new wrapping key, and the settings kept beside the wrapped data key."""

    def find(self, store_id: str, settings: Mapping[str, object]) -> bytes:
        """The wrapping key of an existing slot. Raises `EnvironmentProblem`, and `ValueError` for unusable settings."""


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """The work of one guess, stored with each slot. The default takes about .6 s on the machine it was measured on."""

    memory_kib: int = 256 * 1024
    passes: int = 2
    lanes: int = 1


_MOST_MEMORY_KIB = 4 * 1024 * 1024
_MOST_PASSES = 64
_MOST_LANES = 16


@dataclass(frozen=True, slots=True)
class Passphrase:
    """What the user knows. `cost` applies to slots made from now on; existing ones state their own."""

    text: str = field(repr=False)
    cost: Argon2Cost = Argon2Cost()

    @property
    def slot_type(self) -> SlotType:
        return "passphrase"

    def make(self, store_id: str) -> tuple[bytes, Settings]:
        if not self.text.strip():
            raise InputProblem("empty_passphrase")
        salt = os.urandom(16)
        settings: Settings = {
            "salt": base64.b64encode(salt).decode(),
            "memory_kib": self.cost.memory_kib,
            "passes": self.cost.passes,
            "lanes": self.cost.lanes,
        }
        return self._derive(salt, self.cost), settings

    def find(self, store_id: str, settings: Mapping[str, object]) -> bytes:
        salt = base64.b64decode(str(settings["salt"]), validate=True)
        cost = Argon2Cost(
            memory_kib=_whole(settings["memory_kib"], _MOST_MEMORY_KIB),
            passes=_whole(settings["passes"], _MOST_PASSES),
            lanes=_whole(settings["lanes"], _MOST_LANES),
        )
        return self._derive(salt, cost)

    def _derive(self, salt: bytes, cost: Argon2Cost) -> bytes:
        from argon2 import exceptions, low_level

        try:
            return low_level.hash_secret_raw(
                # One spelling of umlauts, whichever keyboard or system composed them.
                unicodedata.normalize("NFC", self.text).encode(),
                salt,
                time_cost=cost.passes,
                memory_cost=cost.memory_kib,
                parallelism=cost.lanes,
                hash_len=KEY_BYTES,
                type=low_level.Type.ID,
            )
        except exceptions.HashingError as error:
            raise EnvironmentProblem("passphrase_memory", mib=cost.memory_kib // 1024) from error


def _whole(value: object, most: int) -> int:
    if not isinstance(value, int) or not 1 <= value <= most:
        raise ValueError("cost out of range")
    return value


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """The key that was shown once. `RecoveryKey()` makes a new one; `code` is what the user has to write down."""

    code: str = field(default_factory=lambda: recovery.written(os.urandom(KEY_BYTES)), repr=False)

    @property
    def slot_type(self) -> SlotType:
        return "recovery"

    def make(self, store_id: str) -> tuple[bytes, Settings]:
        return recovery.read(self.code), {}

    def find(self, store_id: str, settings: Mapping[str, object]) -> bytes:
        return recovery.read(self.code)


class Keystore(Protocol):
    """The part of a `keyring` backend that is used."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...


ALLOWED_KEYSTORES: tuple[str, ...] = (
    "keyring.backends.Windows.WinVaultKeyring",
    "keyring.backends.macOS.Keyring",
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
)
_SERVICE = "Lotse"


@dataclass(frozen=True, slots=True)
class SystemKeystore:
    """The keystore that the system opens together with the user's session. `name` is the class of the backend."""

    backend: Keystore = field(repr=False)
    name: str

    @property
    def slot_type(self) -> SlotType:
        return "keystore"

    def make(self, store_id: str) -> tuple[bytes, Settings]:
        # A failed start may have left the entry of this store: it is used again, so that no slot loses its key.
        key = self._stored(store_id) or os.urandom(KEY_BYTES)
        try:
            self.backend.set_password(_SERVICE, store_id, base64.b64encode(key).decode())
        except Exception as error:  # boundary: each backend and its D-Bus layers have classes of their own
            raise EnvironmentProblem("keystore_failed", keystore=self.name) from error
        if self._stored(store_id) != key:
            raise EnvironmentProblem("keystore_failed", keystore=self.name)
        return key, {"keystore": self.name}

    def find(self, store_id: str, settings: Mapping[str, object]) -> bytes:
        key = self._stored(store_id)
        # Another keystore than the one that holds the key: a question to the user, never a silent move.
        if key is None or settings.get("keystore") != self.name:
            raise EnvironmentProblem("keystore_changed", keystore=str(settings.get("keystore", "")))
        return key

    def _stored(self, store_id: str) -> bytes | None:
        try:
            text = self.backend.get_password(_SERVICE, store_id)
        except Exception as error:  # boundary, as above
            raise EnvironmentProblem("keystore_failed", keystore=self.name) from error
        if text is None:
            return None
        try:
            key = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            return None
        return key if len(key) == KEY_BYTES else None


def system_keystore() -> SystemKeystore | None:
    """The keystore of this session, or `None`.

    Only classes on the list are asked, by name: neither the environment nor a configuration file can put a plain-text
    or null backend in their place.
    """
    for name in ALLOWED_KEYSTORES:
        module_name, _, class_name = name.rpartition(".")
        try:
            backend = getattr(importlib.import_module(module_name), class_name)
            backend.priority  # noqa: B018  raises where the backend cannot work
            return SystemKeystore(backend(), name)
        except Exception:  # noqa: BLE001  boundary: a backend that cannot be used says so with whatever class it has
            continue
    return None
