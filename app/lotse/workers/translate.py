"""The `translate` role: Argos packages on CTranslate2, without anything Argos would fetch or write itself.

`argostranslate` is the package format, the language graph and the pivoting. Its imports of stanza, spacy and minisbd
are met by empty stand-ins (they would cost seconds, a gigabyte, downloads and a telemetry id); its folders point below
ours. Sentences arrive masked and leave unchecked: masking and checks are the parent's.

Settings: `packages` (paths of `.argosmodel` files or unpacked folders), `cache` (a folder of ours), `threads`.
Operations: `pairs`, `translate`, `split`.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from lotse.wire.protocol import Fields, int_of, text_of, texts_of
from lotse.workers import argos_package, splitting
from lotse.workers.handler import Cancelled, Emit, JobCancelled, JobFailed, Loaded, RoleHandler

MAX_SENTENCES = 500
MAX_CHARACTERS = 20_000
BATCH_SENTENCES = 16
_ATTEMPTS = ((5, 0), (16, 0), (16, 10))
"""Width of the beam, and by how much placeholders are renumbered: other numbers are other words to a model. Measured
with a starter package on generated sentences: where none of five wordings kept every placeholder, one of sixteen did in
59 %, and of the rest one of sixteen under other numbers in 35 %."""
_NUMBERS = 20
_MARK = re.compile(r"⟦(\d+)⟧")
# A decoder caught in a loop writes to its end: no real sentence needs more than twice what was read and a little.
_LENGTH_FACTOR = 2
_LENGTH_FREE = 24


def handler() -> RoleHandler:
    return TranslateRole()


class TranslateRole:
    """Packages are opened when the first sentence needs them. One that is broken is left out and named."""

    def __init__(self) -> None:
        self._languages: dict[str, Any] = {}
        self._translators: dict[Path, Any] = {}
        self._pairs: list[list[str]] = []
        self._threads = 1

    def load(self, settings: Fields) -> Loaded:
        cache = Path(text_of(settings, "cache"))
        self._threads = max(1, int_of(settings, "threads", 1))
        _point_argos_below(cache / "argos")
        _stand_in_for_splitters()
        folders: list[Path] = []
        rejected: list[list[str]] = []
        for name in texts_of(settings, "packages"):
            try:
                folders.append(argos_package.ready(Path(name), cache / "packages"))
            except argos_package.PackageError as error:
                rejected.append([Path(name).name, error.code])
        package: Any = importlib.import_module("argostranslate.package")
        translate: Any = importlib.import_module("argostranslate.translate")
        opened = []
        for folder in folders:
            opened.append(package.Package(folder))
            self._pairs.append([opened[-1].from_code, opened[-1].to_code])
        # The graph is built from these and no folder is searched.
        package.get_installed_packages = lambda path=None: opened
        self._languages = {language.code: language for language in translate.get_installed_languages()}
        features = {
            "argostranslate": _version("argostranslate"), "ctranslate2": _version("ctranslate2"),
            "pairs": self._pairs, "rejected": rejected,
        }  # fmt: skip
        return Loaded(features)

    def run(self, op: str, params: Fields, emit: Emit, cancelled: Cancelled) -> Fields:
        match op:
            case "pairs":
                return {"pairs": self._pairs}
            case "split":
                text = text_of(params, "text")
                if len(text) > MAX_CHARACTERS:
                    raise JobFailed("text_too_long", limit=MAX_CHARACTERS)
                return {"pieces": list(splitting.split(text, text_of(params, "lang")))}
            case "translate":
                return self._translate(params, emit, cancelled)
        raise JobFailed("unknown_op", op=op)

    def _translate(self, params: Fields, emit: Emit, cancelled: Cancelled) -> Fields:
        """`sentences` from `source` to `target`; each keeps its place. `via` names the languages pivoted through."""
        sentences = list(texts_of(params, "sentences"))
        if len(sentences) > MAX_SENTENCES or sum(map(len, sentences)) > MAX_CHARACTERS:
            raise JobFailed("text_too_long", limit=MAX_CHARACTERS)
        route = self._route(text_of(params, "source"), text_of(params, "target"))
        steps = len(route) * len(sentences)
        done = 0
        for step in route:
            translated: list[str] = []
            for start in range(0, len(sentences), BATCH_SENTENCES):
                if cancelled():
                    raise JobCancelled
                batch = sentences[start : start + BATCH_SENTENCES]
                translated += self._batch(step.pkg, batch)
                done += len(batch)
                emit.progress(done, steps)
            sentences = translated
        return {"sentences": sentences, "via": [step.pkg.to_code for step in route[:-1]]}

    def _route(self, source: str, target: str) -> list[Any]:
        language = self._languages.get(source)
        wanted = self._languages.get(target)
        translation = None if language is None or wanted is None else language.get_translation(wanted)
        if translation is None:
            raise JobFailed("no_package", source=source, target=target)
        return _steps(translation)

    def _batch(self, package: Any, sentences: list[str]) -> list[str]:
        """As `argostranslate` does it, but many sentences at a time, each with its own place and length limit.

        Of several wordings the best that kept every placeholder is taken; where there is none, it is asked again and
        the one that lost the fewest is taken: what stands twice is put in once by the parent, and said.
        """
        translated = [""] * len(sentences)
        tidied = [" ".join(sentence.split()) for sentence in sentences]
        open_places = [place for place, text in enumerate(tidied) if package.tokenizer.encode(text)]
        for beam, shift in _ATTEMPTS:
            if not open_places:
                break
            tokens = [package.tokenizer.encode(_renumbered(tidied[place], shift)) for place in open_places]
            found = self._bounded_hypotheses(package, tokens, beam)
            for place, wordings in zip(open_places, found, strict=True):
                if not wordings:  # left as it is, for the parent to see and to say
                    translated[place] = sentences[place]
                    continue
                known = [translated[place]] if translated[place] else []
                texts = [_renumbered(wording, -shift) for wording in wordings]
                translated[place] = min(known + texts, key=partial(_faults, sentences[place]))
            open_places = [p for p in open_places if _marks(translated[p]) != _marks(sentences[p])]
        return translated

    def _bounded_hypotheses(self, package: Any, tokens: list[list[str]], beam: int) -> list[list[str]]:
        """Wordings of each sentence; none for one that is longer than the package's positions reach."""
        try:
            return self._hypotheses(package, tokens, beam)
        except RuntimeError:  # CTranslate2 says so in words only
            if len(tokens) == 1:
                return [[]]
            return [one for pieces in tokens for one in self._bounded_hypotheses(package, [pieces], beam)]

    def _hypotheses(self, package: Any, tokens: list[list[str]], beam: int) -> list[list[str]]:
        prefix = package.target_prefix
        results = self._translator(package).translate_batch(
            tokens,
            target_prefix=[[prefix]] * len(tokens) if prefix else None,
            replace_unknowns=True,
            max_batch_size=BATCH_SENTENCES,
            beam_size=beam,
            num_hypotheses=beam,
            length_penalty=0.2,
            max_decoding_length=_LENGTH_FREE + _LENGTH_FACTOR * max(map(len, tokens)),
        )
        decode = package.tokenizer.decode
        return [[decode(pieces).removeprefix(prefix).strip() for pieces in result.hypotheses] for result in results]

    def _translator(self, package: Any) -> Any:
        folder = package.package_path
        if folder not in self._translators:
            ctranslate2 = importlib.import_module("ctranslate2")
            try:
                self._translators[folder] = ctranslate2.Translator(
                    str(folder / "model"), device="cpu", inter_threads=1, intra_threads=self._threads
                )
            except (RuntimeError, ValueError) as error:
                raise JobFailed("package_damaged", package=f"{package.from_code}-{package.to_code}") from error
        return self._translators[folder]


