"""The pane of reports: the list, and the chosen report beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from provesvar_gui.results import text
from provesvar_gui.results.model import CodeableConcept, Report
from provesvar_gui.results.placed import PENDING, VOID, in_report, standing
from provesvar_gui.results.trend import Previous
from provesvar_gui.results.versions import Versions
from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common import ages, flags, labels, lines, sampling, status_text
from provesvar_gui.ui.results.common.detail_view import ReportDetail
from provesvar_gui.ui.results.common.export import left_out
from provesvar_gui.ui.results.common.export import report as export_report
from provesvar_gui.ui.results.common.lines import Kind
from provesvar_gui.ui.results.common.pane import Pane
from provesvar_gui.ui.results.common.record_view import ListAndDetail, RecordHead, clock_on, open_menu
from provesvar_gui.ui.results.common.report_lines import Context, report_lines, rung
from provesvar_gui.ui.results.common.sampling import Sampling
from provesvar_gui.ui.results.reports.report_list import ReportList, gist
from provesvar_gui.ui.widgets import Label, column_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from datetime import datetime

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.model import Finding, LookupResult
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.search import SearchMatches
    from provesvar_gui.ui.results.common.lines import Line, Style

translate = QCoreApplication.translate


class ReportHead(RecordHead):
    """``reportHead``. A button shows the requester, and every id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("reportHead", "reportTitle", "reportStatus", "reportFacts", parent)
        self.standing = Label(name="reportStanding", wraps=True, parent=self)
        theme.set_font(self.standing, theme.Type.TABLE, bold=True)
        self.more = QPushButton(self)
        self.more.setObjectName("showWhole")
        self.more.setCheckable(True)
        theme.set_kind(self.more, "quiet")
        icons.set_icon(self.more, Icon.MORE, "accent_text")
        self.tools.addWidget(self.more)
        self.column.addWidget(self.standing)
        self.clear()

    def show_report(self, report: Report, style: Style, *, now: datetime | None, apart: bool, standing: str) -> None:
        """``apart``: on another kind of identifier, which is named. ``standing``: to other versions of it."""
        kind = sampling.of_report(report)
        name = text.name(report.code)
        if kind is Sampling.IMAGING or not name:
            name = gist(report, style)[0] or translate("ReportHead", "Report")
        pending = report.status in PENDING and not status_text.one_status(report, report.findings)
        status = labels.report_status(report.status) if pending else labels.status(report.status)
        context = Context(report, style)
        coded = self.show_rung(rung(report, style), filter(None, map(flags.report_mark, report.comments)))
        marks = (status, *coded, *labels.opened(report), *labels.opened_within(report))
        date = style.moment(report.effective) or translate("ReportHead", "not given")
        age = ages.age(report.effective, now)
        issued, first = style.moment(report.issued), style.moment(report.report_date)
        specimen = context.shared_specimen
        dates = context.only_text.observation.dates if context.only_text is not None else ()
        described = ((each.label, style.value(each.value)) for each in dates)
        facts = (
            (translate("ReportHead", "Registered on"), lines.registered_on(report) if apart or report.subject is None else ""),
            (sampling.date_label(kind), f"{date} ({age})" if age else date),
            (translate("ReportHead", "First issued"), first if first != issued else ""),
            (translate("ReportHead", "Issued"), clock_on(issued, date)),
            *((labels.label(of), clock_on(at, date)) for of, at in described if at != issued),
            ("", lines.laboratories(report).removesuffix(f", {name}") or sampling.source_missing(kind)),
            ("", text.name(specimen.kind) if specimen is not None and specimen.kind else ""),
        )
        self.show_head(name, marks, facts, struck=report.status in VOID)
        self.standing.setText(standing)
        self.standing.setVisible(bool(standing))

    def clear(self) -> None:
        super().clear()
        self.standing.setText("")
        self.standing.hide()

    def retranslate(self) -> None:
        name = translate("ReportHead", "Request and ids")
        self.more.setText(name)
        self.more.setAccessibleName(name)
        self.more.setToolTip(translate("ReportHead", "Who asked for it, the specimen, and every number that the laboratory gave"))


