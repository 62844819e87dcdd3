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
    """What has to be said beside a value."""

    CANCELLED_VERSION = "cancelled-version"  # another version of it is cancelled, and nobody knows which is newer or from whom
    WITHDRAWN_ORIGINAL = "withdrawn-original"  # a repeat of what was withdrawn


class ResultState(StrEnum):
    STANDS = "stands"
    CANCELLED = "cancelled"  # it says so itself, or was entered in error
    CANCELLED_ABOVE = "cancelled-above"  # what it belongs to was cancelled
    WITHDRAWN = "withdrawn"  # in a newer version
    REPLACED = "replaced"  # by a newer version, or the original


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Placed(Redacted):
    """An observation with its position and validity.

    ``parents``: outermost first. ``void``: it, a parent or its report was cancelled or entered in error, or so by a newer one.

    ``report`` is None for a result whose report did not come. ``apart``: registered on another kind of identifier (invariant 4),
    or in a report with a result that is.
    ``superseded``: a newer version of its report, or the original of a repeat holds the same result; it is never the
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
    def status(self) -> str:
        """The FHIR code that counts for it: its own; where that is final, its report's where that is pending or changed."""
        own, of = self.observation.status, self.report.status if self.report is not None else ""
        return of if own == "final" and of in PENDING | CHANGED else own

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
