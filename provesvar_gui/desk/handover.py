"""What other programs hand over: the question that waits for an answer, how much is being closed, who handed which patient over.

Pure; of the events in ``desk.py``.
"""

from __future__ import annotations

import hashlib
from collections import deque
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from provesvar_gui.desk import actions as act
from provesvar_gui.desk.actions import HandOverAnswer

if TYPE_CHECKING:
    from provesvar_gui.patient.numbers import PatientId

_REMEMBERED: Final = 64  # hand-overs


class Closing(StrEnum):
    """How much the EHR closes."""

    PATIENT = "patient"
    SESSION = "session"  # the patient, and the login


class HandOverOffer:
    """The question that a hand-over asks.

    ``text``: as handed over, cleaned. ``patient``: the offered number; None where it cannot be used. ``hpr``: of who offers it.
    ``closes``: the question is instead whether to close what is kept open at the bedside. ``stands``: it is on the screen;
    ``due``: what becomes of it can be told later, also where it is not: a number that stands there already asks nothing.
    """

    def __init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self.stands = self.due = False
        self.text = self.hpr = ""
        self.patient: PatientId | None = None
        self.closes: Closing | None = None

    def make(self, text: str, patient: PatientId | None = None, hpr: str = "", *, closes: Closing | None = None) -> act.Actions:
        """Ask this instead of what was asked before."""
        before = self.end()
        self.stands = self.due = True
        self.text, self.patient, self.hpr, self.closes = text, patient, hpr, closes
        return (*before, act.Command.SHOW_OFFER)

    def make_silent(self) -> act.Actions:
        before = self.end()
        self.due = True
        return before

    def end(self, answer: HandOverAnswer = HandOverAnswer.ENDED) -> act.Actions:
        if not self.due:
            return ()
        self._forget()
        return (answer,)

    def end_with(self, patient: PatientId | None, answer: HandOverAnswer) -> act.Actions:
        """End the offer of this number: it is on the screen now, or the EHR has closed it."""
        return self.end(answer) if patient is not None and patient == self.patient else ()


class HandOverSenders:
    """Which sender handed which patient over, as hashes: no number is kept. A sender is known by a secret that it made itself."""

    def __init__(self) -> None:
        self._hashes: deque[bytes] = deque(maxlen=_REMEMBERED)

    def note(self, sender: str, patient: PatientId | None) -> None:
        if sender and patient is not None:
            self._hashes.append(_hash(sender, patient))

    def knows(self, sender: str, patient: PatientId) -> bool:
        return bool(sender) and _hash(sender, patient) in self._hashes


def _hash(sender: str, patient: PatientId) -> bytes:
    return hashlib.sha256(f"{sender}\n{patient.digits}".encode()).digest()
