"""A PDF in a slow folder: after the lock, a take-over or the clear key it is neither written nor reported."""

from __future__ import annotations

import linecache
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from provesvar_gui.settings.contacts import Contact, Contacts
from provesvar_gui.ui.help.downtime import DowntimeCard
from provesvar_gui.ui.results.export import jobs
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.fakes import NURSE, Bench
from tests.gui.hands import part, view_of
from tests.gui.lock.kit import Key, is_locked, press, reading, reading_for_real, told_of_kari, unlock

NAME = "Kari Nordmann 13896900263.pdf"


def writers() -> set[int | None]:
    return {thread.ident for thread in threading.enumerate() if thread.name == "provesvar-paper"}


class SlowFile:
    """A file that can be opened by whoever writes only when somebody begins to read it (a named pipe)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        os.mkfifo(path)

    def waits(self) -> bool:
        frames = [frame for at, frame in sys._current_frames().items() if at in writers()]
        return any("open(path" in linecache.getline(frame.f_code.co_filename, frame.f_lineno) for frame in frames)

    @contextmanager
    def opened(self) -> Iterator[Callable[[], bytes]]:
        """Let it be opened; what is called tells all that was written to it. Waits for nobody."""
        at = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            yield lambda: os.read(at, 1 << 20)
        finally:
            os.close(at)


def saving(bench: Bench, qtbot: QtBot, path: Path) -> ResultsView:
    view = view_of(bench)
    press(bench, Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bench.window.findChild(QDialog, "pdfDialog") is not None)
    dialog = part(bench.window, QDialog, "pdfDialog")
    dialog.fileSelected.emit(str(path))  # type: ignore[attr-defined]  # it is a QFileDialog
    dialog.reject()
    bench.window.activateWindow()
    qtbot.waitUntil(bench.window.isActiveWindow)
    assert view.exporter.job is not None
    return view


@pytest.mark.hazard("S31")
@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are made otherwise there")
@pytest.mark.parametrize("how", ["lock", "nurse", "clear", "logout"])
def test_nobody_is_told_of_a_file_whose_patient_has_gone(qtbot: QtBot, tmp_path: Path, how: str) -> None:
    bench = reading_for_real(qtbot)
    slow = SlowFile(tmp_path / NAME)
    view = saving(bench, qtbot, slow.path)
    qtbot.waitUntil(slow.waits)
    match how:
        case "lock" | "nurse":
            press(bench, Key.Key_F10)
            assert is_locked(bench)
        case "clear":
            press(bench, Key.Key_F8)
        case _:
            bench.window.controller.log_out()
    if how == "nurse":
        unlock(bench, NURSE)
    assert view.exporter.job is None
    with slow.opened() as written:
        qtbot.waitUntil(lambda: not writers())
        assert written() == b"", "nothing is written any more"
    QApplication.processEvents()
    assert NAME not in view.exporter.note.paper.text()
    assert told_of_kari() == []


@pytest.mark.hazard("S28")
def test_a_card_that_is_being_printed_delays_no_lock(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    card = DowntimeCard(bench.window, Contacts(support=Contact(name="IT")), bench.window.settings)
    card.show()
    held = Event()
    job = card.start(lambda: lambda _stop: held.wait(20))
    before = time.monotonic()
    press(bench, Key.Key_F10)
    assert is_locked(bench)
    assert time.monotonic() - before < 2, "nobody was waited for"
    assert not isValid(card) or not card.isVisible()
    with qtbot.waitSignal(job.ended):
        held.set()
    qtbot.waitUntil(lambda: not isValid(job))


def test_at_the_end_of_the_program_it_has_a_moment(qtbot: QtBot) -> None:
    begun, held, ended = Event(), Event(), Event()
    job = jobs.Job.outliving()

    def work(stop: Callable[[], bool]) -> None:
        begun.set()
        held.wait(20)
        stopped.append(stop())
        ended.set()

    stopped: list[bool] = []
    job.start(lambda: work)
    begun.wait(20)
    held.set()
    jobs.end(time.monotonic())
    assert ended.is_set()
    assert stopped == [False], "it was not given up"
    qtbot.waitUntil(lambda: not isValid(job))


@pytest.mark.hazard("S28")
def test_however_many_hang_the_end_waits_one_moment_for_all(qtbot: QtBot) -> None:
    held, stopped = Event(), []

    def hangs(stop: Callable[[], bool]) -> None:
        held.wait(20)
        stopped.append(stop())

    hanging = [jobs.Job.outliving() for _ in range(6)]
    for job in hanging:
        job.start(lambda: hangs)
    before = time.monotonic()
    jobs.end(time.monotonic())
    assert time.monotonic() - before < 3 * jobs._LAST_SECONDS
    held.set()
    qtbot.waitUntil(lambda: not any(isValid(job) for job in hanging))
    assert stopped == [True] * 6, "each was given up"
    assert not jobs._RUNNING_JOBS
