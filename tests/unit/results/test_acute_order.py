"""The order of answers on one card: what was found stands first, numbers by time."""

from __future__ import annotations

import pytest

from provesvar_gui.results import emergency_latest
from provesvar_gui.results.model import CodeableConcept, Coding, Specimen
from tests.unit.results.acute_kit import (
    P_K,
    S_K,
    code,
    lines,
    mmol,
    observation,
    shown,
    strip_of,
)

BLOOD = Specimen(id="s", kind=CodeableConcept(codings=(Coding(system="8351", code="B", display="Blod"),)))
AEROBIC, ANAEROBIC = "NPU58580", "NPU58581"


def _answers(*told: tuple[str, str, float | None]) -> list[str]:
    """What stands on the card of blood cultures: code, answer and hours of each; in the order in which it stands there."""
    found = [
        observation(code(which, text="Blodkultur"), CodeableConcept(text=answer), hours, specimen=BLOOD, id=answer)
        for which, answer, hours in told
    ]
    return [str(line.shown and emergency_latest.said(line.shown)[0]) for line in lines(strip_of(*found))]


@pytest.mark.parametrize("hours", [-1.0, -30.0, -5000.0])
def test_a_positive_culture_of_another_bottle_stands_first_however_old_it_is(hours: float) -> None:
    assert _answers((AEROBIC, "Ingen vekst", 0), (ANAEROBIC, "Escherichia coli", hours)) == ["Escherichia coli", "Ingen vekst"]
    assert _answers((ANAEROBIC, "Escherichia coli", hours), (AEROBIC, "Ingen vekst", 0)) == ["Escherichia coli", "Ingen vekst"]


def test_of_two_positive_cultures_the_newer_stands_first_and_it_is_said_only_where_it_is_not_by_time() -> None:
    assert _answers((AEROBIC, "Escherichia coli", -5), (ANAEROBIC, "Klebsiella", 0)) == ["Klebsiella", "Escherichia coli"]

    def said(*told: tuple[str, str, float]) -> bool:
        found = (
            observation(code(which, text="Blodkultur"), CodeableConcept(text=answer), hours, specimen=BLOOD, id=answer)
            for which, answer, hours in told
        )
        (card,) = strip_of(*found).cards
        return card.found_first

    assert not said((AEROBIC, "Escherichia coli", -5), (ANAEROBIC, "Klebsiella", 0))
    assert not said((AEROBIC, "Ingen vekst", -5), (ANAEROBIC, "Klebsiella", 0))
    assert said((AEROBIC, "Ingen vekst", 0), (ANAEROBIC, "Klebsiella", -5))
    assert said((AEROBIC, "Ingen vekst", 0), (AEROBIC, "Klebsiella", -5))  # within one series


def test_numbers_stay_in_the_order_of_time() -> None:
    strip = strip_of(
        observation(code(P_K), mmol("4.0"), 0),
        observation(code(S_K), mmol("6.8"), -5, interpretations=(code(("8244", "1")),)),
    )
    assert [shown(line) for line in lines(strip)] == ["4.0", "6.8"]
    assert not strip.cards[0].found_first


@pytest.mark.parametrize(
    ("said", "nothing"),
    [
        ("Negativ blodkultur", True),
        ("Ikke oppvekst av bakterier", True),
        ("Ingen bakteriell vekst påvist", True),
        ("Avsluttet uten vekst", True),
        ("Ikke vekst i 5 døgn", True),
        ("Foreløpig ingen vekst", True),
        ("Ingen vekst av patogene bakterier", False),
        ("Ingen påvist vekst, men", False),
        ("Ikke utelukket vekst", False),
        ("Vekst etter 14 timer", False),
        ("Negativ for MRSA, positiv for MSSA", False),
    ],
)
def test_only_what_plainly_found_nothing_is_taken_for_that(said: str, nothing: bool) -> None:
    assert emergency_latest.nothing_in(said) is nothing
