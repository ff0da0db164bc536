"""Nothing leaves (invariant I1): every process of Lotse calls `install` before it imports anything that could.

Two layers. An audit hook refuses and records what Python code tries; it explains, it is no sandbox. On Linux a seccomp
filter makes the kernel refuse it to everything in the process and its children, native code included. `layers` reports
what a self-test found, never what was configured. Must not offer a way to switch any of it off.

Numbers and structures: Linux `seccomp(2)`, `include/uapi/linux/{seccomp,filter,audit}.h`, `asm/unistd_64.h`,
`asm-generic/unistd.h`.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Process = Literal["desktop", "worker"]
"""`desktop` (also the command line): AF_UNIX only. `worker`: no socket at all, no other program, no fork."""

_AF_UNIX = 1
_AF_INET = 2
_MAX_ATTEMPTS = 100

# Calls that reach out, or ask a resolver that does. `socket.connect` and its like are decided by the socket's family.
_NAME_LOOKUPS = frozenset(
    {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo", "socket.getservbyname"}
)
_ADDRESSED = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})


class OfflineError(PermissionError):
    """Lotse makes no connection to anywhere. `EPERM`, as the kernel would say it."""

    def __init__(self, act: str) -> None:
        super().__init__(errno.EPERM, f"refused: {act}")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One refused act. `caller` is the module that tried, never an address or a text."""

    act: str
    family: int | None
    caller: str


class _Guard:
    """State of this process. `process` only ever becomes stricter."""

    def __init__(self) -> None:
        self.process: Process | None = None
        self.attempts: list[Attempt] = []
        self.seccomp = "unavailable"
        self.testing = False

    def hook(self, event: str, args: tuple[object, ...]) -> None:
        if not event.startswith("socket.") or self.process is None:
            return
        family = _family_of(event, args)
        if event in _NAME_LOOKUPS or not self._permits(event, family, args):
            if not self.testing and len(self.attempts) < _MAX_ATTEMPTS:
                self.attempts.append(Attempt(event, family, _caller()))
            raise OfflineError(event)

    def _permits(self, event: str, family: int | None, args: tuple[object, ...]) -> bool:
        if event != "socket.__new__" and event not in _ADDRESSED:
            return True
        if self.process == "worker":
            return False
        if family in (_AF_UNIX, -1):  # -1: wraps a descriptor that the kernel has already allowed
            return True
        return sys.platform == "win32" and _is_loopback(event, args)


def _family_of(event: str, args: tuple[object, ...]) -> int | None:
    if event == "socket.__new__" and len(args) > 1:
        return args[1] if isinstance(args[1], int) else None
    family = getattr(args[0], "family", None) if args else None
    return int(family) if isinstance(family, int) else None


def _is_loopback(event: str, args: tuple[object, ...]) -> bool:
    """Windows has no socket pairs: asyncio wakes itself up over 127.0.0.1. The one exception, in the desktop only."""
    if event == "socket.__new__":
        return True
    address = args[1] if len(args) > 1 else None
    return isinstance(address, tuple) and bool(address) and address[0] in ("127.0.0.1", "::1")


def _caller() -> str:
    """The nearest module above that is neither this one nor the socket module."""
    frame = sys._getframe(2)
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if name not in (__name__, "socket", "_socket"):
            return name
        if frame.f_back is None:
            break
        frame = frame.f_back
    return ""


_guard = _Guard()


def install(process: Process) -> None:
    """Guard this process from now on. Call it first, before threads and native libraries; again is harmless.

    Never raises: where the kernel layer cannot be had, `layers` says so.
    """
    if _guard.process == process or _guard.process == "worker":
        return
    first = _guard.process is None
    _guard.process = process
    if first:
        sys.addaudithook(_guard.hook)
    _guard.seccomp = _confine(process)


def attempts() -> tuple[Attempt, ...]:
    """What Python code of this process tried and was refused, oldest first, at most 100."""
    return tuple(_guard.attempts)


def layers() -> dict[str, str]:
    """Try the forbidden and say what happened: `refused`, `possible`, or `unavailable` for a layer that is missing."""
    found = {
        "process": _guard.process or "unguarded",
        "python": _try_python(),
        "kernel": _guard.seccomp,
        "internet_socket": "possible",
        "unix_socket": "possible",
        "programs": "possible",
    }
    if _guard.seccomp != "enforced":  # without the filter the test itself would make the socket that must not be
        return found
    libc = _libc()
    for name, family in (("internet_socket", _AF_INET), ("unix_socket", _AF_UNIX)):
        found[name] = _outcome(libc.socket(family, 1, 0))
    # A program that does not exist: ENOENT where starting one is allowed, EPERM where it is not.
    libc.execve(b"/nonexistent/lotse-self-test", None, None)
    found["programs"] = "refused" if ctypes.get_errno() == errno.EPERM else "possible"
    return found


def _try_python() -> str:
    _guard.testing = True
    try:
        sys.audit("socket.__new__", None, _AF_INET, 1, 0)
    except OfflineError:
        return "refused"
    finally:
        _guard.testing = False
    return "possible"


def _outcome(descriptor: int) -> str:
    if descriptor >= 0:
        os.close(descriptor)
        return "possible"
    return "refused" if ctypes.get_errno() == errno.EPERM else f"errno_{ctypes.get_errno()}"


