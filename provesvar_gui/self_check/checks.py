"""All checks of one self-check, put together; those of the settings, the client, the vault, the key, the ports and the journal.

Each within its time; what goes wrong in one is said of that one.
"""

from __future__ import annotations

import asyncio
import os
import platform
import ssl
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import provesvar_gui
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.key_ring import MachinePlace, PlaceKind
from provesvar_gui.helseid.model import HelseIdConfig
from provesvar_gui.paths import resource
from provesvar_gui.platform.access_list import EVERYBODY, changed_by, owner, read_by
from provesvar_gui.platform.files import why_others_can_write
from provesvar_gui.platform.process import may_be_there
from provesvar_gui.platform.runtime import on_daemon_thread
from provesvar_gui.self_check import findings
from provesvar_gui.self_check.findings import AMBER, GREEN, RED, UNKNOWN, CheckResult, Detail, Item, found, waits
from provesvar_gui.self_check.network_checks import Network, check_certificates, check_proxy
from provesvar_gui.settings.contacts import Contact
from provesvar_gui.settings.settings import SETTINGS, PolicyReason, SettingOrigin, builtin

if TYPE_CHECKING:
    import datetime
    from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from provesvar_gui.helseid.jose import Signer
    from provesvar_gui.self_check.findings import Listen, Surroundings
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


EACH_SECONDS = 9.0  # a network that fails is told within 8
SOON_DAYS = 30
_PROBE = "provesvar-self-check"


async def self_check(around: Surroundings, *, each_seconds: float = EACH_SECONDS) -> tuple[CheckResult, ...]:
    """Look at everything. Raises nothing but CancelledError."""
    network = Network(around)
    checks: dict[Item, Callable[[], Awaitable[CheckResult]]] = {
        Item.PROGRAM: around.program,
        Item.SETTINGS: partial(check_settings, around),
        Item.POLICY: partial(check_policy, around),
        Item.CLIENT: partial(check_client, around),
        Item.VAULT: partial(check_vault, around),
        Item.KEY: partial(check_key, around),
        Item.KEY_EXPIRY: partial(check_expiry, around),
        Item.CERTIFICATES: partial(check_certificates, around),
        Item.PROXY: partial(check_proxy, around),
        Item.HELSEID: network.check_helseid,
        Item.RESULTS: network.check_results,
        Item.CODE_LIST: network.check_code_list,
        Item.CLOCK: network.check_clock,
        Item.PORTS: partial(check_ports, around),
        Item.JOURNAL: partial(check_journal, around),
    }

    async def look_at(item: Item) -> CheckResult:
        try:
            async with asyncio.timeout(each_seconds):
                result = await checks[item]()
        except TimeoutError:
            seconds = f"{each_seconds:.0f}"
            result = found(UNKNOWN, "No answer within {seconds} seconds.", findings.RECHECK, seconds=seconds)
        except Exception as error:  # noqa: BLE001 - the check's own trouble, a bug of ours included: the others must still be told
            result = found(UNKNOWN, "It could not be checked ({kind}).", findings.RECHECK, kind=type(error).__name__)
        return replace(result, item=item)

    try:
        return tuple(await asyncio.gather(*map(look_at, checks)))
    finally:
        await network.aclose()


# -- settings, policy, client


async def check_settings(around: Surroundings) -> CheckResult:
    safe, settings = around.safe, around.settings
    if around.trouble is not None:
        parts = tuple(_fault(safe, one) for one in (around.trouble, *around.trouble.also))
        do = "Correct the file. The rest was checked by the policy and the built-in values."
        return CheckResult(RED, "Things in the settings that cannot be used: {count}", do, {"count": str(len(parts))}, (), parts)
    details = tuple(
        Detail(name=name, value=shown(safe, name, settings.value_of(name)), origin=settings.origin_of(name)) for name in SETTINGS
    )
    if around.sandbox:
        return found(GREEN, "The sandbox has its own settings, and reads no file.", "", details)
    profile, file = settings.profile.name, safe.path(str(around.file))
    if settings.unknown_keys:
        names = ", ".join(safe.name(name) for name in settings.unknown_keys[:10])
        strange = "Profile {profile}. Not known, and without effect: {names}. Own settings: {file}"
        return CheckResult(AMBER, strange, findings.NAMES, {"profile": profile, "names": names, "file": file}, details)
    return found(GREEN, "Profile {profile}. Own settings: {file}", "", details, profile=profile, file=file)


