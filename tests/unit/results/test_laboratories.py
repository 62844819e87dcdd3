"""Whose codes they are: an administrator's table is applied only to the one organisation that performed a result."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provesvar_gui.results.emergency_table import LocalCode
from provesvar_gui.results.laboratories import ENH, HER, as_written, laboratory_name
from provesvar_gui.results.model import CodeableConcept, Identifier, Observation, Party, Report
from provesvar_gui.results.placed import Placed
from tests.unit.results.acute_kit import code, mmol, observation, strip_of

RESH = "2.16.578.1.12.4.1.4.102"


def party(system: str, value: str = "100320") -> Party:
    return Party(organisation="Sykehus", organisation_ids=(Identifier(system=system, value=value),))


def entry(laboratory: str = "100320") -> LocalCode:
    return LocalCode(laboratory=laboratory, code="K", analyte="potassium")


def sent(*performers: Party) -> Observation:
    return observation(code(("8212", "K")), mmol("4.4"), performers=performers)


@pytest.mark.parametrize(
    ("system", "written", "fits"),
    [
        (f"urn:oid:{HER}", "100320", True),
        (ENH, "100320", True),
        ("", "100320", True),
        (f"urn:oid:{RESH}", "100320", False),
        (f"urn:oid:{RESH}", f"{RESH}|100320", True),
        (f"urn:oid:{HER}", f"{RESH}|100320", False),
    ],
)
def test_a_number_is_a_laboratory_only_in_its_register(system: str, written: str, fits: bool) -> None:
    assert len(strip_of(sent(party(system)), local=(entry(written),)).cards) == fits


def test_no_table_is_applied_where_several_organisations_performed() -> None:
    mine, requester = party(HER), party(HER, "2002")
    assert not strip_of(sent(requester, mine), local=(entry(),)).cards
    assert not strip_of(sent(mine, requester), local=(entry(),)).cards
    assert strip_of(sent(mine, mine, Party(practitioner="En lege")), local=(entry(),)).cards


def test_a_report_says_who_performed_only_where_the_result_does_not() -> None:
    report = Report(id="r", code=CodeableConcept(), performers=(party(HER),))
    assert "100320" in as_written(sent(), report)
    assert "100320" in as_written(sent(Party(practitioner="En lege")), report)
    assert "100320" not in as_written(sent(party(HER, "2002")), report)


def test_all_who_performed_are_named() -> None:
    one, other = (Party(organisation=each) for each in ("Sykehus A, avd. B", "Legekontor"))
    report = Report(id="r", code=CodeableConcept(), performers=(other,))
    for result, said in (
        (sent(one, replace(one, practitioner="En"), other), "Sykehus A, avd. B; Legekontor"),
        (sent(Party(practitioner="En")), "Legekontor"),
    ):
        assert laboratory_name(Placed(observation=result, report=report)) == said
    assert laboratory_name(Placed(observation=sent())) == ""
