"""A patient that another program hands over: asks the desk what becomes of it, and shows that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from provesvar_gui.domain import desk_actions as act
from provesvar_gui.domain.number_text import digits_only
from provesvar_gui.ui import keys
from provesvar_gui.ui.handover.bar import HandOverBar
from provesvar_gui.ui.handover.source import Source
from provesvar_gui.ui.keys import Key

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.domain.desk import Desk
    from provesvar_gui.ui.form import Form


_DIGITS = frozenset("0123456789")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class HandOver(QObject):
    """``do``: carries actions out and shows the state. ``hint``: says something until something else happens.

    ``barMade(QWidget)``: the bar is there, to be put above everything else.
    """

    barMade = Signal(QWidget)  # noqa: N815 - a Qt signal

    def __init__(
        self,
        desk: Desk,
        form: Form,
        *,
        do: Callable[[act.Actions], None],
        hint: Callable[[str], None],
        guard_ms: int,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._form, self._do, self._hint, self._guard_ms = desk, form, do, hint, guard_ms
        self._bar: HandOverBar | None = None
        self._filled = QElapsedTimer()
        self._source = self._filled_by = Source.EHR
        self._caret_went_on = False
        form.patient.changed.connect(self._number_changed)
        form.basis.installEventFilter(self)  # what no basis takes comes to it

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """At the basis, to which a hand-over has brought the caret: a digit, or a paste, was meant for the field."""
        if self._caret_went_on and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            digit = event.text() in _DIGITS and not event.modifiers() & ~_PLAIN
            if digit or event.matches(QKeySequence.StandardKey.Paste):
                self._type_over(event)
                return True
            if event.key() in _ENTER and not self.too_soon:
                self._caret_went_on = False  # they go on with the number that came
        return super().eventFilter(watched, event)

    @property
    def too_soon(self) -> bool:
        """Whether a number has come this very moment: an Enter now was meant for what stood there before."""
        return self._filled.isValid() and self._filled.elapsed() < self._guard_ms

    @property
    def asks(self) -> bool:
        """Whether the bar stands there."""
        return self._bar is not None and not self._bar.isHidden()

    def arrive(self, text: str | None, source: Source | None = None) -> bool:
        """Another program hands ``text`` over; None: something that could not be read. Whether it holds a number at all.

        ``source``: the EHR where nothing is said.
        """
        self._source = source or Source.EHR
        check = self._form.patient.judge(text or "")
        number = check.normalised if digits_only(check.normalised) else ""
        self._do(self._desk.handed_over(number, check.patient if number else None))
        return bool(number)

    def take(self) -> None:
        """The key: change to the patient that is offered."""
        if self._bar is not None and self._desk.offered is not None and not self._bar.ask_to_take():
            self._hint(self.tr("Read the number first, then press {key} again.").replace("{key}", keys.shown(Key.TAKE_PATIENT)))

    def keep(self) -> None:
        """The key, or the button: keep what is there."""
        self._do(self._desk.offer_declined())

    def escape(self) -> bool:
        """Escape. Whether it was meant for the bar, which has the focus."""
        if self._bar is None or not self._bar.has_focus:
            return False
        self.keep()
        return True

    def carry_out(self, action: act.FillNumber | act.ShowOffer | act.EndOffer) -> None:
        """Do it."""
        match action:
            case act.FillNumber(text=text):
                self._fill(text)
            case act.ShowOffer(text=text):
                self._made_bar().offer(self._form.patient.judge(text), self._source)
            case act.EndOffer():
                if self._bar is not None:
                    self._bar.clear()

    def _fill(self, text: str) -> None:
        patient = self._form.patient
        at_number = patient.window().focusWidget() is patient.line  # who is somewhere else is left there
        patient.set_scanned(text)
        self._filled.start()
        self._filled_by = self._source
        if at_number and patient.check.patient is not None:
            self._form.basis.setFocus(Qt.FocusReason.OtherFocusReason)
            self._caret_went_on = True
        self._say_where_from()

    def _number_changed(self, _check: object) -> None:
        self._caret_went_on = False

    def _type_over(self, event: QKeyEvent) -> None:
        """As if the hand-over had come a moment later: what they enter stands in the field, and what came is offered.

        Unless something newer is told of already. A paste of nothing, or of the number that came, changes nothing.
        """
        patient = self._form.patient
        came, newer = patient.check.normalised, self.asks  # asked before: what they enter may be that one
        patient.line.setFocus(Qt.FocusReason.OtherFocusReason)
        patient.line.selectAll()
        QCoreApplication.sendEvent(patient.line, event)
        if patient.check.normalised == came:
            self._form.basis.setFocus(Qt.FocusReason.OtherFocusReason)
            self._caret_went_on = True
        elif not newer:
            self.arrive(came, self._filled_by)

    def _taken(self) -> None:
        self._do(self._desk.offer_taken())
        self._form.basis.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_where_from()

    def _say_where_from(self) -> None:
        if self._source is Source.EHR:
            self._hint(self.tr("The number came from the EHR. Nothing is looked up before you press Enter."))
        else:
            self._hint(self.tr("The number came from another program. Nothing is looked up before you press Enter."))

    def _made_bar(self) -> HandOverBar:
        if self._bar is None:
            self._bar = HandOverBar(guard_ms=self._guard_ms)
            self._bar.taken.connect(self._taken)
            self._bar.kept.connect(self.keep)
            self.barMade.emit(self._bar)
        return self._bar
