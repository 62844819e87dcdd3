"""What a period leaves out of the cumulative table, how that is told, and where the newest stands; nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from provesvar_gui.results import search
from provesvar_gui.results import search as search_index
from provesvar_gui.results.search import Query
from provesvar_gui.ui.results.find.finder import is_marked, is_report_marked
from provesvar_gui.ui.results.table.how_much import how_much
from provesvar_gui.ui.results.table.model import Sieve
from tests.gui.results import made
from tests.gui.results.shown import plain
from tests.gui.results.test_bundles import BUNDLES, read, run
from tests.gui.results.test_flowsheet import digested, grid, pane_of, potassium, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.results.search import Shown
    from provesvar_gui.results.series import Point
    from provesvar_gui.ui.results.table.pane import FlowsheetPane

FETCHED = datetime(2024, 8, 20, 8, tzinfo=UTC)


def found(whole: Digest, query: Query) -> Shown:
    index = run(search_index.build(whole.result, whole.observations, marked=is_marked, report_marked=is_report_marked))
    shown: Shown = run(search.match(index, query))
    return shown


def filtered(pane: FlowsheetPane, query: Query) -> None:
    assert pane._made is not None
    pane.apply_filter(found(pane._made[0], query))


def said(pane: FlowsheetPane) -> list[str]:
    return plain(pane.status.text()).split(" · ")


def month() -> LookupResult:
    sodium = made.finding("Natrium", made.quantity("139"), effective=made.moment("2024-08-02T10:32:00+02:00"))
    undated = potassium("3.3", 1, effective=None)
    reports = (
        made.report("1", potassium("4.0", 1), sodium, effective=made.moment("2024-08-01T10:32:00+02:00")),
        made.report("2", potassium("4.1", 14), effective=made.moment("2024-08-14T10:32:00+02:00")),
        made.report("3", potassium("4.2", 19), effective=made.moment("2024-08-19T10:32:00+02:00")),
        made.report("4", undated, effective=None),
    )
    return made.result(*reports, fetched_at=FETCHED)


def test_a_period_leaves_out_columns_and_says_how_many_and_how_they_come_back(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, month())
    assert grid(pane)[0] == ["Kalium (P-Kalium)", "3,3", "4,0", "", "4,1", "4,2"]
    filtered(pane, Query(since=FETCHED - timedelta(days=7)))
    assert grid(pane) == [["Kalium (P-Kalium)", "3,3", "4,1", "4,2"]]
    told = said(pane)
    assert told[:3] == [
        "Filtered: 1 of 2 rows",
        "2 column(s) outside the period not shown (Ctrl+0 shows all)",
        "2 result(s) in them",
    ]
    assert "1 result(s) without a date at the far left" in told  # nobody can judge it
    assert "Ctrl+0" not in how_much(pane.table.lines, keys=False)
    pane.apply_filter(None)
    assert len(grid(pane)[0]) == 6
    assert "outside" not in pane.status.text()


def test_words_alone_leave_out_no_times_of_their_rows(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, month())
    filtered(pane, Query(words=("kalium",)))
    assert grid(pane) == [["Kalium (P-Kalium)", "3,3", "4,0", "4,1", "4,2"]]
    assert "outside" not in pane.status.text()


def test_what_was_sampled_before_the_period_and_sent_within_it_stays_and_is_told(qtbot: QtBot) -> None:
    late = potassium("5.9", 3, issued=made.moment("2024-08-19T12:00:00+02:00"))
    reports = (made.report("1", potassium("4.0", 1), effective=None), made.report("2", late, effective=None))
    pane = pane_of(qtbot, made.result(*reports, fetched_at=FETCHED))
    filtered(pane, Query(since=FETCHED - timedelta(days=7)))
    assert grid(pane) == [["Kalium (P-Kalium)", "5,9"]]
    assert "1 column(s) outside the period not shown (Ctrl+0 shows all)" in said(pane)
    assert "1 earlier column(s) kept: reported within the period" in said(pane)


def test_what_is_dated_after_the_fetch_is_not_called_the_newest(qtbot: QtBot) -> None:
    reports = [made.report(str(day), potassium(f"4.{day}", day), effective=None) for day in (18, 19, 25)]
    pane = pane_of(qtbot, made.result(*reports, fetched_at=FETCHED))
    told = said(pane)
    assert "the newest at the far right" not in told
    assert told[-2:] == ["1 column(s) at the far right dated after the fetch", "before them the newest, 19. aug 2024 10:32"]
    assert "4,19 mmol/L" in spoken(pane)  # the person is put on the newest
    last = pane.table.lines.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert plain(str(last)) == "25. aug 2024 10:32, dated after the fetch"
    unfinished = said(pane_of(qtbot, made.result(*reports, fetched_at=FETCHED), complete=False))
    assert not any("newest" in each for each in unfinished)


def test_where_every_time_is_dated_after_the_fetch_none_is_newest(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(made.report("1", potassium("4.0", 25), potassium("4.1", 26)), fetched_at=FETCHED))
    assert said(pane)[-1] == "every sampling time is dated after the fetch"


def test_without_later_ones_the_newest_is_at_the_far_right(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(made.report("1", potassium("4.0", 18), potassium("4.1", 19)), fetched_at=FETCHED))
    assert said(pane)[-1] == "the newest at the far right"


def in_the_table(pane: FlowsheetPane) -> Iterator[Point]:
    lines = pane.table.lines
    for row in range(lines.rowCount()):
        for column in range(lines.columnCount()):
            cell = lines.cell(row, column)
            yield from cell.points if cell is not None else ()


def standing(pane: FlowsheetPane) -> int:
    """Results in the cells that are shown that have a value and have not been cancelled."""
    return sum(map(stands, in_the_table(pane)))


def stands(point: Point) -> bool:
    return point.observation.value is not None and not point.placed.void


@pytest.mark.skipif(not BUNDLES, reason="../shared/data/fhir is not there")
@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_what_is_shown_and_what_is_told_to_be_outside_is_all_that_was_sent(path: Path, qtbot: QtBot) -> None:
    result, _ = read(path)
    whole = digested(result)
    sent = sum(each.observation.value is not None and not each.void for each in whole.observations)
    pane = pane_of(qtbot, result)
    pane.apart.setChecked(True)
    assert standing(pane) == sent
    lines = pane.table.lines
    everything = sum(len(cell.points) for at in range(lines.rowCount()) for cell in lines.head(at).cells.values())
    times = sorted(each.moment.when for each in lines.sheet.tops if each.moment is not None and each.moment.when)
    for since in {times[0], times[len(times) // 2], times[-1], times[-1] + timedelta(days=400)} if times else set():
        filtered(pane, Query(since=since))
        check(pane, everything, sent)
        pane.set_sieve(sampled_since(since))  # no matter when it was sent
        check(pane, everything, sent)


def sampled_since(since: datetime) -> Sieve:
    return Sieve(found=lambda point: point.when is None or point.when >= since, since=since)


def check(pane: FlowsheetPane, everything: int, sent: int) -> None:
    """What is in the table and what is told to be outside add up."""
    lines = pane.table.lines
    gone = set(range(len(lines.sheet.tops))) - set(lines.passed.columns)
    outside = [point for row in lines.sheet.rows for at in gone for point in row.cells.get(at, ())]
    assert len(outside) == lines.passed.left_out
    assert len(gone) == lines.passed.outside
    assert len(list(in_the_table(pane))) + lines.passed.left_out == everything
    assert standing(pane) + sum(map(stands, outside)) == sent
    assert bool(gone) == ("outside the period not shown" in pane.status.text())
