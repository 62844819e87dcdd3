"""The results of a report in a form that can be compared with those of another version of it (how: ``version_pairs``)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain import dating, series
from provesvar_gui.domain.laboratories import material_name
from provesvar_gui.domain.placed import CHANGED, PENDING, VOID, Placed
from provesvar_gui.domain.results import CodeableConcept, Observation, Veiled
from provesvar_gui.domain.value_text import value_text

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from provesvar_gui.domain.dating import Span
    from provesvar_gui.domain.results import Finding, Report, Specimen

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
        """The result itself."""
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
