"""Everything that a window gets after its first paint, put together."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.self_check.findings import CheckResult, Item, State
from provesvar_gui.self_check.network_checks import Connectivity, Reached
from provesvar_gui.ui import keys
from provesvar_gui.ui.drill import DrillFrame, DrillQuestion
from provesvar_gui.ui.help.keys import HelpDialog
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.startup.checks import Shift
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel
from tests.gui.fakes import make_bench
from tests.window_settings import window_settings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.gui.fakes import Bench


def make_shift(qtbot: QtBot, **settings: Any) -> tuple[Bench, Shift]:
    bench = make_bench(qtbot, **settings)
    return bench, Shift(bench.window, window_settings(**settings), drill_command=[sys.executable])


def test_the_drill_has_a_button_and_a_key_where_it_may_be(qtbot: QtBot) -> None:
    bench, shift = make_shift(qtbot, may_drill=True)
    qtbot.waitUntil(shift.foot.drill.isVisible)
    shift.foot.drill.click()
    question = bench.window.findChild(DrillQuestion)
    assert isinstance(question, DrillQuestion)
    bench.window.controller.setup.settled.emit(window_settings(may_drill=False))
    assert not question.isVisible()
    assert not shift.foot.drill.isVisible()


@pytest.mark.parametrize("drill", [True, False])
def test_in_the_sandbox_there_is_no_way_to_one(qtbot: QtBot, drill: bool) -> None:
    bench, shift = make_shift(qtbot, sandbox=True, drill=drill)
    assert shift.drill is None
    assert shift.foot.drill.isHidden()
    assert bool(bench.window.findChildren(DrillFrame)) is drill
    QTest.keyClick(bench.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert bench.window.findChild(DrillQuestion) is None
    if drill:
        assert not bench.window.isVisible(), "in a drill the key ends it"
    else:
        assert "synthetic already" in bench.window.form.progress.text, "the key answers"
    shift.end()


@pytest.mark.parametrize(("settings", "listed"), [({"may_drill": True}, True), ({}, False), ({"sandbox": True}, False)])
def test_the_key_is_in_the_table_of_keys_where_it_begins_one(qtbot: QtBot, settings: dict[str, Any], listed: bool) -> None:
    bench = make_bench(qtbot, **settings)
    bench.window.press(Key.KEYS)
    dialog = bench.window.findChild(HelpDialog)
    assert isinstance(dialog, HelpDialog)
    assert any(one.text() == keys.shown(Key.DRILL) for one in dialog.findChildren(ToneLabel)) is listed
    close = dialog.findChild(QPushButton, "closeHelpButton")
    assert isinstance(close, QPushButton)
    assert close.icon().isNull(), "the style's is dark on dark"
    close.click()
    assert not dialog.isVisible()


def test_the_keys_stand_below_each_other_where_two_columns_find_no_room(qtbot: QtBot) -> None:
    bench = make_bench(qtbot)
    bench.window.press(Key.KEYS)
    dialog = bench.window.findChild(HelpDialog)
    assert isinstance(dialog, HelpDialog)
    scroll = dialog.findChild(QScrollArea, "helpScroll")
    assert isinstance(scroll, QScrollArea)

    inside = scroll.widget()
    assert inside is not None
    labels = inside.findChildren(ToneLabel)

    def shown_in(columns: int) -> bool:
        lefts = {one.mapTo(inside, one.rect().topLeft()).x() for one in labels}
        right = max(one.mapTo(inside, one.rect().topRight()).x() for one in labels)
        return len(lefts) == 2 * columns and right <= scroll.viewport().width()

    for width, columns in ((1000, 2), (420, 1), (1000, 2)):
        dialog.resize(width, 600)
        qtbot.waitUntil(partial(shown_in, columns))


@pytest.mark.parametrize("drill", [True, False])
@pytest.mark.parametrize("width", [1280, 1000])
def test_the_line_is_in_the_middle_of_the_page_as_the_heading_is(qtbot: QtBot, drill: bool, width: int) -> None:
    bench, shift = make_shift(qtbot, may_drill=drill)
    bench.window.resize(width, 800)
    shift.foot.say("Login, service and code list answer (07:02)", Tone.SUBDUED)
    page, line = shift.foot.parentWidget(), shift.foot.line
    assert page is not None
    qtbot.waitUntil(lambda: shift.foot.drill.isVisible() is drill)

    def off() -> float:
        assert page is not None
        heading = page.findChild(ToneLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
        assert isinstance(heading, ToneLabel)
        middles = [one.mapTo(page, one.rect().center()).x() for one in (heading, line)]
        return abs(middles[0] - middles[1])

    qtbot.waitUntil(lambda: off() <= 1)
    assert line.alignment() == Qt.AlignmentFlag.AlignHCenter


def test_switched_off_nothing_is_asked(qtbot: QtBot) -> None:
    bench, shift = make_shift(qtbot, trouble=AppError(ErrorCode.SETTINGS_INVALID))
    shift.begin()
    bench.bridge.last("get_ready").succeed(None)
    assert not bench.bridge.named("flight_check")
    bench.window.controller.setup.settled.emit(window_settings())
    assert bench.bridge.named("flight_check")


def test_a_self_check_is_news_of_the_services(qtbot: QtBot) -> None:
    bench, shift = make_shift(qtbot)
    shift.begin()
    bench.bridge.last("get_ready").succeed(None)
    silent = Connectivity(login=Reached.ANSWERS, service=Reached.SILENT, code_list=Reached.ANSWERS)
    bench.bridge.last("flight_check").succeed(silent)
    assert "does not answer" in shift.foot.line.text()
    bench.window.press(Key.SELF_CHECK)
    bench.bridge.last("self_check").succeed((CheckResult(item=Item.RESULTS, state=State.REACHED),))
    assert shift.foot.line.text() == ""
    assert len(bench.bridge.named("flight_check")) == 2
