"""The page of the self-check, and the ways to it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QScrollArea, QTableView, QTreeView
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.self_check.findings import AMBER, GREEN, IMPORT, RED, CheckResult, Detail, Item
from provesvar_gui.ui.admin.self_check import SelfCheckDialog
from provesvar_gui.ui.help.keys import HelpDialog
from provesvar_gui.ui.keys import Key as Table
from provesvar_gui.ui.widgets import KeyButton
from tests.gui.fakes import KARI, Bench, make_bench
from tests.gui.hands import Key, answered, cells, click, logged_in, part, press
from tests.gui.opening_kit import answer, real

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
FOUND = (
    CheckResult(Item.PROGRAM, GREEN, "Prøvesvar 1."),
    CheckResult(Item.KEY, RED, "There is none for this client.", IMPORT, set_up=True),
    CheckResult(Item.PROXY, AMBER, "It is slow.", details=(Detail(name="https://a.example", value="–"),)),
)


def dialog_of(bench: Bench) -> SelfCheckDialog:
    (dialog,) = [one for one in bench.window.findChildren(SelfCheckDialog) if one.isVisible()]
    return dialog


def opened(qtbot: QtBot, bench: Bench) -> SelfCheckDialog:
    press(Key.Key_F1, SHIFT)
    dialog = dialog_of(bench)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_each_item_has_its_row_and_the_worst_is_under_the_eye(bench: Bench, qtbot: QtBot) -> None:
    dialog = opened(qtbot, bench)
    assert not part(dialog, QPushButton, "selfCheckAgainButton").isEnabled()
    assert part(dialog, QLabel, "selfCheckState").text() == "Checking …"
    bench.bridge.last("self_check").succeed(FOUND)
    assert ["✕ Wrong", "The client's key\nThere is none for this client."] in cells(dialog.list)
    assert [row[0] for row in cells(dialog.list)] == ["✕ Wrong", "▲ Look at", "✓ OK"]
    assert part(dialog, QLabel, "selfCheckState").text() == "Wrong: 1. To look at: 1. Unknown: 0. OK: 1."
    assert dialog.facts.text().startswith("[Wrong] The client's key")
    assert "What to do: Import the configuration file" in dialog.facts.text()


def test_by_keyboard_alone(bench: Bench, qtbot: QtBot) -> None:
    dialog = opened(qtbot, bench)
    bench.bridge.last("self_check").succeed(FOUND)
    press(Key.Key_Down)
    assert "https://a.example = –" in dialog.facts.text()
    press(Key.Key_C, CONTROL)
    report = QGuiApplication.clipboard().text()
    assert report.splitlines()[1] == "Wrong: 1. To look at: 1. Unknown: 0. OK: 1."
    assert "[Look at] Proxy" in report
    press(Key.Key_F5)
    assert len(bench.bridge.named("self_check")) == 2
    bench.bridge.last("self_check").succeed(FOUND)
    press(Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_cannot_be_looked_at_at_all(bench: Bench, qtbot: QtBot) -> None:
    dialog = opened(qtbot, bench)
    bench.bridge.last("self_check").fail(AppError(ErrorCode.SANDBOX_UNAVAILABLE))
    assert part(dialog, QLabel, "selfCheckState").text() == "The sandbox could not be started."
    assert part(dialog, QPushButton, "selfCheckAgainButton").isEnabled()
    assert not part(dialog, QPushButton, "selfCheckCopyButton").isEnabled()


def test_from_a_message_that_it_helps_against(bench: Bench) -> None:
    for code, helps in ((ErrorCode.TLS_REJECTED, True), (ErrorCode.ACCESS_REFUSED, False), (ErrorCode.PORTS_BUSY, True)):
        bench.window.controller.show_error(AppError(code, params={"ports": "1"}))
        buttons = [one for one in bench.window.findChildren(QPushButton, "bannerSelfCheckButton") if one.isVisible()]
        assert bool(buttons) is helps, code
    click(bench, "bannerSelfCheckButton")
    assert dialog_of(bench).isVisible()


def test_where_there_is_a_client_nobody_is_asked_to_set_one_up(qtbot: QtBot) -> None:
    for may in (False, True):
        bench = make_bench(qtbot, may_set_up=may)
        dialog = opened(qtbot, bench)
        bench.bridge.last("self_check").succeed(FOUND)
        assert part(dialog, QPushButton, "selfCheckSetUpButton").isVisible() is may
        dialog.show_all(FOUND[:1])
        assert not part(dialog, QPushButton, "selfCheckSetUpButton").isVisible()


# -- the rules for every page beside the window


PAGES = {
    "selfCheckDialog": Table.SELF_CHECK,
    "settingsDialog": Table.SETTINGS,
    "journalDialog": Table.JOURNAL,
    "guideWindow": Table.HELP,
}


def pages(bench: Bench, name: str) -> list[QDialog]:
    return [page for page in bench.window.findChildren(QDialog, name) if page.isVisible()]


def opened_page(bench: Bench, qtbot: QtBot, name: str) -> QDialog:
    bench.window.press(PAGES[name]) if name in PAGES else bench.window.pages.open_assistant()
    (page,) = pages(bench, name)
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.mark.parametrize("name", [*PAGES, "setupDialog"])
def test_controls_have_names_and_escape_closes_it_alone(qtbot: QtBot, name: str) -> None:
    bench = answered(make_bench(qtbot, may_set_up=True))
    bench.window.setFixedWidth(700)
    page = opened_page(bench, qtbot, name)
    assert page.width() <= 700 or name == "guideWindow", "no sheet is wider than the window"
    for button in page.findChildren(QPushButton):
        assert button.objectName()
        assert button.accessibleName() or button.text()
    for rows in (*page.findChildren(QTreeView), *page.findChildren(QTableView)):
        assert rows.accessibleName()
    press(Qt.Key.Key_Escape)
    assert pages(bench, name) == []
    assert bench.window.area.results_visible


@pytest.mark.parametrize("name", PAGES)
def test_a_scan_goes_to_the_window_behind(qtbot: QtBot, name: str) -> None:
    bench = answered(make_bench(qtbot))
    handle = opened_page(bench, qtbot, name).windowHandle()
    assert handle is not None
    for digit in KARI:
        bench.clock[0] += 0.01
        QTest.keyClick(handle, Qt.Key(ord(digit)))
    assert bench.window.form.patient.line.text() == "138969 00263"


def test_no_key_is_out_of_sight(qtbot: QtBot) -> None:
    """The columns of the list are about as long as each other: together they fit in a window of 1366 by 768."""
    bench = make_bench(qtbot)
    bench.window.resize(1366, 768)
    inside = part(HelpDialog(bench.window), QScrollArea, "helpScroll").widget()
    assert inside is not None
    assert inside.heightForWidth(1252) < 490


def test_a_key_that_is_pressed_twice_says_so(qtbot: QtBot) -> None:
    bench = logged_in(real(qtbot))
    bench.bridge.last("lookup").succeed(answer(bench, 0))
    button = part(bench.window, KeyButton, "outcomeRefresh")
    assert button._key == "F5 twice"
