"""The microbiology of one report in two: the patient's own, and what is on another kind of number (parted.py).

What a susceptibility is of, and what is void, is told from the whole trees: neither half says more than they do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import series, susceptibility, text
from provesvar_gui.results.model import NEVER, CodeableConcept, Finding, Observation, Specimen, Veiled
from provesvar_gui.results.placed import PENDING, VOID, Placed, parted
from provesvar_gui.results.versions import Fold, newer

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from datetime import datetime

    from provesvar_gui.results.model import LookupResult, Moment, Report
    from provesvar_gui.results.susceptibility import Fate, Isolate, Key
    from provesvar_gui.results.versions import Doubt, Versions


Trees = tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Halves(Veiled):
    """``heads``: what was put above a part that was cut out, by identity, with what stands there in the whole tree.

    ``isolates``: of the whole trees, by the identity of the organism; None where nothing was cut.
    """

    own: Trees = ()
    apart: Trees = ()
    heads: dict[int, Observation] = field(default_factory=dict)
    isolates: dict[int, list[Isolate]] | None = None

    def isolates_of(self, trees: Trees, report: Report | None, fate: Fate) -> Iterator[Isolate]:
        """Those of a sample: what its tests are of is in the same half, else nobody knows whose it is."""
        if self.isolates is None:
            for tree in trees:
                yield from susceptibility.isolates(tree, report, fate)
            return
        here = dict.fromkeys(id(each) for each, _ in walk(trees))
        for isolate in (one for place in here for one in self.isolates.get(place, ())):
            results = tuple(each for each in isolate.results if id(each.observation) in here)
            if results:
                parents = tuple(each for each in isolate.parents if id(each) in here)
                yield replace(isolate, parents=parents, results=results)


def walk(findings: Trees, *, void: bool = False, withdrawn: frozenset[int] = frozenset()) -> Iterator[tuple[Observation, bool]]:
    """Every observation in the laboratory's order, and whether it is void."""
    stack = [(each, void) for each in reversed(findings)]
    while stack:
        finding, gone = stack.pop()
        gone = gone or finding.observation.status in VOID or id(finding.observation) in withdrawn
        yield finding.observation, gone
        stack.extend((each, gone) for each in reversed(finding.members))


def each_finding(findings: Trees) -> Iterator[Finding]:
    """Every finding in the laboratory's order."""
    stack = list(reversed(findings))
    while stack:
        finding = stack.pop()
        yield finding
        stack.extend(reversed(finding.members))


def elsewhere(findings: Trees) -> Iterator[Observation]:
    """What belongs to these too and stands whole under something else."""
    return (each.observation for above in each_finding(findings) for each in above.elsewhere)


def fate(trees: Trees, report: Report | None, versions: Versions | None, heads: dict[int, Observation]) -> Fate:
    """What became of the results; a head is void as what stands there, and else nothing of its own."""
    gone = report is not None and report.status in VOID
    if versions is None:
        return susceptibility.Fate(void=gone)
    every = [each for each, _ in walk(trees)]
    told = (*every, *elsewhere(trees))
    withdrawn = frozenset(id(each) for each in told if versions.is_withdrawn(report, heads.get(id(each), each)))
    old = frozenset(id(each) for each in every if versions.is_old(report, each))
    standing = [each for each, void in walk(trees, void=gone, withdrawn=withdrawn) if not void]
    beside = {id(each): versions.doubts(report, each) for each in standing}
    beside = {place: doubts for place, doubts in beside.items() if doubts}
    return susceptibility.Fate(void=gone, withdrawn=withdrawn, superseded=old, doubts=beside)


def halved(trees: Trees, report: Report | None, versions: Versions | None) -> Generator[None, None, Halves]:
    """Make them; gives way while it works."""
    if all(each.subject is None for each, _ in walk(trees)):  # nothing stands apart
        return Halves(own=trees)
    became = fate(trees, report, versions, {})
    isolates: list[Isolate] = []
    for tree in trees:
        isolates += susceptibility.isolates(tree, report, became)
        yield
    cut = _Cut(isolates, became)
    own, apart = parted(trees, cut.headed)
    homes: dict[int, list[Isolate]] = {}
    for each in isolates:
        homes.setdefault(id(each.organism), []).append(each)
    return Halves(own=own, apart=apart, heads=cut.heads, isolates=homes)


