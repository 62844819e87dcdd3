from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("jeepney", reason="only where the vault speaks D-Bus")

from collections.abc import Iterator

from provesvar_gui.platform.session_lock import Fact, LinuxSession
from tests.unit.session_lock import fake_logind
from tests.unit.session_lock.fake_logind import LOGIN, OTHER, SESSION, Facts, FakeLogind, released, send

pytestmark = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="this machine lacks dbus-daemon")


class Stage:
    """A bus, a logind on it that a test may shape before it starts, and a listener."""

    def __init__(self, stack: ExitStack, address: str) -> None:
        self.stack, self.address = stack, address
        self.facts = Facts()
        self.source: LinuxSession | None = None

    def logind(self, **shape: Any) -> FakeLogind:
        return self.stack.enter_context(FakeLogind(self.address, **shape).running())

    def listen(self) -> LinuxSession:
        self.source = LinuxSession(self.address, os.getuid())
        self.stack.callback(self.stop)
        self.source.start(self.facts.tell)
        return self.source

    def begun(self, **shape: Any) -> FakeLogind:
        logind = self.logind(**shape)
        self.listen()
        logind.next_inhibitor()
        return logind

    def stop(self) -> None:
        assert self.source is not None
        self.source.stop()
        self.source.thread.join(fake_logind.WITHIN)
        assert not self.source.thread.is_alive()


@pytest.fixture
def stage() -> Iterator[Stage]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pv")))
        yield Stage(stack, stack.enter_context(fake_logind.bus(folder)))


def test_lock_and_unlock(stage: Stage) -> None:
    logind = stage.begun()
    logind.signal(SESSION, f"{LOGIN}.Session", "Lock")
    logind.changed(LockedHint=True)
    logind.signal(SESSION, f"{LOGIN}.Session", "Unlock")
    logind.changed(LockedHint=False)
    assert [stage.facts.next() for _ in range(3)] == [Fact.LOCK_ASKED, Fact.LOCKED, Fact.UNLOCKED]


@pytest.mark.hazard("H7.3")
def test_another_user_in_front(stage: Stage) -> None:
    logind = stage.begun()
    logind.changed(Active=False)
    logind.changed(Active=True, LockedHint=False)
    assert [stage.facts.next() for _ in range(3)] == [Fact.BEHIND, Fact.IN_FRONT, Fact.UNLOCKED]


@pytest.mark.hazard("H7.3", "S38")
def test_the_machine_waits_until_it_is_covered(stage: Stage) -> None:
    logind = stage.logind()
    source = stage.listen()
    inhibitor = logind.next_inhibitor()
    logind.sleep(begins=True)
    assert stage.facts.next() is Fact.SLEEPING
    source.covered()
    assert released(inhibitor)
    logind.sleep(begins=False)
    assert stage.facts.next() is Fact.AWAKE
    again = logind.next_inhibitor()
    stage.stop()
    assert released(again), "who has gone holds nothing up"


def test_a_program_that_is_started_does_not_hold_the_machine_up(stage: Stage) -> None:
    logind = stage.logind()
    source = stage.listen()
    inhibitor = logind.next_inhibitor()
    logind.changed(LockedHint=True)
    assert stage.facts.next() is Fact.LOCKED  # it has the other end by now
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, close_fds=False) as child:
        source.covered()
        assert released(inhibitor)
        child.communicate(b"\n")


@pytest.mark.hazard("S39")
def test_another_users_session_is_not_ours(stage: Stage) -> None:
    logind = stage.begun(uid=4711)
    logind.changed(LockedHint=True)
    logind.changed(path=OTHER, LockedHint=True)
    logind.sleep(begins=True)
    assert stage.facts.next() is Fact.SLEEPING, "and nothing before it; sleep is everybody's"


@pytest.mark.hazard("S39")
def test_only_logind_is_believed(stage: Stage) -> None:
    logind = stage.begun()
    logind.changed(LockedHint=True)
    assert stage.facts.next() is Fact.LOCKED
    stranger = fake_logind.others(stage.address, stage.stack)
    unlocked: tuple[Any, ...] = (f"{LOGIN}.Session", {"LockedHint": ("b", False)}, [])
    for to in fake_logind.everybody(stranger):  # straight to each connection: no rule of the bus keeps that out
        send(stranger, SESSION, "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as", unlocked, to)
    fake_logind.heard(stranger)
    logind.sleep(begins=True)
    assert stage.facts.next() is Fact.SLEEPING


def test_logind_starts_again(stage: Stage) -> None:
    with FakeLogind(stage.address).running() as first:
        stage.listen()
        first.next_inhibitor()
    assert stage.facts.next() is Fact.LOST
    second = stage.logind(locked=True)
    assert stage.facts.next() is Fact.LOST
    assert stage.facts.next() is Fact.FOUND_LOCKED
    second.next_inhibitor()


def test_no_bus_at_all(tmp_path: Path) -> None:
    facts = Facts()
    source = LinuxSession(f"unix:path={tmp_path / 'none'}", 1)
    source.start(facts.tell)
    assert facts.next() is Fact.LOST
    source.covered()
    source.stop()


@pytest.mark.hazard("S39")
def test_a_bus_that_is_silent_holds_nobody_up() -> None:
    with tempfile.TemporaryDirectory(prefix="pv") as folder, socket.socket(socket.AF_UNIX) as silent:
        silent.bind(f"{folder}/bus")
        silent.listen(1)
        source = LinuxSession(f"unix:path={folder}/bus", 1)
        facts = Facts()
        source.start(facts.tell)
        silent.accept()[0].close()
        assert facts.next() is Fact.LOST
        source.stop()
