"""Values on the screen keep what the laboratory wrote (design §2, invariant 8)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.domain import text
from provesvar_gui.domain.results import Moment, Quantity, Range
from provesvar_gui.domain.text import NBSP, Language

LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")
literals = st.from_regex(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,12})?([eE][+-]?[0-9]{1,3})?", fullmatch=True)
languages = st.sampled_from(LANGUAGES)


@given(literals, languages)
def test_every_digit_sign_and_exponent_stays_in_its_place(literal: str, language: Language) -> None:
    shown = text.number(literal, language)
    assert len(shown) == len(literal)
    assert [a for a, b in zip(literal, shown, strict=True) if a != b] == ([] if language == "en" else ["."] * literal.count("."))


@given(st.text(), languages)
def test_what_is_no_number_is_untouched(words: str, language: Language) -> None:
    if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", words):
        assert text.number(words, language) == words


@pytest.mark.parametrize(
    ("literal", "language", "shown"),
    [
        ("4.00", "nb", "4,00"),
        ("4.00", "en", "4.00"),
        ("1.5E-3", "nn", "1,5E-3"),
        ("100000", "nb", "100000"),
        ("-0.0", "nb", "-0,0"),
    ],
)
def test_numbers(literal: str, language: Language, shown: str) -> None:
    assert text.number(literal, language) == shown


@given(literals, st.sampled_from(["", "<", "<=", ">", ">=", "~"]), st.text("abcµmolL/10E9^ ,2", max_size=12), languages)
def test_comparator_number_and_unit_never_part(literal: str, comparator: str, unit: str, language: Language) -> None:
    shown = text.quantity(Quantity(value=literal, comparator=comparator, unit=unit), language)
    assert " " not in shown
    parts = [comparator, text.number(literal, language), unit.replace(" ", NBSP)]
    assert shown == NBSP.join(part for part in parts if part)


def test_ucum_stands_in_for_a_missing_unit() -> None:
    assert text.quantity(Quantity(value="2", code="mmol/L"), "nb") == f"2{NBSP}mmol/L"


def test_an_open_interval_keeps_the_end_it_has() -> None:
    assert text.interval(Range(low=Quantity(value="3.50", unit="g")), "nb") == f"3,50{NBSP}g{NBSP}–{NBSP}"


@pytest.mark.parametrize(
    ("literal", "language", "shown"),
    [
        ("2024", "nb", "2024"),
        ("2024-08", "nb", "aug 2024"),
        ("2024-08-14", "nb", "14. aug 2024"),
        ("2024-08-04T10:32:00+02:00", "nb", "4. aug 2024 10:32"),
        ("2024-12-04T00:00:00.123+01:00", "nn", "4. des 2024 00:00"),
        ("2024-12-04T10:32:00Z", "nb", "4. des 2024 10:32 UTC"),
        ("2024-12-04T10:32:00-05:00", "en", "4 Dec 2024 10:32 UTC-05:00"),
        ("2024-13-04", "nb", "2024-13-04"),
        ("i går", "nb", "i går"),
        ("", "nb", ""),
    ],
)
def test_moments_keep_their_precision_and_the_clock_of_the_laboratory(literal: str, language: Language, shown: str) -> None:
    assert text.breakable(text.moment(Moment(literal=literal), language)) == shown


@given(st.datetimes(), st.sampled_from(["Z", "+01:00", "+02:00", "-11:30"]), languages)
def test_a_moment_shows_the_digits_of_its_literal(when: object, zone: str, language: Language) -> None:
    literal = f"{when:%Y-%m-%dT%H:%M:%S}".rjust(19, "0") + zone
    shown = text.moment(Moment(literal=literal), language)
    year, day, clock = literal[:4], literal[8:10].lstrip("0"), literal[11:16]
    assert re.findall(r"\d+", shown.split("UTC")[0]) == [day, year, *clock.split(":")]
    assert ("UTC" in shown) == (zone in {"Z", "-11:30"})


@given(st.text())
def test_no_text_breaks_a_moment(literal: str) -> None:
    text.moment(Moment(literal=literal), "nb")
    text.is_tabular(literal)


def test_lined_up_columns_are_recognised() -> None:
    assert text.is_tabular("Albumin     38,2    35 - 48\nGamma       14,9     5 - 15")
    assert not text.is_tabular("Fri tekst. Ny setning.\n\nOg en til.")