class _Cut:
    def __init__(self, isolates: list[Isolate], became: Fate) -> None:
        self._tested = {id(each.observation): one.organism for one in isolates for each in one.results}
        self._became = became
        self._named: dict[int, Finding] = {}  # what has passed the nearest organism above it
        self.heads: dict[int, Observation] = {}

    def headed(self, above: Finding, taken: Trees, apart: bool) -> Trees:
        """What is told with what is taken: on what a test was made, and that it was cancelled with what it hangs under.

        The name of what grew only where it is certainly told of that, as the whole tree has it.
        ``apart``: whether that stands apart; then what is taken is the patient's, and no test of what grew further above.
        """
        of = above.observation
        gone, grew = self._became.is_gone(of), susceptibility.says_what_grew(of)
        if apart or not grew:
            return (self._head(of, of.code, taken),) if gone or grew else taken
        found: list[Finding] = []
        rest: list[Finding] = []
        others: bool | None = None  # whether another organism stands beneath that one, looked for once
        for each in taken:
            sure = False
            if id(each) not in self._named:
                tests = [one for one, _ in walk((each,)) if susceptibility.is_susceptibility(one)]
                if not tests and others is None:
                    others = any(susceptibility.tells_of_another(one, of) for one, _ in walk((above,)))
                sure = all(self._tested.get(id(one)) is of for one in tests) if tests else not others
            (found if sure else rest).append(each)
        made = []
        if found and isinstance(of.value, CodeableConcept):
            called = CodeableConcept(text="; ".join(text.result_words(of.value)))
            made.append(self._head(of, called, tuple(found)))
        made += [self._head(of, of.code, tuple(rest))] if gone and rest else rest
        self._named |= {id(each): each for each in made}
        return tuple(made)

    def _head(self, of: Observation, code: CodeableConcept, members: Trees) -> Finding:
        bare = Observation(
            id=of.id, code=code, status=of.status, effective=of.effective, specimen=of.specimen, performers=of.performers
        )
        self.heads[id(bare)] = of
        return Finding(observation=bare, members=members)


