"""What must hold while the window is locked, and when it opens again."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton

from provesvar_gui.patient.numbers import group
from tests.gui.machine.answers import PATIENTS, WORDS, marks_in
from tests.gui.machine.service import PEOPLE

if TYPE_CHECKING:
    from tests.gui.machine.seat import Form, Seat


class Change(Enum):
    """What has happened since the last look. ``LEFT``: the cover is gone, and nobody has proved to be back."""

    NONE = auto()
    COVERED = auto()
    BACK = auto()
    LEFT = auto()


class LockJudge:
    """``owner``: whose window it is. ``behind``: the number that stood there when it was locked; None: not to be said.

    ``proved``: somebody has proved who they are, just now. ``held_at``: when the bedside key was pressed. ``offered``: the number
    that another program handed over last.
    """

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.locked = self.proved = False
        self.owner = self.offered = ""
        self.behind: str | None = None
        self.held_at = 0.0

    def wrong(self, what: str) -> None:
        self.seat.wrongs.append(what)

    def look(self, form: Form) -> Change:
        """Whether the cover has come or gone."""
        before, self.locked = self.locked, self.seat.locked
        proved, self.proved = self.proved, False
        if before is self.locked:
            return Change.NONE
        if self.locked:
            return Change.COVERED
        if not proved:
            self._clean(form)
            self.owner = ""
            return Change.LEFT
        if self.behind is not None and form.digits != self.behind:
            self.wrong("the same person is back, and does not find the same patient")
        return Change.BACK

    def taken_over(self, form: Form, role: str) -> None:
        """Somebody else is here: nothing is left but their own role, as it was remembered."""
        self._clean(form, role)

    def _clean(self, form: Form, role: str = "") -> None:
        if form.digits or form.basis is not None or form.role not in ("", role):
            self.wrong("whoever comes finds something of the one before")

    def bare(self, text: str, where: str) -> None:
        """Nothing of any patient."""
        if marks_in(text) or WORDS.search(text):
            self.wrong(f"locked, and something of a patient is {where}")
        if any(digits in text or group(digits) in text for digits in PATIENTS.values()):
            self.wrong(f"locked, and the number of a patient is {where}")

    def rest(self) -> None:
        """Whose it is stands there, and there are two ways on; what waits for the browser can be cancelled."""
        seat = self.seat
        named = [letter for letter, each in PEOPLE.items() if each.name in seat.said("lockWho")]
        if named != ([self.owner] if self.owner else []):
            self.wrong(f"{named} named on the cover, the window is of {self.owner!r}")
        if seat.service.running:
            self.wrong("locked, and a look-up runs on")
        names = ["unlockButton", "lockLeaveButton"]
        if seat.service.waiting("login") is not None:
            names.append("unlockCancelButton")
        for name in names:
            button = seat.find(QAbstractButton, name)
            if button is None or not button.isEnabled():
                self.wrong(f"locked, and no way on: {name}")

    def waited(self, seconds: float) -> bool:
        """Nobody was here for ``seconds``, nobody is logged in, and a login waits in the browser: what was typed waits for it.

        Five minutes at most from when it went on last, and then the ordinary time. Whether all is wiped now.
        """
        left = self.seat.form().digits
        if self.seat.locked:
            self.wrong("locked, and nobody could unlock it")
        if seconds >= 420 and left:
            self.wrong(f"the number that nobody would own stays for {seconds} s")
        if seconds < 120 and self.seat.unused < 120 and self.behind and not left:
            self.wrong("the number goes while its login waits")
        return not left

    def idle(self, seconds: float, unused: float, *, locked: bool, bedside: bool, somebody: bool) -> bool:
        """Nobody was here for ``seconds``, in all ``unused``. The rest: as it was before. Whether all must be wiped now."""
        seat = self.seat
        over = bedside and seat.time - self.held_at >= 900
        must = seconds >= 120 and (not bedside or (over and seat.time - self.held_at >= 1020))
        may = unused >= 120 and (not bedside or over)
        wiped = seconds >= 600 and (not bedside or seat.time - self.held_at >= 1380)
        if seat.locked and not locked and not may:
            self.wrong(f"locked after {unused} s without use")
        if wiped:
            self.behind = ""
            if seat.form().digits:
                self.wrong(f"the patient is still there after {seconds} s without use")
        elif must and somebody and not seat.locked:
            self.wrong(f"not locked after {seconds} s without use")
        elif must and not somebody and not locked and seat.form().digits:
            self.wrong("the number that nobody would own stays")
        elif unused >= 600:
            self.behind = None  # by then it may be wiped, or not: the bedside key came between
        return wiped or (must and not somebody and not locked)
