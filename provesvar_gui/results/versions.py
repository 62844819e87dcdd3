"""The versions of a report in one answer, and the results that newer versions replace.

A laboratory sends a report again to complete, correct or withdraw it, with the same ``ServReportId`` (pps/README.md §7). Two
reports with the same identifier are versions of one another unless laboratory or patient number differ. Laboratories may reuse
an identifier other than a UUID: then laboratory, patient number and kind must be equal, and the sampling times near. A report
without identifier, or of unknown order, is not compared; a possible version that is cancelled is shown as a doubt.

Results are compared one by one: a newer result replaces one of the same examination, parents and time.

* In doubt both results stand. A result missing in the newer version still stands: additions may hold the new results only.
* A result without a value replaces none. Text replaces a different final text only where marked as changed, since a
  second organism is sent under the code of the first.
* A cancelled newer version withdraws every result. A new name for an organism supersedes the results under the old name.
* A repeat (``nilar-history``) of a result in this answer is not a new result; it has a doubt where the original was withdrawn.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import dating, series, susceptibility, text
from provesvar_gui.results.laboratories import laboratory, organisations
from provesvar_gui.results.model import NEVER, CodeableConcept, Redacted, sort_time, words
from provesvar_gui.results.placed import PENDING, VOID, Doubt, each_finding, in_report
from provesvar_gui.results.text import value_text

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from provesvar_gui.results.dating import Span
    from provesvar_gui.results.model import LookupResult, Moment, Observation, Report
    from provesvar_gui.results.placed import Placed


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OlderVersion(Redacted):
    """An older version of a report. ``only_here``: number of its results that no newer version has."""

    report: Report
    only_here: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class VersionGroup(Redacted):
    """The versions of one report. ``newest``: by time of issue; ``older``: newest first."""

    newest: Report
    older: tuple[OlderVersion, ...]

    @property
    def reports(self) -> tuple[Report, ...]:
        return (self.newest, *(each.report for each in self.older))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class VersionEffect(Redacted):
    """The effect of other versions on one result.

    ``superseded``: replaced by a newer version, withdrawn, or a repeat: not for "newest" and trends. ``withdrawn``: a newer
    version is cancelled, or has cancelled the result or its parent. ``earlier``: the differing result of the version before,
    which was issued at ``earlier_issued``.
    ``replaced``: the differing result of the newest version. ``doubts``: warnings beside the value, as in ``Placed.doubts``.
    """

    superseded: bool = False
    withdrawn: bool = False
    earlier: Observation | None = None
    earlier_issued: Moment | None = None
    replaced: Observation | None = None
    doubts: tuple[Doubt, ...] = ()


_PLAIN: Final = VersionEffect()
_ResultKey = tuple[int, int]  # id() of a report and of an observation in it


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Versions(Redacted):
    """The versions of all reports.

    ``groups``: reports with older versions. ``effects``: on the results that another version affects. ``superseded``: reports
    whose results are all superseded. ``unclear``: reports with a cancelled version of unknown order or sender. The sets hold
    ``id()`` of objects in ``result``, which keeps them alive.
    """

    groups: tuple[VersionGroup, ...] = ()
    effects: dict[_ResultKey, VersionEffect] = field(default_factory=dict)
    superseded: frozenset[int] = frozenset()
    unclear: frozenset[int] = frozenset()
    result: LookupResult | None = None

    def group_of(self, report: Report) -> VersionGroup | None:
        return next((each for each in reversed(self.groups) if any(report is one for one in each.reports)), None)

    def effect(self, report: Report | None, observation: Observation) -> VersionEffect:
        return self.effects.get((id(report), id(observation)), _PLAIN)

    def earlier_value(self, placed: Placed) -> Observation | None:
        """The result in the version before, where its value differs."""
        earlier = self.effect(placed.report, placed.observation).earlier
        return earlier if earlier is not None and earlier.value != placed.observation.value else None


_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SAMPLING_GAP: Final = timedelta(days=2)  # at most, between two versions
_ISSUE_GAP: Final = timedelta(days=183)  # at most, between two versions of which one has no sampling time
_OPTIONAL: Final = {"comments", "clinical_information"}  # a version is superseded even where these are not repeated


def report_id(report: Report) -> str:
    """The laboratory's identifier, the same in every version, or ""; a UUID in lower case."""
    kept = (each.value.strip() for each in report.identifiers if re.split("[/:]", each.system)[-1] == "ServReportId")
    number = next(filter(None, kept), "")
    return number.lower() if _UUID.fullmatch(number) else number


