"""The search field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QLineEdit

from provesvar_gui.ui import keys
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.tinted_widgets import draw_frame

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate
_LONGEST = 200


class SearchField(QLineEdit):
    """The search field, ``searchField``.

    Escape takes back what was typed, then leaves; Enter and Down go to what was found.

    Keeps no history of what was typed: it would outlive the patient.
    """

    left = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self.setMaxLength(_LONGEST)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setDragEnabled(False)
        self.setTextMargins(4, 0, 4, 0)
        self.retranslate()

    def empty(self) -> None:
        """Nothing typed, nothing to be brought back."""
        self.setText("")  # not clear(): that can be undone

    def retranslate(self) -> None:
        """Words in the language of the screen."""
        self.setPlaceholderText(translate("Find", "Search in the results ({key})").replace("{key}", keys.shown(Key.FIND)))
        self.setAccessibleName(translate("Find", "Search in the results"))
        self.setAccessibleDescription(
            translate("Find", "Names, codes, values, texts, comments and laboratories; all words count")
        )
        self.setToolTip(keys.tooltip(Key.FIND))

    def event(self, event: QEvent) -> bool:
        """Escape is meant for this field before it is meant for the window."""
        if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]  # a key event
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, Enter, Down."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.empty()
            else:
                self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            if not event.isAutoRepeat():
                self.entered.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """None: Qt's own would offer to undo."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's, and an edge that can be seen."""
        super().paintEvent(event)
        draw_frame(self)
