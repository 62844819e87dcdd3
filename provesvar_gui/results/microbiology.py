"""Microbiology: the samples with all findings of each, and the susceptibilities of all that grew.

Every observation of a microbiology report is in exactly one sample. A culture stands by itself (two bottles are two); results
that are no trees (PCR, serology) share the sample of their report and specimen. What fits is in the matrix of an isolate
(susceptibility.py); a sample keeps its trees whole, so that nothing is lost.

What is microbiology: a report or result that says so (8202 MBIO, or in words), a tree with a susceptibility in it, and a result
that is called a culture or a search for resistant bacteria, or answered from list 8340, where nothing says that it is of another
discipline. A species alone (SNOMED) makes none: other disciplines name species too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import latest_results, placed, susceptibility, text
from provesvar_gui.results.model import CodeableConcept, Redacted, sort_time
from provesvar_gui.results.placed import PENDING, VOID, Placed, each_finding, each_observation
from provesvar_gui.results.versions import Versions, is_newer

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from datetime import datetime

    from provesvar_gui.results.model import Finding, LookupResult, Moment, Observation, Report, Specimen, Value
    from provesvar_gui.results.placed import Doubt
    from provesvar_gui.results.susceptibility import Isolate


Trees = tuple["Finding", ...]
PlacedById = dict[int, Placed]  # of the results of one report, by their identities

_NO_VERSIONS: Final = Versions()
_AREAS: Final = "8202"
_ANSWERS: Final = "8340"  # results of microbiology in words (pps/README.md §6)
_MICROBIOLOGY: Final = "MBIO"
_WORDS: Final = ("mikrobiolog", "bakteriolog", "virolog")
_NAMES: Final = re.compile(  # of an examination that is microbiology and nothing else
    r"(?<!celle)(?<!vevs)(?:dyrkning|dyrking)(?! av (?:fibroblast|celle|vev))|blodkultur|urinkultur|bakteriologi|"
    r"\b(?:mrsa|esbl|vre)\b|resistensbestem",
    re.IGNORECASE,
)
_AMOUNT: Final = re.compile(r"mengde|antall|kvantitet|kimtall|amount", re.IGNORECASE)
_OPEN: Final = frozenset({"", "LAB", "CLIN", "AN"})  # areas of 8202 under which laboratories send cultures too
_CARRIED: Final = re.compile(r"\b(?:ESBL|MRSA|VRE)\b", re.IGNORECASE)
_IS_FOUND: Final = re.compile(r"\W*(?:påvist|positiv|pos\b|detected)", re.IGNORECASE)
_NOT_FOUND: Final = re.compile(r"\b(?:ikk?j?e|ingen|negativ|neg|no|not|uten)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Culture(Redacted):
    """A sample with its findings.

    ``report`` is None where it did not come. ``findings``: the trees of this sample, whole. ``when``: sampled.

    ``apart``: registered on another kind of identifier. ``void``: nothing of it stands. ``pending``: it, or a part that stands,
    is not final. ``superseded``: all of it is in a newer version of its report (results/versions.py). ``placed_by_id``: the
    results of its report. ``replaced``: organisms of it, each with what a newer version says instead; ``earlier_values``:
    organisms, each with what stood in an older version.
    """

    report: Report | None
    specimen: Specimen | None
    findings: Trees
    placed_by_id: PlacedById = field(default_factory=dict)
    isolates: tuple[Isolate, ...] = ()
    when: Moment | None = None
    apart: bool = False
    void: bool = False
    pending: bool = False
    superseded: bool = False
    partly_superseded: bool = False
    replaced: tuple[tuple[Observation, Observation], ...] = ()
    earlier_values: tuple[tuple[Observation, Observation], ...] = ()

    def walk(self) -> Iterator[Placed]:
        return (self.placed_by_id[id(each)] for each in each_observation(self.findings))

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        return tuple(dict.fromkeys(doubt for each in self.walk() if not each.void for doubt in each.doubts))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Cultures(Redacted):
    """All samples of an answer.

    ``own``: newest first. ``older``: all of it is in a newer version. ``apart``: on another kind of identifier.

    ``tested``: each isolate of one's own, newest first, with its culture and without results that a newer version has.
    """

    own: tuple[Culture, ...] = ()
    older: tuple[Culture, ...] = ()
    apart: tuple[Culture, ...] = ()
    tested: tuple[tuple[Culture, Isolate], ...] = ()


def build(
    result: LookupResult, versions: Versions = _NO_VERSIONS, observations: Iterable[Placed] | None = None
) -> Generator[None, None, Cultures]:
    """Make them; gives way while it works. ``observations``: all there are, where they are known."""
    by_report: dict[int, PlacedById] = {}  # by the identity of the report, 0 for what has none
    for each in observations if observations is not None else placed.everything(result, versions):
        by_report.setdefault(id(each.report) if each.report is not None else 0, {})[id(each.observation)] = each
        yield
    cultures: list[Culture] = []
    for apart, reports, loose in (
        (False, result.reports, result.loose_findings),
        (True, result.other_identifier, result.other_loose_findings),
    ):
        for report in reports:
            for trees in _samples(report):
                cultures.append(_culture(report, trees, by_report.get(id(report), {}), versions, apart=apart))
                yield
            yield
        for trees in _grouped(filter(_is_microbial, loose), None):
            cultures.append(_culture(None, trees, by_report[0], versions, apart=apart))
            yield
    cultures.sort(key=sampled, reverse=True)
    yield
    newest = tuple(each for each in cultures if not each.apart and not each.superseded)
    return Cultures(
        own=newest,
        older=tuple(each for each in cultures if not each.apart and each.superseded),
        apart=tuple(each for each in cultures if each.apart),
        tested=tuple(
            (culture, isolate)
            for culture in newest
            for isolate in filter(None, map(susceptibility.not_superseded, culture.isolates))
        ),
    )


def of_report(report: Report, versions: Versions) -> tuple[Culture, ...]:
    placed_by_id = {id(each.observation): each for each in placed.in_report(report, versions=versions)}
    return tuple(_culture(report, trees, placed_by_id, versions, apart=False) for trees in _samples(report))


def sampled(culture: Culture) -> datetime:
    return sort_time(culture.when)


def _samples(report: Report) -> Iterable[Trees]:
    """The microbiology of a report by sample; of a report without results one that is empty."""
    whole = _is_microbiology(report.code) or _is_microbiology(report.category)
    if whole and not report.findings:
        return ((),)
    return _grouped((each for each in report.findings if whole or _is_microbial(each, report)), report)


def _grouped(trees: Iterable[Finding], report: Report | None) -> Iterable[Trees]:
    """Trees of one sample: by specimen, and cultures also by examination, since each bottle is shown separately."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for tree in trees:
        of = tree.observation
        culture = bool(tree.members) or susceptibility.is_finding(of)
        key = (of.specimen, susceptibility.drug_key(of, report) if culture else ())  # no id: «» and «#s» are those of many
        groups.setdefault(key, []).append(tree)
    return map(tuple, groups.values())


