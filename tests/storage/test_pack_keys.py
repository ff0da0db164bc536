"""A signing key opens with its passphrase only, and what is trusted is what home and site say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from lotse.domain.errors import EnvironmentProblem, InputProblem
from lotse.services.pack_ports import WatchedFolder
from lotse.storage.key_sources import Argon2Cost
from lotse.storage.pack_keys import PackKeyRing

OTHER = "ab" * 32


@pytest.fixture
def ring(tmp_path: Path) -> PackKeyRing:
    return PackKeyRing(tmp_path / "home", tmp_path / "site", Argon2Cost(memory_kib=8, passes=1))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "Schlüssel.json"


def test_a_key_signs_after_its_passphrase_was_given(ring: PackKeyRing, file: Path) -> None:
    public = ring.new(file, "Redaktion", "geheim")
    assert file.stat().st_mode & 0o777 == 0o600
    assert "geheim" not in file.read_text("utf-8")
    key = ring.load(file, "geheim")
    assert (key.name, key.public) == ("Redaktion", public)
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(key.sign(b"x"), b"x")
    assert ring.public_of(str(file)) == ("Redaktion", public)
    assert ring.public_of(public.upper()) == ("", public)


def test_a_wrong_passphrase_or_a_changed_file_opens_nothing(ring: PackKeyRing, file: Path) -> None:
    ring.new(file, "Redaktion", "geheim")
    with pytest.raises(InputProblem, match="pack_key_passphrase"):
        ring.load(file, "falsch")
    content = json.loads(file.read_text("utf-8"))
    for field, value in (("name", "Andere"), ("public", OTHER)):
        file.write_text(json.dumps({**content, field: value}), "utf-8")
        with pytest.raises(InputProblem, match="pack_key_passphrase"):
            ring.load(file, "geheim")
    for damaged in ("", "[]", "{}", json.dumps({**content, "nonce": "?"}), json.dumps({**content, "passes": 10**9})):
        file.write_text(damaged, "utf-8")
        with pytest.raises(InputProblem, match="pack_key_unreadable"):
            ring.load(file, "geheim")


def test_a_key_file_others_can_read_is_refused(ring: PackKeyRing, file: Path) -> None:
    ring.new(file, "Redaktion", "geheim")
    file.chmod(0o640)
    with pytest.raises(EnvironmentProblem, match="pack_key_open"):
        ring.load(file, "geheim")


def test_a_key_is_never_overwritten(ring: PackKeyRing, file: Path) -> None:
    ring.new(file, "Redaktion", "geheim")
    before = file.read_bytes()
    with pytest.raises(InputProblem, match="pack_key_exists"):
        ring.new(file, "Redaktion", "geheim")
    assert file.read_bytes() == before


def test_home_and_site_are_trusted_and_the_site_is_not_written(ring: PackKeyRing, tmp_path: Path) -> None:
    site = tmp_path / "site" / "packs.json"
    site.parent.mkdir()
    told = {"format": 1, "trusted": [{"name": "Zentrale", "key": OTHER}], "watch": ["/mnt/pakete"]}
    site.write_text(json.dumps(told), "utf-8")
    before = site.read_bytes()
    ring.trust("Redaktion", "cd" * 32)
    assert [(key.name, key.origin) for key in ring.trusted()] == [("Zentrale", "site"), ("Redaktion", "home")]
    assert ring.watched() == (WatchedFolder(Path("/mnt/pakete"), "site"),)
    with pytest.raises(InputProblem, match="pack_key_unknown"):
        ring.distrust("Zentrale")
    with pytest.raises(InputProblem, match="pack_key_name_taken"):
        ring.trust("Redaktion", "ef" * 32)
    ring.distrust("Redaktion")
    assert [key.name for key in ring.trusted()] == ["Zentrale"]
    assert site.read_bytes() == before


def test_a_folder_is_watched_until_it_is_taken_away_and_keys_stay(ring: PackKeyRing, tmp_path: Path) -> None:
    site = tmp_path / "site" / "packs.json"
    site.parent.mkdir()
    site.write_text(json.dumps({"format": 1, "watch": ["/mnt/pakete"]}), "utf-8")
    ring.trust("Redaktion", OTHER)
    folder = tmp_path / "Verteilung Süd"
    for unfit in (folder, Path("Verteilung"), site):
        with pytest.raises(InputProblem, match="pack_folder_unfit"):
            ring.watch(unfit)
    folder.mkdir()
    ring.watch(folder)
    ring.watch(folder)
    assert ring.watched() == (WatchedFolder(Path("/mnt/pakete"), "site"), WatchedFolder(folder, "home"))
    with pytest.raises(InputProblem, match="pack_folder_unknown"):
        ring.unwatch(Path("/mnt/pakete"))
    folder.rmdir()
    ring.unwatch(folder)
    assert [one.origin for one in ring.watched()] == ["site"]
    assert [key.name for key in ring.trusted()] == ["Redaktion"]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"format":2}', '{"format":1,"trusted":[{"name":"x","key":"kurz"}]}']
)
def test_settings_that_can_not_be_read_trust_nobody(ring: PackKeyRing, tmp_path: Path, content: str) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "packs.json").write_text(content, "utf-8")
    with pytest.raises(EnvironmentProblem, match="pack_settings_unreadable"):
        ring.trusted()
