"""The columns of the view of own look-ups: all are seen, and no word is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QRect, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from provesvar_gui.paths import resource
from provesvar_gui.ui.admin.journal import JournalColumn
from tests.gui.test_journal import FIRST, SECOND, asked, line, logged_in, own, whole_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def bokmaal() -> Iterator[None]:
    translator = QTranslator()
    assert translator.load(str(resource("i18n", "provesvar_nb.qm")))
    assert QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.mark.usefixtures("bokmaal")
@pytest.mark.parametrize("width", [1180, 1000])
def test_every_column_is_seen_and_no_word_is_cut(qtbot: QtBot, width: int) -> None:
    bench = logged_in(qtbot)
    dialog = asked(bench, qtbot)
    dialog.resize(width, 640)
    opening: dict[str, Any] = {"basis": "FORHOYET_AKUTT", "reason": "no-consent-possible", "opening": SECOND}
    bench.bridge.last("own_journal").succeed(
        own(line(3, findings=("restricted",), complete=False, here=True, **opening), line(2))
    )
    table = dialog.table
    for _ in range(8):
        QApplication.processEvents()
    shown = [column for column in JournalColumn if not table.isColumnHidden(column)]
    assert JournalColumn.REASON in shown
    assert JournalColumn.REFERENCES not in shown  # of the chosen line, below
    assert FIRST in whole_text(dialog)
    assert sum(map(table.columnWidth, shown)) <= table.viewport().width() + len(shown)
    assert table.horizontalScrollBar().maximum() == 0
    metrics, cells = table.fontMetrics(), table.lines.cells(0)
    for column in shown:
        room = QRect(0, 0, table.columnWidth(column) - 6, 10_000)
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, cells[column])
        assert needed.height() <= table.rowHeight(0), column
        assert needed.width() <= room.width(), column
    assert table.rowHeight(1) < table.rowHeight(0)  # an ordinary line takes no more than it needs
    dialog.resize(2400, 640)
    QApplication.processEvents()
    assert table.rowHeight(0) == table.rowHeight(1)  # there is room now


@pytest.mark.usefixtures("bokmaal")
def test_a_line_far_down_has_its_height_when_it_is_in_sight(qtbot: QtBot) -> None:
    bench = logged_in(qtbot)
    dialog = asked(bench, qtbot)
    dialog.resize(1000, 640)
    odd: dict[str, Any] = {"findings": ("restricted", "blocked"), "complete": False, "basis": "SAMTYKKE"}
    lines = [line(number, **(odd if number % 5 == 0 else {})) for number in range(200, 0, -1)]
    bench.bridge.last("own_journal").succeed(own(*lines))
    table = dialog.table

    def uncut() -> list[int]:
        """The rows in sight; none of them is cut."""
        QApplication.processEvents()
        table.finish()
        rows = list(range(table.rowAt(0), table.rowAt(table.viewport().height() - 1) + 1 or table.lines.rowCount()))
        for row in rows:
            for column in (JournalColumn.BASIS, JournalColumn.OUTCOME):
                room = QRect(0, 0, table.columnWidth(column) - 6, 10_000)
                words = table.lines.cells(row)[column]
                assert table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, words).height() <= table.rowHeight(row)
        return rows

    assert 0 in uncut()
    table.scrollTo(table.lines.index(70, 0))
    assert 70 in uncut()
    table.setCurrentIndex(table.lines.index(120, 0))
    assert 120 in uncut()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert table.row == 199
    assert 199 in uncut()
    bottom = table.visualRect(table.lines.index(199, 0)).bottom()
    assert bottom <= table.viewport().height(), "the last line is whole in sight"
    dialog.resize(1400, 640)
    assert 199 in uncut()
    dialog.resize(1000, 640)
    assert 199 in uncut()
    assert {table.rowHeight(row) for row in range(60, 120) if row % 5 and row < 100} == {table.rowHeight(1)}


def test_without_an_opening_there_is_no_column_for_its_reason(qtbot: QtBot) -> None:
    bench = logged_in(qtbot)
    dialog = asked(bench, qtbot)
    bench.bridge.last("own_journal").succeed(own(line(2), line(1)))
    table = dialog.table
    assert table.isColumnHidden(JournalColumn.REASON)
    assert table.rowHeight(0) < 2 * table.fontMetrics().lineSpacing()  # one line
