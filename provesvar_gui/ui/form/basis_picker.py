"""The picker of the access basis: three cards side by side, and a line of messages below them."""

from __future__ import annotations

from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.form.parts import ChoiceCard, FieldHead, one_line, wrap
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.widgets import IconLabel, KeyButton, fill, set_wrong


class BasisTexts(NamedTuple):
    """``title``, ``line``, ``warning``: in full, for tooltip and screen reader. ``narrow``: where there is little room.

    ``below``: shown under the cards.
    """

    title: str
    line: str
    warning: str
    short_title: str
    short_line: str
    narrow: str
    below: str = ""


TEXTS: Final[dict[AccessBasis, tuple[str, ...]]] = {
    AccessBasis.SAMTYKKE: (
        "Consent from the patient",
        "The patient has consented to this look-up. The consent covers this course of treatment.",
        "Choose this only when the patient has in fact consented. It does not open information that the patient has restricted.",
        "Consent",
        "The patient has consented to this look-up.",
        "Consent",
        "Only when the patient has in fact consented. Does not open what is restricted.",
    ),
    AccessBasis.UNNTAK: (
        "Exempt from consent",
        "Your role is exempt from the consent requirement, for example the patient's GP, or a doctor or nurse in specialist "
        "care and the emergency care chain.",
        "You must need the information to give responsible care. It does not open information that the patient has restricted.",
        "Exempt from consent",
        "Your role is exempt, for example a GP or a doctor in the emergency care chain.",
        "Exempt from consent",
        "You must need it to give responsible care. Does not open what is restricted.",
    ),
    AccessBasis.AKUTT: (
        "Emergency",
        "It is an emergency, and it is not possible or safe to obtain consent first.",
        "Only for a real emergency. It does not open information that the patient has restricted.",
        "Emergency",
        "Not possible or safe to obtain consent first.",
        "Emergency",
        "Only in a real emergency. Does not open what the patient has restricted.",
    ),
    AccessBasis.FORHOYET_SAMTYKKE: (
        "Consent to open restricted information",
        "The patient has restricted information and has consented to your opening it now.",
        "The patient has restricted this information. Consent to an ordinary look-up is not enough. Opening it is logged "
        "separately and may be shown to the patient.",
        "Consent to open",
        "The patient has consented now. Consent to an ordinary look-up is not enough.",
        "Open: consent",
    ),
    AccessBasis.FORHOYET_AKUTT: (
        "Emergency: open restricted information",
        "Life or serious harm is at stake, and you must see information that the patient has restricted.",
        "You are opening information against the patient's restriction, on grounds of necessity. This is logged separately, "
        "may be shown to the patient and may be reviewed afterwards.",
        "Emergency: open",
        "Life or serious harm is at stake, and you must see what the patient has restricted.",
        "Open: emergency",
    ),
}


def texts(basis: AccessBasis) -> BasisTexts:
    return BasisTexts(*(QCoreApplication.translate("AccessBasis", text) for text in TEXTS[basis]))


def basis_choice(basis: AccessBasis, name: str, parent: QWidget) -> ChoiceCard:
    key = keys.BASES.get(basis)
    letter = (keys.BASIS_LETTERS | keys.ELEVATED_LETTERS)[basis]
    words = texts(basis)
    made = ChoiceCard(words.short_title, words.short_line, letter, parent)
    made.setObjectName(f"{name}{basis.value.title().replace('_', '')}")
    made.setAccessibleName(words.title)
    made.setAccessibleDescription(f"{words.line} {words.warning}")
    made.setToolTip("\n".join((words.title if key is None else keys.tooltip(key), words.line, words.warning)))
    return made


