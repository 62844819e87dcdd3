"""The view of the desk: step, hint and question of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from provesvar_gui.desk import actions as act
from provesvar_gui.desk.actions import FormPart
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.today import date_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.desk.desk import Desk
    from provesvar_gui.helseid.model import Clinician
    from provesvar_gui.ui.desk.login_panel import LoginPanel
    from provesvar_gui.ui.form.form import Form
    from provesvar_gui.ui.results_area import ResultsArea


class DeskView(QObject):
    """``step``: what runs. ``hint``: said last. ``url``: of the login that waits. ``of_login``: ends with the login."""

    def __init__(self, desk: Desk, form: Form, panel: LoginPanel, area: ResultsArea, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._form, self._panel, self._area = desk, form, panel, area
        self.clinician: Clinician | None = None
        self.minutes_left: int | None = None
        self.step = self.hint = self.url = self.of_login = ""
        self._busy = False

    def quiet(self) -> None:
        self.hint = ""

    def show(self, *, reading: bool) -> None:
        desk = self._desk
        clinician = self.clinician if desk.session is not None else None
        if not desk.login_running:
            self.url = ""
            if self.hint == self.of_login:
                self.hint = ""
        who = None if desk.login_running else clinician
        self._panel.show_who(who, self.minutes_left, running=desk.login_running)
        self._area.set_clinician(clinician.name if clinician is not None else "")
        held = desk.results.lookup if desk.results.visible or desk.same_number else None
        if held is None or desk.results.covered:
            self._area.tell_patient(None)
        else:
            self._area.tell_patient(held, self._form.role.name_of(held.role_code))
        self.ask(move=False)
        self._form.role.set_held(clinician.approvals if clinician is not None else None)
        self._form.basis.set_acute_unsure(desk.form.acute_unsure)
        self._area.offer_opening(desk.openable is not None)
        self._busy = reading or desk.login_running or desk.switching or desk.running is not None
        self._area.tell_progress(self.step if self._busy else self.hint, running=self._busy)
        self._say()

    def ask(self, *, move: bool) -> None:
        question, asked, clinician = self._form.question, self._desk.question, self.clinician
        if asked is None or clinician is None:
            question.hide()
            return
        question.ask(asked, clinician, self._form.role.name_of(self._desk.form.role), armed=self._desk.armed)
        if move:
            question.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def point_to(self, part: FormPart) -> None:
        """Say at the field itself that it is missing. A number that says already what is wrong with it is only marked."""
        form = self._form
        number = "" if form.patient.line.text() else self.tr("The patient's number is missing or not valid.")
        organisation = self.tr("Choose the organisation.")
        if self._desk.form.orgnr:
            organisation = self.tr("You are logged in for another organisation. An ordinary look-up (Enter) changes that.")
        targets: dict[FormPart, tuple[QWidget, Callable[[str], None], str]] = {
            FormPart.NUMBER: (form.patient, form.patient.tell, number),
            FormPart.BASIS: (form.basis, form.basis.head.tell, self.tr("Choose the basis for access: S, U or A.")),
            FormPart.ROLE: (form.role, form.role.tell, self.tr("Choose your HPR role.")),
            FormPart.ORGANISATION: (form.organisation, form.organisation.tell, organisation),
            FormPart.LOGIN: (self._panel.login, form.say, self.tr("Log in first (F9).")),
        }
        target, tell, words = targets[part]
        form.patient.ask()
        tell(words)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def age_of_results(self) -> str:
        """That results stand below something that is said, and since when."""
        if not self._area.results_visible or self._area.holds_reason:
            return ""
        if self._area.fetched_at is None:
            return self.tr("The results below are from an earlier look-up.")
        return self.tr("The results below were fetched {date}.").format(date=date_text(self._area.fetched_at))

    def stop(self, event: Callable[[], act.Actions], *, reading: bool) -> act.Actions:
        """Let it happen, and say what has been stopped by it."""
        desk, said, page = self._desk, "", bool(self.url)
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
        self.hint = said
        if said:
            announce(self._area, said, urgent=False)
        return actions

    def _say(self) -> None:
        """What is waited for, once; or else what came of the last act."""
        desk = self._desk
        if not self._busy:
            self._form.wait("", "")
            self._form.say("" if desk.armed else self.hint)
            return
        text = self.hint
        if desk.armed and not desk.login_running:
            text = self.tr("The look-up is sent as soon as that is done. If you change anything, press Enter again.")
        elif desk.armed:
            text = self.tr("The look-up is sent as soon as you are logged in. If you change anything, press Enter again.")
        elif desk.filling:
            text = self.tr("Role and organisation are filled in when you are logged in. Then press Enter once more.")
        self._form.wait(self.step, text, url=self.url if desk.login_running else "")
        self._form.say("")
