"""Who is logged in can always be read, and that their session ends soon is told in time."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from provesvar_gui.helseid.model import Organisation, SessionEnd, SessionEvent
from provesvar_gui.ui.desk.login_panel import LoginPanel
from provesvar_gui.ui.tone import ElidedLabel
from tests.gui.fakes import DOCTOR, Bench, make_bench
from tests.gui.hands import Key, answered, find, label, log_out, press, type_form

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LONG = replace(
    DOCTOR,
    name="KARI-ANNE ELISABETH ALEXANDRA VON DER LANGENAVNHAUGEN-STORSTRAND",
    organisation=Organisation(orgnr="974706490", name="Legevakten i en kommune med et langt navn, avdeling natt og helg"),
)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return make_bench(qtbot)


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


def test_whoever_logs_in_meanwhile_is_told_nothing_of_the_browser_of_the_one_before(bench: Bench) -> None:
    answered(bench)
    log_out(bench)
    left_over = bench.bridge.last("logout")
    press(Key.Key_F9)
    left_over.succeed(False)
    assert not find(bench, "statusBanner").isVisible()


@pytest.mark.parametrize("way", ["logout", "ended", "another login"])
def test_nothing_is_told_of_a_session_that_is_over(bench: Bench, way: str) -> None:
    answered(bench)
    left(bench, 3)
    if way == "logout":
        log_out(bench)
    else:
        bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    assert not find(bench, "sessionEnds").isVisible()
    if way == "another login":
        press(Key.Key_F9)
        bench.bridge.last("login").succeed(DOCTOR)
        assert label(bench, "whoLabel") == DOCTOR.name
        assert not find(bench, "sessionEnds").isVisible()


@pytest.mark.parametrize("width", [853, 1280])
@pytest.mark.parametrize("minutes", [None, 10])
def test_a_long_name_never_pushes_the_hpr_number_out(bench: Bench, width: int, minutes: int | None) -> None:
    bench.window.resize(width, 480)
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(LONG)
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=LONG, minutes_left=minutes))
    QApplication.processEvents()
    assert bench.window.width() == width
    who, more = (find(bench, name) for name in ("whoLabel", "whoDetails"))
    assert isinstance(more, ElidedLabel)
    assert more.shown_text().startswith(f"HPR {LONG.hpr_number}")
    assert more.fontMetrics().horizontalAdvance(f"HPR {LONG.hpr_number}") <= more.width()
    assert isinstance(who, ElidedLabel)
    assert who.shown_text().startswith(LONG.name[:16])
    shown = [who, more, find(bench, "logoutButton"), *([find(bench, "sessionEnds")] if minutes else [])]
    for widget in shown:
        assert widget.isVisible()
        assert widget.visibleRegion().boundingRect().size() == widget.size()
        assert widget.width() >= widget.minimumSizeHint().width()
    places = [widget.rect().translated(widget.mapTo(bench.window, widget.rect().topLeft())) for widget in shown]
    assert not [one for one in places for other in places if one is not other and one.intersects(other)]


def test_what_stands_below_stays_where_it_is_when_somebody_comes_or_goes(qtbot: QtBot) -> None:
    panel = LoginPanel()
    qtbot.addWidget(panel)
    heights = [panel.sizeHint().height()]
    for say in (panel.show_running, partial(panel.show_clinician, DOCTOR, "Legevakten"), panel.show_nobody):
        say()
        heights.append(panel.sizeHint().height())
    assert len(set(heights)) == 1, heights
