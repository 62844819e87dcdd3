"""Repeats of results that were sent before (``nilar-history``): each shares the fate of its original, where that is here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import susceptibility
from provesvar_gui.results.model import Veiled
from provesvar_gui.results.placed import VOID
from provesvar_gui.results.version_compare import (
    Said,
    Walked,
    common_items,
    has_repeats,
    laboratories,
    may_be_same_specimen,
    may_be_versions,
    newer,
    pairs,
    report_id,
    same_content,
    same_laboratory,
    series_of,
    subject,
    takes_place,
    walk,
)
from provesvar_gui.results.versions import Doubt, Earlier, Fold, Group, Older, Place, Versions

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from provesvar_gui.results.model import LookupResult, Report


if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from provesvar_gui.results.model import Report
    from provesvar_gui.results.version_compare import Said, Walked
    from provesvar_gui.results.versions import Place

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


_COMPARED: Final = 64  # results of a report by which copies are looked for


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
        self._withdrawn: dict[Place, Report] = {}  # by which
        self._earlier: dict[Place, Earlier] = {}
        self._heirs: dict[Place, Place] = {}  # the next newer result in the place of one
        self._ends: dict[Place, Said] = {}  # the newest in the place of one
        self._doubts: dict[Place, tuple[Doubt, ...]] = {}
        self._doubtful: set[int] = set()
        self._common: frozenset[str] = frozenset()
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
            _replaced={spot: end.observation for spot, end in self._ends.items() if spot not in self._withdrawn},
            _doubts=self._doubts,
            _doubtful=frozenset(self._doubtful),
            _result=result,
        )

    def groups_of(self, every: Iterable[Report]) -> Generator[None, None, None]:
        folded: dict[int, list[Older]] = {}
        reports = list(every)
        if len(set(map(report_id, reports))) < len(reports):  # there may be versions
            self._common = yield from common_items((report_id(each) or str(id(each)), each) for each in reports)
        reports, twins = yield from self._without_duplicates(reports)
        series = yield from series_of(reports)
        heads = series.alone
        for ordered in series.ordered:
            below = (yield from self._superseded_by(ordered)) if len(ordered) > 1 else {}
            folded |= below
            hidden = {id(each.report) for older in below.values() for each in older}
            heads += [each for each in ordered if id(each) not in hidden]
        yield from self._copies(heads, folded)
        yield from self._doubt(reports, series.clusters)
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
        for report in reports:
            yield
            times = tuple(each.literal if each else "" for each in (report.effective, report.issued, report.report_date))
            said = [(each.observation.code, each.observation.value) for each in report.findings[:_COMPARED]]
            key = (
                (report_id(report), laboratories(report), subject(report), report.status, times, len(report.findings)),
                (report.code, report.category, report.conclusion, *said),  # so that hardly two are compared that are not the same
            )
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
                    by = self._withdrawn[report, id(each.observation)]
                    self._withdrawn |= {(id(twin), id(self._walked[id(twin)].all[count].observation)): by for twin in others}

    def _superseded_by(self, ordered: list[Report]) -> Generator[None, None, dict[int, list[Older]]]:
        """Compare each version with those that are certainly newer, the nearest first. ``ordered``: newest first.

        What is to fold, by the identity of the newest.

        What took the place of a result is followed to the newest version that has it; that one tells whether it still stands.
        """
        folded: dict[int, list[Older]] = {}
        gone: dict[Place, Report | None] = {}  # what withdrew it in the end
        for place, report in enumerate(ordered):
            walked = yield from self.walk(report)
            replaced: set[Place] = set()
            later = [each for each in reversed(ordered[:place]) if newer(each, report)]
            void = next((each for each in later if each.status in VOID), None)  # and with it all that came before
            strange: set[int] = set()  # what hangs under an organism that certainly was another
            again: set[int] = set()
            renamed: set[int] = set()  # under one that is called otherwise since
            moved: dict[Place, Place] = {}  # the newest on another number, which takes no place (invariant 4)
            for after in later:
                if len(replaced) == len(walked.all):
                    break
                for was, became in (yield from pairs(walked, self._walked[id(after)])):
                    yield
                    spot = (id(report), id(was.observation))
                    if was.whose != became.whose and takes_place(was, became):
                        moved[spot] = (id(after), id(became.observation))
                        continue
                    if spot in replaced or id(was) in strange:
                        again.add(id(was))
                        if takes_place(was, became):
                            _sort_tested(was, became, strange, renamed)
                        continue
                    if not takes_place(was, became):
                        if became.pending:
                            self._say(spot, Doubt.AWAITED)
                        continue
                    replaced.add(spot)
                    heir = (id(after), id(became.observation))
                    self._heirs[spot] = heir
                    gone[spot] = gone[heir]
                    self._note_end(spot, was, heir, became)
                    _sort_tested(was, became, strange, renamed)
                    self._note_change(after, became, report, was)
            only_here = left = 0
            taken: dict[int, Report] = {}  # what hangs under something withdrawn
            astray: dict[int, Report] = {}  # under something withdrawn on another number, unless it is in a newer version itself
            for each in walked.all:
                yield
                spot = (id(report), id(each.observation))
                by = void or taken.get(id(each)) or (gone[spot] if spot in replaced else None)
                away = moved.get(spot) if by is None and spot not in replaced else None
                lost = gone[away] if away is not None else None
                if away is None and by is None and spot not in replaced:
                    lost = astray.get(id(each))
                gone.setdefault(spot, by or lost or (report if each.void else None))
                if lost is not None:
                    astray |= {id(member): lost for member in each.members}
                    self._withdrawn[spot] = lost
                    self._say(spot, Doubt.WITHDRAWN_ELSEWHERE)
                elif away is not None and each.whose is None:
                    self._say(spot, Doubt.ELSEWHERE)
                if by is not None:
                    taken |= {id(member): by for member in each.members}
                    self._withdrawn[spot] = by
                valued = each.observation.value is not None
                if by is not None or spot in replaced:
                    self._old.add(spot)
                elif id(each) in strange:
                    self._old.add(spot)
                    only_here += valued and id(each) not in again
                    self._say(spot, Doubt.OTHER_ORGANISM)
                elif later and valued:
                    only_here += lost is None
                    left += 1
                    if id(each) in renamed:
                        self._say(spot, Doubt.EARLIER_NAME)
            if not later:
                continue
            if not left and (void is not None or not report.conclusion.strip() or any(each.conclusion.strip() for each in later)):
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

    def _note_end(self, spot: Place, was: Said, heir: Place, became: Said) -> None:
        end = self._ends.get(heir, became)
        if not end.void and end.own != was.own:
            self._ends[spot] = end

    def _say(self, spot: Place, doubt: Doubt) -> None:
        self._doubts[spot] = tuple(dict.fromkeys((*self._doubts.get(spot, ()), doubt)))

    def _doubt(self, reports: list[Report], clusters: list[list[Report]]) -> Generator[None, None, None]:
        """Where another version is cancelled, or cancelled a result, and nobody knows which is newer."""
        numbered: dict[str, list[Report]] = {}
        for report in reports:
            if report_id(report):
                numbered.setdefault(report_id(report), []).append(report)
        home = {id(report): place for place, cluster in enumerate(clusters) for report in cluster}
        for every in numbered.values():
            cancelled = [each for each in every if each.status in VOID]
            for report in every if len(every) > 1 else ():
                if report.status in VOID:
                    continue
                for other in cancelled:
                    known = id(report) in home and home[id(report)] == home.get(id(other))
                    if newer(report, other) or (known and newer(other, report)):
                        continue
                    if (yield from may_be_versions(report, other)):
                        self._doubtful.add(id(report))
                        for each in (yield from self.walk(report)).all:
                            yield
                            self._say((id(report), id(each.observation)), Doubt.CANCELLED_VERSION)
                        break
        for cluster in clusters:
            if len(cluster) > 1:
                yield from self._doubt_results(cluster)

    def _doubt_results(self, cluster: list[Report]) -> Generator[None, None, None]:
        for other in cluster:
            if other.status in VOID or not any(each.void for each in (yield from self.walk(other)).all):
                continue
            for report in cluster:
                if report is other or report.status in VOID or newer(report, other) or newer(other, report):
                    continue
                for was, became in (yield from pairs((yield from self.walk(report)), self._walked[id(other)])):
                    if became.void and not was.void:
                        self._say((id(report), id(was.observation)), Doubt.CANCELLED_VERSION)

    def _copies(self, heads: list[Report], folded: dict[int, list[Older]]) -> Generator[None, None, None]:
        """Fold reports of nothing but repeats under the one that has all of it; every repeat shares the fate of its original."""
        home = {id(old.report): head for head in heads for old in folded.get(id(head), ())} | {id(head): head for head in heads}
        copies = Copies(old=self._old, withdrawn=self._withdrawn, heirs=self._heirs)
        every = [each for head in heads for each in (head, *(old.report for old in folded.get(id(head), ())))]
        gone: set[int] = set()
        found = yield from copies.found(every, self.walk)
        for spot in copies.again:
            self._say(spot, Doubt.WITHDRAWN_ORIGINAL)
        for report, homes in found:
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
            known = self._walked[id(report)] = yield from walk(report, self._common)
            yield
        return known


def _sort_tested(was: Said, became: Said, strange: set[int], renamed: set[int]) -> None:
    """What hangs under an organism was told of that: by the name that a newer version has for it. Another finding stands."""
    one, other = was.observation, became.observation
    same = was.own == became.own
    if (same and not strange and not renamed) or became.void:
        return
    if not (susceptibility.says_what_grew(one) and susceptibility.says_what_grew(other)):
        return
    tested: set[int] = set()
    stack = list(was.members)
    while stack:
        each = stack.pop()
        if not susceptibility.tells_of_another(each.observation, one):
            tested.add(id(each))
            stack += each.members
    strange -= tested  # a version before said otherwise
    renamed -= tested
    if not same:
        (strange if susceptibility.are_two(one, other) else renamed).update(tested)
