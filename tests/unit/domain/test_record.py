"""Records that nothing is compiled for."""

from __future__ import annotations

from typing import Any, cast

import pytest

from provesvar_gui.domain.record import Record


class _Point(Record):
    x: int
    y: int = 2
    told: tuple[str, ...] = ()


class _Other(Record):
    x: int
    y: int = 2
    told: tuple[str, ...] = ()


def test_what_is_given_and_what_is_not() -> None:
    point = _Point(x=1)
    assert (point.x, point.y, point.told) == (1, 2, ())
    assert repr(point) == "_Point(x=1, y=2, told=())"
    assert _Point._fields == ("x", "y", "told")


def test_equal_are_those_of_one_class_with_equal_values() -> None:
    assert _Point(x=1) == _Point(x=1, y=2)
    assert hash(_Point(x=1, y=2)) == hash(_Point(y=2, x=1))
    assert _Point(x=1) != _Point(x=2)
    assert cast("object", _Point(x=1)) != _Other(x=1)
    assert cast("object", _Point(x=1)) != (1, 2, ())


@pytest.mark.parametrize("values", [{}, {"y": 1}, {"x": 1, "z": 2}], ids=str)
def test_none_is_missing_and_none_is_unknown(values: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="_Point"):
        _Point(**values)


def test_frozen() -> None:
    point = cast("Any", _Point(x=1))
    with pytest.raises(AttributeError):
        point.x = 2
    with pytest.raises(AttributeError):
        point.z = 2
    with pytest.raises(AttributeError):
        del point.x
    assert point == _Point(x=1)


def test_another_with_other_values() -> None:
    point = _Point(x=1)
    assert point._replace(y=5) == _Point(x=1, y=5)
    assert point == _Point(x=1)
    with pytest.raises(TypeError, match="z"):
        point._replace(z=1)


def test_a_function_as_a_default_stays_one() -> None:
    class Asked(Record):
        ask: Any = len

    assert Asked().ask("abc") == 3
