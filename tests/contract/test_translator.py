"""What every translator promises: the fake of the tests, and a real worker process with very small packages."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from lotse.domain.errors import NoAnswer
from lotse.inference.supervisor import Supervisor
from lotse.inference.translate import WorkerTranslator
from lotse.services.ports import Translator
from lotse.wire.protocol import Settings
from tests.fakes.argos import write_tiny_package
from tests.fakes.translator import FakeTranslator

Scenario = Callable[[Translator], Awaitable[None]]
Run = Callable[[Scenario], None]


class _Events:
    def publish(self, event: object) -> None: ...


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("Pakete")
    return [str(write_tiny_package(folder / f"{a}_{b}.argosmodel", a, b)) for a, b in (("de", "en"), ("en", "de"))]


@pytest.fixture(params=["fake", "worker"])
def run(request: pytest.FixtureRequest, tmp_path: Path, packages: list[str]) -> Run:
    async def play(scenario: Scenario) -> None:
        translator: Translator
        if request.param == "fake":
            translator = FakeTranslator()
        else:
            values = {"packages": packages, "cache": str(tmp_path / "ours"), "threads": 1}
            supervisor = Supervisor("translate", settings=Settings(values=values), events=_Events())
            translator = WorkerTranslator(supervisor)
        try:
            await scenario(translator)
        finally:
            await translator.close()

    return lambda scenario: asyncio.run(play(scenario))


def test_a_translator_keeps_its_promises(run: Run) -> None:
    async def scenario(translator: Translator) -> None:
        assert set(await translator.pairs()) == {("de", "en"), ("en", "de")}
        sentences = ["hallo rechnung", "", *[f"haus am see {n}" for n in range(30)]]
        translated = await translator.translate(sentences, "de", "en")
        assert len(translated) == len(sentences)
        assert translated[1] == ""
        assert await translator.translate([], "de", "en") == ()
        with pytest.raises(NoAnswer, match="no_package"):
            await translator.translate(["bonjour"], "fr", "en")
        text = "Guten Tag!  Mein Name ist Meier.\n\nDer Strom ist weg. Und jetzt?\n"
        pieces = await translator.split(text, "de")
        assert "".join(pieces) == text
        assert [p.strip() for p in pieces] == [
            "Guten Tag!", "Mein Name ist Meier.", "Der Strom ist weg.", "Und jetzt?",
        ]  # fmt: skip
        assert await translator.split("", "de") == ()

    run(scenario)