# Microbiology as a clinician asks for it: one sample with all that was found in it, and what kills an organism over time.
#
# Every observation of a microbiology report is in exactly one sample. A culture stands by itself (two bottles are two); results
# that are no trees (PCR, serology) share the sample of their report and specimen. What fits is in the matrix of an isolate
# (susceptibility.py); a sample keeps its trees whole, so that nothing is lost.
#
# What is microbiology: a report or result that says so (8202 MBIO, or in words), a tree with a susceptibility in it, and a
# result
# that is called a culture or a search for resistant bacteria, or answered from list 8340, where nothing says that it is of
# another
# discipline. A species alone (SNOMED) makes none: other disciplines name species too.


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
_WAITING: Final = PENDING | {"partial"}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Culture(Veiled):
    """``report`` is None where it did not come. ``findings``: the trees of this sample, whole. ``when``: sampled.

    ``apart``: registered on another kind of identifier. ``void``: nothing of it stands. ``pending``: it, or a part that stands,
    is not final. ``superseded``: all of it is in a newer version of its report (results/versions.py).
    ``withdrawn``: identities of the observations that a newer version cancelled. ``shared``: tests of its findings that stand
    elsewhere.

    ``partly``: some of it, not all, is in a newer version. ``replaced``: organisms of it, each with what a newer version says
    instead; ``was``: organisms, each with what stood in an older version. ``doubts``: of any result that stands; ``beside``: of
    each, by the identity of the observation.
    """

    report: Report | None
    specimen: Specimen | None
    findings: tuple[Finding, ...]
    isolates: tuple[Isolate, ...] = ()
    when: Moment | None = None
    apart: bool = False
    void: bool = False
    pending: bool = False
    superseded: bool = False
    withdrawn: frozenset[int] = frozenset()
    shared: tuple[Shared, ...] = ()
    partly: bool = False
    replaced: tuple[tuple[Observation, Observation], ...] = ()
    was: tuple[tuple[Observation, Observation], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    beside: dict[int, tuple[Doubt, ...]] = field(default_factory=dict)

    def walk(self) -> Iterator[tuple[Observation, bool]]:
        """Every observation in the laboratory's order, and whether it is void."""
        gone = self.report is not None and self.report.status in VOID
        return walk(self.findings, void=gone, withdrawn=self.withdrawn)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Shared(Veiled):
    """Tests that belong to a finding of this sample too (``parent``) and stand at that ``isolate``, in the same report."""

    parent: Observation
    isolate: Isolate


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Organism(Veiled):
    """The isolates of one organism, newest first, each with its culture; without results that a newer version has.

    ``names``: as laboratories write it, newest first.
    """

    key: Key
    names: tuple[str, ...]
    cultures: tuple[Culture, ...]
    isolates: tuple[Isolate, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Cultures(Veiled):
    """``own``: newest first. ``older``: all of it is in a newer version. ``apart``: on another kind of identifier.

    Neither of the latter is in an organism's isolates.
    """

    own: tuple[Culture, ...] = ()
    older: tuple[Culture, ...] = ()
    apart: tuple[Culture, ...] = ()
    organisms: tuple[Organism, ...] = ()


def build(result: LookupResult, versions: Versions | None = None) -> Generator[None, None, Cultures]:
    """Make them; gives way while it works."""
    own: list[Culture] = []
    apart: list[Culture] = []
    for report in result.reports:
        trees = _microbial(report)
        halves = yield from halved(trees, report, versions)
        if halves.own or (_says(report) if halves.apart else not report.findings and _is_microbiology(report)):
            yield from _of_trees(halves, report, versions, own, apart=False)
        if halves.apart:
            yield from _of_trees(halves, report, versions, apart, apart=True)
        yield
    for report in result.other_identifier:
        trees = _microbial(report)
        if trees or (not report.findings and _is_microbiology(report)):
            yield from _of_trees(Halves(apart=trees), report, versions, apart, apart=True)
        yield
    halves = yield from halved(tuple(filter(_is_microbial, result.loose_findings)), None, None)
    yield from _of_trees(halves, None, None, own, apart=False)
    yield from _of_trees(halves, None, None, apart, apart=True)
    others = tuple(filter(_is_microbial, result.other_loose_findings))
    yield from _of_trees(Halves(apart=others), None, None, apart, apart=True)
    own.sort(key=sampled, reverse=True)
    apart.sort(key=sampled, reverse=True)
    yield
    newest = tuple(each for each in own if not each.superseded)
    older = tuple(each for each in own if each.superseded)
    return Cultures(own=newest, older=older, apart=tuple(apart), organisms=_organisms(newest))


def sampled(culture: Culture) -> datetime:
    """When, for sorting; what has no time is before everything."""
    return (culture.when.when if culture.when is not None else None) or NEVER


def _says(report: Report) -> bool:
    """Whether a report says something of the patient without its results."""
    return bool(report.conclusion.strip() or report.comments) or report.status in _WAITING or report.status in VOID


def _microbial(report: Report) -> tuple[Finding, ...]:
    """Those of its trees that are microbiology: all of a report that is."""
    if _is_microbiology(report):
        return report.findings
    return tuple(each for each in report.findings if _is_microbial(each, report))


def _is_microbiology(report: Report) -> bool:
    return any(_says_so(each) for each in (report.code, report.category))


def _says_so(concept: CodeableConcept | None) -> bool:
    if concept is None:
        return False
    area = concept.code_in(_AREAS)
    if area:
        return any(each.system == _AREAS and each.code == _MICROBIOLOGY for each in concept.codings)
    said = text.name(concept).casefold()
    return any(each in said for each in _WORDS)


def _is_microbial(top: Finding, report: Report | None = None) -> bool:
    """By its own discipline, by its name, or since a susceptibility is in it."""
    if _says_so(top.observation.category):
        return True
    return any(
        _says_so(each.category) or susceptibility.in_norwegian_list(each) or _is_called_so(each, report)
        for each, _ in walk((top,))
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
    return any(_NAMES.search(words) for each in named for words in (each.text, *(one.display for one in each.codings)))


def _of_trees(
    halves: Halves, report: Report | None, versions: Versions | None, into: list[Culture], *, apart: bool
) -> Generator[None, None, None]:
    trees = halves.apart if apart else halves.own
    if not trees:
        if report is not None:
            lone = report.specimens[0] if len(report.specimens) == 1 else None
            into.append(_culture((), halves, report, versions, lone, apart=apart))
        return
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for tree in trees:
        groups.setdefault(_group(tree, report), []).append(tree)
    made = []
    for found in groups.values():
        made.append(_culture(tuple(found), halves, report, versions, found[0].observation.specimen, apart=apart))
        yield
    into += _share(made) if any(above.elsewhere for above in each_finding(trees)) else made


def _share(made: list[Culture]) -> list[Culture]:
    """Tests of something that grew, or tests alone, that have two parents are told at both."""
    # Of what stands elsewhere: to what it belongs too, and the top.
    members: dict[int, list[tuple[Observation, Observation]]] = {}
    for culture in made:
        for tree in culture.findings:
            for above in each_finding((tree,)):
                for each in above.elsewhere:
                    members.setdefault(id(each.observation), []).append((above.observation, tree.observation))
    shared: dict[int, list[Shared]] = {}
    told = []
    for culture in made:
        isolates = []
        for isolate in culture.isolates:
            own = (*isolate.parents, *(each.observation for each in isolate.results))
            others = tuple(dict.fromkeys(pair for each in own for pair in members.get(id(each), ())))
            for parent, _ in others:
                shared.setdefault(id(parent), []).append(Shared(parent=parent, isolate=isolate))
            isolates.append(replace(isolate, sharing=others) if others else isolate)
        told.append(replace(culture, isolates=tuple(isolates)))
    return [replace(each, shared=tuple(one for o, _ in each.walk() for one in shared.get(id(o), ()))) for each in told]


def _group(tree: Finding, report: Report | None) -> tuple[object, ...]:
    """What shares a sample: the specimen, and for cultures the examination too, since a bottle stands by itself."""
    observation = tree.observation
    specimen = observation.specimen  # not by its id alone: «» and «#s» are the ids of many different ones
    culture = bool(tree.members) or susceptibility.is_finding(observation)
    return (specimen, susceptibility.drug_key(observation, report) if culture else ())


def _culture(
    trees: tuple[Finding, ...],
    halves: Halves,
    report: Report | None,
    versions: Versions | None,
    specimen: Specimen | None,
    *,
    apart: bool,
) -> Culture:
    became = fate(trees, report, versions, halves.heads)
    gone, withdrawn, old, beside = became.void, became.withdrawn, became.superseded, dict(became.doubts)
    every = [each for each, _ in walk(trees) if id(each) not in halves.heads]
    told = [*every, *elsewhere(trees)]
    standing = [each for each, void in walk(trees, void=gone, withdrawn=withdrawn) if not void and id(each) not in halves.heads]
    when = None
    if trees:
        when = series.sampled(Placed(observation=trees[0].observation, report=report))
    if when is None and specimen is not None:
        when = specimen.collected
    if when is None and report is not None:
        when = report.effective
    superseded = bool(every) and len(old) == len({id(each) for each in every})
    if not trees and report is not None and versions is not None:  # what the report says without them
        superseded = versions.is_superseded(report)
        gone = gone or _is_cancelled_since(report, versions)
    waiting = (*(each.status for each in standing), *((report.status,) if report is not None and not gone else ()))
    return Culture(
        report=report,
        specimen=specimen,
        findings=trees,
        isolates=susceptibility.told_apart(halves.isolates_of(trees, report, became)),
        when=when,
        apart=apart,
        void=gone or (bool(trees) and not standing),
        pending=any(each in _WAITING for each in waiting),
        superseded=superseded,
        withdrawn=withdrawn,
        partly=bool(old) and not superseded,
        replaced=tuple(_corrected(told, report, versions)) if versions is not None else (),
        was=tuple(_earlier(told, report, versions)) if versions is not None else (),
        doubts=tuple(dict.fromkeys(doubt for doubts in beside.values() for doubt in doubts)),
        beside=beside,
    )


def _is_cancelled_since(report: Report, versions: Versions) -> bool:
    """Whether a version that is certainly newer is cancelled, and all that was sent before with it."""
    group = versions.group_of(report)
    if group is None or any(each.report is report and each.fold is Fold.HISTORY for each in group.folded):
        return False
    others = (group.newest, *(each.report for each in group.folded if each.fold is Fold.VERSION))
    return any(each.status in VOID and newer(each, report) for each in others)


def _corrected(every: list[Observation], report: Report | None, versions: Versions) -> Iterator[tuple[Observation, Observation]]:
    """Organisms that a newer version says are something else."""
    for each in every:
        became = versions.fate(report, each).replaced
        if became is not None and susceptibility.says_what_grew(each):
            yield each, became


def _earlier(every: list[Observation], report: Report | None, versions: Versions) -> Iterator[tuple[Observation, Observation]]:
    """Organisms that were others in an older version."""
    for each in every:
        before = versions.earlier(report, each) if report is not None else None
        if before is not None and susceptibility.says_what_grew(each) and susceptibility.says_what_grew(before.observation):
            yield each, before.observation


def _organisms(cultures: tuple[Culture, ...]) -> tuple[Organism, ...]:
    found: dict[Key, list[tuple[Culture, Isolate]]] = {}
    for culture in cultures:
        for isolate in filter(None, map(susceptibility.not_superseded, culture.isolates)):
            found.setdefault(isolate.key, []).append((culture, isolate))
    return tuple(
        Organism(
            key=key,
            names=tuple(dict.fromkeys(isolate.name for _, isolate in pairs)),
            cultures=tuple(culture for culture, _ in pairs),
            isolates=tuple(isolate for _, isolate in pairs),
        )
        for key, pairs in found.items()
    )


def leading(culture: Culture) -> Iterator[tuple[Observation, bool, int, Observation | None]]:
    """What a line about the sample tells: the answers of its examinations and findings, without amounts and susceptibilities.

    Each with whether it is void, how deep it stands, and in what part of the sample (a bottle) where that is told. Where a
    culture says only that something grew, whatever is told right under it («Gramnegative staver») is a finding of it too.
    """
    gone = culture.report is not None and culture.report.status in VOID
    part: Observation | None = None
    stack = [(each, gone, 0, False, part) for each in reversed(culture.findings)]
    while stack:
        finding, void, depth, open_, part = stack.pop()
        observation = finding.observation
        void = void or observation.status in VOID or id(observation) in culture.withdrawn
        grew = susceptibility.says_what_grew(observation)
        if depth and not grew:
            part = observation
        told = (
            bool(finding.members or finding.elsewhere)
            or susceptibility.is_finding(observation)
            or (open_ and not _is_amount(observation))
        )
        if depth == 0 or (told and _tells(observation)):
            yield observation, void, depth, part
        for each in (one.observation for one in finding.elsewhere):
            if susceptibility.says_what_grew(each):
                yield each, void or each.status in VOID or id(each) in culture.withdrawn, depth + 1, part
        open_ = depth == 0 and not grew
        stack.extend((each, void, depth + 1, open_, part) for each in reversed(finding.members))


def _is_amount(observation: Observation) -> bool:
    return any(
        _AMOUNT.match(each.strip()) for each in (observation.code.text, *(one.display for one in observation.code.codings))
    )


def _tells(observation: Observation) -> bool:
    value = observation.value
    return isinstance(value, CodeableConcept) and not susceptibility.is_susceptibility(observation)
