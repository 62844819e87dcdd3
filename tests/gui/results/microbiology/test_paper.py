"""Samples on paper: the matrix first, in parts where it is wide; then each sample with what the matrix does not hold."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from provesvar_gui.results.export import ExportDocument
from provesvar_gui.results.model import Report
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import made
from tests.gui.results.export.desk import digested, read
from tests.gui.results.export.test_exporter import saved
from tests.gui.results.microbiology.kit import MBIO, graded
from tests.gui.results.sandbox_patients import patient


def culture(day: int, name: str, *drugs: str) -> Report:
    codes = (made.concept(drug, ("7280", f"NPU0604{at}", drug)) for at, drug in enumerate(drugs))
    tests = (made.finding(code.text, graded("R" if at else "S"), code=code) for at, code in enumerate(codes))
    grown = made.finding("Funn 1", made.concept(name, ("http://snomed.info/sct", "112283007", "")), *tests)
    when = made.moment(f"2024-08-{day:02d}T10:00:00+02:00")
    return made.report(
        f"{day}", made.finding("Blodkultur", made.concept("Vekst"), grown, effective=when), code=MBIO, effective=when
    )


def taken(view: ResultsView) -> ExportDocument:
    view.panes.turn_to(view.panes.place_of(Key.MICROBIOLOGY))
    return made.taken(view.panes.document(paper=True))


def test_letters_and_mics_stand_in_a_table_over_the_dates_of_the_cultures(
    view: ResultsView, qtbot: QtBot, tmp_path: Path
) -> None:
    digested(view, qtbot, patient())
    path = tmp_path / "out.pdf"
    saved(view, qtbot, path, Key.MICROBIOLOGY)
    pages = read(path, "-layout")
    first = pages[0].replace("\u00a0", " ")
    row = next(line for line in first.splitlines() if line.startswith("Ampicillin"))
    assert row.split("  ")[0] == "Ampicillin"
    assert [each.strip() for each in row.split("  ") if each.strip()][1:] == [
        "R · MIC >32 mg/L", "S · MIC 0,5 mg/L", "R", "S", "R · MIC >32 mg/L", "S",
    ]  # fmt: skip
    assert all(each in first for each in ("ESBL-produserende", "R – Resistent"))
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert number == 1 or "Examination" in page  # the head of the table


def test_a_wide_matrix_comes_in_parts_with_the_names_of_the_antibiotics_in_each(view: ResultsView, qtbot: QtBot) -> None:
    digested(view, qtbot, made.result(*(culture(day, "E. coli", "Ampicillin", "Gentamicin") for day in range(1, 10))))
    matrices = [block for block in taken(view).blocks if block.header and block.header[0].startswith("Antibiotic")]
    assert [block.header[0] for block in matrices] == ["Antibiotic\n(part 1 of 2)", "Antibiotic\n(part 2 of 2)"]
    assert [len(block.header) for block in matrices] == [5, 6]
    for block in matrices:
        assert [row.cells[0] for row in block.rows] == ["Ampicillin", "Gentamicin"]
        assert all(
            row.strong == frozenset(range(1, len(block.header)) if row.cells[0] == "Gentamicin" else ()) for row in block.rows
        )
    only_first = (("Gentamicin",) if day == 1 else () for day in range(1, 10))
    digested(view, qtbot, made.result(*(culture(day, "E. coli", "Ampicillin", *more) for day, more in enumerate(only_first, 1))))
    first, second = [block for block in taken(view).blocks if block.header and block.header[0].startswith("Antibiotic")]
    assert [row.cells[0] for row in first.rows] == ["Ampicillin"]
    assert [row.cells[0] for row in second.rows] == ["Ampicillin", "Gentamicin"]
    assert [bool(cell) for cell in second.rows[1].cells[1:]] == ["1.\u00a0aug" in head for head in second.header[1:]]
    digested(view, qtbot, made.result(culture(1, "E. coli", "Ampicillin")))
    assert not any("part" in head for block in taken(view).blocks for head in block.header)
