"""The state machine of one desk: events come in as method calls, actions go out as tuples. Pure.

The rules (provesvar_gui/README.md §3, §7): a look-up is armed by Enter only, goes once, and never with something that was
edited meanwhile; results of one patient never stand beside the number of another; an elevated basis goes only through
``opening``, after a report and two steps.
The caller carries out the actions in order and then shows the state that the properties tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.desk import actions as act
from provesvar_gui.desk.actions import FormPart, HandOverAnswer, OpeningEnd, Person, Question
from provesvar_gui.desk.handover import Closing, HandOverOffer, HandOverSenders
from provesvar_gui.desk.opening import Opening
from provesvar_gui.patient.access import AccessBasis, Lookup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provesvar_gui.desk.opening import OpeningPolicy
    from provesvar_gui.patient.numbers import PatientId
    from provesvar_gui.results.model import OutcomeKind


class DeskForm:
    """``basis_for``: the number for which the basis was chosen. ``role_for``: the key of the person for whom the role was.

    ``patient``: the number, where it is complete and not rejected. ``acute_asked``: that AKUTT takes one act more was said;
    ``acute_sure``: it was confirmed. ``ehr_hpr``: of the clinician in the EHR that handed this number over, or "".
    """

    def __init__(self) -> None:
        self.text = ""
        self.patient: PatientId | None = None
        self.basis: AccessBasis | None = None
        self.basis_for: PatientId | None = None
        self.acute_asked = self.acute_sure = False
        self.role = ""
        self.role_for = ""
        self.ehr_hpr = ""
        self.orgnr = ""
        self.orgnrs: tuple[str, ...] = ()

    @property
    def missing(self) -> FormPart | None:
        if self.patient is None:
            return FormPart.NUMBER
        return FormPart.BASIS if self.basis is None else self.missing_choice

    @property
    def missing_choice(self) -> FormPart | None:
        """The first missing part that a login can fill in."""
        if not self.role:
            return FormPart.ROLE
        return FormPart.ORGANISATION if len(self.orgnrs) > 1 and not self.orgnr else None

    @property
    def acute_unsure(self) -> bool:
        return self.basis is AccessBasis.AKUTT and not self.acute_sure

    def ask_acute(self) -> bool:
        """Before a look-up: whether AKUTT must still be confirmed; the second call is the confirmation."""
        if not self.acute_unsure:
            return False
        self.acute_asked, self.acute_sure = True, self.acute_asked
        return not self.acute_sure

    def keep_basis_with_number(self) -> act.Actions:
        """Clear the basis where the number is no longer the one for which it was chosen."""
        if self.basis is None:
            return ()
        if self.basis_for is None:
            self.basis_for = self.patient  # chosen before the number was there: it belongs to the first whole number
            return ()
        if self.basis_for == self.patient:
            return ()
        self.basis = self.basis_for = None
        return (act.Command.SHOW_BASIS,)

    def drop_loose_basis(self) -> act.Actions:
        """Clear a basis chosen before the number was complete: only the number that was being typed may get it."""
        if self.basis is None or self.basis_for is not None:
            return ()
        self.basis = None
        return (act.Command.SHOW_BASIS,)

    def organisations_known(self, orgnrs: Sequence[str]) -> None:
        """Set the permitted organisations. A choice among them stays; a single one is chosen."""
        self.orgnrs = tuple(orgnrs)
        if self.orgnr not in self.orgnrs:
            self.orgnr = self.orgnrs[0] if len(self.orgnrs) == 1 else ""

    def clear(self) -> act.Actions:
        self.text, self.patient, self.basis, self.basis_for, self.ehr_hpr = "", None, None, None, ""
        return (act.Command.SHOW_NUMBER, act.Command.SHOW_BASIS)

    def clear_role(self) -> act.Actions:
        self.role = self.role_for = ""
        return (act.Command.CLEAR_ROLE,)


class HeldResults:
    """``hidden``: not on the screen. ``covered``: the window is locked. ``ordinary``: comes back when the opening is closed."""

    def __init__(self) -> None:
        self.lookup: Lookup | None = None
        self.hidden = self.covered = False
        self.ordinary: Lookup | None = None
        self.key = ""  # of the person in whose session they were asked for

    @property
    def opened(self) -> Lookup | None:
        return self.lookup if self.lookup is not None and self.lookup.basis.elevated else None

    @property
    def visible(self) -> bool:
        return self.lookup is not None and not self.hidden and not self.covered

    def take(self, lookup: Lookup, key: str) -> act.Actions:
        """Hold the results of an answer. ``key``: of the person in whose session it was fetched."""
        started: act.Actions = ()
        if not lookup.basis.elevated:
            self.ordinary = None
        elif self.lookup != lookup:
            self.ordinary = self.lookup if self.lookup is not None and not self.lookup.basis.elevated else None
            started = (act.Command.OPENING_STARTED,)
        self.lookup, self.hidden, self.key = lookup, False, key
        return (*started, act.Command.SHOW_RESULTS)

    def close_opened(self, why: OpeningEnd) -> act.Actions:
        opened = self.opened
        if opened is None:
            return ()
        if self.ordinary is None:
            return self.wipe(why)
        self.lookup, self.ordinary = self.ordinary, None
        return (why, *((act.Command.SHOW_RESULTS,) if self.visible else ()))

    def hide(self) -> act.Actions:
        if not self.visible:
            return ()
        self.hidden = True
        return (act.Command.HIDE_RESULTS,)

    def show(self) -> act.Actions:
        if not self.hidden:
            return ()
        self.hidden = False
        return (act.Command.SHOW_RESULTS,)

    def wipe(self, why: OpeningEnd = OpeningEnd.WIPED) -> act.Actions:
        if self.lookup is None:
            return ()
        ended = () if self.opened is None else (why,)
        self.lookup, self.ordinary, self.hidden, self.key = None, None, False, ""
        return (*ended, act.Command.WIPE_RESULTS)

    def not_of(self, patient: PatientId | None) -> act.Actions:
        return self.wipe() if self.lookup is not None and self.lookup.patient != patient else ()


class Desk:
    """The state of one desk. Only the events change it; others read it.

    ``owner``: key of the person whose desk it is, logged in or until their session ended by itself. ``switching``: the session's
    organisation. ``armed``: a look-up waits for the login; ``filling``: Enter waits for it, to fill in, and sends nothing.
    ``closing``: what the EHR closed is covered, and wiped soon unless the clinician keeps it.
    """

    def __init__(self, orgnrs: Sequence[str] = (), policy: OpeningPolicy | None = None) -> None:
        self.session: Person | None = None
        self.owner = ""
        self.login_running = self.switching = self.armed = False
        self.running: Lookup | None = None
        self._running_for = self._running_orgnr = ""  # key of the person in whose session it was sent, and what was chosen then
        self._again = False  # whether the last Enter was that of a look-up that could not be sent
        self._last_number = 0
        self._not_fresh = False
        self.filling = False
        self._switch_to = ""  # the organisation to which the session was last switched
        self.form = DeskForm()
        self.results = HeldResults()
        self._opening = Opening(policy)
        self.offer = HandOverOffer()
        self.closing: Closing | None = None
        self._senders = HandOverSenders()
        self._same_person = ("", "")  # HPR number in the EHR, and key of who has confirmed to be logged in here all the same
        self.form.organisations_known(orgnrs)

    @property
    def empty(self) -> bool:
        return not self.form.text and self.results.lookup is None and self.running is None and not self.offer.stands

    @property
    def openable(self) -> OutcomeKind | None:
        """The reported outcome that can be opened, for the shown patient and the logged-in person; None: nothing."""
        report, held, person = self._opening.report, self.results.lookup, self.session
        if report is None or person is None or self.question is not None or self.running is not None or self.switching:
            return None
        fits = held == report.lookup and held.patient == self.form.patient and self.results.visible
        same = person.key == report.key and report.lookup.role_code == self.form.role
        return report.kind if fits and same and not self._organisation_differs else None

    @property
    def free(self) -> bool:
        """Whether a handed-over number may fill the form: nothing is shown, typed, armed, running or about to be opened."""
        busy = self.armed or self.running is not None or self.results.visible or self._opening.asked or self.results.covered
        return not self.form.text and not busy

    @property
    def question(self) -> Question | None:
        if self.session is None:
            return None
        role_of_other = bool(self.form.role and self.form.role_for) and self.form.role_for != self.session.key
        hpr = self.form.ehr_hpr
        if hpr.lstrip("0") == self.session.hpr_number.lstrip("0") or (hpr, self.session.key) == self._same_person:
            hpr = ""
        if not self._not_fresh and not role_of_other and not hpr:
            return None
        return Question(person=self.session, not_fresh=self._not_fresh, role_of_other=role_of_other, ehr_hpr=hpr)

    def number_changed(self, text: str, patient: PatientId | None) -> act.Actions:
        """The patient field holds ``text`` (cleaned), and ``patient`` if that is a usable number."""
        if self.results.covered or (text == self.form.text and patient == self.form.patient):
            return ()
        if patient != self.form.patient:
            self.form.ehr_hpr = ""
        self.form.text, self.form.patient = text, patient
        self.armed = False
        actions: list[act.Action] = [*self._opening.close()]
        if self.running is not None and self.running.patient != patient:
            actions += self._cancel_running()
        held = self.results.lookup
        if held is not None and held.patient != patient:  # what was opened is gone with the first digit; the rest may come back
            actions += [*self.results.hide(), *self.results.close_opened(OpeningEnd.NUMBER_CHANGED)]
        actions += self.form.keep_basis_with_number()
        actions += self.offer.end() if self.offer.closes else self.offer.end_with(patient, HandOverAnswer.TAKEN)
        return tuple(actions)

    def basis_chosen(self, basis: AccessBasis) -> act.Actions:
        """The clinician chose a basis, or AKUTT once more. An elevated one is refused, or (by policy) asks for the two steps."""
        if self.results.covered:
            return ()
        if basis.elevated:
            return (act.Command.SHOW_BASIS, *self._chosen_directly(basis))
        form = self.form
        if basis == form.basis:
            form.acute_sure = True
        else:
            form.basis, form.basis_for, form.acute_asked, form.acute_sure = basis, form.patient, False, False
            self.armed = False
        return self._opening.close()

    def role_chosen(self, code: str) -> act.Actions:
        if code == self.form.role:
            return ()
        self.form.role_for = self.session.key if code and self.session is not None else ""
        self.form.role, self.armed = code, False
        return self._opening.forget()  # it was reported to somebody in another role

    def organisation_chosen(self, orgnr: str) -> act.Actions:
        if orgnr == self.form.orgnr or orgnr not in ("", *self.form.orgnrs):
            return ()
        self.form.orgnr, self.armed = orgnr, False
        return self._opening.forget()  # it was reported to another organisation

    def enter(self, *, again: bool = False) -> act.Actions:
        """Arm a complete form and proceed; during a login open the browser again. ``again``: see ``may_try_again``."""
        if self.results.covered:
            return ()
        self._again = again
        missing = self.form.missing
        if missing not in (FormPart.NUMBER, FormPart.BASIS) and self.form.ask_acute():
            return (act.Command.ASK_ACUTE,)  # before what stands below it in the form
        if missing is not None and missing is self.form.missing_choice and self.session is None:
            return self._log_in_to_fill()
        if missing is not None:
            return (*self.change_asked(), missing)
        asked = (self.form.patient, self.form.basis, self.form.role)
        running = self.running
        same_organisation = self.session is not None and self.form.orgnr in ("", self.session.orgnr)
        if running is not None and same_organisation:
            basis = self.form.basis if running.basis.elevated else running.basis  # Enter does not stop an opening
            if asked == (running.patient, basis, running.role_code):
                return ()
        armed, self.armed = self.armed, True
        return (act.Command.OPEN_BROWSER,) if self.login_running and armed else self._advance()

    def escape(self) -> act.Actions:
        """Escape: undo the last step that has not happened yet."""
        if self.results.covered:
            return ()
        if self._opening.asked:
            return self._opening.close()
        if self.armed:
            self.armed = False
            return ()
        if self.running is not None:
            return self._cancel_running()
        return self.back_asked() if self.same_number else self._cancel_login()

    def change_asked(self) -> act.Actions:
        """Show the form instead of the results, and cancel a running look-up, whose answer nobody would see."""
        if not self.results.visible:
            return self._opening.close()
        return (*self._opening.close(), *self._cancel_running(), *self.results.hide())

    @property
    def same_number(self) -> bool:
        """Whether the hidden results are of the number in the form, so that Escape brings them back."""
        held = self.results.lookup
        return held is not None and self.results.hidden and held.patient == self.form.patient

    def back_asked(self) -> act.Actions:
        """Show the hidden results again, with their number and basis in the form. Nothing is sent."""
        held = self.results.lookup
        if held is None or not self.results.hidden or self.results.covered:
            return ()
        changed = held.patient != self.form.patient
        self.form.text, self.form.patient, self.armed = held.patient.digits, held.patient, False
        if changed:
            self.form.ehr_hpr = ""
        number = (act.Command.SHOW_NUMBER,) if changed else ()
        stopped = self._cancel_running()
        ended = self.offer.end_with(held.patient, HandOverAnswer.TAKEN)
        basis: act.Actions = ()
        if not held.basis.elevated:
            self.form.basis, self.form.basis_for, self.form.acute_sure = held.basis, held.patient, True
            basis = (act.Command.SHOW_BASIS,)
        return (*stopped, *number, *self.results.show(), *basis, *ended)

    def cancel(self) -> act.Actions:
        self.armed = False
        return (*self._cancel_running(), *self._cancel_login())

    def clear(self) -> act.Actions:
        return (*self.wipe(), *self.form.clear())

    def wipe(self) -> act.Actions:
        return (*self.offer.end(), *self._wipe())

    def _wipe(self) -> act.Actions:
        self.armed = self.filling = False
        self.closing = None
        return (*self._opening.forget(), *self._cancel_running(), *self.results.wipe())

    def wipe_due(self) -> act.Actions:
        return self.results.wipe() if self.results.hidden else ()

    def cover(self) -> act.Actions:
        """Lock: hide everything, send nothing, close an opening; the rest is kept for its owner until it is wiped."""
        covered = () if self.results.covered else self._cover()
        return (*self.offer.end(), *self._cancel_login(), *covered, *self.results.close_opened(OpeningEnd.LOCKED))

    def _cover(self) -> act.Actions:
        self.armed, self.filling, self.results.covered = False, False, True
        return (*self._opening.close(), *self._cancel_running(), act.Command.COVER_RESULTS)

    def uncover(self) -> act.Actions:
        """Unlock: the owner is back, or nothing of a patient is left. What the EHR has closed does not come back by that."""
        if not self.results.covered:
            return ()
        self.results.covered = False
        if self.closing is not None:
            return self.closing_due()
        return (act.Command.SHOW_RESULTS,) if self.results.visible else ()

    def person_replaced(self) -> act.Actions:
        """Another person proved who they are: wipe everything of the one before. Their own login follows."""
        self.session, self.owner, self._not_fresh = None, "", False
        return (*self.clear(), *self.form.clear_role())

    def handed_over(self, text: str, patient: PatientId | None, *, sender: str = "", hpr: str = "") -> act.Actions:
        """Another program hands over ``text`` (cleaned), and ``patient`` if that is a usable number.

        It fills a free desk and nothing else: where anything is shown, typed, armed, running or about to be opened it is offered.
        The number that stands there already changes nothing, and is kept where it is just being closed; only a ``sender`` from
        whom it came is told so. What holds no number at all (``text`` is empty) is only told. ``hpr``: of who is logged in there.
        """
        if self.results.covered and self.closing is None:
            return ()
        if patient is not None and patient == self.form.patient and self.closing is not Closing.SESSION:
            self.closing = None
            self.form.ehr_hpr = hpr or self.form.ehr_hpr
            known = self._senders.knows(sender, patient)
            opening = self._opening.close() if self.question is not None else ()
            return (*(self.offer.end() if known else self.offer.make_silent()), *opening)
        self._senders.note(sender, patient)
        if not self.free or not text:
            return self.offer.make(text, patient, hpr)
        fill = (*self.form.drop_loose_basis(), *self.number_changed(text, patient), act.Command.FILL_NUMBER)
        self.form.ehr_hpr = hpr
        return (*self.offer.end(), *fill)

    def offer_accepted(self) -> act.Actions:
        """Put the handed-over number into the form as if typed, without a basis; or close what was asked about."""
        patient, hpr, closes = self.offer.patient, self.offer.hpr, self.offer.closes
        if closes is not None:
            return (*self.offer.end(HandOverAnswer.TAKEN), *self._close(closes))
        if patient is None:
            return ()
        actions = [*self.offer.end(HandOverAnswer.TAKEN)]
        if self.closing is not None:  # it makes room at once
            actions += [*self.closing_due(), *self.uncover()]
        actions += [*self.form.drop_loose_basis(), *self.number_changed(patient.digits, patient), act.Command.SHOW_NUMBER]
        self.form.ehr_hpr = hpr
        return tuple(actions)

    def offer_declined(self) -> act.Actions:
        """Keep the patient, also one that the EHR has closed."""
        self.closing = None
        return self.offer.end(HandOverAnswer.DECLINED)

    def close_asked(
        self, patient: PatientId | None, *, sender: str = "", session: bool = False, held: bool = False
    ) -> tuple[HandOverAnswer, act.Actions]:
        """The EHR closes this patient (None: whoever is here), and (``session``) ends.

        What is on the screen is covered at once and wiped soon (``closing_due``) unless it is kept. Where it is ``held`` open at
        the bedside the clinician is asked; behind the lock nobody could keep it.
        A sender learns whether a number is here only where that came from it.
        """
        answer, actions = self._ask_to_close(patient, Closing.SESSION if session else Closing.PATIENT, held=held)
        if patient is not None and not self._senders.knows(sender, patient):
            answer = HandOverAnswer.TAKEN
        return answer, actions

    def _ask_to_close(self, patient: PatientId | None, closing: Closing, *, held: bool) -> tuple[HandOverAnswer, act.Actions]:
        gone: act.Actions = ()
        if patient is not None:
            gone = self.offer.end_with(patient, HandOverAnswer.ENDED)
            if patient != self.form.patient:
                other = self.results.lookup  # hidden, since another number stands in the form
                gone = (*gone, *(self.results.wipe() if other is not None and other.patient == patient else ()))
                return HandOverAnswer.TAKEN if gone else HandOverAnswer.NOT_SHOWN, gone
        elif self.empty and (closing is Closing.PATIENT or (self.session is None and not self.login_running)):
            return HandOverAnswer.NOTHING, ()
        if self.results.covered and self.closing is None:
            return HandOverAnswer.TAKEN, (*gone, *self._close(closing))
        if held and self.closing is None:
            if self.offer.patient is not None and closing is Closing.PATIENT:
                return HandOverAnswer.OFFERED, gone  # the change that is offered closes it, too
            return HandOverAnswer.OFFERED, (*gone, *self.offer.make("", closes=closing))
        if closing is Closing.SESSION or self.offer.closes is not None:
            gone = (*gone, *self.offer.end())
        covered = self._cover() if self.closing is None else ()
        self.closing = Closing.SESSION if Closing.SESSION in (closing, self.closing) else closing
        return HandOverAnswer.TAKEN, (*gone, *covered)

    def closing_due(self) -> act.Actions:
        """Its time is over, or the clinician said so. A patient who was offered meanwhile is offered still."""
        return self._close(self.closing) if self.closing is not None else ()

    def _close(self, closing: Closing) -> act.Actions:
        if closing is Closing.SESSION:
            return self._log_out(act.Command.END_SESSION_HERE)
        return (*self._wipe(), *self.form.clear())

    def login_asked(self) -> act.Actions:
        if self.results.covered:
            return ()
        if self.login_running:
            return (act.Command.OPEN_BROWSER,)
        return () if self.session is not None else (self._start_login(),)

    def logged_in(self, person: Person, *, fresh: bool) -> act.Actions:
        """A login succeeded. ``fresh``: authenticated after our request. Results fetched for another person are wiped first."""
        self.login_running = False
        self.session, self.owner, self._not_fresh = person, person.key, not fresh
        actions: list[act.Action] = [*self._only_for(person)]
        if fresh:
            self.form.role_for = self.form.role_for or (person.key if self.form.role else "")
        if self.form.missing_choice is not None:
            actions.append(act.Command.RECALL)
        if self.armed:
            actions += self._advance()
        elif self.question is not None:
            actions += [*self.change_asked(), act.Command.ASK_WHO]
        else:
            actions += self._filled()
        return tuple(actions)

    def login_failed(self) -> act.Actions:
        self.login_running = self.armed = self.filling = False
        return ()

    def person_confirmed(self) -> act.Actions:
        """«It is me»: send the armed look-up with the role on the screen."""
        if self.session is None or self.question is None:
            return ()
        self._not_fresh = False
        self._same_person = (self.form.ehr_hpr, self.session.key)
        if self.form.role:
            self.form.role_for = self.session.key
        return self._advance() if self.armed else self._filled()

    def person_denied(self) -> act.Actions:
        """«It is not me»: end that session, wipe all results, and demand a new authentication."""
        if self.session is None:
            return ()
        denied, self.session, self._not_fresh, self.armed = self.session, None, False, False
        self.owner = ""
        actions: list[act.Action] = [*self.offer.end(), *self._opening.forget(), *self.results.wipe(), *self._cancel_running()]
        if self.form.role_for == denied.key:
            actions += self.form.clear_role()
        self._start_login()
        return (*actions, act.Command.START_LOGIN_ANEW)

    def session_changed(self, person: Person | None) -> act.Actions:
        """The session was renewed, or (None) ended by itself. The form stays; results stay until another person logs in."""
        if person is not None:
            return self._renewed(person) if self.session is not None else ()
        self.session, self._not_fresh, self.armed, self.switching = None, False, False, False
        self.filling = self.filling and self.login_running
        return (*self._opening.forget(), *self.opening_closed(OpeningEnd.SESSION_ENDED))

    def logout(self) -> act.Actions:
        return (*self.offer.end(), *self._log_out(act.Command.END_SESSION))

    def _log_out(self, end: act.Command) -> act.Actions:
        actions = [*self._cancel_login(), *self._wipe(), *self.form.clear(), *self.form.clear_role()]
        if self.session is not None:
            actions.append(end)
        self.session, self._not_fresh, self.switching = None, False, False
        self.owner = ""
        return tuple(actions)

    def organisation_switched(self, person: Person) -> act.Actions:
        self.switching = False
        if self.session is None:
            return ()
        self.session = person
        actions = (*self._opening.forget(), *self._only_for(person))
        if self.armed and self._organisation_differs and self._switch_to == self.form.orgnr:
            self.armed = False  # the service answered with another one: not a case for trying for ever
        return (*actions, *self._advance()) if self.armed else actions

    def organisation_failed(self) -> act.Actions:
        self.switching = self.armed = False
        return ()

    def lookup_progressed(self, number: int, openable: OutcomeKind | None = None) -> act.Actions:
        """A part of the answer arrived; () where it is of an earlier look-up, and to be dropped. ``openable``: reported in it."""
        if self.running is None or self.running.number != number:
            return ()
        if not self.running.basis.elevated:
            self._opening.reported(self.running, self._running_for, openable)
        return self.results.take(self.running, self._running_for)

    def lookup_succeeded(self, number: int, openable: OutcomeKind | None = None) -> act.Actions:
        actions = self.lookup_progressed(number, openable)
        if actions:
            self.running = None
        return actions

    def lookup_ended(self, number: int, *, nothing_more: bool = False) -> bool:
        """The look-up failed or was cancelled; False: of an earlier look-up. ``nothing_more``: opening is not offered again."""
        if self.running is None or self.running.number != number:
            return False
        self.running = None
        if nothing_more:
            self._opening.report = None
        return True

    def may_try_again(self, number: int) -> bool:
        """Whether a look-up unsent because the session ended may log in by the same Enter: once, unedited, no opening."""
        running = self.running
        if running is None or running.number != number or running.basis.elevated or self._again:
            return False
        asked = (running.patient, running.basis, running.role_code, self._running_orgnr)
        return (self.form.patient, self.form.basis, self.form.role, self.form.orgnr) == asked

    def outcome_dropped(self) -> act.Actions:
        """A new attempt failed: drop the held message of the attempt before, which is no answer to this one."""
        return (*self._opening.forget(), *self.results.wipe())

    def opening_asked(self) -> act.Actions:
        openable = self.openable
        if openable is None or self._opening.asked:
            return ()
        missing = self.form.missing
        return self._opening.ask(openable) if missing is None else (*self.change_asked(), missing)

    def opening_confirmed(self, basis: AccessBasis, reason: str = "") -> act.Actions:
        """The second step, never Enter alone: send one elevated look-up now or not at all. ``reason``: its code, or ""."""
        ready = self.openable is not None or (not self.results.covered and self._opening.direct and self._direct_missing is None)
        chosen = self._opening.asked and basis.elevated and (reason or not self._opening.policy.reason)
        if not ready or not chosen or self.form.patient is None:
            return ()
        actions = self._opening.close()
        lookup = self._begin(self.form.patient, basis, reason)
        before = self.results.close_opened(OpeningEnd.NEXT_LOOKUP)  # chosen directly: one opening at a time, each with its end
        return (*actions, *before, *self.results.not_of(lookup.patient), lookup)

    def opening_cancelled(self) -> act.Actions:
        return self._opening.close()

    def opening_closed(self, why: OpeningEnd = OpeningEnd.BY_HAND) -> act.Actions:
        """End the opening, by the clinician or its clock, and show the ordinary results again."""
        elevated = self.running is not None and self.running.basis.elevated
        return (*(self._cancel_running() if elevated else ()), *self.results.close_opened(why))

    def scanned(self) -> act.Actions:
        """A number was scanned, perhaps the same one: a begun opening is interrupted and starts over."""
        return (*self._opening.close(), *self.opening_closed(OpeningEnd.SCANNED), *self.change_asked())

    def policy_known(self, policy: OpeningPolicy) -> act.Actions:
        self._opening.policy = policy
        return self._opening.close()

    @property
    def _direct_missing(self) -> FormPart | None:
        """The missing part for a directly chosen elevated basis."""
        missing = FormPart.NUMBER if self.form.patient is None else self.form.missing_choice
        if missing is None and self._organisation_differs:
            missing = FormPart.ORGANISATION
        certain = self.session is not None and self.question is None and self.running is None and not self.switching
        return missing if missing is not None or certain else FormPart.LOGIN

    @property
    def _organisation_differs(self) -> bool:
        """Whether the session is for another organisation than the form. An opening never changes that."""
        return self.session is not None and self.form.orgnr not in ("", self.session.orgnr)

    def _chosen_directly(self, basis: AccessBasis) -> act.Actions:
        if not self._opening.policy.direct:
            return (act.Command.REFUSE_ELEVATED,)
        missing = self._direct_missing
        return self._opening.ask(self.openable, basis) if missing is None else (missing,)

    def _advance(self) -> act.Actions:
        if self.session is None:
            return () if self.login_running else (self._start_login(),)
        if self.question is not None:
            return (*self.change_asked(), act.Command.ASK_WHO)
        if self.switching:
            return ()
        if self._organisation_differs:
            self.switching, self._switch_to = True, self.form.orgnr
            stopped = self._cancel_running()  # no look-up goes for one and then for the other
            return (*stopped, act.Command.SWITCH_ORGANISATION)
        return self._send()

    def _send(self) -> act.Actions:
        self.armed = False
        if self.form.patient is None or self.form.basis is None or self.form.basis.elevated:
            return ()
        actions: list[act.Action] = [
            *self._opening.forget(),
            *self._cancel_running(),
            *self.results.close_opened(OpeningEnd.NEXT_LOOKUP),
        ]
        actions += self.results.not_of(self.form.patient)
        lookup = self._begin(self.form.patient, self.form.basis)
        return (*actions, act.Command.REMEMBER, lookup)

    def _begin(self, patient: PatientId, basis: AccessBasis, reason: str = "") -> Lookup:
        self._last_number += 1
        self.running = Lookup(number=self._last_number, patient=patient, basis=basis, role_code=self.form.role, reason=reason)
        self._running_for = self.session.key if self.session is not None else ""
        self._running_orgnr = self.form.orgnr
        return self.running

    def _log_in_to_fill(self) -> act.Actions:
        waits, self.filling = self.filling, True
        if self.login_running:
            return (act.Command.OPEN_BROWSER,) if waits else ()
        return (self._start_login(),)

    def _filled(self) -> act.Actions:
        filling, self.filling = self.filling, False
        return (act.Command.SHOW_FILLED,) if filling else ()

    def _start_login(self) -> act.Command:
        # Always forced: the browser's session at HelseID may be that of whoever sat here before (helseid/README.md §3).
        self.login_running = True
        return act.Command.START_LOGIN

    def _cancel_login(self) -> act.Actions:
        self.filling = False
        if not self.login_running and not self.switching:
            return ()
        self.login_running = self.switching = False
        return (act.Command.CANCEL_LOGIN,)

    def _cancel_running(self) -> act.Actions:
        if self.running is None:
            return ()
        number, self.running = self.running.number, None
        return (act.CancelLookup(number=number),)

    def _renewed(self, person: Person) -> act.Actions:
        """Keep the session; another person in it must be confirmed, as after a login that is not fresh."""
        before, self.session = self.session, person
        if before is None or person.key != before.key:
            self.owner, self._not_fresh, self.armed, self.switching = person.key, True, False, False
            actions = (*self.offer.end(), *self._opening.forget(), *self._only_for(person))
            return (*actions, *self.change_asked(), act.Command.ASK_WHO) if self.question is not None else actions
        if person.orgnr != before.orgnr:
            return (*self._opening.forget(), *self._cancel_running())
        return ()

    def _only_for(self, person: Person) -> act.Actions:
        other = self.running is not None and self._running_for != person.key
        return (*(self._cancel_running() if other else ()), *(self.results.wipe() if person.key != self.results.key else ()))
