"""The cumulative table as a person meets it: cells, keys, sentences, copies; nothing lost of any answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from provesvar_gui.results.digest import Digest, digest
from provesvar_gui.results.model import CodeableConcept, Coding, Identifier
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.common.words import MarkTone
from provesvar_gui.ui.results.table.model import Sieve
from provesvar_gui.ui.results.table.pane import FlowsheetPane
from tests.gui.results import made
from tests.gui.results.shown import plain
from tests.gui.results.test_bundles import run

if TYPE_CHECKING:
    from typing import Any

    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.model import Finding, LookupResult, Report
    from provesvar_gui.results.series import Series

ABOVE = made.ABOVE
POTASSIUM = made.concept("Kalium", ("7280", "NPU03230", "P-Kalium"))


def digested(result: LookupResult, *, complete: bool = True) -> Digest:
    return run(digest(result, complete=complete))  # type: ignore[no-any-return]  # the helper of another test says Any


def pane_of(qtbot: QtBot, result: LookupResult, *, complete: bool = True) -> FlowsheetPane:
    pane = FlowsheetPane()
    qtbot.addWidget(pane)
    pane.resize(1000, 700)
    pane.show()
    pane.show_digest(digested(result, complete=complete), Style())
    pane.finish()
    return pane


def potassium(value: str, day: int, **more: Any) -> Finding:
    fields: dict[str, Any] = {"code": POTASSIUM, "effective": made.moment(f"2024-08-{day:02}T10:32:00+02:00")} | more
    return made.finding("Kalium", made.quantity(value), **fields)


def two_weeks(*, marked: bool = True) -> tuple[Report, ...]:
    above = {"interpretations": (ABOVE,)} if marked else {}
    sodium = made.finding("Natrium", made.quantity("139"), effective=made.moment("2024-08-02T10:32:00+02:00"))
    return (
        made.report("1", potassium("4.00", 1), effective=made.moment("2024-08-01T10:32:00+02:00")),
        made.report("2", potassium("6.8", 14, **above), sodium, effective=made.moment("2024-08-14T10:32:00+02:00")),
    )


def grid(pane: FlowsheetPane) -> list[list[str]]:
    """Name and cells of every row with results."""
    lines = pane.table.lines
    return [
        [lines.head(row).name, *(plain(str(lines.index(row, column).data())) for column in range(lines.columnCount()))]
        for row in range(lines.rowCount())
        if not lines.head(row).heading
    ]


def spoken(pane: FlowsheetPane) -> str:
    return plain(str(pane.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)))


def press(qtbot: QtBot, pane: FlowsheetPane, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    del qtbot
    QTest.keyClick(pane.table, key, with_)


CONTROL = Qt.KeyboardModifier.ControlModifier


def test_time_runs_to_the_right_and_the_newest_is_where_the_person_is(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(*two_weeks()))
    assert grid(pane) == [["Kalium (P-Kalium)", "4,00", "", "6,8 ↑"], ["Natrium", "", "139", ""]]
    assert pane.table.lines.headerData(2, Qt.Orientation.Horizontal) == "14. aug 2024\n10:32".replace(" ", "\u00a0")
    assert spoken(pane) == "Kalium (P-Kalium) 6,8 mmol/L, Over øvre referansegrense, 14. aug 2024 10:32"
    bar = pane.table.horizontalScrollBar()
    assert bar.value() == bar.maximum()


def test_a_row_says_its_unit_and_its_newest_reference(qtbot: QtBot) -> None:
    reports = (
        made.report("1", potassium("4.0", 1, reference_ranges=("3,5 - 4,4",))),
        made.report("2", potassium("4.1", 2, reference_ranges=("3,6 - 4,6",))),
    )
    head = pane_of(qtbot, made.result(*reports)).table.lines.head(1)
    assert (head.unit, plain(head.reference)) == ("mmol/L", "3,6 - 4,6 (2 different)")
    assert "3,6 - 4,6" in plain(head.spoken)


def test_two_units_are_two_rows(qtbot: QtBot) -> None:
    grams = made.finding("Kalium", made.quantity("1", "g/L"), code=POTASSIUM)
    pane = pane_of(qtbot, made.result(made.report("1", potassium("4.0", 1), grams)))
    assert [pane.table.lines.head(row).unit for row in (1, 2)] == ["g/L", "mmol/L"]


def test_what_is_void_preliminary_or_not_alone_is_told_with_its_glyph_and_in_words(qtbot: QtBot) -> None:
    findings = (
        potassium("9.9", 1, status="entered-in-error"),
        potassium("4.0", 2, status="preliminary"),
        potassium("4.1", 3),
        potassium("4.2", 3, id="other"),
    )
    pane = pane_of(qtbot, made.result(made.report("1", *findings)))
    assert grid(pane) == [["Kalium (P-Kalium)", "9,9 ✕", "4,0 ◐", "4,1 +1"]]
    cell = pane.table.lines.cell(1, 0)
    assert cell is not None
    assert cell.void
    said = [plain(str(pane.table.lines.index(1, n).data(Qt.ItemDataRole.AccessibleTextRole))) for n in range(3)]
    assert said[0].endswith("Registered in error")
    assert said[1].endswith("Preliminary")
    assert "4,1 mmol/L" in said[2]
    assert "4,2 mmol/L" in said[2]
    pane.table.setCurrentIndex(pane.table.lines.index(1, 2))
    assert "4,2 mmol/L" in plain(pane.reader.toPlainText())


def test_a_mark_behind_what_is_shown_is_told_beside_the_count(qtbot: QtBot) -> None:
    late = made.moment("2024-08-05T10:32:00+02:00")
    findings = (potassium("6.8", 1, interpretations=(ABOVE,)), potassium("4.0", 1, issued=late))
    pane = pane_of(qtbot, made.result(made.report("1", *findings)))
    assert grid(pane) == [["Kalium (P-Kalium)", "4,0 +1↑"]]
    cell = pane.table.lines.cell(1, 0)
    assert cell is not None
    assert cell.tone is MarkTone.NONE


def test_a_preliminary_report_makes_its_results_preliminary(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(made.report("1", potassium("4.0", 1), status="preliminary")))
    assert grid(pane) == [["Kalium (P-Kalium)", "4,0 ◐"]]
    assert spoken(pane).endswith("The report is preliminary")


def test_a_comparator_and_odd_numbers_are_whole(qtbot: QtBot) -> None:
    values = ("<5", "1234567890123456789.000000001", "1E5", "x")
    findings = [potassium(value, day) for day, value in enumerate(values[1:], start=2)]
    low = made.finding("Kalium", made.quantity("5", comparator="<"), code=POTASSIUM, effective=made.moment("2024-08-01"))
    pane = pane_of(qtbot, made.result(made.report("1", low, *findings)))
    assert grid(pane)[0][1:] == ["< 5", "1234567890123456789,000000001", "1E5", "x"]


def test_a_long_text_is_a_cell_that_opens_its_report_and_is_read_below(qtbot: QtBot) -> None:
    narrative = "Vurdering:\n" + "ord " * 100
    report = made.report("1", made.finding("Histologi", made.concept(narrative)))
    pane = pane_of(qtbot, made.result(report))
    assert grid(pane) == [["Histologi", "Text …"]]
    assert narrative.strip() in pane.reader.toPlainText()
    with qtbot.waitSignal(pane.report_asked) as asked:
        press(qtbot, pane, Qt.Key.Key_Return, CONTROL)
    assert asked.args == [report]


def test_a_susceptibility_is_its_letter_and_its_amount(qtbot: QtBot) -> None:
    susceptible = CodeableConcept(text="MIC 0,5 mg/L", codings=(Coding(system="8271", code="S", display="Sensitiv"),))
    drug = made.finding("Gentamicin", susceptible)
    pane = pane_of(qtbot, made.result(made.report("1", made.finding("Dyrkning", made.concept("E. coli"), drug))))
    assert grid(pane) == [["Dyrkning", "E. coli"], ["Gentamicin", "S · MIC 0,5 mg/L"]]
    press(qtbot, pane, Qt.Key.Key_Down)
    assert "S – Sensitiv" in spoken(pane)
    assert spoken(pane).endswith("under Dyrkning: E. coli")


def test_enter_opens_the_trend_of_the_row_or_of_the_picked_ones(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(*two_weeks()))
    asked: list[tuple[Series, ...]] = []
    pane.trend_asked.connect(asked.append)
    press(qtbot, pane, Qt.Key.Key_Return)
    for _ in range(2):
        press(qtbot, pane, Qt.Key.Key_Space)
        press(qtbot, pane, Qt.Key.Key_Down)
    press(qtbot, pane, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert [[each.name for each in series] for series in asked] == [["Kalium (P-Kalium)"], ["Kalium (P-Kalium)", "Natrium"]]
    assert "picked" in str(pane.table.lines.headerData(1, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole))
    press(qtbot, pane, Qt.Key.Key_Space)
    assert len(pane.table.picked()) == 1


def test_arrows_pass_headings_and_control_jumps_to_the_next_result(qtbot: QtBot) -> None:
    micro = made.report(
        "3", made.finding("Dyrkning", made.concept("Ingen vekst")), code=made.concept("", ("8202", "MBIO", "Mikrobiologi"))
    )
    pane = pane_of(qtbot, made.result(*two_weeks(), micro))
    lines, table = pane.table.lines, pane.table
    assert [lines.head(row).heading for row in range(lines.rowCount())] == [True, False, False, True, False]
    last = lines.columnCount() - 1
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, last)
    press(qtbot, pane, Qt.Key.Key_Left, CONTROL)
    assert table.currentIndex().column() == 0
    for _ in range(3):
        press(qtbot, pane, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 4
    press(qtbot, pane, Qt.Key.Key_Up)
    press(qtbot, pane, Qt.Key.Key_Up)
    press(qtbot, pane, Qt.Key.Key_Up)
    assert table.currentIndex().row() == 1
    press(qtbot, pane, Qt.Key.Key_End)
    assert table.currentIndex().column() == last
    press(qtbot, pane, Qt.Key.Key_Home)
    assert table.currentIndex().column() == 0
    press(qtbot, pane, Qt.Key.Key_End, CONTROL)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (4, last)
    press(qtbot, pane, Qt.Key.Key_Home, CONTROL)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 0)


def test_copies_paste_into_a_table(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(*two_weeks()))
    copied: list[str] = []
    pane.copy_asked.connect(copied.append)
    press(qtbot, pane, Qt.Key.Key_C, CONTROL)
    assert copied[-1].splitlines() == [
        "Analysis\tUnit\tReference\t14. aug 2024 10:32",
        "Kalium (P-Kalium)\tmmol/L\t\t6,8 ↑ Over øvre referansegrense",
    ]
    pane.table.selectAll()
    press(qtbot, pane, Qt.Key.Key_C, CONTROL)
    whole = [line.split("\t") for line in copied[-1].splitlines()]
    assert {len(line) for line in whole} == {6}
    assert whole[2] == ["Natrium", "mmol/L", "", "", "139", ""]
    press(qtbot, pane, Qt.Key.Key_Space)
    press(qtbot, pane, Qt.Key.Key_C, CONTROL)
    assert copied[-1].splitlines()[0] == "Analysis\tUnit\tReference\t1. aug 2024 10:32\t14. aug 2024 10:32"


def test_a_filter_shows_how_much_it_leaves_and_only_the_columns_that_are_used(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(*two_weeks()))
    pane.set_sieve(Sieve(found=lambda point: point.observation.code.text == "Natrium"))
    assert grid(pane) == [["Natrium", "139"]]
    assert "Filtered: 1 of 2 rows" in pane.status.text()
    pane.set_sieve(None)
    assert len(grid(pane)) == 2
    assert "Filtered" not in pane.status.text()


def test_a_filter_keeps_trees_whole(qtbot: QtBot) -> None:
    culture = made.finding("Dyrkning", made.concept("E. coli"), made.finding("Mengde", made.concept("Rikelig")))
    pane = pane_of(qtbot, made.result(made.report("1", culture, potassium("4.0", 1))))
    pane.set_sieve(Sieve(found=lambda point: point.observation.code.text == "Mengde"))
    assert [row[0] for row in grid(pane)] == ["Dyrkning", "Mengde"]


def test_another_identifier_is_counted_and_opened_by_one_act(qtbot: QtBot) -> None:
    other = (made.report("9", potassium("5.5", 3)),)
    pane = pane_of(qtbot, made.result(*two_weeks(), other_identifier=other))
    assert len(grid(pane)) == 2
    assert "1 result" in pane.apart.text()
    assert pane.apart.isVisible()
    pane.apart.click()
    assert len(grid(pane)) == 3
    assert "registered on another kind of number or an invalid one" in pane.table.lines.head(pane.table.lines.rowCount() - 2).name


def test_until_everything_is_in_nothing_is_called_newest_and_no_course_is_drawn(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(*two_weeks()), complete=False)
    assert pane.status.text().startswith("Incomplete")
    assert "newest" not in pane.status.text()
    assert not any(pane.table.lines.head(row).dots for row in range(pane.table.lines.rowCount()))
    assert any(head.dots for head in pane_of(qtbot, made.result(*two_weeks())).table.lines.sheet.heads)


def test_results_without_a_date_stand_before_the_oldest_and_are_counted(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(*two_weeks(), made.report("3", potassium("5.0", 1, effective=None), effective=None)))
    assert pane.table.lines.headerData(0, Qt.Orientation.Horizontal) == "No date"
    assert grid(pane)[0][1] == "5,0"
    assert "1 result" in pane.status.text().split("without a date")[0].rsplit("·", 1)[1]


def test_a_later_answer_of_the_same_look_up_keeps_the_place(qtbot: QtBot) -> None:
    first, second = two_weeks()
    pane = pane_of(qtbot, made.result(second), complete=False)
    pane.table.setCurrentIndex(pane.table.lines.index(2, 0))
    assert spoken(pane).startswith("Natrium")
    pane.show_digest(digested(made.result(first, second)), Style())
    pane.finish()
    assert spoken(pane).startswith("Natrium")


def test_clearing_leaves_nothing(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(*two_weeks(), other_identifier=(made.report("9", potassium("5.5", 3)),)))
    pane.table.toggle(1)
    pane.clear()
    assert pane.table.lines.rowCount() == pane.table.lines.columnCount() == 0
    assert not pane.table.lines.marked
    assert not pane.reader.toPlainText()
    assert not pane.status.text()
    assert not pane.apart.text()
    pane.finish()
    assert pane.table.lines.rowCount() == 0


def test_it_is_made_when_somebody_looks(qtbot: QtBot) -> None:
    pane = FlowsheetPane()
    qtbot.addWidget(pane)
    pane.show_digest(digested(made.result(*two_weeks())), Style())
    assert pane.table.lines.rowCount() == 0
    pane.show()
    qtbot.waitUntil(lambda: pane.table.lines.rowCount() == 3)


def test_an_older_version_stands_behind_the_newer_one(qtbot: QtBot) -> None:
    number = (Identifier(system="ServReportId", value="0b0e1c70-8d5e-4a53-9a2c-3f8f6a3c1d11"),)
    first = made.report("1", potassium("4.0", 1), issued=made.moment("2024-08-01T11:00:00+02:00"), identifiers=number)
    corrected = potassium("5.0", 1, status="amended")
    second = made.report("2", corrected, issued=made.moment("2024-08-02T11:00:00+02:00"), identifiers=number, status="amended")
    pane = pane_of(qtbot, made.result(first, second))
    assert grid(pane) == [["Kalium (P-Kalium)", "5,0 △ ↺1"]]
    assert "4,0 mmol/L" in plain(pane.reader.toPlainText())
    assert "Replaced by a newer version" in spoken(pane)
    asked: list[tuple[Series, ...]] = []
    pane.trend_asked.connect(asked.append)
    press(qtbot, pane, Qt.Key.Key_Return)
    assert [len(series.points) for series in asked[0]] == [1]


def test_what_a_newer_version_withdrew_is_struck_through(qtbot: QtBot) -> None:
    number = (Identifier(system="ServReportId", value="0b0e1c70-8d5e-4a53-9a2c-3f8f6a3c1d11"),)
    first = made.report("1", potassium("4.0", 1), issued=made.moment("2024-08-01T11:00:00+02:00"), identifiers=number)
    gone = made.report("2", issued=made.moment("2024-08-02T11:00:00+02:00"), identifiers=number, status="cancelled")
    pane = pane_of(qtbot, made.result(first, gone))
    assert grid(pane) == [["Kalium (P-Kalium)", "4,0 ✕"]]
    cell = pane.table.lines.cell(1, 0)
    assert cell is not None
    assert cell.void
    assert spoken(pane).endswith("Withdrawn in a newer version")
    asked: list[object] = []
    pane.trend_asked.connect(asked.append)
    press(qtbot, pane, Qt.Key.Key_Return)
    assert not asked


def test_a_result_without_its_report_says_so(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(loose_findings=(potassium("4.0", 1),)))
    assert "its report did not come" in pane.reader.toPlainText()
    press(qtbot, pane, Qt.Key.Key_Return, CONTROL)


def test_the_menu_offers_what_the_keys_do(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(*two_weeks()))
    pane.table.menu_asked.emit(QPoint(10, 10))
    [menu] = pane.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == [
        "Show over time",
        "Open the report",
        "Pick the row, or no longer",
        "Copy",
    ]
    menu.close()


def test_codes_are_read_where_the_person_asks_for_them(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(*two_weeks()))
    assert "NPU03230" not in pane.reader.toPlainText()
    pane.show_codes(Style(codes=True))
    assert "NPU03230" in pane.reader.toPlainText()


def test_letters_and_digits_are_left_to_others(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(*two_weeks()))
    before = pane.table.currentIndex()
    QTest.keyClicks(pane.table, "n1")
    assert pane.table.currentIndex() == before
