"""The state of an opening: what the service reported as restricted, and which steps the clinician has confirmed. Pure.

An elevated basis leaves the program only through here: after the service has reported, of this very patient and to this person,
something that can be opened, and after two steps of the clinician's (invariant 3). ``Desk`` says when all is forgotten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from provesvar_gui.desk import actions as act
from provesvar_gui.results.model import BARRED, NoteKind, OutcomeKind, Redacted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from provesvar_gui.patient.access import AccessBasis, Lookup
    from provesvar_gui.results.model import Finding, LookupResult, Observation, Outcome, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningPolicy:
    """What the organisation has decided. ``reason``: a coded reason is asked for.

    ``direct``: an elevated basis may be chosen although nothing has been reported; the confirmation is the same.
    """

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
    """The state of an opening.

    ``report``: what can be opened. ``asked``: the clinician has taken the first step, the panel is up.

    ``direct``: the panel was reached without a report, as the policy allows.
    """

    def __init__(self, policy: OpeningPolicy | None = None) -> None:
        self.policy = policy or OpeningPolicy()
        self.report: Reported | None = None
        self.asked = self.direct = False

    def reported(self, lookup: Lookup, key: str, kind: OutcomeKind | None) -> None:
        """An answer to an ordinary look-up came. ``kind``: what it says can be opened, or None."""
        self.report = None if kind is None else Reported(lookup=lookup, kind=kind, key=key)

    def ask(self, kind: OutcomeKind | None, basis: AccessBasis | None = None) -> act.Actions:
        """The first step. ``kind``: None for a direct choice; ``basis``: that choice."""
        self.asked, self.direct = True, kind is None
        return (act.ShowOpening(kind=kind, basis=basis),)

    def may_be_confirmed(self, basis: AccessBasis, reason: str) -> bool:
        return self.asked and basis.elevated and bool(reason or not self.policy.reason)

    def close(self) -> act.Actions:
        """Back before the first step; what was reported stands."""
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
        NoteKind.RESOURCE_UNUSED,
        NoteKind.INCLUDE_REFUSED,
        NoteKind.OUTCOMES_LEFT_OUT,
    }
)

Key = Hashable  # what a report or a result is known by
_Known = dict[Key, list["Observation"]]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Before(Redacted):
    """A report that was there: its own words, and its results by their keys."""

    conclusion: str
    remarks: frozenset[object]
    results: _Known


class Marker:
    """Marks, in the result of an opening, what came only by it. The same report, page after page, is marked as the same object.

    ``ordinary``: the answer that was there before; None where that was not whole, so that nothing can be told apart. A report
    and a result may have the same id, and so may what is contained in two reports; a result is looked for in its report, then
    among those without one; one that was in another report has only moved. What says more than it did came too.
    """

    def __init__(self, ordinary: LookupResult | None) -> None:
        self.tells = ordinary is not None  # whether anything can be told apart
        self._reports: dict[Key, dict[Key, list[_Before]]] = {}  # by the version of each that was there; mostly one per key
        self._loose: _Known = {}
        self._anywhere: dict[Key, Observation] = {}  # by the ids that are the service's own
        # by the identity of the report that came, which is kept with it
        self._marked: dict[int, tuple[Report, _Before | None, Report, int]] = {}
        if ordinary is None:
            return
        for report in (*ordinary.reports, *ordinary.other_identifier):
            before = _Before(conclusion=report.conclusion, remarks=_remarks(report), results=self._known(report.findings))
            self._reports.setdefault(_report_key(report), {}).setdefault(_version(report), []).append(before)
        self._loose = self._known((*ordinary.loose_findings, *ordinary.other_loose_findings))

    def _known(self, trees: tuple[Finding, ...]) -> _Known:
        known: _Known = {}
        for each in _walk(trees):
            of = each.observation
            known.setdefault(_key(each), []).append(of)
            if not of.id.startswith(("#", UNNAMED)):
                self._anywhere[of.id] = of
        return known

    def mark(self, result: LookupResult) -> LookupResult:
        """The result with its marks, and how many there are: of a report that came one, within one that was there each result."""
        if not self.tells:
            return result
        every = (*result.reports, *result.other_identifier)
        marked = [self._report(report, before) for report, before in zip(every, self._paired(every), strict=True)]
        is_fresh = self._is_fresh(self._loose, {})
        loose, more = _with_marks(result.loose_findings, is_fresh)
        other_loose, yet_more = _with_marks(result.other_loose_findings, is_fresh)
        reports = tuple([report for report, _ in marked])
        return replace(
            result,
            reports=reports[: len(result.reports)],
            other_identifier=reports[len(result.reports) :],
            loose_findings=loose,
            other_loose_findings=other_loose,
            opened_count=sum(count for _, count in marked) + more + yet_more,
        )

    def _paired(self, reports: tuple[Report, ...]) -> list[_Before | None]:
        """What was there of each: the same version where that was there, else any other of its key that is nobody's."""
        left = {
            key: {version: list(reversed(every)) for version, every in self._reports[key].items()}
            for key in set(map(_report_key, reports)) & self._reports.keys()
        }
        found: list[_Before | None] = []
        for report in reports:
            same = left.get(_report_key(report), {}).get(_version(report))
            found.append(same.pop() if same else None)
        rest = {key: [one for every in versions.values() for one in reversed(every)][::-1] for key, versions in left.items()}
        for place, report in enumerate(reports):
            if found[place] is None and (others := rest.get(_report_key(report))):
                found[place] = others.pop()
        return found

    def _report(self, report: Report, before: _Before | None) -> tuple[Report, int]:
        known = self._marked.get(id(report))
        if known is None or known[1] is not before:
            marked, count = replace(report, opened=True), 1
            if before is not None:
                findings, count = _with_marks(report.findings, self._is_fresh(before.results, self._loose))
                said = report.conclusion.strip() and report.conclusion != before.conclusion
                words = bool(said) or not _remarks(report) <= before.remarks
                count += words
                marked = replace(report, findings=findings, opened_words=words) if count else report
            known = self._marked[id(report)] = (report, before, marked, count)
        return known[2:]

    def _is_fresh(self, held: _Known, spare: _Known) -> Callable[[Finding], bool]:
        """Whether a result, asked in order, came only now. ``spare``: what was there without a report may have found its own."""
        used: Counter[Key] = Counter()

        def is_fresh(finding: Finding) -> bool:
            key = _key(finding)
            known, others = held.get(key, ()), spare.get(key, ())
            place = used[key]
            used[key] += 1
            before = self._anywhere.get(key) if not known and not others else None
            if place < len(known):
                before = known[place]
            elif place < len(known) + len(others):
                before = others[place - len(known)]
            return before is None or _says_more(finding.observation, before)

        return is_fresh


def _says_more(now: Observation, before: Observation) -> bool:
    if now.value is not None and now.value != before.value:
        return True
    pairs = ((now.notes, before.notes), (now.interpretations, before.interpretations), (now.structured, before.structured))
    return any(said != known and not set(said) <= set(known) for said, known in pairs)


def _remarks(report: Report) -> frozenset[object]:
    return frozenset((*report.comments, *report.clinical_information))


def _version(report: Report) -> Key:
    return (report.status, report.issued)


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
    return (report.code, report.effective, report.issued, report.identifiers, report.performers, report.conclusion)