def is_newer(one: Report, other: Report) -> bool:
    mine, its = dating.span_of(one.issued), dating.span_of(other.issued)
    return mine is not None and its is not None and its.before(mine)


def _subject(report: Report) -> str:
    identifier = report.subject.identifier if report.subject is not None else None
    return identifier.value if identifier is not None else ""


def _same_laboratories(one: Report, other: Report) -> bool | None:
    """Whether one report names all organisations of the other; None where one names none."""
    few, many = sorted(
        (
            [{key, " ".join(who.organisation.split()).casefold()} - {""} for key, who in organisations(each.performers).items()]
            for each in (one, other)
        ),
        key=len,
    )
    return all(any(mine & its for its in many) for mine in few) if few else None


def _are_versions(one: Report, other: Report) -> bool | None:
    """Whether two reports with the same identifier are versions of one another; None where unknown."""
    subjects = {_subject(one), _subject(other)}
    laboratories = _same_laboratories(one, other)
    if len(subjects - {""}) > 1:
        return False
    if _UUID.fullmatch(report_id(one)):
        return None if laboratories is False else True
    if laboratories is False or not _same_kind_and_time(one, other):
        return False
    return True if laboratories and len(subjects) == 1 else None


def _same_kind_and_time(one: Report, other: Report) -> bool:
    kinds = [[text.name(each).casefold() for each in (of.code, of.category) if each is not None] for of in (one, other)]
    times = [each.effective.when if each.effective is not None else None for each in (one, other)]
    if times[0] is not None and times[1] is not None:
        return kinds[0] == kinds[1] and abs(times[0] - times[1]) <= _SAMPLING_GAP
    issues = [sort_time(each.issued) for each in (one, other)]
    return kinds[0] == kinds[1] and (NEVER in issues or abs(issues[0] - issues[1]) <= _ISSUE_GAP)


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class _ReportResult(Redacted):
    """A result of one report. ``newer``: the result that replaces it, in the next newer version."""

    report: Report
    observation: Observation
    parent: _ReportResult | None
    examination: tuple[object, ...]
    sampled: Span | None
    void: bool
    newer: _ReportResult | None = None
    superseded: bool = False
    withdrawn: bool = False
    withdrawn_original: bool = False
    earlier: _ReportResult | None = None

    @property
    def text(self) -> str:
        return value_text(self.observation.value, "en").with_heading

    @property
    def newest(self) -> _ReportResult:
        last = self
        while last.newer is not None:
            last = last.newer
        return last

    @property
    def is_change(self) -> bool:
        return self.void or self.observation.status in ("amended", "corrected")

    @property
    def organism_renamed(self) -> bool:
        """Whether it names an organism, and a newer version another name."""
        return self.newest.text != self.text and susceptibility.names_organism(self.observation)

    def may_replace(self, older: _ReportResult) -> bool:
        """Whether the specimens agree, and for two different texts, whether one is marked as a change or preliminary."""
        specimens = [each.observation.specimen for each in (self, older)]
        marks = [(each.accession.strip(), text.name(each.kind).casefold() if each.kind else "") for each in specimens if each]
        if len(marks) == 2 and any(mine and other and mine != other for mine, other in zip(*marks, strict=True)):
            return False
        words = all(isinstance(each.observation.value, CodeableConcept | str) for each in (self, older))
        pending = older.observation.status in PENDING or older.report.status in PENDING
        return not words or self.text == older.text or self.is_change or pending

    def supersede(self, older: _ReportResult) -> None:
        """Replace the same result of an older version, unless this one has no value yet."""
        mine, before = self.observation, older.observation
        waits = mine.status in PENDING or self.report.status in PENDING
        answered = mine.value is not None or (mine.data_absent_reason is not None and not waits)
        if older.newer is not None or not (answered or self.is_change or before.value is None):
            return
        older.newer = self
        differs = (self.void or older.text != self.text) and before.value is not None and self.report.status not in VOID
        if self.earlier is None and differs and not (older.parent is not None and older.parent.organism_renamed):
            self.earlier = older


