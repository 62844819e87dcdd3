"""Ten thousand observations in the real window: loaded by pages, searched, sorted, filtered, turned through and scrolled.

Arguments: the server's address, a patient. Says one line of JSON: for each act the longest gap between two turns of the event
loop in milliseconds, by the processor time of the window's thread, and by the clock.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from provesvar_gui.results.search import Facet
from tests.benchmarks.beats import Beats
from tests.benchmarks.canned_desk import CannedDesk, wait_until

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

SERVER, PATIENT = sys.argv[1:3]
LOADED = "loaded by pages"
QUIET_TURNS = 25


def settle(act: str) -> None:
    """Until nothing is left to be done."""
    find = desk.view.find_bar.finder
    while find.busy or not desk.view.is_settled():
        beats.during(act, lambda: None)
    beats.during(act, lambda: None, turns=QUIET_TURNS)


def do(act: str, what: object) -> None:
    """Do it, and whatever comes of it."""
    assert callable(what)
    beats.during(act, what)
    settle(act)


def load() -> None:
    """One look-up, page by page."""
    done: list[bool] = []
    desk.window.controller.lookups.succeeded.connect(lambda _number, _result: done.append(True))
    beats.during(LOADED, desk.ask)
    while not done:
        beats.during(LOADED, lambda: None)
    settle(LOADED)


def views() -> list[tuple[str, int, QAbstractScrollArea]]:
    """Every tab by its place and name, and what is scrolled in it."""
    panes = desk.view.panes
    return [
        ("overview", 0, panes.overview.list),
        ("table", 1, panes.flowsheet.table),
        ("reports", 2, panes.reports.list),
        ("report", 2, panes.reports.detail),
        ("microbiology", 3, panes.microbiology.list),
        ("trend", 4, panes.trend.table),
    ]


def turn(when: str) -> None:
    """Through every tab, twice: the first time some of them are made."""
    for _ in range(2):
        for name, place, _view in views():
            do(f"turned to {name}{when}", partial(desk.view.panes.turn_to, place))


def advance(bar: QScrollBar, step: int) -> None:
    """On by so many pixels, from the end to the beginning."""
    bar.setValue((bar.value() + step) % max(1, bar.maximum() + 1))


def scroll(act: str, area: QAbstractScrollArea) -> None:
    """Down to the end by keys and by the bar, and sideways where there is something."""
    for bar, step in ((area.verticalScrollBar(), 3 * area.fontMetrics().height()), (area.horizontalScrollBar(), 137)):
        for _ in range(40):
            beats.during(act, partial(advance, bar, step))
        do(act, partial(bar.setValue, bar.maximum()))
        do(act, partial(bar.setValue, bar.minimum()))
    area.setFocus(Qt.FocusReason.OtherFocusReason)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Home):
        for _ in range(5):
            beats.during(f"{act} by keys", partial(QTest.keyClick, area, key))
        settle(f"{act} by keys")


def search(name: str) -> None:
    """As letters are typed and taken back, and by a filter."""
    find = desk.view.find_bar
    find.take_focus()
    for letter in "hemoglobin":
        do(f"typed in {name}", partial(QTest.keyClicks, find.field, letter))
    assert find.shown is not None
    assert find.shown.found
    do(f"emptied in {name}", find.reset)
    do(f"typed fast in {name}", lambda: QTest.keyClicks(find.field, "kreatinin"))
    while find.field.text():
        do(f"taken back in {name}", find.field.backspace)
    do(f"filtered in {name}", lambda: find.panel.chosen.emit(Facet.MARKED, "marked", "", True))
    turn(", filtered")
    do(f"shown whole again in {name}", find.reset)


def draw() -> None:
    """The four longest series together."""
    panes = desk.view.panes
    assert panes.overview.digest is not None
    longest = sorted(panes.overview.digest.series, key=lambda one: len(one.points), reverse=True)[:4]
    do("trend of the longest series", lambda: panes.show_trend(tuple(longest)))


def day() -> None:
    """Everything in one run."""
    load()
    turn("")
    draw()
    for name, place, area in views():
        desk.view.panes.turn_to(place)
        settle("between")
        scroll(f"{name} scrolled", area)
    for name, place, _area in views()[1:3]:
        desk.view.panes.turn_to(place)
        settle("between")
        search(name)
    table = desk.view.panes.flowsheet.table
    desk.view.panes.turn_to(1)
    settle("between")
    table.selectAll()
    do("table copied whole", table.copy)
    do("codes shown", desk.view.tools.codes.toggle)
    do("window made narrower", lambda: desk.window.resize(1040, 640))
    load_again()
    finish()


def load_again() -> None:
    """Cleared, and the next patient."""
    do("wiped", desk.window.controller.clear)
    load()


def finish() -> None:
    """Tell and go."""
    said = {"observations": desk.view.find_bar.finder.results, "longest": beats.longest, "clock": beats.clock}
    sys.stdout.write(json.dumps(said) + "\n")
    desk.window.close()
    QApplication.quit()


def begin() -> None:
    """Somebody is logged in."""
    global beats
    application = QApplication.instance()
    assert application is not None
    beats = Beats(application)
    wait_until(lambda: desk.window.isVisible())
    QTimer.singleShot(0, day)


beats: Beats
desk = CannedDesk(SERVER, PATIENT, lambda _sent: None)
desk.ready.connect(begin)
desk.run()
