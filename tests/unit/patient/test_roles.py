from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.patient.roles import HprRole, search, sort_by_name

LEGE = HprRole("LE", "Lege", name_en="Medical Practitioner")
SYKEPLEIER = HprRole("SP", "Sykepleier", name_en="General Nurse")
VERNEPLEIER = HprRole("VP", "Vernepleier")
ERNAERING = HprRole("KE", "Klinisk ernæringsfysiolog")
FARMASOYT = HprRole("FA1", "Provisorfarmasøyt")
RESEPTAR = HprRole("FA2", "Reseptarfarmasøyt")
TANNLEGE = HprRole("TL", "Tannlege")
UKJENT = HprRole("XX", "Ukjent/uspesifisert")
ROLES = sort_by_name((LEGE, SYKEPLEIER, VERNEPLEIER, ERNAERING, FARMASOYT, RESEPTAR, TANNLEGE, UKJENT))


def codes(found: tuple[HprRole, ...]) -> list[str]:
    return [role.code for role in found]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("le", "LE"),
        ("LE Lege", "LE"),
        ("Lege (LE)", "LE"),
        ("syk", "SP"),
        ("fa2", "FA2"),
        ("ernær", "KE"),
        ("ernaer", "KE"),
        ("klinisk ern", "KE"),
        ("provisorfarmasoeyt", "FA1"),
        ("tannl", "TL"),
        ("nurse", "SP"),
    ],
)
def test_found_by_code_or_name(typed: str, first: str) -> None:
    assert codes(search(ROLES, typed))[0] == first


def test_held_roles_come_first_and_a_whole_code_before_them() -> None:
    assert codes(search(ROLES, "pleier", held={"VP"}))[0] == "VP"
    assert codes(search(ROLES, "le", held={"TL"}))[0] == "LE"  # typed whole
    assert codes(search(ROLES, "lege", held={"TL"})) == ["TL", "LE"]
    assert codes(search(ROLES, "lege")) == ["LE", "TL"]


@given(st.text("lesptanvrfx", max_size=4), st.sets(st.sampled_from([role.code for role in ROLES])))
def test_what_is_held_changes_the_order_alone(typed: str, held: set[str]) -> None:
    assert set(search(ROLES, typed, held)) == set(search(ROLES, typed))
