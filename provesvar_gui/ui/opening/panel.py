"""The panel with the two steps of an opening, and the bar above the results while they are open."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.form.basis import basis_texts
from provesvar_gui.ui.form.basis_picker import INDENT, BasisButton
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.opening import texts
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import TintLabel, TintPanel
from provesvar_gui.ui.widgets import lay_in_row, lines, named_button, named_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.desk.opening import OpeningResult
    from provesvar_gui.results.model import LookupResult, OutcomeKind
    from provesvar_gui.ui.opening.texts import OpeningReason

_LETTERS = {AccessBasis.FORHOYET_SAMTYKKE: Qt.Key.Key_S, AccessBasis.FORHOYET_AKUTT: Qt.Key.Key_A}
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class Guard:
    """A guard against a key press that was meant for something else.

    The moment in which an act counts for nothing: whoever pressed a key just then meant something else.

    ``ms``: how long it lasts after ``begin``. ``clock``: seconds that only go forward.
    """

    def __init__(self, ms: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.ms, self.clock = ms, clock
        self._since: float | None = None

    def begin(self) -> None:
        """Something has come on the screen, or another window into use."""
        self._since = self.clock()

    @property
    def too_soon(self) -> bool:
        return self._since is not None and (self.clock() - self._since) * 1000 < self.ms


class ChoiceList(QWidget):
    """A list of exclusive choices. One of several, nothing chosen to begin with. ``chosen``: something was."""

    chosen = Signal()

    def __init__(self, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._heading = QLabel(heading, self)
        self._heading.setWordWrap(True)
        theme.resize(self._heading, bold=True)
        self.group = QButtonGroup(self)
        self.group.buttonToggled.connect(lambda _button, on: self.chosen.emit() if on else None)

    def choose(self, place: int) -> None:
        button = self.group.button(place)
        if button.isEnabled():
            button.setChecked(True)

    @property
    def place(self) -> int:
        return self.group.checkedId()

    def reset(self) -> None:
        self.group.setExclusive(False)
        for button in self.group.buttons():
            button.setChecked(False)
        self.group.setExclusive(True)


class Grounds(ChoiceList):
    """The choice of the ground of an opening.

    Consent or emergency, each with its sentence, and its warning as soon as it is chosen.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("On what ground"), parent)
        self._warnings: list[TintLabel] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["hair"])
        column.addWidget(self._heading)
        for place, (basis, key) in enumerate(_LETTERS.items()):
            title, line, warning = basis_texts(basis)
            button = BasisButton(f"{chr(key)}   {title}", self)
            button.setObjectName(f"opening{basis.value.title().replace('_', '')}")
            button.setAccessibleName(title)
            button.setAccessibleDescription(f"{line} {warning}")
            theme.resize(button, bold=True)
            sentence = TintLabel(line, tint=Tint.PLAIN, parent=self)
            sentence.setContentsMargins(INDENT, 0, 0, 0)
            self.group.addButton(button, place)
            caution = TintLabel(warning, tint=Tint.WARNING, parent=self)
            caution.setObjectName(f"openingWarning{basis.value.title().replace('_', '')}")
            caution.setContentsMargins(INDENT, 0, 0, 0)
            self._warnings.append(caution)
            for widget in (button, sentence, caution):
                column.addWidget(widget)
        column.addStretch(1)
        self.group.buttonToggled.connect(lambda _button, _on: self._warn())
        self._warn()

    @property
    def basis(self) -> AccessBasis | None:
        return list(_LETTERS)[self.place] if self.place >= 0 else None

    def choose_basis(self, basis: AccessBasis) -> None:
        self.choose(list(_LETTERS).index(basis))

    def _warn(self) -> None:
        for place, warning in enumerate(self._warnings):
            warning.setVisible(place == self.place)


class ReasonChoices(ChoiceList):
    """The choice of the reason of an opening. Coded, by number key, so that nobody writes prose in an emergency."""

    def __init__(self, reasons: tuple[OpeningReason, ...], parent: QWidget) -> None:
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
        return self._reasons[self.place].code if self.place >= 0 else ""


