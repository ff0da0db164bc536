"""Nothing leaves (invariant I1): a whole demo run makes no internet socket in any process, and its workers no socket
at all. Shown twice: it all works where there is no network to use, and every system call that could use one is read."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.running import DEMO, PROGRAM, Ran, children, lotse, passphrase_file, shipped, wait_until

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="needs Linux"),
    pytest.mark.slow,
    pytest.mark.timeout(600),
]

Run = Callable[..., Ran]


def demo_run(run: Run, folder: Path) -> dict[str, Ran]:
    """The main job on the command line, from an empty home: knowledge, conversations, note, search, translation."""
    key = ("--passphrase-file", passphrase_file(folder))
    conversation = folder / "gespraech.txt"
    conversation.write_text("Kundin: Meine Kundennummer ist 10482931, ich bin umgezogen.\nBerater: Danke.\n", "utf-8")
    found = {
        "knowledge": run("knowledge", "import", DEMO / "articles.jsonl", "--json"),
        "import": run("import", DEMO / "conversations.jsonl", "--json", *key),
        "note": run("note", conversation, "--json", *key),
        "search": run("search", "Wie ändere ich meinen Abschlag?", "--json"),
        "translate": run("translate", "--from", "en", "--to", "de", "My meter number is 4711-22.", "--json"),
        "doctor": run("doctor", "--json", *key),
    }
    translated = bool(shipped("translator"))  # without packages the answer is an honest "nothing", exit code 1
    codes = {name: ran.code for name, ran in found.items()}
    assert codes == dict.fromkeys(found, 0) | ({} if translated else {"translate": 1}), [r.err for r in found.values()]
    assert found["search"].document["hits"]
    assert "10482931" in found["note"].out
    if translated:
        assert "4711-22" in found["translate"].document["text"]
    return found


def assert_guarded(doctor: Ran) -> None:
    """The program's own statement, from what it tried just then."""
    checkup = doctor.document
    assert checkup["offline"]["internet_socket"] == "refused"
    assert checkup["offline"]["attempts"] == 0
    for role in ("search", "translate"):
        layers = checkup["workers"][role]["offline"]
        assert {layers["internet_socket"], layers["unix_socket"], layers["programs"]} == {"refused"}


# --- without a network -----------------------------------------------------------------------------------------------

NO_NETWORK = ("unshare", "-rn")


def test_the_demo_run_works_where_there_is_no_network(tmp_path: Path) -> None:
    if shutil.which("unshare") is None or subprocess.run([*NO_NETWORK, "true"], capture_output=True).returncode:
        pytest.skip("this system gives no network namespace to ordinary users")
    # In the namespace nothing is reachable, not even the loopback; outside, the same probe finds its listener.
    found = demo_run(lambda *arguments: lotse(*arguments, before=NO_NETWORK), tmp_path)
    assert_guarded(found["doctor"])


# --- every system call -----------------------------------------------------------------------------------------------

TRACE = (
    "strace",
    "-f",
    "-q",
    "-s",
    "4096",
    "-e",
    "trace=clone,clone3,fork,vfork,execve,socket,socketpair,connect,bind,sendto,sendmsg,io_uring_setup",
)


@dataclass(frozen=True)
class Seen:
    """The calls of one thread that make or use a socket, whether or not they were refused, and its program."""

    pid: int
    program: str
    sockets: tuple[str, ...]

    @property
    def worker(self) -> bool:
        return '"--worker"' in self.program

    @property
    def to_the_internet(self) -> list[str]:
        """Everything that names another family than AF_UNIX, the guard's own self-test (refused at once) apart."""
        return [call for call in self.sockets if re.search(r"AF_(?!UNIX)|PF_(?!UNIX)|io_uring", call)]


_CALL = re.compile(r"(\w+)\(.*= (-?\d+|\?).*")
_STARTS = ("clone", "clone3", "fork", "vfork")


def read_trace(folder: Path) -> list[Seen]:
    """The traces that `strace -ff` left, one file a thread. A thread belongs to the program of the one that made it."""
    calls: dict[int, tuple[str, ...]] = {}
    programs: dict[int, str] = {}
    makers: dict[int, int] = {}
    for file in sorted(folder.glob("trace.*")):
        thread = int(file.suffix[1:])
        found = [match for line in file.read_text("utf-8", "replace").splitlines() if (match := _CALL.match(line))]
        makers |= {int(match[2]): thread for match in found if match[1] in _STARTS and match[2].isdigit()}
        started = [match[0] for match in found if match[1] == "execve" and match[2] == "0"]
        programs |= {thread: started[-1]} if started else {}
        calls[thread] = tuple(match[0] for match in found if match[1] not in (*_STARTS, "execve"))

    def program_of(thread: int) -> str:
        return programs[thread] if thread in programs or thread not in makers else program_of(makers[thread])

    return [Seen(thread, program_of(thread), made) for thread, made in calls.items()]


