"""Another program hands a patient over."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule
from PySide6.QtWidgets import QAbstractButton

from tests.gui.machine.answers import PATIENTS
from tests.gui.machine.rules_answers import AnswerRules
from tests.gui.machine.seat import SHIFT, Key

ARRIVALS = st.sampled_from([*PATIENTS.values(), *PATIENTS.values(), "13896900264", "Nordmann", None])


class HandOverRules(AnswerRules):
    """It fills a free desk, or asks; it never sends anything, and takes nothing away."""

    @rule(text=ARRIVALS)
    def arrives(self, text: str | None) -> None:
        seat, judge = self.seat, self.judge
        before, sent, locked = seat.form(), self._sent(), seat.locked
        took = seat.window.hand_over(text)
        judge.lock.offered = text or ""
        if seat.offered:
            judge.ground = judge.reason = ""  # something else claimed the eye: it is chosen anew
        self._look()
        form = seat.form()
        if locked:
            if took is not None or form != before or seat.offered:
                judge.wrong("a patient is taken although the window is locked")
        elif before.digits and form != before:
            judge.wrong("a hand-over changes what stands in the form")
        elif form.digits not in (before.digits, text):
            judge.wrong("a hand-over fills in something else")
        elif text is not None and form.digits != text and not seat.offered:
            judge.wrong("a hand-over comes, and nothing says so")
        self._nothing_went(sent)

    @rule()
    def take_it(self) -> None:
        seat, judge = self.seat, self.judge
        seat.wake()
        button = seat.find(QAbstractButton, "takePatientButton")
        offered = judge.lock.offered if button is not None else ""
        before, sent, hears = seat.form(), self._sent(), seat.at_main
        seat.key(Key.Key_F12)
        self._look()
        if hears:
            form = seat.form()
            if form.digits != (offered or before.digits):
                judge.wrong("the key to change to another patient does something else")
            back = any(each.digits == offered and each.lookup.basis is form.basis for each in judge.held)
            if offered and form.basis is not None and not back:
                judge.wrong("a basis goes along to another patient")
        self._nothing_went(sent)

    @rule()
    def keep(self) -> None:
        seat = self.seat
        seat.wake()
        before, sent, hears = seat.form(), self._sent(), seat.at_main
        seat.key(Key.Key_F12, SHIFT)
        self._look()
        if seat.form() != before or (hears and seat.offered):
            self.judge.wrong("the key to keep the patient does something else")
        self._nothing_went(sent)

    def _nothing_went(self, sent: int) -> None:
        self.seat.settle()
        if self._sent() != sent:
            self.judge.wrong("a hand-over sends something")
