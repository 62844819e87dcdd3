"""The line for a patient's number: cleaned and grouped however the digits come; a whole number replaces what stood there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QClipboard, QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from provesvar_gui.domain.identifiers import group
from provesvar_gui.domain.number_text import clean, digits_only, find_number, visible
from provesvar_gui.ui.clipboard import PatientClipboard
from provesvar_gui.ui.tone import draw_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QContextMenuEvent, QDropEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent


_LONGEST = 64  # a label, separators and a number; what is longer is no number
_GROUP, _WHOLE = 6, 11


class NumberEdit(QLineEdit):
    """The line itself. Never keeps an undo history: it would hold the number of the patient before.

    ``typing``: whether the change that is being told comes from a key, so that more may follow. ``composed``: what an input
    method has put into the line and not committed has changed. ``refused``: letters do not change a whole number. ``too_long``: a
    text that has no number in it is longer than the line, which stays as it was.
    ``clipboard_seconds``: how long a copied number stays; it goes with the number too.
    """

    left = Signal()
    refused = Signal()
    too_long = Signal()
    composed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patientField")
        self.setMaxLength(_LONGEST)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers | Qt.InputMethodHint.ImhSensitiveData)
        self.setDragEnabled(False)
        self.typing = False
        self.clipboard_seconds = 60.0
        self._copied: PatientClipboard | None = None
        self._digits = ""
        self._composing = ""
        self.textEdited.connect(self._regroup)
        self.textChanged.connect(self._group_given)

    @property
    def seen(self) -> str:
        """What stands in the line, what is being composed with it."""
        at = self.cursorPosition()
        return f"{self.text()[:at]}{self._composing}{self.text()[at:]}"

    def set_number(self, digits: str) -> None:
        """Show a number (or "") in groups, and nothing that is being composed; emits ``textChanged``, or ``composed``."""
        composing, self._composing = self._composing, ""
        if composing:
            super().inputMethodEvent(QInputMethodEvent())
        if not digits and self._copied is not None:
            self._copied.take_back()
        self._digits = digits
        self.setText(group(digits))
        if composing:
            self.composed.emit()

    def make_menu(self) -> QMenu:
        """The context menu: Qt's own without undo and redo; its paste knows whole numbers, its copy is taken back."""
        menu = self.createStandardContextMenu()
        ours = {"edit-paste": self._paste, "edit-copy": self._copy, "edit-cut": self._cut}
        actions = menu.actions()
        for action in actions:
            if action.objectName() in ("edit-undo", "edit-redo"):
                menu.removeAction(action)
            elif action.objectName() in ours:
                self._replace(menu, action, ours[action.objectName()])
        return menu

    @staticmethod
    def _replace(menu: QMenu, action: QAction, act: Callable[[], None]) -> None:
        made = QAction(action.icon(), action.text(), menu, enabled=action.isEnabled())
        made.setObjectName(action.objectName())
        made.triggered.connect(act)
        menu.insertAction(action, made)
        menu.removeAction(action)
        action.setObjectName("")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step over the gap between the groups; a pasted whole number replaces what is there."""
        if event.matches(QKeySequence.StandardKey.Paste):
            if event.key() != Qt.Key.Key_Insert or not self._selected_elsewhere():
                self._paste()
            elif not self._takes(self._selected_elsewhere()):
                super().keyPressEvent(event)
            return
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            (self._copy if event.matches(QKeySequence.StandardKey.Copy) else self._cut)()
            return
        if self._refuses(event.text()):
            return
        if not self.hasSelectedText():
            at, text = self.cursorPosition(), self.text()
            if event.key() == Qt.Key.Key_Backspace and text[at - 1 : at] == " ":
                self.setCursorPosition(at - 1)
            elif event.key() == Qt.Key.Key_Delete and text[at : at + 1] == " ":
                self.setCursorPosition(at + 1)
        self.typing = True
        try:
            super().keyPressEvent(event)
        finally:
            self.typing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method, an on-screen keyboard or dictation brings: a whole number, or some characters."""
        committed = event.commitString()
        if find_number(committed) or len(committed) > _LONGEST:
            self._compose(QInputMethodEvent())  # ends what was being composed
            self._takes(committed)
            event.accept()
            return
        if self._refuses(committed or event.preeditString()):
            self._compose(QInputMethodEvent())
            event.accept()
            return
        self.typing = True
        try:
            self._compose(event)
        finally:
            self.typing = False

    def _refuses(self, text: str) -> bool:
        """Whether these are letters and a whole number stands here: meant for something else, they would hide results."""
        whole = len(self._digits) == _WHOLE and digits_only(self._digits)
        refuses = whole and text.isprintable() and text != "" and not any(each.isdigit() for each in text)
        if refuses and text.strip():
            self.refused.emit()
        return refuses

    def _compose(self, event: QInputMethodEvent) -> None:
        before, self._composing = self._composing, event.preeditString()
        super().inputMethodEvent(event)
        if self._composing != before:
            self.composed.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        """A whole number replaces what is there; a part goes where it is dropped."""
        if self._takes(event.mimeData().text()):
            event.acceptProposedAction()
        else:
            super().dropEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Where the desktop shares what is selected: the middle button pastes it, and to select the number does not share it."""
        if event.button() is Qt.MouseButton.MiddleButton and self._takes(self._selected_elsewhere()):
            return
        start, length = self.selectionStart(), self.selectionLength()
        backwards = self.cursorPosition() == start
        self.deselect()
        super().mouseReleaseEvent(event)
        if length:
            self.setSelection(start + length, -length) if backwards else self.setSelection(start, length)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's, and an edge that can be seen."""
        super().paintEvent(event)
        draw_frame(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the person has gone on to something else."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def _copy(self) -> None:
        """Not Qt's own: a patient's number is kept out of clipboard histories, and does not stay."""
        if not self.hasSelectedText():
            return
        if self._copied is None:
            self._copied = PatientClipboard(sandbox=False, seconds=self.clipboard_seconds, parent=self)
        self._copied.set_seconds(self.clipboard_seconds)
        self._copied.put(self.selectedText())

    def _cut(self) -> None:
        self._copy()
        if self.hasSelectedText():
            self.typing = True
            try:
                self.insert("")
            finally:
                self.typing = False

    def _paste(self) -> None:
        if not self._takes(QGuiApplication.clipboard().text()):
            self.paste()

    def _selected_elsewhere(self) -> str:
        clipboard = QGuiApplication.clipboard()
        return clipboard.text(QClipboard.Mode.Selection) if clipboard.supportsSelection() else ""

    def _takes(self, text: str) -> bool:
        """Whether a text that came whole is done with: its number was taken, or it is too long for the line."""
        digits = find_number(text)
        if digits:
            self.set_number(digits)
            self.textEdited.emit(self.text())
        elif len(text) > _LONGEST:
            self.too_long.emit()
            return True
        return bool(digits)

    def _group_given(self) -> None:
        """An assistive program sets a whole number at once."""
        digits = clean(self.text())
        if len(digits) == _WHOLE and digits_only(digits) and self.text() != group(digits):
            self.set_number(digits)

    def _regroup(self, text: str) -> None:
        """Group what is only digits and gaps; anything else stays as typed until it is a whole number."""
        caret = self.cursorPosition()
        digits, seen = clean(text), visible(text)
        whole = len(digits) == _WHOLE and digits_only(digits)
        if not whole and (len(seen) > _WHOLE or (seen and not digits_only(seen))):
            self._digits = digits
            self.setText(text)  # drops the undo history
            self.setCursorPosition(caret)
            return
        before = len(visible(text[:caret])) if digits == seen else len(digits)
        shrunk = len(digits) < len(self._digits)
        self._digits = digits
        self.setText(group(digits))
        over_gap = before > _GROUP or (before == _GROUP and len(digits) > _GROUP and not shrunk)
        self.setCursorPosition(before + 1 if over_gap else before)
