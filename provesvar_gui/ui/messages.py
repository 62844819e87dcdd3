"""Texts of errors (what happened, what to do, the place in the guide), and of the steps of login and look-up.

The screen never shows ``str(exception)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.desk.actions import LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginStep, SessionEnd
from provesvar_gui.settings.files import REASONS
from provesvar_gui.ui.keys import Key, cap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.desk.actions import LookupProgress
    from provesvar_gui.helseid.model import LoginProgress


class Service(StrEnum):
    LOGIN = "HelseID (login)"
    RESULTS = "Pasientens prøvesvar (results)"
    UNKNOWN = "The service"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageText:
    what: str
    do: str


_TRY_AGAIN = "Try again. If it keeps happening, tell the support desk the reference."
_AGAIN_WITHOUT = "Try again. If it keeps happening, tell the support desk."  # without a reference that could be told
_TELL_IT = "Tell your IT department. What you typed is kept."
_AGAIN = "Press Enter to try again."
_PUT_IN = "Put the card or token in and press Enter to try again, or tell your IT department. What you typed is kept."
_TYPE_PIN = "Tell your IT department, which types it with provesvar-gui --token-pin. What you typed is kept."
_LAST_PIN = "The token takes one more try, and locks itself then: ask your IT department. What you typed is kept."
_UNTRUSTED = "Try again once. If it happens again, tell the support desk: it is not your login."
_LOG_IN = "Press Enter to log in again. What you typed is kept."
_WAIT = "Wait a little and press Enter to try again."
_CORRECT = "Correct the file, or tell your IT department. Then press Enter to try again. What you typed is kept."
_IMPORT = "Tell your IT department to import the key again. What you typed is kept."
_RETRY = "Press Enter to try again. If it goes on, tell your IT department."
_UNRECORDED = "You can go on working. Tell your IT department now: look-ups are not being recorded here."

#: What happened and what to do, by the place of the guide that helps.
_TABLE: dict[str, dict[ErrorCode, tuple[str, str]]] = {
    "failure#network": {
        ErrorCode.NO_NETWORK: (
            "There is no contact with {service}.",
            "Check the network connection.",
        ),
        ErrorCode.TIMEOUT: (
            "{service} did not answer in time.",
            _AGAIN,
        ),
        ErrorCode.CONNECTION_BROKEN: (
            "The connection to {service} was broken before the whole answer had come.",
            _AGAIN,
        ),
        ErrorCode.TLS_REJECTED: (
            "The secure connection was refused: the server's certificate is not trusted here.",
            "Nothing was sent. Tell your IT department: a certificate of the network may be missing.",
        ),
        ErrorCode.TLS_TOO_OLD: (
            "The encryption of the connection to {service} is too old.",
            "Nothing was sent. Tell your IT department: the connection must use TLS 1.2 or newer.",
        ),
        ErrorCode.PROXY_FAILED: (
            "The network's proxy did not let the program through.",
            "Tell your IT department: the proxy must let this program reach HelseID and the results service.",
        ),
    },
    "failure#service": {
        ErrorCode.UNEXPECTED_ANSWER: ("{service} answered with something that cannot be read.", _TRY_AGAIN),
        ErrorCode.SERVER_ERROR: ("{service} has an error of its own.", _TRY_AGAIN),
        ErrorCode.SERVER_BUSY: ("{service} is busy.", _WAIT),
    },
    "failure#settings": {
        ErrorCode.SETTINGS_UNREADABLE: ("The settings file cannot be read: {where}. {why}", _CORRECT),
        ErrorCode.SETTINGS_INVALID: ("A setting is not valid: {setting} in {where}. Allowed: {allowed}.", _CORRECT),
        ErrorCode.SETTINGS_REFUSED: (
            "This setting may only come from the machine's policy: {setting}.",
            "Remove it from {where}, or tell your IT department. Then press Enter to try again. What you typed is kept.",
        ),
        ErrorCode.CLIENT_NOT_CONFIGURED: (
            "This program has not been set up for HelseID yet.",
            "Set up the client, or ask your IT department to. Then press Enter.",
        ),
        ErrorCode.DISCOVERY_INVALID: ("HelseID's description of itself cannot be used.", _TELL_IT),
        ErrorCode.CLIENT_REFUSED: (
            "HelseID does not accept this program as it is set up.",
            "Tell your IT department: the program's key may have been replaced or have expired, or its registration in "
            "HelseID is wrong. It is not your login.",
        ),
        ErrorCode.SCOPE_REFUSED: (
            "HelseID did not give this program the access that it needs.",
            "Tell your IT department: the client must be granted every scope that it asks for. It is not your login.",
        ),
        ErrorCode.TERMS_NOT_SIGNED: (
            "The organisation {orgnr} has not accepted the terms of the results service.",
            "Tell your IT department: whoever may sign for the organisation accepts the terms of use. It is not your login.",
        ),
        ErrorCode.DPOP_REQUIRED: (
            "The client is registered for bound tokens (DPoP), but the program is set to version 1.",
            "Tell your IT department: set api_version to 2, or change the registration.",
        ),
        ErrorCode.TOKEN_AUDIENCE: (
            "The access that HelseID gave is for another service, and was not used.",
            "Tell your IT department: the client's access to the results service must be corrected.",
        ),
    },
    "failure#key": {
        ErrorCode.DRAFT_REFUSED: ("HelseID Selvbetjening did not take the new client.", "Check organisation number and API key."),
        ErrorCode.DRAFT_NOT_CONFIRMED: (
            "The new client was not confirmed in Selvbetjening.",
            "Nothing changed: begin again.",
        ),
        ErrorCode.KEY_MISSING: ("The program's HelseID key was not found.", _IMPORT),
        ErrorCode.KEY_NEWER: (
            "A newer version of this program has kept the key, in a way that this one does not know.",
            "Nothing of it was changed. Ask your IT department for the newer version.",
        ),
        ErrorCode.KEY_MALFORMED: ("The program's HelseID key cannot be used.", _IMPORT),
        ErrorCode.KEY_FORBIDDEN: (
            "This account may not read the machine's HelseID key.",
            "Your IT department adds the account to the group that may read {file}. What you typed is kept.",
        ),
        ErrorCode.KEY_EXPOSED: (
            "The file of the HelseID key is not protected as it must be, and is not used.",
            "Your IT department corrects who may read and change {file} and its folder. What you typed is kept.",
        ),
        ErrorCode.KEY_NOT_OURS: ("The program's HelseID key may only be replaced by its owner.", _TELL_IT),
        ErrorCode.KEY_EXPIRED: (
            "The program's HelseID key expired on {date}.",
            "Your IT department makes a new key at HelseID Selvbetjening and takes it in. What you typed is kept.",
        ),
        ErrorCode.KEY_BUSY: ("Another program is replacing the HelseID key just now.", _WAIT),
        ErrorCode.KEY_LOCK_FAILED: (
            "The HelseID key cannot be replaced: nothing can be written in {folder}.",
            "Make room there, or tell your IT department. Then press Enter to try again.",
        ),
        ErrorCode.KEY_STORE_ABSENT: ("The store of the program's HelseID key is not there: {store}.", _PUT_IN),
        ErrorCode.KEY_STORE_LOCKED: ("The store of the program's HelseID key is locked: {store}.", _TELL_IT),
        ErrorCode.KEY_STORE_PIN: ("The PIN for the program's HelseID key is missing or wrong: {store}.", _TYPE_PIN),
        ErrorCode.KEY_STORE_PIN_REFUSED: ("The PIN for the program's HelseID key was refused: {store}.", _TYPE_PIN),
        ErrorCode.KEY_STORE_FAILED: ("The store of the program's HelseID key reports an error: {store}.", _PUT_IN),
        ErrorCode.VAULT_ABSENT: ("This machine has no password store that keeps the program's HelseID key.", _TELL_IT),
        ErrorCode.VAULT_LOCKED: (
            "The system's password store is locked.",
            "Press Enter to try again, and unlock it when the system asks for its password.",
        ),
        ErrorCode.VAULT_SLOW: (
            "The system's password store does not answer.",
            "Unlock it if the system asks for it, and press Enter to try again.",
        ),
        ErrorCode.VAULT_UNAVAILABLE: ("The system's password store reports an error.", _RETRY),
    },
    "failure#browser": {
        ErrorCode.PORTS_BUSY: (
            "Another program uses the ports for the answer from the browser: {ports}.",
            "Close other copies of this program and press Enter to try again, or tell your IT department.",
        ),
        ErrorCode.PORTS_FORBIDDEN: (
            "The system lets no program use the ports for the answer from the browser: {ports}.",
            "No other program is in the way. Tell your IT department: the system has reserved these ports.",
        ),
        ErrorCode.PORTS_UNUSABLE: ("The ports for the answer from the browser cannot be used: {ports} ({reason}).", _RETRY),
        ErrorCode.BROWSER_NOT_STARTED: (
            "The browser could not be started.",
            "Copy the login address and open it in a browser on this machine, or cancel and try again.",
        ),
        ErrorCode.LOGIN_TIMEOUT: (
            "The login was not finished in time.",
            "The page in the browser leads nowhere now: close it. Press Enter to start a new login. What you typed is kept.",
        ),
        ErrorCode.LOGIN_DENIED: (
            "The login was cancelled or refused in the browser.",
            "Press Enter to start a new login. What you typed is kept.",
        ),
    },
    "failure#login": {
        ErrorCode.LOGIN_REFUSED: ("HelseID refused the login.", _TRY_AGAIN),
        ErrorCode.OTHER_ISSUER: (
            "Another server than HelseID answered the login. The answer was not used.",
            "Stop: do not log in again on this machine. Close the page in the browser and tell your IT department now.",
        ),
        ErrorCode.ORGANISATION_REFUSED: (
            "HelseID did not accept the organisation.",
            "Choose another organisation, or tell your IT department to register this one.",
        ),
        ErrorCode.DPOP_REFUSED: ("HelseID refused the proof that this program owns its token.", _UNTRUSTED),
        ErrorCode.TOKEN_INVALID: ("HelseID's answer is not one that this program may trust, and was not used.", _UNTRUSTED),
        ErrorCode.LEVEL_TOO_LOW: (
            "The login was not at security level 4.",
            "Log in again with BankID, Buypass or Commfides at the highest level.",
        ),
        ErrorCode.NO_HPR_NUMBER: (
            "The person who logged in has no number in the health personnel register (HPR).",
            "Only authorised health personnel can look up results. Log in as yourself, or check HPR.",
        ),
        ErrorCode.PIN_WRONG: (
            "The PIN was wrong three times. The login was ended, and what was open is deleted.",
            "Log in to go on.",
        ),
        ErrorCode.SESSION_EXPIRED: ("Your login has expired.", _LOG_IN),
        ErrorCode.NOT_LOGGED_IN: ("You are not logged in.", _LOG_IN),
        ErrorCode.LOGIN_NOT_ACCEPTED: ("{service} did not accept your login.", _LOG_IN),
    },
    "failure#clock": {
        ErrorCode.CLOCK_WRONG: (
            "This machine's clock is wrong by {seconds} seconds.",
            "Set the clock right, or tell your IT department, and try again.",
        ),
    },
    "failure#refused": {
        ErrorCode.REQUEST_REFUSED: ("The service did not accept the question.", "Check the number, the basis and the role."),
        ErrorCode.ACCESS_REFUSED: (
            "The service refused access.",
            "Check that the role and the organisation are right. This is not the same as «nothing found».",
        ),
    },
    "restricted#refused": {
        ErrorCode.NOTHING_MORE_TO_OPEN: ("Nothing was opened.", "The ordinary basis is in force again."),
        ErrorCode.OPENING_REFUSED: ("The service refused to open restricted results.", "The ordinary basis is in force again."),
    },
    "failure#program": {
        ErrorCode.CODE_LIST_UNUSABLE: (
            "The list of roles could not be updated.",
            "The copy at hand is used. You can go on working.",
        ),
        ErrorCode.SANDBOX_UNAVAILABLE: (
            "The sandbox could not be started.",
            "Install the program again, with all that belongs to it, and start it anew.",
        ),
        ErrorCode.INTERNAL: (
            "Something went wrong in the program itself.",
            "Try again. If it keeps happening, tell the support desk; the log has the details.",
        ),
    },
    "failure#journal": {
        ErrorCode.JOURNAL_FULL: ("The access journal could not be written: there is no room left on the disk.", _UNRECORDED),
        ErrorCode.JOURNAL_NEWER: (
            "A newer version of this program has kept the access journal; it was left as it is.",
            "You can go on working. Ask your IT department now for the newer version: look-ups are not being recorded here.",
        ),
        ErrorCode.JOURNAL_UNAVAILABLE: ("The access journal on this machine cannot be used.", _UNRECORDED),
    },
}
ERRORS: dict[ErrorCode, tuple[str, str, str]] = {
    code: (*words, place) for place, table in _TABLE.items() for code, words in table.items()
}


def codes_of_chapters(*chapters: str) -> set[ErrorCode]:
    return {code for chapter in chapters for code in _TABLE[chapter]}


_UNNAMED_SERVICE = "the service"  # in the middle of a sentence; ``Service.UNKNOWN`` begins one
_NO_FILE = "There is no such settings file: {where}."
_FILE_AND_LINE = "{file}, line {line}"
_ENTRY = "{setting}, entry {entry}"
_MORE = "And {count} more."  # the page of the settings has them all
# What to do where a service cannot be reached, instead of what ``ERRORS`` says: the network from which it can.
_UNREACHABLE = {
    Service.LOGIN: "Check that this machine is on the Internet.",
    Service.RESULTS: "Check the network (Helsenettet).",
}
#: In which the service was not reached: it knows no reference.
NOT_REACHED = {ErrorCode.NO_NETWORK, ErrorCode.TLS_REJECTED, ErrorCode.TLS_TOO_OLD, ErrorCode.PROXY_FAILED}
SESSION_ENDS: dict[SessionEnd, tuple[str, str]] = {
    SessionEnd.LOGGED_OUT: ("You are logged out.", ""),
    SessionEnd.REFUSED: ("HelseID has ended your login.", _LOG_IN),
    SessionEnd.EXPIRED: ("Your login has expired.", _LOG_IN),
    SessionEnd.RENEWAL_FAILED: ("Your login could not be renewed.", _LOG_IN),
}
LOGIN_STEPS = {
    LoginStep.KEY: "Fetching the program's key …",
    LoginStep.VAULT: "The system's password store is locked. Unlock it where the system asks for its password.",
    LoginStep.DISCOVERY: "Asking HelseID how to log in …",
    LoginStep.LISTENER: "Making ready for the answer from the browser …",
    LoginStep.PORTS: "Waiting for your turn: others on this machine are logging in …",
    LoginStep.PUSHED_REQUEST: "Announcing the login to HelseID …",
    LoginStep.BROWSER: "Log in in the browser",
    LoginStep.TOKEN: "Receiving the login …",
    LoginStep.AUDIENCE: "Getting access to the results service …",
    LoginStep.DONE: "Logged in.",
}
LOOKUP_STEPS = {
    LookupStep.SENDING: "Asking for results …",
    LookupStep.READING: "Reading the answer …",
    LookupStep.PAGING: "Fetching more …",
    LookupStep.COMPLETING: "Fetching what is missing …",
    LookupStep.DONE: "All results are fetched.",
}
_FETCHED = "Fetching: {fetched} so far …"
_FETCHED_OF = "Fetching: {fetched} of {total} …"
_UNMATCHED = (
    "An answer from the browser that does not belong to this login was ignored.",
    "The login is still waiting. If its page is gone, open the browser again.",
)


class _Values(dict[str, str]):
    """The values in a message; a missing one is shown as a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Messages", text) if text else ""


