"""Whether a key of the table of keys was pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from provesvar_gui.ui import keys

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from provesvar_gui.ui.keys import Key


def pressed(key: Key, event: QKeyEvent) -> bool:
    """Whether the event is one of its sequences."""
    exact = QKeySequence.SequenceMatch.ExactMatch
    typed = QKeySequence(event.keyCombination())
    return any(sequence.matches(typed) is exact for sequence in keys.sequences(key))
