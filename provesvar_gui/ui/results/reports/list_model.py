"""The reports of one look-up as a table, newest sampling first.

Which rows there are: the newest of each series, what is folded under it, a heading for what stands apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import islice
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QModelIndex

from provesvar_gui.patient.numbers import clean, kind_of_identifier_system, persons
from provesvar_gui.results import text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.results.placed import apart_within
from provesvar_gui.results.versions import Group, NestingReason, Older, Versions
from provesvar_gui.ui.results.common import flags as marks
from provesvar_gui.ui.results.common import labels, lines, sampling
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.sampling import Sampling
from provesvar_gui.ui.results.common.styled_table import StyledModel, StyledText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from provesvar_gui.results.model import Moment, Report
    from provesvar_gui.ui.results.common.labels import Mark
    from provesvar_gui.ui.results.common.lines import Style

    Row = tuple[tuple[str, ...], tuple[Mark, ...], Mark, str]  # cells, marks, status, what of it stands apart

translate = QCoreApplication.translate
_PROCEDURES: Final = 3  # named in the list
_LOOKED_AT: Final = 64  # results that are looked through for them
CLOSED, OPEN = "▸", "▾"
_INDENT: Final = 20  # pixels, of what is folded under another row


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entry:
    """A row of the list of reports.

    A row. ``report`` is None for the heading of what is registered on another kind of identifier (``apart``).

    ``group``: where something is folded under this row. ``older``: where the row itself is folded under another one.
    """

    report: Report | None = None
    group: Group | None = None
    older: Older | None = None
    apart: bool = False
    count: int = 0  # of the reports under the heading

    @property
    def opens(self) -> bool:
        """Whether the row can be opened and closed."""
        return self.report is None or self.group is not None


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


class Arrangement:
    """The rows of two lots of reports, and which of them are open. A report is told by its identity."""

    def __init__(self, reports: Iterable[Report] = (), others: Iterable[Report] = (), versions: Versions | None = None) -> None:
        self.versions = versions or Versions()
        self.own = self._heads(reports, apart=False)
        self.others = self._heads(others, apart=True)
        self.open: set[int] = set()  # identities of reports
        self.others_open = False
        self.wanted: Callable[[Report, bool], bool] | None = None  # by report and whether it stands apart
        self._also: set[int] = set()  # identities of reports that were asked for although they are not wanted

    def _heads(self, reports: Iterable[Report], *, apart: bool) -> list[Entry]:
        ordered = newest_first(reports)
        present = {id(report) for report in ordered}
        made = []
        for report in ordered:
            group = self.versions.group_of(report)
            if group is not None and id(group.newest) in present:
                if group.newest is not report:
                    continue
            else:
                group = None
            made.append(Entry(report=report, group=group, apart=apart))
        return made

    def take_over(self, before: Arrangement) -> None:
        self.others_open = before.others_open and bool(self.others)
        self.wanted = before.wanted
        self.open = {id(each.report) for each in (*self.own, *self.others) if each.group and id(each.report) in before.open}

    def rows(self) -> list[Entry]:
        """The rows that can be seen."""
        found = list(self._seen(self.own))
        others = self._kept(self.others)
        if others:
            count = sum(
                self._wants(report, apart=True)
                for each in others
                for report in (each.report, *(older.report for older in (each.group.folded if each.group else ())))
            )
            found.append(Entry(apart=True, count=count))
            if self.others_open:
                found += self._seen(others)
        return found

    def set_wanted(self, wanted: Callable[[Report, bool], bool] | None) -> None:
        """Only these, with what their series has newer; None: all."""
        self.wanted = wanted
        self._also.clear()

    def heads(self) -> list[Entry]:
        """The rows of the patient's own number, without what is folded under them."""
        return self._kept(self.own)

    def _wants(self, report: Report | None, *, apart: bool) -> bool:
        return self.wanted is None or report is None or id(report) in self._also or self.wanted(report, apart)

    def _wanted_below(self, head: Entry) -> bool:
        """Whether something folded under a row is asked for and the row itself is not."""
        if self.wanted is None or head.group is None or self._wants(head.report, apart=head.apart):
            return False
        return any(self._wants(each.report, apart=head.apart) for each in head.group.folded)

    def _kept(self, heads: list[Entry]) -> list[Entry]:
        if self.wanted is None:
            return heads
        return [each for each in heads if self._wants(each.report, apart=each.apart) or self._wanted_below(each)]

    def _seen(self, heads: list[Entry]) -> Iterator[Entry]:
        for head in self._kept(heads):
            yield head
            if head.group is not None and self.is_open(head):
                yield from (Entry(report=each.report, older=each, apart=head.apart) for each in head.group.folded)

    def is_open(self, entry: Entry) -> bool:
        """Whether what stands under a row can be seen."""
        if entry.report is None:
            return self.others_open
        return id(entry.report) in self.open or self._wanted_below(entry)

    def set_open(self, entry: Entry, open_: bool) -> None:
        if entry.report is None:
            self.others_open = open_
        elif open_:
            self.open.add(id(entry.report))
        else:
            self.open.discard(id(entry.report))

    def reveal(self, report: Report) -> bool:
        """Open what hides a report; whether it is here at all."""
        for heads in (self.own, self.others):
            for head in heads:
                folded = head.group is not None and any(each.report is report for each in head.group.folded)
                if head.report is report or folded:
                    self._also.add(id(report))
                    self.others_open = self.others_open or head.apart
                    if folded:
                        self.set_open(head, True)
                    return True
        return False

    def groups(self) -> list[Entry]:
        """The rows in sight's reach under which something is folded: one's own, and the others where they are open."""
        shown = (*self.heads(), *(self._kept(self.others) if self.others_open else ()))
        return [each for each in shown if each.group is not None]

    def folded(self) -> list[Older]:
        """What cannot be seen now, apart from what the heading counts."""
        closed = (each.group for each in self.groups() if not self.is_open(each))
        return [older for group in closed if group is not None for older in group.folded]


