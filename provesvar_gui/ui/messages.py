"""Where a setting stands that cannot be used, and why its file cannot be read. By the ``params`` of the error."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.desk.progress import LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginStep, SessionEnd
from provesvar_gui.ui import settings_why
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.desk.progress import LookupProgress
    from provesvar_gui.helseid.model import LoginProgress


BECAUSE = QT_TRANSLATE_NOOP("Messages", "A setting is not valid: {setting} in {where}. {why} Allowed: {allowed}.")
_ROW_BECAUSE = QT_TRANSLATE_NOOP("Messages", "{setting} in {where}. {why} Allowed: {allowed}.")
_ROW_STRANGE = QT_TRANSLATE_NOOP("Messages", "{setting} in {where}: there is no such setting.")
_ROWS = 8  # of a message
_HEAD = QT_TRANSLATE_NOOP("Messages", "Several settings cannot be used:")
_ROW = {
    ErrorCode.SETTINGS_INVALID: QT_TRANSLATE_NOOP("Messages", "{setting} in {where}. Allowed: {allowed}."),
    ErrorCode.SETTINGS_REFUSED: QT_TRANSLATE_NOOP("Messages", "{setting} in {where}: only the machine's policy may say it."),
    ErrorCode.SETTINGS_UNREADABLE: QT_TRANSLATE_NOOP("Messages", "{where} cannot be read. {why}"),
}
_ENTRIES = (
    QT_TRANSLATE_NOOP("Messages", "{setting}, entry {entry}"),
    QT_TRANSLATE_NOOP("Messages", "{setting}, entry {entry}, the word “{word}”"),
)  # for the tool that collects them
_MORE = QT_TRANSLATE_NOOP("Messages", "And {count} more.")


def where(params: Mapping[str, str]) -> str:
    """The file, and the line where that is known."""
    file, line = params.get("file") or "–", params.get("line", "")
    if not line:
        return file
    return QCoreApplication.translate("Messages", "{file}, line {line}").format(file=file, line=line)


def named(params: Mapping[str, str]) -> str:
    """The setting, and which entry of a list it is about, with the word in it."""
    name, entry, word = params.get("setting") or "–", params.get("entry", ""), params.get("word", "")
    if not entry:
        return name
    if not word:
        return _tr("{setting}, entry {entry}").format(setting=name, entry=entry)
    return _tr("{setting}, entry {entry}, the word “{word}”").format(setting=name, entry=entry, word=word)


def why(params: Mapping[str, str]) -> str:
    """One sentence; for whatever nobody has named the system's error."""
    text = settings_why.WHY.get(params.get("fault") or params.get("kind", ""), settings_why.OTHER)
    return QCoreApplication.translate(settings_why.CONTEXT, text)


def several(error: AppError) -> str:
    """Everything that is wrong with the settings, a line for each; "" where that is one thing alone."""
    if not error.also:
        return ""
    every = (error, *error.also)
    lines = [_tr(_HEAD)]
    for one in every[:_ROWS]:
        given = {"setting": named(one.params), "allowed": one.params.get("allowed") or "–"}
        text = _ROW.get(one.code, _ROW[ErrorCode.SETTINGS_UNREADABLE])
        if one.params.get("fault"):
            text = _ROW_BECAUSE if one.params.get("allowed") else _ROW_STRANGE
        row = _tr(text)
        lines.append(f"• {row.format(**given, where=where(one.params), why=why(one.params))}")
    if len(every) > _ROWS:
        lines.append(_tr(_MORE).format(count=len(every) - _ROWS))
    return "\n".join(lines)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Messages", text)


