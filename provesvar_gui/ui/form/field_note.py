"""An error message at a field: text below it, and its edge in the same tint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import TintLabel, set_wrong

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


class FieldNote(TintLabel):
    """Hidden while there is nothing to say. ``marked``: the widgets whose edges say it too."""

    def __init__(self, name: str, marked: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(tint=Tint.ERROR, parent=parent)
        self.setObjectName(name)
        self._marked = tuple(marked)
        self.hide()

    def tell(self, text: str, *, marked: bool = False) -> None:
        """Say it, also to a screen reader; "" takes it back. ``marked``: the edges, where the field has words of its own."""
        if text and text != self.text():
            announce(self, text, urgent=True)
        self.setText(f"▲ {text}" if text else "")
        self.setVisible(bool(text))
        for widget in self._marked:
            set_wrong(widget, marked or bool(text))