def group_text(group: Group, style: Style, *, opened: bool, complete: bool) -> str:
    """The fold line: what is folded, and how the newest version stands."""
    versions, twins, copies = (group.count(each) for each in NestingReason)
    parts = []
    if versions:
        parts.append(translate("ReportList", "%n version(s)", "the newest one included", versions + 1))
        moment = style.moment(group.newest.issued)
        newest = (
            translate("ReportList", "newest: {status} {moment}")
            if complete
            else translate("ReportList", "newest so far: {status} {moment}")
        )
        status = labels.status(group.newest.status).words
        parts.append(newest.replace("{moment}", moment).replace("{status}", status).strip())
    if twins:
        parts.append(translate("ReportList", "%n duplicate(s)", "reports that say exactly the same", twins))
    if copies:
        parts.append(translate("ReportList", "sent again in %n report(s)", "copies of the same results", copies))
    only = sum(each.only_here for each in group.folded)
    if only:
        parts.append(translate("ReportList", "%n result(s) only in an older version", "", only))
    return f"{OPEN if opened else CLOSED}{text.NBSP}{lines.SEPARATOR.join(parts)}"


def heading_text(count: int, *, opened: bool) -> str:
    """The heading of what is registered on another kind of identifier or an invalid one (invariant 4)."""
    said = translate("ResultsView", "Registered on another kind of number or an invalid one: %n report(s)", "", count)
    if opened:
        return f"{OPEN}{text.NBSP}{said}"
    how = translate("ReportList", "press Enter to open")
    return f"{CLOSED}{text.NBSP}{said}{lines.SEPARATOR}{how}"


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


def within_text(count: int) -> str:
    """The mark of a report of the patient's own in which so many results stand apart; "" for none."""
    return translate("ReportList", "◇ %n result(s) on another kind of number or an invalid one", "", count) if count else ""


def older_text(older: Older) -> str:
    if older.fold is NestingReason.DUPLICATE:
        return translate("ReportList", "Duplicate")
    if older.fold is NestingReason.HISTORY:
        return translate("ReportList", "Sent again")
    return translate("ReportList", "Older version")


def folded_text(folded: list[Older]) -> str:
    """How much is folded together now."""
    if all(each.fold is NestingReason.VERSION for each in folded):
        return translate("ReportList", "%n older version(s) folded together", "", len(folded))
    return translate("ReportList", "%n older version(s), duplicate(s) or copies folded together", "", len(folded))


class ListColumn(IntEnum):
    """Columns of the list. The first two hold two lines: when it was sampled and issued, what it is and from where."""

    SAMPLED = 0
    REPORT = 1
    FLAGS = 2
    STATUS = 3


