"""Series: nothing lost, nothing doubled, and never two codes, units, parents, laboratories' own codes or identifiers in one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC
from typing import Any, NamedTuple

import pytest
from hypothesis import given

from provesvar_gui.results import series
from provesvar_gui.results import table as flowsheet
from provesvar_gui.results.laboratories import laboratory_name
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
    Range,
    Report,
    Specimen,
    Value,
)
from provesvar_gui.results.placed import Placed, everything
from provesvar_gui.results.series import Series
from provesvar_gui.results.table import Line, TableRow
from provesvar_gui.results.trend import Previous
from tests.gui.results.made import lookup, moment, run
from tests.gui.results.strategies import results

FURST, OUS = (
    Party(organisation=name, organisation_ids=(Identifier(value=number),)) for name, number in (("Fürst", "1"), ("OUS", "2"))
)


LOOKUP = lookup()


def concept(*codings: str | tuple[str, str], text: str = "") -> CodeableConcept:
    pairs = [("7280", each) if isinstance(each, str) else each for each in codings]
    return CodeableConcept(text=text, codings=tuple(Coding(system=system, code=code) for system, code in pairs))


def observed(
    code: CodeableConcept,
    value: Value | None = None,
    *members: Finding,
    by: Party | None = FURST,
    material: str = "",
    **more: Any,
) -> Finding:
    specimen = Specimen(id="s", kind=CodeableConcept(text=material)) if material else None
    fields: dict[str, Any] = {"id": "o", "status": "final", "performers": (by,) if by else (), "specimen": specimen} | more
    return Finding(observation=Observation(code=code, value=value, **fields), members=members)


def amount(value: str = "4.0", unit: str = "mmol/L") -> Quantity:
    return Quantity(value=value, unit=unit)


def made(*findings: Finding, apart: tuple[Finding, ...] = ()) -> tuple[Series, ...]:
    reports = tuple(Report(id=str(n), code=CodeableConcept(text="Svar"), findings=(each,)) for n, each in enumerate(findings))
    other = tuple(Report(id=f"x{n}", code=CodeableConcept(text="Svar"), findings=(each,)) for n, each in enumerate(apart))
    return run(series.build(everything(LookupResult(lookup=LOOKUP, reports=reports, other_identifier=other))))


K = concept(("7280", "NPU03230"))


def coded(text: str, *codings: tuple[str, str], **more: Any) -> Finding:
    return observed(concept(*codings, text=text), amount(), **more)


def party(*numbers: tuple[str, str], name: str = "Sykehus") -> Party:
    return Party(organisation=name, organisation_ids=tuple(Identifier(system=a, value=b) for a, b in numbers))


def gfr(**more: Any) -> Finding:
    return coded("GFR", ("8212", "GFR"), **more)


HER, RESH = "urn:oid:2.16.578.1.12.4.1.2", "urn:oid:2.16.578.1.12.4.1.4.102"
KVANT, DIVERSE, NATIONAL = ("7280", "KVANT"), ("8212", "DIV"), ("7280", "NPU03230")
LITHIUM = coded("S-Litium", KVANT, ("8212", "LI"))
HERE, THERE = party((HER, "1")), party((HER, "2"), name="Legekontor")
CULTURE, WORDS = concept(("7280", "NPU06061")), CodeableConcept(text="Ikke vekst")


@pytest.mark.hazard("H5.3")
@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        # the national code, whatever the laboratory and the system; what only a laboratory understands never over laboratories
        (observed(K, amount()), observed(concept(("7230", "NPU03230"), ("8212", "K")), amount(), by=OUS), 1),
        (gfr(), gfr(by=OUS), 2),
        (gfr(), gfr(), 1),
        (observed(concept(KVANT), amount()), observed(concept(KVANT), amount(), by=OUS), 2),
        (observed(CodeableConcept(text="S-Kalium"), amount()), observed(CodeableConcept(text="S-Kalium"), amount(), by=OUS), 2),
        # one local code for many things
        (LITHIUM, coded("S-Digoksin", KVANT, ("8212", "DIG")), 2),
        (coded("S-Litium", DIVERSE), coded("S-Magnesium", DIVERSE), 2),
        (coded("", DIVERSE), coded("", DIVERSE, ("8212", "LI")), 2),
        (LITHIUM, coded("S-LITIUM ", ("8212", "LI"), KVANT), 1),
        (coded("P-Kalium", ("8212", "K"), NATIONAL), coded("Kalium", ("8212", "KAL"), NATIONAL), 1),
        # the same number in another register; of several organisations none is picked; nobody
        (gfr(by=party((HER, "7"))), gfr(by=party((RESH, "7"))), 2),
        (gfr(by=party((HER, "7"))), gfr(by=party((RESH, "1"), (HER.removeprefix("urn:oid:"), " 7 "))), 1),
        (gfr(by=None, performers=(HERE,)), gfr(by=None, performers=(THERE, HERE)), 2),
        (gfr(by=None, performers=(THERE, HERE)), gfr(by=None, performers=(HERE, THERE)), 1),
        (gfr(by=HERE), gfr(by=None, performers=(replace(HERE, practitioner="En"), replace(HERE, practitioner="To"))), 1),
        (gfr(by=None), gfr(by=None), 2),
        # materials
        (gfr(material="Urin"), gfr(material="Blod"), 2),
        (observed(CULTURE, WORDS, material="Blod"), observed(CULTURE, WORDS, material="Urin"), 2),
        (observed(K, amount(), material="Serum"), observed(K, amount(), material="Blod"), 1),
        # units
        (observed(K, amount(unit="µmol/L")), observed(K, amount(unit="umol/l")), 1),
        (observed(K, amount(unit="mg/L")), observed(K, amount(unit="mg/L FEU")), 2),
        (observed(K, amount(unit="0")), observed(K, amount(unit="")), 1),
        (observed(K, amount()), observed(K, Range(low=amount(unit="g/L"), high=amount(unit="g/L"))), 2),
        (observed(K, amount()), observed(K, Range(low=amount(), high=amount())), 1),
        # plainly two materials under one national code
        (coded("P-Kalium", NATIONAL), coded("U-Kalium", NATIONAL), 2),
        (coded("P-Glukose", NATIONAL), coded("Csv-Glukose", NATIONAL, material="Spinalvæske"), 2),
        (coded("P-LD", NATIONAL), coded("LD", NATIONAL, material="Pleuravæske"), 2),
        (coded("P-Kalium", NATIONAL), coded("P-Kalium", NATIONAL, material="Døgnurin"), 2),
        (coded("Kalium", NATIONAL, material="Plasma"), coded("Kalium", NATIONAL, material="Urin"), 2),
        (coded("Kalium", NATIONAL, material="EDTA-blod"), coded("U-Kalium", NATIONAL), 2),
        (coded("Kalium", NATIONAL, material="P"), coded("Kalium", NATIONAL, material="U"), 2),
        (coded("P-Kalium", NATIONAL), coded("S-Kalium", NATIONAL, material="Fullblod"), 1),
        (coded("aB-Kalium", NATIONAL), coded("Kalium", NATIONAL), 1),
        (coded("U-Kalium", NATIONAL), coded("Kalium", NATIONAL), 1),
        (coded("Kalium", NATIONAL), coded("Kalium", NATIONAL, material="Urin"), 1),
        (coded("Kalium", NATIONAL, material="Sårsekret"), coded("Kalium", NATIONAL, material="Ukjent"), 1),
        # neither code nor name; an answer may use one id twice
        (observed(CodeableConcept(), amount(), id="a"), observed(CodeableConcept(text=" "), amount(), id="a"), 2),
    ],
)
def test_what_is_one_examination(one: Finding, other: Finding, count: int) -> None:
    assert len(made(one, other)) == len(made(other, one)) == count


def test_the_report_says_which_laboratory_and_what_kind_where_the_result_does_not() -> None:
    finding = gfr(by=Party(practitioner="En lege"))

    def reports(*kinds: str) -> int:
        whole = (
            Report(id=f"{n}", code=CodeableConcept(text=kind), performers=(FURST,), findings=(finding,))
            for n, kind in enumerate(kinds)
        )
        return len(run(series.build(everything(LookupResult(lookup=LOOKUP, reports=tuple(whole))))))

    assert (reports("CT", "CT"), reports("CT", "Røntgen")) == (1, 2)


def test_words_stand_with_the_only_unit_there_is() -> None:
    words = CodeableConcept(text="Hemolysert")
    [one] = made(observed(K, amount()), observed(K, words))
    assert one.unit == "mmol/L"
    assert len(made(observed(K, amount()), observed(K, amount(unit="g/L")), observed(K, words))) == 3
    assert len(made(observed(K, amount()), observed(K, amount(unit="")), observed(K, words))) == 2


def test_words_stand_with_numbers_of_the_same_material_only() -> None:
    words = CodeableConcept(text="Ingen vekst")
    urine, blood = observed(K, amount(unit="CFU/mL"), material="Urin"), observed(K, words, material="Blod")
    assert [len(each.points) for each in made(urine, blood)] == [1, 1]
    assert [len(each.points) for each in made(urine, observed(K, words, material="urin"))] == [2]
    assert [len(each.points) for each in made(urine, observed(K, words))] == [1, 1]
    assert [len(each.points) for each in made(urine, observed(K, status="cancelled"))] == [2]
    unitless = observed(K, amount(unit=""), material="Urin")
    assert [len(each.points) for each in made(unitless, blood, observed(K, words, material="Pus"))] == [1, 1, 1]


def test_a_susceptibility_belongs_to_its_organism_and_its_material() -> None:
    culture, drug = concept(("7280", "NPU06061")), concept(("7280", "NPU18000"))
    susceptible = CodeableConcept(codings=(Coding(system="8271", code="S"),))

    def grown(organism: str, material: str = "Blod") -> Finding:
        return observed(culture, CodeableConcept(text=organism), observed(drug, susceptible), material=material)

    def drugs(*findings: Finding) -> int:
        return sum(each.nlk == ("NPU18000",) for each in made(*findings))

    assert drugs(grown("E. coli"), grown("E. coli")) == 1
    assert drugs(grown("E. coli"), grown("S. aureus")) == 2
    assert drugs(grown("E. coli"), grown("E. coli", "Urin")) == 2


def test_another_kind_of_identifier_is_never_mixed_in() -> None:
    assert [each.key.apart for each in made(observed(K, amount()), apart=(observed(K, amount()),))] == [False, True]


def test_time_is_the_results_own_else_its_specimens() -> None:
    day = moment("2024-08-14T10:32:00+02:00")
    own = observed(K, effective=day)
    for finding in (own, observed(K, specimen=Specimen(id="s", collected=day))):
        [one] = made(finding)
        assert one.points[0].when == day.when
    [nothing] = made(observed(K))
    assert nothing.points[0].when is None


def test_the_newest_is_the_last_that_stands_and_what_is_void_is_no_number() -> None:
    old = observed(K, amount("4.0"), effective=moment("2024-08-14T10:32:00+02:00"))
    void = observed(K, amount("9.9"), effective=moment("2024-08-16T10:32:00+02:00"), status="entered-in-error")
    [one] = made(void, old, observed(K, amount("5.0")))
    assert [point.when is None for point in one.points] == [True, False, False]
    assert [point.void for point in one.points] == [False, False, True]
    assert one.points[2].number is None


@given(results)
def test_every_observation_is_in_exactly_one_series(result: LookupResult) -> None:
    observed_ = list(everything(result))
    points = [point for each in run(series.build(observed_)) for point in each.points]
    assert sorted(id(point) for point in points) == sorted(map(id, observed_))


@given(results)
def test_keys_are_unique_and_points_are_in_order(result: LookupResult) -> None:
    found = run(series.build(everything(result)))
    assert len({each.key for each in found}) == len(found)
    for each in found:
        times = [point.when for point in each.points]
        dated = [when for when in times if when is not None]
        assert times == [None] * (len(times) - len(dated)) + sorted(dated)


def test_what_says_no_material_goes_with_blood_where_two_are_told() -> None:
    blood, urine, unsaid = coded("P-Kalium", NATIONAL), coded("U-Kalium", NATIONAL), coded("Kalium", NATIONAL)
    assert {each.key.material: len(each.points) for each in made(urine, unsaid, blood)} == {"": 2, "else": 1}
    assert [each.key for each in made(urine)] == [each.key for each in made(unsaid, urine)]  # the key is the same beside others


def taken(day: int, value: str | None, **more: Any) -> Any:
    taken_at = moment(f"2026-08-{day:02d}T08:00:00+02:00")
    return observed(K, amount(value) if value is not None else None, id=f"{day}", effective=taken_at, **more)


def previous(*found: Any) -> list[str]:
    """Of the last one."""
    points = Previous(made(*found)).of(found[-1].observation)
    return [str(each.observation.value.value) for each in points]  # type: ignore[union-attr]


AWAITED: dict[str, Any] = {"value": None, "status": "registered"}


@pytest.mark.parametrize(
    ("found", "before"),
    [
        pytest.param([taken(1, "3.0"), taken(2, "4.0"), taken(9, "9.9"), taken(3, "5.0")], ["4.0"], id="the newest number"),
        pytest.param([taken(3, "5.0")], [], id="none"),
        pytest.param([taken(1, "3.0"), taken(2, **AWAITED)], ["3.0"], id="of what is waited for"),
        pytest.param([taken(1, "3.0", by=OUS), taken(2, **AWAITED)], [], id="none of another laboratory"),
        pytest.param([taken(1, "3.0", by=Party()), taken(2, by=Party(), **AWAITED)], [], id="none of who is not named"),
        pytest.param([taken(1, "3.0"), taken(1, "3.3"), taken(2, "4.0")], ["3.0", "3.3"], id="both of one time"),
    ],
)
def test_what_came_before(found: list[Finding], before: list[str]) -> None:
    assert previous(*found) == before


@pytest.mark.hazard("H5.4")
@pytest.mark.parametrize("before", [{"by": OUS}, {"by": None}, {"reference_ranges": ("3.5 - 5.1",)}, {"status": "cancelled"}])
def test_nothing_is_told_across_laboratories_or_references_nor_of_what_is_void(before: dict[str, Any]) -> None:
    plain: dict[str, Any] = {"reference_ranges": ("3.5 - 4.6",)}
    assert previous(taken(1, "3.0", **plain), taken(2, "4.0", **plain)) == ["3.0"]
    assert previous(taken(1, "3.0", **(plain | before)), taken(2, "4.0", **plain)) == []


def test_of_several_laboratories_that_made_a_result_each_is_named() -> None:
    made_by = Placed(finding=Finding(observation=observed(concept(), amount(), performers=(FURST, OUS, FURST)).observation))
    assert laboratory_name(made_by) == "Fürst; OUS"


class Made(NamedTuple):
    columns: tuple[Moment | None, ...]
    lines: tuple[Line, ...]

    @property
    def rows(self) -> list[TableRow]:
        return [line for line in self.lines if isinstance(line, flowsheet.TableRow)]


def table(placed: Iterable[Placed]) -> Made:
    found = list(placed)
    return Made(*run(flowsheet.build(found, run(series.build(each for each in found if not each.superseded)))))


def of(*findings: Finding, kind: str = "Svar") -> Made:
    reports = tuple(Report(id=str(n), code=CodeableConcept(text=kind), findings=(each,)) for n, each in enumerate(findings))
    return table(everything(LookupResult(lookup=LOOKUP, reports=reports)))


def cells(row: TableRow) -> list[list[str]]:
    return [[getattr(point.observation.value, "value", "") for point in row.cells[place]] for place in sorted(row.cells)]


EARLY, LATE = moment("2024-08-14T10:32:00+02:00"), moment("2024-08-15T07:05:00+02:00")


@given(results)
def test_every_observation_is_in_exactly_one_cell_of_the_column_of_its_time(result: LookupResult) -> None:
    placed = list(everything(result))
    made = table(placed)
    seen = []
    for row in made.rows:
        for place, points in row.cells.items():
            column = made.columns[place]
            for point in points:
                seen.append(id(point))
                assert (column is None) == (point.when is None)
                if column is not None and column.when is not None and point.when is not None:
                    assert len({each.astimezone(UTC).replace(second=0) for each in (column.when, point.when)}) == 1
    assert sorted(seen) == sorted(map(id, placed))


@given(results)
def test_trees_stay_together_parents_first_and_what_is_apart_comes_last(result: LookupResult) -> None:
    made = table(everything(result))
    trees = [line.tree for line in made.lines if line.tree is not None]
    assert trees == sorted(trees)
    rows = made.rows
    above: dict[int, set[int]] = {}
    for row in rows:
        known = above.setdefault(row.tree, set())
        if row.newest.parents and row.level:
            assert id(row.newest.parents[-1]) in known
        known |= {id(point.observation) for points in row.cells.values() for point in points}
    apart = [line.apart if isinstance(line, flowsheet.Heading) else line.series.key.apart for line in made.lines]
    assert apart == sorted(apart)


def test_the_newest_time_is_the_last_column_and_no_time_the_first() -> None:
    made = of(observed(K, amount("2"), effective=LATE), observed(K, amount("1"), effective=EARLY), observed(K, amount("0")))
    [row] = made.rows
    assert cells(row) == [["0"], ["1"], ["2"]]
    assert made.columns[0] is None
    assert made.columns[-1] is LATE


def test_one_time_is_one_column_however_its_zone_is_written_and_a_day_is_another() -> None:
    zulu, day = moment("2024-08-14T08:32:40+00:00"), moment("2024-08-14T00:00:00+02:00")
    midnight = observed(K, amount("3"), effective=type(day)(literal="2024-08-14", when=day.when))
    made = of(observed(K, amount("1"), effective=zulu), observed(K, amount("2"), effective=EARLY), midnight)
    assert [column.literal for column in made.columns if column] == ["2024-08-14", EARLY.literal]
    made = of(observed(K, amount("1"), effective=day), midnight)
    assert len(made.columns) == 2


def test_a_cell_begins_with_what_stands_and_hides_nothing() -> None:
    void = observed(K, amount("9"), effective=EARLY, issued=LATE, status="entered-in-error")
    first = observed(K, amount("1"), effective=EARLY, issued=EARLY)
    last = observed(K, amount("2"), effective=EARLY, issued=LATE)
    repeat = observed(K, amount("3"), effective=EARLY, issued=LATE, history=True)
    [row] = of(void, first, repeat, last).rows
    assert cells(row) == [["2", "1", "3", "9"]]


def test_what_a_newer_version_replaced_stands_behind_it_but_not_in_the_series() -> None:
    new, old = observed(K, amount("5"), effective=EARLY), observed(K, amount("4"), effective=EARLY, issued=LATE)
    alone = observed(concept(("7280", "NPU03429")), amount("140"), effective=EARLY)
    placed = [
        Placed(finding=Finding(observation=new.observation)),
        Placed(finding=Finding(observation=old.observation), superseded=True),
        Placed(finding=Finding(observation=observed(K, None, effective=LATE).observation), superseded=True),
        Placed(finding=Finding(observation=alone.observation), superseded=True),
    ]
    potassium, sodium = table(placed).rows
    assert cells(potassium) == [["5", "4"], [""]]
    assert len(potassium.series.points) == 1
    assert cells(sodium) == [["140"]]
