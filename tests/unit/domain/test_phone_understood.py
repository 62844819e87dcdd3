"""A number is large only in a line of which every word is known; whatever is not, is shown as it was written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from provesvar_gui.domain.contacts import Contact, dialled
from provesvar_gui.domain.phone_in_line import contact_of, phone_in


def words_of(text: str) -> list[str]:
    """Runs of letters."""
    return re.findall(r"[^\W\d_]+", text)


#: Every word that may stand beside a number in large type. One more here is a decision: none of them may say of a number that it
#: is no telephone's, not to be called, or not the whole of it.
KNOWN: Final = frozenset(
    words_of("""
    tlf tlfnr telefon telefonen telefonnr telefonnummer telefonnummeret tel telephone phone mobil mobilen mobiltelefon mob
    vakttlf vakttelefon vakttelefonen vaktnr vaktnummer døgntelefon direktetelefon ring ringe call intern internt nr
    nummer er oss på us at on it ikt ict lab laboratorium laboratoriet laboratory vakt vakta vakten bakvakt driftsvakt
    døgnvakt drift brukerstøtte brukerstøtten brukerstøtta brukarstøtte brukarstøtta support servicedesk servicedesken
    helpdesk service help desk avdeling avdelingen avdelinga personvern personvernombud
    personvernombudet personvernombod personvernombodet privacy data protection officer sentralbord sentralbordet
    switchboard int linje tast trykk valg ext extension kl klokka klokken hverdag hverdager kvardag kvardagar virkedager
    yrkedagar dag dager dagar daglig dagleg daily alle hele heile døgnet døgn rundt døgnåpen døgnåpent døgnope døgnopen
    natt kveld dagtid kontortid arbeidstid i og and to til mandag tirsdag onsdag torsdag fredag lørdag søndag måndag
    tysdag laurdag sundag man tir ons tor fre lør søn mån tys lau sun mon tue wed thu fri sat monday tuesday wednesday
    thursday friday saturday sunday weekdays weekends helg helga helgen helger helligdag helligdager heilagdagar
    åpen åpent ope open opent åpningstid åpningstider telefontid t timer timar hours days around the clock
    """)
)

CATALOGUES: Final = Path(__file__).parents[3] / "resources" / "i18n"
FOUND_BEFORE: Final = words_of("""
    faks fax telefaks telefax faksnummer telefaksnummeret telekopi f fx sms tekstmelding mms teksttelefon bildetelefon
    kunde kundenr kundenummer kundenummeret kundeid kundeservice org orgnr organisasjonsnummer sak saksnr saksnummeret
    avtale avtalenummer kontonummer kid faktura referanse hpr gln bruker brukernavn passord pin kode prosjekt anlegg
    kategori abonnement ikke ikkje aldri not never virker brukes ringes svarer skal stengt lukket closed slettet nedlagt
    utgått utgår gammel gammelt gamle tidligere ny nytt nye endret byttet erstattet oppdatert versjon gjelder fra før
    etter siden år year uke dato ellers eller or evt rom room etg etasje bygg inngang sengepost poliklinikk postboks avd
    gata vei livsfare nød akutt bare kun vårt hos for av pasienter pårørende helsepersonell privat helse pizza calling
    personsøker søker nødnett kari nordmann oslo feil prøv alternativ
