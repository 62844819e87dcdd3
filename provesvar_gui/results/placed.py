"""Every observation of a result in its place: in which report, under which parents, and whether it still stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from provesvar_gui.results.model import Veiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from provesvar_gui.results.model import Finding, LookupResult, Observation, Report
    from provesvar_gui.results.versions import Doubt, Versions


VOID: Final = frozenset({"cancelled", "entered-in-error"})
PENDING: Final = frozenset({"registered", "preliminary", "partial"})  # partial: of a report only
CHANGED: Final = frozenset({"amended", "corrected", "appended"})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Placed(Veiled):
    """``parents``: outermost first. ``void``: it, a parent or its report was cancelled or entered in error, or so by a newer one.

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
    mixed: set[int] = set()  # places of what has something of the other half below
    while stack:
        finding, above, under = stack.pop()
        here, apart = len(order), stands_apart(finding.observation, under)
        order.append((finding, above, apart))
        stack += ((each, here, apart) for each in reversed(finding.members))
        up = above if apart != under else -1
        while up >= 0 and up not in mixed:
            mixed.add(up)
            up = order[up][1]
    if not any(apart for *_, apart in order):
        return trees, ()
    halves: dict[int, tuple[list[Finding], list[Finding]]] = {}  # of the members of each, last first
    for place in range(len(order) - 1, -1, -1):  # members before their parents
        finding, above, apart = order[place]
        if above >= 0 and above not in mixed:
            continue
        own, other = halves.pop(place, ([], []))
        mine, others = _halves(finding, tuple(reversed(own)), tuple(reversed(other)), apart=apart, mixed=place in mixed)
        if others and mine and not apart:
            others = headed(finding, others, apart)
        elif apart and mine:
            mine = headed(finding, mine, apart)
        into = halves.setdefault(above, ([], []))
        into[0].extend(reversed(mine))
        into[1].extend(reversed(others))
    left, taken = halves[-1]
    return tuple(reversed(left)), tuple(reversed(taken))


def _halves(finding: Finding, own: Trees, other: Trees, *, apart: bool, mixed: bool) -> tuple[Trees, Trees]:
    """What it is for each half, with the halves of its members."""
    if not mixed:
        return ((), (finding,)) if apart else ((finding,), ())
    if apart:
        return own, (replace(finding, members=other),)
    if own or _says(finding):
        return (replace(finding, members=own),), other
    return (), (finding,)


def _says(finding: Finding) -> bool:
    of = finding.observation
    if of.status in PENDING or of.status in VOID:
        return True
    said = of.structured or of.notes or of.interpretations or finding.missing
    return of.value is not None or of.data_absent_reason is not None or bool(said)
