"""Versions of a report: what is folded, what never is, and what a newer version takes the place of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from provesvar_gui.results import placed, versions
from provesvar_gui.results.model import (
    CodeableConcept,
    Coding,
    Finding,
    Identifier,
    LookupResult,
    Moment,
    Observation,
    Party,
    Quantity,
    Report,
    Value,
)
from provesvar_gui.results.versions import Versions
from tests.gui.results.made import lookup, run

LAB = (Party(organisation="Fjord", organisation_ids=(Identifier(system="her", value="80"),)),)


def changes(made: Versions, of_: Report) -> int:
    """How many results of a report stood otherwise in an older version."""
    every = placed.each_finding(of_.findings)
    return sum(made.fate(of_, each.observation).earlier is not None for each in every)


def moment(literal: str) -> Moment:
    when = datetime.fromisoformat(literal if "T" in literal else f"{literal}T00:00:00+01:00")
    return Moment(literal=literal, when=when)


def found(code: str, value: str | None, *members: Finding, **more: Any) -> Finding:
    of: Value | None = Quantity(value=value, unit="mmol/L") if value is not None else None
    fields: dict[str, Any] = {"status": "final", "effective": moment("2024-08-14T08:00:00+02:00")} | more
    concept = CodeableConcept(codings=(Coding(system="7280", code=code, display=code),))
    return Finding(observation=Observation(id=f"{code}-{value}", code=concept, value=of, **fields), members=members)


def report(issued: str | None, *findings: Finding, number: str = "F-1", **more: Any) -> Report:
    fields: dict[str, Any] = {
        "status": "final",
        "performers": LAB,
        "identifiers": (Identifier(system="MsgId", value=str(issued)), Identifier(system="urn:x/ServReportId", value=number)),
    } | more
    return Report(
        id=f"{number}-{issued}-{len(findings)}",
        code=CodeableConcept(text="Biokjemi"),
        issued=moment(issued) if issued else None,
        findings=findings,
        **fields,
    )


def answer(*reports: Report, **more: Any) -> LookupResult:
    return LookupResult(lookup=lookup(), reports=reports, **more)


def of(*reports: Report, **more: Any) -> Versions:
    return run(versions.build(answer(*reports, **more)))


OLD, NEW, NEWEST = "2024-08-14T10:00:00+02:00", "2024-08-14T15:02:00+02:00", "2024-08-15T09:00:00+02:00"


def test_versions_fold_under_the_newest_whatever_their_order() -> None:
    first, second, third = (report(each, found("K", "4.2")) for each in (OLD, NEW, NEWEST))
    made = of(second, third, first)
    (group,) = made.groups
    assert group.newest is third
    assert [each.report for each in group.older] == [second, first]
    assert [made.is_superseded(each) for each in (first, second, third)] == [True, True, False]
    assert made.group_of(first) is group


@pytest.mark.hazard("H2.5")
@pytest.mark.parametrize(
    "other",
    [
        report(OLD, found("K", "4.2"), number="F-2"),
        report(OLD, found("K", "4.2"), performers=()),
        report(OLD, found("K", "4.2"), performers=(Party(organisation="Havn"),)),
        report(OLD, found("K", "4.2"), identifiers=()),
        report(None, found("K", "4.2")),
        report(NEW, found("K", "4.3")),
        report("2024-08-14", found("K", "4.2")),
    ],
    ids=["other id", "no laboratory", "other laboratory", "no id", "no issue", "same time, other words", "day only"],
)
def test_nothing_is_guessed(other: Report) -> None:
    made = of(report(NEW, found("K", "4.2")), other)
    assert made.groups == ()
    assert not made.is_superseded(other)


def test_a_changed_value_knows_what_it_was() -> None:
    was, became, same = found("K", "4.2"), found("K", "5.2", status="corrected"), found("Na", "140")
    old, new = report(OLD, was, same), report(NEW, became, same, status="amended")
    made = of(old, new)
    earlier = made.fate(new, became.observation).earlier
    assert earlier is not None
    assert (earlier.report, earlier.observation) == (old, was.observation)
    assert made.fate(new, same.observation).earlier is None
    assert changes(made, new) == 1
    assert made.fate(old, was.observation).superseded
    assert not made.fate(new, became.observation).superseded


@pytest.mark.hazard("H2.4")
def test_a_cancelled_report_takes_everything_with_it() -> None:
    was = found("K", "4.2")
    old, new = report(OLD, was), report(NEW, status="cancelled")
    made = of(old, new)
    assert made.is_superseded(old)
    assert made.fate(old, was.observation).withdrawn


@pytest.mark.hazard("H3.5")
def test_an_addition_leaves_standing_what_it_does_not_repeat() -> None:
    kept, repeated = found("K", "4.2"), found("Na", "140")
    old, new = report(OLD, kept, repeated), report(NEW, repeated, found("Cl", "100"), status="appended")
    made = of(old, new)
    assert not made.is_superseded(old)
    assert made.groups[0].older[0].only_here == 1
    assert not made.fate(old, kept.observation).superseded
    assert made.fate(old, repeated.observation).superseded


def test_members_are_told_apart_by_what_they_stand_under() -> None:
    def tree(first: str, second: str) -> tuple[Finding, Finding]:
        return (
            found("E.coli", None, found("Mecillinam", first)),
            found("Klebsiella", None, found("Mecillinam", second)),
        )

    old, new = report(OLD, *tree("1", "2")), report(NEW, *tree("1", "3"))
    made = of(old, new)
    assert changes(made, new) == 1
    assert made.fate(new, new.findings[1].members[0].observation).earlier is not None
