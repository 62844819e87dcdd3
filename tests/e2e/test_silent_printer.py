"""A print server that takes a document and does not answer: what was asked of it holds nothing, neither the lock nor the end."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING, Final

import pytest

from tests.e2e.desk import wait_until
from tests.e2e.printer import NAME, printer
from tests.e2e.program import ROOT
from tests.e2e.test_closing import ends
from tests.e2e.workplace import SHARED, TOLD_ON_SCREEN, workplace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.desk import Desk
    from tests.e2e.printer import Printer
    from tests.e2e.screen_reader import ScreenReader
    from tests.e2e.workplace import Workplace

PRINTS: Final = """
import sys
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.ui.qt_setup import keep_alive
from provesvar_gui.ui.results.export import jobs
from provesvar_gui.ui.results.export.paper import ExportCancelled, PageTexts
keep_alive()
application = QApplication([])
printer = QPrinter(QPrinter.PrinterMode.HighResolution)
printer.setPrinterName(sys.argv[1])
rows = tuple(ExportRow(cells=(str(n),)) for n in range(300))
taken = ExportDocument(blocks=(ExportTable(header=("A",), rows=rows),))
said = PageTexts(patient="a", source="a", printed="a")
seen = [0]
def progress(page, pages):
    seen[:] = [page]
try:
    jobs.print_work(printer, taken, said)(lambda: seen[0] >= int(sys.argv[2]), progress)
except ExportCancelled:
    print("cancelled")
"""


def print_it(place: Workplace, ward: Printer, what: str) -> None:
    """Until the server has it."""
    ward.asked.clear()
    place.bench.come_to("Prøvesvar")
    if what == "card":
        place.bench.keys("ctrl+shift+F1")
        place.bench.come_to("Whom to call")
    place.bench.keys("ctrl+p")
    place.bench.come_to("Print")
    place.bench.keys("Return")
    assert ward.asked.wait(60), "the document has come"


@pytest.mark.hazard("S28", "S107")
def test_three_prints_are_not_answered_and_it_is_covered_and_ends_all_the_same(
    bench: Desk, reader: ScreenReader, home: Path
) -> None:
    with workplace(bench, reader, home) as place, printer() as ward:
        place.config.write_text(place.config.read_text() + '[contact]\nsupport = "IT, 22 00 00 00"\n')
        with place.run(ward.environment) as run:
            place.begin(run)
            ward.go_on.clear()
            print_it(place, ward, "results")
            for _ in range(2):
                print_it(place, ward, "card")
                bench.keys("Escape")
            bench.come_to("Prøvesvar")
            bench.keys("F10")
            wait_until(lambda: not any(reader.sees(word) for word in TOLD_ON_SCREEN), "the cover")
            bench.come_to("Prøvesvar")
            ends(run, bench)
            assert len(ward.documents) == 3
            assert not place.documents()
            assert not ward.go_on.is_set(), "it was silent all the time"


@pytest.mark.hazard("S106")
@pytest.mark.parametrize(("stop", "documents"), [(3, 0), (99, 1)])
def test_of_a_print_that_is_given_up_half_way_nothing_comes_out(stop: int, documents: int) -> None:
    with printer() as ward, tempfile.TemporaryDirectory(prefix="pv", dir=SHARED) as runtime:
        done = subprocess.run(
            [sys.executable, "-c", PRINTS, NAME, str(stop)],
            check=True, capture_output=True, text=True, timeout=60, cwd=ROOT,
            env=os.environ | ward.environment | {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": runtime},
        )  # fmt: skip
        assert (done.stdout.strip() == "cancelled") is (stop == 3)
        assert len(ward.documents) == documents
