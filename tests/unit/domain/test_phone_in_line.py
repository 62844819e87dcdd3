"""The telephone number of a line that somebody has written: the right one in large type, or none."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from provesvar_gui.domain.contacts import Contact, dialled, grouped, is_phone
from provesvar_gui.domain.phone_in_line import contact_of, phone_in


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        ("IT-vakten, 22 00 00 00", Contact(name="IT-vakten", phone="22000000")),
        ("IT-vakten: 22000000 (hele døgnet)", Contact(name="IT-vakten", phone="22000000", hours="hele døgnet")),
        ("Personvernombudet, tlf. 02800", Contact(name="Personvernombudet, tlf.", phone="02800")),
        ("personvern@example.org", Contact(name="personvern@example.org")),
        ("", Contact(name="")),
        ("(IT) vakten 22 00 00 01", Contact(name="(IT) vakten", phone="22000001")),
        ("IT (+47) 22 00 00 01", Contact(name="IT", phone="+4722000001")),
        ("IT 0047 22 00 00 01", Contact(name="IT", phone="+4722000001")),
        ("IT 22 00 00 01 (hverdager), (døgn i helg)", Contact(name="IT", phone="22000001", hours="(hverdager), (døgn i helg)")),
    ],
)
def test_a_line_with_name_and_number(line: str, contact: Contact) -> None:
    assert contact_of(line) == contact


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        ("IT-vakten, 00 00 00 02 (hele døgnet)", "00000002"),  # an example
        ("22-00-00-01", "22000001"),
        ("22.00.00.01", "22000001"),
        ("IT 800\u201100\u2011001", "80000001"),
        ("Vakt\u00a022\u00a000\u00a000\u00a001", "22000001"),
        ("Vakt 22\u202f00\u202f00\u202f01", "22000001"),
        ("IT  22  00  00  01", "22000001"),
        ("Ring 22 00 00 01, internt 3012", "22000001"),
        ("(22 00 00 01)", "22000001"),
        ("IT 02800, kl. 08-16", "02800"),
        ("Ring oss på 5555 (08-16)", "5555"),
        ("Vakttelefon: 3012", "3012"),
    ],
)
def test_the_right_number_among_other_digits(line: str, phone: str) -> None:
    assert contact_of(line).phone == phone


@pytest.mark.parametrize(
    "line",
    [
        "IT 22 33 44 55 66",  # two ways
        "IT 22000001/90000001",  # which of them, or an account and a number
        "IT 22 00 00 01 / 900 00 001",
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
        "IT ٢ 22 00 00 01",
        "Legevakt 1 22 00 00 01",
        "Personvernombudet, Postboks 4950 Nydalen, 0424 Oslo",
        "Personvernombudet, Kirkeveien 5, 0450 Oslo",
        "Personvernombudet, Kirkeveien 113",
        "IT, Oslo 0424",
        "Ring 3012 Skien",
        "Telefon 2200 0000 Oslo",
        "Telefon 0800",
        "Åpent 0800 til 1600",
        "Laboratoriet hverdager 0730 til 1530",
        "Åpent 08 00 16 00",
        "Telefon 08 00 16 00",
        "Oppdatert 20261001",
        "IT 20261001",
        "Oppdatert 25122026",
        "IT fax 02800",
        "Fax: +46 8 123 456 78",
        "IT +46 8 123 456 78 (fax)",
        "IT 22 00 00 01 (fax)",
        "IT 22 00 00 01 faks 22 00 00 02",
        "IT 22 00 00 02 (faks), 22 00 00 01",  # no word says that it is to be called
        "Faks 22000001/22000002",
        "00000000/22000001",
        "Vakttelefon 45 00 00 00 00",
        "Inngang 22 00 00 00 00",
        "IT 22 00 00 01 - 09",
        "IT 22 00 00 01 / 02",
        "IT 22 00 00 01-22 00 00 09",
        "IT 22\u200b00 00 01\u200b02",
        "IT (22) 00 00 01",
        "IT 5555",
        "Kontor 3012",
        "inngang 305",
        "Vaktrom 3012",
        "Rom 12345678",
        "Rom 12 34 56 78",
        "HER-id 80012345",
        "HER-id: 02800",
        "Kode 1234",
        "Ikke ring 22 00 00 01",
        "Ring ikke 5555",
        "Nød 113, legevakt 116 117",
        "Brukerstøtte: 800 HELSE",
        # a word or a number that is not understood: a human reads the line
        "22 00 00 01 IT-vakten",
        "IT, +46 8 123 456 78 (døgnet)",
        "IT-vakt tlf 22 00 00 01 / 900 00 001",
        "IT 22 00 00 01 (tlf) 08-16",
        "IT 22 00 00 01. Ring igjen.",
        "IT-vakten 24/7 22 00 00 01",
        "IT-vakten (24/7), 22 00 00 01",
        "Legevakt 1, 22 00 00 01",
        "IT, avd. 3 22 00 00 01",
        "avd 12 22 33 44 55",
        "Nivå 2 900 00 001",
        "IT 22 00 00 01 08-16",
        "IT 22 11 33 44 08:00–16:00",
        "IT 22 33 44 55 24 timer",
        "IT 22 00 00 01 1 døgn",
        "rom 3012, tlf 22 00 00 01",
        "rom 3012, tlf. 02800",
        "kl. 0800-1530: 22 00 00 01",
        "IT 116 117 (døgnet)",
        "Lab, faks 22 00 00 02, tlf. 22 00 00 01",
        "+46 22 00 00 01",
        "Tlf 22000001/90000001",
        "Oppdatert 20261001, 22 00 00 01",
        "Orgnr 97476067, tlf 22 00 00 01",
        "Kundenummer 22334455, telefonnummer 22 00 00 01",
        "IT 08 00-16 00: 22 00 00 01",
        "IT 22 00 00 01 0800-1600",
        "Postboks 4950 Nydalen, 0424 Oslo, tlf 22 00 00 01",
        "Kontor 22 00 00 01",
        "IT tlf 22 00 00 01, faks 22 00 00 02",
        "Ikke ring 22 00 00 02, ring 22 00 00 01",
        "Faks 5555, tlf 4444",
        "Åpent 0800 til 1600, ring 5555",
        "Etter kl. 16 ring 113",
        "5555",
        "113 (00-24)",
        "tlf 800 HELSE",
        "Ring 800-HELSE",
        "Ring 815 LAB",
        "Ved livsfare ring 113, 22 00 00 01",
        "Ring 113 (22 00 00 01)",
        "Ved livsfare ring 113 eller 22 00 00 01",
        "Vakttelefon 2026, 22 00 00 01",
        "Vakttelefon 2026",
        "Ring 1500",
        "IT 113",
        "Ring 113",
        "113, 22 00 00 01",
        "Ring 5555, internt 3012",
        "IT 40123",
        "305",
        "IT-22000001",
        "Tlf 22 00 00 01 (2025-2026)",
        "IT 22\u00ad00 00 01",
        "\u202e40 00 00 22",
    ],
)
def test_in_doubt_the_whole_line_and_no_number(line: str) -> None:
    assert contact_of(line) == Contact(name=line)


NAMES = [
    "IT",
    "tlf",
    "tlf.",
    "Ring",
    "vakttelefon:",
    "kl.",
    "rom",
    "avd.",
    "fax",
    "(fax)",
    "Oslo",
    "ikke",
    "til",
    "døgn",
    "HER-id",
    "t",
]
OTHER = [
    "08-16",
    "0800-1600",
    "24/7",
    "0424",
    "/",
    "-",
    "–",
    ",",
    "(",
    ")",
    "+47",
    "0047",
    "(+47)",
    "+46",
    "01.10.2026",
    "20261001",
]
WORDS = st.sampled_from([*NAMES, *OTHER])
DIGITS = st.from_regex(r"[0-9]{1,4}|[2-9][0-9]{7}|[2-9][0-9](?: [0-9]{2}){3}|[4-9][0-9]{2} [0-9]{2} [0-9]{3}", fullmatch=True)
ANYTHING = st.text(max_size=60) | st.text(alphabet="0123456789 \u00a0\u200b+-./():kltTav٢²", max_size=60)
LIKELY = st.builds(
    lambda parts, gaps: "".join(f"{part}{gap}" for part, gap in zip(parts, gaps, strict=True)),
    st.lists(WORDS | DIGITS, min_size=8, max_size=8),
    st.lists(st.sampled_from([" ", " ", " ", ", ", "", "  ", "\u00a0"]), min_size=8, max_size=8),
)


@given(ANYTHING | LIKELY)
def test_a_number_in_large_type_is_a_piece_of_the_line_and_of_no_longer_digits(line: str) -> None:
    found = phone_in(line)
    if found is None:
        assert contact_of(line) == Contact(name=line.strip())
        return
    before, piece, behind = line[: found.start], line[found.start : found.end], line[found.end :]
    assert is_phone(found.phone)
    assert re.sub(r"^(?:\+|00)47", "+47", re.sub("[^0-9+]", "", piece)) == dialled(found.phone)
    assert piece[0] in "+(" or piece[0].isdigit()
    assert piece[-1].isdigit()
    assert not re.search(r"[\w+@=]$|\d[-.:–]$", before)
    assert not re.match(r"[\w+@]|[-.:–]\d", behind)
    digits = dialled(found.phone).removeprefix("+47")
    assert len(digits) in (3, 5, 6) or digits[0] not in ("0" if len(digits) == 4 else "01")
    assert not re.search(r"(?i)fa(x|ks)[ .:(]*$", before)


@given(st.lists(st.sampled_from(["0", "2", "4", "7", "22", "00", "900", "22000001", " ", " ", "  ", "/", " / "]), max_size=14))
def test_of_digits_with_gaps_all_are_shown_or_none(pieces: list[str]) -> None:
    """No hours, rooms or words that end a run: whatever stands in the row, the number is all of it up to a stroke."""
    row = "".join(pieces)
    found = phone_in(f"Vakttelefon {row}")
    if found is not None:
        whole = re.sub("[^0-9]", "", row)
        shown = dialled(found.phone)
        assert whole == shown or (len(shown) == 8 and "/" in row and whole.startswith(shown) and len(whole) % 8 == 0)


@given(
    st.integers(20_000_000, 99_999_999).map(str),
    st.sampled_from(["IT,", "Telefon", "Vakttelefon:", "Lab", "Personvernombudet (tlf.)", "Ring oss på"]),
)
def test_a_number_of_eight_digits_is_found_whole(number: str, before: str) -> None:
    assume(number[4:6] not in ("19", "20") and number[:2] != "20")  # a date?
    assume(not re.fullmatch("2[0-4](?:00|15|30|45)[0-9]{2}(?:00|15|30|45)", number))  # hours?
    for written in (number, grouped(number), " ".join(number[at : at + 2] for at in range(0, 8, 2))):
        assert contact_of(f"{before} {written} (døgnet)").phone == number


@given(st.integers(20_000_000, 99_999_999).map(str).map(grouped), st.from_regex(r"[0-9]{1,3}", fullmatch=True), st.booleans())
def test_digits_before_or_behind_it_are_a_doubt(number: str, more: str, before: bool) -> None:
    row = f"{more} {number}" if before else f"{number} {more}"
    assert phone_in(f"IT {row}") is None
    assert phone_in(f"Ring {row}") is None
