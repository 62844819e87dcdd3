"""The cumulative table of ten thousand observations: how late a beat comes while it is made, moved in, filtered and copied.

Says one line of JSON: for each act the longest gap between two beats in milliseconds, waiting for a processor left out.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from provesvar_gui.domain.access import AccessBasis
from provesvar_gui.domain.digest import digest
from provesvar_gui.domain.identifiers import PatientId
from provesvar_gui.domain.lookup import Lookup
from provesvar_gui.domain.results import Coverage
from provesvar_gui.pps.json_reader import loads
from provesvar_gui.pps.parse.bundle import Mapper
from provesvar_gui.ui import i18n, theme
from provesvar_gui.ui.bool_refs import keep_alive
from provesvar_gui.ui.results.flowsheet.pane import FlowsheetPane
from provesvar_gui.ui.results.lines import Style
from tests.benchmarks import canned

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

PATIENT = "marathon"


def run(steps: Generator[None, None, Any]) -> Any:
    """To the end, at once."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


class Beats:
    """The longest processor time between two turns of the event loop, for each act."""

    def __init__(self) -> None:
        self.longest: dict[str, float] = {}
        self._act = ""
        self._last = time.thread_time()
        self.timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.beat)
        self.timer.start()

    def beat(self) -> None:
        """One turn of the loop."""
        now = time.thread_time()
        if self._act:
            self.longest[self._act] = max(self.longest.get(self._act, 0.0), (now - self._last) * 1000)
        self._last = now

    def during(self, act: str, do: Callable[[], object], *, turns: int = 1) -> None:
        """Do it so many times, a turn of the loop after each, and one more for what it leaves to be painted."""
        self.turn()
        self._act = act
        for _ in range(turns):
            do()
            self.turn()
        self.turn()
        self._act = ""

    def turn(self) -> None:
        """Let everything that waits be done, and a beat with it."""
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        self.beat()


application = QApplication(sys.argv)
keep_alive()
theme.install(application)
i18n.install(application, "nb")
person = PatientId(digits=canned.NUMBERS[PATIENT])
mapper = Mapper(Lookup(number=1, patient=person, basis=AccessBasis.AKUTT, role_code="LE"), {})
reports = 0
for body in canned.pages(PATIENT):
    head = loads(body)
    assert isinstance(head, dict)
    entries = head.pop("entry")
    assert isinstance(entries, list)
    reports += sum('"match"' in json.dumps(entry.get("search", {})) for entry in entries if isinstance(entry, dict))
    run(mapper.add_page(head, entries))
made = run(digest(run(mapper.finish(Coverage(fetched=reports, total=reports, complete=True))), complete=True))
pane = FlowsheetPane()
pane.resize(1000, 700)
pane.show()
beats = Beats()
table = pane.table
across, down = table.horizontalScrollBar(), table.verticalScrollBar()
beats.during("made", lambda: pane.show_digest(made, Style()))
beats.during("made", lambda: None, turns=200)
assert table.lines.rowCount()
beats.during("scrolled sideways", lambda: across.setValue(across.value() - 137), turns=150)
beats.during("scrolled down and up", lambda: down.setValue((down.value() + 61) % max(1, down.maximum())), turns=100)
table.setFocus()
beats.during("walked", lambda: QTest.keyClick(table, Qt.Key.Key_Down), turns=20)
beats.during("walked", lambda: QTest.keyClick(table, Qt.Key.Key_Left), turns=40)
beats.during("filtered", lambda: pane.set_rows(lambda row: row.tree % 3 == 0))
beats.during("filter taken away", lambda: pane.set_rows(None))
beats.during("resized", lambda: pane.resize(pane.width() + 50, 700), turns=3)
copied: list[str] = []
pane.copy_asked.connect(copied.append)
table.selectAll()
beats.during("copied whole", table.copy)
beats.during("copied whole", lambda: None, turns=200)
assert copied
sys.stdout.write(json.dumps({"observations": len(made.observations), "longest": beats.longest}) + "\n")
