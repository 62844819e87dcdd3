"""The rules that must hold for a person and log control, checked on windows and journal, not on the program's state."""

from __future__ import annotations

import gc
from enum import Enum, auto

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.patient.numbers import group
from provesvar_gui.results.model import Observation
from tests.gui.hands import status_of
from tests.gui.machine import reading
from tests.gui.machine.service import OPENABLE, PATIENTS, PEOPLE, WORDS, Kind, Request, marks_in
from tests.gui.machine.user import Form, User


class Change(Enum):
    """What has happened since the last look. ``LEFT``: the cover is gone, and nobody has proved to be back."""

    NONE = auto()
    COVERED = auto()
    BACK = auto()
    LEFT = auto()


class LockJudge:
    """``owner``: whose window it is. ``behind``: the number that stood there when it was locked; None: not to be said.

    ``proved``: somebody has proved who they are, just now. ``offered``: the number that another program handed over last.
    """

    def __init__(self, user: User) -> None:
        self.user = user
        self.locked = self.proved = False
        self.owner = self.offered = ""
        self.behind: str | None = None

    def wrong(self, what: str) -> None:
        self.user.wrongs.append(what)

    def look(self, form: Form) -> Change:
        before, self.locked = self.locked, self.user.locked
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

    def person_replaced(self, form: Form, role: str) -> None:
        """Somebody else is here: nothing is left but their own role, as it was remembered."""
        self._clean(form, role)

    def _clean(self, form: Form, role: str = "") -> None:
        if form.digits or form.basis is not None or form.role not in ("", role):
            self.wrong("whoever comes finds something of the one before")

    def bare(self, text: str, where: str) -> None:
        if marks_in(text) or WORDS.search(text):
            self.wrong(f"locked, and something of a patient is {where}")
        if any(digits in text or group(digits) in text for digits in PATIENTS.values()):
            self.wrong(f"locked, and the number of a patient is {where}")

    def rest(self) -> None:
        """Whose it is stands there, and there are two ways on; what waits for the browser can be cancelled."""
        user = self.user
        named = [letter for letter, each in PEOPLE.items() if each.name in user.said("lockWho")]
        if named != ([self.owner] if self.owner else []):
            self.wrong(f"{named} named on the cover, the window is of {self.owner!r}")
        if user.service.running:
            self.wrong("locked, and a look-up runs on")
        names = ["unlockButton", "lockLeaveButton"]
        if user.service.waiting("login") is not None:
            names.append("unlockCancelButton")
        for name in names:
            button = user.find(QAbstractButton, name)
            if button is None or not button.isEnabled():
                self.wrong(f"locked, and no way on: {name}")


