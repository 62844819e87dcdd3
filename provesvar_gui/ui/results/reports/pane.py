"""The reports: the list of them above, the chosen one whole below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from provesvar_gui.domain.results import CodeableConcept, Report
from provesvar_gui.ui.results.banner import plain_label
from provesvar_gui.ui.results.pane import Pane
from provesvar_gui.ui.results.reports.detail_view import ReportDetail
from provesvar_gui.ui.results.reports.report_head import ReportHead
from provesvar_gui.ui.results.reports.report_lines import report_lines
from provesvar_gui.ui.results.reports.report_list import ReportList

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from provesvar_gui.domain.digest import Digest
    from provesvar_gui.domain.results import Finding, LookupResult
    from provesvar_gui.ui.results.lines import Style

translate = QCoreApplication.translate


class ReportsPane(Pane):
    """``reportsPane``. Shows a result as soon as it is there; it does not wait for the digest."""

    report_chosen = Signal(str)  # the id of the report on the screen

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reportsPane")
        self._style = style
        self._result: LookupResult | None = None
        self._shown: Report | None = None
        self._by_hand = False  # the person has set the heights
        self.list = ReportList("reportList", style)
        self.other_button = QPushButton()
        self.other_button.setObjectName("otherIdentifierButton")
        self.other_button.setCheckable(True)
        self.other_list = ReportList("otherIdentifierList", style)
        self.none_own = plain_label("noOwnReports")
        self.none_own.setMargin(8)
        self.none_own.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._report_pane = QWidget()
        self.head = ReportHead()
        self.detail = ReportDetail()
        self.detail.copy_asked.connect(self.copy_asked)
        self.list.chosen.connect(self._chosen_in_list)
        self.other_list.chosen.connect(self._chosen_in_other)
        self.other_button.toggled.connect(self._other_toggled)
        self._lay_out()

    def _lay_out(self) -> None:
        lists = QWidget()
        column = QVBoxLayout(lists)
        column.addWidget(self.none_own)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.list, 3)
        column.addWidget(self.other_button)
        column.addWidget(self.other_list, 1)
        column.addStretch()  # keeps to the top what is left when both tables are closed
        beside = QVBoxLayout(self._report_pane)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.head)
        beside.addWidget(self.detail, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("resultsSplitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(lists)
        self.splitter.addWidget(self._report_pane)
        self.splitter.splitterMoved.connect(self._moved_by_hand)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.splitter)

    def show_digest(self, digest: Digest, style: Style) -> None:
        """It shows the result itself."""

    def show_result(self, result: LookupResult, style: Style) -> None:
        """Show what came. A later call for the same look-up keeps the report that the person reads."""
        self._result, self._style = result, style
        reports = self._with_loose(result.reports, result.loose_findings)
        others = self._with_loose(result.other_identifier, result.other_loose_findings)
        self.list.set_reports(reports, style)
        self.other_list.set_reports(others, style)
        self._name_other_button(len(others))
        self.other_button.setVisible(bool(others))
        self.other_list.setVisible(bool(others) and self.other_button.isChecked())
        self.list.setVisible(bool(reports))
        self.none_own.setText("" if reports else translate("ResultsView", "No reports are registered on the number itself."))
        self.none_own.setVisible(not reports)
        self._keep_or_choose()
        self._share_height()

    def show_codes(self, style: Style) -> None:
        """The report on the screen once more, with or without its codes."""
        self._style = style
        if self._shown is not None:
            self._show_report(self._shown)

    def show_again(self, style: Style) -> None:
        """The same result, written anew."""
        if self._result is None:
            return
        result, shown = self._result, self._shown
        self.list.set_reports((), style)
        self.other_list.set_reports((), style)
        self.show_result(result, style)
        if shown is not None:
            self._show_report(shown)

    def choose(self, report: Report) -> None:
        """Put the person on that report."""
        for table in (self.list, self.other_list):
            row = table.reports.place_of(report)
            if row >= 0:
                if table is self.other_list:
                    self.other_button.setChecked(True)
                table.choose(row)
                return

    def clear(self) -> None:
        """Wipe every model and every text."""
        self._result = None
        self._shown = None
        self.list.set_reports((), self._style)
        self.other_list.set_reports((), self._style)
        self.other_button.setChecked(False)
        self.other_button.setText("")
        self.other_button.setAccessibleName("")
        self.none_own.setText("")
        self._by_hand = False
        self.other_button.hide()
        self.other_list.hide()
        self.head.clear()
        self.detail.clear()

    def _with_loose(self, reports: tuple[Report, ...], loose: tuple[Finding, ...]) -> tuple[Report, ...]:
        """Results whose report did not come get a place of their own in the list."""
        if not loose:
            return reports
        title = translate("ResultsView", "Results whose report did not come")
        return (*reports, Report(id="", code=CodeableConcept(text=title), findings=loose))

    def _keep_or_choose(self) -> None:
        """Stay with the report on the screen; else take the first one of the patient's own number."""
        if self._shown is not None:
            for table in (self.list, self.other_list):
                row = table.reports.place_of(self._shown)
                if row >= 0:
                    table.mark_choice(row)
                    return
                row = table.reports.row_of(self._shown.id) if self._shown.id else -1
                if row >= 0:
                    table.choose(row)
                    return
        self._shown = None
        if self.list.reports.rowCount():
            self.list.choose(0)
        else:
            self.head.clear()
            self.detail.clear()
            self._report_pane.hide()

    def _moved_by_hand(self) -> None:
        self._by_hand = True

    def _share_height(self) -> None:
        """The list takes what it needs, at most two fifths; the report has the rest, until the person decides otherwise."""
        if self._by_hand:
            return
        tables = [table for table in (self.list, self.other_list) if table.isVisibleTo(self)]
        needed = sum(max(table.wanted_height(), table.minimumSizeHint().height()) for table in tables)
        if self.other_button.isVisibleTo(self):
            needed += self.other_button.sizeHint().height() + 12
        room = self.splitter.height()
        self.splitter.setSizes([min(needed, room * 2 // 5), room])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height again."""
        super().resizeEvent(event)
        self._share_height()

    def showEvent(self, event: QShowEvent) -> None:
        """Share the height that it has from now on."""
        super().showEvent(event)
        self._share_height()

    def take_focus(self) -> None:
        """To the list, or to the button that opens the other one."""
        target = next((each for each in (self.list, self.other_button) if each.isVisibleTo(self)), self)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen_in_list(self, report: Report) -> None:
        self.other_list.forget_choice()
        self._show_report(report)

    def _chosen_in_other(self, report: Report) -> None:
        self.list.forget_choice()
        self._show_report(report)

    def _show_report(self, report: Report) -> None:
        self._shown = report
        self._report_pane.show()
        self.head.show_report(
            report, self._style, apart=self._result is not None and any(report is each for each in self._result.other_identifier)
        )
        self.detail.show_lines(report_lines(report, self._style))
        self.report_chosen.emit(report.id)

    def _other_toggled(self, opened: bool) -> None:
        self.other_list.setVisible(opened)
        self._share_height()
        if opened and self.other_list.reports.rowCount():
            self.other_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_other_button(self, count: int) -> None:
        words = translate(
            "ResultsView", "Registered on another kind of identifier, or one that cannot be read: %n report(s)", "", count
        )
        self.other_button.setText(words)
        self.other_button.setAccessibleName(words)

    def retranslate(self) -> None:
        """Names in the language of the screen."""
        self.list.setAccessibleName(translate("ResultsView", "Reports"))
        self.other_list.setAccessibleName(
            translate("ResultsView", "Reports on another kind of identifier, or one that cannot be read")
        )
        self.detail.setAccessibleName(translate("ResultsView", "The report"))
