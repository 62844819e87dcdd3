"""The reports of one look-up as a table, newest sampling first."""

from __future__ import annotations

from enum import IntEnum
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from provesvar_gui.results import text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.results.placed import apart_within
from provesvar_gui.results.versions import Fold
from provesvar_gui.ui.results.common import flags as marks
from provesvar_gui.ui.results.common import lines, sampling, words
from provesvar_gui.ui.results.common.sampling import Sampling
from provesvar_gui.ui.results.reports.list_rows import (
    Arrangement,
    Entry,
    apart_words,
    group_words,
    heading_words,
    older_words,
    within_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from provesvar_gui.results.model import Report
    from provesvar_gui.results.versions import Versions
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.common.words import Mark

    Row = tuple[tuple[str, ...], tuple[Mark, ...], Mark, str]  # cells, marks, status, what of it stands apart

Index = QModelIndex | QPersistentModelIndex
VOID_ROLE: Final = Qt.ItemDataRole.UserRole + 1
TONE_ROLE: Final = Qt.ItemDataRole.UserRole + 2

translate = QCoreApplication.translate
_PROCEDURES: Final = 3  # named in the list
_LOOKED_AT: Final = 64  # results that are looked through for them


class ListColumn(IntEnum):
    """Columns of the list. The first two hold two lines: when it was sampled and issued, what it is and from where."""

    SAMPLED = 0
    REPORT = 1
    FLAGS = 2
    STATUS = 3


class ReportListModel(QAbstractTableModel):
    """Rows are made when they are looked at, and kept until the reports change."""

    def __init__(self, style: Style, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._arranged = Arrangement()
        self._entries: list[Entry] = []
        self._complete = True
        self._kind = Sampling.EITHER
        self._rows: dict[int, tuple[Report, Row]] = {}  # by the identity of the report: pages bring the same objects again

    def set_reports(
        self,
        reports: Iterable[Report],
        style: Style,
        *,
        others: Iterable[Report] = (),
        versions: Versions | None = None,
        complete: bool = True,
    ) -> None:
        """Show these reports instead. ``others``: under a heading of their own. ``complete``: nothing newer may still come."""
        self.beginResetModel()
        arranged = Arrangement(reports, others, versions)
        arranged.take_over(self._arranged)
        self._arranged = arranged
        self._entries = arranged.rows()
        self._complete = complete
        every = [each for each in (*arranged.own, *arranged.others) if each.report is not None]
        self._kind = sampling.together(sampling.of_report(each.report) for each in every if each.report is not None)
        kept: set[int] = set()
        if style == self._style:
            kept.update(id(each.report) for each in every)
            kept.update(id(older.report) for each in every if each.group is not None for older in each.group.folded)
        self._rows = {key: row for key, row in self._rows.items() if key in kept}
        self._style = style
        self.endResetModel()

    def set_wanted(self, wanted: Callable[[Report, bool], bool] | None) -> None:
        """Only these reports, by the report and by whether it stands apart; None: all."""
        self.beginResetModel()
        self._arranged.set_wanted(wanted)
        self._entries = self._arranged.rows()
        self.endResetModel()

    @property
    def arranged(self) -> Arrangement:
        """Which rows there are, and which are open."""
        return self._arranged

    def entry(self, row: int) -> Entry:
        return self._entries[row]

    def report(self, row: int) -> Report | None:
        """The report of a row, None for the heading."""
        return self._entries[row].report

    def set_open(self, row: int, open_: bool) -> None:
        """Open or close a row where it is; the others stay."""
        entry = self._entries[row]
        if entry.opens and self._arranged.is_open(entry) is not open_:
            self._arranged.set_open(entry, open_)
            self._follow()

    def set_all_open(self, open_: bool) -> None:
        """Open or close everything that is folded; what stands apart stays as it is. The rows begin anew."""
        self.beginResetModel()
        for entry in self._arranged.groups():
            self._arranged.set_open(entry, open_)
        self._entries = self._arranged.rows()
        self.endResetModel()

    def reveal(self, report: Report) -> int:
        """Open what hides a report; its row, or -1 where it is not here."""
        if not self._arranged.reveal(report):
            return -1
        self._follow()
        return self.place_of(report)

    def _follow(self) -> None:
        """Bring the rows in line with what is open, one lot at a time, so that the person's place stays."""
        wanted = self._arranged.rows()
        row = 0
        while row < max(len(wanted), len(self._entries)):
            if row < len(wanted) and row < len(self._entries) and _key(wanted[row]) == _key(self._entries[row]):
                row += 1
                continue
            known = {_key(each) for each in self._entries[row:]}
            if row < len(wanted) and _key(wanted[row]) not in known:
                last = row
                while last + 1 < len(wanted) and _key(wanted[last + 1]) not in known:
                    last += 1
                self.beginInsertRows(QModelIndex(), row, last)
                self._entries[row:row] = wanted[row : last + 1]
                self.endInsertRows()
            else:
                keep = {_key(each) for each in wanted[row:]}
                last = row
                while last + 1 < len(self._entries) and _key(self._entries[last + 1]) not in keep:
                    last += 1
                self.beginRemoveRows(QModelIndex(), row, last)
                del self._entries[row : last + 1]
                self.endRemoveRows()
        if self._entries:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._entries) - 1, len(ListColumn) - 1))

    def cells(self, row: int) -> tuple[str, ...]:
        entry = self._entries[row]
        if entry.report is None:
            heading = heading_words(entry.count, opened=self._arranged.is_open(entry))
            return (heading, *("" for _ in range(len(ListColumn) - 1)))
        made, _, _, apart = self._row(entry)
        if entry.older is not None:
            name, _, rest = made[ListColumn.REPORT].partition("\n")
            source = rest if entry.older.fold is not Fold.VERSION else "" if entry.apart else apart
            told = lines.SEPARATOR.join((older_words(entry.older), name))
            return (made[0], _under(told, source), *made[2:])
        if entry.group is None:
            return made
        fold = group_words(entry.group, self._style, opened=self._arranged.is_open(entry), complete=self._complete)
        return (made[0], f"{made[ListColumn.REPORT]}\n{fold}", *made[2:])

    def is_void(self, row: int) -> bool:
        """Whether a report, or a newer version of it, is cancelled."""
        entry = self._entries[row]
        if entry.report is None:
            return False
        group = self._arranged.versions.group_of(entry.report)
        gone = entry.older is not None and entry.older.fold is Fold.VERSION and group is not None
        return entry.report.status in words.VOID_STATUSES or (
            gone and group is not None and group.newest.status in words.VOID_STATUSES
        )

    def place_of(self, report: Report) -> int:
        """The row of that very report, or -1. Reports are not compared part by part: they may be long and deep."""
        return next((row for row, each in enumerate(self._entries) if each.report is report), -1)

    def heading(self) -> int:
        """The row of the heading of what stands apart, or -1."""
        return next((row for row, each in enumerate(self._entries) if each.report is None), -1)

    def row_of(self, report_id: str) -> int:
        """The row of a report, or -1."""
        return next((row for row, each in enumerate(self._entries) if each.report and each.report.id == report_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(ListColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
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
        row, column = index.row(), index.column()
        entry = self._entries[row]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cells(row)[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row) if column == 0 else self.cells(row)[column]
        if role == VOID_ROLE:
            return self.is_void(row)
        if role == TONE_ROLE and entry.report is not None and entry.older is None:
            _, flags, status, _ = self._row(entry)
            if column == ListColumn.STATUS:
                return status.tone.value
            if column == ListColumn.FLAGS and flags:
                return flags[0].tone.value
        return None

    def _spoken(self, row: int) -> str:
        entry = self._entries[row]
        if entry.report is None:
            return self.cells(row)[0]
        cells = self.cells(row)
        status = self._row(entry)[2]
        name, _, rest = cells[ListColumn.REPORT].partition("\n")
        when = cells[ListColumn.SAMPLED].replace("\n", ", ")
        opened = "".join(map(str, (*words.opened(entry.report), *words.opened_within(entry.report))))
        told = (name, when, cells[ListColumn.FLAGS], status.words, opened, rest.replace("\n", ", "))
        return ", ".join(filter(None, told))

    def _row(self, entry: Entry) -> Row:
        report = entry.report
        if report is None:
            raise ValueError("the heading")
        made = self._rows.get(id(report))
        if made is None:
            made = self._rows[id(report)] = (report, self._make(report, apart=entry.apart))
        return made[1]

    def _make(self, report: Report, *, apart: bool) -> Row:
        style = self._style
        others = frozenset[int]() if apart else apart_within(report)  # what the laboratory marked there is told of nobody
        flags = marks.flags(report, lambda each: id(each) not in others)
        mark = apart_words(report) if apart else within_words(len(others))
        status = words.status(report.status)
        said = str(status)
        if report.findings and all(each.history for each in words.walk(report.findings)):
            said += lines.SEPARATOR + translate("ReportList", "Sent earlier, in another report")
        said = lines.SEPARATOR.join((said, *map(str, (*words.opened(report), *words.opened_within(report)))))
        issued = style.moment(report.issued if report.issued != report.effective else None)
        name = lines.short(text_concepts.name(report.code)) or translate("ReportList", "Type not given")
        discipline = words.discipline(report)
        source = (
            "" if text_concepts.same(discipline, name) else discipline,
            lines.laboratories(report) or sampling.source_missing(sampling.of_report(report)),
        )
        told = lines.SEPARATOR.join(map(lines.short, filter(None, (_procedures(report), *source))))
        cells = (
            _under(
                sampling.date(report, style.language) or translate("ReportList", "Not given"),
                translate("ReportList", "issued {moment}").format(moment=issued) if issued else "",
            ),
            lines.SEPARATOR.join(filter(None, (_under(name, told), mark))),
            lines.SEPARATOR.join(lines.short(str(each)) for each in flags),
            lines.short(text.visible(said)),
        )
        return cells, flags, status, mark


def _procedures(report: Report) -> str:
    """What was examined, of imaging: the report's own name says «CT», not of what."""
    if sampling.of_report(report) is not Sampling.IMAGING:
        return ""
    named = (each for each in islice(words.walk(report.findings), _LOOKED_AT) if each.value is None)
    found = list(islice(dict.fromkeys(filter(None, (text_concepts.name(each.code) for each in named))), _PROCEDURES + 1))
    told = ", ".join(found[:_PROCEDURES])
    return f"{told} …" if len(found) > _PROCEDURES else told


def _under(first: str, second: str) -> str:
    """Two lines of a cell. Words of the laboratory that hold a line break of their own stay in one line here."""
    return "\n".join(" ".join(text.visible(part).split("\n")) for part in (first, second) if part)


def _key(entry: Entry) -> tuple[int, bool]:
    """A row is the same while it shows the same report in the same role."""
    return id(entry.report), entry.older is None
