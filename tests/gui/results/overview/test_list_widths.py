"""How wide the columns of the list are: no number is broken, wherever it stands, and what one column needs not another has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from provesvar_gui.ui.results.common.delegate import LineDelegate, lay_out
from provesvar_gui.ui.results.common.lines import Column, Kind
from tests.gui.results import made
from tests.gui.results.overview.kit import coded, show
from tests.gui.results.overview.test_room import settle
from tests.gui.results.sandbox_patients import digested, patient

if TYPE_CHECKING:
    from provesvar_gui.ui.results.overview.pane import OverviewPane


def broken(pane: OverviewPane, column: Column) -> list[list[str]]:
    """The texts of a column that are broken within a word or a number, by their lines."""
    delegate, found = pane.list.itemDelegate(), []
    assert isinstance(delegate, LineDelegate)
    for row in range(pane.list.lines.rowCount()):
        line = pane.list.lines.line(row)
        if line.kind is Kind.FINDING:
            piece = delegate.piece(line, column, pane.list.font())
            laid = lay_out(piece, delegate.room(line, column, pane.list.columnWidth(column), piece))
            at = [laid.lineAt(each) for each in range(laid.lineCount())]
            rows = [laid.text()[each.textStart() : each.textStart() + each.textLength()] for each in at]
            if any(each[-1] not in " \u2028-–/,;.:" for each in rows[:-1]):
                found.append(rows)
    return found


LATE: Final = (
    ("125000", "ng/L", ""),
    ("10500", "µg/L", ">"),
    ("1234567.89", "µg/L", ">="),
    ("14", "mL/min/1.73m2", ""),
    ("74", "10^9/L", ""),
    ("4.00", "mg/L FEU", ">"),
    ("3" * 20, "g/L", ""),
)


@pytest.mark.parametrize("width", [534, 640, 760, 840, 1000, 1366, 1600])
def test_no_number_is_broken_however_far_down_it_stands(pane: OverviewPane, width: int) -> None:
    names = [f"S-Mykoplasma pneumoniae-antistoff, semikvantitativ bestemmelse av IgG {n}" for n in range(80)]
    values = [*[("3", "", "")] * (len(names) - len(LATE)), *LATE]
    found = [
        made.finding(name, made.quantity(value, unit, sign), id=name, interpretations=(made.ABOVE,))
        for name, (value, unit, sign) in zip(names, values, strict=True)
    ]
    show(pane, digested(made.result(made.report("r", *found, effective=made.moment("2026-11-24T09:05:00+01:00")))))
    settle(pane, width, 700)
    assert not broken(pane, Column.VALUE)
    used = sum(pane.list.columnWidth(column) for column in Column if not pane.list.isColumnHidden(column))
    assert used <= pane.list.viewport().width()
    show(pane, digested(patient()))
    settle(pane, width, 700)
    assert not [rows for rows in broken(pane, Column.VALUE) if rows[0][0] in "0123456789>"]


@pytest.mark.parametrize(
    "long",
    [
        f"Se svar:\n{'-' * 60}\nVekst av blandet flora",
        f"{'=' * 60} Slutt",
        f"{'+' * 44} Erytrocytter",
        "1-naftyl-N-metylkarbamat/2-isopropoksyfenylmetylkarbamat påvist",
        "2.16.578.1.12.4.1.1.8269/2.16.578.1.12.4.1.1.7280:NM_007294.4:c.5266dupC(p.Gln1756Profs*74)",
        "9" * 90,
    ],
)
def test_a_long_word_that_begins_like_a_number_takes_no_room_from_the_others(pane: OverviewPane, long: str) -> None:
    short = [made.finding(f"P-Kalium {n}", made.quantity("5.2"), interpretations=(made.ABOVE,)) for n in range(16)]
    widths = []
    for more in ([], [made.finding("Urin mikroskopi", long, interpretations=(made.ABOVE,))]):
        report = made.report("r", *short, *more, effective=made.moment("2026-11-24T09:05:00+01:00"))
        show(pane, digested(made.result(report)))
        for width in (760, 1000, 1366):
            settle(pane, width, 700)
            widths.append(pane.list.columnWidth(Column.MARK))
            assert not broken(pane, Column.MARK)
    assert widths[:3] == widths[3:]


def test_a_name_further_down_has_the_room_that_no_value_needs(pane: OverviewPane) -> None:
    names = [*[f"A{n}" for n in range(20)], "B-Sjelden analyse med navn", "Medisinsk biokjemi"]
    report = made.report("r", *[coded(name, "NPU9", "1", id=name, interpretations=(made.ABOVE,)) for name in names])
    show(pane, digested(made.result(report)))
    for width in (1000, 1600):
        settle(pane, width, 700)
        assert not broken(pane, Column.NAME)
        assert {pane.list.verticalHeader().sectionSize(row) for row in range(1, len(names))} == {
            pane.list.verticalHeader().sectionSize(1)
        }
