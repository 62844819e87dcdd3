"""Opening what a patient has restricted: what was reported, and how far the clinician has come. Pure.

An elevated basis leaves the program only through here: after the service has reported, of this very patient and to this person,
something that can be opened, and after two steps of the clinician's (design invariant 3). ``Desk`` says when all is forgotten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain import desk_actions as act
from provesvar_gui.domain.outcome_kind import OutcomeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from provesvar_gui.domain.access import AccessBasis
    from provesvar_gui.domain.lookup import Lookup
    from provesvar_gui.domain.results import Finding, LookupResult, Outcome, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningPolicy:
    """What the organisation has decided. ``reason``: a coded reason is asked for.

    ``direct``: an elevated basis may be chosen although nothing has been reported; the confirmation is the same.
    """

    reason: bool = True
    direct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something that can be opened was reported in the answer to ``lookup``. ``key``: of the person who had asked."""

    lookup: Lookup
    kind: OutcomeKind
    key: str = field(repr=False)


def openable_in(outcomes: Iterable[Outcome]) -> OutcomeKind | None:
    """What can be opened of these outcomes: one whose meaning is known before an unknown one. None: nothing."""
    kinds = {outcome.kind for outcome in outcomes if outcome.openable}
    return next((kind for kind in _ORDER if kind in kinds), None)


_ORDER = (OutcomeKind.RESTRICTED, *(kind for kind in OutcomeKind if kind is not OutcomeKind.RESTRICTED))


class Opening:
    """``report``: what can be opened. ``asked``: the clinician has taken the first step, the panel is up.

    ``direct``: the panel was reached without a report, as the policy allows. ``reason``: the code that was chosen, or "".
    """

    def __init__(self, policy: OpeningPolicy | None = None) -> None:
        self.policy = policy or OpeningPolicy()
        self.report: Told | None = None
        self.asked = self.direct = False
        self.reason = ""

    def reported(self, lookup: Lookup, key: str, kind: OutcomeKind | None) -> None:
        """An answer to an ordinary look-up came. ``kind``: what it says can be opened, or None."""
        self.report = None if kind is None else Told(lookup=lookup, kind=kind, key=key)

    def ask(self, kind: OutcomeKind | None, basis: AccessBasis | None = None) -> act.Actions:
        """The first step. ``kind``: None for a direct choice; ``basis``: that choice."""
        self.asked, self.direct, self.reason = True, kind is None, ""
        return (act.ShowOpening(kind=kind, basis=basis),)

    def choose_reason(self, code: str) -> None:
        """The coded reason, in the panel."""
        if self.asked:
            self.reason = code

    def may_be_confirmed(self, basis: AccessBasis) -> bool:
        """Whether the second step can be taken now."""
        return self.asked and basis.elevated and bool(self.reason or not self.policy.reason)

    def close(self) -> act.Actions:
        """Back before the first step; what was reported stands."""
        if not self.asked:
            return ()
        self.asked = self.direct = False
        self.reason = ""
        return (act.HideOpening(),)

    def forget(self) -> act.Actions:
        """Nothing was reported any more."""
        self.report = None
        return self.close()


UNNAMED: Final = "~"  # what the key begins with that the reader gives to what has no id (pps/parse/references.py)


class Came(Enum):
    """What an opening has brought, as far as is known."""

    OPENED = auto()
    OPEN_END = auto()  # nothing so far, and not everything is here; or what is here cannot be told from the ordinary answer
    NO_MORE = auto()
    NO_ACCESS = auto()  # nothing more, and the service says that access is still barred


Key = Hashable  # what a report or a result is known by


