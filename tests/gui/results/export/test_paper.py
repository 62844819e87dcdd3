"""Paper: everything of the screen is on it, on as many pages as it takes, and each page says whose it is and which it is."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter, QPicture
from pytestqt.qtbot import QtBot

from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable, Picture
from provesvar_gui.results.model import Identifier, Report
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common import export
from provesvar_gui.ui.results.common.lines import Column, Kind, Style
from provesvar_gui.ui.results.common.report_lines import Context, report_lines
from provesvar_gui.ui.results.export import paper
from provesvar_gui.ui.results.export.paper import layout_of, paint
from provesvar_gui.ui.results.overview import rows
from provesvar_gui.ui.results.table import pane
from provesvar_gui.ui.results.table.cells import FlowsheetModel
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import made, sandbox_patients
from tests.gui.results.export.desk import TEXTS, about, body, digested, pdf, read, squeezed
from tests.gui.results.export.test_exporter import saved
from tests.gui.results.made import run
from tests.gui.results.sandbox_patients import patient
from tests.gui.results.shown import plain
from tests.gui.results.test_flowsheet import potassium
from tests.gui.results.test_odd_data import BUNDLES
from tests.gui.results.test_odd_data import read as read_bundle

pytestmark = pytest.mark.usefixtures("qapp")
STYLE = Style(language="nb")
LONG = ExportTable(header=("Analyse", "Resultat"), rows=tuple(ExportRow(cells=(f"navn{n}", f"{n},5")) for n in range(200)))


def of_report(report: Report) -> ExportDocument:
    made: ExportDocument = run(export.report(report_lines(Context(report, STYLE)), "Dato", title="Rapport", facts=(), void=False))
    return made


def small(taken: ExportDocument, folder: Path, height: float) -> list[list[str]]:
    writer = QPdfWriter(str(folder / "out.pdf"))
    writer.setResolution(paper.DPI)
    writer.setPageLayout(layout_of(taken))
    writer.setPageSize(QPageSize(QSizeF(150, height), QPageSize.Unit.Millimeter))
    paint(writer, taken, TEXTS)
    del writer
    pages = (page.split("\n") for page in read(folder / "out.pdf"))
    every = {"", TEXTS.mark, TEXTS.patient, TEXTS.source, TEXTS.printed}
    return [[line for line in page if line not in every and not line.startswith("Page ")] for page in pages]


def place(path: Path, word: str) -> tuple[QRectF, QRectF]:
    """A page, and where a word stands on it."""
    told = read(path, "-bbox")[0]
    found = [re.findall(r'"([\d.]+)"', line) for line in told.splitlines() if "<page" in line or f">{word}<" in line]
    at = next(place for place, numbers in enumerate(found) if len(numbers) == 4)
    x, y, right, bottom = map(float, found[at])
    return QRectF(0, 0, *map(float, found[at - 1])), QRectF(x, y, right - x, bottom - y)


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_every_line_of_every_report_is_on_the_paper(path: Path, tmp_path: Path) -> None:
    result, _raw = read_bundle(path)
    for report in (*result.reports, *result.other_identifier):
        printed = body(read(pdf(of_report(report), tmp_path)))
        lines = tuple(report_lines(Context(report, STYLE)))
        dates = any(line.kind is Kind.FINDING and not line.date_told for line in lines)
        for line in lines:
            texts = line.cells if line.kind is Kind.FINDING else tuple(line.shown.split("\n"))
            for place, text in enumerate(texts):
                if line.kind is Kind.FINDING and place == Column.DATE and not dates:
                    continue  # the date of all of them stands above the report
                assert squeezed(text) in printed, (path.stem, place)


@pytest.mark.hazard("S100")
@pytest.mark.skipif(not BUNDLES, reason="the shared bundles are not here")
def test_the_file_says_nothing_of_the_patient(tmp_path: Path) -> None:
    result, _raw = read_bundle(BUNDLES[0])
    path = pdf(of_report(result.reports[0]), tmp_path)
    said = about(path)
    assert "Prøvesvar" in said
    subject = result.reports[0].subject
    assert subject is not None
    assert subject.identifier is not None
    for part in (subject.identifier.value, *subject.display.replace(",", " ").split(), TEXTS.patient):
        assert part.casefold() not in said.casefold()
        assert part.encode() not in path.read_bytes()


@pytest.mark.hazard("H1.8", "S100")
def test_each_page_says_whose_it_is_and_which_of_how_many(tmp_path: Path) -> None:
    path = pdf(ExportDocument(title="Tabell", blocks=(LONG,)), tmp_path)
    pages = read(path)
    assert len(pages) > 3
    assert all(page.rstrip().endswith(TEXTS.printed) for page in read(path, "-layout")), "below all rows"
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        for words in (TEXTS.patient, TEXTS.mark, TEXTS.source, "Analyse", "Resultat"):
            assert words in page


def test_a_text_longer_than_a_page_goes_on(tmp_path: Path) -> None:
    text = " ".join(f"ord{n}" for n in range(6000))
    block = ExportTable(header=("Analyse", "Resultat"), rows=(ExportRow(cells=("Navn", text)), ExportRow(span=text, code=True)))
    printed = body(read(pdf(ExportDocument(blocks=(block,)), tmp_path))).replace("AnalyseResultat", "")
    assert printed.count(squeezed(text)) == 2


@pytest.mark.hazard("H4.8")
def test_what_is_void_is_struck_through_and_what_is_marked_is_bold() -> None:
    void = paper._html(ExportRow(cells=("Glukose", "11", "✕ Kansellert"), void=True), 9, 3)
    assert ("<s>Glukose</s>" in void, "<s>11</s>" in void, "<s>✕" in void) == (True, True, False)
    marked = paper._html(ExportRow(cells=("Kalium", "6,8", "↑ Høy"), strong=frozenset({1, 2})), 9, 3)
    assert ("<b>Kalium" in marked, "<b>6,8</b>" in marked, "<b>↑ Høy</b>" in marked) == (False, True, True)
    one = paper._html(ExportRow(cells=("Natrium", "✕ 140", "139"), struck=frozenset({1})), 9, 3)
    assert one.count("<s>") == 1
    assert "<s>✕ 140</s>" in one
    assert "<s>Mikroskopi</s>" in paper._html(ExportRow(span="Mikroskopi", void=True), 9, 3)
    told = paper._html(ExportRow(cells=("i går", "Laktat", "9"), void=True, struck=frozenset({1, 2})), 9, 3)
    assert ("<s>i går" in told, "<s>Laktat</s>" in told, "<s>9</s>" in told) == (False, True, True)


def test_neither_headings_nor_the_head_of_a_table_are_left_alone_and_no_row_is_parted(tmp_path: Path) -> None:
    headings = (ExportRow(span="Fag", heading=True), ExportRow(span="Mor", heading=True, level=1))
    for height in range(90, 130, 3):
        first = ExportTable(header=("A", "B"), rows=tuple(ExportRow(cells=("a", "Ikke\npåvist")) for _ in range(9)))
        second = ExportTable(
            header=("C", "D"), rows=(*headings, ExportRow(cells=("c", "d")), *headings, ExportRow(cells=("e", "f")))
        )
        pages = small(ExportDocument(blocks=(first, second)), tmp_path, height)
        assert len(pages) > 1
        for page in pages:
            assert all(above == "a Ikke" for above, line in pairwise(page) if line == "påvist")
            assert page[-1] in {"påvist", "c d", "e f"}
            assert page[0] in {"A B", "C D"}


def test_nothing_stands_outside_of_its_page_and_nothing_is_lost(tmp_path: Path) -> None:
    text = "x" * 3000
    block = ExportTable(
        header=(text, "B"), rows=(ExportRow(cells=(text, "b")), ExportRow(span=text, level=3), ExportRow(cells=("a", text)))
    )
    printed = "".join(line for page in small(ExportDocument(title=text, blocks=(block,)), tmp_path, 120) for line in page)
    assert printed.count("x") == 5 * 3000
    with pytest.raises(OSError, match=r"^$"):
        small(ExportDocument(title="on a label"), tmp_path, 45)


def test_no_word_number_or_time_of_the_overview_is_parted(tmp_path: Path) -> None:
    digest = sandbox_patients.digested(sandbox_patients.patient())
    taken = made.taken(rows.document(digest, STYLE, paper=True))
    printed = " ".join(read(pdf(taken, tmp_path))).replace("\u00a0", " ").replace("\n", "\\")
    for block in taken.blocks:
        for row in block.rows:
            for cell in row.cells:
                assert all(piece.replace("\u00a0", " ") in printed for piece in re.split("[ \n]+", cell)), cell


def test_a_picture_stands_whole_below_its_texts(tmp_path: Path) -> None:
    recorded = QPicture()
    painter = QPainter(recorded)
    painter.drawText(10, 20, "tegnet")
    painter.drawText(930, 395, "hjørnet")
    painter.end()
    picture = Picture(recorded=recorded, width=1000.0, height=400.0)
    for height in (80, 100, 120, 140):
        rows = tuple(ExportRow(span=f"{n}") for n in range(9))
        taken = ExportDocument(blocks=(ExportTable(rows=rows), ExportTable(rows=(ExportRow(span="P-Kalium"),), picture=picture)))
        page = next(page for page in small(taken, tmp_path, height) if "tegnet" in page)
        assert page[page.index("tegnet") - 1] == "P-Kalium"
        room, corner = place(tmp_path / "out.pdf", "hjørnet")
        assert room.contains(corner)
        assert corner.right() > room.width() * 0.3, "as wide as there is room for"


def show(view: ResultsView, qtbot: QtBot, *names: str) -> None:
    digest = view.panes.overview.digest
    assert digest is not None
    qtbot.waitUntil(view.is_settled)
    view.panes.show_trend(tuple(each for each in digest.series if each.name in names and each.has_numbers))
    view.panes.trend._slices.finish()


def printed(view: ResultsView, qtbot: QtBot, folder: Path) -> Path:
    show(view, qtbot, "P-Kalium")
    saved(view, qtbot, folder / "out.pdf", Key.TREND)
    return folder / "out.pdf"


def test_the_graph_stands_above_its_table(view: ResultsView, qtbot: QtBot, tmp_path: Path) -> None:
    digested(view, qtbot, patient())
    path = printed(view, qtbot, tmp_path)
    first = " ".join(read(path)[0].replace("\u00a0", " ").split())
    for said in ("P-Kalium", "mmol/L", "Fjordbyen sykehus", "3.5 - 4.6", "marked by the laboratory"):
        assert said in first, said
    layout = read(path, "-layout")[0]
    assert layout.index("marked by the laboratory") < layout.index("In the graph")  # the key above the head of the table


@pytest.mark.hazard("H3.12")
def test_no_time_on_paper_counts_from_the_day_of_printing(view: ResultsView, qtbot: QtBot, tmp_path: Path) -> None:
    def potassium(value: str, day: int) -> Report:
        when = made.moment(f"2024-08-{day:02}T10:32:00+02:00")
        return made.report(value, made.finding("P-Kalium", made.quantity(value), effective=when))

    fetched = datetime(2024, 8, 5, 8, 0, tzinfo=UTC)
    digested(view, qtbot, made.result(*(potassium(f"4.{day}", day) for day in range(1, 5)), fetched_at=fetched))
    said = " ".join(" ".join(read(printed(view, qtbot, tmp_path))).replace("\u00a0", " ").split())
    assert said.count("4. aug 2024 10:32") >= 2, "beside the lane and in the table"
    assert not any(word in said for word in ("yesterday", "today", " now "))


def test_many_series_are_drawn_a_few_at_a_time(view: ResultsView, qtbot: QtBot) -> None:
    digested(view, qtbot, patient())
    show(view, qtbot, "P-Kalium", "P-Kreatinin", "P-ALAT", "P-INR", "P-Natrium", "P-GT", "P-ASAT")
    taken = made.taken(view.panes.document(paper=True))
    drawn = [block for block in taken.blocks if block.picture is not None]
    assert len(drawn) == 2
    assert not any("○" in row.span for block in drawn for row in block.rows), "in print an open circle is a limit"
    heights = [block.picture.height for block in drawn if block.picture is not None]
    assert heights[0] > heights[1], "six lanes and four"
    assert not any(block.picture for block in made.taken(view.panes.document(paper=False)).blocks)


def test_why_a_value_was_withdrawn_is_not_struck_through() -> None:
    lines = FlowsheetModel()
    run(lines.build(sandbox_patients.digested(sandbox_patients.patient()), Style(language="en")))
    taken: ExportDocument = run(pane.table_of(lines, title="", facts=(), paper=True))
    notes = [row for block in taken.blocks if not block.header for row in block.rows]
    why = [row for row in notes if "Svaret er trukket" in row.span]
    assert why
    assert not any(row.void for row in why)


@pytest.mark.parametrize("paper", [False, True])
def test_a_number_stays_in_its_cell_and_only_the_words_of_its_doubt_go_below(paper: bool) -> None:
    issued = made.moment("2024-08-14T11:00:00+02:00")
    number = (Identifier(system="ServReportId", value="0b0e1c70-8d5e-4a53-9a2c-3f8f6a3c1d11"),)
    doubted = made.report("1", potassium("6.1", 14, interpretations=(made.ABOVE,)), identifiers=number, issued=issued)
    cancelled = made.report("2", identifiers=number, issued=issued, status="cancelled")
    lines = FlowsheetModel()
    run(lines.build(sandbox_patients.digested(made.result(doubted, cancelled)), Style(language="nb")))
    taken = run(pane.table_of(lines, title="", facts=(), paper=paper))
    table, notes = taken.blocks
    [cell] = [plain(row.cells[3]) for row in table.rows if row.cells]
    assert cell.startswith("6,1 ↑")
    assert cell.endswith("! (1)")
    assert "which is newer is not known" in plain(notes.rows[1].span)
