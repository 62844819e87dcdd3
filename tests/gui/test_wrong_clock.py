"""A machine whose clock is wrong by more than a minute: it is told for as long as it is so, and what people read is right."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from provesvar_gui import app
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import SessionEvent
from provesvar_gui.platform.clock import WALL, SystemClock, WallClock
from provesvar_gui.ui.desk.login_panel import LoginPanel
from provesvar_gui.ui.tone import ShortLabel
from tests.gui.fakes import DOCTOR, Bench, make_bench, result_of
from tests.gui.hands import Key, answered, find, label, press, sent, type_form
from tests.gui.test_session_end_shown import LONG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRect
    from pytestqt.qtbot import QtBot


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return make_bench(qtbot)


def rect(bench: Bench, name: str) -> QRect:
    widget = find(bench, name)
    return widget.rect().translated(widget.mapTo(bench.window, widget.rect().topLeft()))


@pytest.fixture
def wrong_clock() -> Iterator[None]:
    """A server has shown this machine's clock to be a day ahead."""
    WALL.measured(-86400.0)
    yield
    WALL.measured(0.0)


def test_a_wrong_clock_is_told_for_as_long_as_it_is_wrong(bench: Bench, request: pytest.FixtureRequest) -> None:
    bench.window.resize(1280, 720)
    QApplication.processEvents()
    before = {name: rect(bench, name) for name in ("loginButton", "helpButton", "patientField", "resultsArea")}
    assert not find(bench, "clockWrong").isVisible(), "nobody has been told yet"
    request.getfixturevalue("wrong_clock")
    bench.bridge.sessionChanged.emit(AppError(ErrorCode.CLOCK_WRONG))
    QApplication.processEvents()
    told = find(bench, "clockWrong")
    assert told.isVisible()
    assert label(bench, "clockWrong") == "▲ This machine's clock is 24 hour(s) ahead"
    assert "IT department" in told.toolTip()
    assert told.width() >= told.sizeHint().width(), "there is room for all of it"
    assert {name: rect(bench, name) for name in before} == before
    assert not find(bench, "statusBanner").isVisible()
    answered(bench)
    QApplication.processEvents()
    assert told.width() >= told.sizeHint().width(), "and beside a name"
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=DOCTOR, minutes_left=4))
    press(Key.Key_Escape)
    assert told.isVisible()
    WALL.measured(0.4)
    bench.window.controller.refresh()
    assert not told.isVisible()


@pytest.mark.usefixtures("wrong_clock")
@pytest.mark.parametrize("width", [853, 1280])
def test_it_pushes_nothing_out(qtbot: QtBot, width: int) -> None:
    bench = make_bench(qtbot)
    bench.window.resize(width, 480)
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(LONG)
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=LONG, minutes_left=4))
    QApplication.processEvents()
    assert bench.window.width() == width
    for name in ("clockWrong", "sessionEnds"):
        told = find(bench, name)
        assert told.isVisible()
        assert told.width() >= told.minimumSizeHint().width()


@pytest.mark.usefixtures("wrong_clock")
def test_a_fetch_of_now_is_of_today_although_the_clock_says_tomorrow(bench: Bench) -> None:
    answered(bench)
    fetched = datetime.now(UTC) - timedelta(days=1)  # as the server has it
    bench.window.area.show_result(replace(result_of(sent(bench)), fetched_at=fetched), "Lege", partial=False)
    assert "Fetched at" in label(bench, "patientStripHow")


@pytest.mark.usefixtures("wrong_clock")
def test_the_day_by_which_numbers_are_judged_is_that_of_the_services() -> None:
    assert app._today() == (datetime.now(UTC) - timedelta(days=1)).astimezone().date()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-86400 * 3, "3 day(s) ahead"), (86400 * 2, "2 day(s) behind"), (7200, "2 hour(s) behind"), (-3700, "62 minute(s) ahead"),
     (61, "1 minute(s) behind")],
)  # fmt: skip
def test_by_how_much(qtbot: QtBot, seconds: int, said: str) -> None:
    wall = WallClock(SystemClock())
    wall.measured(seconds)
    panel = LoginPanel(wall=wall)
    qtbot.addWidget(panel)
    panel.show()
    told = panel.findChild(ShortLabel, "clockWrong")
    assert told is not None
    assert told.text().endswith(said)
    spoken = QAccessible.queryAccessibleInterface(told).text(QAccessible.Text.Description)
    assert spoken.endswith("IT department.")
    assert "<qt>" not in spoken
