"""The buttons of messages about an answer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QWidget

from provesvar_gui.ui import keys
from provesvar_gui.ui.keys import Key


def open_button(name: str, parent: QWidget) -> QPushButton:
    """The first of the two steps to what is restricted. It opens nothing yet."""
    text = QCoreApplication.translate("Outcomes", "Open restricted results … ({key})").replace("{key}", keys.shown(Key.OPEN))
    return _button(name, text, text, Key.OPEN, parent)


def call_button(name: str, parent: QWidget) -> QPushButton:
    text = QCoreApplication.translate("Outcomes", "Whom to call …")
    return _button(name, text, text.removesuffix(" …"), Key.CALL, parent)


def _button(name: str, text: str, spoken: str, key: Key, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setObjectName(name)
    button.setAccessibleName(spoken)
    button.setToolTip(keys.tooltip(key))
    button.setAutoDefault(False)
    return button
