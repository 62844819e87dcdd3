"""Paper: lines break at spaces, what does not stand is struck in its answer, and no key is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QPdfWriter

from provesvar_gui.results import export as taking
from provesvar_gui.results.export import Block, Row, Taken
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.export import jobs, wrapping
from provesvar_gui.ui.results.export.note import saved_words
from provesvar_gui.ui.results.export.pages import layout_of
from provesvar_gui.ui.results.export.paper import Pages
from provesvar_gui.ui.results.overview import export
from provesvar_gui.ui.results.table.how_much import how_much
from tests.gui.results import sandbox_patients
from tests.gui.results.export.desk import FONTS, digested
from tests.gui.results.sandbox_patients import run

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.ui.results.view import ResultsView

pytestmark = pytest.mark.usefixtures("qapp")
STYLE = Style(language="nb")


def lay_out(taken: Taken, *, width: float, height: float = 1500) -> list[str]:
    """The lines of all pages."""
    writer = QPdfWriter("")
    writer.setResolution(jobs.DPI)
    pages = Pages(writer, width, height, FONTS).lay_out(taken)
    return [piece.layout.text() for page in pages for piece in page.pieces]


def width_of(taken: Taken) -> float:
    """Pixels across the page that it is printed on."""
    return float(layout_of(taken).paintRectPixels(jobs.DPI).width())


def test_no_word_number_or_time_of_the_overview_is_parted() -> None:
    digest = sandbox_patients.digested(sandbox_patients.patient())
    taken = run(export.overview(digest, STYLE, paper=True))
    lines = [line.strip(" ") for line in lay_out(taken, width=width_of(taken))]
    pieces = {piece for line in lines for piece in line.split(" ")}
    for block in taken.blocks:
        for row in block.rows:
            for cell in row.cells:
                assert set(cell.replace("\n", " ").split(" ")) <= pieces | {""}


def test_a_narrow_column_gets_wider_before_a_word_is_parted() -> None:
    cells = ("a", "> 4,00\u00a0mg/L\u00a0FEU", "24.\u00a0nov\u00a02026\u00a023:10", "universitetssykehus")
    taken = Taken(blocks=(Block(header=("A", "B", "C", "D"), shares=(0.9, 0.03, 0.03, 0.04), rows=(Row(cells=cells),)),))
    assert {"4,00\u00a0mg/L\u00a0FEU", *cells[2:]} <= set(lay_out(taken, width=2000))


@settings(max_examples=150, deadline=None)
@given(words=st.text(st.sampled_from("ab /-:\u00a0\u2795\U0001f9ea"), max_size=120), width=st.floats(1, 900))
@example(words=" :::::", width=64.0)
def test_nothing_is_lost_and_no_line_is_too_wide(words: str, width: float) -> None:
    writer = QPdfWriter("")
    writer.setResolution(jobs.DPI)
    font = FONTS.font()
    laid = wrapping.lines_of(words, font, width, writer)
    said = [layout.text() for layout, _line, _height in laid]
    assert "".join(said) == (words or " ")
    for layout, line, _height in laid:
        alone = len(layout.text().strip()) <= 2
        assert alone or layout.lineAt(line).naturalTextWidth() <= width + 1 or layout.text().rstrip(" \u00a0") != layout.text()


@given(widths=st.lists(st.tuples(st.floats(1, 900), st.floats(1, 900)), min_size=1, max_size=8))
def test_columns_give_what_they_can_spare(widths: list[tuple[float, float]]) -> None:
    had, least = [each for each, _ in widths], [each for _, each in widths]
    got, enough = wrapping.fitted(had, least)
    assert sum(got) == pytest.approx(sum(had))
    assert enough is (sum(least) <= sum(had)) or sum(least) == pytest.approx(sum(had))
    assert not enough or all(width >= need - 1e-6 for width, need in zip(got, least, strict=True))


def test_no_key_is_told_on_paper(view: ResultsView, qtbot: QtBot) -> None:
    digested(view, qtbot, sandbox_patients.patient())
    view.panes.turn_to(view.panes.place_of(Key.TABLE))
    view.panes.flowsheet.finish()
    lines = view.panes.flowsheet.table.lines
    lines.marked.update(row.series.key for row in map(lines.series_row, range(5)) if row is not None)
    assert "Enter" in how_much(lines)
    for paper in (True, False):
        taken = run(view.panes.taken(paper=paper))
        assert not any("Enter" in fact for fact in taken.facts)


def test_the_overview_goes_along_with_what_the_laboratory_marked(view: ResultsView, qtbot: QtBot) -> None:
    digested(view, qtbot, sandbox_patients.patient())
    view.panes.overview.finish()
    lines = view.panes.overview.list.lines
    told = [lines.line(row) for row in range(lines.rowCount())]
    heads = [at for at, line in enumerate(told) if not line.cells]
    marked = told[heads[0] + 1 : heads[1]]
    assert len(marked) > 5
    for paper in (True, False):
        text = " ".join(taking.plain(run(view.panes.taken(paper=paper))).split())
        assert told[heads[0]].shown in text
        for line in marked:
            assert " ".join(line.cells[0].split()) in text
            assert " ".join(line.cells[1].split()) in text


def test_a_saved_file_is_named_with_the_end_of_a_long_folder() -> None:
    said = saved_words("/home/" + "a" * 200 + "/{folder}/svar.pdf")
    assert "as svar.pdf in …" in said
    assert said.endswith("a/{folder}")
    assert len(said) < 120
