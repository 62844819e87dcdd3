"""Which result of a newer version is the same as which of an older one. Where that is in doubt, none is.

The same are two results of the same examination under parents that are the same, whose times and specimens do not contradict
each other. One on the same number goes before one on another, which takes no place (invariant 4). Among several the equal times,
then the equal words decide, and only where exactly one fits. The laboratory's own identifier of a result goes before its time,
since a time may be corrected, but not where the newer was added, and never before the number or the material of a specimen. Words
are special: a second organism is sent under the code of the first. Other words take the place of words only where the newer says
that it was changed, or the older was not final.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import dating, series, text
from provesvar_gui.results.laboratories import identity, material_name, organisations, plain_system
from provesvar_gui.results.model import CodeableConcept, Observation, Veiled
from provesvar_gui.results.placed import CHANGED, PENDING, VOID, Placed
from provesvar_gui.results.value_text import value_text

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence
    from datetime import datetime

    from provesvar_gui.results.dating import Span
    from provesvar_gui.results.model import Finding, Report, Specimen


Score = tuple[bool, ...]


def pairs(older: Walked, newer: Walked) -> Generator[None, None, list[tuple[Said, Said]]]:
    """(older, newer) for all that are the same, parents before their members; each at most once. Gives way."""
    yield
    if older.tokens.isdisjoint(newer.tokens):
        return []
    moved = yield from _moved(older, newer)
    found: list[tuple[Said, Said]] = []
    levels: list[tuple[Sequence[Said], Sequence[Said]]] = [(older.top, newer.top)]
    while levels:
        here, there = levels.pop()
        for one, other in (yield from _level(here, there, moved)):
            found.append((one, other))
            if one.members and other.members:
                levels.append((one.members, other.members))
        yield
    return found


def takes_place(older: Said, newer: Said) -> bool:
    """Whether the newer says something instead: an empty result that is not cancelled takes nothing away."""
    return newer.says or older.observation.value is None


def same_time(one: Span | None, other: Span | None) -> bool:
    """Whether both are the same moment, or the same period or day."""
    return one is not None and other is not None and (one.earliest, one.latest) == (other.earliest, other.latest)


def may_be_same_time(one: Span | None, other: Span | None) -> bool:
    """Whether nothing says that they are two times."""
    return one is None or other is None or not (one.before(other) or other.before(one))


def may_be_same_specimen(one: Said, other: Said) -> bool:
    """Whether nothing says that they are two specimens."""
    if one.material and other.material and one.material != other.material:
        return False
    return not (one.accession and other.accession) or one.accession == other.accession


def _moved(older: Walked, newer: Walked) -> Generator[None, None, set[tuple[object, object]]]:
    """Times of sampling that the newer version corrected, as results with an identifier show; for those without."""
    moved: set[tuple[object, object]] = set()
    kept = {_moment(each.span) for each in newer.all}
    items: dict[str, list[Said]] = {}
    for each in older.all:
        if each.item:
            items.setdefault(each.item, []).append(each)
    yield
    for each in newer.all:
        for before in items.get(each.item, ()) if each.item else ():
            was, became = _moment(before.span), _moment(each.span)
            proved = (
                not each.added
                and each.whose == before.whose
                and may_be_same_specimen(before, each)
                and not _other_words(before, each)
            )
            if was is not None and became is not None and was not in kept and proved and before.exam.same(each.exam):
                moved.add((was, became))
    yield
    return moved if len({was for was, _ in moved}) == len(moved) else set()


def _moment(span: Span | None) -> object:
    return (span.earliest, span.latest) if span is not None else None


def _level(
    older: Sequence[Said], newer: Sequence[Said], moved: set[tuple[object, object]]
) -> Generator[None, None, list[tuple[Said, Said]]]:
    """Pair off those whose best is the other and nobody else."""
    index: dict[Token, list[int]] = {}
    for place, each in enumerate(newer):
        for token in each.exam.tokens:
            index.setdefault(token, []).append(place)
    fits: list[dict[int, Score]] = []
    wanted: list[dict[int, Score]] = [{} for _ in newer]
    for place, one in enumerate(older):
        mine: dict[int, Score] = {}
        for candidate in dict.fromkeys(spot for token in one.exam.tokens for spot in index.get(token, ())):
            yield
            score = _score(one, newer[candidate], moved)
            if score is not None:
                mine[candidate] = wanted[candidate][place] = score
        fits.append(mine)
    found: dict[int, int] = {}
    going = [place for place, mine in enumerate(fits) if mine]
    while going:
        left: list[int] = []
        for place in going:
            yield
            partner = _partner(place, fits[place], wanted)
            if partner is None:
                left.append(place)
                continue
            found[place] = partner
            for other in wanted[partner]:
                if other != place:
                    fits[other].pop(partner, None)
            for other in fits[place]:
                if other != partner:
                    wanted[other].pop(place, None)
            fits[place], wanted[partner] = {}, {}
        if len(left) == len(going):
            break
        going = [place for place in left if fits[place]]
    return [(older[place], newer[found[place]]) for place in sorted(found)]


def _partner(place: int, mine: dict[int, Score], wanted: list[dict[int, Score]]) -> int | None:
    """The one that fits best, where this fits that one best too; any of them where all say exactly the same."""
    if not mine:
        return None
    best = max(mine.values())
    equal = [spot for spot, score in mine.items() if score == best]
    chosen = equal[0]
    rivals = [spot for spot, score in wanted[chosen].items() if score >= best]
    if best[3] and best[2] and max(wanted[chosen].values()) == best:  # the same words at the same time: which is no question
        return chosen
    return chosen if len(equal) == 1 and rivals == [place] else None


def _other_words(one: Said, other: Said) -> bool:
    """Whether both are words that differ, and nobody says that the one takes the place of the other."""
    words = one.in_words and other.in_words and one.own != other.own
    return words and not one.pending and not other.changed


def _score(one: Said, other: Said, moved: set[tuple[object, object]]) -> Score | None:
    """How well they fit, None where they do not; number, identifier, time, all words, own words, specimen, standing."""
    if not one.exam.same(other.exam):
        return None
    item = bool(one.item) and one.item == other.item
    times = _moment(one.span), _moment(other.span)
    time = times[0] == times[1] or times in moved  # or both without
    said = one.own == other.own
    apart = not time and not may_be_same_time(one.span, other.span)
    if (apart and (not item or other.added)) or not may_be_same_specimen(one, other):
        return None
    if not said and (apart or not item) and _other_words(one, other):
        return None
    specimen = bool(one.accession) and one.accession == other.accession
    return one.whose == other.whose, item, time, one.whole == other.whole, said, specimen, not other.void


Token = tuple[str, ...]
REPLACED: Final = (CHANGED - {"appended"}) | VOID  # says of a result that it takes the place of what stood before
_LONG: Final = 5  # a shorter identifier of a result may be its number in the message
_SYSTEM: Final = re.compile(r"[afkv]?[psb]-(?=.)")  # what NLK's names of examinations of blood begin with: «P-Kalium», «vB-…»
_APART: Final = re.compile(r"[^0-9a-z]+")
_HELD: Final = 4  # letters and digits from which a code that is found within an identifier is no accident
_OWN: Final = frozenset(
    {"id", "identifiers", "specimen", "related", "subject", "own"}
)  # differ though nothing was said otherwise
_CONTENT: Final = tuple(each.name for each in fields(Observation) if each.name not in _OWN)
_REPORT: Final = (
    "code", "status", "category", "effective", "effective_period", "issued", "report_date", "approval_date", "comments",
    "clinical_information", "performers", "missing_results", "conclusion", "extras",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Exam(Veiled):
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
        if self.codes and other.codes:
            return bool(self.codes & other.codes) and (not self.name or not other.name or self._called(other))
        return bool(self.name) and self._called(other)

    def _called(self, other: Exam) -> bool:
        """«Kalium» and «P-Kalium» are one, «P-Kalium» and «U-Kalium» are two."""
        one, two = self.name, other.name
        return one == two or self.bare == two or one == other.bare


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Said(Veiled):
    """One result. ``own``: its value in words; ``whole``: with those of its members. ``void``: cancelled, or under what was.

    ``item``: its identifier in the report, "" where that proves nothing. ``added``: so it is no other time of another.
    ``whose``: the number that it, or what it hangs under, is registered on where that is not its report's; None: as the report.
    """

    finding: Finding
    exam: Exam
    span: Span | None
    own: str
    whole: str
    item: str
    material: str
    accession: str
    void: bool
    pending: bool
    added: bool = False
    whose: str | None = None
    members: tuple[Said, ...] = ()

    @property
    def observation(self) -> Observation:
        return self.finding.observation

    @property
    def says(self) -> bool:
        """Whether it says anything that may take the place of a value: that there is none yet does not."""
        of = self.observation
        missing = of.data_absent_reason is not None and not self.pending
        return self.void or of.value is not None or missing or of.status in REPLACED

    @property
    def in_words(self) -> bool:
        """Whether its value is words."""
        return isinstance(self.observation.value, (CodeableConcept, str))

    @property
    def changed(self) -> bool:
        """Whether it says itself that it took the place of something."""
        return self.void or self.observation.status in REPLACED


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Walked(Veiled):
    """``all``: every result in order, parents before their members; ``top``: those without a parent.

    ``above``: the tokens of the parents, by the identity of the observation. ``tokens``: those of all examinations at the top.
    """

    all: tuple[Said, ...]
    top: tuple[Said, ...]
    above: dict[int, tuple[Token, ...]]
    tokens: frozenset[Token]


@dataclass(slots=True)
class _Open:
    finding: Finding
    parent: _Open | None
    void: bool
    above: tuple[Token, ...]
    exam: Exam
    whose: str | None
    made: list[Said] = field(default_factory=list)


def walk(report: Report, common: frozenset[str] = frozenset()) -> Generator[None, None, Walked]:
    """Look once through the results; gives way. ``common``: identifiers that several results have (``common_items``)."""
    order: list[_Open] = []
    stack: list[tuple[Finding, _Open | None]] = [(each, None) for each in reversed(report.findings)]
    while stack:
        finding, parent = stack.pop()
        gone = finding.observation.status in VOID or (parent.void if parent is not None else report.status in VOID)
        above = (*parent.above, parent.exam.tokens[0]) if parent is not None else ()
        mine = _whose(finding.observation, report, parent.whose if parent is not None else None)
        here = _Open(finding=finding, parent=parent, void=gone, above=above, exam=exam(finding.observation.code), whose=mine)
        order.append(here)
        stack += ((each, here) for each in reversed(finding.members))
        yield
    made: list[Said] = []
    top: list[Said] = []
    for each in reversed(order):  # members before their parents
        said = _said(each, report, common)
        made.append(said)
        (each.parent.made if each.parent is not None else top).append(said)
        yield
    above_of = {id(each.finding.observation): each.above for each in order}
    tokens = frozenset(token for each in top for token in each.exam.tokens)
    return Walked(all=tuple(reversed(made)), top=tuple(reversed(top)), above=above_of, tokens=tokens)


def _said(each: _Open, report: Report, common: frozenset[str]) -> Said:
    of = each.finding.observation
    members = tuple(reversed(each.made))
    own = value_text(of.value, "en").whole
    parents = (each.parent.finding.observation,) if each.parent is not None else ()
    placed = Placed(observation=of, report=report, parents=parents)
    item = _item(of)
    return Said(
        finding=each.finding,
        exam=each.exam,
        span=dating.span(placed),
        own=own,
        whole="\n".join((own, *(f"{one.exam.name}\t{one.whole}" for one in members))) if members else own,
        item="" if item in common or _is_made_of(item, each.exam) else item,
        material=material_name(placed).casefold(),
        accession=of.specimen.accession.strip() if of.specimen is not None else "",
        void=each.void,
        pending=of.status in PENDING or report.status in PENDING,
        added=of.status == "appended" or (report.status == "appended" and of.status not in REPLACED),
        whose=each.whose,
        members=members,
    )


def _whose(of: Observation, report: Report, above: str | None) -> str | None:
    """A result on another number than its report is no version of one that is on the report's (invariant 4)."""
    if of.subject is None:
        return None if of.own else above
    number = of.subject.identifier.value if of.subject.identifier is not None else ""
    home = report.subject.identifier if report.subject is not None else None
    return None if home is not None and home.value == number else number


