"""What a period shows and leaves out, which one the trend begins with, and where a line is broken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QLineF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QPushButton

from provesvar_gui.results import trend
from provesvar_gui.results.digest import digest
from provesvar_gui.results.model import Party
from provesvar_gui.results.trend import BreakReason
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.trend import chart, trend_text
from provesvar_gui.ui.results.trend.pane import TrendPane
from provesvar_gui.ui.results.trend.periods import Range, Window, readable, window
from provesvar_gui.ui.results.trend.table import Column
from tests.gui.results import made
from tests.gui.results.test_bundles import run

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.model import Finding
    from provesvar_gui.results.trend import Curve
    from provesvar_gui.ui.results.trend.chart import Panel


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


def panel_of(curve: Curve, first: datetime, last: datetime) -> Panel:
    made_panel = chart.panel(curve, Window(first, last))
    assert made_panel is not None
    return made_panel


def test_a_cancelled_result_breaks_the_line_at_its_own_time() -> None:
    curve = curve_of(potassium("4.0", 0), potassium("9.9", 2, status="cancelled"), potassium("5.1", 30))
    assert panel_of(curve, at(0), at(30)).cuts == ((at(2), BreakReason.VOID),)


def test_other_breaks_are_half_way() -> None:
    other = {"method": made.concept("Elektrode")}
    curve = curve_of(potassium("4.0", 0), potassium("5.1", 30, **other))
    assert panel_of(curve, at(0), at(30)).cuts == ((at(15), BreakReason.METHOD),)


class _Lines(QPainter):
    """Keeps the lines that are drawn."""

    def __init__(self, image: QImage) -> None:
        super().__init__(image)
        self.kept: list[QLineF] = []

    def drawLines(self, lines: list[QLineF]) -> None:  # type: ignore[override]  # Qt has many of them
        """Only what the graph uses."""
        self.kept += lines


def test_no_line_comes_in_from_outside_the_period_and_what_is_outside_is_told(qtbot: QtBot) -> None:
    curve = curve_of(potassium("4.0", 0), potassium("4.1", 24), potassium("5.1", 240), potassium("5.2", 250))
    panel = panel_of(curve, at(230), at(252))
    assert [dot.when for dot in panel.older] == [at(0), at(24)]
    pane = TrendPane(NB)
    qtbot.addWidget(pane)
    image = QImage(400, 200, QImage.Format.Format_ARGB32)
    painter = _Lines(image)
    plate = chart.Drawing(panels=(panel,), window=Window(at(230), at(252)), style=NB)
    boxes = chart.boxes((panel,), QSize(400, 200), pane.font())
    plate.paint(painter, boxes, axis=180, width=400, inks=pane.graph._inks(), font=pane.font())
    painter.end()
    assert len(painter.kept) == 1
    assert all(boxes[0].plot.left() <= each.x1() <= 400 for each in painter.kept)
    said = trend_text.outside(panel.older, panel.later, NB)
    assert said[0].startswith("← 2 older outside the period, the last 15.\u00a0aug\u00a02024")


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
    assert pane.ranges.now is Range.DAY
    assert [dot.when for dot in pane.graph.panels[0].shown] == [at(24 * 900 + 3 * place) for place in range(5)]
    assert "3 older outside the period" in pane.graph.panels[0].left_out(NB)
    assert "3 older outside the period" in pane.graph.accessibleDescription()
    pane.grab()


def test_what_is_evenly_spread_is_shown_whole(qtbot: QtBot) -> None:
    yearly = [potassium(f"4.{place}", 24 * 365 * place) for place in range(8)]
    pane = pane_with(qtbot, *yearly, fetched=at(24 * 365 * 7 + 5))
    assert pane.ranges.now is Range.ALL


def test_what_the_person_chose_stays(qtbot: QtBot) -> None:
    old = (potassium("4.0", 0), potassium("4.2", 24 * 600))
    pane = pane_with(qtbot, *old, *ACUTE, fetched=at(24 * 900 + 14))
    whole = pane.findChild(QPushButton, "trendRange-all")
    assert whole is not None
    whole.click()
    pane.apart.toggle()  # drawn anew
    pane._slices.finish()
    assert pane.ranges.now is Range.ALL
    pane.clear()
    assert not pane.ranges.by_hand


@pytest.mark.parametrize("hours", [0.0, 24 * 200.0, 24 * 5000.0])
def test_a_proposed_period_always_holds_the_newest(hours: float) -> None:
    curve = curve_of(potassium("4.0", -24 * 3000), *ACUTE)
    end = at(24 * 900 + 14 + hours)
    period = readable((curve,), end)
    shown = window((curve,), period, end)
    assert shown is not None
    assert all(shown.holds(dot.when) for dot in curve.dots[-4:])


def test_a_number_that_was_sent_as_text_is_said_to_be_that(qtbot: QtBot) -> None:
    text = potassium(made.concept("61 mmol/L"), 10)
    pane = pane_with(qtbot, potassium("4.0", 0), text, potassium("5.1", 30), fetched=at(40))
    rows = [pane.table.results.cells(row).words for row in range(3)]
    told = next(words[Column.NOTE] for words in rows if words[Column.VALUE].startswith("61"))
    assert told == "Not drawn: the result was sent as text, not as a number"
    assert "1 result(s) sent as text not drawn." in pane.graph.accessibleDescription()
    assert "without a number" not in pane.graph.accessibleDescription()


def test_three_of_one_day_are_an_episode(qtbot: QtBot) -> None:
    old = (potassium("4.0", 0), potassium("4.2", 24 * 840))
    pane = pane_with(qtbot, *old, *ACUTE[:3], fetched=at(24 * 900 + 26))
    assert pane.ranges.now is Range.WEEK
    assert len(pane.graph.panels[0].shown) == 3
