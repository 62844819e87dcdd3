"""The system's dialogs for a file and a printer. Neither gets anything about the patient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDir, QStandardPaths
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog

from provesvar_gui.ui.results.export.paper import layout_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.results.export import ExportDocument

translate = QCoreApplication.translate


class Dialogs:
    """The system's dialogs for files and printers. One at a time; the window goes on working below it."""

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
        """Ask for a printer. ``title``: of the job, in the queue of the system."""
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
        if self._open is not None:
            self._open.reject()

    def _show(self, dialog: QDialog) -> None:
        self._open = dialog
        dialog.finished.connect(self._finished)
        QDialog.open(dialog)  # the class of the print dialog has another method of that name

    def _finished(self, _result: int) -> None:
        dialog, self._open = self._open, None
        if dialog is not None:
            dialog.deleteLater()


def _own_folder() -> str:
    """The person's documents, else their home: never where the program happened to be started."""
    places = QStandardPaths.StandardLocation
    found = (QStandardPaths.writableLocation(place) for place in (places.DocumentsLocation, places.HomeLocation))
    return next((each for each in found if QDir(each).exists()), QDir.homePath())
