"""Versions of a report: what is folded, what never is, and what a newer version takes the place of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from provesvar_gui.results import placed, versions
from provesvar_gui.results.model import (
    CodeableConcept,
    Coding,
    Finding,
    Identifier,
    LookupResult,
    Observation,
    Party,
    Quantity,
    Report,
    Specimen,
    Subject,
    Value,
)
from provesvar_gui.results.placed import Doubt
from provesvar_gui.results.versions import Versions
from tests.gui.results.made import lookup, moment, run

LAB = (Party(organisation="Fjord", organisation_ids=(Identifier(system="her", value="80"),)),)


def changes(made: Versions, of_: Report) -> int:
    """How many results of a report stood otherwise in an older version."""
    return sum(made.effect(of_, each.observation).earlier is not None for each in placed.each_finding(of_.findings))


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
    assert [id(each) in made.superseded for each in (first, second, third)] == [True, True, False]
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
def test_reports_that_are_not_versions_of_each_other(other: Report) -> None:
    made = of(report(NEW, found("K", "4.2")), other)
    assert made.groups == ()
    assert id(other) not in made.superseded


def test_a_changed_value_knows_what_it_was() -> None:
    was, became, same = found("K", "4.2"), found("K", "5.2", status="corrected"), found("Na", "140")
    old, new = report(OLD, was, same), report(NEW, became, same, status="amended")
    made = of(old, new)
    effect = made.effect(new, became.observation)
    assert (effect.earlier_issued, effect.earlier) == (old.issued, was.observation)
    assert made.effect(new, same.observation).earlier is None
    assert changes(made, new) == 1
    assert made.effect(old, was.observation).superseded
    assert not made.effect(new, became.observation).superseded


@pytest.mark.hazard("H2.4")
def test_a_cancelled_report_takes_everything_with_it() -> None:
    was = found("K", "4.2")
    old, new = report(OLD, was), report(NEW, status="cancelled")
    made = of(old, new)
    assert id(old) in made.superseded
    assert made.effect(old, was.observation).withdrawn


@pytest.mark.hazard("H3.5")
def test_an_addition_leaves_standing_what_it_does_not_repeat() -> None:
    kept, repeated = found("K", "4.2"), found("Na", "140")
    old, new = report(OLD, kept, repeated), report(NEW, repeated, found("Cl", "100"), status="appended")
    made = of(old, new)
    assert id(old) not in made.superseded
    assert made.groups[0].older[0].only_here == 1
    assert not made.effect(old, kept.observation).superseded
    assert made.effect(old, repeated.observation).superseded


def test_members_are_told_apart_by_what_they_stand_under() -> None:
    def tree(first: str, second: str) -> tuple[Finding, Finding]:
        return (found("E.coli", None, found("Mecillinam", first)), found("Klebsiella", None, found("Mecillinam", second)))

    old, new = report(OLD, *tree("1", "2")), report(NEW, *tree("1", "3"))
    made = of(old, new)
    assert changes(made, new) == 1
    assert made.effect(new, new.findings[1].members[0].observation).earlier is not None


# In doubt both results stand; what was corrected or withdrawn is never newest, and nothing is void in silence.


SIX, EIGHT = "2024-08-14T06:00:00+02:00", "2024-08-14T08:00:00+02:00"
NLK, LOCAL = "7280", "8212"


def result(
    value: str | None, *members: Finding, codes: str = "NPU03230", name: str = "P-Kalium", at: str = EIGHT, **more: Any
) -> Finding:
    """``codes``: divided by blanks, national where they begin with NPU. ``value``: a number, or words."""
    said: Value | None = None
    if value is not None:
        plain = value.replace(".", "").isdigit()
        said = Quantity(value=value, unit="mmol/L") if plain else CodeableConcept(text=value)
    kind, accession = more.pop("kind", ""), more.pop("accession", "")
    specimen = (
        Specimen(id="s", kind=CodeableConcept(text=kind) if kind else None, accession=accession) if kind or accession else None
    )
    codings = tuple(Coding(system=NLK if each.startswith("NPU") else LOCAL, code=each) for each in codes.split())
    fields: dict[str, Any] = {"status": "final", "effective": moment(at) if at else None, "specimen": specimen} | more
    concept = CodeableConcept(codings=codings, text=name)
    return Finding(observation=Observation(id="o", code=concept, value=said, **fields), members=members)


def effects(made: Versions, *reports: Report, **more: Any) -> list[str]:
    """Of every result with a value or cancelled: its value, and what became of it."""
    told = []
    for each in placed.everything(answer(*reports, **more), made):
        value = each.observation.value
        words = value.value if isinstance(value, Quantity) else value.text if isinstance(value, CodeableConcept) else ""
        told.append(f"{words}{' old' if each.superseded else ''}{' void' if each.void else ''}")
    return told


def two(old: list[Finding], new: list[Finding], **more: Any) -> list[str]:
    reports = report(OLD, *old), report(NEW, *new, **({"status": "amended"} | more))
    return effects(of(*reports), *reports)


CURVE = [result("22.4", at=SIX), result("8.1")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(CURVE, result("8.4"), "22.4, 8.1 old, 8.4", id="one of two samples is corrected"),
        pytest.param(CURVE, result(None, status="cancelled"), "22.4, 8.1 old void,  void", id="one of two samples is withdrawn"),
        pytest.param(CURVE[:1], result("8.4", status="amended"), "22.4, 8.4", id="another sample"),
        pytest.param("Påvist", result("Ikke påvist", status="corrected"), "Påvist old, Ikke påvist", id="words for words"),
        pytest.param("Påvist", result("Påvist"), "Påvist old, Påvist", id="the same words"),
        pytest.param([result("Kokker", status="preliminary")], result("S. aureus"), "Kokker old, S. aureus", id="final words"),
        pytest.param("Påvist", result(None, status="cancelled"), "Påvist old void,  void", id="words that are withdrawn"),
        pytest.param("6.9", result("Hemolysert"), "6.9 old, Hemolysert", id="words for a number"),
        pytest.param([result("6.9", at="")], result("4.1"), "6.9 old, 4.1", id="no time before"),
        pytest.param("6.9", result("4.1", at="2024-08-14"), "6.9 old, 4.1", id="the day of that time"),
        pytest.param("6.9", result("4.1", at="2024-08-15"), "6.9, 4.1", id="another day"),
        pytest.param("6.9", result(None, status="registered"), "6.9, ", id="empty: takes nothing away"),
        pytest.param("6.9", result(None, status="amended"), "6.9 old, ", id="empty, but amended"),
        pytest.param(
            "6.9", result(None, data_absent_reason=CodeableConcept(text="Hemolyse")), "6.9 old, ", id="empty for a reason"
        ),
    ],
)
def test_what_a_newer_version_leaves_of_the_older(old: list[Finding] | str, new: Finding, told: str) -> None:
    assert two([result(old)] if isinstance(old, str) else old, [new]) == told.split(", ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"kind": "Aerob flaske", "at": SIX}, {"kind": "Anaerob flaske", "at": "2024-08-14T06:05:00+02:00"}),
        ({"kind": "Aerob flaske"}, {"kind": "Anaerob flaske"}),
        ({"kind": "Blod", "accession": "1"}, {"kind": "Blod", "accession": "2"}),
        ({"at": SIX}, {}),
        ({"codes": "FUNN", "name": "Funn"}, {"codes": "FUNN", "name": "Funn"}),
        ({}, {}),
    ],
    ids=["bottles", "kinds", "accessions", "times", "second finding", "other words"],
)
def test_a_culture_stands_beside_another(one: dict[str, Any], other: dict[str, Any]) -> None:
    shown = two([result("Staphylococcus aureus", **one)], [result("Ingen vekst", **other)])
    assert shown == ["Staphylococcus aureus", "Ingen vekst"]


def test_a_second_organism_leaves_the_first_and_what_hangs_under_it() -> None:
    def culture(organism: str, letter: str) -> Finding:
        drug = result(letter, codes="MER", name="Meropenem")
        return result(None, result(organism, drug, codes="FUNN", name="Funn"), codes="UD", name="Urindyrkning")

    assert two([culture("E. coli", "R")], [culture("Klebsiella", "S")]) == [" old", "E. coli", "R", "", "Klebsiella", "S"]
    assert two([culture("E. coli", "R")], [culture("E. coli", "S")])[1:3] == ["E. coli old", "R"]
    assert two([culture("E. coli", "R")], [culture("E. coli", "R")])[1:3] == ["E. coli old", "R old"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"codes": "NPU03230 K"}, {"codes": "NPU03230"}, True),
        ({"codes": "NPU03230"}, {"codes": "NPU03230 K", "name": "Kalium"}, True),
        ({"codes": "NPU03230"}, {"codes": "NPU03429"}, False),
        ({"codes": "KVANT LI", "name": "Litium"}, {"codes": "KVANT DIG", "name": "Digoksin"}, False),
        ({"codes": "", "name": "U-Kalium"}, {"codes": "", "name": "P-Kalium"}, False),
        ({"codes": "", "name": "Protein"}, {"codes": "", "name": "Protein C"}, False),
        ({"codes": "", "name": ""}, {"codes": "", "name": ""}, False),
    ],
)
def test_the_same_examination_under_other_codes_or_words(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    assert two([result("6.9", **one)], [result("4.1", **other)])[0] == ("6.9 old" if same else "6.9")
    assert two([result("6.9", **one)], [result(None, **other, status="cancelled")])[0] == ("6.9 old void" if same else "6.9")


@pytest.mark.parametrize(
    "change",
    [
        {"code": CodeableConcept(text="CT caput"), "findings": ()},
        {"code": CodeableConcept(codings=(Coding(system="8202", code="CT"),)), "findings": ()},
        {"category": CodeableConcept(codings=(Coding(system="8202", code="BLD"),))},
        {"effective": moment("2026-08-14T08:00:00+02:00"), "issued": moment("2026-08-14T10:00:00+02:00")},
        {"issued": moment("2026-08-14T10:00:00+02:00")},
    ],
    ids=["words for its kind", "kind", "area", "sampled later", "issued much later"],
)
def test_a_number_that_is_used_again_withdraws_nothing(change: dict[str, Any]) -> None:
    area = CodeableConcept(codings=(Coding(system="8202", code="LAB"),))
    kind = CodeableConcept(codings=(Coding(system="8202", code="CLIN"),))
    plain = "code" in change and not change["code"].codings
    fields: dict[str, Any] = {"category": area} | ({} if plain else {"code": kind})
    old = replace(report(OLD, result("6.9")), **fields)
    new = replace(report(NEW, status="cancelled"), **(fields | change))
    assert effects(of(old, new), old, new) == ["6.9"]
    same = replace(report(NEW, status="cancelled"), **fields)
    assert effects(of(old, same), old, same) == ["6.9 old void"]


def test_a_conclusion_that_no_newer_version_repeats_stands() -> None:
    old = report(OLD, conclusion="Blødning", performers=LAB)
    assert id(old) not in of(old, report(NEW, result("4.1"))).superseded
    assert id(old) in of(old, report(NEW, conclusion="Ingen blødning")).superseded
    assert id(old) in of(old, report(NEW, status="cancelled")).superseded


UUID = "3eba30a3-e8c3-4dd8-ac40-efc18ddf32ab"
KARI = Subject(identifier=Identifier(system="fnr", value="13896900263"))
OLA = Subject(identifier=Identifier(system="fnr", value="13896900344"))
NAMED = (Party(organisation="Fjord"),)


def doubts(*reports: Report, **more: Any) -> list[tuple[Doubt, ...]]:
    return [each.doubts for each in placed.everything(answer(*reports, **more), of(*reports, **more))]


SENDERS: list[dict[str, Any]] = [
    {"performers": (), "subject": KARI},
    {"performers": LAB, "subject": None},
    {"performers": (), "subject": None},
    {"performers": NAMED, "subject": KARI},
    {"performers": LAB, "subject": KARI},
]


@pytest.mark.parametrize("one", SENDERS)
@pytest.mark.parametrize("other", SENDERS)
def test_with_a_uuid_what_is_not_said_is_no_contradiction(one: dict[str, Any], other: dict[str, Any]) -> None:
    old = report(OLD, result("6.8"), number=UUID, **one)
    gone = report(NEW, number=UUID.upper(), status="cancelled", **other)
    assert effects(of(old, gone), old, gone) == ["6.8 old void"]
    became = report(NEW, result("4.1"), number=UUID, status="amended", **other)
    assert effects(of(old, became), old, became) == ["6.8 old", "4.1"]


@pytest.mark.parametrize(
    "other", [{"subject": OLA}, {"performers": (Party(organisation="Havn"),)}], ids=["another person", "another laboratory"]
)
def test_what_contradicts_stays_and_a_laboratory_leaves_a_doubt(other: dict[str, Any]) -> None:
    old = report(OLD, result("6.8"), number=UUID, subject=KARI)
    gone = report(NEW, number=UUID, status="cancelled", **({"subject": KARI} | other))
    assert effects(of(old, gone), old, gone) == ["6.8"]
    assert doubts(old, gone) == [() if "subject" in other else (Doubt.CANCELLED_VERSION,)]


@pytest.mark.parametrize(
    ("number", "gone"),
    [
        ("F-1", {"issued": moment(OLD)}),
        ("F-1", {"issued": None}),
        ("F-1", {"issued": moment("2024-08-14")}),
        (UUID, {"issued": None}),
        (UUID, {"issued": None, "performers": ()}),
        ("F-1", {"performers": ()}),
        ("F-1", {"subject": None}),
    ],
)
def test_a_cancelled_version_whose_place_is_not_known_is_told(number: str, gone: dict[str, Any]) -> None:
    old = report(OLD, result("6.8"), number=number, subject=KARI, effective=moment(EIGHT))
    fields = {"issued": moment(NEW), "subject": KARI, "effective": moment(EIGHT)} | gone
    issued = fields.pop("issued")
    cancelled = report(issued.literal if issued else None, number=number, status="cancelled", **fields)
    for reports in ((old, cancelled), (cancelled, old)):
        made = of(*reports)
        assert effects(made, *reports) == ["6.8"]
        assert id(old) in made.unclear
        assert doubts(*reports) == [(Doubt.CANCELLED_VERSION,)]
        assert id(cancelled) not in made.unclear


def test_what_was_certainly_issued_after_the_cancelled_version_is_in_no_doubt() -> None:
    gone, new = report(OLD, number=UUID, status="cancelled"), report(NEW, result("6.8"), number=UUID)
    assert doubts(gone, new) == [()]
    nobody = report(OLD, number=UUID, status="cancelled", performers=())
    assert doubts(nobody, new) == [()]


@pytest.mark.parametrize(
    "withdrawn",
    [
        (report(OLD, result("6.8")), report(NEW, status="cancelled")),
        (report(OLD, result("6.8")), report(NEW, result(None, status="cancelled"), status="amended")),
        (report(NEW, result("6.8"), status="cancelled"),),
        (report(NEW, result("6.8", status="entered-in-error")),),
        (report(NEW, result(None, status="cancelled")),),
    ],
)
def test_what_is_sent_again_and_was_withdrawn_stands_and_says_so(withdrawn: tuple[Report, ...]) -> None:
    for issued in (None, "2024-08-14T12:00:00+02:00", NEWEST):
        again = report(issued, result("6.8", history=True), number="F-9")
        for reports in ((*withdrawn, again), (again, *withdrawn)):
            made = of(*reports)
            assert not made.effect(again, again.findings[0].observation).superseded
            assert made.effect(again, again.findings[0].observation).doubts == (Doubt.WITHDRAWN_ORIGINAL,)


@pytest.mark.parametrize(
    ("status", "whole"),
    [("registered", "preliminary"), ("preliminary", "preliminary"), ("final", "preliminary"), ("registered", "final")],
)
def test_what_is_examined_again_leaves_the_value_standing(status: str, whole: str) -> None:
    again = result(None, status=status, data_absent_reason=CodeableConcept(text="Omkjøres"))
    reports = report(OLD, result("6.8")), report(NEW, again, status=whole)
    made = of(*reports)
    assert effects(made, *reports) == ["6.8", ""]
    assert made.effect(reports[1], again.observation).earlier is None
    (group,) = made.groups
    assert group.older[0].only_here == 1


SCT = "http://snomed.info/sct"


def grown(name: str, *below: Finding, code: str = "", **more: Any) -> Finding:
    found = result(name, *below, codes="FUNN", name="Funn", **more)
    if code:
        value = CodeableConcept(text=name, codings=(Coding(system=SCT, code=code, display=name),))
        found = replace(found, observation=replace(found.observation, value=value))
    return result(None, found, codes="UD", name="Dyrkning", status=more.get("status", "final"))


def letter(name: str, said: str, **more: Any) -> Finding:
    return result(said, codes=name[:3].upper(), name=name, **more)


@pytest.mark.parametrize(("other", "named"), [("Escherichia coli", False), ("Klebsiella pneumoniae", True), ("KNS", True)])
def test_what_is_not_repeated_under_another_name_of_what_grew_is_old(other: str, named: bool) -> None:
    old = grown("Escherichia coli", letter("Gentamicin", "S"), letter("Meropenem", "R"))
    new = grown(other, letter("Meropenem", "S", status="amended"), status="amended")
    reports = report(OLD, old), report(NEW, new, status="amended")
    made = of(*reports)
    assert effects(made, *reports)[1:4] == ["Escherichia coli old", "S old" if named else "S", "R old"]
    assert [each.only_here for group in made.groups for each in group.older] == [1]
    assert (id(reports[0]) in made.superseded) is named
    assert (made.effect(reports[0], old.members[0].observation).replaced is new.members[0].observation) is named
    was = made.effect(reports[1], new.members[0].members[0].observation).earlier
    assert (was is None) is named  # it was the letter of something else
