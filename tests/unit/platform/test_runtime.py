from __future__ import annotations

import asyncio
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform import process
from provesvar_gui.platform.runtime import Outcome, Runtime, Value, WorkQueue, sleep_by
from tests.kit.clock import FakeClock


@pytest.fixture
def crashes() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def runtime(crashes: list[tuple[str, str]]) -> Iterator[Runtime]:
    made = Runtime(on_crash=lambda name, trace: crashes.append((name, trace)))
    made.start()
    yield made
    assert made.close()
    assert not made.alive


class Inbox:
    def __init__(self) -> None:
        self.outcomes: queue.Queue[Outcome[Any]] = queue.Queue()
        self.threads: list[str] = []

    def __call__(self, outcome: Outcome[Any]) -> None:
        self.threads.append(threading.current_thread().name)
        self.outcomes.put(outcome)

    def get(self) -> Outcome[Any]:
        return self.outcomes.get(timeout=10)


async def answer(value: int) -> int:
    await asyncio.sleep(0)
    return value


async def forever() -> None:
    await asyncio.Event().wait()


def test_what_is_cancelled_before_the_loop_gets_to_it_never_runs() -> None:
    runtime, inbox, cancelled = Runtime(), Inbox(), Inbox()
    runtime.start()
    runtime.start()
    runtime.submit(lambda: answer(1), inbox)
    runtime.submit(forever, cancelled)()
    assert inbox.get() == Value(1)
    assert inbox.threads == ["provesvar-runtime"]
    assert cancelled.get() is None
    assert runtime.close()


@pytest.mark.hazard("S89")
def test_unexpected_failure_is_internal_and_told_without_values(runtime: Runtime, crashes: list[tuple[str, str]]) -> None:
    async def fail() -> None:
        number = "41818012345"
        empty: dict[str, str] = {}
        try:
            empty[number]
        except KeyError as error:
            raise ValueError(f"no {number}") from error

    inbox = Inbox()
    runtime.submit(fail, inbox)
    outcome = inbox.get()
    assert isinstance(outcome, AppError)
    assert outcome.code is ErrorCode.INTERNAL
    [(name, trace)] = crashes
    assert name == "builtins.ValueError"
    assert all(each in trace for each in ("builtins.KeyError", "test_runtime.py"))
    for text in (name, trace, str(outcome), repr(outcome)):
        assert "41818012345" not in text


def test_a_listener_that_raises_does_not_stop_the_loop(runtime: Runtime, crashes: list[tuple[str, str]]) -> None:
    def broken(_outcome: Outcome[int]) -> None:
        raise TypeError

    runtime.submit(lambda: answer(1), broken)
    inbox = Inbox()
    runtime.submit(lambda: answer(2), inbox)
    assert inbox.get() == Value(2)
    assert [name for name, _ in crashes] == ["builtins.TypeError"]


def test_close_cancels_and_runs_the_closer() -> None:
    runtime, order, inbox = Runtime(), [], Inbox()

    async def work() -> None:
        try:
            await forever()
        finally:
            order.append("task")

    async def closer() -> None:
        order.append("closer")

    started = Inbox()
    runtime.start()
    runtime.submit(work, inbox)
    runtime.submit(lambda: answer(1), started)
    started.get()
    runtime.at_end(closer)
    assert runtime.close()
    assert order == ["task", "closer"]
    assert inbox.get() is None


def test_close_leaves_a_loop_that_is_blocked() -> None:
    runtime, release, entered = Runtime(), threading.Event(), threading.Event()

    async def stuck() -> None:
        entered.set()
        release.wait()

    runtime.start()
    runtime.submit(stuck, lambda _outcome: None)
    assert entered.wait(10)
    began = time.monotonic()
    assert not runtime.close(0.3)
    assert time.monotonic() - began < 1.5
    release.set()
    assert runtime._thread is not None
    runtime._thread.join(10)
    assert not runtime.alive


HANG = """
import threading, time, socket, sys
from provesvar_gui.platform.runtime import Runtime
from tests.kit.clock import FakeClock

def resolver(*_):
    entered.set()
    threading.Event().wait()

async def connect():
    import asyncio
    await asyncio.open_connection("example.invalid", 443)

async def vault():
    from provesvar_gui.platform.runtime import on_daemon_thread
    await on_daemon_thread(threading.Event().wait)

entered = threading.Event()
runtime = Runtime(resolver=resolver)
runtime.start()
ends = []
runtime.submit(connect, ends.append)
runtime.submit(vault, ends.append)
entered.wait()
begun = time.monotonic()
assert runtime.close(2.0)
assert time.monotonic() - begun < 2.0
print("closed")
"""


