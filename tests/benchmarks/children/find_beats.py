"""Searching in ten thousand observations: how late a beat comes while a word is typed, filters are set and taken away.

Says one line of JSON: for each act the longest gap between two beats in milliseconds, waiting for a processor left out.
"""

from __future__ import annotations

import json
import sys
from functools import partial

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from provesvar_gui.platform import gc_tuning
from provesvar_gui.ui import i18n, theme
from provesvar_gui.ui.qt_setup import keep_alive
from provesvar_gui.ui.results.find.filters import Facet
from provesvar_gui.ui.results.view import ResultsView
from tests.benchmarks.beats import Beats, result_of

application = QApplication(theme.arguments())
keep_alive()
gc_tuning.begin()
theme.install(application)
i18n.install(application, "nb")
result = result_of("marathon")
view = ResultsView()
view.resize(1000, 760)
view.show()
beats = Beats(application)
digested: list[bool] = []
view.digested.connect(lambda: digested.append(True))
view.show_result(result, partial=False)
while not digested:
    beats.turn()
for _ in range(300):  # the other views are filled
    beats.turn()
find = view.find_bar
find.take_focus()


def settle(act: str) -> None:
    """Until the answer stands on the screen."""
    while find.finder.busy:
        beats.during(act, lambda: None)
    beats.during(act, lambda: None, turns=30)


for place, name in ((2, "reports"), (1, "table")):
    find.reset()
    view.panes.tabs.setCurrentIndex(place)
    settle(f"turned to {name}")
    find.take_focus()
    for letter in "hemoglobin":
        beats.during(f"{name}: typing", partial(QTest.keyClicks, find.field, letter))
        settle(f"{name}: typing")
    assert find.shown is not None
    assert find.shown.found
    while find.field.text():
        beats.during(f"{name}: taking back", find.field.backspace)
        settle(f"{name}: taking back")
    beats.during(f"{name}: filtered", lambda: find.buttons.chosen.emit(Facet.MARKED, "marked", "", True))
    settle(f"{name}: filtered")
    beats.during(f"{name}: shown whole again", find.reset)
    settle(f"{name}: shown whole again")
said = {"observations": find.finder.results, "longest": beats.longest}
sys.stdout.write(json.dumps(said) + "\n")
