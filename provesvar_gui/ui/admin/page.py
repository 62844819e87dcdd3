"""The sheet that every page beside the window is: a title, what it is about, its buttons, and F1 to its chapter of the guide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTreeWidget,
    QVBoxLayout,
)

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.widgets import Label, Panel, fit_on_screen, named_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

SELECTABLE: Final = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
#: The chapter of the guide, by what a dialog is called.
PLACES: Final = {
    "downtimeCard": "failure",
    "selfCheckDialog": "failure",
    "settingsDialog": "failure#settings",
    "helpDialog": "keys",
    "journalDialog": "logged",
    "drillQuestion": "practice#drill",
    "setupDialog": "failure#key",
}


@runtime_checkable
class _HasGuide(Protocol):
    def open_guide(self, place: str) -> None: ...


def add_help_key(dialog: QDialog) -> None:
    """Once it has its name. Its window opens the guide."""

    def ask() -> None:
        window: object = dialog.parentWidget()
        if isinstance(window, _HasGuide):
            window.open_guide(PLACES[dialog.objectName()])

    for sequence in keys.sequences(keys.Key.HELP):
        QShortcut(sequence, dialog, ask)


def scrolling(inside: QWidget, name: str) -> QScrollArea:
    """Up and down only."""
    scroll = QScrollArea()
    scroll.setObjectName(name)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inside)
    return scroll


class AdminDialog(QDialog):
    """Not modal: a scanned number still reaches the window behind it. ``name``: with which its object names begin.

    ``state``: the line in the panel above all.
    """

    close_button: QPushButton

    def __init__(self, parent: QWidget, name: str, title: str, *, object_name: str = "") -> None:
        super().__init__(parent)
        self._name = name
        self.setObjectName(object_name or f"{name}Dialog")
        self.setWindowTitle(title)
        add_help_key(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.panel = Panel("surface", "line", self, radius=theme.RADIUS["control"])
        self.panel.setObjectName(f"{name}Panel")
        self.inside = QVBoxLayout(self.panel)
        self.inside.setContentsMargins(*[theme.SPACE["medium"], theme.SPACE["small"]] * 2)
        self.inside.setSpacing(theme.SPACE["tight"])
        self.state = Label(wraps=True, parent=self.panel)
        self.state.setObjectName(f"{name}State")
        self.inside.addWidget(self.state)

    def say(self, text: str, colour: str = "ink") -> None:
        """``colour``: "danger" or "flag", which the panel has too; "ok", "ink2"."""
        self.panel.show_colour(colour)
        self.state.say(text, colour)
        if text and self.isVisible():
            announce(self, text, urgent=colour == "danger")

    def make_list(self, spoken: str, headers: Sequence[str]) -> QTreeWidget:
        rows = QTreeWidget(self)
        rows.setObjectName(f"{self._name}List")
        rows.setAccessibleName(spoken)
        rows.setHeaderLabels(list(headers))
        rows.setRootIsDecorated(False)
        rows.setUniformRowHeights(True)
        rows.setAllColumnsShowFocus(True)
        rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        rows.header().setSectionsMovable(False)
        return rows

    def make_detail(self, spoken: str, lines: int) -> QPlainTextEdit:
        """Where the chosen row stands whole."""
        detail = QPlainTextEdit(self)
        detail.setObjectName(f"{self._name}Detail")
        detail.setAccessibleName(spoken)
        detail.setReadOnly(True)
        detail.setTabChangesFocus(True)
        detail.setTextInteractionFlags(SELECTABLE)
        detail.setFixedHeight(detail.fontMetrics().lineSpacing() * lines + 2 * theme.SPACE["small"])
        return detail

    def button(self, name: str, label: str, act: object) -> QPushButton:
        button = named_button(self, f"{self._name}{name}Button", label)
        button.clicked.connect(act)
        return button

    def lay_out(self, widgets: Sequence[QWidget], *, grows: QWidget, buttons: Sequence[QWidget], size: QSize) -> None:
        """The title, one below the other, and the buttons last: that of Escape on the left, the others on the right."""
        self.close_button = self.button("Close", self.tr("Close (Esc)"), self.close)
        row = QHBoxLayout()
        row.addWidget(self.close_button)
        row.addStretch(1)
        for each in buttons:
            row.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE["wide"]] * 4)
        column.setSpacing(theme.SPACE["medium"])
        column.addWidget(Label(self.windowTitle(), kind=theme.Type.HEADING, parent=self))
        for each in widgets:
            column.addWidget(each, int(each is grows))
        column.addLayout(row)
        fit_on_screen(self, QSize(theme.px(size.width()), theme.px(size.height())))
