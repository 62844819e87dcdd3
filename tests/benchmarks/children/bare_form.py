"""A bare PySide6 window with the same form: the widgets of Qt that the program's first picture is made of, as many of each kind,
laid out alike, with nothing behind them. Says when it first painted, and ends.
"""

import sys
import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)


class FirstPaint(QObject):
    """Watches the window for its first paint."""

    told = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Tell and quit once."""
        if event.type() == QEvent.Type.Paint and not self.told:
            self.told = True
            QTimer.singleShot(0, tell)
        return False


def tell() -> None:
    """The moment, on the clock that all processes share, and the processor time until then."""
    sys.stdout.write(f"{time.monotonic()!r}\n{time.process_time()!r}\n")
    QApplication.quit()


def label(text: str, *, wrap: bool = False) -> QLabel:
    """A text as plain text."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    return made


def frame() -> tuple[QFrame, QVBoxLayout]:
    """A frame with its column."""
    made = QFrame()
    made.setFrameShape(QFrame.Shape.StyledPanel)
    return made, QVBoxLayout(made)


def patient() -> QWidget:
    """Title, field, hint."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.addWidget(label("&Patient number"))
    column.addWidget(field)
    column.addWidget(label("Eleven digits; a scanner may be used at any time.", wrap=True))
    return made


def bases() -> QWidget:
    """Five radio buttons with their explanations, in three frames, two of them locked."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.addWidget(label("Basis for access"))
    for name in ("&Consent", "E&xempt from consent", "&Emergency"):
        box, inside = frame()
        inside.addWidget(QRadioButton(name))
        inside.addWidget(label("What this means for the patient, and for whom it is meant.", wrap=True))
        column.addWidget(box)
    box, inside = frame()
    inside.addWidget(label("Opened only after the service has told of restricted results.", wrap=True))
    for name in ("Opened with consent", "Opened in an emergency"):
        button = QRadioButton(name)
        button.setEnabled(False)
        inside.addWidget(button)
        inside.addWidget(label("What this means for the patient.", wrap=True))
    column.addWidget(box)
    return made


def role() -> QWidget:
    """Title, list, hint."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.addWidget(label("&Role"))
    roles = QComboBox()
    roles.setEditable(True)
    roles.addItem("")
    column.addWidget(roles)
    column.addWidget(label("The role in which you look up.", wrap=True))
    return made


def form() -> QWidget:
    """The column on the left, which scrolls, with its button below."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.addWidget(patient())
    column.addWidget(bases())
    column.addWidget(role())
    column.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(inside)
    made = QWidget()
    whole = QVBoxLayout(made)
    whole.addWidget(scroll)
    whole.addWidget(label("What is still missing before a look-up can go.", wrap=True))
    whole.addWidget(QPushButton("&Look up"))
    return made


def header() -> QWidget:
    """Who is logged in, the profile, and three buttons."""
    made = QWidget()
    row = QHBoxLayout(made)
    mark, inside = frame()
    inside.addWidget(label("TEST"))
    row.addWidget(mark)
    row.addWidget(label("Nobody is logged in"))
    row.addWidget(label("Session"))
    row.addStretch(1)
    for name in ("Log &in", "&Keys", "&Self-check"):
        row.addWidget(QPushButton(name))
    return made


def results() -> QWidget:
    """What stands where results will be."""
    made = QStackedWidget()
    empty = QWidget()
    column = QVBoxLayout(empty)
    column.addStretch(1)
    for text in ("No patient", "Type or scan a number, choose basis and role, and press Enter.", "Everything you see is logged."):
        column.addWidget(label(text, wrap=True))
    column.addStretch(2)
    made.addWidget(empty)
    return made


application = QApplication([])
window = QMainWindow()
field = QLineEdit()
middle = QWidget()
rows = QVBoxLayout(middle)
rows.addWidget(header())
row = QHBoxLayout()
left = form()
left.setFixedWidth(420)
row.addWidget(left)
row.addWidget(results(), 1)
rows.addLayout(row, 1)
window.setCentralWidget(middle)
window.resize(1280, 800)
watch = FirstPaint()
window.installEventFilter(watch)
window.show()
field.setFocus()
application.exec()
