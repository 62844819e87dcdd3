"""Paper: everything of the screen is on it, on as many pages as it takes, and each page says whose it is and which it is."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QPdfWriter

from provesvar_gui.results.export import Block, Row, Taken
from provesvar_gui.ui.results.common import export
from provesvar_gui.ui.results.common.lines import Column, Kind, Style
from provesvar_gui.ui.results.common.report_lines import report_lines
from provesvar_gui.ui.results.export import jobs
from provesvar_gui.ui.results.export.paper import Cancelled, Page, Pages
from tests.gui.results.export.desk import FONTS, FURNITURE, about, read
from tests.gui.results.test_bundles import BUNDLES, run
from tests.gui.results.test_bundles import read as read_bundle

if TYPE_CHECKING:
    from pathlib import Path

    from provesvar_gui.results.model import Report

pytestmark = pytest.mark.usefixtures("qapp")
STYLE = Style(language="nb")
HEADERS = ("Analyse", "Resultat", "Merket", "Referanse", "Dato", "Status")
LONG = Block(header=("Analyse", "Resultat"), shares=(1, 1), rows=tuple(Row(cells=(f"navn{n}", f"{n},5")) for n in range(200)))


def of_report(report: Report) -> Taken:
    made: Taken = run(export.report(report_lines(report, STYLE), HEADERS, title="Rapport", facts=(), void=False))
    return made


def saved(taken: Taken, folder: Path) -> Path:
    path = folder / "out.pdf"
    made, _pages = jobs.pdf(taken, FURNITURE, FONTS, "Prøvesvar")
    path.write_bytes(made)
    return path


def squeezed(text: str) -> str:
    """Without spaces: a text may be broken anywhere. Ligatures are letters."""
    return "".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").split())


def body(pages: list[str]) -> str:
    """The pages without what stands on each of them."""
    every = {"TEST", FURNITURE.patient, FURNITURE.source, FURNITURE.printed}
    kept = []
    for page in pages:
        lines = [line for line in page.split("\n") if line not in every and not line.startswith("Page ")]
        kept += lines
    return squeezed("\n".join(kept))


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_every_line_of_every_report_is_on_the_paper(path: Path, tmp_path: Path) -> None:
    result, _raw = read_bundle(path)
    for report in (*result.reports, *result.other_identifier):
        printed = body(read(saved(of_report(report), tmp_path)))
        dates = False
        for line in report_lines(report, STYLE):
            dates = dates or (line.kind is Kind.FINDING and not line.date_told)
        for line in report_lines(report, STYLE):
            texts = line.cells if line.kind is Kind.FINDING else tuple(line.shown.split("\n"))
            for place, text in enumerate(texts):
                if line.kind is Kind.FINDING and place == Column.DATE and not dates:
                    continue  # the date of all of them stands above the report
                assert squeezed(text) in printed, (path.stem, place)


@pytest.mark.skipif(not BUNDLES, reason="the shared bundles are not here")
def test_the_file_says_nothing_of_the_patient(tmp_path: Path) -> None:
    result, _raw = read_bundle(BUNDLES[0])
    path = saved(of_report(result.reports[0]), tmp_path)
    said = about(path)
    assert "Prøvesvar" in said
    subject = result.reports[0].subject
    assert subject is not None
    assert subject.identifier is not None
    for part in (subject.identifier.value, *subject.display.replace(",", " ").split(), FURNITURE.patient):
        assert part.casefold() not in said.casefold()
        assert part.encode() not in path.read_bytes()


def test_each_page_says_whose_it_is_and_which_of_how_many(tmp_path: Path) -> None:
    pages = read(saved(Taken(title="Tabell", blocks=(LONG,)), tmp_path))
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        for words in (FURNITURE.patient, FURNITURE.mark, FURNITURE.source, "Analyse", "Resultat"):
            assert words in page


def test_a_text_longer_than_a_page_goes_on(tmp_path: Path) -> None:
    text = " ".join(f"ord{n}" for n in range(6000))
    block = Block(header=("Analyse", "Resultat"), shares=(1, 3), rows=(Row(cells=("Navn", text)), Row(span=text, code=True)))
    printed = body(read(saved(Taken(blocks=(block,)), tmp_path))).replace("AnalyseResultat", "")
    assert printed.count(squeezed(text)) == 2


@pytest.mark.parametrize("long", [60, 2000], ids=["more than half a page", "more than a page"])
def test_a_table_whose_head_leaves_no_room_for_its_rows_comes_to_its_end(tmp_path: Path, long: int) -> None:
    head = " ".join(f"hode{n}" for n in range(long))
    rows = tuple(Row(cells=(f"navn{n}", "R")) for n in range(50))
    block = Block(header=("Middel", head), shares=(8, 1), rows=rows, names=True)
    printed = body(read(saved(Taken(blocks=(block,)), tmp_path)))
    assert printed.count(f"hode{long - 1}") >= 1
    assert all(f"navn{n}" in printed for n in range(50))


def test_a_line_that_is_taller_than_what_a_head_leaves_goes_somewhere() -> None:
    rows = (Row(span="stort", large=True), Row(cells=("navn", "R")))
    pages = lay_out(Taken(blocks=(Block(header=("A", "B"), shares=(1, 1), rows=rows),)), height=90)
    assert len(pages) < 10


def lay_out(taken: Taken, *, height: float = 3000, stop: int = -1) -> list[Page]:
    writer = QPdfWriter("")
    writer.setResolution(jobs.DPI)
    asked = iter(range(10_000))
    return Pages(writer, 2000, height, FONTS, lambda: next(asked) == stop).lay_out(taken)


def test_what_is_void_is_struck_through_and_what_is_marked_is_bold() -> None:
    rows = (
        Row(cells=("Glukose", "11", "✕ Kansellert"), void=True),
        Row(cells=("Kalium", "6,8", "↑ Høy"), strong=frozenset({1, 2})),
        Row(cells=("Natrium", "✕ 140", "139"), struck=frozenset({1})),
        Row(span="Mikroskopi", void=True),
        Row(cells=("i går", "Laktat", "9"), void=True, struck=frozenset({1, 2})),
    )
    pages = lay_out(Taken(blocks=(Block(header=("A", "B", "C"), shares=(1, 1, 1), rows=rows),)))
    fonts = {piece.layout.text(): piece.layout.font() for page in pages for piece in page.pieces}
    assert {text for text, font in fonts.items() if font.strikeOut()} == {"Glukose", "11", "✕ 140", "Mikroskopi", "Laktat", "9"}
    assert {text for text, font in fonts.items() if font.bold() or font.weight() > font.Weight.Medium} == {
        "A", "B", "C", "6,8", "↑ Høy",
    }  # fmt: skip


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    for height in range(600, 1200, 40):
        rows = [Row(cells=("a", "b")) for _ in range(12)]
        rows.insert(6, Row(span="Overskrift", heading=True))
        taken = Taken(blocks=(Block(header=("A", "B"), shares=(1, 1), rows=tuple(rows)),))
        for page in lay_out(taken, height=height):
            assert page.pieces[-1].layout.text() != "Overskrift"


def test_neither_headings_below_each_other_nor_the_head_of_a_table_are_left_alone() -> None:
    headings = (Row(span="Fag", heading=True), Row(span="Mor", heading=True, level=1))
    for height in range(600, 1200, 20):
        first = Block(header=("A", "B"), shares=(1, 1), rows=tuple(Row(cells=("a", "b")) for _ in range(9)))
        second = Block(
            header=("C", "D"), shares=(1, 1), rows=(*headings, Row(cells=("c", "d")), *headings, Row(cells=("e", "f")))
        )
        for page in lay_out(Taken(blocks=(first, second)), height=height):
            assert page.pieces[-1].layout.text() in {"b", "d", "f"}


def test_nothing_stands_outside_of_its_page() -> None:
    text = "x" * 3000
    block = Block(
        header=("A", "B"), shares=(1, 1), rows=(Row(cells=(text, "b")), Row(span=text, level=3), Row(cells=("a", text)))
    )
    for page in lay_out(Taken(title=text, blocks=(block,)), height=900):
        for piece in page.pieces:
            line = piece.layout.lineAt(piece.line)
            assert piece.at.y() + line.y() + line.height() <= 900 + 1
            assert piece.at.x() + line.naturalTextWidth() <= 2000 + 1


def test_it_can_be_given_up_while_it_is_laid_out() -> None:
    with pytest.raises(Cancelled):
        lay_out(Taken(blocks=(LONG,)), stop=50)
