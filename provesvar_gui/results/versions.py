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
from provesvar_gui.results.model import NEVER, CodeableConcept, Redacted, words
from provesvar_gui.results.placed import PENDING, VOID, Doubt, each_finding, in_report
from provesvar_gui.results.text import value_text

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence
    from datetime import datetime

    from provesvar_gui.results.dating import Span
    from provesvar_gui.results.model import LookupResult, Observation, Report
    from provesvar_gui.results.placed import Placed


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OlderVersion(Redacted):
    """An older version of a report. ``only_here``: how many results of it are in no newer version."""

    report: Report
    only_here: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class VersionGroup(Redacted):
    """The versions of one report. ``newest``: by issue; ``older``: the others, newest first."""

    newest: Report
    older: tuple[OlderVersion, ...]

    @property
    def reports(self) -> tuple[Report, ...]:
        return (self.newest, *(each.report for each in self.older))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Earlier(Redacted):
    """What the nearest older version says in place of a result that differs."""

    report: Report
    observation: Observation


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ResultFate(Redacted):
    """What the other versions make of one result of a report.

    ``superseded``: it is in a newer version, or a repeat: leave it out of "newest" and of trends. ``withdrawn``: a newer version
    cancelled it or what it hangs under, or is itself cancelled. ``earlier``: what stood in the version before, where it was
    something else. ``replaced``: what the newest version says instead, where that is something else and was not withdrawn.
    ``doubts``: what has to be said beside it; also on ``Placed.doubts``.
    """

    superseded: bool = False
    withdrawn: bool = False
    earlier: Earlier | None = None
    replaced: Observation | None = None
    doubts: tuple[Doubt, ...] = ()


_PLAIN: Final = ResultFate()
Place = tuple[int, int]  # identities of a report and of an observation in it


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Versions(Redacted):
    """The versions of all reports.

    ``groups``: of reports that have an older version. ``fates``: of results about which something is to be said. ``superseded``:
    reports of which everything is in a newer version. ``unclear``: reports of which another version is cancelled as a whole, and
    nobody knows which is newer or who sent it. Reports and observations are told apart by identity: ``result`` keeps them alive.
    """

    groups: tuple[VersionGroup, ...] = ()
    fates: dict[Place, ResultFate] = field(default_factory=dict)
    superseded: frozenset[int] = frozenset()
    unclear: frozenset[int] = frozenset()
    result: LookupResult | None = None

    def group_of(self, report: Report) -> VersionGroup | None:
        return next((each for each in reversed(self.groups) if any(report is one for one in each.reports)), None)

    def fate(self, report: Report | None, observation: Observation) -> ResultFate:
        return self.fates.get((id(report), id(observation)), _PLAIN)

    def changed(self, placed: Placed) -> Earlier | None:
        """What stood in the version before, where its value was another."""
        earlier = self.fate(placed.report, placed.observation).earlier
        return earlier if earlier is not None and earlier.observation.value != placed.observation.value else None

    def is_superseded(self, report: Report) -> bool:
        return id(report) in self.superseded

    def doubtful(self, report: Report) -> bool:
        return id(report) in self.unclear


# -- which reports are versions of one another -----------------------------------------------------------------------------------

_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_NEAR: Final = timedelta(days=2)  # between the samplings of two versions
_FAR: Final = timedelta(days=183)  # between the issues of two versions, where one has no time of sampling
_NOT_MISSED: Final = {"comments", "clinical_information"}  # keep no older version standing that a newer one does not repeat


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
class _ReportResult(Redacted):
    """A result of one report. ``said``: its value in words. ``newer``: the same result in the next newer version that has it."""

    report: Report
    observation: Observation
    parent: _ReportResult | None
    examination: tuple[object, ...]
    sampled: Span | None
    said: str
    void: bool
    newer: _ReportResult | None = None
    superseded: bool = False
    withdrawn: bool = False
    withdrawn_original: bool = False
    earlier: Earlier | None = None

    @property
    def newest(self) -> _ReportResult:
        last = self
        while last.newer is not None:
            last = last.newer
        return last

    @property
    def is_change(self) -> bool:
        """Whether it says itself that it took the place of something."""
        return self.void or self.observation.status in ("amended", "corrected")

    @property
    def renamed(self) -> bool:
        """Whether it says what grew, and a newer version says something else."""
        return self.newest.said != self.said and susceptibility.says_what_grew(self.observation)

    def may_follow(self, older: _ReportResult) -> bool:
        """Whether it may be the same result: other words take the place of words only where they are said to be a change."""
        specimens = [each.observation.specimen for each in (self, older)]
        marks = [(each.accession.strip(), text.name(each.kind).casefold() if each.kind else "") for each in specimens if each]
        if len(marks) == 2 and any(mine and other and mine != other for mine, other in zip(*marks, strict=True)):
            return False
        words = all(isinstance(each.observation.value, CodeableConcept | str) for each in (self, older))
        pending = older.observation.status in PENDING or older.report.status in PENDING
        return not words or self.said == older.said or self.is_change or pending

    def take_place_of(self, older: _ReportResult) -> None:
        """Replace the same result of an older version, unless this one has no value yet."""
        mine, before = self.observation, older.observation
        waits = mine.status in PENDING or self.report.status in PENDING
        answered = mine.value is not None or (mine.data_absent_reason is not None and not waits)
        if older.newer is not None or not (answered or self.is_change or before.value is None):
            return
        older.newer = self
        differs = (self.void or older.said != self.said) and before.value is not None and self.report.status not in VOID
        if self.earlier is None and differs and not (older.parent is not None and older.parent.renamed):
            self.earlier = Earlier(report=older.report, observation=before)


