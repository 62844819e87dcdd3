"""Values on the screen keep what the laboratory wrote (invariant 8)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.results import reference_limits, text
from provesvar_gui.results.model import CodeableConcept, Coding, Moment, Quantity, Range, Value
from provesvar_gui.results.text import NBSP, Language, value_text

LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")
literals = st.from_regex(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,12})?([eE][+-]?[0-9]{1,3})?", fullmatch=True)
languages = st.sampled_from(LANGUAGES)


@pytest.mark.hazard("H5.1")
@pytest.mark.requirement("R42")
@given(literals, languages)
def test_every_digit_sign_and_exponent_stays_in_its_place(literal: str, language: Language) -> None:
    shown = text.number(literal, language)
    assert len(shown) == len(literal)
    assert [a for a, b in zip(literal, shown, strict=True) if a != b] == ([] if language == "en" else ["."] * literal.count("."))


@pytest.mark.hazard("H5.1")
@given(literals, st.sampled_from(["", "<", "<=", ">", ">=", "~"]), st.text("abcµmolL/10E9^ ,2", max_size=12), languages)
def test_comparator_number_and_unit_never_part(literal: str, comparator: str, unit: str, language: Language) -> None:
    shown = value_text(Quantity(value=literal, comparator=comparator, unit=unit), language).amount
    assert " " not in shown
    told = "" if value_text(Quantity(unit=unit), language).units_apart or not unit.strip() else unit
    assert shown == NBSP.join(part for part in [comparator, text.number(literal, language), told.replace(" ", NBSP)] if part)


@pytest.mark.parametrize("unit", ["%", "10^9/L", "10*9/L", "ratio", "°C", "E/L", "‰", "µ"])
def test_a_real_unit_stays_with_its_number(unit: str) -> None:
    value = Quantity(value="141", unit=unit)
    assert value_text(value, "nb").amount == f"141{NBSP}{unit}"
    assert value_text(value, "nb").units_apart == ()


def test_the_ucum_code_for_no_unit_is_none() -> None:
    assert value_text(Quantity(value="1.05", code="1"), "nb").amount == "1,05"
    assert value_text(Quantity(value="1.05", unit="0", code="mmol/L"), "nb").amount == f"1,05{NBSP}mmol/L"


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        (Range(low=Quantity(value="3.50", unit="g")), "nb", "fra 3,50 g"),
        (Range(high=Quantity(value="5", unit="mmol/L")), "nb", "til 5 mmol/L"),
        (Range(high=Quantity(value="5.0", unit="mmol/L")), "en", "up to 5.0 mmol/L"),
        (Range(high=Quantity(value="5", comparator="<", unit="g")), "nn", "< 5 g"),
        (Range(low=Quantity(value="3.5", unit="g"), high=Quantity(value="5", unit="g")), "nb", "3,5 g – 5 g"),
        (Range(), "nb", ""),
    ],
)
def test_an_open_interval_is_said_in_words(value: Range, language: Language, shown: str) -> None:
    assert text.breakable(text.interval(value, language)) == shown


@pytest.mark.parametrize(
    ("sent", "bound"),
    [
        ("13.4 - 17.0 10*9/L", "13.4~-~17.0~10*9/L"),
        ("< 0,5", "<~0,5"),
        ("<= 5 mmol/L (Mann over 50)", "<=~5~mmol/L (Mann over~50)"),
        ("neg", "neg"),
        ("-", "-"),
        ("Se egen tabell med 3 grupper", "Se egen tabell med 3 grupper"),
    ],
)
def test_a_limit_never_parts_from_its_unit(sent: str, bound: str) -> None:
    found = text.reference(sent)
    assert text.breakable(found) == sent
    if "(" not in sent and "grupper" not in sent:
        assert found == bound.replace("~", NBSP)


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        *((f"4{sign}1", "4\n1") for sign in ("\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\r\n", "\n")),
        ("4\u200b1", "4⟨U+200B⟩1"),
        ("ord\u200bord 👩\u200d⚕", "ord\u200bord 👩\u200d⚕"),
    ],
)
def test_every_line_break_is_one_and_what_joins_is_shown_between_digits_only(sent: str, seen: str) -> None:
    assert text.visible(sent) == seen


@given(st.text())
def test_what_cannot_be_seen_is_made_visible_and_nothing_else_changes(sent: str) -> None:
    shown = text.visible(sent)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]", shown)
    assert text.visible(shown) == shown
    if sent.isprintable() and not re.search(r"\d[^\x20-\x7e]+\d", sent):
        assert shown == sent


@pytest.mark.hazard("H5.2")
@pytest.mark.parametrize("sign", ["\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "\u200e", "\x00", "\x1b", "\x9f"])
def test_no_sign_reorders_digits_or_joins_them(sign: str) -> None:
    assert text.visible(f"4{sign}1") == f"4⟨U+{ord(sign):04X}⟩1"


@pytest.mark.parametrize(
    ("literal", "language", "shown"),
    [
        ("2024", "nb", "2024"),
        ("2024-08", "nb", "aug 2024"),
        ("2024-08-14", "nb", "14. aug 2024"),
        ("2024-08-04T10:32:00+02:00", "nb", "4. aug 2024 10:32"),
        ("2024-12-04T00:00:00.123+01:00", "nn", "4. des 2024 00:00"),
        ("2024-12-04T10:32:00-05:00", "en", "4 Dec 2024 10:32 UTC-05:00"),
        ("2024-01-14T10:00:00+02:00", "nb", "14. jan 2024 10:00 UTC+02:00"),
        ("2024-07-14T10:00:00", "nb", "14. juli 2024 10:00 (uten tidssone)"),
        ("2024-03-31T02:00:00+01:00", "nb", "31. mars 2024 02:00 UTC+01:00"),
        ("2026-10-25T01:59:00+02:00", "nb", "25. okt 2026 01:59"),
        ("2024-10-27T03:00:00+02:00", "nb", "27. okt 2024 03:00 UTC+02:00"),
        ("0001-01-01T00:00:00+01:00", "nb", "0001-01-01T00:00:00+01:00"),
        ("2024-02-30T10:00:00+01:00", "nb", "2024-02-30T10:00:00+01:00"),
        ("i går", "nb", "i går"),
        ("", "nb", ""),
    ],
)
def test_moments_keep_their_precision_and_the_clock_of_the_laboratory(literal: str, language: Language, shown: str) -> None:
    assert text.breakable(text.moment(Moment(literal=literal), language)) == shown


@given(st.datetimes(datetime(1996, 1, 1), datetime(2037, 12, 31)))  # noqa: DTZ001 - made aware below
def test_the_clock_of_norway_needs_no_zone_and_any_other_has_one(when: datetime) -> None:
    norway = when.replace(tzinfo=UTC).astimezone(ZoneInfo("Europe/Oslo"))
    literal = norway.isoformat(timespec="seconds")
    assert "UTC" not in text.moment(Moment(literal=literal), "nb")
    other = "+01:00" if literal.endswith("+02:00") else "+02:00"
    shifted = norway.astimezone(timezone(timedelta(hours=int(other[:3])))).isoformat(timespec="seconds")
    assert f"UTC{other}" in text.moment(Moment(literal=shifted), "nb")


HEADING = Coding(system="8243", code="F", display="Funn")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Quantity(value="4.00"), "4,00"),
        (Quantity(value="ca. 4.5"), "ca. 4.5"),
        (Quantity(value="0.5", comparator="<", unit="mg per L"), "<|0,5|mg|per|L"),
        (Moment(literal="2024"), "2024"),
        ("fri  tekst, 4.5 g", "fri  tekst, 4.5 g"),  # what a laboratory wrote is not rewritten
        ("4.5", "4.5"),
        (CodeableConcept(text="4.5", codings=(Coding(display="4.50"),)), "4.5; 4.50"),
        (True, "Ja"),
        (False, "Nei"),
        (Range(low=Quantity(value="1.5"), high=Quantity(value="2")), "1,5|–|2"),
        (CodeableConcept(text="Positiv", codings=(Coding(display="Påvist"),)), "Positiv; Påvist"),
        (CodeableConcept(text="E. coli", codings=(HEADING,)), "E. coli (Funn)"),
        (CodeableConcept(text="Funn", codings=(HEADING,)), "Funn"),
        (CodeableConcept(codings=(HEADING,)), "Funn"),
        (None, ""),
    ],
)
def test_a_value_whole(value: Value | bool | None, said: str) -> None:
    assert value_text(value, "nb").with_heading == said.replace("|", text.NBSP)


@pytest.mark.hazard("H5.8")
@pytest.mark.parametrize(
    ("when", "said"),
    [
        (datetime(2026, 11, 25, 7, 0, tzinfo=timezone(timedelta(hours=-5))), "25. nov 2026 13:00"),
        (datetime(2026, 11, 25, 12, 0, tzinfo=UTC), "25. nov 2026 13:00"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "2. juli 2026 01:30"),
    ],
)
def test_a_time_is_told_as_in_norway_without_a_zone(when: datetime, said: str) -> None:
    assert text.moment(text.as_moment(when), "nb").replace("\u00a0", " ") == said
    assert said.endswith(text.clock(when))


# -- a reference text is read as numbers only where it can mean one thing


def pair(*ranges: str, unit: str = "mmol/L") -> tuple[Decimal | None, Decimal | None] | None:
    limits = reference_limits.read(ranges, unit)
    return (limits.low, limits.high) if limits is not None else None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3.5 - 4.4", "3.5", "4.4"),
        ("3,6 - 5,0", "3.6", "5.0"),
        ("3.5–4.4 mmol/L", "3.5", "4.4"),
        ("-2 - 2", "-2", "2"),
        ("< 5", None, "5"),
        ("≤5,5", None, "5.5"),
        ("> 60", "60", None),
        ("0,040 - 0,060", "0.040", "0.060"),
        (" 3.5\u00a0- 4.4 ", "3.5", "4.4"),
    ],
)
def test_plain_numbers_are_read(text: str, low: str | None, high: str | None) -> None:
    assert pair(text) == (Decimal(low) if low else None, Decimal(high) if high else None)


@pytest.mark.hazard("H5.5")
@pytest.mark.parametrize(
    "text",
    [
        "",
        "Negativ",
        "3.5 - 4.4 (kvinner)",
        "3.5 - 4.4 g/L",  # another unit than the result's
        "4.4 - 3.5",  # the wrong way round
        "1.000 - 4.000",  # one to four, or a thousand to four thousand?
        "3.5 -",
        "3.5 - 4.4; 3.6 - 5.0",
        "ca. 5",
        "5",
        "3.5 - 4.4*",
        "1:80 - 1:160",
        "10^3 - 10^4",
        "< 5 - 7",
    ],
)
def test_what_may_mean_something_else_stays_text(text: str) -> None:
    assert pair(text) is None


def test_more_than_one_range_is_no_range() -> None:
    assert pair("3.5 - 4.4", "3.6 - 5.0") is None
    assert pair("3.5 - 4.4", "  ") == (Decimal("3.5"), Decimal("4.4"))


SAME = (
    ("10^9/L", "10^9 /L", "10#9/L", "10**9/L", "10E9/L", "10*9/L", "10⁹/L", "10^9/l"),
    ("µmol/L", "umol/L", "\u03bcmol/L", "µmol/l"),
    ("mL/min/1,73m2", "mL/min/1.73m2", "ml/min/1,73m2", "ml/min/1,73 m2", "mL/min/1,73m²"),
    ("mmol/L", "mmol/l", " mmol / L "),
    ("", "0", "1", " "),
    ("g/dL", "g/dl"),
)


@pytest.mark.parametrize("spellings", SAME)
def test_spellings_of_one_unit_are_one(spellings: tuple[str, ...]) -> None:
    assert len({reference_limits.normal(each) for each in spellings}) == 1


@pytest.mark.hazard("H5.3")
@pytest.mark.parametrize(
    "units",
    [
        ("mg/L", "mg/L FEU", "mg/mL", "µg/L", "ng/L", "g/dL"),
        ("mmol/L", "Mmol/L", "pmol/L", "mmol/mol", "%"),
        ("10^9/L", "10^12/L", "U/L", "mm"),
    ],
)
def test_two_units_are_never_one(units: tuple[str, ...]) -> None:
    assert len({reference_limits.normal(each) for each in units}) == len(units)
