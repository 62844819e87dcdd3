"""Which reports are listed, and in which order: the newest of each series, what is folded under it, what stands apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provesvar_gui.results.versions import Group, Older, Versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from provesvar_gui.results.model import Moment, Report


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


def moment(report: Report) -> Moment | None:
    """By which it is listed: when it was sampled, else when it was issued; None where nobody says."""
    return next((each for each in (report.effective, *_issued(report)) if each is not None and each.when is not None), None)


def _issued(report: Report) -> tuple[Moment | None, ...]:
    return report.issued, report.report_date


def newest_first(reports: Iterable[Report]) -> list[Report]:
    """By sampling time, then by issue; where the first is missing by the second; those without any time last, as they came."""

    def seconds(of: Moment | None) -> float:
        return of.when.timestamp() if of is not None and of.when is not None else float("-inf")

    def key(report: Report) -> tuple[float, float]:
        issued = next((each for each in _issued(report) if each is not None and each.when is not None), None)
        return seconds(moment(report)), seconds(issued)

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