def traced(folder: Path) -> tuple[str, ...]:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    folder.mkdir()
    return (*TRACE, "-ff", "-o", str(folder / "trace"))


def outward(seen: list[Seen]) -> list[str]:
    """Sockets that are not allowed: any but AF_UNIX, and in a worker any at all. The refused self-test is allowed."""
    return [
        f"{'worker' if one.worker else 'program'} {one.pid}: {call}"
        for one in seen
        for call in (one.sockets if one.worker else one.to_the_internet)
        if "= -1 EPERM" not in call
    ]


def refused(seen: list[Seen]) -> list[str]:
    return [call for one in seen for call in one.sockets if "= -1 EPERM" in call]


def test_no_process_of_a_demo_run_makes_a_socket_that_leads_out(tmp_path: Path) -> None:
    step = iter(range(100))
    seen: list[Seen] = []

    def run(*arguments: object) -> Ran:
        folder = tmp_path / f"schritt-{next(step)}"
        ran = lotse(*arguments, before=traced(folder))
        found = read_trace(folder)
        if arguments[0] != "doctor":  # its self-test tries the forbidden on purpose
            assert refused([one for one in found if not one.worker]) == []
        seen.extend(found)
        return ran

    found = demo_run(run, tmp_path)
    assert outward(seen) == []
    assert len({one.program for one in seen if one.worker}) >= 2, "the workers were not seen"
    assert any("AF_UNIX" in call for one in seen for call in one.sockets), "the calls were not seen"
    assert_guarded(found["doctor"])


def test_the_window_with_the_demo_site_makes_no_socket_that_leads_out(tmp_path: Path, home: Path) -> None:
    """Started, painted, demo site imported, index built by the search worker; then ended."""
    folder = tmp_path / "fenster"
    command = [*traced(folder), *PROGRAM, "demo"]
    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, env=variables, stderr=subprocess.PIPE) as running:
        cache = home / "demo" / "cache"
        wait_until(lambda: any(cache.glob("knowledge-*.index")), 120)
        for window in children(running.pid):
            os.kill(window, signal.SIGTERM)
        running.communicate(timeout=60)
    seen = read_trace(folder)
    assert outward(seen) == []
    assert refused([one for one in seen if not one.worker]) == []
    assert any(one.worker and '"search"' in one.program for one in seen)
    assert any("feed.sock" in call or "AF_UNIX" in call for one in seen for call in one.sockets)


# --- the check can fail ----------------------------------------------------------------------------------------------

PLANTED = "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(('127.0.0.1', 9))"


def test_a_planted_socket_turns_the_check_red(tmp_path: Path) -> None:
    for name, guard in (("none", ""), ("guarded", "from lotse import offline; offline.install('desktop'); ")):
        folder = tmp_path / name
        run = subprocess.run([*traced(folder), sys.executable, "-c", guard + PLANTED], capture_output=True)
        seen = read_trace(folder)
        if guard:
            assert run.returncode
            assert outward(seen) == []
            assert b"OfflineError" in run.stderr
        else:
            assert run.returncode == 0
            assert len(outward(seen)) == 2


def test_a_planted_socket_past_python_is_refused_by_the_kernel_and_seen(tmp_path: Path) -> None:
    native = "from lotse import offline; offline.install('desktop'); import ctypes; ctypes.CDLL(None).socket(2, 1, 0)"
    folder = tmp_path / "native"
    subprocess.run([*traced(folder), sys.executable, "-c", native], check=True)
    assert outward(read_trace(folder)) == []
    assert any("AF_INET" in call for call in refused(read_trace(folder)))


@pytest.mark.parametrize("how", ["act()", "import threading; t = threading.Thread(target=act); t.start(); t.join()"])
def test_a_socket_planted_in_a_worker_turns_the_check_red(how: str, tmp_path: Path) -> None:
    unix = f"import socket; act = lambda: socket.socket(socket.AF_UNIX); {how}"
    folder = tmp_path / "worker"
    subprocess.run([*traced(folder), sys.executable, "-c", unix, *PROGRAM[-1:], "--worker"], check=True)
    assert len(outward(read_trace(folder))) == 1
