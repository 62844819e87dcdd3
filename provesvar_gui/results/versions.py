"""The versions of a report within an answer, and the results that a newer version replaces.

A laboratory sends a report again to complete, correct or withdraw it; its ``ServReportId`` stays (pps/README.md §7). Reports are
versions of one another where that identifier, the laboratory and the number they are registered on do not contradict each other.
An identifier that is no UUID may be used again: then laboratory and kind must be the same and the sampling at about the same
time. Nothing else is guessed: what has no identifier, or whose order cannot be told, stays by itself; where one that may be its
version is cancelled, that is told as a doubt.

An older version is superseded result by result: by the same examination under the same parents and of the same time. In doubt
both results stand and are shown, and what a newer version does not repeat still stands, since an addition may hold the
additional results only. A result that is only awaited replaces nothing. Words replace other words only where they are marked as
a change: a second organism is sent under the code of the first. Everything is superseded where a newer version is cancelled,
and what was told of an organism that has another name in the newer version. A repeat (``nilar-history``) of a result in this
answer is not a new result, and says so where the original was withdrawn.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import dating, series, susceptibility, text
from provesvar_gui.results.laboratories import identity, laboratory, organisations
from provesvar_gui.results.model import NEVER, CodeableConcept, Redacted
from provesvar_gui.results.placed import CHANGED, PENDING, VOID, Doubt, each_finding, in_report
from provesvar_gui.results.value_text import value_text

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence
    from datetime import datetime

    from provesvar_gui.results.dating import Span
    from provesvar_gui.results.model import LookupResult, Observation, Report


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Older(Redacted):
    """An older version of a report. ``only_here``: how many results of it are in no newer version."""

    report: Report
    only_here: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Group(Redacted):
    """The versions of one report. ``newest``: by issue; ``folded``: the others, newest first."""

    newest: Report
    folded: tuple[Older, ...]

    @property
    def reports(self) -> tuple[Report, ...]:
        return (self.newest, *(each.report for each in self.folded))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Earlier(Redacted):
    """What the nearest older version says in place of a result that differs."""

    report: Report
    observation: Observation


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ResultFate(Redacted):
    """What the other versions make of one result of a report.

    ``old``: it is in a newer version, or a repeat: leave it out of "newest" and of trends. ``withdrawn``: a newer version
    cancelled it or what it hangs under, or is itself cancelled. ``earlier``: what stood in the version before, where it was
    something else. ``replaced``: what the newest version says instead, where that is something else and was not withdrawn.
    ``doubts``: what has to be said beside it; also on ``Placed.doubts``.
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

    ``groups``: only those with something to fold. ``fates``: of results about which something is to be said. ``superseded``:
    reports of which everything is in a newer version. ``unclear``: reports of which another version is cancelled as a whole, and
    nobody knows which is newer or who sent it. Reports and observations are told apart by identity: ``result`` keeps them alive.
    """

    groups: tuple[Group, ...] = ()
    fates: dict[Place, ResultFate] = field(default_factory=dict)
    superseded: frozenset[int] = frozenset()
    unclear: frozenset[int] = frozenset()
    result: LookupResult | None = None

    def group_of(self, report: Report) -> Group | None:
        return next((each for each in reversed(self.groups) if any(report is one for one in each.reports)), None)

    def fate(self, report: Report | None, observation: Observation) -> ResultFate:
        return self.fates.get((id(report), id(observation)), _PLAIN)

    def is_superseded(self, report: Report) -> bool:
        return id(report) in self.superseded

    def doubtful(self, report: Report) -> bool:
        return id(report) in self.unclear


# -- which reports are versions of one another -----------------------------------------------------------------------------------

_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_NEAR: Final = timedelta(days=2)  # between the samplings of two versions
_FAR: Final = timedelta(days=183)  # between the issues of two versions, where one has no time of sampling


def report_id(report: Report) -> str:
    """The laboratory's identifier of a report, the same in every version of it, or ""; a UUID in small letters."""
    kept = (each.value.strip() for each in report.identifiers if re.split("[/:]", each.system)[-1] == "ServReportId")
    number = next(filter(None, kept), "")
    return number.lower() if _UUID.fullmatch(number) else number