def _fault(safe: Mailable, error: AppError) -> tuple[str, Mapping[str, str]]:
    params = error.params
    given = {
        "file": safe.path(params.get("file", "")),
        "line": safe.text(params.get("line", "")),
        "setting": safe.name(params.get("setting", "")) if params.get("setting") else "",
        "allowed": params.get("allowed", ""),  # ours, by the setting's rule
        "reason": params.get("kind", ""),  # ours
    }
    kind = {ErrorCode.SETTINGS_INVALID: "invalid", ErrorCode.SETTINGS_REFUSED: "refused"}.get(error.code, "unreadable")
    if params.get("kind") == "absent":
        kind = "absent"
    return findings.SETTING[kind], given


async def check_policy(around: Surroundings) -> CheckResult:
    path, key = around.places.policy, around.places.registry
    if path is None:
        return found(GREEN, "The sandbox uses none.")
    file = around.safe.path(str(path))
    there, readable = await on_daemon_thread(lambda: (may_be_there(path), os.access(path, os.R_OK)))
    settings = around.settings
    in_registry = key is not None and SettingOrigin.REGISTRY in settings.origins.values()
    if not there and not in_registry:
        return found(GREEN, "There is none. It would be {file}", file=file)
    if there and not readable:
        return found(
            RED,
            "There may be one, but this account cannot read it: {file}",
            "Let every user read the file and its folder, and only administrators write them.",
            file=file,
        )
    if key is not None and in_registry and key.may_be_written() and not around.administrator():
        return found(RED, _CHANGED, "Let only administrators change the registry's key.", file=str(key))
    changed = await on_daemon_thread(partial(_may_be_changed, path, around)) if there else False
    if changed:
        return found(RED, _CHANGED, findings.ADMINISTRATORS, file=file)
    if settings.overruled:
        return CheckResult(
            AMBER,
            "{registry} counts, and {file} says otherwise: {names}",
            "Say it in one of the two places.",
            {"registry": str(key), "file": file, "names": ", ".join(settings.overruled)},
            tuple(
                Detail(name=name, value=shown(around.safe, name, value), origin=origin)
                for name, says in settings.overruled.items()
                for value, origin in ((settings.value_of(name), SettingOrigin.REGISTRY), (says, SettingOrigin.POLICY))
            ),
        )
    count = str(sum(map(settings.locked, SETTINGS)))
    where = "; ".join(([str(key)] if in_registry else []) + ([file] if there else []))
    if changed is None:
        return found(
            UNKNOWN,
            "Settings that are decided: {count}. {file} Its access list cannot be read.",
            "Look with icacls: only SYSTEM and administrators may change the file and its folder.",
            count=count,
            file=where,
        )
    return found(GREEN, "Settings that are decided: {count}. {file}", count=count, file=where)


_CHANGED = "Others than administrators can change it: {file}"


def _may_be_changed(path: Path, around: Surroundings) -> bool | None:
    """Whether others than administrators can change the file or put another in its place; None: Windows does not say."""
    if around.platform == "win32":
        with suppress(OSError):
            folder = changed_by(around.access_list(path.parent), folder=True)
            return bool(changed_by(around.access_list(path)) | folder)
        return None
    places = (place for each in (path, path.resolve()) for place in (each, *list(each.parents)[:2]))
    mine = any(os.access(place, os.W_OK) for place in places) and not around.administrator()
    return mine or bool(why_others_can_write(path))


