"""The counts and sources of an answer, for the line that says how much is missing."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provesvar_gui.results.laboratories import identity, organisations
from provesvar_gui.results.model import Redacted
from provesvar_gui.results.series import sampled
from provesvar_gui.results.visible import visible

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
    undated: int = 0  # observations without a time


def build(result: LookupResult, observations: Iterable[Placed]) -> Generator[None, None, Summary]:
    laboratories: dict[str, str] = {}
    oldest: datetime | None = None
    newest: datetime | None = None
    count = apart = undated = 0
    told: set[int] = set()
    for report in (*result.reports, *result.other_identifier):
        yield
        _name(report.performers, laboratories, told)
    for placed in observations:
        count += 1
        apart += placed.apart
        yield
        _name(placed.observation.performers, laboratories, told)
        moment = sampled(placed)
        when = moment.when if moment is not None else None
        if when is None:
            undated += 1
            continue
        oldest = when if oldest is None or when < oldest else oldest
        newest = when if newest is None or when > newest else newest
    return Summary(
        reports=len(result.reports) + len(result.other_identifier),
        observations=count,
        apart=len(result.other_identifier),
        apart_results=apart,
        oldest=oldest,
        newest=newest,
        laboratories=tuple(laboratories.values()),
        undated=undated,
    )


def _name(performers: tuple[Party, ...], into: dict[str, str], told: set[int]) -> None:
    """Each organisation by its name, one without a name by its number. ``told``: lists that are known (results share them)."""
    if not performers or id(performers) in told:
        return
    told.add(id(performers))
    for who in organisations(performers):
        name = " ".join(who.organisation.split())
        into.setdefault(name.casefold() or identity(who), name or identity(who).rpartition("|")[2])


def _looks(name: str) -> str:
    shown = unicodedata.normalize("NFC", visible(" ".join(name.split())))
    return "".join(each for each in shown if unicodedata.category(each) != "Cf").casefold()


def subject_names(reports: Iterable[Report]) -> tuple[str, ...]:
    """The names under which the laboratories registered the reports, each once. Never corrected.

    Those that look the same are one: case, spaces, and what is never seen aside.
    """
    names = dict.fromkeys(report.subject.display for report in reports if report.subject is not None)
    found: dict[str, str] = {}
    for name in names:
        if name.strip():
            found.setdefault(_looks(name), name)
    return tuple(found.values())
