"""The vault, by a probe of its own; the client's key, and when HelseID ceases to take it. Nothing of the key is told."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
from functools import partial
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import access_list
from provesvar_gui.helseid.access_list import Verdict
from provesvar_gui.helseid.key_keeper import KeyNotes
from provesvar_gui.helseid.key_place import FilePlace, PlaceKind
from provesvar_gui.helseid.machine_key import MachinePlace
from provesvar_gui.helseid.rotation import unfinished
from provesvar_gui.net.daemon import on_daemon_thread
from provesvar_gui.self_check.item import Check, Finding, Grade, Item, State
from provesvar_gui.self_check.settings_checks import bad_in_production, open_to_others

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.helseid.key_ring import KeyRing
    from provesvar_gui.self_check.surroundings import Surroundings

SOON_DAYS = 30
_ADVISED_RSA_BITS = 3072
_PROBE = "provesvar-self-check"
_VAULT_STATES = {
    ErrorCode.VAULT_ABSENT: State.VAULT_ABSENT,
    ErrorCode.VAULT_LOCKED: State.VAULT_LOCKED,
    ErrorCode.VAULT_SLOW: State.VAULT_SLOW,
}

_LISTED = {  # never green: what is said of it was not tried on Windows
    Verdict.AS_SET: (Grade.UNKNOWN, State.KEY_LIST_READ),
    Verdict.ODD: (Grade.AMBER, State.KEY_LIST_ODD),
    Verdict.UNREADABLE: (Grade.UNKNOWN, State.KEY_LIST_UNKNOWN),
}
_KEY_STATES = {
    "key-missing": State.KEY_MISSING,
    "key-malformed": State.KEY_UNUSABLE,
    "key-newer": State.KEY_NEWER,
    "key-forbidden": State.KEY_FORBIDDEN,
    "key-exposed": State.KEY_EXPOSED,
}


def checks(around: Surroundings) -> tuple[Check, ...]:
    """Those of this file. The vault is looked at once, the key is loaded once."""
    locked: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    ring: asyncio.Future[KeyRing | Finding] = asyncio.get_running_loop().create_future()
    return (
        Check(item=Item.VAULT, look=partial(_vault, around, locked)),
        Check(item=Item.KEY, look=partial(_key, around, locked, ring)),
        Check(item=Item.KEY_EXPIRY, look=partial(_expiry, around, ring)),
    )


def vault_needed(around: Surroundings) -> bool:
    """Whether anything is kept in the vault by these settings."""
    settings = around.settings
    journal = settings.journal.enabled and settings.journal.key == "vault"
    return journal or (around.key_place.kind is PlaceKind.VAULT)


async def _vault(around: Surroundings, locked: asyncio.Future[bool]) -> Finding:
    """A locked vault is not probed: the system would ask for a password in the middle of nothing."""
    needed = vault_needed(around)
    given: dict[str, str] = {"vault": ""}
    try:
        given["vault"] = around.safe.text(await on_daemon_thread(around.vault_name))
        asks = await on_daemon_thread(around.vault_asks)
        _tell(locked, asks)
        if asks and around.sandbox:  # its key is its own, and no login asks for a password
            return Finding(item=Item.VAULT, grade=Grade.GREEN, state=State.VAULT_PRACTICE)
        if asks:
            return Finding(item=Item.VAULT, grade=Grade.AMBER, state=State.VAULT_LOCKED, given=given)
        try:
            await around.vault.store(around.probe_name, _PROBE)
            kept = await around.vault.load(around.probe_name)
        finally:
            with contextlib.suppress(AppError):
                await around.vault.delete(around.probe_name)
    except AppError as error:
        state = _VAULT_STATES.get(error.code, State.VAULT_BROKEN)
        given["kind"] = around.safe.text(error.detail.rpartition(": ")[2])
        return _vault_trouble(state, given, needed=needed)
    except Exception as error:  # noqa: BLE001 - every backend raises families of its own
        given["kind"] = type(error).__name__
        return _vault_trouble(State.VAULT_BROKEN, given, needed=needed)
    finally:
        _tell(locked, False)
    if kept != _PROBE:
        return _vault_trouble(State.VAULT_FORGETS, given, needed=needed)
    return Finding(item=Item.VAULT, grade=Grade.GREEN, state=State.VAULT_WORKS, given=given)


def _vault_trouble(state: State, given: Mapping[str, str], *, needed: bool) -> Finding:
    if not needed:
        return Finding(item=Item.VAULT, grade=Grade.GREEN, state=State.VAULT_NOT_NEEDED)
    return Finding(item=Item.VAULT, grade=Grade.RED, state=state, given=given)


async def _key(around: Surroundings, locked: asyncio.Future[bool], told: asyncio.Future[KeyRing | Finding]) -> Finding:
    finding: Finding | None = None
    try:
        finding = await _judge_key(around, locked, told)
        return finding
    finally:
        if not told.done():
            told.set_result(finding or _unknown(Item.KEY, State.NOT_CHECKED))


async def _judge_key(around: Surroundings, locked: asyncio.Future[bool], told: asyncio.Future[KeyRing | Finding]) -> Finding:
    place = around.key_place
    if around.trouble is not None:
        return _unknown(Item.KEY, State.WAITS_FOR_SETTINGS)
    client_id = around.settings.helseid.client_id
    if not client_id and place.kind is not PlaceKind.MACHINE:  # that one brings the client's id along
        return _unknown(Item.KEY, State.WAITS_FOR_CLIENT)
    if place.kind is PlaceKind.VAULT and await asyncio.shield(locked):
        return _unknown(Item.KEY, State.WAITS_FOR_VAULT)
    given = {"place": place.kind.value}
    try:
        ring = await place.load()
        key = ring.readable.key()
    except AppError as error:
        state = _KEY_STATES.get(error.code.value)
        if state is None:
            return _unknown(Item.KEY, State.WAITS_FOR_VAULT)
        if state is State.KEY_EXPOSED and place.kind is PlaceKind.FILE:
            state = State.KEY_OPEN
        why = around.safe.text(error.detail)  # ours; never a quotation
        return Finding(item=Item.KEY, grade=Grade.RED, state=state, given={**given, "why": why})
    told.set_result(ring)
    if client_id and ring.client_id and ring.client_id != client_id:
        return Finding(item=Item.KEY, grade=Grade.RED, state=State.KEY_OF_ANOTHER, given=given)
    if isinstance(place, FilePlace) and await on_daemon_thread(partial(open_to_others, around, place.path)):
        return Finding(item=Item.KEY, grade=bad_in_production(around), state=State.KEY_OPEN, given=given)
    if isinstance(place, MachinePlace) and around.platform == "win32":
        listed = await on_daemon_thread(partial(access_list.look, place.path, around.run_command))
        if listed is Verdict.OPEN:
            return Finding(item=Item.KEY, grade=Grade.RED, state=State.KEY_EXPOSED, given=given)
        grade, state = _LISTED[listed]
        if ring.in_the_way and grade is Grade.UNKNOWN:
            grade, state = Grade.AMBER, State.KEY_BESIDE
        return Finding(item=Item.KEY, grade=grade, state=state, given={**given, "kind": kind_of(key)})
    if ring.in_the_way:
        return Finding(item=Item.KEY, grade=Grade.AMBER, state=State.KEY_BESIDE, given={**given, "kind": kind_of(key)})
    small = key.rsa_bits is not None and key.rsa_bits < _ADVISED_RSA_BITS and not around.sandbox
    return Finding(
        item=Item.KEY,
        grade=Grade.AMBER if small else Grade.GREEN,
        state=State.KEY_SMALL if small else State.KEY_GOOD,
        given={**given, "kind": kind_of(key)},
    )


def kind_of(key: PrivateKey) -> str:
    """Type, size and algorithm, in words that every language has."""
    size = f"RSA {key.rsa_bits}" if key.rsa_bits is not None else key.public_members.get("crv", "EC")
    return f"{size}, {key.algorithm}"


async def _expiry(around: Surroundings, told: asyncio.Future[KeyRing | Finding]) -> Finding:
    item = Item.KEY_EXPIRY
    ring = await asyncio.shield(told)
    if isinstance(ring, Finding):
        return _unknown(item, State.WAITS_FOR_KEY)
    if around.sandbox:
        return Finding(item=item, grade=Grade.GREEN, state=State.KEY_END_PRACTICE)
    ends = ring.readable.expires or await on_daemon_thread(partial(_noted, around, ring))
    machine = around.key_place.kind is PlaceKind.MACHINE
    unknown = _unknown(item, State.KEY_END_UNKNOWN_MACHINE if machine else State.KEY_END_UNKNOWN)
    found = unknown if ends is None else judge_expiry(ends, around.now(), around.key_place.kind)
    if unfinished(ring) and not ring.in_the_way and found.grade in (Grade.GREEN, Grade.UNKNOWN):
        return Finding(item=item, grade=Grade.AMBER, state=State.KEY_UNFINISHED)
    return found


def _noted(around: Surroundings, ring: KeyRing) -> datetime.datetime | None:
    """What this account's programs were told of a key that is not theirs to write."""
    note = KeyNotes(around.places.state, ring.client_id or around.settings.helseid.client_id).read()
    if note is None or note.ends is None or note.key != ring.readable.mark:
        return None
    return datetime.datetime.fromtimestamp(note.ends, datetime.UTC)


def judge_expiry(ends: datetime.datetime, now: datetime.datetime, place: PlaceKind = PlaceKind.VAULT) -> Finding:
    """How near the end is. Both aware. ``place``: of the key, which decides who replaces it and how."""
    item, left = Item.KEY_EXPIRY, ends - now
    given = {"date": ends.date().isoformat(), "days": str(max(left.days, 0)), "place": place.value}
    if left.total_seconds() <= 0:
        return Finding(item=item, grade=Grade.RED, state=State.KEY_ENDED, given=given)
    if left.days < SOON_DAYS:
        return Finding(item=item, grade=Grade.AMBER, state=State.KEY_ENDS_SOON, given=given)
    return Finding(item=item, grade=Grade.GREEN, state=State.KEY_LASTS, given=given)


def _unknown(item: Item, state: State) -> Finding:
    return Finding(item=item, grade=Grade.UNKNOWN, state=state)


def _tell(future: asyncio.Future[bool], value: bool) -> None:
    if not future.done():
        future.set_result(value)
