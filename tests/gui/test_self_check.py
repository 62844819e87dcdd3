"""The page of the self-check, and the ways to it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.self_check.findings import AMBER, GREEN, NEW_KEY, RED, UNKNOWN, CheckResult, Detail, Grade, Item
from provesvar_gui.settings.contacts import Contact, Contacts
from provesvar_gui.ui.admin.self_check import SelfCheckDialog
from tests.gui.fakes import Bench, make_bench
from tests.gui.hands import Key, cells, click, page_of, part, press

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
DATE = {"date": "2026-11-20"}
NO_ANSWER = "The system does not say in time which proxy to use; straight ways are tried."
FOUND = (
    CheckResult(GREEN, "Prøvesvar 1.0.0. Python 3.11.2, Qt 6.12, OpenSSL 3.0, Linux.", item=Item.PROGRAM),
    CheckResult(RED, "The key expired on {date}: HelseID does not take it.", NEW_KEY, DATE, item=Item.KEY_EXPIRY, set_up=True),
    CheckResult(AMBER, NO_ANSWER, item=Item.PROXY, details=(Detail(name="https://a.example", value="–"),)),
)


def opened(qtbot: QtBot, bench: Bench) -> SelfCheckDialog:
    press(Key.Key_F1, SHIFT)
    return page_of(qtbot, bench, SelfCheckDialog)


def test_each_item_has_its_row_and_the_worst_is_under_the_eye(bench: Bench, qtbot: QtBot) -> None:
    dialog = opened(qtbot, bench)
    assert not part(dialog, QPushButton, "selfCheckAgainButton").isEnabled()
    assert part(dialog, QLabel, "selfCheckState").text() == "Checking …"
    bench.bridge.last("self_check").succeed(FOUND)
    assert ["✕ Wrong", "The key's expiry\nThe key expired on 2026-11-20: HelseID does not take it."] in cells(dialog.list)
    assert [row[0] for row in cells(dialog.list)] == ["✕ Wrong", "▲ Look at", "✓ OK"]
    said = "Something must be put right before you can look up.\nWrong: 1. To look at: 1. Unknown: 0. OK: 1."
    assert part(dialog, QLabel, "selfCheckState").text() == said
    assert dialog.facts.text().startswith("What to do: Make a new key")  # the row says the rest, just above
    assert dialog.list.viewport().height() - dialog.list.visualRect(dialog.list.model().index(2, 0)).bottom() < 8


NEEDED = (Item.SETTINGS, Item.CLIENT, Item.KEY, Item.PORTS, Item.HELSEID, Item.RESULTS)


@pytest.mark.parametrize(
    ("item", "grade", "said"),
    [
        (Item.PROXY, GREEN, "You can look up."),
        (Item.PROXY, AMBER, "You can look up. Something should be looked at. Call IT-vakten, 00 00 00 02."),
        (Item.JOURNAL, RED, "You can look up. Something should be looked at. Call IT-vakten, 00 00 00 02."),
        (Item.KEY_EXPIRY, UNKNOWN, "You can look up. Something should be looked at. Call IT-vakten, 00 00 00 02."),
        (Item.KEY, UNKNOWN, "Something should be looked at. Call IT-vakten, 00 00 00 02."),  # nobody knows
        *((item, RED, "Something must be put right before you can look up. Call IT-vakten, 00 00 00 02.") for item in NEEDED),
    ],
)
def test_first_comes_whether_one_can_look_up(qtbot: QtBot, item: Item, grade: Grade, said: str) -> None:
    dialog = opened(qtbot, make_bench(qtbot, contacts=lambda: Contacts(support=Contact(name="IT-vakten", phone="00000002"))))
    dialog.show_all([CheckResult(grade if each is item else GREEN, "It is so.", item=each) for each in {*NEEDED, item}])
    assert part(dialog, QLabel, "selfCheckState").text().split("\n")[0] == said


def test_what_a_row_has_no_room_for_stands_below(bench: Bench, qtbot: QtBot) -> None:
    dialog = opened(qtbot, bench)
    dialog.show_all([CheckResult(RED, NO_ANSWER, item=Item.PROXY, parts=(("This one.", {}),))])
    assert dialog.facts.text() == f"{NO_ANSWER}\n• This one."


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


def test_from_a_message_that_it_helps_against(bench: Bench, qtbot: QtBot) -> None:
    for code, helps in ((ErrorCode.TLS_REJECTED, True), (ErrorCode.ACCESS_REFUSED, False), (ErrorCode.PORTS_BUSY, True)):
        bench.window.controller.show_error(AppError(code, params={"ports": "1"}))
        buttons = [one for one in bench.window.findChildren(QPushButton, "bannerSelfCheckButton") if one.isVisible()]
        assert bool(buttons) is helps, code
    click(bench, "bannerSelfCheckButton")
    page_of(qtbot, bench, SelfCheckDialog)


def test_where_there_is_a_client_nobody_is_asked_to_set_one_up(qtbot: QtBot) -> None:
    for may in (False, True):
        bench = make_bench(qtbot, may_set_up=may)
        dialog = opened(qtbot, bench)
        bench.bridge.last("self_check").succeed(FOUND)
        assert part(dialog, QPushButton, "selfCheckSetUpButton").isVisible() is may
        dialog.show_all(FOUND[:1])
        assert not part(dialog, QPushButton, "selfCheckSetUpButton").isVisible()