# --- Linux: seccomp --------------------------------------------------------------------------------------------------

_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_SET_MODE_FILTER = 1
_SECCOMP_FILTER_FLAG_TSYNC = 1
_RET_KILL_PROCESS = 0x80000000
_RET_ALLOW = 0x7FFF0000
_RET_ERRNO = 0x00050000
_CLONE_THREAD = 0x00010000
_X32_BIT = 0x40000000

_LOAD_WORD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_AT_NUMBER, _AT_ARCHITECTURE, _AT_FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data, little endian

Instruction = tuple[int, int, int, int]  # code, jump if true, jump if false, operand


@dataclass(frozen=True, slots=True)
class _Architecture:
    """`audit` is the AUDIT_ARCH_ constant, the rest are system call numbers; empty where the call does not exist."""

    audit: int
    seccomp: int
    sockets: tuple[int, ...]  # socket, socketpair: decided by family
    io_uring: tuple[int, ...]  # setup, enter, register: can make sockets past the filter
    connections: tuple[int, ...]  # connect, bind, listen, accept, accept4, sendto, sendmsg, sendmmsg
    programs: tuple[int, ...]  # execve, execveat, fork, vfork
    others: tuple[int, ...]  # ptrace, process_vm_readv, process_vm_writev, pidfd_getfd
    clone: int
    clone3: int


_ARCHITECTURES = {
    "x86_64": _Architecture(
        0xC000003E, 317, (41, 53), (425, 426, 427), (42, 49, 50, 43, 288, 44, 46, 307),
        (59, 322, 57, 58), (101, 310, 311, 438), 56, 435,
    ),
    "aarch64": _Architecture(
        0xC00000B7, 277, (198, 199), (425, 426, 427), (203, 200, 201, 202, 242, 206, 211, 269),
        (221, 281), (117, 270, 271, 438), 220, 435,
    ),
}  # fmt: skip


def _filter(arch: _Architecture, process: Process) -> list[Instruction]:
    """The program for `process`: a list of refusals, everything else is allowed."""
    program: list[Instruction] = [
        (_LOAD_WORD, 0, 0, _AT_ARCHITECTURE),
        (_JUMP_EQUAL, 1, 0, arch.audit),
        (_RETURN, 0, 0, _RET_KILL_PROCESS),
        (_LOAD_WORD, 0, 0, _AT_NUMBER),
        (_JUMP_AT_LEAST, 0, 1, _X32_BIT),  # the x32 calls of x86-64; no such numbers elsewhere
        (_RETURN, 0, 0, _RET_KILL_PROCESS),
        *_refuse(arch.io_uring),
    ]
    if process == "desktop":
        for number in arch.sockets:
            program += _refuse_unless(number, _JUMP_EQUAL, _AF_UNIX)
    else:
        program += _refuse((*arch.sockets, *arch.connections, *arch.programs, *arch.others))
        program += _refuse_unless(arch.clone, _JUMP_ANY_BIT, _CLONE_THREAD)  # threads yes, processes no
        # Its flags lie in memory a filter cannot read; ENOSYS makes glibc fall back to clone.
        program += _refuse((arch.clone3,), errno.ENOSYS)
    return [*program, (_RETURN, 0, 0, _RET_ALLOW)]


def _refuse(numbers: Iterable[int], code: int = errno.EPERM) -> list[Instruction]:
    return [step for n in numbers for step in ((_JUMP_EQUAL, 0, 1, n), (_RETURN, 0, 0, _RET_ERRNO | code))]


def _refuse_unless(number: int, test: int, operand: int) -> list[Instruction]:
    """Refuse call `number` unless its first argument passes `test` against `operand`."""
    return [
        (_JUMP_EQUAL, 0, 4, number),
        (_LOAD_WORD, 0, 0, _AT_FIRST_ARGUMENT),
        (test, 1, 0, operand),
        (_RETURN, 0, 0, _RET_ERRNO | errno.EPERM),
        (_RETURN, 0, 0, _RET_ALLOW),
    ]


class _Step(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("jt", ctypes.c_uint8), ("jf", ctypes.c_uint8), ("k", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("len", ctypes.c_uint16), ("filter", ctypes.POINTER(_Step)))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _confine(process: Process) -> str:
    """Install the filter for every thread. Returns `enforced`, `unavailable` or `failed_<errno>`."""
    arch = _ARCHITECTURES.get(platform.machine()) if sys.platform == "linux" else None
    if arch is None or ctypes.sizeof(ctypes.c_void_p) != 8:
        return "unavailable"
    libc = _libc()
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return f"failed_{ctypes.get_errno()}"
    steps = _steps(_filter(arch, process))
    program = _Program(len(steps), steps)
    for flags in (_SECCOMP_FILTER_FLAG_TSYNC, 0):
        if libc.syscall(arch.seccomp, _SECCOMP_SET_MODE_FILTER, flags, ctypes.byref(program)) == 0:
            return "enforced" if flags else "this_thread_only"
    return f"failed_{ctypes.get_errno()}"


def _steps(program: Sequence[Instruction]) -> ctypes.Array[_Step]:
    return (_Step * len(program))(*(_Step(*step) for step in program))