def _item(observation: Observation) -> str:
    items = [one.value.strip() for one in observation.identifiers if one.value.strip()]
    return items[0] if len(items) == 1 and len(items[0]) >= _LONG else ""


def _is_made_of(item: str, of: Exam) -> bool:
    """Whether an identifier holds the code of its examination: with a running number it is the same in every sample."""
    plain = item.casefold()
    parts = _APART.split(plain)
    codes = (code.casefold() for _, code in of.codes)
    return any(code in parts or (len(code) >= _HELD and not code.isdigit() and code in plain) for code in codes)


def common_items(reports: Iterable[tuple[str, Report]]) -> Generator[None, None, frozenset[str]]:
    """Identifiers of results that several have: in one report, or in reports of several numbers. Repeats aside; gives way.

    ``reports``: each with its number, the same in all of its versions.
    """
    homes: dict[str, str] = {}
    common: set[str] = set()
    for number, report in reports:
        seen: set[str] = set()
        stack: list[Finding] = list(report.findings)
        while stack:
            finding = stack.pop()
            stack += finding.members
            yield
            item = _item(finding.observation)
            if not item or finding.observation.history:
                continue
            if item in seen or homes.setdefault(item, number) != number:
                common.add(item)
            seen.add(item)
    return frozenset(common)