class ActButton(QPushButton):
    """A button that Enter does not press. Space or a click, never Enter, and not by a key that is held down."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTERS or event.isAutoRepeat():
            event.accept()
        else:
            super().keyPressEvent(event)


class OpeningPanel(TintPanel):
    """The panel with the two steps of an opening, ``openingPanel``.

    ``confirmed(basis, reason)``: with its code, or "" where none is asked for. ``cancelled``.

    ``guard``: while it lasts nothing is confirmed. It begins anew when the panel comes, when the window becomes the one in use,
    and when something else claims the eye (``begin_again``).
    """

    confirmed = Signal(object, str)
    cancelled = Signal()

    def __init__(self, *, language: str, guard: Guard, parent: QWidget | None = None) -> None:
        super().__init__(Tint.WARNING, bar=True, parent=parent)
        self.setObjectName("openingPanel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._with_reason, self._guard = True, guard
        title = TintLabel(self.tr("▲ Open restricted results"), tint=Tint.WARNING, parent=self)
        theme.resize(title, 1.2, bold=True)
        self._why = named_label(self, "openingWhy")
        self._quotation = named_label(self, "openingQuotation", tint=Tint.SUBDUED)
        self._what = named_label(self, "openingWhat")
        theme.resize(self._what, bold=True)
        logged = named_label(self, "openingLogged", self.tr("The opening is logged separately and may be shown to the patient."))
        self.grounds = Grounds(self)
        self.reasons = ReasonChoices(texts.read_reasons(language), self)
        self._needed = named_label(self, "openingNeeded", tint=Tint.SUBDUED)
        self.act = ActButton(self)
        self.act.setObjectName("openButton")
        self.act.setAutoDefault(False)
        self.act.setMinimumHeight(34)
        theme.resize(self.act, bold=True)
        self.cancel = named_button(self, "cancelOpeningButton", self.tr("Cancel (Esc)"), self.tr("Cancel, open nothing"))
        self.cancel.setMinimumHeight(34)
        choices = QHBoxLayout()
        choices.setSpacing(theme.SPACE["wide"])
        choices.addWidget(self.grounds, 1)
        choices.addWidget(self.reasons, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE["small"])
        buttons.addWidget(self.cancel)
        buttons.addWidget(self._needed, 1)
        buttons.addWidget(self.act)
        column = QVBoxLayout(self)
        margin = theme.SPACE["medium"]
        column.setContentsMargins(margin + 4, theme.SPACE["small"], margin, theme.SPACE["small"])
        column.setSpacing(theme.SPACE["tight"])
        for widget in (title, self._why, self._quotation, self._what, logged):
            column.addWidget(widget)
        column.addLayout(choices)
        column.addLayout(buttons)
        self.act.clicked.connect(self._confirm)
        self.cancel.clicked.connect(self.cancelled)
        self.grounds.chosen.connect(self._ground_chosen)
        self.reasons.chosen.connect(self._look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._window_used)
        self.hide()

    def ask(
        self,
        *,
        number: str,
        kind: OutcomeKind | None,
        basis: AccessBasis | None,
        quotation: str,
        seconds: float,
        reason: bool,
    ) -> None:
        """Show the panel, nothing chosen but ``basis``, and take the keys. ``quotation``: the service's own words.

        Where no reason is asked for, ``basis`` is chosen here too: one act alone never opens.
        """
        self._with_reason = reason
        self.grounds.reset()
        self.reasons.reset()
        self.reasons.setVisible(reason)
        if basis is not None and reason:
            self.grounds.choose_basis(basis)
        self._why.setText(texts.why(kind))
        self._quotation.setText(self.tr("The service says: «{text}»").replace("{text}", quotation))
        self._quotation.setVisible(bool(quotation))
        self._what.setText(texts.what(number, seconds))
        self.setAccessibleName(self.tr("Open restricted results"))
        self._look()
        self.setAccessibleDescription(" ".join((self._why.text(), self._what.text(), self._needed.text())))
        self._guard.begin()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self.accessibleName()}. {self.accessibleDescription()}", urgent=True)

    def close_panel(self) -> None:
        """Take it off the screen; nothing of the patient stays."""
        self.hide()
        self.setMinimumHeight(0)  # the next time it may be another width
        for label in (self._why, self._quotation, self._what):
            label.clear()
        self.setAccessibleDescription("")
        self.grounds.reset()
        self.reasons.reset()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Nothing in it may be cut off."""
        super().resizeEvent(event)
        self._fit()

    def begin_again(self) -> None:
        """Something else claimed the eye: what was chosen before is chosen again, and not by a key of this moment."""
        self._guard.begin()
        inside = self.isAncestorOf(self.window().focusWidget())
        self.grounds.reset()
        self.reasons.reset()
        self._look()
        if inside:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _window_used(self) -> None:
        """Another window is in use: a key that was pressed for the one before may still arrive."""
        self._guard.begin()

    def _fit(self) -> None:
        """As high as the wrapped words need at this width; a layout alone promises that only as a wish."""
        layout = self.layout()
        if layout is not None and self.isVisible():  # before, it has no width of its own yet
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def event(self, event: QEvent) -> bool:
        """The panel's own keys are no shortcuts of the window while the focus is in it."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._meaning(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and numbers choose, its own key confirms. Enter does nothing but press «cancel» where the focus is there."""
        if event.key() in _ENTERS:
            if self.cancel.hasFocus() and not event.isAutoRepeat():
                self.cancelled.emit()
            event.accept()
            return
        meaning = self._meaning(event)
        if meaning is None:
            super().keyPressEvent(event)
            return
        event.accept()
        if not event.isAutoRepeat():
            meaning()

    def _meaning(self, event: QKeyEvent) -> Callable[[], None] | None:
        if QKeySequence(event.keyCombination()) in keys.sequences(Key.OPEN):
            return self._confirm
        if event.modifiers() & ~(_PLAIN | Qt.KeyboardModifier.AltModifier):
            return None
        for basis, letter in _LETTERS.items():  # with Alt too: in the form that is how a basis is chosen
            if event.key() == letter:
                return partial(self.grounds.choose_basis, basis)
        if event.modifiers() & ~_PLAIN:
            return None
        place = event.key() - Qt.Key.Key_1
        if self._with_reason and 0 <= place < len(self.reasons.group.buttons()):
            return lambda: self.reasons.choose(place)
        return None

    def _ground_chosen(self) -> None:
        self.reasons.fit(self.grounds.basis)
        self._look()

    def _look(self) -> None:
        basis, missing = self.grounds.basis, self._with_reason and not self.reasons.code
        ready = basis is not None and not missing
        self._needed.setText(texts.needed(basis, reason=missing))
        self.act.setText(texts.action(basis, keys.shown(Key.OPEN)))
        self.act.setAccessibleName(self.act.text())
        self.act.setEnabled(ready)
        self._fit()

    def _confirm(self) -> None:
        basis = self.grounds.basis
        if self._guard.too_soon and self.act.isEnabled():
            self._needed.setText(texts.too_soon(keys.shown(Key.OPEN)))
            announce(self, self._needed.text(), urgent=True)
            self._fit()
        elif self.act.isEnabled() and basis is not None:
            self.confirmed.emit(basis, self.reasons.code if self._with_reason else "")


