"""How much there is and from where: laboratories that only results name count, and so do times that only specimens have."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from provesvar_gui.results import summary
from provesvar_gui.results.model import (
    CodeableConcept,
    Finding,
    Identifier,
    LookupResult,
    Party,
    Period,
    Report,
    Specimen,
    Subject,
)
from provesvar_gui.results.placed import everything
from tests.unit.results.test_series import LOOKUP, K, amount, at, observed, run

if TYPE_CHECKING:
    from provesvar_gui.results.summary import Summary


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


def test_times_that_only_specimens_or_periods_have_count() -> None:
    old, new = at("2019-05-01T08:00:00+02:00"), at("2026-11-25T06:00:00+01:00")
    between = Period(start=at("2018-01-01T00:00:00+01:00"), end=at("2020-01-01T00:00:00+01:00"))
    found = counted(
        observed(K, amount(), effective=old),
        observed(K, amount(), specimen=Specimen(id="s", collected=new)),
        observed(K, amount(), effective_period=between),
    )
    years = [each.year for each in (found.oldest, found.newest) if isinstance(each, datetime)]
    assert (years, found.undated, found.observations) == ([2019, 2026], 0, 3)
    assert counted(observed(K, amount())).undated == 1


def test_names_that_look_the_same_are_one() -> None:
    """Else the strip would say that they differ, and show the same twice."""

    def names(*each: str) -> tuple[str, ...]:
        return summary.subject_names([Report(id="r", code=CodeableConcept(), subject=Subject(display=name)) for name in each])

    assert names("Kari Nordmann", "KARI  NORDMANN", "Kari\u200b Nordmann", "Kari\u00a0Nordmann", "", "\u2028") == (
        "Kari Nordmann",
    )
    assert names("P\u00e5l \u00d8", "Pa\u030al \u00d8") == ("P\u00e5l \u00d8",)
    assert names("Kari Nordmann", "\u202eKari Nordmann", "Kari Nordman") == (
        "Kari Nordmann",
        "\u202eKari Nordmann",
        "Kari Nordman",
    )
