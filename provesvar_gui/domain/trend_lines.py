"""What may be joined by a line, and why a line is broken (clinical-ui rules 25, 30).

A line joins two results only where nothing says that they mean different things, and where something says that they mean the
same. Two results of one laboratory are joined while method and material are the same. Two of different laboratories are joined
where both name the same method, or where neither names one and both give the same reference range; their code and unit are the
same already, since a series holds one of each. No line goes to, from or across a result that is a limit ("<5"), has no number,
or was cancelled.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from provesvar_gui.domain import series
from provesvar_gui.domain.trend_parts import Band, Dot, Gap, Why, material_name, method_name

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from datetime import datetime
    from decimal import Decimal


def segments(dots: list[Dot], blockers: list[tuple[datetime, Why]]) -> tuple[tuple[tuple[Dot, ...], ...], tuple[Gap, ...]]:
    """Runs of dots that a line joins, and where it is broken. ``blockers``: times that no line may cross."""
    blockers.sort()
    rivals = {one.when for one, other in pairwise(dots) if one.when == other.when and one.number != other.number}
    runs: list[tuple[Dot, ...]] = []
    gaps: list[Gap] = []
    run: list[Dot] = []
    for dot in dots:
        if run:
            why = _differ(run[-1], dot) or _between(run[-1], dot, rivals, blockers)
            if why is not None:
                gaps.append(Gap(before=run[-1], after=dot, why=why))
                runs.append(tuple(run))
                run = []
        run.append(dot)
    if run:
        runs.append(tuple(run))
    return tuple(runs), tuple(gaps)


def _differ(one: Dot, other: Dot) -> Why | None:
    """What says that two results do not mean the same."""
    if one.apart or other.apart:
        return Why.APART
    if series.unit_of(one.point.observation) != series.unit_of(other.point.observation):
        return Why.UNIT
    methods = [method_name(each.point.placed).casefold() for each in (one, other)]
    if methods[0] != methods[1]:
        return Why.METHOD
    materials = [material_name(each.point.placed).casefold() for each in (one, other)]
    if all(materials) and materials[0] != materials[1]:
        return Why.MATERIAL
    laboratories = [series.laboratory(each.point.observation, each.point.placed.report) for each in (one, other)]
    if laboratories[0] != laboratories[1] and not methods[0] and not _same_limits(one, other):
        return Why.LABORATORY
    return None


def _same_limits(one: Dot, other: Dot) -> bool:
    return one.limits is not None and other.limits is not None and _pair(one) == _pair(other)


def _pair(dot: Dot) -> tuple[Decimal | None, Decimal | None] | None:
    return (dot.limits.low, dot.limits.high) if dot.limits is not None else None


def _between(one: Dot, other: Dot, rivals: set[datetime], blockers: list[tuple[datetime, Why]]) -> Why | None:
    if one.limit != 0 or other.limit != 0:
        return Why.LIMIT
    place = bisect_left(blockers, one.when, key=lambda each: each[0])
    if place < len(blockers) and blockers[place][0] <= other.when:
        return blockers[place][1]
    return Why.SAME_TIME if one.when in rivals or other.when in rivals else None


def bands(runs: Iterable[tuple[Dot, ...]]) -> Generator[Band, None, None]:
    """Runs of neighbours with the same limits, whether or not a line joins them: "<5" has the range of its neighbours."""
    run: list[Dot] = []
    for segment in runs:
        for dot in segment:
            same = run and _pair(run[-1]) == _pair(dot) and run[-1].apart == dot.apart
            if run and not same:
                yield from _band(run)
                run = []
            run.append(dot)
    yield from _band(run)


def _band(run: list[Dot]) -> Generator[Band, None, None]:
    limits = run[-1].limits if run else None
    if limits is not None:
        yield Band(first=run[0].when, last=run[-1].when, limits=limits, dot=run[-1])