def _read(report: Report) -> Generator[None, None, list[_ReportResult]]:
    """Every result of a report, parents before their members."""
    found: dict[int, _ReportResult] = {}
    for placed in in_report(report):
        of = placed.observation
        codes = sorted({(each.system, each.code) for each in of.code.codings if each.code})
        named = tuple(filter(None, (*codes, text.called(of.code).casefold())))
        found[id(of)] = _ReportResult(
            report=report,
            observation=of,
            parent=found[id(placed.parents[-1])] if placed.parents else None,
            examination=series.national_codes(of.code) or named or (id(of),),
            sampled=dating.span(placed),
            said=value_text(of.value, "en").whole,
            void=placed.void,
        )
        yield
    return list(found.values())


def _by_place(results: Iterable[_ReportResult]) -> dict[tuple[_ReportResult | None, object], list[_ReportResult]]:
    found: dict[tuple[_ReportResult | None, object], list[_ReportResult]] = defaultdict(list)
    for each in results:
        found[each.parent, each.examination].append(each)
    return found


def _matches(
    older: Iterable[_ReportResult], newer: Iterable[_ReportResult]
) -> Generator[None, None, list[tuple[_ReportResult, _ReportResult]]]:
    """(older, newer) of all that are the same, parents before their members; each at most once. In doubt none is.

    Under the same parents: the only ones of an examination, or of it and a time, else those that say the same.
    """
    searched, candidates = (_by_place(each) for each in (older, newer))
    same: dict[_ReportResult | None, _ReportResult | None] = {None: None}
    for (parent, examination), mine in searched.items():
        yield
        theirs = candidates[same[parent], examination] if parent in same else []
        only = len(mine) == len(theirs) == 1 and not dating.apart(mine[0].sampled, theirs[0].sampled)
        times = Counter(each.sampled for each in (*mine, *theirs))
        for old in mine:
            at_once = [each for each in theirs if only or each.sampled == old.sampled]
            alone = only or times[old.sampled] == 2
            new = next((each for each in at_once if (alone or each.said == old.said) and each.may_follow(old)), None)
            if new is not None:
                theirs.remove(new)
                same[old] = new
    return [(old, new) for old, new in same.items() if old is not None and new is not None]


# -- what becomes of each --------------------------------------------------------------------------------------------------------


def build(result: LookupResult) -> Generator[None, None, Versions]:
    """Find them; gives way while it works. What is registered on another kind of identifier has groups of its own."""
    builder = _Builder()
    for reports in (result.reports, result.other_identifier):
        yield from builder.add(reports)
    return Versions(
        groups=tuple(builder.groups),
        fates=builder.fates(),
        superseded=frozenset(builder.superseded),
        unclear=frozenset(builder.unclear),
        result=result,
    )