def exam(concept: CodeableConcept) -> Exam:
    """What makes an examination known again."""
    displays = (each.display for each in concept.codings)
    name = " ".join((concept.text or next(filter(None, displays), "")).split()).casefold()
    bare = _SYSTEM.sub("", name)
    national = series.national_codes(concept)
    codes = frozenset((each.system, each.code) for each in concept.codings if each.code)
    tokens = (*(("nlk", each) for each in national), *(("code", *each) for each in sorted(codes)), ("name", bare))
    return Exam(national=frozenset(national), codes=codes, name=name, bare=bare, tokens=tokens)


def has_repeats(report: Report) -> Generator[None, None, bool]:
    """Whether any result was sent before (``nilar-history``); gives way."""
    stack: list[Finding] = list(report.findings)
    while stack:
        finding = stack.pop()
        if finding.observation.history:
            return True
        stack += finding.members
        yield
    return False


def same_content(one: Report, mine: Walked, other: Report, its: Walked) -> Generator[None, None, bool]:
    """Whether two reports say the same in every word; ids, message numbers and references aside. Gives way."""
    if any(getattr(one, name) != getattr(other, name) for name in _REPORT) or len(mine.all) != len(its.all):
        return False
    if tuple(map(_bare, one.specimens)) != tuple(map(_bare, other.specimens)):
        return False
    for here, there in zip(mine.all, its.all, strict=True):
        yield
        same_place = mine.above[id(here.observation)] == its.above[id(there.observation)] and here.whose == there.whose
        if not same_place or len(here.members) != len(there.members) or here.finding.missing != there.finding.missing:
            return False
        said, told = here.observation, there.observation
        if any(getattr(said, name) != getattr(told, name) for name in _CONTENT) or _bare(said.specimen) != _bare(told.specimen):
            return False
    return True


