"""From the button to the file: one file and no other, nothing half done, and nothing that outlives the patient."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtCore import QDir
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from provesvar_gui.platform.files import FileLock
from provesvar_gui.platform.spool import NoMemoryFolderError, Spool
from provesvar_gui.results import export
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.results.model import Coverage, Note, NoteKind, Outcome, OutcomeKind
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.export import paper
from provesvar_gui.ui.results.export.exporter import ExportOrigin
from provesvar_gui.ui.results.export.jobs import ExportCancelled
from provesvar_gui.ui.results.export.paper import Dialogs
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import made, sandbox_patients
from tests.gui.results.export.desk import TEXTS, Answers, digested, read
from tests.gui.results.export.test_copying import answer
from tests.gui.results.made import run
from tests.window_settings import window_settings

_TYPES_MADE: Final = """
import enum
from PySide6.QtWidgets import QApplication
from provesvar_gui.ui.qt_setup import keep_constants_alive
from provesvar_gui.ui.results.export import paper
from provesvar_gui.results.export import ExportTable, ExportRow, ExportDocument
from provesvar_gui.ui.results.export.paper import PageTexts
keep_constants_alive()
application = QApplication([])
{before}
def made(of=enum.Enum):
    return sum(1 + made(each) for each in of.__subclasses__())
rows = tuple(ExportRow(cells=(str(n), "b"), void=n % 2 == 0, struck=frozenset({{1}}), level=n % 3) for n in range(300))
block = ExportTable(header=("A", "B"), rows=(*rows, ExportRow(span="a", heading=True), ExportRow(span="b " * 9000, code=True)))
before = made()
said = PageTexts(patient="a", source="a", printed="a", mark="a")
paper.pdf(ExportDocument(title="a", facts=("a",), blocks=(block,), wide=True), said, "a")
print(made() - before)
"""

_BESIDE: Final = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from provesvar_gui.platform import time_slices
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.ui.qt_setup import keep_constants_alive
from provesvar_gui.ui.results.export import jobs, paper
keep_constants_alive()
time_slices.for_window()
application = QApplication([])
block = ExportTable(header=("A",), rows=(ExportRow(cells=("a",)),))
for blocks in (1000, *[1] * 100):
    taken, texts = ExportDocument(blocks=(block,) * blocks), paper.PageTexts(patient="", source="", printed="")
    job, ended = jobs.Job(), []
    job.ended.connect(ended.append)
    job.start(paper.pdf_work(sys.argv[1], taken, texts, "a"))
    while not ended:
        for _ in range(20):
            sender, receiver = QTimer(), QTimer()
            sender.timeout.connect(receiver.start)
            del receiver
        application.processEvents()
    print(*ended)
"""

LONG = ExportDocument(blocks=(ExportTable(header=("A",), rows=tuple(ExportRow(cells=(str(n),)) for n in range(3000))),))


def saved(view: ResultsView, qtbot: QtBot, path: Path, key: Key) -> Answers:
    view.panes.turn_to(view.panes.place_of(key))
    dialogs = view.exporter.dialogs = Answers(view, path)
    view.exporter.do(Key.PDF)
    qtbot.waitUntil(lambda: bool(view.exporter.note.paper.text()) and view.exporter.job is None)
    return dialogs


