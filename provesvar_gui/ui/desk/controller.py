"""The controller of the desk: sends events to the state machine, performs its actions and shows its state."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from provesvar_gui.desk import actions as act
from provesvar_gui.desk.actions import FormPart, HandOverAnswer, LookupStep, OpeningEnd
from provesvar_gui.desk.desk import Desk
from provesvar_gui.desk.opening import openable_in
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.patient.access import Lookup
from provesvar_gui.ui import keys, messages
from provesvar_gui.ui.desk.tasks import LoginController, SettingsReader, person_of
from provesvar_gui.ui.handover import HandOver
from provesvar_gui.ui.messages import MessageText, Service
from provesvar_gui.ui.opening import OpeningController
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.today import date_text
from provesvar_gui.ui.widgets import Guard

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.desk.actions import LookupProgress
    from provesvar_gui.helseid.model import Clinician, LoginProgress, Organisation, SessionEnd, SessionEvent
    from provesvar_gui.patient.numbers import NumberCheck
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.ui.bridge import Bridge, Task
    from provesvar_gui.ui.desk.login_panel import LoginPanel
    from provesvar_gui.ui.form.form import Form
    from provesvar_gui.ui.ports import RoleMemory
    from provesvar_gui.ui.results_area import ResultsArea
    from provesvar_gui.ui.window_settings import WindowSettings

_LAST_STEPS = frozenset({LookupStep.READING, LookupStep.DONE})  # too short to show
_NO_SESSION = frozenset({ErrorCode.SESSION_EXPIRED, ErrorCode.NOT_LOGGED_IN, ErrorCode.LOGIN_NOT_ACCEPTED})


class DeskController(QObject):
    """The connections of the desk with form, login panel and results area.

    ``refreshed``: the desk may have changed. ``errorShown``: the displayed AppError. ``authenticatedAgain``: a login with a new
    authentication. ``wipe_timer``: wipes hidden results after another patient's number was entered.

    ``hint_text``: the hint in the form. ``_login_hint``: a hint removed after the login. ``_browser_url``: of the running login.
    """

    refreshed = Signal()
    errorShown = Signal(object)  # noqa: N815 - a Qt signal
    authenticatedAgain = Signal()  # noqa: N815 - a Qt signal

    def __init__(
        self,
        *,
        settings: WindowSettings,
        bridge: Bridge,
        memory: RoleMemory,
        form: Form,
        panel: LoginPanel,
        area: ResultsArea,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.desk = Desk([organisation.orgnr for organisation in settings.organisations])
        self._form, self._panel, self._area, self._window = form, panel, area, window
        self._memory = memory
        self.clinician: Clinician | None = None
        self._minutes_left: int | None = None
        self.hint_text = self._progress_text = self._browser_url = self._login_hint = ""
        self._busy = False
        self._organisations: dict[str, Organisation] = {}
        self._next_result: tuple[LookupResult, bool] | None = None  # and whether it is partial; None: show the last one again
        self._session_end: SessionEnd | None = None  # during the cover, shown after it
        self._focus_at_start: QWidget | None = None
        guard_ms = settings.confirm_guard_ms
        self._browser_guard = Guard(3 * guard_ms)
        self._fill_guard = Guard(guard_ms)
        trouble = settings.trouble is not None
        self.settings_reader = SettingsReader(bridge, due=trouble, logged_in=lambda: self.desk.session is not None, parent=self)
        self._bridge = bridge
        self._lookups: dict[int, Task] = {}
        self.logins = LoginController(bridge, self)
        self.handover = HandOver(self, form, guard_ms=guard_ms)
        self.opening = OpeningController(self, bridge, area, settings)
        self.wipe_timer = QTimer(self, singleShot=True, interval=30_000)  # invariant 2
        self._use_settings(settings)
        self.desk.policy_known(self.opening.policy)
        self._connect(bridge)
        self.refresh()

    def _connect(self, bridge: Bridge) -> None:
        desk, form = self.desk, self._form
        form.patient.changed.connect(self._number_changed)
        form.basis.chosen.connect(lambda basis: self._form_changed(desk.basis_chosen(basis)))
        form.role.chosen.connect(lambda code: self._form_changed(desk.role_chosen(code)))
        form.organisation.chosen.connect(lambda orgnr: self._form_changed(desk.organisation_chosen(orgnr)))
        opening = self.opening
        self.wipe_timer.timeout.connect(lambda: self.do(desk.wipe_due()))
        self._area.openingAsked.connect(self.open_restricted)
        opening.bar.ended.connect(self.end_opening)
        opening.clock.timeout.connect(self._opening_expired)
        form.entered.connect(self.enter)
        self._area.refreshAsked.connect(self.enter)
        for button in (form.progress.cancel, self._area.progress.cancel):
            button.clicked.connect(self._cancel)
        form.progress.again.clicked.connect(self.open_again)
        form.question.confirmed.connect(lambda: self.do(desk.person_confirmed()))
        form.question.no.clicked.connect(self._person_denied)
        self._panel.login.clicked.connect(self.log_in)
        self.settings_reader.settled.connect(self.take_settings)
        self.settings_reader.failed.connect(self.login_failed)
        logins = self.logins
        logins.opened.connect(self._opened_again)
        logins.progressed.connect(self._login_progressed)
        logins.loggedIn.connect(self._logged_in)
        logins.loginFailed.connect(self.login_failed)
        logins.loginCancelled.connect(lambda: self.do(desk.login_failed()))
        logins.switched.connect(self._switched)
        logins.switchFailed.connect(self._switch_failed)
        logins.logoutFailed.connect(self.show_error)
        logins.browserLeft.connect(self._browser_left)
        bridge.sessionChanged.connect(self._session_changed)

    def enter(self) -> None:
        if self.handover.too_soon:
            self.hint(self.tr("The number has just come: read it, then press Enter."))
            return
        if self._fill_guard.too_soon:  # Enter was pressed before the person could see the filled-in fields
            self.refresh()
            return
        if not self.desk.login_running:  # a warning about the running login, as of a browser that did not start, stays
            self._area.banner.clear()
        self.hint_text = ""
        if self._form.role.settle():  # the role was chosen by this Enter: show it before the look-up
            self.hint_text = self.tr("Press Enter once more to look up with this role.")
            self.refresh()
            return
        self._focus_at_start = self._window.focusWidget()
        self._start(self.desk.enter)

    def escape(self) -> None:
        if self.handover.escape():
            return
        if self._area.banner.isVisible():
            self._area.banner.clear()
        elif self.settings_reader.running:
            self._cancel()
        else:
            self.do(self._cancel_with_hint(self.desk.escape, reading=False))

    def open_restricted(self) -> None:
        if self.opening.panel_visible:
            self.opening.panel.setFocus()
            return
        self._area.banner.clear()
        self.hint_text = ""
        actions = self.desk.opening_asked()
        if not actions:
            self.hint_text = self.tr("There is nothing to open here.")
        self.do(actions)

    def change(self) -> None:
        self.do(self.desk.change_asked())

    def back(self) -> None:
        self.hint_text = ""
        self.do(self.desk.back_asked())
        if self.desk.results.visible:
            self._area.take_focus()

    def clear(self) -> None:
        self.hint_text = ""
        self._area.banner.clear()
        self.do(self.desk.clear())
        self._focus_number()

    def log_in(self) -> None:
        self._area.banner.clear()
        self._start(self.desk.login_asked)

    def log_out(self) -> None:
        self._area.banner.clear()
        self.do(self.desk.logout())
        self._focus_number()
        said = self.tr("Logged out. Number, basis, role and results are cleared.")
        self.hint_text = said
        self.refresh()
        announce(self._area, said, urgent=False)

    def show_error(
        self,
        error: object,
        service: Service = Service.UNKNOWN,
        *,
        tint: str = "danger",
        note: str = "",
        key: keys.Key = keys.Key.LOOK_UP,
    ) -> None:
        if isinstance(error, AppError):
            words = messages.of_error(error, service, self._key_now(key))
            note = note or self._results_age()
            self._area.banner.say(
                words, code=error.code, tint=tint, reference=error.correlation_id, service_text=error.service_text, note=note
            )
            self.errorShown.emit(error)

    def _key_now(self, key: keys.Key) -> keys.Key:
        """``key`` where results stand, in which Enter does something else."""
        return key if self._area.results_visible else keys.Key.LOOK_UP

    def take_settings(self, settings: WindowSettings) -> None:
        self.desk.form.organisations_known([organisation.orgnr for organisation in settings.organisations])
        self._use_settings(settings)
        self.do(self.desk.policy_known(self.opening.policy))

    def _use_settings(self, settings: WindowSettings) -> None:
        self._organisations = {organisation.orgnr: organisation for organisation in settings.organisations}
        self.opening.settings = settings
        self._form.basis.set_direct(settings.values.pps.direct_elevated)

    def organisation(self, orgnr: str) -> Organisation | None:
        return self._organisations.get(orgnr)

    def shut_down(self) -> None:
        self.do(self.desk.clear())
        self.settings_reader.cancel()
        self.logins.cancel()
        for task in list(self._lookups.values()):
            task.cancel()

    def _start(self, event: Callable[[], act.Actions]) -> None:
        """Send an event to the desk, after reading the settings again where the setup has failed."""
        if self.settings_reader.due and not self.desk.login_running:
            self._progress_text = self.tr("Reading the settings again …")
            self.settings_reader.read_settings(lambda: self.do(event()))
            self.refresh()
        else:
            self.do(event())

    def _focus_number(self) -> None:
        self._form.clear_notes()
        self._form.patient.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _cancel(self) -> None:
        self.do(self._cancel_with_hint(self.desk.cancel, reading=self.settings_reader.cancel()))

    def _number_changed(self, check: NumberCheck) -> None:
        if check.patient != self.desk.form.patient:
            self._area.banner.drop()
            self._area.banner.offer(retry=False)
        self._form_changed(self.desk.number_changed(check.normalised, check.patient))

    def _form_changed(self, actions: act.Actions) -> None:
        self.hint_text = ""
        self.settings_reader.drop()
        self.do(actions)

    def _person_denied(self) -> None:
        self._area.banner.clear()
        self.do(self.desk.person_denied())

    def end_opening(self) -> None:
        if self.desk.results.opened is None:
            self.hint(self.tr("Nothing is opened."))
            return
        self.do(self.desk.opening_closed())
        self.hint_text = self.tr("The opening is ended.")
        self.refresh()
        self._area.take_focus()

    def _opening_expired(self) -> None:
        focused = QApplication.focusWidget()
        reading = focused is not None and self._area.isAncestorOf(focused)
        self.do(self.desk.opening_closed(OpeningEnd.COUNTDOWN))
        over = MessageText(
            what=self.tr("The opening is over: its time has run out."), do=self.tr("It takes both steps to open again.")
        )
        self._area.banner.say(over, tint="flag")
        if reading and self._area.results_visible:
            self._area.take_focus()

    @property
    def owner(self) -> Clinician | None:
        clinician = self.clinician
        return clinician if clinician is not None and clinician.subject == self.desk.owner else None

    def logged_in_at_cover(self, clinician: Clinician) -> None:
        """After a login on the cover, and the check who it is, before the cover is removed."""
        self._session_end = None
        self.clinician, self._minutes_left = clinician, None
        self.do(self.desk.logged_in(person_of(clinician), fresh=True))
        self.authenticatedAgain.emit()

    def person_replaced(self) -> None:
        self._session_end = None
        self.do(self.desk.person_replaced())

    def hint(self, text: str) -> None:
        self.hint_text = text
        self.refresh()

    def open_again(self) -> None:
        if self._browser_url and self.desk.login_running:
            self._area.banner.clear()
            self._browser_guard.begin()
            self.logins.open_again(self._browser_url)

    def _preselect_role(self) -> None:
        """Choose the person's only role in HPR where none is chosen or remembered (helseid/README.md §6)."""
        person = self.desk.session
        if person is None or self.desk.form.role or self._memory.recall(person.hpr_number).role:
            return
        if self._form.role.preselect():
            self.desk.role_chosen(self._form.role.code)
            self._show_filled()

    def _fill_from_memory(self) -> None:
        form, desk = self._form, self.desk
        if desk.session is None:
            return
        known = self._memory.recall(desk.session.hpr_number)
        if not desk.form.role and not form.role.unfinished:
            form.role.fill_in(known.role)
            desk.role_chosen(form.role.code)
        if not desk.form.orgnr:
            desk.organisation_chosen(form.organisation.fill_in(known.orgnr))

    def _show_filled(self) -> None:
        """Ignore Enter for a moment: the person has not seen the filled-in fields yet."""
        self._fill_guard.begin()
        if self.desk.form.missing is None:
            self._form.clear_notes()
            self.hint_text = self.tr("Filled in for you: look at role and organisation, then press Enter.")

    def _opened_again(self, started: bool) -> None:
        if not self.desk.login_running:
            return
        if started:
            self.hint_text = self._login_hint = self.tr("The browser was opened again.")
            self.refresh()
        else:
            self.show_error(AppError(ErrorCode.BROWSER_NOT_STARTED), tint="flag")

    def _login_progressed(self, progress: LoginProgress) -> None:
        self._progress_text = messages.of_login_step(progress.step)
        if progress.browser_url and not self._browser_url:
            self._browser_guard.begin()
        self._browser_url = progress.browser_url
        said = messages.of_login_trouble(progress)
        if not progress.browser_started:
            self.show_error(AppError(ErrorCode.BROWSER_NOT_STARTED), tint="flag")
        elif said is not None:
            self._area.banner.say(said, tint="flag")
        self.refresh()

    def _logged_in(self, clinician: Clinician) -> None:
        self.clinician, self._minutes_left = clinician, None
        self._area.banner.clear()
        self._window.activateWindow()
        self.do(self.desk.logged_in(person_of(clinician), fresh=clinician.fresh))
        if clinician.fresh:
            self.authenticatedAgain.emit()

    def login_failed(self, error: AppError) -> None:
        self.settings_reader.note(error)
        if self.desk.results.covered and self.desk.closing is None:
            return  # the cover shows the errors of its login
        self.do(self.desk.login_failed())
        self._show_failure(error)
        self._window.activateWindow()

    def _browser_left(self) -> None:
        """The browser could not be logged out. No warning during a new login, which replaces the browser's session."""
        if self.desk.session is None and not self.desk.login_running:
            words = MessageText(
                what=self.tr("You are logged out here, but the browser may still be logged in to HelseID."),
                do=self.tr("Close all windows of the browser, above all where others use this machine."),
            )
            self._area.banner.say(words, tint="flag")

    def _switched(self, clinician: Clinician) -> None:
        self.clinician = clinician
        armed = self.desk.armed
        actions = self.desk.organisation_switched(person_of(clinician))
        self.do(actions)
        if armed and not actions:
            self._drop_outcome()
            self.show_error(AppError(ErrorCode.ORGANISATION_REFUSED))

    def _switch_failed(self, error: AppError) -> None:
        self.do(self.desk.organisation_failed())
        self._show_failure(error)

    def _show_failure(self, error: AppError) -> None:
        self._drop_outcome()
        self.show_error(error, Service.LOGIN, key=keys.Key.LOGIN)

    def _drop_outcome(self) -> None:
        if self._area.holds_outcome:
            self.do(self.desk.outcome_dropped())

    def _session_changed(self, event: SessionEvent | AppError) -> None:
        if isinstance(event, AppError):  # a warning; the session goes on
            if event.code is ErrorCode.CLOCK_WRONG:
                self.refresh()  # shown beside the name while the clock is wrong
            else:
                self.show_error(event, tint="flag")
            return
        self._minutes_left = event.minutes_left
        if event.ended is None and event.clinician is not None:
            actions = self.desk.session_changed(person_of(event.clinician))
            if self.desk.session is not None:
                self.clinician = event.clinician
            self.do(actions)
            if event.approvals_arrived:
                self._preselect_role()
                self.refresh()
        elif event.ended is not None and self.desk.session is not None:
            self._session_end = event.ended
            self.do(self.desk.session_changed(None))
            if not self.desk.results.covered:
                self.show_session_end()

    def show_session_end(self) -> None:
        """Show that the session ended during the cover, unless there is a new session."""
        end, self._session_end = self._session_end, None
        if end is not None and self.desk.session is None:
            text = messages.of_session_end(end, self._key_now(keys.Key.LOGIN))
            self._area.banner.say(text, tint="flag", note=self._results_age())

    def _send(self, lookup: Lookup) -> None:
        number, elevated = lookup.number, lookup.basis.elevated
        self._progress_text = self.tr("Opening restricted results …") if elevated else self.tr("Asking for results …")
        task = self._lookups[number] = self._bridge.start(lambda backend, report: backend.lookup(lookup, report), parent=self)
        task.progressed.connect(self._lookup_progressed)
        task.succeeded.connect(partial(self._lookup_succeeded, number))
        task.failed.connect(partial(self._lookup_failed, number))
        task.cancelled.connect(partial(self._lookup_cancelled, number))
        task.finished.connect(lambda: self._lookups.pop(number, None))

    def _lookup_progressed(self, progress: LookupProgress) -> None:
        running = self.desk.running
        last_step = progress.partial is None and progress.step in _LAST_STEPS
        if last_step or running is None or running.number != progress.lookup_number:
            return
        self._progress_text = messages.of_lookup(progress)
        if progress.partial is not None:
            self._next_result = (progress.partial, True)
            self.do(self.desk.lookup_progressed(progress.lookup_number, openable_in(progress.partial.outcomes)))
        self.refresh()

    def _lookup_succeeded(self, number: int, result: LookupResult) -> None:
        if self.desk.running is None or self.desk.running.number != number:
            return  # of an earlier look-up
        self._next_result = (result, False)
        actions = self.desk.lookup_succeeded(number, openable_in(result.outcomes))
        self.do(actions)
        self._next_result = None
        if actions:
            announce(self._area, self.tr("The results are on the screen."), urgent=False)
            if self._window.focusWidget() is self._focus_at_start:
                self._area.take_focus()
            self._area.settled.emit()

    def _lookup_failed(self, number: int, error: AppError) -> None:
        held = self.desk.results.lookup
        elevated = self.desk.running is not None and self.desk.running.basis.elevated
        # Without a correlation id the results service was not asked: the token could not be renewed.
        unsent = not error.correlation_id
        ended = error.code in _NO_SESSION or self.desk.session is None
        again = unsent and ended and self.desk.may_try_again(number)
        if not self.desk.lookup_ended(number, nothing_more=error.code is ErrorCode.NOTHING_MORE_TO_OPEN):
            return
        self.settings_reader.note(error)
        if error.code in _NO_SESSION:
            self.do(self.desk.session_changed(None))
        if again:
            self._area.ended()
            self._start(lambda: self.desk.enter(again=True))
            return
        came = held is not None and held.number == number
        note = self.tr("Below is what came before that. It is not complete.") if came else ""
        if not came and elevated:
            note = self.tr("Nothing was opened. What stood on the screen is kept, and nothing is tried again by itself.")
        elif not came:
            self._drop_outcome()
            note = "" if self._area.results_visible else self.tr("Nothing was fetched.")
        self.show_error(error, Service.LOGIN if unsent else Service.RESULTS, note=note, key=keys.Key.REFRESH)
        self._area.banner.offer(retry=not (elevated or self._area.results_visible))
        self._area.ended()
        self.refresh()

    def _lookup_cancelled(self, number: int) -> None:
        self.desk.lookup_ended(number)
        self._area.ended()
        self.refresh()

    def do(self, actions: act.Actions) -> None:
        for action in actions:
            self.carry_out(action)
        self.refresh()

    def refresh(self) -> None:
        away = self.desk.results.hidden and not self.desk.same_number  # hidden results of another patient: wiped soon
        if away is not self.wipe_timer.isActive():
            self.wipe_timer.start() if away else self.wipe_timer.stop()
        self._update_view()
        self.refreshed.emit()

    def carry_out(self, action: act.Action) -> None:
        """Perform one action of the desk: on the login, the look-up, the form, the results or the opening."""
        form, handover = self._form, self.handover
        match action:
            case act.Command.START_LOGIN | act.Command.START_LOGIN_ANEW:
                self._progress_text, self._browser_url = self.tr("Starting the login …"), ""
                organisation = self._organisations.get(self.desk.form.orgnr)
                self.logins.start(organisation, logout_first=action is act.Command.START_LOGIN_ANEW)
            case act.Command.OPEN_BROWSER if not self._browser_guard.too_soon:
                self.open_again()
            case act.Command.CANCEL_LOGIN:
                self.logins.cancel()
            case act.Command.END_SESSION | act.Command.END_SESSION_HERE:
                self.logins.logout(browser=action is act.Command.END_SESSION)
            case act.Command.SWITCH_ORGANISATION:
                self._progress_text = self.tr("Changing the organisation …")
                self.logins.switch(self._organisations[self.desk.form.orgnr])
            case Lookup():
                self._send(action)
            case act.CancelLookup(number=number) if number in self._lookups:
                self._lookups[number].cancel()
            case act.Command.SHOW_NUMBER:
                form.patient.set_patient(self.desk.form.patient)
            case act.Command.FILL_NUMBER:
                handover.fill()
            case act.Command.SHOW_OFFER:
                self.opening.begin_again()
                handover.offer()
            case HandOverAnswer():
                handover.end(action)
            case act.Command.SHOW_BASIS:
                form.basis.set_basis(self.desk.form.basis)
            case act.Command.ASK_ACUTE:
                form.basis.ask_acute()
            case act.Command.REFUSE_ELEVATED:
                self.hint_text = self.tr("That basis is locked.")
            case act.Command.CLEAR_ROLE:
                form.role.begin_anew()
            case act.Command.RECALL:
                self._fill_from_memory()
            case act.Command.REMEMBER if self.desk.session is not None:
                self._memory.remember(self.desk.session.hpr_number, self.desk.form.role, self.desk.form.chosen_orgnr)
            case act.Command.SHOW_FILLED:
                self._preselect_role()
                self._show_filled()
                if self.desk.form.missing is not None:
                    self._point_to(self.desk.form.missing)
            case act.Command.ASK_WHO:
                self._ask_who(move=self.desk.armed)
            case FormPart():
                self._point_to(action)
            case act.Command.SHOW_RESULTS:
                self._show_results()
            case act.Command.COVER_RESULTS:
                self._area.cover()
            case act.Command.HIDE_RESULTS:
                self._area.banner.drop(note=True)
                self._area.hide_results()
            case act.Command.WIPE_RESULTS:
                self._wipe_results()
            case act.ShowOpening() | act.Command.HIDE_OPENING | act.Command.OPENING_STARTED:
                self.opening.carry_out(action)
            case OpeningEnd():
                self.opening.carry_out(action)
                # Next the result before the opening is shown, unless a wipe comes first.
                self._next_result = None if self.opening.ordinary is None else (self.opening.ordinary, False)

    def _wipe_results(self) -> None:
        self._next_result = None
        self.opening.forget()
        self._area.banner.drop(note=True)
        self._area.wipe()

    def _show_results(self) -> None:
        lookup = self.desk.results.lookup
        if lookup is None:
            return
        role = self._form.role.name_of(lookup.role_code)
        if self._next_result is None:
            self._area.show_again(lookup, role)
            return
        result, partial = self._next_result
        self._next_result = None
        clinician = self.clinician
        organisation = clinician.organisation.name if clinician is not None and clinician.organisation is not None else ""
        self._area.show_result(self.opening.take_result(result), role, partial=partial, organisation=organisation)

    def _update_view(self) -> None:
        desk = self.desk
        clinician = self.clinician if desk.session is not None else None
        if not desk.login_running:
            self._browser_url = ""
            if self.hint_text == self._login_hint:
                self.hint_text = ""
        who = None if desk.login_running else clinician
        self._panel.show_who(who, self._minutes_left, running=desk.login_running)
        self._area.bar.fit()
        self._area.set_clinician(clinician.name if clinician is not None else "")
        held = desk.results.lookup if desk.results.visible or desk.same_number else None
        if held is None or desk.results.covered:
            self._area.tell_patient(None)
        else:
            self._area.tell_patient(held, self._form.role.name_of(held.role_code))
        self._ask_who(move=False)
        self._form.role.set_held(clinician.approvals if clinician is not None else None)
        self._form.basis.set_acute_unsure(desk.form.acute_unsure)
        self._area.offer_opening(desk.openable is not None)
        self._busy = self.settings_reader.running or desk.login_running or desk.switching or desk.running is not None
        self._area.tell_progress(self._progress_text if self._busy else self.hint_text, running=self._busy)
        self._show_hint()

    def _ask_who(self, *, move: bool) -> None:
        question, asked, clinician = self._form.question, self.desk.question, self.clinician
        if asked is None or clinician is None:
            question.hide()
            return
        question.ask(asked, clinician, self._form.role.name_of(self.desk.form.role), armed=self.desk.armed)
        if move:
            question.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _point_to(self, part: FormPart) -> None:
        """Focus a missing field, with a message beside it; a number keeps its own message."""
        form = self._form
        number = "" if form.patient.line.text() else self.tr("The patient's number is missing or not valid.")
        organisation = self.tr("Choose the organisation.")
        if self.desk.form.orgnr:
            organisation = self.tr("You are logged in for another organisation. An ordinary look-up (Enter) changes that.")
        basis = self.tr("Choose the basis for access: {letters}.").format(letters=" / ".join(keys.BASIS_LETTERS.values()))
        targets: dict[FormPart, tuple[QWidget, Callable[[str], None], str]] = {
            FormPart.NUMBER: (form.patient, form.patient.tell, number),
            FormPart.BASIS: (form.basis, form.basis.head.tell, basis),
            FormPart.ROLE: (form.role, form.role.tell, self.tr("Choose your HPR role.")),
            FormPart.ORGANISATION: (form.organisation, form.organisation.tell, organisation),
            FormPart.LOGIN: (self._panel.login, form.say, self.tr("Log in first (F9).")),
        }
        target, tell, words = targets[part]
        form.patient.ask()
        tell(words)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _results_age(self) -> str:
        if not self._area.results_visible or self._area.holds_outcome:
            return ""
        if self._area.fetched_at is None:
            return self.tr("The results below are from an earlier look-up.")
        return self.tr("The results below were fetched {date}.").format(date=date_text(self._area.fetched_at))

    def _cancel_with_hint(self, event: Callable[[], act.Actions], *, reading: bool) -> act.Actions:
        desk, said, page = self.desk, "", bool(self._browser_url)
        armed, came = desk.armed, desk.running is not None and desk.results.lookup == desk.running
        actions = event()
        stops, cancels = act.Command.CANCEL_LOGIN in actions, any(isinstance(action, act.CancelLookup) for action in actions)
        if cancels and came:
            said = self.tr("Cancelled. What had come is kept; it is not complete.")
        elif reading or stops or cancels:
            said = self.tr("Cancelled. Nothing was fetched.")
            if page and stops:
                said = self.tr("Cancelled. Nothing was fetched.\nThe login page in the browser leads nowhere now: close it.")
        elif armed and not desk.armed:
            said = self.tr("The look-up is withdrawn.")
            if desk.login_running:
                said = self.tr("The look-up is withdrawn. The login goes on; Esc once more cancels that too.")
        self.hint_text = said
        if said:
            announce(self._area, said, urgent=False)
        return actions

    def _show_hint(self) -> None:
        desk = self.desk
        if not self._busy:
            self._form.wait("", "")
            self._form.say("" if desk.armed else self.hint_text)
            return
        text = self.hint_text
        if desk.armed and not desk.login_running:
            text = self.tr("The look-up is sent as soon as that is done. If you change anything, press Enter again.")
        elif desk.armed:
            text = self.tr("The look-up is sent as soon as you are logged in. If you change anything, it is withdrawn.")
        elif desk.filling:
            text = self.tr("Role and organisation are filled in when you are logged in. Then press Enter once more.")
        elif desk.login_running and desk.form.missing is None:
            text = text or self.tr("Press Enter: then the look-up is sent as soon as you are logged in.")
        opens = desk.armed or desk.filling  # else Enter sends what is in the form
        self._form.wait(self._progress_text, text, url=self._browser_url if desk.login_running else "", enter_opens=opens)
        self._form.say("")
