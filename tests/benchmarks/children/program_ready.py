"""The program as ``provesvar-gui`` starts it, until everything is loaded and a login is possible.

Says one line of JSON: seconds from the first paint until then by the clock and of processor time, and the longest turns of the
event loop meanwhile, in milliseconds.
"""

import json
import sys
import time

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from provesvar_gui.__main__ import main
from provesvar_gui.ui.main_window import MainWindow

LAST_BEHIND = "provesvar_gui.wiring.maintenance"  # is loaded after the backend, on the runtime thread
LIMIT = 20


class Watch(QObject):
    """Counts the turns of the event loop until everything is there."""

    def __init__(self) -> None:
        super().__init__()
        self.began = self.before = time.monotonic()
        self.used = time.process_time()
        self.turns: list[float] = []
        self.loaded = False
        (window,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
        window.loaded.connect(self.all_loaded)
        self.timer = QTimer(self, interval=0)
        self.timer.timeout.connect(self.turn)
        self.timer.start()

    def all_loaded(self) -> None:
        self.loaded = True

    def turn(self) -> None:
        now = time.monotonic()
        self.turns.append((now - self.before) * 1000)
        self.before = now
        ready = self.loaded and hasattr(sys.modules.get(LAST_BEHIND), "SystemMaintenance")
        if ready or now - self.began > LIMIT:
            said = {
                "seconds": now - self.began,
                "processor": time.process_time() - self.used,
                "turns": sorted(self.turns, reverse=True)[:8],
                "loaded": ready,
            }
            sys.stdout.write(json.dumps(said) + "\n")
            self.timer.stop()
            QApplication.quit()


watches: list[Watch] = []
sys.exit(main([], first_paint=lambda: watches.append(Watch())))
