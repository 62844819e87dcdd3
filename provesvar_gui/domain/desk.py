"""One desk: what stands on the screen, and what may happen next. Pure: events in (methods), actions out (tuples).

The rules (provesvar_gui/README.md §3, §7): a look-up is armed by Enter only, goes once, and never with something that was
edited meanwhile; results of one patient never stand beside the number of another; an elevated basis goes only through
``opening``, after a report and two steps.
The caller carries out the actions in order and then shows the state that the properties tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.domain import desk_actions as act
from provesvar_gui.domain.desk_actions import OpeningEnd, Part
from provesvar_gui.domain.desk_state import DeskState
from provesvar_gui.domain.lookup import Lookup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provesvar_gui.domain.access import AccessBasis
    from provesvar_gui.domain.desk_actions import Person
    from provesvar_gui.domain.identifiers import PatientId
    from provesvar_gui.domain.opening import OpeningPolicy
    from provesvar_gui.domain.results import OutcomeKind


class Desk(DeskState):
    """The events."""

    # --- the form --------------------------------------------------------------------------------------------------------------

    def number_changed(self, text: str, patient: PatientId | None) -> act.Actions:
        """The patient field holds ``text`` (cleaned); ``patient`` where that is a number that may be used."""
        if self.covered or (text == self._form.text and patient == self._form.patient):
            return ()
        self._form.text, self._form.patient = text, patient
        self._armed = False
        actions: list[act.Action] = [*self._opening.close()]
        if self._running is not None and self._running.patient != patient:
            actions += self._cancel_running()
        held = self._results.lookup
        if held is not None:
            actions += self._bring_back(held) if held.patient == patient else self._hide()
        actions += self._form.keep_basis_with_number()
        actions += self._offer.end_with(patient)
        return tuple(actions)

    def basis_chosen(self, basis: AccessBasis) -> act.Actions:
        """The clinician chose a basis, or AKUTT once more. An elevated one is refused, or (by policy) asks for the two steps."""
        if self.covered:
            return ()
        if basis.elevated:
            return (act.SetBasis(basis=self._form.basis), *self._chosen_directly(basis))
        if self._form.choose_basis(basis):
            self._armed = False
        return self._opening.close()

    def role_chosen(self, code: str) -> act.Actions:
        """The clinician chose a role, or "" for none; it is theirs from now on."""
        if self._form.choose_role(code, self._session.key if self._session is not None else ""):
            self._armed = False
            return self._opening.forget()  # it was reported to somebody in another role
        return ()

    def organisation_chosen(self, orgnr: str) -> act.Actions:
        """The clinician chose an organisation. A session follows at the next Enter."""
        if self._form.choose_organisation(orgnr):
            self._armed = False
            return self._opening.forget()  # it was reported to another organisation
        return ()

    def organisations_known(self, orgnrs: Sequence[str]) -> None:
        """These may be spoken for. A choice that is still among them stays; a single one needs no choice."""
        self._form.organisations_known(orgnrs)

    def enter(self, *, again: bool = False) -> act.Actions:
        """Enter: arm a complete form and go as far as possible; pressed again while a login waits: the browser once more.

        ``again``: it is the Enter of a look-up that could not be sent (``may_try_again``).
        """
        if self.covered:
            return ()
        self._again = again
        missing = self.missing
        if missing not in (Part.NUMBER, Part.BASIS) and self._form.ask_acute():
            return (act.AskAcute(),)  # before what stands below it in the form
        if missing is not None:
            return (act.PointTo(part=missing),)
        asked = (self._form.patient, self._form.basis, self._form.role)
        running = self._running
        same_organisation = self._session is not None and self._form.orgnr in ("", self._session.orgnr)
        if running is not None and same_organisation:
            basis = self._form.basis if running.basis.elevated else running.basis  # Enter does not stop an opening
            if asked == (running.patient, basis, running.role_code):
                return ()
        armed, withdrawn = self._armed, self._withdrawn
        self._armed, self._withdrawn = True, False
        return (act.OpenBrowser(sure=withdrawn),) if self._login_running and (armed or withdrawn) else self._advance()

    def escape(self) -> act.Actions:
        """Escape: undo the last thing that has not happened yet."""
        if self.covered:
            return ()
        if self._opening.asked:
            return self._opening.close()
        if self._armed:
            self._armed, self._withdrawn = False, self._login_running
            return ()
        held = self._results.lookup
        if held is not None and self._results.hidden:
            self._form.text, self._form.patient = held.patient.digits, held.patient
            return (act.SetNumber(patient=held.patient), *self._bring_back(held), *self._offer.end_with(held.patient))
        if self._running is not None:
            return self._cancel_running()
        return self._cancel_login()

    def cancel(self) -> act.Actions:
        """The cancel button: stop whatever runs or waits."""
        self._armed = False
        return (*self._cancel_running(), *self._cancel_login())

    def clear(self) -> act.Actions:
        """The clear key: the patient is gone from the desk at once."""
        return (*self.wipe(), *self._form.clear())

    def wipe(self) -> act.Actions:
        """Results are wiped, nothing goes; what was typed stays."""
        self._armed = False
        return (*self._offer.end(), *self._opening.forget(), *self._cancel_running(), *self._results.wipe())

    def wipe_due(self) -> act.Actions:
        """The clock that HideResults started has run out."""
        return self._results.wipe() if self._results.hidden else ()

    # --- the lock --------------------------------------------------------------------------------------------------------------

    def cover(self) -> act.Actions:
        """The window is locked: nothing can be seen, nothing goes, what was opened is closed.

        Results and form are kept for their owner, until they are wiped: by the clock of the lock, by somebody else, or by hand.
        """
        if self.covered:
            return ()
        self._armed, self._results.covered = False, True
        return (
            *self._offer.end(),
            *self._opening.close(),
            *self._cancel_login(),
            *self._cancel_running(),
            act.CoverResults(),
            *self._results.close_opened(OpeningEnd.LOCKED),
        )

    def uncover(self) -> act.Actions:
        """The cover goes: the owner is back, or nothing of anybody is left behind it."""
        if not self.covered:
            return ()
        self._results.covered = False
        return (act.ShowResults(),) if self._results.visible else ()

    def taken_over(self) -> act.Actions:
        """Somebody else proved who they are: nothing of the one before is left. Their own login follows."""
        self._session, self._owner, self._not_fresh = None, "", False
        return (*self.clear(), *self._form.clear_role())

    # --- hand-over -------------------------------------------------------------------------------------------------------------

    def handed_over(self, text: str, patient: PatientId | None) -> act.Actions:
        """Another program hands over ``text`` (cleaned); ``patient`` where that is a number that may be used.

        It fills a free desk and nothing else: where anything is shown, typed, armed, running or about to be opened it is offered.
        The number that stands there already changes nothing. What holds no number at all (``text`` is empty) is only told.
        """
        if self.covered:
            return ()
        if patient is not None and patient == self._form.patient:
            return self._offer.end()
        if not self.free or not text:
            return self._offer.make(text, patient)
        fill = (*self._form.drop_loose_basis(), *self.number_changed(text, patient), act.FillNumber(text=text))
        return (*self._offer.end(), *fill)

    def offer_taken(self) -> act.Actions:
        """The clinician changes to what was handed over: as if they had typed it. No basis goes along."""
        patient = self._offer.patient
        if patient is None:
            return ()
        return (
            *self._offer.end(),
            *self._form.drop_loose_basis(),
            *self.number_changed(patient.digits, patient),
            act.SetNumber(patient=patient),
        )

    def offer_declined(self) -> act.Actions:
        """The clinician keeps what is there."""
        return self._offer.end()

    # --- login -----------------------------------------------------------------------------------------------------------------

    def login_asked(self) -> act.Actions:
        """The login button, or its key."""
        if self.covered:
            return ()
        if self._login_running:
            return (act.OpenBrowser(),)
        return () if self._session is not None else (self._start_login(),)

    def logged_in(self, person: Person, *, fresh: bool) -> act.Actions:
        """A login came through. ``fresh``: the person was authenticated after we asked.

        What was fetched for somebody else goes first, before the caller shows who is here now.
        """
        self._login_running = False
        self._session, self._owner, self._not_fresh = person, person.key, not fresh
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
        self._owner = ""
        actions: list[act.Action] = [*self._offer.end(), *self._opening.forget(), *self._results.wipe(), *self._cancel_running()]
        if self._form.role_for == denied.key:
            actions += self._form.clear_role()
        actions.append(self._start_login(logout_first=True))
        return tuple(actions)

    def session_changed(self, person: Person | None) -> act.Actions:
        """The session was renewed, or (None) ended by itself. What was typed stays; results do until somebody else logs in."""
        if person is not None:
            return self._renewed(person) if self._session is not None else ()
        self._session, self._not_fresh, self._armed, self._switching = None, False, False, False
        elevated = self._running is not None and self._running.basis.elevated
        return (
            *self._opening.forget(),
            *(self._cancel_running() if elevated else ()),
            *self._results.close_opened(OpeningEnd.SESSION_ENDED),
        )

    def logout(self) -> act.Actions:
        """Log out: patient, role and results are gone from the desk at once."""
        actions = [*self._cancel_login(), *self.clear(), *self._form.clear_role()]
        if self._session is not None:
            actions.append(act.EndSession())
        self._session, self._not_fresh, self._switching = None, False, False
        self._owner = ""
        return tuple(actions)

    def organisation_switched(self, person: Person) -> act.Actions:
        """The session now speaks for ``person.orgnr``."""
        self._switching = False
        if self._session is None:
            return ()
        self._session = person
        actions = (*self._opening.forget(), *self._only_for(person))
        if self._armed and self._organisation_differs and self._switch_to == self._form.orgnr:
            self._armed = False  # the service answered with another one: not a case for trying for ever
        return (*actions, *self._advance()) if self._armed else actions

    def organisation_failed(self) -> act.Actions:
        """The session could not be switched: the next Enter tries again."""
        self._switching = self._armed = False
        return ()

    # --- the look-up -----------------------------------------------------------------------------------------------------------

    def lookup_progressed(self, number: int, openable: OutcomeKind | None = None) -> act.Actions:
        """Part of the answer came. No action: it is late, and must be dropped. ``openable``: what it says can be opened."""
        return self._take(number, openable)

    def lookup_succeeded(self, number: int, openable: OutcomeKind | None = None) -> act.Actions:
        """The whole answer came. No action: it is late, and must be dropped. ``openable``: what it says can be opened."""
        actions = self._take(number, openable)
        if actions:
            self._running = None
        return actions

    def lookup_ended(self, number: int, *, nothing_more: bool = False) -> bool:
        """A look-up failed or was cancelled. False: it is late, and nothing is to be said about it.

        ``nothing_more``: the service says that there was nothing to open; it is not offered again. What is shown is kept.
        """
        if self._running is None or self._running.number != number:
            return False
        self._running = None
        if nothing_more:
            self._opening.report = None
        return True

    def reason_dropped(self) -> act.Actions:
        """A new try failed. What is held says only why the one before brought nothing: it is no answer to this one."""
        return (*self._opening.forget(), *self._results.wipe())

    def may_try_again(self, number: int) -> bool:
        """Whether the Enter of this look-up, which an ended session could not send, may log in and send it after all.

        Once, with what it was asked for, and never an opening, which goes now or not at all.
        """
        running = self._running
        if running is None or running.number != number or running.basis.elevated or self._again:
            return False
        asked = (running.patient, running.basis, running.role_code, self._running_orgnr)
        return (self._form.patient, self._form.basis, self._form.role, self._form.orgnr) == asked

    # --- opening ---------------------------------------------------------------------------------------------------------------

    def opening_asked(self) -> act.Actions:
        """The first step: what can be opened is to be opened."""
        openable = self.openable
        if openable is None or self._opening.asked:
            return ()
        missing = self.missing
        return self._opening.ask(openable) if missing is None else (act.PointTo(part=missing),)

    def reason_chosen(self, code: str) -> act.Actions:
        """In the panel: a coded reason."""
        self._opening.choose_reason(code)
        return ()

    def opening_confirmed(self, basis: AccessBasis) -> act.Actions:
        """The second step, never Enter alone: one elevated look-up goes, now or not at all."""
        ready = self.openable is not None or (not self.covered and self._opening.direct and self._direct_missing is None)
        if not ready or not self._opening.may_be_confirmed(basis) or self._form.patient is None:
            return ()
        reason = self._opening.reason
        actions = self._opening.close()
        self._last_number += 1
        lookup = Lookup(
            number=self._last_number, patient=self._form.patient, basis=basis, role_code=self._form.role, reason=reason
        )
        self._running, self._running_for = lookup, self._session.key if self._session is not None else ""
        before = self._results.close_opened(OpeningEnd.NEXT_LOOKUP)  # chosen directly: one opening at a time, each with its end
        return (*actions, *before, *self._results.not_of(lookup.patient), act.SendLookup(lookup=lookup))

    def opening_cancelled(self) -> act.Actions:
        """The panel is left without opening anything."""
        return self._opening.close()

    def opening_closed(self, why: OpeningEnd = OpeningEnd.BY_HAND) -> act.Actions:
        """What was opened is to be closed, by the clinician or by the clock: the ordinary results come back."""
        elevated = self._running is not None and self._running.basis.elevated
        return (*(self._cancel_running() if elevated else ()), *self._results.close_opened(why))

    def scanned(self) -> act.Actions:
        """A number was scanned, perhaps the same: whoever opens something is interrupted, and must begin again."""
        return (*self._opening.close(), *self.opening_closed(OpeningEnd.SCANNED))

    def policy_known(self, policy: OpeningPolicy) -> act.Actions:
        """What the organisation has decided, read again."""
        self._opening.policy = policy
        return self._opening.close()
