"""The cumulative table on paper: only disciplines are headings, and what grew stands before the name of what was tested."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.results.model import Identifier
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.table import cells, export
from tests.gui.results import made, sandbox_patients
from tests.gui.results.sandbox_patients import run
from tests.gui.results.shown import plain
from tests.gui.results.test_flowsheet import potassium

if TYPE_CHECKING:
    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.ui.results.table.cells import TableSheet

pytestmark = pytest.mark.usefixtures("qapp")


def emergency() -> ExportDocument:
    sheet: TableSheet = run(cells.build(sandbox_patients.digested(sandbox_patients.patient()), Style(language="en")))
    taken: ExportDocument = run(
        export.table_of(sheet, range(len(sheet.heads)), range(len(sheet.tops)), title="", facts=(), paper=True)
    )
    return taken


def test_a_result_is_no_heading() -> None:
    rows = [row for block in emergency().blocks if block.header for row in block.rows]
    names = [row.cells[0] for row in rows if row.cells]
    assert not [row.span for row in rows if row.heading and "coli" in row.span]
    grown = [each for each in names if each.startswith("Escherichia coli › ")]
    assert any("Ampicillin" in each for each in grown)
    assert [row for row, after in pairwise(rows) if row.heading and after.heading and row.level >= after.level] == []


def test_why_a_value_was_withdrawn_is_not_struck_through() -> None:
    notes = [row for block in emergency().blocks if not block.header for row in block.rows]
    why = [row for row in notes if "Svaret er trukket" in row.span]
    assert why
    assert not any(row.void for row in why)


@pytest.mark.parametrize("paper", [False, True])
def test_a_number_stays_in_its_cell_and_only_the_words_of_its_doubt_go_below(paper: bool) -> None:
    issued = made.moment("2024-08-14T11:00:00+02:00")
    number = (Identifier(system="ServReportId", value="0b0e1c70-8d5e-4a53-9a2c-3f8f6a3c1d11"),)
    doubted = made.report("1", potassium("6.1", 14, interpretations=(made.ABOVE,)), identifiers=number, issued=issued)
    cancelled = made.report("2", identifiers=number, issued=issued, status="cancelled")
    found = sandbox_patients.digested(made.result(doubted, cancelled))
    sheet: TableSheet = run(cells.build(found, Style(language="nb")))
    taken = run(export.table_of(sheet, range(len(sheet.heads)), range(len(sheet.tops)), title="", facts=(), paper=paper))
    table, notes = taken.blocks
    [cell] = [plain(row.cells[3]) for row in table.rows if row.cells]
    assert cell.startswith("6,1 ↑")
    assert cell.endswith("! (1)")
    assert "which is newer is not known" in plain(notes.rows[1].span)
