"""What the tests of taking along share: dialogs that answer at once, and a PDF read back."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.ui.results.export.dialogs import Dialogs
from provesvar_gui.ui.results.export.pages import Furniture
from provesvar_gui.ui.results.export.paper import Fonts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter
    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.export import Taken
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.ui.results.view import ResultsView

FONTS = Fonts(family="DejaVu Sans", fixed="DejaVu Sans Mono")
FURNITURE = Furniture(patient="Pasient: 138969 00263 · ALIVE, STEIN", source="Hentet i dag", printed="Skrevet ut", mark="TEST")


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

    def printer(self, taken: Taken, title: str, chosen: Callable[[QPrinter], None]) -> None:
        self.names.append(title)

    def close(self) -> None:
        self.closed += 1


def digested(view: ResultsView, qtbot: QtBot, result: LookupResult) -> None:
    """Show it, and wait until the panes tell of it."""
    with qtbot.waitSignal(view.digested):
        view.show_result(result, partial=False)


def read(pdf: Path, *, layout: bool = False) -> list[str]:
    """The pages as text."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not installed (poppler-utils)")
    how = "-layout" if layout else "-raw"
    done = subprocess.run([tool, how, "-enc", "UTF-8", str(pdf), "-"], check=True, capture_output=True)
    return done.stdout.decode().removesuffix("\f").split("\f")


def about(pdf: Path) -> str:
    """What the file says of itself."""
    tool = shutil.which("pdfinfo")
    if tool is None:
        pytest.skip("pdfinfo is not installed (poppler-utils)")
    found = [subprocess.run([tool, *more, str(pdf)], check=True, capture_output=True).stdout for more in ([], ["-meta"])]
    return b"".join(found).decode()
