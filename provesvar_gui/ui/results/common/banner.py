"""Plain labels, and the buttons of messages about an answer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from provesvar_gui.ui import keys
from provesvar_gui.ui.keys import Key


def plain_label(name: str, parent: QWidget | None = None) -> QLabel:
    """A label that never takes text for mark-up, and wraps.

    It cannot be selected: what is copied out of a label goes past the guard of the clipboard (``ui/clipboard.py``).
    """
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


def open_button(name: str, parent: QWidget) -> QPushButton:
    """The first of the two steps to what is restricted. It opens nothing yet."""
    text = QCoreApplication.translate("Outcomes", "Open restricted results … ({key})").replace("{key}", keys.shown(Key.OPEN))
    return _button(name, text, text, Key.OPEN, parent)


def call_button(name: str, parent: QWidget) -> QPushButton:
    """Whom to call, day and night."""
    text = QCoreApplication.translate("Outcomes", "Whom to call …")
    return _button(name, text, text.removesuffix(" …"), Key.CALL, parent)


def _button(name: str, text: str, spoken: str, key: Key, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setObjectName(name)
    button.setAccessibleName(spoken)
    button.setToolTip(keys.tooltip(key))
    button.setAutoDefault(False)
    return button
