"""Every observation with its position: its report, its parents, and its validity."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from provesvar_gui.results.model import Redacted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from provesvar_gui.results.model import Finding, LookupResult, Observation, Report
    from provesvar_gui.results.versions import Versions


VOID: Final = frozenset({"cancelled", "entered-in-error"})
PENDING: Final = frozenset({"registered", "preliminary", "partial"})  # partial: of a report only
CHANGED: Final = frozenset({"amended", "corrected", "appended"})


class Doubt(StrEnum):
    """What has to be said beside a value."""

    CANCELLED_VERSION = "cancelled-version"  # another version of it is cancelled, and nobody knows which is newer or from whom
    WITHDRAWN_ORIGINAL = "withdrawn-original"  # a repeat of what was withdrawn, sent after that, or nobody knows when
    AWAITED = "awaited"  # a newer version, not final, has no value yet
    EARLIER_NAME = "earlier-name"  # not repeated under the name that a newer version has for what grew; it may be the same
    ELSEWHERE = "elsewhere"  # a newer version has it on another kind of number, or an invalid one (invariant 4)
    WITHDRAWN_ELSEWHERE = "withdrawn-elsewhere"  # of a result that is void: the newer version withdrew it there
    OTHER_ORGANISM = "other-organism"  # of a result that is old: a newer version says that it certainly was another organism


class ResultState(StrEnum):
    """Whether a result stands, and what took it away."""

    STANDS = "stands"
    CANCELLED = "cancelled"  # it says so itself, or was entered in error
    CANCELLED_ABOVE = "cancelled-above"  # what it belongs to was cancelled
    WITHDRAWN = "withdrawn"  # in a newer version
    REPLACED = "replaced"  # by a newer version, a duplicate or the original
    OTHER_ORGANISM = "other-organism"  # a newer version says that another one grew; nothing took its place


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Placed(Redacted):
    """An observation with its position and validity.

    ``parents``: outermost first. ``void``: it, a parent or its report was cancelled or entered in error, or so by a newer one.

    ``report`` is None for a result whose report did not come. ``apart``: registered on another kind of identifier (invariant 4):
    its report is, it itself, or, where it names no number, a parent.
    ``superseded``: a newer version of its report, a duplicate or the original of a repeat holds the same result; it is never the
    newest, no change and no point of a trend (results/versions.py). ``opened``: it came only because it was opened.
    ``doubts``: what has to be said beside the value wherever it is read, mostly nothing.
    """

    observation: Observation
    report: Report | None = None
    parents: tuple[Observation, ...] = ()
    void: bool = False
    apart: bool = False
    superseded: bool = False
    opened: bool = False
    doubts: tuple[Doubt, ...] = ()

    @property
    def stands(self) -> bool:
        return not self.void and not self.superseded

    @property
    def withdrawn(self) -> bool:
        """Whether a newer version took it away, or what it hangs under."""
        return self.void and (self.superseded or Doubt.WITHDRAWN_ELSEWHERE in self.doubts)

    @property
    def state(self) -> ResultState:
        if self.observation.status in VOID:
            return ResultState.CANCELLED
        if self.void:
            return ResultState.WITHDRAWN if self.superseded else ResultState.CANCELLED_ABOVE
        if self.superseded:
            return ResultState.OTHER_ORGANISM if Doubt.OTHER_ORGANISM in self.doubts else ResultState.REPLACED
        return ResultState.STANDS

    @property
    def status(self) -> str:
        """The FHIR code that counts for it: its own; where that is final, its report's where that is pending or changed."""
        own, of = self.observation.status, self.report.status if self.report is not None else ""
        return of if own == "final" and of in PENDING | CHANGED else own

    @property
    def pending(self) -> bool:
        """Whether it or its report is not final yet."""
        return self.observation.status in PENDING or (self.report is not None and self.report.status in PENDING)


