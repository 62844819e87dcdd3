"""The overview with real widgets: what the first paint answers, what a key opens, what is said about the rest."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from provesvar_gui.kodeverk.acute import bundled
from provesvar_gui.results.emergency import AcuteStrip
from provesvar_gui.results.emergency_table import LocalCode
from provesvar_gui.results.model import Annotation, CodeableConcept
from provesvar_gui.sandbox.practice import LOCAL_CODES
from provesvar_gui.ui import keys
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common.lines import Kind
from provesvar_gui.ui.results.common.styled_table import StyledText
from provesvar_gui.ui.results.overview.line_text import LineText
from provesvar_gui.ui.results.overview.row_lines import OverviewLine
from provesvar_gui.ui.results.overview.strip_text import strip_text
from provesvar_gui.ui.results.view import ResultsView
from provesvar_gui.ui.theme import Tint
from tests.gui.results import made, shown
from tests.gui.results.overview.kit import STYLE, analyte_rows, choose, coded, keys_there, painted, potassium, rows, show, spoken
from tests.gui.results.sandbox_patients import digested, patient
from tests.window_settings import window_settings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.model import Report
    from provesvar_gui.results.series import Series
    from provesvar_gui.ui.results.overview.pane import OverviewPane

LOCAL = tuple(LocalCode(**entry) for entry in LOCAL_CODES)


def test_the_first_paint_answers_and_one_key_opens_the_trend(qtbot: QtBot) -> None:
    settings_ = window_settings(sandbox=True, acute__local_codes=LOCAL)
    view = ResultsView(settings=settings_, language="nb")
    qtbot.addWidget(view)
    view.resize(840, 640)  # what a window of 1280 x 820 has for results
    view.show()
    view.activateWindow()
    with qtbot.waitSignal(view.digested):
        view.show_result(patient(), partial=False)
    view.setFocus()
    pane = view.panes.overview
    assert pane.isVisible()
    for key, value in (("potassium", "5,2 mmol/L"), ("crp", "321 mg/L"), ("haemoglobin", "8,9 g/dL"), ("inr", "1,8")):
        assert f", {value}, " in spoken(pane, key)
        at = [row.key for row in pane.analytes.analytes.rows].index(key)
        assert pane.analytes.viewport().rect().contains(pane.analytes.visualRect(pane.analytes.analytes.index(at, 0)))
    for letter, key in (("K", "potassium"), ("C", "crp"), ("H", "haemoglobin"), ("I", "inr")):
        view.panes.turn_to(view.panes.place_of(Key.OVERVIEW))
        focused = view.window().focusWidget()
        assert focused is not None
        with qtbot.waitSignal(pane.trend_asked) as asked:
            QTest.keyClicks(focused, letter.lower())
        series: tuple[Series, ...] = asked.args[0]
        assert pane.digest is not None
        expected = next(each for each in pane.digest.strip.cards if each.kind.key == key)
        assert series == tuple(line.series for line in expected.lines)


def test_the_emergency_patient_has_every_analyte_of_the_issue(pane: OverviewPane) -> None:
    show(pane, digested(patient(), table=bundled().with_local(LOCAL)))
    assert pane.digest is not None
    there = {line.analyte for each in pane.digest.strip.cards for line in each.lines}
    wanted = "potassium sodium haemoglobin creatinine egfr crp glucose inr troponin_t lactate hba1c leukocytes thrombocytes"
    wanted += " ph pco2 po2 bicarbonate base_excess abo rhd antibody_screen mrsa esbl blood_culture"
    assert set(wanted.split()) <= there
    assert pane.digest.strip.local > 0


@pytest.mark.hazard("H3.10")
def test_what_could_not_be_placed_is_counted(pane: OverviewPane) -> None:
    digest = digested(patient())
    show(pane, digest)
    strip = digest.strip
    away = strip.local + strip.uncoded + strip.disagreeing + strip.apart
    assert f"{away} result(s) are not among the emergency analytes" in pane.missing.text()
    assert pane.why.isVisible()
    assert not pane.away.isVisible()
    pane.why.click()
    assert pane.away.isVisible()
    assert f"{strip.local} result(s) with local codes are not here" in pane.away.text()
    assert f"{strip.apart} result(s) on another kind of number or an invalid one are not here" in pane.away.text()
    pane.clear()
    assert not pane.away.text()
    assert not pane.why.isChecked()


@pytest.mark.hazard("H2.1")
def test_before_the_end_nothing_is_called_newest_or_changed(pane: OverviewPane) -> None:
    result = made.result(potassium(("4.0", "2024-08-13T10:00:00Z"), ("5.0", "2024-08-14T10:00:00Z")))
    partial = replace(result, coverage=replace(result.coverage, complete=False, total=9))
    show(pane, digested(partial, complete=False))
    assert pane.state.text() == "Incomplete: not everything is here. There may be newer results."
    assert not any("from" in row for row in painted(pane, "potassium"))
    assert not analyte_rows(pane, "potassium")[0].spark
    everything = " ".join([*rows(pane), *(each.spoken for each in pane.analytes.analytes.rows)]).casefold()
    assert "newest" not in everything
    assert "new:" not in everything
    show(pane, digested(result))
    assert not pane.state.isVisible()
    assert any("↗ +1,0 from 4.0".replace(".", ",") in row for row in painted(pane, "potassium"))


@pytest.mark.hazard("H2.4")
def test_what_is_void_is_never_the_newest_and_stands_struck_through_in_the_list(pane: OverviewPane) -> None:
    report = made.report(
        "k",
        coded("P-Kalium", "NPU03230", "4.0", effective=made.moment("2024-08-13T10:00:00Z")),
        coded("P-Kalium", "NPU03230", "9.9", id="gone", status="cancelled"),
    )
    show(pane, digested(made.result(report)))
    assert "4,0 mmol/L" in painted(pane, "potassium")
    assert "✕ 1 cancelled since" in painted(pane, "potassium")
    struck = [line for row in range(pane.list.lines.rowCount()) if (line := pane.list.lines.line(row)).void]
    assert [shown.plain(line.cells[1]) for line in struck] == ["9,9 mmol/L"]


@pytest.mark.hazard("H4.3")
def test_the_sections_hold_what_they_say(pane: OverviewPane) -> None:
    telephoned = made.report(
        "t",
        coded("P-Kalium", "NPU03230", "6.8", interpretations=(made.ABOVE,), effective=made.moment("2024-08-14T10:00:00Z")),
        comments=(Annotation(concept=CodeableConcept(codings=made.concept("", ("8269", "TA", "Telefonsvar")).codings)),),
    )
    older = made.report(
        "o",
        coded("P-Kalium", "NPU03230", "7.0", interpretations=(made.ABOVE,), effective=made.moment("2023-01-01T10:00:00Z")),
        coded("P-Natrium", "NPU03429", "140", effective=made.moment("2023-01-01T10:00:00Z")),
        effective=made.moment("2023-01-01T10:00:00Z"),
    )
    waiting = made.report(
        "w",
        made.finding("P-Ferritin", None, status="registered", effective=made.moment("2024-08-14T11:00:00Z")),
        status="registered",
    )
    corrected = made.report("c", made.finding("B-Hb", made.quantity("9", "g/dL"), status="corrected"), status="amended")
    show(pane, digested(made.result(telephoned, older, waiting, corrected)))
    said = rows(pane)
    sections = [at for at in range(len(said)) if pane.list.lines.line(at).kind is Kind.SECTION]
    assert len(sections) == 4
    marked, new, unready, changed = (
        "\n".join(said[start:end]) for start, end in zip(sections, [*sections[1:], len(said)], strict=True)
    )
    assert "Telefonsvar" in marked or "telephone" in marked
    assert "6,8" in marked
    assert "7,0" not in marked  # an older value of the same series
    assert "Natrium" not in marked
    assert "14. aug" in new
    assert new.count("result(s) of that day") == 3  # telephoned, waiting, corrected
    assert "P-Ferritin" in unready
    assert "B-Hb" in changed
    for row in range(pane.list.lines.rowCount()):
        line = pane.list.lines.line(row)
        assert (line.kind is Kind.FINDING) == (isinstance(line, OverviewLine) and line.report is not None)


def test_enter_on_a_row_opens_its_report(pane: OverviewPane, qtbot: QtBot) -> None:
    result = made.result(potassium(("4.0", "2024-08-13T10:00:00Z"), status="preliminary"))
    show(pane, digested(result))
    at = next(row for row in range(pane.list.lines.rowCount()) if pane.list.lines.line(row).kind is Kind.FINDING)
    pane.list.setFocus()
    pane.list.selectRow(at)
    with qtbot.waitSignal(pane.report_asked) as asked:
        QTest.keyClick(pane.list, Qt.Key.Key_Return)
    assert asked.args[0] is result.reports[0]


def test_arrows_go_from_row_to_row_and_down_to_the_list(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    pane.take_focus()
    QTest.keyClick(pane.analytes, Qt.Key.Key_Down)
    assert pane.analytes.currentIndex().row() == 1
    QTest.keyClick(pane.analytes, Qt.Key.Key_End)
    assert pane.analytes.currentIndex().row() == len(pane.analytes.analytes.rows) - 1
    QTest.keyClick(pane.analytes, Qt.Key.Key_Down)
    assert pane.list.hasFocus()
    QTest.keyClick(pane.list, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert pane.analytes.currentIndex().row() == len(pane.analytes.analytes.rows) - 1


def test_letters_digits_and_the_bases_letters(pane: OverviewPane, qtbot: QtBot) -> None:
    show(pane, digested(patient()))
    pane.take_focus()
    for key in "sua1234567890qwx":
        with qtbot.assertNotEmitted(pane.trend_asked), qtbot.assertNotEmitted(pane.report_asked):
            QTest.keyClicks(pane.analytes, key)
    assert not set(keys.TRENDS) & set("SUA0123456789")
    kinds = {kind.key for kind in bundled().cards}
    assert set(keys.TRENDS.values()) <= kinds
    pane.list.setFocus()
    with qtbot.waitSignal(pane.trend_asked):
        QTest.keyClicks(pane.list, "k")


def test_a_card_without_numbers_opens_its_report(pane: OverviewPane, qtbot: QtBot) -> None:
    show(pane, digested(patient()))
    choose(pane, "blood_group")
    with qtbot.waitSignal(pane.report_asked):
        QTest.keyClick(pane.analytes, Qt.Key.Key_Return)


def test_copying_a_card_and_all_of_them(pane: OverviewPane, qtbot: QtBot) -> None:
    digest = digested(patient())
    show(pane, digest)
    pane.activateWindow()
    choose(pane, "potassium")
    with qtbot.waitSignal(pane.copy_asked) as copied:
        QTest.keyClick(pane.analytes, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "P-Natrium" not in copied.args[0]
    assert copied.args[0].startswith("P-Kalium: 5,2 mmol/L (↑ Over øvre ref.område;")
    assert "\u00a0" not in copied.args[0]
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(pane.copy_asked) as copied:
        QTest.keyClick(pane.analytes, Qt.Key.Key_C, both)
    assert strip_text(digest.strip, STYLE) in copied.args[0]
    assert "Marked by the laboratory" in copied.args[0]
    assert "\u00a0" not in copied.args[0]
    assert "13896900263" not in copied.args[0]
    for each in digest.strip.cards:
        for line in each.lines:
            assert line.shown is not None
    assert "local codes" in copied.args[0]


def test_no_other_key_copies_anything(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    copied: list[str] = []
    pane.copy_asked.connect(copied.append)
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_F, Qt.Key.Key_PageDown):
        QTest.keyClick(pane.analytes, key, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(pane, key)
    assert not copied


def test_nothing_of_the_patient_is_left_after_clearing(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    pane.grab()
    pane.clear()
    gc.collect()
    assert not [each for each in gc.get_objects() if isinstance(each, (LineText, StyledText, AcuteStrip))]
    assert pane.digest is None
    assert pane.list.lines.rowCount() == 0
    assert not [label.text() for label in pane.findChildren(QLabel) if label.text()]
    assert not pane.analytes.analytes.rows
    assert not pane.minute.isActive()


def test_nothing_to_place_says_so(pane: OverviewPane) -> None:
    show(pane, digested(made.result(made.report("1", made.finding("Røntgen", made.concept("Funn"))))))
    assert pane.missing.text().startswith("None of the emergency analytes")
    pane.take_focus()
    assert pane.list.hasFocus()


SODIUM = made.report("n", coded("P-Natrium", "NPU03429", "140"))
CRP = made.report("c", coded("P-CRP", "NPU19748", "8", "mg/L"))
POTASSIUM = potassium(("6.8", "2024-08-13T10:00:00Z"))
ORDER = [kind.key for kind in bundled().cards]


def part(*reports: Report, complete: bool = False) -> Digest:
    result = made.result(*reports)
    return digested(replace(result, coverage=replace(result.coverage, complete=complete, total=9)), complete=complete)


def test_the_person_stays_on_their_analyte_while_more_comes_in(pane: OverviewPane) -> None:
    show(pane, part(SODIUM))
    pane.take_focus()
    place = pane.analytes.rowViewportPosition(0)
    show(pane, part(SODIUM, POTASSIUM))
    assert keys_there(pane) == ["sodium", "potassium"], "what comes later is added below"
    assert pane.analytes.current_key() == "sodium"
    assert pane.analytes.rowViewportPosition(pane.analytes.currentIndex().row()) == place
    show(pane, part(SODIUM, POTASSIUM, complete=True))
    assert keys_there(pane) == ["potassium", "sodium"], "and put in order once"
    assert pane.analytes.current_key() == "sodium"
    show(pane, part(POTASSIUM, complete=True))
    assert pane.analytes.current_key() == "potassium"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(arrivals=st.permutations([SODIUM, POTASSIUM, CRP]))
def test_in_whatever_order_they_come_each_stands_in_its_place_in_the_end(pane: OverviewPane, arrivals: list[Report]) -> None:
    pane.clear()
    before: list[str] = []
    for count in range(1, 4):
        show(pane, part(*arrivals[:count]))
        assert keys_there(pane)[: len(before)] == before, "none has moved"
        before = keys_there(pane)
    show(pane, part(*arrivals, complete=True))
    assert keys_there(pane) == sorted(before, key=ORDER.index)


def test_the_focus_goes_to_the_analytes_as_soon_as_there_are_any(pane: OverviewPane, qtbot: QtBot) -> None:
    pane.take_focus()
    qtbot.waitUntil(pane.list.hasFocus)
    show(pane, digested(patient()))
    assert pane.analytes.hasFocus()
    pane.clear()
    pane.take_focus()
    show(pane, digested(made.result(made.report("x", made.finding("Annet", "noe")))))
    pane.list.selectRow(0)  # the person reads
    show(pane, digested(patient()))
    assert pane.list.hasFocus()


def test_the_blood_culture_has_a_letter_that_opens_it(pane: OverviewPane, qtbot: QtBot) -> None:
    show(pane, digested(patient()))
    (letter,) = [letter for letter, key in keys.TRENDS.items() if key == "blood_culture"]
    assert painted(pane, "blood_culture")[0] == letter
    pane.take_focus()
    with qtbot.waitSignal(pane.report_asked):
        QTest.keyClicks(pane.analytes, letter.lower())


def test_how_much_came_is_told_in_one_place(qtbot: QtBot) -> None:
    view = ResultsView(language="nb")
    qtbot.addWidget(view)
    view.show()
    reports = [potassium(("4.0", "2024-08-13T10:00:00Z")), SODIUM, CRP]
    whole = made.result(*reports)
    for count in (1, 2, 3):
        coverage = replace(whole.coverage, fetched=count, total=9, complete=False)
        view.show_result(replace(whole, reports=tuple(reports[:count]), coverage=coverage), partial=True)
        qtbot.waitUntil(lambda: view.panes.overview.digest is not None)
        assert f"{count} of 9" in view.header.coverage.text()
        assert view.panes.overview.state.text().startswith("Incomplete")
        assert not any(each.isdigit() for each in view.panes.overview.state.text())


def settle(pane: OverviewPane, width: int, height: int) -> None:
    pane.resize(width, height)
    pane.finish()
    QApplication.processEvents()  # Qt gives the scroll bar its range there


@pytest.mark.hazard("H4.3")
@pytest.mark.parametrize(("width", "height"), [(840, 400), (988, 360), (1400, 900)])
def test_some_rows_of_both_are_always_in_sight(pane: OverviewPane, width: int, height: int) -> None:
    show(pane, digested(patient()))
    settle(pane, width, height)
    for table, first in ((pane.analytes, 0), (pane.list, 1)):
        assert table.rowViewportPosition(first) + table.rowHeight(first) <= table.viewport().height()


@pytest.mark.hazard("H4.3")
def test_what_is_marked_gets_its_room_before_further_analytes(pane: OverviewPane) -> None:
    marked = [coded(f"P-{n}", f"NPU9{n}", str(n), id=str(n), interpretations=(made.ABOVE,)) for n in range(4)]
    show(pane, digested(made.result(made.report("r", *marked), *patient().reports)))
    settle(pane, 1200, 700)
    assert pane.list.rowViewportPosition(4) + pane.list.rowHeight(4) <= pane.list.viewport().height()


@pytest.mark.hazard("H3.3")
def test_what_is_further_down_is_counted_and_named_with_the_key(pane: OverviewPane, qtbot: QtBot) -> None:
    show(pane, digested(patient()))
    settle(pane, 840, 500)
    said = pane.more.text()
    assert said.startswith("▾ ")
    assert said.endswith("more marked by the laboratory, Arrow down")
    assert pane.more.accessibleName() == said
    assert (pane.more.tint is Tint.WARNING) is True
    assert "Laktat" in pane.more_analytes.text()
    assert "Kalium" not in pane.more_analytes.text()
    for table, label in ((pane.analytes, pane.more_analytes), (pane.list, pane.more)):
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_End)
        qtbot.waitUntil(lambda label=label: label.text() == "")  # type: ignore[misc]
    pane.clear()
    show(pane, digested(made.result(*(made.report(f"r{n}", coded(f"P-{n}", f"NPU9{n}", "1", id=str(n))) for n in range(30)))))
    settle(pane, 840, 500)
    assert pane.more.text().endswith(" more, Arrow down")
    assert (pane.more.tint is Tint.WARNING) is False
    pane.clear()
    assert [(label.text(), label.accessibleName()) for label in (pane.more, pane.more_analytes)] == [("", "")] * 2


def test_a_height_chosen_by_hand_stays(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    settle(pane, 840, 700)
    pane.splitter.moveSplitter(200, 1)
    chosen = pane.splitter.sizes()
    show(pane, digested(patient()))
    settle(pane, 840, 700)
    assert pane.splitter.sizes() == chosen
