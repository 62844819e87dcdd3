"""The results of one look-up: how much came, what bars access, the reports, and one report whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from provesvar_gui.domain.identifiers import Profile
from provesvar_gui.domain.results import CodeableConcept, Report
from provesvar_gui.ui.clipboard import PatientClipboard
from provesvar_gui.ui.results import outcome_words
from provesvar_gui.ui.results.banner import Banner, outcome_banner, plain_label
from provesvar_gui.ui.results.header import ResultsHeader
from provesvar_gui.ui.results.lines import Style
from provesvar_gui.ui.results.outcome_screen import OutcomeScreen
from provesvar_gui.ui.results.reports.detail_view import ReportDetail
from provesvar_gui.ui.results.reports.report_head import ReportHead
from provesvar_gui.ui.results.reports.report_lines import report_lines
from provesvar_gui.ui.results.reports.report_list import ReportList
from provesvar_gui.ui.results.words import Tone
from provesvar_gui.ui.window_settings import WindowSettings

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent

    from provesvar_gui.domain.results import Finding, LookupResult
    from provesvar_gui.domain.text import Language

translate = QCoreApplication.translate


def _language_of_the_screen() -> Language:
    """What ``ui.i18n`` has made the default locale; anything that is not one of our languages is bokmål."""
    found: dict[QLocale.Language, Language] = {QLocale.Language.NorwegianNynorsk: "nn", QLocale.Language.English: "en"}
    return found.get(QLocale().language(), "nb")


class ResultsView(QWidget):
    """``resultsView``. Holds patient data only between ``show_result`` and ``clear``.

    ``language``: how numbers and dates are written; by default as ``ui.i18n`` has set the language of the screen.
    """

    report_chosen = Signal(str)  # the id of the report on the screen

    def __init__(
        self, parent: QWidget | None = None, *, settings: WindowSettings | None = None, language: Language | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("resultsView")
        settings = settings or WindowSettings(profile=Profile.TEST)
        self._style = Style(language=language or _language_of_the_screen())
        self.clipboard = PatientClipboard(sandbox=settings.sandbox, seconds=settings.clipboard_seconds, parent=self)
        self._result: LookupResult | None = None
        self._partial = False
        self._shown: Report | None = None
        self._banners: list[Banner] = []
        self.header = ResultsHeader(self)
        self.header.codes.toggled.connect(self._codes_toggled)
        self._banner_column = QVBoxLayout()
        self._banner_column.setSpacing(4)
        self.list = ReportList("reportList", self._style)
        self.other_button = QPushButton()
        self.other_button.setObjectName("otherIdentifierButton")
        self.other_button.setCheckable(True)
        self.other_list = ReportList("otherIdentifierList", self._style)
        self.none_own = plain_label("noOwnReports")
        self.none_own.setMargin(8)
        self.none_own.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._report_pane = QWidget()
        self._by_hand = False  # the person has set the heights
        self.head = ReportHead()
        self.detail = ReportDetail()
        self.detail.copy_asked.connect(self.clipboard.put)
        self.outcome = OutcomeScreen()
        self.list.chosen.connect(self._chosen_in_list)
        self.other_list.chosen.connect(self._chosen_in_other)
        self.other_button.toggled.connect(self._other_toggled)
        self._stack = QStackedWidget()
        self._lay_out()
        self._retranslate()
        self.clear()

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
        empty = QWidget()
        empty.setObjectName("resultsEmpty")
        for page in (empty, self.splitter, self.outcome):
            self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addWidget(self.header)
        outer.addLayout(self._banner_column)
        outer.addWidget(self._stack, 1)

    @property
    def language(self) -> Language:
        """The language of separators and months."""
        return self._style.language

    def set_language(self, language: Language) -> None:
        """Write values this way; the words follow Qt's translators."""
        self._style = Style(language=language, codes=self._style.codes)
        self._show_again()

    def show_result(self, result: LookupResult, *, partial: bool) -> None:
        """Show what came. A later call for the same look-up keeps the report that the person reads."""
        same = self._result is not None and self._result.lookup.number == result.lookup.number
        if not same:
            self.clear()
        self._result, self._partial = result, partial
        self.header.show()
        self.header.show_result(result, partial=partial)
        reports = self._with_loose(result.reports, result.loose_findings)
        others = self._with_loose(result.other_identifier, result.other_loose_findings)
        if not reports and not others:
            self._show_reasons(result)
            return
        self._show_banners(result)
        self._stack.setCurrentIndex(1)
        self.list.set_reports(reports, self._style)
        self.other_list.set_reports(others, self._style)
        self._name_other_button(len(others))
        self.other_button.setVisible(bool(others))
        self.other_list.setVisible(bool(others) and self.other_button.isChecked())
        self.list.setVisible(bool(reports))
        self.none_own.setText("" if reports else translate("ResultsView", "No reports are registered on the number itself."))
        self.none_own.setVisible(not reports)
        self._keep_or_choose()
        self._share_height()

    def clear(self) -> None:
        """Wipe every model and every text."""
        self._result = None
        self._shown = None
        self.header.clear()
        self.header.hide()
        self._drop_banners()
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
        self.outcome.clear()
        self._stack.setCurrentIndex(0)

    def _with_loose(self, reports: tuple[Report, ...], loose: tuple[Finding, ...]) -> tuple[Report, ...]:
        """Results whose report did not come get a place of their own in the list."""
        if not loose:
            return reports
        title = translate("ResultsView", "Results whose report did not come")
        return (*reports, Report(id="", code=CodeableConcept(text=title), findings=loose))

    def _show_reasons(self, result: LookupResult) -> None:
        """Nothing to list: the reason takes the screen, unless more may still come."""
        self._show_banners(result, outcomes=False)
        messages = outcome_words.messages(result)
        if not messages and self._partial:
            self._stack.setCurrentIndex(0)
            return
        if not messages and (result.notes or result.coverage.withheld or not result.coverage.complete):
            messages = (outcome_words.nothing_readable(),)
        self.outcome.show_messages(messages or (outcome_words.nothing_came(),))
        self._stack.setCurrentIndex(2)

    def _show_banners(self, result: LookupResult, *, outcomes: bool = True) -> None:
        self._drop_banners()
        if outcomes:
            self._banners += [outcome_banner(each, self) for each in outcome_words.messages(result)]
        if result.coverage.withheld:
            withheld = Banner("withheldBanner", Tone.OUTSIDE, self)
            withheld.say("⚠", outcome_words.withheld(result.coverage.withheld), "")
            self._banners.append(withheld)
        if result.notes:
            notes = Banner("notesBanner", Tone.PENDING, self)
            body = "\n".join(dict.fromkeys(map(outcome_words.note, result.notes)))
            notes.say("!", translate("ResultsView", "Not everything could be read or fetched"), body)
            self._banners.append(notes)
        for banner in self._banners:
            self._banner_column.addWidget(banner)
            banner.show()

    def _drop_banners(self) -> None:
        for banner in self._banners:
            self._banner_column.removeWidget(banner)
            banner.say("", "", "")
            banner.hide()
            banner.deleteLater()
        self._banners = []

    def _keep_or_choose(self) -> None:
        """Stay with the report on the screen; else take the first one of the patient's own number."""
        if self._shown is not None:
            for table in (self.list, self.other_list):
                row = table.reports.row_of(self._shown.id)
                if row >= 0:
                    if table.reports.report(row) is self._shown or table.reports.report(row) == self._shown:
                        table.mark_choice(row)
                    else:
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
        if self._by_hand or self._stack.currentIndex() != 1:
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to what there is: the list, the other reports, or the reason why there are none."""
        super().focusInEvent(event)
        shown = (each for each in (self.list, self.other_button, self.outcome) if each.isVisibleTo(self))
        target = next(shown, None)
        if target is not None:
            target.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Share the height that it has from now on."""
        super().showEvent(event)
        self._share_height()

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

    def _show_again(self) -> None:
        """The same result with another language or other choices."""
        if self._result is None:
            return
        shown = self._shown
        self.list.set_reports((), self._style)
        self.other_list.set_reports((), self._style)
        self.show_result(self._result, partial=self._partial)
        if shown is not None:
            self._show_report(shown)

    def _codes_toggled(self, shown: bool) -> None:
        self._style = Style(language=self._style.language, codes=shown)
        if self._shown is not None:
            self._show_report(self._shown)

    def _other_toggled(self, opened: bool) -> None:
        self.other_list.setVisible(opened)
        self._share_height()
        if opened and self.other_list.reports.rowCount():
            self.other_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_other_button(self, count: int) -> None:
        words = translate("ResultsView", "Registered on another kind of identifier: %n report(s)", "", count)
        self.other_button.setText(words)
        self.other_button.setAccessibleName(words)

    def _retranslate(self) -> None:
        self.setAccessibleName(translate("ResultsView", "Results"))
        self.list.setAccessibleName(translate("ResultsView", "Reports"))
        self.other_list.setAccessibleName(translate("ResultsView", "Reports on another kind of identifier"))
        self.detail.setAccessibleName(translate("ResultsView", "The report"))
        self.header.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._show_again()
