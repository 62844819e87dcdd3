"""The state of an opening: what the service reported as restricted, and which steps the clinician has confirmed. Pure.

An elevated basis leaves the program only through here: after the service has reported, of this very patient and to this person,
something that can be opened, and after two steps of the clinician's (invariant 3). ``Desk`` says when all is forgotten.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Final

from provesvar_gui.desk import actions as act
from provesvar_gui.results.model import BARRED, NoteKind, OutcomeKind, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from provesvar_gui.patient.access import AccessBasis, Lookup
    from provesvar_gui.results.model import Finding, LookupResult, Observation, Outcome, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningPolicy:
    """``reason``: a coded one is asked for. ``direct``: an elevated basis may be chosen although nothing has been reported."""

    reason: bool = True
    direct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
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
    """``report``: what can be opened. ``asked``: the panel is up. ``direct``: without a report, as the policy allows."""

    def __init__(self, policy: OpeningPolicy | None = None) -> None:
        self.policy = policy or OpeningPolicy()
        self.report: Reported | None = None
        self.asked = self.direct = False

    def reported(self, lookup: Lookup, key: str, kind: OutcomeKind | None) -> None:
        self.report = None if kind is None else Reported(lookup=lookup, kind=kind, key=key)

    def ask(self, kind: OutcomeKind | None, basis: AccessBasis | None = None) -> act.Actions:
        self.asked, self.direct = True, kind is None
        return (act.ShowOpening(kind=kind, basis=basis),)

    def close(self) -> act.Actions:
        if not self.asked:
            return ()
        self.asked = self.direct = False
        return (act.Command.HIDE_OPENING,)

    def forget(self) -> act.Actions:
        self.report = None
        return self.close()


UNNAMED: Final = "~"  # what the key begins with that the reader gives to what has no id (pps/fhir/references.py)


class OpeningResult(Enum):
    OPENED = auto()
    OPEN_END = auto()  # nothing so far, and not everything is here; or what is here cannot be told from the ordinary answer
    NO_MORE = auto()
    NO_ACCESS = auto()  # nothing more, and the service says that access is still barred


def what_came(result: LookupResult, *, compared: bool) -> OpeningResult:
    """Of an answer that is marked. ``compared``: the ordinary answer was whole, so that it is known what came only now."""
    barred = any(each.kind in BARRED for each in result.outcomes)
    if result.opened_count > 0 if compared else holds_any(result):
        return OpeningResult.OPENED if compared or not barred else OpeningResult.OPEN_END
    if not is_whole(result):
        return OpeningResult.OPEN_END  # what was opened may be on a page that did not come, withheld, or not readable
    return OpeningResult.NO_ACCESS if barred else OpeningResult.NO_MORE


def holds_any(result: LookupResult) -> bool:
    return bool(result.reports or result.other_identifier or result.loose_findings or result.other_loose_findings)


def is_whole(result: LookupResult) -> bool:
    """Whether no report and no result may have come, or should have, that is not here."""
    return (
        result.coverage.complete
        and not result.coverage.withheld
        and all(each.kind in _HARMLESS for each in result.notes)
        and not any(
            each.unreadable_results or each.withheld_results or each.missing_results
            for each in (*result.reports, *result.other_identifier)
        )
    )


_HARMLESS: Final = frozenset(  # of these no report and no result is lost
    {
        NoteKind.RESULTS_WITHOUT_REPORT,
        NoteKind.REFERENCE_MISSING,
        NoteKind.INCLUDE_REFUSED,
        NoteKind.OUTCOMES_LEFT_OUT,
    }
)

Key = Hashable  # what a report or a result is known by


class Marker:
    """Marks, in the result of an opening, what came only by it. The same report, page after page, is marked as the same object.

    ``ordinary``: the answer that was there before; None where that was not whole, so that nothing can be told apart. A report
    and a result may have the same id, and so may what is contained in two reports; a result is looked for in its report, then
    among those without one; one that was in another report has only moved. What says more than anything that was there came too.
    """

    def __init__(self, ordinary: LookupResult | None) -> None:
        self.tells = ordinary is not None  # whether anything can be told apart
        self._reports: dict[Key, list[Report]] = {}
        self._results: dict[tuple[Key, Key], list[Observation]] = {}  # by the key of the report, None without one, and their own
        self._anywhere: dict[Key, list[Observation]] = {}  # by the ids that are the service's own
        self._marked: dict[int, tuple[Report, Report, int]] = {}  # by the identity of the report that came, which is kept with it
        if ordinary is None:
            return
        for report in (*ordinary.reports, *ordinary.other_identifier):
            key = _report_key(report)
            self._reports.setdefault(key, []).append(report)
            self._remember(key, report.findings)
        self._remember(None, (*ordinary.loose_findings, *ordinary.other_loose_findings))

    def _remember(self, report: Key, trees: tuple[Finding, ...]) -> None:
        for each in _walk(trees):
            of = each.observation
            self._results.setdefault((report, _key(each)), []).append(of)
            if not of.id.startswith(("#", UNNAMED)):
                self._anywhere.setdefault(of.id, []).append(of)

    def mark(self, result: LookupResult) -> LookupResult:
        """The result with its marks, and how many there are: of a report that came one, within one that was there each result."""
        if not self.tells:
            return result
        marked = [self._report(report) for report in (*result.reports, *result.other_identifier)]
        loose, more = _with_marks(result.loose_findings, partial(self._is_fresh, None))
        other_loose, yet_more = _with_marks(result.other_loose_findings, partial(self._is_fresh, None))
        reports = tuple([report for report, _ in marked])
        return replace(
            result,
            reports=reports[: len(result.reports)],
            other_identifier=reports[len(result.reports) :],
            loose_findings=loose,
            other_loose_findings=other_loose,
            opened_count=sum(count for _, count in marked) + more + yet_more,
        )

    def _report(self, report: Report) -> tuple[Report, int]:
        known = self._marked.get(id(report))
        if known is None:
            key = _report_key(report)
            before = self._reports.get(key)
            marked, count = replace(report, opened=True), 1
            if before is not None:
                findings, count = _with_marks(report.findings, partial(self._is_fresh, key))
                more = all(_says_more(report, each) for each in before)
                count += more
                marked = replace(report, findings=findings, opened_words=more) if count else report
            known = self._marked[id(report)] = (report, marked, count)
        return known[1:]

    def _is_fresh(self, report: Key, finding: Finding) -> bool:
        key = _key(finding)
        known = self._results.get((report, key)) or self._results.get((None, key)) or self._anywhere.get(key) or []
        return all(_says_more(finding.observation, each) for each in known)


def _says_more(now: Observation | Report, before: Observation | Report) -> bool:
    known = words(before)
    return any(said != known.get(name) and not set(said) <= set(known.get(name, ())) for name, said in words(now).items())


def _with_marks(trees: tuple[Finding, ...], is_fresh: Callable[[Finding], bool]) -> tuple[tuple[Finding, ...], int]:
    """The trees with a mark on each result that came only now, and how many those are."""
    order: list[tuple[Finding, int]] = []  # parents before their members, each with the place of its parent
    stack = [(each, -1) for each in reversed(trees)]
    while stack:
        finding, above = stack.pop()
        stack += ((each, len(order)) for each in reversed(finding.members))
        order.append((finding, above))
    fresh: set[int] = set()
    touched: set[int] = set()
    for place, (finding, _) in enumerate(order):
        if not is_fresh(finding):
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
    stack = list(reversed(trees))
    while stack:
        finding = stack.pop()
        yield finding
        stack += reversed(finding.members)


def _key(finding: Finding) -> Key:
    """Its id; where the service gave none, what it says: the key that the reader makes instead tells the order of coming."""
    of = finding.observation
    return of.id if not of.id.startswith(UNNAMED) else replace(of, id="")


def _report_key(report: Report) -> Key:
    if not report.id.startswith(UNNAMED):
        return report.id
    return (report.code, report.effective, report.issued, report.identifiers, report.performers)
