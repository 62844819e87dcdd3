"""The panel with the two steps of an opening, and the bar above opened results."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from provesvar_gui.results.model import OutcomeKind
from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.form.basis_picker import LETTERS, basis_choice
from provesvar_gui.ui.form.parts import ChoiceCard, one_line
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.opening import texts
from provesvar_gui.ui.patient_bar import is_compact, is_cramped
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import RADIUS, Type
from provesvar_gui.ui.widgets import ActButton, IconLabel, KeyButton, Label, Panel, fill, lines, ruler

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.desk.opening import OpeningResult
    from provesvar_gui.patient.access import AccessBasis
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.ui.widgets import Guard

_BADGE, _WIDE = 22, 920  # device-independent pixels
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class StepHead(QWidget):
    """The head of a step: its number, filled when the step is available, and the choice made in it."""

    def __init__(self, number: int, text: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = Label(str(number), kind=Type.SMALL, bold=True, parent=self)
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        aside = one_line(self, "", hint, "ink2")
        aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        title = Label(text, bold=True, parent=self)
        fill(QHBoxLayout(self), self._number, title, (aside, 1), spacing=10, margins=(0, 2, 0, 2))
        self.set_open(number == 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._number.setFixedSize(theme.px(_BADGE), theme.px(_BADGE))

    def set_open(self, opened: bool) -> None:
        theme.set_property(self._number, "step", "open" if opened else "closed")
        self._number.say(self._number.text(), "on_accent" if opened else "ink2")


class Choices(QWidget):
    """A choice of one, at first of none. ``chosen``: a choice was made. ``place``: its index, or -1."""

    chosen = Signal()

    def __init__(self, choices: list[ChoiceCard], spacing: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards = choices
        self.group = QButtonGroup(self)
        for place, button in enumerate(choices):
            self.group.addButton(button, place)
        fill(QVBoxLayout(self), *choices, 1, spacing=spacing)
        self.group.buttonToggled.connect(lambda _button, on: self.chosen.emit() if on else None)

    def choose(self, place: int) -> None:
        if self.group.button(place).isEnabled():
            self.group.button(place).setChecked(True)

    @property
    def place(self) -> int:
        return self.group.checkedId()

    def reset(self) -> None:
        self.group.setExclusive(False)
        for button in self.group.buttons():
            button.setChecked(False)
        self.group.setExclusive(True)


class OpeningPanel(QWidget):
    """The panel with the two steps of an opening, ``openingPanel``.

    ``confirmed(basis, reason)``: with its code, or "" where none is asked for. ``cancelled``.

    ``guard``: while it lasts nothing is confirmed. It begins anew when the panel comes, when the window becomes the one in use,
    and when something else claims the eye (``begin_again``). The reasons are coded, so that nobody writes prose in an emergency.
    """

    confirmed = Signal(object, str)
    cancelled = Signal()

    def __init__(self, *, language: str, guard: Guard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("openingPanel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._with_reason, self._guard = True, guard
        self._coded = texts.read_reasons(language)
        self._sheet = sheet = Panel("surface", "line", self, radius=RADIUS["sheet"])
        self._why, self._logged = (Label(name=name, wraps=True, parent=self) for name in ("openingWhy", "openingLogged"))
        self._what = Label(name="openingWhat", bold=True, wraps=True, parent=self)
        self._quotation = Label("", "ink2", name="openingQuotation", kind=Type.TABLE, wraps=True, parent=self)
        self._quotation.setProperty("quotation", True)
        self._first = Label(self.tr("Choose the ground first."), "ink2", name="openingGroundFirst", wraps=True, parent=self)
        self._first.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.grounds = Choices([basis_choice(basis, "opening", sheet) for basis in LETTERS], 10, sheet)
        cards = [ChoiceCard(each.words, "", str(n), sheet, framed=False) for n, each in enumerate(self._coded, start=1)]
        for number, card in enumerate(cards, start=1):
            card.setObjectName(f"openingReason{number}")
        self.reasons = Choices(cards, 0, sheet)
        self._step = StepHead(2, self.tr("Reason"), self.tr("To the log of this machine only"), sheet)
        self._needed = Label(colour="ink2", kind=Type.TABLE, name="openingNeeded", parent=sheet)
        self.act = ActButton("openButton", texts.action(None), Key.OPEN, sheet, kind="act", height=44)
        icons.set_icon(self.act, Icon.UNLOCKED, "surface")
        self.cancel = KeyButton("cancelOpeningButton", self.tr("Cancel"), Key.UNDO, sheet)
        self.cancel.setAccessibleName(self.tr("Cancel, open nothing"))
        self.cancel.setToolTip(self.tr("Cancel, open nothing"))
        self._second = QStackedWidget(sheet)  # as high as the reasons, whether they are there or not
        self._second.addWidget(self._first)
        self._second.addWidget(self.reasons)
        self._lay_out(sheet)
        self.act.clicked.connect(self._confirm)
        self.cancel.clicked.connect(self.cancelled)
        self.grounds.chosen.connect(self._look)
        self.reasons.chosen.connect(self._look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(lambda _window: guard.begin())  # a key for the other window may still arrive
        self.hide()

    def _lay_out(self, sheet: Panel) -> None:
        head = Panel("flag_ground", "flag_ground", sheet, radius=RADIUS["sheet"] - 1, end="top")
        title = Label(self.tr("Open restricted results"), "flag", kind=Type.HEADING, parent=head)
        row = QHBoxLayout(head)
        row.setSpacing(14)
        row.addWidget(IconLabel(Icon.UNLOCKED, "ink", 24, head), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines(title, self._what, self._logged, self._why), 1)
        self._body = body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        body.setSpacing(28)
        self._rows = [row, body]
        ground = StepHead(1, self.tr("Ground"), "", sheet)
        for widgets, wide in (((ground, self.grounds), 3), ((self._step, self._second), 4)):  # as wide in either step
            body.addLayout(fill(QVBoxLayout(), *widgets, 1, spacing=6), wide)
        foot = Panel("sunken", "sunken", sheet, radius=RADIUS["sheet"] - 1, end="bottom")
        self._rows.append(fill(QHBoxLayout(foot), self.cancel, 1, self._needed, self.act, spacing=theme.SPACE["medium"]))
        fill(QVBoxLayout(sheet), head, ruler(sheet), body, ruler(sheet), foot, spacing=0, margins=(1, 1, 1, 1))
        for part in (head, ground, self.grounds, self._step, self._second, foot):
            part.raise_()  # a screen reader reads them in this order
        middle = fill(QVBoxLayout(), sheet, self._quotation)
        self._whole = fill(QVBoxLayout(self), fill(QHBoxLayout(), 1, (middle, 1 << 10), 1), 1, spacing=theme.SPACE["medium"])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Smaller margins in a low window, so that the button is visible."""
        super().resizeEvent(event)
        compact = is_compact(self.window())
        self._sheet.setMaximumWidth(theme.px(_WIDE))
        cramped = is_cramped(self.window())
        self._body.setDirection(QBoxLayout.Direction.TopToBottom if cramped else QBoxLayout.Direction.LeftToRight)
        self.act.shorten(cap=not cramped)
        for row, air in zip(self._rows, (12, 4, 8), strict=True):
            above = air if compact else theme.SPACE["large"]
            row.setContentsMargins(24, above, 24, above)
        self._whole.setContentsMargins(theme.SPACE["large"], 0 if compact else theme.SPACE["medium"], theme.SPACE["large"], 0)

    @property
    def basis(self) -> AccessBasis | None:
        return list(LETTERS)[self.grounds.place] if self.grounds.place >= 0 else None

    @property
    def reason(self) -> str:
        return self._coded[self.reasons.place].code if self.reasons.place >= 0 else ""

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
        """Show the panel with no choice but ``basis``, and take the focus. ``quotation``: the service's own words.

        Where no reason is asked for, ``basis`` is chosen here too: one act alone never opens.
        """
        self._with_reason = reason
        self.grounds.reset()
        self.reasons.reset()
        if basis is not None and reason:
            self.grounds.choose(list(LETTERS).index(basis))
        self._why.setText(texts.reason_text(kind))
        self._why.setVisible(kind is not OutcomeKind.RESTRICTED)  # that one was on the screen just now
        self._quotation.setText(self.tr("The service says: «{text}»").replace("{text}", quotation))
        self._quotation.setVisible(bool(quotation))
        what, logged = texts.opening_text(number, seconds).split("\n")
        self._what.setText(what)
        self._logged.setText(logged)
        self.setAccessibleName(self.tr("Open restricted results"))
        self._look()
        self.setAccessibleDescription(" ".join((self._why.text(), what, logged, self._needed.text())))
        self._guard.begin()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self.accessibleName()}. {self.accessibleDescription()}", urgent=True)

    def close_panel(self) -> None:
        self.hide()
        for label in (self._why, self._quotation, self._what):
            label.clear()
        self.setAccessibleDescription("")
        self.grounds.reset()
        self.reasons.reset()

    def begin_again(self) -> None:
        """After an interruption: clear the choices, and ignore keys for a moment."""
        self._guard.begin()
        inside = self.isAncestorOf(self.window().focusWidget())
        self.grounds.reset()
        self.reasons.reset()
        self._look()
        if inside:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """The panel's keys are no shortcuts of the window while the focus is in it."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._meaning(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and numbers choose; a key of its own confirms. Enter only presses a focused «cancel»."""
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
        for basis, letter in LETTERS.items():  # with Alt too: in the form that is how a basis is chosen
            if event.key() == Qt.Key(ord(letter)):
                return partial(self.grounds.choose, list(LETTERS).index(basis))
        if event.modifiers() & ~_PLAIN:
            return None
        place = event.key() - Qt.Key.Key_1
        if self._with_reason and self.basis is not None and 0 <= place < len(self.reasons.group.buttons()):
            return lambda: self.reasons.choose(place)
        return None

    def _look(self) -> None:
        """Enable step 2 after step 1, with the choices that fit it; the button names the basis."""
        basis = self.basis
        for place, each in enumerate(self._coded):  # who is unconscious has consented to nothing
            fits = basis is None or not each.only or each.only == basis.value
            self.reasons.cards[place].forbid("" if fits else texts.only_with(each.only))
            if not fits and place == self.reasons.place:
                self.reasons.reset()
        missing = self._with_reason and not self.reason
        self._step.setVisible(self._with_reason)
        self._step.set_open(basis is not None)
        self._second.setVisible(self._with_reason)
        self._second.setCurrentWidget(self._first if basis is None else self.reasons)
        open_to = [number for number, card in enumerate(self.reasons.cards, start=1) if card.isEnabled()]
        self._needed.setText(texts.needed(basis, open_to if missing else ()))
        self.act.setText(texts.action(basis))
        self.act.setAccessibleName(self.act.text())
        self.act.setEnabled(basis is not None and not missing)
        theme.set_font(self.act, Type.READING, bold=self.act.isEnabled())

    def _confirm(self) -> None:
        basis = self.basis
        if self._guard.too_soon and self.act.isEnabled():
            self._needed.setText(texts.too_soon(keys.shown(Key.OPEN)))
            announce(self, self._needed.text(), urgent=True)
        elif self.act.isEnabled() and basis is not None:
            self.confirmed.emit(basis, self.reason if self._with_reason else "")


