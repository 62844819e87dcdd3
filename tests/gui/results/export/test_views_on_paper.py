"""Whatever a view shows of any bundle is on the paper of that view and in its copy: read back from the PDF, value by value.

Reports stand in test_paper.py, samples on paper in microbiology/test_paper.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.results import export
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common import flags
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.export import jobs
from tests.gui.results.export.desk import TEXTS, body, digested, read, squeezed
from tests.gui.results.sandbox_patients import patient
from tests.gui.results.test_bundles import BUNDLES, run
from tests.gui.results.test_bundles import read as read_bundle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.ui.results.view import ResultsView

STYLE = Style(language="nb")
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
    made, _pages = jobs.pdf(taken, TEXTS, "Prøvesvar")
    path = folder / "out.pdf"
    path.write_bytes(made)
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
    copied = squeezed(export.plain(copy)) if copy is not None else ""
    lines = view.panes.flowsheet.table.lines
    for row in range(lines.rowCount()):
        assert holds(paper, lines.head(row).name, lines.head(row).unit)
        assert holds(copied, lines.head(row).name)
        for cell in lines.head(row).cells.values():
            assert cell.text or cell.quiet or (holds(paper, cell.value) and holds(copied, cell.value))
            for point in cell.points:
                assert holds(paper, *(mark.words for mark in flags.marks(point.observation)))
                assert holds(paper, *(note.text for note in point.observation.notes))
