"""The access basis: five rows, nothing preselected; the two that open restricted results are visible and locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from provesvar_gui.domain.access import AccessBasis
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.basis_button import INDENT, basis_button
from provesvar_gui.ui.basis_words import words
from provesvar_gui.ui.field_note import FieldNote
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.locked_bases import LockedRows
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel, TonePanel, draw_focus, set_wrong

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from provesvar_gui.ui.basis_button import BasisButton

_KEYS = {AccessBasis.SAMTYKKE: Key.SAMTYKKE, AccessBasis.UNNTAK: Key.UNNTAK, AccessBasis.AKUTT: Key.AKUTT}
_LETTERS = {AccessBasis.SAMTYKKE: "S", AccessBasis.UNNTAK: "U", AccessBasis.AKUTT: "A"}


class BasisRow(TonePanel):
    """One basis: title and letter, the sentence, and the warning as soon as the eye is there (focus or choice).

    Where the window is low, the sentences of the others give way once one has been chosen.
    """

    def __init__(self, basis: AccessBasis, parent: QWidget | None = None) -> None:
        super().__init__(Tone.PLAIN, parent=parent)
        self.button = basis_button(basis, self)
        self.button.setToolTip(keys.tooltip(_KEYS[basis]))
        theme.resize(self.button, bold=True)
        letter = ToneLabel(_LETTERS[basis], tone=Tone.SUBDUED, wrap=False, parent=self)
        theme.resize(letter, bold=True)
        top = QHBoxLayout()
        top.addWidget(self.button, 1)
        top.addWidget(letter)
        _, line, warning = words(basis)
        self._warning = ToneLabel(warning, tone=Tone.WARNING, parent=self)
        self._warning.setObjectName(f"{self.button.objectName()}Warning")
        self._warning.hide()
        self._sentence = ToneLabel(line, tone=Tone.SUBDUED, parent=self)
        self._sentence.setObjectName(f"{self.button.objectName()}Sentence")
        self._brief = False
        self._ask: ToneLabel | None = None
        self._below = below = QVBoxLayout()
        below.setContentsMargins(INDENT, 0, 0, 0)
        below.setSpacing(theme.SPACE["hair"])
        below.addWidget(self._sentence)
        below.addWidget(self._warning)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE["small"], theme.SPACE["tight"], theme.SPACE["small"], theme.SPACE["tight"])
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(below)
        self.button.focusMoved.connect(self._look)  # the eye follows the focus
        self.button.toggled.connect(lambda _on: self._look())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The whole row is the target."""
        self.button.setFocus(Qt.FocusReason.MouseFocusReason)
        self.button.click()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second half of a double click is not a second act."""
        event.accept()

    def ask(self, text: str) -> None:
        """One act more is needed: say which. "" takes it back."""
        if self._ask is None and not text:
            return
        if self._ask is None:
            self._ask = ToneLabel(tone=Tone.ERROR, parent=self)
            self._ask.setObjectName(f"{self.button.objectName()}Confirm")
            theme.resize(self._ask, bold=True)
            self._below.addWidget(self._ask)
        self._ask.setText(text)
        self._ask.setVisible(bool(text))

    def set_brief(self, brief: bool) -> None:
        """Whether the sentence gives way while the eye is elsewhere."""
        self._brief = brief
        self._look()

    def _look(self) -> None:
        chosen = self.button.isChecked()
        self._sentence.setVisible(chosen or self.button.hasFocus() or not self._brief)
        self._warning.setVisible(chosen or self.button.hasFocus())
        self.set_tone(Tone.ACTION if chosen else Tone.PLAIN)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The panel, and a strong edge while the focus is in it, chosen or not (WCAG 2.4.7)."""
        super().paintEvent(event)
        if self.button.hasFocus():
            draw_focus(self)


