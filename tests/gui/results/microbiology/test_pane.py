"""The pane of microbiology with real widgets: what it shows, says, copies, opens and forgets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from provesvar_gui.results import search
from provesvar_gui.results import search as search_index
from provesvar_gui.results.digest import Digest
from provesvar_gui.results.model import Annotation, Finding, Identifier, Party, Report, Specimen
from provesvar_gui.results.search import query_words
from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import text_runs
from provesvar_gui.ui.results.common.lines import Column, Kind
from provesvar_gui.ui.results.common.styled_table import MARGIN, StyledText
from provesvar_gui.ui.results.microbiology.pane import MicrobiologyPane
from provesvar_gui.ui.results.panes import PaneScrollArea
from tests.gui.results import made, shown
from tests.gui.results.made import run
from tests.gui.results.microbiology.kit import MBIO, STYLE, cells, copied, culture, graded, lines, show
from tests.gui.results.sandbox_patients import digested
from tests.unit.results import culture_strategies


def test_what_is_withdrawn_says_so_and_has_no_ground_of_its_own(pane: MicrobiologyPane) -> None:
    drugs = made.finding("Gentamicin", graded("R"), status="cancelled"), made.finding("Ampicillin", graded("R"))
    pane.show_digest(digested(made.result(culture(*drugs))), STYLE)
    pane.matrix.finish()
    ((answer,),), ((standing,),) = pane.matrix.cells.matrix.cells
    assert (answer.void, standing.void) == (True, False)
    assert "Cancelled" in answer.status
    assert "Cancelled" in pane.matrix.cells.matrix.spoken(0, 0)
    grounds = [bool(pane.matrix.ground(pane.matrix.cells.index(row, 0))) for row in range(2)]
    assert grounds == [False, True]


@pytest.mark.hazard("H5.1")
def test_a_unit_is_said_once_only_where_every_number_is_a_mic(pane: MicrobiologyPane) -> None:
    mics = [
        made.finding(name, graded(letter, said))
        for name, letter, said in (("A", "S", "MIC 0,032 mg/L"), ("B", "R", "MIC >8 mg/L"))
    ]
    show(pane, culture(*mics))
    model = pane.matrix.cells
    assert shown.plain(pane.matrix.corner.text()) == "– not stated · MIC in mg/L"
    assert [shown.plain(model.styled(row, 0)[0].text) for row in range(2)] == ["0,032", ">8"]
    assert cells(pane) == {"A": ["S · MIC 0,032 mg/L"], "B": ["R · MIC >8 mg/L"]}  # as it is spoken and copied
    show(pane, culture(*mics, made.finding("C", graded("S", "sone 21 mm"))))
    assert shown.plain(pane.matrix.corner.text()) == "– not stated"
    assert shown.plain(model.styled(0, 0)[0].text) == "MIC 0,032 mg/L"


def test_what_the_laboratory_remarks_of_an_isolate_is_in_its_head(pane: MicrobiologyPane) -> None:
    for note, head in (("ESBL-produserende stamme.", "Escherichia coli, ESBL"), ("ESBL ikke påvist.", "Escherichia coli")):
        tested = made.finding("Gentamicin", graded("R"))
        grown = made.finding("Funn 1", made.concept("Escherichia coli"), tested, notes=(Annotation(text=note),))
        show(pane, made.report("1", made.finding("Blodkultur", made.concept("Vekst"), grown), code=MBIO))
        (column,) = pane.matrix.cells.matrix.columns
        assert column.name == head
        assert note in column.whole
        assert ("ESBL" in [mark.words for mark in pane.rows.record(0).marks]) is (head != "Escherichia coli")


MIC = {"interpretations": (made.concept("", ("8271", "S", "")),)}


@pytest.mark.hazard("H2.6")
@pytest.mark.parametrize(
    ("tests", "told"),
    [
        ((made.finding("A", graded("S"), status="preliminary"),), {"A": ["S · ◐ Preliminary"]}),
        (  # a letter with two meanings is spelt
            (made.finding("A", graded("I", display="Intermediær")), made.finding("B", graded("I", display="Økt eksponering"))),
            {"A": ["I · Intermediær"], "B": ["I · Økt eksponering"]},
        ),
        (  # a number keeps comparator and unit, and gives no letter
            (made.finding("A", made.quantity("0.50", "mg/L", "<="), **MIC), made.finding("B", made.quantity("64", "mg/L", ">"))),
            {"A": ["S · <= 0,50 mg/L"]},
        ),
    ],
)
def test_a_cell_has_letter_and_mic(pane: MicrobiologyPane, tests: tuple[Finding, ...], told: dict[str, list[str]]) -> None:
    show(pane, culture(*tests))
    assert cells(pane) == told
    assert all(each.observation.code.text in lines(pane) for each in tests)


@pytest.mark.hazard("H2.6")
def test_a_screen_reader_is_told_what_is_not_final(pane: MicrobiologyPane) -> None:
    tested = made.finding("A", graded("S"), status="preliminary")
    show(pane, culture(tested))
    assert "Preliminary" in pane.matrix.cells.matrix.answered(0, 0)
    assert "Parts are not final" in pane.list.records.spoken(0)
    show(pane, culture(tested, status="preliminary"))
    assert "Preliminary" in pane.list.records.spoken(0)


@pytest.mark.hazard("H2.4")
@pytest.mark.parametrize("status", ["final", "cancelled"])
def test_what_was_rung_about_a_sample_stands_above_it_also_where_the_report_is_cancelled(
    pane: MicrobiologyPane, status: str
) -> None:
    rang = Annotation(concept=made.concept("", ("8269", "TA", "")))
    show(pane, culture(made.finding("A", graded("S")), status=status, comments=(rang, Annotation(text="Prøven er forvekslet"))))
    assert "Prøven er forvekslet" in shown.texts(pane)


def test_a_long_answer_says_that_it_is_cut(pane: MicrobiologyPane) -> None:
    show(pane, made.report("1", made.finding("Dyrkning", made.concept("Blandingsflora " * 60)), code=MBIO))
    record = pane.list.records.record(0)
    assert "…" in "".join((record.title, *record.lines))


def test_enter_opens_the_report(pane: MicrobiologyPane, qtbot: QtBot) -> None:
    report = culture(made.finding("Meropenem", graded("S")))
    pane.show_digest(digested(made.result(report)), STYLE)
    pane.matrix.finish()
    for widget in (pane.list, pane.matrix):
        with qtbot.waitSignal(pane.report_asked) as asked:
            QTest.keyClick(widget, Qt.Key.Key_Return)
        assert asked.args == [report]


def test_a_copied_culture_has_one_thing_per_line(pane: MicrobiologyPane, qtbot: QtBot) -> None:
    gone = made.finding("Gentamicin", graded("R"), status="cancelled")
    report = culture(made.finding("Meropenem", graded("S", "MIC 0,032 mg/L", "Sensitiv")), gone)
    pane.show_digest(digested(made.result(report)), STYLE)
    with qtbot.waitSignal(pane.copy_asked) as asked:
        QTest.keyClick(pane.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert asked.args is not None
    told = shown.plain(asked.args[0]).splitlines()
    assert any(line.split() == ["Blodkultur:", "Vekst;", "Status:", "●", "Final"] for line in told)
    assert any("Funn 1" in line and "Escherichia coli" in line for line in told)
    assert any("Meropenem" in line and "MIC 0,032 mg/L" in line and "S – Sensitiv" in line for line in told)
    assert any("✕ Gentamicin" in line and "Cancelled" in line for line in told)
    assert not any("\t" in line for line in told)


@pytest.mark.hazard("H2.4")
@pytest.mark.parametrize(("status", "told"), [("final", True), ("cancelled", False)])
def test_what_grew_before_and_was_taken_back_is_not_told_beside_a_later_sample(
    pane: MicrobiologyPane, status: str, told: bool
) -> None:
    def of(day: int, **more: object) -> Report:
        when, blood = made.moment(f"2024-08-{day:02d}T10:00:00+02:00"), Specimen(id="s", kind=made.concept("Blod"))
        grown = made.finding("Funn 1", made.concept("Candida" if day < 9 else "E. coli"), made.finding("A", graded("S")))
        top = made.finding("Blodkultur", made.concept("Vekst"), grown, effective=when, specimen=blood)
        return made.report(str(day), top, code=MBIO, effective=when, **more)

    show(pane, of(9), of(1, status=status))
    assert ("Candida" in lines(pane)) is told


def test_without_microbiology_it_says_so(pane: MicrobiologyPane) -> None:
    blood = made.result(made.report("1", made.finding("Kalium", made.quantity("4.0"))))
    pane.show_digest(digested(blood), STYLE)
    assert "No report was recognised as microbiology" in pane.empty.text()
    pane.show_digest(digested(blood, complete=False), STYLE)
    assert "So far" in pane.empty.text()


def test_more_pages_leave_the_person_at_the_sample(pane: MicrobiologyPane) -> None:
    old = culture(made.finding("Meropenem", graded("S")))
    newer = replace(
        culture(made.finding("Kolistin", graded("R"))),
        id="2",
        findings=(made.finding("Annen", made.concept("Vekst"), effective=made.moment("2025-01-01")),),
    )
    pane.show_digest(digested(made.result(old), complete=False), STYLE)
    pane.show_digest(digested(made.result(old, newer)), STYLE)
    assert "Meropenem" in lines(pane)


def version(number: int, letter: str) -> Report:
    changed = "corrected" if number > 5 else "final"
    drug = made.finding("Meropenem", graded(letter), id=f"m{number}", status=changed)
    return replace(
        culture(drug, performers=(Party(organisation="Lab"),)),
        id=str(number),
        identifiers=(Identifier(system="ServReportId", value="R1"),),
        issued=made.moment(f"2024-08-1{number}T10:00:00+02:00"),
    )


@pytest.mark.hazard("H3.9")
def test_what_stands_among_the_reports_alone_is_counted(pane: MicrobiologyPane) -> None:
    other = replace(culture(made.finding("B", graded("R"))), id="9")
    pane.show_digest(digested(made.result(version(5, "S"), version(6, "R"), other_identifier=(other,))), STYLE)
    assert pane.rows.rowCount() == 1
    assert cells(pane) == {"Meropenem": ["R · △ Corrected"]}
    apart = "1 sample(s) on another kind of number or an invalid one: see the reports"
    for said in (apart, "1 sample(s) in older versions: see the reports"):
        assert said in pane.elsewhere.text()
        assert said in copied(pane)
    pane.show_digest(digested(made.result(version(5, "S")), complete=False), STYLE)
    assert "Incomplete" in copied(pane)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(culture_strategies.reports)
def test_every_result_has_a_line_and_what_was_tested_a_cell(pane: MicrobiologyPane, report: Report) -> None:
    pane.show_digest(digested(made.result(report)), STYLE)
    for row in range(pane.rows.rowCount()):
        pane.list.choose(row)
        pane.detail.lines.finish()
        lines = [pane.detail.lines.line(at) for at in range(pane.detail.lines.rowCount())]
        assert sum(line.kind is Kind.FINDING for line in lines) == sum(1 for _ in pane.rows.sources[row].walk())
    pane.matrix.finish()
    answers = [each for cells in pane.matrix.cells.matrix.cells for cell in cells for each in cell]
    isolates = [isolate for sample in pane.rows.sources for isolate in sample.isolates]
    assert len(answers) == sum(len(each.results) for each in isolates)
    assert sum(each.void for each in answers) == sum(each.void for isolate in isolates for each in isolate.results)


@pytest.mark.hazard("H3.2")
def test_a_copy_of_a_filtered_list_says_how_much_it_leaves(pane: MicrobiologyPane, emergency: Digest) -> None:
    pane.show_digest(emergency, STYLE)
    every = pane.rows.rowCount()
    assert "Filtered" not in copied(pane)
    index = run(search_index.build(emergency.result, emergency.observations, marked=bool, report_marked=bool))
    pane.apply_filter(run(search.match(index, search.ResultQuery(words=query_words("linezolid")))))
    assert ["Vekst etter 13 timer" in row[0] for row in shown.rows(pane.rows)] == [True]
    assert "Linezolid" in cells(pane)
    assert f"Filtered: 1 of {every} samples" in copied(pane)
    pane.apply_filter(run(search.match(index, search.ResultQuery(words=query_words("zzzz")))))
    assert pane.empty.isVisibleTo(pane)
    assert f"Filtered: 0 of {every} samples" in pane.empty.text()
    pane.apply_filter(None)
    assert "Filtered" not in copied(pane)


def test_growth_is_above_what_waits_and_that_above_what_is_negative(pane: MicrobiologyPane, emergency: Digest) -> None:
    pane.show_digest(emergency, STYLE)
    heads = [record.head for record in map(pane.rows.record, range(pane.rows.count())) if record.head]
    assert heads == ["Growth and findings", "Waiting", "Nothing found"]
    pane.awaited.click()
    assert pane.rows.record(pane.list.currentIndex().row()).head == "Waiting"
    pane.show()
    pane.resize(900, 500)  # where room is short the day stands once, and the times in the tooltip
    assert shown.plain(pane.awaited.text()) == "Waiting 2: U-Bakterier dyrkning, Anaerob blodkultur 24. nov"
    assert "02:58" in pane.awaited.toolTip()


@pytest.mark.hazard("H3.12")
@pytest.mark.parametrize(("width", "drugs"), [(911, 7), (1366, 13)])
def test_the_matrix_says_what_has_no_susceptibility_yet_what_its_letters_mean_and_where_a_cell_is_from(
    pane: MicrobiologyPane, emergency: Digest, qtbot: QtBot, width: int, drugs: int
) -> None:
    pane.show_digest(emergency, STYLE)
    pane.matrix_button.click()
    pane.resize(width, 335 if width == 911 else 578)  # as they are with a message above them
    with qtbot.waitExposed(pane):
        pane.show()
    pane.matrix.finish()
    assert shown.plain(pane.awaited.text()) == "Waiting 3: Aerob blodkultur 24. nov, susceptibility not ready · 2 more"
    assert pane.awaited.width() >= pane.awaited.sizeHint().width()
    assert "ESBL" in pane.carried.text()
    assert pane.carried.isVisible()
    corner = pane.matrix.corner
    assert {"S sensitiv, standarddose", "R resistent", "– not stated", "MIC in mg/L"} <= {
        part for line in shown.plain(corner.text()).split("\n") for part in line.split(" · ")
    }
    qtbot.waitUntil(lambda: corner.height() >= corner.heightForWidth(corner.width()))  # all of it is seen
    pane.matrix.setCurrentIndex(pane.matrix.cells.index(0, 2))  # with a remark
    told = text_runs.lines_of(pane.cell.shown(), pane.cell.width())
    assert sum(map(text_runs.height, told)) <= pane.cell.height() + 1, "no line of the cell is cut"
    assert shown.plain(" ".join(run.text for group in pane.cell.shown() for run in group)).count("22. aug 2026") == 1
    view, names, coli = pane.matrix, pane.matrix.cells.matrix.names, "Escherichia coli, ESBL"
    seen = sum(view.rowHeight(row) for row in range(drugs))
    assert seen <= view.viewport().height(), "so many antibiotics"
    image, surface = view.viewport().grab().toImage(), QColor(theme.current().surface).rgb()
    below = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(seen, image.height())}
    assert below <= {surface}, "no part of the next"
    named = shown.plain(pane.below.accessibleName()).split(" · ")
    assert named == [f"{names[7]} R ({coli} +2)", f"Trimetoprim R ({coli} +1)", *names[8:12]] if drugs == 7 else [""]
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert (pane.below.shown(), pane.below.isVisible()) == ([], drugs == 7)
    pane.awaited.click()
    assert pane.list.isVisible()
    assert pane.rows.record(pane.list.currentIndex().row()).title == "Blod, venepunksjon: Vekst etter 14 timer"


def test_the_cell_that_the_person_is_on_is_told_in_words(pane: MicrobiologyPane, emergency: Digest, qtbot: QtBot) -> None:
    pane.show_digest(emergency, STYLE)
    pane.matrix_button.click()
    pane.matrix.finish()
    names = pane.matrix.cells.matrix.names
    pane.matrix.setCurrentIndex(pane.matrix.cells.index(names.index("Meropenem"), 0))
    words = shown.plain(pane.cell.accessibleName())
    assert words.startswith(
        "Escherichia coli, ESBL · Meropenem · S, Sensitiv, standarddose, MIC 0,032 mg/L · △ Changed · 23. aug"
    )
    with qtbot.waitSignal(pane.report_asked) as asked:
        pane.report.click()
    assert asked.args == [pane.matrix.cells.matrix.columns[0].culture.report]


def test_in_a_low_window_the_matrix_scrolls_and_not_also_the_pane_around_it(emergency: Digest, qtbot: QtBot) -> None:
    area = PaneScrollArea(pane := MicrobiologyPane(STYLE))
    qtbot.addWidget(area)
    pane.show_digest(emergency, STYLE)
    pane.matrix_button.click()
    area.resize(899, 240)
    area.show()
    assert area.verticalScrollBar().maximum() == 0
    pane.matrix.setFixedHeight(pane.matrix.horizontalHeader().height() + 20)  # less than a row
    pane.matrix.verticalScrollBar().setValue(2)
    assert pane.matrix.fold() == pane.matrix.viewport().height(), "a row that is higher than the room is seen in part"


def test_no_name_of_a_microbe_or_a_drug_is_cut(pane: MicrobiologyPane, emergency: Digest, qtbot: QtBot) -> None:
    pane.show_digest(emergency, STYLE)
    pane.matrix_button.click()
    with qtbot.waitExposed(pane):
        pane.show()
    for width in (900, 1366):
        pane.resize(width, 600)
        pane.matrix.finish()
        view = pane.matrix
        bold = QFontMetricsF(StyledText(text="", bold=True).font(view.font()))
        for column, head in enumerate(view.cells.matrix.columns):
            assert all(bold.horizontalAdvance(word) <= view.columnWidth(column) - 2 * MARGIN for word in head.name.split())
        assert all(bold.horizontalAdvance(name) <= view.verticalHeader().width() - 2 * MARGIN for name in view.cells.matrix.names)


@pytest.mark.hazard("H3.12", "H5.9")
def test_letters_are_named_below_the_fold_and_the_other_bottle_in_its_row(pane: MicrobiologyPane, emergency: Digest) -> None:
    pane.resize(911, 335)
    pane.show()
    pane.show_digest(emergency, STYLE)
    assert 0 < lines(pane).index("Earlier from blod") < lines(pane).index("Clinical information sent with the report")
    pane.detail.finish()
    record, bottle = pane.rows.record(0), "Anaerob blodkultur: Foreløpig ingen vekst"  # which stands further down
    told = shown.plain(pane.splitter.below.accessibleName())
    isolates = (
        "Earlier from blod: Escherichia coli, ESBL",  # a list of what it resists is whole, or not there
        "Earlier from blod: Escherichia coli",
        "Earlier from blod: Enterococcus faecalis",
    )
    assert told == " · ".join((*isolates, "Klinisk opplysning"))
    pane.splitter.below.setFixedWidth(565)  # at 150 percent on a clinic laptop
    named = [shown.plain(run.text) for group in pane.splitter.below.shown() for run in group]
    assert named == ["Further", "down:", f"{isolates[0]} ·", f"{isolates[1]} ·", "+2"]
    assert (record.lines[-1], bottle in record.spoken) == (bottle, True)
    pane.list.choose(next(row for row in range(pane.rows.count()) if pane.rows.record(row).title.startswith("Midtstråleurin")))
    pane.detail.finish()
    own = shown.plain(pane.splitter.below.accessibleName()).split(" · ")
    drugs = [(each.letter, each.text) for row in range(4) for each in pane.detail.lines.styled(row, Column.VALUE) if each.letter]
    resists = ["R Trimetoprim", "R Trimetoprim+Sulfametoksazol"]  # its own before an earlier one's
    assert (own[:2], drugs, "Enterococcus faecalis" in own) == (resists, [("R", "Resistent")], True)
