"""Laboratories are counted alike above the results and in the filter."""

from __future__ import annotations

from provesvar_gui.results.model import Identifier, Party
from provesvar_gui.results.search import UNKNOWN, _laboratories


def test_people_are_no_laboratory_and_one_without_a_name_goes_by_its_number() -> None:
    laboratory = Party(organisation="Fjordbyen sykehus", practitioner="Ettertenksom Objektiv")
    person = Party(practitioner="Ettertenksom Objektiv")
    numbered = Party(organisation_ids=(Identifier(system="2.16.578.1.12.4.1.2", value="100320"),))
    assert list(_laboratories((laboratory, person))) == [("fjordbyen sykehus", "Fjordbyen sykehus")]
    assert list(_laboratories((person,))) == [(UNKNOWN, "")]
    assert list(_laboratories((numbered, numbered))) == [("100320", "100320")]
    assert list(_laboratories(())) == [(UNKNOWN, "")]
