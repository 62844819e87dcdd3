"""Carries out what the desk asks of its surroundings (``domain/desk_actions.py``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from provesvar_gui.domain import desk_actions as act
from provesvar_gui.ui.opening.controller import OpeningController

if TYPE_CHECKING:
    from provesvar_gui.domain.desk import Desk
    from provesvar_gui.domain.results import LookupResult
    from provesvar_gui.helseid.model import Organisation
    from provesvar_gui.ui.desk_screen import DeskScreen
    from provesvar_gui.ui.form import Form
    from provesvar_gui.ui.handover.acts import HandOver
    from provesvar_gui.ui.login_controller import LoginController
    from provesvar_gui.ui.lookup_controller import LookupController
    from provesvar_gui.ui.results_area import ResultsArea
    from provesvar_gui.ui.window_settings import RoleMemory, WindowSettings


class DeskActs(QObject):
    """``incoming``: what ShowResults shows, and whether more may come; None: what is held. ``wipe``: the clock of hidden results.

    ``since``: the browser was opened.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        settings: WindowSettings,
        memory: RoleMemory,
        form: Form,
        area: ResultsArea,
        screen: DeskScreen,
        logins: LoginController,
        lookups: LookupController,
        handover: HandOver,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._memory = desk, memory
        self._form, self._area, self._screen = form, area, screen
        self._logins, self._lookups, self._handover = logins, lookups, handover
        self._organisations: dict[str, Organisation] = {}
        self._guard_ms = 3 * settings.confirm_guard_ms
        self.opening = OpeningController(area, settings, self)
        self.opening.ended.connect(lookups.tell_opening_ended)
        self.incoming: tuple[LookupResult, bool] | None = None
        self.since = QElapsedTimer()
        self.wipe = QTimer(self, singleShot=True)
        self.take_settings(settings)

    def take_settings(self, settings: WindowSettings) -> None:
        """Settings that were read, or read again."""
        self._organisations = {organisation.orgnr: organisation for organisation in settings.organisations}
        self.wipe.setInterval(round(settings.wipe_seconds * 1000))
        self.opening.settings = settings
        self._form.basis.locked.set_direct(settings.direct_elevated)

    def organisation(self, orgnr: str) -> Organisation | None:
        """One of those that may be spoken for."""
        return self._organisations.get(orgnr)

    def preselect_role(self) -> None:
        """The one role that HPR has of the person, where none is chosen and none remembered (helseid/README.md §6)."""
        person = self._desk.session
        if person is None or self._desk.role_code or self._memory.recall(person.hpr_number):
            return
        if self._form.role.preselect():
            self._desk.role_chosen(self._form.role.code)

    def open_again(self) -> None:
        """The page of the login that waits: its window may be gone."""
        if self._screen.url and self._desk.login_running:
            self._area.banner.clear()
            self.since.start()
            self._logins.open_again(self._screen.url)

    def carry_out(self, action: act.Action) -> None:
        """Do it."""
        match action:
            case act.StartLogin():
                self._screen.step, self._screen.url = self.tr("Starting the login …"), ""
                organisation = self._organisations.get(action.orgnr)
                self._logins.start(force=action.force, organisation=organisation, logout_first=action.logout_first)
            case act.OpenBrowser(sure=sure):
                if sure or not self.since.isValid() or self.since.elapsed() >= self._guard_ms:
                    self.open_again()
            case act.CancelLogin():
                self._logins.cancel()
            case act.EndSession():
                self._logins.logout()
            case act.SwitchOrganisation(orgnr=orgnr):
                self._screen.step = self.tr("Changing the organisation …")
                self._logins.switch(self._organisations[orgnr])
            case act.AskWhoLoggedIn():
                self._screen.ask(move=self._desk.armed)
            case act.SendLookup(lookup=lookup):
                elevated = lookup.basis.elevated
                self._screen.step = self.tr("Opening restricted results …") if elevated else self.tr("Asking for results …")
                self._screen.fetched = 0
                self._lookups.send(lookup)
            case act.CancelLookup(number=number):
                self._lookups.cancel(number)
            case act.PointTo(part=part):
                self._screen.point_to(part)
            case act.RefuseElevated():
                self._screen.hint = self.tr("That basis is locked.")
            case act.AskAcute():
                self._screen.ask_acute()
            case act.HideResults() | act.ShowResults() | act.CoverResults() | act.WipeResults():
                self._results(action)
            case act.FillNumber() | act.ShowOffer() | act.EndOffer():
                if isinstance(action, act.ShowOffer):
                    self.opening.begin_again()
                self._handover.carry_out(action)
            case act.ShowOpening() | act.HideOpening() | act.OpeningStarted() | act.OpeningEnded():
                patient = self._desk.patient
                self.opening.carry_out(action, patient.grouped if patient is not None else "")
                if isinstance(action, act.OpeningStarted):
                    self._form.basis.locked.set_opened(action.lookup.basis, self.opening.until)
                if isinstance(action, act.OpeningEnded):
                    self._form.basis.locked.set_opened(None)
                    self._bring_ordinary_back()
            case _:
                self._fill_in(action)

    def _results(self, action: act.HideResults | act.ShowResults | act.CoverResults | act.WipeResults) -> None:
        match action:
            case act.CoverResults():
                self._area.cover()
            case act.HideResults():
                self._area.banner.drop_note()
                self._area.hide_results()
                self.wipe.start()
            case act.ShowResults():
                self._show_results()
            case act.WipeResults():
                self.wipe.stop()
                self.incoming = None
                self.opening.forget()
                self._area.banner.drop_note()
                self._area.wipe()

    def _bring_ordinary_back(self) -> None:
        """What was opened is closed: the ordinary answer, which has ended, is what is shown next, unless it is wiped first."""
        ordinary = self.opening.ordinary
        self.incoming = None if ordinary is None else (ordinary, False)

    def _fill_in(self, action: act.Action) -> None:
        match action:
            case act.SetNumber(patient=patient):
                self._form.patient.set_patient(patient)
            case act.SetBasis(basis=basis):
                self._form.basis.set_basis(basis)
            case act.ClearRole():
                self._form.role.begin_anew()
            case act.RecallRole(hpr_number=hpr_number):
                if self._form.role.unfinished:
                    return  # somebody is typing one
                self._form.role.set_code(self._memory.recall(hpr_number))
                self._desk.role_chosen(self._form.role.code)
            case act.RememberRole(hpr_number=hpr_number, role_code=code):
                self._memory.remember(hpr_number, code)
            case _:
                raise AssertionError(type(action).__name__)

    def _show_results(self) -> None:
        self.wipe.stop()
        lookup = self._desk.results_of
        if lookup is None:
            return
        role = self._form.role.name_of(lookup.role_code)
        if self.incoming is None:
            self._area.show_again(lookup, role)
            return
        result, partial = self.incoming
        self.incoming = None
        self._area.show_result(self.opening.take_result(result), role, partial=partial)
        if result.basis.elevated:
            self._form.basis.locked.set_opened(result.basis, self.opening.until, self.opening.came)
