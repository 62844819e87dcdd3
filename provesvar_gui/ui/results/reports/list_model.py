"""The reports of one look-up as a table, newest sampling first."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from provesvar_gui.domain import text, text_concepts
from provesvar_gui.ui.results import flags as marks
from provesvar_gui.ui.results import lines, sampling, words
from provesvar_gui.ui.results.sampling import Sampling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provesvar_gui.domain.results import Moment, Report
    from provesvar_gui.ui.results.lines import Style
    from provesvar_gui.ui.results.words import Mark

    Row = tuple[tuple[str, ...], tuple[Mark, ...], Mark]  # cells, marks, status

Index = QModelIndex | QPersistentModelIndex
VOID_ROLE: Final = Qt.ItemDataRole.UserRole + 1
TONE_ROLE: Final = Qt.ItemDataRole.UserRole + 2

translate = QCoreApplication.translate


class ListColumn(IntEnum):
    """Columns of the list. The first two hold two lines: when it was sampled and issued, what it is and from where."""

    SAMPLED = 0
    REPORT = 1
    FLAGS = 2
    STATUS = 3


def newest_first(reports: Iterable[Report]) -> list[Report]:
    """By sampling time, then by issue; where the first is missing by the second; those without any time last, as they came."""

    def moment(*candidates: Moment | None) -> float:
        for each in candidates:
            if each is not None and each.when is not None:
                return each.when.timestamp()
        return float("-inf")

    def key(report: Report) -> tuple[float, float]:
        period = report.effective_period
        begun = (report.effective, period.start, period.end) if period is not None else (report.effective,)
        issued = (report.issued, report.report_date)
        return moment(*begun, *issued), moment(*issued)

    return sorted(reports, key=key, reverse=True)


class ReportListModel(QAbstractTableModel):
    """Rows are made when they are looked at, and kept until the reports change."""

    def __init__(self, style: Style, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._reports: list[Report] = []
        self._kind = Sampling.EITHER
        self._rows: dict[int, tuple[Report, Row]] = {}  # by the identity of the report: pages bring the same objects again

    def set_reports(self, reports: Iterable[Report], style: Style) -> None:
        """Show these reports instead."""
        self.beginResetModel()
        self._reports = newest_first(reports)
        self._kind = sampling.together(map(sampling.of_report, self._reports))
        kept = {id(report) for report in self._reports} if style == self._style else set()
        self._rows = {key: row for key, row in self._rows.items() if key in kept}
        self._style = style
        self.endResetModel()

    def report(self, row: int) -> Report:
        """The report of a row."""
        return self._reports[row]

    def cells(self, row: int) -> tuple[str, ...]:
        """The words of a row."""
        return self._row(row)[0]

    def place_of(self, report: Report) -> int:
        """The row of that very report, or -1. Reports are not compared part by part: they may be long and deep."""
        return next((row for row, each in enumerate(self._reports) if each is report), -1)

    def row_of(self, report_id: str) -> int:
        """The row of a report, or -1."""
        return next((row for row, report in enumerate(self._reports) if report.id == report_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        """One row per report."""
        return 0 if parent.isValid() else len(self._reports)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        """The same columns for every report."""
        return 0 if parent.isValid() else len(ListColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Names of the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (
            sampling.date_label(self._kind),
            translate("ReportList", "Report"),
            translate("ReportList", "Marked"),
            translate("ReportList", "Status"),
        )
        return names[section] if 0 <= section < len(names) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, the sentence a screen reader says, and whether a report is void."""
        if not index.isValid():
            return None
        cells, flags, status = self._row(index.row())
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row()) if column == 0 else cells[column]
        if role == VOID_ROLE:
            return self._reports[index.row()].status in words.VOID_STATUSES
        if role == TONE_ROLE:
            if column == ListColumn.STATUS:
                return status.tone.value
            if column == ListColumn.FLAGS and flags:
                return flags[0].tone.value
        return None

    def _spoken(self, row: int) -> str:
        cells, _, status = self._row(row)
        name, _, source = cells[ListColumn.REPORT].partition("\n")
        when = cells[ListColumn.SAMPLED].replace("\n", ", ")
        return ", ".join(part for part in (name, when, cells[ListColumn.FLAGS], status.words, source) if part)

    def _row(self, row: int) -> Row:
        report = self._reports[row]
        made = self._rows.get(id(report))
        if made is None:
            made = self._rows[id(report)] = (report, self._make(report))
        return made[1]

    def _make(self, report: Report) -> Row:
        style = self._style
        flags = marks.flags(report)
        status = words.status(report.status)
        said = str(status)
        if report.findings and all(each.history for each in words.walk(report.findings)):
            said += lines.SEPARATOR + translate("ReportList", "Sent earlier, in another report")
        issued = style.moment(report.issued if report.issued != report.effective else None)
        name = text_concepts.name(report.code) or translate("ReportList", "Type not given")
        discipline = words.discipline(report)
        source = (
            "" if text_concepts.same(discipline, name) else discipline,
            lines.laboratories(report) or sampling.source_missing(sampling.of_report(report)),
        )
        cells = (
            _under(
                sampling.date(report, style.language) or translate("ReportList", "Not given"),
                translate("ReportList", "issued {moment}").format(moment=issued) if issued else "",
            ),
            _under(name, lines.SEPARATOR.join(filter(None, source))),
            lines.SEPARATOR.join(map(str, flags)),
            text.visible(said),
        )
        return cells, flags, status


def _under(first: str, second: str) -> str:
    """Two lines of a cell. Words of the laboratory that hold a line break of their own stay in one line here."""
    return "\n".join(" ".join(text.visible(part).split("\n")) for part in (first, second) if part)