class ReportListModel(StyledModel):
    """Rows are made when they are looked at, and kept until the reports change."""

    columns = len(ListColumn)

    def __init__(self, style: Style) -> None:
        super().__init__()
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
            heading = heading_text(entry.count, opened=self._arranged.is_open(entry))
            return (heading, *("" for _ in range(len(ListColumn) - 1)))
        made, _, _, apart = self._row(entry)
        if entry.older is not None:
            name, _, rest = made[ListColumn.REPORT].partition("\n")
            source = rest if entry.older.fold is not NestingReason.VERSION else "" if entry.apart else apart
            told = lines.SEPARATOR.join((older_text(entry.older), name))
            return (made[0], _under(told, source), *made[2:])
        if entry.group is None:
            return made
        fold = group_text(entry.group, self._style, opened=self._arranged.is_open(entry), complete=self._complete)
        return (made[0], f"{made[ListColumn.REPORT]}\n{fold}", *made[2:])

    def is_void(self, row: int) -> bool:
        """Whether a report, or a newer version of it, is cancelled."""
        entry = self._entries[row]
        if entry.report is None:
            return False
        group = self._arranged.versions.group_of(entry.report)
        gone = entry.older is not None and entry.older.fold is NestingReason.VERSION and group is not None
        return entry.report.status in labels.VOID_STATUSES or (
            gone and group is not None and group.newest.status in labels.VOID_STATUSES
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

    def count(self) -> int:
        return len(self._entries)

    def titles(self) -> Sequence[str]:
        return (
            sampling.date_label(self._kind),
            translate("ReportList", "Report"),
            translate("ReportList", "Marked"),
            translate("ReportList", "Status"),
        )

    def styled(self, row: int, column: int) -> list[StyledText]:
        """What is looked for, below it where it comes from, and what is folded under the row."""
        entry, words_ = self._entries[row], self.cells(row)[column]
        if entry.report is None or not words_:
            return [StyledText(text=words_, action=True)] if words_ else []
        folded, tint = entry.older is not None, MarkTint.NONE
        if not folded and column in (ListColumn.FLAGS, ListColumn.STATUS):
            _, flags, status, _ = self._row(entry)
            tint = status.tint if column == ListColumn.STATUS else flags[0].tint if flags else MarkTint.NONE
        first, *rest = words_.split("\n", 2)
        leads = column in (ListColumn.SAMPLED, ListColumn.REPORT)
        indent = _INDENT if folded and leads else 0
        bold = column in (ListColumn.REPORT, ListColumn.FLAGS) and not folded
        struck = leads and self.is_void(row)
        told = [StyledText(text=first, bold=bold, struck=struck, quiet=folded, tint=tint, indent=indent)]
        return told + [
            StyledText(text=each, quiet=place == 0, action=place == 1, indent=indent) for place, each in enumerate(rest)
        ]

    def spoken(self, row: int) -> str:
        entry = self._entries[row]
        if entry.report is None:
            return self.cells(row)[0]
        said = dict(zip(ListColumn, self.cells(row), strict=True))
        name, _, rest = said.pop(ListColumn.REPORT).partition("\n")
        opened = "".join(map(str, (*labels.opened(entry.report), *labels.opened_within(entry.report))))
        said[ListColumn.STATUS] = ", ".join(filter(None, (self._row(entry)[2].words, opened)))
        return ", ".join(filter(None, (name, *said.values(), rest))).replace("\n", ", ")

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
        mark = apart_text(report) if apart else within_text(len(others))
        status = labels.status(report.status)
        said = str(status)
        if report.findings and all(each.history for each in labels.walk(report.findings)):
            said += lines.SEPARATOR + translate("ReportList", "Sent earlier, in another report")
        said = lines.SEPARATOR.join((said, *map(str, (*labels.opened(report), *labels.opened_within(report)))))
        issued = style.moment(report.issued if report.issued != report.effective else None)
        name = lines.short(text_concepts.name(report.code)) or translate("ReportList", "Type not given")
        discipline = labels.discipline(report)
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
    named = (each for each in islice(labels.walk(report.findings), _LOOKED_AT) if each.value is None)
    found = list(islice(dict.fromkeys(filter(None, (text_concepts.name(each.code) for each in named))), _PROCEDURES + 1))
    told = ", ".join(found[:_PROCEDURES])
    return f"{told} …" if len(found) > _PROCEDURES else told


def _under(first: str, second: str) -> str:
    """Two lines of a cell. Words of the laboratory that hold a line break of their own stay in one line here."""
    return "\n".join(" ".join(text.visible(part).split("\n")) for part in (first, second) if part)


def _key(entry: Entry) -> tuple[int, bool]:
    """A row is the same while it shows the same report in the same role."""
    return id(entry.report), entry.older is None
