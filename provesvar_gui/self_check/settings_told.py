"""Every setting as a person may see it: its value, who said it, whether it is locked and why, and what may stand there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from provesvar_gui.records.defaults import RULES, WHY_POLICY_ONLY, Why, builtin
from provesvar_gui.self_check.shown_setting import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.errors import AppError
    from provesvar_gui.records.settings import Origin, Settings
    from provesvar_gui.self_check.item import Mailable


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
    return tuple(_row(name, settings, safe, defaults, sandbox=sandbox, trouble=trouble) for name in RULES)


def _row(
    name: str, settings: Settings, safe: Mailable, defaults: Mapping[str, object], *, sandbox: bool, trouble: bool
) -> SettingRow:
    why = WHY_POLICY_ONLY.get(name)
    lock = Lock.OPEN
    if sandbox:
        lock = Lock.SANDBOX
    elif settings.locked(name):
        lock = Lock.POLICY
    elif trouble:
        lock = Lock.UNKNOWN
    elif settings.is_prod and why is not None:
        lock = Lock.PROD
    return SettingRow(
        name=name,
        value=shown(safe, name, settings.value_of(name), people=True),
        origin=settings.origin_of(name),
        lock=lock,
        why=why,
        allowed=RULES[name].allowed,
        builtin=shown(safe, name, "test" if name == "profile.name" else defaults[name], people=True),
    )