def _read_results(report: Report) -> Generator[None, None, list[_ReportResult]]:
    """All results of a report, parents before members."""
    found: dict[int, _ReportResult] = {}
    for placed in in_report(report):
        of = placed.observation
        codes = sorted({(each.system, each.code) for each in of.code.codings if each.code})
        named = tuple(filter(None, (*codes, text.called(of.code).casefold())))
        found[id(of)] = _ReportResult(
            report=report,
            observation=of,
            parent=found[id(placed.parent)] if placed.parent is not None else None,
            examination=series.national_codes(of.code) or named or (id(of),),
            sampled=dating.span_of(placed.sampled),
            void=placed.void,
        )
        yield
    return list(found.values())


def _by_examination(
    results: Iterable[_ReportResult],
) -> dict[tuple[_ReportResult | None, object], list[_ReportResult]]:
    found: dict[tuple[_ReportResult | None, object], list[_ReportResult]] = defaultdict(list)
    for each in results:
        found[each.parent, each.examination].append(each)
    return found


def _match(
    older: Iterable[_ReportResult], newer: Iterable[_ReportResult]
) -> Generator[None, None, list[tuple[_ReportResult, _ReportResult]]]:
    """Pairs (older, newer) of the same result, parents before members; none in doubt.

    Among the results of one examination under the same parent: the only two, the only two of one time, or equal texts.
    """
    searched, candidates = (_by_examination(each) for each in (older, newer))
    same: dict[_ReportResult | None, _ReportResult | None] = {None: None}
    for (parent, examination), mine in searched.items():
        yield
        theirs = candidates[same[parent], examination] if parent in same else []
        only = len(mine) == len(theirs) == 1 and not dating.apart(mine[0].sampled, theirs[0].sampled)
        times = Counter(each.sampled for each in (*mine, *theirs))
        for old in mine:
            at_once = [each for each in theirs if only or each.sampled == old.sampled]
            alone = only or times[old.sampled] == 2
            new = next((each for each in at_once if (alone or each.text == old.text) and each.may_replace(old)), None)
            if new is not None:
                theirs.remove(new)
                same[old] = new
    return [(old, new) for old, new in same.items() if old is not None and new is not None]


def build(result: LookupResult) -> Generator[None, None, Versions]:
    """A generator that yields between steps. Reports on another kind of patient number are compared among themselves."""
    builder = _Builder()
    for reports in (result.reports, result.other_identifier):
        yield from builder.add(reports)
    return Versions(
        groups=tuple(builder.groups),
        effects=builder.effects(),
        superseded=frozenset(builder.superseded),
        unclear=frozenset(builder.unclear),
        result=result,
    )


