"""The memory of a bare window with everything imported that the program imports."""

import json
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

# What the program has loaded when results are shown.
import provesvar_gui.app
import provesvar_gui.platform.runtime
import provesvar_gui.ui.bridge
import provesvar_gui.ui.desk.controller
import provesvar_gui.ui.results.view
import provesvar_gui.wiring.backend  # noqa: F401 - as above
from tests.benchmarks.side_by_side import megabytes


def finish() -> None:
    sys.stdout.write(json.dumps(megabytes()) + "\n")
    QApplication.quit()


application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLineEdit())
window.resize(1280, 800)
window.show()
QTimer.singleShot(200, finish)
application.exec()
