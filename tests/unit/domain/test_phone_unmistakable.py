"""A number in large type is unmistakable: lines as hospitals write them, with one number, with two, with a fax."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from provesvar_gui.domain.contacts import Contact, dialled
from provesvar_gui.domain.phone_in_line import contact_of, phone_in


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        # as a hospital's page of contacts, a signature or a notice at the desk has it
        ("Sentralbord: 22 11 80 80", "22118080"),
        ("Telefon: 55 97 50 00 (hverdager 07:30–15:30)", "55975000"),
        ("IKT Servicedesk, tlf. 02112, tast 2", "02112"),
        ("Brukerstøtte 02112 (døgnåpen)", "02112"),
        ("Vaktnummer: 22 00 00 01", "22000001"),
        ("Telefonnummeret er 22 00 00 01", "22000001"),
        ("Personvernombudet (tlf. 22 00 00 01)", "22000001"),
        ("Lab 22 00 00 01 (internt 3012)", "22000001"),
        ("Ring 22 00 00 01, internt 3012", "22000001"),
        ("IT-vakt: 22 00 00 01 (hele døgnet, 365 dager)", "22000001"),
        ("Lab 22 00 00 01, int. 4567", "22000001"),
    ],
)
def test_as_hospitals_write_it_the_number_is_large(line: str, phone: str) -> None:
    assert contact_of(line).phone == phone


@pytest.mark.parametrize(
    "line",
    [
        "Gammelt nummer 22 00 00 01, nytt nummer 22 00 00 02",
        "Gammelt tlf 22 00 00 01, nytt 22 00 00 02",
        "Gamle Tlf 22 00 00 01",
        "GAMLE TLF 22 00 00 01",
        "Tidligere 22 00 00 01, nå 22 00 00 02",
        "Utgått: 22 00 00 01, bruk 22 00 00 02",
        "Tlf 22 00 00 01 er ikke lenger i bruk",
        "22 00 00 01 (gjelder ikke fra 1.1), 22 00 00 02",
        "Tlf 22 00 00 01, nytt nummer 22 00 00 02",
        "Dagtid 22 00 00 01, kveld og helg 22 00 00 02",
        "Tlf dag: 22 00 00 01, natt: 22 00 00 02",
        "Dag 22 00 00 01, natt tlf 22 00 00 02",
        "Tlf 22 00 00 01 (08-16) / 22 00 00 02 (16-08)",
        "Tlf 22 00 00 01, ellers 22 00 00 02",
        "Ved stengt 22 00 00 01, ellers 22 00 00 02",
        "Telefon 22 00 00 01, mobil 900 00 001",
        "Lab 22 00 00 01. Ved livsfare ring 113",
        "Ring vakthavende 22 00 00 01, tlf 22 00 00 02",
        "Tlf 22 33 44 55 66, IT 22 00 00 01",
        "Kundenr 40123456, IT 22 00 00 01",
        "Sak 40123456",
        "HF-nr 40123456",
        "Kunde: 40 12 34 56",
        "Kunde 12 22 00 00 01, IT 22 00 00 02",
        "Lab 22 00 00 01, kunde +46 8 123 456 78 IT",
        "Kunde 40123456, org 99494568",
        "konto 22 00 00 01",
        "Teksttelefon 22 00 00 01",
        "Tlf./faks 22 00 00 01",
        "Faks (døgn) 22 00 00 01",
        "Telefaks er 22 00 00 01",
        "22 00 00 01 er faks",
        "Telefon 22 00 00 01 (faks)",
        "Nattevakt 22 00 07 00: tlf 23 07 00 00",
        "Åpent 20 00 08 00",
        "Vaktbytte 20 00 07 30",
        "Helligdager 24 12 25 12, tlf 02800",
        "Calling 1234 (internt), 22 00 00 01 (utenfra)",
        "IT +46 8 123 456 78, vakt 22 00 00 01",
        "Internt 22 00 00 01, 22 00 00 02",
        "IT tlf22000001, 22 00 00 02",
        "Tlf 22 00 00 2. etasje",
        "IT 22 00 00 365 dager",
        "IT 22 00 00 01, Kirkeveien 22 00 00 02",
        "Ikke døgn: 22 00 00 01, natt 22 00 00 02",
        # which of them is the fax?
        "Tlf/faks 22 00 00 01, 22 00 00 02",
        "Faks/tlf 22 00 00 01, 22 00 00 02",
        "Lab: faks, tlf 22 00 00 01, 22 00 00 02",
        "Telefon/telefaks: 22 00 00 01, 22 00 00 02",
        "Tlf og faks: 22 00 00 01 og 22 00 00 02",
        "Lab, tlf/faks: 22 00 00 01; 22 00 00 02",
        "Tlf, faks 22 00 00 01, 22 00 00 02",
        "Faks 22 00 00 01 eller 22 00 00 02",
        "Lab faks 22 00 00 01 og 22 00 00 02",
        "Faks: 22 00 00 01 (lab), 22 00 00 02 (post)",
        "Telefax 22000001, 22000002",
        "22 00 00 01 (faks) 22 00 00 02 (tlf)",
        "Tlf 22 00 00 01 (faks) IT 22 00 00 02",
        # each of them may be the one to call
        "IT 22000001, mobil 90000001",
        "IT 22 00 00 01, mobil 900 00 001",
        "IT 22102015, mobil 900 00 001",  # or a date
        "Lab dag 22000001, vakttelefon 90000001",
        "Lab dagtid 22 00 00 01, vakttelefon 900 00 001",
        "Lab, kontortid 22 00 00 01, ellers tlf 900 00 001",
        "Ved stengt 22 00 00 01, ellers tlf 900 00 001",
        "Hovednummer 22 00 00 01, vakttelefon 900 00 001",
        "Abonnement 40123456, tlf 22 00 00 01",  # a word that no list knows
        # a word or a number that is not understood: a human reads the line
        "Tlf.: 72 57 30 00, e-post: personvern2024@example.org",
        "T: 22 00 00 01 | F: 22 00 00 02",
        "T. 22 00 00 01 F. 22 00 00 02",
        "Tlf: 22 00 00 01 Faks: 22 00 00 02",
        "Telefon 22 00 00 01 – Telefaks 22 00 00 02",
        "F: 22 00 00 02 T: 22 00 00 01",
        "Faks (døgn) 22 00 00 02, tlf 22 00 00 01",
        "Telefaks er 22 00 00 02, telefon 22 00 00 01",
        "Personvern (faks) 22 00 00 02 (tlf) 22 00 00 01",
        "fax/scan 22 00 00 02, tlf 22 00 00 01",
        "Tlf 22 00 00 01 (faks 22 00 00 02)",
        "Tlf 22 00 00 01, 22 00 00 02 (faks)",
        "Lab 22 00 00 01, faks på forespørsel",
        "Lab. for medisinsk biokjemi, vakttelefon 22 00 00 01 (hele døgnet)",
        "Bakvakt mikrobiologi: mobil 900 00 001 etter kl. 15.30",
        "Personvernombud Kari Nordmann, direktetelefon 22 00 00 01",
        "Personvernombud Ingrid 22 00 00 01",
        "Postboks 1400, 5021 Bergen, tlf 55 97 50 00",
        "Org.nr. 994 945 688, tlf 22 00 00 01",
        "Org.nr. 994 945 688, telefon +47 22 00 00 01",
        "Tlf 22 00 00 01, org.nr. 994 945 688",
        "Tlf 22 00 00 01 (fra utlandet +47 22 00 00 01)",
        "Internt 3012, tlf 22 00 00 01",
        "Ring 22 00 00 01. Ikke ring 22 00 00 02",
        "Vakttlf 22 00 00 01 eller 900 00 001",
        "IT-vakten, kunde 40123456, tlf 22 00 00 01",
        "Sak 20231234, tlf 22 00 00 01",
        "Sak 2023/1234: 22 00 00 01",
        "HF-nr 40123456, tlf 22 00 00 01",
        "Avtale 40123456 - telefon 22 00 00 01",
        "IT-vakten (avtale 55123456): ring 22 00 00 01",
        "Anleggsnr. 707057500012345678 tlf 22 00 00 01",
        "GLN 70800012, ring 22 00 00 01",
        "Teams-møte 40 12 34 56, tlf 22 00 00 01",
        "Ved feil 24 t: 22 00 00 01",
        "tlf 815 00 000 (ikke døgn)",
        "Nytt nummer: 22 00 00 01",
        "Lab dagtid 22 00 00 01",
        "IT-vakt, utenom kontortid: 22 00 00 01",
        "IT-vakt 24/7/365, 22 00 00 01",
        "Rikshospitalet, 0372 OSLO, tlf 22 00 00 01",
        "IT-vakt, tlf 22 00 00 01 (Kirkeveien 166)",
        "Kirkeveien 166, 0450 Oslo, tlf 22 00 00 01",
        "Legevakten i Kirkeveien 900 00 001",
        "Legevakten i Kirkeveien 22 00 00 01",
        "IT, tlf 22 00 00 01 2. etasje",
        "Bydel Gamle Oslo, 22 00 00 01",
        "Gamle Fredrikstad legesenter, 22 00 00 01",
        "Tlf/faks poliklinikk 10: 22 00 00 01",
        "Faks poliklinikk 10: 22 00 00 01",
        "Faks, sengepost 10, 22 00 00 01",
        "Faks lab 12: 22 00 00 01",
        "Faks etter 16: 22 00 00 01",
        "Faks 1 og 10: 22 00 00 01",
        "SMS 24: 22 00 00 01",
        "Kunde nr 12: 22 00 00 01",
        "Lab 22 00 00 01, faks",
        "Personvernombud, 22 00 00 01, telefaks",
        "22 00 00 01, faks",
        "Lab 22 00 00 01; bare faks",
        "Lab 22 00 00 01, kun faks",
        "Lab 22 00 00 01 | faks",
        "support@example.org, kundenummeret er 40123456",
        "Kundenummeret: 40123456",
        "Kundenr. vårt: 40123456",
        "Kundenummer hos Norsk Helsenett: 40123456",
        "Orgnr vårt: 99494568",
        "Saksnummeret er 40123456",
        "Avtalenummer for sykehuset 40123456",
        "KundeID: 40123456",
        "40123456 (kundenummer), se intranett",
        "Send SMS til 22 00 00 01",
        "22 00 00 01 (bare SMS)",
        "Tekstmelding: 22 00 00 01",
        "Tlf 22 00 00 01 virker ikke",
        "22 00 00 01 skal ikke brukes",
        "22 00 00 01 – ikke ring dette nummeret",
        "Tlf 22 00 00 01 (brukes ikke)",
        "Tlf 22 00 00 01 er stengt, bruk e-post",
        "Tlf 22 00 00 01 (ikke om natten)",
    ],
)
def test_what_can_be_read_in_two_ways_is_not(line: str) -> None:
    assert contact_of(line) == Contact(name=line)


@pytest.mark.parametrize("number", [f"00 00 00 0{last}" for last in range(1, 10)])
def test_the_examples_of_the_sandbox_are_large(number: str) -> None:
    assert contact_of(f"IT-vakten, {number} (hele døgnet)") == Contact(
        name="IT-vakten", phone=dialled(number), hours="hele døgnet"
    )


# Of two numbers among these, either may be the one.
SAID = [
    *(
        "IT",
        "IT-vakten",
        "Lab",
        "vakt",
        "dag",
        "natt",
        "ellers",
        "ved feil",
        "kunde",
        "sak",
        "avtale",
        "ID",
        "konto",
        "HF-nr",
        "kode",
    ),
    *(
        "abonnement",
        "ny",
        "hele døgnet",
        "(08-16)",
        "kl. 16",
        "rom 301",
        "avd. 3",
        "24/7",
        "Ingrid",
        "internt",
        "tast",
        "ikke",
        "åpent",
    ),
    *("nød", "AMK", "nummer", "direkte", "eller", "og", "Telefontid", "personvern@example.org", "1", "12", "Postboks 1400"),
]
GAPS = st.sampled_from([" ", " ", ", ", ": ", " - ", " – ", "; ", ". ", " (", ") ", " / ", "/", "  ", "\u00a0"])
FILLED = st.lists(st.tuples(st.sampled_from(SAID) | st.text("aeioylnd", min_size=2, max_size=9), GAPS), max_size=3).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)
A_TIME = re.compile("(?:19|20)[0-9]{2}$|^(?:19|20)|^2[0-4](?:00|15|30|45)[0-9]{2}(?:00|15|30|45)$")  # a date, or hours
NATIONAL = st.integers(20_000_000, 99_999_999).map(str).filter(lambda digits: not A_TIME.search(digits))
NUMBERS = st.one_of(
    NATIONAL,
    NATIONAL.map(lambda digits: " ".join(re.findall("..", digits))),
    NATIONAL.map(lambda digits: f"{digits[:3]} {digits[3:5]} {digits[5:]}"),
    NATIONAL.map("+47 {}".format),
    st.sampled_from(["02800", "116 117", "05300", "+46 8 123 456 78"]),
)
CALLED = st.sampled_from(
    ["tlf ", "Tlf. ", "tlf: ", "Telefon ", "vakttelefon: ", "Ring ", "ring oss på ", "mobil ", "(tlf) ", "telefon nr. ", "T: "]
)
PARTED = st.sampled_from([" ", ", ", "; ", ". ", " - ", " / ", " (", ") "])


def national(number: str) -> str:
    return dialled(number).removeprefix("+47")


@given(FILLED, st.just("") | CALLED, NUMBERS, PARTED, FILLED, st.just("") | CALLED, NUMBERS, FILLED)
def test_of_two_that_may_be_dialled_none(
    first: str, called: str, number: str, parted: str, between: str, again: str, other: str, last: str
) -> None:
    assume(national(number) != national(other))
    line = f"{first}{called}{number}{parted}{between}{again}{other} {last}"
    assert phone_in(line) is None, line


FAXED = st.sampled_from(
    ["faks ", "Faks: ", "tlf/faks: ", "faks/tlf ", "Telefaks, ", "(faks) ", "faks, tlf ", "tlf og fax ", "f: "]
)


@given(FILLED, st.just("") | CALLED, FAXED, st.just("") | CALLED, NUMBERS, FILLED, st.booleans())
def test_beside_a_fax_none(first: str, called: str, fax: str, again: str, number: str, last: str, behind: bool) -> None:
    line = f"{first}{called}{number}, {fax}{last}" if behind else f"{first}{called}{fax}{again}{number} {last}"
    assert phone_in(line) is None, line


@given(FILLED, st.just("") | CALLED, NATIONAL, PARTED, FILLED, st.just("") | CALLED, NATIONAL)
def test_written_together_or_with_gaps_is_the_same(
    first: str, said: str, number: str, parted: str, between: str, again: str, other: str
) -> None:
    together, with_gaps = (
        phone_in(f"{first}{said}{gap.join(re.findall('..', number))}{parted}{between}{again}{gap.join(re.findall('..', other))}")
        for gap in ("", " ")
    )
    assert (together and together.phone) == (with_gaps and with_gaps.phone)


@given(FILLED, st.just("") | CALLED, NUMBERS, FILLED)
def test_nothing_of_the_line_is_lost(first: str, called: str, number: str, last: str) -> None:
    line = f"{first}{called}{number} {last}"
    found, contact = phone_in(line), contact_of(line)
    shown = line[found.start : found.end] if found else ""
    assert sorted(re.findall(r"\w", contact.name + shown + contact.hours)) == sorted(re.findall(r"\w", line))