class OpenedBar(TintPanel):
    """The bar above opened results, ``openedBar``.

    ``ended``: the clinician has done with it. ``left``: seconds until it closes. ``over``: none is left.
    """

    ended = Signal()
    over = Signal()

    def __init__(self, left: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(Tint.WARNING, bar=True, parent=parent)
        self.setObjectName("openedBar")
        self._left = left
        self._title = named_label(self, "openedTitle", tint=Tint.WARNING)
        theme.resize(self._title, bold=True)
        self._what = named_label(self, "openedWhat")
        self._clock = TintLabel(tint=Tint.WARNING, wrap=False, parent=self)
        self._clock.setObjectName("openedClock")
        theme.resize(self._clock, bold=True, digits=True)
        end = self.tr("End the opening ({key})").replace("{key}", keys.shown(Key.END_OPENING))
        self.end = named_button(self, "endOpeningButton", end, self.tr("End the opening"))
        self.end.clicked.connect(self.ended)
        lay_in_row(self, lines(self._title, self._what), self._clock, self.end, spacing="medium")
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._count)
        self.hide()

    def show_opened(self, result: LookupResult, came: OpeningResult, *, compared: bool) -> None:
        """Say so. ``compared``: there was a whole ordinary answer, so that it is known what came only by the opening."""
        self._title.setText(texts.opened_with(result.basis, came))
        self._what.setText(texts.what_came(result, came, compared=compared))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(self._what.text())
        self._count()
        self._tick.start()
        self.show()

    def clear(self) -> None:
        self._tick.stop()
        self._what.clear()
        self.hide()

    def _count(self) -> None:
        left = self._left()
        self._clock.setText(texts.closes_in(left))
        if left <= 0:
            self.over.emit()
