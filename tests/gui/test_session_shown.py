"""The name of the logged-in person is always visible, with warnings for the end of session or key and for a wrong clock."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from provesvar_gui import app
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import Organisation, SessionEvent
from provesvar_gui.platform.clock import WALL, SystemClock, WallClock
from provesvar_gui.ui import today
from provesvar_gui.ui.desk.login_panel import LoginPanel
from provesvar_gui.ui.widgets import Label
from tests.gui.fakes import DOCTOR, Bench
from tests.gui.hands import Key, answered, ask, find, label, log_out, part, press
from tests.kit.clock import START, FakeClock

LONG = replace(
    DOCTOR,
    name="KARI-ANNE ELISABETH ALEXANDRA VON DER LANGENAVNHAUGEN-STORSTRAND",
    organisation=Organisation(orgnr="974706490", name="Legevakten i en kommune med et langt navn, avdeling natt og helg"),
)


def left(bench: Bench, minutes: int | None) -> None:
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=DOCTOR, minutes_left=minutes))


def test_minutes_are_told_and_gone_after_a_renewal(bench: Bench) -> None:
    answered(bench)
    ends = find(bench, "sessionEnds")
    assert not ends.isVisible()
    bench.window.resize(1280, 720)
    left(bench, 10)
    QApplication.processEvents()
    assert ends.isVisible()
    assert ends.width() >= ends.sizeHint().width()  # the whole sentence
    assert label(bench, "sessionEnds") == "Session ends in 10 min"
    assert label(bench, "whoLabel") == DOCTOR.name
    left(bench, 0)
    assert label(bench, "sessionEnds") == "Session ends at any moment"
    left(bench, None)
    assert not ends.isVisible()


@pytest.mark.parametrize("ended", [True, False])
def test_a_browser_that_may_be_logged_in_yet_is_told_of(bench: Bench, ended: bool) -> None:
    answered(bench)
    log_out(bench)
    bench.bridge.last("logout").succeed(ended)
    assert find(bench, "statusBanner").isVisible() is not ended
    if not ended:
        assert "browser" in find(bench, "statusBanner").accessibleName()


@pytest.mark.hazard("H8.3", "S55")
@pytest.mark.parametrize("width", [853, 1280])
@pytest.mark.parametrize("beside", [(), ("sessionEnds",), ("keyEnds",), ("clockWrong", "sessionEnds")])
def test_a_long_name_never_pushes_the_hpr_number_out(
    bench: Bench, width: int, beside: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    if "clockWrong" in beside:
        request.getfixturevalue("wrong_clock")
    bench.window.resize(width, 480)
    ask(bench)
    clinician = replace(LONG, key_ends=time.time() + 3.5 * DAY) if "keyEnds" in beside else LONG
    bench.bridge.last("login").succeed(clinician)
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=clinician, minutes_left=10 if "sessionEnds" in beside else None))
    QApplication.processEvents()
    assert bench.window.width() == width
    who, more = (find(bench, name) for name in ("whoLabel", "whoDetails"))
    assert isinstance(more, Label)
    assert more.text().startswith(f"HPR {LONG.hpr_number}")
    assert f"HPR {LONG.hpr_number}" in bench.window.bar.panel.accessibleDescription()
    assert more.isVisible() is (width >= 1200)
    if more.isVisible():
        assert more.shown_text().startswith(f"HPR {LONG.hpr_number}")
        assert more.fontMetrics().horizontalAdvance(f"HPR {LONG.hpr_number}") <= more.width()
    assert isinstance(who, Label)
    assert who.shown_text()[:3] in (LONG.name[:3], "".join(each[0] for each in LONG.name.split())[:3])
    assert LONG.name in bench.window.bar.panel.accessibleName()
    shown = [who, *([more] if more.isVisible() else []), find(bench, "userMenuButton"), *(find(bench, name) for name in beside)]
    for widget in shown:
        assert widget.isVisible()
        assert widget.visibleRegion().boundingRect().size() == widget.size()
        assert widget.width() >= widget.minimumSizeHint().width()
    places = [widget.rect().translated(widget.mapTo(bench.window, widget.rect().topLeft())) for widget in shown]
    assert not [one for one in places for other in places if one is not other and one.intersects(other)]


DAY = 86400.0


@pytest.fixture
def panel(qtbot: QtBot) -> LoginPanel:
    panel = LoginPanel(wall=WallClock(FakeClock()))
    qtbot.addWidget(panel)
    panel.show()
    return panel


@pytest.mark.hazard("S71")
@pytest.mark.parametrize(
    ("days", "text"), [(29.9, "in 29 day"), (7.5, "in 7 day"), (6.9, "▲"), (0.5, "in 0 day"), (-3.0, "in 0 day")]
)
def test_it_is_told_from_thirty_days_before(panel: LoginPanel, days: float, text: str) -> None:
    panel.show_who(replace(DOCTOR, key_ends=START + days * DAY), None)
    ends = part(panel, Label, "keyEnds")
    assert ends.isVisible()
    assert text in ends.text()
    assert ("▲" in ends.text()) == (days < 7)
    assert "IT department" in ends.toolTip()


def rect(bench: Bench, name: str) -> QRect:
    widget = find(bench, name)
    return widget.rect().translated(widget.mapTo(bench.window, widget.rect().topLeft()))


@pytest.fixture
def wrong_clock() -> Iterator[None]:
    """A server has shown this machine's clock to be a day ahead."""
    WALL.correct(-86400.0)
    yield
    WALL.correct(0.0)


