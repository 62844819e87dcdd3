"""From the button to the file: one file and no other, nothing half done, and nothing that outlives the patient."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QDir
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from provesvar_gui.platform.files import FileLock
from provesvar_gui.platform.spool import NoMemoryFolderError, Spool
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.export import paper
from provesvar_gui.ui.results.export.paper import Dialogs, ExportCancelled
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import made, sandbox_patients
from tests.gui.results.export.desk import TEXTS, Answers, digested, read
from tests.gui.results.export.test_copying import answer

_TYPES_MADE: Final = """
import enum
from PySide6.QtWidgets import QApplication
from provesvar_gui.ui.qt_setup import keep_alive
from provesvar_gui.ui.results.export import paper
from provesvar_gui.results.export import ExportTable, ExportRow, ExportDocument
from provesvar_gui.ui.results.export.paper import PageTexts
keep_alive()
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
@pytest.mark.parametrize("asked", [0, 1, 2, 20, 60])
def test_a_cancelled_one_changes_no_file(tmp_path: Path, qapp: object, before: bytes | None, asked: int) -> None:
    """Given up when it is asked for the ``asked``-th time: while it is laid out, painted or written."""
    path = tmp_path / "out.pdf"
    if before is not None:
        path.write_bytes(before)
    count = iter(range(asked))
    with pytest.raises(ExportCancelled):
        paper.pdf_work(str(path), LONG, TEXTS, "Prøvesvar")(lambda: next(count, None) is None)
    assert [each.read_bytes() for each in tmp_path.iterdir()] == ([] if before is None else [before])


def test_a_folder_that_is_not_there_is_said_without_naming_it(view: ResultsView, qtbot: QtBot, tmp_path: Path) -> None:
    view.show_result(answer(), partial=False)
    saved(view, qtbot, tmp_path / "nowhere" / "out.pdf", Key.REPORTS)
    assert "could not" in view.exporter.note.paper.text()
    assert "nowhere" not in view.exporter.note.paper.text()
    saved(view, qtbot, tmp_path / "out.pdf", Key.REPORTS)
    assert (tmp_path / "out.pdf").exists()


def test_where_no_thread_can_be_had_it_is_told_and_the_next_try_works(
    view: ResultsView, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = threading.Thread.start

    def none_for_paper(thread: threading.Thread) -> None:
        if thread.name == "provesvar-paper":
            raise RuntimeError
        start(thread)

    view.show_result(answer(), partial=False)
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", none_for_paper)
        saved(view, qtbot, tmp_path / "out.pdf", Key.REPORTS)
        assert "could not" in view.exporter.note.paper.text()
        paper.end(time.monotonic())
    assert not (tmp_path / "out.pdf").exists()
    saved(view, qtbot, tmp_path / "out.pdf", Key.REPORTS)
    assert (tmp_path / "out.pdf").exists()


@pytest.mark.hazard("S106")
def test_clearing_the_patient_gives_up_what_is_being_made(view: ResultsView, qtbot: QtBot, tmp_path: Path) -> None:
    digested(view, qtbot, sandbox_patients.patient())
    view.panes.turn_to(view.panes.place_of(Key.TABLE))
    view.panes.flowsheet.finish()

    class ClearedAtOnce(Answers):
        def file(self, name: str, chosen: Callable[[str], None]) -> None:
            super().file(name, chosen)
            view.clear()

    dialogs = view.exporter.dialogs = ClearedAtOnce(view, tmp_path / "out.pdf")
    view.exporter.do(Key.PDF)
    qtbot.waitUntil(lambda: "Cancelled" in view.exporter.note.paper.text())
    assert dialogs.closed
    assert view.exporter.job is None
    assert not (tmp_path / "out.pdf").exists()


def to_choose(view: ResultsView) -> list[QDialog]:
    """The system's dialogs for a file or a printer."""
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
