"""The patient's number: cleaned, grouped and judged while it is typed; a scanner or a paste replaces it whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.domain.identifiers import Profile, check_patient_number, group
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.number_edit import NumberEdit
from provesvar_gui.ui.number_words import words
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from provesvar_gui.domain.identifiers import NumberCheck, PatientId

_WHOLE = 11
_PAUSE = 1200  # ms: who types on is not asked anything


class PatientField(QWidget):
    """Label, line, judgement and suggestion. ``changed(NumberCheck)`` at every change of the digits.

    ``pause``: runs while ten digits stand there that may be a number without its zero, and the next digit may still come.
    """

    changed = Signal(object)

    def __init__(self, *, profile: Profile | None, today: Callable[[], datetime.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._today = today
        self._asked = False
        self._read = ""
        self._covered: tuple[str, bool] | None = None  # what stood here when the window was locked, and whether it was asked
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
        self.line.composed.connect(self._judge)
        self.line.left.connect(self.ask)
        self._show()

    @property
    def check(self) -> NumberCheck:
        """The judgement of what stands in the field."""
        return self._check

    def judge(self, text: str) -> NumberCheck:
        """What would be thought of ``text``, which is not put into the field."""
        return check_patient_number(text, profile=self._profile, today=self._today())

    def set_profile(self, profile: Profile | None) -> None:
        """Judge what stands there, and what will, by this profile; None: nobody knows it."""
        self._profile = profile
        self._judge()

    def set_patient(self, patient: PatientId | None) -> None:
        """Show this number, or nothing; nothing of the one before stays in the field."""
        self._asked, self._covered = False, None
        self.line.set_number(patient.digits if patient is not None else "")
        self._show()

    def set_scanned(self, digits: str) -> None:
        """A scanner sent this, all of it: it replaces whatever stood there.

        Except when it was the rest of a number that came in lumps (a remote desktop that lagged): the field has it whole already.
        """
        stands = self._check.normalised
        if not (len(digits) < len(stands) == _WHOLE and stands.endswith(digits)):
            self.line.set_number(digits)
        self.ask()

    def cover(self) -> None:
        """The window is locked: the number goes out of the field, and out of the reach of a screen reader. It is kept."""
        if self._covered is None:
            covered = (self._check.normalised, self._asked)
            self._asked = False
            self.line.set_number("")
            self._show()
            self._covered = covered

    def uncover(self) -> None:
        """What was kept comes back, unless the patient was cleared meanwhile."""
        if self._covered is not None:
            (digits, asked), self._covered = self._covered, None
            self.line.set_number(digits)
            self._asked = asked
            self._show()

    def ask(self) -> None:
        """The person has finished: say what is missing, if they began at all."""
        self.pause.stop()
        if self.line.text():
            self._asked = True
            self._show()

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        """Between line and suggestion; the window orders the rest."""
        if forward and self.line.hasFocus():
            self.ask()
            if not self._suggestion.isHidden():
                self._suggestion.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        elif not forward and self._suggestion.hasFocus():
            self.line.setFocus(Qt.FocusReason.BacktabFocusReason)
            return True
        return super().focusNextPrevChild(forward)

    def _judge(self) -> None:
        """What is being composed counts: it stands on the screen beside the results as any other digit does."""
        check = self.judge(self.line.seen)
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