def newer(one: Report, other: Report) -> bool:
    mine, its = dating.span_of(one.issued), dating.span_of(other.issued)
    return mine is not None and its is not None and its.before(mine)


def _subject(report: Report) -> str:
    identifier = report.subject.identifier if report.subject is not None else None
    return identifier.value if identifier is not None else ""


def _same_makers(one: Report, other: Report) -> bool | None:
    """Whether every organisation that the one names is named by the other; None where either names none."""
    few, many = sorted(
        (
            [{identity(who), " ".join(who.organisation.split()).casefold()} - {""} for who in organisations(each.performers)]
            for each in (one, other)
        ),
        key=len,
    )
    return all(any(mine & its for its in many) for mine in few) if few else None


def _are_versions(one: Report, other: Report) -> bool | None:
    """Whether two reports of one identifier are versions of one another; None where nobody can tell."""
    subjects = {_subject(one), _subject(other)}
    makers = _same_makers(one, other)
    if len(subjects - {""}) > 1:
        return False
    if _UUID.fullmatch(report_id(one)):
        return None if makers is False else True
    if makers is False or not _alike(one, other):
        return False
    return True if makers and len(subjects) == 1 else None


def _alike(one: Report, other: Report) -> bool:
    """Whether kind and sampling are the same, since identifiers are used again."""
    kinds = [[text.name(each).casefold() for each in (of.code, of.category) if each is not None] for of in (one, other)]
    times = [each.effective.when if each.effective is not None else None for each in (one, other)]
    if times[0] is not None and times[1] is not None:
        return kinds[0] == kinds[1] and abs(times[0] - times[1]) <= _NEAR
    issues = [_issued(each) for each in (one, other)]
    return kinds[0] == kinds[1] and (NEVER in issues or abs(issues[0] - issues[1]) <= _FAR)


def _issued(report: Report) -> datetime:
    span = dating.span_of(report.issued)
    return span.earliest if span is not None else NEVER


# -- which results are the same --------------------------------------------------------------------------------------------------


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class _Result(Redacted):
    """One result as it is compared. ``own``: its value in words; ``heir``: the next newer result in its place."""

    report: Report
    observation: Observation
    parent: _Result | None
    exam: tuple[object, ...]
    span: Span | None
    own: str
    void: bool
    heir: _Result | None = None
    withdrawn: bool = False
    old: bool = False
    earlier: Earlier | None = None
    doubts: dict[Doubt, None] = field(default_factory=dict)

    @property
    def end(self) -> _Result:
        last = self
        while last.heir is not None:
            last = last.heir
        return last

    @property
    def fate(self) -> ResultFate:
        end = self.end
        gone = self.withdrawn or end.void
        replaced = end.observation if self.heir is not None and not gone and end.own != self.own else None
        return ResultFate(
            old=self.old, withdrawn=self.old and gone, earlier=self.earlier, replaced=replaced, doubts=tuple(self.doubts)
        )

    @property
    def when(self) -> tuple[datetime, datetime] | None:
        return (self.span.earliest, self.span.latest) if self.span is not None else None

    def is_of_another_time(self, other: _Result) -> bool:
        mine, its = self.span, other.span
        return mine is not None and its is not None and (mine.before(its) or its.before(mine))

    @property
    def changed(self) -> bool:
        """Whether it says itself that it took the place of something."""
        return self.void or (self.observation.status in CHANGED and self.observation.status != "appended")

    @property
    def renamed(self) -> bool:
        """Whether it says what grew, and a newer version says something else."""
        return self.heir is not None and self.end.own != self.own and susceptibility.says_what_grew(self.observation)

    def may_follow(self, older: _Result) -> bool:
        """Whether it may be the same result: other words take the place of words only where they are said to be a change."""
        ours, its = (each.observation.specimen for each in (self, older))
        if ours is not None and its is not None:
            names = [(each.accession.strip(), text.name(each.kind).casefold() if each.kind else "") for each in (ours, its)]
            if any(mine and other and mine != other for mine, other in zip(*names, strict=True)):
                return False
        words = all(isinstance(each.observation.value, CodeableConcept | str) for each in (self, older))
        pending = PENDING & {older.observation.status, older.report.status}
        return not words or self.own == older.own or self.changed or bool(pending)

    def take_place_of(self, was: _Result) -> None:
        """Replace the same result of an older version, unless this one has no value yet."""
        of, before = self.observation, was.observation
        missing = of.data_absent_reason is not None and not PENDING & {of.status, self.report.status}
        if was.heir is not None or not (self.changed or of.value is not None or missing or before.value is None):
            return
        was.heir = self
        differs = (self.void or was.own != self.own) and before.value is not None and self.report.status not in VOID
        if self.earlier is None and differs and not (was.parent is not None and was.parent.renamed):
            self.earlier = Earlier(report=was.report, observation=before)