@pytest.mark.hazard("S5", "S100")
def test_the_pdf_is_the_only_file(view: ResultsView, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary, chosen = tmp_path / "temporary", tmp_path / "chosen"
    temporary.mkdir()
    chosen.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    view.show_result(answer(), partial=False)
    dialogs = saved(view, qtbot, chosen / "out.pdf", Key.REPORTS)
    assert [each.name for each in chosen.iterdir()] == ["out.pdf"]
    assert not list(temporary.iterdir())
    said = view.exporter.note.paper.text()
    assert "saved as out.pdf" in said
    assert not view.exporter.note.cancel.isVisible()
    (name,) = dialogs.names
    assert name.endswith(".pdf")
    assert "138969" not in name
    assert "bølge" not in name.casefold()


@pytest.mark.hazard("S31", "S100")
@pytest.mark.parametrize("before", [b"an older file", None])
@pytest.mark.parametrize("asked", [0, 1, 20, 90, 125])
def test_a_cancelled_one_changes_no_file(tmp_path: Path, qapp: object, before: bytes | None, asked: int) -> None:
    """Given up when it is asked for the ``asked``-th time: while it is laid out, painted or written."""
    path = tmp_path / "out.pdf"
    if before is not None:
        path.write_bytes(before)
    count = iter(range(asked))
    with pytest.raises(ExportCancelled):
        paper.pdf_work(str(path), LONG, TEXTS, "Prøvesvar")()(lambda: next(count, None) is None)
    assert [each.read_bytes() for each in tmp_path.iterdir()] == ([] if before is None else [before])


def test_a_cancelled_one_keeps_nothing_of_the_patient(qapp: object) -> None:
    """Not even until the garbage collector comes."""
    count, documents = iter(range(90)), paper.Documents()
    with pytest.raises(ExportCancelled):
        paper.pdf(LONG, TEXTS, "Prøvesvar", documents, stop=lambda: next(count, None) is None)
    kept = weakref.ref(documents)
    del documents
    assert kept() is None


def test_a_folder_that_is_not_there_is_said_without_naming_it(view: ResultsView, qtbot: QtBot, tmp_path: Path) -> None:
    view.show_result(answer(), partial=False)
    saved(view, qtbot, tmp_path / "nowhere" / "out.pdf", Key.REPORTS)
    assert "could not" in view.exporter.note.paper.text()
    assert "nowhere" not in view.exporter.note.paper.text()
    saved(view, qtbot, tmp_path / "out.pdf", Key.REPORTS)
    assert (tmp_path / "out.pdf").exists()


@pytest.mark.hazard("S106")
def test_clearing_the_patient_gives_up_what_is_being_made(view: ResultsView, qtbot: QtBot, tmp_path: Path) -> None:
    digested(view, qtbot, sandbox_patients.patient())
    view.panes.turn_to(view.panes.place_of(Key.TABLE))
    view.panes.flowsheet.finish()

    class ClearingAnswers(Answers):
        def file(self, name: str, chosen: Callable[[str], None]) -> None:
            super().file(name, chosen)
            view.clear()

    dialogs = view.exporter.dialogs = ClearingAnswers(view, tmp_path / "out.pdf")
    view.exporter.do(Key.PDF)
    qtbot.waitUntil(lambda: "Cancelled" in view.exporter.note.paper.text())
    assert dialogs.closed
    assert view.exporter.job is None
    assert not (tmp_path / "out.pdf").exists()


def to_choose(view: ResultsView) -> list[QDialog]:
    return [each for each in view.findChildren(QDialog) if isinstance(each, QFileDialog | QPrintDialog)]


@pytest.mark.hazard("S91")
def test_the_dialogs_know_nothing_of_the_patient_and_go_with_them(view: ResultsView, qtbot: QtBot) -> None:
    view.show_result(answer(), partial=False)
    assert type(view.exporter.dialogs) is Dialogs
    for key, kind in ((Key.PDF, QFileDialog), (Key.PRINT, QPrintDialog)):
        view.panes.turn_to(view.panes.place_of(Key.REPORTS))
        view.exporter.do(key)
        qtbot.waitUntil(lambda: bool(to_choose(view)))
        dialog = to_choose(view)[0]
        assert isinstance(dialog, kind)
        if isinstance(dialog, QPrintDialog):
            assert dialog.printer().docName() == "Prøvesvar"
        else:
            assert not any("138969" in each for each in dialog.selectedFiles())
            assert dialog.directory() != QDir.current()
        assert dialog.isVisible()
        view.hide_result()
        assert not dialog.isVisible()
        qtbot.waitUntil(lambda: not to_choose(view))
        view.restore_result()


@pytest.mark.hazard("S101")
def test_a_printer_gets_the_same_pages(tmp_path: Path, qapp: object) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(paper.layout_of(LONG))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    count = paper.paint(printer, LONG, TEXTS)
    printed = read(tmp_path / "printed.pdf")
    assert len(printed) == count
    assert f"Page {count} of {count}" in printed[-1]
    assert TEXTS.patient in printed[-1]


@pytest.mark.hazard("S105")
def test_where_no_folder_is_memory_nothing_is_printed_and_it_is_said(view: ResultsView, qtbot: QtBot, tmp_path: Path) -> None:
    class Nowhere(Spool):
        def _make(self, parent: Path) -> tuple[Path, FileLock]:
            raise NoMemoryFolderError

    view.show_result(made.result(), partial=False)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    view.exporter._start(paper.print_work(printer, LONG, TEXTS, Nowhere(tmp_path, {})), "Sent")
    qtbot.waitUntil(lambda: "would lie on this machine's disk" in view.exporter.note.paper.text())
    assert view.exporter.job is None
    assert not list(tmp_path.iterdir())


def test_where_there_is_nothing_it_is_said(view: ResultsView) -> None:
    view.show_result(made.result(), partial=False)
    assert not any(each.isEnabled() for each in view.tools.stops[:3])
    assert view.tools.refresh.isEnabled()
    view.exporter.do(Key.COPY_ALL)
    view.show_result(answer(), partial=False)
    view.panes.turn_to(view.panes.place_of(Key.MICROBIOLOGY))
    view.exporter.do(Key.COPY_ALL)
    assert "nothing" in view.exporter.note.paper.text()


@pytest.mark.parametrize(("before", "none"), [("", False), ("paper.warm_up()", True)])
def test_no_type_of_qt_is_made_on_the_thread_of_paper(before: str, none: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _TYPES_MADE.format(before=before)],
        check=True, capture_output=True, timeout=60, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert (int(done.stdout) == 0) is none


def test_a_window_that_releases_connected_objects_and_the_paper_do_not_wait_for_each_other(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _BESIDE, str(tmp_path / "out.pdf")],
        check=True, capture_output=True, timeout=120, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert set(done.stdout.split()) == {b"done"}


FETCHED = datetime(2026, 11, 25, 7, 0, tzinfo=timezone(timedelta(hours=-5)))  # 13:00 in Norway
SETTINGS = window_settings()
KALIUM = made.finding("P-Kalium", made.quantity("6.8"), interpretations=(made.ABOVE,))
PARTLY = Coverage(fetched=1, total=7, complete=False)


def shown(*, partial: bool = False, clinician: str = "", **more: Any) -> ExportOrigin:
    result = made.result(made.report("1", KALIUM), fetched_at=FETCHED, **more)
    return ExportOrigin(result=result, style=Style(language="nb"), partial=partial, clinician=clinician)


def copied(of: ExportOrigin) -> str:
    return of.copy("P-Kalium 6,8", with_patient=False)


def printed(of: ExportOrigin) -> str:
    return "\n".join((*of.with_limits(ExportDocument(), SETTINGS).facts, of.page_texts(SETTINGS, "").source))


@pytest.mark.parametrize("kind", [OutcomeKind.RESTRICTED, OutcomeKind.BLOCKED, OutcomeKind.OPTED_OUT, OutcomeKind.UNKNOWN])
def test_that_more_is_not_shown_goes_along(qapp: object, kind: OutcomeKind) -> None:
    of = shown(outcomes=(Outcome(kind=kind, code="x"),))
    assert "more that is not shown" in copied(of)
    assert "more that is not shown" in of.page_texts(SETTINGS, "").source
    assert "not shown" not in copied(shown())


def test_a_fault_and_what_was_lost_go_along(qapp: object) -> None:
    assert "answer is incomplete" in copied(shown(outcomes=(Outcome(kind=OutcomeKind.FAULT, code="timeout"),)))
    lost = (NoteKind.ENTRY_UNREADABLE, NoteKind.PART_UNREADABLE, NoteKind.UNKNOWN_RESOURCE, NoteKind.RESULTS_MISSING)
    for kind in (*lost, NoteKind.PAGE_FAILED, NoteKind.TOTAL_MISMATCH):
        assert "Not everything could be read or fetched" in copied(shown(notes=(Note(kind=kind),)))
    assert "Not everything" not in copied(shown(notes=(Note(kind=NoteKind.REFERENCE_MISSING),)))


def test_an_answer_that_ended_is_incomplete_and_one_that_comes_too(qapp: object) -> None:
    ended, coming = shown(coverage=PARTLY), shown(coverage=PARTLY, partial=True)
    for said in (copied(ended), printed(ended), copied(coming), printed(coming)):
        assert "Incomplete: 1 of 7" in said
        assert "Preliminary" not in said, "a word for the status of a result"
        assert "Still" not in said, "nothing comes any more onto paper"
    assert ended.warning.startswith("incomplete")
    assert coming.warning.startswith("incomplete")
    assert shown().warning == ""


@pytest.mark.hazard("H3.11")
def test_paper_says_that_the_past_may_be_missing(qapp: object) -> None:
    assert printed(shown()).count("may be missing, and answers from before they delivered here.") == 1
    dated = window_settings(pps__history_from="2025-09-01")
    assert sum("2025 may be missing" in said for said in shown().with_limits(ExportDocument(), dated).facts) == 1


def test_the_source_tells_norwegian_time_without_a_zone(qapp: object) -> None:
    source = copied(shown()).splitlines()[-1].replace("\u00a0", " ")
    assert "25. nov 2026 13:00, basis" in source


def test_who_printed_is_on_the_page(view: ResultsView, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    view.set_clinician("Inga Lege")
    view.show_result(shown().result, partial=False)
    saved(view, qtbot, path, Key.REPORTS)
    assert all("by Inga Lege" in page for page in read(path))
    assert "nobody was logged in" in shown().page_texts(SETTINGS, "").printed
    assert "Inga" not in repr(shown(clinician="Inga Lege"))


FETCHED_2024 = datetime(2024, 8, 15, 8, tzinfo=UTC)
ANSWER = made.result(
    made.report("1", KALIUM, made.finding("P-Natrium", made.quantity("140"))),
    made.report("2", made.finding("P-CRP", made.quantity("250", "mg/L"))),
    made.report("3", made.finding("P-Glukose", made.quantity("9"), effective=made.moment("2025-08-14T10:32:00+02:00"))),
    other_identifier=(made.report("4", made.finding("P-Laktat", made.quantity("2"))),),
    fetched_at=FETCHED_2024,
)


def text(view: ResultsView, key: Key, *, paper: bool) -> str:
    view.panes.turn_to(view.panes.place_of(key))
    view.panes.flowsheet.finish()
    view.reports.detail.lines.finish()
    taken = run(view.panes.document(paper=paper))
    return "" if taken is None else export.plain(taken).replace("\u00a0", " ")


def filtered(view: ResultsView, words: str) -> None:
    view.find_bar.field.setText(words)
    view.find_bar.finish()


@pytest.mark.hazard("H3.2")
@pytest.mark.parametrize("paper", [False, True])
def test_a_report_taken_from_a_filtered_list_says_so(view: ResultsView, qtbot: QtBot, paper: bool) -> None:
    digested(view, qtbot, ANSWER)
    assert "Filtered" not in text(view, Key.REPORTS, paper=paper)
    filtered(view, "kalium")
    copied = text(view, Key.REPORTS, paper=paper)
    assert all(each in copied for each in ("Filtered: 1 of 4 reports are listed; this one is whole", "P-Natrium"))
    filtered(view, "")
    assert "Filtered" not in text(view, Key.REPORTS, paper=paper)


@pytest.mark.hazard("H3.2")
@pytest.mark.parametrize("paper", [False, True])
def test_a_filtered_table_and_what_stands_behind_its_button(view: ResultsView, qtbot: QtBot, paper: bool) -> None:
    digested(view, qtbot, ANSWER)
    whole = text(view, Key.TABLE, paper=paper)
    assert "Filtered" not in whole
    assert "1 result(s) on another kind of number or an invalid one are not here" in whole.replace("%n", "1")
    filtered(view, "kalium")
    copied = text(view, Key.TABLE, paper=paper)
    assert "Filtered: 1 of 4 rows" in copied
    assert "P-CRP" not in copied
    filtered(view, "")
    view.panes.flowsheet.apart.setChecked(True)
    opened = text(view, Key.TABLE, paper=paper)
    assert "P-Laktat" in opened
    assert "are not here" not in opened


@pytest.mark.parametrize("paper", [False, True])
def test_a_time_after_the_fetch_is_told_above_its_column(view: ResultsView, qtbot: QtBot, paper: bool) -> None:
    digested(view, qtbot, ANSWER)
    said = " ".join(text(view, Key.TABLE, paper=paper).split())
    assert said.count("10:32 dated after the fetch") == 1


@pytest.mark.parametrize("paper", [False, True])
def test_a_report_dated_after_the_fetch_says_so_and_so_does_a_result_of_another_time(
    view: ResultsView, qtbot: QtBot, paper: bool
) -> None:
    late = made.moment("2025-08-14T10:32:00+02:00")
    digested(view, qtbot, made.result(made.report("3", KALIUM, effective=late), fetched_at=FETCHED_2024))
    said = text(view, Key.REPORTS, paper=paper)
    assert "14. aug 2025 10:32 (dated after the fetch)" in said.split("\n\n")[0]
    glucose = made.finding("P-Glukose", made.quantity("9"), effective=late)
    digested(view, qtbot, made.result(made.report("4", KALIUM, glucose), fetched_at=FETCHED_2024))
    said = text(view, Key.REPORTS, paper=paper)
    assert said.count("dated after the fetch") == 1
    assert "(dated after the fetch)" in next(line for line in said.splitlines() if "P-Glukose" in line)
    digested(view, qtbot, made.result(made.report("5", KALIUM), fetched_at=FETCHED_2024))
    assert "dated after the fetch" not in text(view, Key.REPORTS, paper=paper)
