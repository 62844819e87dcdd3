"""A number that another program has handed over while somebody is at work: offered, never taken by itself. Pure.

A hand-over (from the EPJ) fills a desk at which nothing is shown and nothing is typed. Everywhere else it waits here until the
clinician takes it, keeps what is there, or the desk is cleared. ``Desk`` says when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.domain import desk_actions as act

if TYPE_CHECKING:
    from provesvar_gui.domain.identifiers import PatientId


class HandOverOffer:
    """``patient``: the number that is offered; None where none is, or where what came cannot be used."""

    def __init__(self) -> None:
        self.stands = False
        self.patient: PatientId | None = None

    def make(self, text: str, patient: PatientId | None) -> act.Actions:
        """Offer it, instead of what was offered before. ``text``: what came, cleaned."""
        self.stands, self.patient = True, patient
        return (act.ShowOffer(text=text, patient=patient),)

    def end(self) -> act.Actions:
        """Nothing is offered any more."""
        if not self.stands:
            return ()
        self.stands, self.patient = False, None
        return (act.EndOffer(),)

    def end_with(self, patient: PatientId | None) -> act.Actions:
        """This number is on the screen now: if it is the one that was offered, there is nothing left to ask."""
        return self.end() if patient is not None and patient == self.patient else ()
