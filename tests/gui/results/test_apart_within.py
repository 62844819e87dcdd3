"""A result that is on an invalid number within the patient's own report stands apart on every screen, copy and paper.

It is read where a report that stands apart is read, and in its place in its report, with its mark; nowhere does it pass for the
patient's own, and nothing is computed between the two (invariant 4).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from provesvar_gui.results.model import Identifier, Party, Subject
from provesvar_gui.results.summary import subject_names
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common import coverage_text
from provesvar_gui.ui.results.common.ages import FetchClock
from provesvar_gui.ui.results.common.lines import Column, Style
from provesvar_gui.ui.results.export import jobs
from provesvar_gui.ui.results.export.origin import ExportOrigin
from provesvar_gui.ui.results.microbiology.pane import MicrobiologyPane
from provesvar_gui.ui.results.overview.pane import OverviewPane
from provesvar_gui.ui.results.trend.table import Column as TrendColumn
from tests.gui.results import made, shown
from tests.gui.results.export.desk import TEXTS, body, read, squeezed
from tests.gui.results.overview import kit
from tests.gui.results.sandbox_patients import digested, run
from tests.gui.results.shown import plain
from tests.gui.results.test_flowsheet import grid, pane_of
from tests.unit.pps import fhir

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.model import Finding, LookupResult, Report
    from provesvar_gui.ui.results.view import ResultsView

STYLE = Style(language="nb")
INVALID = {"identifier": {"system": fhir.FNR, "value": "13896900264"}, "display": "Hansen, Ola"}
OTHERS = {
    "invalid": INVALID,
    "h-number": {"identifier": {"system": "urn:lab:h", "value": "H123456"}, "display": "Hansen, Ola"},
    "d-number": {"identifier": {"system": fhir.DNR, "value": "53896900166"}, "display": "Hansen, Ola"},
}
OLA = Subject(identifier=Identifier(system=fhir.FNR, value="13896900264"), display="Hansen, Ola")
KIND = "another kind of number or an invalid one"
HIGH = {"coding": [{"system": "urn:oid:2.16.578.1.12.4.1.1.8244", "code": "1", "display": "Over øvre referansegrense"}]}


def potassium(identity: str, value: float, day: int, **more: Any) -> dict[str, Any]:
    code = {"coding": [{"system": "urn:oid:2.16.578.1.12.4.1.1.7280", "code": "NPU03230", "display": "P-Kalium"}]}
    when = f"2026-11-{day}T08:00:00+01:00"
    amount = {"value": value, "unit": "mmol/L"}
    return fhir.observation(identity, of="r", code=code, valueQuantity=amount, effectiveDateTime=when, **more)


def mixed(subject: dict[str, Any] = INVALID) -> LookupResult:
    """One report of the patient's own, with 4.0 on the patient's number and 7.9, newer, marked as high, on another."""
    own, other = potassium("a", 4.0, 20), potassium("b", 7.9, 25, subject=subject, interpretation=[HIGH])
    return fhir.mapped(fhir.bundle(fhir.report("r", ["a", "b"]), own, other))


@pytest.fixture(params=OTHERS)
def result(request: pytest.FixtureRequest) -> LookupResult:
    found = mixed(OTHERS[request.param])
    assert (len(found.reports), found.other_identifier, found.coverage.withheld) == (1, (), 0)
    return found


@pytest.fixture
def overview(qtbot: QtBot) -> OverviewPane:
    pane = OverviewPane(STYLE, clock=FetchClock(kit.Hands()))
    qtbot.addWidget(pane)
    pane.resize(840, 640)
    pane.show()
    return pane


def opened(view: ResultsView, result: LookupResult, key: Key) -> ResultsView:
    view.show_result(result, partial=False)
    view._slices.finish()  # the digest, now
    view.panes.turn_to(view.panes.place_of(key))
    return view


def test_the_line_above_the_views_counts_it(result: LookupResult) -> None:
    line = plain(coverage_text.line(result, digested(result).summary, partial=False))
    assert f"1 single result(s) on {KIND}" in line
    whole = replace(result, other_identifier=(made.report("x", *result.reports[0].findings[:1]),))
    line = plain(coverage_text.line(whole, digested(whole).summary, partial=False))
    assert f"1 on {KIND} (1 result(s)) · 1 single result(s) on {KIND}" in line


@pytest.mark.hazard("H1.7")
def test_the_card_shows_the_patients_own_and_says_what_is_not_there(overview: OverviewPane, result: LookupResult) -> None:
    kit.show(overview, digested(result))
    spoken, painted = kit.spoken(overview, "potassium"), " ".join(kit.painted(overview, "potassium"))
    for said in (spoken, painted):
        assert "4,0" in said
        assert "7,9" not in said
        assert "3,9" not in said
        assert "from" not in said
    assert f"1 result(s) on {KIND} are not here" in [kit.said(row) for row in overview.list.rows]
    assert not any("7,9" in kit.said(row) for row in (*overview.list.rows, *overview.findings.rows))


@pytest.mark.hazard("H2.4")
@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("entered-in-error", "No standing result, ✕ 1 cancelled since"),
        ("corrected", "! A newer version has it on another kind of number or an invalid one"),
    ],
)
def test_a_card_says_that_a_newer_version_has_it_on_another_number(overview: OverviewPane, status: str, said: str) -> None:
    code = made.concept("P-Kalium", ("7280", "NPU03230", "P-Kalium"))

    def version(hour: int, value: str, **more: Any) -> Report:
        when = made.moment("2024-08-01T08:00:00+02:00")
        found = made.finding("P-Kalium", made.quantity(value), code=code, effective=when, **more)
        number = Identifier(system="urn:x/ServReportId", value="F-1")
        laboratory = Party(organisation="Fjord", organisation_ids=(Identifier(system="her", value="80"),))
        issued = made.moment(f"2024-08-14T{hour}:00:00+02:00")
        return made.report(str(hour), found, issued=issued, performers=(laboratory,), identifiers=(number,))

    kit.show(overview, digested(made.result(version(10, "7.9"), version(12, "5.5", subject=OLA, status=status))))
    spoken = kit.spoken(overview, "potassium")
    assert said.removeprefix("! ") in spoken
    assert "5,5" not in spoken
    assert not any("5,5" in row for row in kit.rows(overview))


@pytest.mark.hazard("H3.9")
def test_the_table_keeps_it_behind_its_button(qtbot: QtBot, result: LookupResult) -> None:
    pane = pane_of(qtbot, result)
    assert [[cell for cell in row[1:] if cell] for row in grid(pane)] == [["4,0"]]
    assert plain(pane.apart.text()) == "1 result(s) kept apart"
    assert plain(pane.apart.accessibleName()) == plain(pane.apart.toolTip()) == f"1 result(s) on {KIND}"
    assert pane.apart.isVisible()
    pane.apart.click()
    assert ["7,9 ↑"] in [[cell for cell in row[1:] if cell] for row in grid(pane)]
    lines = pane.table.lines
    places = [lines.index(row, column) for row in range(lines.rowCount()) for column in range(lines.columnCount())]
    [cell] = [each for each in places if "7,9" in str(each.data())]
    assert f"on {KIND}" in str(cell.data(Qt.ItemDataRole.AccessibleTextRole))
    assert any(f"registered on {KIND}" in lines.head(row).name for row in range(cell.row()))


def test_the_trend_has_it_in_a_lane_of_its_own(view: ResultsView, result: LookupResult) -> None:
    digest = digested(result)
    panes = opened(view, result, Key.TREND).panes
    pane = panes.trend
    panes.show_trend(tuple(each for each in digest.series if not each.key.apart))
    assert [str(dot.number) for lane in pane.graph.lanes for dot in lane.shown] == ["4.0"]
    [apart] = [each for each in digest.series if each.key.apart and each.has_numbers]
    pane.picker.picked.emit(apart)
    pane._slices.finish()
    assert [[str(dot.number) for dot in lane.dots] for lane in pane.graph.lanes] == [["4.0"], ["7.9"]]
    cells = [pane.table.results.words(row) for row in range(pane.table.results.rowCount())]
    [told] = [each for each in cells if each[TrendColumn.VALUE].startswith("7,9")]
    assert f"on {KIND}" in told[TrendColumn.NOTE]


def culture() -> LookupResult:
    rsb = ("8243", "RSB", "Resistensbestemmelse")

    def graded(letter: str) -> Finding:
        return made.finding("Ampicillin", made.concept("", rsb, ("8271", letter, letter)))

    own = made.finding("Blodkultur", made.concept("Vekst"), made.finding("Funn", made.concept("Escherichia coli"), graded("S")))
    grown = made.finding("Funn", made.concept("Candida albicans"), graded("R"), subject=OLA)
    other = made.finding("Urinkultur", made.concept("Vekst"), grown)
    return made.result(made.report("m", own, other, code=made.concept("", ("8202", "MBIO", "Mikrobiologi"))))


@pytest.mark.hazard("H3.9")
def test_microbiology_lists_it_as_a_sample_behind_its_button(qtbot: QtBot) -> None:
    pane = MicrobiologyPane(STYLE)
    pane.retranslate()
    qtbot.addWidget(pane)
    pane.resize(1200, 700)
    pane.show_digest(digested(culture()), STYLE)
    pane.matrix.finish()
    assert len(pane.matrix.cells.matrix.columns) == 1
    assert not any("Candida" in cell for row in shown.rows(pane.rows) for cell in row)
    assert plain(pane.apart_button.text()).endswith(f"1 on {KIND}")
    pane.apart_button.click()
    rows = shown.rows(pane.rows)
    [at] = [row for row, cells in enumerate(rows) if any("Candida" in cell for cell in cells)]
    assert f"On {KIND}" in rows[at][0]
    pane.list.setCurrentIndex(pane.rows.index(at, 0))
    with qtbot.waitSignal(pane.copy_asked) as copied:
        QTest.keyClick(pane.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "Candida" in str(copied.args)
    assert f"On {KIND}" in str(copied.args)


def test_what_microbiology_says_of_the_patient_is_not_behind_the_button(qtbot: QtBot) -> None:
    """Nor is the list without the organism of what is."""
    code = made.concept("", ("8202", "MBIO", "Mikrobiologi"))
    grown = made.finding("Blodkultur", made.concept("Vekst"), subject=OLA)
    said = made.report("c", grown, code=code, status="preliminary", conclusion="Foreløpig: gram-positive kokker.")
    tested = made.finding("Meropenem", made.concept("", ("8243", "RSB", "Resistensbestemmelse"), ("8271", "R", "R")), subject=OLA)
    organism = made.finding("Funn", made.concept("Escherichia coli"), tested)
    urine = made.report("u", made.finding("Urinkultur", made.concept("Vekst"), organism), code=code)
    pane = MicrobiologyPane(STYLE)
    pane.retranslate()
    qtbot.addWidget(pane)
    pane.resize(1200, 700)
    pane.show_digest(digested(made.result(said, urine)), STYLE)
    rows = shown.rows(pane.rows)
    [row] = [cells[0] for cells in rows if "Preliminary" in cells[0]]
    assert f"1 result(s) of this report on {KIND}" in plain(row)
    assert not any("Meropenem" in cell for cells in rows for cell in cells)
    pane.apart_button.click()
    assert any("Escherichia coli" in cells[0] and f"On {KIND}" in cells[0] for cells in shown.rows(pane.rows))


def report_view(view: ResultsView, result: LookupResult) -> ResultsView:
    opened(view, result, Key.REPORTS).reports.detail.lines.finish()
    return view


@pytest.mark.hazard("H3.9")
def test_the_report_keeps_it_in_its_place_with_its_mark(view: ResultsView, result: LookupResult) -> None:
    report_view(view, result)
    [own, other] = shown.findings(view.reports.detail)
    assert (own[0][Column.VALUE], other[0][Column.VALUE]) == ("4,0 mmol/L", "7,9 mmol/L")
    assert "◇" not in " ".join(own[0])
    assert f"◇ on {KIND}" in other[0][Column.STATUS]
    assert any("Registered on" in line and "Hansen, Ola" in line for line in other[1])
    assert f"1 result(s) of this report on {KIND}" in shown.detail_text(view)
    lines = view.reports.detail.lines
    [spoken] = [lines.line(row).spoken for row in range(lines.rowCount()) if "7,9" in lines.line(row).spoken]
    assert f"on {KIND}" in spoken


@pytest.mark.parametrize("named", [["a", "p", "b"], ["b", "p", "a"], ["p", "q", "a"], ["q", "p", "a"]])
def test_a_result_on_the_patients_own_number_is_the_patients_under_whatever_it_hangs(
    overview: OverviewPane, view: ResultsView, named: list[str]
) -> None:
    """Its card and its mark are there; in the report it stands under that heading, without the heading's mark."""
    panel: dict[str, Any] = {"of": "r", "code": {"text": "Elektrolytter"}}
    own, other = potassium("a", 4.0, 20, subject=fhir.subject()), fhir.observation("p", ["b"], subject=INVALID, **panel)
    high = potassium("b", 7.9, 25, subject=fhir.subject(), interpretation=[HIGH])
    found = fhir.mapped(fhir.bundle(fhir.report("r", named), own, other, high, fhir.observation("q", ["b"], **panel)))
    kit.show(overview, digested(found))
    assert "7,9" in kit.spoken(overview, "potassium").split("20. nov")[0]
    assert "↑ Over øvre referansegrense" in kit.spoken(overview, "potassium")
    report_view(view, found)
    [told] = [cells for cells, _ in shown.findings(view.reports.detail) if "7,9" in cells[Column.VALUE]]
    assert "◇" not in " ".join(told)
    assert f"1 result(s) of this report on {KIND}" in shown.detail_text(view)


