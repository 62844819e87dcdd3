"""The results that a desk holds: of which look-up, for whose eyes, and whether they stand on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.domain import desk_actions as act
from provesvar_gui.domain.desk_actions import OpeningEnd

if TYPE_CHECKING:
    from provesvar_gui.domain.identifiers import PatientId
    from provesvar_gui.domain.lookup import Lookup


class HeldResults:
    """``lookup``: None while none are held. ``hidden``: held, but not on the screen. ``covered``: the window is locked.

    ``beneath``: the ordinary look-up whose results come back when those that were opened are closed.
    """

    def __init__(self) -> None:
        self.lookup: Lookup | None = None
        self.hidden = self.covered = False
        self.beneath: Lookup | None = None
        self._key = ""

    @property
    def opened(self) -> Lookup | None:
        """The elevated look-up whose results are held."""
        return self.lookup if self.lookup is not None and self.lookup.basis.elevated else None

    @property
    def visible(self) -> bool:
        """Whether they stand on the screen."""
        return self.lookup is not None and not self.hidden and not self.covered

    def take(self, lookup: Lookup, key: str) -> act.Actions:
        """An answer came; ``key``: of the person in whose session it was asked for."""
        started: act.Actions = ()
        if not lookup.basis.elevated:
            self.beneath = None
        elif self.lookup != lookup:
            self.beneath = self.lookup if self.lookup is not None and not self.lookup.basis.elevated else None
            started = (act.OpeningStarted(lookup=lookup),)
        self.lookup, self.hidden, self._key = lookup, False, key
        return (*started, act.ShowResults())

    def close_opened(self, why: OpeningEnd) -> act.Actions:
        """What was opened goes; the ordinary results are held again."""
        opened = self.opened
        if opened is None:
            return ()
        if self.beneath is None:
            return self.wipe(why)
        self.lookup, self.beneath = self.beneath, None
        return (act.OpeningEnded(lookup=opened, why=why), *((act.ShowResults(),) if self.visible else ()))

    def hide(self) -> act.Actions:
        """Another number is on the screen."""
        if not self.visible:
            return ()
        self.hidden = True
        return (act.HideResults(),)

    def show(self) -> act.Actions:
        """The same number is on the screen again."""
        if not self.hidden:
            return ()
        self.hidden = False
        return (act.ShowResults(),)

    def wipe(self, why: OpeningEnd = OpeningEnd.WIPED) -> act.Actions:
        """Forget them. ``why``: where they were opened."""
        if self.lookup is None:
            return ()
        ended = () if self.opened is None else (act.OpeningEnded(lookup=self.opened, why=why),)
        self.lookup, self.beneath, self.hidden, self._key = None, None, False, ""
        return (*ended, act.WipeResults())

    def only_for(self, key: str) -> act.Actions:
        """This person is at the desk now: forget what was fetched for somebody else."""
        return () if key == self._key else self.wipe()

    def not_of(self, patient: PatientId | None) -> act.Actions:
        """This patient is asked about now: forget those of another."""
        return self.wipe() if self.lookup is not None and self.lookup.patient != patient else ()
