"""The results view with real widgets: reading, keys, copying, languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget

from provesvar_gui.results.model import Outcome, OutcomeKind
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.hands import in_language
from tests.gui.results import made, shown
from tests.gui.results.sandbox_patients import patient


def test_words_decimals_and_months_follow_the_language_at_once(view: ResultsView, qapp: QApplication) -> None:
    view.show_result(made.result(made.report("1", made.finding("Kalium", made.quantity("6.80")))), partial=False)
    assert {"6,80 mmol/L", "● Final"} <= set(shown.detail_text(view).replace("\n", "\t").split("\t"))
    view._language = "en"
    with in_language(qapp, "nb"):
        QApplication.sendPostedEvents()
        assert {"6.80 mmol/L", "● Endelig"} <= set(shown.detail_text(view).replace("\n", "\t").split("\t"))
        assert "14 Aug 2024" in shown.detail_text(view)


def test_the_keyboard_reaches_everything(view: ResultsView) -> None:
    reports = [made.report(str(n), made.finding(f"Analyse {n}", made.quantity("1"))) for n in range(3)]
    view.show_result(made.result(*reports, correlation_ids=("c",)), partial=False)
    shown.to_reports(view)
    view.reports.list.setFocus()
    QTest.keyClick(view.reports.list, Qt.Key.Key_Down)
    assert "Analyse 1" in shown.detail_text(view)
    assert view.reports.list.currentIndex().column() == 0
    reached = set()
    for _ in range(24):
        focused = view.window().focusWidget()
        reached.add(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert {"reportList", "reportDetail", "takeCopy", "takeMore", "showReferences"} <= reached


@pytest.mark.parametrize("read", [True, False])
def test_codes_come_on_demand_also_before_the_report_is_read(view: ResultsView, read: bool) -> None:
    finding = made.finding("Kalium", made.quantity("4"), code=made.concept("Kalium", ("7280", "NPU03230", "P-Kalium")))
    view.show_result(made.result(made.report("1", finding)), partial=False)
    if read:
        assert "NPU03230" not in shown.detail_text(view)
    view.tools.codes.setChecked(True)
    assert "7280 NPU03230 P-Kalium" in shown.detail_text(view)


def test_references_come_on_demand_and_can_be_copied(view: ResultsView) -> None:
    view.show_result(made.result(made.report(), correlation_ids=("a-1", "b-2")), partial=False)
    view.footer.open.click()
    assert view.footer.about is not None
    assert "Request 1: a-1\nRequest 2: b-2" in view.footer.about.facts.text()
    QTest.mouseClick(view.footer.about.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "a-1\nb-2"
    asked = QSignalSpy(view.call_asked)
    for call in view.footer.about.findChildren(QPushButton, "aboutCallButton"):
        QTest.mouseClick(call, Qt.MouseButton.LeftButton)
    assert asked.count() == 1


def test_no_widget_takes_text_for_markup(view: ResultsView) -> None:
    markup = '<img src="http://example.invalid/x.png">'
    outcome = Outcome(kind=OutcomeKind.UNKNOWN, text=markup)
    for reports in ((), (made.report("1", made.finding(markup, made.concept(markup)), code=made.concept(markup)),)):
        view.show_result(made.result(*reports, outcomes=(outcome,)), partial=False)
        assert all(label.textFormat() == Qt.TextFormat.PlainText for label in view.findChildren(QLabel))
        assert markup in shown.everything(view)


def test_no_tooltip_holds_a_text_of_the_service(view: ResultsView) -> None:
    """Tooltips take text for mark-up: an <img> in one would be fetched."""
    evil = '<img src="file:///etc/passwd">'
    view.show_result(
        made.result(made.report("1", made.finding(evil, made.quantity("1")), code=made.concept(evil))), partial=False
    )
    for table in (view.reports.list, view.reports.detail):
        model = table.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                assert not model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)


def copied(widget: QWidget) -> str:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = clipboard.text()
    return "" if text == "before" else text


@pytest.fixture
def full(view: ResultsView) -> Iterator[ResultsView]:
    view.activateWindow()
    view.show_result(patient(), partial=False)
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
