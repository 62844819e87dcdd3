"""The settings as a person may see them, each with its value, its origin and its lock; and the client that they describe."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from provesvar_gui.helseid.model import HelseIdConfig
from provesvar_gui.settings.contacts import Contact
from provesvar_gui.settings.settings import SETTINGS, PolicyReason, SettingOrigin, builtin

if TYPE_CHECKING:
    from provesvar_gui.errors import AppError
    from provesvar_gui.self_check.mailable import Mailable
    from provesvar_gui.settings.settings import Settings


def client_config(settings: Settings) -> HelseIdConfig:
    """The client of these settings. Raises AppError: CLIENT_NOT_CONFIGURED, SETTINGS_INVALID."""
    client = settings.helseid
    return HelseIdConfig(
        authority=client.authority,
        client_id=client.client_id,
        redirect_uris=client.redirect_uris,
        scopes=client.scopes,
        api_version=settings.pps.api_version,
        send_dpop_jkt=client.dpop_jkt,
        scope_on_refresh=client.scope_on_refresh,
        multi_tenant_parent=client.multi_tenant_parent,
        several_organisations=len(client.organisations) > 1,
    )


_MOST_ENTRIES: Final = 6  # entries of a table; of the rest how many there are


class SettingLock(StrEnum):
    """Whether the user's own file may say it."""

    OPEN = "open"
    POLICY = "policy"  # the administrator's file says it
    PROD = "prod"  # nobody has said it, and in prod only the administrator may
    SANDBOX = "sandbox"  # the sandbox reads no file
    UNKNOWN = "unknown"  # until the files can be read


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """A row of the settings page. ``why``: it decides something that only the policy may say in prod. ``allowed``: as in TOML.

    ``overruled``: what the policy's file says otherwise than the registry.
    """

    name: str
    value: str
    origin: SettingOrigin
    lock: SettingLock
    why: PolicyReason | None
    allowed: str
    builtin: str
    overruled: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsOverview:
    """All rows of the settings page. ``trouble``: why the files cannot be used; the rows have the readable values then.

    ``own_file``, ``policy_file``: where they are looked for ("" for none), and whether they are there, or may be. ``registry``:
    the key there that is a policy, too, on Windows.
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
    registry: str = ""

    @property
    def overruled(self) -> tuple[str, ...]:
        return tuple(row.name for row in self.rows if row.overruled)


def rows_of(settings: Settings, safe: Mailable, *, sandbox: bool, trouble: bool = False) -> tuple[SettingRow, ...]:
    """A row for each setting, in the order of the documentation. ``trouble``: the values are not those of the files."""
    defaults = builtin(settings.profile.name, settings.pps.api_version)

    def lock(name: str) -> SettingLock:
        if sandbox:
            return SettingLock.SANDBOX
        if settings.locked(name):
            return SettingLock.POLICY
        if trouble:
            return SettingLock.UNKNOWN
        return SettingLock.PROD if settings.is_prod and SETTINGS[name].policy is not None else SettingLock.OPEN

    return tuple(
        SettingRow(
            name=name,
            value=shown(safe, name, settings.value_of(name), people=True),
            origin=settings.origin_of(name),
            lock=lock(name),
            why=declared.policy,
            allowed=declared.rule.allowed,
            builtin=shown(safe, name, "test" if name == "profile.name" else defaults[name], people=True),
            overruled=shown(safe, name, settings.overruled[name], people=True) or "–" if name in settings.overruled else "",
        )
        for name, declared in SETTINGS.items()
    )


def shown(safe: Mailable, name: str, value: object, *, people: bool = False) -> str:
    """A value as text that can be shown and mailed. ``people``: on this machine's own screen, with the names of people."""
    if name.startswith("contact."):  # of people: in a report only whether there is any
        found = (value,) if isinstance(value, Contact) else value if isinstance(value, tuple) else ()
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
        return str(value) if value in ("system", "none") else safe.address(str(value))
    show = {"path": safe.path, "address": safe.address, "text": safe.text}[SETTINGS[name].rule.shown_as]
    if isinstance(value, tuple):
        return ", ".join(show(str(one)) for one in value)
    if isinstance(value, bool):
        return str(value).lower()
    return show(str(value)) if isinstance(value, str) else str(value)


def _listed(entries: list[str]) -> str:
    more = f"; … ({len(entries)})" if len(entries) > _MOST_ENTRIES else ""
    return "; ".join(entries[:_MOST_ENTRIES]) + more