class BasisPicker(QWidget):
    """The picker of the access basis. ``chosen(AccessBasis)``: at each choice, also of the chosen one again.

    The elevated ones are chosen in the opening panel. Where the organisation lets them be chosen without a report they stand
    here, and lead to the same panel.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("basisPicker")
        self.setAccessibleName(self.tr("Basis for access"))
        help_text = self.tr(
            "Choose the basis that applies to this look-up. You must need the information to give care to this patient. The "
            "look-up is logged, and the patient can see your name, your organisation and the basis on Helsenorge."
        )
        self.setAccessibleDescription(help_text)
        hint = self.tr("The look-up is logged and may be shown to the patient.")
        self.head = FieldHead(self.tr("Basis for access"), "basisMessage", self, hint=hint)
        self.head.setToolTip(help_text)
        self._group = QButtonGroup(self)
        self._unsure = self._asked = False  # AKUTT is not confirmed yet; a look-up was asked for all the same, and told so
        self._direct = False
        self._buttons = {basis: basis_choice(basis, "basis", self) for basis in AccessBasis}
        direction = QBoxLayout.Direction.LeftToRight
        self._rows = rows = QBoxLayout(direction), QBoxLayout(direction)
        for basis, button in self._buttons.items():
            self._group.addButton(button)
            rows[basis.elevated].addWidget(button, 1)
            if basis.elevated:
                button.hide()
            button.clicked.connect(lambda _on, basis=basis: self._acted(basis))
        self._sign = IconLabel(Icon.LOCKED, "ink2", 16, self)
        self._line = one_line(self, "basisLine")
        self.confirm = KeyButton("confirmAcuteButton", self.tr("Confirm"), None, self, kind="flag", height=28)
        self.confirm.setAccessibleName(self.tr("Confirm that it is an emergency"))
        self.confirm.setToolTip(self.tr("Confirm that it is an emergency ({keys})").format(keys=keys.shown(keys.Key.AKUTT)))
        room = self.confirm.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # it moves nothing when it comes and goes
        self.confirm.setSizePolicy(room)
        self.confirm.clicked.connect(lambda: self.choose(AccessBasis.AKUTT))
        below = fill(QHBoxLayout(), self._sign, (self._line, 1), self.confirm, spacing=theme.SPACE["small"])
        for row in rows:
            row.setSpacing(theme.SPACE["medium"])
        fill(QVBoxLayout(self), self.head, *rows, below, spacing=6)
        for basis, key in keys.BASES.items():
            for sequence in keys.sequences(key):
                act = partial(self.choose, basis)
                QShortcut(sequence, self, act).setAutoRepeat(False)  # a key that is held down is one act
        self.setFocusProxy(self._buttons[AccessBasis.SAMTYKKE])
        self._say()

    @property
    def basis(self) -> AccessBasis | None:
        return next((basis for basis, button in self._buttons.items() if button.isChecked()), None)

    def set_direct(self, direct: bool) -> None:
        self._direct = direct
        for basis, button in self._buttons.items():
            button.setVisible(direct or not basis.elevated)
        self._say()

    def set_brief(self, brief: bool, *, below: bool = False) -> None:
        for row in self._rows:
            row.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        for line in (self.head.message, self._line):
            wrap(line, wraps=below)
        for button in self._buttons.values():
            button.set_brief(brief)

    def choose(self, basis: AccessBasis) -> None:
        button = self._buttons[basis]
        if not button.isHidden():
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            button.click()

    def _acted(self, basis: AccessBasis) -> None:
        self.head.tell("")
        self._say()
        self.chosen.emit(basis)

    def set_acute_unsure(self, unsure: bool) -> None:
        self._unsure, self._asked = unsure, self._asked and unsure
        self._say()

    def ask_acute(self) -> None:
        """Focus the card that must be confirmed before a look-up."""
        self._asked = True
        self._buttons[AccessBasis.AKUTT].setFocus(Qt.FocusReason.OtherFocusReason)
        self._say()
        announce(self, self._line.text(), urgent=True)

    def _say(self) -> None:
        self.confirm.setVisible(self._unsure)
        set_wrong(self._buttons[AccessBasis.AKUTT], self._asked)
        chosen = self.basis
        if self._asked:
            text, sign, colour = self.tr("Only in a real emergency. Confirm it: Enter or Alt+A."), Icon.WARNING, "flag"
        elif chosen is not None and not chosen.elevated:
            text, sign, colour = texts(chosen).below, Icon.WARNING, "ink2"
        else:
            text = self.tr("Restricted results are opened in two steps of their own, and only when the service reports them.")
            if self._direct:
                text = self.tr("The last two open restricted results, in two steps of their own.")
            sign, colour = Icon.LOCKED, "ink2"
        self._line.say(text, colour)
        self._sign.show_icon(sign, colour)

    def stops(self) -> tuple[QWidget, ...]:
        return (*self._buttons.values(), self.confirm)

    def set_basis(self, basis: AccessBasis | None) -> None:
        if basis is not None:
            self._buttons[basis].setChecked(True)
        else:
            self._group.setExclusive(False)
            for place, button in enumerate(self._buttons.values()):
                button.setChecked(False)
                # Tab stops at the first. Qt leaves it at the one that was chosen last, which may be hidden by now
                button.setFocusPolicy(Qt.FocusPolicy.ClickFocus if place else Qt.FocusPolicy.StrongFocus)
            self._group.setExclusive(True)
        self.head.tell("")
        self._say()
