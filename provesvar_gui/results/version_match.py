"""The matching of results between two versions of a report. In doubt no two results match.

The same are two results of the same examination under parents that are the same, whose times and specimens do not contradict each
other. One on the same number goes before one on another, which takes no place (invariant 4). Among several the laboratory's own
identifier of a result, then equal times, then equal words decide, and only where exactly one fits. An identifier proves a
corrected time, but not where the newer was added, and never overrules the number or the material of a specimen. Words are
special: a second organism is sent under the code of the first. Other words take the place of words only where the newer says that
it was changed, or the older was not final.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import dating, series
from provesvar_gui.results.laboratories import material_name
from provesvar_gui.results.model import CodeableConcept, Redacted
from provesvar_gui.results.placed import CHANGED, PENDING, VOID, Placed, each_finding
from provesvar_gui.results.value_text import value_text

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence
    from datetime import datetime

    from provesvar_gui.results.dating import Span
    from provesvar_gui.results.model import Finding, Observation, Report
    from provesvar_gui.results.versions import Doubt, Earlier

UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
Token = tuple[str, ...]
Score = tuple[bool, ...]
_REPLACED: Final = (CHANGED - {"appended"}) | VOID  # says of a result that it takes the place of what stood before
_LONG: Final = 5  # a shorter identifier of a result may be its number in the message
_BLOOD_PREFIX: Final = re.compile(r"[afkv]?[psb]-(?=.)")  # what NLK's names of examinations of blood begin with: «P-Kalium»
_BETWEEN_WORDS: Final = re.compile(r"[^0-9a-z]+")
_HELD: Final = 4  # letters and digits from which a code that is found within an identifier is no accident


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Exam(Redacted):
    """What was examined, for comparing: its national codes, all codes (system and code), and the laboratory's name for it.

    ``bare``: the name without the system of NLK where that is blood: «Kalium» may be «P-Kalium», but not «U-Kalium». ``tokens``:
    of two examinations that are the same at least one is common.
    """

    national: frozenset[str]
    codes: frozenset[tuple[str, str]]
    name: str
    bare: str
    tokens: tuple[Token, ...]

    def same(self, other: Exam) -> bool:
        """Whether both are the same examination of one laboratory, beyond doubt.

        A national code decides. Local codes are also used for the unspecified («DIV», «KVANT»), so there the name must agree.
        """
        if self.national and other.national:
            return bool(self.national & other.national)
        called = self.name == other.name or self.bare == other.name or self.name == other.bare
        if self.codes and other.codes:
            return bool(self.codes & other.codes) and (called or not self.name or not other.name)
        return called and bool(self.name)


def exam_of(concept: CodeableConcept) -> Exam:
    displays = (each.display for each in concept.codings)
    name = " ".join((concept.text or next(filter(None, displays), "")).split()).casefold()
    bare = _BLOOD_PREFIX.sub("", name)
    national = series.national_codes(concept)
    codes = frozenset((each.system, each.code) for each in concept.codings if each.code)
    tokens = (*(("nlk", each) for each in national), *(("code", *each) for each in sorted(codes)), ("name", bare))
    return Exam(national=frozenset(national), codes=codes, name=name, bare=bare, tokens=tokens)


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ComparedResult(Redacted):
    """One result as it is compared, and what becomes of it.

    ``own``: its value in words; ``whole``: the same with its members, for comparing. ``item``: its identifier in the report, ""
    where that proves nothing. ``added``: so it is no other time of another. ``whose``: the number that it, or what it hangs
    under, is registered on where that is not its report's; None: as the report. ``above``: tokens of its parents.

    ``heir``: the next newer result in its place; ``moved``: the newest on another number, which takes no place (invariant 4);
    ``original``: of a repeat. ``by``: the report that withdrew it; ``lost``: the one that withdrew it on another number.
    ``goes``: what was tested on an organism goes with that (True), or is called otherwise since (False).
    """

    report: Report
    finding: Finding
    parent: ComparedResult | None
    exam: Exam
    span: Span | None
    own: str
    item: str
    material: str
    accession: str
    void: bool
    whose: str | None
    above: tuple[Token, ...]
    whole: int = 0
    members: list[ComparedResult] = field(default_factory=list)
    heir: ComparedResult | None = None
    moved: ComparedResult | None = None
    original: ComparedResult | None = None
    by: Report | None = None
    lost: Report | None = None
    goes: bool | None = None
    again: bool = False
    old: bool = False
    earlier: Earlier | None = None
    doubts: dict[Doubt, None] = field(default_factory=dict)

    @property
    def observation(self) -> Observation:
        return self.finding.observation

    @property
    def when(self) -> tuple[datetime, datetime] | None:
        return (self.span.earliest, self.span.latest) if self.span is not None else None

    @property
    def pending(self) -> bool:
        return self.observation.status in PENDING or self.report.status in PENDING

    @property
    def added(self) -> bool:
        own = self.observation.status
        return own == "appended" or (self.report.status == "appended" and own not in _REPLACED)

    @property
    def in_words(self) -> bool:
        return isinstance(self.observation.value, (CodeableConcept, str))

    @property
    def changed(self) -> bool:
        """Whether it says itself that it took the place of something."""
        return self.void or self.observation.status in _REPLACED

    @property
    def gone(self) -> Report | None:
        """By which report it does not stand in the end."""
        return self.by or self.lost or (self.report if self.void else None)

    def takes_place_of(self, older: ComparedResult) -> bool:
        """Whether it says something instead: that there is no value yet takes nothing away."""
        of = self.observation
        missing = of.data_absent_reason is not None and not self.pending
        return self.changed or of.value is not None or missing or older.observation.value is None

    def may_be_same_specimen(self, other: ComparedResult) -> bool:
        """Whether nothing says that they are two specimens."""
        if self.material and other.material and self.material != other.material:
            return False
        return not (self.accession and other.accession) or self.accession == other.accession

    def end(self) -> ComparedResult:
        """What stands for it in the end. No chain is a ring: a repeat follows only what does not end in itself."""
        last = self
        while (following := last.heir or last.original) is not None:
            last = following
        return last


def read_results(report: Report, common: frozenset[str]) -> Generator[None, None, list[ComparedResult]]:
    """Every result of a report, parents before their members. ``common``: identifiers that several results have."""
    found: list[ComparedResult] = []
    stack: list[tuple[Finding, ComparedResult | None]] = [(each, None) for each in reversed(report.findings)]
    while stack:
        finding, parent = stack.pop()
        of = finding.observation
        exam = exam_of(of.code)
        placed = Placed(observation=of, report=report, parents=(parent.observation,) if parent is not None else ())
        item = _item(of)
        here = ComparedResult(
            report=report,
            finding=finding,
            parent=parent,
            exam=exam,
            span=dating.span(placed),
            own=value_text(of.value, "en").whole,
            item="" if item in common or _is_made_of(item, exam) else item,
            material=material_name(placed).casefold(),
            accession=of.specimen.accession.strip() if of.specimen is not None else "",
            void=of.status in VOID or (parent.void if parent is not None else report.status in VOID),
            whose=_whose(of, report, parent.whose if parent is not None else None),
            above=(*parent.above, parent.exam.tokens[0]) if parent is not None else (),
        )
        found.append(here)
        if parent is not None:
            parent.members.append(here)
        stack += ((each, here) for each in reversed(finding.members))
        yield
    for each in reversed(found):  # members before their parents
        each.whole = hash((each.own, *((one.exam.name, one.whole) for one in each.members)))
    return found


def _whose(of: Observation, report: Report, above: str | None) -> str | None:
    """A result on another number than its report is no version of one that is on the report's (invariant 4)."""
    if of.subject is None:
        return None if of.own else above
    number = of.subject.identifier.value if of.subject.identifier is not None else ""
    return None if number and number == subject(report) else number


