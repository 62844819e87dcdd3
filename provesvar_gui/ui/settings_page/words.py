"""What the page of settings says: what each setting is for, and why one is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.records.defaults import Why
from provesvar_gui.self_check.settings_told import Lock
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from provesvar_gui.self_check.settings_told import SettingRow, SettingsTold

MEANINGS = {
    "profile.name": QT_TRANSLATE_NOOP("Settings", "Which services: test (synthetic people only) or prod (real patients)."),
    "helseid.authority": QT_TRANSLATE_NOOP("Settings", "The address of HelseID."),
    "helseid.client_id": QT_TRANSLATE_NOOP("Settings", "The client that this program is at HelseID."),
    "helseid.key": QT_TRANSLATE_NOOP("Settings", "Whose key the client uses: each user's own, the machine's, or a file."),
    "helseid.machine_key": QT_TRANSLATE_NOOP("Settings", "Where the machine's key lies."),
    "helseid.no_vault": QT_TRANSLATE_NOOP("Settings", "What happens where the system has no password store."),
    "helseid.rotate_key": QT_TRANSLATE_NOOP("Settings", "How the client's key is replaced before it ends."),
    "helseid.selvbetjening_url": QT_TRANSLATE_NOOP("Settings", "The address of HelseID Selvbetjening."),
    "helseid.scopes": QT_TRANSLATE_NOOP("Settings", "What the login asks for."),
    "helseid.redirect_uris": QT_TRANSLATE_NOOP("Settings", "Where the browser returns to after the login."),
    "helseid.post_logout_redirect_uri": QT_TRANSLATE_NOOP("Settings", "Where the browser returns to after the logout."),
    "helseid.organisations": QT_TRANSLATE_NOOP("Settings", "The points of care to choose from."),
    "helseid.multi_tenant_parent": QT_TRANSLATE_NOOP("Settings", "The legal entity, for a client that serves several."),
    "helseid.acr_values": QT_TRANSLATE_NOOP("Settings", "How strong the login must be."),
    "helseid.dpop_jkt": QT_TRANSLATE_NOOP("Settings", "Whether the login is bound to this program's key from its start."),
    "helseid.scope_on_refresh": QT_TRANSLATE_NOOP(
        "Settings", "Whether the access to results is named anew when the point of care is set."
    ),
    "helseid.userinfo": QT_TRANSLATE_NOOP("Settings", "Whether HelseID is asked what the clinician is authorised as."),
    "pps.base_url": QT_TRANSLATE_NOOP("Settings", "The address of Pasientens prøvesvar."),
    "pps.api_version": QT_TRANSLATE_NOOP("Settings", "The version of the service's interface."),
    "pps.includes": QT_TRANSLATE_NOOP("Settings", "What comes along with each report."),
    "pps.includes_iterate": QT_TRANSLATE_NOOP("Settings", "What comes along with what came along."),
    "pps.page_size": QT_TRANSLATE_NOOP("Settings", "Reports fetched at a time."),
    "pps.other_identifier": QT_TRANSLATE_NOOP(
        "Settings", "What becomes of a report on another kind of number or an invalid one."
    ),
    "pps.history_from": QT_TRANSLATE_NOOP("Settings", "When the service's answers begin: older ones may be missing."),
    "pps.outcomes": QT_TRANSLATE_NOOP("Settings", "What the service's refusals mean, and which can be opened."),
    "pps.direct_elevated": QT_TRANSLATE_NOOP(
        "Settings", "Whether opening may be chosen before anything restricted was reported."
    ),
    "opening.seconds": QT_TRANSLATE_NOOP("Settings", "How long opened results stay open, in seconds."),
    "opening.reason": QT_TRANSLATE_NOOP("Settings", "Whether a reason is asked for before opening."),
    "contact.privacy": QT_TRANSLATE_NOOP("Settings", "Whom to call about results that cannot be opened."),
    "contact.support": QT_TRANSLATE_NOOP("Settings", "Whom to call about this program and the login."),
    "contact.laboratories": QT_TRANSLATE_NOOP("Settings", "The laboratories to call when a service is away."),
    "kodeverk.url": QT_TRANSLATE_NOOP("Settings", "The address of the list of roles (9060)."),
    "lock.idle_seconds": QT_TRANSLATE_NOOP("Settings", "Seconds without use before the window locks."),
    "lock.wipe_seconds": QT_TRANSLATE_NOOP(
        "Settings", "Seconds without use before the patient is wiped and the session is ended as well."
    ),
    "lock.bedside": QT_TRANSLATE_NOOP("Settings", "Whether a key keeps results up for 15 minutes."),
    "lock.proof": QT_TRANSLATE_NOOP("Settings", "What lifts the lock."),
    "privacy.screen_capture": QT_TRANSLATE_NOOP("Settings", "Whether other programs' pictures of the screen show the windows."),
    "privacy.wipe_seconds": QT_TRANSLATE_NOOP("Settings", "Seconds before hidden results are forgotten."),
    "privacy.clipboard_seconds": QT_TRANSLATE_NOOP("Settings", "Seconds that a copy stays on the clipboard."),
    "network.proxy": QT_TRANSLATE_NOOP("Settings", "What requests pass through."),
    "network.ca_file": QT_TRANSLATE_NOOP("Settings", "Certificates trusted besides the system's."),
    "acute.local_codes": QT_TRANSLATE_NOOP("Settings", "Which laboratory's own code is which analyte of the overview."),
    "journal.enabled": QT_TRANSLATE_NOOP("Settings", "Whether the access journal is kept on this machine."),
    "journal.months": QT_TRANSLATE_NOOP("Settings", "How many months the journal's lines are kept."),
    "journal.key": QT_TRANSLATE_NOOP("Settings", "Where the journal's key rests."),
    "ui.language": QT_TRANSLATE_NOOP("Settings", "The language of the screen. At the next start."),
    "ui.flight_check": QT_TRANSLATE_NOOP("Settings", "Whether the services are asked at the start of a shift if they answer."),
    "ui.drill": QT_TRANSLATE_NOOP("Settings", "Whether a drill with synthetic people may be begun."),
    "ui.tray": QT_TRANSLATE_NOOP("Settings", "Whether the program stays in the tray, locked, when its window is closed."),
    "ui.global_shortcut": QT_TRANSLATE_NOOP("Settings", "The key that takes a selected number from any program."),
    "log.level": QT_TRANSLATE_NOOP("Settings", "How much is written in the log. At the next start."),
}
_WHY = {
    Why.WHERE: QT_TRANSLATE_NOOP("Settings", "it decides where requests go, and through what"),
    Why.LOGIN: QT_TRANSLATE_NOOP("Settings", "it protects the login and the key"),
    Why.OPENING: QT_TRANSLATE_NOOP("Settings", "it decides how restricted results are opened"),
    Why.SEEN: QT_TRANSLATE_NOOP("Settings", "it decides who else can see the screen"),
    Why.SHOWN: QT_TRANSLATE_NOOP("Settings", "it decides which result is shown as what"),
    Why.RECORDED: QT_TRANSLATE_NOOP("Settings", "it decides what is recorded of look-ups"),
}
_ORIGINS = {
    "builtin": QT_TRANSLATE_NOOP("Settings", "Built in"),
    "user": QT_TRANSLATE_NOOP("Settings", "Own file"),
    "command-line": QT_TRANSLATE_NOOP("Settings", "Start command"),
    "policy": QT_TRANSLATE_NOOP("Settings", "Administrator"),
}
_LOCKED = QT_TRANSLATE_NOOP("Settings", "Locked")
_OPEN = QT_TRANSLATE_NOOP("Settings", "Yours to set")
_BY_POLICY = QT_TRANSLATE_NOOP("Settings", "Locked: your administrator has decided it, in {file}.")
_BY_POLICY_WHY = QT_TRANSLATE_NOOP("Settings", "Locked: your administrator has decided it, in {file}, since {why}.")
_BY_PROD = QT_TRANSLATE_NOOP("Settings", "Locked: in production only your administrator may decide it, since {why}.")
_BY_SANDBOX = QT_TRANSLATE_NOOP("Settings", "Locked: the sandbox has its own settings, and reads no file.")
_YOURS = QT_TRANSLATE_NOOP("Settings", "You may set it yourself, in {file}.")
_ALLOWED = QT_TRANSLATE_NOOP("Settings", "Allowed: {allowed}")
_BUILTIN = QT_TRANSLATE_NOOP("Settings", "Built in: {value}")
_STRANGE = QT_TRANSLATE_NOOP("Settings", "Not known to this version, and without effect: {names}")
_PROFILE_TEST = QT_TRANSLATE_NOOP("Settings", "Profile test: synthetic people only.")
_PROFILE_PROD = QT_TRANSLATE_NOOP("Settings", "Profile prod: real patients.")
_PROFILE_SANDBOX = QT_TRANSLATE_NOOP("Settings", "The sandbox: synthetic people only, on this machine.")
_FILES = QT_TRANSLATE_NOOP("Settings", "Own settings: {own}. Administrator's policy: {policy}.")
_NO_FILE = QT_TRANSLATE_NOOP("Settings", "{file} (not there)")
_NONE = QT_TRANSLATE_NOOP("Settings", "none")
_IN_FORCE = QT_TRANSLATE_NOOP(
    "Settings", "Until then nobody is asked anything. Below: what could be read, and the built-in values."
)
_BAD = QT_TRANSLATE_NOOP("Settings", "What the file says cannot be used")
_UNKNOWN = QT_TRANSLATE_NOOP("Settings", "Who decides is not known until the files can be read.")
_PROFILES = {"test": _PROFILE_TEST, "prod": _PROFILE_PROD}


def origin(row: SettingRow) -> str:
    """Who said it."""
    return _translated(_ORIGINS[row.origin.value])


def who_decides(row: SettingRow) -> str:
    """In two words, for the table."""
    if row.lock is Lock.UNKNOWN:
        return "–"
    return _translated(_OPEN if row.lock is Lock.OPEN else _LOCKED)


def meaning(name: str) -> str:
    """What a setting is for."""
    return _translated(MEANINGS[name])


def bad(row: SettingRow, told: SettingsTold) -> bool:
    """Whether what the file says there cannot be used."""
    trouble = told.trouble
    return trouble is not None and any(one.params.get("setting") == row.name for one in (trouble, *trouble.also))


def value(row: SettingRow, told: SettingsTold) -> str:
    """What counts; where the file's word cannot be used, that, and no value that nobody meant."""
    return _translated(_BAD) if bad(row, told) else row.value or "–"


