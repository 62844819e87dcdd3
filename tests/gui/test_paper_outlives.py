"""A print of a page without a patient: it goes on behind the lock, and delays nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from provesvar_gui.settings.rules import Contact, Contacts
from provesvar_gui.ui.help.downtime import DowntimeCard
from provesvar_gui.ui.results.export import paper
from tests.gui.lock.kit import Key, is_locked, press, reading


@pytest.mark.hazard("S28")
def test_a_card_that_is_being_printed_delays_no_lock(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    card = DowntimeCard(bench.window, Contacts(support=Contact(name="IT")), bench.window.settings)
    card.show()
    held = Event()
    job = card.start(lambda _stop: held.wait(20))
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
    job = paper.Job.outliving()

    def work(stop: Callable[[], bool]) -> None:
        begun.set()
        held.wait(20)
        stopped.append(stop())
        ended.set()

    stopped: list[bool] = []
    job.start(work)
    begun.wait(20)
    held.set()
    paper.end(time.monotonic())
    assert ended.is_set()
    assert stopped == [False], "it was not given up"
    qtbot.waitUntil(lambda: not isValid(job))


@pytest.mark.hazard("S28")
def test_however_many_hang_the_end_waits_one_moment_for_all(qtbot: QtBot) -> None:
    held, stopped = Event(), []

    def hangs(stop: Callable[[], bool]) -> None:
        held.wait(20)
        stopped.append(stop())

    hanging = [paper.Job.outliving() for _ in range(6)]
    for job in hanging:
        job.start(hangs)
    before = time.monotonic()
    paper.end(time.monotonic())
    assert time.monotonic() - before < 3 * paper._LAST_SECONDS
    held.set()
    qtbot.waitUntil(lambda: not any(isValid(job) for job in hanging))
    assert stopped == [True] * 6, "each was given up"
    assert not paper._RUNNING_JOBS
