"""Finds the versions, duplicates and copies among the reports of an answer; versions.py says what counts as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from provesvar_gui.domain.placed import VOID
from provesvar_gui.domain.version_copies import Copies
from provesvar_gui.domain.version_pairs import pairs, takes_place
from provesvar_gui.domain.version_reports import laboratories, newer, report_id, series_of, subject
from provesvar_gui.domain.version_results import Said, Walked, same_content, walk
from provesvar_gui.domain.versions import Earlier, Fold, Group, Older, Place, Versions

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from provesvar_gui.domain.results import LookupResult, Report

_STEP: Final = 64  # observations between two chances to give way


def build(result: LookupResult) -> Generator[None, None, Versions]:
    """Find them; gives way while it works. What is registered on another kind of identifier has groups of its own."""
    making = _Making()
    for reports in (result.reports, result.other_identifier):
        yield from making.groups_of(reports)
    return making.done(result)


class _Making:
    def __init__(self) -> None:
        self._groups: list[Group] = []
        self._superseded: set[int] = set()
        self._old: set[Place] = set()
        self._withdrawn: set[Place] = set()
        self._earlier: dict[Place, Earlier] = {}
        self._heirs: dict[Place, Place] = {}  # the next newer result in the place of one
        self._walked: dict[int, Walked] = {}

    def done(self, result: LookupResult) -> Versions:
        group = {id(report): each for each in self._groups for report in (each.newest, *(old.report for old in each.folded))}
        return Versions(
            groups=tuple(self._groups),
            _group=group,
            _superseded=frozenset(self._superseded),
            _old=frozenset(self._old),
            _withdrawn=frozenset(self._withdrawn),
            _earlier=self._earlier,
            _result=result,
        )

    def groups_of(self, reports: Iterable[Report]) -> Generator[None, None, None]:
        folded: dict[int, list[Older]] = {}
        reports, twins = yield from self._without_duplicates(reports)
        heads, series = yield from series_of(reports)
        for ordered in series:
            below = (yield from self._superseded_by(ordered)) if len(ordered) > 1 else {}
            folded |= below
            hidden = {id(each.report) for older in below.values() for each in older}
            heads += [each for each in ordered if id(each) not in hidden]
        yield from self._copies(heads, folded)
        self._tell_twins(twins)
        for head in heads:
            mine = folded.get(id(head), [])
            for report in (head, *(old.report for old in tuple(mine))):
                mine += [Older(report=twin, fold=Fold.DUPLICATE) for twin in twins.get(id(report), ())]
            if mine:
                self._groups.append(Group(newest=head, folded=tuple(mine)))

    def _without_duplicates(
        self, reports: Iterable[Report]
    ) -> Generator[None, None, tuple[list[Report], dict[int, list[Report]]]]:
        """The reports without those that say exactly what an earlier one says; the others by the identity of that one."""
        kept: dict[object, list[Report]] = {}
        found: list[Report] = []
        twins: dict[int, list[Report]] = {}
        for count, report in enumerate(reports):
            if count % _STEP == 0:
                yield
            times = tuple(each.literal if each else "" for each in (report.effective, report.issued, report.report_date))
            key = (report_id(report), laboratories(report), subject(report), report.status, times, len(report.findings))
            like = kept.setdefault(key, [])
            twin = None
            if report.issued is not None and (report.findings or report_id(report)):
                for other in like:
                    mine, its = (yield from self.walk(report)), (yield from self.walk(other))
                    yield
                    if (yield from same_content(report, mine, other, its)):
                        twin = other
                        break
            if twin is None:
                like.append(report)
                found.append(report)
                continue
            twins.setdefault(id(twin), []).append(report)
            self._superseded.add(id(report))
            self._old.update((id(report), id(each.observation)) for each in self._walked[id(report)].all)
        return found, twins

    def _tell_twins(self, twins: dict[int, list[Report]]) -> None:
        """What was withdrawn of a report was withdrawn of its duplicates too."""
        gone: dict[int, set[int]] = {}
        for report, observation in self._withdrawn:
            gone.setdefault(report, set()).add(observation)
        for report, others in twins.items():
            for count, each in enumerate(self._walked[report].all) if report in gone else ():
                if id(each.observation) in gone[report]:
                    self._withdrawn.update((id(twin), id(self._walked[id(twin)].all[count].observation)) for twin in others)

    def _superseded_by(self, ordered: list[Report]) -> Generator[None, None, dict[int, list[Older]]]:
        """Compare each version with those that are certainly newer, the nearest first. ``ordered``: newest first.

        What is to fold, by the identity of the newest.

        What took the place of a result is followed to the newest version that has it; that one tells whether it still stands.
        """
        folded: dict[int, list[Older]] = {}
        gone: dict[Place, bool] = {}  # whether it was withdrawn in the end
        for place, report in enumerate(ordered):
            walked = yield from self.walk(report)
            replaced: set[Place] = set()
            later = [each for each in reversed(ordered[:place]) if newer(each, report)]
            void = any(each.status in VOID for each in later)  # and with it all that came before
            for after in later:
                if len(replaced) == len(walked.all):
                    break
                for count, (was, became) in enumerate((yield from pairs(walked, self._walked[id(after)]))):
                    if count % _STEP == 0:
                        yield
                    spot = (id(report), id(was.observation))
                    if spot in replaced or not takes_place(was, became):
                        continue
                    replaced.add(spot)
                    self._heirs[spot] = (id(after), id(became.observation))
                    gone[spot] = gone[id(after), id(became.observation)]
                    self._note_change(after, became, report, was)
            only_here = 0
            taken: set[int] = set()  # what hangs under something withdrawn
            for count, each in enumerate(walked.all):
                if count % _STEP == 0:
                    yield
                spot = (id(report), id(each.observation))
                withdrawn = void or id(each) in taken or (spot in replaced and gone[spot])
                gone.setdefault(spot, withdrawn or each.void)
                if withdrawn:
                    taken.update(map(id, each.members))
                    self._withdrawn.add(spot)
                if withdrawn or spot in replaced:
                    self._old.add(spot)
                elif later and each.observation.value is not None:
                    only_here += 1
            if not later:
                continue
            if not only_here and (void or not report.conclusion.strip() or any(each.conclusion.strip() for each in later)):
                self._superseded.add(id(report))
            newest = next(each for each in ordered if newer(each, report))  # none is newer than that one
            folded.setdefault(id(newest), []).append(Older(report=report, fold=Fold.VERSION, only_here=only_here))
        return folded

    def _note_change(self, newer: Report, became: Said, older: Report, was: Said) -> None:
        spot = (id(newer), id(became.observation))
        if newer.status in VOID or spot in self._earlier or was.observation.value is None:
            return
        if became.void or was.own != became.own:
            self._earlier[spot] = Earlier(report=older, observation=was.observation)

    def _copies(self, heads: list[Report], folded: dict[int, list[Older]]) -> Generator[None, None, None]:
        """Fold reports of nothing but repeats under the one that has all of it; every repeat shares the fate of its original."""
        home = {id(old.report): head for head in heads for old in folded.get(id(head), ())} | {id(head): head for head in heads}
        copies = Copies(old=self._old, withdrawn=self._withdrawn, heirs=self._heirs)
        every = [each for head in heads for each in (head, *(old.report for old in folded.get(id(head), ())))]
        gone: set[int] = set()
        for report, homes in (yield from copies.found(every, self.walk)):
            if id(report) in folded or home[id(report)] is not report:
                continue
            common = set.intersection(*({id(home[each]) for each in some} for some in homes)) - {id(report)} if homes else set()
            # a report that is itself to be folded can be nobody's home
            at = next((head for head in heads if id(head) in common and id(head) not in gone), None)
            if at is not None:
                folded.setdefault(id(at), []).append(Older(report=report, fold=Fold.HISTORY))
                self._superseded.add(id(report))
                gone.add(id(report))
        heads[:] = [each for each in heads if id(each) not in gone]

    def walk(self, report: Report) -> Generator[None, None, Walked]:
        known = self._walked.get(id(report))
        if known is None:
            known = self._walked[id(report)] = yield from walk(report)
            yield
        return known