def _read(report: Report) -> Generator[None, None, list[_Result]]:
    """Every result of a report, parents before their members."""
    found: list[_Result] = []
    known: dict[int, _Result] = {}
    for placed in in_report(report):
        of = placed.observation
        codes = sorted({(each.system, each.code) for each in of.code.codings if each.code})
        named = tuple(filter(None, (*codes, text.called(of.code).casefold())))
        result = known[id(of)] = _Result(
            report=report,
            observation=of,
            parent=known[id(placed.parents[-1])] if placed.parents else None,
            exam=series.national_codes(of.code) or named or (id(of),),
            span=dating.span(placed),
            own=value_text(of.value, "en").whole,
            void=placed.void,
        )
        found.append(result)
        yield
    return found


def _pairs(older: Sequence[_Result], later: Sequence[_Result]) -> Generator[None, None, list[tuple[_Result, _Result]]]:
    """(older, newer) of all that are the same, parents before their members; each at most once. In doubt none is.

    Under parents that are the same: the only ones of an examination, or of it and a time, else those that say the same.
    """
    there: dict[object, list[_Result]] = defaultdict(list)
    for each in later:
        there[each.parent, each.exam].append(each)
    mine: dict[tuple[_Result | None, object], list[_Result]] = defaultdict(list)
    for each in older:
        mine[each.parent, each.exam].append(each)
    heirs: dict[_Result | None, _Result | None] = {None: None}
    for (parent, exam), some in mine.items():
        yield
        its = there[heirs[parent], exam] if parent in heirs else []
        only = len(some) == len(its) == 1 and not some[0].is_of_another_time(its[0])
        times = Counter(each.when for each in (*some, *its))
        for was in some:
            alone = only or times[was.when] == 2
            same = (each for each in its if (only or each.when == was.when) and (alone or each.own == was.own))
            became = next((each for each in same if each.may_follow(was)), None)
            if became is not None:
                its.remove(became)
                heirs[was] = became
    return [(was, became) for was, became in heirs.items() if was is not None and became is not None]


# -- what becomes of each --------------------------------------------------------------------------------------------------------


def build(result: LookupResult) -> Generator[None, None, Versions]:
    """Find them; gives way while it works. What is registered on another kind of identifier has groups of its own."""
    making = _Builder()
    for reports in (result.reports, result.other_identifier):
        yield from making.add(reports)
    return Versions(
        groups=tuple(making.groups),
        fates=making.fates(),
        superseded=frozenset(making.superseded),
        unclear=frozenset(making.unclear),
        result=result,
    )


