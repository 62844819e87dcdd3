"""That the program's own key ends soon is told beside the name: quietly at first, and never in the way."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import SessionEvent
from provesvar_gui.platform.clock import WallClock
from provesvar_gui.ui.desk.login_panel import LoginPanel
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ElidedLabel, ShortLabel
from tests.gui.fakes import DOCTOR, make_bench
from tests.gui.hands import Key, answered, find, label, press, type_form
from tests.gui.test_session_end_shown import LONG

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.helseid.model import Clinician

NOW = 1_700_000_000.0
DAY = 86400.0


class Fixed:
    """A clock that stands still."""

    def now(self) -> float:
        return NOW

    def monotonic(self) -> float:
        return 0.0


@pytest.fixture
def panel(qtbot: QtBot) -> LoginPanel:
    panel = LoginPanel(wall=WallClock(Fixed()))
    qtbot.addWidget(panel)
    panel.show()
    return panel


def shown(panel: LoginPanel, days: float | None, minutes: int | None = None) -> ShortLabel:
    clinician = replace(DOCTOR, key_ends=None if days is None else NOW + days * DAY)
    panel.show_clinician(clinician, "Legevakten", minutes)
    ends = panel.findChild(ShortLabel, "keyEnds")
    assert ends is not None
    return ends


@pytest.mark.parametrize(
    ("days", "text"), [(29.9, "in 29 day"), (7.5, "in 7 day"), (6.9, "▲"), (0.5, "in 0 day"), (-3.0, "in 0 day")]
)
def test_it_is_told_from_thirty_days_before(panel: LoginPanel, days: float, text: str) -> None:
    ends = shown(panel, days)
    assert ends.isVisible()
    assert text in ends.text()
    assert (ends.tone is Tone.WARNING) == (days < 7)
    assert ("▲" in ends.text()) == (days < 7)
    assert "IT department" in ends.toolTip()


@pytest.mark.parametrize("days", [None, 30.5, 180.0])
def test_nothing_is_told_before_that_nor_where_it_is_not_known(panel: LoginPanel, days: float | None) -> None:
    shown(panel, 3.0)
    ends = shown(panel, days)
    assert not ends.isVisible()
    assert ends.toolTip() == ""


def test_the_end_of_the_session_goes_before_it_and_nobody_sees_it_who_is_not_logged_in(panel: LoginPanel) -> None:
    assert not shown(panel, 3.0, minutes=4).isVisible()
    assert shown(panel, 3.0).isVisible()
    panel.show_nobody()
    assert not panel.findChildren(ShortLabel, "keyEnds")[0].isVisible()


def near(clinician: Clinician) -> Clinician:
    return replace(clinician, key_ends=time.time() + 3.5 * DAY)


@pytest.mark.parametrize("width", [853, 1280])
def test_it_pushes_nothing_out(qtbot: QtBot, width: int) -> None:
    bench = make_bench(qtbot)
    bench.window.resize(width, 480)
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(near(LONG))
    QApplication.processEvents()
    assert bench.window.width() == width
    more = find(bench, "whoDetails")
    assert isinstance(more, ElidedLabel)
    assert more.shown_text().startswith(f"HPR {LONG.hpr_number}")
    ends = find(bench, "keyEnds")
    assert ends.isVisible()
    assert ends.width() >= ends.minimumSizeHint().width()


def test_a_renewal_tells_it_too(qtbot: QtBot) -> None:
    bench = make_bench(qtbot)
    answered(bench)
    assert not find(bench, "keyEnds").isVisible()
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=near(DOCTOR)))
    assert label(bench, "keyEnds") == "▲ The program's key ends in 3 day(s)"


def test_an_expired_key_is_told_with_what_to_do(qtbot: QtBot) -> None:
    bench = make_bench(qtbot)
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").fail(AppError(ErrorCode.KEY_EXPIRED, params={"date": "2026-11-20"}))
    assert "expired on 2026-11-20" in label(bench, "statusWhat")
    assert "HelseID Selvbetjening" in label(bench, "statusDo")
