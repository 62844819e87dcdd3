"""Whatever a view shows of any bundle is on the paper of that view and in its copy: read back from the PDF, value by value.

Reports stand in test_paper.py, samples on paper in microbiology/test_paper.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.results import export
from provesvar_gui.results.placed import everything
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common import flags, labels
from provesvar_gui.ui.results.common.lines import Kind, Style
from provesvar_gui.ui.results.export import jobs
from provesvar_gui.ui.results.overview.line_text import LineText
from provesvar_gui.ui.results.overview.messages import MessageRow
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


def test_cards_and_every_section_of_the_overview(view: ResultsView, qtbot: QtBot, result: LookupResult, tmp_path: Path) -> None:
    digested(view, qtbot, result)
    pane = view.panes.overview
    pane.finish()
    paper = printed(view, Key.OVERVIEW, tmp_path)
    if paper is None:  # nothing but the count of what stands elsewhere
        assert not [each for each in (*pane.list.rows, *pane.findings.rows) if each.parts or isinstance(each, MessageRow)]
        return
    assert pane.digest is not None
    for card in pane.digest.strip.cards:
        for shown in card.lines:
            told = LineText(shown, STYLE)
            assert holds(paper, told.name, told.value, *map(str, told.marks), *map(str, told.notes))
    for row in pane.findings.rows:
        if isinstance(row, MessageRow) and row.report is not None:  # what waits has dates there
            assert holds(paper, row.title, row.whole or row.body, *map(str, row.marks))


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


def test_every_note_of_a_sample_is_copied(view: ResultsView, qtbot: QtBot, result: LookupResult) -> None:
    digested(view, qtbot, result)
    view.panes.turn_to(view.panes.place_of(Key.MICROBIOLOGY))
    samples = view.panes.microbiology.rows
    copy = run(view.panes.document(paper=False))
    assert (copy is None) is (not samples.rowCount())
    for row in range(samples.rowCount()):
        for observation in labels.walk(samples.sources[row].findings):
            assert holds(squeezed(export.plain(copy)), *(note.text for note in observation.notes))


def test_every_result_of_a_report_can_be_read_aloud(view: ResultsView, qtbot: QtBot, result: LookupResult) -> None:
    digested(view, qtbot, result)
    view.panes.turn_to(view.panes.place_of(Key.REPORTS))
    lines = view.reports.detail.lines
    lines.finish()
    placed, at = view.panes.chosen()
    assert bool(placed) is any(lines.line(row).kind is Kind.FINDING for row in range(lines.rowCount()))
    assert not placed or 0 <= at < len(placed)
    assert {id(each.observation) for each in placed} <= {id(each.observation) for each in everything(result)}


def test_every_cell_of_the_trend_and_what_its_panels_are_of(
    view: ResultsView, qtbot: QtBot, result: LookupResult, tmp_path: Path
) -> None:
    digested(view, qtbot, result)
    assert view.panes.overview.digest is not None
    series = tuple(each for each in view.panes.overview.digest.series if each.has_numbers)[:7]
    if not series:
        assert printed(view, Key.TREND, tmp_path) is None
        return
    view.panes.show_trend(series)
    view.panes.trend._slices.finish()
    paper = printed(view, Key.TREND, tmp_path) or ""
    results = view.panes.trend.table.results
    assert results.rowCount()
    for row in range(results.rowCount()):
        assert holds(paper, *results.words(row)), row
    for lane in view.panes.trend.graph.lanes:
        assert holds(paper, lane.curve.series.name, lane.curve.series.unit)
