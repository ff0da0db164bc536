"""The guard refuses every way out, in Python and in native code. A denial counts only beside an unguarded control."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache

import pytest

from lotse import offline

linux_only = pytest.mark.skipif(
    sys.platform != "linux" or offline.platform.machine() not in offline._ARCHITECTURES, reason="needs seccomp"
)

# Runs in a child: argv[1] is the process kind or "none". Native probes go past Python's audit hook on purpose.
PROBES = r"""
import ctypes, errno, json, os, socket, subprocess, sys, threading
from lotse import offline
kind = sys.argv[1]
if kind != "none":
    offline.install(kind)
libc = ctypes.CDLL(None, use_errno=True)

def native(call, *args):
    got = call(*args)
    if got >= 0 and call is not libc.execve:
        os.close(got)
        return "done"
    return errno.errorcode[ctypes.get_errno()]

def python(act):
    try:
        act()
    except OSError as error:
        return errno.errorcode.get(error.errno, str(error.errno))
    return "done"

def in_thread(act):
    found = []
    thread = threading.Thread(target=lambda: found.append(act()))
    thread.start()
    thread.join()
    return found[0]

def fork():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)

print(json.dumps({
    "native_inet": native(libc.socket, socket.AF_INET, socket.SOCK_STREAM, 0),
    "native_inet6_udp": native(libc.socket, socket.AF_INET6, socket.SOCK_DGRAM, 0),
    "native_netlink": native(libc.socket, socket.AF_NETLINK, socket.SOCK_RAW, 0),
    "native_unix": native(libc.socket, socket.AF_UNIX, socket.SOCK_STREAM, 0),
    "native_thread_inet": in_thread(lambda: native(libc.socket, socket.AF_INET, socket.SOCK_STREAM, 0)),
    "native_exec": native(libc.execve, b"/nonexistent", None, None),
    "python_inet": python(lambda: socket.socket(socket.AF_INET).close()),
    "python_unix": python(lambda: socket.socket(socket.AF_UNIX).close()),
    "python_name": python(lambda: socket.getaddrinfo("127.0.0.1", 1)),
    "python_program": python(lambda: subprocess.run(["/bin/true"])),
    "python_fork": python(fork),
    "attempts": [[a.act, a.family, a.caller] for a in offline.attempts()],
    "layers": offline.layers(),
}))
"""


@cache
def probe(kind: str) -> dict[str, object]:
    run = subprocess.run([sys.executable, "-c", PROBES, kind], capture_output=True, check=True, timeout=20)
    found = json.loads(run.stdout)
    assert isinstance(found, dict)
    return found


INTERNET = ("native_inet", "native_inet6_udp", "native_netlink", "native_thread_inet", "python_inet")


@linux_only
@pytest.mark.parametrize("act", INTERNET)
@pytest.mark.parametrize("kind", ["desktop", "worker"])
def test_no_process_can_make_a_socket_that_leads_out(act: str, kind: str) -> None:
    assert probe("none")[act] == "done"
    assert probe(kind)[act] == "EPERM"


@linux_only
@pytest.mark.parametrize("kind", ["desktop", "worker"])
def test_no_name_is_looked_up(kind: str) -> None:
    assert probe("none")["python_name"] == "done"
    assert probe(kind)["python_name"] == "EPERM"


@linux_only
@pytest.mark.parametrize("act", ["native_unix", "python_unix", "python_program", "python_fork"])
def test_a_worker_reaches_nothing_else_on_the_machine(act: str) -> None:
    assert probe("none")[act] == "done"
    assert probe("worker")[act] == "EPERM"


@linux_only
def test_a_worker_starts_no_program() -> None:
    assert probe("none")["native_exec"] == "ENOENT"
    assert probe("worker")["native_exec"] == "EPERM"


@linux_only
@pytest.mark.parametrize("act", ["native_unix", "python_unix", "python_program", "python_fork"])
def test_the_desktop_keeps_what_it_needs(act: str) -> None:
    assert probe("desktop")[act] == "done"


@linux_only
def test_what_was_tried_is_recorded_with_who_tried_and_nothing_else() -> None:
    assert probe("none")["attempts"] == []
    assert probe("desktop")["attempts"] == [["socket.__new__", 2, "__main__"], ["socket.getaddrinfo", None, "__main__"]]


@linux_only
@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("none", {"process": "unguarded", "python": "possible", "kernel": "unavailable"}),
        ("desktop", {"python": "refused", "kernel": "enforced", "internet_socket": "refused"}),
        ("worker", {"internet_socket": "refused", "unix_socket": "refused", "programs": "refused"}),
    ],
)
def test_the_self_test_reports_what_really_holds(kind: str, expected: dict[str, str]) -> None:
    layers = probe(kind)["layers"]
    assert isinstance(layers, dict)
    assert layers | expected == layers


ASYNCIO = r"""
import asyncio, sys
from lotse import offline
offline.install("desktop")
async def main():
    cat = await asyncio.create_subprocess_exec(sys.executable, "-c", "print(input())", stdin=-1, stdout=-1)
    assert (await cat.communicate(b"moin\n"))[0].strip() == b"moin"
asyncio.run(main())
assert offline.attempts() == ()
"""


def test_asyncio_and_its_children_work_under_the_desktop_guard() -> None:
    subprocess.run([sys.executable, "-c", ASYNCIO], check=True, timeout=20)


DESKTOP_CHILD = r"""
import subprocess, sys
from lotse import offline
offline.install("desktop")
child = "import ctypes; print(ctypes.CDLL(None).socket(2, 1, 0))"
print(subprocess.run([sys.executable, "-c", child], capture_output=True, text=True).stdout)
"""


@linux_only
def test_a_child_of_the_desktop_inherits_the_guard() -> None:
    run = subprocess.run([sys.executable, "-c", DESKTOP_CHILD], capture_output=True, check=True, timeout=20, text=True)
    assert run.stdout.strip() == "-1"


QT = r"""
from lotse import offline
offline.install("desktop")
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(["lotse", "-platform", "offscreen"])
label = QLabel("Lotse"); label.show()
QTimer.singleShot(0, app.quit)
app.exec()
assert offline.attempts() == ()
print("shown")
"""


def test_qt_works_under_the_desktop_guard() -> None:
    pytest.importorskip("PySide6.QtWidgets")
    run = subprocess.run([sys.executable, "-c", QT], capture_output=True, timeout=30, text=True)
    assert run.stdout.strip() == "shown", run.stderr
