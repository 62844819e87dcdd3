"""The trend with real widgets: what is drawn, read, opened, kept and wiped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QModelIndex, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from provesvar_gui.results.digest import digest
from provesvar_gui.results.model import Coverage, Party, Quantity
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.panes import Panes
from provesvar_gui.ui.results.trend import trend_text
from provesvar_gui.ui.results.trend.periods import Range
from provesvar_gui.ui.results.trend.table import Column
from tests.gui.results import made, strategies
from tests.gui.results.test_bundles import BUNDLES, read, run
from tests.window_settings import window_settings

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.model import Finding, LookupResult, Report
    from provesvar_gui.ui.results.trend.pane import TrendPane


NB = Style(language="nb")
START = datetime(2024, 8, 14, 8, 0, tzinfo=UTC)


@pytest.fixture
def panes(qtbot: QtBot) -> Panes:
    built = Panes(NB, window_settings())
    qtbot.addWidget(built)
    built.retranslate()
    built.resize(1000, 700)
    built.show()
    return built


def potassium(value: str, hours: float, name: str = "P-Kalium", code: str = "NPU03230", **more: Any) -> Finding:
    comparator, unit = more.pop("comparator", ""), more.pop("unit", "mmol/L")
    when = (START + timedelta(hours=hours)).isoformat()
    sent = made.quantity(value, unit, comparator) if value else None
    laboratory = (Party(organisation="Fjord"),)
    fields: dict[str, Any] = {"id": f"{name}-{hours}-{value}", "effective": made.moment(when), "performers": laboratory} | more
    return made.finding(name, sent, code=made.concept("", ("7280", code, name)), **fields)


def digested(*reports: Report, complete: bool = True, **more: Any) -> Digest:
    made_digest: Digest = run(digest(made.result(*reports, **more), complete=complete))
    return made_digest


def show(panes: Panes, *findings: Finding, **more: Any) -> TrendPane:
    reports = [made.report(str(place), each) for place, each in enumerate(findings)]
    made_digest = digested(*reports, **more)
    panes.show_digest(made_digest, NB)
    panes.overview.trend_asked.emit(tuple(each for each in made_digest.series if not each.key.apart))
    panes.trend._slices.finish()  # a busy machine makes the curves in several turns
    return panes.trend


def choose_period(pane: TrendPane, period: Range) -> None:
    button = pane.findChild(QPushButton, f"trendRange-{period.value}")
    assert button is not None
    button.click()


def now(pane: TrendPane) -> Range:
    return pane.ranges.now


def current(pane: TrendPane) -> tuple[int, int] | None:
    return pane.graph.current


def drawn(pane: TrendPane, panel: int = 0) -> list[str]:
    pane._slices.finish()
    return [str(dot.number) for dot in pane.graph.panels[panel].shown]


def row_of(pane: TrendPane, value: str) -> tuple[str, ...]:
    rows = (pane.table.results.cells(row).words for row in range(pane.table.results.rowCount()))
    return next(words for words in rows if words[Column.VALUE].replace("\u00a0", " ").startswith(value))


def test_a_row_and_its_sentence_say_all_that_belongs_to_a_value(panes: Panes) -> None:
    more: dict[str, Any] = {"interpretations": (made.ABOVE,), "reference_ranges": ("3.5 - 4.4",), "status": "preliminary"}
    pane = show(panes, potassium("4.0", 0), potassium("5.1", 30, comparator=">", **more))
    results = pane.table.results
    rows = range(results.rowCount())
    sentences = [str(results.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in rows]
    for told in (["\n".join(results.cells(row).words) for row in rows], sentences, list(map(pane.table.copied, rows))):
        (said,) = [each.replace("\u00a0", " ") for each in told if "5,1" in each]
        for part in ("> 5,1 mmol/L", "Over øvre referansegrense", "3.5 - 4.4", "Fjord", "Preliminary", "15. aug 2024"):
            assert part in said


def test_any_pane_turns_to_the_trend(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("5.1", 30))
    assert panes.tabs.currentIndex() == panes.place_of(Key.TREND)
    assert [dot.number for panel in pane.graph.panels for dot in panel.shown] == [Decimal("4.0"), Decimal("5.1")]
    assert pane.graph.hasFocus()
    assert "5,1\u00a0mmol/L" in pane.caption.text()
    assert "2 " in pane.graph.accessibleDescription()
    QTest.keyClick(pane.graph, Qt.Key.Key_Backspace)
    assert panes.tabs.currentIndex() == panes.place_of(Key.OVERVIEW)
    panes.turn_to(panes.place_of(Key.TREND))
    QTest.keyClick(pane.table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert panes.tabs.currentIndex() == panes.place_of(Key.OVERVIEW)


@pytest.mark.hazard("H2.1")
def test_nothing_is_called_a_trend_until_every_page_is_in(panes: Panes) -> None:
    findings = [potassium("4.0", 0), potassium("5.1", 30)]
    coverage = Coverage(fetched=2, total=9)
    pane = show(panes, *findings, complete=False, coverage=coverage)
    assert pane.curves == ()
    assert pane.graph.panels == ()
    assert pane.table.results.rowCount() == 0
    assert "2" in pane.message.text()
    assert "9" in pane.message.text()
    assert not pane.picker.isEnabled()
    panes.show_digest(digested(*(made.report(str(place), each) for place, each in enumerate(findings))), NB)
    assert len(pane.graph.panels) == 1, "what was asked for is drawn as soon as it may be"


def test_a_later_digest_keeps_what_was_chosen(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("5.1", 30))
    more = [potassium("140", 1, "P-Natrium", "NPU03429"), potassium("4.0", 0), potassium("5.1", 30), potassium("6.0", 40)]
    panes.show_digest(digested(*(made.report(str(place), each) for place, each in enumerate(more))), NB)
    assert [curve.series.nlk for curve in pane.curves] == [("NPU03230",)]
    assert len(pane.graph.panels[0].shown) == 3


def test_keys_go_from_result_to_result_and_open_the_report(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("5.1", 30), potassium("4.4", 60))
    QTest.keyClick(pane.graph, Qt.Key.Key_Left)
    assert "5,1\u00a0mmol/L" in pane.caption.text()
    assert pane.table.currentIndex().row() == 1
    QTest.keyClick(pane.graph, Qt.Key.Key_Home)
    QTest.keyClick(pane.graph, Qt.Key.Key_Left)
    assert "4,0\u00a0mmol/L" in pane.caption.text()
    QTest.keyClick(pane.graph, Qt.Key.Key_End)
    assert "4,4\u00a0mmol/L" in pane.caption.text()
    opened: list[Report] = []
    pane.report_asked.connect(opened.append)
    QTest.keyClick(pane.graph, Qt.Key.Key_Return)
    assert [each.id for each in opened] == ["2"]
    assert panes.tabs.currentIndex() == panes.place_of(Key.REPORTS)


def test_periods_by_keys_and_buttons(panes: Panes) -> None:
    fetched = START + timedelta(days=800)
    pane = show(panes, potassium("4.0", 0), potassium("5.1", 24 * 799.5), fetched_at=fetched)
    shown = {}
    for each in Range:
        choose_period(pane, each)
        shown[each] = len(pane.graph.panels[0].shown)
        pane.grab()
    assert shown == {Range.ALL: 2, Range.YEARS: 2, Range.YEAR: 1, Range.MONTH: 1, Range.WEEK: 1, Range.DAY: 1}
    QTest.keyClick(pane.graph, Qt.Key.Key_Minus)
    assert now(pane) is Range.WEEK
    QTest.keyClick(pane.graph, Qt.Key.Key_Plus)
    assert now(pane) is Range.DAY


def test_a_period_without_results_says_so(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("5.1", 24), fetched_at=START + timedelta(days=90))
    pane.ranges.step(5)
    assert current(pane) is None
    assert pane.caption.text() == ""
    assert "nothing is drawn" in pane.graph.accessibleDescription()
    pane.grab()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(pane.graph, key)


def test_the_mouse_hits_the_mark(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("5.1", 30))
    hits = [
        (x, y)
        for x in range(0, pane.graph.width(), 6)
        for y in range(0, pane.graph.height(), 6)
        if (found := pane.graph.hit(QPointF(x, y))) is not None and found[1].number == Decimal("4.0")
    ]
    assert hits
    assert all(max(p[axis] for p in hits) - min(p[axis] for p in hits) <= 28 for axis in (0, 1))
    x, y = hits[len(hits) // 2]
    QTest.mouseClick(pane.graph, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPointF(x, y).toPoint())
    assert "4,0\u00a0mmol/L" in pane.caption.text()


def test_what_is_cancelled_is_listed_struck_through_and_not_drawn(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("9.9", 10, status="cancelled"), potassium("5.1", 30))
    assert drawn(pane) == ["4.0", "5.1"]
    rows = [row for row in range(3) if "9,9" in pane.table.results.cells(row).words[Column.VALUE]]
    assert pane.table.results.styled(rows[0], Column.VALUE)[0].struck
    assert "cancelled" in row_of(pane, "9,9")[Column.NOTE]
    assert "in between was cancelled" in row_of(pane, "5,1")[Column.NOTE]


def test_a_break_is_told_with_its_reason(panes: Panes) -> None:
    pane = show(
        panes,
        potassium("4.0", 0, method=made.concept("Ionselektiv")),
        potassium("5.1", 30, method=made.concept("Flammefotometri")),
    )
    assert "another method (Ionselektiv, then Flammefotometri)" in pane.caption.text()
    assert "another method" in row_of(pane, "5,1")[Column.NOTE]
    assert "broken in 1" in pane.graph.accessibleDescription()


def test_two_examinations_share_time_and_nothing_else(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("140", 5, "P-Natrium", "NPU03429"), potassium("5.1", 30))
    assert [panel.curve.series.name for panel in pane.graph.panels] == ["P-Kalium", "P-Natrium"]
    assert not pane.table.isColumnHidden(Column.NAME)
    QTest.keyClick(pane.graph, Qt.Key.Key_Down)
    assert "P-Natrium" in pane.caption.text()
    QTest.keyClick(pane.graph, Qt.Key.Key_Up)
    assert "P-Kalium" in pane.caption.text()
    assert all(panel.low < Decimal(200) for panel in pane.graph.panels)
    assert pane.graph.panels[0].high < Decimal(10)


def test_typing_finds_another_examination_and_one_more(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("140", 5, "P-Natrium", "NPU03429"))
    line = pane.picker.lineEdit()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "natr")
    QTest.keyClick(pane.picker, Qt.Key.Key_Return)
    pane._slices.finish()  # as in ``show``
    assert [curve.series.name for curve in pane.curves] == ["P-Natrium"]
    assert line.text() == ""
    pane.add.click()
    QTest.keyClicks(line, "npu03230")
    QTest.keyClick(pane.picker, Qt.Key.Key_Return)
    pane._slices.finish()
    assert [curve.series.name for curve in pane.curves] == ["P-Natrium", "P-Kalium"]


def test_what_is_called_the_same_is_told_apart(panes: Panes) -> None:
    pane = show(
        panes,
        potassium("4.0", 0),
        made.finding("P-Kalium", made.quantity("4.2"), code=made.concept("", ("8212", "K-LOK", "P-Kalium")), id="x"),
    )
    offered = [pane.picker.offered.index(row).data() for row in range(2)]
    assert "NPU03230" in offered[1]
    assert "K-LOK" in offered[0]


def test_the_table_is_taken_along(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("9.9", 10, status="cancelled"), potassium("5.1", 30))
    taken = run(pane.document(paper=False))
    assert taken is not None
    assert [row.void for row in taken.blocks[0].rows] == [False, True, False]
    assert len({len(row.cells) for row in taken.blocks[0].rows} | {len(taken.blocks[0].header)}) == 1
    placed, at = pane.chosen()
    assert len(placed) == 3
    assert placed[at].observation.value == made.quantity("5.1")
    panes.clear()
    assert run(pane.document(paper=False)) is None
    assert pane.chosen() == ((), -1)


def test_another_identifier_is_left_out_with_a_count(panes: Panes) -> None:
    other = made.report("x", potassium("9.0", 10))
    own = [made.report("1", potassium("4.0", 0)), made.report("2", potassium("5.1", 30))]
    made_digest = digested(*own, other_identifier=(other,))
    panes.show_digest(made_digest, NB)
    panes.show_trend(made_digest.series[:1])
    pane = panes.trend
    assert pane.apart.isVisibleTo(pane)
    assert pane.picker.offered.rowCount() == 1, "what stands apart is no choice of its own beside the other"
    assert drawn(pane) == ["4.0", "5.1"]
    assert "another kind of number or an invalid one" in pane.graph.accessibleDescription()
    pane.apart.click()
    assert drawn(pane) == ["4.0", "9.0", "5.1"]
    assert "another kind of number or an invalid one" in row_of(pane, "9,0")[Column.NOTE]
    spoken = (pane.table.results.spoken(row) for row in range(3))
    assert ["another kind of number or an invalid one" in said for said in spoken if "9,0" in said] == [True]
    pane.grab()


def test_copying_takes_what_is_chosen_as_text(panes: Panes, qtbot: QtBot) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("5.1", 30))
    pane.table.selectAll()
    with qtbot.waitSignal(panes.copy_asked) as copied:
        QTest.keyClick(pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied.args is not None
    lines = copied.args[0].split("\n")
    assert len(lines) == 2
    assert "5,1 mmol/L" in lines[0]


def test_the_table_and_the_graph_go_together(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("", 10, status="registered"), potassium("5.1", 30))
    pane.table.setFocus()
    pane.table.setCurrentIndex(pane.table.results.index(2, 0))
    assert "4,0\u00a0mmol/L" in pane.caption.text()
    assert current(pane) == (0, 0)
    QTest.keyClick(pane.table, Qt.Key.Key_Up)
    assert current(pane) is None
    assert "no number" in pane.caption.text()
    spoken = pane.table.results.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "P-Kalium" in spoken
    assert "5,1" in spoken


def test_clear_leaves_nothing_of_the_patient(panes: Panes) -> None:
    secret = "Hemmelig"
    pane = show(
        panes,
        potassium("4.0", 0, name=f"{secret}navn", reference_ranges=(f"{secret}ref",), unit=f"{secret}enhet"),
        potassium("5.1", 30, name=f"{secret}navn", method=made.concept(f"{secret}metode"), unit=f"{secret}enhet"),
        potassium("140", 30, f"{secret}annet", "NPU03429"),
    )
    pane.ranges.step(1)
    pane.grab()
    panes.clear()
    labels = [label.text() for label in pane.findChildren(QLabel)]
    lines = [line.text() for line in pane.findChildren(QLineEdit)]
    names = [each.accessibleName() + each.accessibleDescription() + each.toolTip() for each in pane.findChildren(QWidget)]
    assert secret not in "\n".join((*labels, *lines, *names))
    models = (pane.table.results, pane.picker.offered, pane.picker.found)
    assert [model.rowCount(QModelIndex()) for model in models] == [0, 0, 0]
    assert pane.graph.panels == ()
    assert pane.curves == ()
    assert now(pane) is Range.ALL
    blank = pane.graph.grab().toImage()
    assert blank.pixelColor(blank.width() // 2, blank.height() // 2) == blank.pixelColor(20, 20)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(strategies.results)
def test_any_series_can_be_drawn_told_and_wiped(panes: Panes, result: LookupResult) -> None:
    made_digest: Digest = run(digest(result, complete=True))
    panes.show_digest(made_digest, NB)
    panes.show_trend(made_digest.series)
    pane = panes.trend
    pane._slices.finish()
    pane.apart.setChecked(True)
    pane._slices.finish()
    for each in Range:
        choose_period(pane, each)
        pane.grab()
    for row in range(pane.table.results.rowCount()):
        assert pane.table.results.spoken(row)
    panes.clear()
    assert pane.table.results.rowCount() == 0


@pytest.mark.skipif(not BUNDLES, reason="the shared bundles are not beside this checkout")
@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_every_result_of_a_bundle_is_in_the_table_of_its_series(panes: Panes, path: Path) -> None:
    result, _ = read(path)
    made_digest: Digest = run(digest(result, complete=True))
    panes.show_digest(made_digest, NB)
    pane = panes.trend
    for series in made_digest.series:
        panes.show_trend((series,))
        pane._slices.finish()
        told = [pane.table.results.cells(row).words for row in range(pane.table.results.rowCount())]
        for point in series.points:
            words = NB.whole(point.observation).replace("\n", " ")
            assert any(words == row[Column.VALUE] for row in told)
        dots = [dot for panel in pane.graph.panels for dot in panel.shown]
        literals = [dot.point.observation.value for dot in dots]
        assert [dot.number for dot in dots] == [Decimal(each.value) for each in literals if isinstance(each, Quantity)]
        assert not any(dot.point.placed.void for dot in dots)


def test_a_laboratory_that_nobody_names_breaks_the_line_and_is_told(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0, performers=()), potassium("5.1", 30, performers=()))
    assert "the laboratory is not given" in row_of(pane, "5,1")[Column.NOTE]
    assert "not given, then" not in row_of(pane, "5,1")[Column.NOTE]


def test_what_is_dated_after_the_fetch_is_told_beside_the_newest(panes: Panes) -> None:
    pane = show(panes, potassium("6.9", 0), potassium("4.1", 9000), fetched_at=START + timedelta(hours=3))
    (curve,) = pane._curves
    told = trend_text.beside(curve, NB)
    assert curve.newest is not None
    assert "6,9" in trend_text.newest(curve.newest, NB)
    assert len(told) == 1
    assert told[0].startswith("Dated after the fetch: 4,1")


def test_a_day_beside_a_clock_is_told_as_perhaps_newer(panes: Panes) -> None:
    day = made.moment("2024-08-14")
    finding = potassium("4.1", 1, effective=day)
    pane = show(panes, potassium("6.9", 0), finding)
    (curve,) = pane._curves
    assert [said.split(":")[0] for said in trend_text.beside(curve, NB)] == ["Perhaps newer"]