class _Builder:
    def __init__(self) -> None:
        self._known: dict[int, list[_Result]] = {}  # by the identity of the report; only of those that are compared
        self.groups: list[Group] = []
        self.superseded: set[int] = set()
        self.unclear: set[int] = set()

    def fates(self) -> dict[Place, ResultFate]:
        every = (each for some in self._known.values() for each in some)
        told = {(id(each.report), id(each.observation)): each.fate for each in every}
        return {place: fate for place, fate in told.items() if fate != _PLAIN}

    def _results(self, report: Report) -> Generator[None, None, list[_Result]]:
        if id(report) not in self._known:
            self._known[id(report)] = yield from _read(report)
        return self._known[id(report)]

    def add(self, reports: Iterable[Report]) -> Generator[None, None, None]:
        numbered: dict[str, list[Report]] = defaultdict(list)
        every = list(reports)
        for report in every:
            yield
            if number := report_id(report):
                numbered[number].append(report)
        for some in numbered.values():
            if len(some) > 1:
                yield from self._compare(sorted(some, key=_issued, reverse=True))
        yield from self._repeats(every)

    def _compare(self, ordered: list[Report]) -> Generator[None, None, None]:
        """Each report of one identifier with those that are certainly newer, the nearest first. ``ordered``: newest first."""
        folded: dict[int, list[Older]] = defaultdict(list)
        for place, report in enumerate(ordered):
            mine = yield from self._results(report)
            for other in ordered:
                are = _are_versions(report, other) if other is not report else False
                sure = are and (newer(report, other) or newer(other, report))
                if are is not False and not sure and other.status in VOID and report.status not in VOID:
                    self.unclear.add(id(report))
                    for each in mine:
                        each.doubts[Doubt.CANCELLED_VERSION] = None
            later = [each for each in reversed(ordered[:place]) if newer(each, report) and _are_versions(each, report)]
            for after in later:
                for was, became in (yield from _pairs(mine, (yield from self._results(after)))):
                    became.take_place_of(was)
            if later:
                cancelled = any(each.status in VOID for each in later)
                only_here, left = self._judge(mine, cancelled=cancelled)
                concluded = any(each.conclusion.strip() for each in later) or not report.conclusion.strip()
                if not left and (cancelled or concluded):
                    self.superseded.add(id(report))
                newest = next(each for each in ordered if each in later)
                folded[id(newest)].append(Older(report=report, only_here=only_here))
            yield
        self.groups += (Group(newest=each, folded=tuple(folded[id(each)])) for each in ordered if id(each) in folded)

    @staticmethod
    def _judge(results: list[_Result], *, cancelled: bool) -> tuple[int, int]:
        """What becomes of each result of an older version; how many are in no newer one, and how many of those stand."""
        only_here = left = 0
        for each in results:
            above = each.parent
            each.withdrawn = cancelled or (above is not None and above.old and (above.withdrawn or above.end.void))
            each.old = each.withdrawn or each.heir is not None
            if not each.old and each.observation.value is not None:
                only_here += 1
                each.old = (
                    above is not None
                    and above.renamed
                    and not susceptibility.tells_of_another(each.observation, above.observation)
                )
                left += not each.old
        return only_here, left

    def _repeats(self, reports: list[Report]) -> Generator[None, None, None]:
        """What was sent before and is here is no new result; where it was withdrawn since, that is said."""
        if not any(each.observation.history for report in reports for each in each_finding(report.findings)):
            return
        repeats: list[_Result] = []
        originals: dict[object, list[_Result]] = defaultdict(list)
        for report in reports:
            for each in (yield from self._results(report)):
                yield
                if each.observation.history and report.status not in VOID:
                    repeats.append(each)
                elif not each.observation.history:
                    originals[_event(each)].append(each)
        for repeat in repeats:
            found = originals.get(_event(repeat), []) if repeat.when is not None else []
            told = (each for each in found if each.own == repeat.own or (each.void and each.observation.value is None))
            same = [each for each in told if each.report is not repeat.report and each.end is not repeat]
            if same and all(each.void or each.withdrawn or each.end.void for each in same):
                repeat.doubts[Doubt.WITHDRAWN_ORIGINAL] = None
            elif same:
                repeat.old = True
            yield


def _event(result: _Result) -> object:
    """By what the original of a repeat is found: whose, by whom, what, when, and under what."""
    above = result.parent.exam if result.parent is not None else ()
    return _subject(result.report), laboratory(result.observation, result.report), above, result.exam, result.when