def test_the_process_ends_although_resolver_and_vault_hang() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HANG], capture_output=True, text=True, timeout=30, check=False, env=dict(os.environ)
    )
    assert done.stdout.strip() == "closed", done.stderr
    assert done.returncode == 0


DEBUGGED = """
import asyncio, logging, sys, threading
from provesvar_gui.platform.runtime import Runtime
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG)
async def slow():
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    loop.slow_callback_duration = 0.0  # whatever takes longer is told in debug mode
    loop.call_soon(lambda said: over.set(), "Bolgebryter")
    await over.wait()
runtime = Runtime()
runtime.start()
done = threading.Event()
runtime.submit(slow, lambda outcome: done.set())
assert done.wait(10)
assert runtime.close()
"""


@pytest.mark.hazard("S94")
@pytest.mark.parametrize("how", ["-Xdev", "PYTHONASYNCIODEBUG"])
def test_no_environment_makes_asyncio_quote_what_it_carries(how: str) -> None:
    command = [sys.executable, *([how] if how.startswith("-") else []), "-c", DEBUGGED]
    environment = os.environ | ({} if how.startswith("-") else {how: "1"})
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 0, done.stderr
    assert "Bolgebryter" not in done.stdout + done.stderr


@pytest.mark.parametrize(("wall", "steady"), [(10_800.0, 10_800.0), (10_800.0, 0.0), (0.0, 10_800.0), (-3600.0, 10_800.0)])
def test_a_wait_ends_with_the_sleep_of_the_machine(wall: float, steady: float) -> None:
    clock, asked = FakeClock(), list[float]()

    async def pause(seconds: float) -> None:
        asked.append(seconds)
        clock.seconds += seconds
        if len(asked) == 3:  # three hours that asyncio's timers know nothing of
            clock.seconds += steady
            clock.jump += wall - steady

    asyncio.run(sleep_by(clock, 540, pause=pause))
    assert asked == [15.0] * 3


LONG, SHORT = 20.0, 0.05


@pytest.fixture
def hang() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


def test_a_hanging_call_is_waited_for_once(hang: threading.Event) -> None:
    turn, begun = WorkQueue("x"), list[int]()
    assert turn.ask(hang.wait, SHORT) is None
    turn.later(lambda: begun.append(1))
    assert turn.ask(lambda: begun.append(2), LONG * 10) is None  # the time limit of the test is the judge
    hang.set()
    while turn.ask(lambda: 3, LONG) is None:
        pass
    assert begun == [1]


def test_what_is_raised_comes_to_who_asked_and_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda given: told.append(given.exc_type.__name__))

    def fail() -> None:
        raise ValueError

    turn = WorkQueue("x")
    with pytest.raises(ValueError):  # noqa: PT011 - it has no words
        turn.ask(fail, LONG)
    turn.later(fail)
    assert turn.ask(lambda: 1, LONG) == 1
    assert told == ["ValueError"]


# -- no memory dumps after a crash: tried in a process of its own, since the setting is final


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prctl and /proc are Linux'")

TRY = """
import ctypes, os, resource, subprocess, sys
os.environ.pop("TMPDIR", None)
from provesvar_gui.platform import process as no_dumps
assert "ctypes" in sys.modules  # by this test, not by the program
libc = ctypes.CDLL(None)
dumpable = lambda: libc.prctl(3, 0, 0, 0, 0)
assert dumpable() == 1
no_dumps.at_start()
assert dumpable() == 1
no_dumps.before_secrets()
child = subprocess.run([sys.executable, "-c", "import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"],
    capture_output=True, text=True, check=True)
print(dumpable(), *resource.getrlimit(resource.RLIMIT_CORE), child.stdout.strip(), os.environ["TMPDIR"])
"""


@pytest.mark.hazard("S4", "S95", "S105")
@linux
def test_no_core_file_and_no_attaching_and_children_are_as_ever() -> None:
    run = subprocess.run([sys.executable, "-c", TRY], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["0", "0", "0", "1", "/tmp"]


class Kernel32:
    """Windows' own, as far as it is asked. ``told``: each call."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int]] = []

    def SetErrorMode(self, mode: int) -> None:  # noqa: N802
        self.told.append(("SetErrorMode", mode))

    def WerSetFlags(self, flags: int) -> None:  # noqa: N802
        self.told.append(("WerSetFlags", flags))


@pytest.mark.hazard("S95")
def test_windows_shows_no_crash_dialog_and_reports_no_heap() -> None:
    libraries = {"kernel32": Kernel32()}
    process.before_secrets("win32", libraries.__getitem__)
    assert libraries["kernel32"].told == [("SetErrorMode", 0x3), ("WerSetFlags", 0x21)]
