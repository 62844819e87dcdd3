"""The patient's number: cleaned, grouped and judged while it is typed; a scanner or a paste replaces it whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.domain.identifiers import Profile, check_patient_number, clean, group
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.number_words import words
from provesvar_gui.ui.tone import ToneLabel, draw_frame

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

    from provesvar_gui.domain.identifiers import NumberCheck, PatientId

_LONGEST = 64  # a label, separators and a number; what is longer is no number
_GROUP = 6
_DIGITS = frozenset("0123456789")


class NumberEdit(QLineEdit):
    """The line itself. Never keeps an undo history: it would hold the number of the patient before."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patientField")
        self.setMaxLength(_LONGEST)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers | Qt.InputMethodHint.ImhSensitiveData)
        self.setDragEnabled(False)
        self._digits = ""
        self.textEdited.connect(self._regroup)

    def set_number(self, digits: str) -> None:
        """Show a number (or "") in groups; emits ``textChanged`` only."""
        self._digits = digits
        self.setText(group(digits))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step over the gap between the groups; a pasted whole number replaces what is there."""
        if event.matches(QKeySequence.StandardKey.Paste) and self._paste_whole():
            return
        if not self.hasSelectedText():
            at, text = self.cursorPosition(), self.text()
            if event.key() == Qt.Key.Key_Backspace and text[at - 1 : at] == " ":
                self.setCursorPosition(at - 1)
            elif event.key() == Qt.Key.Key_Delete and text[at : at + 1] == " ":
                self.setCursorPosition(at + 1)
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's, and an edge that can be seen."""
        super().paintEvent(event)
        draw_frame(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the person has gone on to something else."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def _paste_whole(self) -> bool:
        digits = clean(QGuiApplication.clipboard().text()[:_LONGEST])
        if len(digits) != 11 or not _DIGITS.issuperset(digits):
            return False
        self.set_number(digits)
        self.textEdited.emit(self.text())
        return True

    def _regroup(self, text: str) -> None:
        """Group what is only digits and gaps; anything else stays as typed until it is a whole number."""
        digits = clean(text)
        plain = _DIGITS.issuperset(text.replace(" ", ""))
        if not _DIGITS.issuperset(digits) or (not plain and len(digits) != 11) or len(digits) > 11:
            self._digits = digits
            caret = self.cursorPosition()
            self.setText(text)  # drops the undo history
            self.setCursorPosition(caret)
            return
        before = sum(c in _DIGITS for c in text[: self.cursorPosition()])
        if not plain:
            before = len(digits)
        shrunk = len(digits) < len(self._digits)
        self._digits = digits
        self.setText(group(digits))
        over_gap = before > _GROUP or (before == _GROUP and len(digits) > _GROUP and not shrunk)
        self.setCursorPosition(before + 1 if over_gap else before)


class PatientField(QWidget):
    """Label, line, judgement and suggestion. ``changed(NumberCheck)`` at every change of the digits; ``entered`` at Enter."""

    changed = Signal(object)

    def __init__(self, *, profile: Profile, today: Callable[[], datetime.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._today = today
        self._asked = False
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

    def set_patient(self, patient: PatientId | None) -> None:
        """Show this number, or nothing; nothing of the one before stays in the field."""
        self._asked = False
        self.line.set_number(patient.digits if patient is not None else "")
        self._show()

    def set_scanned(self, digits: str) -> None:
        """A scanner sent this: it replaces whatever stood there."""
        self._asked = False
        self.line.set_number(digits)

    def ask(self) -> None:
        """The person has finished: say what is missing, if they began at all."""
        if self.line.text():
            self._asked = True
            self._show()

    def _judge(self, text: str) -> None:
        check = check_patient_number(text, profile=self._profile, today=self._today())
        before, self._check = self._check, check
        if check.normalised != before.normalised:
            self._asked = False
        self.changed.emit(check)
        self._show()

    def _show(self) -> None:
        said = words(self._check, asked=self._asked)
        self._state.say(said.state, said.tone)
        self._reason.say(said.reason, said.tone)
        self.line.setAccessibleDescription(f"{said.state} {said.reason}".strip())
        offer = self._check.suggestion
        self._suggestion.setVisible(bool(offer))
        self._suggestion.setText(self.tr("Use {number}").format(number=group(offer)) if offer else "")
        self._suggestion.setAccessibleName(self._suggestion.text() or self.tr("Suggested number"))

    def _take_suggestion(self) -> None:
        if self._check.suggestion:
            self.line.set_number(self._check.suggestion)
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
