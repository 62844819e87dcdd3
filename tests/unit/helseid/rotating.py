"""Shared parts of the tests of rotation: an owner at the sandbox with a vault, and a program killed at any step."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from provesvar_gui.helseid.discovery import Discovery
from provesvar_gui.helseid.keys.key_ring import KeyPlace, KeyRing, StoredKey, VaultPlace
from provesvar_gui.helseid.keys.rotation import Rotation
from provesvar_gui.helseid.keys.selvbetjening import SelvbetjeningClient
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.platform.clock import ServerClock, SystemClock
from provesvar_gui.platform.http import Http, HttpResponse
from provesvar_gui.platform.http_client import HttpxClient
from provesvar_gui.sandbox.clients import Client
from provesvar_gui.sandbox.server import Sandbox
from tests.kit.errors import Killed
from tests.unit.helseid.kit import client_jwk
from tests.unit.helseid.windows_store import WindowsStore

SCOPE = "nhn:selvbetjening/client"
GRANTS = ("authorization_code", "refresh_token", "client_credentials")


def registered(sandbox: Sandbox, **registration: Any) -> Client:
    registration = {"grant_types": GRANTS, **registration}
    return sandbox.register(name="Eier", api_scopes=("nhn:pps/provesvar-read", SCOPE), **registration)


def end_keys(client: Client, expires: float) -> None:
    client.registered[:] = [replace(each, expires=expires) for each in client.registered]


def first_ring(client: Client) -> KeyRing:
    return KeyRing(keys=(StoredKey(private_jwk=client.file("")["privateJwk"]),), client_id=client.client_id)


@dataclass
class Crash:
    """Writes and requests in their order. ``at``: in which the program is killed; ``after``: once it is done, else before."""

    at: int = -1
    after: bool = False
    steps: list[str] = field(default_factory=list)

    def before(self, step: str) -> None:
        self.steps.append(step)
        if not self.after and len(self.steps) - 1 == self.at:
            raise Killed

    def done(self) -> None:
        if self.after and len(self.steps) - 1 == self.at:
            raise Killed


def mortal(place: KeyPlace, crash: Crash) -> KeyPlace:
    """The same place, and each write is a step towards the crash."""
    store = place.store

    async def step(ring: KeyRing) -> None:
        crash.before("store")
        await store(ring)
        crash.done()

    vars(place)["store"] = step
    return place


class MortalHttp:
    def __init__(self, http: Http, crash: Crash) -> None:
        self._http, self._crash = http, crash

    async def request(self, method: str, url: str, **given: Any) -> HttpResponse:
        self._crash.before(f"{method} {url.rpartition('/')[2]}")
        answer = await self._http.request(method, url, **given)
        self._crash.done()
        return answer


class Workstation(SystemClock):
    def __init__(self, owner: Owner) -> None:
        self._owner = owner

    def now(self) -> float:
        return super().now() + self._owner.ahead


class Owner:
    """One user's machine: what lies on it outlives every ``start`` of the program."""

    def __init__(self, sandbox: Sandbox, folder: Path, client: Client | None = None) -> None:
        self.sandbox, self.folder = sandbox, folder
        self.client = client or registered(sandbox)
        self.store = WindowsStore()
        self.ahead = 0.0  # seconds that the workstation's clock is ahead of HelseID's
        self.naps: list[float] = []
        self.wakes: dict[int, Any] = {}  # what happens at the end of this nap

    @property
    def place(self) -> VaultPlace:
        vault = KeyVault("test", open_store=lambda: self.store, folder=self.folder / "keys")
        return VaultPlace(vault, self.client.client_id, self.folder / "lock")

    async def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        if len(self.naps) in self.wakes:
            self.wakes[len(self.naps)]()

    @asynccontextmanager
    async def start(self, crash: Crash | None = None, place: KeyPlace | None = None) -> AsyncIterator[Rotation]:
        crash = crash or Crash()
        clock = ServerClock(Workstation(self), primary=self.sandbox.urls["helseid"])
        client = HttpxClient(clock, proxy="none")
        http = MortalHttp(client, crash)
        try:
            yield Rotation(
                place=mortal(place or self.place, crash),
                service=SelvbetjeningClient(
                    http=http,
                    metadata=Discovery(client, self.sandbox.urls["helseid"], clock).metadata,
                    client_id=self.client.client_id,
                    base_url=self.sandbox.urls["selvbetjening"],
                    clock=clock,
                ),
                clock=clock,
                make_key=lambda: json.dumps(client_jwk() | {"kid": self.sandbox.world.opaque()}),
                sleep=self.sleep,
            )
        finally:
            await client.aclose()
