"""What the page of settings says: what each setting is for, and why one is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.records.settings import SETTINGS
from provesvar_gui.self_check.settings_told import Lock
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from provesvar_gui.self_check.settings_told import SettingRow, SettingsTold

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
    lines = [head, _translated(SETTINGS[row.name].says), _lock(row, told)]
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
    why = _translated(row.why.value) if row.why is not None else ""
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