def of_error(error: AppError, service: Service = Service.UNKNOWN, key: Key = Key.LOOK_UP) -> MessageText:
    what, do, _ = ERRORS[error.code]
    again = ""
    if error.code is ErrorCode.NO_NETWORK:
        do, again = _UNREACHABLE.get(service, do), _AGAIN
    if do == _TRY_AGAIN and not error.correlation_id:
        do = _AGAIN_WITHOUT
    if do == _PUT_IN and error.params.get("kind") != "pkcs11":  # a TPM is not put in
        do = _RETRY
    if error.params.get("tries"):
        do = _LAST_PIN
    if error.params.get("kind") == "absent":
        what = _NO_FILE
    if key is Key.REFRESH:  # beside results, where a button says so, and nothing was typed
        do, again = "" if do in (_AGAIN, _TRY_AGAIN, _AGAIN_WITHOUT) else do, ""
    mid_sentence = service is Service.UNKNOWN and not _tr(what).startswith("{service}")
    values = _values(error.params)
    values["service"] = _tr(_UNNAMED_SERVICE if mid_sentence else service)
    more = f"\n{_tr(_MORE).format(count=len(error.also))}" if error.also else ""
    do = " ".join(map(_tr, filter(None, (do, again))))
    return MessageText(what=_tr(what).format_map(values) + more, do=do.replace("Enter", cap(key)).format_map(values))


