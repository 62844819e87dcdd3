"""The digest of a result: all that the views share, computed once and in steps, so that the window never waits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provesvar_gui.results import emergency, microbiology, placed, series, summary
from provesvar_gui.results import versions as versions_of
from provesvar_gui.results.emergency import AcuteStrip
from provesvar_gui.results.emergency_table import AcuteTable
from provesvar_gui.results.microbiology import Cultures
from provesvar_gui.results.model import Redacted
from provesvar_gui.results.summary import Summary
from provesvar_gui.results.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Generator

    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.series import Series


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Digest(Redacted):
    """Everything that is derived from a result.

    ``complete``: every page is in; before that nothing may be called latest, newest, changed or a trend (invariant 11).

    ``series``: without superseded results; ``observations`` has them, and ``versions`` knows which newer ones they stand behind.
    """

    result: LookupResult
    complete: bool
    observations: tuple[Placed, ...] = ()
    series: tuple[Series, ...] = ()
    summary: Summary = field(default_factory=Summary)
    versions: Versions = field(default_factory=Versions)
    cultures: Cultures = field(default_factory=Cultures)
    strip: AcuteStrip = field(default_factory=AcuteStrip)


def digest(result: LookupResult, *, complete: bool, table: AcuteTable | None = None) -> Generator[None, None, Digest]:
    """Make it; gives way while it works. ``table``: of the emergency analytes; without one, none is placed."""
    versions = yield from versions_of.build(result)
    observations: list[Placed] = []
    for each in placed.everything(result, versions):
        observations.append(each)
        yield
    made = yield from series.build([each for each in observations if not each.superseded])
    counted = yield from summary.build(result, observations)
    grown = yield from microbiology.build(result, versions, observations)
    strip = yield from emergency.place(made, table or AcuteTable(), complete=complete, end=result.fetched_at, versions=versions)
    return Digest(
        result=result,
        complete=complete,
        observations=tuple(observations),
        series=made,
        strip=strip,
        summary=counted,
        versions=versions,
        cultures=grown,
    )
