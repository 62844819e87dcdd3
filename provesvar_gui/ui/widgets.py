"""Labels, buttons and rows as bars, panels and covers have them: each with its object name and its name for a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QVBoxLayout

from provesvar_gui.ui import theme
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

TALL: Final = 38  # pixels of a button or a field on the cover


def named_label(parent: QWidget, name: str, text: str = "", *, tone: Tone = Tone.PLAIN) -> ToneLabel:
    made = ToneLabel(text, tone=tone, parent=parent)
    made.setObjectName(name)
    return made


def named_button(parent: QWidget, name: str, text: str, spoken: str = "") -> QPushButton:
    """``spoken``: for a screen reader, where it is not the text itself."""
    made = QPushButton(text, parent)
    made.setObjectName(name)
    made.setAccessibleName(spoken or text.replace("&", ""))
    made.setAutoDefault(False)
    return made


def named_tall_button(parent: QWidget, name: str, text: str, spoken: str = "") -> QPushButton:
    made = named_button(parent, name, text, spoken)
    made.setMinimumHeight(TALL)
    return made


def column_of(widget: QWidget, spacing: int) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return column


def lay_in_row(bar: QWidget, first: QWidget | QLayout, *others: QWidget, spacing: str = "small") -> None:
    """In one row, of which the first takes what is left: results are what somebody came for."""
    row = QHBoxLayout(bar)
    row.setContentsMargins(theme.SPACE["large"], theme.SPACE["tight"], theme.SPACE["medium"], theme.SPACE["tight"])
    row.setSpacing(theme.SPACE[spacing])
    if isinstance(first, QLayout):
        row.addLayout(first, 1)
    else:
        row.addWidget(first, 1)
    for each in others:
        row.addWidget(each)


def lines(*labels: QWidget) -> QVBoxLayout:
    """One below the other, without room between them."""
    column = QVBoxLayout()
    column.setSpacing(0)
    for each in labels:
        column.addWidget(each)
    return column
