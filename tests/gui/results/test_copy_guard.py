"""Whatever has the focus, what Ctrl+C takes goes by way of the guard of the clipboard: told where it is from, and taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QPlainTextEdit, QWidget

from provesvar_gui.results.model import Party
from tests.gui.results import made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.results.model import Finding
    from provesvar_gui.ui.results.view import ResultsView

START = datetime(2024, 8, 14, 8, 0, tzinfo=UTC)


def potassium(value: str, hours: float) -> Finding:
    when = made.moment((START + timedelta(hours=hours)).isoformat())
    code = made.concept("", ("7280", "NPU03230", "P-Kalium"))
    return made.finding("P-Kalium", made.quantity(value), code=code, effective=when, id=f"{hours}")


def copied(widget: QWidget) -> str:
    """What Ctrl+C takes there."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = clipboard.text()
    return "" if text == "before" else text


@pytest.fixture
def full(view: ResultsView) -> Iterator[ResultsView]:
    view.activateWindow()
    lab = (Party(organisation="Fjord"),)
    first, second = potassium("4.0", 0), potassium("5.1", 30)
    reports = (
        made.report("1", first, performers=lab),
        made.report("2", second, performers=lab, effective=second.observation.effective),
    )
    view.show_result(made.result(*reports), partial=False)
    view._slices.finish()
    yield view
    view.clear()


def test_nothing_goes_past_the_guard(full: ResultsView) -> None:
    seen = set()
    for place in range(full.panes.tabs.count()):
        full.panes.turn_to(place)
        QApplication.processEvents()
        for each in full.findChildren(QWidget):
            if each.isVisible() and isinstance(each, QAbstractItemView | QPlainTextEdit):
                each.selectAll()
                seen.add(each.objectName())
                taken = copied(each)
                assert not taken or full.clipboard.holds_ours, each.objectName()
    assert {"reportList", "reportDetail", "overviewList"} <= seen


def test_no_label_can_be_selected(full: ResultsView) -> None:
    for label in full.findChildren(QLabel):
        assert label.textInteractionFlags() in (
            Qt.TextInteractionFlag.NoTextInteraction,
            Qt.TextInteractionFlag.LinksAccessibleByMouse,
        ), label.objectName()