class OpenedBar(Panel):
    """The bar above opened results, ``openedBar``, in a strong colour. ``what``: the outcome of the opening.

    ``ended``: the clinician has done with it. ``left``: seconds until it closes. ``over``: none is left.
    """

    ended = Signal()
    over = Signal()

    def __init__(self, left: Callable[[], float], parent: QWidget) -> None:
        super().__init__("flag", "flag", parent, radius=0)
        self.setObjectName("openedBar")
        self._left = left
        self._title = Label(colour="surface", name="openedTitle", bold=True, parent=self)
        self.what = Label(colour="surface", name="openedWhat", wraps=True, parent=self)
        self._clock = Label(colour="surface", name="openedClock", kind=Type.VALUE, digits=True, parent=self)
        self.end = KeyButton("endOpeningButton", self.tr("End now"), Key.END_OPENING, self, kind="flag")
        self.end.setAccessibleName(self.tr("End the opening"))
        self.end.clicked.connect(self.ended)
        icon, side = IconLabel(Icon.UNLOCKED, "surface", 22, self), theme.SPACE["large"]
        parts = (icon, self._title, (self.what, 1), self._clock, self.end)
        fill(QHBoxLayout(self), *parts, spacing=theme.SPACE["medium"], margins=(side, 2, side, 2))
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._count)
        self.clear()

    def show_opened(self, result: LookupResult, came: OpeningResult, *, compared: bool) -> None:
        """Show the bar. ``compared``: the ordinary answer was complete, so that the marks are certain."""
        self._title.setText(texts.opened_with(result.basis, came))
        self.what.setText(texts.result_text(result, came, compared=compared))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(self.what.text())
        self._count()
        self._tick.start()
        self.show()

    def clear(self) -> None:
        self._tick.stop()
        self.what.clear()
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.end.shorten(cap=not is_compact(self.window()))

    def _count(self) -> None:
        left = self._left()
        self._clock.setText(texts.closes_in(left))
        if left <= 0:
            self.over.emit()