def _is_microbiology(concept: CodeableConcept | None) -> bool:
    if concept is None:
        return False
    area = concept.code_in(_AREAS)
    if area:
        return any(each.system == _AREAS and each.code == _MICROBIOLOGY for each in concept.codings)
    name = text.name(concept).casefold()
    return any(each in name for each in _WORDS)


def _is_microbial(top: Finding, report: Report | None = None) -> bool:
    """By its own discipline, by its name, or since a susceptibility is in it."""
    if _is_microbiology(top.observation.category):
        return True
    return any(
        _is_microbiology(each.category) or susceptibility.in_norwegian_list(each) or _is_called_so(each, report)
        for each in each_observation((top,))
    )


def _is_called_so(observation: Observation, report: Report | None) -> bool:
    code, category = (report.code, report.category) if report is not None else (None, None)
    areas = (each.code_in(_AREAS) for each in (observation.category, code, category) if each is not None)
    if next(filter(None, areas), "") not in _OPEN:
        return False
    value = observation.value
    if isinstance(value, CodeableConcept) and any(each.system == _ANSWERS and each.code for each in value.codings):
        return True
    named = (observation.code, *((code,) if code is not None else ()))
    return any(_NAMES.search(words) for each in named for words in each.names)


def _culture(report: Report | None, trees: Trees, placed_by_id: PlacedById, versions: Versions, *, apart: bool) -> Culture:
    every = list(each_observation(trees))
    states = [placed_by_id[id(each)] for each in every]
    standing = [each for each in states if not each.void]
    gone = report is not None and report.status in VOID
    superseded = bool(states) and all(each.superseded for each in states)
    if trees:
        specimen = every[0].specimen
        when = states[0].sampled
    else:  # what the report says without them
        specimen = report.specimens[0] if report is not None and len(report.specimens) == 1 else None
        when = None
        superseded = report is not None and id(report) in versions.superseded
        gone = gone or (report is not None and _is_cancelled_since(report, versions))
    waiting = [each.observation.status for each in standing]
    if report is not None and not gone:
        waiting.append(report.status)
    observations = (*every, *(each for above in each_finding(trees) for each, _ in above.elsewhere))
    grew = [(each, versions.effect(report, each)) for each in observations if susceptibility.names_organism(each)]
    before = [(each, effect.earlier) for each, effect in grew if effect.earlier is not None]
    return Culture(
        report=report,
        specimen=specimen,
        findings=trees,
        placed_by_id=placed_by_id,
        isolates=susceptibility.distinguish(
            isolate for tree in trees for isolate in susceptibility.isolates(tree, report, placed_by_id)
        ),
        when=when or (specimen and specimen.collected) or (report and report.effective) or None,
        apart=apart,
        void=gone or (bool(trees) and not standing),
        pending=any(each in PENDING for each in waiting),
        superseded=superseded,
        partly_superseded=any(each.superseded for each in states) and not superseded,
        replaced=tuple((each, effect.replaced) for each, effect in grew if effect.replaced is not None),
        earlier_values=tuple((each, other) for each, other in before if susceptibility.names_organism(other)),
    )


