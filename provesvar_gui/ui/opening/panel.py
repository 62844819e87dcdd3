"""The two steps to restricted results, on one panel: what is opened and why it is closed, then a named act that Enter is not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.opening import words
from provesvar_gui.ui.opening.choices import LETTERS, Grounds, ReasonChoices
from provesvar_gui.ui.opening.reasons import read
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel, TonePanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.domain.access import AccessBasis
    from provesvar_gui.domain.results import OutcomeKind
    from provesvar_gui.ui.opening.guard import Guard

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class ActButton(QPushButton):
    """Space or a click, never Enter, and not by a key that is held down."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does nothing here, whatever the platform's theme does with buttons."""
        if event.key() in _ENTERS or event.isAutoRepeat():
            event.accept()
        else:
            super().keyPressEvent(event)


class OpeningPanel(TonePanel):
    """``openingPanel``. ``reasonChosen(code)``, ``confirmed(basis)``, ``cancelled``.

    ``guard``: while it lasts nothing is confirmed. It begins anew when the panel comes, when the window becomes the one in use,
    and when something else claims the eye (``begin_again``).
    """

    reasonChosen = Signal(str)  # noqa: N815 - a Qt signal
    confirmed = Signal(object)
    cancelled = Signal()

    def __init__(self, *, language: str, guard: Guard, parent: QWidget | None = None) -> None:
        super().__init__(Tone.WARNING, bar=True, parent=parent)
        self.setObjectName("openingPanel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._with_reason, self._guard = True, guard
        title = ToneLabel(self.tr("▲ Open restricted results"), tone=Tone.WARNING, parent=self)
        theme.resize(title, 1.2, bold=True)
        self._why = ToneLabel(parent=self)
        self._why.setObjectName("openingWhy")
        self._quotation = ToneLabel(tone=Tone.SUBDUED, parent=self)
        self._quotation.setObjectName("openingQuotation")
        self._what = ToneLabel(parent=self)
        self._what.setObjectName("openingWhat")
        theme.resize(self._what, bold=True)
        logged = ToneLabel(self.tr("The opening is logged separately and may be shown to the patient."), parent=self)
        logged.setObjectName("openingLogged")
        self.grounds = Grounds(self)
        self.reasons = ReasonChoices(read(language), self)
        self._needed = ToneLabel(tone=Tone.SUBDUED, parent=self)
        self._needed.setObjectName("openingNeeded")
        self.act = ActButton(self)
        self.act.setObjectName("openButton")
        self.act.setAutoDefault(False)
        self.act.setMinimumHeight(34)
        theme.resize(self.act, bold=True)
        self.cancel = QPushButton(self.tr("Cancel (Esc)"), self)
        self.cancel.setObjectName("cancelOpeningButton")
        self.cancel.setAccessibleName(self.tr("Cancel, open nothing"))
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
        self.reasons.chosen.connect(self._reason_chosen)
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
        self._why.setText(words.why(kind))
        self._quotation.setText(self.tr("The service says: «{text}»").replace("{text}", quotation))
        self._quotation.setVisible(bool(quotation))
        self._what.setText(words.what(number, seconds))
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
        self._reason_chosen()
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
        """What a key does here."""
        if QKeySequence(event.keyCombination()) in keys.sequences(Key.OPEN):
            return self._confirm
        if event.modifiers() & ~(_PLAIN | Qt.KeyboardModifier.AltModifier):
            return None
        for basis, letter in LETTERS.items():  # with Alt too: in the form that is how a basis is chosen
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
        self._reason_chosen()

    def _reason_chosen(self) -> None:
        self.reasonChosen.emit(self.reasons.code)
        self._look()

    def _look(self) -> None:
        basis, missing = self.grounds.basis, self._with_reason and not self.reasons.code
        ready = basis is not None and not missing
        self._needed.setText(words.needed(basis, reason=missing))
        self.act.setText(words.action(basis, keys.shown(Key.OPEN)))
        self.act.setAccessibleName(self.act.text())
        self.act.setEnabled(ready)
        self._fit()

    def _confirm(self) -> None:
        basis = self.grounds.basis
        if self._guard.too_soon and self.act.isEnabled():
            self._needed.setText(words.too_soon(keys.shown(Key.OPEN)))
            announce(self, self._needed.text(), urgent=True)
            self._fit()
        elif self.act.isEnabled() and basis is not None:
            self.confirmed.emit(basis)
