"""The names of what is going on: the steps of a login and of a look-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.domain.progress import LookupStep
from provesvar_gui.helseid.model import LoginStep
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from provesvar_gui.domain.progress import LookupProgress

LOGIN_STEPS = {
    LoginStep.KEY: QT_TRANSLATE_NOOP("Messages", "Fetching the program's key …"),
    LoginStep.VAULT: QT_TRANSLATE_NOOP(
        "Messages", "The system's password store is locked. Unlock it where the system asks for its password."
    ),
    LoginStep.DISCOVERY: QT_TRANSLATE_NOOP("Messages", "Asking HelseID how to log in …"),
    LoginStep.LISTENER: QT_TRANSLATE_NOOP("Messages", "Making ready for the answer from the browser …"),
    LoginStep.PUSHED_REQUEST: QT_TRANSLATE_NOOP("Messages", "Announcing the login to HelseID …"),
    LoginStep.BROWSER: QT_TRANSLATE_NOOP("Messages", "Log in in the browser. You can go on typing here."),
    LoginStep.TOKEN: QT_TRANSLATE_NOOP("Messages", "Receiving the login …"),
    LoginStep.AUDIENCE: QT_TRANSLATE_NOOP("Messages", "Getting access to the results service …"),
    LoginStep.DONE: QT_TRANSLATE_NOOP("Messages", "Logged in."),
}

LOOKUP_STEPS = {
    LookupStep.SENDING: QT_TRANSLATE_NOOP("Messages", "Asking for results …"),
    LookupStep.READING: QT_TRANSLATE_NOOP("Messages", "Reading the answer …"),
    LookupStep.PAGING: QT_TRANSLATE_NOOP("Messages", "Fetching more …"),
    LookupStep.COMPLETING: QT_TRANSLATE_NOOP("Messages", "Fetching what is missing …"),
    LookupStep.DONE: QT_TRANSLATE_NOOP("Messages", "All results are fetched."),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Messages", text)


def of_login_step(step: LoginStep) -> str:
    """The name of a step of the login."""
    return _tr(LOGIN_STEPS[step])


def of_lookup(progress: LookupProgress) -> str:
    """The name of a step of the look-up, with how much has come (invariant 11)."""
    step = _tr(LOOKUP_STEPS[progress.step])
    if progress.step is LookupStep.DONE or not progress.fetched:
        return step
    if progress.total is None:
        return _tr(QT_TRANSLATE_NOOP("Messages", "Still fetching: {fetched} so far. {step}")).format(
            fetched=progress.fetched, step=step
        )
    return _tr(QT_TRANSLATE_NOOP("Messages", "Still fetching: {fetched} of {total}. {step}")).format(
        fetched=progress.fetched, total=progress.total, step=step
    )