class Judge:
    """``held``: the look-ups of which the program may still hold something. ``opened``: the one that may be on the screen.

    ``allowed``: the form as it stood when Enter armed it. ``entering``, ``confirming``, ``saying`` (who is here): done right now.
    ``ground``, ``reason``: what was chosen in the panel that is up. ``reports``: of which patient,
    in which session, something that can be opened was told last. ``role_of``: whose role it is. ``openings``: that were answered.
    """

    def __init__(self, user: User) -> None:
        self.user, self.lock = user, LockJudge(user)
        self.direct, self.openings = False, 0
        self.held: list[Request] = []
        self.opened: Request | None = None
        self.allowed: Form | None = None
        self.entering = self.confirming = self.saying = False
        self.ground = self.reason = ""
        self.reports: tuple[int, str] | None = None
        self.role_of = ""
        self.used: dict[str, str] = {}  # HPR number -> the role that was last sent
        self._before = user.form()
        self._gone: list[Observation] = []
        user.service.judge = self.sent

    def wrong(self, what: str) -> None:
        self.user.wrongs.append(what)

    @property
    def person(self) -> str:
        session = self.user.service.session
        return session.person if session is not None else ""

    def sent(self, request: Request) -> None:
        form, lookup = self.user.form(), request.lookup
        if lookup.patient.digits != form.digits or lookup.role_code != form.role:
            self.wrong("asked with something else than what stands on the screen")
        organisation = request.session.organisation
        if organisation is None or organisation.orgnr != form.orgnr:
            self.wrong("asked for another organisation than the one on the screen")
        if self.user.asked_who and not self.saying:
            self.wrong("asked although nobody has said who is here")
        if self.user.locked:
            self.wrong("asked while the window is locked")
        if self.role_of != request.session.person:
            self.wrong(f"asked with a role of {self.role_of or 'nobody'!r}, as {request.session.person!r}")
        if request.elevated:
            self._opening(request)
        else:
            self._ordinary(request, form)

    def _ordinary(self, request: Request, form: Form) -> None:
        if not self.entering and self.allowed != form:
            self.wrong("asked without an act after the last edit")
        if request.lookup.basis is not form.basis:
            self.wrong("asked with another basis than the one on the screen")
        self.entering, self.allowed = False, None
        self.used[PEOPLE[request.session.person].hpr_number] = request.lookup.role_code
        self.close_opened()
        if any(each.digits != request.digits for each in self.held):
            self.wiped()

    def _opening(self, request: Request) -> None:
        basis = {"S": AccessBasis.FORHOYET_SAMTYKKE, "A": AccessBasis.FORHOYET_AKUTT}.get(self.ground)
        if not self.confirming:
            self.wrong("opened without the second step")
        if request.lookup.basis is not basis or not request.lookup.reason or not self.reason:
            self.wrong("opened on another ground than the one that was chosen, or for no reason")
        self.confirming, self.ground, self.reason = False, "", ""
        if self.reports != (request.session.number, request.digits) and not self.direct:
            self.wrong("opened although nothing that can be opened was reported of this patient in this session")
        what = self.user.window.findChild(QLabel, "openingWhat")
        if what is not None and what.text() and request.lookup.patient.grouped not in what.text():
            self.wrong("opened for another patient than the panel named")
        self.close_opened()  # one at a time
        if any(each.digits != request.digits for each in self.held):
            self.wiped()

    def role_chosen(self) -> None:
        form = self.user.form()
        self.role_of = self.person if form.role else ""
        self._before = form

    def answered(self, request: Request, kind: Kind) -> None:
        request.late = not request.running
        if request.late:
            return
        if request.elevated:
            self.openings += self.opened is not request
            self.held = [*(each for each in self.held if not each.elevated), request]
            self.opened = request
        else:
            self.held = [request]
            self.reports = (request.session.number, request.digits) if kind in OPENABLE else None

    def close_opened(self) -> None:
        self.opened = None
        self.held = [each for each in self.held if not each.elevated]

    def wiped(self) -> None:
        self.close_opened()
        self.held, self.reports = [], None
        self.lock.behind = ""

    def signed_in(self, person: str, *, fresh: bool) -> None:
        self.lock.owner = person
        if any(each.session.person != person for each in self.held):
            self.wiped()
        if fresh and not self.role_of and self.user.form().role:
            self.role_of = person

    def signed_out(self) -> None:
        self.close_opened()
        self.allowed, self.reports = None, None

    def see(self) -> str:
        """In the very turn of the event loop in which something was done, before anything else may happen."""
        form, screen = self.user.form(), reading.on_screen()
        match self.lock.look(form):
            case Change.COVERED:
                self.close_opened()
                self.allowed = None
            case Change.LEFT:
                self.wiped()
        if self.lock.locked:
            self.lock.bare(screen, "on the screen")
            return screen
        if self.opened is not None and self.opened.digits != form.digits:
            self.close_opened()
        self._fits(screen, "on the screen")
        if self.user.window.form.isVisible() and marks_in(reading.painted(self.user.window.window_frame.form_page)):
            self.wrong("results beside the form")
        return screen

    def at_rest(self) -> None:
        form = self.user.form()
        self._acts(form)
        screen = self.see()
        area, row = self.user.window.area, self.user.window.window_frame.messages
        inside = {area, *area.findChildren(QWidget)} - {row, *row.findChildren(QWidget)}  # messages are not results
        results = "\n".join(filter(None, reading.held(list(inside))))
        rest = "\n".join(filter(None, reading.held([each for each in QApplication.allWidgets() if each not in inside])))
        if self.lock.locked:
            self.lock.bare(f"{results}\n{rest}", "in a widget")
            self.lock.rest()
        else:
            self._fits(f"{results}\n{rest}", "in a widget")
            self._strip(form, screen, results)
            self._offer(form, rest)
            self._people()
            self._way_on()
        if len(self.user.service.running) > 1:
            self.wrong("two look-ups run at the service")
        stopped = len(self.user.service.named("stop_opening"))
        if stopped != self.openings - (self.opened is not None):
            self.wrong(f"{self.openings} openings, {stopped} ends were told, opened: {self.opened is not None}")
        clipboard = QGuiApplication.clipboard().text()
        if not self.held and marks_in(clipboard):
            self.wrong("something stays on the clipboard")
        self.nothing_kept()

    def _acts(self, form: Form) -> None:
        """Armed: only by Enter, and no longer after an edit."""
        armed = "The look-up is sent" in status_of(self.user.window.form)
        reading_settings = self.user.service.waiting("read_settings") is not None
        if self.entering and (armed or reading_settings):
            self.allowed = form
        self.entering = self.confirming = self.saying = False
        if form != self.allowed:
            if armed:
                self.wrong("armed although the form has been edited since Enter")
            self.allowed = None
        elif not armed and not reading_settings:
            self.allowed = None
        if form.role != self._before.role:
            self.role_of = self.person if form.role else ""
        self._before = form
        if not self.user.panel_up:
            self.ground = self.reason = ""

    def _fits(self, text: str, where: str) -> None:
        self._words_fit(text, where)
        form, found = self.user.form(), marks_in(text)
        may = {each.mark for each in self.held}
        for mark in found:
            if mark.patient != form.digits:
                self.wrong(f"results of another patient are {where}")
            if self.person and mark.person != self.person:
                self.wrong(f"results that somebody else asked for are {where}")
            if mark.elevated and (self.opened is None or self.opened.digits != mark.patient):
                self.wrong(f"what was opened is still {where}")
            whole = [each for each in may if each.endswith(mark.serial)] if mark.serial else may
            if not whole:
                self.wrong(f"results that are late, or have been wiped, are {where}")

    def _words_fit(self, text: str, where: str) -> None:
        """What the service said of a look-up stands beside its number only."""
        form = self.user.form()
        for letter, person, serial in WORDS.findall(text):
            if PATIENTS[letter] != form.digits:
                self.wrong(f"what the service said of another patient is {where}")
            if self.person not in ("", person):
                self.wrong(f"what the service said to somebody else is {where}")
            if any(each.mark.endswith(serial) and each.late for each in self.user.service.requests):
                self.wrong(f"a late refusal is {where}")

    def _strip(self, form: Form, screen: str, results: str) -> None:
        """The number beside the results is the one in the field, and no other number stands anywhere in the results."""
        for digits in PATIENTS.values():
            if digits != form.digits and (group(digits) in results or digits in results):
                self.wrong("the number of another patient stands in the results")
        if marks_in(screen) and self.user.said("patientStripNumber") != group(form.digits):
            self.wrong("results without the patient's number beside them")

    def _offer(self, form: Form, rest: str) -> None:
        """A number that is neither in the field nor offered stands nowhere."""
        offered = self.lock.offered if self.user.offered or self.user.offered_behind else ""
        back = self._way_back(form)
        for digits in PATIENTS.values():
            here = digits in form.digits or digits in (offered, back)  # perhaps with something more behind it
            if not here and (group(digits) in rest or digits in rest):
                self.wrong("the number of a patient who has gone stands somewhere")
        if form.basis is not None and form.basis.elevated:
            self.wrong("an elevated basis is chosen in the form")

    def _way_back(self, form: Form) -> str:
        """The number on the act that brings hidden results back: never beside results, and only while they are held."""
        button = self.user.find(QAbstractButton, "backButton")
        if button is None:
            return ""
        named = next((each for each in PATIENTS.values() if group(each) in button.text()), form.digits)
        if self.user.window.area.isVisible() or all(each.digits != named for each in self.held):
            self.wrong("a way back to results that are shown, or that nobody holds")
        return named

    def _people(self) -> None:
        if not self.user.window.isVisible():
            return
        told = self.user.said("whoLabel") or self.user.window.bar.more.toolTip()
        named = [letter for letter, each in PEOPLE.items() if each.name in told]
        if named != ([self.person] if self.person else []) or ((self.user.service.waiting("login") is not None) and named):
            self.wrong(f"{named} named, {self.person!r} logged in")
        if {hpr: code for hpr, code in self.user.memory.roles.items() if code} != self.used:
            self.wrong("a role is remembered for somebody who never used it")

    def _way_on(self) -> None:
        """A person can always do something: type a number, or see the way back to the field; stop what runs."""
        window = self.user.window
        if not window.isVisible() or window.isMinimized():
            return
        field = window.findChild(QLineEdit, "patientField")
        form = field is not None and field.isVisible()
        if form and (window.area.isVisible() or self.user.panel_up):
            self.wrong("the form stands beside results or an opening")
        if not form and not window.area.isVisible() and not self.user.panel_up:
            self.wrong("neither form nor results")
        cancel = window.findChild(QAbstractButton, "cancelButton")
        busy = bool(self.user.service.running) or self.user.service.waiting("login") is not None
        if busy and form and (cancel is None or not cancel.isVisible() or not cancel.isEnabled()):
            self.wrong("something runs that cannot be cancelled")
        if self.user.asked_who and not all(
            self.user.find(QAbstractButton, name) for name in ("confirmPersonButton", "denyPersonButton")
        ):
            self.wrong("a question without an answer")

    def nothing_kept(self) -> None:
        """What may not be held any more is not held by anything, seen or unseen."""
        free = [each for each in self.user.service.requests if each not in self.held and each.seen]
        if not any(each.kept() for each in free):
            for each in free:
                each.seen.clear()
            return
        gc.collect()
        if any(each.kept() for each in free):
            self.wrong("results are kept in memory that should be gone")