async def check_client(around: Surroundings) -> CheckResult:
    safe = around.safe
    if around.trouble is not None:
        return waits()
    try:
        config = client_config(around.settings)
    except AppError as error:
        if error.code is ErrorCode.CLIENT_NOT_CONFIGURED:
            machine = around.key_place.kind is PlaceKind.MACHINE  # its key brings the client's id along
            do = findings.PROVISION if machine else findings.IMPORT
            return CheckResult(RED, "No client is set up: nobody can log in.", do, set_up=not machine)
        setting = safe.name(f"helseid.{error.params.get('setting', '')}")
        return found(
            RED,
            "This setting cannot be used for the login: {setting}.",
            "Set it as the client is registered at HelseID Selvbetjening.",
            setting=setting,
        )
    details = (
        *(Detail(name="redirect_uri", value=safe.address(uri)) for uri in config.redirect_uris),
        Detail(name="scopes", value=" ".join(safe.text(scope) for scope in config.scopes)),
    )
    client, host = safe.text(config.client_id), safe.address(config.authority)
    return found(GREEN, "{client} at {host}", "", details, client=client, host=host)


# -- the vault and the key


async def check_vault(around: Surroundings) -> CheckResult:
    """A locked vault is not opened: the system would ask for a password in the middle of nothing."""
    journal = around.settings.journal
    vault = kind = ""
    text = do = ""
    grade = RED
    try:
        vault = around.safe.text(await on_daemon_thread(around.vault_name))
        try:
            await around.vault.store(around.probe_name, _PROBE)
            if await around.vault.load(around.probe_name) == _PROBE:
                return found(GREEN, "Keeps, gives back and forgets ({vault}).", vault=vault)
            kind = "forgets"
        finally:
            with suppress(AppError):
                await around.vault.delete(around.probe_name)
    except AppError as error:
        text, do = findings.VAULT.get(error.code, ("", ""))
        grade = AMBER if error.code is ErrorCode.VAULT_LOCKED else RED
        kind = around.safe.text(error.detail.rpartition(": ")[2])
    except Exception as error:  # noqa: BLE001 - every backend raises families of its own
        kind = type(error).__name__
    in_use = around.key_place.kind is PlaceKind.VAULT or (journal.enabled and journal.key == "vault")
    if around.sandbox or not in_use:
        return found(GREEN, "None is open here, and none is needed.")
    if text:
        return CheckResult(grade, text, do, {"vault": vault})
    return found(RED, "It reports an error ({vault}, {kind}).", findings.LOG_IN_ANEW, vault=vault, kind=kind)


async def check_key(around: Surroundings) -> CheckResult:
    place = around.key_place
    machine, client_id = place.kind is PlaceKind.MACHINE, around.settings.helseid.client_id
    if around.trouble is not None or not (client_id or machine):
        return waits()
    get = findings.PROVISION if machine else findings.IMPORT
    try:
        ring = await place.load()
        key = ring.newest.key()
        if key.store:
            await key.signed({}, {})  # whether its store is there, and signs
    except AppError as error:
        if error.code not in findings.KEY:
            return waits()  # for the vault
        text, do = findings.KEY[error.code]
        why = {"why": around.safe.text(error.detail), "store": around.safe.text(error.params.get("store", ""))}  # ours
        return CheckResult(RED, text, do or get, why, set_up=not do and not machine)
    if client_id and ring.client_id and ring.client_id != client_id:
        return CheckResult(RED, "The key belongs to another client than the settings name.", get, set_up=not machine)
    if isinstance(place, MachinePlace) and around.platform == "win32":
        do = "Look with icacls: only SYSTEM and administrators may change it, and only those it is for may read it."
        changed = await on_daemon_thread(partial(_may_be_changed, place.path, around))
        if changed is None:
            return found(UNKNOWN, "There ({kind}). The access list of its file cannot be read.", do, kind=key_kind(key))
        if changed or await on_daemon_thread(lambda: bool(read_by(around.access_list(place.path)) & EVERYBODY)):
            return found(RED, "There ({kind}). Others can change its file, or everybody can read it.", do, kind=key_kind(key))
    if ring.newest.kind != around.settings.helseid.key_store and place.owned and not machine:
        return found(
            AMBER,
            "There ({kind}), and not where helseid.key_store wants it.",
            "The key's owner runs provesvar-gui --rotate-key. Logins work meanwhile.",
            kind=key_kind(key),
        )
    return found(GREEN, "There ({kind}).", kind=key_kind(key))


