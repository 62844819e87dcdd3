"""One desk: what stands on the screen, and what may happen next. Pure: events in (methods), actions out (tuples).

The rules are those of design sections 4 and 6: a look-up is armed by Enter only, goes once, and never with something that was
edited meanwhile; results of one patient never stand beside the number of another; an elevated basis cannot be chosen here.
The caller carries out the actions in order and then shows the state that the properties tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.domain import desk_actions as act
from provesvar_gui.domain.desk_actions import Part, Person, Question
from provesvar_gui.domain.desk_form import DeskForm
from provesvar_gui.domain.held_results import HeldResults
from provesvar_gui.domain.lookup import Lookup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provesvar_gui.domain.access import AccessBasis
    from provesvar_gui.domain.identifiers import PatientId


class Desk:
    """The state of one desk. ``orgnrs``: the organisations that may be spoken for; a single one needs no choice."""

    def __init__(self, orgnrs: Sequence[str] = ()) -> None:
        self._form = DeskForm()
        self._session: Person | None = None
        self._not_fresh = self._login_running = self._switching = self._armed = False
        self._withdrawn = False  # whether Escape has disarmed a look-up while this login ran
        self._authenticated = False  # whether somebody was authenticated in this run, and has not logged out since
        self.organisations_known(orgnrs)
        self._last_number = 0
        self._running: Lookup | None = None
        self._running_for = ""  # key of the person in whose session it was sent
        self._results = HeldResults()

    @property
    def patient(self) -> PatientId | None:
        """The number on the screen, where it is complete and not rejected."""
        return self._form.patient

    @property
    def basis(self) -> AccessBasis | None:
        """The chosen basis."""
        return self._form.basis

    @property
    def role_code(self) -> str:
        """The chosen role, or ""."""
        return self._form.role

    @property
    def orgnr(self) -> str:
        """The chosen organisation, or ""."""
        return self._form.orgnr

    @property
    def session(self) -> Person | None:
        """Who is logged in."""
        return self._session

    @property
    def login_running(self) -> bool:
        """Whether a login is under way."""
        return self._login_running

    @property
    def switching(self) -> bool:
        """Whether the session is being switched to another organisation."""
        return self._switching

    @property
    def armed(self) -> bool:
        """Whether a look-up waits for the login."""
        return self._armed

    @property
    def running(self) -> Lookup | None:
        """The look-up that is under way."""
        return self._running

    @property
    def results_of(self) -> Lookup | None:
        """The look-up whose results are held, shown or hidden."""
        return self._results.lookup

    @property
    def results_visible(self) -> bool:
        """Whether results stand on the screen."""
        return self._results.visible

    @property
    def missing(self) -> Part | None:
        """The first part of the form that is not filled in."""
        return self._form.missing

    @property
    def question(self) -> Question | None:
        """What must be confirmed before anything is sent."""
        if self._session is None:
            return None
        role_of_other = bool(self._form.role and self._form.role_for) and self._form.role_for != self._session.key
        if not self._not_fresh and not role_of_other:
            return None
        return Question(person=self._session, not_fresh=self._not_fresh, role_of_other=role_of_other)

    # --- the form --------------------------------------------------------------------------------------------------------------

    def number_changed(self, text: str, patient: PatientId | None) -> act.Actions:
        """The patient field holds ``text`` (cleaned); ``patient`` where that is a number that may be used."""
        if text == self._form.text and patient == self._form.patient:
            return ()
        self._form.text, self._form.patient = text, patient
        self._armed = False
        actions: list[act.Action] = []
        if self._running is not None and self._running.patient != patient:
            actions += self._cancel_running()
        held = self._results.lookup
        if held is not None:
            actions += self._bring_back(held) if held.patient == patient else self._results.hide()
        actions += self._form.keep_basis_with_number()
        return tuple(actions)

    def basis_chosen(self, basis: AccessBasis) -> act.Actions:
        """The clinician chose a basis; an elevated one is refused."""
        if basis.elevated:
            return (act.RefuseElevated(), act.SetBasis(basis=self._form.basis))
        if self._form.choose_basis(basis):
            self._armed = False
        return ()

    def role_chosen(self, code: str) -> act.Actions:
        """The clinician chose a role, or "" for none; it is theirs from now on."""
        if self._form.choose_role(code, self._session.key if self._session is not None else ""):
            self._armed = False
        return ()

    def organisation_chosen(self, orgnr: str) -> act.Actions:
        """The clinician chose an organisation. A session follows at the next Enter."""
        if self._form.choose_organisation(orgnr):
            self._armed = False
        return ()

    def organisations_known(self, orgnrs: Sequence[str]) -> None:
        """These may be spoken for. A choice that is still among them stays; a single one needs no choice."""
        self._form.organisations_known(orgnrs)

    def enter(self) -> act.Actions:
        """Enter: arm a complete form and go as far as possible; pressed again while a login waits: the browser once more."""
        missing = self.missing
        if missing is not None:
            return (act.PointTo(part=missing),)
        asked = (self._form.patient, self._form.basis, self._form.role)
        running = self._running
        same_organisation = self._session is not None and self._form.orgnr in ("", self._session.orgnr)
        if running is not None and asked == (running.patient, running.basis, running.role_code) and same_organisation:
            return ()
        armed, withdrawn = self._armed, self._withdrawn
        self._armed, self._withdrawn = True, False
        return (act.OpenBrowser(sure=withdrawn),) if self._login_running and (armed or withdrawn) else self._advance()

    def escape(self) -> act.Actions:
        """Escape: undo the last thing that has not happened yet."""
        if self._armed:
            self._armed, self._withdrawn = False, self._login_running
            return ()
        held = self._results.lookup
        if held is not None and self._results.hidden:
            self._form.text, self._form.patient = held.patient.digits, held.patient
            return (act.SetNumber(patient=held.patient), *self._bring_back(held))
        if self._running is not None:
            return self._cancel_running()
        return self._cancel_login()

    def cancel(self) -> act.Actions:
        """The cancel button: stop whatever runs or waits."""
        self._armed = False
        return (*self._cancel_running(), *self._cancel_login())

    def clear(self) -> act.Actions:
        """The clear key: the patient is gone from the desk at once."""
        return (*self.lock(), *self._form.clear())

    def lock(self) -> act.Actions:
        """The desk is locked: results are wiped, nothing goes; what was typed stays."""
        self._armed = False
        return (*self._cancel_running(), *self._results.wipe())

    def wipe_due(self) -> act.Actions:
        """The clock that HideResults started has run out."""
        return self._results.wipe() if self._results.hidden else ()

    # --- login -----------------------------------------------------------------------------------------------------------------

    def login_asked(self) -> act.Actions:
        """The login button, or its key."""
        if self._login_running:
            return (act.OpenBrowser(),)
        return () if self._session is not None else (self._start_login(),)

    def logged_in(self, person: Person, *, fresh: bool) -> act.Actions:
        """A login came through. ``fresh``: the person was authenticated after we asked.

        What was fetched for somebody else goes first, before the caller shows who is here now.
        """
        self._login_running = False
        self._session, self._not_fresh = person, not fresh
        self._authenticated = True
        actions: list[act.Action] = [*self._only_for(person)]
        if fresh:
            self._form.role_for = self._form.role_for or (person.key if self._form.role else "")
        if not self._form.role:
            actions.append(act.RecallRole(hpr_number=person.hpr_number))
        if self._armed:
            actions += self._advance()
        elif self.question is not None:
            actions.append(act.AskWhoLoggedIn(question=self.question))
        return tuple(actions)

    def login_failed(self) -> act.Actions:
        """A login failed or was cancelled: the next Enter tries again."""
        self._login_running = self._armed = False
        return ()

    def person_confirmed(self) -> act.Actions:
        """«It is me»: the armed look-up goes, with the role on the screen."""
        if self._session is None or self.question is None:
            return ()
        self._not_fresh = False
        if self._form.role:
            self._form.role_for = self._session.key
        return self._advance() if self._armed else ()

    def person_denied(self) -> act.Actions:
        """«It is not me»: that session ends with all that it could show, and a new authentication is demanded."""
        if self._session is None:
            return ()
        denied, self._session, self._not_fresh, self._armed = self._session, None, False, False
        actions: list[act.Action] = [*self._results.wipe(), *self._cancel_running()]
        if self._form.role_for == denied.key:
            actions += self._form.clear_role()
        self._authenticated = False
        actions.append(self._start_login(logout_first=True))
        return tuple(actions)

    def session_changed(self, person: Person | None) -> act.Actions:
        """The session was renewed, or (None) ended by itself. What was typed stays; results do until somebody else logs in."""
        if person is not None:
            if self._session is not None and self._session.key == person.key:
                self._session = person
            return ()
        self._session, self._not_fresh, self._armed, self._switching = None, False, False, False
        return ()

    def logout(self) -> act.Actions:
        """Log out: patient, role and results are gone from the desk at once."""
        actions = [*self._cancel_login(), *self.clear(), *self._form.clear_role()]
        if self._session is not None:
            actions.append(act.EndSession())
        self._session, self._not_fresh, self._switching, self._authenticated = None, False, False, False
        return tuple(actions)

    def organisation_switched(self, person: Person) -> act.Actions:
        """The session now speaks for ``person.orgnr``."""
        self._switching = False
        if self._session is None:
            return ()
        self._session = person
        actions = self._only_for(person)
        if self._armed and self._form.orgnr and person.orgnr != self._form.orgnr:
            self._armed = False  # the service answered with another one: not a case for trying for ever
        return (*actions, *self._advance()) if self._armed else actions

    def organisation_failed(self) -> act.Actions:
        """The session could not be switched: the next Enter tries again."""
        self._switching = self._armed = False
        return ()

    # --- the look-up -----------------------------------------------------------------------------------------------------------

    def lookup_progressed(self, number: int) -> act.Actions:
        """Part of the answer came. No action: it is late, and must be dropped."""
        return self._take(number)

    def lookup_succeeded(self, number: int) -> act.Actions:
        """The whole answer came. No action: it is late, and must be dropped."""
        actions = self._take(number)
        if actions:
            self._running = None
        return actions

    def lookup_ended(self, number: int) -> bool:
        """A look-up failed or was cancelled. False: it is late, and nothing is to be said about it."""
        if self._running is None or self._running.number != number:
            return False
        self._running = None
        return True

    # --- inside ----------------------------------------------------------------------------------------------------------------

    def _take(self, number: int) -> act.Actions:
        if self._running is None or self._running.number != number:
            return ()
        return self._results.take(self._running, self._running_for)

    def _advance(self) -> act.Actions:
        if self._session is None:
            return () if self._login_running else (self._start_login(),)
        question = self.question
        if question is not None:
            return (act.AskWhoLoggedIn(question=question),)
        if self._form.orgnr and self._session.orgnr != self._form.orgnr:
            if self._switching:
                return ()
            self._switching = True
            return (act.SwitchOrganisation(orgnr=self._form.orgnr),)
        return self._send(self._session)

    def _send(self, person: Person) -> act.Actions:
        self._armed = False
        if self._form.patient is None or self._form.basis is None or self._form.basis.elevated:
            return ()
        actions: list[act.Action] = [*self._cancel_running(), *self._results.not_of(self._form.patient)]
        self._last_number += 1
        lookup = Lookup(number=self._last_number, patient=self._form.patient, basis=self._form.basis, role_code=self._form.role)
        self._running, self._running_for = lookup, person.key
        actions += [act.RememberRole(hpr_number=person.hpr_number, role_code=self._form.role), act.SendLookup(lookup=lookup)]
        return tuple(actions)

    def _start_login(self, *, logout_first: bool = False) -> act.StartLogin:
        self._login_running, self._withdrawn = True, False
        return act.StartLogin(force=not self._authenticated, orgnr=self._form.orgnr, logout_first=logout_first)

    def _cancel_login(self) -> act.Actions:
        if not self._login_running and not self._switching:
            return ()
        self._login_running = self._switching = False
        return (act.CancelLogin(),)

    def _cancel_running(self) -> act.Actions:
        if self._running is None:
            return ()
        number, self._running = self._running.number, None
        return (act.CancelLookup(number=number),)

    def _only_for(self, person: Person) -> act.Actions:
        other = self._running is not None and self._running_for != person.key
        return (*(self._cancel_running() if other else ()), *self._results.only_for(person.key))

    def _bring_back(self, held: Lookup) -> act.Actions:
        return (*self._results.show(), *self._form.bring_back(held))
