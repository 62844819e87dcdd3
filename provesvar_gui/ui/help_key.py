"""F1 in a dialog: the guide, at what the dialog is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from PySide6.QtGui import QShortcut

from provesvar_gui.ui import keys
from provesvar_gui.ui.keys import Key

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

#: By what a dialog is called.
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
    def open_guide(self, place: str) -> None:
        """Open it there."""


def add_help_key(dialog: QDialog) -> None:
    """Once it has its name. Its window opens the guide."""

    def ask() -> None:
        window: object = dialog.parentWidget()
        if isinstance(window, _HasGuide):
            window.open_guide(PLACES[dialog.objectName()])

    for sequence in keys.sequences(Key.HELP):
        QShortcut(sequence, dialog, ask)
