"""The picker of the access basis."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.form.basis import basis_texts
from provesvar_gui.ui.form.field_note import FieldNote
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import TintLabel, TintPanel, draw_focus, set_wrong

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from provesvar_gui.desk.opening import OpeningResult
    from provesvar_gui.results.model import OutcomeKind


INDENT: Final = 21  # under the title, past the round mark
_MARK = 14  # Fusion's PM_ExclusiveIndicatorWidth, for so many dots per inch:
_INCH = 72 if sys.platform == "darwin" else 96


class BasisButton(QRadioButton):
    """Return and Enter belong to the form, whatever the platform's theme does with buttons. ``focusMoved``: here, or away."""

    focusMoved = Signal()  # noqa: N815 - a Qt signal

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focusMoved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focusMoved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the form have Return."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second half of a double click is not a second act."""
        event.accept()

    def mark(self) -> QRectF:
        """Where Fusion draws the mark. To ask it would load all that styles know, 3 ms of the time to the first paint."""
        side = int(_MARK * self.fontMetrics().fontDpi() / _INCH)
        return QRectF(0, (self.height() - side) // 2, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's, and a round mark whose edge can be seen in both schemes."""
        super().paintEvent(event)
        round_mark = self.mark().adjusted(1, 1, -1, -1)
        scheme, enabled = theme.current(), self.isEnabled()
        edge = scheme.shades[Tint.ACTION].text if self.isChecked() or self.hasFocus() else scheme.border
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(edge if enabled else scheme.line), 1.5))
        painter.setBrush(QColor(scheme.base if enabled else scheme.page))
        painter.drawEllipse(round_mark)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(edge))
            painter.drawEllipse(round_mark.adjusted(3.5, 3.5, -3.5, -3.5))


def basis_button(basis: AccessBasis, parent: QWidget) -> BasisButton:
    """A button with the words of a basis."""
    heading, line, warning = basis_texts(basis)
    button = BasisButton(heading, parent)
    button.setObjectName(f"basis{basis.value.title().replace('_', '')}")
    button.setAccessibleName(heading)
    button.setAccessibleDescription(" ".join(filter(None, (line, warning))))
    return button


