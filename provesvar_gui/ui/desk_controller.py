"""Joins the desk's rules with widgets and background work: events in, actions carried out, state shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from provesvar_gui.domain import desk_actions as act
from provesvar_gui.domain.desk import Desk
from provesvar_gui.domain.desk_actions import OpeningEnd
from provesvar_gui.domain.opening import openable_in
from provesvar_gui.domain.roles import RoleList, RoleListSource
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.ui import keys, messages, step_words
from provesvar_gui.ui.desk_acts import DeskActs
from provesvar_gui.ui.desk_screen import DeskScreen
from provesvar_gui.ui.desk_session import DeskSession
from provesvar_gui.ui.handover.acts import HandOver
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.login_controller import LoginController
from provesvar_gui.ui.lookup_controller import LookupController
from provesvar_gui.ui.messages import Service, Words
from provesvar_gui.ui.setup_controller import SetupController
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.domain.access import AccessBasis
    from provesvar_gui.domain.identifiers import NumberCheck
    from provesvar_gui.domain.progress import LookupProgress
    from provesvar_gui.domain.results import LookupResult
    from provesvar_gui.ui.background import BridgeLike
    from provesvar_gui.ui.form import Form
    from provesvar_gui.ui.login_panel import LoginPanel
    from provesvar_gui.ui.results_area import ResultsArea
    from provesvar_gui.ui.window_settings import RoleMemory, WindowSettings

_SESSION_GONE = frozenset({ErrorCode.SESSION_EXPIRED, ErrorCode.NOT_LOGGED_IN, ErrorCode.LOGIN_NOT_ACCEPTED})


class DeskController(QObject):
    """``window``: brought forward when the browser has done its part. ``refreshed``: the desk may have changed.

    ``told``: an AppError that is on the screen now. ``listed``: the code list has answered.
    """

    refreshed = Signal()
    told = Signal(object)
    listed = Signal()

    def __init__(
        self,
        *,
        settings: WindowSettings,
        bridge: BridgeLike,
        memory: RoleMemory,
        form: Form,
        panel: LoginPanel,
        area: ResultsArea,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.desk = Desk([organisation.orgnr for organisation in settings.organisations])
        self._form, self._panel, self._area, self._window = form, panel, area, window
        self._screen = DeskScreen(self.desk, form, panel, area, self)
        self._focus_at_enter: QWidget | None = None
        in_trouble = settings.trouble is not None
        self.setup = SetupController(bridge, due=in_trouble, logged_in=lambda: self.desk.session is not None, parent=self)
        self.lookups = LookupController(bridge, self)
        self.logins = LoginController(bridge, self)
        self._guard_ms = guard_ms = settings.confirm_guard_ms
        self.handover = HandOver(self.desk, form, do=self.do, hint=self._hint, guard_ms=guard_ms, parent=self)
        self.acts = DeskActs(
            self.desk,
            settings=settings,
            memory=memory,
            form=form,
            area=area,
            screen=self._screen,
            logins=self.logins,
            lookups=self.lookups,
            handover=self.handover,
            parent=self,
        )
        self.session = DeskSession(
            self.desk,
            screen=self._screen,
            area=area,
            acts=self.acts,
            setup=self.setup,
            do=self.do,
            tell=self.tell,
            refresh=self.refresh,
            window=window,
            parent=self,
        )
        self.acts.wipe.timeout.connect(lambda: self.do(self.desk.wipe_due()))
        self.desk.policy_known(self.acts.opening.policy)
        self._connect(bridge)
        self.refresh()

    def _connect(self, bridge: BridgeLike) -> None:
        desk, form = self.desk, self._form
        form.patient.changed.connect(self._number_changed)
        form.basis.chosen.connect(self._basis_chosen)
        form.role.chosen.connect(lambda code: self._edited(desk.role_chosen(code)))
        form.organisation.chosen.connect(lambda orgnr: self._edited(desk.organisation_chosen(orgnr)))
        opening = self.acts.opening
        self._area.openingAsked.connect(self.open_restricted)
        opening.reasonChosen.connect(lambda code: self.do(desk.reason_chosen(code)))
        opening.confirmed.connect(lambda basis: self.do(desk.opening_confirmed(basis)))
        opening.cancelled.connect(lambda: self.do(desk.opening_cancelled()))
        opening.closed.connect(self.end_opening)
        opening.clock.timeout.connect(self._opening_expired)
        form.entered.connect(self.enter)
        self._area.refreshAsked.connect(self.enter)
        self._area.banner.retryAsked.connect(self.enter)
        form.progress.cancelAsked.connect(self._cancel)
        form.question.confirmed.connect(self._confirmed)
        form.question.denied.connect(self._denied)
        self._panel.loginAsked.connect(self.log_in)
        self._panel.againAsked.connect(self.acts.open_again)
        self._panel.logoutAsked.connect(self.log_out)
        self._panel.logout.quiet_ms = self._guard_ms
        self.setup.settled.connect(self.take_settings)
        self.setup.failed.connect(self.session.login_failed)
        self.lookups.progressed.connect(self._lookup_progressed)
        self.lookups.succeeded.connect(self._lookup_succeeded)
        self.lookups.failed.connect(self._lookup_failed)
        self.lookups.cancelled.connect(self._lookup_cancelled)
        self.session.connect_to(self.logins, bridge)

    # --- what the person does --------------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Enter in the form, or the button."""
        if self.handover.too_soon:
            self._hint(self.tr("The number has just come: read it, then press Enter."))
            return
        if not self.desk.login_running:  # else what is said of it still holds: no browser came, for example
            self._area.banner.clear()
        self._screen.quiet()
        if self._form.role.settle():  # a role that nobody has seen yet is not sent
            self._screen.hint = self.tr("Press Enter once more to look up with this role.")
            self.refresh()
            return
        self._focus_at_enter = self._window.focusWidget()
        self._try(self.desk.enter)

    def escape(self) -> None:
        """Escape: a message first."""
        if self.handover.escape():
            return
        if self._area.banner.isVisible():
            self._area.banner.clear()
        elif self.setup.running:
            self._cancel()
        else:
            self._stop(self.desk.escape)

    def open_restricted(self) -> None:
        """The first step to restricted results, or its key: it opens nothing yet."""
        if self.acts.opening.panel_visible:
            self.acts.opening.to_panel()
            return
        self._area.banner.clear()
        self._screen.quiet()
        if self._form.role.settle() and self.desk.openable is not None:  # as before an ordinary look-up
            self._hint(self.tr("Press {key} once more to open with this role.").format(key=keys.shown(Key.OPEN)))
            return
        actions = self.desk.opening_asked()
        if not actions:
            self._screen.hint = self.tr("There is nothing to open here.")
        self.do(actions)

    def scanned(self) -> None:
        """A number is about to be put into the patient field by a scanner."""
        self.do(self.desk.scanned())

    def clear(self) -> None:
        """The clear key."""
        self._screen.quiet()
        self._area.banner.clear()
        self.do(self.desk.clear())
        self._begin_anew()

    def log_in(self) -> None:
        """The login button."""
        self._area.banner.clear()
        self._try(self.desk.login_asked)

    def log_out(self) -> None:
        """The logout button."""
        self._area.banner.clear()
        self._screen.clinician = None
        self._screen.quiet()
        self.do(self.desk.logout())
        self._begin_anew()
        said = self.tr("Logged out. Number, basis, role and results are cleared.")
        self._screen.hint = self._screen.said = said
        self.refresh()
        announce(self._area, said, urgent=False)

    def tell(self, error: object, service: Service = Service.UNKNOWN, *, tone: Tone = Tone.ERROR, note: str = "") -> None:
        """Say what went wrong; of results that still stand there, when they were fetched, or ``note``."""
        if isinstance(error, AppError):
            words = messages.of_error(error, service)
            note = note or self._screen.age_of_results()
            self._area.banner.say(words, tone=tone, reference=error.correlation_id, service_text=error.service_text, note=note)
            self.told.emit(error)

    def take_settings(self, settings: WindowSettings) -> None:
        """Settings that were read again, while nobody is logged in."""
        self.desk.organisations_known([organisation.orgnr for organisation in settings.organisations])
        self.acts.take_settings(settings)
        self.do(self.desk.policy_known(self.acts.opening.policy))

    def take_roles(self, roles: RoleList) -> None:
        """A newer copy of the list came."""
        self._form.role.set_roles(roles)
        if roles.source is RoleListSource.LIVE:
            self.listed.emit()

    def shut(self) -> None:
        """The window closes: nothing more is sent or shown."""
        self.do(self.desk.clear())
        self.setup.cancel()
        self.logins.cancel()
        self.lookups.shut()

    def _try(self, event: Callable[[], act.Actions]) -> None:
        """Do it; where the last try failed on how the program is set up, read the settings first."""
        if self.setup.due and not self.desk.login_running:
            self._screen.step = self.tr("Reading the settings again …")
            self.setup.settle(lambda: self.do(event()))
            self.refresh()
        else:
            self.do(event())

    def _begin_anew(self) -> None:
        self._form.clear_notes()
        self._form.patient.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _cancel(self) -> None:
        reading = self.setup.cancel()
        self._stop(self.desk.cancel, reading=reading)

    def _stop(self, event: Callable[[], act.Actions], *, reading: bool = False) -> None:
        """Do it, and say what came of it. ``reading``: the reading of the settings was stopped."""
        stopped = self._screen.stopping(reading=reading)
        actions = event()
        stopped(actions)
        self.do(actions)

    def _number_changed(self, check: NumberCheck) -> None:
        if check.patient != self.desk.patient:
            self._area.banner.drop_service_text()
            self._area.banner.offer_retry(offered=False)
        self._edited(self.desk.number_changed(check.normalised, check.patient))

    def _basis_chosen(self, basis: AccessBasis) -> None:
        if basis.elevated and self.acts.opening.policy.direct and self._form.role.settle():
            self._edited((act.SetBasis(basis=self.desk.basis),))
            self._hint(self.tr("Choose the basis once more to open with this role."))
        else:
            self._edited(self.desk.basis_chosen(basis))

    def _edited(self, actions: act.Actions) -> None:
        self._screen.quiet()
        self.setup.drop()
        self.do(actions)

    def _confirmed(self) -> None:
        self.do(self.desk.person_confirmed())
        self._focus_at_enter = self._window.focusWidget()  # the button is gone

    def _denied(self) -> None:
        self._screen.clinician = None
        self._area.banner.clear()
        self.do(self.desk.person_denied())

    def end_opening(self) -> None:
        """Its key, or the button on its bar."""
        if self.desk.opened is None:
            self._hint(self.tr("Nothing is opened."))
            return
        self.do(self.desk.opening_closed())
        self._screen.hint = self.tr("The opening is ended.")
        self.refresh()
        self._area.take_focus()

    def _opening_expired(self) -> None:
        focused = QApplication.focusWidget()
        reading = focused is not None and self._area.isAncestorOf(focused)
        self.do(self.desk.opening_closed(OpeningEnd.COUNTDOWN))
        over = Words(what=self.tr("The opening is over: its time has run out."), do=self.tr("It takes both steps to open again."))
        self._area.banner.say(over, tone=Tone.WARNING)
        if reading and self._area.results_visible:
            self._area.take_focus()

    # --- what comes of it ------------------------------------------------------------------------------------------------------

    def _lookup_progressed(self, progress: LookupProgress) -> None:
        running = self.desk.running
        if running is None or running.number != progress.lookup_number:
            return
        self._screen.step, self._screen.fetched = step_words.of_lookup(progress), progress.fetched
        if progress.partial is not None:
            self.acts.incoming = (progress.partial, True)
            self.do(self.desk.lookup_progressed(progress.lookup_number, openable_in(progress.partial.outcomes)))
        self.refresh()

    def _lookup_succeeded(self, number: int, result: LookupResult) -> None:
        if self.desk.running is None or self.desk.running.number != number:
            return  # late
        self.acts.incoming = (result, False)
        actions = self.desk.lookup_succeeded(number, openable_in(result.outcomes))
        self.do(actions)
        self.acts.incoming = None
        if actions:
            announce(self._area, self.tr("The results are on the screen."), urgent=False)
        if actions and self._window.focusWidget() is self._focus_at_enter:
            self._area.take_focus()
        if actions:
            self._area.settled.emit()

    def _lookup_failed(self, number: int, error: AppError) -> None:
        held = self.desk.results_of
        elevated = self.desk.running is not None and self.desk.running.basis.elevated
        # Without an id of the results service it had not been asked yet: the login could not be renewed.
        unsent = not error.correlation_id
        ended = error.code in _SESSION_GONE or self.desk.session is None
        again = unsent and ended and self.desk.may_try_again(number)
        if not self.desk.lookup_ended(number, nothing_more=error.code is ErrorCode.NOTHING_MORE_TO_OPEN):
            return
        self.setup.note(error)
        if error.code in _SESSION_GONE:
            self._screen.clinician = None
            self.do(self.desk.session_changed(None))
        if again:
            self._area.ended()
            self._try(lambda: self.desk.enter(again=True))
            return
        came = held is not None and held.number == number
        note = self.tr("Below is what came before that. It is not complete.") if came else ""
        if not came and elevated:
            note = self.tr("Nothing was opened. What stood on the screen is kept, and nothing is tried again by itself.")
        elif not came:
            self.session.drop_reason()
        self.tell(error, Service.LOGIN if unsent else Service.RESULTS, note=note)
        self._area.banner.offer_retry(offered=not elevated)
        self._area.ended()
        self.refresh()

    def _lookup_cancelled(self, number: int) -> None:
        self.desk.lookup_ended(number)
        self._area.ended()
        self.refresh()

    # --- actions ---------------------------------------------------------------------------------------------------------------

    def do(self, actions: act.Actions) -> None:
        """Carry the desk's actions out, then show its state."""
        for action in actions:
            self.acts.carry_out(action)
        self.refresh()

    def _hint(self, text: str) -> None:
        self._screen.hint = text
        self.refresh()

    def refresh(self) -> None:
        """Show the desk's state."""
        self._screen.show(reading=self.setup.running)
        self.refreshed.emit()
