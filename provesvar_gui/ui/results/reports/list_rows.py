"""Which rows the list of reports has: the newest of each series, what is folded under it, a heading for what stands apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.patient.numbers import clean, kind_of_identifier_system, persons
from provesvar_gui.results import text
from provesvar_gui.results.versions import Fold, Group, Older, Versions
from provesvar_gui.ui.results.common import lines, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from provesvar_gui.results.model import Moment, Report
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
CLOSED, OPEN = "▸", "▾"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entry:
    """A row. ``report`` is None for the heading of what is registered on another kind of identifier (``apart``).

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


def group_words(group: Group, style: Style, *, opened: bool, complete: bool) -> str:
    """The fold line: what is folded, and how the newest version stands."""
    versions, twins, copies = (group.count(each) for each in Fold)
    parts = []
    if versions:
        parts.append(translate("ReportList", "%n version(s)", "the newest one included", versions + 1))
        moment = style.moment(group.newest.issued)
        newest = (
            translate("ReportList", "newest: {status} {moment}")
            if complete
            else translate("ReportList", "newest so far: {status} {moment}")
        )
        status = words.status(group.newest.status).words
        parts.append(newest.replace("{moment}", moment).replace("{status}", status).strip())
    if twins:
        parts.append(translate("ReportList", "%n duplicate(s)", "reports that say exactly the same", twins))
    if copies:
        parts.append(translate("ReportList", "sent again in %n report(s)", "copies of the same results", copies))
    only = sum(each.only_here for each in group.folded)
    if only:
        parts.append(translate("ReportList", "%n result(s) only in an older version", "", only))
    return f"{OPEN if opened else CLOSED}{text.NBSP}{lines.SEPARATOR.join(parts)}"


def heading_words(count: int, *, opened: bool) -> str:
    """The heading of what is registered on another kind of identifier or an invalid one (invariant 4)."""
    said = translate("ResultsView", "Registered on another kind of number or an invalid one: %n report(s)", "", count)
    if opened:
        return f"{OPEN}{text.NBSP}{said}"
    how = translate("ReportList", "press Enter to open")
    return f"{CLOSED}{text.NBSP}{said}{lines.SEPARATOR}{how}"


def apart_words(report: Report) -> str:
    """The mark of a report that stands apart: on what kind of identifier it is registered."""
    identifier = report.subject.identifier if report.subject is not None else None
    kind = words.identifier(replace(identifier, value="")) if identifier is not None else ""
    if not kind:
        return translate("ReportList", "◇ registered on another kind of number or an invalid one")
    said = translate("ReportList", "◇ registered on {kind}")
    known = identifier is not None and kind_of_identifier_system(identifier.system) is not None
    if identifier is not None and known and not persons(clean(identifier.value).zfill(11)):  # a leading zero is lost on the way
        said = translate("ReportList", "◇ registered on an invalid number ({kind})")  # whose it is, nobody knows
    return said.replace("{kind}", lines.short(kind))


def within_words(count: int) -> str:
    """The mark of a report of the patient's own in which so many results stand apart; "" for none."""
    return translate("ReportList", "◇ %n result(s) on another kind of number or an invalid one", "", count) if count else ""


def older_words(older: Older) -> str:
    if older.fold is Fold.DUPLICATE:
        return translate("ReportList", "Duplicate")
    if older.fold is Fold.HISTORY:
        return translate("ReportList", "Sent again")
    return translate("ReportList", "Older version")


def folded_words(folded: list[Older]) -> str:
    """How much is folded together now."""
    if all(each.fold is Fold.VERSION for each in folded):
        return translate("ReportList", "%n older version(s) folded together", "", len(folded))
    return translate("ReportList", "%n older version(s), duplicate(s) or copies folded together", "", len(folded))
