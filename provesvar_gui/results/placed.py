"""Every observation with its position: its report, its parents, and its validity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from provesvar_gui.results.model import Redacted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from provesvar_gui.results.model import Finding, LookupResult, Observation, Report
    from provesvar_gui.results.versions import Versions


VOID: Final = frozenset({"cancelled", "entered-in-error"})
PENDING: Final = frozenset({"registered", "preliminary", "partial"})  # partial: of a report only
CHANGED: Final = frozenset({"amended", "corrected", "appended"})


class Doubt(StrEnum):
    CANCELLED_VERSION = "cancelled-version"  # a version of its report, of unknown order or sender, is cancelled
    WITHDRAWN_ORIGINAL = "withdrawn-original"  # a repeat of a withdrawn result


class ResultState(StrEnum):
    STANDS = "stands"
    CANCELLED = "cancelled"  # by its own status, or entered in error
    CANCELLED_ABOVE = "cancelled-above"  # a parent or the report is cancelled
    WITHDRAWN = "withdrawn"  # by a newer version
    REPLACED = "replaced"  # by a newer version, or the original


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Placed(Redacted):
    """An observation with its position and validity.

    ``parents``: outermost first. ``void``: it, a parent or its report is cancelled, entered in error, or withdrawn by a newer
    version. ``report``: None where the answer lacks it. ``apart``: it, or a result in its report, is registered on another kind
    of patient number (invariant 4). ``superseded``: replaced by a newer version, or a repeat: never the newest, a change or a
    point of a trend (results/versions.py). ``opened``: fetched only because restricted results were opened. ``doubts``: warnings
    wherever the value is shown.
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
        """Whether a newer version withdrew it or a parent."""
        return self.void and self.superseded

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
    def pending(self) -> bool:
        return self.observation.status in PENDING or (self.report is not None and self.report.status in PENDING)


def each_finding(findings: Iterable[Finding]) -> Iterator[Finding]:
    stack = list(findings)[::-1]
    while stack:
        finding = stack.pop()
        yield finding
        stack.extend(reversed(finding.members))


def in_report(report: Report, *, apart: bool = False, versions: Versions | None = None) -> Iterator[Placed]:
    yield from _walk(report.findings, report, void=report.status in VOID, apart=apart, versions=versions)


def everything(result: LookupResult, versions: Versions | None = None) -> Iterator[Placed]:
    """All observations: of reports, of reports on another kind of patient number, and those without a report."""
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
    stack: list[tuple[Finding, tuple[Observation, ...], bool]] = [(each, (), void) for each in reversed(findings)]
    while stack:
        finding, parents, gone = stack.pop()
        observation = finding.observation
        fate = versions.fate(report, observation) if versions is not None else None
        gone = gone or observation.status in VOID or (fate is not None and fate.withdrawn)
        yield Placed(
            observation=observation,
            report=report,
            parents=parents,
            void=gone,
            apart=apart,
            superseded=fate is not None and fate.superseded,
            opened=whole or finding.opened,
            doubts=fate.doubts if fate is not None else (),
        )
        if finding.members:
            below = (*parents, observation)
            stack.extend((each, below, gone) for each in reversed(finding.members))
