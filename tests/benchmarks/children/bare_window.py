"""A bare PySide6 window with a text field: what any such program costs. Says when it first painted, and ends."""

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow


class FirstPaint(QObject):
    told = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.told:
            self.told = True
            QTimer.singleShot(0, tell)
        return False


def tell() -> None:
    """The moment, on the clock that all processes share, and the processor time until then."""
    sys.stdout.write(f"{time.monotonic()!r}\n{time.process_time()!r}\n")
    QApplication.quit()


application = QApplication([])
window = QMainWindow()
field = QLineEdit()
window.setCentralWidget(field)
window.resize(1280, 800)
watch = FirstPaint()
window.installEventFilter(watch)
window.show()
field.setFocus()
application.exec()
