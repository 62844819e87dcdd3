"""The overview with real widgets: the first paint, the keys, and the notes on results outside the list."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import chain, combinations
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from provesvar_gui.kodeverk.code_list import bundled
from provesvar_gui.results import export
from provesvar_gui.results.digest import Digest
from provesvar_gui.results.emergency import AcuteResults
from provesvar_gui.results.emergency_table import LocalCode
from provesvar_gui.results.model import Coverage, LookupResult, Outcome, OutcomeKind, Report
from provesvar_gui.results.series import Series
from provesvar_gui.sandbox.practice import LOCAL_CODES
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common.labels import Mark
from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.results.overview.pane import OverviewPane
from provesvar_gui.ui.results.overview.rows import AnalyteRow, GasRow, HeadRow, MessageRow, OverviewRow
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.hands import in_language
from tests.gui.machine import reading
from tests.gui.results import made
from tests.gui.results.overview.kit import (
    STYLE,
    Hands,
    analyte_rows,
    coded,
    keys_there,
    painted,
    place_of,
    potassium,
    said,
    show,
    spoken,
)
from tests.gui.results.sandbox_patients import FETCHED, digested, patient
from tests.window_settings import window_settings

LOCAL = tuple(LocalCode(**entry) for entry in LOCAL_CODES)


def key_of(pane: OverviewPane) -> str:
    """The kind of analyte that the person is on."""
    row = pane.list.current()
    assert isinstance(row, AnalyteRow)
    return row.key


def test_the_first_paint_answers_and_one_key_opens_the_trend(qtbot: QtBot) -> None:
    settings_ = window_settings(sandbox=True, acute__local_codes=LOCAL)
    view = ResultsView(settings=settings_, language="nb")
    qtbot.addWidget(view)
    view.resize(1366, 700)
    view.show()
    view.activateWindow()
    with qtbot.waitSignal(view.digested):
        view.show_result(patient(), partial=False)
    view.setFocus()
    pane = view.panes.overview
    assert pane.isVisible()
    qtbot.waitUntil(pane.is_settled)
    for key, value in (("potassium", "5,2 mmol/L"), ("crp", "321 mg/L"), ("haemoglobin", "8,9 g/dL"), ("inr", "1,8")):
        assert f", {value}, " in spoken(pane, key)
        at = place_of(pane, key)
        assert pane.list.viewport().rect().contains(pane.list.visualRect(pane.list.model_.index(at, 0)))
    for letter, key in (("K", "potassium"), ("C", "crp"), ("H", "haemoglobin"), ("I", "inr")):
        view.panes.turn_to(view.panes.place_of(Key.OVERVIEW))
        focused = view.window().focusWidget()
        assert focused is not None
        with qtbot.waitSignal(pane.trend_asked) as asked:
            QTest.keyClicks(focused, letter.lower())
        series: tuple[Series, ...] = asked.args[0]
        assert pane.digest is not None
        assert set(series) <= {line.series for line in pane.digest.acute.lines if line.group.key == key}
    view.panes.turn_to(view.panes.place_of(Key.OVERVIEW))
    pane.reports.click()
    assert view.panes.tabs.currentIndex() == view.panes.place_of(Key.REPORTS)
    view.panes.leave()
    assert view.panes.tabs.currentIndex() == view.panes.place_of(Key.OVERVIEW)


@pytest.mark.hazard("H2.1")
def test_before_the_end_nothing_is_called_newest_or_changed(pane: OverviewPane) -> None:
    result = made.result(potassium(("4.0", "2024-08-13T10:00:00Z"), ("5.0", "2024-08-14T10:00:00Z")))
    partial = replace(result, coverage=replace(result.coverage, complete=False, total=9))
    show(pane, digested(partial, complete=False))
    assert pane.state.text() == "Incomplete: not everything is here. There may be newer results."
    assert not any("from" in row for row in painted(pane, "potassium"))
    assert analyte_rows(pane, "potassium")[0].curve is None
    assert not pane.head.period.accessibleName()
    everything = " ".join([*(said(each) for each in (*pane.list.rows, *pane.findings.rows)), pane.about.text()]).casefold()
    assert "newest" not in everything
    assert "not found" not in everything
    show(pane, digested(replace(result, fetched_at=FETCHED)))
    assert pane.state.text().startswith("Newest")  # that all of it is old is news
    assert analyte_rows(pane, "potassium")[0].change == ("↗", "+1,0", "from 4,0", "24 h")


@pytest.mark.hazard("H3.10", "H3.3")
def test_what_is_not_in_the_list_is_counted_and_stands_below_the_findings_with_the_reason(pane: OverviewPane) -> None:
    show(pane, digest := digested(patient()))
    here, acute = {series.key for row in pane.list.rows for series in row.series}, digest.acute
    away = [len(each.points) for each in digest.series if not each.key.apart and each.key not in here]
    assert pane.title.text() == f"Examinations {len(here)}"
    assert pane.why.text() == f"+ {len(away)} in the table"
    assert [each for each in map(said, pane.findings.rows) if not each.startswith("Not in what was fetched: ")][-2:] == [
        f"{len(away)} examination(s) ({sum(away)} result(s)) in the table alone, {acute.unsure} result(s) with an unknown code",
        f"{acute.apart} result(s) on another kind of number or an invalid one",
    ]
    assert any("older" in said(row) for row in pane.findings.rows)
    show(pane, digested(made.result(SODIUM)))
    assert any(said(row).startswith("No results for: Kalium; Hemoglobin") for row in pane.findings.rows)
    show(pane, digested(made.result(made.report("1", made.finding("Røntgen", made.concept("Funn"))))))
    assert said(pane.list.rows[0]).startswith("None of the emergency analytes")


@pytest.mark.hazard("H3.7", "H3.8")
@pytest.mark.parametrize(
    ("gap", "why"),
    [
        ({"outcomes": (Outcome(kind=OutcomeKind.RESTRICTED),)}, "What is restricted may hold findings."),
        ({"outcomes": (Outcome(kind=OutcomeKind.BLOCKED),)}, "What is restricted may hold findings."),
        ({"outcomes": (Outcome(kind=OutcomeKind.FAULT),)}, "Results may be missing."),
        ({"coverage": Coverage(fetched=1, total=1, complete=True, withheld=1)}, "What is withheld may hold findings."),
        ({"coverage": Coverage(fetched=1, total=9)}, "Results may be missing."),
    ],
)
def test_where_something_is_held_back_nothing_is_said_to_be_absent(pane: OverviewPane, gap: dict[str, Any], why: str) -> None:
    result = made.result(SODIUM, **gap)
    show(pane, digested(result, complete=result.coverage.complete))
    rows = [said(row) for row in pane.findings.rows]
    assert rows[0] == f"No findings in what was fetched. {why}"
    assert rows[-1].startswith("Not in what was fetched: Kalium; Hemoglobin")
    show(pane, digested(made.result(SODIUM)))
    assert said(pane.findings.rows[0]) == "No findings or messages"


def bare(words: str) -> str:  # without spaces, and signs that are drawn and not written
    return re.sub(r"[\s\u2060\u200b↑↓↕↗↘◐○✕△!☎*]", "", words).replace("-", "\u2212").replace("⁹", "^9")


@pytest.mark.hazard("H4.8", "H5.1", "H5.13")
@pytest.mark.parametrize("width", [1366, 900])
def test_what_a_row_says_is_painted(pane: OverviewPane, width: int) -> None:
    grew, when = made.finding("Funn", made.concept("E. coli"), id="grew"), made.moment("2026-11-25T01:00:00+01:00")
    code, marked = made.concept("Aerob blodkultur", ("7280", "NPU58580", "")), (made.concept("Ring"),)
    bottle = made.finding("", made.concept("Se"), grew, code=code, effective=when, interpretations=marked, id="bottle")
    pane.resize(width, 6000)
    show(pane, digested(replace(patient(), reports=(*patient().reports, made.report("bottle", bottle)))))
    QApplication.processEvents()
    pane.finish()
    drawn = bare("".join(reading.painted(each.viewport()) for each in (pane.strip, pane.list, pane.findings)))
    told = [each for key in keys_there(pane) if key != "blood_gas" for each in painted(pane, key)]
    for row in (*pane.strip.rows, *pane.list.rows, *pane.findings.rows):
        if isinstance(row, GasRow):
            cells = ((each.title, each.number, each.unit, each.reference_figures, each.change_note) for each in row.parts)
            told += [*chain.from_iterable(cells), *(each.change.difference for each in row.parts if each.change.arrow)]
        elif isinstance(row, MessageRow):
            told += (
                row.title,
                *(mark.words for mark in row.marks),
                *row.body.split("\n"),
                row.left_out,
                row.newer,
                *row.warnings,
            )
        elif isinstance(row, HeadRow):
            told += row.texts(None)[:1]  # what belongs to it is in the tooltip
    assert {"Se", "E. coli", "* Ring"} <= set(told)
    assert [each for each in told if bare(each).casefold() not in drawn.casefold()] == []


def opened() -> LookupResult:
    return replace(patient(), reports=tuple(replace(each, opened=True) for each in patient().reports))


def test_what_was_opened_is_marked_on_every_row_and_no_row_is_higher_for_it(pane: OverviewPane) -> None:
    def pictures(of: str) -> list[QImage]:
        rects = [pane.list.visualRect(pane.list.model_.index(row, 0)) for row in range(13)]
        left, wide = pane.list.columns[of]
        return [pane.list.viewport().grab(QRect(left, each.y(), wide, each.height())).toImage() for each in rects]

    seen = []
    for result in (patient(), opened()):
        show(pane, digested(result))
        QApplication.processEvents()
        heights = [pane.list.rowHeight(row) for row in range(len(pane.list.rows))]
        seen.append((heights, pictures("state"), pictures("age"), reading.painted(pane).count("Opened")))
    (heights, states, ages, without), (heights_, states_, ages_, with_) = seen
    assert (heights, states) == (heights_, states_)
    assert all(before != after for before, after in zip(ages, ages_, strict=True))
    assert (without, with_) == (0, 2), "in the heads of both lists alone"
    assert all("Opened" in pane.list.model_.spoken(row) for row in range(13))


@pytest.mark.parametrize("width", [1366, 1024, 911])
def test_a_findings_head_has_all_of_its_words_and_a_lists_head_whole_ones(
    pane: OverviewPane, qapp: QApplication, width: int
) -> None:
    pane.resize(width, 1200)
    reports = [replace(each, status="preliminary") if each.comments else each for each in opened().reports]
    with in_language(qapp, "nb"):
        show(pane, digested(replace(opened(), reports=tuple(reports))))
        QApplication.processEvents()
        for of in (pane.strip, pane.list, pane.findings):
            for row in (each for each in of.rows if isinstance(each, MessageRow)):
                spots = of.layout_of(row, of.viewport().width())[0]
                rects = [QRectF(left, top + 3, each.width, each.height - 6) for left, top, each in spots if each.width > 4]
                assert not any(one.intersects(other) for one, other in combinations(rects, 2)), said(row)
                assert max(each.height for _, _, each in spots[:3]) < 24, said(row)
        whole = {"", "36 merket", "Fjordbyen sykehus", "Fjordbyen sykehus der ikke annet står"}
        assert set(pane.about.shown_text().removeprefix("· ").split(SEPARATOR)) <= whole, "left out whole, not cut"
        drawn = reading.painted(pane.findings.viewport()) + reading.painted(pane.strip.viewport())
    assert all(bare(each) in bare(drawn) for each in ("Mikrobiologi", "Biokjemi", "Vesentlig avvik", "Ringt", "Foreløpig"))


@pytest.mark.parametrize(("width", "height", "least"), [(1366, 530, 13), (911, 330, 4), (911, 294, 3), (911, 260, 2)])
def test_so_many_analytes_are_seen_without_scrolling(pane: OverviewPane, width: int, height: int, least: int) -> None:
    """1366x768, and 150 % of it without and with the bar of opened results, in these fonts; the fifth finding begins."""
    pane.resize(width, height)
    show(pane, digested(opened()))
    QApplication.processEvents()
    pane.finish()
    seen = pane.list.viewport().rect()
    whole = [row for row in range(len(pane.list.rows)) if seen.contains(pane.list.visualRect(pane.list.model_.index(row, 0)))]
    assert len(whole) >= least
    assert width < 1000 or not pane.findings.is_below(4)
    assert width < 1000 or pane.list.left("age") - pane.list.left("change") - pane.list.wide("change") == 16
    if width < 1000:
        strip = pane.strip
        assert strip.rows
        assert not strip.horizontalScrollBar().isVisible()
        assert pane.list.widths(800)[0] == 800, "what is awaited goes on below, in wider fonts"
        rects = [strip.visualRect(strip.model_.index(row, 0)) for row in range(len(strip.rows))]
        assert all(strip.viewport().rect().contains(rect) for rect in rects)


def test_columns_are_named_only_above_analytes(pane: OverviewPane) -> None:
    """In a narrow window the findings and what is not in the list stand below them, in no columns."""
    pane.resize(1024, 294)
    show(pane, digested(patient()))
    pane.list.choose(0)
    assert "Result" in reading.painted(pane.head)
    assert pane.head.period.isVisible()
    pane.list.choose(len(pane.list.rows) - 1)
    assert not reading.painted(pane.head)
    assert not pane.head.period.isVisible()


@pytest.mark.hazard("H3.12")
def test_what_of_the_list_is_out_of_sight_is_named_where_no_row_stands(pane: OverviewPane) -> None:
    """As at 150 % of a clinic laptop: in room of its own where three rows have theirs, else in what no whole row takes."""
    show(pane, digested(patient("24837810031")))
    foot, port, seen = pane.list_below, pane.list.viewport(), set[bool]()
    alat = next(at for at, row in enumerate(pane.list.rows) if row.parts and row.parts[0].name == "ALAT")
    for height in range(150, 400, 4):
        pane.resize(900, height)
        QApplication.processEvents()
        pane.finish()
        ends = [
            pane.list.rowViewportPosition(at) + pane.list.rowHeight(at)
            for at in range(len(pane.list.rows))
            if not pane.list.is_below(at)
        ]
        edge = port.mapTo(pane, port.rect().bottomLeft()).y() - pane.list.mapTo(pane, QPoint()).y() + pane.list.y()
        seen.add(own := height >= 171)
        assert foot.isVisible() == (own or port.height() - max(ends) >= foot.height())
        assert (foot.y() > edge) == own
        assert own or not foot.isVisible() or foot.y() >= edge - port.height() + max(ends)
        names = foot.accessibleName().split(SEPARATOR)
        assert (names[-1], "ALAT" in names) == ("No results for: INR +15", pane.list.is_below(alat))
    assert seen == {False, True}
    for go_down in (partial(pane.list.choose, len(pane.list.rows) - 1), partial(pane.list.verticalScrollBar().setValue, 9999)):
        go_down()
        assert (foot.isVisible(), foot.accessibleName(), pane.list.rowViewportPosition(pane.list.rowAt(0))) == (False, "", 0)


@pytest.mark.hazard("H3.12")
def test_nothing_is_said_to_be_further_down_over_the_last_row(qtbot: QtBot) -> None:
    """As when a scroll bar below the list goes, which gives the last row its room."""
    for height in range(593, 645, 10):
        view = ResultsView(settings=window_settings(sandbox=True), language="nb")
        qtbot.addWidget(view)
        view.resize(1366, height)
        view.show()
        with qtbot.waitSignal(view.digested):
            view.show_result(patient("04877410086"), partial=False)
        pane = view.panes.overview
        qtbot.waitUntil(pane.is_settled)
        QApplication.processEvents()
        assert any(map(pane.list.is_below, range(len(pane.list.rows)))) or not pane.list_below.isVisible()


@pytest.mark.parametrize("width", [1366, 1024, 911])
def test_what_the_padlock_means_stands_above_it_beside_the_name_of_its_column(pane: OverviewPane, width: int) -> None:
    pane.resize(width, 700)
    show(pane, digested(opened()))
    QApplication.processEvents()
    word, told, left = QFontMetricsF(theme.font(theme.Type.SMALL)).horizontalAdvance("Age"), pane.head.opened, pane.list.left
    assert left("age") + word < told.x() < told.geometry().right() < left("state")
    assert any(abs(at + each.width - theme.px(13) - told.x()) <= 1 for at, _, each in pane.list._spots(0)), "a row has it below"


@pytest.mark.hazard("H4.8")
@pytest.mark.parametrize("lines", range(6))
def test_a_row_at_the_lower_edge_is_whole_or_not_there(pane: OverviewPane, lines: int) -> None:
    urea = coded("P-Karbamid", "NPU01459", "31", id="u", interpretations=(made.ABOVE,))
    show(pane, digested(made.result(made.report("r", urea, coded("P-Natrium", "NPU03429", "140")))))
    _, heading, row = pane.list.rows
    assert isinstance(heading, HeadRow)
    assert isinstance(row, AnalyteRow)
    row.warnings = tuple(Mark(glyph="!", words=str(line)) for line in range(lines))
    pane.list.fit()
    pane.finish()
    place, high = pane.list.rowViewportPosition(1), pane.list.rowHeight(1) + pane.list.rowHeight(2)

    def painted(room: int) -> QImage:
        for _ in range(3):  # the foot may have room of its own or not
            pane.resize(1366, pane.height() + place + room - pane.list.viewport().height())
            QApplication.processEvents()
            pane.finish()
        assert pane.list.viewport().height() == place + room
        return pane.list.viewport().grab(QRect(0, place, pane.list.viewport().width(), room)).toImage()

    whole = painted(high + 9)
    assert painted(high - 1).copy(8, 0, 900, high - 2) == whole.copy(8, 0, 900, high - 2)
    for room in (high - 12, high // 2):
        empty = painted(room).convertToFormat(QImage.Format.Format_RGB32)
        assert len(set(memoryview(empty.constBits()).cast("I"))) == 1, "its heading is not there either"


@pytest.mark.hazard("H4.3")
def test_no_row_moves_because_of_a_message_or_time(pane: OverviewPane, hands: Hands) -> None:
    show(pane, digested(patient()))
    QApplication.processEvents()

    def places() -> list[QRect]:
        return [pane.list.visualRect(pane.list.model_.index(row, 0)) for row in range(len(pane.list.rows))]

    before = places()
    acts: tuple[Callable[[], object], ...] = (
        pane.minute.timeout.emit,
        partial(pane.list.choose, 3),
        partial(pane.findings.choose, 0),
    )
    for act in acts:
        act()
        QApplication.processEvents()
        assert places() == before
    hands.seconds += 3600
    pane.minute.timeout.emit()
    pane.finish()
    assert places() == before


def test_the_menu_of_a_row_does_what_its_keys_do_and_a_copy_is_plain_text(pane: OverviewPane, qtbot: QtBot) -> None:
    show(pane, digested(patient()))
    pane.take_focus()
    with qtbot.waitSignal(pane.copy_asked) as copied:
        QTest.keyClick(pane.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    line = copied.args[0]
    assert line.startswith("P-Kalium: 5,2 mmol/L, ↑ Over øvre ref.område, ")
    whole = export.plain(made.taken(pane.document(paper=False)))
    assert all(each in whole for each in (line.splitlines()[0], "P-Natrium", "Findings and messages", "with an unknown code"))
    assert not [each for each in ("\u00a0", "13896900263") if each in whole]
    assert not [each for each in ("\u00a0", "P-Natrium") if each in line]
    row = pane.list.rows[place_of(pane, "potassium")]
    acts = {action.objectName(): action for action in pane.menu(row).actions()}
    for name, signal in (
        ("menuTrend", pane.trend_asked),
        ("menuReport", pane.report_asked),
        ("menuCopyRow", pane.copy_asked),
        ("menuAddTrend", pane.trend_add_asked),
    ):
        with qtbot.waitSignal(signal):
            acts[name].trigger()
    with qtbot.waitSignal(pane.copy_asked) as copied:
        acts["menuCopyResult"].trigger()
    assert copied.args[0] == "P-Kalium 5,2 mmol/L"
    finding = next(each for each in pane.findings.rows if isinstance(each, MessageRow))
    acts = {action.objectName(): action for action in pane.menu(finding).actions()}
    assert not acts["menuTrend"].isEnabled()
    with qtbot.waitSignal(pane.report_asked):
        acts["menuReport"].trigger()
    with qtbot.waitSignal(pane.copy_asked) as copied:
        acts["menuCopyRow"].trigger()
    assert finding.discipline in copied.args[0]


def test_the_menu_of_each_list_is_of_the_row_under_the_mouse(pane: OverviewPane, qtbot: QtBot) -> None:
    show(pane, digested(patient()))
    for rows in (pane.list, pane.findings):
        row = next(at for at, each in enumerate(rows.rows) if each.report is not None)
        rows.customContextMenuRequested.emit(rows.visualRect(rows.model_.index(row, 0)).center())
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        with qtbot.waitSignal(pane.report_asked) as asked:
            next(action for action in menu.actions() if action.objectName() == "menuReport").trigger()
        assert asked.args == [rows.rows[row].report]
        menu.close()
    assert pane.list.rows[row].report != pane.findings.rows[row].report, "the same row of another list is another report"


def test_keys_and_the_mouse(pane: OverviewPane, qtbot: QtBot) -> None:
    pane.take_focus()
    show(pane, digested(patient()))
    assert pane.list.hasFocus()
    assert key_of(pane) == "potassium"  # the first row, as soon as there is one
    heading = next(at for at, row in enumerate(pane.list.rows) if isinstance(row, HeadRow))
    for before, after in ((0, 1), (heading - 1, heading + 1)):
        pane.list.choose(before)
        QTest.keyClick(pane.list, Qt.Key.Key_Down)
        assert pane.list.currentIndex().row() == after
    for key in sorted(set("sua1234567890qwx") - {letter.lower() for letter in keys.TRENDS}):
        with qtbot.assertNotEmitted(pane.trend_asked), qtbot.assertNotEmitted(pane.report_asked):
            QTest.keyClicks(pane.list, key)
    assert not set(keys.TRENDS) & {*"0123456789", *keys.BASIS_LETTERS.values()}
    assert set(keys.TRENDS.values()) <= {kind.key for kind in bundled().cards}
    pane.findings.setFocus()
    with qtbot.waitSignal(pane.trend_asked):
        QTest.keyClicks(pane.findings, "k")
    row = pane.list.visualRect(pane.list.model_.index(place_of(pane, "potassium"), 0))
    with qtbot.waitSignal(pane.trend_asked):  # the box of the key
        QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=row.topLeft() + QPoint(20, 18))
    with qtbot.assertNotEmitted(pane.trend_asked):
        QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=row.topLeft() + QPoint(200, 18))
    last = max(at for at, each in enumerate(pane.list.rows) if each.letter)
    of, low = pane.list, pane.list.viewport().height() - 10
    of.verticalScrollBar().setValue(of.verticalScrollBar().value() + of.rowViewportPosition(last) - low)
    assert of.rowAt(low + 5) == last
    with qtbot.assertNotEmitted(pane.trend_asked):  # it is cut, and not painted
        QTest.mouseClick(of.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, low + 5))
    pane.list.choose(place_of(pane, "blood_group"))
    with qtbot.waitSignal(pane.report_asked):  # of what has no numbers
        QTest.keyClick(pane.list, Qt.Key.Key_Return)


def test_nothing_of_the_patient_is_left_after_clearing(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    pane.grab()
    pane.clear()
    gc.collect()
    assert not [each for each in gc.get_objects() if isinstance(each, (OverviewRow, AcuteResults))]
    assert not pane.minute.isActive()
    many = made.report("m", *(coded("P-Kalium", "NPU03230", str(n), id=str(n)) for n in range(601)))
    pane.show_digest(digested(made.result(many)), STYLE)
    assert not pane.is_settled()
    pane.clear()
    pane.finish()
    assert not pane.title.text()  # what was being made is not shown either


SODIUM = made.report("n", coded("P-Natrium", "NPU03429", "140"))
POTASSIUM = potassium(("6.8", "2024-08-13T10:00:00Z"))


def part(*reports: Report, complete: bool = False) -> Digest:
    result = made.result(*reports)
    return digested(replace(result, coverage=replace(result.coverage, complete=complete, total=9)), complete=complete)


def test_the_person_stays_on_their_analyte_while_more_comes_in(pane: OverviewPane) -> None:
    show(pane, part(SODIUM))
    pane.take_focus()
    place = pane.list.rowViewportPosition(0)
    show(pane, part(SODIUM, POTASSIUM))
    assert keys_there(pane) == ["sodium", "potassium"], "what comes later is added below"
    assert key_of(pane) == "sodium"
    assert pane.list.rowViewportPosition(pane.list.currentIndex().row()) == place
    show(pane, part(SODIUM, POTASSIUM, complete=True))
    assert keys_there(pane) == ["potassium", "sodium"], "and put in order once"
    assert key_of(pane) == "sodium"
    show(pane, part(POTASSIUM, complete=True))
    assert key_of(pane) == "potassium"


def test_the_time_of_the_curves_is_named_and_can_be_changed(pane: OverviewPane) -> None:
    digest = digested(patient())
    show(pane, digest)
    button = pane.head.period
    assert button.accessibleName() == "Course 40 h"
    before = analyte_rows(pane, "potassium")[0].curve
    assert before is not None
    next(action for action in button.menu().actions() if action.text() == "Course 5 years").trigger()
    pane.finish()
    after = analyte_rows(pane, "potassium")[0].curve
    assert after is not None
    assert button.accessibleName() == "Course 5 years"
    assert len(after.dots) > len(before.dots)
    show(pane, digest)  # shown again: what the person chose stays
    assert button.accessibleName() == "Course 5 years"
    pane.clear()
    show(pane, digest)
    assert button.accessibleName() == "Course 40 h"
    twice = potassium(("4.0", "2025-10-13T10:00:00Z"), ("5.0", "2026-10-22T10:00:00Z"))
    show(pane, digested(made.result(twice, fetched_at=FETCHED)))  # of five years a year would be a fifth
    assert button.accessibleName() == "Course 1 year"
