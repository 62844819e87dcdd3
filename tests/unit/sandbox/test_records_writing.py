from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from provesvar_gui.sandbox.records import dumps
from provesvar_gui.sandbox.records.analytes import ANALYTES, limits_text, measure
from provesvar_gui.sandbox.records.draft import Draft, quantity
from provesvar_gui.sandbox.records.places import FJORD, HAVN, NORD, OST, Place
from provesvar_gui.sandbox.records.scene import Dice, Scene, norwegian_day, norwegian_offset


@pytest.mark.parametrize("literal", ["4.00", "0.5", "-0.0", "10", "0.0000001", "123456789012345678901234567890.10"])
def test_a_number_keeps_its_digits(literal: str) -> None:
    assert dumps({"a": [Decimal(literal)]}) == f'{{"a":[{literal}]}}'


@settings(deadline=None)
@given(st.integers(min_value=-(10**12), max_value=10**12), st.integers(min_value=0, max_value=9))
def test_any_number_keeps_its_digits(whole: int, decimals: int) -> None:
    literal = f"{Decimal(whole).scaleb(-decimals):f}"
    text = dumps(quantity(literal))
    assert json.loads(text, parse_float=str, parse_int=str) == {"valueQuantity": {"value": literal}}


def test_text_is_written_as_it_stands() -> None:
    resource = {"text": 'linje 1\nlinje 2 "µmol/L" <5'}
    assert json.loads(dumps(resource)) == resource


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(TypeError):
        dumps({"a": date(2026, 1, 1)})


def _draft(lab: Place) -> Draft:
    scene = Scene("13896900263", "Noen", date(2026, 3, 1))
    return Draft(scene, "one", lab, code="CLIN", sampled=scene.at(2), issued=scene.at(1))


def test_the_same_result_in_four_laboratories() -> None:
    seen = [measure(_draft(lab), "K", 6.44) for lab in (FJORD, NORD, HAVN, OST)]
    assert [str(one["valueQuantity"]["value"]) for one in seen] == ["6.4"] * 4
    assert [one["interpretation"][0]["coding"][0]["code"] for one in seen] == ["1", "3", "1", "1"]
    assert [one["referenceRange"][0]["text"] for one in seen] == ["3.5 - 4.6", "3,6 - 5,0", "3,5 - 4,6", "3.5 - 4.6"]
    assert [len(one["code"]["coding"]) for one in seen] == [2, 1, 1, 1]
    assert [one["code"]["coding"][0]["code"] for one in seen] == ["NPU03230", "S-KAL", "NPU03230", "NPU03230"]


@pytest.mark.parametrize(
    ("key", "amount", "comparator", "literal", "flag"),
    [
        ("crp", 2, "<", "5", ""),
        ("egfr", 97, ">", "90", ""),
        ("egfr", 12.6, "", "13", "2"),
        ("etoh", 0.02, "<", "0.1", ""),
        ("be", -0.04, "", "0.0", ""),
        ("tsh", 4.5, "", "4.50", ""),
        ("tsh", 4.51, "", "4.51", "1"),
    ],
)
def test_comparators_decimals_and_flags(key: str, amount: float, comparator: str, literal: str, flag: str) -> None:
    made = measure(_draft(FJORD), key, amount)
    assert made["valueQuantity"].get("comparator", "") == comparator
    assert str(made["valueQuantity"]["value"]) == literal
    flags = [each["coding"][0]["code"] for each in made.get("interpretation", [])]
    assert flags == ([flag] if flag else [])


def test_limits_in_words() -> None:
    assert [limits_text(*each, comma=False) for each in (("", ""), ("", "5"), ("60", ""), ("1", "2"))] == [
        "",
        "<5",
        ">60",
        "1 - 2",
    ]


def test_every_analyte_has_a_code_of_nlk() -> None:
    assert all(one.nlk[:3] in {"NPU", "NOR"} and one.nlk[3:].isdigit() and len(one.nlk) == 8 for one in ANALYTES.values())


def test_dice_are_the_same_everywhere() -> None:
    dice = Dice("a seed")
    assert [dice.whole(1, 1000) for _ in range(5)] == [45, 439, 349, 440, 885]


@settings(deadline=None)
@example(date(2026, 10, 25))
@example(date(2026, 3, 29))
@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2037, 12, 31)))
def test_offset_is_that_of_oslo_at_noon(day: date) -> None:
    try:
        oslo = ZoneInfo("Europe/Oslo")
    except ZoneInfoNotFoundError:
        pytest.skip("this system has no zone data")
    hours = datetime(day.year, day.month, day.day, 12, tzinfo=oslo).strftime("%z")
    assert norwegian_offset(day) == f"{hours[:3]}:{hours[3:]}"


def test_the_day_changes_at_norwegian_midnight() -> None:
    assert norwegian_day(datetime(2026, 1, 31, 22, 59, tzinfo=UTC)) == date(2026, 1, 31)
    assert norwegian_day(datetime(2026, 1, 31, 23, 0, tzinfo=UTC)) == date(2026, 2, 1)
    assert norwegian_day(datetime(2026, 7, 31, 22, 0, tzinfo=UTC)) == date(2026, 8, 1)


def test_nothing_is_from_today() -> None:
    with pytest.raises(ValueError, match="yesterday"):
        Scene("13896900263", "Noen", date(2026, 3, 1)).at(0)
