"""Repeats of results that were sent before (``nilar-history``): each shares the fate of its original, where that is here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provesvar_gui.domain.placed import VOID
from provesvar_gui.domain.results import Veiled
from provesvar_gui.domain.version_pairs import may_be_same_specimen
from provesvar_gui.domain.version_reports import newer, same_laboratory, subject
from provesvar_gui.domain.version_results import has_repeats

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from provesvar_gui.domain.results import Report
    from provesvar_gui.domain.version_results import Said, Walked
    from provesvar_gui.domain.versions import Place

    Walk = Callable[[Report], Generator[None, None, Walked]]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Original(Veiled):
    report: Report
    said: Said
    withdrawn: Report | None  # by which report
    old: bool

    @property
    def spot(self) -> Place:
        return id(self.report), id(self.said.observation)


class Copies:
    """``old`` and ``withdrawn``: what is known of the originals; what is found of the repeats is added.

    A repeat that was not certainly sent before the withdrawal stands, and is in ``again``. ``heirs``: what took the place of a
    result. A newer version may send its own result as a repeat of what it takes the place of: of two that point to each other,
    the newer stands.
    """

    def __init__(self, *, old: set[Place], withdrawn: dict[Place, Report], heirs: dict[Place, Place]) -> None:
        self.again: set[Place] = set()
        self._old = old
        self._withdrawn = withdrawn
        self._heirs = heirs

    def found(self, reports: list[Report], walk: Walk) -> Generator[None, None, list[tuple[Report, list[set[int]]]]]:
        """Reports of nothing but repeats of what is here, each with the reports of the originals of each result. Gives way."""
        repeats: list[Report] = []
        for report in reports:
            if report.status not in VOID and (yield from has_repeats(report)):
                repeats.append(report)
            yield
        if not repeats:
            return []
        originals = yield from self._originals(reports, walk)
        found: list[tuple[Report, list[set[int]]]] = []
        for report in repeats:
            walked = yield from walk(report)
            homes: list[set[int]] = []
            for said in walked.all:
                yield
                mine = self._judge(report, said, walked, originals) if said.observation.history else set()
                homes.append(mine)
            if all(homes):
                found.append((report, homes))
        return found

    def _originals(self, reports: list[Report], walk: Walk) -> Generator[None, None, dict[object, list[_Original]]]:
        found: dict[object, list[_Original]] = {}
        for report in reports:
            walked = yield from walk(report)
            for said in walked.all:
                yield
                if said.observation.history:
                    continue
                spot = (id(report), id(said.observation))
                original = _Original(report=report, said=said, withdrawn=self._by(spot, said, report), old=spot in self._old)
                for event in _events(report, said, walked):
                    found.setdefault(event, []).append(original)
        return found

    def _by(self, spot: Place, said: Said, report: Report) -> Report | None:
        return self._withdrawn.get(spot) or (report if said.void else None)

    def _judge(self, report: Report, copy: Said, walked: Walked, originals: dict[object, list[_Original]]) -> set[int]:
        """Mark the copy; the reports that hold its originals."""
        spot = (id(report), id(copy.observation))
        here = {
            id(each.said.observation): each
            for event in _events(report, copy, walked)
            for each in originals.get(event, ())
            if each.report is not report
            and same_laboratory(each.report, report)
            and each.said.whose == copy.whose
            and each.said.exam.same(copy.exam)
            and may_be_same_specimen(each.said, copy)
            and self._end(each) != spot
        }
        same = [each for each in here.values() if each.said.own == copy.own]
        standing = [each for each in same if not each.withdrawn and not each.old]
        if same:
            by = [each.withdrawn for each in same if each.withdrawn is not None]
            if len(by) == len(same) and not self._goes_too(spot, report, by):
                return set()
            self._follow(spot, (standing or same)[0])
            return {id(each.report) for each in standing or same}
        last = [each for each in here.values() if not each.old]
        by = [each.withdrawn for each in last if each.withdrawn is not None and each.said.observation.value is None]
        if last and len(by) == len(last):
            if not self._goes_too(spot, report, by):
                return set()
            self._follow(spot, last[0])
        elif last and all(each.said.changed and not each.withdrawn for each in last):  # it repeats what was corrected
            self._follow(spot, last[0])
        else:
            return set()
        return {id(each.report) for each in last}

    def _goes_too(self, copy: Place, report: Report, by: list[Report]) -> bool:
        """Mark a repeat of what was withdrawn, and whether it shares that: only what was sent before."""
        if any(newer(each, report) for each in by):
            self._withdrawn[copy] = next(each for each in by if newer(each, report))
            return True
        self.again.add(copy)
        return False

    def _follow(self, copy: Place, original: _Original) -> None:
        self._old.add(copy)
        self._heirs.setdefault(copy, original.spot)

    def _end(self, original: _Original) -> Place:
        """What stands for it in the end. No chain is a ring: a copy follows only what does not end in itself."""
        spot = original.spot
        while spot in self._heirs:
            spot = self._heirs[spot]
        return spot


def _events(report: Report, said: Said, walked: Walked) -> Iterator[object]:
    """Under what to look for the same result in another report: number, parents, examination, time of sampling."""
    if said.span is None:
        return
    when = (said.span.earliest, said.span.latest)
    for token in said.exam.tokens:
        yield subject(report), walked.above[id(said.observation)], token, when