""")
CORPUS: Final = sorted(
    {
        word
        for catalogue in ("provesvar_nb.ts", "provesvar_nn.ts")
        for word in words_of((CATALOGUES / catalogue).read_text("utf-8").lower())
    }.union(FOUND_BEFORE)
    - KNOWN
)
NUMBERS: Final = ("22 00 00 01", "22000001", "900 00 001", "+47 22 00 00 01", "02800", "5555", "40123456", "113", "116 117")
WORDS = st.sampled_from(FOUND_BEFORE) | st.sampled_from(CORPUS)
KNOWN_WORDS = st.sampled_from(sorted(KNOWN))
GAPS = st.sampled_from([" ", " ", ", ", ": ", ". ", " - ", " – ", "; ", " (", ") ", "/", " / ", "\u00a0", "-", "\n"])
DIGITS = st.sampled_from([*NUMBERS, "8-16", "08–15", "24/7", "2026", "12", "1", "113", "0800-1600", "7"])


@st.composite
def lines(draw: st.DrawFn) -> str:
    """Words, known and other, and digits in any order."""
    parts = draw(st.lists(KNOWN_WORDS | WORDS | DIGITS, min_size=1, max_size=7))
    return "".join(part + draw(GAPS) for part in parts)


@st.composite
def understood(draw: st.DrawFn) -> tuple[str, str, str]:
    """What stands before a number, the number, and what stands behind it."""
    before = draw(
        st.sampled_from(["", "Tlf ", "IT-vakten, tlf. ", "Vakttelefon: ", "Lab (", "Ring oss på ", "Personvernombudet, "])
    )
    number = draw(
        st.sampled_from(["22 00 00 01", "90000001", "900 00 001", "+47 22 00 00 01", "(+47) 22 00 00 01", "0047 22000001"])
    )
    behind = draw(
        st.sampled_from(["", " (hverdager 8–15)", ", hele døgnet", " – døgnet rundt", ", tast 2", ", kl. 8-16", " (08–16)"])
    )
    return before, number, behind


def test_the_words_are_many_and_the_first_findings_among_them() -> None:
    assert len(CORPUS) > 2000
    assert {"faks", "sms", "kundenummeret", "ikke", "virker"} <= set(CORPUS)


@pytest.mark.parametrize(
    "line",
    [
        "{} 22 00 00 01",
        "{}: 40123456",
        "Tlf {} 22 00 00 01",
        "Lab, {}, tlf 22 00 00 01",
        "{}-tlf 22 00 00 01",
        "{} 10: 22 00 00 01",
        "{} 10, tlf 22 00 00 01",
        "Tlf 22 00 00 01 {}",
        "Tlf 22 00 00 01, {}",
        "Tlf 22 00 00 01 ({})",
        "Tlf 22 00 00 01 (8-16, {})",
        "22 00 00 01 er {}",
        "Tlf 22 00 00 01, internt 3012 {}",
        "Ring 5555 {}",
        "{} 02800",
        "116 117 {}",
    ],
)
def test_beside_a_word_that_is_not_known_no_number_is_large(line: str) -> None:
    assert [word for word in CORPUS if phone_in(line.format(word)) or phone_in(line.format(word.upper()))] == []


@given(understood(), WORDS, st.integers(0, 40), GAPS, GAPS)
def test_nor_wherever_in_the_line_the_word_stands(parts: tuple[str, str, str], word: str, at: int, gap: str, other: str) -> None:
    before, number, behind = parts
    spots = [0, *(spot.end() for spot in re.finditer(r"[ ,(]", before)), len(before)]
    spots += [len(before + number) + spot.start() for spot in re.finditer(r"[ ,]|\Z", behind)]
    line, spot = "".join(parts), spots[at % len(spots)]
    assert phone_in(line) is not None
    assert phone_in(f"{line[:spot]}{gap}{word}{other}{line[spot:]}") is None


@given(lines() | st.text(max_size=50))
@example("Tlf poliklinikk 10: 22 00 00 01")
@example("Tlf, 2026: 22 00 00 01")
def test_a_line_with_a_large_number_holds_known_words_alone(line: str) -> None:
    found = phone_in(line)
    if found is None:
        assert contact_of(line) == Contact(name=line.strip())
        return
    rest = f"{line[: found.start]} {line[found.end :]}"
    assert set(words_of(rest.casefold())) <= KNOWN
    assert not re.search(r"[0-9]", line[: found.start])  # hours and extensions stand behind it


@given(lines() | st.text(max_size=50) | understood().map("".join))
def test_of_no_line_is_anything_lost(line: str) -> None:
    found, contact = phone_in(line), contact_of(line)
    if found is None:
        assert contact == Contact(name=line.strip())
        return
    shown = f"{contact.name}|{contact.hours}"
    assert re.findall(r"[\w/]", shown) == re.findall(r"[\w/]", line[: found.start] + line[found.end :])
    assert re.sub(r"^\+?(?:00)?47(?=[0-9]{8}$)", "", dialled(line[found.start : found.end])) == contact.phone.removeprefix("+47")


@given(
    understood(), st.sampled_from([" ", ", ", " / ", "/", " eller ", " og ", "; ", " (", "-", " – "]), st.sampled_from(NUMBERS)
)
def test_of_two_numbers_none_is_large(parts: tuple[str, str, str], gap: str, other: str) -> None:
    before, number, behind = parts
    assume(dialled(number).removeprefix("+47").removeprefix("0047") != dialled(other).removeprefix("+47"))
    assert phone_in(f"{before}{number}{gap}{other}{behind}") is None
    assert phone_in(f"{before}{other}{gap}{number}{behind}") is None
    assert phone_in(f"{before}{number}{behind}{gap}tlf {other}") is None


@given(understood())
def test_a_line_that_is_understood_has_its_number_large(parts: tuple[str, str, str]) -> None:
    before, number, behind = parts
    assert contact_of("".join(parts)).phone == re.sub(r"^0047", "+47", dialled(number)), (before, behind)


@pytest.mark.parametrize(
    "line",
    [
        "Vakt 20.00.08.00", "Vakt 20-00-08-00", "Vakt 20  00  08  00", "Vakttelefon 20 00 08 00", "Telefon 20 00 08 00",
        "Vakt 23300730", "Drift 24 12 20 26", "Drift 31.12.20.26", "Drift 31-12-20-26", "Call on 24122026", "call at 20260101",
        "Tlf 22102015", "Call at 1620", "Ring på 1310", "Ring oss på 1620",
    ],
)  # fmt: skip
def test_hours_and_dates_are_no_number_whatever_stands_between_their_digits(line: str) -> None:
    assert contact_of(line) == Contact(name=line)
