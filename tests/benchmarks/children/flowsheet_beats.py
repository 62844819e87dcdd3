"""The cumulative table of ten thousand observations: how late a beat comes while it is made, moved in, filtered and copied.

Says one line of JSON: for each act the longest gap between two beats in milliseconds, waiting for a processor left out.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from provesvar_gui.platform import gc_tuning
from provesvar_gui.results.digest import digest
from provesvar_gui.ui import i18n, theme
from provesvar_gui.ui.qt_setup import keep_alive
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.table.pane import FlowsheetPane
from provesvar_gui.ui.results.table.sieve import Sieve
from tests.benchmarks.beats import Beats, result_of, run

PATIENT = "marathon"


gc_tuning.begin()  # as the program does
application = QApplication(theme.arguments())
keep_alive()
theme.install(application)
i18n.install(application, "nb")
made = run(digest(result_of(PATIENT), complete=True))
pane = FlowsheetPane()
pane.resize(1000, 700)
pane.show()
beats = Beats(application)
table = pane.table
across, down = table.horizontalScrollBar(), table.verticalScrollBar()
beats.during("made", lambda: pane.show_digest(made, Style()))
beats.during("made", lambda: None, turns=200)
assert table.lines.rowCount()
beats.during("scrolled sideways", lambda: across.setValue(across.value() - 2), turns=150)
beats.during("scrolled down and up", lambda: down.setValue((down.value() + 61) % max(1, down.maximum())), turns=100)
table.setFocus()
beats.during("walked", lambda: QTest.keyClick(table, Qt.Key.Key_Down), turns=20)
beats.during("walked", lambda: QTest.keyClick(table, Qt.Key.Key_Left), turns=40)
dated = sorted(point.when for row in table.lines.sheet.source.rows for point in row.series.points if point.when is not None)
middle = dated[len(dated) // 2]
half = Sieve(found=lambda point: point.when is None or point.when >= middle, since=middle)
beats.during("filtered", lambda: pane.set_sieve(half))
assert table.lines.passed.outside
beats.during("filter taken away", lambda: pane.set_sieve(None))
beats.during("resized", lambda: pane.resize(pane.width() + 50, 700), turns=3)
copied: list[str] = []
pane.copy_asked.connect(copied.append)
table.selectAll()
beats.during("copied whole", table.copy)
beats.during("copied whole", lambda: None, turns=200)
assert copied
sys.stdout.write(json.dumps({"observations": len(made.observations), "longest": beats.longest}) + "\n")
