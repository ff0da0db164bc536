"""A text has one vector: however it is spelt by habit of the keyboard, and whatever it is encoded together with."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
import pytest

from lotse.workers.embedding import StaticEmbedder, fold
from tests.fakes.embedder_file import SENTENCES, write_tiny_embedder


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> StaticEmbedder:
    return StaticEmbedder(write_tiny_embedder(tmp_path_factory.mktemp("model") / "tiny.npz"))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Größe der STÖRUNG", "groesse der stoerung"),
        (unicodedata.normalize("NFD", "Größe Café"), "groesse cafe"),
        ("ﬁnden\u00a0Sie\t½ Łódź", "finden sie 1⁄2 łodz"),
        ("„Straße“ — ２４ h", "„strasse“ — 24 h"),
        (" \n ", ""),
    ],
)
def test_case_width_accents_and_white_space_are_folded(written: str, folded: str) -> None:
    assert fold(written) == folded
    assert fold(folded) == folded


def test_every_sign_is_folded_as_it_would_be_alone() -> None:
    signs = [chr(code) for code in range(0x20, 0x2FA1F, 7) if not 0xD800 <= code < 0xE000]
    for sign in signs:
        if not sign.isspace() and not fold(sign).startswith(" "):
            assert fold(f"a{sign}") in ("a" + fold(sign), fold(unicodedata.normalize("NFC", f"a{sign}")))


def test_a_text_has_the_same_vector_alone_and_in_company(embedder: StaticEmbedder) -> None:
    together = embedder.encode([*SENTENCES, "", "§§§", "umzug ☎ melden"])
    for row, text in zip(together, [*SENTENCES, "", "§§§", "umzug ☎ melden"], strict=True):
        assert np.allclose(row, embedder.encode([text])[0], atol=1e-6)
    assert np.allclose(np.linalg.norm(together[: len(SENTENCES)], axis=1), 1, atol=1e-5)
    assert not together[len(SENTENCES)].any()


def test_signs_without_a_piece_weigh_nothing(embedder: StaticEmbedder) -> None:
    plain, decorated = embedder.encode(["umzug melden", "umzug ☎ melden"])
    assert np.allclose(plain, decorated, atol=1e-6)


def test_no_texts_give_no_rows(embedder: StaticEmbedder, tmp_path: Path) -> None:
    assert embedder.encode([]).shape == (0, embedder.dimension)
