"""«Is this you?»: shown when the login service did not ask for authentication, or when the role was chosen for somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import TintLabel, TintPanel
from provesvar_gui.ui.widgets import PrimaryButton, plain_button

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from provesvar_gui.desk.actions import Question
    from provesvar_gui.helseid.model import Clinician


class _ConfirmButton(PrimaryButton):
    """Enter presses it, but not the Enter of a hand that has not seen the question yet."""

    def __init__(self, text: str, guard_ms: int, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setMinimumHeight(30)
        self._guard_ms = guard_ms
        self._shown = QElapsedTimer()

    def arm(self) -> None:
        """The question has just come on the screen."""
        self._shown.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and keypad Enter are the same."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() and self._shown.isValid() and self._shown.hasExpired(self._guard_ms):
            self.click()


class PersonQuestion(TintPanel):
    """The question «Is this you?».

    ``confirmed``: it is me. ``denied``: it is not. ``guard_ms``: how long Enter is not heard after it came up.
    """

    confirmed = Signal()
    denied = Signal()

    def __init__(self, *, guard_ms: int = 600, parent: QWidget | None = None) -> None:
        super().__init__(Tint.WARNING, bar=True, parent=parent)
        self.setObjectName("personQuestion")
        self._title = TintLabel(parent=self)
        theme.resize(self._title, bold=True)
        self._why = TintLabel(parent=self)
        self.yes = _ConfirmButton(self.tr("It is &me"), guard_ms, self)
        self.yes.setObjectName("confirmPersonButton")
        self.yes.setAccessibleName(self.tr("It is me"))
        self.yes.clicked.connect(self.confirmed)
        self.no = plain_button(self.tr("&Not me"), self)
        self.no.setObjectName("denyPersonButton")
        self.no.setAccessibleName(self.tr("Not me"))
        self.no.setToolTip(self.tr("End this login and log in as yourself"))
        self.no.clicked.connect(self.denied)
        buttons = QHBoxLayout()
        buttons.addWidget(self.yes, 1)
        buttons.addWidget(self.no)
        column = QVBoxLayout(self)
        margin = theme.SPACE["medium"]
        column.setContentsMargins(margin, theme.SPACE["small"], margin, theme.SPACE["small"])
        column.addWidget(self._title)
        column.addWidget(self._why)
        column.addLayout(buttons)
        self.hide()

    def ask(self, question: Question, clinician: Clinician, role: str, *, registered: bool = True) -> None:
        """Show who is logged in, and why it is asked.

        ``role``: the name of the role on the screen. ``registered``: False where HPR is known not to have it of this person.
        """
        self._title.setText(self.tr("Are you {name}, HPR {number}?").format(name=clinician.name, number=clinician.hpr_number))
        reasons = []
        if question.not_fresh:
            reasons.append(self.tr("HelseID did not ask for a new login: somebody may have been logged in already."))
        if question.role_of_other:
            reasons.append(
                self.tr("The role {role} was chosen for somebody else. Confirm that it is yours too.").format(role=role)
            )
            if not registered:
                reasons.append(self.tr("That role is not registered for you in HPR, according to HelseID."))
        self._why.setText("\n".join(reasons))
        self.yes.setAccessibleDescription(f"{self._title.text()} {self._why.text()}")
        if not self.isVisible():
            self.yes.arm()
            self.show()
