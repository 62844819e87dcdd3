"""What is said where the number went to another window of this program, which may take it yet."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from provesvar_gui.ui.messages import Words


def words() -> Words:
    """Nothing of the number is known here any more."""
    translate = QCoreApplication.translate
    return Words(
        what=translate("HandOver", "Prøvesvar is running already in another window, which did not answer."),
        do=translate("HandOver", "The patient who was handed over may still come up there. To work here, type the number."),
    )
