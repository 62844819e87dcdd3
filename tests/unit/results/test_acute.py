"""The strip: what may stand on it, what is newest, what changed. Nothing is joined, nothing void is shown, sums are exact."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.results import emergency, latest_results, series
from provesvar_gui.results.emergency import StripLine
from provesvar_gui.results.emergency_table import LocalCode
from provesvar_gui.results.model import CodeableConcept, Coding, Finding, LookupResult, Observation, Quantity, Report, Specimen
from provesvar_gui.results.placed import everything
from tests.gui.results.made import run
from tests.unit.results.acute_kit import (
    LAB,
    LACTATE,
    LOOKUP,
    P_K,
    S_K,
    TABLE,
    code,
    lines,
    mmol,
    moment,
    observation,
    only,
    shown,
    strip_of,
)


def test_every_coding_is_read_and_only_real_codes_of_the_two_lists() -> None:
    assert only(strip_of(observation(code(("8212", "PK"), P_K), mmol("4.0")))).analyte == "potassium"
    assert only(strip_of(observation(code(("7230", P_K)), mmol("4.0")))).analyte == "potassium"
    for system, value in (("8212", P_K), ("7280", "KVANT"), ("7280", "NPU0323"), ("7280", "NPU032301"), ("7280", "npu03230")):
        strip = strip_of(observation(code((system, value)), mmol("4.0")))
        assert not strip.cards
        assert strip.local == 1


@pytest.mark.hazard("H5.6")
def test_a_look_alike_is_never_placed_not_even_beside_a_real_code() -> None:
    assert not strip_of(observation(code("NPU03787", text="U-Kalium"), mmol("40"))).cards
    strip = strip_of(observation(code("NPU03787", P_K), mmol("40")))
    assert not strip.cards
    assert strip.disagreeing == 1


@pytest.mark.hazard("H5.6")
def test_codes_of_two_analytes_contradict_each_other() -> None:
    strip = strip_of(observation(code(P_K, "NPU03429"), mmol("4.0")))
    assert not strip.cards
    assert strip.disagreeing == 1


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
    strip = strip_of(observation(code(LACTATE, text=text), mmol("1.1", unit)))
    assert (bool(strip.cards), strip.disagreeing) == (fits, int(not fits))


def test_an_aerobic_culture_is_a_blood_culture_only_of_blood() -> None:
    grown = CodeableConcept(text="Vekst")
    for kind, fits in (("Blod", True), ("Blodkultur", True), ("Urin", False), ("Sår, blodig", False)):
        specimen = Specimen(id="s", kind=CodeableConcept(text=kind))
        strip = strip_of(observation(code("NPU06061", text="Us-Aerob dyrkning"), grown, specimen=specimen))
        assert bool(strip.cards) is fits, kind
        assert strip.disagreeing == 0
    assert not strip_of(observation(code("NPU06061"), grown)).cards


def test_local_codes_are_counted_precisely() -> None:
    susceptible = CodeableConcept(codings=(Coding(system="8271", code="S"),))
    strip = strip_of(
        observation(code(("8212", "S-KALIUM")), mmol("4.4")),
        observation(code(("8212", "S-KALIUM")), mmol("4.4"), status="cancelled"),  # does not stand
        observation(code(("8212", "S-KALIUM")), None, status="registered"),  # no value
        observation(code(("8212", "AM_D")), susceptible),
        observation(code(("7010", "T001")), CodeableConcept(text="Funn")),  # no list of laboratory codes
        observation(code("NPU01459"), mmol("9")),  # national, but no emergency analyte
        observation(code(text="Noe"), mmol("9")),
        apart=(observation(code(("8212", "S-KALIUM")), mmol("4.4")), observation(code(P_K), mmol("4.4"))),
    )
    assert (strip.local, strip.uncoded, strip.disagreeing, strip.apart) == (1, 1, 0, 1)
    assert not strip.cards


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
    strip = strip_of(observation(code(("8212", "S-KALIUM")), mmol("4.4")), observation(code(P_K), mmol("4.0")), local=(entry,))
    assert len(lines(strip)) == 1 + fits
    assert strip.local == 1 - fits


@pytest.mark.hazard("H2.8")
def test_the_newest_that_stands_is_shown_and_what_came_after_it_is_said() -> None:
    line = only(
        strip_of(
            observation(code(P_K), mmol("4.0"), 0),
            observation(code(P_K), mmol("5.2"), 3),
            observation(code(P_K), mmol("9.9"), 4, status="cancelled"),
            observation(code(P_K), None, 5, status="registered"),
            observation(code(P_K), mmol("7.7"), None),
        )
    )
    assert shown(line) == "5.2"
    assert (line.voided, len(line.awaited), len(line.undated)) == (1, 1, 1)
    assert line.difference == Decimal("1.2")


def test_nothing_is_compared_before_all_is_in() -> None:
    line = only(strip_of(observation(code(P_K), mmol("5"), -1), observation(code(P_K), mmol("7"), 0), complete=False))
    assert (line.previous, line.difference) == (None, None)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1E+400000", "x", ""])
def test_no_number_is_computed_with_what_is_none(value: str) -> None:
    line = only(strip_of(observation(code(P_K), mmol("5"), -1), observation(code(P_K), mmol(value), 0)))
    assert line.difference is None


@pytest.mark.parametrize("status", ["cancelled", "entered-in-error"])
def test_nothing_of_a_report_that_was_taken_back_stands(status: str) -> None:
    found = (Finding(observation=observation(code(P_K), mmol("6.8"))),)
    report = Report(id="r", code=CodeableConcept(), status=status, findings=found)
    built = run(series.build(everything(LookupResult(lookup=LOOKUP, reports=(report,)))))
    line = only(run(emergency.place(built, TABLE, complete=True)))
    assert (line.newest, line.voided) == (None, 1)


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
    line = only(run(emergency.place(built, TABLE, complete=True)))
    assert [each.observation for each in line.members] == [found]


NATIONAL = [P_K, S_K, "NPU03787", "NPU03429", LACTATE, "NPU27300", "NPU03835", "NPU01459", "NPU58580"]


codings = st.lists(
    st.builds(
        Coding,
        system=st.sampled_from(["7280", "7230", "8212", "8271", ""]),
        code=st.sampled_from([*NATIONAL, "S-KALIUM", "KVANT", "S", ""]),
    ),
    max_size=3,
).map(tuple)


numbers = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map(str),
    st.sampled_from(["4.00", "0.1", "1E5", "1E-30", "123456789012345678901234567890.5", "", "x", "NaN"]),
)


quantities = st.builds(
    Quantity,
    value=numbers,
    comparator=st.sampled_from(["", "", "", "<", ">"]),
    unit=st.sampled_from(["mmol/L", "mmol/l", "%", "mmol/mol", "", "0"]),
)


observations = st.builds(
    Observation,
    id=st.uuids().map(str),
    code=st.builds(CodeableConcept, codings=codings, text=st.sampled_from(["Laktat", "P-Kalium", "HbA1c", ""])),
    status=st.sampled_from(
        ["final", "final", "final", "cancelled", "entered-in-error", "preliminary", "registered", "corrected", ""]
    ),
    effective=st.none() | st.integers(-6, 6).map(moment),
    issued=st.none() | st.integers(-6, 6).map(moment),
    value=st.none() | quantities | st.builds(CodeableConcept, text=st.sampled_from(["Påvist", "Negativ"])),
    performers=st.sampled_from([(), (LAB,)]),
    interpretations=st.sampled_from([(), (), (CodeableConcept(text="HH"),), (CodeableConcept(text="Normal"),)]),
    history=st.booleans(),
)


mapped = st.sampled_from([(), (LocalCode(laboratory="99900001", code="S-KALIUM", analyte="potassium"),)])


@given(st.lists(observations, max_size=12), st.lists(observations, max_size=3), st.booleans(), mapped)
def test_any_results_are_placed_without_joining_or_showing_what_does_not_stand(
    found: list[Observation], others: list[Observation], complete: bool, local: tuple[LocalCode, ...]
) -> None:
    strip = strip_of(*found, apart=tuple(others), complete=complete, local=local)
    own = {id(each) for each in found}
    placed: list[int] = []
    for line in lines(strip):
        points = line.series.points
        assert len({series.national_codes(each.observation.code) for each in points}) == 1
        assert len({unit for each in points if (unit := series.unit_of(each.observation)) is not None}) <= 1
        assert all(id(each.observation) in own and not each.placed.apart for each in points)
        assert all(line.analyte == "potassium" for _ in [0] if not series.national_codes(points[0].observation.code))
        placed += [id(each.observation) for each in points if not each.placed.void and each.observation.value is not None]
        _newest_is_right(line)
        _difference_is_exact(line, complete=complete)
    assert len(placed) == len(set(placed))
    counted = len(placed) + strip.local + strip.uncoded + strip.disagreeing
    assert counted <= sum(each.value is not None and each.status not in {"cancelled", "entered-in-error"} for each in found)


def _newest_is_right(line: StripLine) -> None:
    standing = [each for each in line.series.points if not each.placed.void]
    valued = [each.when for each in standing if each.observation.value is not None and each.when is not None]
    assert (line.newest is None) == (not valued)
    for each in (line.newest, line.previous, *line.others, *line.awaited, *line.undated):
        assert each is None or (each in standing and not each.placed.void)
    if line.newest is not None:
        assert line.newest.when == max(valued)
        assert line.newest.observation.value is not None
        _none_is_hidden(line)


def _none_is_hidden(line: StripLine) -> None:
    """Every value of the newest time is told, and with a mark where any that says the same has one."""
    assert line.newest is not None
    told: dict[tuple[str, ...], int] = {}
    for each in line.all_points:
        said = latest_results.point_key(each)
        told[said] = max(told.get(said, 0), latest_results.rank(each.observation))
    for each in line.series.points:
        if each.when == line.newest.when and not each.placed.void and each.observation.value is not None:
            assert told[latest_results.point_key(each)] >= latest_results.rank(each.observation)
    assert line.shown is not None
    assert latest_results.rank(line.shown.observation) >= max(
        latest_results.rank(each.observation) for each in (line.newest, *line.others)
    )


def _difference_is_exact(line: StripLine, *, complete: bool) -> None:
    if line.difference is None:
        return
    assert complete
    assert line.newest is not None
    assert line.previous is not None
    one, other = line.newest.observation.value, line.previous.observation.value
    assert isinstance(one, Quantity)
    assert isinstance(other, Quantity)
    assert not one.comparator
    assert not other.comparator
    assert line.newest.when is not None
    assert line.previous.when is not None
    assert line.previous.when < line.newest.when
    exact = _fraction(one.value) - _fraction(other.value)
    assert _fraction(str(line.difference)) == exact


def _fraction(literal: str) -> Fraction:
    return Fraction(Decimal(literal))


BLOOD = Specimen(id="s", kind=CodeableConcept(codings=(Coding(system="8351", code="B", display="Blod"),)))


AEROBIC, ANAEROBIC = "NPU58580", "NPU58581"


def _answers(*told: tuple[str, str, float | None]) -> list[str]:
    """What stands on the card of blood cultures: code, answer and hours of each; in the order in which it stands there."""
    found = [
        observation(code(which, text="Blodkultur"), CodeableConcept(text=answer), hours, specimen=BLOOD, id=answer)
        for which, answer, hours in told
    ]
    return [str(line.shown and latest_results.point_key(line.shown)[0]) for line in lines(strip_of(*found))]


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
    assert latest_results.nothing_in(said) is nothing