def key_kind(key: Signer) -> str:
    """Type, size, algorithm, and the store that it never leaves, in words that every language has."""
    size = f"RSA {key.rsa_bits}" if key.rsa_bits is not None else key.public_members.get("crv", "EC")
    return ", ".join(filter(None, (size, key.algorithm, key.store)))


async def check_expiry(around: Surroundings) -> CheckResult:
    machine = around.key_place.kind is PlaceKind.MACHINE
    if around.sandbox:
        return found(GREEN, "The sandbox's key is made anew at each start.")
    try:
        ring = await around.key_place.load()
    except AppError:
        return waits()
    result = judge_expiry(ring.newest.expires, around.now(), machine=machine)
    if ring.unfinished and result.grade in (GREEN, UNKNOWN):
        return found(
            AMBER,
            "A replacement of the key was begun and has not come to its end.",
            "The key's owner runs provesvar-gui --rotate-key. Logins work meanwhile.",
        )
    return result


_ASK_MACHINE_KEY = (
    "As the machine's administrator: provesvar-gui --rotate-key --days 30 asks HelseID Selvbetjening, and keeps the answer."
)
_ASK_KEY = (
    "The program asks a minute after a login, where the client has the grant client_credentials and the scope "
    "nhn:selvbetjening/client. Else see the client's page at HelseID Selvbetjening."
)


def judge_expiry(ends: datetime.datetime | None, now: datetime.datetime, *, machine: bool = False) -> CheckResult:
    """The finding for an expiry. Both times aware. ``machine``: it is the machine's key, which the administrator replaces."""
    if ends is None:
        return found(UNKNOWN, "It is not known when the key expires.", _ASK_MACHINE_KEY if machine else _ASK_KEY)
    left, date = ends - now, f"{ends:%d.%m.%Y}"
    if left.total_seconds() <= 0:
        do = findings.NEW_MACHINE_KEY if machine else findings.NEW_KEY
        text = "The key expired on {date}: HelseID does not take it."
        return CheckResult(RED, text, do, {"date": date}, set_up=not machine)
    if left.days < SOON_DAYS:
        return found(
            AMBER,
            "HelseID takes the key only until {date}. Days left: {days}.",
            "Replace the key before that day (provesvar-gui --rotate-key), or nobody can log in.",
            date=date,
            days=str(left.days),
        )
    return found(GREEN, "HelseID takes the key until {date}. Days left: {days}.", date=date, days=str(left.days))


# -- what the login and the look-ups need of the machine


async def check_ports(around: Surroundings) -> CheckResult:
    try_ports = partial(_try_ports, around.settings.helseid.redirect_uris, around.listen)
    free, used, refused = await on_daemon_thread(try_ports)
    ports, taken = ", ".join(free), ", ".join(used + refused)
    if free and not taken:
        return found(GREEN, "Free: {ports} (* is any). One is enough.", ports=ports)
    if free:
        return found(GREEN, "Free: {ports} (* is any). Not free: {taken}. One is enough.", ports=ports, taken=taken)
    if used:
        return found(AMBER, "In use: {taken}. A login waits for its turn.", findings.FREE_PORTS, taken=taken)
    return found(RED, "None is free: {taken}", findings.FREE_PORTS, taken=taken)


def _try_ports(uris: Sequence[str], listen: Listen) -> tuple[list[str], list[str], list[str]]:
    """Ports that are free, in use, or refused, with the system's reason; ``*`` is any."""
    free: list[str] = []
    used: list[str] = []
    refused: list[str] = []
    for uri in uris:
        port = urlsplit(uri).port
        name = "*" if port == 0 else str(80 if port is None else port)
        try:
            _, sockets = listen((uri,))
        except AppError as error:
            busy = error.code is ErrorCode.PORTS_BUSY
            (used if busy else refused).append(name if busy else f"{name} ({error.params.get('reason')})")
        else:
            for each in sockets:
                each.close()
            free.append(name)
    return free, used, refused