@pytest.mark.hazard("H2.10")
def test_a_wrong_clock_is_told_for_as_long_as_it_is_wrong(bench: Bench, request: pytest.FixtureRequest) -> None:
    bench.window.resize(1280, 720)
    QApplication.processEvents()
    before = {name: rect(bench, name) for name in ("loginButton", "helpButton", "patientField", "resultsArea")}
    assert not find(bench, "clockWrong").isVisible(), "nobody has been told yet"
    request.getfixturevalue("wrong_clock")
    there = datetime.now(UTC) - timedelta(days=1)  # by the services' clock, as all that is shown
    assert abs(today.now() - there) < timedelta(minutes=1)
    assert app._today() in [(there + timedelta(minutes=more)).astimezone().date() for more in (0, 1)]
    bench.bridge.sessionChanged.emit(AppError(ErrorCode.CLOCK_WRONG))
    QApplication.processEvents()
    told = find(bench, "clockWrong")
    assert told.isVisible()
    assert label(bench, "clockWrong") == "▲ This machine's clock is 24 hour(s) ahead"
    assert "IT department" in told.toolTip()
    assert told.width() >= told.sizeHint().width(), "there is room for all of it"
    assert {name: rect(bench, name) for name in before} == before
    assert not find(bench, "statusBanner").isVisible()
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=DOCTOR, minutes_left=4))
    press(Key.Key_Escape)
    assert told.isVisible()
    WALL.correct(0.4)
    bench.window.controller.refresh()
    assert not told.isVisible()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-86400 * 3, "3 day(s) ahead"), (86400 * 2, "2 day(s) behind"), (7200, "2 hour(s) behind"), (-3700, "62 minute(s) ahead"),
     (61, "1 minute(s) behind")],
)  # fmt: skip
def test_a_wrong_clock_is_shown_with_the_amount(qtbot: QtBot, seconds: int, said: str) -> None:
    wall = WallClock(SystemClock())
    wall.correct(seconds)
    panel = LoginPanel(wall=wall)
    qtbot.addWidget(panel)
    panel.show()
    told = part(panel, Label, "clockWrong")
    assert told.text().endswith(said)
    spoken = QAccessible.queryAccessibleInterface(told).text(QAccessible.Text.Description)
    assert spoken.endswith("IT department.")
    assert "<qt>" not in spoken
