"""What a view leaves out is told in what is taken along of it, and so is what cannot be true of a time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.results import export
from provesvar_gui.ui.keys import Key
from tests.gui.results import made
from tests.gui.results.export.desk import digested
from tests.gui.results.test_bundles import run

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.ui.results.view import ResultsView

FETCHED = datetime(2024, 8, 15, 8, tzinfo=UTC)
KALIUM = made.finding("P-Kalium", made.quantity("6.8"))
ANSWER = made.result(
    made.report("1", KALIUM, made.finding("P-Natrium", made.quantity("140"))),
    made.report("2", made.finding("P-CRP", made.quantity("250", "mg/L"))),
    made.report("3", made.finding("P-Glukose", made.quantity("9"), effective=made.moment("2025-08-14T10:32:00+02:00"))),
    other_identifier=(made.report("4", made.finding("P-Laktat", made.quantity("2"))),),
    fetched_at=FETCHED,
)


def text(view: ResultsView, key: Key, *, paper: bool) -> str:
    view.panes.turn_to(view.panes.place_of(key))
    view.panes.flowsheet.finish()
    view.reports.detail.lines.finish()
    taken = run(view.panes.document(paper=paper))
    return "" if taken is None else export.plain(taken).replace("\u00a0", " ")


def filtered(view: ResultsView, words: str) -> None:
    view.find_bar.field.setText(words)
    view.find_bar.finder.finish()


@pytest.mark.hazard("H3.2")
@pytest.mark.parametrize("paper", [False, True])
def test_a_report_taken_from_a_filtered_list_says_so(view: ResultsView, qtbot: QtBot, paper: bool) -> None:
    digested(view, qtbot, ANSWER)
    assert "Filtered" not in text(view, Key.REPORTS, paper=paper)
    filtered(view, "kalium")
    copied = text(view, Key.REPORTS, paper=paper)
    assert "Filtered: 1 of 4 reports are listed; this one is whole" in copied
    assert "P-Natrium" in copied
    filtered(view, "")
    assert "Filtered" not in text(view, Key.REPORTS, paper=paper)


@pytest.mark.hazard("H3.2")
@pytest.mark.parametrize("paper", [False, True])
def test_a_filtered_table_and_what_stands_behind_its_button(view: ResultsView, qtbot: QtBot, paper: bool) -> None:
    digested(view, qtbot, ANSWER)
    whole = text(view, Key.TABLE, paper=paper)
    assert "Filtered" not in whole
    assert "1 result(s) on another kind of number or an invalid one are not here" in whole.replace("%n", "1")
    filtered(view, "kalium")
    copied = text(view, Key.TABLE, paper=paper)
    assert "Filtered: 1 of 4 rows" in copied
    assert "P-CRP" not in copied
    filtered(view, "")
    view.panes.flowsheet.apart.setChecked(True)
    opened = text(view, Key.TABLE, paper=paper)
    assert "P-Laktat" in opened
    assert "are not here" not in opened


@pytest.mark.parametrize("paper", [False, True])
def test_a_time_after_the_fetch_is_told_above_its_column(view: ResultsView, qtbot: QtBot, paper: bool) -> None:
    digested(view, qtbot, ANSWER)
    said = " ".join(text(view, Key.TABLE, paper=paper).split())
    assert said.count("10:32 dated after the fetch") == 1


@pytest.mark.parametrize("paper", [False, True])
def test_a_report_dated_after_the_fetch_says_so_and_so_does_a_result_of_another_time(
    view: ResultsView, qtbot: QtBot, paper: bool
) -> None:
    late = made.moment("2025-08-14T10:32:00+02:00")
    digested(view, qtbot, made.result(made.report("3", KALIUM, effective=late), fetched_at=FETCHED))
    said = text(view, Key.REPORTS, paper=paper)
    assert "14. aug 2025 10:32 (dated after the fetch)" in said.split("\n\n")[0]
    glucose = made.finding("P-Glukose", made.quantity("9"), effective=late)
    digested(view, qtbot, made.result(made.report("4", KALIUM, glucose), fetched_at=FETCHED))
    said = text(view, Key.REPORTS, paper=paper)
    assert said.count("dated after the fetch") == 1
    assert "(dated after the fetch)" in next(line for line in said.splitlines() if "P-Glukose" in line)
    digested(view, qtbot, made.result(made.report("5", KALIUM), fetched_at=FETCHED))
    assert "dated after the fetch" not in text(view, Key.REPORTS, paper=paper)
