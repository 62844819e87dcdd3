"""Shared parts of the tests of export: dialogs that answer at once, and a PDF read back."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from provesvar_gui.results.export import ExportDocument
from provesvar_gui.results.model import LookupResult
from provesvar_gui.ui import theme
from provesvar_gui.ui.results.export import paper
from provesvar_gui.ui.results.export.paper import Dialogs, PageTexts
from provesvar_gui.ui.results.view import ResultsView

TEXTS = PageTexts(
    patient="Pasient: 138969 00263 · ALIVE, STEIN", source="Hentet i dag", printed="Skrevet ut", mark="TEST", family=theme.FAMILY
)


class Answers(Dialogs):
    """Dialogs that are answered at once, or left open. Keeps what they were told."""

    def __init__(self, view: ResultsView, path: Path | None) -> None:
        super().__init__(view)
        self.path = path
        self.names: list[str] = []
        self.closed = 0

    def file(self, name: str, chosen: Callable[[str], None]) -> None:
        self.names.append(name)
        if self.path is not None:
            chosen(str(self.path))

    def printer(self, taken: ExportDocument, title: str, chosen: Callable[[QPrinter], None]) -> None:
        self.names.append(title)

    def close(self) -> None:
        self.closed += 1


def digested(view: ResultsView, qtbot: QtBot, result: LookupResult) -> None:
    """Show it, and wait until the panes tell of it."""
    with qtbot.waitSignal(view.digested):
        view.show_result(result, partial=False)


def pdf(taken: ExportDocument, folder: Path) -> Path:
    path = folder / "out.pdf"
    path.write_bytes(paper.pdf(taken, TEXTS, "Prøvesvar"))
    return path


def squeezed(text: str) -> str:
    """Without spaces: a text may be broken anywhere. Ligatures are letters."""
    return "".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").split())


def body(pages: list[str]) -> str:
    """The pages without what stands on each of them."""
    every = {TEXTS.mark, TEXTS.patient, TEXTS.source, TEXTS.printed}
    lines = (line for page in pages for line in page.split("\n") if line not in every and not line.startswith("Page "))
    return squeezed("\n".join(lines))


def read(pdf: Path, how: str = "-raw") -> list[str]:
    """The pages as text. ``how``: an option of pdftotext."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not installed (poppler-utils)")
    done = subprocess.run([tool, how, "-enc", "UTF-8", str(pdf), "-"], check=True, capture_output=True)
    return done.stdout.decode().removesuffix("\f").split("\f")


def about(pdf: Path) -> str:
    tool = shutil.which("pdfinfo")
    if tool is None:
        pytest.skip("pdfinfo is not installed (poppler-utils)")
    found = [subprocess.run([tool, *more, str(pdf)], check=True, capture_output=True).stdout for more in ([], ["-meta"])]
    return b"".join(found).decode()
