"""A trend on paper: the graph of the screen as lines in black and grey, what it is of, and its table below."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.trend import marks, sample
from provesvar_gui.ui.results.trend.marks import RADIUS
from provesvar_gui.ui.results.trend.paper_graph import PaperGraph, inks
from tests.gui.results import made
from tests.gui.results.export.desk import FONTS, about, digested, read
from tests.gui.results.export.test_paper import lay_out
from tests.gui.results.export.test_taker import saved
from tests.gui.results.sandbox_patients import patient
from tests.gui.results.test_bundles import run

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.export import Taken
    from provesvar_gui.ui.results.view import ResultsView

_PIXELS = 4


def show(view: ResultsView, qtbot: QtBot, *names: str) -> None:
    digest = view.panes.overview.digest
    assert digest is not None
    with qtbot.waitSignal(view.panes.trend.drawn):
        view.panes.show_trend(tuple(each for each in digest.series if each.name in names and each.has_numbers))


def painted(graph: PaperGraph, width: int = 900, height: int = 600) -> QImage:
    image = QImage(width * _PIXELS, height * _PIXELS, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(_PIXELS, _PIXELS)
    graph.paint(painter, width, height, FONTS.font())
    painter.end()
    return image


def test_the_graph_stands_above_its_table_with_name_unit_code_and_laboratory(
    view: ResultsView, qtbot: QtBot, tmp_path: Path
) -> None:
    digested(view, qtbot, patient())
    show(view, qtbot, "P-Kalium")
    path = tmp_path / "out.pdf"
    saved(view, qtbot, path, Key.TREND)
    pages = read(path)
    first = " ".join(pages[0].replace("\u00a0", " ").split())
    for said in ("P-Kalium", "mmol/L", "NPU03230", "KAL", "Fjordbyen sykehus", "3.5 - 4.6", "Marked by the laboratory: ↑"):
        assert said in first, said
    layout = read(path, layout=True)[0]
    assert layout.index("reference range") < layout.index("In the graph")  # the key above the head of the table
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "138969 00263" in page
    tool = shutil.which("pdfimages")
    if tool is not None:  # lines, not pixels
        listed = subprocess.run([tool, "-list", str(path)], check=True, capture_output=True).stdout
        assert len(listed.splitlines()) <= 2
    for part in ("13896900263", "Bølgebryter"):
        assert part not in about(path)


def test_many_series_are_drawn_a_few_at_a_time_and_each_is_named(view: ResultsView, qtbot: QtBot) -> None:
    digested(view, qtbot, patient())
    show(view, qtbot, "P-Kalium", "P-Kreatinin", "P-CRP", "P-INR", "P-Natrium")
    taken: Taken = run(view.panes.taken(paper=True))
    drawn = [block.drawing for block in taken.blocks if isinstance(block.drawing, PaperGraph)]
    assert [panel for each in drawn for panel in each.plate.panels] == list(view.panes.trend.graph.panels)
    assert max(len(each.plate.panels) for each in drawn) <= 3
    for page in lay_out(taken, height=2000):
        for box, _drawing in page.drawings:
            assert box.bottom() <= 2001
            assert not any(box.top() <= piece.at.y() < box.bottom() for piece in page.pieces)
    named = [row.span for block in taken.blocks if block.drawing is not None for row in block.rows]
    assert len(named) == len(view.panes.trend.graph.panels)
    assert not any(block.drawing for block in run(view.panes.taken(paper=False)).blocks)


def test_a_graph_goes_to_the_next_page_rather_than_being_cut(qapp: object) -> None:
    from provesvar_gui.results.export import Block, Row, Taken

    graph = PaperGraph(plate=sample.plate())
    rows = tuple(Row(span=f"{n}") for n in range(30))
    first, second = lay_out(Taken(blocks=(Block(rows=rows), Block(rows=(Row(span="P-Kalium"),), drawing=graph))), height=1700)
    assert not first.drawings
    assert [piece.layout.text() for piece in second.pieces] == ["P-Kalium"]
    assert len(second.drawings) == 1


def test_it_is_black_and_grey_and_lies_within_its_room(qapp: object) -> None:
    image = painted(PaperGraph(plate=sample.plate()))
    colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert all(QColor(each).saturation() < 8 for each in colours)  # smoothing may round a grey
    assert len(colours) > 3
    edge = {image.pixel(x, y) for x in range(image.width()) for y in (0, image.height() - 1)}
    edge |= {image.pixel(x, y) for y in range(image.height()) for x in (0, image.width() - 1)}
    assert edge == {QColor("white").rgb()}


@pytest.mark.parametrize(("change", "open_"), [({}, False), ({"limit": -1}, True), ({"limit": 1}, True), ({"apart": True}, True)])
def test_a_limit_and_another_identifier_are_open_marks(qapp: object, change: dict[str, int], open_: bool) -> None:
    dot = replace(sample.plate().panels[0].shown[0], **change)  # type: ignore[arg-type]  # flags of any kind
    image = QImage(80, 80, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    marks.paint(painter, QPointF(40, 40), dot, "", inks())
    painter.end()
    assert (QColor(image.pixel(40, 40)) == QColor("white")) is open_
    assert any(QColor(image.pixel(x, 40)) != QColor("white") for x in range(40 - round(RADIUS) - 3, 40))


def test_each_result_of_the_screen_has_its_mark_on_the_paper(view: ResultsView, qtbot: QtBot) -> None:
    findings = [
        made.report(str(n), made.finding("P-CRP", made.quantity(value, "mg/L", comparator), effective=made.moment(when)))
        for n, (value, comparator, when) in enumerate(
            (
                ("5", "<", "2024-08-01T08:00:00+02:00"),
                ("40", "", "2024-08-05T08:00:00+02:00"),
                ("9", "", "2024-08-09T08:00:00+02:00"),
            )
        )
    ]
    digested(view, qtbot, made.result(*findings))
    show(view, qtbot, "P-CRP")
    plate = view.panes.trend.graph.plate
    assert plate is not None
    assert [dot.limit for panel in plate.panels for dot in panel.shown] == [-1, 0, 0]
