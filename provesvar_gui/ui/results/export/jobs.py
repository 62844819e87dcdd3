"""Background jobs for PDF and print, each on a thread of its own, so that no printer or network drive stalls the window.

A PDF is made in memory and then written to the chosen file. What is printed lies in a private folder in memory meanwhile
(``platform/spool.py``); its job has a name without the patient.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QCoreApplication, QDir, QIODevice, QObject, QStandardPaths, Signal, Slot
from PySide6.QtGui import QPdfWriter, QPicture
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog
from shiboken6 import isValid

from provesvar_gui.platform import spool
from provesvar_gui.platform.files import write_in_place
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable, Picture
from provesvar_gui.ui.results.export.paper import ExportCancelled, PageTexts, layout_of, paint

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


translate = QCoreApplication.translate
DPI: Final = 300
_LAST_SECONDS: Final = 0.4  # of all together: closing takes less than 2 s
_THREAD_END_SECONDS: Final = 1.0  # for a thread that has nothing left to do but to say so
Work = Callable[[Callable[[], bool]], object]
_RUNNING_JOBS: Final[set[Job]] = set()


class Job(QObject):
    """A background job of printing or PDF. ``ended``: "done", "cancelled", "failed", or "refused": a file would lie on the disk.

    Whoever is told of the end may delete it at once: it is told when its thread is through with this object.
    """

    ended = Signal(str)
    _over = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._let_go = threading.Event()
        self._outlives = False
        self._over.connect(self._tell)

    def start(self, work: Work) -> None:
        """``work(stop)`` may raise ExportCancelled or OSError. On the thread of the window."""
        warm_up()
        self._thread = threading.Thread(target=self._run, args=(work,), name="provesvar-paper", daemon=True)
        _RUNNING_JOBS.add(self)
        try:
            self._thread.start()
        except RuntimeError:  # the system gives no more of them
            self._thread = None
            self._let_go.set()
            _RUNNING_JOBS.discard(self)
            self._send("failed")

    def cancel(self) -> None:
        self._stop.set()

    @classmethod
    def outliving(cls) -> Job:
        """A job without patient data, which goes on when its window is closed or the screen is locked."""
        job = cls(QCoreApplication.instance())
        job._outlives = True
        return job

    def _wait(self, until: float) -> None:
        if self._thread is not None:
            self._thread.join(max(until - time.monotonic(), 0.0))

    def _run(self, work: Work) -> None:
        how = "done"
        try:
            work(self._stop.is_set)
        except ExportCancelled:
            how = "cancelled"
        except spool.NoMemoryFolderError:
            how = "refused"
        except Exception:  # noqa: BLE001 - whatever it was, its text may quote what was printed: it is neither logged nor shown
            how = "failed"
        self._send(how)
        self._let_go.set()
        _RUNNING_JOBS.discard(self)

    def _send(self, how: str) -> None:
        with suppress(RuntimeError):  # the window has gone
            self._over.emit(how)

    @Slot(str)
    def _tell(self, how: str) -> None:
        self._let_go.wait(_THREAD_END_SECONDS)
        self.ended.emit(how)
        if self._outlives:
            self.deleteLater()


def end(since: float) -> None:
    """The program ends, ``since`` then: however many are at work, they have one moment together, then they are given up."""
    until = since + _LAST_SECONDS
    for job in list(_RUNNING_JOBS):
        job._wait(until)
    for job in list(_RUNNING_JOBS):
        job.cancel()


@cache
def warm_up() -> None:
    """Paint a page of nothing here, once, before another thread paints.

    PySide makes a type of Qt when it is first needed; two threads that need the same one at the same time end the program.
    """
    cells = ExportRow(cells=("a", "b"), struck=frozenset({0}), strong=frozenset({1}))
    text = " ".join(map(str, range(5000)))  # more than a page
    row = ExportRow(span=f"{text} {'a' * 5000}", heading=True, void=True, level=1, code=True)  # with a word that is parted
    picture = Picture(recorded=QPicture(), width=1.0, height=1.0)
    block = ExportTable(header=("a", "b"), rows=(cells, row), picture=picture)
    taken = ExportDocument(title="a", facts=("a",), blocks=(block,), void=True)
    pdf(taken, PageTexts(patient="a", source="a", printed="a", mark="a"), "a")


def pdf_work(path: str, taken: ExportDocument, texts: PageTexts, title: str) -> Work:
    def work(stop: Callable[[], bool]) -> None:
        if not write_in_place(path, pdf(taken, texts, title, stop=stop), stop):
            raise ExportCancelled

    return work


def pdf(taken: ExportDocument, texts: PageTexts, title: str, *, stop: Callable[[], bool] = lambda: False) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(title)
    writer.setCreator("Prøvesvar")
    writer.setPageLayout(layout_of(taken))
    paint(writer, taken, texts, stop=stop)
    del writer
    return bytes(buffer.data().data())


def print_work(printer: QPrinter, taken: ExportDocument, texts: PageTexts, kept: spool.Spool | None = None) -> Work:
    """Print to the printer of the dialog. ``kept``: the path of the document meanwhile, private to the user."""

    def work(stop: Callable[[], bool]) -> None:
        with (kept or spool.of_this_user()).job() as opening:

            def give_up() -> None:
                printer.abort()
                opening.discard()

            paint(printer, taken, texts, stop=stop, give_up=give_up, opening=opening)

    return work


class Dialogs:
    """The system's dialogs for files and printers, one at a time; the window works meanwhile."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._open: QDialog | None = None

    def file(self, name: str, chosen: Callable[[str], None]) -> None:
        dialog = QFileDialog(self._parent.window(), translate("Export", "Save as PDF"))
        dialog.setObjectName("pdfDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.setDirectory(_own_folder())
        dialog.selectFile(name)
        dialog.fileSelected.connect(chosen)
        self._show(dialog)

    def printer(self, taken: ExportDocument, title: str, chosen: Callable[[QPrinter], None]) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setCreator(title)
        printer.setPageLayout(layout_of(taken))
        dialog = QPrintDialog(printer, self._parent.window())
        dialog.setObjectName("printDialog")
        dialog.setWindowTitle(translate("Export", "Print"))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)  # all of it: a page alone is easily misread
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)  # a PDF is saved whole or not at all, in its own way
        dialog.accepted.connect(lambda: chosen(printer))
        self._show(dialog)

    def close(self) -> None:
        if self._open is not None and isValid(self._open):
            self._open.reject()

    def _show(self, dialog: QDialog) -> None:
        self._open = dialog
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # the class of the print dialog has another method of that name


def _own_folder() -> str:
    """The person's documents, else their home: never where the program happened to be started."""
    places = QStandardPaths.StandardLocation
    found = (QStandardPaths.writableLocation(place) for place in (places.DocumentsLocation, places.HomeLocation))
    return next((each for each in found if QDir(each).exists()), QDir.homePath())
