"""The trend begins at its title whatever was drawn before, and nothing of it is cut: sizes of real screens."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import combinations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.results.course import TimeRange
from provesvar_gui.results.text import Language
from provesvar_gui.ui import i18n, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common.lines import Column, Style
from provesvar_gui.ui.results.common.text_runs import TextRun
from provesvar_gui.ui.results.panes import PaneScrollArea
from provesvar_gui.ui.results.trend.graph import _distance, paint_axis
from provesvar_gui.ui.results.trend.pane import TrendPane
from tests.gui.fakes import Bench
from tests.gui.hands import in_language, part, view_of
from tests.gui.lock.kit import CONTROL, handle, press, reading_for_real, settle
from tests.gui.lock.kit import Key as Keys
from tests.gui.results.sandbox_patients import digested, patient
from tests.gui.results.test_trend import painted

CLINIC, OLD = QSize(1366, 768 - 32), QSize(1024, 768 - 32)  # without the frame of the desktop
SMALL = QSize(911, 496)  # the first at 150 percent


@pytest.fixture
def language() -> Language:
    return "nb"


@pytest.fixture(params=[CLINIC, OLD], ids=["1366", "1024"])
def bench(qapp: QApplication, qtbot: QtBot, request: pytest.FixtureRequest, language: Language) -> Iterator[Bench]:
    with in_language(qapp, language):
        made_bench = reading_for_real(qtbot, ui__language=language)
        made_bench.window.resize(request.param)
        QApplication.processEvents()
        assert handle(made_bench).size() == request.param
        yield made_bench


def whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def assert_nothing_is_cut(trend: TrendPane) -> None:
    buttons = [part(trend, QPushButton, f"trendPeriod-{each.value}") for each in TimeRange]
    for button in (*buttons, trend.picker, trend.to_table, trend.inspector):
        assert whole(button), button.objectName()
        assert button.width() >= button.minimumSizeHint().width()
    graph = trend.graph
    assert graph.area.verticalScrollBar().value() == 0
    assert whole(graph.widgets[0]), "name, newest value and peak of the first lane"
    assert graph.columns is not None
    assert graph.columns.right - graph.columns.left > 200
    for widget in graph.widgets:
        painter = widget.painter_of(QPainter())
        assert painter is not None
        assert widget.height() >= painter.needed(), "every line of its words has room"
        sides = zip(painter.sides, (painter.title(), painter.newest()), strict=True)
        assert all(sum(run.width for run in group) <= side.width() for side, groups in sides for group in groups)


@pytest.mark.hazard("H3.12")
@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("size", [1.0, 1.5])
def test_in_every_language_and_size_of_text_six_lanes_are_told_whole(
    qapp: QApplication, qtbot: QtBot, language: Language, size: float
) -> None:
    with in_language(qapp, language):
        theme.set_text_size(qapp, size)
        try:
            pane = TrendPane(Style(language=language))
            qtbot.addWidget(pane)
            pane.retranslate()
            room = PaneScrollArea(pane)
            qtbot.addWidget(room)
            room.resize(1366, 574)
            room.show()
            digest = digested(patient())
            names = ("P-Kalium", "P-Kreatinin", "P-INR", "B-Leukocytter", "B-Trombocytter", "P-C-Reaktivt protein")
            pane.show_digest(digest, Style(language=language))
            for shown in (names, names[::-1], names[:1], names):  # it begins at its title whatever was there before
                pane.show_series(tuple(next(each for each in digest.series if each.name == name) for name in shown))
                pane._slices.finish()
                for _ in range(3):
                    QApplication.processEvents()
                assert_nothing_is_cut(pane)
                bar = pane.graph.area.verticalScrollBar()
                assert len(shown) > 1 or bar.maximum() == 0, "one series fits"
                bar.setValue(bar.maximum())
            if size == 1.0:
                six = sum(widget.height() for widget in pane.graph.widgets[:6])
                assert six <= pane.graph.area.viewport().height(), "six lanes at 1366x768"
        finally:
            theme.set_text_size(qapp, 1.0)


def is_drawn(trend: TrendPane, lanes: int) -> bool:
    """With so many lanes; more than three have to be scrolled."""
    return (len(trend.curves), trend.graph.area.verticalScrollBar().maximum() > 0) == (lanes, lanes > 3)


@pytest.mark.hazard("H3.12")
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_it_opens_at_its_title_and_whole_by_every_way_of_keys(bench: Bench, qtbot: QtBot) -> None:
    trend, bar = view_of(bench).panes.trend, view_of(bench).panes.trend.graph.area.verticalScrollBar()
    plain, down, enter = Qt.KeyboardModifier.NoModifier, (Keys.Key_Down, Qt.KeyboardModifier.ShiftModifier), Keys.Key_Return
    letter = [(Keys.Key_1, CONTROL), (Keys.Key_K, plain)]
    for rows, lanes in ((None, 1), (2, 3), (7, 10), (0, 10), (None, 1)):
        for key, modifier in letter if rows is None else [(Keys.Key_2, CONTROL), *[down] * rows, (enter, plain)]:
            press(bench, key, modifier)
            settle(bench)
        qtbot.waitUntil(partial(is_drawn, trend, lanes))
        assert_nothing_is_cut(trend)
        bar.setValue(bar.maximum())  # it begins at its title wherever the one before was left


def shown_trend(bench: Bench, *names: str) -> TrendPane:
    """The trend of these examinations, else of the usual ones."""
    trend = bench.window.findChild(TrendPane)
    assert trend is not None
    view_of(bench).panes.turn_to(view_of(bench).panes.tabs.count() - 1)
    if names:
        series = digested(patient()).series
        trend.show_series(tuple(next(each for each in series if each.name == name) for name in names))
    settle(bench)
    trend._slices.finish()
    return trend


@pytest.mark.parametrize("bench", [SMALL, OLD, CLINIC], indirect=True)
def test_numbers_are_in_the_order_of_their_points_and_each_beside_its_own(bench: Bench) -> None:
    crp, micro, filtration = "P-C-Reaktivt protein", "P-Mikro CRP", "Nyre-estimert GFR CKD-EPI Kreatinin (overfl.=1,73m2)"
    for names, values in (((crp,), 7), ((crp, micro), 7), ((filtration,), 8), (("P-Troponin T",), 6), (("B-Trombocytter",), 7)):
        trend = shown_trend(bench, *names)
        trend.periods.take(TimeRange.YEAR)
        lane, columns = painted(trend), trend.graph.columns
        assert columns is not None
        early = [id(at) for dot, at in lane.placed.values() if dot in lane._of.before]
        days = [group for _, at, group in lane.written if id(at) in early][1::2]
        assert (len(lane.written) - len(days), len(days)) == (values, len(early)), "none is left out"
        assert all(any(map(str.isdigit, group[0].text)) for _, _, group in lane.written), "none is its mark alone"
        for (box, at, _), (other, of, _) in combinations(lane.written, 2):
            stacked = box.left() < other.right() and other.left() < box.right()
            assert not stacked or (box.y() - other.y()) * (at.y() - of.y()) >= 0
        for box, at, _ in lane.written:
            for _, point in lane.placed.values():
                if point is not at and (point.x() < columns.gutter) == (at.x() < columns.gutter):
                    assert _distance(box, point) > _distance(box, at) - 2.1
                    level = box.top() < point.y() < box.bottom() and not box.top() - 2.1 < at.y() < box.bottom() + 2.1
                    assert not level or _distance(box, point) >= 40


def axis(trend: TrendPane, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    assert trend.graph.columns is not None
    paper = QImage(10, 10, QImage.Format.Format_RGB32)
    with monkeypatch.context() as patch, QPainter(paper) as painter:
        patch.setattr(TextRun, "paint", lambda run, *_: said.append(run.text.replace("\u00a0", " ")))
        paint_axis(painter, trend.graph.columns, 0.0, trend.graph.cursor_dot)
    return said


@pytest.mark.parametrize("bench", [SMALL, OLD], indirect=True)
def test_the_axis_names_midnight_hours_and_the_first_day_beside_the_cursor(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    said = axis(shown_trend(bench), monkeypatch)
    assert ({"24. nov 03:00", "12", "25. nov", "nå"} < set(said), said[0][-5:]) == (True, "20:30")
    trend = shown_trend(bench, "vB-Laktat")
    assert {"24. nov 03:00", "25. nov"} < set(axis(trend, monkeypatch))
    trend.graph.choose(trend.graph.lanes[0].shown[0])  # so near that one of the two has the day
    assert {"24. nov 03:00", "i går 02:47"} & set(axis(trend, monkeypatch))


def test_no_view_is_wider_than_its_room(bench: Bench) -> None:
    panes = view_of(bench).panes
    for place in range(panes.tabs.count()):
        panes.turn_to(place)
        settle(bench)
        (room,) = (each for each in panes.findChildren(PaneScrollArea) if each.isVisible())
        assert room.horizontalScrollBar().maximum() == 0, panes.tabs.tabText(place)


@pytest.mark.hazard("H3.12")
@pytest.mark.parametrize("bench", [SMALL], indirect=True)
def test_a_lane_below_the_fold_is_named_with_its_mark_and_none_is_cut(bench: Bench) -> None:
    graph = shown_trend(bench).graph
    told = graph.below.accessibleName().replace("\u00a0", " "), len(graph.below.shown())
    assert (sum(map(whole, graph.widgets)), *told) == (2, "↑ CRP · ↓ Hemoglobin", 2 + 2), "after «Lenger ned» both have room"
    assert graph.area.viewport().height() - graph.widgets[2].y() <= 2, "no part of the third"
    graph.area.verticalScrollBar().setValue(graph.area.verticalScrollBar().maximum())
    assert (graph.below.shown(), graph.below.accessibleName()) == ([], "")


@pytest.mark.hazard("H3.12")
@pytest.mark.parametrize("bench", [SMALL, OLD, CLINIC], indirect=True)
def test_each_value_before_the_time_shown_has_its_day_beside_it_and_far_from_another_lane(bench: Bench) -> None:
    trend = shown_trend(bench)
    for names in ((), ("P-C-Reaktivt protein", "P-Mikro CRP"), ("P-Kalium",), ("P-Mikro CRP",)):
        trend = shown_trend(bench, *names) if names else trend
        for place, lane in enumerate(map(partial(painted, trend), range(len(trend.graph.widgets)))):
            box, early = lane._box, [lane.placed[id(dot)][1] for dot in lane._of.before]
            told = [(each, at) for each, at, _ in lane.written if at in early]
            assert len(told) == 2 * len(early), (names, place, "each has its number and its day")
            assert all(_distance(each, at) <= 30 + 14 * (place % 2) for place, (each, at) in enumerate(told))
            grounds = {lane._ground(each.center().y()) for each, at in told if lane._side(at)}
            assert grounds <= {theme.current().surface}, "no day of a value outside the range stands in it"
            assert all(box.top() + 4 <= each.top() and each.bottom() <= box.bottom() - 4 for each, _ in told)
            assert not [y for y in lane.limits for each, _ in told if each.top() < y < each.bottom()], "no line goes through it"
            pairs = combinations(lane.written if box.width() > 1000 else (), 2)  # where they have room to be in their order
            for (one, at, _), (two, of, _) in pairs:
                assert at in early or of in early or abs(one.x() - two.x()) > 190 or (one.y() - two.y()) * (at.y() - of.y()) >= 0


@pytest.mark.hazard("H3.12")
@pytest.mark.parametrize("bench", [SMALL], indirect=True)
def test_of_a_report_six_results_with_what_they_were_before_are_seen_and_of_the_list_no_row_is_cut(bench: Bench) -> None:
    """At 150 percent on a clinic laptop."""
    view_of(bench).panes.turn_to(view_of(bench).panes.place_of(Key.REPORTS))
    settle(bench)
    detail, table = view_of(bench).reports.detail, view_of(bench).reports.list
    detail.finish()
    rows, room = range(detail.lines.rowCount()), detail.viewport().height()
    whole_rows = [row for row in rows if detail.rowViewportPosition(row) + detail.rowHeight(row) <= room]
    assert len(whole_rows) >= 6
    assert all(len(detail.lines.styled(row, Column.VALUE)) == 2 for row in whole_rows), "with what it was before"
    table.finish()
    fold, image, surface = table.fold(), table.viewport().grab().toImage(), QColor(theme.current().surface).rgb()
    hidden = range(table.rowAt(fold), table.reports.rowCount())
    assert fold == table.rowViewportPosition(hidden[0]) < table.viewport().height() < fold + table.rowHeight(hidden[0])
    assert {image.pixel(x, y) for x in range(image.width()) for y in range(fold, image.height())} == {surface}
    told = [group[0].text for group in view_of(bench).reports.splitter.list_below.shown()[2:]]
    marked = [record.title for record in map(table.reports.record, hidden) if record.marked]
    assert (told[0].removesuffix(" ·")[2:], told[-1]) == (marked[0], f"+{len(hidden) - len(told) + 1}")
