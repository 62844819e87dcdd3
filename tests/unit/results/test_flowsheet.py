"""The cumulative table: every observation in exactly one cell, at its own time, in the row of its series."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from typing import NamedTuple

from hypothesis import given

from provesvar_gui.results import series
from provesvar_gui.results import table as flowsheet
from provesvar_gui.results.model import CodeableConcept, Finding, LookupResult, Moment, Report
from provesvar_gui.results.placed import Placed, everything
from provesvar_gui.results.table import Line, TableRow
from tests.gui.results.made import moment, run
from tests.gui.results.strategies import results
from tests.unit.results.test_series import (
    LOOKUP,
    K,
    amount,
    concept,
    observed,
)


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
                seen.append(id(point.placed))
                assert (column is None) == (point.when is None)
                if column is not None and column.when is not None and point.when is not None:
                    minutes = (each.astimezone(UTC).replace(second=0) for each in (column.when, point.when))
                    assert len(set(minutes)) == 1
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
        Placed(observation=new.observation),
        Placed(observation=old.observation, superseded=True),
        Placed(observation=observed(K, None, effective=LATE).observation, superseded=True),
        Placed(observation=alone.observation, superseded=True),
    ]
    potassium, sodium = table(placed).rows
    assert cells(potassium) == [["5", "4"], [""]]
    assert len(potassium.series.points) == 1
    assert cells(sodium) == [["140"]]


def test_members_stand_under_what_they_belong_to() -> None:
    drug = observed(concept(("7280", "NPU18000")), CodeableConcept(text="S"))
    culture = observed(concept(("7280", "NPU06061")), CodeableConcept(text="E. coli"), drug, material="Blod")
    lines = of(culture).lines
    assert [type(line).__name__ for line in lines] == ["Heading", "Heading", "TableRow", "Heading", "TableRow"]
    organism = lines[3]
    assert isinstance(organism, flowsheet.Heading)
    assert organism.concept is not None
    assert organism.concept.text == "E. coli"
    assert [line.level for line in lines[2:]] == [0, 1, 2]
