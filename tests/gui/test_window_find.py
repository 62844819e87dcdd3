"""The search field in the whole window: what is typed there is neither a basis nor a look-up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from provesvar_gui.ui.results_area import default_view
from tests.gui.fakes import DOCTOR, Bench, make_bench
from tests.gui.hands import Key, press, sent, showing, type_form, view_of
from tests.gui.results import made

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    """Results of two reports on the screen, and the caret in the search field."""
    made_bench = make_bench(qtbot, make_view=default_view)
    type_form(made_bench)
    press(Key.Key_Return)
    made_bench.bridge.last("login").succeed(DOCTOR)
    reports = (made.report("a", made.finding("S-Ferritin", True)), made.report("b", made.finding("Urat", True)))
    made_bench.bridge.last("lookup").succeed(made.result(*reports, number=sent(made_bench).number))
    view = view_of(made_bench)
    qtbot.waitUntil(lambda: view.find_bar.isVisible())
    QApplication.processEvents()  # the list of roles closes and the window comes to the front again
    press(Key.Key_F, CTRL)
    assert view.find_bar.field.hasFocus()
    return made_bench


def test_what_is_typed_asks_nothing_and_goes_with_the_number(bench: Bench) -> None:
    field = view_of(bench).find_bar.field
    QTest.keyClicks(field, "ferritin")
    view_of(bench).find_bar.finish()
    press(Key.Key_Return)
    assert view_of(bench).panes.flowsheet.table.hasFocus()
    assert len(bench.bridge.named("lookup")) == 1
    press(Key.Key_F, CTRL)
    press(Key.Key_Escape)
    assert (field.text(), field.hasFocus(), showing(bench)) == ("", True, True)
    press(Key.Key_Escape)
    assert (field.hasFocus(), showing(bench)) == (False, True)
    QTest.keyClicks(field, "ferritin")
    press(Key.Key_F2)
    press(Key.Key_1)
    assert (showing(bench), field.text(), view_of(bench).find_bar.isVisible()) == (False, "", False)
