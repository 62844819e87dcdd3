"""A button of the patient bar that shows its key in a cap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy

from provesvar_gui.ui import keys
from provesvar_gui.ui.form.parts import KeyedButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.ui.keys import Key


class KeyButton(KeyedButton):
    """The button. Where there is little room its cap goes, and the tooltip has the key."""

    def __init__(self, name: str, words: str, key: Key, parent: QWidget) -> None:
        self._cap = keys.shown_sequence(keys.sequences(key)[0].toString())
        super().__init__(words, self._cap, parent, kind="bar")
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setToolTip(keys.tooltip(key))

    def show_cap(self, shown: bool) -> None:
        self._key = self._cap if shown else ""
        self.setText(self._words)
