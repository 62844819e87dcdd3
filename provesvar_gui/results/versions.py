"""The versions of a report within an answer, and the results that a newer version replaces.

A laboratory sends a report again to complete, correct or withdraw it; its ``ServReportId`` stays (pps/README.md §7). Reports are
versions of one another where that identifier, the laboratory and the number they are registered on are the same and their times
of issue say which is the newer. Unless the identifier is a UUID, it may be used again: then the kind of report must be the same
too and the sampling at about the same time. With a UUID a laboratory or number that is not given contradicts nothing. Nothing
else is guessed: a report without the identifier, without a laboratory (unless the identifier is a UUID), or whose order cannot be
told stays by itself; where one that may be its version is cancelled, that is told as a doubt. Two that say exactly the same are
duplicates; a report of nothing but repeats (``nilar-history``) of results of one other report is a copy of it.

An older version is superseded result by result, by the same examination of the same sample (version_match.py). In doubt both
results stand and are shown, and what a newer version does not repeat still stands, since an addition may hold the additional
results only. A result that is only awaited takes no place. Everything is superseded where a newer version is cancelled or entered
in error, and what was tested on an organism goes with it where it certainly was another one. A repeat shares the fate of its
original: what was corrected is not made new by being sent once more, nor what was withdrawn later.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import dating, susceptibility, text
from provesvar_gui.results.laboratories import identity, organisations, plain_system
from provesvar_gui.results.model import NEVER, Redacted
from provesvar_gui.results.placed import VOID, each_finding
from provesvar_gui.results.placed import Doubt as Doubt
from provesvar_gui.results.version_match import (
    UUID,
    ComparedResult,
    common_items,
    exam_of,
    pairs,
    read_results,
    report_id,
    subject,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from provesvar_gui.results.model import CodeableConcept, LookupResult, Observation, Report


class NestingReason(StrEnum):
    """Why a report stands under another one."""

    VERSION = "version"  # an older version of it
    DUPLICATE = "duplicate"  # says exactly the same
    HISTORY = "history"  # repeats results of it


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Older(Redacted):
    """An older version of a report. ``only_here``: how many results of it are in no newer version."""

    report: Report
    fold: NestingReason
    only_here: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Group(Redacted):
    """The versions of one report.

    ``newest``: by issue. ``folded``: the others, newest first; copies and duplicates after the versions.
    """

    newest: Report
    folded: tuple[Older, ...]

    def count(self, fold: NestingReason) -> int:
        """How many of the folded are there for that reason."""
        return sum(each.fold is fold for each in self.folded)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Earlier(Redacted):
    """What the nearest older version says in place of a result that differs."""

    report: Report
    observation: Observation


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ResultFate(Redacted):
    """What the other versions make of one result of a report.

    ``old``: it is in a newer version, a duplicate or the original: leave it out of "newest" and of trends. ``withdrawn``: a newer
    version cancelled it or what it hangs under, or is itself cancelled; or its original was. ``earlier``: what stood in the
    version before, where it was something else. ``replaced``: what the newest version says instead, where that is something else
    and was not withdrawn. ``doubts``: what has to be said beside it; also on ``Placed.doubts``.
    """

    old: bool = False
    withdrawn: bool = False
    earlier: Earlier | None = None
    replaced: Observation | None = None
    doubts: tuple[Doubt, ...] = ()


_PLAIN: Final = ResultFate()
Place = tuple[int, int]  # identities of a report and of an observation in it


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Versions(Redacted):
    """The versions of all reports.

    ``groups``: only those with something to fold. ``fates``: of results about which something is to be said.

    ``superseded``: reports of which everything is in a newer version, a duplicate or the original. ``unclear``: reports of which
    another version is cancelled as a whole, and nobody knows which is newer or who sent it. Reports and observations are told
    apart by identity, so ``result`` keeps them alive.
    """

    groups: tuple[Group, ...] = ()
    fates: dict[Place, ResultFate] = field(default_factory=dict)
    superseded: frozenset[int] = frozenset()
    unclear: frozenset[int] = frozenset()
    result: LookupResult | None = None
    _group: dict[int, Group] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for group in self.groups:
            self._group.update((id(each), group) for each in (group.newest, *(older.report for older in group.folded)))

    def group_of(self, report: Report) -> Group | None:
        """The group that a report is the newest of or folded in, None where it stands by itself."""
        return self._group.get(id(report))

    def fate(self, report: Report | None, observation: Observation) -> ResultFate:
        return self.fates.get((id(report), id(observation)), _PLAIN)

    def is_superseded(self, report: Report) -> bool:
        return id(report) in self.superseded

    def is_old(self, report: Report | None, observation: Observation) -> bool:
        return self.fate(report, observation).old

    def is_withdrawn(self, report: Report | None, observation: Observation) -> bool:
        return self.fate(report, observation).withdrawn

    def earlier(self, report: Report | None, observation: Observation) -> Earlier | None:
        return self.fate(report, observation).earlier

    def doubts(self, report: Report | None, observation: Observation) -> tuple[Doubt, ...]:
        return self.fate(report, observation).doubts

    def doubtful(self, report: Report) -> bool:
        return id(report) in self.unclear

    def concerns(self, report: Report) -> bool:
        """Whether anything is said here about a report or one of its results."""
        key = id(report)
        return key in self._group or key in self.unclear or any(place[0] == key for place in self.fates)


# Which reports are versions of one another


_NEAR: Final = timedelta(days=2)  # between the first samples of two versions
_FAR: Final = timedelta(days=183)  # between the issues of two versions, where one has no time of sampling
_AREAS: Final = "8202"


def newer(one: Report, other: Report) -> bool:
    """Whether ``one`` was certainly issued after ``other``."""
    mine, its = dating.span_of(one.issued), dating.span_of(other.issued)
    return mine is not None and its is not None and its.before(mine)


def _laboratories(report: Report) -> frozenset[frozenset[str]]:
    """Who answers for a report, for comparing: of each organisation all identifiers, else its name; empty where none is named."""
    found = set()
    for who in organisations(report.performers):
        numbers = {f"{plain_system(each.system)}|{each.value.strip()}" for each in who.organisation_ids if each.value.strip()}
        found.add(frozenset(numbers or {identity(who)}))
    return frozenset(found)


def _same_laboratory(one: Report, other: Report) -> bool:
    """Whether every organisation that the one names is named by the other: a requester in common is not enough."""
    few, many = sorted((_laboratories(one), _laboratories(other)), key=len)
    return bool(few) == bool(many) and all(any(mine & its for its in many) for mine in few)


def _may_be_same_laboratory(one: Report, other: Report) -> bool:
    """Whether nothing says that they are of two: one names none, or an organisation of the one is called as one of its."""
    mine, its = organisations(one.performers), organisations(other.performers)
    if not mine or not its or _same_laboratory(one, other):
        return True
    names = [{" ".join(who.organisation.split()).casefold() for who in some} - {""} for some in (mine, its)]
    unnumbered = any(not who.organisation_ids for who in (*mine, *its))
    return unnumbered and bool(names[0] & names[1])


def _may_be_same_subject(one: Report, other: Report) -> bool:
    return not (subject(one) and subject(other)) or subject(one) == subject(other)


def _are_versions(one: Report, other: Report) -> bool:
    """Whether two of one number are versions of one report: with a UUID unless something contradicts it."""
    if UUID.fullmatch(report_id(one)):
        return _may_be_same_subject(one, other) and _may_be_same_laboratory(one, other)
    return subject(one) == subject(other) and _same_laboratory(one, other) and _alike(one, other)


def _may_be_versions(one: Report, other: Report) -> bool:
    """The same where it is not told who sent the one. With a UUID another laboratory is no more than a doubt."""
    if not _may_be_same_subject(one, other):
        return False
    return bool(UUID.fullmatch(report_id(one))) or (_may_be_same_laboratory(one, other) and _alike(one, other))


def _alike(one: Report, other: Report) -> bool:
    """Whether kind and sampling are the same, since numbers are used again."""
    mine, its = _samples(one), _samples(other)
    if mine and its:
        first, second = min(mine), min(its)
        two_times = first[1] < second[0] or second[1] < first[0]
        if mine.isdisjoint(its) and two_times and abs(first[0] - second[0]) > _NEAR:
            return False
    elif NEVER not in (_issued(one), _issued(other)) and abs(_issued(one) - _issued(other)) > _FAR:
        return False
    if not _same_kind(one.category, other.category):
        return False
    if _same_kind(one.code, other.code):
        return True
    if one.code.code_in(_AREAS) and other.code.code_in(_AREAS):
        return False
    exams = [
        {token for each in each_finding(report.findings) for token in exam_of(each.observation.code).tokens}
        for report in (one, other)
    ]
    return not exams[0].isdisjoint(exams[1])  # only the words for the kind of report differ


def _same_kind(one: CodeableConcept | None, other: CodeableConcept | None) -> bool:
    """Whether nothing says that these are two kinds of report."""
    if one is None or other is None:
        return True
    areas = one.code_in(_AREAS), other.code_in(_AREAS)
    names = tuple(text.name(each).strip().casefold() for each in (one, other))
    said = areas if all(areas) else names
    return not all(said) or said[0] == said[1]


def _samples(report: Report) -> set[tuple[datetime, datetime]]:
    """Every time of sampling that a report tells."""
    period = report.effective_period
    times = [report.effective or (period.start or period.end if period is not None else None)]
    for finding in each_finding(report.findings):
        specimen = finding.observation.specimen
        times.append(finding.observation.effective or (specimen.collected if specimen is not None else None))
    return {(span.earliest, span.latest) for each in times if (span := dating.span_of(each)) is not None}


def _clusters(reports: list[Report]) -> Generator[None, None, list[list[Report]]]:
    """Those that are versions of one another, newest first, what has no time of issue last. A report may be alone."""
    numbered: dict[object, list[Report]] = {}
    for report in reports:
        yield
        number = report_id(report)
        told = number and (_laboratories(report) or UUID.fullmatch(number))
        numbered.setdefault(number if told else id(report), []).append(report)
    clusters: list[list[Report]] = []
    for every in numbered.values():
        mine: list[list[Report]] = []
        for report in sorted(every, key=_issued):
            yield
            unique = bool(UUID.fullmatch(report_id(report)))
            fits = all if unique else any  # of a UUID everything has to fit, since what is not told fits anything
            home = next((each for each in mine if fits(_are_versions(report, other) for other in each)), None)
            if home is None:
                mine.append(home := [])
            home.append(report)
        clusters += (sorted(each, key=_issued, reverse=True) for each in mine)
    return clusters


def _issued(report: Report) -> datetime:
    span = dating.span_of(report.issued)
    return span.earliest if span is not None else NEVER


def build(result: LookupResult) -> Generator[None, None, Versions]:
    """Find them; gives way while it works. What is registered on another kind of identifier has groups of its own."""
    making = _Builder()
    for reports in (result.reports, result.other_identifier):
        yield from making.add(reports)
    return making.done(result)


class _Builder:
    def __init__(self) -> None:
        self._groups: list[Group] = []
        self._superseded: set[int] = set()
        self._unclear: set[int] = set()
        self._common: frozenset[str] = frozenset()
        self._known: dict[int, list[ComparedResult]] = {}
        self._duplicates: dict[Place, ResultFate] = {}

    def done(self, result: LookupResult) -> Versions:
        fates = {
            (id(each.report), id(each.observation)): _fate(each)
            for some in self._known.values()
            for each in some
            if each.old or each.lost or each.earlier or each.doubts
        }
        return Versions(
            groups=tuple(self._groups),
            fates=fates | self._duplicates,
            superseded=frozenset(self._superseded),
            unclear=frozenset(self._unclear),
            result=result,
        )

    def _results(self, report: Report) -> Generator[None, None, list[ComparedResult]]:
        if id(report) not in self._known:
            self._known[id(report)] = yield from read_results(report, self._common)
        return self._known[id(report)]

    def add(self, every: Sequence[Report]) -> Generator[None, None, None]:
        if len(set(map(report_id, every))) < len(every):  # there may be versions
            self._common = yield from common_items(every)
        reports, twins = yield from _without_duplicates(every)
        clusters = yield from _clusters(reports)
        folded: dict[int, list[Older]] = {}
        for cluster in clusters:
            yield from self._supersede([each for each in cluster if dating.span_of(each.issued) is not None], folded)
        hidden = {id(older.report) for some in folded.values() for older in some}
        heads = [each for cluster in clusters for each in cluster if id(each) not in hidden]
        heads = yield from self._fold_copies(heads, folded)
        yield from self._tell_doubts(reports, clusters)
        for report in reports:
            self._tell_duplicates(report, twins.get(id(report), []))
        for head in heads:
            mine = folded.get(id(head), [])
            for report in (head, *(old.report for old in tuple(mine))):
                mine += [Older(report=twin, fold=NestingReason.DUPLICATE) for twin in twins.get(id(report), ())]
            if mine:
                self._groups.append(Group(newest=head, folded=tuple(mine)))

    def _tell_duplicates(self, report: Report, twins: list[Report]) -> None:
        """They are old, and what was withdrawn of a report was withdrawn of its duplicates too."""
        results = self._known.get(id(report), [])
        withdrawn = [each.by is not None or each.lost is not None for each in results]
        for twin in twins:
            self._superseded.add(id(twin))
            for place, finding in enumerate(each_finding(twin.findings)):
                fate = ResultFate(old=True, withdrawn=bool(results) and withdrawn[place])
                self._duplicates[id(twin), id(finding.observation)] = fate

    def _supersede(self, ordered: list[Report], folded: dict[int, list[Older]]) -> Generator[None, None, None]:
        """Compare each version with those that are certainly newer, the nearest first. ``ordered``: newest first.

        What took the place of a result is followed to the newest version that has it; that one tells whether it still stands.
        """
        for place, report in enumerate(ordered if len(ordered) > 1 else ()):
            results = yield from self._results(report)
            later = [each for each in reversed(ordered[:place]) if newer(each, report)]
            for after in later:
                for was, became in (yield from pairs(results, (yield from self._results(after)))):
                    yield
                    _compare(was, became)
            void = next((each for each in later if each.status in VOID), None)  # and with it all that came before
            only_here, left = _judge(results, void, later=bool(later))
            yield
            if not later:
                continue
            concluded = any(each.conclusion.strip() for each in later) or not report.conclusion.strip()
            if not left and (void is not None or concluded):
                self._superseded.add(id(report))
            newest = next(each for each in ordered if newer(each, report))  # none is newer than that one
            folded.setdefault(id(newest), []).append(Older(report=report, fold=NestingReason.VERSION, only_here=only_here))

    def _tell_doubts(self, reports: list[Report], clusters: list[list[Report]]) -> Generator[None, None, None]:
        """Where another version is cancelled, or cancelled a result, and nobody knows which is newer."""
        numbered: dict[str, list[Report]] = {}
        for report in reports:
            numbered.setdefault(report_id(report), []).append(report)
        home = {id(report): place for place, cluster in enumerate(clusters) for report in cluster}
        for number, every in numbered.items():
            cancelled = [each for each in every if each.status in VOID] if number else []
            for report in every if cancelled else ():
                yield
                if report.status in VOID:
                    continue
                unclear = (
                    each
                    for each in cancelled
                    if not newer(report, each) and not (home[id(report)] == home[id(each)] and newer(each, report))
                )
                if any(_may_be_versions(report, each) for each in unclear):
                    self._unclear.add(id(report))
                    for result in (yield from self._results(report)):
                        result.doubts[Doubt.CANCELLED_VERSION] = None
        for cluster in clusters:
            for one in cluster:
                for other in cluster:
                    if one is other or {one.status, other.status} & VOID or newer(one, other) or newer(other, one):
                        continue
                    theirs = yield from self._results(other)
                    if any(each.void for each in theirs):
                        for was, became in (yield from pairs((yield from self._results(one)), theirs)):
                            if became.void and not was.void:
                                was.doubts[Doubt.CANCELLED_VERSION] = None

    def _fold_copies(self, heads: list[Report], folded: dict[int, list[Older]]) -> Generator[None, None, list[Report]]:
        """Fold reports of nothing but repeats under the one that has all of it; every repeat shares the fate of its original."""
        home = {id(old.report): head for head in heads for old in folded.get(id(head), ())} | {id(head): head for head in heads}
        every = [each for head in heads for each in (head, *(old.report for old in folded.get(id(head), ())))]
        repeats = []
        for report in every:
            yield
            if report.status not in VOID and any(each.observation.history for each in each_finding(report.findings)):
                repeats.append(report)
        if not repeats:
            return heads
        originals: dict[object, list[ComparedResult]] = {}
        for report in every:
            for result in (yield from self._results(report)):
                yield
                for event in _events(result) if not result.observation.history else ():
                    originals.setdefault(event, []).append(result)
        gone: set[int] = set()
        for report in repeats:
            homes: list[set[int]] = []
            for result in self._known[id(report)]:
                yield
                homes.append(_follow(result, originals) if result.observation.history else set())
            if not all(homes) or id(report) in folded or home[id(report)] is not report:
                continue
            common = set.intersection(*({id(home[each]) for each in some} for some in homes)) - {id(report)} if homes else set()
            # a report that is itself to be folded can be nobody's home
            at = next((head for head in heads if id(head) in common and id(head) not in gone), None)
            if at is not None:
                folded.setdefault(id(at), []).append(Older(report=report, fold=NestingReason.HISTORY))
                self._superseded.add(id(report))
                gone.add(id(report))
        return [each for each in heads if id(each) not in gone]


def _fate(of: ComparedResult) -> ResultFate:
    last = of
    while last.heir is not None:
        last = last.heir
    withdrawn = of.by is not None or of.lost is not None
    replaced = last.observation if not (withdrawn or last.void or last.own == of.own) else None
    return ResultFate(old=of.old, withdrawn=withdrawn, earlier=of.earlier, replaced=replaced, doubts=tuple(of.doubts))


def _compare(was: ComparedResult, became: ComparedResult) -> None:
    """What the same result in a newer version makes of it."""
    takes = became.takes_place_of(was)
    if takes and was.whose != became.whose:
        was.moved = became
    elif was.heir is not None or was.goes:
        was.again = True
        if takes:
            _sort_tested(was, became)
    elif takes:
        was.heir = became
        _sort_tested(was, became)
        differs = became.void or was.own != became.own
        if became.earlier is None and differs and became.report.status not in VOID and was.observation.value is not None:
            became.earlier = Earlier(report=was.report, observation=was.observation)
    elif became.pending:
        was.doubts[Doubt.AWAITED] = None


def _judge(results: list[ComparedResult], void: Report | None, *, later: bool) -> tuple[int, int]:
    """What becomes of each result of a version; how many are in no newer one, and how many of those stand."""
    only_here = left = 0
    for each in results:
        above = each.parent
        each.by = void or (above.by if above is not None else None) or (each.heir.gone if each.heir is not None else None)
        if each.by is None and each.heir is None:
            if each.moved is not None:
                each.lost = each.moved.gone
            elif above is not None:
                each.lost = above.lost
        if each.lost is not None:
            each.doubts[Doubt.WITHDRAWN_ELSEWHERE] = None
        elif each.moved is not None and each.by is None and each.heir is None and each.whose is None:
            each.doubts[Doubt.ELSEWHERE] = None
        valued = each.observation.value is not None
        if each.by is not None or each.heir is not None:
            each.old = True
        elif each.goes:
            each.old = True
            only_here += valued and not each.again
            each.doubts[Doubt.OTHER_ORGANISM] = None
        elif later and valued:
            only_here += each.lost is None
            left += 1
            if each.goes is False:
                each.doubts[Doubt.EARLIER_NAME] = None
    return only_here, left


def _sort_tested(was: ComparedResult, became: ComparedResult) -> None:
    """What hangs under an organism was told of that: by the name that a newer version has for it. Another finding stands."""
    one, other = was.observation, became.observation
    if became.void or not (susceptibility.says_what_grew(one) and susceptibility.says_what_grew(other)):
        return
    goes = None if was.own == became.own else susceptibility.are_two(one, other)
    stack = list(was.members)
    while stack:
        each = stack.pop()
        if not susceptibility.tells_of_another(each.observation, one):
            each.goes = goes  # whatever a version before said
            stack += each.members


def _events(result: ComparedResult) -> Iterator[object]:
    """Under what to look for the same result in another report: number, parents, examination, time of sampling."""
    for token in result.exam.tokens if result.when is not None else ():
        yield subject(result.report), result.above, token, result.when


def _follow(copy: ComparedResult, originals: dict[object, list[ComparedResult]]) -> set[int]:
    """Let a repeat share the fate of its original; the reports that hold it.

    A repeat that was not certainly sent before the withdrawal stands, and says so. A newer version may send its own result as a
    repeat of what it takes the place of: of two that point to each other, the newer stands.
    """
    found = {id(each): each for event in _events(copy) for each in originals.get(event, ())}.values()
    here = [
        each
        for each in found
        if each.report is not copy.report
        and _same_laboratory(each.report, copy.report)
        and each.whose == copy.whose
        and each.exam.same(copy.exam)
        and each.may_be_same_specimen(copy)
        and each.end() is not copy
    ]
    same = [each for each in here if each.own == copy.own]
    sources = [each for each in same if not each.gone and not each.old] or same
    if not same:  # it repeats what only a later version tells: that it was withdrawn, or corrected
        sources = [each for each in here if not each.old]
        emptied = all(each.gone and each.observation.value is None for each in sources)
        if not emptied and not all(each.changed and not each.gone for each in sources):
            return set()
    if not sources:
        return set()
    gone = [each.gone for each in sources if each.gone is not None]
    if len(gone) == len(sources):
        before = next((by for by in gone if newer(by, copy.report)), None)
        if before is None:
            copy.doubts[Doubt.WITHDRAWN_ORIGINAL] = None
            return set()
        copy.by = before
    copy.old = True
    copy.original = copy.original or sources[0]
    return {id(each.report) for each in sources}


def _without_duplicates(reports: Iterable[Report]) -> Generator[None, None, tuple[list[Report], dict[int, list[Report]]]]:
    """The reports without those that say exactly what an earlier one says; the others by the identity of that one."""
    alike: dict[object, list[Report]] = {}
    for report in reports:
        if report.issued is not None and (report.findings or report_id(report)):
            alike.setdefault((report.issued.literal, report.status, len(report.findings), report.code), []).append(report)
    twins: dict[int, list[Report]] = {}
    gone: set[int] = set()
    for some in alike.values():
        known: dict[object, Report] = {}
        for report in some if len(some) > 1 else ():
            first = known.setdefault((yield from _content(report)), report)
            if first is not report:
                twins.setdefault(id(first), []).append(report)
                gone.add(id(report))
    return [report for report in reports if id(report) not in gone], twins


def _content(report: Report) -> Generator[None, None, object]:
    """What it says in every word; ids, message numbers and references aside."""
    said: list[object] = []
    stack = [(each, 0) for each in reversed(report.findings)]
    while stack:
        finding, depth = stack.pop()
        of = finding.observation
        specimen = replace(of.specimen, id="") if of.specimen is not None else None
        said.append((depth, finding.missing, replace(of, id="", specimen=specimen, related=(), identifiers=())))
        stack += ((each, depth + 1) for each in reversed(finding.members))
        yield
    specimens = tuple(replace(each, id="") for each in report.specimens)
    bare = replace(
        report, id="", identifiers=(), request=None, findings=(), specimens=specimens, opened=False, opened_words=False
    )
    return report_id(report), bare, tuple(said)