# The texts of errors (what happened, and what to do), and of the steps of login and look-up.
#
# The screen never shows ``str(exception)``.


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What happened, and what the person can do."""

    what: str
    do: str


_NO_FILE = QT_TRANSLATE_NOOP("Messages", "There is no such settings file: {where}.")
_AGAIN = QT_TRANSLATE_NOOP("Messages", "Try again. If it keeps happening, tell the support desk the reference.")
_AGAIN_WITHOUT = QT_TRANSLATE_NOOP("Messages", "Try again. If it keeps happening, tell the support desk.")  # no reference to tell
_CALL_IT = QT_TRANSLATE_NOOP("Messages", "Tell your IT department. What you typed is kept.")
_UNTRUSTED = QT_TRANSLATE_NOOP("Messages", "Try again once. If it happens again, tell the support desk: it is not your login.")
_LOG_IN = QT_TRANSLATE_NOOP("Messages", "Press Enter to log in again. What you typed is kept.")

ERRORS: dict[ErrorCode, tuple[str, str]] = {
    ErrorCode.NO_NETWORK: (
        QT_TRANSLATE_NOOP("Messages", "There is no contact with {service}."),
        QT_TRANSLATE_NOOP("Messages", "Check the network connection and press Enter to try again. What you typed is kept."),
    ),
    ErrorCode.TIMEOUT: (
        QT_TRANSLATE_NOOP("Messages", "{service} did not answer in time."),
        QT_TRANSLATE_NOOP("Messages", "Press Enter to try again. If it is urgent, call the laboratory."),
    ),
    ErrorCode.CONNECTION_BROKEN: (
        QT_TRANSLATE_NOOP("Messages", "The connection to {service} was broken before the whole answer had come."),
        QT_TRANSLATE_NOOP("Messages", "Press Enter to try again. What you typed is kept."),
    ),
    ErrorCode.TLS_REJECTED: (
        QT_TRANSLATE_NOOP("Messages", "The secure connection was refused: the server's certificate is not trusted here."),
        QT_TRANSLATE_NOOP("Messages", "Nothing was sent. Tell your IT department: a certificate of the network may be missing."),
    ),
    ErrorCode.TLS_TOO_OLD: (
        QT_TRANSLATE_NOOP("Messages", "The encryption of the connection to {service} is too old."),
        QT_TRANSLATE_NOOP("Messages", "Nothing was sent. Tell your IT department: the connection must use TLS 1.2 or newer."),
    ),
    ErrorCode.PROXY_FAILED: (
        QT_TRANSLATE_NOOP("Messages", "The network's proxy did not let the program through."),
        QT_TRANSLATE_NOOP(
            "Messages", "Tell your IT department: the proxy must let this program reach HelseID and the results service."
        ),
    ),
    ErrorCode.UNEXPECTED_ANSWER: (
        QT_TRANSLATE_NOOP("Messages", "{service} answered with something that cannot be read."),
        _AGAIN,
    ),
    ErrorCode.SERVER_ERROR: (QT_TRANSLATE_NOOP("Messages", "{service} has an error of its own."), _AGAIN),
    ErrorCode.SERVER_BUSY: (
        QT_TRANSLATE_NOOP("Messages", "{service} is busy."),
        QT_TRANSLATE_NOOP("Messages", "Wait a little and press Enter to try again."),
    ),
    ErrorCode.SETTINGS_UNREADABLE: (
        QT_TRANSLATE_NOOP("Messages", "The settings file cannot be read: {where}. {why}"),
        QT_TRANSLATE_NOOP(
            "Messages", "Correct the file, or tell your IT department. Then press Enter to try again. What you typed is kept."
        ),
    ),
    ErrorCode.SETTINGS_INVALID: (
        QT_TRANSLATE_NOOP("Messages", "A setting is not valid: {setting} in {where}. Allowed: {allowed}."),
        QT_TRANSLATE_NOOP(
            "Messages", "Correct the file, or tell your IT department. Then press Enter to try again. What you typed is kept."
        ),
    ),
    ErrorCode.SETTINGS_REFUSED: (
        QT_TRANSLATE_NOOP("Messages", "This setting may only come from the machine's policy: {setting}."),
        QT_TRANSLATE_NOOP(
            "Messages",
            "Remove it from {where}, or tell your IT department. Then press Enter to try again. What you typed is kept.",
        ),
    ),
    ErrorCode.CLIENT_NOT_CONFIGURED: (
        QT_TRANSLATE_NOOP("Messages", "This program has not been set up for HelseID yet."),
        QT_TRANSLATE_NOOP(
            "Messages",
            "Take in the configuration file from HelseID Selvbetjening, or ask your IT department to. Then press Enter.",
        ),
    ),
    ErrorCode.KEY_MISSING: (
        QT_TRANSLATE_NOOP("Messages", "The program's HelseID key was not found."),
        QT_TRANSLATE_NOOP("Messages", "Tell your IT department to import the key again. What you typed is kept."),
    ),
    ErrorCode.KEY_NEWER: (
        QT_TRANSLATE_NOOP("Messages", "A newer version of this program has kept the key, in a way that this one does not know."),
        QT_TRANSLATE_NOOP("Messages", "Nothing of it was changed. Ask your IT department for the newer version."),
    ),
    ErrorCode.KEY_MALFORMED: (
        QT_TRANSLATE_NOOP("Messages", "The program's HelseID key cannot be used."),
        QT_TRANSLATE_NOOP("Messages", "Tell your IT department to import the key again. What you typed is kept."),
    ),
    ErrorCode.KEY_FORBIDDEN: (
        QT_TRANSLATE_NOOP("Messages", "This account may not read the machine's HelseID key."),
        QT_TRANSLATE_NOOP(
            "Messages", "Your IT department adds the account to the group that may read {file}. What you typed is kept."
        ),
    ),
    ErrorCode.KEY_EXPOSED: (
        QT_TRANSLATE_NOOP("Messages", "The file of the HelseID key is not protected as it must be, and is not used."),
        QT_TRANSLATE_NOOP(
            "Messages", "Your IT department corrects who may read and change {file} and its folder. What you typed is kept."
        ),
    ),
    ErrorCode.KEY_NOT_OURS: (
        QT_TRANSLATE_NOOP("Messages", "The program's HelseID key may only be replaced by its owner."),
        QT_TRANSLATE_NOOP("Messages", "Your IT department replaces it. What you typed is kept."),
    ),
    ErrorCode.KEY_EXPIRED: (
        QT_TRANSLATE_NOOP("Messages", "The program's HelseID key expired on {date}."),
        QT_TRANSLATE_NOOP(
            "Messages", "Your IT department makes a new key at HelseID Selvbetjening and takes it in. What you typed is kept."
        ),
    ),
    ErrorCode.KEY_BUSY: (
        QT_TRANSLATE_NOOP("Messages", "Another program is replacing the HelseID key just now."),
        QT_TRANSLATE_NOOP("Messages", "Wait a little and press Enter to try again."),
    ),
    ErrorCode.KEY_LOCK_FAILED: (
        QT_TRANSLATE_NOOP("Messages", "The HelseID key cannot be replaced: nothing can be written in {folder}."),
        QT_TRANSLATE_NOOP("Messages", "Make room there, or tell your IT department. Then press Enter to try again."),
    ),
    ErrorCode.VAULT_ABSENT: (
        QT_TRANSLATE_NOOP("Messages", "This machine has no password store that keeps the program's HelseID key."),
        QT_TRANSLATE_NOOP("Messages", "Tell your IT department. What you typed is kept."),
    ),
    ErrorCode.VAULT_LOCKED: (
        QT_TRANSLATE_NOOP("Messages", "The system's password store is locked."),
        QT_TRANSLATE_NOOP("Messages", "Press Enter to try again, and unlock it when the system asks for its password."),
    ),
    ErrorCode.VAULT_SLOW: (
        QT_TRANSLATE_NOOP("Messages", "The system's password store does not answer."),
        QT_TRANSLATE_NOOP("Messages", "Unlock it if the system asks for it, and press Enter to try again."),
    ),
    ErrorCode.VAULT_UNAVAILABLE: (
        QT_TRANSLATE_NOOP("Messages", "The system's password store reports an error."),
        QT_TRANSLATE_NOOP("Messages", "Press Enter to try again. If it goes on, tell your IT department."),
    ),
    ErrorCode.DISCOVERY_INVALID: (
        QT_TRANSLATE_NOOP("Messages", "HelseID's description of itself cannot be used."),
        _CALL_IT,
    ),
    ErrorCode.PORTS_BUSY: (
        QT_TRANSLATE_NOOP("Messages", "Another program uses the ports for the answer from the browser: {ports}."),
        QT_TRANSLATE_NOOP(
            "Messages", "Close other copies of this program and press Enter to try again, or tell your IT department."
        ),
    ),
    ErrorCode.PORTS_FORBIDDEN: (
        QT_TRANSLATE_NOOP("Messages", "The system lets no program use the ports for the answer from the browser: {ports}."),
        QT_TRANSLATE_NOOP(
            "Messages", "No other program is in the way. Tell your IT department: the system has reserved these ports."
        ),
    ),
    ErrorCode.PORTS_UNUSABLE: (
        QT_TRANSLATE_NOOP("Messages", "The ports for the answer from the browser cannot be used: {ports} ({reason})."),
        QT_TRANSLATE_NOOP("Messages", "Press Enter to try again. If it goes on, tell your IT department."),
    ),
    ErrorCode.BROWSER_NOT_STARTED: (
        QT_TRANSLATE_NOOP("Messages", "The browser could not be started."),
        QT_TRANSLATE_NOOP(
            "Messages", "Copy the login address and open it in a browser on this machine, or cancel and try again."
        ),
    ),
    ErrorCode.LOGIN_TIMEOUT: (
        QT_TRANSLATE_NOOP("Messages", "The login was not finished in time."),
        QT_TRANSLATE_NOOP(
            "Messages",
            "The page in the browser leads nowhere now: close it. Press Enter to start a new login. What you typed is kept.",
        ),
    ),
    ErrorCode.LOGIN_DENIED: (
        QT_TRANSLATE_NOOP("Messages", "The login was cancelled or refused in the browser."),
        QT_TRANSLATE_NOOP("Messages", "Press Enter to start a new login. What you typed is kept."),
    ),
    ErrorCode.LOGIN_REFUSED: (QT_TRANSLATE_NOOP("Messages", "HelseID refused the login."), _AGAIN),
    ErrorCode.OTHER_ISSUER: (
        QT_TRANSLATE_NOOP("Messages", "Another server than HelseID answered the login. The answer was not used."),
        QT_TRANSLATE_NOOP(
            "Messages",
            "Stop: do not log in again on this machine. Close the page in the browser and tell your IT department now.",
        ),
    ),
    ErrorCode.CLIENT_REFUSED: (
        QT_TRANSLATE_NOOP("Messages", "HelseID does not accept this program as it is set up."),
        QT_TRANSLATE_NOOP(
            "Messages",
            "Tell your IT department: the program's key may have been replaced or have expired, or its registration in HelseID "
            "is wrong. It is not your login.",
        ),
    ),
    ErrorCode.SCOPE_REFUSED: (
        QT_TRANSLATE_NOOP("Messages", "HelseID did not give this program the access that it needs."),
        QT_TRANSLATE_NOOP(
            "Messages", "Tell your IT department: the client must be granted every scope that it asks for. It is not your login."
        ),
    ),
    ErrorCode.TERMS_NOT_SIGNED: (
        QT_TRANSLATE_NOOP("Messages", "The organisation {orgnr} has not accepted the terms of the results service."),
        QT_TRANSLATE_NOOP(
            "Messages",
            "Tell your IT department: whoever may sign for the organisation accepts the terms of use. It is not your login.",
        ),
    ),
    ErrorCode.ORGANISATION_REFUSED: (
        QT_TRANSLATE_NOOP("Messages", "HelseID did not accept the organisation."),
        QT_TRANSLATE_NOOP("Messages", "Choose another organisation, or tell your IT department to register this one."),
    ),
    ErrorCode.DPOP_REQUIRED: (
        QT_TRANSLATE_NOOP("Messages", "The client is registered for bound tokens (DPoP), but the program is set to version 1."),
        QT_TRANSLATE_NOOP("Messages", "Tell your IT department: set api_version to 2, or change the registration."),
    ),
    ErrorCode.DPOP_REFUSED: (
        QT_TRANSLATE_NOOP("Messages", "HelseID refused the proof that this program owns its token."),
        _UNTRUSTED,
    ),
    ErrorCode.TOKEN_INVALID: (
        QT_TRANSLATE_NOOP("Messages", "HelseID's answer is not one that this program may trust, and was not used."),
        _UNTRUSTED,
    ),
    ErrorCode.TOKEN_AUDIENCE: (
        QT_TRANSLATE_NOOP("Messages", "The access that HelseID gave is for another service, and was not used."),
        QT_TRANSLATE_NOOP("Messages", "Tell your IT department: the client's access to the results service must be corrected."),
    ),
    ErrorCode.LEVEL_TOO_LOW: (
        QT_TRANSLATE_NOOP("Messages", "The login was not at security level 4."),
        QT_TRANSLATE_NOOP("Messages", "Log in again with BankID, Buypass or Commfides at the highest level."),
    ),
    ErrorCode.NO_HPR_NUMBER: (
        QT_TRANSLATE_NOOP("Messages", "The person who logged in has no number in the health personnel register (HPR)."),
        QT_TRANSLATE_NOOP("Messages", "Only authorised health personnel can look up results. Log in as yourself, or check HPR."),
    ),
    ErrorCode.CLOCK_WRONG: (
        QT_TRANSLATE_NOOP("Messages", "This machine's clock is wrong by {seconds} seconds."),
        QT_TRANSLATE_NOOP("Messages", "Set the clock right, or tell your IT department, and try again."),
    ),
    ErrorCode.PIN_WRONG: (
        QT_TRANSLATE_NOOP("Messages", "The PIN was wrong three times. The login was ended, and what was open is deleted."),
        QT_TRANSLATE_NOOP("Messages", "Log in to go on."),
    ),
    ErrorCode.SESSION_EXPIRED: (QT_TRANSLATE_NOOP("Messages", "Your login has expired."), _LOG_IN),
    ErrorCode.NOT_LOGGED_IN: (QT_TRANSLATE_NOOP("Messages", "You are not logged in."), _LOG_IN),
    ErrorCode.REQUEST_REFUSED: (
        QT_TRANSLATE_NOOP("Messages", "The service did not accept the question."),
        QT_TRANSLATE_NOOP("Messages", "Check the number, the basis and the role."),
    ),
    ErrorCode.LOGIN_NOT_ACCEPTED: (
        QT_TRANSLATE_NOOP("Messages", "{service} did not accept your login."),
        _LOG_IN,
    ),
    ErrorCode.ACCESS_REFUSED: (
        QT_TRANSLATE_NOOP("Messages", "The service refused access."),
        QT_TRANSLATE_NOOP(
            "Messages", "Check that the role and the organisation are right. This is not the same as «nothing found»."
        ),
    ),
    ErrorCode.NOTHING_MORE_TO_OPEN: (
        QT_TRANSLATE_NOOP("Messages", "There is nothing more that can be opened."),
        QT_TRANSLATE_NOOP("Messages", "The ordinary basis is in force again. If you miss a result, call the laboratory."),
    ),
    ErrorCode.OPENING_REFUSED: (
        QT_TRANSLATE_NOOP("Messages", "The service refused to open restricted results."),
        QT_TRANSLATE_NOOP("Messages", "The ordinary basis is in force again."),
    ),
    ErrorCode.CODE_LIST_UNUSABLE: (
        QT_TRANSLATE_NOOP("Messages", "The list of roles could not be updated."),
        QT_TRANSLATE_NOOP("Messages", "The copy at hand is used. You can go on working."),
    ),
    ErrorCode.JOURNAL_FULL: (
        QT_TRANSLATE_NOOP("Messages", "The access journal could not be written: there is no room left on the disk."),
        QT_TRANSLATE_NOOP(
            "Messages", "You can go on working. Tell your IT department now: look-ups are not being recorded here."
        ),
    ),
    ErrorCode.JOURNAL_NEWER: (
        QT_TRANSLATE_NOOP("Messages", "A newer version of this program has kept the access journal; it was left as it is."),
        QT_TRANSLATE_NOOP(
            "Messages",
            "You can go on working. Ask your IT department now for the newer version: look-ups are not being recorded here.",
        ),
    ),
    ErrorCode.JOURNAL_UNAVAILABLE: (
        QT_TRANSLATE_NOOP("Messages", "The access journal on this machine cannot be used."),
        QT_TRANSLATE_NOOP(
            "Messages", "You can go on working. Tell your IT department now: look-ups are not being recorded here."
        ),
    ),
    ErrorCode.SANDBOX_UNAVAILABLE: (
        QT_TRANSLATE_NOOP("Messages", "The sandbox could not be started."),
        QT_TRANSLATE_NOOP("Messages", "Install the program again, with all that belongs to it, and start it anew."),
    ),
    ErrorCode.INTERNAL: (
        QT_TRANSLATE_NOOP("Messages", "Something went wrong in the program itself."),
        QT_TRANSLATE_NOOP("Messages", "Try again. If it keeps happening, tell the support desk; the log has the details."),
    ),
}

SESSION_ENDS: dict[SessionEnd, tuple[str, str]] = {
    SessionEnd.LOGGED_OUT: (QT_TRANSLATE_NOOP("Messages", "You are logged out."), ""),
    SessionEnd.REFUSED: (QT_TRANSLATE_NOOP("Messages", "HelseID has ended your login."), _LOG_IN),
    SessionEnd.EXPIRED: (QT_TRANSLATE_NOOP("Messages", "Your login has expired."), _LOG_IN),
    SessionEnd.RENEWAL_FAILED: (QT_TRANSLATE_NOOP("Messages", "Your login could not be renewed."), _LOG_IN),
}


class _Given(dict[str, str]):
    """The values of a message; a missing one shows as a dash, never as an error."""

    def __missing__(self, key: str) -> str:
        return "–"


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


def _messages_tr(text: str) -> str:
    return QCoreApplication.translate("Messages", text) if text else ""


class Service(StrEnum):
    """Who failed, as people know it. The value: source text of context "Messages"."""

    LOGIN = "HelseID (login)"
    RESULTS = "Pasientens prøvesvar (results)"
    UNKNOWN = "The service"


_SERVICES = (
    QT_TRANSLATE_NOOP("Messages", "HelseID (login)"),
    QT_TRANSLATE_NOOP("Messages", "Pasientens prøvesvar (results)"),
    QT_TRANSLATE_NOOP("Messages", "The service"),
    QT_TRANSLATE_NOOP("Messages", "the service"),
)  # for the tool that collects them


# Of a service that cannot be reached: from where it can. In the place of what ``ERRORS`` says is to be done.
_REACHED_FROM = {
    Service.LOGIN: QT_TRANSLATE_NOOP(
        "Messages", "Check that this machine is on the Internet, and press Enter to try again. What you typed is kept."
    ),
    Service.RESULTS: QT_TRANSLATE_NOOP(
        "Messages",
        "In production it can be reached from Helsenettet only, and HelseID needs the Internet at the same time. Check the "
        "network, and press Enter to try again. What you typed is kept.",
    ),
}


def of_error(error: AppError, service: Service = Service.UNKNOWN) -> Words:
    """The words of an expected error of ``service``."""
    what, do = ERRORS[error.code]
    if error.code is ErrorCode.NO_NETWORK:
        do = _REACHED_FROM.get(service, do)
    if do == _AGAIN and not error.correlation_id:
        do = _AGAIN_WITHOUT
    inside = service is Service.UNKNOWN and not _messages_tr(what).startswith(
        "{service}"
    )  # no name of its own, within a sentence
    who = _messages_tr("the service" if inside else service.value)
    given = _Given({name: value for name, value in error.params.items() if value} | {"service": who})
    given |= {"where": where(error.params), "why": why(error.params)}
    if given.get("entry"):
        given["setting"] = named(error.params)
    if error.also:
        return Words(what=several(error), do=_messages_tr(ERRORS[ErrorCode.SETTINGS_INVALID][1]))
    if given.get("kind") == "absent":
        what = _NO_FILE
    if given.get("fault"):
        what = BECAUSE
    return Words(what=_messages_tr(what).format_map(given), do=_messages_tr(do).format_map(given))


def of_session_end(end: SessionEnd) -> Words:
    """The words of a session that ended."""
    what, do = SESSION_ENDS[end]
    return Words(what=_messages_tr(what), do=_messages_tr(do))


def of_login_step(step: LoginStep) -> str:
    """The name of a step of the login."""
    return _messages_tr(LOGIN_STEPS[step])


def of_lookup(progress: LookupProgress) -> str:
    """The name of a step of the look-up, with how much has come (invariant 11)."""
    step = _messages_tr(LOOKUP_STEPS[progress.step])
    if progress.step is LookupStep.DONE or not progress.fetched:
        return step
    if progress.total is None:
        return _messages_tr(QT_TRANSLATE_NOOP("Messages", "Still fetching: {fetched} so far. {step}")).format(
            fetched=progress.fetched, step=step
        )
    return _messages_tr(QT_TRANSLATE_NOOP("Messages", "Still fetching: {fetched} of {total}. {step}")).format(
        fetched=progress.fetched, total=progress.total, step=step
    )


def browser_not_started() -> Words:
    """No browser came up."""
    return of_error(AppError(ErrorCode.BROWSER_NOT_STARTED), Service.LOGIN)


def of_login_trouble(progress: LoginProgress) -> Words | None:
    """What the person has to know of a login that goes on, in the window and at the cover alike."""
    if not progress.browser_started:
        return browser_not_started()
    if progress.stray_answer:
        return Words(
            what=_messages_tr(
                QT_TRANSLATE_NOOP("Messages", "An answer from the browser that does not belong to this login was ignored.")
            ),
            do=_messages_tr(
                QT_TRANSLATE_NOOP("Messages", "The login is still waiting. If its page is gone, open the browser again.")
            ),
        )
    return None
