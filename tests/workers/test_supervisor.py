"""Whatever a worker does, who asked gets an answer or a reason, the role comes back or falls back, no process is left.

Real child processes; only their patience is shortened.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from lotse.domain.errors import Cancelled, WorkerProblem
from lotse.inference.child import clean_environment, default_command
from lotse.inference.supervisor import Supervisor, Timings
from lotse.services.events import WorkerStateChanged
from lotse.wire.protocol import Chunk, Fields, Progress, Result, Settings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script uses POSIX signals")

SCRIPT = (sys.executable, str(Path(__file__).with_name("scripted_worker.py")))
BRISK = Timings(start_s=10, ping_every_s=0.03, deaf_s=5.0, job_silent_s=0.4, grace_s=0.1)
PATIENT = Timings(start_s=10, ping_every_s=0.05, deaf_s=10, job_silent_s=10, grace_s=0.1)


class Recorder:
    def __init__(self) -> None:
        self.events: list[WorkerStateChanged] = []

    def publish(self, event: object) -> None:
        assert isinstance(event, WorkerStateChanged)
        self.events.append(event)

    @property
    def states(self) -> list[str]:
        return [event.state for event in self.events]

    @property
    def messages(self) -> list[str]:
        return [event.message.key for event in self.events if event.message is not None]


@asynccontextmanager
async def supervised(
    timings: Timings = PATIENT,
    memory_bytes: int | None = None,
    clock: Callable[[], float] = time.monotonic,
    **values: object,
) -> AsyncGenerator[tuple[Supervisor, Recorder]]:
    recorder = Recorder()
    supervisor = Supervisor(
        "llm", settings=Settings(memory_bytes, values), events=recorder, command=SCRIPT, timings=timings, clock=clock
    )
    try:
        yield supervisor, recorder
    finally:
        pid = pid_of(supervisor)
        await supervisor.close()
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert pid is None or not runs(pid)


def pid_of(supervisor: Supervisor) -> int | None:
    return None if supervisor._child is None else supervisor._child._transport.get_pid()


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z" if sys.platform == "linux" else True


def go(test: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(20):
            await test()

    asyncio.run(bounded())


async def fails(supervisor: Supervisor, op: str, deadline_s: float | None = None, **params: object) -> str:
    with pytest.raises(WorkerProblem) as caught:
        await supervisor.call(op, params, deadline_s=deadline_s)
    return caught.value.key


async def answers(supervisor: Supervisor) -> bool:
    return isinstance((await supervisor.call("say", {"text": "moin"}))["pid"], int)


def test_a_job_streams_its_pieces_and_ends_with_its_result() -> None:
    async def test() -> None:
        async with supervised() as (supervisor, recorder):
            assert supervisor.state == "off"
            assert pid_of(supervisor) is None
            said = [message async for message in supervisor.run("say", {"text": "Grüße aus Kiel"})]
            assert [m.text for m in said if isinstance(m, Chunk)] == ["Grüße", "aus", "Kiel"]
            assert [(m.done, m.total) for m in said if isinstance(m, Progress)] == [(1, 1)]
            assert isinstance(said[-1], Result)
            assert supervisor.hello is not None
            assert supervisor.hello.fingerprint == "fingerprint-1"
            assert recorder.states == ["starting", "ready", "busy", "ready"]
            assert recorder.messages == []

    go(test)


def test_a_worker_is_confined_before_it_loads_anything() -> None:
    async def test() -> None:
        async with supervised() as (supervisor, _):
            await answers(supervisor)
            assert supervisor.hello is not None
            offline = supervisor.hello.features["offline"]
            assert isinstance(offline, dict)
            assert offline["process"] == "worker"
            assert offline["python"] == "refused"
            if offline["kernel"] == "enforced":
                assert (offline["internet_socket"], offline["unix_socket"], offline["programs"]) == ("refused",) * 3

    go(test)


def test_jobs_run_one_at_a_time_the_urgent_first() -> None:
    async def test() -> None:
        async with supervised() as (supervisor, _):
            await answers(supervisor)
            order: list[str] = []

            async def ask(name: str, priority: int) -> None:
                await supervisor.call("say", {"text": name}, priority=priority)
                order.append(name)

            async with aclosing(supervisor.run("work", {})) as working:
                await anext(working)
                waiting = [asyncio.create_task(ask(name, p)) for name, p in (("late", 2), ("soon", 1), ("now", 0))]
                await asyncio.sleep(0.05)
                assert order == []
            await asyncio.gather(*waiting)
            assert order == ["now", "soon", "late"]

    go(test)


@pytest.mark.parametrize("op", ["abort", "kill"])
def test_an_input_that_kills_its_worker_twice_is_quarantined_and_the_role_lives_on(op: str) -> None:
    async def test() -> None:
        async with supervised() as (supervisor, recorder):
            assert await fails(supervisor, op, text="bad") == "input_quarantined"
            assert recorder.states.count("starting") == 2
            assert await fails(supervisor, op, text="bad") == "input_quarantined"
            assert recorder.states.count("starting") == 2  # not tried a third time
            assert await answers(supervisor)
            assert recorder.messages == []

    go(test)


def test_the_crash_that_convicts_an_input_and_opens_the_breaker_gives_one_reason() -> None:
    async def test() -> None:
        async with supervised(replace(PATIENT, crashes=2)) as (supervisor, recorder):
            assert await fails(supervisor, "abort", text="bad") == "llm_fallback"
            assert recorder.messages == ["llm_fallback"]

    go(test)


def test_a_crash_that_does_not_repeat_is_not_noticed_by_the_one_who_asked(tmp_path: Path) -> None:
    async def test() -> None:
        async with supervised() as (supervisor, recorder):
            assert await supervisor.call("abort_once", {"marker": str(tmp_path / "m")})
            assert "restarting" in recorder.states

    go(test)


def test_a_crash_in_the_middle_of_an_answer_is_said_and_not_answered_twice() -> None:
    async def test() -> None:
        async with supervised() as (supervisor, _):
            async with aclosing(supervisor.run("speak_then_abort", {})) as messages:
                assert isinstance(await anext(messages), Chunk)
                with pytest.raises(WorkerProblem, match="worker_crashed"):
                    await anext(messages)
            assert await answers(supervisor)

    go(test)


def test_waiting_jobs_survive_the_crash_of_another() -> None:
    async def test() -> None:
        async with supervised() as (supervisor, _):
            await answers(supervisor)
            bad = asyncio.create_task(fails(supervisor, "speak_then_abort"))
            await asyncio.sleep(0)
            good = [asyncio.create_task(answers(supervisor)) for _ in range(3)]
            assert await bad == "worker_crashed"
            assert await asyncio.gather(*good) == [True] * 3

    go(test)


def test_three_crashes_open_the_breaker_and_are_told_once() -> None:
    async def test() -> None:
        now = [1000.0]
        async with supervised(clock=lambda: now[0]) as (supervisor, recorder):
            keys = [await fails(supervisor, "abort", n=n) for n in range(3)]
            assert keys == ["input_quarantined", "llm_fallback", "llm_fallback"]
            assert recorder.messages == ["llm_fallback"]
            assert supervisor.state == "fallback"
            assert pid_of(supervisor) is None
            now[0] += 599
            assert await fails(supervisor, "say", text="x") == "llm_fallback"
            now[0] += 2
            assert await answers(supervisor)  # tried again after the window
            assert supervisor.state == "ready"

    go(test)


def test_crashes_far_apart_do_not_open_the_breaker() -> None:
    async def test() -> None:
        now = [0.0]
        async with supervised(clock=lambda: now[0]) as (supervisor, recorder):
            for n in range(4):
                await fails(supervisor, "speak_then_abort", n=n)
                now[0] += 301
            assert await answers(supervisor)
            assert recorder.messages == []

    go(test)


def test_the_user_can_ask_to_try_again() -> None:
    async def test() -> None:
        async with supervised() as (supervisor, _):
            for n in range(3):
                await fails(supervisor, "speak_then_abort", n=n)
            assert supervisor.state == "fallback"
            await supervisor.reset()
            assert await answers(supervisor)

    go(test)


def test_a_worker_that_dies_at_start_is_tried_three_times(tmp_path: Path) -> None:
    async def test() -> None:
        starts = tmp_path / "starts"
        async with supervised(at_start="abort", note_starts=str(starts)) as (supervisor, recorder):
            assert await fails(supervisor, "say", text="x") == "llm_fallback"
            assert len(starts.read_text().split()) == 3
            assert recorder.messages == ["llm_fallback"]

    go(test)


@pytest.mark.parametrize(
    ("at_start", "key"),
    [("refuse", "too_little_memory"), ("bug", "worker_bug"), ("illegal_instruction", "cpu_too_old")],
)
def test_a_role_that_can_not_load_is_not_tried_again_and_says_why(at_start: str, key: str, tmp_path: Path) -> None:
    async def test() -> None:
        starts = tmp_path / "starts"
        async with supervised(at_start=at_start, note_starts=str(starts)) as (supervisor, recorder):
            assert await fails(supervisor, "say", text="x") == key
            assert await fails(supervisor, "say", text="y") == key
            assert len(starts.read_text().split()) == 1
            assert recorder.messages == [key]
            assert "secret" not in repr(recorder.events)

    go(test)


def test_a_role_that_loads_for_ever_is_ended() -> None:
    async def test() -> None:
        hasty = Timings(start_s=0.1, ping_every_s=0.03, crashes=1)
        async with supervised(hasty, at_start="hang") as (supervisor, _):
            assert await fails(supervisor, "say", text="x") == "llm_fallback"

    go(test)


def test_a_program_that_is_not_there_is_a_fallback() -> None:
    async def test() -> None:
        recorder = Recorder()
        supervisor = Supervisor("llm", settings=Settings(), events=recorder, command=("/nonexistent/lotse",))
        assert await fails(supervisor, "say") == "worker_not_startable"
        assert recorder.messages == ["worker_not_startable"]
        await supervisor.close()

    go(test)


def test_a_worker_of_another_version_is_refused() -> None:
    async def test() -> None:
        hello = '{"type":"hello","protocol":99,"role":"llm"}'
        recorder = Recorder()
        command = (sys.executable, "-c", f"print({hello!r}, flush=True); input()")
        supervisor = Supervisor("llm", settings=Settings(), events=recorder, command=command)
        assert await fails(supervisor, "say") == "worker_version"
        await supervisor.close()

    go(test)


@pytest.mark.parametrize("op", ["hang", "hang_deaf"])
def test_a_hung_worker_is_noticed_and_replaced(op: str) -> None:
    async def test() -> None:
        timings = BRISK if op == "hang" else Timings(ping_every_s=0.03, deaf_s=0.5)
        async with supervised(timings) as (supervisor, _):
            assert await fails(supervisor, op) == "worker_crashed"
            assert await answers(supervisor)

    go(test)


def test_a_busy_worker_that_shows_life_is_left_alone() -> None:
    async def test() -> None:
        async with supervised(BRISK) as (supervisor, _), aclosing(supervisor.run("work", {})) as working:
            await anext(working)
            pid = pid_of(supervisor)
            await asyncio.sleep(0.8)  # twice the silence that a hung job is granted
            assert pid_of(supervisor) == pid

    go(test)


def test_leaving_early_cancels_and_keeps_a_worker_that_listens() -> None:
    async def test() -> None:
        async with supervised() as (supervisor, _):
            async with aclosing(supervisor.run("work", {})) as working:
                await anext(working)
                pid = pid_of(supervisor)
            assert await answers(supervisor)
            assert pid_of(supervisor) == pid

    go(test)


def test_leaving_early_kills_a_worker_that_does_not_listen_and_that_is_no_crash() -> None:
    async def test() -> None:
        async with supervised() as (supervisor, recorder):
            for n in range(4):
                async with aclosing(supervisor.run("hang", {"n": n % 2})) as hanging:
                    await anext(hanging)
                    pid = pid_of(supervisor)
                assert await answers(supervisor)
                assert pid_of(supervisor) != pid
            assert recorder.messages == []

    go(test)


def test_cancelling_the_task_cancels_the_job() -> None:
    async def test() -> None:
        async with supervised() as (supervisor, _):
            await answers(supervisor)
            asking = asyncio.create_task(supervisor.call("work", {}))
            await asyncio.sleep(0.05)
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
            assert await answers(supervisor)

    go(test)


@pytest.mark.parametrize("op", ["work", "hang"])
def test_a_deadline_is_kept_by_willing_and_unwilling_workers(op: str) -> None:
    async def test() -> None:
        async with supervised() as (supervisor, _):
            await answers(supervisor)
            started = asyncio.get_running_loop().time()
            assert await fails(supervisor, op, deadline_s=0.1) == "worker_deadline"
            assert asyncio.get_running_loop().time() - started < 5.0  # of the sixty it would take
            assert await answers(supervisor)

    go(test)


def test_memory_beyond_the_ceiling_fails_the_job_and_not_the_worker() -> None:
    async def test() -> None:
        async with supervised(memory_bytes=200 << 20) as (supervisor, _):
            assert (await supervisor.call("allocate", {"bytes": 10 << 20}))["got"] == 10 << 20
            pid = pid_of(supervisor)
            assert await fails(supervisor, "allocate", bytes=400 << 20) == "out_of_memory"
            assert await answers(supervisor)
            assert pid_of(supervisor) == pid

    if sys.platform != "linux":
        pytest.skip("RLIMIT_DATA counts private memory on Linux only")
    go(test)


def test_native_code_out_of_memory_is_a_crash_of_this_input_only() -> None:
    async def test() -> None:
        async with supervised(memory_bytes=200 << 20) as (supervisor, _):
            assert await fails(supervisor, "native_allocate", bytes=400 << 20) == "input_quarantined"
            assert await answers(supervisor)

    if sys.platform != "linux":
        pytest.skip("RLIMIT_DATA counts private memory on Linux only")
    go(test)


def test_what_native_code_prints_can_not_pass_for_a_message() -> None:
    async def test() -> None:
        async with supervised() as (supervisor, _):
            assert await supervisor.call("noise", {}) == {}
            child = supervisor._child
            assert child is not None
            assert child._noise_lines == 0
            assert child.stderr_bytes > 0

    go(test)


def test_noise_on_the_protocol_pipe_is_skipped_and_never_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def test() -> None:
        async with supervised() as (supervisor, _):
            with caplog.at_level(logging.DEBUG):
                assert await supervisor.call("raw", {"text": "Frau Canaryski \n"}) == {"after": "raw"}
            assert "noise" in caplog.text
            assert "Canaryski" not in caplog.text

    go(test)


def test_a_worker_that_only_babbles_is_ended() -> None:
    async def test() -> None:
        async with supervised() as (supervisor, _):
            assert await fails(supervisor, "raw", text="x\n", times=150, then_s=5) == "input_quarantined"
            assert await answers(supervisor)

    go(test)


def test_an_oversize_line_ends_the_worker_and_not_the_parent() -> None:
    async def test() -> None:
        async with supervised() as (supervisor, _):
            assert await fails(supervisor, "raw", text="x" * 1024, times=8200, then_s=5) == "input_quarantined"
            assert await answers(supervisor)

    go(test)


def test_an_order_too_long_for_the_pipe_is_refused_before_it_is_sent() -> None:
    async def test() -> None:
        async with supervised() as (supervisor, _):
            assert await fails(supervisor, "say", text="x" * (9 << 20)) == "worker_input_refused"

    go(test)


@pytest.mark.parametrize(
    ("op", "key"),
    [("fail", "not_a_model"), ("bug", "worker_bug"), ("unsayable", "worker_bug"), ("nonsense", "unknown_op")],
)
def test_a_failed_job_is_a_reason_without_the_customers_words(op: str, key: str) -> None:
    async def test() -> None:
        async with supervised() as (supervisor, _):
            with pytest.raises(WorkerProblem) as caught:
                await supervisor.call(op, {})
            assert caught.value.key == key
            assert "Canaryski" not in repr(caught.value.params)
            assert await answers(supervisor)

    go(test)


def test_an_idle_worker_is_unloaded_and_comes_back() -> None:
    async def test() -> None:
        async with supervised(Timings(ping_every_s=0.02, idle_unload_s=0.05)) as (supervisor, recorder):
            await answers(supervisor)
            for _ in range(100):
                if supervisor.state == "off":
                    break
                await asyncio.sleep(0.03)
            assert supervisor.state == "off"
            assert pid_of(supervisor) is None
            assert await answers(supervisor)
            assert recorder.messages == []

    go(test)


def test_unloading_ends_the_process_and_withdraws_its_job() -> None:
    async def test() -> None:
        async with supervised() as (supervisor, _):
            await answers(supervisor)
            asking = asyncio.create_task(supervisor.call("work", {}))
            await asyncio.sleep(0.05)
            pid = pid_of(supervisor)
            assert pid is not None
            await supervisor.unload()
            assert not runs(pid)
            with pytest.raises(Cancelled):
                await asking
            assert await answers(supervisor)

    go(test)


@pytest.mark.parametrize("op", ["work", "hang_deaf"])
def test_closing_leaves_no_process_and_ends_every_wait(op: str) -> None:
    async def test() -> None:
        async with supervised() as (supervisor, _):
            await answers(supervisor)
            asking = [asyncio.create_task(supervisor.call(op, {"n": n})) for n in range(2)]
            await asyncio.sleep(0.05)
            await supervisor.close()
            for result in await asyncio.gather(*asking, return_exceptions=True):
                assert isinstance(result, Cancelled)
            with pytest.raises(Cancelled):
                await supervisor.call("say", {"text": "x"})

    go(test)


def test_closing_during_the_start_leaves_no_process(tmp_path: Path) -> None:
    async def test() -> None:
        starts = tmp_path / "starts"
        async with supervised(at_start="hang", note_starts=str(starts)) as (supervisor, _):
            asking = asyncio.create_task(supervisor.call("say", {"text": "x"}))
            for _ in range(500):
                if starts.exists() and starts.read_text().endswith("\n"):
                    break
                await asyncio.sleep(0.01)
            await supervisor.close()
            with pytest.raises(Cancelled):
                await asking
            assert not runs(int(starts.read_text()))

    go(test)


def test_new_settings_reach_the_next_worker() -> None:
    async def test() -> None:
        async with supervised(at_start="refuse") as (supervisor, _):
            assert await fails(supervisor, "say", text="x") == "too_little_memory"
            await supervisor.reset(Settings())
            assert await answers(supervisor)

    go(test)


def test_the_frozen_program_starts_its_console_twin_for_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert default_command("llm")[-2:] == ("--worker", "llm")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "lotse"))
    assert default_command("llm") == (str(tmp_path / "lotse"), "--worker", "llm")
    (tmp_path / "lotse-cli").touch()
    assert default_command("llm") == (str(tmp_path / "lotse-cli"), "--worker", "llm")


def test_a_worker_gets_no_variable_of_the_user_but_what_a_program_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONSTARTUP", "/tmp/x")
    monkeypatch.setenv("LD_PRELOAD", "/tmp/x.so")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy")
    monkeypatch.setenv("SSH_AUTH_SOCK", "/tmp/agent")
    environment = clean_environment({"A": "b"})
    assert not {"PYTHONSTARTUP", "LD_PRELOAD", "HTTPS_PROXY", "SSH_AUTH_SOCK"} & set(environment)
    assert environment["A"] == "b"


PARENT = """
import asyncio, sys
from lotse.inference.supervisor import Supervisor
from lotse.wire.protocol import Settings

