"""The page of the self-check, and the ways to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.self_check.findings import AMBER, GREEN, IMPORT, RED, CheckResult, Detail, Item
from provesvar_gui.ui.admin.self_check import SelfCheckDialog
from tests.gui.fakes import Bench, make_bench
from tests.gui.hands import Key, click, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
FOUND = (
    CheckResult(Item.PROGRAM, GREEN, "Prøvesvar 1."),
    CheckResult(Item.KEY, RED, "There is none for this client.", IMPORT, set_up=True),
    CheckResult(Item.PROXY, AMBER, "It is slow.", details=(Detail(name="https://a.example", value="–"),)),
)


W = TypeVar("W", bound=QWidget)


def find(dialog: QWidget, kind: type[W], name: str) -> W:
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def dialog_of(bench: Bench) -> SelfCheckDialog:
    (dialog,) = [one for one in bench.window.findChildren(SelfCheckDialog) if one.isVisible()]
    return dialog


def opened(qtbot: QtBot, bench: Bench) -> SelfCheckDialog:
    press(Key.Key_F1, SHIFT)
    dialog = dialog_of(bench)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def rows(dialog: SelfCheckDialog) -> list[list[str]]:
    items = [dialog.list.topLevelItem(number) for number in range(dialog.list.topLevelItemCount())]
    return [[part for column in range(2) for part in item.text(column).split("\n")] for item in items if item is not None]


def state(dialog: SelfCheckDialog) -> str:
    return find(dialog, QLabel, "selfCheckState").text()


def detail(dialog: SelfCheckDialog) -> str:
    return dialog.facts.text()


def test_each_item_has_its_row_and_the_worst_is_under_the_eye(qtbot: QtBot) -> None:
    bench = make_bench(qtbot)
    dialog = opened(qtbot, bench)
    assert not find(dialog, QPushButton, "selfCheckAgainButton").isEnabled()
    assert state(dialog) == "Checking …"
    bench.bridge.last("self_check").succeed(FOUND)
    assert ["✕ Wrong", "The client's key", "There is none for this client."] in rows(dialog)
    assert len(rows(dialog)) == len(FOUND)
    assert state(dialog) == "Wrong: 1. To look at: 1. Unknown: 0. OK: 1."
    assert detail(dialog).startswith("[Wrong] The client's key")
    assert "What to do: Import the configuration file" in detail(dialog)


def test_by_keyboard_alone(qtbot: QtBot) -> None:
    bench = make_bench(qtbot)
    dialog = opened(qtbot, bench)
    bench.bridge.last("self_check").succeed(FOUND)
    press(Key.Key_Down)
    assert "https://a.example = –" in detail(dialog)
    press(Key.Key_C, CONTROL)
    report = QGuiApplication.clipboard().text()
    assert report.splitlines()[1] == "Wrong: 1. To look at: 1. Unknown: 0. OK: 1."
    assert "[Look at] Proxy" in report
    press(Key.Key_F5)
    assert len(bench.bridge.named("self_check")) == 2
    bench.bridge.last("self_check").succeed(FOUND)
    press(Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_cannot_be_looked_at_at_all(qtbot: QtBot) -> None:
    bench = make_bench(qtbot)
    dialog = opened(qtbot, bench)
    bench.bridge.last("self_check").fail(AppError(ErrorCode.SANDBOX_UNAVAILABLE))
    assert state(dialog) == "The sandbox could not be started."
    assert find(dialog, QPushButton, "selfCheckAgainButton").isEnabled()
    assert not find(dialog, QPushButton, "selfCheckCopyButton").isEnabled()


def test_from_a_message_that_it_helps_against(qtbot: QtBot) -> None:
    bench = make_bench(qtbot)
    for code, helps in ((ErrorCode.TLS_REJECTED, True), (ErrorCode.ACCESS_REFUSED, False), (ErrorCode.PORTS_BUSY, True)):
        bench.window.tell(AppError(code, params={"ports": "1"}))
        buttons = [one for one in bench.window.findChildren(QPushButton, "bannerSelfCheckButton") if one.isVisible()]
        assert bool(buttons) is helps, code
    click(bench, "bannerSelfCheckButton")
    assert dialog_of(bench).isVisible()


def test_where_there_is_a_client_nobody_is_asked_to_set_one_up(qtbot: QtBot) -> None:
    for may in (False, True):
        bench = make_bench(qtbot, may_set_up=may)
        dialog = opened(qtbot, bench)
        bench.bridge.last("self_check").succeed(FOUND)
        assert find(dialog, QPushButton, "selfCheckSetUpButton").isVisible() is may
        dialog.show_all(FOUND[:1])
        assert not find(dialog, QPushButton, "selfCheckSetUpButton").isVisible()
