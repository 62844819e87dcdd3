"""The counts and sources of an answer, for the line that says how much is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provesvar_gui.results import text
from provesvar_gui.results.laboratories import identity
from provesvar_gui.results.model import Redacted
from provesvar_gui.results.series import sampled

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from datetime import datetime

    from provesvar_gui.results.model import LookupResult, Party, Report
    from provesvar_gui.results.placed import Placed


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Summary(Redacted):
    """Of what is shown, results on another kind of identifier included.

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


def build(result: LookupResult, observations: Iterable[Placed]) -> Generator[None, None, Summary]:
    reports = (*result.reports, *result.other_identifier)
    parties: dict[int, Party] = {id(who): who for report in reports for who in report.performers}
    times: list[datetime] = []
    count = apart = 0
    for placed in observations:
        count += 1
        apart += placed.apart
        parties.update((id(who), who) for who in placed.observation.performers)
        moment = sampled(placed)
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
    """The names under which the laboratories registered the reports, each once, case and spaces aside. Never corrected."""
    return text.distinct(report.subject.display for report in reports if report.subject is not None)
