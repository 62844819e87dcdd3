"""The base class of the dialogs for self-check, settings, journal and set-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)

from provesvar_gui.ui import theme
from provesvar_gui.ui.help.keys import add_help_key
from provesvar_gui.ui.tinted_widgets import TintLabel, TintPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provesvar_gui.ui.theme import Tint

SELECTABLE = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse


class AdminDialog(QDialog):
    """Not modal: a scanned number still reaches the window behind it. ``name``: with which its object names begin.

    ``state``: the line in the panel above all.
    """

    close_button: QPushButton

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self._name = name
        self.setObjectName(f"{name}Dialog")
        add_help_key(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.panel = TintPanel(bar=True, parent=self)
        self.panel.setObjectName(f"{name}Panel")
        self.inside = QVBoxLayout(self.panel)
        self.inside.setContentsMargins(*[theme.SPACE["medium"], theme.SPACE["small"]] * 2)
        self.inside.setSpacing(theme.SPACE["tight"])
        self.state = TintLabel(parent=self.panel)
        self.state.setObjectName(f"{name}State")
        self.inside.addWidget(self.state)

    def say(self, text: str, tint: Tint) -> None:
        self.panel.set_tint(tint)
        self.state.say(text, tint)

    def make_list(self, spoken: str, headers: Sequence[str]) -> QTreeWidget:
        rows = QTreeWidget(self)
        rows.setObjectName(f"{self._name}List")
        rows.setAccessibleName(spoken)
        rows.setHeaderLabels(list(headers))
        rows.setRootIsDecorated(False)
        rows.setUniformRowHeights(True)
        rows.setAllColumnsShowFocus(True)
        rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
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
        button = QPushButton(label, self)
        button.setObjectName(f"{self._name}{name}Button")
        button.setAutoDefault(False)
        button.setAccessibleName(label.partition(" (")[0].replace("&", "").removesuffix(" …"))
        button.clicked.connect(act)
        return button

    def lay_out(self, widgets: Sequence[QWidget], *, grows: QWidget, buttons: Sequence[QWidget]) -> None:
        """One below the other, and the buttons last, that of closing on the right."""
        self.close_button = self.button("Close", self.tr("Close (Esc)"), self.close)
        row = QHBoxLayout()
        for each in buttons:
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE["large"]] * 4)
        column.setSpacing(theme.SPACE["small"])
        for each in widgets:
            column.addWidget(each, int(each is grows))
        column.addLayout(row)

    def colour(self) -> None:
        """Give the rows their colours; called again with other ones."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange) and self.isVisible():
            self.colour()