def _marks(text: str) -> list[str]:
    return sorted(_MARK.findall(text))


def _faults(source: str, text: str) -> tuple[int, int]:
    """How many placeholders `text` lost, and how many it doubled or invented."""
    wanted, found = Counter(_MARK.findall(source)), Counter(_MARK.findall(text))
    return (wanted - found).total(), (found - wanted).total()


def _renumbered(text: str, shift: int) -> str:
    return _MARK.sub(lambda mark: f"⟦{(int(mark[1]) + shift) % _NUMBERS}⟧", text) if shift else text


def _steps(translation: Any) -> list[Any]:
    """The packages of a translation in order: direct ones are one, pivoted ones several, same-to-same none."""
    if hasattr(translation, "underlying"):  # Argos wraps each package in a cache, which would keep customer text
        return _steps(translation.underlying)
    if hasattr(translation, "t1"):
        return [*_steps(translation.t1), *_steps(translation.t2)]
    return [translation] if hasattr(translation, "pkg") else []


def _point_argos_below(folder: Path) -> None:
    """Argos makes folders and reads settings when it is imported: all of that below `folder`, nothing of the user's."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        os.environ[name] = str(folder)
    for name in [name for name in os.environ if name.startswith("ARGOS_") or name == "SNAP"]:
        del os.environ[name]
    os.environ["ARGOS_PACKAGES_DIR"] = str(folder / "none")


def _stand_in_for_splitters() -> None:
    for name in ("stanza", "spacy", "minisbd"):
        sys.modules[name] = ModuleType(name)
    models = ModuleType("minisbd.models")
    models.list_models = tuple  # type: ignore[attr-defined]
    minisbd: Any = sys.modules["minisbd"]
    minisbd.SBDetect, minisbd.models = None, models


def _version(distribution: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""  # a frozen program carries no metadata
