"""All checks of one self-check, put together; those of the vault, the key, the ports and the journal.

Each within its time; what goes wrong in one is said of that one.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.key_ring import PlaceKind
from provesvar_gui.platform.runtime import on_daemon_thread
from provesvar_gui.self_check import settings_checks
from provesvar_gui.self_check.findings import CheckResult, Grade, Item, State
from provesvar_gui.self_check.network_checks import Network, check_certificates, check_proxy

if TYPE_CHECKING:
    import datetime
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.self_check.surroundings import Listen, Surroundings

EACH_SECONDS = 9.0  # a network that fails is told within 8
SOON_DAYS = 30
_ADVISED_RSA_BITS = 3072
_PROBE = "provesvar-self-check"
_VAULT_STATES = {
    ErrorCode.VAULT_ABSENT: State.VAULT_ABSENT,
    ErrorCode.VAULT_LOCKED: State.VAULT_LOCKED,
    ErrorCode.VAULT_SLOW: State.VAULT_SLOW,
}
_KEY_STATES = {
    ErrorCode.KEY_MISSING: State.KEY_MISSING,
    ErrorCode.KEY_MALFORMED: State.KEY_UNUSABLE,
    ErrorCode.KEY_NEWER: State.KEY_NEWER,
    ErrorCode.KEY_FORBIDDEN: State.KEY_FORBIDDEN,
    ErrorCode.KEY_EXPOSED: State.KEY_EXPOSED,
}
_JOURNAL_STATES = {ErrorCode.JOURNAL_NEWER: State.JOURNAL_NEWER, ErrorCode.VAULT_LOCKED: State.WAITS_FOR_VAULT}


async def self_check(
    around: Surroundings, report: Callable[[CheckResult], None], *, each_seconds: float = EACH_SECONDS
) -> tuple[CheckResult, ...]:
    """Look at everything; ``report`` is told of each item as it is found out. Raises nothing but CancelledError."""
    network = Network(around)
    checks: dict[Item, Callable[[], Awaitable[CheckResult]]] = {
        Item.PROGRAM: around.program,
        Item.SETTINGS: partial(settings_checks.check_settings, around),
        Item.POLICY: partial(settings_checks.check_policy, around),
        Item.FOLDERS: partial(settings_checks.check_folders, around),
        Item.CLIENT: partial(settings_checks.check_client, around),
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
                found = await checks[item]()
        except TimeoutError:
            found = CheckResult(item=item, state=State.TOO_SLOW, given={"seconds": f"{each_seconds:.0f}"})
        except Exception as error:  # noqa: BLE001 - the check's own trouble, a bug of ours included: the others must still be told
            found = CheckResult(item=item, state=State.NOT_CHECKED, given={"kind": type(error).__name__})
        report(found)
        return found

    try:
        return tuple(await asyncio.gather(*map(look_at, checks)))
    finally:
        await network.aclose()


# -- the vault and the key


async def check_vault(around: Surroundings) -> CheckResult:
    """A locked vault is not opened: the system would ask for a password in the middle of nothing."""
    journal = around.settings.journal
    in_use = around.key_place.kind is PlaceKind.VAULT or (journal.enabled and journal.key == "vault")
    given, state = {"vault": ""}, State.VAULT_WORKS
    try:
        given["vault"] = around.safe.text(await on_daemon_thread(around.vault_name))
        try:
            await around.vault.store(around.probe_name, _PROBE)
            if await around.vault.load(around.probe_name) != _PROBE:
                state = State.VAULT_FORGETS
        finally:
            with suppress(AppError):
                await around.vault.delete(around.probe_name)
    except AppError as error:
        state = _VAULT_STATES.get(error.code, State.VAULT_BROKEN)
        given["kind"] = around.safe.text(error.detail.rpartition(": ")[2])
    except Exception as error:  # noqa: BLE001 - every backend raises families of its own
        state, given["kind"] = State.VAULT_BROKEN, type(error).__name__
    if state is not State.VAULT_WORKS and (around.sandbox or not in_use):
        return CheckResult(item=Item.VAULT, state=State.VAULT_NOT_NEEDED)
    return CheckResult(item=Item.VAULT, state=state, given=given)


async def check_key(around: Surroundings) -> CheckResult:
    item, place = Item.KEY, around.key_place
    if around.trouble is not None:
        return CheckResult(item=item, state=State.WAITS_FOR_SETTINGS)
    client_id = around.settings.helseid.client_id
    if not client_id and place.kind is not PlaceKind.MACHINE:  # that one brings the client's id along
        return CheckResult(item=item, state=State.WAITS_FOR_CLIENT)
    given = {"place": place.kind.value}
    try:
        ring = await place.load()
        key = ring.newest.key()
    except AppError as error:
        state = _KEY_STATES.get(error.code)
        if state is None:
            return CheckResult(item=item, state=State.WAITS_FOR_VAULT)
        why = around.safe.text(error.detail)  # ours; never a quotation
        return CheckResult(item=item, state=state, given={**given, "why": why})
    if client_id and ring.client_id and ring.client_id != client_id:
        return CheckResult(item=item, state=State.KEY_OF_ANOTHER, given=given)
    given["kind"] = key_kind(key)
    if around.platform == "win32" and place.kind is PlaceKind.MACHINE:
        return CheckResult(item=item, state=State.KEY_UNJUDGED, given=given)
    small = key.rsa_bits is not None and key.rsa_bits < _ADVISED_RSA_BITS and not around.sandbox
    return CheckResult(item=item, state=State.KEY_SMALL if small else State.KEY_GOOD, given=given)


def key_kind(key: PrivateKey) -> str:
    """Type, size and algorithm, in words that every language has."""
    size = f"RSA {key.rsa_bits}" if key.rsa_bits is not None else key.public_members.get("crv", "EC")
    return f"{size}, {key.algorithm}"


async def check_expiry(around: Surroundings) -> CheckResult:
    item, place = Item.KEY_EXPIRY, around.key_place.kind
    if around.sandbox:
        return CheckResult(item=item, state=State.KEY_END_PRACTICE)
    try:
        ring = await around.key_place.load()
    except AppError:
        return CheckResult(item=item, state=State.WAITS_FOR_KEY)
    ends = ring.newest.expires
    unknown = CheckResult(item=item, state=State.KEY_END_UNKNOWN, given={"place": place.value})
    found = unknown if ends is None else judge_expiry(ends, around.now(), place)
    if ring.unfinished and found.grade in (Grade.GREEN, Grade.UNKNOWN):
        return CheckResult(item=item, state=State.KEY_UNFINISHED)
    return found


def judge_expiry(ends: datetime.datetime, now: datetime.datetime, place: PlaceKind = PlaceKind.VAULT) -> CheckResult:
    """How near the end is. Both aware. ``place``: of the key, which decides who replaces it and how."""
    left = ends - now
    given = {"date": ends.date().isoformat(), "days": str(max(left.days, 0)), "place": place.value}
    state = State.KEY_ENDED if left.total_seconds() <= 0 else State.KEY_ENDS_SOON if left.days < SOON_DAYS else State.KEY_LASTS
    return CheckResult(item=Item.KEY_EXPIRY, state=state, given=given)


# -- what the login and the look-ups need of the machine


async def check_ports(around: Surroundings) -> CheckResult:
    free, busy, refused = await on_daemon_thread(partial(_try_ports, around.settings.helseid.redirect_uris, around.listen))
    given = {"ports": ", ".join(free), "busy": ", ".join(busy), "refused": ", ".join(refused)}
    if free:
        state = State.PORTS_SOME_REFUSED if refused else State.PORTS_FREE
    else:
        state = State.PORTS_REFUSED if refused else State.PORTS_BUSY
    return CheckResult(item=Item.PORTS, state=state, given=given)


def _try_ports(uris: Sequence[str], listen: Listen) -> tuple[list[str], list[str], list[str]]:
    """Ports that are free, in use, and refused by the system; ``*`` is any. What is no address of ours counts as in use."""
    free: list[str] = []
    busy: list[str] = []
    refused: list[str] = []
    for uri in uris:
        port = urlsplit(uri).port
        shown = "*" if port == 0 else str(80 if port is None else port)
        try:
            _, sockets = listen((uri,))
        except KeyError:
            busy.append(shown)
        except AppError as error:
            in_use = error.code is ErrorCode.PORTS_BUSY
            (busy if in_use else refused).append(shown if in_use else f"{shown} ({error.params.get('reason')})")
        else:
            for each in sockets:
                each.close()
            free.append(shown)
    return free, busy, refused


async def check_journal(around: Surroundings) -> CheckResult:
    """Whether it can be written and read. Whether it is whole is another question, which takes longer."""
    item, journal = Item.JOURNAL, around.settings.journal
    given: Mapping[str, str] = {"months": str(journal.months), "folder": around.safe.path(str(around.places.journal))}
    if not journal.enabled:
        return CheckResult(item=item, state=State.JOURNAL_OFF)
    try:
        await on_daemon_thread(around.read_journal)
    except AppError as error:
        return CheckResult(item=item, state=_JOURNAL_STATES.get(error.code, State.JOURNAL_BROKEN), given=given)
    return CheckResult(item=item, state=State.JOURNAL_KEPT, given=given)