class _Builder:
    def __init__(self) -> None:
        self._known: dict[int, list[_ReportResult]] = {}  # by id(report); compared reports only
        self.groups: list[VersionGroup] = []
        self.superseded: set[int] = set()
        self.unclear: set[int] = set()

    def effects(self) -> dict[_ResultKey, VersionEffect]:
        effects = {(id(each.report), id(each.observation)): self._effect(each) for some in self._known.values() for each in some}
        return {key: effect for key, effect in effects.items() if effect != _PLAIN}

    def _effect(self, of: _ReportResult) -> VersionEffect:
        newest = of.newest
        gone = of.withdrawn or newest.void
        unclear = (Doubt.CANCELLED_VERSION,) if id(of.report) in self.unclear else ()
        return VersionEffect(
            superseded=of.superseded,
            withdrawn=of.superseded and gone,
            earlier=of.earlier.observation if of.earlier is not None else None,
            earlier_issued=of.earlier.report.issued if of.earlier is not None else None,
            replaced=newest.observation if newest is not of and newest.text != of.text and not gone else None,
            doubts=(*unclear, Doubt.WITHDRAWN_ORIGINAL) if of.withdrawn_original else unclear,
        )

    def _results(self, report: Report) -> Generator[None, None, list[_ReportResult]]:
        if id(report) not in self._known:
            self._known[id(report)] = yield from _read_results(report)
        return self._known[id(report)]

    def add(self, reports: Sequence[Report]) -> Generator[None, None, None]:
        numbered: dict[str, list[Report]] = defaultdict(list)
        for report in reports:
            yield
            if number := report_id(report):
                numbered[number].append(report)
        for some in numbered.values():
            if len(some) > 1:
                yield from self._compare(sorted(some, key=lambda each: sort_time(each.issued), reverse=True))
        yield from self._find_repeats(reports)

    def _compare(self, ordered: list[Report]) -> Generator[None, None, None]:
        """Compare reports of one identifier, each with those certainly newer, nearest first. ``ordered``: newest first."""
        older: dict[int, list[OlderVersion]] = defaultdict(list)
        for place, report in enumerate(ordered):
            results = yield from self._results(report)
            if report.status not in VOID and any(_may_cancel(other, report) for other in ordered if other is not report):
                self.unclear.add(id(report))
            later = [each for each in reversed(ordered[:place]) if is_newer(each, report) and _are_versions(each, report)]
            for after in later:
                for old, new in (yield from _match(results, (yield from self._results(after)))):
                    new.supersede(old)
            if later:
                cancelled = any(each.status in VOID for each in later)
                only_here = _mark_superseded(results, cancelled=cancelled)
                repeated = words(report).keys() - _OPTIONAL <= {name for each in later for name in words(each)}
                if all(each.superseded for each in only_here) and (cancelled or repeated):
                    self.superseded.add(id(report))
                newest = next(each for each in ordered if each in later)
                older[id(newest)].append(OlderVersion(report=report, only_here=len(only_here)))
            yield
        self.groups += (VersionGroup(newest=each, older=tuple(older[id(each)])) for each in ordered if id(each) in older)

    def _find_repeats(self, reports: Sequence[Report]) -> Generator[None, None, None]:
        """Mark repeats as superseded by their original, or as doubtful where every original was withdrawn."""
        if not any(each.observation.history for report in reports for each in each_finding(report.findings)):
            return
        repeats: list[_ReportResult] = []
        originals: dict[object, list[_ReportResult]] = defaultdict(list)
        for report in reports:
            for each in (yield from self._results(report)):
                yield
                if not each.observation.history:
                    originals[each.examination, each.sampled].append(each)
                elif report.status not in VOID and each.sampled is not None:
                    repeats.append(each)
        for repeat in repeats:
            found = (one for one in originals[repeat.examination, repeat.sampled] if _origin(one) == _origin(repeat))
            others = (one for one in found if one.report is not repeat.report and one.newest is not repeat)
            same = [each for each in others if each.text == repeat.text or (each.void and each.observation.value is None)]
            if same and all(each.withdrawn or each.newest.void or each.void for each in same):
                repeat.withdrawn_original = True
            elif same:
                repeat.superseded = True
            yield


def _may_cancel(cancelled: Report, report: Report) -> bool:
    """Whether a cancelled report may be a version of another, and either their order or the laboratory is unknown."""
    if cancelled.status not in VOID:
        return False
    are = _are_versions(report, cancelled)
    return are is None or (are and not is_newer(report, cancelled) and not is_newer(cancelled, report))


def _mark_superseded(results: list[_ReportResult], *, cancelled: bool) -> list[_ReportResult]:
    """Set the states of an older version's results; returns those with a value that no newer version has."""
    only_here = []
    for each in results:
        above = each.parent
        each.withdrawn = cancelled or (above is not None and above.superseded and (above.withdrawn or above.newest.void))
        each.superseded = each.withdrawn or each.newer is not None
        if not each.superseded and each.observation.value is not None:
            only_here.append(each)
            if above is not None and above.organism_renamed:
                each.superseded = not susceptibility.is_another_organism(each.observation, above.observation)
    return only_here


def _origin(result: _ReportResult) -> object:
    """With examination and sampling time equal for a repeat and its original: patient number, laboratory and parent."""
    above = result.parent.examination if result.parent is not None else ()
    return _subject(result.report), laboratory(result.observation, result.report), above
