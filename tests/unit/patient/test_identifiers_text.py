from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.patient.numbers import clean, find_number, visible

NUMBER = "12057900499"


@pytest.mark.parametrize(
    "text",
    [
        "120579 00499",
        "120579\u200900499\r\n",
        "\u202a12057900499\u202c",
        "1205\u00ad7900499",
        "12.05.79 00499",
        "120579–00499",
        "１２０５７９００４９９",
        "12057900499.0",
        "12057900499,0",
        "\x0212057900499\x03\r",
        "Fnr: 120579 00499",
        "FØDSELSNUMMER: 12057900499",
        "fnr/dnr: 12057900499",
        "Fnr: 12057900499.0",
        "12.05.1979 00499",
        "Fnr. 12.05.1979 00499",
        "1205197900499",
        "120579\ufe0f00\u034f499",
    ],
)
def test_texts_that_are_cleaned_to_a_number(text: str) -> None:
    assert clean(text) == NUMBER


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("", ""),
        (" \t\r\n", ""),
        ("1205790O499", "1205790O499"),
        ("1205790049²", "1205790049²"),
        ("x12057900499", "x12057900499"),
        ("5073500186.0", "5073500186"),
        ("120579.0", "1205790"),  # still being typed: the zero is the number's own
        ("12.05.79.00", "12057900"),
        ("1205217900499", "1205217900499"),  # no such century
        ("0000180000000", "0000180000000"),  # no such date
        ("1205197900498", "1205197900498"),  # two digits too many as likely as a year
        ("12.05.1979 00498", "12057900498"),  # plainly a year, and a wrong digit that is shown
        ("\ud800", "\ud800"),
    ],
)
def test_texts_that_cleaning_leaves_unchanged(text: str, left: str) -> None:
    assert clean(text) == left


@pytest.mark.parametrize("typed", ["120579 00499", "120579.00499", "12.05.79 00499", "12.05.79.00499"])
def test_cleaning_never_loses_a_digit_while_the_number_is_typed(typed: str) -> None:
    for length in range(len(typed) + 1):
        assert clean(typed[:length]) == "".join(c for c in typed[:length] if c in "0123456789")


@pytest.mark.parametrize(
    "text",
    [
        "Kari Nordmann, 120579 00499",
        "Fødselsnummer (11 siffer): 12057900499.",
        "Navn: Kari\nFnr:12057900499\n7012 Trondheim",
        "Navn\tKari\t120579\u00a000499\tTlf 22 22 22 22",
        '"12057900499";"Kari"',
        "120579\u200b00499, se 120579 00499",
        "Orgnr 974706490, fnr 12057900499",
    ],
)
def test_found_among_words(text: str) -> None:
    assert find_number(text) == NUMBER


@pytest.mark.parametrize(
    "text",
    [
        "",
        "120579 0049",
        "x12057900499",
        "120579004991",
        "120579 00499 12",
        "12057900499 og 01896900052",
        "tlf. 12 05 79 00 499",
        "Kari 120579\n00499",
        "1205790049²",
        "١٢٠٥٧٩٠٠٤٩٩",
    ],
)
def test_nothing_found_where_it_is_doubtful(text: str) -> None:
    assert find_number(text) == ""


def test_a_text_that_is_too_long_is_not_looked_at() -> None:
    long = f"Fnr {NUMBER}. {'x' * 344_000}"
    assert clean(long) is long
    assert find_number(long) == ""
    spaces = " " * (2000 - len(NUMBER))
    assert clean(NUMBER + spaces) == NUMBER == find_number(NUMBER + spaces)
    assert find_number(f"{NUMBER}{spaces} ") == ""  # behind the part that is looked at the number might go on


@given(text=st.text(st.one_of(st.sampled_from("0123456789 -.:a\n\u00a0\u200b０５"), st.characters()), max_size=40))
def test_what_is_found_stands_there_in_its_order(text: str) -> None:
    found = find_number(text)
    assert found == "" or (len(found) == 11 and found.isascii() and found.isdigit())
    rest = iter(c for c in visible(text) if c in "0123456789")
    assert all(digit in rest for digit in found)
