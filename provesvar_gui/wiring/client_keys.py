"""The place of the client's key by the settings, for login, import and rotation."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.client_file import judge
from provesvar_gui.helseid.keys.key_ring import KeyPlace, VaultPlace, keep
from provesvar_gui.helseid.keys.machine_key import MachinePlace
from provesvar_gui.helseid.keys.ncrypt import PROVIDERS, NCryptStore
from provesvar_gui.helseid.keys.pkcs11 import Pkcs11Store
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.helseid.model import default_scopes
from provesvar_gui.platform.places import NAME, machine_key_file
from provesvar_gui.settings.rules import token_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from provesvar_gui.helseid.jose import Signer
    from provesvar_gui.helseid.keys.client_file import ClientFile, JudgedFile
    from provesvar_gui.helseid.keys.key_ring import ImportOutcome
    from provesvar_gui.helseid.keys.key_store import KeyStore
    from provesvar_gui.platform.places import Places
    from provesvar_gui.settings.settings import Settings

    LoadKey = Callable[[], Awaitable[Signer]]


class ClientKeys:
    """One for each run of the program: without a vault, and where the policy allows it, it holds the key that was taken in."""

    def __init__(self, places: Places, vault: KeyVault | None = None) -> None:
        self._places = places
        self.vault = vault or KeyVault(NAME, folder=places.keys)
        self._memory: dict[str, KeyPlace] = {}

    def place(self, settings: Settings, client_id: str = "") -> KeyPlace:
        """Where the settings have it. ``client_id``: of a file that is being taken in; else the settings'."""
        client = client_id or settings.helseid.client_id
        if settings.helseid.key == "machine":
            return MachinePlace(machine_key(settings))
        memory = self._memory.setdefault(client, KeyPlace()) if settings.helseid.no_vault == "memory" else None
        return self.own(client, settings, memory)

    def own(self, client_id: str, settings: Settings, memory: KeyPlace | None = None) -> VaultPlace:
        """The user's own place for a client's key, whatever place the settings name."""
        return VaultPlace(self.vault, client_id, self._places.key_lock, memory=memory, stores=partial(self.store, settings))

    def store(self, settings: Settings, kind: str) -> KeyStore | None:
        """The store of a kind, as ``helseid.key_store`` says it; None for the vault, and for what is not known."""
        if kind == Pkcs11Store.kind:
            return self.token(settings)
        return NCryptStore(kind) if kind in PROVIDERS else None

    def token(self, settings: Settings) -> Pkcs11Store:
        uri = settings.helseid.pkcs11
        return Pkcs11Store(*(token_of(uri) if uri else ("", {})), self.vault)

    async def left_of(self, settings: Settings, client_id: str) -> str:
        """The client that these settings name, where this other one takes its place and its key stays in the vault; or empty."""
        former = settings.helseid.client_id
        if settings.helseid.key != "vault" or former in ("", client_id):
            return ""
        try:
            await self.own(former, settings).load()
        except AppError as error:
            return "" if error.code is ErrorCode.KEY_MISSING else former
        return former

    async def take_in(
        self, judged: JudgedFile, settings: Settings, place: KeyPlace, *, replace_newer: bool = False
    ) -> tuple[ImportOutcome, str, dict[str, object]]:
        """Store a client's key. Returns the outcome, a client whose key stays in the vault, and the settings of the file."""
        outcome = await keep(judged, place, replace_newer=replace_newer)
        changes = {name: value for name, value in judged.settings.items() if not settings.locked(name)}
        return outcome, await self.left_of(settings, judged.file.client_id), changes

    async def in_force(self, settings: Settings) -> tuple[Settings, LoadKey]:
        """The settings with the client's id (a machine's key has one), and the function that loads the key. Raises AppError."""
        place = self.place(settings)
        if isinstance(place, MachinePlace):
            ring = await place.load()
            if not ring.client_id:
                raise AppError(ErrorCode.KEY_MALFORMED, "machine key: names no client", params={"file": ""})
            settings = settings._replace(helseid=settings.helseid._replace(client_id=ring.client_id))
        return settings, key_of(place)


def key_of(place: KeyPlace) -> LoadKey:
    async def load() -> Signer:
        return (await place.load()).newest.key()

    return load


def machine_key(settings: Settings) -> Path:
    return Path(settings.helseid.machine_key) if settings.helseid.machine_key else machine_key_file()


def other_client(file: ClientFile, settings: Settings) -> bool:
    """Whether the settings name another client already."""
    now = settings.helseid.client_id
    return bool(now and file.client_id) and now != file.client_id


def judge_client(file: ClientFile, settings: Settings) -> JudgedFile:
    """All faults of a client's file for these settings."""
    scopes = settings.helseid.scopes or default_scopes(settings.pps.api_version)
    return judge(file, settings.helseid.authority, scopes, prod=settings.is_prod)
