"""The trend with real widgets: what is drawn, read, opened, kept and wiped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise
from typing import Any

import pytest
from PySide6.QtCore import QLineF, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.results import course
from provesvar_gui.results.digest import Digest, digest
from provesvar_gui.results.model import Coverage, Finding, Party, Report
from provesvar_gui.results.trend import BreakReason
from provesvar_gui.ui import theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common import mini_curve
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.common.text_runs import Group, Medium, TextRun
from provesvar_gui.ui.results.panes import Panes
from provesvar_gui.ui.results.trend.graph import RADIUS, LaneColumns, LanePainter
from provesvar_gui.ui.results.trend.pane import TrendPane
from provesvar_gui.ui.results.trend.trend_text import Column
from tests.gui.results import made
from tests.gui.results.made import run
from tests.window_settings import window_settings

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


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def show(panes: Panes, *findings: Finding, **more: Any) -> TrendPane:
    reports = [made.report(str(place), each) for place, each in enumerate(findings)]
    made_digest = digested(*reports, **more)
    panes.show_digest(made_digest, NB)
    panes.overview.trend_asked.emit(tuple(each for each in made_digest.series if not each.key.apart))
    panes.trend._slices.finish()  # a busy machine makes the curves in several turns
    return panes.trend


def choose_period(pane: TrendPane, period: course.TimeRange) -> None:
    button = pane.findChild(QPushButton, f"trendPeriod-{period.value}")
    assert button is not None
    button.click()


def said(pane: TrendPane) -> str:
    """What is read out of the point that the person is on."""
    return pane.inspector.accessibleName()


def lane(pane: TrendPane, place: int = 0) -> QWidget:
    return pane.graph.widgets[place]


def drawn(pane: TrendPane, place: int = 0) -> list[str]:
    pane._slices.finish()
    return [str(dot.number) for dot in pane.graph.lanes[place].shown]


def row_of(pane: TrendPane, value: str) -> tuple[str, ...]:
    rows = (pane.table.results.row_texts(row) for row in range(pane.table.results.rowCount()))
    return next(words for words in rows if words[Column.VALUE].replace("\u00a0", " ").startswith(value))


def test_a_row_and_its_sentence_say_all_that_belongs_to_a_value(panes: Panes) -> None:
    more: dict[str, Any] = {"interpretations": (made.ABOVE,), "reference_ranges": ("3.5 - 4.4",), "status": "preliminary"}
    pane = show(panes, potassium("4.0", 0), potassium("5.1", 30, comparator=">", **more))
    results = pane.table.results
    rows = range(results.rowCount())
    sentences = [str(results.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in rows]
    copied: list[str] = []
    pane.copy_asked.connect(copied.append)
    for row in rows:
        pane.table.copy([row])
    for told in (["\n".join(results.row_texts(row)) for row in rows], sentences, copied):
        (said,) = [each.replace("\u00a0", " ") for each in told if "5,1" in each]
        for part in ("> 5,1 mmol/L", "Over øvre referansegrense", "3.5 - 4.4", "Fjord", "Preliminary", "15. aug 2024"):
            assert part in said
    assert row_of(pane, "4,0")[Column.REFERENCE] == "", "none is another's"
    (mark,), (reference,) = results.styled(0, Column.MARK)[0].marks, results.styled(0, Column.REFERENCE)
    assert (mark.words, reference.text) == ("Above ref.", "3,5–4,4"), "on the screen in short, as in other views"
    pane.to_table.click()
    assert (pane.table.columnWidth(Column.NAME), words_of(pane.legend.groups), pane.periods.isHidden()) == (0, "P-Kalium", True)
    pane.to_table.click()
    for shown in (newest_words(pane), words_of(pane.inspector.groups)):
        assert "> 5,1" in shown


def test_any_pane_turns_to_the_trend(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("5.1", 30))
    assert (panes.tabs.currentIndex(), lane(pane).hasFocus()) == (panes.place_of(Key.TREND), True)
    assert drawn(pane) == ["4.0", "5.1"]
    assert "5,1\u00a0mmol/L" in said(pane)
    assert "2 " in lane(pane).accessibleName()
    QTest.keyClick(lane(pane), Qt.Key.Key_Backspace)
    assert panes.tabs.currentIndex() == panes.place_of(Key.OVERVIEW)
    panes.turn_to(panes.place_of(Key.TREND))
    QTest.keyClick(lane(pane), Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    assert (pane.table.hasFocus(), pane.table.chosen_rows()) == (True, [0]), "also while Shift is held"
    QTest.keyClick(pane.table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert panes.tabs.currentIndex() == panes.place_of(Key.OVERVIEW)


@pytest.mark.hazard("H2.1")
def test_from_the_overview_it_opens_in_the_period_seen_there(panes: Panes) -> None:
    pane = show(panes, *(potassium(value, hours) for value, hours in (("4.0", -2000), ("4.4", 0), ("5.1", 6))), fetched_at=at(26))
    for seen, shown in ((course.TimeRange.HOURS, course.TimeRange.HOURS), (course.TimeRange.DAY, course.TimeRange.YEAR)):
        panes.turn_to(panes.place_of(Key.OVERVIEW))
        panes.overview.head.period_asked.emit(seen)
        panes.overview.trend_asked.emit(tuple(curve.series for curve in pane.curves))
        pane._slices.finish()
        assert pane.periods.now == shown, "where it holds two, else the shortest that holds three"


def test_nothing_is_called_a_trend_until_every_page_is_in(panes: Panes) -> None:
    findings = [potassium("4.0", 0), potassium("5.1", 30)]
    coverage = Coverage(fetched=2, total=9)
    pane = show(panes, *findings, complete=False, coverage=coverage)
    assert pane.curves == ()
    assert pane.graph.lanes == ()
    assert pane.table.results.rowCount() == 0
    assert all(each in pane.message.text() for each in ("2", "9"))
    assert not pane.picker.isEnabled()
    panes.show_digest(digested(*(made.report(str(place), each) for place, each in enumerate(findings))), NB)
    assert len(pane.graph.lanes) == 1, "what was asked for is drawn as soon as it may be"


def test_keys_go_from_result_to_result_and_open_the_report(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("5.1", 30), potassium("4.4", 60))
    for key, value in ((Qt.Key.Key_Left, "5,1"), (Qt.Key.Key_Home, "4,0"), (Qt.Key.Key_Left, "4,0"), (Qt.Key.Key_End, "4,4")):
        QTest.keyClick(lane(pane), key)
        assert f"{value}\u00a0mmol/L" in said(pane)
    assert pane.chosen()[1] == 0, "what is read aloud"
    opened: list[Report] = []
    pane.report_asked.connect(opened.append)
    QTest.keyClick(lane(pane), Qt.Key.Key_Return)
    assert [each.id for each in opened] == ["2"]
    assert panes.tabs.currentIndex() == panes.place_of(Key.REPORTS)


def test_periods_by_keys_and_buttons(panes: Panes) -> None:
    fetched = START + timedelta(days=800)
    pane = show(panes, potassium("4.0", 0), potassium("5.1", 24 * 799.5), fetched_at=fetched)
    assert pane.periods.now == course.TimeRange.YEARS, "the shortest that holds both"
    shown = {}
    for each in course.TimeRange:
        choose_period(pane, each)
        shown[each] = (len(drawn(pane)), len(pane.graph.lanes[0].before))
        pane.grab()
    assert shown == {
        each: (2, 0) if each in (course.TimeRange.YEARS, course.TimeRange.ALL) else (1, 1) for each in course.TimeRange
    }
    for key, period in ((Qt.Key.Key_Plus, course.TimeRange.YEARS), (Qt.Key.Key_Minus, course.TimeRange.ALL)):
        QTest.keyClick(lane(pane), key)
        assert pane.periods.now == period


def test_what_stands_before_the_period_is_read_out_and_joined_with_nothing(panes: Panes) -> None:
    pane = show(panes, *(potassium(f"4.{n}", hour) for n, hour in enumerate((0, 24, 30, 240, 250))), fetched_at=at(252))
    pane.periods.take(course.TimeRange.DAY)
    (shown,), columns = pane.graph.lanes, pane.graph.columns
    assert ([str(dot.number) for dot in shown.before], shown.older) == (["4.1", "4.2"], 3)
    assert columns is not None
    assert pane.graph.drawing is not None
    for each in (columns, LaneColumns(pane.graph.drawing, 1017.0, Medium(theme.PAPER, 0.9))):
        assert max(each.day_of(dot.placed).width for dot in shown.before) < each.before(0) - each.before(1), (
            "no day lies on another"
        )
    [line] = painted(pane).joins
    assert columns.left <= line.x1() < line.x2() <= columns.right
    QTest.keyClick(lane(pane), Qt.Key.Key_Home)
    assert "4,1\u00a0mmol/L" in said(pane), "what stands in the gutter is read out too"
    show(panes, *(potassium(f"4.{n}", n) for n in range(4)), fetched_at=START + timedelta(days=90))
    assert drawn(pane) == []
    assert all(each in lane(pane).accessibleName() for each in ("nothing is drawn", "4 older outside the period"))


def places(pane: TrendPane, value: str) -> list[QPoint]:
    """Where the mouse means that value."""
    widget = pane.graph.widgets[0]
    found = ((x, y) for x in range(0, widget.width(), 6) for y in range(0, widget.height(), 6))
    return [QPoint(x, y) for x, y in found if (hit := widget.hit(QPointF(x, y))) is not None and str(hit.number) == value]


def test_the_mouse_reads_out_the_nearest_point(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("5.1", 30))
    hits = places(pane, "4.0")
    assert hits
    assert max(hit.x() for hit in hits) - min(hit.x() for hit in hits) <= 80
    QTest.mouseMove(lane(pane), hits[len(hits) // 2])
    assert "4,0\u00a0mmol/L" in said(pane)
    QTest.mouseMove(lane(pane), places(pane, "5.1")[-1])
    assert "5,1\u00a0mmol/L" in said(pane)
    opened: list[Report] = []
    pane.report_asked.connect(opened.append)
    QTest.mouseDClick(lane(pane), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, hits[0])
    assert [each.id for each in opened] == ["0"]


def test_one_cursor_reads_out_all_lanes(panes: Panes) -> None:
    sodium = [potassium(value, hours, "P-Natrium", "NPU03429") for value, hours in (("140", 0), ("141", 20), ("142", 30))]
    crp = (potassium("7", 0, "P-CRP", "NPU19748"), potassium("", 30, "P-CRP", "NPU19748", status="registered"))
    pane = show(panes, potassium("4.0", 0), potassium("5.1", 30), *sodium, *crp)
    words = [run.text.strip() for group in pane.inspector.groups for run in group]
    assert "○ waiting 15. aug 2024" in newest_words(pane, 2)
    assert words[1:] == ["·", "Kalium", "5,1", "·", "Natrium", "142", "·", "CRP", "○", "waiting"]
    QTest.keyClick(lane(pane), Qt.Key.Key_Down)
    assert lane(pane, 1).hasFocus()
    assert "142\u00a0mmol/L" in said(pane)
    QTest.keyClick(lane(pane, 1), Qt.Key.Key_Left)
    assert [run.text.strip() for group in pane.inspector.groups for run in group][2:6] == ["Natrium", "141", "mmol/L", "·"]
    QTest.keyClick(lane(pane, 1), Qt.Key.Key_Up)
    assert "5,1\u00a0mmol/L" in said(pane), "the point of the other lane that is nearest in time"
    QTest.keyClick(lane(pane), Qt.Key.Key_Down)
    panes.show_trend(tuple(curve.series for curve in pane.curves))
    assert (drawn(pane), lane(pane).hasFocus()) == (["4.0", "5.1"], True), "asked for anew it begins on the first"


def test_a_lane_is_removed_and_has_its_own_scale_by_keys_and_by_its_menu(panes: Panes, qtbot: QtBot) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("140", 5, "P-Natrium", "NPU03429"), potassium("5.1", 30))
    QTest.keyClick(lane(pane), Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    assert [each.scale.own for each in pane.graph.lanes] == [True, False]
    position = lane(pane, 1).rect().center()
    QApplication.sendEvent(lane(pane, 1), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, position, QPoint(9, 9)))
    menu = lane(pane, 1).findChild(QMenu, "trendMenu")
    assert isinstance(menu, QMenu)
    report, copy, own, remove = menu.actions()
    assert own.text() == "Own scale (Shift+E)"
    own.trigger()
    assert [each.scale.own for each in pane.graph.lanes] == [True, True]
    button = pane.graph.widgets[1].own_scale
    assert button.accessibleName() == "Against the reference: P-Natrium"
    button.click()
    assert [each.scale.own for each in pane.graph.lanes] == [True, False]
    assert pane.to_table.text() == "3 result(s) in a table"
    copied: list[str] = []
    pane.copy_asked.connect(copied.append)
    copy.trigger()
    assert ("140 mmol/L" in copied[0], report.text()[:6]) == (True, "Report")
    remove.trigger()
    pane._slices.finish()
    names = [each.curve.series.name for each in pane.graph.lanes]
    assert (names, pane.to_table.text()) == (["P-Kalium"], "2 result(s) in a table")
    button = pane.graph.widgets[0].remove
    assert button.accessibleName() == "Remove P-Kalium"
    button.click()
    assert (pane.graph.lanes, pane.message.text()[:21]) == ((), "Choose an examination")


@pytest.mark.hazard("H3.12")
def test_the_newest_is_told_whatever_the_period_is(panes: Panes) -> None:
    more: dict[str, Any] = {"interpretations": (made.ABOVE,), "reference_ranges": ("3.5 - 4.4",), "status": "preliminary"}
    earlier, newest = potassium("4.0", 0, reference_ranges=("3.5 - 4.4",)), potassium("5.1", 30, **more)
    pane = show(panes, earlier, newest, fetched_at=at(40 * 24))
    for each in course.TimeRange:
        choose_period(pane, each)
        assert pane.graph.columns is not None
        assert pane.graph.columns.window.last == at(40 * 24), "to the fetch"
        words = newest_words(pane)
        for part in ("5,1", "mmol/L", "↑ Above ref.", "15. aug", " · 38 d", "◐ Preliminary", "from 4,0"):
            assert part in words, each
        assert "Newest: 5,1\u00a0mmol/L" in lane(pane).accessibleName()
        for said in (words_of(painted(pane).title()), lane(pane).accessibleName().replace("\u00a0", " ")):
            assert "ref. 3,5–4,4" in said


def words_of(groups: Iterable[Group]) -> str:
    return " ".join(run.text.strip() for group in groups for run in group).replace("\u00a0", " ")


def newest_words(pane: TrendPane, place: int = 0) -> str:
    return words_of(painted(pane, place).newest())


def painted(pane: TrendPane, place: int = 0, image: QImage | None = None) -> LanePainter:
    """A lane, painted once."""
    image = image or QImage(1000, 200, QImage.Format.Format_ARGB32)
    with QPainter(image) as canvas:
        painter = pane.graph.widgets[place].painter_of(canvas)
        assert painter is not None
        painter.paint()
    return painter


@pytest.mark.hazard("H5.3")
def test_another_laboratory_is_another_mark_and_no_change(panes: Panes) -> None:
    ranges: dict[str, Any] = {"reference_ranges": ("3.5 - 4.4",)}
    pane = show(panes, potassium("4.0", 0, performers=(Party(organisation="Fjell"),), **ranges), potassium("5.1", 30, **ranges))
    assert [row_of(pane, each)[Column.LABORATORY] for each in ("4,0", "5,1")] == ["Fjell", "Fjord"]
    assert [dot.other for dot in pane.graph.lanes[0].dots] == [BreakReason.LABORATORY, None]
    assert pane.graph.lanes[0].dots[1].broken is BreakReason.LABORATORY
    assert painted(pane).joins == []
    assert "previous 4,0, other laboratory" in newest_words(pane)
    assert "◇ other laboratory" in pane.legend.accessibleName()


@pytest.mark.hazard("H5.3", "H2.6")
def test_what_a_dot_says_is_drawn(panes: Panes) -> None:
    plain, waiting = (show(panes, potassium("4.0", 0, status=each)).graph.lanes[0].dots[0] for each in ("final", "preliminary"))

    def image(**more: Any) -> QImage:
        made_of = QImage(40, 40, QImage.Format.Format_RGB32)
        made_of.fill(Qt.GlobalColor.white)
        with QPainter(made_of) as painter:
            mini_curve.paint_dot(painter, QPointF(20, 20), replace(plain, **more), theme.current(), RADIUS)
        return made_of

    drawn = [image(), image(other=BreakReason.METHOD), image(limit=1), image(beside_cancelled=True), image(placed=waiting.placed)]
    assert all(one != other for one, other in combinations(drawn, 2))
    assert [each.pixel(20, 20) == drawn[1].pixel(20, 20) for each in drawn[:3]] == [False, True, True], "open"


def test_what_is_awaited_is_an_hourglass_that_the_legend_names(panes: Panes, monkeypatch: pytest.MonkeyPatch) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("", 10, status="registered"), fetched_at=at(60))
    written: list[str] = []
    monkeypatch.setattr(TextRun, "paint", lambda run, *_: written.append(run.text))
    for period, drawn in ((course.TimeRange.WEEK, True), (course.TimeRange.DAY, False)):
        choose_period(pane, period)
        written.clear()
        painted(pane)
        assert ("○" in written, "○ waiting" in pane.legend.accessibleName()) == (drawn, drawn)


def test_the_line_is_solid_to_a_final_value_and_dashed_to_a_preliminary_one(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("5.0", 20), potassium("4.2", 40, status="preliminary"))
    image = QImage(lane(pane).size(), QImage.Format.Format_ARGB32)
    image.fill(theme.current().surface)
    joins = sorted(painted(pane, image=image).joins, key=QLineF.x1)
    drawn = []
    for join in joins:
        steps = [join.pointAt(n / 100) for n in range(15, 86)]  # the ends lie below the points
        drawn.append({image.pixelColor(int(at.x()), int(at.y())) != QColor(theme.current().surface) for at in steps})
    assert drawn == [{True}, {True, False}]
    image.fill(theme.current().surface)
    with QPainter(image) as canvas:
        mini_curve.paint(canvas, QRectF(0, 0, 600, 60), course.mini(pane.curves[0], at(0), at(40)))
    columns = [any(image.pixelColor(x, y) != QColor(theme.current().surface) for y in range(60)) for x in range(460)]
    assert [set(columns[130:240]), set(columns[350:])] == drawn, "as in the mini curve"


def test_what_is_cancelled_is_listed_struck_through_and_not_drawn(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("9.9", 10, status="cancelled"), potassium("5.1", 30))
    assert drawn(pane) == ["4.0", "5.1"]
    rows = [row for row in range(3) if "9,9" in pane.table.results.row_texts(row)[Column.VALUE]]
    assert pane.table.results.styled(rows[0], Column.VALUE)[0].struck
    assert "cancelled" in row_of(pane, "9,9")[Column.NOTE]
    assert "in between was cancelled" in row_of(pane, "5,1")[Column.NOTE]


def test_typing_finds_another_examination(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("140", 5, "P-Natrium", "NPU03429"))
    pane.show_series(pane._digest.series[:1])  # type: ignore[union-attr]
    pane._slices.finish()
    assert [curve.series.name for curve in pane.curves] == ["P-Kalium"]
    for words in ("natr", "npu03429"):
        QTest.keyClicks(pane.picker, words)
        QTest.keyClick(pane.picker, Qt.Key.Key_Return)
        pane._slices.finish()
        assert [curve.series.name for curve in pane.curves] == ["P-Kalium", "P-Natrium"]
        assert pane.picker.text() == ""
        QTest.keyClick(lane(pane, 1), Qt.Key.Key_Delete)
        pane._slices.finish()


def test_the_table_begins_on_the_point_of_the_cursor_and_has_what_is_not_drawn(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("", 10, status="registered"), potassium("5.1", 30))
    QTest.keyClick(lane(pane), Qt.Key.Key_Home)
    pane.to_table.click()
    assert (pane.table.currentIndex().row(), pane.chosen()[1]) == (2, 2)
    QTest.keyClick(pane.table, Qt.Key.Key_Up)
    spoken = [str(pane.table.results.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(3)]
    assert pane.table.currentIndex().row() == 1
    assert "no number" in spoken[1]
    assert "P-Kalium" in spoken[0]
    pane.to_table.click()
    assert "4,0\u00a0mmol/L" in said(pane)


def offered(pane: TrendPane) -> list[str]:
    return [pane.picker.offered.index(row, 0).data() for row in range(pane.picker.offered.rowCount())]


def test_what_is_called_the_same_is_told_apart(panes: Panes) -> None:
    local = made.finding("P-Kalium", made.quantity("4.2"), code=made.concept("", ("8212", "K-LOK", "P-Kalium")), id="x")
    pane = show(panes, potassium("4.0", 0), local)
    assert offered(pane) == ["P-Kalium · K-LOK · mmol/L", "P-Kalium · mmol/L"]
    assert [each.curve.series.name for each in pane.graph.lanes] == ["P-Kalium", "P-Kalium · K-LOK"]


def test_what_is_on_another_kind_of_number_is_a_lane_of_its_own(panes: Panes) -> None:
    other = made.report("x", potassium("9.0", 10))
    own = [made.report("1", potassium("4.0", 0)), made.report("2", potassium("5.1", 30))]
    made_digest = digested(*own, other_identifier=(other,))
    panes.show_digest(made_digest, NB)
    panes.show_trend(made_digest.series[:1])
    pane = panes.trend
    assert drawn(pane) == ["4.0", "5.1"]
    assert offered(pane) == ["P-Kalium · mmol/L", "P-Kalium · on another kind of number or an invalid one · mmol/L"]
    pane.picker.picked.emit(made_digest.series[1])
    assert (drawn(pane), drawn(pane, 1)) == (["4.0", "5.1"], ["9.0"])
    assert "P-Kalium · on another kind of number or an invalid one" in lane(pane, 1).accessibleName()
    assert "another kind of number or an invalid one" in row_of(pane, "9,0")[Column.NOTE]
    spoken = (pane.table.results.spoken(row) for row in range(3))
    assert ["another kind of number or an invalid one" in said for said in spoken if "9,0" in said] == [True]


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (potassium("4.1", 9000), "Dated after the fetch: 4,1"),
        (potassium("4.1", 1, effective=made.moment("2024-08-14")), "Perhaps newer: 4,1"),
        (potassium("4.1", 2), "At the same time: 4,1"),
    ],
)
def test_what_may_be_newer_is_told_beside_the_newest(panes: Panes, other: Finding, told: str) -> None:
    pane = show(panes, potassium("6.9", 2), other, fetched_at=START + timedelta(hours=3))
    assert "Newest: 6,9" in lane(pane).accessibleName()
    assert told in lane(pane).accessibleName()


def test_the_letters_of_a_laboratory_are_those_of_the_table(panes: Panes) -> None:
    away = (Party(organisation="Havneveien legesenter"),)
    pane = show(panes, potassium("4.0", 0), potassium("4.4", 20), potassium("5.1", 30, performers=away))
    panes.fill(panes.flowsheet)
    panes.flowsheet.finish()
    assert panes.flowsheet.table.lines.tags == {"": "Fjord", "HL": "Havneveien legesenter"}
    (shown,) = pane.graph.lanes
    assert [shown.tag(dot) for dot in shown.dots] == ["", "", "HL"]
    assert "HL Havneveien legesenter" in pane.legend.accessibleName()
    pane.legend.setFixedSize(160, 18)  # where room is short a sign gives way, no laboratory
    assert [group[0].text for group in pane.legend.shown()] == ["HL"]


def test_no_line_and_no_other_number_goes_through_a_number(panes: Panes) -> None:
    values = ("3.611", "3.640", "3.505", "3.610", "4.713", "4.731", "4.590", "4.702") * 2
    pane = show(panes, *(potassium(each, n, reference_ranges=("3.5 - 4.6",)) for n, each in enumerate(values)))
    painter = painted(pane)
    boxes = [box for box, *_ in painter.written]
    assert len(boxes) > len(values) / 2
    for place, box in enumerate(boxes):
        assert not any(box.top() < limit < box.bottom() for limit in painter.limits)
        assert not any(box.intersects(other) for other in boxes[:place])
        corners = (box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft())
        sides = [QLineF(one, other) for one, other in pairwise((*corners, box.topLeft()))]
        crossed = QLineF.IntersectionType.BoundedIntersection
        assert not any(join.intersects(side)[0] == crossed for join in painter.joins for side in sides)


def test_few_lanes_fill_their_scale(panes: Panes) -> None:
    high = [potassium(each, n, reference_ranges=("3.5 - 4.6",)) for n, each in enumerate(("6.4", "5.7", "5.2"))]
    crp = [potassium(each, n, "P-CRP", "NPU19748", unit="mg/L", reference_ranges=("<5",)) for n, each in enumerate(("9", "80"))]
    for findings, lowest in ((high, 0.8), (crp, 0.75)):
        alone = painted(show(panes, *findings))
        assert max(alone.limits) > alone._box.height() * lowest
    pane = show(panes, *high, *crp)
    assert min(max(each.limits) / each._box.height() for each in (painted(pane), painted(pane, 1))) > 0.7
    pane = show(panes, *high, *crp, potassium("140", 1, "P-Natrium", "NPU03429", reference_ranges=("137 - 144",)))
    assert {round(max(painted(pane, place).limits) / painted(pane, place)._box.height(), 1) for place in range(3)} == {0.6}


@pytest.mark.parametrize(("low", "values"), [(False, ("6.4", "5.7", "5.2", "4.8")), (True, ("2.9", "3.0", "2.8", "3.1"))])
def test_a_number_outside_the_reference_stands_on_that_side_of_it(panes: Panes, values: tuple[str, ...], *, low: bool) -> None:
    pane = show(panes, *(potassium(each, n, reference_ranges=("3.5 - 4.6",)) for n, each in enumerate(values)))
    painter = painted(pane)
    assert len(painter.written) == len(values)
    assert all(box.top() >= max(painter.limits) if low else box.bottom() <= min(painter.limits) for box, *_ in painter.written)


@pytest.mark.parametrize(("name", "key"), [("overviewWhy", Key.TABLE), ("overviewReports", Key.REPORTS)])
def test_the_overview_leads_to_the_view_that_its_button_names(panes: Panes, name: str, key: Key) -> None:
    show(panes, potassium("4.0", 0), potassium("5.1", 30))
    panes.turn_to(panes.place_of(Key.OVERVIEW))
    button = panes.overview.findChild(QPushButton, name)
    assert button is not None
    button.click()
    assert panes.tabs.currentIndex() == panes.place_of(key)
    panes.leave()
    assert panes.tabs.currentIndex() == panes.place_of(Key.OVERVIEW)


def test_backspace_goes_back_step_by_step(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("5.1", 30))
    QTest.keyClick(pane.graph.widgets[0], Qt.Key.Key_Return)
    assert panes.tabs.currentIndex() == panes.place_of(Key.REPORTS)
    assert panes.reports.list.hasFocus()
    QTest.keyClick(panes.reports.list, Qt.Key.Key_Backspace)
    assert panes.tabs.currentIndex() == panes.place_of(Key.TREND)
    QTest.keyClick(pane.graph.widgets[0], Qt.Key.Key_Backspace)
    assert panes.tabs.currentIndex() == panes.place_of(Key.OVERVIEW)
    panes.turn_to(panes.place_of(Key.REPORTS))
    QTest.keyClick(panes.reports.list, Qt.Key.Key_Backspace)
    assert panes.tabs.currentIndex() == panes.place_of(Key.REPORTS), "who came by the tab stays"


@pytest.mark.hazard("H3.12")
@pytest.mark.parametrize("values", [("321", "7"), ("321", "0"), ("9", "1")])
@pytest.mark.parametrize(("reference", "limit"), [("<5", "5"), (">60", "60")])
def test_a_range_with_one_limit_has_a_third_of_its_lane_and_its_limit_is_written(
    panes: Panes, monkeypatch: pytest.MonkeyPatch, values: tuple[str, ...], reference: str, limit: str
) -> None:
    crp = [potassium(each, n, "P-CRP", "NPU19748", reference_ranges=(reference,)) for n, each in enumerate(values)]
    others = [potassium(value, 0, f"P-{value}", f"NPU0000{value}") for value in ("1", "2")]
    for findings in ((*crp, *others), crp):
        pane = show(panes, *findings)
        place = next(at for at, each in enumerate(pane.graph.lanes) if each.curve.series.name == "P-CRP")
        said: list[tuple[str, float]] = []
        with monkeypatch.context() as patch:
            patch.setattr(TextRun, "paint", lambda run, _p, _x, y, *_, said=said: said.append((run.text, y)))
            lane = painted(pane, place)
        (edge,), box = lane.limits, lane._box
        part = (box.bottom() - edge if reference == "<5" else edge - box.top()) / box.height()
        assert 0.05 < part < 0.4, (part, len(findings))
        assert [y for text, y in said if text == limit and 0 < abs(y - edge) < 20]


@pytest.mark.parametrize(("values", "reference"), [(("6", "0.5"), "<5"), (("61", "100"), "3.5 - 4.6"), (("0.5", "100"), ">60")])
def test_no_value_before_the_time_shown_is_without_its_day(panes: Panes, values: tuple[str, ...], reference: str) -> None:
    older = (potassium(each, hours, reference_ranges=(reference,)) for each, hours in zip(values, (-9000, -8000), strict=True))
    others = (potassium("1", 0, f"P-{name}", f"NPU0000{name}") for name in range(3))
    panes.resize(1000, 420)
    pane = show(panes, *older, *(potassium(each, n) for n, each in enumerate("4567")), *others, fetched_at=at(3))
    place = next(place for place, each in enumerate(pane.graph.lanes) if each.before)
    lane = painted(pane, place)
    told = [(point, box) for box, point, _ in lane.written if point.x() < lane._columns.gutter]
    assert len(told) == 4
    assert len({(box.center().x(), box.center().y()) for _, box in told}) == 4
