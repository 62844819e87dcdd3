"""The view of the desk: what form, patient bar, banner and results show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from provesvar_gui.desk import actions as act
from provesvar_gui.desk.actions import FormPart
from provesvar_gui.errors import AppError
from provesvar_gui.ui import keys, messages
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.messages import Service
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.today import date_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.desk.desk import Desk
    from provesvar_gui.helseid.model import Clinician, SessionEnd
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.ui.desk.login_panel import LoginPanel
    from provesvar_gui.ui.form.form import Form
    from provesvar_gui.ui.results_area import ResultsArea


@dataclass(slots=True, kw_only=True)
class DeskStatus:
    """What is shown beside the state of the desk. The controller writes it, the view reads it.

    ``clinician``: who is logged in, or was last. ``hint``: in the form until the next change. ``progress``: what is waited for.
    ``browser_url``: of the running login.
    """

    clinician: Clinician | None = None
    minutes_left: int | None = None
    hint: str = ""
    progress: str = ""
    browser_url: str = ""


class DeskView(QObject):
    """Shows desk and status, and changes neither. ``errorShown``: the displayed AppError. ``banner``: of the whole window."""

    errorShown = Signal(object)  # noqa: N815 - a Qt signal

    def __init__(self, desk: Desk, status: DeskStatus, form: Form, panel: LoginPanel, area: ResultsArea) -> None:
        super().__init__(area)
        self._desk, self._status = desk, status
        self._form, self._panel, self._area, self.banner = form, panel, area, area.banner

    def refresh(self, *, reading: bool) -> None:
        """``reading``: the settings are read again."""
        desk, status, form, area = self._desk, self._status, self._form, self._area
        clinician = status.clinician if desk.session is not None else None
        self._panel.show_who(None if desk.login_running else clinician, status.minutes_left, running=desk.login_running)
        area.bar.fit()
        area.set_clinician(clinician.name if clinician is not None else "")
        held = desk.results.lookup if (desk.results.visible or desk.same_number) and not desk.results.covered else None
        area.tell_patient(held, form.role.name_of(held.role_code) if held is not None else "")
        self._ask_who(move=False)
        form.role.set_held(clinician.approvals if clinician is not None else None)
        form.basis.set_acute_unsure(desk.form.acute_unsure)
        area.offer_opening(desk.openable is not None)
        busy = reading or desk.login_running or desk.switching or desk.running is not None
        area.tell_progress(status.progress if busy else status.hint, running=busy)
        opens = desk.armed or desk.filling  # the browser; else Enter sends what is in the form
        form.wait(status.progress if busy else "", self._waiting_text(), url=status.browser_url, enter_opens=opens)
        if not (busy or desk.armed or status.hint or desk.session):
            form.say(self.tr("You log in when you look up."), "ink2")
        else:
            form.say("" if busy or desk.armed else status.hint)

    def _waiting_text(self) -> str:
        desk = self._desk
        if desk.armed and not desk.login_running:
            return self.tr("The look-up is sent as soon as that is done. If you change anything, press Enter again.")
        if desk.armed:
            return self.tr("The look-up is sent as soon as you are logged in. If you change anything, it is withdrawn.")
        if desk.filling:
            return self.tr("Role and organisation are filled in when you are logged in. Then press Enter once more.")
        if desk.login_running and desk.form.missing is None and not self._status.hint:
            return self.tr("Press Enter: then the look-up is sent as soon as you are logged in.")
        return self._status.hint

    def carry_out(self, action: act.Action) -> None:
        """Perform one action of the desk that only shows something."""
        form, area = self._form, self._area
        match action:
            case act.Command.SHOW_NUMBER:
                form.patient.set_patient(self._desk.form.patient)
            case act.Command.SHOW_BASIS:
                form.basis.set_basis(self._desk.form.basis)
            case act.Command.ASK_ACUTE:
                form.basis.ask_acute()
            case act.Command.CLEAR_ROLE:
                form.role.begin_anew()
            case act.Command.ASK_WHO:
                self._ask_who(move=self._desk.armed)
            case FormPart():
                self._point_to(action)
            case act.Command.COVER_RESULTS:
                area.cover()
            case act.Command.HIDE_RESULTS | act.Command.WIPE_RESULTS:
                self.banner.drop(note=True)
                area.hide_results() if action is act.Command.HIDE_RESULTS else area.wipe()

    def show_results(self, result: LookupResult | None) -> None:
        """None: those that were shown last come back."""
        lookup, clinician = self._desk.results.lookup, self._status.clinician
        if lookup is None:
            return
        role = self._form.role.name_of(lookup.role_code)
        if result is None:
            self._area.show_again(lookup, role)
        else:
            organisation = clinician.organisation.name if clinician is not None and clinician.organisation is not None else ""
            self._area.show_result(result, role, partial=self._desk.running == result.lookup, organisation=organisation)

    def lookup_ended(self) -> None:
        self._area.ended()

    @property
    def holds_outcome(self) -> bool:
        return self._area.holds_outcome

    @property
    def results_focused(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self._area.isAncestorOf(focused)

    def focus_results(self) -> None:
        self._area.take_focus()

    def results_came(self, *, focus: bool) -> None:
        self.announce(self.tr("The results are on the screen."))
        if focus:
            self._area.take_focus()
        self._area.settled.emit()

    def announce(self, text: str) -> None:
        announce(self._area, text, urgent=False)

    def show_session_end(self, end: SessionEnd) -> None:
        self.banner.say(messages.of_session_end(end, self._key_now(Key.LOGIN)), tint="flag", note=self._results_age())

    def show_error(
        self, error: object, service: Service = Service.UNKNOWN, *, tint: str = "danger", note: str = "", key: Key = Key.LOOK_UP
    ) -> None:
        if isinstance(error, AppError):
            self.banner.say(
                messages.of_error(error, service, self._key_now(key)),
                code=error.code,
                tint=tint,
                reference="" if error.code in messages.NOT_REACHED else error.correlation_id,
                service_text=error.service_text,
                note=note or self._results_age(),
            )
            self.errorShown.emit(error)

    def _key_now(self, key: Key) -> Key:
        """``key`` where results stand, in which Enter does something else."""
        return key if self._area.results_visible else Key.LOOK_UP

    def _results_age(self) -> str:
        if not self._area.results_visible or self._area.holds_outcome:
            return ""
        if self._area.fetched_at is None:
            return self.tr("The results below are from an earlier look-up.")
        return self.tr("The results below were fetched {date}.").format(date=date_text(self._area.fetched_at))

    def _ask_who(self, *, move: bool) -> None:
        question, asked, clinician = self._form.question, self._desk.question, self._status.clinician
        if asked is None or clinician is None:
            question.hide()
            return
        question.ask(asked, clinician, self._form.role.name_of(self._desk.form.role), armed=self._desk.armed)
        if move:
            question.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _point_to(self, part: FormPart) -> None:
        """Focus a missing field, with a message beside it; a number keeps its own message."""
        form = self._form
        number = "" if form.patient.line.text() else self.tr("The patient's number is missing or not valid.")
        organisation = self.tr("Choose the organisation.")
        if self._desk.form.orgnr:
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
