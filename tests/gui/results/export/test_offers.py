"""What the panes offer: every result that a pane shows goes along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.results import export
from provesvar_gui.results.placed import everything
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common import words
from provesvar_gui.ui.results.common.lines import Kind
from tests.gui.results.export.desk import digested
from tests.gui.results.test_bundles import BUNDLES, read, run

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from provesvar_gui.ui.results.view import ResultsView


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_every_result_of_a_pane_is_in_its_copy_and_can_be_read_aloud(view: ResultsView, qtbot: QtBot, path: Path) -> None:
    result, _raw = read(path)
    digested(view, qtbot, result)
    panes = view.panes
    panes.turn_to(panes.place_of(Key.MICROBIOLOGY))
    cultures = [panes.microbiology.list.bits.source(row) for row in range(panes.microbiology.list.bits.rowCount())]
    if cultures:
        text = squeezed(export.plain(run(panes.document(paper=False))))
        for culture in cultures:
            for observation in words.walk(culture.findings):
                for note in observation.notes:
                    assert squeezed(note.text) in text
    panes.turn_to(panes.place_of(Key.TABLE))
    panes.flowsheet.finish()
    lines = panes.flowsheet.table.lines
    for paper in (False, True):
        taken = run(panes.document(paper=paper))
        text = squeezed(export.plain(taken)) if taken is not None else ""
        for row in range(lines.rowCount()):
            assert squeezed(lines.head(row).name) in text
            for cell in lines.cells(row).values():
                for point in cell.points if paper else ():
                    for note in point.observation.notes:
                        assert squeezed(note.text) in text
                if cell.number:
                    assert squeezed(cell.whole + cell.fraction) in text
    panes.turn_to(panes.place_of(Key.REPORTS))
    view.reports.detail.lines.finish()
    placed, at = panes.chosen()
    shown = {id(each.observation) for each in everything(result)}
    told = view.reports.detail.lines
    assert bool(placed) is any(told.line(row).kind is Kind.FINDING for row in range(told.rowCount()))
    assert not placed or 0 <= at < len(placed)
    assert all(id(each.observation) in shown for each in placed)