class Marker:
    """Marks, in the result of an opening, what came only by it. The same report, page after page, is marked as the same object.

    ``ordinary``: the answer that was there before; None where that was not whole, so that nothing can be told apart. A report
    and a result may have the same id, and so may what is contained in two reports; a result is looked for in its report.
    """

    def __init__(self, ordinary: LookupResult | None) -> None:
        self.tells = ordinary is not None  # whether anything can be told apart
        self._reports: dict[Key, list[Counter[Key]]] = {}  # the results in each report that was there; mostly one per key
        self._loose: Counter[Key] = Counter()
        self._marked: dict[int, tuple[Report, Report, int]] = {}  # by the identity of the report that came, which is kept with it
        if ordinary is None:
            return
        for report in (*ordinary.reports, *ordinary.other_identifier):
            held = Counter(_key(each) for each in _walk(report.findings))
            self._reports.setdefault(_report_key(report), []).append(held)
        self._loose.update(_key(each) for each in _walk((*ordinary.loose_findings, *ordinary.other_loose_findings)))

    def mark(self, result: LookupResult) -> LookupResult:
        """The result with its marks, and how many there are: of a report that came one, within one that was there each result."""
        if not self.tells:
            return result
        seen: Counter[Key] = Counter()
        own = [self._report(each, seen) for each in result.reports]
        others = [self._report(each, seen) for each in result.other_identifier]
        left = Counter(self._loose)
        loose, more = _with_marks(result.loose_findings, left)
        other_loose, yet_more = _with_marks(result.other_loose_findings, left)
        return replace(
            result,
            reports=tuple([report for report, _ in own]),
            other_identifier=tuple([report for report, _ in others]),
            loose_findings=loose,
            other_loose_findings=other_loose,
            opened_count=sum(count for _, count in (*own, *others)) + more + yet_more,
        )

    def _report(self, report: Report, seen: Counter[Key]) -> tuple[Report, int]:
        key = _report_key(report)
        before = self._reports.get(key, [])
        place = seen[key]
        seen[key] += 1
        known = self._marked.get(id(report))
        if known is None:
            marked, count = replace(report, opened=True), 1
            if place < len(before):
                # what was there without its report may have found it now
                findings, count = _with_marks(report.findings, before[place] + self._loose)
                marked = replace(report, findings=findings) if count else report
            known = self._marked[id(report)] = (report, marked, count)
        return known[1:]


def _with_marks(trees: tuple[Finding, ...], left: Counter[Key]) -> tuple[tuple[Finding, ...], int]:
    """The trees with a mark on each result that is not ``left`` of those known, and how many those are."""
    order: list[tuple[Finding, int]] = []  # parents before their members, each with the place of its parent
    stack = [(each, -1) for each in reversed(trees)]
    while stack:
        finding, above = stack.pop()
        stack += ((each, len(order)) for each in reversed(finding.members))
        order.append((finding, above))
    fresh: set[int] = set()
    touched: set[int] = set()
    for place, (finding, _) in enumerate(order):
        key = _key(finding)
        if left[key] > 0:
            left[key] -= 1
            continue
        fresh.add(place)
        here = place
        while here >= 0 and here not in touched:
            touched.add(here)
            here = order[here][1]
    if not fresh:
        return trees, 0
    members: dict[int, list[Finding]] = {}
    for place in range(len(order) - 1, -1, -1):
        finding, above = order[place]
        if place in touched:
            below = tuple(reversed(members.pop(place, [])))
            finding = replace(finding, members=below, opened=finding.opened or place in fresh)
        if above in touched or above < 0:
            members.setdefault(above, []).append(finding)
    return tuple(reversed(members[-1])), len(fresh)


def _walk(trees: tuple[Finding, ...]) -> Iterator[Finding]:
    stack = list(trees)
    while stack:
        finding = stack.pop()
        yield finding
        stack += finding.members


def _key(finding: Finding) -> Key:
    """Its id; where the service gave none, what it says: the key that the reader makes instead tells the order of coming."""
    of = finding.observation
    return of.id if not of.id.startswith(UNNAMED) else replace(of, id="")


def _report_key(report: Report) -> Key:
    if not report.id.startswith(UNNAMED):
        return report.id
    return (report.code, report.effective, report.issued, report.identifiers, report.performers, report.conclusion)
