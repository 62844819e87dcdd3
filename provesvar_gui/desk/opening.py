"""The state of an opening: the outcome that the service reported, and the steps that the clinician has confirmed. Pure.

An elevated basis leaves the program only through here: after the service has reported, of this very patient and to this person,
something that can be opened, and after two steps of the clinician's (invariant 3). ``Desk`` says when all is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from provesvar_gui.desk import actions as act
from provesvar_gui.results.model import BARRED, NoteKind, OutcomeKind, words
from provesvar_gui.results.placed import each_finding

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from provesvar_gui.patient.access import AccessBasis, Lookup
    from provesvar_gui.results.model import Finding, LookupResult, Outcome, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningPolicy:
    """``reason``: a coded one is asked for. ``direct``: an elevated basis may be chosen although nothing has been reported."""

    reason: bool = True
    direct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """An outcome that can be opened, reported in the answer to ``lookup``. ``key``: of the person who asked."""

    lookup: Lookup
    kind: OutcomeKind
    key: str = field(repr=False)


def openable_in(outcomes: Iterable[Outcome]) -> OutcomeKind | None:
    """The outcome that can be opened, a known meaning before an unknown one; None: none."""
    kinds = {outcome.kind for outcome in outcomes if outcome.openable}
    return next((kind for kind in _ORDER if kind in kinds), None)


_ORDER = (OutcomeKind.RESTRICTED, *(kind for kind in OutcomeKind if kind is not OutcomeKind.RESTRICTED))


class Opening:
    """``report``: the outcome that can be opened. ``asked``: the panel is shown. ``direct``: without a report, by policy."""

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


UNNAMED: Final = "~"  # what the key begins with that the reader gives to what has no id (pps/fhir/resources.py)


class OpeningResult(Enum):
    OPENED = auto()
    OPEN_END = auto()  # nothing so far, and not everything is here; or what is here cannot be told from the ordinary answer
    NO_MORE = auto()
    NO_ACCESS = auto()  # nothing more, and the service says that access is still barred


def outcome_of(result: LookupResult, *, compared: bool) -> OpeningResult:
    """The outcome of an opening. ``compared``: the ordinary answer was complete, so that the marks are certain."""
    barred = any(each.kind in BARRED for each in result.outcomes)
    if result.opened_count > 0 if compared else holds_any(result):
        return OpeningResult.OPENED if compared or not barred else OpeningResult.OPEN_END
    if not is_whole(result):
        return OpeningResult.OPEN_END  # what was opened may be on a page that did not come, withheld, or not readable
    return OpeningResult.NO_ACCESS if barred else OpeningResult.NO_MORE


def holds_any(result: LookupResult) -> bool:
    return bool(result.reports or result.other_identifier or result.loose_findings or result.other_loose_findings)


def is_whole(result: LookupResult) -> bool:
    """Whether no report or result is missing from the answer, as far as is known."""
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


class Marker:
    """Marks the reports and results that only the opening brought; a report marked on several pages stays one object.

    ``ordinary``: the answer that was there before; None where that was not whole, so that nothing can be told apart. A result is
    known by its id and what it says: one that says something else came too. Only an id of the service's own holds in every
    report; what is contained in a report, or has no id, is looked for in that report alone.
    """

    def __init__(self, ordinary: LookupResult | None) -> None:
        self.tells = ordinary is not None  # whether anything can be told apart
        self._known: set[Hashable] = set()  # the keys of reports, and what reports and results said
        self._marked: dict[int, tuple[Report, Report, int]] = {}  # by the identity of the report that came, which is kept with it
        if ordinary is None:
            return
        for report in (*ordinary.reports, *ordinary.other_identifier):
            key = _report_key(report)
            self._known |= {key, (key, *words(report).items()), *(_key(key, each) for each in each_finding(report.findings))}
        self._known |= {_key(None, each) for each in each_finding((*ordinary.loose_findings, *ordinary.other_loose_findings))}

    def mark(self, result: LookupResult) -> LookupResult:
        """The result with marks, and the number of marks: new reports, and new results within known reports."""
        if not self.tells:
            return result
        marked = [self._report(report) for report in (*result.reports, *result.other_identifier)]
        loose, more = self._findings(None, result.loose_findings)
        other_loose, yet_more = self._findings(None, result.other_loose_findings)
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
        done = self._marked.get(id(report))
        if done is None:
            key = _report_key(report)
            marked, count = replace(report, opened=True), 1
            if key in self._known:
                findings, count = self._findings(key, report.findings)
                more = (key, *words(report).items()) not in self._known
                count += more
                marked = replace(report, findings=findings, opened_words=more) if count else report
            done = self._marked[id(report)] = (report, marked, count)
        return done[1:]

    def _findings(self, report: Hashable, trees: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], int]:
        """The trees with a mark on each new result, and the number of those."""
        order = list(each_finding(trees))  # parents before their members
        fresh = [_key(report, each) not in self._known for each in order]
        if not any(fresh):
            return trees, 0
        made: list[Finding] = []  # of what follows, the last one first
        for finding, is_fresh in zip(reversed(order), reversed(fresh), strict=True):
            members = tuple([made.pop() for _ in finding.members])
            made.append(replace(finding, members=members, opened=is_fresh))
        return tuple(reversed(made)), sum(fresh)


def _key(report: Hashable, finding: Finding) -> Hashable:
    of = finding.observation
    if of.id.startswith(UNNAMED):  # that key tells the order of coming
        return report, replace(of, id="")
    where = report if of.id.startswith("#") else None
    return where, of.id, *words(of).items()


def _report_key(report: Report) -> Hashable:
    if not report.id.startswith(UNNAMED):
        return report.id
    return (report.code, report.effective, report.issued, report.identifiers, report.performers)