def whole(row: SettingRow, told: SettingsTold) -> str:
    """All about one setting."""
    head = f"{row.name}: {_translated(_BAD)}" if bad(row, told) else f"{row.name} = {row.value or '–'}"
    lines = [head, meaning(row.name), _lock(row, told)]
    lines.append(_translated(_ALLOWED).format(allowed=row.allowed))
    lines.append(_translated(_BUILTIN).format(value=row.builtin or "–"))
    return "\n".join(lines)


def summary(told: SettingsTold) -> str:
    """Which services, which files, and what in them nobody knows."""
    if told.sandbox:
        return _translated(_PROFILE_SANDBOX)
    own, policy = _file(told.own_file, there=told.own_there), _file(told.policy_file, there=told.policy_there)
    lines = [_translated(_PROFILES[told.profile])] if told.trouble is None else [_translated(_IN_FORCE)]
    lines.append(_translated(_FILES).format(own=own, policy=policy))
    if told.unknown:
        lines.append(_translated(_STRANGE).format(names=", ".join(told.unknown)))
    return "\n".join(lines)


def _file(path: str, *, there: bool) -> str:
    if not path:
        return _translated(_NONE)
    return path if there else _translated(_NO_FILE).format(file=path)


def _lock(row: SettingRow, told: SettingsTold) -> str:
    why = _translated(_WHY[row.why]) if row.why is not None else ""
    match row.lock:
        case Lock.POLICY:
            return _translated(_BY_POLICY_WHY if why else _BY_POLICY).format(file=told.policy_file, why=why)
        case Lock.PROD:
            return _translated(_BY_PROD).format(why=why)
        case Lock.SANDBOX:
            return _translated(_BY_SANDBOX)
        case Lock.UNKNOWN:
            return _translated(_UNKNOWN)
        case Lock.OPEN:
            return _translated(_YOURS).format(file=told.own_file)


def _translated(text: str) -> str:
    return QCoreApplication.translate("Settings", text)