class LockedRows(TintPanel):
    """The elevated bases: seen, with the reason why they cannot be chosen, or (by policy) what choosing them asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tint.SUBDUED, parent=parent)
        self.setObjectName("lockedBases")
        self._direct = False
        self._opened: AccessBasis | None = None
        self._until = ""
        self._came: OpeningResult | None = None
        self._openable: OutcomeKind | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE["small"], theme.SPACE["tight"], theme.SPACE["small"], theme.SPACE["tight"])
        column.setSpacing(theme.SPACE["hair"])
        self.buttons: dict[AccessBasis, BasisButton] = {}
        for basis in AccessBasis:
            if basis.elevated:
                button = basis_button(basis, self)
                button.setToolTip("\n".join(basis_texts(basis)[1:]))
                button.setEnabled(False)
                self.buttons[basis] = button
                column.addWidget(button)
        self._why = TintLabel(tint=Tint.SUBDUED, parent=self)
        self._why.setObjectName("basisLockedReason")
        self._why.setContentsMargins(INDENT, 0, 0, 0)
        column.addWidget(self._why)
        self._say()

    def set_direct(self, direct: bool) -> None:
        """Whether the organisation lets them be chosen without a report."""
        self._direct = direct
        self._say()

    def set_openable(self, openable: OutcomeKind | None) -> None:
        if openable is not self._openable:
            self._openable = openable
            self._say()

    def set_opened(self, basis: AccessBasis | None, until: str = "", came: OpeningResult | None = None) -> None:
        """With which of them results are open now, and until when, by the clock on the wall. None: they are closed.

        ``came``: what was asked for need not have come; None: it has.
        """
        self._opened, self._until, self._came = basis, until, came
        self._say()

    def _say(self) -> None:
        reason = self.tr("Locked: there is nothing to open now.")
        if self._openable is not None:
            reason = self._how_to_open(self._openable)
        if self._direct:
            reason = self.tr("Each asks for a reason and a confirmation first.")
        if self._opened is not None:
            reason = self._what_is_open(self._opened)
        tint = Tint.SUBDUED if self._opened is None else Tint.WARNING
        self.set_tint(tint)
        self._why.say(reason, tint)
        for basis, button in self.buttons.items():
            button.setEnabled(self._direct)
            button.setAccessibleDescription(" ".join((reason, *basis_texts(basis)[1:])))

    def _what_is_open(self, basis: AccessBasis) -> str:
        # 20 ms, for which the first paint does not wait.
        from provesvar_gui.desk.opening import OpeningResult
        from provesvar_gui.ui.opening import texts

        came = self._came or OpeningResult.OPENED
        what = texts.opened_with(basis, came)
        after = self.tr("They close at {time}. Enter makes an ordinary look-up again.").format(time=self._until)
        if came is OpeningResult.OPEN_END:  # what came, if anything did, is taken away all the same
            after = self.tr("What came closes at {time}. Enter makes an ordinary look-up again.").format(time=self._until)
        elif came is not OpeningResult.OPENED:
            after = self.tr("Enter makes an ordinary look-up again.")
        return f"{what}\n{after}"

    def _how_to_open(self, openable: OutcomeKind) -> str:
        from provesvar_gui.results.model import OutcomeKind  # 15 ms, for which the first paint does not wait

        text = self.tr("Restricted: {key} shows how to open.")
        if openable is OutcomeKind.UNKNOWN:
            text = self.tr("Unknown answer: {key} shows how to open.")
        return text.format(key=keys.shown(Key.OPEN))


class BasisRow(TintPanel):
    """One basis: title and letter, the sentence, and the warning as soon as the eye is there (focus or choice).

    Where the window is low, the sentences of the others give way once one has been chosen.
    """

    def __init__(self, basis: AccessBasis, parent: QWidget | None = None) -> None:
        super().__init__(Tint.PLAIN, parent=parent)
        self.button = basis_button(basis, self)
        self.button.setToolTip(keys.tooltip(keys.BASES[basis]))
        theme.resize(self.button, bold=True)
        letter = TintLabel(keys.sequences(keys.BASES[basis])[-1].toString(), tint=Tint.SUBDUED, wrap=False, parent=self)
        theme.resize(letter, bold=True)
        top = QHBoxLayout()
        top.addWidget(self.button, 1)
        top.addWidget(letter)
        _, line, warning = basis_texts(basis)
        self._warning = TintLabel(warning, tint=Tint.WARNING, parent=self)
        self._warning.setObjectName(f"{self.button.objectName()}Warning")
        self._warning.hide()
        self._sentence = TintLabel(line, tint=Tint.SUBDUED, parent=self)
        self._sentence.setObjectName(f"{self.button.objectName()}Sentence")
        self._brief = False
        self._ask: TintLabel | None = None
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
            self._ask = TintLabel(tint=Tint.ERROR, parent=self)
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
        self.set_tint(Tint.ACTION if chosen else Tint.PLAIN)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The panel, and a strong edge while the focus is in it, chosen or not (WCAG 2.4.7)."""
        super().paintEvent(event)
        if self.button.hasFocus():
            draw_focus(self)


class BasisPicker(QWidget):
    """The picker of the access basis. ``chosen(AccessBasis)`` when the clinician chooses, and when it is chosen once more."""

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
        logged = TintLabel(self.tr("The look-up is logged and may be shown to the patient."), tint=Tint.SUBDUED, parent=self)
        logged.setToolTip(help_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["tight"])
        column.addWidget(heading)
        column.addWidget(logged)
        self._rows = [BasisRow(basis, self) for basis in keys.BASES]
        self.note = FieldNote("basisMessage", self._rows, self)
        column.addWidget(self.note)
        for basis, row in zip(keys.BASES, self._rows, strict=True):
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
        for basis, key in keys.BASES.items():
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
        return self._rows[list(keys.BASES).index(basis)]

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
