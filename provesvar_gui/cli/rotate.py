"""``--rotate-key``: the client's key is replaced by its owner, by hand or from a time table."""

from __future__ import annotations

import asyncio
import datetime
import os
import sys
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.discovery import Discovery
from provesvar_gui.platform.clock import ServerClock, SystemClock
from provesvar_gui.platform.http_client import HttpxClient, ignore_own_certificates
from provesvar_gui.platform.proxy import environment_first
from provesvar_gui.wiring.backend import key_rotation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from provesvar_gui.helseid.keys.key_ring import KeyPlace
    from provesvar_gui.helseid.keys.rotation import Outcome, Rotation
    from provesvar_gui.platform.proxy import ProxyFor
    from provesvar_gui.settings.settings import Settings
    from provesvar_gui.wiring.client_keys import ClientKeys

# Exit codes beside 0 (done, or nothing to be done) and 1 (an error that is named).
NOT_CONFIRMED, END_UNKNOWN = 3, 4


def rotate_key(
    settings: Settings,
    keys: ClientKeys,
    system_proxies: ProxyFor,
    *,
    days: int | None = None,
    make_key: Callable[[], str] | None = None,
) -> int:
    """Replace the key. ``days``: only where fewer are left. ``make_key``: another way to one, for tests. Raises AppError."""
    if settings.helseid.rotate_key == "never":
        raise AppError(ErrorCode.SETTINGS_REFUSED, "helseid.rotate_key is never", params={"setting": "helseid.rotate_key"})
    keys.vault.on_asking = lambda: _say("The system's password store waits for its password: look for its question.")
    within = None if days is None else datetime.timedelta(days=days)
    outcome = asyncio.run(_rotate(settings, keys, system_proxies, within, make_key))
    for line in said(outcome, asked=within is not None):
        _say(line)
    if within is not None and not outcome.replaced and outcome.expires is None:
        return END_UNKNOWN
    return 0 if outcome.confirmed else NOT_CONFIRMED


def said(outcome: Outcome, *, asked: bool) -> Sequence[str]:
    """What came of it. ``asked``: whether it was to be done only near the end."""
    ends = "It is not known when it ends." if outcome.expires is None else f"It ends on {outcome.expires.date().isoformat()}."
    if outcome.undecided:
        return [
            "A file brought a key beside the one that was there, and HelseID has not said yet which counts. A minute after it",
            "was taken in, its answer is believed. Nothing was replaced; try again then.",
        ]
    if not outcome.confirmed:
        return [
            "The new key is registered and stored; HelseID does not take it yet. Until it does, the old one is used.",
            "If that lasts longer than some minutes, look at the client's keys in HelseID Selvbetjening.",
        ]
    if outcome.replaced:
        return [f"The key was replaced, and HelseID takes the new one. {ends}"]
    if asked:
        return [f"The key was not replaced. {ends}"]
    return [f"Another program has just replaced the key. {ends}"]


async def _rotate(
    settings: Settings,
    keys: ClientKeys,
    system_proxies: ProxyFor,
    within: datetime.timedelta | None,
    make_key: Callable[[], str] | None,
) -> Outcome:
    used, _ = await keys.in_force(settings)
    if not used.helseid.client_id:
        raise AppError(ErrorCode.CLIENT_NOT_CONFIGURED, "the settings name no client")
    async with rotation_of(keys.place(used), used, system_proxies) as rotation:
        return await (rotation if make_key is None else replace(rotation, make_key=make_key)).rotate(within=within)


@asynccontextmanager
async def rotation_of(place: KeyPlace, settings: Settings, system_proxies: ProxyFor) -> AsyncIterator[Rotation]:
    """How the keys at ``place`` are looked after, for the client that the settings name; over a network of its own."""
    if settings.is_prod:
        ignore_own_certificates(os.environ)
    network, client = settings.network, settings.helseid
    clock = ServerClock(SystemClock(), primary=client.authority)
    http = HttpxClient(clock, proxy=network.proxy, proxy_for=environment_first(system_proxies), ca_file=network.ca_file)
    try:
        yield key_rotation(
            place,
            client_id=client.client_id,
            url=client.selvbetjening_url,
            http=http,
            metadata=Discovery(http, client.authority, clock).metadata,
            clock=clock,
        )
    finally:
        await http.aclose()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