def _is_cancelled_since(report: Report, versions: Versions) -> bool:
    """Whether a version that is certainly newer is cancelled, and all that was sent before with it."""
    group = versions.group_of(report)
    return group is not None and any(each.status in VOID and is_newer(each, report) for each in group.reports)


class Answered(IntEnum):
    """The state of a sample, in the order of the list."""

    FOUND = 0
    WAITING = 1
    NEGATIVE = 2
    VOID = 3


def answered(culture: Culture) -> Answered:
    """Growth, a finding, or anything that does not plainly say that there is nothing; else whether more is awaited."""
    if culture.void:
        return Answered.VOID
    values = [each.value for each, void, *_ in leading(culture) if not void and each.value is not None]
    if any(not _is_negative(each) for each in values) or any(not each.void for each in culture.isolates):
        return Answered.FOUND
    if culture.pending:
        return Answered.WAITING
    report = culture.report
    if not values and report is not None and report.conclusion.strip():
        return Answered.FOUND
    return Answered.NEGATIVE if values else Answered.WAITING


def is_untested(culture: Culture) -> bool:
    """Whether it is a culture that is not final, and nothing of it stands with a susceptibility."""
    called = any(_NAMES.search(words) for each in culture.findings for words in each.observation.code.names)
    return culture.pending and called and not culture.void and not any(each.results for each in culture.isolates if not each.void)


def _is_negative(value: Value) -> bool:
    """Whether a text is «Ikke påvist», «Foreløpig ingen vekst» or the like."""
    words = text.result_texts(value) if isinstance(value, CodeableConcept) else (value,) if isinstance(value, str) else ()
    return bool(words) and all(map(latest_results.nothing_in, words))


def in_order(cultures: Iterable[Culture]) -> tuple[Culture, ...]:
    return tuple(sorted(sorted(cultures, key=sampled, reverse=True), key=answered))


def carried(cultures: Iterable[Culture]) -> tuple[tuple[str, Culture], ...]:
    """Bacteria for which a ward takes precautions (ESBL, MRSA, VRE), where the laboratory names one as found; each newest sample.

    Only the laboratory's own words count: an answer that holds the word, or that says «Påvist» to a search for it.
    """
    found: dict[str, Culture] = {}
    for culture in sorted(cultures, key=sampled, reverse=True):
        for each in culture.walk():
            observation, value = each.observation, each.observation.value
            if each.void or not isinstance(value, CodeableConcept) or susceptibility.is_susceptibility(observation):
                continue
            answer = " ".join(text.result_texts(value))
            if _is_negative(value) or _NOT_FOUND.search(answer):
                continue
            named = set(map(str.upper, _CARRIED.findall(answer)))
            if _IS_FOUND.match(answer):
                named |= set(map(str.upper, _CARRIED.findall(text.name(observation.code))))
            for name in sorted(named):
                found.setdefault(name, culture)
    return tuple(found.items())


def carried_by(organism: Observation) -> tuple[str, ...]:
    """The same for the isolate, from the laboratory's remark («ESBL-produserende stamme»)."""
    remark = " ".join(note.text for note in organism.notes)
    return () if _NOT_FOUND.search(remark) else tuple(dict.fromkeys(map(str.upper, _CARRIED.findall(remark))))


def leading(culture: Culture) -> Iterator[tuple[Observation, bool, int, Observation | None]]:
    """The answers in a sample's line: of its examinations and findings, without amounts and susceptibilities.

    Each with whether it is void, how deep it stands, and in what part of the sample (a bottle) where that is told. Where a
    culture says only that something grew, whatever is told right under it («Gramnegative staver») is a finding of it too.
    """
    part: Observation | None = None
    stack = [(each, 0, False, part) for each in reversed(culture.findings)]
    while stack:
        finding, depth, open_, part = stack.pop()
        observation = finding.observation
        void = culture.placed_by_id[id(observation)].void
        grew = susceptibility.names_organism(observation)
        if depth and not grew:
            part = observation
        listed = (
            bool(finding.members or finding.elsewhere)
            or susceptibility.is_finding(observation)
            or (open_ and not any(_AMOUNT.match(name.strip()) for name in observation.code.names))
        )
        answered_so = isinstance(observation.value, CodeableConcept) and not susceptibility.is_susceptibility(observation)
        if depth == 0 or (listed and answered_so):
            yield observation, void, depth, part
        for each, _ in finding.elsewhere:
            if susceptibility.names_organism(each):
                yield each, void or culture.placed_by_id[id(each)].void, depth + 1, part
        open_ = depth == 0 and not grew
        stack.extend((each, depth + 1, open_, part) for each in reversed(finding.members))