def _bare(specimen: Specimen | None) -> Specimen | None:
    return replace(specimen, id="") if specimen is not None else None


_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_NEAR: Final = timedelta(days=2)  # between the first samples of two versions, where none is common to both
_VERSION_REPORTS_LONG: Final = timedelta(days=183)  # between the issues of two versions, where one has no time of sampling
_AREAS: Final = "8202"


def laboratories(report: Report) -> frozenset[frozenset[str]]:
    """Who answers for a report, for comparing: of each organisation all identifiers, else its name; empty where none is named."""
    found = set()
    for who in organisations(report.performers):
        numbers = {f"{plain_system(each.system)}|{each.value.strip()}" for each in who.organisation_ids if each.value.strip()}
        found.add(frozenset(numbers or {identity(who)}))
    return frozenset(found)


def may_be_same_laboratory(one: Report, other: Report) -> bool:
    """Whether nothing says that they are of two: one names none, or an organisation of the one is called as one of its."""
    mine, its = organisations(one.performers), organisations(other.performers)
    if not mine or not its or same_laboratory(one, other):
        return True
    names = [{" ".join(who.organisation.split()).casefold() for who in some} - {""} for some in (mine, its)]
    unnumbered = any(not who.organisation_ids for who in (*mine, *its))
    return unnumbered and bool(names[0] & names[1])


