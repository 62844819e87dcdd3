"""Telephone numbers: found in a line, grouped for the eye, digit by digit for the ear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.domain.contacts import Contact, dialled, grouped, is_phone, spoken
from provesvar_gui.domain.phone_in_line import contact_of


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("22000000", "22 00 00 00"),
        ("90 00 00 00", "900 00 000"),
        ("40000000", "400 00 000"),
        ("80000000", "800 00 000"),
        ("116117", "116 117"),
        ("02800", "02800"),
        ("113", "113"),
        ("+4722000000", "+47 22 00 00 00"),
        ("+46 8 123 456 78", "+46 8 123 456 78"),
    ],
)
def test_as_it_is_written_in_norway(written: str, shown: str) -> None:
    assert is_phone(written)
    assert grouped(written) == shown


@pytest.mark.parametrize("written", ["", "12", "ring", "22-00", "1" * 16, "+", "22 00 00 00 x", "٢٢٠٠٠٠٠١"])
def test_no_number(written: str) -> None:
    assert not is_phone(written)


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        ("IT-vakten, 22 00 00 00", Contact(name="IT-vakten", phone="22000000")),
        ("IT-vakten: 22000000 (hele døgnet)", Contact(name="IT-vakten", phone="22000000", hours="hele døgnet")),
        ("Personvernombudet, tlf. 02800", Contact(name="Personvernombudet, tlf.", phone="02800")),
        ("personvern@example.org", Contact(name="personvern@example.org")),
        ("", Contact(name="")),
        ("(IT) vakten 22 00 00 01", Contact(name="(IT) vakten", phone="22000001")),
        ("22 00 00 01 IT-vakten", Contact(name="IT-vakten", phone="22000001")),
        ("IT (+47) 22 00 00 01", Contact(name="IT", phone="+4722000001")),
        ("IT 0047 22 00 00 01", Contact(name="IT", phone="+4722000001")),
        ("IT, +46 8 123 456 78 (døgnet)", Contact(name="IT", phone="+46 8 123 456 78", hours="døgnet")),
        ("IT 22 00 00 01 / 900 00 001", Contact(name="IT", phone="22000001", hours="900 00 001")),
        ("IT 22 00 00 01. Ring igjen.", Contact(name="IT", phone="22000001", hours="Ring igjen.")),
    ],
)
def test_a_line_with_name_and_number(line: str, contact: Contact) -> None:
    assert contact_of(line) == contact


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        ("IT-vakten 24/7 22 00 00 01", "22000001"),
        ("IT-vakten (24/7), 22 00 00 01", "22000001"),
        ("Legevakt 1 22 00 00 01", "22000001"),
        ("IT, avd. 3 22 00 00 01", "22000001"),
        ("avd 12 22 33 44 55", "22334455"),
        ("Nivå 2 900 00 001", "90000001"),
        ("IT 22 00 00 01 08-16", "22000001"),
        ("IT 22 11 33 44 08:00–16:00", "22113344"),
        ("IT 22 33 44 55 24 timer", "22334455"),
        ("IT 22 00 00 01 1 døgn", "22000001"),
        ("rom 3012, tlf 22 00 00 01", "22000001"),
        ("rom 3012, tlf. 02800", "02800"),
        ("kl. 0800-1530: 22 00 00 01", "22000001"),
        ("22-00-00-01", "22000001"),
        ("22.00.00.01", "22000001"),
        ("IT 800\u201100\u2011001", "80000001"),
        ("Vakt\u00a022\u00a000\u00a000\u00a001", "22000001"),
        ("Vakt 22\u202f00\u202f00\u202f01", "22000001"),
        ("IT  22  00  00  01", "22000001"),
        ("Ring 22 00 00 01, internt 3012", "22000001"),
        ("IT 116 117 (døgnet)", "116117"),
        ("Lab, faks 22 00 00 02, tlf. 22 00 00 01", "22000001"),
        ("+46 22 00 00 01", "+46 22 00 00 01"),
    ],
)
def test_the_right_number_among_other_digits(line: str, phone: str) -> None:
    assert contact_of(line).phone == phone


@pytest.mark.parametrize(
    "line",
    [
        "IT 22 33 44 55 66",  # two ways
        "IT 22 00 00 01/02",
        "IT 22 00 00 01-05",
        "IT 998877665",
        "IT 01.02.2026",
        "IT, rom 3012",
        "IT, fax: 22 00 00 02",
        "IT kl. 0800 til 1530",
        "IT 3012, 3013",
        "113/116117",
        "https://example.org/22000001",
        "it22000001@example.org",
        "IT +46 8 123 456 78 24 timer",
        "0046 8 22 00 00 01",
        "٢٢٠٠٠٠٠١",
    ],
)
def test_in_doubt_the_whole_line_and_no_number(line: str) -> None:
    assert contact_of(line) == Contact(name=line)


def test_for_the_ear() -> None:
    assert spoken("+47 22 00") == "+ 4 7 2 2 0 0"


@given(st.from_regex(r"\+?[0-9]{3,15}", fullmatch=True))
def test_no_digit_is_lost_or_moved(phone: str) -> None:
    assert dialled(grouped(phone)) == phone


@given(st.text(max_size=60) | st.text(alphabet="0123456789 +-./()kltTav", max_size=60))
def test_any_line(line: str) -> None:
    found = contact_of(line)
    assert not found.phone or is_phone(found.phone)


@given(st.integers(20_000_000, 99_999_999).map(str), st.sampled_from(["avd. 3", "24/7", "IT,", "kl. 08-16", "rom 301:"]))
def test_a_number_of_eight_digits_is_found_whole(number: str, before: str) -> None:
    for written in (number, grouped(number), " ".join(number[at : at + 2] for at in range(0, 8, 2))):
        assert contact_of(f"{before} {written} (døgnet)").phone == number