class BasisPicker(QWidget):
    """``chosen(AccessBasis)`` when the clinician chooses, and when it is chosen once more."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("basisPicker")
        self.setAccessibleName(self.tr("Basis for access"))
        self._group = QButtonGroup(self)
        self._buttons: dict[AccessBasis, BasisButton] = {}
        self._low = False
        self._asked = False  # AKUTT was about to go and is not confirmed
        self._again = False  # what is being pressed was chosen before
        self._shown = False  # a choice is being shown that nobody makes now
        heading = QLabel(self.tr("Basis for access"), self)
        theme.resize(heading, bold=True)
        help_text = self.tr(
            "Choose the basis that applies to this look-up. You must need the information to give care to this patient. The "
            "look-up is logged, and the patient can see your name, your organisation and the basis on Helsenorge."
        )
        heading.setToolTip(help_text)
        self.setAccessibleDescription(help_text)
        logged = ToneLabel(self.tr("The look-up is logged and may be shown to the patient."), tone=Tone.SUBDUED, parent=self)
        logged.setToolTip(help_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["tight"])
        column.addWidget(heading)
        column.addWidget(logged)
        self._rows = [BasisRow(basis, self) for basis in _KEYS]
        self.note = FieldNote("basisMessage", self._rows, self)
        column.addWidget(self.note)
        for basis, row in zip(_KEYS, self._rows, strict=True):
            self._buttons[basis] = row.button
            column.addWidget(row)
        self.locked = LockedRows(self)
        self._buttons |= self.locked.buttons
        column.addWidget(self.locked)
        for basis, button in self._buttons.items():
            self._group.addButton(button)
            button.toggled.connect(lambda on, basis=basis: self._choose(basis) if on else None)
            button.pressed.connect(lambda button=button: self._pressed(button))
            button.clicked.connect(lambda _on, basis=basis: self._choose(basis) if self._again else None)
            button.toggled.connect(lambda _on: self._make_room())
            button.toggled.connect(lambda _on: self.note.tell(""))
        self._letters: list[QShortcut] = []
        for basis, key in _KEYS.items():
            for sequence in keys.sequences(key):
                shortcut = QShortcut(
                    sequence, self, lambda basis=basis: self.choose(basis), context=Qt.ShortcutContext.WindowShortcut
                )
                shortcut.setAutoRepeat(False)  # a key that is held down is one act
                if len(sequence.toString()) == 1:
                    self._letters.append(shortcut)
        self.setFocusProxy(self._buttons[AccessBasis.SAMTYKKE])

    def use_letters(self, used: bool) -> None:
        """Whether a letter alone chooses. Not while results are read: a slip would change the basis of the next look-up."""
        for shortcut in self._letters:
            shortcut.setEnabled(used)

    @property
    def basis(self) -> AccessBasis | None:
        """What is chosen."""
        return next((basis for basis, button in self._buttons.items() if button.isChecked()), None)

    def set_low(self, low: bool) -> None:
        """Whether there is less room than everything together needs."""
        self._low = low
        self._make_room()

    def _make_room(self) -> None:
        brief = self._low and self.basis is not None
        for row in self._rows:
            row.set_brief(brief)

    def choose(self, basis: AccessBasis) -> None:
        """The clinician pressed its key."""
        button = self._buttons[basis]
        if button.isEnabled():
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if button.isChecked():
                self.chosen.emit(basis)
            else:
                button.setChecked(True)

    def set_acute_unsure(self, unsure: bool) -> None:
        """Whether AKUTT is chosen and takes one act more."""
        row = self._row(AccessBasis.AKUTT)
        row.ask(self.tr("Not confirmed: click here or press Alt+A once more, or press Enter.") if unsure else "")
        if not unsure and self._asked:
            self._asked = False
            set_wrong(row, wrong=False)

    def ask_acute(self) -> None:
        """It was about to go: to the row that has to be confirmed."""
        self._asked = True
        set_wrong(self._row(AccessBasis.AKUTT), wrong=True)
        self._buttons[AccessBasis.AKUTT].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, basis: AccessBasis) -> BasisRow:
        return self._rows[list(_KEYS).index(basis)]

    def stops(self) -> tuple[BasisButton, ...]:
        """Every button, from above: the order of Tab."""
        return tuple(self._buttons.values())

    def _pressed(self, button: BasisButton) -> None:
        self._again = button.isChecked()

    def _choose(self, basis: AccessBasis) -> None:
        if not self._shown:
            self.chosen.emit(basis)

    def set_basis(self, basis: AccessBasis | None) -> None:
        """Show a choice, or none; that is nobody's choosing."""
        self._shown = True
        try:
            self._show(basis)
        finally:
            self._shown = False

    def _show(self, basis: AccessBasis | None) -> None:
        if basis is not None:
            self._buttons[basis].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)
        for place, button in enumerate(self._buttons.values()):
            # Tab stops at the first. Qt leaves it at the one that was chosen last, which may be locked by now
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus if place else Qt.FocusPolicy.StrongFocus)
