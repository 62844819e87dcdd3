"""A print of a page without a patient: it goes on behind the lock, and delays nothing."""

from __future__ import annotations

import time
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QPushButton
from shiboken6 import isValid

from provesvar_gui.platform.spool import NoMemoryFolderError
from provesvar_gui.settings.contacts import Contact, Contacts
from provesvar_gui.ui.help.downtime import DowntimeCard
from provesvar_gui.ui.messages import MessageText
from provesvar_gui.ui.results.export import jobs
from provesvar_gui.ui.results.export.dialogs import Dialogs
from provesvar_gui.ui.results.export.paper import ExportCancelled
from tests.gui.fakes import DOCTOR
from tests.gui.lock.kit import NURSE, Key, is_locked, press, reading, unlock

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


@pytest.mark.hazard("S28")
def test_a_card_that_is_being_printed_delays_no_lock(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    card = DowntimeCard(bench.window, Contacts(support=Contact(name="IT")), bench.window.settings)
    card.show()
    held = Event()
    card._start(lambda _stop, _progress: int(held.wait(20)), "Printing …", "Sent to the printer")
    job = card._job
    assert job is not None
    before = time.monotonic()
    press(bench, Key.Key_F10)
    assert is_locked(bench)
    assert time.monotonic() - before < 2, "nobody was waited for"
    assert not isValid(card) or not card.isVisible()
    with qtbot.waitSignal(job.ended):
        held.set()
    qtbot.waitUntil(lambda: not isValid(job))


def test_the_card_says_what_goes_on_and_asks_nothing_meanwhile(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    asked = Asked(bench.window)
    card = DowntimeCard(
        bench.window, Contacts(support=Contact(name="IT", phone="22000000")), bench.window.settings, dialogs=asked
    )
    card.show()
    buttons = [card.findChild(QPushButton, name) for name in ("downtimePrintButton", "downtimePdfButton")]
    held = Event()
    for going_on in ("Printing …", "Saving …"):
        held.clear()
        card._start(lambda _stop, _progress: int(held.wait(20)), going_on, "It is there")
        assert card._said.isVisible()
        assert card._said.text() == going_on
        assert not any(button is None or button.isEnabled() for button in buttons)
        card._print()
        card._save()
        assert asked.times == 0
        held.set()
        qtbot.waitUntil(lambda: card._said.text() == "It is there")
        assert all(button is not None and button.isEnabled() for button in buttons)
    card._print()
    assert asked.times == 1


@pytest.mark.parametrize("how", ["closed", "locked", "somebody else"])
def test_what_fails_once_the_card_is_gone_is_told_in_the_window(qtbot: QtBot, how: str) -> None:
    bench = reading(qtbot)
    card = DowntimeCard(
        bench.window,
        Contacts(support=Contact(name="IT")),
        bench.window.settings,
        tell_later=bench.window.lock.tell_after_unlock,
    )
    card.show()
    held = Event()

    def fails(_stop: Callable[[], bool], _progress: Callable[[int, int], None]) -> int:
        held.wait(20)
        raise OSError

    card._start(fails, "Printing …", "Sent to the printer")
    job = card._job
    assert job is not None
    if how == "closed":
        card.close()
        qtbot.waitUntil(lambda: not isValid(card))
    else:
        press(bench, Key.Key_F10)
        assert is_locked(bench)
    qtbot.waitUntil(lambda: not isValid(card))
    with qtbot.waitSignal(job.ended):
        held.set()
    qtbot.waitUntil(lambda: not isValid(job))
    banner = bench.window.area.banner
    if how != "closed":
        assert not any("could not be printed" in label.text() for label in bench.window.findChildren(QLabel))
        unlock(bench, NURSE if how == "somebody else" else DOCTOR)
    told = any("Whom to call could not be printed" in label.text() for label in banner.findChildren(QLabel))
    assert told is (how != "somebody else")
    assert banner.isVisible() or how == "somebody else"


def test_a_message_that_is_shown_keeps_its_place(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    banner = bench.window.area.banner
    banner.say(MessageText(what="The service does not answer", do="Try again"))
    bench.window.lock.tell_after_unlock("It could not be printed")
    said = [label.text() for label in banner.findChildren(QLabel) if label.isVisible()]
    assert "The service does not answer" in said
    assert "Try again It could not be printed" in said, "after it, on the one line over results"


def test_at_the_end_of_the_program_it_has_a_moment(qtbot: QtBot) -> None:
    begun, held, ended = Event(), Event(), Event()
    job = jobs.Job.outliving()

    def work(stop: Callable[[], bool], _progress: Callable[[int, int], None]) -> int:
        begun.set()
        held.wait(20)
        stopped.append(stop())
        ended.set()
        return 1

    stopped: list[bool] = []
    job.start(work)
    begun.wait(20)
    held.set()
    jobs.end(time.monotonic())
    assert ended.is_set()
    assert stopped == [False], "it was not given up"
    qtbot.waitUntil(lambda: not isValid(job))


@pytest.mark.hazard("S28")
def test_however_many_hang_the_end_waits_one_moment_for_all(qtbot: QtBot) -> None:
    held, stopped = Event(), []

    def hangs(stop: Callable[[], bool], _progress: Callable[[int, int], None]) -> int:
        held.wait(20)
        stopped.append(stop())
        return 1

    hanging = [jobs.Job.outliving() for _ in range(6)]
    for job in hanging:
        job.start(hangs)
    before = time.monotonic()
    jobs.end(time.monotonic())
    assert time.monotonic() - before < 3 * jobs._LAST_SECONDS
    held.set()
    qtbot.waitUntil(lambda: not any(isValid(job) for job in hanging))
    assert stopped == [True] * 6, "each was given up"
    assert not jobs._AT_WORK


@pytest.mark.parametrize("ends", ["done", "cancelled", "refused", "failed"])
@pytest.mark.parametrize("outlives", [True, False])
def test_whoever_is_told_of_the_end_may_delete_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, ends: str, outlives: bool
) -> None:
    """Its thread sends nothing more with it: a signal of an object that goes in that moment ends the program."""
    sending: list[int] = []
    emitted: list[int] = []
    whole = jobs.Job._send

    def slow(self: jobs.Job, how: str) -> None:
        sending.append(1)
        whole(self, how)
        time.sleep(0.05)  # the thread of the window goes on meanwhile
        sending.pop()
        emitted.append(1)

    monkeypatch.setattr(jobs.Job, "_send", slow)

    def work(_stop: Callable[[], bool], _progress: Callable[[int, int], None]) -> int:
        if ends == "done":
            return 1
        raise {"cancelled": ExportCancelled(), "refused": NoMemoryFolderError(), "failed": OSError()}[ends]

    job = jobs.Job.outliving() if outlives else jobs.Job(QCoreApplication.instance())
    told: list[tuple[str, int, int]] = []

    def gone(how: str) -> None:
        told.append((how, len(sending), len(emitted)))
        job.deleteLater()

    job.ended.connect(gone)
    job.start(work)
    thread = job._thread
    assert thread is not None
    qtbot.waitUntil(lambda: not isValid(job))
    thread.join(20)
    assert told == [(ends, 0, 1)]
    assert emitted == [1]


class Asked(Dialogs):
    """Dialogs that are counted and stay open."""

    times = 0

    def printer(self, _taken: object, _title: str, _chosen: object) -> None:
        self.times += 1

    def file(self, _name: str, _chosen: object) -> None:
        self.times += 1
