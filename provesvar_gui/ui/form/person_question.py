"""«Is this you?»: shown when the login service did not ask for authentication, or when the role was chosen for somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.theme import RADIUS, Type
from provesvar_gui.ui.widgets import Guard, KeyButton, Label, Panel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from provesvar_gui.desk.actions import Question
    from provesvar_gui.helseid.model import Clinician


class _ConfirmButton(KeyButton):
    """Enter presses it, but not the Enter of a hand that has not seen the question yet."""

    def __init__(self, text: str, guard_ms: int, parent: QWidget) -> None:
        super().__init__("confirmPersonButton", text, None, parent, kind="primary")
        self.guard = Guard(guard_ms)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and keypad Enter are the same."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() and not self.guard.too_soon:
            self.click()


class PersonQuestion(Panel):
    """The question «Is this you?», in the place of the button: nothing is sent before it is answered.

    ``confirmed``: it is me. ``denied``: it is not. ``guard_ms``: how long Enter is not heard after it came up.
    """

    confirmed = Signal()
    denied = Signal()

    def __init__(self, *, guard_ms: int, parent: QWidget) -> None:
        super().__init__("flag_ground", "flag_mark", parent, radius=RADIUS["card"])
        self.setObjectName("personQuestion")
        self._title = Label(kind=Type.READING, bold=True, wraps=True, parent=self)
        self._why = Label(wraps=True, parent=self)
        self.yes = _ConfirmButton(self.tr("It is &me"), guard_ms, self)
        self.yes.clicked.connect(self.confirmed)
        self.no = KeyButton("denyPersonButton", self.tr("&Not me"), None, self)
        self.no.setToolTip(self.tr("End this login and log in as yourself"))
        self.no.clicked.connect(self.denied)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE["small"])
        buttons.addWidget(self.yes)
        buttons.addWidget(self.no)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE["large"], 14, theme.SPACE["large"], 14)
        column.setSpacing(theme.SPACE["tight"])
        column.addWidget(self._title)
        column.addWidget(self._why)
        column.addSpacing(theme.SPACE["tight"])
        column.addLayout(buttons)
        self.hide()

    def ask(self, question: Question, clinician: Clinician, role: str, *, registered: bool = True, armed: bool = False) -> None:
        """Show who is logged in, and why it is asked.

        ``role``: the name of the role on the screen. ``registered``: False where HPR is known not to have it of this person.
        ``armed``: a look-up waits for the answer.
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
        if armed:
            reasons.append(self.tr("The look-up is sent when you have confirmed that it is you."))
        self._why.setText("\n".join(reasons))
        self.yes.setAccessibleDescription(f"{self._title.text()} {self._why.text()}")
        if self.isHidden():
            self.yes.guard.begin()
            self.show()

    @property
    def text(self) -> str:
        return f"{self._title.text()}\n{self._why.text()}" if not self.isHidden() else ""
