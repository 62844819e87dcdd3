"""What an answer can be filtered by: discipline, laboratory, status, period, and whether the laboratory marked it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain import laboratories, text_concepts
from provesvar_gui.domain.results import Veiled
from provesvar_gui.domain.search_text import fold
from provesvar_gui.domain.series import sampled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from provesvar_gui.domain.placed import Placed
    from provesvar_gui.domain.results import CodeableConcept, Moment, Party, Report

Key = str
UNKNOWN: Final[Key] = ""  # not given
_PRECISION: Final = {4: timedelta(days=366), 7: timedelta(days=31), 10: timedelta(days=1)}  # by the length of the literal


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Facets(Veiled):
    """Of one result or report. ``latest``: when it was sampled, issued or approved, whichever is last, None where nobody says.

    ``statuses``: its own, and its report's where that is not final. A year or a day without a clock counts to its end.
    """

    disciplines: frozenset[Key] = frozenset()
    laboratories: frozenset[Key] = frozenset()
    statuses: frozenset[Key] = frozenset()
    latest: datetime | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Choice(Veiled):
    """One thing to filter by. ``label``: as it was sent, "" where it was not given; ``results``: how many have it."""

    key: Key
    label: str
    results: int


@dataclass(slots=True, kw_only=True, repr=False)
class _Counted(Veiled):
    labels: dict[str, str] = field(default_factory=dict)  # folded: as first written
    results: int = 0


class Choices:
    """Everything that can be filtered by, counted. Results are told once; a report counts only as something to choose."""

    __slots__ = ("_disciplines", "_laboratories", "_statuses", "marked")

    def __init__(self) -> None:
        self._disciplines: dict[Key, _Counted] = {}
        self._laboratories: dict[Key, _Counted] = {}
        self._statuses: dict[Key, _Counted] = {}
        self.marked = 0

    @property
    def disciplines(self) -> tuple[Choice, ...]:
        """Main areas and kinds of reports, the most frequent first."""
        return _choices(self._disciplines)

    @property
    def laboratories(self) -> tuple[Choice, ...]:
        """Laboratories, the most frequent first."""
        return _choices(self._laboratories)

    @property
    def statuses(self) -> tuple[Choice, ...]:
        """FHIR codes, the most frequent first."""
        return _choices(self._statuses)

    def see(self, names: Names) -> None:
        """Learn what things are called."""
        for seen, called in ((self._disciplines, names.disciplines), (self._laboratories, names.laboratories)):
            for key, label in called:
                seen.setdefault(key, _Counted()).labels.setdefault(fold(label), label)

    def count(self, of: Facets, *, is_result: bool) -> None:
        """Count one result, or note what a report can be filtered by."""
        for seen, keys in (
            (self._disciplines, of.disciplines),
            (self._laboratories, of.laboratories),
            (self._statuses, of.statuses),
        ):
            for key in keys:
                seen.setdefault(key, _Counted()).results += is_result
        self.marked += is_result and of.marked


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Names(Veiled):
    """Keys with what they are called."""

    disciplines: tuple[tuple[Key, str], ...] = ()
    laboratories: tuple[tuple[Key, str], ...] = ()


def _choices(counted: dict[Key, _Counted]) -> tuple[Choice, ...]:
    found = (
        Choice(key=key, label=" / ".join(label for label in each.labels.values() if label), results=each.results)
        for key, each in counted.items()
    )
    return tuple(sorted(found, key=lambda each: (-each.results, fold(each.label))))


def of_report(report: Report, *, marked: bool) -> tuple[Facets, Names]:
    """Of a report itself."""
    names = Names(
        disciplines=tuple(_disciplines(report.category, report.code)), laboratories=tuple(_laboratories(report.performers))
    )
    times = [latest(report.effective), *_issued(report)]
    if report.effective_period is not None:
        times += [latest(report.effective_period.start), latest(report.effective_period.end)]
    return _facets(names, frozenset({report.status}), times, marked=marked), names


def of_result(placed: Placed, report: Facets | None, *, marked: bool) -> tuple[Facets, Names]:
    """Of a result. ``report``: the facets of its report, None where that did not come."""
    observation = placed.observation
    names = Names(
        disciplines=() if report is not None else tuple(_disciplines(observation.category)),
        laboratories=tuple(_laboratories(observation.performers)) if observation.performers or report is None else (),
    )
    times = [latest(sampled(placed)), latest(observation.issued), *_issued(placed.report)]
    if report is not None and times[0] is None:
        times.append(report.latest)
    statuses = {observation.status}
    if placed.report is not None and (placed.report.status != "final" or not observation.status):
        statuses.add(placed.report.status)
    found = _facets(names, frozenset(statuses), times, marked=marked)
    if report is None:
        return found, names
    return Facets(
        disciplines=report.disciplines,
        laboratories=found.laboratories if names.laboratories else report.laboratories,
        statuses=found.statuses,
        latest=found.latest,
        marked=marked,
    ), names


def _issued(report: Report | None) -> tuple[datetime | None, ...]:
    """When it may have become known: issued, first issued, approved. Not every laboratory sends all of them."""
    return tuple(map(latest, (report.issued, report.report_date, report.approval_date))) if report is not None else ()


def _facets(names: Names, statuses: frozenset[Key], times: Iterable[datetime | None], *, marked: bool) -> Facets:
    return Facets(
        disciplines=frozenset(key for key, _ in names.disciplines),
        laboratories=frozenset(key for key, _ in names.laboratories),
        statuses=statuses,
        latest=max(filter(None, times), default=None),
        marked=marked,
    )


def _disciplines(*concepts: CodeableConcept | None) -> Iterator[tuple[Key, str]]:
    """By code where there is one: laboratories call the same area by several names."""
    found = False
    for concept in concepts:
        if concept is None:
            continue
        name = concept.text or next((each.display for each in concept.codings if each.display), "")
        coded = next((f"{each.system}|{each.code}" for each in concept.codings if each.code), "")
        if coded or name.strip():
            found = True
            yield coded or fold(name), name or text_concepts.called(concept)
    if not found:
        yield UNKNOWN, ""


def _laboratories(parties: Iterable[Party]) -> Iterator[tuple[Key, str]]:
    """As they are counted above the results: organisations, by name, since the same one is sent with and without its numbers.

    People are no laboratory; where only they are named, the laboratory is not given.
    """
    found = False
    for who in laboratories.organisations(parties):
        name = who.organisation or laboratories.identity(who).rpartition("|")[2]
        if name.strip():
            found = True
            yield " ".join(fold(name).split()), name
    if not found:
        yield UNKNOWN, ""


def latest(moment: Moment | None) -> datetime | None:
    """The last moment that may be meant."""
    if moment is None or moment.when is None:
        return None
    try:
        return moment.when + _PRECISION.get(len(moment.literal.strip()), timedelta())
    except OverflowError:
        return moment.when
