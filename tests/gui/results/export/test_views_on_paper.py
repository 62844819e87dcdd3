"""Everything that a view shows of any bundle is on its paper and in its copy: read back from the PDF, value by value.

Reports stand in test_paper.py, samples on paper in microbiology/test_paper.py.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from provesvar_gui.results.export import ExportDocument
from provesvar_gui.results.export import plain as pasted
from provesvar_gui.results.model import Identifier, LookupResult
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common import flags
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.export import paper
from provesvar_gui.ui.results.table import cells, pane
from provesvar_gui.ui.results.table.cells import TableSheet
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import made, sandbox_patients
from tests.gui.results.export.desk import TEXTS, body, digested, read, squeezed
from tests.gui.results.made import run
from tests.gui.results.sandbox_patients import patient
from tests.gui.results.shown import plain
from tests.gui.results.test_bundles import BUNDLES
from tests.gui.results.test_bundles import read as read_bundle
from tests.gui.results.test_flowsheet import potassium

EVERYBODY = [*BUNDLES, None]  # None: the emergency patient of the sandbox


@pytest.fixture(params=EVERYBODY, ids=lambda path: path.stem if path is not None else "emergency")
def result(request: pytest.FixtureRequest) -> LookupResult:
    return read_bundle(request.param)[0] if request.param is not None else patient()


def printed(view: ResultsView, key: Key, folder: Path) -> str | None:
    """What stands on the paper of a view; None where it has nothing to print."""
    view.panes.turn_to(view.panes.place_of(key))
    taken = run(view.panes.document(paper=True))
    if taken is None:
        return None
    path = folder / "out.pdf"
    path.write_bytes(paper.pdf(taken, TEXTS, "Prøvesvar"))
    return body(read(path))


def holds(paper: str, *said: str) -> bool:
    return all(squeezed(part) in paper for each in said for part in each.split("\n"))


def test_every_value_unit_and_mark_of_the_table(view: ResultsView, qtbot: QtBot, result: LookupResult, tmp_path: Path) -> None:
    digested(view, qtbot, result)
    view.panes.turn_to(view.panes.place_of(Key.TABLE))
    view.panes.flowsheet.finish()
    if view.panes.flowsheet.apart.isVisibleTo(view.panes.flowsheet):
        view.panes.flowsheet.apart.setChecked(True)
        view.panes.flowsheet.finish()
    paper = printed(view, Key.TABLE, tmp_path) or ""
    copy = run(view.panes.document(paper=False))
    copied = squeezed(pasted(copy)) if copy is not None else ""
    lines = view.panes.flowsheet.table.lines
    for row in range(lines.rowCount()):
        assert holds(paper, lines.head(row).name, lines.head(row).unit)
        assert holds(copied, lines.head(row).name)
        for cell in lines.head(row).cells.values():
            assert cell.text or cell.quiet or (holds(paper, cell.value) and holds(copied, cell.value))
            for point in cell.points:
                assert holds(paper, *(mark.words for mark in flags.marks(point.observation)))
                assert holds(paper, *(note.text for note in point.observation.notes))


def emergency() -> ExportDocument:
    sheet: TableSheet = run(cells.build(sandbox_patients.digested(sandbox_patients.patient()), Style(language="en")))
    taken: ExportDocument = run(
        pane.table_of(sheet, range(len(sheet.heads)), range(len(sheet.tops)), title="", facts=(), paper=True)
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
    taken = run(pane.table_of(sheet, range(len(sheet.heads)), range(len(sheet.tops)), title="", facts=(), paper=paper))
    table, notes = taken.blocks
    [cell] = [plain(row.cells[3]) for row in table.rows if row.cells]
    assert cell.startswith("6,1 ↑")
    assert cell.endswith("! (1)")
    assert "which is newer is not known" in plain(notes.rows[1].span)
