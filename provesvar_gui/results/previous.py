"""What a result was before: in its series, where nothing says that the two must not be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.results import trend
from provesvar_gui.results.laboratories import laboratory

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provesvar_gui.results.model import Observation
    from provesvar_gui.results.series import Point, Series


class Previous:
    """The numbers before each result. The series are looked through when somebody asks for the first time."""

    def __init__(self, series: Iterable[Series] = ()) -> None:
        self._series = tuple(series)
        self._places: dict[int, tuple[Series, Point]] | None = None  # by the identity of the result

    def of(self, observation: Observation) -> tuple[Point, ...]:
        """The newest number that stands, was taken before it and may be compared with it; several where they are of one time."""
        if self._places is None:
            self._places = {id(point.observation): (each, point) for each in self._series for point in each.points}
        found = self._places.get(id(observation))
        if found is None or found[1].when is None:
            return ()
        (series, mine), taken = found, found[1].when
        older = (each for each in reversed(series.points) if each.when is not None and each.when < taken)
        numbers = [each for each in older if each.number is not None]  # of what is void there is none
        last = [each for each in numbers if each.when == numbers[0].when][::-1]
        return tuple(last) if all(_may_stand_beside(mine, each, series.key.unit) for each in last) else ()


def _may_stand_beside(mine: Point, before: Point, unit: str) -> bool:
    """By the same laboratory, and with nothing that says otherwise; a value that is waited for has no unit and no range yet."""
    ours, theirs = (laboratory(each.observation, each.placed.report) for each in (mine, before))
    if not ours or ours != theirs:
        return False
    if mine.observation.value is None:
        return True
    same = mine.observation.reference_ranges == before.observation.reference_ranges
    return same and trend.unlike(mine, before, unit) is None
