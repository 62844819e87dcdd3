"""What stands beside a value as what it was before: of its own series alone, and only where the two may be compared."""

from __future__ import annotations

from typing import Any

import pytest

from provesvar_gui.results.model import Party
from provesvar_gui.results.trend import Previous
from tests.unit.results.test_series import OUS, K, amount, at, made, observed


def taken(day: int, value: str | None, **more: Any) -> Any:
    moment = at(f"2026-08-{day:02d}T08:00:00+02:00")
    return observed(K, amount(value) if value is not None else None, id=f"{day}", effective=moment, **more)


def previous(*found: Any) -> list[str]:
    """Of the last one."""
    points = Previous(made(*found)).of(found[-1].observation)
    return [str(each.observation.value.value) for each in points]  # type: ignore[union-attr]


def test_it_is_the_newest_number_before() -> None:
    assert previous(taken(1, "3.0"), taken(2, "4.0"), taken(9, "9.9"), taken(3, "5.0")) == ["4.0"]
    assert previous(taken(3, "5.0")) == []


def test_a_value_that_is_waited_for_has_one_too() -> None:
    assert previous(taken(1, "3.0"), taken(2, None, status="registered")) == ["3.0"]


@pytest.mark.hazard("H5.4")
@pytest.mark.parametrize(
    "before",
    [
        {"by": OUS},
        {"by": None},
        {"reference_ranges": ("3.5 - 5.1",)},
        {"status": "cancelled"},
    ],
)
def test_nothing_is_told_across_laboratories_or_references_nor_of_what_is_void(before: dict[str, Any]) -> None:
    plain: dict[str, Any] = {"reference_ranges": ("3.5 - 4.6",)}
    assert previous(taken(1, "3.0", **plain), taken(2, "4.0", **plain)) == ["3.0"]
    assert previous(taken(1, "3.0", **(plain | before)), taken(2, "4.0", **plain)) == []


def test_of_two_at_one_time_none_hides_the_other() -> None:
    assert previous(taken(1, "3.0"), taken(1, "3.3"), taken(2, "4.0")) == ["3.0", "3.3"]


def test_a_laboratory_that_nobody_names_is_not_the_same_as_another() -> None:
    assert previous(taken(1, "3.0", by=Party()), taken(2, None, by=Party(), status="registered")) == []
