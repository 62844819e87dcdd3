"""The digest of a result: all that the views share, computed once and in steps, so that the window never waits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provesvar_gui.results import emergency, microbiology, placed, series, text
from provesvar_gui.results import versions as versions_of
from provesvar_gui.results.emergency import AcuteResults
from provesvar_gui.results.emergency_table import AcuteTable
from provesvar_gui.results.laboratories import identity
from provesvar_gui.results.microbiology import Cultures
from provesvar_gui.results.model import Redacted
from provesvar_gui.results.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from datetime import datetime

    from provesvar_gui.results.model import LookupResult, Party, Report
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.series import Series


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Summary(Redacted):
    """The counts of the shown results, also of those on another kind of identifier.

    ``apart`` says how many of ``reports`` those are, ``apart_results`` how many of ``observations``.
    ``oldest`` and ``newest``: by sampling (of the result, else of its specimen); None where nothing has a time.
    ``laboratories``: by name, in order of appearance: those that reports name, then those that only results name.
    """

    reports: int = 0
    observations: int = 0
    apart: int = 0
    apart_results: int = 0
    oldest: datetime | None = None
    newest: datetime | None = None
    laboratories: tuple[str, ...] = ()


def summarise(result: LookupResult, observations: Iterable[Placed]) -> Generator[None, None, Summary]:
    reports = (*result.reports, *result.other_identifier)
    parties: dict[int, Party] = {id(who): who for report in reports for who in report.performers}
    times: list[datetime] = []
    count = apart = 0
    for each in observations:
        count += 1
        apart += each.apart
        parties.update((id(who), who) for who in each.observation.performers)
        moment = each.sampled
        if moment is not None and moment.when is not None:
            times.append(moment.when)
        yield
    names: dict[str, str] = {}
    for who in parties.values():
        name, number = " ".join(who.organisation.split()), identity(who)
        if number:
            names.setdefault(name.casefold() or number, name or number.rpartition("|")[2])
    return Summary(
        reports=len(reports),
        observations=count,
        apart=len(result.other_identifier),
        apart_results=apart,
        oldest=min(times, default=None),
        newest=max(times, default=None),
        laboratories=tuple(names.values()),
    )


def subject_names(reports: Iterable[Report]) -> tuple[str, ...]:
    """The names on the reports, each once, ignoring case and spaces. Never corrected."""
    return text.distinct(report.subject.display for report in reports if report.subject is not None)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Digest(Redacted):
    """Everything that is derived from a result.

    ``complete``: every page is in; before that nothing may be called latest, newest, changed or a trend (invariant 11).

    ``series``: without superseded results; ``observations`` has them, and ``versions`` knows which newer ones they stand behind.
    """

    result: LookupResult
    complete: bool
    observations: tuple[Placed, ...] = ()
    awaited: tuple[Placed, ...] = ()
    series: tuple[Series, ...] = ()
    summary: Summary = field(default_factory=Summary)
    versions: Versions = field(default_factory=Versions)
    cultures: Cultures = field(default_factory=Cultures)
    acute: AcuteResults = field(default_factory=AcuteResults)


def digest(result: LookupResult, *, complete: bool, table: AcuteTable | None = None) -> Generator[None, None, Digest]:
    """A generator that yields between steps. ``table``: of the emergency analytes; None: no emergency analytes."""
    versions = yield from versions_of.build(result)
    observations: list[Placed] = []
    for each in placed.everything(result, versions):
        observations.append(each)
        yield
    awaited = tuple(each for each in observations if each.awaited)
    made = yield from series.build([each for each in observations if not each.superseded])
    counted = yield from summarise(result, observations)
    grown = yield from microbiology.build(result, versions, observations)
    acute = yield from emergency.build(made, table or AcuteTable(), complete=complete, end=result.fetched_at, versions=versions)
    return Digest(
        result=result,
        complete=complete,
        observations=tuple(observations),
        awaited=awaited,
        series=made,
        acute=acute,
        summary=counted,
        versions=versions,
        cultures=grown,
    )