class Silent:
    def publish(self, event): pass

async def main():
    supervisor = Supervisor("llm", settings=Settings(), events=Silent(), command=sys.argv[2:])
    print((await supervisor.call("say", {"text": "x"}))["pid"], flush=True)
    await supervisor.call(sys.argv[1], {})

asyncio.run(main())
"""


@pytest.mark.parametrize("op", ["work", "hang", "hang_deaf"])
def test_a_worker_ends_when_its_parent_is_killed(op: str) -> None:
    if op == "hang_deaf" and sys.platform != "linux":
        pytest.skip("needs PR_SET_PDEATHSIG")
    parent = subprocess.Popen([sys.executable, "-c", PARENT, op, *SCRIPT], stdout=subprocess.PIPE, text=True)
    with parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        time.sleep(0.1)
        assert runs(worker)
        parent.send_signal(signal.SIGKILL)
        parent.wait(5)
    ended_by = time.monotonic() + 2
    while runs(worker) and time.monotonic() < ended_by:
        time.sleep(0.01)
    assert not runs(worker)


def test_the_host_refuses_unknown_orders_in_one_line_and_goes_on() -> None:
    orders = b'nonsense\n{"type":"run","id":"1","op":"say","params":{"text":"x"}}\n'
    with subprocess.Popen(SCRIPT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(orders)
        worker.stdin.flush()
        types: list[Fields] = []
        while not types or types[-1]["type"] not in ("result", "failed"):
            types.append(json.loads(worker.stdout.readline()))
        worker.stdin.close()
        assert worker.wait(2) == 0
    assert sorted(str(t["type"]) for t in types) == ["accepted", "chunk", "hello", "log", "progress", "result"]
