"""Every setting as a person may see it: its value, who said it, whether it is locked and why, and what may stand there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from provesvar_gui.settings.settings import SETTINGS, Why, builtin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.errors import AppError
    from provesvar_gui.self_check.item import Mailable
    from provesvar_gui.settings.settings import Origin, Settings

_MANY: Final = 6  # entries of a table; of the rest how many there are


class Lock(StrEnum):
    """Whether the user's own file may say it."""

    OPEN = "open"
    POLICY = "policy"  # the administrator's file says it
    PROD = "prod"  # nobody has said it, and in prod only the administrator may
    SANDBOX = "sandbox"  # the sandbox reads no file
    UNKNOWN = "unknown"  # until the files can be read


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """``why``: what it decides, where that is why a user's file may not say it in prod. ``builtin``: the value without any file.

    ``allowed``: what may stand there, as TOML has it.
    """

    name: str
    value: str
    origin: Origin
    lock: Lock
    why: Why | None
    allowed: str
    builtin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsTold:
    """``trouble``: why the files cannot be used; the rows are what can be read of them then, and built-in values.

    ``own_file``, ``policy_file``: where they are looked for ("" for none), and whether they are there, or may be.
    ``unknown``: names in them that this version does not know.
    """

    rows: tuple[SettingRow, ...]
    profile: str
    sandbox: bool
    trouble: AppError | None
    own_file: str
    own_there: bool
    policy_file: str
    policy_there: bool
    unknown: tuple[str, ...] = ()


def rows_of(settings: Settings, safe: Mailable, *, sandbox: bool, trouble: bool = False) -> tuple[SettingRow, ...]:
    """A row for each setting, in the order of the documentation. ``trouble``: these are not what the files say."""
    defaults = builtin(settings.profile.name, settings.pps.api_version)
    return tuple(_row(name, settings, safe, defaults, sandbox=sandbox, trouble=trouble) for name in SETTINGS)


def _row(
    name: str, settings: Settings, safe: Mailable, defaults: Mapping[str, object], *, sandbox: bool, trouble: bool
) -> SettingRow:
    declared = SETTINGS[name]
    lock = Lock.OPEN
    if sandbox:
        lock = Lock.SANDBOX
    elif settings.locked(name):
        lock = Lock.POLICY
    elif trouble:
        lock = Lock.UNKNOWN
    elif settings.is_prod and declared.policy_only is not None:
        lock = Lock.PROD
    return SettingRow(
        name=name,
        value=shown(safe, name, settings.value_of(name), people=True),
        origin=settings.origin_of(name),
        lock=lock,
        why=declared.policy_only,
        allowed=declared.rule.allowed,
        builtin=shown(safe, name, "test" if name == "profile.name" else defaults[name], people=True),
    )


def shown(safe: Mailable, name: str, value: object, *, people: bool = False) -> str:
    """A value as text that can be shown and mailed. ``people``: on this machine's own screen, with the names of people."""
    if name.startswith("contact."):  # of people: in a report only whether there is any
        found = value if isinstance(value, tuple) else (value,) if value else ()
        return ", ".join(safe.text(one.line) for one in found) if people else "(…)" if found else ""
    if name == "acute.local_codes" and isinstance(value, tuple):
        return _listed([f"{safe.text(one.code)} = {one.analyte}" for one in value])
    if name == "pps.outcomes" and isinstance(value, tuple):
        return _listed([f"{safe.text(code)}: {one.screen}{', openable' if one.openable else ''}" for code, one in value])
    if name == "helseid.organisations" and isinstance(value, tuple):
        if people:
            return ", ".join(safe.text(f"{entry.name} ({entry.orgnr})") for entry in value)
        return ", ".join(safe.text(entry.orgnr) for entry in value)  # a person's own firm may bear their name
    if name == "network.proxy":
        return str(value) if value in ("system", "none") else safe.proxy(str(value))
    show = {"path": safe.path, "address": safe.address, "text": safe.text}[SETTINGS[name].rule.shown_as]
    if isinstance(value, tuple):
        return ", ".join(show(str(one)) for one in value)
    if isinstance(value, bool):
        return str(value).lower()
    return show(str(value)) if isinstance(value, str) else str(value)


def _listed(entries: list[str]) -> str:
    more = f"; … ({len(entries)})" if len(entries) > _MANY else ""
    return "; ".join(entries[:_MANY]) + more