@pytest.mark.hazard("H3.9")
def test_copies_and_paper_say_it(view: ResultsView, result: LookupResult, tmp_path: Path) -> None:
    report_view(view, result)
    for paper in (False, True):
        taken = run(view.panes.document(paper=paper))
        made_, _pages = jobs.pdf(taken, TEXTS, "Prøvesvar")
        (tmp_path / "out.pdf").write_bytes(made_)
        said = body(read(tmp_path / "out.pdf"))
        assert squeezed(f"1 result(s) of this report on {KIND}") in said
        assert squeezed(f"◇ on {KIND}") in said
    view.panes.turn_to(view.panes.place_of(Key.TABLE))
    view.panes.flowsheet.finish()
    facts = " ".join(run(view.panes.document(paper=True)).facts)
    assert f"1 result(s) on {KIND} are not here" in plain(facts)
    view.panes.turn_to(view.panes.place_of(Key.OVERVIEW))
    view.panes.overview.finish()
    taken = run(view.panes.document(paper=True))
    made_, _pages = jobs.pdf(taken, TEXTS, "Prøvesvar")
    (tmp_path / "out.pdf").write_bytes(made_)
    assert "7,9" not in body(read(tmp_path / "out.pdf"))


def test_read_aloud_it_says_on_what_it_is_registered(view: ResultsView, result: LookupResult) -> None:
    report_view(view, result)
    lines = view.reports.detail.lines
    [row] = [each for each in range(lines.rowCount()) if "7,9" in lines.line(each).spoken]
    view.reports.detail.setCurrentIndex(lines.index(row, 0))
    view.exporter.do(Key.READ_ALOUD)
    told = " ".join(map(plain, view.exporter.card.line_texts))
    assert "7,9" in told
    assert f"registered on {KIND}" in told


def test_its_name_is_not_the_patients_and_is_left_out_where_names_are(result: LookupResult) -> None:
    """As that of a whole report which stands apart: the strip names those of the patient's own number."""
    assert subject_names(result.reports) == ("Prøve, Kari",)
    found = ExportOrigin(result=result, style=STYLE, partial=False)
    assert "Hansen, Ola" not in found.copy("", with_patient=True)
    assert "Hansen, Ola" in found.names()
    assert "Hansen" not in found.copy("Hansen, Ola: 7,9", with_patient=False)
