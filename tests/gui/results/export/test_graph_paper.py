"""A trend on paper: the graph of the screen as lines in black and grey, what it is of, and its table below."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from provesvar_gui.results.model import Report
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import made
from tests.gui.results.export.desk import digested, read
from tests.gui.results.export.test_exporter import saved
from tests.gui.results.sandbox_patients import patient


def show(view: ResultsView, qtbot: QtBot, *names: str) -> None:
    digest = view.panes.overview.digest
    assert digest is not None
    qtbot.waitUntil(view.is_settled)
    view.panes.show_trend(tuple(each for each in digest.series if each.name in names and each.has_numbers))
    view.panes.trend._slices.finish()


def printed(view: ResultsView, qtbot: QtBot, folder: Path) -> Path:
    show(view, qtbot, "P-Kalium")
    saved(view, qtbot, folder / "out.pdf", Key.TREND)
    return folder / "out.pdf"


def test_the_graph_stands_above_its_table(view: ResultsView, qtbot: QtBot, tmp_path: Path) -> None:
    digested(view, qtbot, patient())
    path = printed(view, qtbot, tmp_path)
    first = " ".join(read(path)[0].replace("\u00a0", " ").split())
    for said in ("P-Kalium", "mmol/L", "Fjordbyen sykehus", "3.5 - 4.6", "marked by the laboratory"):
        assert said in first, said
    layout = read(path, "-layout")[0]
    assert layout.index("marked by the laboratory") < layout.index("In the graph")  # the key above the head of the table


@pytest.mark.hazard("H3.12")
def test_no_time_on_paper_counts_from_the_day_of_printing(view: ResultsView, qtbot: QtBot, tmp_path: Path) -> None:
    def potassium(value: str, day: int) -> Report:
        when = made.moment(f"2024-08-{day:02}T10:32:00+02:00")
        return made.report(value, made.finding("P-Kalium", made.quantity(value), effective=when))

    fetched = datetime(2024, 8, 5, 8, 0, tzinfo=UTC)
    digested(view, qtbot, made.result(*(potassium(f"4.{day}", day) for day in range(1, 5)), fetched_at=fetched))
    said = " ".join(" ".join(read(printed(view, qtbot, tmp_path))).replace("\u00a0", " ").split())
    assert said.count("4. aug 2024 10:32") >= 2, "beside the lane and in the table"
    assert not any(word in said for word in ("yesterday", "today", " now "))


def test_many_series_are_drawn_a_few_at_a_time(view: ResultsView, qtbot: QtBot) -> None:
    digested(view, qtbot, patient())
    show(view, qtbot, "P-Kalium", "P-Kreatinin", "P-ALAT", "P-INR", "P-Natrium", "P-GT", "P-ASAT")
    taken = made.taken(view.panes.document(paper=True))
    drawn = [block for block in taken.blocks if block.picture is not None]
    assert len(drawn) == 2
    assert not any("○" in row.span for block in drawn for row in block.rows), "in print an open circle is a limit"
    heights = [block.picture.height for block in drawn if block.picture is not None]
    assert heights[0] > heights[1], "six lanes and four"
    assert not any(block.picture for block in made.taken(view.panes.document(paper=False)).blocks)