def each_finding(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Every finding in the laboratory's order, parents before their members."""
    stack = list(findings)[::-1]
    while stack:
        finding = stack.pop()
        yield finding
        stack.extend(reversed(finding.members))


def in_report(report: Report, *, apart: bool = False, versions: Versions | None = None) -> Iterator[Placed]:
    """The observations of one report in the laboratory's order, parents before their members."""
    yield from _walk(report.findings, report, void=report.status in VOID, apart=apart, versions=versions)


def stands_apart(observation: Observation, under: bool = False) -> bool:
    """Whether a result is on another kind of number, or an invalid one. No other subject is kept of one.

    ``under``: whether what it hangs under is; it goes with that unless it says itself that it is on the patient's number.
    """
    return observation.subject is not None or (under and not observation.own)


def apart_within(report: Report) -> frozenset[int]:
    """Identities of the results that stand apart although their report does not: for a report of the patient's own."""
    found: set[int] = set()
    stack = [(each, False) for each in report.findings]
    while stack:
        finding, above = stack.pop()
        apart = stands_apart(finding.observation, above)
        if apart:
            found.add(id(finding.observation))
        stack += ((each, apart) for each in finding.members)
    return frozenset(found)


def everything(result: LookupResult, versions: Versions | None = None) -> Iterator[Placed]:
    """Every observation that is shown anywhere: own reports, those on another kind of identifier, and loose results."""
    for report in result.reports:
        yield from in_report(report, versions=versions)
    yield from _walk(result.loose_findings, None, void=False, apart=False)
    for report in result.other_identifier:
        yield from in_report(report, apart=True, versions=versions)
    yield from _walk(result.other_loose_findings, None, void=False, apart=True)


def _walk(
    findings: tuple[Finding, ...], report: Report | None, *, void: bool, apart: bool, versions: Versions | None = None
) -> Iterator[Placed]:
    whole = report is not None and report.opened
    stack: list[tuple[Finding, tuple[Observation, ...], bool, bool]] = [(each, (), void, False) for each in reversed(findings)]
    while stack:
        finding, parents, under_void, under_apart = stack.pop()
        observation = finding.observation
        other = apart or stands_apart(observation, under_apart)
        gone = under_void or observation.status in VOID
        old = False
        doubts: tuple[Doubt, ...] = ()
        if versions is not None:
            gone = gone or versions.is_withdrawn(report, observation)
            old = versions.is_old(report, observation)
            doubts = versions.doubts(report, observation)
        yield Placed(
            observation=observation,
            report=report,
            parents=parents,
            void=gone,
            apart=other,
            superseded=old,
            opened=whole or finding.opened,
            doubts=doubts,
        )
        if finding.members:
            below = (*parents, observation)
            stack.extend((each, below, gone, other) for each in reversed(finding.members))


Trees = tuple["Finding", ...]


def _bare(_above: Finding, taken: Trees, _apart: bool) -> Trees:
    return taken


def parted(trees: Trees, headed: Callable[[Finding, Trees, bool], Trees] = _bare) -> tuple[Trees, Trees]:
    """What is left of the trees, and what stands apart, each with what goes with it, in the laboratory's order.

    What says nothing itself and has nothing else below goes along: it is the heading of what stands apart. What is on the
    patient's own number beneath that is taken out. ``headed``: gives what is taken from under something that stays in the
    other half what of that has to be told with it; it is told too whether that stands apart. Trees in which nothing stands
    apart stay the very same. Works without recursion: a tree may be ten thousand levels deep.
    """
    order: list[tuple[Finding, int, bool]] = []  # parents before their members; the place of the parent, and whether it is apart
    stack = [(each, -1, False) for each in reversed(trees)]
    while stack:
        finding, above, under = stack.pop()
        apart = stands_apart(finding.observation, under)
        stack += ((each, len(order), apart) for each in reversed(finding.members))
        order.append((finding, above, apart))
    if not any(apart for *_, apart in order):
        return trees, ()
    halves: dict[int, tuple[list[Finding], list[Finding]]] = {}  # of the members of each, last first
    for place in range(len(order) - 1, -1, -1):  # members before their parents
        finding, above, apart = order[place]
        own, other = (tuple(reversed(each)) for each in halves.pop(place, ([], [])))
        mine: Trees = ()
        others: Trees = ()
        if apart:
            mine, others = headed(finding, own, apart) if own else (), (_with(finding, other),)
        elif own or not other or _says(finding):
            mine, others = (_with(finding, own),), headed(finding, other, apart) if other else ()
        else:
            others = (_with(finding, other),)
        into = halves.setdefault(above, ([], []))
        into[0].extend(reversed(mine))
        into[1].extend(reversed(others))
    left, taken = halves[-1]
    return tuple(reversed(left)), tuple(reversed(taken))


def _with(finding: Finding, members: Trees) -> Finding:
    return finding if list(map(id, members)) == list(map(id, finding.members)) else replace(finding, members=members)


def _says(finding: Finding) -> bool:
    of = finding.observation
    if of.status in PENDING or of.status in VOID:
        return True
    said = of.structured or of.notes or of.interpretations or finding.missing
    return of.value is not None or of.data_absent_reason is not None or bool(said)
