"""What a period shows and leaves out, and which one the trend begins with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QPushButton

from provesvar_gui.results import trend
from provesvar_gui.results.course import TimeRange, Window, readable, window
from provesvar_gui.results.digest import digest
from provesvar_gui.results.model import Party
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.trend.lane import LanePainter
from provesvar_gui.ui.results.trend.pane import TrendPane
from provesvar_gui.ui.results.trend.table import Column
from tests.gui.results import made
from tests.gui.results.test_bundles import run

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.model import Finding
    from provesvar_gui.results.trend import Curve


NB = Style(language="nb")
START = datetime(2024, 8, 14, 8, 0, tzinfo=UTC)
LAB = (Party(organisation="Fjord"),)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def potassium(value: Any, hours: float, **more: Any) -> Finding:
    fields: dict[str, Any] = {"id": f"{hours}-{value}", "effective": made.moment(at(hours).isoformat())} | more
    sent = made.quantity(value) if isinstance(value, str) else value
    return made.finding("P-Kalium", sent, code=made.concept("", ("7280", "NPU03230", "P-Kalium")), **fields)


def digested(*findings: Finding, fetched: datetime | None = None) -> Digest:
    reports = [made.report(str(place), each, performers=LAB) for place, each in enumerate(findings)]
    whole: Digest = run(digest(made.result(*reports, fetched_at=fetched), complete=True))
    return whole


def curve_of(*findings: Finding) -> Curve:
    curve: Curve = run(trend.curve(digested(*findings).series[0]))
    return curve


def test_no_line_comes_in_from_outside_the_period_and_the_last_two_are_beside_it(qtbot: QtBot) -> None:
    old = (potassium("4.0", 0), potassium("4.1", 24), potassium("4.2", 30))
    pane = pane_with(qtbot, *old, potassium("5.1", 240), potassium("5.2", 250), fetched=at(252))
    pane.periods.take(TimeRange.DAY)
    (lane,) = pane.graph.lanes
    assert [dot.when for dot in lane.before] == [at(24), at(30)]
    assert lane.older == 3
    columns = pane.graph.columns
    assert columns is not None
    image = QImage(900, 200, QImage.Format.Format_ARGB32)
    painter = _Lines(image)
    LanePainter(painter, lane, columns, QRectF(0, 0, 900, 100), pane.graph.ink, NB, pane.graph.end).paint()
    painter.end()
    assert len(painter.kept) == 1
    assert all(columns.left <= each.x1() < each.x2() <= columns.right for each in painter.kept)
    assert "3 older outside the period, the last 15.\u00a0aug\u00a02024" in pane.graph.widgets[0].accessibleName()


class _Lines(QPainter):
    """Keeps the lines that are drawn."""

    def __init__(self, image: QImage) -> None:
        super().__init__(image)
        self.kept: list[QLineF] = []

    def drawLines(self, lines: list[QLineF]) -> None:  # type: ignore[override]  # Qt has many of them
        """Only what the lanes use."""
        self.kept += lines


def pane_with(qtbot: QtBot, *findings: Finding, fetched: datetime) -> TrendPane:
    pane = TrendPane(NB)
    qtbot.addWidget(pane)
    pane.resize(900, 700)
    pane.show()
    whole = digested(*findings, fetched=fetched)
    pane.show_digest(whole, NB)
    pane.show_series(whole.series)
    pane._slices.finish()
    return pane


ACUTE = tuple(potassium(f"6.{place}", 24 * 900 + 3 * place) for place in range(5))


def test_an_acute_day_is_readable_at_once_and_what_is_older_is_told(qtbot: QtBot) -> None:
    old = (potassium("4.0", 0), potassium("4.1", 24 * 300), potassium("4.2", 24 * 600))
    pane = pane_with(qtbot, *old, *ACUTE, fetched=at(24 * 900 + 14))
    assert pane.periods.now is TimeRange.DAY
    assert [dot.when for dot in pane.graph.lanes[0].shown] == [at(24 * 900 + 3 * place) for place in range(5)]
    assert "3 older outside the period" in pane.graph.widgets[0].accessibleName()
    pane.grab()


def test_the_time_shown_is_fitted_to_what_is_in_it(qtbot: QtBot) -> None:
    pane = pane_with(qtbot, *ACUTE, fetched=at(24 * 900 + 14))
    assert pane.graph.drawing is not None
    assert pane.graph.drawing.window == Window(at(24 * 900), at(24 * 900 + 14)), "from the first of them to the fetch"
    later = pane_with(qtbot, *ACUTE, fetched=at(24 * 2000))
    assert later.graph.drawing is not None
    assert later.graph.drawing.window == Window(at(24 * 900), at(24 * 900 + 12)), "no empty years to the fetch"


def test_what_the_person_chose_stays(qtbot: QtBot) -> None:
    old = (potassium("4.0", 0), potassium("4.2", 24 * 600))
    pane = pane_with(qtbot, *old, *ACUTE, fetched=at(24 * 900 + 14))
    whole = pane.findChild(QPushButton, "trendPeriod-all")
    assert whole is not None
    whole.click()
    pane.apart.toggle()  # drawn anew
    pane._slices.finish()
    assert pane.periods.now is TimeRange.ALL
    pane.clear()
    assert not pane.periods.by_hand


@pytest.mark.parametrize("hours", [0.0, 24 * 200.0, 24 * 5000.0])
def test_a_proposed_period_always_holds_the_newest(hours: float) -> None:
    curve = curve_of(potassium("4.0", -24 * 3000), *ACUTE)
    end = at(24 * 900 + 14 + hours)
    times = [dot.when for dot in curve.dots]
    shown = window(times, readable([times], end), end)
    assert shown is not None
    assert all(shown.holds(when) for when in times[-3:])


def test_a_number_that_was_sent_as_text_is_said_to_be_that(qtbot: QtBot) -> None:
    text = potassium(made.concept("61 mmol/L"), 10)
    pane = pane_with(qtbot, potassium("4.0", 0), text, potassium("5.1", 30), fetched=at(40))
    rows = [pane.table.results.cells(row).words for row in range(3)]
    told = next(words[Column.NOTE] for words in rows if words[Column.VALUE].startswith("61"))
    assert told == "Not drawn: the result was sent as text, not as a number"
    said = pane.graph.widgets[0].accessibleName()
    assert "Not drawn: the result was sent as text, not as a number (1)." in said
    assert "no number" not in said