class _Builder:
    def __init__(self) -> None:
        self._known: dict[int, list[_ReportResult]] = {}  # by the identity of the report; only of those that are compared
        self.groups: list[VersionGroup] = []
        self.superseded: set[int] = set()
        self.unclear: set[int] = set()

    def fates(self) -> dict[Place, ResultFate]:
        fates = {(id(each.report), id(each.observation)): self._fate(each) for some in self._known.values() for each in some}
        return {place: fate for place, fate in fates.items() if fate != _PLAIN}

    def _fate(self, of: _ReportResult) -> ResultFate:
        newest = of.newest
        gone = of.withdrawn or newest.void
        unclear = (Doubt.CANCELLED_VERSION,) if id(of.report) in self.unclear else ()
        return ResultFate(
            superseded=of.superseded,
            withdrawn=of.superseded and gone,
            earlier=of.earlier,
            replaced=newest.observation if newest.said != of.said and not gone else None,
            doubts=(*unclear, Doubt.WITHDRAWN_ORIGINAL) if of.withdrawn_original else unclear,
        )

    def _results(self, report: Report) -> Generator[None, None, list[_ReportResult]]:
        if id(report) not in self._known:
            self._known[id(report)] = yield from _read(report)
        return self._known[id(report)]

    def add(self, reports: Sequence[Report]) -> Generator[None, None, None]:
        numbered: dict[str, list[Report]] = defaultdict(list)
        for report in reports:
            yield
            if number := report_id(report):
                numbered[number].append(report)
        for some in numbered.values():
            if len(some) > 1:
                yield from self._compare(sorted(some, key=_issued, reverse=True))
        yield from self._repeats(reports)

    def _compare(self, ordered: list[Report]) -> Generator[None, None, None]:
        """Each report of one identifier with those that are certainly newer, the nearest first. ``ordered``: newest first."""
        older: dict[int, list[OlderVersion]] = defaultdict(list)
        for place, report in enumerate(ordered):
            results = yield from self._results(report)
            if report.status not in VOID and any(_may_cancel(other, report) for other in ordered if other is not report):
                self.unclear.add(id(report))
            later = [each for each in reversed(ordered[:place]) if newer(each, report) and _are_versions(each, report)]
            for after in later:
                for old, new in (yield from _matches(results, (yield from self._results(after)))):
                    new.take_place_of(old)
            if later:
                cancelled = any(each.status in VOID for each in later)
                only_here = _supersede(results, cancelled=cancelled)
                repeated = words(report).keys() - _NOT_MISSED <= {name for each in later for name in words(each)}
                if all(each.superseded for each in only_here) and (cancelled or repeated):
                    self.superseded.add(id(report))
                newest = next(each for each in ordered if each in later)
                older[id(newest)].append(OlderVersion(report=report, only_here=len(only_here)))
            yield
        self.groups += (VersionGroup(newest=each, older=tuple(older[id(each)])) for each in ordered if id(each) in older)

    def _repeats(self, reports: Sequence[Report]) -> Generator[None, None, None]:
        """What was sent before and is here is no new result; where it was withdrawn since, that is said."""
        if not any(each.observation.history for report in reports for each in each_finding(report.findings)):
            return
        repeats: list[_ReportResult] = []
        originals: dict[object, list[_ReportResult]] = defaultdict(list)
        for report in reports:
            for each in (yield from self._results(report)):
                yield
                if not each.observation.history:
                    originals[_event(each)].append(each)
                elif report.status not in VOID and each.sampled is not None:
                    repeats.append(each)
        for repeat in repeats:
            found = (each for each in originals[_event(repeat)] if each.report is not repeat.report and each.newest is not repeat)
            same = [each for each in found if each.said == repeat.said or (each.void and each.observation.value is None)]
            if same and all(each.withdrawn or each.newest.void or each.void for each in same):
                repeat.withdrawn_original = True
            elif same:
                repeat.superseded = True
            yield


def _may_cancel(cancelled: Report, report: Report) -> bool:
    """Whether a cancelled report may be a version of it, and neither is certainly newer or nobody knows who sent it."""
    if cancelled.status not in VOID:
        return False
    are = _are_versions(report, cancelled)
    return are is None or (are and not newer(report, cancelled) and not newer(cancelled, report))


def _supersede(results: list[_ReportResult], *, cancelled: bool) -> list[_ReportResult]:
    """Say what became of each result of an older version; gives those with a value that are in no newer one."""
    only_here = []
    for each in results:
        above = each.parent
        each.withdrawn = cancelled or (above is not None and above.superseded and (above.withdrawn or above.newest.void))
        each.superseded = each.withdrawn or each.newer is not None
        if not each.superseded and each.observation.value is not None:
            only_here.append(each)
            other = above is None or not above.renamed or susceptibility.tells_of_another(each.observation, above.observation)
            each.superseded = not other
    return only_here


def _event(result: _ReportResult) -> object:
    """By what the original of a repeat is found: whose, by whom, what, when, and under what."""
    above = result.parent.examination if result.parent is not None else ()
    return _subject(result.report), laboratory(result.observation, result.report), above, result.examination, result.sampled
