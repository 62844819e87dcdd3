"""Emergency analytes: which results are of one, what is newest, what changed; how much, from where, and whose codes they are.

Nothing is joined, nothing void is shown, sums are exact.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from provesvar_gui.kodeverk.code_list import bundled
from provesvar_gui.results import emergency, latest_results, series
from provesvar_gui.results.digest import subject_names, summarise
from provesvar_gui.results.emergency import AcuteResults
from provesvar_gui.results.emergency_table import LocalCode
from provesvar_gui.results.laboratories import ENH, HER, as_written
from provesvar_gui.results.latest_results import Deviation, LatestResults
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
from provesvar_gui.results.placed import everything
from tests.gui.results.made import lookup, moment, run
from tests.gui.results.made import quantity as mmol
from tests.unit.results.test_series import K, amount, observed, party
from tests.unit.results.test_series import concept as code

TABLE = bundled()
LOOKUP = lookup()
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LAB = Party(organisation="Fürst", organisation_ids=(Identifier(value="99900001"),))
P_K, LACTATE, EGFR = "NPU03230", "NPU18325", "NOR25909"


def observation(what: CodeableConcept, value: Value | None, hours: float | None = 0, **more: Any) -> Observation:
    fields: dict[str, Any] = {"id": "o", "status": "final", "performers": (LAB,)} | more
    sampled = None if hours is None else moment((NOON + timedelta(hours=hours)).isoformat())
    return Observation(code=what, value=value, effective=sampled, **fields)


def acute_of(*observations: Observation, apart: tuple[Observation, ...] = (), complete: bool = True, **more: Any) -> AcuteResults:
    def report(found: tuple[Observation, ...]) -> Report:
        return Report(id="r", code=CodeableConcept(), status="final", findings=tuple(Finding(observation=each) for each in found))

    result = LookupResult(lookup=LOOKUP, reports=(report(observations),), other_identifier=(report(apart),) if apart else ())
    return run(emergency.build(run(series.build(everything(result))), replace(TABLE, **more), complete=complete))


def only(acute: AcuteResults) -> LatestResults:
    (line,) = acute.lines
    return line


def shown(line: LatestResults) -> str:
    assert line.newest is not None
    value = line.newest.observation.value
    assert isinstance(value, Quantity)
    return value.value


def test_every_coding_is_read_and_only_real_codes_of_the_two_lists() -> None:
    assert only(acute_of(observation(code(("8212", "PK"), P_K), mmol("4.0")))).analyte == "potassium"
    assert only(acute_of(observation(code(("7230", P_K)), mmol("4.0")))).analyte == "potassium"
    for system, value in (("8212", P_K), ("7280", "KVANT"), ("7280", "NPU0323"), ("7280", "NPU032301"), ("7280", "npu03230")):
        acute = acute_of(observation(code((system, value)), mmol("4.0")))
        assert not acute.lines
        assert acute.unsure == 1


@pytest.mark.hazard("H5.6")
def test_a_look_alike_is_never_placed_not_even_beside_a_real_code() -> None:
    assert not acute_of(observation(code("NPU03787", text="U-Kalium"), mmol("40"))).lines
    for codes in (("NPU03787", P_K), (P_K, "NPU03429")):  # and codes of two analytes contradict each other
        acute = acute_of(observation(code(*codes), mmol("40")))
        assert not acute.lines
        assert acute.unsure == 1


@pytest.mark.parametrize(
    ("text", "unit", "fits"),
    [
        ("Laktat", "mmol/L", True),
        ("aB-laktat", "mmol/l", True),
        ("Laktatdehydrogenase", "mmol/L", False),
        ("Laktat", "mg/dL", False),
        ("Laktat", "", False),
        ("Kalium", "mmol/L", False),
        ("", "mmol/L", False),
    ],
)
def test_a_code_of_one_origin_counts_only_where_name_and_unit_agree(text: str, unit: str, fits: bool) -> None:
    acute = acute_of(observation(code(LACTATE, text=text), mmol("1.1", unit)))
    assert (bool(acute.lines), acute.unsure) == (fits, int(not fits))


def test_an_aerobic_culture_is_a_blood_culture_only_of_blood() -> None:
    grown = CodeableConcept(text="Vekst")
    for kind, fits in (("Blod", True), ("Blodkultur", True), ("Urin", False), ("Sår, blodig", False)):
        specimen = Specimen(id="s", kind=CodeableConcept(text=kind))
        acute = acute_of(observation(code("NPU06061", text="Us-Aerob dyrkning"), grown, specimen=specimen))
        assert bool(acute.lines) is fits, kind
        assert acute.unsure == 0
    assert not acute_of(observation(code("NPU06061"), grown)).lines


def test_local_codes_are_counted_precisely() -> None:
    susceptible = CodeableConcept(codings=(Coding(system="8271", code="S"),))
    acute = acute_of(
        observation(code(("8212", "S-KALIUM")), mmol("4.4")),
        observation(code(("8212", "S-KALIUM")), mmol("4.4"), status="cancelled"),  # does not stand
        observation(code(("8212", "S-KALIUM")), None, status="registered"),  # no value
        observation(code(("8212", "AM_D")), susceptible),
        observation(code(("7010", "T001")), CodeableConcept(text="Funn")),  # no list of laboratory codes
        observation(code("NPU01459"), mmol("9")),  # national, but no emergency analyte
        observation(code(text="Noe"), mmol("9")),
        apart=(observation(code(("8212", "S-KALIUM")), mmol("4.4")), observation(code(P_K), mmol("4.4"))),
    )
    assert (acute.unsure, acute.apart) == (2, 1)
    assert not acute.lines


@pytest.mark.hazard("H3.10")
@pytest.mark.parametrize(
    ("what", "of", "group"),
    [
        (code(("8212", "X"), text="P-Troponin-T"), "", "troponin"),
        (code(("8212", "X"), text="hs-Troponin"), "Serum", "troponin"),
        (code("NPU27591", text="P-Troponin I"), "Plasma", "troponin"),  # a national code that the table does not have
        (code(("8212", "X"), text="MRSA"), "Sekret fra nese", "carrier"),
        (code(text="Blodkultur"), "", "blood_culture"),
        (code(("8212", "X"), text="Us-Aerob dyrkning"), "", ""),
        (code(("8212", "X"), text="U-Glukose"), "", ""),
        (code(("8212", "X"), text="Glukose"), "Urin", ""),
        (code("NPU01459", text="P-Kalsium"), "", ""),  # nor is all of it free
    ],
)
def test_a_group_is_perhaps_there_by_a_word_of_a_name(what: CodeableConcept, of: str, group: str) -> None:
    found = observation(what, mmol("9"), specimen=Specimen(id="s", kind=CodeableConcept(text=of)))
    for acute in (acute_of(found), acute_of(apart=(found,))):
        assert [each.key for each in acute.perhaps] == [group] * bool(group)
        assert group not in {each.key for each in acute.absent}


@pytest.mark.hazard("H3.10")
def test_an_analyte_that_may_stand_under_an_unknown_code_is_not_said_to_be_missing() -> None:
    unknown = code(("8212", "S-EGFR"), text="S-eGFR (CKD-EPI)")
    acute = acute_of(observation(unknown, mmol("88", "mL/min/1,73m2")))
    assert ([group.key for group in acute.perhaps], acute.absent[0].key) == (["egfr"], "potassium")
    assert acute_of(observation(unknown, None, status="registered")).perhaps == ()
    assert acute_of(observation(unknown, mmol("88")), observation(code(EGFR), mmol("88", "mL/min/1.73m2"))).perhaps == ()


@pytest.mark.parametrize(
    ("entry", "fits"),
    [
        (LocalCode(laboratory="99900001", code="S-KALIUM", analyte="potassium"), True),
        (LocalCode(laboratory="99900001", code="S-KALIUM", unit="mmol/l", analyte="potassium"), True),
        (LocalCode(laboratory="99900001", code="S-KALIUM", unit="mg/L", analyte="potassium"), False),
        (LocalCode(laboratory="99900002", code="S-KALIUM", analyte="potassium"), False),
        (LocalCode(laboratory="99900001", code="KALIUM", analyte="potassium"), False),
    ],
)
def test_an_administrators_code_counts_for_its_laboratory_and_unit(entry: LocalCode, fits: bool) -> None:
    acute = acute_of(observation(code(("8212", "S-KALIUM")), mmol("4.4")), observation(code(P_K), mmol("4.0")), local=(entry,))
    assert len(acute.lines) == 1 + fits
    assert acute.unsure == 1 - fits


@pytest.mark.hazard("H2.8")
def test_the_newest_that_stands_is_shown_and_what_came_after_it_is_said() -> None:
    line = only(
        acute_of(
            observation(code(P_K), mmol("4.0"), 0),
            observation(code(P_K), mmol("5.2"), 3),
            observation(code(P_K), mmol("9.9"), 4, status="cancelled"),
            observation(code(P_K), None, 5, status="registered"),
            observation(code(P_K), mmol("7.7"), None),
        )
    )
    assert shown(line) == "5.2"
    assert (line.cancelled, len(line.awaited), len(line.undated)) == (1, 1, 1)
    assert line.difference == Decimal("1.2")


def test_nothing_is_compared_before_all_is_in() -> None:
    line = only(acute_of(observation(code(P_K), mmol("5"), -1), observation(code(P_K), mmol("7"), 0), complete=False))
    assert (line.previous, line.difference) == (None, None)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1E+400000", "x", "", "<5", ">6.5"])
def test_no_number_is_computed_with_what_is_none(value: str) -> None:
    said = mmol(value.lstrip("<>"), comparator=value[:1] if value[:1] in "<>" else "")
    for pair in ((mmol("5"), said), (said, mmol("5"))):
        assert only(acute_of(*(observation(code(P_K), each, hours) for hours, each in enumerate(pair)))).difference is None


@pytest.mark.parametrize("status", ["cancelled", "entered-in-error"])
def test_nothing_of_a_report_that_was_taken_back_stands(status: str) -> None:
    found = (Finding(observation=observation(code(P_K), mmol("6.8"))),)
    report = Report(id="r", code=CodeableConcept(), status=status, findings=found)
    built = run(series.build(everything(LookupResult(lookup=LOOKUP, reports=(report,)))))
    line = only(run(emergency.build(built, TABLE, complete=True)))
    assert (line.newest, line.cancelled) == (None, 1)


def test_what_hangs_under_a_culture_comes_along() -> None:
    growth = observation(code("NPU58580", text="Aerob blodkultur"), CodeableConcept(text="Vekst"))
    found = observation(code(text="Funn 1"), CodeableConcept(text="E. coli"))
    gone = observation(code(text="Funn 2"), CodeableConcept(text="S. aureus"), status="entered-in-error")
    report = Report(
        id="r",
        code=CodeableConcept(),
        findings=(Finding(observation=growth, members=(Finding(observation=found), Finding(observation=gone))),),
    )
    built = run(series.build(everything(LookupResult(lookup=LOOKUP, reports=(report,)))))
    line = only(run(emergency.build(built, TABLE, complete=True)))
    assert [each.observation for each in line.members_of(line.shown)] == [found]


BLOOD = Specimen(id="s", kind=CodeableConcept(codings=(Coding(system="8351", code="B", display="Blod"),)))
AEROBIC, ANAEROBIC = "NPU58580", "NPU58581"


def _answers(*told: tuple[str, str, float | None]) -> list[str]:
    """What stands on the card of blood cultures: code, answer and hours of each; in the order in which it stands there."""
    found = [
        observation(code(which, text="Blodkultur"), CodeableConcept(text=answer), hours, specimen=BLOOD, id=answer)
        for which, answer, hours in told
    ]
    return [str(line.shown and latest_results.point_key(line.shown)[0]) for line in acute_of(*found).lines]


@pytest.mark.hazard("H4.5")
@pytest.mark.parametrize("hours", [-1.0, -30.0, -5000.0])
def test_a_positive_culture_of_another_bottle_stands_first_however_old_it_is(hours: float) -> None:
    assert _answers((AEROBIC, "Ingen vekst", 0), (ANAEROBIC, "Escherichia coli", hours)) == ["Escherichia coli", "Ingen vekst"]
    assert _answers((ANAEROBIC, "Escherichia coli", hours), (AEROBIC, "Ingen vekst", 0)) == ["Escherichia coli", "Ingen vekst"]


def test_of_two_positive_cultures_the_newer_stands_first() -> None:
    assert _answers((AEROBIC, "Escherichia coli", -5), (ANAEROBIC, "Klebsiella", 0)) == ["Klebsiella", "Escherichia coli"]


@pytest.mark.parametrize(
    ("said", "nothing"),
    [
        ("Negativ blodkultur", True),
        ("Ikke oppvekst av bakterier", True),
        ("Avsluttet uten vekst", True),
        ("Foreløpig ingen vekst", True),
        ("Ingen vekst av patogene bakterier", False),
        ("Ikke utelukket vekst", False),
        ("Vekst etter 14 timer", False),
        ("Negativ for MRSA, positiv for MSSA", False),
    ],
)
def test_only_what_plainly_found_nothing_is_taken_for_that(said: str, nothing: bool) -> None:
    assert latest_results.nothing_in(said) is nothing


def test_laboratories_that_only_results_name_count() -> None:
    named, again, performer = (party(("s", "1"), name=name) for name in ("OUS", "FÜRST ", "Fürst"))
    findings = observed(K, amount(), by=named), observed(K, amount(), by=again)
    report = Report(id="r", code=CodeableConcept(), findings=findings, performers=(performer, Party(practitioner="En lege")))
    loose = (observed(K, amount(), by=party(("s", "99"), name="")),)
    result = LookupResult(lookup=LOOKUP, reports=(report,), loose_findings=loose)
    assert run(summarise(result, everything(result))).laboratories == ("Fürst", "OUS", "99")


def test_a_name_in_other_spaces_or_case_is_the_same_name() -> None:
    names = ("Kari Nordmann", "KARI  NORDMANN", "Kari\u00a0Nordmann", "", "\u2028", "Kari Nordman")
    reports = [Report(id="r", code=CodeableConcept(), subject=Subject(display=name)) for name in names]
    assert subject_names(reports) == ("Kari Nordmann", "Kari Nordman")


@pytest.mark.hazard("H4.1")
@pytest.mark.parametrize("marks", [("H", "N"), ("POS A",)], ids=["two marks", "two codes of one"])
def test_of_several_marks_the_strongest_counts(marks: tuple[str, ...]) -> None:
    given = tuple(code(*(("HL7", each) for each in mark.split())) for mark in marks)
    assert latest_results.deviation(observation(code(P_K), mmol("6.8"), interpretations=given)) is Deviation.MARKED


RESH = "2.16.578.1.12.4.1.4.102"


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
    assert len(acute_of(sent(party((system, "100320"))), local=(entry(written),)).lines) == fits


def test_no_table_is_applied_where_several_organisations_performed() -> None:
    mine, requester = party((HER, "100320")), party((HER, "2002"))
    assert not acute_of(sent(requester, mine), local=(entry(),)).lines
    assert not acute_of(sent(mine, requester), local=(entry(),)).lines
    assert acute_of(sent(mine, mine, Party(practitioner="En lege")), local=(entry(),)).lines


def test_a_report_says_who_performed_only_where_the_result_does_not() -> None:
    report = Report(id="r", code=CodeableConcept(), performers=(party((HER, "100320")),))
    assert "100320" in as_written(sent(), report)
    assert "100320" in as_written(sent(Party(practitioner="En lege")), report)
    assert "100320" not in as_written(sent(party((HER, "2002"))), report)
