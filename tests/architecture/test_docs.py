"""The documents are true: links lead somewhere, commands exist, paths named are there, and nothing foreign is in them."""

from __future__ import annotations

import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest

from lotse.cli.arguments import parse
from lotse.domain.errors import UsageProblem

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "models").rglob("*.md")),
]
LINK = re.compile(r"\[[^\]]*\]\((?!https?://|#|mailto:)([^)#\s]+)")
COMMAND = re.compile(r"^(?:pip install uv && )?uv run (lotse[^\n]*|pytest[^\n]*)$", re.MULTILINE)
NAMED_PATH = re.compile(r"`((?:app|tests|models|resources|installer|docs)/[\w./-]+)`")


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_links_and_named_paths_exist(document: Path) -> None:
    text = document.read_text("utf-8")
    missing = [target for target in LINK.findall(text) if not (document.parent / target).exists()]
    missing += [name for name in NAMED_PATH.findall(text) if not (ROOT / name).exists()]
    assert missing == []


def test_readme_commands_are_understood() -> None:
    commands = COMMAND.findall((ROOT / "README.md").read_text("utf-8"))
    assert "lotse demo" in commands
    assert "pytest" in commands
    for command in commands:
        words = shlex.split(command)
        if words[0] == "lotse":
            parse(words[1:])
    with pytest.raises(UsageProblem):
        parse(["demolition"])


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert re.search(r"^uv run pytest$", (ROOT / ".ci" / "run").read_text("utf-8"), re.MULTILINE)


def test_no_registry_host_and_no_path_of_a_machine_is_named() -> None:
    # Spelled apart, so that this file does not find itself.
    foreign = re.compile(
        "|".join(["py" + "pi.org", "python" + "hosted", "npm" + "js", r"(?<![\w.])/(?:ho" + r"me|ro" + r"ot)/\w"])
    )
    found = []
    for file in tracked():
        if file.suffix in {".md", ".py", ".toml", ".lock", ".sh", ".spec", ".yaml", ".json", ".txt", ""}:
            text = file.read_text("utf-8", errors="replace")
            found += [f"{file.relative_to(ROOT)}: {match.group(0)}" for match in foreign.finditer(text)]
    assert found == []


def test_versions_agree() -> None:
    import lotse

    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == lotse.__version__
