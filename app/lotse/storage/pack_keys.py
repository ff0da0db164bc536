"""Keys of packs: signing keys in files under a passphrase, and what this home and this site trust and watch.

Owns both file forms. Must not know packs. A signing key is wrapped like the key of the store: Argon2id, AES-256-GCM,
with name and public key as associated data, so that neither can be exchanged.
"""

from __future__ import annotations

import base64
import json
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lotse.domain.errors import EnvironmentProblem, InputProblem
from lotse.services.pack_ports import SigningKey, TrustedKey, WatchedFolder
from lotse.storage import atomic
from lotse.storage.key_sources import Argon2Cost, Passphrase

FORMAT = 1
KIND = "lotse-pack-key"
SETTINGS = "packs.json"
MAX_KEY_FILE_BYTES = 16 * 1024
MAX_NAME_CHARACTERS = 100
_PUBLIC = re.compile(r"[0-9a-f]{64}")
_NONCE_BYTES = 12
_COST = Argon2Cost()


@dataclass(frozen=True, slots=True)
class _Settings:
    trusted: tuple[tuple[str, str], ...] = ()
    watch: tuple[str, ...] = ()


class PackKeyRing:
    """Implements `services.pack_ports.PackKeys`. `site` is set by the machine's administrator and only ever read."""

    def __init__(self, home: Path, site: Path, cost: Argon2Cost = _COST) -> None:
        self._home = home / SETTINGS
        self._site = site / SETTINGS
        self._cost = cost

    # --- signing keys ------------------------------------------------------------------------------------------------

    def new(self, path: Path, name: str, passphrase: str) -> str:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        _check_name(name)
        private = Ed25519PrivateKey.generate()
        public = private.public_key().public_bytes_raw().hex()
        wrapping, settings = Passphrase(passphrase, self._cost).make(public)
        nonce = os.urandom(_NONCE_BYTES)
        wrapped = AESGCM(wrapping).encrypt(nonce, private.private_bytes_raw(), _associated(name, public))
        content = {
            "format": FORMAT, "kind": KIND, "name": name, "public": public, **settings,
            "nonce": base64.b64encode(nonce).decode(), "wrapped": base64.b64encode(wrapped).decode(),
        }  # fmt: skip
        if not atomic.create(path.absolute(), json.dumps(content, indent=1).encode()):
            raise InputProblem("pack_key_exists", file=str(path))
        return public

    def load(self, path: Path, passphrase: str) -> SigningKey:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        found = _key_file(path)
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise EnvironmentProblem("pack_key_open", file=str(path))
        try:
            name, public = str(found["name"]), str(found["public"])
            wrapping = Passphrase(passphrase, self._cost).find(public, found)
            nonce, wrapped = (base64.b64decode(found[field], validate=True) for field in ("nonce", "wrapped"))
            private = AESGCM(wrapping).decrypt(nonce, wrapped, _associated(name, public))
            key = Ed25519PrivateKey.from_private_bytes(private)
        except InvalidTag:
            raise InputProblem("pack_key_passphrase", file=str(path)) from None
        except (KeyError, ValueError, TypeError):
            raise InputProblem("pack_key_unreadable", file=str(path)) from None
        return SigningKey(name, public, key.sign)

    def public_of(self, text: str) -> tuple[str, str]:
        if _PUBLIC.fullmatch(text.strip().lower()):
            return "", text.strip().lower()
        found = _key_file(Path(text))
        if not _PUBLIC.fullmatch(str(found.get("public"))):
            raise InputProblem("pack_key_unreadable", file=text)
        return str(found.get("name", "")), str(found["public"])

    # --- trusted keys ------------------------------------------------------------------------------------------------

    def trusted(self) -> tuple[TrustedKey, ...]:
        return (
            *(TrustedKey(name, public, "site") for name, public in _read(self._site).trusted),
            *(TrustedKey(name, public, "home") for name, public in _read(self._home).trusted),
        )

    def trust(self, name: str, public: str) -> None:
        _check_name(name)
        before = _read(self._home)
        if any(name == other and public != key for other, key in before.trusted):
            raise InputProblem("pack_key_name_taken", name=name)
        kept = tuple(one for one in before.trusted if one[1] != public)
        self._write(_Settings((*kept, (name, public)), before.watch))

    def distrust(self, name_or_key: str) -> None:
        before = _read(self._home)
        kept = tuple(one for one in before.trusted if name_or_key not in one)
        if kept == before.trusted:
            raise InputProblem("pack_key_unknown", name=name_or_key)
        self._write(_Settings(kept, before.watch))

    # --- watched folders ---------------------------------------------------------------------------------------------

    def watched(self) -> tuple[WatchedFolder, ...]:
        return (
            *(WatchedFolder(Path(folder), "site") for folder in _read(self._site).watch),
            *(WatchedFolder(Path(folder), "home") for folder in _read(self._home).watch),
        )

    def watch(self, folder: Path) -> None:
        if not folder.is_absolute() or not folder.is_dir():
            raise InputProblem("pack_folder_unfit", folder=str(folder))
        before = _read(self._home)
        if str(folder) not in before.watch:
            self._write(_Settings(before.trusted, (*before.watch, str(folder))))

    def unwatch(self, folder: Path) -> None:
        before = _read(self._home)
        kept = tuple(one for one in before.watch if Path(one) != folder)
        if kept == before.watch:
            raise InputProblem("pack_folder_unknown", folder=str(folder))
        self._write(_Settings(before.trusted, kept))

    def _write(self, settings: _Settings) -> None:
        trusted = [{"key": public, "name": name} for name, public in settings.trusted]
        content = {"format": FORMAT, "trusted": trusted, "watch": list(settings.watch)}
        atomic.make_private(self._home.parent)
        atomic.replace(self._home, json.dumps(content, ensure_ascii=False, indent=1).encode())


def _associated(name: str, public: str) -> bytes:
    return f"{KIND}:{FORMAT}:{public}:{name}".encode()


def _check_name(name: str) -> None:
    if not name.strip() or len(name) > MAX_NAME_CHARACTERS or not name.isprintable():
        raise InputProblem("pack_key_name_invalid")


def _key_file(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(MAX_KEY_FILE_BYTES).decode("utf-8"))
    except FileNotFoundError:
        raise InputProblem("file_not_found", file=str(path)) from None
    except (OSError, ValueError, RecursionError):
        raise InputProblem("pack_key_unreadable", file=str(path)) from None
    if not isinstance(found, dict) or found.get("kind") != KIND or found.get("format") != FORMAT:
        raise InputProblem("pack_key_unreadable", file=str(path))
    return found


def _read(path: Path) -> _Settings:
    """Nothing when the file is not there. One that cannot be understood stops: nobody can say what it trusts."""
    try:
        found = json.loads(path.read_text("utf-8"))
        if found["format"] != FORMAT:
            raise ValueError
        trusted = tuple((str(one["name"]), str(one["key"]).lower()) for one in found.get("trusted", ()))
        watch = tuple(str(folder) for folder in found.get("watch", ()))
        if not all(_PUBLIC.fullmatch(public) for _, public in trusted):
            raise ValueError
    except FileNotFoundError:
        return _Settings()
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise EnvironmentProblem("pack_settings_unreadable", file=str(path)) from None
    return _Settings(trusted, watch)
