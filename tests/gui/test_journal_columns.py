"""The columns of the view of own look-ups: all are seen, and no word is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QRect, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from provesvar_gui.paths import resource
from provesvar_gui.ui.journal.model import Column
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
    shown = [column for column in Column if not table.isColumnHidden(column)]
    assert Column.REASON in shown
    assert Column.REFERENCES not in shown  # of the chosen line, below
    assert FIRST in whole_text(dialog)
    assert sum(map(table.columnWidth, shown)) <= table.viewport().width() + len(shown)
    assert table.horizontalScrollBar().maximum() == 0
    metrics, cells = table.fontMetrics(), table.lines.cells(0)
    for column in shown:
        room = QRect(0, 0, table.columnWidth(column) - 8, 10_000)
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, cells[column])
        assert needed.height() <= table.rowHeight(0), column
        assert needed.width() <= room.width(), column
    assert table.rowHeight(1) < table.rowHeight(0)  # an ordinary line takes no more than it needs
    dialog.resize(2400, 640)
    QApplication.processEvents()
    assert table.rowHeight(0) == table.rowHeight(1)  # there is room now


def test_without_an_opening_there_is_no_column_for_its_reason(qtbot: QtBot) -> None:
    bench = logged_in(qtbot)
    dialog = asked(bench, qtbot)
    bench.bridge.last("own_journal").succeed(own(line(2), line(1)))
    table = dialog.table
    assert table.isColumnHidden(Column.REASON)
    assert table.rowHeight(0) < 2 * table.fontMetrics().lineSpacing()  # one line
