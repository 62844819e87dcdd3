"""The reports of one look-up as rows, newest sampling first, in groups by day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex

from provesvar_gui.patient.numbers import clean, kind_of_identifier_system, persons
from provesvar_gui.results import text
from provesvar_gui.ui.results.common import day_text, flags, labels, lines, sampling
from provesvar_gui.ui.results.common.labels import Mark, MarkTint
from provesvar_gui.ui.results.common.record_list import Record, RecordModel, one_line
from provesvar_gui.ui.results.reports import gist
from provesvar_gui.ui.results.reports.arrangement import Arrangement, Entry, moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from provesvar_gui.results.model import Report
    from provesvar_gui.results.versions import Group, Versions
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate


def group_text(group: Group) -> str:
    """What is folded under a row."""
    only = sum(each.only_here for each in group.folded)
    parts = (
        translate("ReportList", "%n older version(s)", "", len(group.folded)),
        translate("ReportList", "%n result(s) only in an older version", "", only) if only else "",
    )
    return lines.SEPARATOR.join(filter(None, parts))


def heading_text(count: int) -> str:
    """The heading of what is registered on another kind of identifier or an invalid one (invariant 4)."""
    return translate("ResultsView", "Registered on another kind of number or an invalid one: %n report(s)", "", count)


def apart_text(report: Report) -> str:
    """The mark of a report that stands apart: on what kind of identifier it is registered."""
    identifier = report.subject.identifier if report.subject is not None else None
    kind = labels.identifier(replace(identifier, value="")) if identifier is not None else ""
    if not kind:
        return translate("ReportList", "◇ registered on another kind of number or an invalid one")
    said = translate("ReportList", "◇ registered on {kind}")
    known = identifier is not None and kind_of_identifier_system(identifier.system) is not None
    if identifier is not None and known and not persons(clean(identifier.value).zfill(11)):  # a leading zero is lost on the way
        said = translate("ReportList", "◇ registered on an invalid number ({kind})")  # whose it is, nobody knows
    return said.replace("{kind}", lines.short(kind))


class ReportListModel(RecordModel):
    """Rows are made when they are looked at, and kept until the reports change."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self._fetched_at: datetime | None = None
        self._arranged = Arrangement()
        self._entries: list[Entry] = []
        self._records: dict[int, tuple[Report, Record]] = {}  # by the identity of the report: pages bring the same objects again
        self._heads: list[str] = []  # of each row
        self._usual = ""  # the laboratory of most reports, which no row names; the report does

    def set_reports(
        self,
        reports: Iterable[Report],
        style: Style,
        *,
        others: Iterable[Report] = (),
        versions: Versions | None = None,
        fetched_at: datetime | None = None,
    ) -> None:
        """Show these reports instead. ``others``: under a heading of their own."""
        self.beginResetModel()
        arranged = Arrangement(reports, others, versions)
        arranged.take_over(self._arranged)
        self._arranged = arranged
        every = {id(each.report) for each in (*arranged.own, *arranged.others)}
        every |= {id(older.report) for each in (*arranged.own, *arranged.others) if each.group for older in each.group.folded}
        same = style == self._style and fetched_at == self._fetched_at
        self._records = {key: made for key, made in self._records.items() if same and key in every}
        self._style, self._fetched_at = style, fetched_at
        sources = Counter(gist.source(each.report) for each in arranged.own if each.report is not None)
        usual = next((name for name, _ in sources.most_common(1)), "")
        if usual != self._usual:
            self._usual, self._records = usual, {}
        self._take_rows()
        self.endResetModel()

    def set_wanted(self, wanted: Callable[[Report, bool], bool] | None) -> None:
        """Only these reports, by the report and by whether it stands apart; None: all."""
        self.beginResetModel()
        self._arranged.set_wanted(wanted)
        self._take_rows()
        self.endResetModel()

    def _take_rows(self) -> None:
        self._entries = self._arranged.rows()
        self._name_heads()

    def _name_heads(self) -> None:
        """The head of the group of each row; "" for what is folded, which belongs to the row above."""
        language = self._style.language
        self._heads = [
            day_text.head(moment(each.report), self._fetched_at, language) if each.report is not None and not each.older else ""
            for each in self._entries
        ]

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
        self._take_rows()
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
                self._name_heads()
                self.endInsertRows()
            else:
                keep = {_key(each) for each in wanted[row:]}
                last = row
                while last + 1 < len(self._entries) and _key(self._entries[last + 1]) not in keep:
                    last += 1
                self.beginRemoveRows(QModelIndex(), row, last)
                del self._entries[row : last + 1]
                self._name_heads()
                self.endRemoveRows()
        if self._entries:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._entries) - 1, 0))

    def place_of(self, report: Report) -> int:
        """The row of that very report, or -1. Reports are not compared part by part: they may be long and deep."""
        return next((row for row, each in enumerate(self._entries) if each.report is report), -1)

    def heading(self) -> int:
        """The row of the heading of what stands apart, or -1."""
        return next((row for row, each in enumerate(self._entries) if each.report is None), -1)

    def row_of(self, report_id: str) -> int:
        """The row of a report, or -1."""
        return next((row for row, each in enumerate(self._entries) if each.report and each.report.id == report_id), -1)

    def count(self) -> int:
        return len(self._entries)

    def record(self, row: int) -> Record:
        entry = self._entries[row]
        if entry.report is None:
            said = heading_text(entry.count)
            fold = translate("ReportList", "Hide") if self._arranged.is_open(entry) else translate("ReportList", "Show (Enter)")
            return Record(title=said, fold=fold, spoken=f"{said}, {fold}")
        kept = self._records.get(id(entry.report))
        made = kept[1] if kept is not None else self._make(entry.report, apart=entry.apart)
        self._records[id(entry.report)] = (entry.report, made)
        if entry.older is not None:
            told = translate("ReportList", "Older version")
            title, spoken = lines.SEPARATOR.join((told, made.title)), f"{told}, {made.spoken}"
            return replace(made, title=title, spoken=spoken, older=True, struck=self.is_void(row))
        made = replace(made, struck=self.is_void(row))
        if entry.group is not None:
            fold = group_text(entry.group)
            opened = translate("ReportList", "shown below") if self._arranged.is_open(entry) else ""
            fold = lines.SEPARATOR.join(filter(None, (fold, opened)))
            made = replace(made, fold=fold, spoken=f"{made.spoken}, {fold}")
        head = self._heads[row]
        above = next((self._heads[each] for each in range(row - 1, -1, -1) if self._entries[each].older is None), None)
        if head == above:
            return made
        count = 0
        for each, name in zip(self._entries[row:], self._heads[row:], strict=True):
            if name != head and each.older is None:
                break
            count += each.older is None
        return replace(made, head=head, count=count)

    def is_void(self, row: int) -> bool:
        """Whether a report, or a newer version of it, is cancelled."""
        entry = self._entries[row]
        if entry.report is None:
            return False
        group = self._arranged.versions.group_of(entry.report)
        gone = entry.older is not None and group is not None
        return entry.report.status in labels.VOID_STATUSES or (
            gone and group is not None and group.newest.status in labels.VOID_STATUSES
        )

    def _make(self, report: Report, *, apart: bool) -> Record:
        style = self._style
        mine = list(flags.flags(report))
        status = labels.status(report.status)
        states = [status] if report.status != "final" else []
        if report.findings and all(each.history for each in labels.walk(report.findings)):
            states.append(Mark(glyph="", words=translate("ReportList", "Sent earlier, in another report"), tint=MarkTint.CHANGED))
        states += [*labels.opened(report), *labels.opened_within(report)]
        mark = apart_text(report) if apart else ""
        title, found = gist.gist(report, style)
        title = lines.short(one_line(title)) or translate("ReportList", "Type not given")
        found, source = one_line(found), one_line(gist.source(report))
        date = sampling.date(report, style.language) or translate("ReportList", "Not given")
        issued = style.moment(report.issued if report.issued != report.effective else None)
        kind = lines.short(one_line(text.name(report.code)))
        said = (
            title,
            kind if kind != title else "",
            date,
            translate("ReportList", "issued {moment}").replace("{moment}", issued) if issued else "",
            *map(str, mine),
            status.words,
            *(each.words for each in states if each != status),
            found,
            source,
            mark,
        )
        return Record(
            title=title,
            when=day_text.below_head(moment(report), self._fetched_at, style.language),
            icon=gist.icon(report),
            lines=tuple(filter(None, (found, mark))),
            marks=tuple(map(flags.short, (*mine, *states))),
            source=source if source != self._usual else "",
            spoken=text.visible(", ".join(filter(None, said))),
        )


def _key(entry: Entry) -> tuple[int, bool]:
    """A row is the same while it shows the same report in the same role."""
    return id(entry.report), entry.older is None
