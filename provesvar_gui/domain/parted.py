"""The trees of a report in two: the patient's own, and what stands apart within them (invariant 4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from provesvar_gui.domain.placed import stands_apart

if TYPE_CHECKING:
    from provesvar_gui.domain.results import Finding

Trees = tuple["Finding", ...]


def parted(trees: Trees) -> tuple[Trees, Trees]:
    """What is left of the trees, and what stands apart, each with all that hangs under it, in the laboratory's order.

    What says nothing itself and has nothing else below goes along: it is the heading of what stands apart. Trees in which
    nothing stands apart stay the very same. Works without recursion: a tree may be ten thousand levels deep.
    """
    touched = _above_apart(trees)
    if not touched:
        return trees, ()
    made: dict[int, tuple[Finding | None, Trees]] = {}
    for finding in reversed(touched):  # members before their parents
        if stands_apart(finding.observation):
            made[id(finding)] = None, (finding,)
            continue
        kept: list[Finding] = []
        other: list[Finding] = []
        for member in finding.members:
            own, apart = made.get(id(member), (member, ()))
            kept += (own,) if own is not None else ()
            other += apart
        if kept or _says(finding):
            made[id(finding)] = replace(finding, members=tuple(kept)), tuple(other)
        else:
            made[id(finding)] = None, (finding,)
    halves = [made.get(id(each), (each, ())) for each in trees]
    return (
        tuple(own for own, _ in halves if own is not None),
        tuple(each for _, apart in halves for each in apart),
    )


def _above_apart(trees: Trees) -> list[Finding]:
    """What stands apart, outermost, and all that is above such; parents before their members."""
    order: list[tuple[Finding, int]] = []  # each with the place of its parent
    stack = [(each, -1) for each in reversed(trees)]
    wanted: set[int] = set()
    while stack:
        finding, above = stack.pop()
        here = len(order)
        order.append((finding, above))
        if not stands_apart(finding.observation):
            stack += ((each, here) for each in reversed(finding.members))
            continue
        while here >= 0 and here not in wanted:
            wanted.add(here)
            here = order[here][1]
    return [order[place][0] for place in sorted(wanted)]


def _says(finding: Finding) -> bool:
    of = finding.observation
    return of.value is not None or of.data_absent_reason is not None or bool(of.structured or of.notes or finding.missing)
