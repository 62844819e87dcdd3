"""Every observation with its position: its report, its parents, and its validity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from provesvar_gui.results.model import CodeableConcept, Quantity, Redacted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from decimal import Decimal

    from provesvar_gui.results.model import Finding, LookupResult, Moment, Observation, Report
    from provesvar_gui.results.versions import Versions


VOID: Final = frozenset({"cancelled", "entered-in-error"})
PENDING: Final = frozenset({"registered", "preliminary", "partial"})  # partial: of a report only
CHANGED: Final = frozenset({"amended", "corrected", "appended"})


class Doubt(StrEnum):
    CANCELLED_VERSION = "cancelled-version"  # a version of its report, of unknown order or sender, is cancelled
    WITHDRAWN_ORIGINAL = "withdrawn-original"  # a repeat of a withdrawn result


class VoidAbove(StrEnum):
    """Why a result does not stand, whatever its own status says."""

    WITHDRAWN = "withdrawn"  # it, or what it stands under, by a newer version
    REPORT = "report"  # the report is cancelled or entered in error
    PARENT = "parent"  # what it stands under is


class ResultState(StrEnum):
    STANDS = "stands"
    CANCELLED = "cancelled"  # by its own status, or entered in error
    CANCELLED_ABOVE = "cancelled-above"  # a parent or the report is cancelled
    WITHDRAWN = "withdrawn"  # by a newer version
    REPLACED = "replaced"  # by a newer version, or the original


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Placed(Redacted):
    """A finding with its position and validity.

    ``parents``: outermost first. ``above``: why it is void, unless only its own status makes it so. ``report``: None where the
    answer lacks it. ``apart``: it, or a result in its report, is registered on another kind of patient number (invariant 4).
    ``superseded``: replaced by a newer version, or a repeat: never the newest, a change or a point of a trend
    (results/versions.py). ``doubts``: warnings wherever the value is shown.
    """

    finding: Finding
    report: Report | None = None
    parents: tuple[Observation, ...] = ()
    above: VoidAbove | None = None
    apart: bool = False
    superseded: bool = False
    doubts: tuple[Doubt, ...] = ()

    @property
    def observation(self) -> Observation:
        return self.finding.observation

    @property
    def sampled(self) -> Moment | None:
        """When it was sampled: its own time, else its specimen's."""
        observation = self.observation
        if observation.effective is None and observation.specimen is not None:
            return observation.specimen.collected
        return observation.effective

    @property
    def when(self) -> datetime | None:
        """When it was sampled; None where the laboratory does not say."""
        sampled = self.sampled
        return sampled.when if sampled is not None else None

    @property
    def number(self) -> Decimal | None:
        """Of a quantity; none for what is void."""
        value = self.observation.value
        return value.number() if isinstance(value, Quantity) and not self.void else None

    @property
    def parent(self) -> Observation | None:
        return self.parents[-1] if self.parents else None

    @property
    def void(self) -> bool:
        """Whether it, a parent or its report is cancelled, entered in error, or withdrawn by a newer version."""
        return self.above is not None or self.observation.status in VOID

    @property
    def opened(self) -> bool:
        """Whether it came only because restricted results were opened."""
        return self.finding.opened or (self.report is not None and self.report.opened)

    @property
    def stands(self) -> bool:
        return not self.void and not self.superseded

    @property
    def state(self) -> ResultState:
        if self.observation.status in VOID:
            return ResultState.CANCELLED
        if self.void:
            return ResultState.WITHDRAWN if self.superseded else ResultState.CANCELLED_ABOVE
        if self.superseded:
            return ResultState.REPLACED
        return ResultState.STANDS

    @property
    def awaited(self) -> bool:
        """Whether it stands, is sampled and not answered yet."""
        status, value = self.observation.status, self.observation.value
        empty = value is None or (status == "registered" and isinstance(value, CodeableConcept))  # «answer follows»
        unanswered = empty and status in PENDING and self.observation.data_absent_reason is None
        return unanswered and self.stands and not self.apart

    @property
    def pending(self) -> bool:
        return self.observation.status in PENDING or (self.report is not None and self.report.status in PENDING)


def each_finding(findings: Iterable[Finding]) -> Iterator[Finding]:
    stack = list(findings)[::-1]
    while stack:
        finding = stack.pop()
        yield finding
        stack.extend(reversed(finding.members))


def each_observation(findings: Iterable[Finding]) -> Iterator[Observation]:
    return (each.observation for each in each_finding(findings))


def walk(
    findings: Iterable[Finding], report: Report | None = None, *, apart: bool = False, versions: Versions | None = None
) -> Iterator[Placed]:
    """Trees of a report, or without one, parents before their members."""
    void = VoidAbove.REPORT if report is not None and report.status in VOID else None
    stack: list[tuple[Finding, tuple[Observation, ...], VoidAbove | None]] = [(each, (), void) for each in findings]
    stack.reverse()
    while stack:
        finding, parents, above = stack.pop()
        observation = finding.observation
        effect = versions.effect(report, observation) if versions is not None else None
        if effect is not None and effect.withdrawn:
            above = VoidAbove.WITHDRAWN
        yield Placed(
            finding=finding,
            report=report,
            parents=parents,
            above=above,
            apart=apart,
            superseded=effect is not None and effect.superseded,
            doubts=effect.doubts if effect is not None else (),
        )
        if finding.members:
            under = (*parents, observation)
            below = above or (VoidAbove.PARENT if observation.status in VOID else None)
            stack.extend((each, under, below) for each in reversed(finding.members))


def in_report(report: Report, *, apart: bool = False, versions: Versions | None = None) -> Iterator[Placed]:
    return walk(report.findings, report, apart=apart, versions=versions)


def standing(report: Report) -> Iterator[Observation]:
    """Those of which neither they, nor a parent, nor the report is cancelled or entered in error."""
    return (each.observation for each in in_report(report) if not each.void)


def everything(result: LookupResult, versions: Versions | None = None) -> Iterator[Placed]:
    """All observations: of reports, of reports on another kind of patient number, and those without a report."""
    for report in result.reports:
        yield from in_report(report, versions=versions)
    yield from walk(result.loose_findings)
    for report in result.other_identifier:
        yield from in_report(report, apart=True, versions=versions)
    yield from walk(result.other_loose_findings, apart=True)
