"""The controller of the desk: acts and answers become events of the state machine, its actions become tasks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from provesvar_gui.desk import actions as act
from provesvar_gui.desk.actions import HandOverAnswer, LookupStep, OpeningEnd
from provesvar_gui.desk.desk import Desk
from provesvar_gui.desk.opening import openable_in
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import Organisation
from provesvar_gui.patient.access import Lookup
from provesvar_gui.ui import keys, messages
from provesvar_gui.ui.desk.tasks import LoginController, SettingsReader, person_of
from provesvar_gui.ui.desk.view import DeskStatus, DeskView
from provesvar_gui.ui.handover import HandOver
from provesvar_gui.ui.messages import MessageText, Service
from provesvar_gui.ui.opening import OpeningController
from provesvar_gui.ui.widgets import Guard

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.desk.actions import LookupProgress
    from provesvar_gui.helseid.model import Clinician, LoginProgress, SessionEnd, SessionEvent
    from provesvar_gui.patient.numbers import NumberCheck
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.ui.bridge import Bridge, Task
    from provesvar_gui.ui.desk.login_panel import LoginPanel
    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.ports import RoleMemory
    from provesvar_gui.ui.results_area import ResultsArea
    from provesvar_gui.ui.window_settings import WindowSettings

_LAST_STEPS = frozenset({LookupStep.READING, LookupStep.DONE})  # too short to show
_NO_SESSION = frozenset({ErrorCode.SESSION_EXPIRED, ErrorCode.NOT_LOGGED_IN, ErrorCode.LOGIN_NOT_ACCEPTED})


class DeskController(QObject):
    """What the clinician does and what the tasks answer goes to the desk; its actions start and end tasks, or go to the view.

    ``refreshed``: the desk may have changed. ``authenticatedAgain``: a login with a new authentication. ``wipe_timer``: wipes
    hidden results after another patient's number was entered. ``_login_hint``: a hint removed after the login.
    """

    refreshed = Signal()
    authenticatedAgain = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, window: MainWindow, bridge: Bridge, memory: RoleMemory) -> None:
        super().__init__(window)
        settings, form, panel, area = window.settings, window.form, window.bar.panel, window.area
        self.desk = Desk()
        self.status = DeskStatus()
        self.view = DeskView(self.desk, self.status, form, panel, area)
        self.show_error, self.errorShown = self.view.show_error, self.view.errorShown  # also for other parts of the window
        self._form, self._window, self._memory, self._bridge = form, window, memory, bridge
        self._login_hint = ""
        self.organisations: dict[str, Organisation] = {}
        self._next_result: LookupResult | None = None  # to be shown; None: the last one again
        self._session_end: SessionEnd | None = None  # during the cover, shown after it
        self._focus_at_start: QWidget | None = None
        guard_ms = settings.confirm_guard_ms
        self._browser_guard, self._fill_guard = Guard(3 * guard_ms), Guard(guard_ms)
        trouble = settings.trouble is not None
        self.settings_reader = SettingsReader(bridge, due=trouble, logged_in=lambda: self.desk.session is not None, parent=self)
        self._lookups: dict[int, Task] = {}
        self.logins = LoginController(bridge, self)
        self.handover = HandOver(self, form, guard_ms=guard_ms)
        self.opening = OpeningController(self, bridge, area, settings)
        self.wipe_timer = QTimer(self, singleShot=True, interval=30_000)  # invariant 2
        self._connect(bridge, panel, area)
        self.take_settings(settings)

    def _connect(self, bridge: Bridge, panel: LoginPanel, area: ResultsArea) -> None:
        desk, form = self.desk, self._form
        form.patient.changed.connect(self._number_changed)
        form.basis.chosen.connect(lambda basis: self._form_changed(desk.basis_chosen(basis)))
        form.role.chosen.connect(lambda code: self._form_changed(desk.role_chosen(code)))
        form.organisation.chosen.connect(lambda orgnr: self._form_changed(desk.organisation_chosen(orgnr)))
        self.wipe_timer.timeout.connect(lambda: self.do(desk.wipe_due()))
        area.openingAsked.connect(self.open_restricted)
        self.opening.bar.ended.connect(self.end_opening)
        self.opening.clock.timeout.connect(self._opening_expired)
        form.entered.connect(self.enter)
        area.refreshAsked.connect(self.enter)
        for button in (form.progress.cancel, area.progress.cancel):
            button.clicked.connect(lambda: self._cancel(desk.cancel))
        form.progress.again.clicked.connect(self.open_again)
        form.question.confirmed.connect(lambda: self.do(desk.person_confirmed()))
        form.question.no.clicked.connect(self._person_denied)
        panel.login.clicked.connect(self.log_in)
        self.settings_reader.settled.connect(self.take_settings)
        self.settings_reader.failed.connect(self.login_failed)
        self.logins.opened.connect(self._opened_again)
        self.logins.progressed.connect(self._login_progressed)
        self.logins.loggedIn.connect(self._logged_in)
        self.logins.loginFailed.connect(self.login_failed)
        self.logins.loginCancelled.connect(lambda: self.do(desk.login_failed()))
        self.logins.switched.connect(self._switched)
        self.logins.switchFailed.connect(self._switch_failed)
        self.logins.logoutFailed.connect(self.show_error)
        self.logins.browserLeft.connect(self._browser_left)
        bridge.sessionChanged.connect(self._session_changed)

    def enter(self) -> None:
        if self.handover.too_soon:
            self.hint(self.tr("The number has just come: read it, then press Enter."))
            return
        if self._fill_guard.too_soon:  # Enter was pressed before the person could see the filled-in fields
            self.refresh()
            return
        if not self.desk.login_running:  # a warning about the running login, as of a browser that did not start, stays
            self.view.banner.clear()
        self.status.hint = ""
        if self._form.role.settle():  # the role was chosen by this Enter: show it before the look-up
            self.hint(self.tr("Press Enter once more to look up with this role."))
            return
        self._focus_at_start = self._window.focusWidget()
        self._start(self.desk.enter)

    def escape(self) -> None:
        if self.handover.escape():
            return
        if self.view.banner.isVisible():
            self.view.banner.clear()
        else:
            self._cancel(self.desk.cancel if self.settings_reader.running else self.desk.escape)

    def open_restricted(self) -> None:
        if self.opening.panel_visible:
            self.opening.panel.setFocus()
            return
        self.view.banner.clear()
        actions = self.desk.opening_asked()
        self.status.hint = "" if actions else self.tr("There is nothing to open here.")
        self.do(actions)

    def change(self) -> None:
        self.do(self.desk.change_asked())

    def back(self) -> None:
        self.status.hint = ""
        self.do(self.desk.back_asked())
        if self.desk.results.visible:
            self.view.focus_results()

    def clear(self) -> None:
        self.status.hint = ""
        self.view.banner.clear()
        self.do(self.desk.clear())
        self._focus_number()

    def log_in(self) -> None:
        self.view.banner.clear()
        self._start(self.desk.login_asked)

    def log_out(self) -> None:
        self.view.banner.clear()
        self.do(self.desk.logout())
        self._focus_number()
        self.hint(self.tr("Logged out. Number, basis, role and results are cleared."))
        self.view.announce(self.status.hint)

    def take_settings(self, settings: WindowSettings) -> None:
        entries = settings.values.helseid.organisations
        self.organisations = {each.orgnr: Organisation(orgnr=each.orgnr, name=each.name) for each in entries}
        self.desk.form.organisations_known(tuple(self.organisations))
        self.opening.settings = settings
        self._form.basis.set_direct(settings.values.pps.direct_elevated)
        self.do(self.desk.policy_known(self.opening.policy))

    def shut_down(self) -> None:
        self.do(self.desk.clear())
        self.settings_reader.cancel()
        self.logins.cancel()
        for task in list(self._lookups.values()):
            task.cancel()

    def _start(self, event: Callable[[], act.Actions]) -> None:
        """Send an event to the desk, after reading the settings again where the setup has failed."""
        if self.settings_reader.due and not self.desk.login_running:
            self.status.progress = self.tr("Reading the settings again …")
            self.settings_reader.read_settings(lambda: self.do(event()))
            self.refresh()
        else:
            self.do(event())

    def _focus_number(self) -> None:
        self._form.clear_notes()
        self._form.patient.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _cancel(self, event: Callable[[], act.Actions]) -> None:
        """Send an event that may end what runs, and tell what it has ended."""
        desk, text, page, reading = self.desk, "", bool(self.status.browser_url), self.settings_reader.cancel()
        armed, came = desk.armed, desk.running is not None and desk.results.lookup == desk.running
        actions = event()
        stops, cancels = act.Command.CANCEL_LOGIN in actions, any(isinstance(action, act.CancelLookup) for action in actions)
        if cancels and came:
            text = self.tr("Cancelled. What had come is kept; it is not complete.")
        elif reading or stops or cancels:
            text = self.tr("Cancelled. Nothing was fetched.")
            if page and stops:
                text = self.tr("Cancelled. Nothing was fetched.\nThe login page in the browser leads nowhere now: close it.")
        elif armed and not desk.armed:
            text = self.tr("The look-up is withdrawn.")
            if desk.login_running:
                text = self.tr("The look-up is withdrawn. The login goes on; Esc once more cancels that too.")
        self.status.hint = text
        if text:
            self.view.announce(text)
        self.do(actions)

    def _number_changed(self, check: NumberCheck) -> None:
        if check.patient != self.desk.form.patient:
            self.view.banner.drop()
            self.view.banner.offer(retry=False)
        self._form_changed(self.desk.number_changed(check.normalised, check.patient))

    def _form_changed(self, actions: act.Actions) -> None:
        self.status.hint = ""
        self.settings_reader.drop()
        self.do(actions)

    def _person_denied(self) -> None:
        self.view.banner.clear()
        self.do(self.desk.person_denied())

    def end_opening(self) -> None:
        if self.desk.results.opened is None:
            self.hint(self.tr("Nothing is opened."))
            return
        self.do(self.desk.opening_closed())
        self.hint(self.tr("The opening is ended."))
        self.view.focus_results()

    def _opening_expired(self) -> None:
        reading = self.view.results_focused
        self.do(self.desk.opening_closed(OpeningEnd.COUNTDOWN))
        what, do = self.tr("The opening is over: its time has run out."), self.tr("It takes both steps to open again.")
        self.view.banner.say(MessageText(what=what, do=do), tint="flag")
        if reading and self.desk.results.visible:
            self.view.focus_results()

    @property
    def owner(self) -> Clinician | None:
        clinician = self.status.clinician
        return clinician if clinician is not None and clinician.subject == self.desk.owner else None

    def logged_in(self, clinician: Clinician) -> None:
        """Also after a login at the cover, and the check who it is, before the cover is removed."""
        self._session_end = None
        self.status.clinician, self.status.minutes_left = clinician, None
        self.do(self.desk.logged_in(person_of(clinician), fresh=clinician.fresh))
        if clinician.fresh:
            self.authenticatedAgain.emit()

    def person_replaced(self) -> None:
        self._session_end = None
        self.do(self.desk.person_replaced())

    def hint(self, text: str) -> None:
        self.status.hint = text
        self.refresh()

    def open_again(self) -> None:
        if self.status.browser_url and self.desk.login_running:
            self.view.banner.clear()
            self._browser_guard.begin()
            self.logins.open_again(self.status.browser_url)

    def _preselect_role(self) -> None:
        """Choose the person's only role in HPR where none is chosen or remembered (helseid/README.md §6)."""
        person, form = self.desk.session, self.desk.form
        free = person is not None and not form.role and not self._memory.recall(person.hpr_number).role
        if free and self._form.role.preselect():
            self.desk.role_chosen(self._form.role.code)
            self._show_filled()

    def _fill_from_memory(self, hpr_number: str) -> None:
        form, desk, known = self._form, self.desk, self._memory.recall(hpr_number)
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
            self.status.hint = self.tr("Filled in for you: look at role and organisation, then press Enter.")

    def _opened_again(self, started: bool) -> None:
        if started and self.desk.login_running:
            self._login_hint = self.tr("The browser was opened again.")
            self.hint(self._login_hint)
        elif self.desk.login_running:
            self.show_error(AppError(ErrorCode.BROWSER_NOT_STARTED), tint="flag")

    def _login_progressed(self, progress: LoginProgress) -> None:
        self.status.progress = messages.of_login_step(progress.step)
        if progress.browser_url and not self.status.browser_url:
            self._browser_guard.begin()
        self.status.browser_url = progress.browser_url
        trouble = messages.of_login_trouble(progress)
        if not progress.browser_started:
            self.show_error(AppError(ErrorCode.BROWSER_NOT_STARTED), tint="flag")
        elif trouble is not None:
            self.view.banner.say(trouble, tint="flag")
        self.refresh()

    def _logged_in(self, clinician: Clinician) -> None:
        self.view.banner.clear()
        self._window.activateWindow()
        self.logged_in(clinician)

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
            what = self.tr("You are logged out here, but the browser may still be logged in to HelseID.")
            do = self.tr("Close all windows of the browser, above all where others use this machine.")
            self.view.banner.say(MessageText(what=what, do=do), tint="flag")

    def _switched(self, clinician: Clinician) -> None:
        self.status.clinician = clinician
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
        if self.view.holds_outcome:
            self.do(self.desk.outcome_dropped())

    def _session_changed(self, event: SessionEvent | AppError) -> None:
        if isinstance(event, AppError):  # a warning; the session goes on
            if event.code is ErrorCode.CLOCK_WRONG:
                self.refresh()  # shown beside the name while the clock is wrong
            else:
                self.show_error(event, tint="flag")
            return
        self.status.minutes_left = event.minutes_left
        if event.ended is None and event.clinician is not None:
            actions = self.desk.session_changed(person_of(event.clinician))
            if self.desk.session is not None:
                self.status.clinician = event.clinician
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
            self.view.show_session_end(end)

    def _send(self, lookup: Lookup) -> None:
        number, elevated = lookup.number, lookup.basis.elevated
        self.status.progress = self.tr("Opening restricted results …") if elevated else self.tr("Asking for results …")
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
        self.status.progress = messages.of_lookup(progress)
        if progress.partial is not None:
            self._next_result = progress.partial
            self.do(self.desk.lookup_progressed(progress.lookup_number, openable_in(progress.partial.outcomes)))
        self.refresh()

    def _lookup_succeeded(self, number: int, result: LookupResult) -> None:
        if self.desk.running is None or self.desk.running.number != number:
            return  # of an earlier look-up
        self._next_result = result
        actions = self.desk.lookup_succeeded(number, openable_in(result.outcomes))
        self.do(actions)
        self._next_result = None
        if actions:
            self.view.results_came(focus=self._window.focusWidget() is self._focus_at_start)

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
            self.view.lookup_ended()
            self._start(lambda: self.desk.enter(again=True))
            return
        if held is not None and held.number == number:
            note = self.tr("What came before that is below: not all.")
        elif error.code is ErrorCode.NOTHING_MORE_TO_OPEN:
            note = ""
        elif elevated:
            note = self.tr("Nothing was opened. What stood on the screen is kept.")
        else:
            self._drop_outcome()
            note = "" if self.desk.results.visible else self.tr("Nothing was fetched.")
        self.show_error(error, Service.LOGIN if unsent else Service.RESULTS, note=note, key=keys.Key.REFRESH)
        beside = self.desk.results.visible
        self.view.banner.offer(retry=not (elevated or beside), refresh=beside and not elevated)
        self.view.lookup_ended()
        self.refresh()

    def _lookup_cancelled(self, number: int) -> None:
        self.desk.lookup_ended(number)
        self.view.lookup_ended()
        self.refresh()

    def do(self, actions: act.Actions) -> None:
        for action in actions:
            self.carry_out(action)
        self.refresh()

    def refresh(self) -> None:
        away = self.desk.results.hidden and not self.desk.same_number  # hidden results of another patient: wiped soon
        if away is not self.wipe_timer.isActive():
            self.wipe_timer.start() if away else self.wipe_timer.stop()
        if not self.desk.login_running:
            self.status.browser_url = ""
            if self.status.hint == self._login_hint:
                self.status.hint = ""
        self.view.refresh(reading=self.settings_reader.running)
        self.refreshed.emit()

    def carry_out(self, action: act.Action) -> None:
        """Perform one action of the desk: on the login, the look-up, the form, the results or the opening."""
        match action:
            case act.Command.START_LOGIN | act.Command.START_LOGIN_ANEW:
                self.status.progress, self.status.browser_url = self.tr("Starting the login …"), ""
                organisation = self.organisations.get(self.desk.form.orgnr)
                self.logins.start(organisation, logout_first=action is act.Command.START_LOGIN_ANEW)
            case act.Command.OPEN_BROWSER if not self._browser_guard.too_soon:
                self.open_again()
            case act.Command.CANCEL_LOGIN:
                self.logins.cancel()
            case act.Command.END_SESSION | act.Command.END_SESSION_HERE:
                self.logins.logout(browser=action is act.Command.END_SESSION)
            case act.Command.SWITCH_ORGANISATION:
                self.status.progress = self.tr("Changing the organisation …")
                self.logins.switch(self.organisations[self.desk.form.orgnr])
            case Lookup():
                self._send(action)
            case act.CancelLookup(number=number) if number in self._lookups:
                self._lookups[number].cancel()
            case act.Command.FILL_NUMBER:
                self.handover.fill()
            case act.Command.SHOW_OFFER:
                self.opening.begin_again()
                self.handover.offer()
            case HandOverAnswer():
                self.handover.end(action)
            case act.Command.REFUSE_ELEVATED:
                self.status.hint = self.tr("That basis is locked.")
            case act.Command.RECALL if self.desk.session is not None:
                self._fill_from_memory(self.desk.session.hpr_number)
            case act.Command.REMEMBER if self.desk.session is not None:
                form = self.desk.form
                self._memory.remember(self.desk.session.hpr_number, form.role, form.orgnr if len(form.orgnrs) > 1 else "")
            case act.Command.SHOW_FILLED:
                self._preselect_role()
                self._show_filled()
                if self.desk.form.missing is not None:
                    self.view.carry_out(self.desk.form.missing)
            case act.Command.SHOW_RESULTS:
                result, self._next_result = self._next_result, None
                self.view.show_results(self.opening.take_result(result) if result is not None else None)
            case act.Command.WIPE_RESULTS:
                self._next_result = None
                self.opening.forget()
                self.view.carry_out(action)
            case act.ShowOpening() | act.Command.HIDE_OPENING | act.Command.OPENING_STARTED:
                self.opening.carry_out(action)
            case OpeningEnd():
                self.opening.carry_out(action)
                self._next_result = self.opening.ordinary  # it comes next, unless a wipe comes first
            case _:
                self.view.carry_out(action)
