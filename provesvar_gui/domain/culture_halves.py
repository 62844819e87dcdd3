"""The microbiology of one report in two: the patient's own, and what is on another kind of number (parted.py).

What a susceptibility is of, and what is void, is told from the whole trees: neither half says more than they do.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from provesvar_gui.domain import susceptibility, text_concepts
from provesvar_gui.domain.parted import parted
from provesvar_gui.domain.placed import VOID
from provesvar_gui.domain.results import CodeableConcept, Finding, Observation, Veiled

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from provesvar_gui.domain.results import Report
    from provesvar_gui.domain.susceptibility import Fate, Isolate
    from provesvar_gui.domain.versions import Versions

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
            called = CodeableConcept(text="; ".join(text_concepts.result_words(of.value)))
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
