"""Finding things in an answer. Every word has to be found; findings stay whole; what is left out is counted, never silent.

A result is found by what it says itself together with what its report and its parents say. One of the words has to be its
own, unless the report says all of them. Texts are found by any part, codes by their beginning. A hit shows its whole
report. Asked in slices, so that typing never waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provesvar_gui.domain.results import Veiled
from provesvar_gui.domain.search_index import LOOSE, LOOSE_APART, NOWHERE, SearchIndex

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime

    from provesvar_gui.domain.results import Observation, Report
    from provesvar_gui.domain.search_facets import Facets, Key
    from provesvar_gui.domain.search_index import Place


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Query(Veiled):
    """``words``: as ``search_text.words_of`` makes them; all have to be found. The empty sets and None ask for nothing.

    ``since``: sampled or issued then or later; what has no time is kept, since nobody can tell. ``statuses``: FHIR codes of a
    result or of its report. ``marked``: by the laboratory.
    """

    words: tuple[str, ...] = ()
    disciplines: frozenset[Key] = frozenset()
    laboratories: frozenset[Key] = frozenset()
    statuses: frozenset[Key] = frozenset()
    since: datetime | None = None
    marked: bool = False

    @property
    def empty(self) -> bool:
        """Whether it asks for nothing, so that everything is shown."""
        return not (self.words or self.filters)

    @property
    def filters(self) -> bool:
        """Whether anything but words is asked for."""
        return bool(self.disciplines or self.laboratories or self.statuses or self.since or self.marked)

    def admits(self, facets: Facets) -> bool:
        """Whether the filters let it through; the words are another matter."""
        return (
            (not self.disciplines or not self.disciplines.isdisjoint(facets.disciplines))
            and (not self.laboratories or not self.laboratories.isdisjoint(facets.laboratories))
            and (not self.statuses or not self.statuses.isdisjoint(facets.statuses))
            and (self.since is None or facets.latest is None or facets.latest >= self.since)
            and (not self.marked or facets.marked)
        )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Shown(Veiled):
    """What a query finds. Reports and results are told apart by identity; the index keeps them alive.

    ``groups``: what is shown, each whole. ``found``: results that are asked for. ``pointed``: those of them to be pointed out,
    where the words stand. ``undated``: how many of ``found`` have no time although a period is asked for.
    """

    query: Query
    index: SearchIndex
    groups: frozenset[int] = frozenset()
    found: frozenset[Place] = frozenset()
    pointed: frozenset[Place] = frozenset()
    undated: int = 0

    @property
    def standing(self) -> int:
        """Results that are shown: those asked for, and the others of their reports."""
        return sum(self.index.groups[group] for group in self.groups)

    @property
    def hidden(self) -> int:
        """Results that are not shown."""
        return self.index.results - self.standing

    @property
    def reports(self) -> int:
        """Reports that are shown."""
        return sum(group not in (LOOSE, LOOSE_APART) for group in self.groups)

    def holds(self, report: Report | None, observation: Observation) -> bool:
        """Whether that result is asked for. One that came after the question was put is."""
        mine = id(report) if report is not None else 0
        return (mine, id(observation)) in self.found or (report is not None and mine not in self.index.groups)

    def points_at(self, report: Report | None, observation: Observation) -> bool:
        """Whether that result is to be pointed out."""
        return (id(report) if report is not None else 0, id(observation)) in self.pointed

    @property
    def borrowed(self) -> int:
        """How many results are asked for only because of what their report or their parents say."""
        return len(self.found) - len(self.pointed)

    def borrows(self, report: Report | None, observation: Observation) -> bool:
        """Whether that result is asked for only because of what its report or its parents say."""
        place = id(report) if report is not None else 0, id(observation)
        return place in self.found and place not in self.pointed

    def shows(self, report: Report) -> bool:
        """Whether a report is shown: it or a result in it is asked for, or it came after the question was put."""
        return id(report) in self.groups or id(report) not in self.index.groups

    def shows_loose(self, *, apart: bool) -> bool:
        """Whether the results whose report did not come are shown: as soon as one of them is asked for."""
        mine = LOOSE_APART if apart else LOOSE
        return mine in self.groups or mine not in self.index.groups


def match(index: SearchIndex, query: Query) -> Generator[None, None, Shown]:
    """Ask; gives way."""
    words, full = query.words, (1 << len(query.words)) - 1
    said: list[int] = []  # per entry: which of the words it or what stands above it says
    groups: set[int] = set()
    found: set[Place] = set()
    pointed: set[Place] = set()
    undated = 0
    whole = False  # whether the report of the entries at hand says all of the words
    for entry in index.entries:
        yield
        own = 0
        for bit, word in enumerate(words):
            if entry.says(word):
                own |= 1 << bit
        together = own | (said[entry.above] if entry.above != NOWHERE else 0)
        said.append(together)
        if entry.observation is None:
            whole = own == full
            if whole and query.admits(entry.facets):
                groups.add(entry.group)
            continue
        whole = whole and entry.report is not None
        if together != full or not (own or whole or not words) or not query.admits(entry.facets):
            continue
        groups.add(entry.group)
        found.add(entry.place)
        if own or not words:
            pointed.add(entry.place)
        if query.since is not None and entry.facets.latest is None:
            undated += 1
    return Shown(
        query=query, index=index, groups=frozenset(groups), found=frozenset(found), pointed=frozenset(pointed), undated=undated
    )
