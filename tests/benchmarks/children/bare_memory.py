"""A bare window with everything imported that the program imports; its memory. Or the beats of one that nothing disturbs.

Without an argument: memory. With a number: so many seconds of a 5 ms beat; the gaps above a frame, in milliseconds.
"""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

# What the program has loaded when results are shown.
import provesvar_gui.app
import provesvar_gui.platform.runtime
import provesvar_gui.ui.bridge
import provesvar_gui.ui.desk.controller
import provesvar_gui.ui.results.view
import provesvar_gui.wiring.assembly
import provesvar_gui.wiring.backend  # noqa: F401 - as above
from tests.benchmarks.memory import megabytes

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 0.0


def finish() -> None:
    """Tell and go."""
    sys.stdout.write(json.dumps({"megabytes": megabytes(), "late": sorted(gaps, reverse=True)}) + "\n")
    QApplication.quit()


def tick() -> None:
    """One beat."""
    now = time.monotonic()
    if now - beats[-1] > 0.016:
        gaps.append((now - beats[-1]) * 1000)
    beats[-1] = now


application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLineEdit())
window.resize(1280, 800)
window.show()
gaps: list[float] = []
beats = [time.monotonic()]
beat = QTimer(interval=5, timerType=Qt.TimerType.PreciseTimer)
beat.timeout.connect(tick)
if SECONDS:
    beat.start()
QTimer.singleShot(round(SECONDS * 1000) or 200, finish)
application.exec()
