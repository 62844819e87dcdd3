"""The words of a self-check in the language of the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from provesvar_gui.ui.self_check.words import CONTEXT


def translate(text: str) -> str:
    """Of context "SelfCheck"."""
    return QCoreApplication.translate(CONTEXT, text)
