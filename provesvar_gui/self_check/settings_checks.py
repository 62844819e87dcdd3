"""The checks of the settings with their origins, the administrator's file, the program's folders and the client."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Final

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.config import HelseIdConfig
from provesvar_gui.helseid.keys.key_ring import PlaceKind
from provesvar_gui.platform.files import others_may_change
from provesvar_gui.platform.process import Presence, presence
from provesvar_gui.platform.runtime import on_daemon_thread
from provesvar_gui.self_check.findings import CheckResult, Detail, Grade, Item, State
from provesvar_gui.settings.settings import SETTINGS, PolicyReason, SettingOrigin, builtin

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from provesvar_gui.self_check.mailable import Mailable
    from provesvar_gui.self_check.surroundings import Surroundings
    from provesvar_gui.settings.settings import Settings

_TROUBLE = {
    ErrorCode.SETTINGS_UNREADABLE: State.SETTINGS_UNREADABLE,
    ErrorCode.SETTINGS_INVALID: State.SETTINGS_INVALID,
    ErrorCode.SETTINGS_REFUSED: State.SETTINGS_REFUSED,
}


def client_config(settings: Settings) -> HelseIdConfig:
    """The client of these settings. Raises AppError: CLIENT_NOT_CONFIGURED, SETTINGS_INVALID."""
    client = settings.helseid
    return HelseIdConfig(
        authority=client.authority,
        client_id=client.client_id,
        redirect_uris=client.redirect_uris,
        scopes=client.scopes,
        api_version=settings.pps.api_version,
        acr_values=client.acr_values,
        send_dpop_jkt=client.dpop_jkt,
        scope_on_refresh=client.scope_on_refresh,
        multi_tenant_parent=client.multi_tenant_parent,
    )


async def check_settings(around: Surroundings) -> CheckResult:
    safe, settings, error = around.safe, around.settings, around.trouble
    if error is not None:
        faults = tuple(_fault(safe, one) for one in (error, *error.also))
        if len(faults) == 1:
            return faults[0]
        given = {"count": str(len(faults))}
        return CheckResult(item=Item.SETTINGS, state=State.SETTINGS_SEVERAL, given=given, faults=faults)
    given = {"profile": settings.profile.name, "file": safe.path(str(around.file))}
    details = tuple(
        Detail(name=name, value=shown(safe, name, settings.value_of(name)), origin=settings.origin_of(name)) for name in SETTINGS
    )
    if around.sandbox:
        return CheckResult(item=Item.SETTINGS, state=State.SETTINGS_PRACTICE, details=details)
    if settings.unknown_keys:
        names = ", ".join(safe.name(name) for name in settings.unknown_keys[:10])
        return CheckResult(item=Item.SETTINGS, state=State.SETTINGS_STRANGE, given={**given, "names": names}, details=details)
    return CheckResult(item=Item.SETTINGS, state=State.SETTINGS_GOOD, given=given, details=details)


def _fault(safe: Mailable, error: AppError) -> CheckResult:
    params = error.params
    given = {
        "file": safe.path(params.get("file", "")),
        "line": safe.text(params.get("line", "")),
        "setting": safe.name(params.get("setting", "")) if params.get("setting") else "",
        "allowed": params.get("allowed", ""),  # ours, by the setting's rule
        "reason": params.get("fault") or params.get("kind", ""),  # ours
    }
    absent = params.get("kind") == "absent"
    state = State.SETTINGS_ABSENT if absent else _TROUBLE.get(error.code, State.SETTINGS_UNREADABLE)
    if params.get("fault"):
        state = State.SETTINGS_WRONG if given["allowed"] else State.SETTINGS_NO_SUCH
    return CheckResult(item=Item.SETTINGS, state=state, given=given)


async def check_policy(around: Surroundings) -> CheckResult:
    path = around.places.policy
    if path is None:
        return CheckResult(item=Item.POLICY, state=State.POLICY_NOT_USED)
    given = {"file": around.safe.path(str(path))}
    there, readable = await on_daemon_thread(lambda: (presence(path), os.access(path, os.R_OK)))
    if there is Presence.ABSENT:
        return CheckResult(item=Item.POLICY, state=State.POLICY_NONE, given=given)
    if not readable:
        return CheckResult(item=Item.POLICY, state=State.POLICY_UNREADABLE, given=given)
    count = sum(around.settings.origin_of(name) is SettingOrigin.POLICY for name in SETTINGS)
    given["count"] = str(count)
    if around.platform == "win32":
        return CheckResult(item=Item.POLICY, state=State.POLICY_UNJUDGED, given=given)
    open_one = await on_daemon_thread(partial(_may_be_changed, path, around.administrator))
    return CheckResult(item=Item.POLICY, state=State.POLICY_OPEN if open_one else State.POLICY_THERE, given=given)


def _may_be_changed(path: Path, administrator: Callable[[], bool]) -> bool:
    """Whether this user, or others, can change the file or put another in its place."""
    places = (place for each in (path, path.resolve()) for place in (each, *list(each.parents)[:2]))
    mine = any(os.access(place, os.W_OK) for place in places) and not administrator()
    return mine or bool(others_may_change(path))


def bad_in_production(around: Surroundings) -> Grade:
    """Of what is not used in production, and is a warning elsewhere."""
    return Grade.RED if around.settings.is_prod else Grade.AMBER


async def check_folders(around: Surroundings) -> CheckResult:
    places, safe = around.places, around.safe
    named = (
        ("config", places.config), ("data", places.data), ("state", places.state), ("cache", places.cache),
        ("logs", places.logs), ("journal", places.journal),
    )  # fmt: skip
    details = tuple(Detail(name=name, value=safe.path(str(path))) for name, path in named)
    judged = await on_daemon_thread(lambda: [_folder_state(path) for _, path in named])
    state = next((bad for bad in (State.FOLDERS_UNUSABLE, State.FOLDERS_OPEN) if bad in judged), State.FOLDERS_GOOD)
    given = {"folders": ", ".join(detail.value for detail, found in zip(details, judged, strict=True) if found is state)}
    return CheckResult(item=Item.FOLDERS, state=state, given=given, details=details)


def _folder_state(path: Path) -> State:
    """Of one that is missing: whether it can be made, as it is when needed, private."""
    nearest = path
    while presence(nearest) is Presence.ABSENT and nearest != nearest.parent:
        nearest = nearest.parent
    if not os.path.isdir(nearest) or not os.access(nearest, os.W_OK | os.X_OK):
        return State.FOLDERS_UNUSABLE
    others = stat.S_IRWXG | stat.S_IRWXO
    if nearest != path or os.name == "nt" or not path.stat().st_mode & others & ~(stat.S_IXGRP | stat.S_IXOTH):
        return State.FOLDERS_GOOD  # Windows: the user's profile is private by its own rules
    return State.FOLDERS_OPEN


async def check_client(around: Surroundings) -> CheckResult:
    if around.trouble is not None:
        return CheckResult(item=Item.CLIENT, state=State.WAITS_FOR_SETTINGS)
    try:
        config = client_config(around.settings)
    except AppError as error:
        if error.code is ErrorCode.CLIENT_NOT_CONFIGURED and around.key_place.kind is PlaceKind.MACHINE:
            return CheckResult(item=Item.CLIENT, state=State.WAITS_FOR_KEY)
        if error.code is ErrorCode.CLIENT_NOT_CONFIGURED:
            return CheckResult(item=Item.CLIENT, state=State.CLIENT_NONE)
        setting = around.safe.name(f"helseid.{error.params.get('setting', '')}")
        return CheckResult(item=Item.CLIENT, state=State.CLIENT_WRONG, given={"setting": setting})
    details = (
        *(Detail(name="redirect_uri", value=around.safe.address(uri)) for uri in config.redirect_uris),
        Detail(name="scopes", value=" ".join(around.safe.text(scope) for scope in config.scopes)),
    )
    given = {"client": around.safe.text(config.client_id), "host": around.safe.address(config.authority)}
    return CheckResult(item=Item.CLIENT, state=State.CLIENT_GOOD, given=given, details=details)


# -- every setting, as a person may see it

_MANY: Final = 6  # entries of a table; of the rest how many there are


class SettingLock(StrEnum):
    """Whether the user's own file may say it."""

    OPEN = "open"
    POLICY = "policy"  # the administrator's file says it
    PROD = "prod"  # nobody has said it, and in prod only the administrator may
    SANDBOX = "sandbox"  # the sandbox reads no file
    UNKNOWN = "unknown"  # until the files can be read


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """A row of the settings page. ``why``: it decides something that only the policy may say in prod. ``allowed``: as in TOML."""

    name: str
    value: str
    origin: SettingOrigin
    lock: SettingLock
    why: PolicyReason | None
    allowed: str
    builtin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsOverview:
    """All rows of the settings page. ``trouble``: why the files cannot be used; the rows are what can be read of them then.

    ``own_file``, ``policy_file``: where they are looked for ("" for none), and whether they are there, or may be.
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
    lock = SettingLock.OPEN
    if sandbox:
        lock = SettingLock.SANDBOX
    elif settings.locked(name):
        lock = SettingLock.POLICY
    elif trouble:
        lock = SettingLock.UNKNOWN
    elif settings.is_prod and declared.policy_only is not None:
        lock = SettingLock.PROD
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
