"""The patient's number: cleaned, grouped and judged while it is typed; a scanner or a paste replaces it whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QClipboard, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.domain.identifiers import Profile, check_patient_number, group
from provesvar_gui.domain.number_text import clean, digits_only, find_number, visible
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.number_words import words
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel, draw_frame

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from PySide6.QtGui import (
        QContextMenuEvent,
        QDropEvent,
        QFocusEvent,
        QInputMethodEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
    )

    from provesvar_gui.domain.identifiers import NumberCheck, PatientId

_LONGEST = 64  # a label, separators and a number; what is longer is no number
_SEARCHED = 2000  # characters of a pasted text
_GROUP, _WHOLE = 6, 11
_PAUSE = 1200  # ms: who types on is not asked anything


class NumberEdit(QLineEdit):
    """The line itself. Never keeps an undo history: it would hold the number of the patient before.

    ``typing``: whether the change that is being told comes from a key, so that more may follow.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patientField")
        self.setMaxLength(_LONGEST)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers | Qt.InputMethodHint.ImhSensitiveData)
        self.setDragEnabled(False)
        self.typing = False
        self._digits = ""
        self.textEdited.connect(self._regroup)

    def set_number(self, digits: str) -> None:
        """Show a number (or "") in groups; emits ``textChanged`` only."""
        self._digits = digits
        self.setText(group(digits))

    def make_menu(self) -> QMenu:
        """The context menu: Qt's own without undo and redo, with a paste that knows whole numbers."""
        menu = self.createStandardContextMenu()
        actions = menu.actions()
        for action in actions:
            if action.objectName() in ("edit-undo", "edit-redo"):
                menu.removeAction(action)
            elif action.objectName() == "edit-paste":
                paste = QAction(action.icon(), action.text(), menu, objectName="edit-paste", enabled=action.isEnabled())
                paste.triggered.connect(self._paste)
                menu.insertAction(action, paste)
                menu.removeAction(action)
                action.setObjectName("")
        return menu

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
            elif not self._take_whole(self._selected_elsewhere()):
                super().keyPressEvent(event)
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
        if self._take_whole(event.commitString()):
            event.accept()
            return
        self.typing = True
        try:
            super().inputMethodEvent(event)
        finally:
            self.typing = False

    def dropEvent(self, event: QDropEvent) -> None:
        """A whole number replaces what is there; a part goes where it is dropped."""
        if self._take_whole(event.mimeData().text()):
            event.acceptProposedAction()
        else:
            super().dropEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button pastes what is selected elsewhere, where the desktop knows that."""
        if event.button() is not Qt.MouseButton.MiddleButton or not self._take_whole(self._selected_elsewhere()):
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's, and an edge that can be seen."""
        super().paintEvent(event)
        draw_frame(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the person has gone on to something else."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def _paste(self) -> None:
        if not self._take_whole(QGuiApplication.clipboard().text()):
            self.paste()

    def _selected_elsewhere(self) -> str:
        clipboard = QGuiApplication.clipboard()
        return clipboard.text(QClipboard.Mode.Selection) if clipboard.supportsSelection() else ""

    def _take_whole(self, text: str) -> bool:
        digits = find_number(text[:_SEARCHED])
        if digits:
            self.set_number(digits)
            self.textEdited.emit(self.text())
        return bool(digits)

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


class PatientField(QWidget):
    """Label, line, judgement and suggestion. ``changed(NumberCheck)`` at every change of the digits.

    ``pause``: runs while ten digits stand there that may be a number without its zero, and the next digit may still come.
    """

    changed = Signal(object)

    def __init__(self, *, profile: Profile, today: Callable[[], datetime.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._today = today
        self._asked = False
        self._read = ""
        self.pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self.pause.timeout.connect(self.ask)
        self._check = check_patient_number("", profile=profile, today=today())
        self.line = NumberEdit(self)
        theme.resize(self.line, 1.35, digits=True)
        self.line.setAccessibleName(self.tr("Patient's identity number"))
        self.line.setToolTip(keys.tooltip(keys.Key.PATIENT))
        self.line.setPlaceholderText(self.tr("DDMMYY NNNNN"))
        label = QLabel(self.tr("&Patient's identity number"), self)
        label.setBuddy(self.line)
        theme.resize(label, bold=True)
        self._state = ToneLabel(wrap=False, parent=self)
        self._state.setObjectName("patientState")
        theme.resize(self._state, bold=True)
        self._reason = ToneLabel(parent=self)
        self._reason.setObjectName("patientMessage")
        self._suggestion = QPushButton(self)
        self._suggestion.setObjectName("patientSuggestion")
        self._suggestion.setAutoDefault(False)
        self._suggestion.hide()
        self._suggestion.clicked.connect(self._take_suggestion)
        top = QHBoxLayout()
        top.addWidget(label, 1)
        top.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["tight"])
        column.addLayout(top)
        column.addWidget(self.line)
        column.addWidget(self._reason)
        column.addWidget(self._suggestion)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._judge)
        self.line.left.connect(self.ask)
        self._show()

    @property
    def check(self) -> NumberCheck:
        """The judgement of what stands in the field."""
        return self._check

    def set_profile(self, profile: Profile) -> None:
        """Judge what stands there, and what will, by this profile."""
        self._profile = profile
        self._judge(self.line.text())

    def set_patient(self, patient: PatientId | None) -> None:
        """Show this number, or nothing; nothing of the one before stays in the field."""
        self._asked = False
        self.line.set_number(patient.digits if patient is not None else "")
        self._show()

    def set_scanned(self, digits: str) -> None:
        """A scanner sent this, all of it: it replaces whatever stood there."""
        self.line.set_number(digits)
        self.ask()

    def ask(self) -> None:
        """The person has finished: say what is missing, if they began at all."""
        self.pause.stop()
        if self.line.text():
            self._asked = True
            self._show()

    def _judge(self, text: str) -> None:
        check = check_patient_number(text, profile=self._profile, today=self._today())
        before, self._check = self._check, check
        if check.normalised != before.normalised:
            self._asked = bool(check.suggestion) and not self.line.typing
            if check.suggestion and not self._asked:
                self.pause.start()
            else:
                self.pause.stop()
        self.changed.emit(check)
        self._show()

    def _show(self) -> None:
        said = words(self._check, asked=self._asked)
        self._state.say(said.state, said.tone)
        self._reason.say(said.reason, said.tone)
        self.line.setAccessibleDescription(said.spoken)
        if said.spoken != self._read and said.tone is not Tone.SUBDUED and self.line.hasFocus():
            announce(self.line, said.spoken, urgent=False)
        self._read = said.spoken
        offer = self._check.suggestion if self._asked else ""
        self._suggestion.setVisible(bool(offer))
        self._suggestion.setText(self.tr("Use {number}").format(number=group(offer)) if offer else "")
        self._suggestion.setAccessibleName(self._suggestion.text() or self.tr("Suggested number"))

    def _take_suggestion(self) -> None:
        if self._check.suggestion:
            self.line.set_number(self._check.suggestion)
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
