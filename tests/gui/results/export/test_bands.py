"""The cumulative table on paper: a heading stands above its own rows alone, and a result is no heading without its times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.results.digest import digest
from provesvar_gui.results.model import Identifier
from provesvar_gui.results.table import Heading
from provesvar_gui.ui.results.common.lines import SEPARATOR, Style
from provesvar_gui.ui.results.table import cells, export
from tests.gui.results import made, sandbox_patients
from tests.gui.results.sandbox_patients import run
from tests.gui.results.shown import plain
from tests.gui.results.test_flowsheet import potassium

if TYPE_CHECKING:
    from provesvar_gui.results.export import ExportDocument, ExportTable
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.ui.results.table.cells import TableSheet

pytestmark = pytest.mark.usefixtures("qapp")


def check(result: LookupResult) -> int:
    """How many headings there are; each is looked at."""
    sheet: TableSheet = run(cells.build(run(digest(result, complete=True)), Style(language="nb")))
    for_paper = run(export.table_of(sheet, range(len(sheet.heads)), range(len(sheet.tops)), title="", facts=(), paper=True))
    return sum(_check(block, sheet) for block in for_paper.blocks if block.header)


def _check(block: ExportTable, sheet: TableSheet) -> int:
    results = {head.name for head in sheet.heads if isinstance(head.line, Heading) and head.line.tree is not None}
    others = {head.name for head in sheet.heads if not isinstance(head.line, Heading) or head.line.tree is None}
    times = [header.replace("\n", " ") for header in block.header[3:]]
    headings = 0
    for at, row in enumerate(block.rows):
        if row.cells:
            assert any(row.cells[3:])
            continue
        headings += 1
        below = block.rows[at + 1 :]
        first = next(place for place, each in enumerate(below) if each.cells)
        levels = [row.level, *(each.level for each in below[:first])]
        assert row.heading
        name, _, told = row.span.rpartition(SEPARATOR)
        if name not in results or row.span in others:
            assert row.span in others  # no result without its times
            continue
        assert levels == sorted(set(levels))
        assert below[first].level > row.level
        said = told.split("; ")
        assert said
        own = [each for each in _own(below, row.level) if each]
        assert set(said) == {times[place] for cells in own for place, cell in enumerate(cells[3:]) if cell}
    return headings


def _own(below: tuple[object, ...], level: int) -> list[tuple[str, ...]]:
    found = []
    for each in below:
        if each.level <= level:  # type: ignore[attr-defined]  # rows of a block
            break
        found.append(each.cells)  # type: ignore[attr-defined]  # as above
    return found


def emergency() -> ExportDocument:
    sheet: TableSheet = run(cells.build(sandbox_patients.digested(sandbox_patients.patient()), Style(language="en")))
    taken: ExportDocument = run(
        export.table_of(sheet, range(len(sheet.heads)), range(len(sheet.tops)), title="", facts=(), paper=True)
    )
    return taken


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