def same_laboratory(one: Report, other: Report) -> bool:
    """Whether every organisation that the one names is named by the other: a requester in common is not enough."""
    few, many = sorted((laboratories(one), laboratories(other)), key=len)
    return bool(few) == bool(many) and all(any(mine & its for its in many) for mine in few)


def report_id(report: Report) -> str:
    """The laboratory's identifier of a report, the same in every version of it, or ""; a UUID in small letters."""
    kept = (each.value for each in report.identifiers if each.system.rsplit("/", 1)[-1].rsplit(":", 1)[-1] == "ServReportId")
    number = next(filter(None, map(str.strip, kept)), "")
    return number.lower() if _UUID.fullmatch(number) else number


def subject(report: Report) -> str:
    """The number it is registered on, or ""."""
    of = report.subject
    return of.identifier.value if of is not None and of.identifier is not None else ""


def may_be_same_subject(one: Report, other: Report) -> bool:
    """Whether nothing says that they are about two persons."""
    return not (subject(one) and subject(other)) or subject(one) == subject(other)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Series(Veiled):
    """``alone``: they have no versions. ``ordered``: versions of one report, newest first. ``clusters``: with the undated.

    Where two have the same time of issue, or one has a day only, ``newer`` says that their order is not known.
    """

    alone: list[Report]
    ordered: list[list[Report]]
    clusters: list[list[Report]]


def series_of(reports: list[Report]) -> Generator[None, None, Series]:
    """Put them in order; gives way."""
    alone: list[Report] = []
    by_number: dict[tuple[str, str], list[Report]] = {}
    for report in reports:
        number = report_id(report)
        unique = _UUID.fullmatch(number) is not None
        if number and (laboratories(report) or unique):
            by_number.setdefault((number, "" if unique else subject(report)), []).append(report)
        else:
            alone.append(report)
    found: list[list[Report]] = []
    clusters: list[list[Report]] = []
    for (number, _), every in by_number.items():
        yield
        for each in (yield from _clusters(every, unique=_UUID.fullmatch(number) is not None)):
            clusters.append(each)
            dated = [(issued, report) for report in each if (issued := dating.span_of(report.issued)) is not None]
            alone += [report for report in each if dating.span_of(report.issued) is None]
            found.append([report for _, report in sorted(dated, key=lambda one: one[0].earliest, reverse=True)])
    return Series(alone=alone, ordered=found, clusters=clusters)


def _clusters(reports: list[Report], *, unique: bool) -> Generator[None, None, list[list[Report]]]:
    """Laboratories use a number again; in doubt two reports are two."""
    if len(reports) == 1:
        return [reports]
    facts: dict[int, _Facts] = {}
    for report in reports:
        facts[id(report)] = yield from _facts(report)
    clusters: list[list[tuple[Report, _Facts]]] = []
    for report in reports:
        yield
        one = (report, facts[id(report)])
        mine, others = [one], []
        for each in clusters:
            if any(_same(one, other, unique=unique) for other in each) and not (
                unique and any(_contradict(report, other) for other, _ in each)
            ):
                mine = [*each, *mine]
            else:
                others.append(each)
        clusters = [*others, mine]
    return [[report for report, _ in each] for each in clusters]


