"""A print of a page without a patient: it goes on behind the lock, and delays nothing."""

from __future__ import annotations

import time
from threading import Event
from typing import TYPE_CHECKING

from shiboken6 import isValid

from provesvar_gui.domain.contacts import Contacts
from provesvar_gui.ui.downtime.card import DowntimeCard
from provesvar_gui.ui.results.taking import jobs
from tests.gui.lock.kit import Key, is_locked, press, reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


def test_a_card_that_is_being_printed_delays_no_lock(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    card = DowntimeCard(bench.window, Contacts(support="IT"), bench.window.settings)
    card.show()
    held = Event()
    card._start(lambda _stop, _progress: int(held.wait(20)), "Sent to the printer")
    job = card._job
    assert job is not None
    before = time.monotonic()
    press(bench, Key.Key_F10)
    assert is_locked(bench)
    assert time.monotonic() - before < jobs._LAST_SECONDS, "nobody was waited for"
    assert not isValid(card) or not card.isVisible()
    with qtbot.waitSignal(job.done):
        held.set()
    qtbot.waitUntil(lambda: not isValid(job))


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
    job.finish()
    assert ended.is_set()
    assert stopped == [False], "it was not given up"
    qtbot.waitUntil(lambda: not isValid(job))