async def check_journal(around: Surroundings) -> CheckResult:
    """Whether it can be written and read. Whether it is whole is another question, which takes longer."""
    journal = around.settings.journal
    folder = around.safe.path(str(around.journal))
    if not journal.enabled:
        return found(
            AMBER, "Not kept: look-ups are not recorded on this machine.", "Set journal.enabled where your organisation wants it."
        )
    try:
        await on_daemon_thread(around.read_journal)
    except AppError as error:
        if error.code is ErrorCode.VAULT_LOCKED:
            return waits()
        if error.code is ErrorCode.JOURNAL_NEWER:
            text = "A newer version of this program has kept it, and this one leaves it as it is: {folder}"
            return found(RED, text, findings.NEWER, folder=folder)
        return found(
            RED,
            "It cannot be used: {folder}",
            "See the folder and the password store, then --check-journal. Look-ups are not recorded.",
            folder=folder,
        )
    if bool(journal.folder) and await on_daemon_thread(partial(_open_to_others, around.journal.parent, around)):
        text = "Others than its user can read or replace it: {folder}"
        return found(RED, text, findings.JOURNAL_RIGHTS, folder=folder)
    return found(GREEN, "Kept, in {folder}. Months: {months}", folder=folder, months=str(journal.months))


def _open_to_others(own: Path, around: Surroundings) -> bool:
    """Whether others can read or replace an account's folder in the one for all, or this account looks into another's.

    On Windows this account is the owner of its state folder. Raises OSError.
    """
    if around.platform == "win32":
        said, account = around.access_list(own), owner(around.access_list(around.places.state))
        if (changed_by(said) | read_by(said) | changed_by(around.access_list(own.parent), folder=True)) - {account}:
            return True
    elif why_others_can_write(own):
        return True
    with suppress(OSError):  # which folders there are is not to be read, and that is well
        return not around.administrator() and any(map(_opens, set(own.parent.iterdir()) - {own}))
    return False


def _opens(folder: Path) -> bool:
    with suppress(OSError), os.scandir(folder):
        return True
    return False


# -- the program itself: its versions, and that every part of it can be loaded

#: What nobody hears of where it is missing: ``keyring`` passes over it.
_VAULTS: Final = {
    "win32": ("keyring.backends.Windows", "win32ctypes.pywin32.pywintypes", "win32ctypes.pywin32.win32cred"),
    "darwin": ("keyring.backends.macOS",),
}
_RESOURCES = (("codes", "9060.json"), ("codes", "acute_analytes.json"), ("i18n", "provesvar_nb.qm"), ("pages", "login-done.html"))


def every_part() -> Iterator[str]:
    """Every module of the program, and this system's vault. None is loaded by being named, but for packages."""
    yield "provesvar_gui.app"  # whatever else is found or not
    yield from (module.name for module in walk_packages(provesvar_gui.__path__, "provesvar_gui."))
    yield from _VAULTS.get(sys.platform, ())


async def check_program(safe: Mailable, *, window: bool) -> CheckResult:
    """Versions, and that nothing is missing. ``window``: there is one in this process, so that all is loaded."""
    version = provesvar_gui.__version__
    missing = None if window else await on_daemon_thread(_missing)
    if missing is not None:
        text = "Prøvesvar {version}: a part cannot be loaded, {part} ({kind})."
        do = "Install the program again, with the system's packages that it needs."
        return found(RED, text, do, version=version, part=missing[0], kind=missing[1])
    return found(
        GREEN,
        "Prøvesvar {version}. Python {python}, Qt {qt}, {tls}, {system}.",
        version=version,
        python=platform.python_version(),
        qt=str(import_module("PySide6").__version__),
        tls=ssl.OPENSSL_VERSION,
        system=safe.text(f"{platform.system()} {platform.release()}".strip() or sys.platform),
    )


def _missing() -> tuple[str, str] | None:
    """The first part that cannot be loaded, and why; None where all can."""
    part = ""
    try:
        for part in every_part():
            import_module(part)
        for names in _RESOURCES:
            part = "/".join(names)
            resource(*names)
    except Exception as error:  # noqa: BLE001 - a library of the system that is missing, a file that is
        return part, type(error).__name__
    return None
