"""A service that lets one wait: its seconds are counted, quietly, and only while something is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel

from provesvar_gui.desk.progress import LookupProgress, LookupStep
from provesvar_gui.helseid.model import LoginProgress, LoginStep
from provesvar_gui.ui.desk.view import SlowService
from tests.gui.fakes import DOCTOR, Bench, make_bench, result_of
from tests.gui.hands import Key, find, label, logged_in, press, sent, type_form

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Clock:
    """Seconds, as the test says."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def test_it_is_said_after_three_seconds_and_counted(qtbot: QtBot) -> None:
    del qtbot
    clock, changes, first = Clock(), [], []
    holder = QObject()
    slow = SlowService(holder, now=clock)
    slow.changed.connect(lambda: changes.append(slow.words))
    slow.turnedSlow.connect(lambda: first.append(slow.spoken))
    assert not slow.clock.isActive()
    slow.follow("a")
    assert slow.clock.isActive()
    for seconds in (1, 2, 3, 4):
        clock.at = 100.0 + seconds
        slow.follow("a")  # the same still runs
        slow.clock.timeout.emit()
    assert changes == [
        "The service takes a long time, 3 s; Esc cancels",
        "The service takes a long time, 4 s; Esc cancels",
    ]
    assert first == ["The service takes a long time. Esc cancels."]  # read aloud once
    slow.follow("b")
    assert slow.words == slow.spoken == ""
    clock.at += 5
    assert "5 s" in slow.words
    slow.follow(None)
    assert slow.words == ""
    assert not slow.clock.isActive()


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return make_bench(qtbot)


def waits(bench: Bench, seconds: float) -> SlowService:
    """Let the screen's clock tick once, so many seconds later."""
    slow = bench.window.controller.view.slow
    slow._since -= seconds
    slow.clock.timeout.emit()
    return slow


def test_the_screen_counts_while_it_fetches_and_no_longer(bench: Bench) -> None:
    type_form(bench)
    press(Key.Key_Return)
    slow = waits(bench, 60)
    assert not slow.clock.isActive()  # a person is waited for, in the browser
    bench.bridge.last("login").succeed(DOCTOR)
    assert slow.clock.isActive()
    waits(bench, 8)
    page = find(bench, "waitingPage")
    heading, body = page.findChildren(QLabel)
    assert (heading.text(), body.text()) == ("Asking for results …", "The service takes a long time, 8 s; Esc cancels")
    assert (
        body.accessibleName() == "The service takes a long time. Esc cancels."
    )  # a label with a name is not told of by its text
    line = find(bench, "progressText")
    assert label(bench, "progressText") == "Asking for results …\nThe service takes a long time, 8 s; Esc cancels"
    assert line.accessibleName() == "Asking for results …\nThe service takes a long time. Esc cancels."
    waits(bench, 1)
    assert "9 s" in body.text()
    assert line.accessibleName() == "Asking for results …\nThe service takes a long time. Esc cancels."
    bench.bridge.last("lookup").progressed.emit(
        LookupProgress(lookup_number=sent(bench).number, step=LookupStep.PAGING, fetched=50, total=120)
    )
    assert "50 of 120" in heading.text()
    assert "long time" not in body.text()  # what comes is not slow
    waits(bench, 4)
    assert "4 s" in body.text()  # since then
    bench.bridge.last("lookup").succeed(result_of(sent(bench)))
    assert not slow.clock.isActive()
    assert label(bench, "progressText") == line.accessibleName() == ""


def settled() -> None:
    """What was laid out anew stands."""
    for _ in range(3):  # a layout may ask for another one
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def comes(bench: Bench, fetched: int) -> None:
    bench.bridge.last("lookup").progressed.emit(
        LookupProgress(lookup_number=sent(bench).number, step=LookupStep.PAGING, fetched=fetched, total=65)
    )


def test_how_far_it_is_and_what_a_key_answers_are_said_all_the_same(bench: Bench) -> None:
    logged_in(bench)
    bench.bridge.last("lookup").succeed(result_of(sent(bench)))
    bench.window.controller.enter()
    comes(bench, 10)
    waits(bench, 5)
    said, line = label(bench, "progressText"), find(bench, "progressText")
    assert said.startswith("Still fetching: 10 of 65.")
    assert said.endswith("\nThe service takes a long time, 5 s; Esc cancels")
    for fetched in (30, 60):
        comes(bench, fetched)
        assert f"{fetched} of 65" in label(bench, "progressText")
        assert f"{fetched} of 65" in line.accessibleName()
        assert "long time" not in label(bench, "progressText"), "pages come"
        comes(bench, fetched)  # the same once more is no page
        waits(bench, 3)
        assert "3 s" in label(bench, "progressText")
    press(Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert "Nothing is opened." in label(bench, "progressText")
    assert "Nothing is opened." in line.accessibleName()


@pytest.mark.parametrize("size", [(1366, 768), (1366, 600)])
def test_once_it_was_slow_the_buttons_stay_where_they_are(bench: Bench, qtbot: QtBot, size: tuple[int, int]) -> None:
    """Who aims at «Cancel» meets it."""
    bench.window.resize(*size)
    logged_in(bench)
    bench.bridge.last("lookup").succeed(result_of(sent(bench)))
    progress = bench.window.form.progress
    settled()
    at_rest, places = progress.height(), []
    bench.window.controller.enter()
    comes(bench, 10)
    for fetched in (20, 30, 40):
        waits(bench, 5)
        settled()
        places.append((progress.height(), progress.cancel.mapTo(bench.window, progress.cancel.rect().topLeft()).y()))
        comes(bench, fetched)
        settled()
        places.append((progress.height(), progress.cancel.mapTo(bench.window, progress.cancel.rect().topLeft()).y()))
    assert len(set(places)) == 1, places
    assert places[0][0] > at_rest
    bench.bridge.last("lookup").succeed(result_of(sent(bench)))
    settled()
    assert progress.height() == at_rest


@pytest.mark.parametrize("how", [Key.Key_Escape, Key.Key_F8])
def test_nothing_is_counted_after_it_was_stopped(bench: Bench, how: Key) -> None:
    logged_in(bench)
    slow = waits(bench, 5)
    press(how)
    assert not slow.clock.isActive()
    assert "long time" not in label(bench, "progressText")


def test_that_the_browser_was_opened_again_is_not_said_beside_the_results(bench: Bench) -> None:
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").progressed.emit(LoginProgress(step=LoginStep.BROWSER, browser_url="http://localhost:11731/start"))
    press(Key.Key_F9)
    press(Key.Key_Escape)  # the look-up is withdrawn, the login goes on
    press(Key.Key_F9)
    bench.bridge.last("open_login_page").succeed(True)
    assert "opened again" in label(bench, "progressText")
    bench.bridge.last("login").succeed(DOCTOR)
    assert label(bench, "progressText") == ""