def _same(one: tuple[Report, _Facts], other: tuple[Report, _Facts], *, unique: bool) -> bool:
    if unique:
        return not _contradict(one[0], other[0])
    return same_laboratory(one[0], other[0]) and _alike(one, other)


def _contradict(one: Report, other: Report) -> bool:
    return not (may_be_same_subject(one, other) and may_be_same_laboratory(one, other))


def may_be_versions(one: Report, other: Report) -> Generator[None, None, bool]:
    """Whether two of one number may be versions, though it is not told who sent the one; gives way.

    With a UUID another laboratory is no more than a doubt.
    """
    if not may_be_same_subject(one, other):
        return False
    if _UUID.fullmatch(report_id(one)):
        return True
    if not may_be_same_laboratory(one, other):
        return False
    return _alike((one, (yield from _facts(one))), (other, (yield from _facts(other))))


def _alike(one: tuple[Report, _Facts], other: tuple[Report, _Facts]) -> bool:
    """Whether the kind and the sampling are the same, since numbers are used again."""
    if not _same_kind(one[0].category, other[0].category) or not _same_time(one, other):
        return False
    return _same_kind(one[0].code, other[0].code) or _same_results(one, other)


def _same_kind(one: CodeableConcept | None, other: CodeableConcept | None) -> bool:
    """Whether nothing says that these are two kinds of report."""
    if one is None or other is None:
        return True
    areas = one.code_in(_AREAS), other.code_in(_AREAS)
    names = tuple(text.name(each).strip().casefold() for each in (one, other))
    said = areas if all(areas) else names
    return not all(said) or said[0] == said[1]


def _same_results(one: tuple[Report, _Facts], other: tuple[Report, _Facts]) -> bool:
    """Whether any examination is in both, sampled at the same time; where only the words for the kind of report differ."""
    coded = one[0].code.code_in(_AREAS) and other[0].code.code_in(_AREAS)
    return not coded and not one[1].results.isdisjoint(other[1].results)


def _same_time(one: tuple[Report, _Facts], other: tuple[Report, _Facts]) -> bool:
    mine, its = one[1].times, other[1].times
    first = dating.span_of(one[0].report_date), dating.span_of(other[0].report_date)
    if first[0] is not None and first[0].clock and same_time(*first):
        return True
    if mine and its:
        moments = {(each.earliest, each.latest) for each in its}
        if any((each.earliest, each.latest) in moments for each in mine):
            return True
        begins = min(mine, key=lambda span: span.earliest), min(its, key=lambda span: span.earliest)
        return may_be_same_time(*begins) or abs(begins[0].earliest - begins[1].earliest) <= _NEAR
    issued = tuple(each[0].issued.when if each[0].issued is not None else None for each in (one, other))
    return issued[0] is None or issued[1] is None or abs(issued[0] - issued[1]) <= _VERSION_REPORTS_LONG


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Facts(Veiled):
    """``times``: every time of sampling that a report tells. ``results``: what was examined and when."""

    times: list[Span]
    results: set[tuple[Token, datetime, datetime]]


def _facts(report: Report) -> Generator[None, None, _Facts]:
    period = report.effective_period
    whole = dating.span_of(report.effective or (period.start or period.end if period is not None else None))
    times = [whole] if whole is not None else []
    results: set[tuple[Token, datetime, datetime]] = set()
    stack: list[Finding] = list(report.findings)
    while stack:
        finding = stack.pop()
        specimen = finding.observation.specimen
        span = dating.span_of(finding.observation.effective or (specimen.collected if specimen is not None else None))
        if span is not None:
            times.append(span)
            of = exam(finding.observation.code)
            results.update((token, span.earliest, span.latest) for token in of.tokens if token[-1])
        stack += finding.members
        yield
    return _Facts(times=times, results=results)


def newer(one: Report, other: Report) -> bool:
    """Whether ``one`` was certainly issued after ``other``."""
    mine, its = dating.span_of(one.issued), dating.span_of(other.issued)
    return mine is not None and its is not None and its.before(mine)