def _values(params: Mapping[str, str]) -> _Values:
    values = _Values({name: value for name, value in params.items() if value})
    file = values["file"]
    values["where"] = _tr(_FILE_AND_LINE).format(file=file, line=values["line"]) if "line" in values else file
    values["why"] = QCoreApplication.translate("SelfCheck", REASONS.get(values["kind"], REASONS["other"]))
    if "entry" in values:
        values["setting"] = _tr(_ENTRY).format_map(values)
    return values


def of_session_end(end: SessionEnd, key: Key = Key.LOOK_UP) -> MessageText:
    what, do = SESSION_ENDS[end]
    return MessageText(what=_tr(what), do=_tr(do).replace("Enter", cap(key)))


def of_login_step(step: LoginStep) -> str:
    return _tr(LOGIN_STEPS[step])


def of_lookup(progress: LookupProgress) -> str:
    if progress.step is LookupStep.DONE or not progress.fetched:
        return _tr(LOOKUP_STEPS[progress.step])
    text = _FETCHED if progress.total is None else _FETCHED_OF
    return _tr(text).format(fetched=progress.fetched, total=progress.total)


def browser_not_started() -> MessageText:
    return of_error(AppError(ErrorCode.BROWSER_NOT_STARTED), Service.LOGIN)


def of_login_trouble(progress: LoginProgress) -> MessageText | None:
    if not progress.browser_started:
        return browser_not_started()
    return MessageText(what=_tr(_UNMATCHED[0]), do=_tr(_UNMATCHED[1])) if progress.unmatched_answer else None
