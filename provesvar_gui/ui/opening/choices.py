"""The choices in the panel: grounds by letter, reasons by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QVBoxLayout, QWidget

from provesvar_gui.domain.access import AccessBasis
from provesvar_gui.ui import theme
from provesvar_gui.ui.basis_button import BasisButton
from provesvar_gui.ui.basis_words import words
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel

if TYPE_CHECKING:
    from provesvar_gui.ui.opening.reasons import Reason

LETTERS = {AccessBasis.FORHOYET_SAMTYKKE: Qt.Key.Key_S, AccessBasis.FORHOYET_AKUTT: Qt.Key.Key_A}
_INDENT = 21  # under the title, past the round mark


class Choices(QWidget):
    """One of several, nothing chosen to begin with. ``chosen``: something was."""

    chosen = Signal()

    def __init__(self, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._heading = QLabel(heading, self)
        self._heading.setWordWrap(True)
        theme.resize(self._heading, bold=True)
        self.group = QButtonGroup(self)
        self.group.buttonToggled.connect(lambda _button, on: self.chosen.emit() if on else None)

    def choose(self, place: int) -> None:
        """By its key."""
        buttons = self.group.buttons()
        if 0 <= place < len(buttons) and buttons[place].isEnabled():
            buttons[place].setChecked(True)

    @property
    def place(self) -> int:
        """What is chosen, or -1."""
        return self.group.checkedId()

    def reset(self) -> None:
        """Choose nothing."""
        self.group.setExclusive(False)
        for button in self.group.buttons():
            button.setChecked(False)
        self.group.setExclusive(True)


class Grounds(Choices):
    """Consent or emergency, each with its sentence, and its warning as soon as it is chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("On what ground"), parent)
        self._warnings: list[ToneLabel] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["hair"])
        column.addWidget(self._heading)
        for place, (basis, key) in enumerate(LETTERS.items()):
            title, line, warning = words(basis)
            button = BasisButton(f"{chr(key)}   {title}", self)
            button.setObjectName(f"opening{basis.value.title().replace('_', '')}")
            button.setAccessibleName(title)
            button.setAccessibleDescription(f"{line} {warning}")
            theme.resize(button, bold=True)
            sentence = ToneLabel(line, tone=Tone.PLAIN, parent=self)
            sentence.setContentsMargins(_INDENT, 0, 0, 0)
            self.group.addButton(button, place)
            caution = ToneLabel(warning, tone=Tone.WARNING, parent=self)
            caution.setObjectName(f"openingWarning{basis.value.title().replace('_', '')}")
            caution.setContentsMargins(_INDENT, 0, 0, 0)
            self._warnings.append(caution)
            for widget in (button, sentence, caution):
                column.addWidget(widget)
        column.addStretch(1)
        self.group.buttonToggled.connect(lambda _button, _on: self._warn())
        self._warn()

    @property
    def basis(self) -> AccessBasis | None:
        """What is chosen."""
        return list(LETTERS)[self.place] if self.place >= 0 else None

    def choose_basis(self, basis: AccessBasis) -> None:
        """By its letter."""
        self.choose(list(LETTERS).index(basis))

    def _warn(self) -> None:
        for place, warning in enumerate(self._warnings):
            warning.setVisible(place == self.place)


class ReasonChoices(Choices):
    """Coded, by number key, so that nobody writes prose in an emergency."""

    def __init__(self, reasons: tuple[Reason, ...], parent: QWidget) -> None:
        super().__init__(self.tr("Why (to the local journal only)"), parent)
        self._reasons = reasons
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme.SPACE["hair"])
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._heading, 0, 0)
        for place, reason in enumerate(reasons):
            button = BasisButton(f"{place + 1}   {reason.words}", self)
            button.setObjectName(f"openingReason{place + 1}")
            button.setAccessibleName(reason.words)
            self.group.addButton(button, place)
            grid.addWidget(button, place + 1, 0)
        grid.setRowStretch(len(reasons) + 1, 1)

    def fit(self, basis: AccessBasis | None) -> None:
        """Only what does not contradict the ground can be chosen: who is unconscious has consented to nothing."""
        for place, reason in enumerate(self._reasons):
            fits = basis is None or not reason.only or reason.only == basis.value
            button = self.group.button(place)
            button.setEnabled(fits)
            if not fits and button.isChecked():
                self.reset()

    @property
    def code(self) -> str:
        """What is chosen, or ""."""
        return self._reasons[self.place].code if self.place >= 0 else ""