def _item(observation: Observation) -> str:
    items = [one.value.strip() for one in observation.identifiers if one.value.strip()]
    return items[0] if len(items) == 1 and len(items[0]) >= _LONG else ""


def _is_made_of(item: str, of: Exam) -> bool:
    """Whether an identifier holds the code of its examination: with a running number it is the same in every sample."""
    plain = item.casefold()
    parts = _BETWEEN_WORDS.split(plain)
    codes = (code.casefold() for _, code in of.codes)
    return any(code in parts or (len(code) >= _HELD and not code.isdigit() and code in plain) for code in codes)


def common_items(reports: Iterable[Report]) -> Generator[None, None, frozenset[str]]:
    """Identifiers of results that several have: in one report, or in reports of several numbers. Repeats aside."""
    homes: dict[str, object] = {}
    common: set[str] = set()
    for report in reports:
        seen: set[str] = set()
        for finding in each_finding(report.findings):
            yield
            item = _item(finding.observation)
            if not item or finding.observation.history:
                continue
            number = report_id(report) or id(report)
            if item in seen or homes.setdefault(item, number) != number:
                common.add(item)
            seen.add(item)
    return frozenset(common)


def pairs(
    older: list[ComparedResult], newer: list[ComparedResult]
) -> Generator[None, None, list[tuple[ComparedResult, ComparedResult]]]:
    """(older, newer) for all that are the same, parents before their members; each at most once. In doubt none is."""
    moved = yield from _moved_times(older, newer)
    found: list[tuple[ComparedResult, ComparedResult]] = []
    levels = [([each for each in older if each.parent is None], [each for each in newer if each.parent is None])]
    while levels:
        here, there = levels.pop()
        for one, other in (yield from _level(here, there, moved)):
            found.append((one, other))
            if one.members and other.members:
                levels.append((one.members, other.members))
    return found


