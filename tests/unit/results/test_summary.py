"""How much there is, from where, and whose codes they are: what only results, specimens or a report say counts too."""

from __future__ import annotations

import pytest

from provesvar_gui.results import summary
from provesvar_gui.results.emergency_table import LocalCode
from provesvar_gui.results.laboratories import ENH, HER, as_written
from provesvar_gui.results.model import (
    CodeableConcept,
    Finding,
    Identifier,
    LookupResult,
    Observation,
    Party,
    Report,
    Subject,
)
from provesvar_gui.results.placed import everything
from provesvar_gui.results.summary import Summary
from tests.gui.results.made import run
from tests.unit.results.acute_kit import code, mmol, observation, strip_of
from tests.unit.results.test_series import LOOKUP, K, amount, observed


def party(name: str, number: str = "1") -> Party:
    return Party(organisation=name, organisation_ids=(Identifier(system="s", value=number),))


def counted(*findings: Finding, performers: tuple[Party, ...] = (), loose: tuple[Finding, ...] = ()) -> Summary:
    report = Report(id="r", code=CodeableConcept(), findings=findings, performers=performers)
    result = LookupResult(lookup=LOOKUP, reports=(report,), loose_findings=loose)
    return run(summary.build(result, everything(result)))


def test_laboratories_that_only_results_name_count() -> None:
    found = counted(
        observed(K, amount(), by=party("OUS")),
        observed(K, amount(), by=party("FÜRST ")),
        performers=(party("Fürst"), Party(practitioner="En lege")),
        loose=(observed(K, amount(), by=party("", "99")),),
    )
    assert found.laboratories == ("Fürst", "OUS", "99")


def test_a_name_in_other_spaces_or_case_is_the_same_name() -> None:
    names = ("Kari Nordmann", "KARI  NORDMANN", "Kari\u00a0Nordmann", "", "\u2028", "Kari Nordman")
    reports = [Report(id="r", code=CodeableConcept(), subject=Subject(display=name)) for name in names]
    assert summary.subject_names(reports) == ("Kari Nordmann", "Kari Nordman")


RESH = "2.16.578.1.12.4.1.4.102"


def registered(system: str, value: str = "100320") -> Party:
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
    assert len(strip_of(sent(registered(system)), local=(entry(written),)).cards) == fits


def test_no_table_is_applied_where_several_organisations_performed() -> None:
    mine, requester = registered(HER), registered(HER, "2002")
    assert not strip_of(sent(requester, mine), local=(entry(),)).cards
    assert not strip_of(sent(mine, requester), local=(entry(),)).cards
    assert strip_of(sent(mine, mine, Party(practitioner="En lege")), local=(entry(),)).cards


def test_a_report_says_who_performed_only_where_the_result_does_not() -> None:
    report = Report(id="r", code=CodeableConcept(), performers=(registered(HER),))
    assert "100320" in as_written(sent(), report)
    assert "100320" in as_written(sent(Party(practitioner="En lege")), report)
    assert "100320" not in as_written(sent(registered(HER, "2002")), report)
