"""The trees of a report in two: the patient's own, and what stands apart within them (invariant 4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from provesvar_gui.domain.placed import PENDING, VOID, stands_apart

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.domain.results import Finding

Trees = tuple["Finding", ...]


def _bare(_above: Finding, taken: Trees, _apart: bool) -> Trees:
    return taken


def parted(trees: Trees, headed: Callable[[Finding, Trees, bool], Trees] = _bare) -> tuple[Trees, Trees]:
    """What is left of the trees, and what stands apart, each with what goes with it, in the laboratory's order.

    What says nothing itself and has nothing else below goes along: it is the heading of what stands apart. What is on the
    patient's own number beneath that is taken out. ``headed``: gives what is taken from under something that stays in the
    other half what of that has to be told with it; it is told too whether that stands apart. Trees in which nothing stands
    apart stay the very same. Works without recursion: a tree may be ten thousand levels deep.
    """
    order: list[tuple[Finding, int, bool]] = []  # parents before their members; the place of the parent, and whether it is apart
    stack = [(each, -1, False) for each in reversed(trees)]
    mixed: set[int] = set()  # places of what has something of the other half below
    while stack:
        finding, above, under = stack.pop()
        here, apart = len(order), stands_apart(finding.observation, under)
        order.append((finding, above, apart))
        stack += ((each, here, apart) for each in reversed(finding.members))
        up = above if apart != under else -1
        while up >= 0 and up not in mixed:
            mixed.add(up)
            up = order[up][1]
    if not any(apart for *_, apart in order):
        return trees, ()
    halves: dict[int, tuple[list[Finding], list[Finding]]] = {}  # of the members of each, last first
    for place in range(len(order) - 1, -1, -1):  # members before their parents
        finding, above, apart = order[place]
        if above >= 0 and above not in mixed:
            continue
        own, other = halves.pop(place, ([], []))
        mine, others = _halves(finding, tuple(reversed(own)), tuple(reversed(other)), apart=apart, mixed=place in mixed)
        if others and mine and not apart:
            others = headed(finding, others, apart)
        elif apart and mine:
            mine = headed(finding, mine, apart)
        into = halves.setdefault(above, ([], []))
        into[0].extend(reversed(mine))
        into[1].extend(reversed(others))
    left, taken = halves[-1]
    return tuple(reversed(left)), tuple(reversed(taken))


def _halves(finding: Finding, own: Trees, other: Trees, *, apart: bool, mixed: bool) -> tuple[Trees, Trees]:
    """What it is for each half, with the halves of its members."""
    if not mixed:
        return ((), (finding,)) if apart else ((finding,), ())
    if apart:
        return own, (replace(finding, members=other),)
    if own or _says(finding):
        return (replace(finding, members=own),), other
    return (), (finding,)


def _says(finding: Finding) -> bool:
    of = finding.observation
    if of.status in PENDING or of.status in VOID:
        return True
    said = of.structured or of.notes or of.interpretations or finding.missing
    return of.value is not None or of.data_absent_reason is not None or bool(said)
