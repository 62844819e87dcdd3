"""The frame of the window with real geometry: how far down the first value stands, and that no message moves anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from provesvar_gui.helseid.model import Clinician, SessionEvent
from provesvar_gui.results.model import Coverage
from provesvar_gui.ui.handover import unanswered_text
from provesvar_gui.ui.message_line import MessageLine
from provesvar_gui.ui.results_area import default_view
from provesvar_gui.ui.widgets import Label
from tests.gui.fakes import DOCTOR, KARI, OLA, ORGANISATIONS, Bench, make_bench
from tests.gui.hands import answered, answered_with, find, part, press, view_of
from tests.gui.lock.kit import NAMES, after
from tests.gui.results.sandbox_patients import FETCHED, patient

pytestmark = [
    pytest.mark.qt_log_ignore("does not support propagateSizeHints"),
    pytest.mark.qt_log_ignore("does not support raise"),
]
Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SIZES = [QSize(1366, 768), QSize(1024, 768), QSize(911, 512)]


def reading(qtbot: QtBot, size: QSize = SIZES[0], clinician: Clinician = DOCTOR, **of_answer: Any) -> Bench:
    bench = make_bench(qtbot, make_view=default_view, sandbox=True)
    bench.window.resize(size)
    bench.window.bar.clock = lambda: FETCHED
    answered_with(bench, replace(patient(), **of_answer), clinician)
    view = view_of(bench)
    QApplication.processEvents()  # the list gets its width
    qtbot.waitUntil(view.is_settled)
    QApplication.processEvents()
    return bench


def places(bench: Bench) -> dict[str, QRect]:
    """Where every row and everything around them stands."""
    made: dict[str, QRect] = {}
    for view in view_of(bench).panes.findChildren(QAbstractItemView):
        if view.isVisible():
            for row in range(view.model().rowCount()):
                rect = view.visualRect(view.model().index(row, 0)).translated(view.viewport().mapTo(bench.window, QPoint()))
                made[f"{view.objectName()} {row}"] = rect
    for name in ("patientStrip", "toolRow", "messageRow", "resultPanes", "resultsFooter"):
        widget = find(bench, name)
        made[name] = widget.rect().translated(widget.mapTo(bench.window, QPoint()))
    return made


@pytest.mark.hazard("H1.1")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_beside_an_organisation_the_name_is_whole_and_the_organisation_stands_once(qtbot: QtBot, size: QSize) -> None:
    """911 x 512 is what 1366 x 768 leaves at 150 %. So it is when the session is told to end."""
    clinician = replace(DOCTOR, organisation=ORGANISATIONS[0])
    bench = reading(qtbot, size, clinician)
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=clinician, minutes_left=4))
    QApplication.processEvents()
    shown = [each for each in bench.window.bar.findChildren(Label) if each.isVisible()]
    (name,) = (each for each in shown if each.objectName() == "patientStripName")
    assert (name.shown_text(), name.text()) == (NAMES[0], NAMES[0])
    (role,) = (each for each in shown if ORGANISATIONS[0].name in each.text())
    assert role.objectName() == "patientStripRole"
    assert role.shown_text().startswith("Lege" if size == SIZES[-1] else f"Lege · {ORGANISATIONS[0].name[:4]}")


@pytest.mark.requirement("R41")
def test_the_first_value_stands_high(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    view = view_of(bench).panes.overview.list
    assert view.viewport().mapTo(bench.window, view.visualRect(view.model().index(0, 0)).bottomLeft()).y() <= 260


def test_there_is_one_row_for_messages_from_the_first_moment(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, make_view=default_view)
    answered_with(bench, patient())
    assert [each.isVisibleTo(bench.window) for each in bench.window.findChildren(MessageLine)].count(True) == 1


def filtered(bench: Bench) -> None:
    view = view_of(bench)
    QTest.keyClicks(view.find_bar.field, "kalium")
    view.find_bar.finish()


#: By what is seen of it then.
SAYS: dict[str, Callable[[Bench], object]] = {
    "takeNote": lambda _bench: press(Key.Key_C, CONTROL | SHIFT),
    "bedsideBar": lambda _bench: press(Key.Key_F11),
    "paperNote": lambda bench: view_of(bench).exporter.note.show_paper_note("The PDF is saved as a.pdf in b"),
    "lockWarning": lambda bench: after(bench, 105),
    "messageRow": filtered,
    "handOverBar": lambda bench: bench.window.hand_over(OLA),
    "statusBanner": lambda bench: bench.window.handed_elsewhere(unanswered_text()),
}


@pytest.mark.hazard("H9.10")
@pytest.mark.parametrize("notice", [True, False])  # was there before, or the row was empty
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
@pytest.mark.parametrize("shown", SAYS)
def test_no_message_moves_anything(qtbot: QtBot, size: QSize, shown: str, notice: bool) -> None:
    bench = reading(qtbot, size) if notice else reading(qtbot, size, coverage=Coverage(fetched=65, complete=True))
    assert find(bench, "resultNotice").isVisible() is notice
    before = places(bench)
    SAYS[shown](bench)
    qtbot.waitUntil(lambda: find(bench, shown).isVisible())
    QApplication.processEvents()
    QApplication.processEvents()
    assert places(bench) == before


@pytest.mark.hazard("H1.1")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_the_number_is_over_everything_and_no_result_beside_the_form(qtbot: QtBot, size: QSize) -> None:
    bench = reading(qtbot, size)
    window = bench.window
    for place in range(view_of(bench).panes.tabs.count()):
        view_of(bench).panes.turn_to(place)
        QApplication.processEvents()
        number = find(bench, "patientStripNumber")
        assert number.visibleRegion().boundingRect().size() == number.size()
        assert number.height() >= number.fontMetrics().height()
        assert not window.form.isVisible()
    window.scanner.scanned.emit(KARI)  # the same number
    assert (window.form.isVisible(), window.area.isVisible()) == (True, False)
    press(Key.Key_Escape)
    press(Key.Key_F7)
    assert (window.form.isVisible(), window.area.isVisible()) == (True, False)
    assert find(bench, "patientStripNumber").isVisible()
    QTest.keyClick(window.form.patient.line, Key.Key_Backspace)
    assert not find(bench, "patientStripNumber").isVisible()
    assert window.form.patient.line.text().replace(" ", "") != KARI


def test_by_mouse_alone(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    for name, form in (("changeButton", True), ("backButton", False), ("newPatientButton", True)):
        QTest.mouseClick(find(bench, name), Qt.MouseButton.LeftButton)
        assert (bench.window.form.isVisible(), bench.window.area.isVisible()) == (form, not form)
    assert bench.window.form.patient.line.text() == ""


#: The items of the menu, and what is seen when one was clicked. A drill's is seen in tests/gui/startup.
MENU = {
    "journalAction": "journalDialog", "callAction": "downtimeCard", "bedsideAction": "bedsideBar",
    "settingsAction": "settingsDialog", "selfCheckAction": "selfCheckDialog", "helpAction": "guideWindow",
    "keysAction": "helpDialog", "lockAction": "lockCover", "logoutAction": "formPage",
}  # fmt: skip


@pytest.mark.parametrize("name", MENU)
def test_each_item_of_the_menu_does_its_work_by_mouse(qtbot: QtBot, name: str) -> None:
    bench = answered(make_bench(qtbot))
    bar = bench.window.bar
    QTest.mouseClick(bar.more, Qt.MouseButton.LeftButton)
    items = {each.objectName(): each for each in bar.menu.actions() if each.isVisible() and not each.isSeparator()}
    assert set(items) == set(MENU)
    QTest.mouseClick(bar.menu, Qt.MouseButton.LeftButton, pos=bar.menu.actionGeometry(items[name]).center())
    assert find(bench, MENU[name]).isVisible()
    assert bool(bench.bridge.named("logout")) is (name == "logoutAction")


NO_KEY = {  # no key does it, or it tells it itself
    "", "awaitedSamples", "backButton", "flowsheetApart", "noticeAll", "overviewPeriod", "overviewWhy",
    "qt_tableview_cornerbutton", "showReferences", "showWhole", "takeMore",
}  # fmt: skip


def test_every_button_and_tab_tells_its_key_in_a_tooltip(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    tabs, told = view_of(bench).panes.tabs, dict[str, str]()
    for place in range(tabs.count() + 1):
        view_of(bench).panes.turn_to(place) if place < tabs.count() else press(Key.Key_F7)
        QApplication.processEvents()
        assert f"(Ctrl+{place + 1})" in tabs.tabToolTip(place) or place == tabs.count()
        told |= {each.objectName(): each.toolTip() for each in bench.window.findChildren(QAbstractButton) if each.isVisible()}
    assert {name for name, tooltip in told.items() if not tooltip.partition("\n")[0].endswith(")")} == NO_KEY


def test_what_may_be_missing_is_said_in_whole_sentences(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    limits = part(bench.window, Label, "limitsLabel")
    for width in range(911, 1500, 20):
        bench.window.resize(width, 512)
        QApplication.processEvents()
        assert limits.shown_text().startswith("Not everything: laboratories and older answers may be missing.")
    bench.window.resize(1550, 768)
    QApplication.processEvents()
    assert limits.shown_text().endswith("delivered here. Images and attachments: at the laboratory.")
