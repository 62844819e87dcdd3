"""Every row of the overview's list names what was found: the laboratory's mark of a whole report says nothing without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from provesvar_gui.results import export
from provesvar_gui.results.model import Annotation
from provesvar_gui.ui.results.common.lines import Column, Kind, Style
from provesvar_gui.ui.results.overview.report_text import LONGEST, of_report
from provesvar_gui.ui.results.overview.row_lines import OverviewLine, overview_lines
from provesvar_gui.ui.results.overview.rows import build
from tests.gui.results import made, shown
from tests.gui.results.overview.kit import STYLE, coded, show
from tests.gui.results.sandbox_patients import digested, patient, run

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.model import Finding, Report, Value
    from provesvar_gui.ui.results.overview.pane import OverviewPane

MICRO = made.concept("", ("8202", "MBIO", "Medisinsk mikrobiologi"))
ABNORMAL = made.concept("", ("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "A", ""))
LONG = "Ingen intrakraniell blødning. " + "Uendret ventrikkelsystem. " * 12


def asking(code: str) -> Annotation:
    return Annotation(concept=made.concept("", ("8269", code, "")))


def sections(pane: OverviewPane) -> list[list[OverviewLine]]:
    """The rows of each section."""
    found: list[list[OverviewLine]] = []
    for row in range(pane.list.lines.rowCount()):
        line = pane.list.lines.line(row)
        if line.kind is Kind.SECTION:
            found.append([])
        elif isinstance(line, OverviewLine):
            found[-1].append(line)
    return found


def words(line: OverviewLine) -> str:
    return shown.plain(line.cells[Column.VALUE])


def bottle(name: str, answer: str, *members: Finding, **more: object) -> Finding:
    return made.finding(name, made.concept(answer), *members, **{"id": name, "category": MICRO} | more)


def culture(*findings: Finding, **more: object) -> Report:
    return made.report("m", *findings, **{"code": MICRO} | more)


@pytest.mark.hazard("H4.6")
@pytest.mark.parametrize("code", ["VA", "TA", "MSIS-M"])
def test_a_mark_of_a_whole_report_stands_beside_what_the_report_found(pane: OverviewPane, code: str) -> None:
    ct = made.report("ct", made.finding("CT caput", f"{LONG}\nMer under."), code=made.concept("CT"), comments=(asking(code),))
    show(pane, digested(made.result(ct)))
    (line,) = sections(pane)[0]
    assert line.cells[Column.MARK]
    assert words(line).startswith("CT caput: Ingen intrakraniell blødning.")
    assert words(line).endswith("…")
    assert len(words(line)) <= LONGEST + 2
    assert "Uendret ventrikkelsystem. Mer under." in shown.plain(line.spoken)  # the whole, by a screen reader
    assert line.report is not None


def test_the_conclusion_is_what_a_report_found(pane: OverviewPane) -> None:
    ct = made.report(
        "ct", made.finding("CT caput", "Teknikk"), conclusion="Konklusjon:\n\nStor blødning.\nRing.", comments=(asking("TA"),)
    )
    show(pane, digested(made.result(ct)))
    (line,) = sections(pane)[0]
    assert words(line) == "Konklusjon: Stor blødning. …"
    assert "Konklusjon: Stor blødning. Ring." in shown.plain(line.spoken)


def test_of_many_results_the_count_stands_first_and_none_is_left_out_in_silence(pane: OverviewPane) -> None:
    many = [coded(f"P-{n}", f"NPU9{n}", str(n), id=str(n), interpretations=(made.ABOVE,) if n == 8 else ()) for n in range(9)]
    show(pane, digested(made.result(made.report("r", *many, comments=(asking("VA"),)))))
    line = sections(pane)[0][0]
    assert words(line).startswith("9 result(s): P-0: 0 mmol/L; ")
    assert "P-8: 8 mmol/L; and 5 more" in words(line)  # the marked one stays
    assert all(f"P-{n}: {n} mmol/L" in shown.plain(line.spoken) for n in range(9))


def test_a_row_of_microbiology_names_every_finding_of_the_culture(pane: OverviewPane) -> None:
    gram = bottle("Mikroskopi", "Gramnegative staver", id="gram")
    aerobic = bottle("Aerob blodkultur", "Vekst etter 14 timer", interpretations=(ABNORMAL,))
    tonight = culture(
        aerobic,
        gram,
        made.finding("Identifikasjon", None, id="ident", status="registered", category=MICRO),
        status="preliminary",
        comments=(asking("TA"),),
    )
    show(pane, digested(made.result(tonight)))
    marked, new, waiting, _ = sections(pane)
    assert len(marked) == 2  # the comment, and the result
    for line in (*marked, *new, *waiting):
        assert "Vekst etter 14 timer" in words(line), line.cells
        assert "Gramnegative staver" in words(line), line.cells
    assert "awaited: Identifikasjon" in words(waiting[0])


def test_what_grew_stays_where_not_everything_fits(pane: OverviewPane) -> None:
    findings = [bottle(f"Flaske {n}", f"Ingen vekst etter {n} døgn", id=f"n{n}") for n in range(2, 7)]
    findings.append(bottle("Flaske 7", "Escherichia coli, ESBL-produserende", id="coli"))
    show(pane, digested(made.result(culture(*findings, comments=(asking("TA"),)))))
    line = sections(pane)[0][0]
    assert "Escherichia coli, ESBL-produserende" in words(line)
    assert "more" in words(line)
    assert all(f"Ingen vekst etter {n} døgn" in shown.plain(line.spoken) for n in range(2, 7))


def test_void_results_are_not_what_a_report_found() -> None:
    stands = made.finding("Aerob", "Vekst etter 14 timer\nmer")
    void = made.finding("Anaerob", "Ingen vekst", id="v", status="cancelled")
    assert of_report(made.report("1", stands, void), (), STYLE, told=lambda _one: True).shown == "Aerob: Vekst etter 14 timer …"
    assert of_report(made.report("1", stands, status="cancelled"), (), STYLE, told=lambda _one: True).shown == ""


def test_a_kind_of_text_is_no_name() -> None:
    text = made.concept("R: Lungeemboli.", ("8243", "GR", "Gruppe"))
    assert of_report(made.report("1", made.finding("Gruppe", text)), (), STYLE, told=lambda _one: True).shown == "R: Lungeemboli."


def test_enter_on_the_row_opens_the_whole(pane: OverviewPane, qtbot: QtBot) -> None:
    result = made.result(made.report("ct", made.finding("CT caput", LONG), comments=(asking("TA"),)))
    show(pane, digested(result))
    pane.list.setFocus()
    pane.list.selectRow(1)
    with qtbot.waitSignal(pane.report_asked) as asked:
        QTest.keyClick(pane.list, Qt.Key.Key_Return)
    assert asked.args[0] is result.reports[0]


def test_screen_copy_and_paper_tell_the_same(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    marked = sections(pane)[0]
    assert any("Gramnegative staver" in words(line) for line in marked)
    for paper in (True, False):
        text = shown.plain(" ".join(export.plain(run(pane.document(paper=paper))).split()))
        for line in marked:
            assert " ".join(words(line).split()) in text


def test_of_very_many_findings_the_first_are_looked_at_and_the_others_counted() -> None:
    many = tuple(bottle(f"D{n}", f"Funn {n}", id=str(n), interpretations=(ABNORMAL,)) for n in range(400))
    sections_ = run(build(digested(made.result(culture(*many, comments=(asking("TA"),)))), STYLE))
    found = [each for each in sections_.found.values() if each.shown]
    assert len(found) == 401  # the report, and each result
    assert all(each.count in (399, 400) for each in found)
    assert all("more" in each.whole for each in found)


def test_rows_are_made_one_at_a_time() -> None:
    """A list of ten thousand must not be made before its first row is there."""
    many = [coded(f"P-{n}", f"NPU9{n}", str(n), id=str(n), interpretations=(made.ABOVE,)) for n in range(50)]
    sections_ = run(build(digested(made.result(made.report("r", *many))), STYLE))
    asked: list[str] = []

    class Watched(Style):
        def value(self, value: Value | bool) -> str:
            asked.append("value")
            return Style.value(self, value)

    made_lines = overview_lines(sections_, Watched(language="nb"))
    next(made_lines)
    next(made_lines)
    assert len(asked) == 1
