"""Samples on paper: the matrix first, in parts where it is wide; then each sample with what the matrix does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common import culture_text, lines
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.export import jobs
from provesvar_gui.ui.results.microbiology import sample_text
from tests.gui.results import made
from tests.gui.results.export.conftest import view as view
from tests.gui.results.export.desk import TEXTS, digested, read, squeezed
from tests.gui.results.export.test_exporter import saved
from tests.gui.results.sandbox_patients import patient
from tests.gui.results.test_bundles import BUNDLES, run
from tests.gui.results.test_bundles import read as read_bundle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.model import CodeableConcept, Report
    from provesvar_gui.ui.results.view import ResultsView

STYLE = Style(language="nb")
MBIO = made.concept("", ("8202", "MBIO", "Mikrobiologi"))


def graded(letter: str) -> CodeableConcept:
    return made.concept("", ("8243", "RSB", "Resistensbestemmelse"), ("8271", letter, letter))


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
    found: ExportDocument = run(view.panes.document(paper=True))
    return found


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
    assert "ESBL-produserende" in first
    assert "R – Resistent" in first
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
    digested(view, qtbot, made.result(culture(1, "E. coli", "Ampicillin")))
    assert not any("part" in head for block in taken(view).blocks for head in block.header)


def test_an_organism_with_esbl_in_its_name_or_its_comment_is_told_from_the_other(view: ResultsView, qtbot: QtBot) -> None:
    digested(
        view, qtbot, made.result(culture(1, "E. coli", "Ampicillin"), culture(2, "E. coli, ESBL-produserende", "Ampicillin"))
    )
    (block,) = (block for block in taken(view).blocks if len(block.header) == 3)
    assert [head.split("\n")[0].partition(";")[0] for head in block.header[1:]] == ["E. coli, ESBL-produserende", "E. coli"]


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_whatever_the_view_shows_of_a_bundle_is_on_its_paper(view: ResultsView, qtbot: QtBot, path: Path, tmp_path: Path) -> None:
    result, _raw = read_bundle(path)
    digested(view, qtbot, result)
    pane = view.panes.microbiology
    view.panes.turn_to(view.panes.place_of(Key.MICROBIOLOGY))
    for button in (pane.older_button, pane.apart_button):
        button.setChecked(True)
    count = pane.rows.rowCount()
    found = run(view.panes.document(paper=True))
    assert (found is None) is (count == 0)
    if found is None:
        return
    made_, _pages = jobs.pdf(found, TEXTS, "Prøvesvar")
    (tmp_path / "out.pdf").write_bytes(made_)
    printed = squeezed("\n".join(read(tmp_path / "out.pdf")))
    for row in range(count):
        culture_ = pane.rows.sources[row]
        expected = [culture_text.specimen(culture_), culture_text.sampled(culture_, STYLE)]
        expected += [said for said, _void in culture_text.answers(culture_, STYLE, longest=10**9) if ": " not in said]
        for isolate in culture_.isolates:
            expected.append(sample_text.called(isolate, STYLE))
            answers = (culture_text.susceptible(each, isolate, STYLE, spelt=False, noted=False) for each in isolate.results)
            expected += [part for each in answers for part in (each.rest, each.letter)]
        tested = {id(each.observation) for isolate in culture_.isolates for each in isolate.results}
        for line in sample_text.sample(culture_, STYLE, pane._versions):
            if id(line.of) in tested:
                continue
            expected += [
                line.shown,
                *(cell for at, cell in enumerate(line.cells) if at != lines.Column.DATE or not line.date_told),
            ]
        for said in expected:
            for part in said.split("\n"):
                assert squeezed(part) in printed, (path.stem, row, len(part))