def _moved_times(older: list[ComparedResult], newer: list[ComparedResult]) -> Generator[None, None, set[tuple[object, object]]]:
    """Times of sampling that the newer version corrected, as results with an identifier show; for those without."""
    kept = {each.when for each in newer}
    items: dict[str, list[ComparedResult]] = {}
    for each in older:
        if each.item:
            items.setdefault(each.item, []).append(each)
    yield
    moved: set[tuple[object, object]] = set()
    for each in newer:
        for before in items.get(each.item, ()) if each.item and each.when and not each.added else ():
            same = before.exam.same(each.exam) and before.whose == each.whose and before.may_be_same_specimen(each)
            if before.when and before.when not in kept and same and not _other_words(before, each):
                moved.add((before.when, each.when))
    yield
    return moved if len({was for was, _ in moved}) == len(moved) else set()


def _level(
    older: Sequence[ComparedResult], newer: Sequence[ComparedResult], moved: set[tuple[object, object]]
) -> Generator[None, None, list[tuple[ComparedResult, ComparedResult]]]:
    """Pair off those that fit each other best and nobody else as well, the best first."""
    index: dict[Token, list[int]] = {}
    for place, each in enumerate(newer):
        for token in each.exam.tokens:
            index.setdefault(token, []).append(place)
    scored: dict[Score, list[tuple[int, int]]] = {}
    for place, one in enumerate(older):
        for candidate in dict.fromkeys(spot for token in one.exam.tokens for spot in index.get(token, ())):
            yield
            score = _score(one, newer[candidate], moved)
            if score is not None:
                scored.setdefault(score, []).append((place, candidate))
    partner: dict[int, int] = {}
    ours, theirs = set[int](), set[int]()  # paired
    stuck = set[int](), set[int]()  # in doubt
    for score in sorted(scored, reverse=True):
        here = [(place, spot) for place, spot in scored[score] if place not in ours and spot not in theirs]
        yield
        free = [pair for pair in here if pair[0] not in stuck[0] and pair[1] not in stuck[1]]
        sure = score[2] and score[3]  # the same words at the same time: which is no question
        many = Counter(place for place, _ in here), Counter(spot for _, spot in here)
        for place, spot in free:
            if place not in ours and spot not in theirs and (sure or (many[0][place] == 1 and many[1][spot] == 1)):
                partner[place] = spot
                ours.add(place)
                theirs.add(spot)
        for place, spot in here:
            if place not in ours and spot not in theirs:
                stuck[0].add(place)
                stuck[1].add(spot)
    return [(older[place], newer[partner[place]]) for place in sorted(partner)]


def _other_words(one: ComparedResult, other: ComparedResult) -> bool:
    """Whether both are words that differ, and nobody says that the one takes the place of the other."""
    words = one.in_words and other.in_words and one.own != other.own
    return words and not one.pending and not other.changed


def _score(one: ComparedResult, other: ComparedResult, moved: set[tuple[object, object]]) -> Score | None:
    """How well they fit, None where they do not; number, identifier, time, all words, own words, specimen, standing."""
    if not one.exam.same(other.exam) or not one.may_be_same_specimen(other):
        return None
    item = bool(one.item) and one.item == other.item
    time = one.when == other.when or (one.when, other.when) in moved  # or both without
    said = one.own == other.own
    two_times = one.span is not None and other.span is not None and (one.span.before(other.span) or other.span.before(one.span))
    apart = two_times and not time
    if apart and (not item or other.added):
        return None
    if not said and (apart or not item) and _other_words(one, other):
        return None
    specimen = bool(one.accession) and one.accession == other.accession
    return one.whose == other.whose, item, time, one.whole == other.whole, said, specimen, not other.void


def report_id(report: Report) -> str:
    """The laboratory's identifier of a report, the same in every version of it, or ""; a UUID in small letters."""
    kept = (each.value for each in report.identifiers if each.system.rsplit("/", 1)[-1].rsplit(":", 1)[-1] == "ServReportId")
    number = next(filter(None, map(str.strip, kept)), "")
    return number.lower() if UUID.fullmatch(number) else number


def subject(report: Report) -> str:
    """The number it is registered on, or ""."""
    of = report.subject
    return of.identifier.value if of is not None and of.identifier is not None else ""
