"""Which reports of an answer are versions of one another, and which results a newer version takes the place of.

A laboratory sends a report again to complete, correct or withdraw it; its ``ServReportId`` stays (pps/README.md §7). Reports are
versions of one another where that identifier, the laboratory and the number they are registered on are the same and their times
of issue say which is the newer. Unless the identifier is a UUID, it may be used again: then the kind of report must be the same
too and the sampling at about the same time. With a UUID a laboratory or number that is not given contradicts nothing. Nothing
else is guessed: a report without the identifier, without a laboratory (unless the identifier is a UUID), or whose order cannot be
told stays by itself; where one that may be its version is cancelled, that is told as a doubt. Two that say exactly the same are
duplicates; a report of nothing but repeats (``nilar-history``) of results of one other report is a copy of it.

An older version is superseded result by result, by the same examination of the same sample (version_pairs.py). In doubt both
results stand and are shown, and what a newer version does not repeat still stands, since an addition may hold the additional
results only. A result that is only awaited takes no place. Everything is superseded where a newer version is cancelled or entered
in error, and what was tested on an organism goes with it where it certainly was another one (organism_names.py). A repeat shares
the fate of its original: what was corrected is not made new by being sent once more, nor what was withdrawn later
(version_copies.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from provesvar_gui.results.model import Veiled

if TYPE_CHECKING:
    from provesvar_gui.results.model import LookupResult, Observation, Report


class Fold(StrEnum):
    """Why a report stands under another one."""

    VERSION = "version"  # an older version of it
    DUPLICATE = "duplicate"  # says exactly the same
    HISTORY = "history"  # repeats results of it


class Doubt(StrEnum):
    """What has to be said beside a value."""

    CANCELLED_VERSION = "cancelled-version"  # another version of it is cancelled, and nobody knows which is newer or from whom
    WITHDRAWN_ORIGINAL = "withdrawn-original"  # a repeat of what was withdrawn, sent after that, or nobody knows when
    AWAITED = "awaited"  # a newer version, not final, has no value yet
    EARLIER_NAME = "earlier-name"  # not repeated under the name that a newer version has for what grew; it may be the same
    ELSEWHERE = "elsewhere"  # a newer version has it on another kind of number, or an invalid one (invariant 4)
    WITHDRAWN_ELSEWHERE = "withdrawn-elsewhere"  # of a result that is void: the newer version withdrew it there
    OTHER_ORGANISM = "other-organism"  # of a result that is old: a newer version says that it certainly was another organism


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Older(Veiled):
    """``only_here``: how many results of it are in no newer version."""

    report: Report
    fold: Fold
    only_here: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Group(Veiled):
    """``newest``: by issue. ``folded``: the others, newest first; copies and duplicates after the versions."""

    newest: Report
    folded: tuple[Older, ...]

    def count(self, fold: Fold) -> int:
        """How many of the folded are there for that reason."""
        return sum(each.fold is fold for each in self.folded)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Earlier(Veiled):
    """What the nearest older version says in place of a result that differs."""

    report: Report
    observation: Observation


Place = tuple[int, int]  # identities of a report and of an observation in it


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Versions(Veiled):
    """``groups``: only those with something to fold. Reports and observations are told apart by identity.

    Other views leave out of "newest", of change and of trends what ``is_old``, and draw nothing that ``is_withdrawn``.
    """

    groups: tuple[Group, ...] = ()
    _group: dict[int, Group] = field(default_factory=dict)
    _superseded: frozenset[int] = frozenset()
    _old: frozenset[Place] = frozenset()
    _withdrawn: frozenset[Place] = frozenset()
    _earlier: dict[Place, Earlier] = field(default_factory=dict)
    _replaced: dict[Place, Observation] = field(default_factory=dict)
    _doubts: dict[Place, tuple[Doubt, ...]] = field(default_factory=dict)
    _doubtful: frozenset[int] = frozenset()
    _result: LookupResult | None = None  # what is told apart by identity has to stay alive

    def group_of(self, report: Report) -> Group | None:
        """The group that a report is the newest of or folded in, None where it stands by itself."""
        return self._group.get(id(report))

    def is_superseded(self, report: Report) -> bool:
        """Whether every result of a report is in a newer version, a duplicate or the original: leave it out of "newest"."""
        return id(report) in self._superseded

    def is_old(self, report: Report | None, observation: Observation) -> bool:
        """Whether that very result is in a newer version, a duplicate or the original: leave it out of "newest" and of trends."""
        return report is not None and (id(report), id(observation)) in self._old

    def is_withdrawn(self, report: Report | None, observation: Observation) -> bool:
        """Whether a newer version cancelled that result or what it hangs under, or is itself cancelled; or its original was."""
        return report is not None and (id(report), id(observation)) in self._withdrawn

    def earlier(self, report: Report, observation: Observation) -> Earlier | None:
        """What stood in the version before, where it was something else; None where nothing changed or it cannot be told."""
        return self._earlier.get((id(report), id(observation)))

    def replaced(self, report: Report | None, observation: Observation) -> Observation | None:
        """What the newest version says in place of that result, where that is something else; None too where it was withdrawn."""
        return self._replaced.get((id(report), id(observation))) if report is not None else None

    def doubts(self, report: Report | None, observation: Observation) -> tuple[Doubt, ...]:
        """What has to be said beside that result, mostly nothing; also on ``Placed.doubts``."""
        return self._doubts.get((id(report), id(observation)), ()) if report is not None else ()

    def concerns(self, report: Report) -> bool:
        """Whether anything is said here about a report or one of its results."""
        key = id(report)
        return (
            key in self._group
            or key in self._doubtful
            or any(place[0] == key for places in (self._doubts, self._withdrawn, self._earlier) for place in places)
        )

    def doubtful(self, report: Report) -> bool:
        """Whether another version of a report is cancelled as a whole, and nobody knows which is newer or who sent it."""
        return id(report) in self._doubtful

    def changes(self, report: Report) -> int:
        """How many results of a report stood otherwise in an older version."""
        return sum(place[0] == id(report) for place in self._earlier)
