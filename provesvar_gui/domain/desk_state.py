"""The state of a desk, and what several of its events have in common. The events themselves: ``domain/desk.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.domain import desk_actions as act
from provesvar_gui.domain.desk_actions import OpeningEnd, Part, Person, Question
from provesvar_gui.domain.desk_form import DeskForm
from provesvar_gui.domain.desk_offer import HandOverOffer
from provesvar_gui.domain.held_results import HeldResults
from provesvar_gui.domain.lookup import Lookup
from provesvar_gui.domain.opening import Opening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provesvar_gui.domain.access import AccessBasis
    from provesvar_gui.domain.identifiers import PatientId
    from provesvar_gui.domain.opening import OpeningPolicy
    from provesvar_gui.domain.results import OutcomeKind


class DeskState:
    """The state of one desk. ``orgnrs``: the organisations that may be spoken for; a single one needs no choice."""

    def __init__(self, orgnrs: Sequence[str] = (), policy: OpeningPolicy | None = None) -> None:
        self._form = DeskForm()
        self._session: Person | None = None
        self._not_fresh = self._login_running = self._switching = self._armed = False
        self._switch_to = ""  # the organisation to which the session was last switched
        self._again = False  # whether the last Enter was that of a look-up that could not be sent
        self._withdrawn = False  # whether Escape has disarmed a look-up while this login ran
        self._owner = ""  # key of who logged in last, and has not logged out
        self._form.organisations_known(orgnrs)
        self._last_number = 0
        self._running: Lookup | None = None
        self._running_for = ""  # key of the person in whose session it was sent
        self._running_orgnr = ""  # what was chosen then
        self._results = HeldResults()
        self._opening = Opening(policy)
        self._offer = HandOverOffer()

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
    def owner(self) -> str:
        """Key of the person whose desk it is: logged in, or until their session ended by itself; "" where there is none."""
        return self._owner

    @property
    def covered(self) -> bool:
        """Whether the window is locked."""
        return self._results.covered

    @property
    def empty(self) -> bool:
        """Whether nothing of a patient is here, shown or held."""
        return not self._form.text and self._results.lookup is None and self._running is None and not self._offer.stands

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
    def opened(self) -> Lookup | None:
        """The elevated look-up whose results are held."""
        return self._results.opened

    @property
    def openable(self) -> OutcomeKind | None:
        """What can be opened now: reported of the patient on the screen, by the answer that stands there, to who is logged in."""
        report, held, person = self._opening.report, self._results.lookup, self._session
        if report is None or person is None or self.question is not None or self._running is not None or self._switching:
            return None
        fits = held == report.lookup and held.patient == self._form.patient and self._results.visible
        same = person.key == report.key and report.lookup.role_code == self._form.role
        return report.kind if fits and same and not self._organisation_differs else None

    @property
    def offered(self) -> PatientId | None:
        """The number that another program has handed over, and that may be taken."""
        return self._offer.patient

    @property
    def free(self) -> bool:
        """Whether a number may come by itself: nothing is shown, typed, armed, running or about to be opened."""
        busy = self._armed or self._running is not None or self._results.visible or self._opening.asked or self.covered
        return not self._form.text and not busy

    @property
    def acute_unsure(self) -> bool:
        """Whether AKUTT is chosen, and takes one act more."""
        return self._form.acute_unsure

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

    def _take(self, number: int, openable: OutcomeKind | None) -> act.Actions:
        if self._running is None or self._running.number != number:
            return ()
        if not self._running.basis.elevated:
            self._opening.reported(self._running, self._running_for, openable)
        return self._results.take(self._running, self._running_for)

    @property
    def _direct_missing(self) -> Part | None:
        """What a direct choice of an elevated basis still needs; a basis is it itself."""
        missing = self._form.missing
        if missing is Part.BASIS:
            missing = None if self._form.role else Part.ROLE
        if missing is None and self._organisation_differs:
            missing = Part.ORGANISATION
        certain = self._session is not None and self.question is None and self._running is None and not self._switching
        return missing if missing is not None or certain else Part.LOGIN

    @property
    def _organisation_differs(self) -> bool:
        """Whether the session speaks for another organisation than the screen shows. An opening never changes that."""
        return self._session is not None and self._form.orgnr not in ("", self._session.orgnr)

    def _chosen_directly(self, basis: AccessBasis) -> act.Actions:
        if not self._opening.policy.direct:
            return (act.RefuseElevated(),)
        missing = self._direct_missing
        return self._opening.ask(self.openable, basis) if missing is None else (act.PointTo(part=missing),)

    def _hide(self) -> act.Actions:
        """Another number is on the screen. What was opened is gone with the first digit; the rest may come back."""
        hidden = self._results.hide()
        return (*hidden, *self._results.close_opened(OpeningEnd.NUMBER_CHANGED))

    def _advance(self) -> act.Actions:
        if self._session is None:
            return () if self._login_running else (self._start_login(),)
        question = self.question
        if question is not None:
            return (act.AskWhoLoggedIn(question=question),)
        if self._switching:
            return ()
        if self._organisation_differs:
            self._switching, self._switch_to = True, self._form.orgnr
            stopped = self._cancel_running()  # no look-up goes for one and then for the other
            return (*stopped, act.SwitchOrganisation(orgnr=self._form.orgnr))
        return self._send(self._session)

    def _send(self, person: Person) -> act.Actions:
        self._armed = False
        if self._form.patient is None or self._form.basis is None or self._form.basis.elevated:
            return ()
        actions: list[act.Action] = [
            *self._opening.forget(),
            *self._cancel_running(),
            *self._results.close_opened(OpeningEnd.NEXT_LOOKUP),
        ]
        actions += self._results.not_of(self._form.patient)
        self._last_number += 1
        lookup = Lookup(number=self._last_number, patient=self._form.patient, basis=self._form.basis, role_code=self._form.role)
        self._running, self._running_for, self._running_orgnr = lookup, person.key, self._form.orgnr
        actions += [act.RememberRole(hpr_number=person.hpr_number, role_code=self._form.role), act.SendLookup(lookup=lookup)]
        return tuple(actions)

    def _start_login(self, *, logout_first: bool = False) -> act.StartLogin:
        # Always forced: the browser's session at HelseID may be that of whoever sat here before (helseid/README.md §3).
        self._login_running, self._withdrawn = True, False
        return act.StartLogin(force=True, orgnr=self._form.orgnr, logout_first=logout_first)

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

    def _renewed(self, person: Person) -> act.Actions:
        """The session goes on. Whoever it turns out to be of now must say so, as after a login that was not fresh."""
        before, self._session = self._session, person
        if before is None or person.key != before.key:
            self._owner, self._not_fresh, self._armed, self._switching = person.key, True, False, False
            actions = (*self._offer.end(), *self._opening.forget(), *self._only_for(person))
            question = self.question
            return (*actions, act.AskWhoLoggedIn(question=question)) if question is not None else actions
        if person.orgnr != before.orgnr:
            return (*self._opening.forget(), *self._cancel_running())
        return ()

    def _only_for(self, person: Person) -> act.Actions:
        other = self._running is not None and self._running_for != person.key
        return (*(self._cancel_running() if other else ()), *self._results.only_for(person.key))

    def _bring_back(self, held: Lookup) -> act.Actions:
        return (*self._results.show(), *self._form.bring_back(held))
