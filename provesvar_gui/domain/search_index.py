"""Everything that can be found in an answer, read once, in slices: an entry for each report and for each result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain import search_facets, search_text
from provesvar_gui.domain.results import Veiled
from provesvar_gui.domain.search_facets import Choices, Facets
from provesvar_gui.domain.search_text import BEFORE_CODE

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from provesvar_gui.domain.placed import Placed
    from provesvar_gui.domain.results import LookupResult, Observation, Report
    from provesvar_gui.domain.search_text import Said

NOWHERE: Final = -1
LOOSE: Final = 0
LOOSE_APART: Final = 1

Place = tuple[int, int]  # identities of a report (0: its report did not come) and of an observation in it


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entry(Veiled):
    """One result, or one report (``observation`` None). ``above``: the entry of its parent, else of its report, else NOWHERE.

    ``group``: what is shown whole together: the identity of the report, or LOOSE and LOOSE_APART for
    results whose report did not come.
    """

    report: Report | None
    observation: Observation | None
    words: str
    codes: str
    above: int
    group: int
    facets: Facets

    @property
    def place(self) -> Place:
        """Which one it is."""
        return id(self.report) if self.report is not None else 0, id(self.observation)

    def says(self, word: str) -> bool:
        """Whether a word is found in it."""
        return word in self.words or (BEFORE_CODE + word) in self.codes


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SearchIndex(Veiled):
    """``entries``: every report right before its results, parents before members. ``choices``: what can be filtered by.

    ``groups``: how many results each of the groups holds.
    """

    entries: tuple[Entry, ...] = ()
    choices: Choices = field(default_factory=Choices)
    groups: dict[int, int] = field(default_factory=dict)

    @property
    def results(self) -> int:
        """How many results there are in all."""
        return sum(self.groups.values())

    @property
    def reports(self) -> int:
        """How many reports there are in all."""
        return sum(group not in (LOOSE, LOOSE_APART) for group in self.groups)


class _Builder:
    """Reads an answer, entry by entry."""

    def __init__(self, marked: Callable[[Observation], bool], report_marked: Callable[[Report], bool]) -> None:
        self._marked = marked
        self._report_marked = report_marked
        self._at: dict[Place, int] = {}  # where an entry is; of a report: (its identity, 0)
        self.entries: list[Entry] = []
        self.choices = Choices()
        self.groups: dict[int, int] = {}

    def open(self, report: Report) -> int:
        """The entry of a report."""
        mine = (id(report), 0)
        if mine not in self._at:
            facets, names = search_facets.of_report(report, marked=self._report_marked(report))
            self.choices.see(names)
            self._add(mine, search_text.of_report(report), report=report, above=NOWHERE, group=id(report), facets=facets)
        return self._at[mine]

    def put(self, placed: Placed) -> None:
        """A result, in its place."""
        report, observation = placed.report, placed.observation
        above = self.open(report) if report is not None else NOWHERE
        mine = id(report) if report is not None else 0
        shared = self.entries[above].facets if above != NOWHERE else None
        # a mark on what was replaced or cancelled says nothing any more
        facets, names = search_facets.of_result(placed, shared, marked=placed.stands and self._marked(observation))
        self.choices.see(names)
        group = mine or (LOOSE_APART if placed.apart else LOOSE)
        if placed.parents:
            above = self._at.get((mine, id(placed.parents[-1])), above)
            group = self.entries[above].group if above != NOWHERE else group  # shown where its parent is, though it stands apart
        said = search_text.of_observation(observation)
        self._add((mine, id(observation)), said, report=report, observation=observation, above=above, group=group, facets=facets)

    def _add(
        self,
        place: Place,
        said: Said,
        *,
        report: Report | None,
        observation: Observation | None = None,
        above: int,
        group: int,
        facets: Facets,
    ) -> None:
        self._at[place] = len(self.entries)
        self.entries.append(
            Entry(
                report=report,
                observation=observation,
                words=said.words,
                codes=said.codes,
                above=above,
                group=group,
                facets=facets,
            )
        )
        self.choices.count(facets, is_result=observation is not None)
        self.groups[group] = self.groups.get(group, 0) + (observation is not None)


def build(
    result: LookupResult,
    observations: Sequence[Placed],
    *,
    marked: Callable[[Observation], bool],
    report_marked: Callable[[Report], bool],
) -> Generator[None, None, SearchIndex]:
    """Read everything once; gives way. ``marked``, ``report_marked``: whether the laboratory marked it (nothing is computed)."""
    builder = _Builder(marked, report_marked)
    for placed in observations:
        yield
        builder.put(placed)
    for report in (*result.reports, *result.other_identifier):
        yield
        builder.open(report)  # those without results
    return SearchIndex(entries=tuple(builder.entries), choices=builder.choices, groups=builder.groups)