class ReportsPane(Pane):
    """The pane of reports, ``reportsPane``. Shows a result as soon as it is there; it does not wait for the digest."""

    follows_filter = True

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reportsPane")
        self._style = style
        self._result: LookupResult | None = None
        self.shown: Report | None = None
        self._versions = Versions()
        self._previous = Previous()
        self._complete = True
        self.by_itself = True  # the report on the screen was not chosen by the person
        self._on_heading = False  # the person is on the heading of those that stand apart
        self._filter: SearchMatches | None = None
        self.list = ReportList("reportList", style)
        self.head = ReportHead()
        self.detail = ReportDetail()
        self.detail.copy_asked.connect(self.copy_asked)
        self.list.copy_pressed.connect(partial(self.export_asked.emit, Key.COPY_ALL))
        self.list.chosen.connect(self._chosen)
        self.list.menu_asked.connect(lambda row, at: open_menu(self.list, "reportMenu", self._actions(row), at))
        self.head.more.toggled.connect(lambda _on: self._show_again_in_place())
        self.splitter = ListAndDetail("resultsSplitter", self.list, self.head, self.detail)
        column_of(self, 0).addWidget(self.splitter)
        self.setTabOrder(self.list, self.head.more)
        self.setTabOrder(self.head.more, self.detail)

    def show_digest(self, digest: Digest, style: Style) -> None:
        self.show_result(self._result or digest.result, style, digest)

    def show_result(self, result: LookupResult, style: Style, digest: Digest | None = None) -> None:
        """Show the reports. A later call for the same look-up keeps the report that the person reads.

        ``digest``: fold older versions, and add the previous values.
        """
        self._result, self._style, before = result, style, self.shown
        if digest is not None:
            self._versions, self._complete = digest.versions, digest.complete
            self._previous = Previous(digest.series) if digest.complete else Previous()
        reports = self._with_loose(result.reports, result.loose_findings)
        others = self._with_loose(result.other_identifier, result.other_loose_findings)
        self.list.reports.set_reports(reports, style, others=others, versions=self._versions, fetched_at=result.fetched_at)
        self._keep_or_choose()
        if digest is not None and self.shown is before:
            self._show_again_in_place()

    def apply_filter(self, shown: SearchMatches | None) -> None:
        """Show only reports with a match, each complete, with the matches highlighted."""
        before = self.shown
        self._filter = shown
        self.list.reports.set_wanted(shown)
        self._keep_or_choose()
        if self.shown is not None and self.shown is before:
            self._show_again_in_place()
            if shown is not None:
                self.detail.to_hit()

    def _show_again_in_place(self) -> None:
        if self.shown is not None:
            self._show_report(self.shown, keep_place=True)

    def show_again(self, style: Style) -> None:
        """The same in another language, or with or without codes."""
        self._style = style
        if self._result is not None:
            self.show_result(self._result, style)
        self._show_again_in_place()

    def choose(self, report: Report) -> None:
        """Select that report, and unfold its group."""
        row = self.list.reveal(report)
        if row >= 0:
            self.by_itself = False
            self.list.choose(row)

    def clear(self) -> None:
        self._result = None
        self.shown = None
        self._versions, self._previous = Versions(), Previous()
        self._complete = True
        self.by_itself = True
        self._filter = None
        self.list.reports.set_reports((), self._style)
        self.list.reports.set_wanted(None)
        self._show_nothing()
        self.head.more.setChecked(False)

    def _with_loose(self, reports: tuple[Report, ...], loose: tuple[Finding, ...]) -> tuple[Report, ...]:
        """The list with an entry for results whose report is missing."""
        if not loose:
            return reports
        code = CodeableConcept(text=translate("ResultsView", "Results whose report did not come"))
        known, opened = tuple(each for each in loose if not each.opened), tuple(each for each in loose if each.opened)
        made = (Report(id="", code=code, findings=each, opened=each is opened) for each in (known, opened) if each)
        return (*reports, *made)

    def _keep_or_choose(self) -> None:
        """Stay with the report on the screen; else take the newest of the patient's own number that has results."""
        model, shown = self.list.reports, self.shown
        if self._on_heading and model.place_of(None) >= 0:
            self.list.mark_choice(model.place_of(None))
            return
        if shown is not None:
            row = model.place_of(shown)
            if row < 0 and not self.by_itself and self._filter is None:
                row = self.list.reveal(shown)
            if row >= 0 and not (self.by_itself and model.entry(row).older is not None):
                self.list.mark_choice(row)
                return
            row = model.row_of(shown.id) if shown.id and self._versions.group_of(shown) is None else -1
            if row >= 0:
                by_itself = self.by_itself
                self.list.choose(row)
                self.by_itself = by_itself  # the same report, more of it
                return
        self.shown = None
        own = [row for row in range(model.rowCount()) if model.report(row) is not None and not model.entry(row).apart]
        if own:
            self.list.choose(next((row for row in own if self._is_readable(model.report(row))), own[0]))
            self.by_itself = True
        else:
            self._show_nothing()

    def _is_readable(self, report: Report | None) -> bool:
        """Whether a report is a good first selection: it has results, or is a match."""
        if report is None or self._filter is not None:
            return report is not None
        concluded = bool(report.conclusion.strip()) and report.status not in VOID
        return concluded or any(each.value is not None or each.structured for each in standing(report))

    def document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
        """The whole report, also the part outside the screen. The copy leaves out repetitions of its head."""
        yield
        shown, head = self.shown, self.head
        if shown is None:
            return None
        title, status = head.title.text(), head.status.text()
        return (
            yield from export_report(
                self._lines(shown, whole=True),
                sampling.date_label(sampling.of_report(shown)),
                title=f"{title} ({status})" if status else title,
                facts=(head.standing.text(), head.facts.text(), left_out(self._filter)),
                void=shown.status in VOID,
                without="" if paper else translate("ReportLines", "About the report"),
            )
        )

    def _lines(self, report: Report, *, whole: bool) -> Iterator[Line]:
        context = Context(
            report,
            self._style,
            versions=self._versions,
            previous=self._previous,
            changes=self._complete,  # until then nothing is called changed (invariant 11)
            whole=whole,
            fetched_at=self._fetched_at,
        )
        return report_lines(context)

    def _actions(self, row: int) -> Iterator[tuple[str, Callable[[], object], Key | None]]:
        entry = self.list.reports.entry(row)
        if entry.report is not None:
            for key, words in (
                (Key.COPY_ALL, translate("RecordHead", "Copy")),
                (Key.READ_ALOUD, translate("RecordHead", "Read aloud")),
                (Key.PRINT, translate("RecordHead", "Print …")),
            ):
                yield words, partial(self.export_asked.emit, key), key
        if entry.report is None or entry.group is not None:
            yield translate("ReportList", "Older versions"), partial(self.list.toggle, row), None

    @property
    def _fetched_at(self) -> datetime | None:
        return self._result.fetched_at if self._result is not None else None

    def chosen(self) -> tuple[tuple[Placed, ...], int]:
        """The one that the person is on, or that their line belongs to."""
        if self.shown is None:
            return (), -1
        placed = tuple(in_report(self.shown, apart=self._is_apart(self.shown), versions=self._versions))
        lines_, row = self.detail.lines, self.detail.currentIndex().row()
        heads = [at for at in range(lines_.rowCount()) if lines_.line(at).kind is Kind.FINDING]
        return placed, max(sum(at <= row for at in heads) - 1, 0) if len(heads) == len(placed) else 0

    def take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.list.selectionModel().hasSelection() and self.list.reports.rowCount():
            self.list.choose(0)

    def _chosen(self, report: Report | None) -> None:
        self.by_itself = False
        if report is None:
            self.shown, self._on_heading = None, True
            self._show_nothing()
        else:
            self._show_report(report)

    def _show_nothing(self) -> None:
        self.head.clear()
        self.detail.clear()
        self.splitter.right.hide()

    def _show_report(self, report: Report, *, keep_place: bool = False) -> None:
        self.shown, self._on_heading = report, False
        self.splitter.right.show()
        standing = status_text.standing(report, self._versions, self._style, complete=self._complete)
        self.head.show_report(report, self._style, now=self._fetched_at, apart=self._is_apart(report), standing=standing)
        words = self._filter.query.words if self._filter is not None else ()
        self.detail.lines.one_status = status_text.one_status(report, report.findings)
        self.detail.lines.set_words(words)
        for whole in (self.head.more.isChecked(), True):
            self.detail.show_lines(self._lines(report, whole=whole), keep_place=keep_place)
            if whole or self.detail.says(words):  # what is looked for may be among the rest
                break
        if self._filter is not None and not keep_place:
            self.detail.to_hit()

    def _is_apart(self, report: Report) -> bool:
        row = self.list.reports.place_of(report)
        return row >= 0 and self.list.reports.entry(row).apart

    def retranslate(self) -> None:
        self.list.setAccessibleName(translate("ResultsView", "Reports"))
        self.head.retranslate()
        self.detail.setAccessibleName(translate("ResultsView", "The report"))
