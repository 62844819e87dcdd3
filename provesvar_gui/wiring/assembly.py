"""The factory of the backend: builds it on the runtime thread, and again when the settings have changed."""

from __future__ import annotations

import gc
import os
from functools import partial
from typing import TYPE_CHECKING

from provesvar_gui.helseid.browser import open_browser
from provesvar_gui.helseid.keys.client_file import parse_client_file
from provesvar_gui.helseid.keys.key_ring import KeyPlace, KeyRing, StoredKey
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.platform.clock import WALL, SystemClock
from provesvar_gui.platform.places import NAME, SANDBOX_NAME
from provesvar_gui.platform.runtime import on_daemon_thread
from provesvar_gui.sandbox.practice import UNITS
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.settings.rules import OrganisationEntry
from provesvar_gui.settings.settings import SettingOrigin
from provesvar_gui.wiring.audit import Audit
from provesvar_gui.wiring.backend import Connections, ServiceBackend
from provesvar_gui.wiring.client_keys import ClientKeys, key_of
from provesvar_gui.wiring.journal_place import opener, place_of, read_own
from provesvar_gui.wiring.sandbox_process import SandboxProcess

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from provesvar_gui.audit.check import OwnJournal
    from provesvar_gui.audit.writer import JournalQueue
    from provesvar_gui.errors import AppError
    from provesvar_gui.helseid.model import SessionEvent
    from provesvar_gui.options import Options
    from provesvar_gui.platform.places import Places
    from provesvar_gui.platform.proxy import ProxyFor
    from provesvar_gui.settings.settings import Settings
    from provesvar_gui.wiring.configuration import Configuration
    from provesvar_gui.wiring.journal_place import JournalPlace
    from provesvar_gui.wiring.sandbox_process import SandboxAddresses

    Tell = Callable[[SessionEvent | AppError], None]


class BackendFactory:
    """Called on the runtime thread, where the heavy modules are imported; in the sandbox, starts that first.

    ``settings``: as read at the start; None where they were in trouble. After a failure they are read again. ``proxy_for``: the
    system's answer to which proxy an address needs. ``open_page``: in the system's browser. ``clerk``: keeps the access journal.
    """

    def __init__(
        self,
        options: Options,
        places: Places,
        configuration: Configuration,
        settings: Settings | None,
        *,
        proxy_for: ProxyFor,
        open_page: Callable[[str], Awaitable[bool]],
        clerk: JournalQueue,
    ) -> None:
        self._options = options
        self._proxy_for, self._open_page, self._clerk = proxy_for, open_page, clerk
        self._places = places
        self._configuration = configuration
        self._settings = settings
        self._tell: Tell = lambda _event: None
        self.of_window = configuration.of_window
        self._journal: JournalPlace | None = None
        self.sandbox = SandboxProcess()
        self.keys = ClientKeys(places)  # one for the run: it may hold a key in memory

    async def __call__(self, tell: Tell) -> ServiceBackend:
        audit = Audit(self._clerk, SystemClock().monotonic)
        self._tell = audit.listener(tell)
        with audit.work("preparation"):
            settings, self._settings = self._settings, None
            if settings is None:
                settings = await self.read()
            connections = await self.build(settings)
        gc.freeze()  # what is loaded now stays: leave it out of every later run
        return ServiceBackend(connections, settings, audit, self)

    def read_own(self, hpr_number: str) -> OwnJournal:
        return read_own(self._journal, hpr_number)

    async def read(self) -> Settings:
        settings, trouble = await on_daemon_thread(self._configuration.read_at_start)
        if trouble is not None:
            raise trouble
        return settings

    async def build(self, settings: Settings) -> Connections:
        used, place = settings, None
        vault = KeyVault(SANDBOX_NAME if self._options.sandbox else NAME, user="journal")
        self._clerk.use(opener(settings, self._places, vault))
        self._journal = place_of(settings, self._places, vault) if settings.journal.enabled else None
        if self._options.sandbox:
            used, rests = practice(await self.sandbox.addresses(), settings)
            load_key = key_of(rests)
        else:
            used, load_key = await self.keys.in_force(settings)
            place = self.keys.place(used)
        return Connections(
            used,
            load_key=load_key,
            open_browser=partial(open_browser, environment=os.environ, platform_open=self._open_page),
            tell=self._tell,
            place=place,
            proxy_for=self._proxy_for,
            vault=None if self._options.sandbox else self.keys.vault,
            wall=WALL,
        )


def practice(addresses: SandboxAddresses, own: Settings) -> tuple[Settings, KeyPlace]:
    """These settings with the sandbox's addresses, client and points of care; and where its key is."""
    client = parse_client_file(addresses.client_file)
    there = fixed_settings(
        {
            "helseid.authority": addresses.helseid,
            "helseid.client_id": client.client_id,
            "pps.base_url": addresses.pps,
            "kodeverk.url": addresses.kodeverk,
            "network.proxy": "none",
        }
    )
    units = tuple(OrganisationEntry(orgnr=unit.orgnr, name=unit.name) for unit in UNITS)
    origins = {**own.origins, **there.origins, "helseid.organisations": SettingOrigin.COMMAND_LINE}
    # The sandbox's key is never replaced: Selvbetjening is asked nothing, whatever address stands there.
    helseid = there.helseid._replace(organisations=units, selvbetjening_url="")
    settings = own._replace(helseid=helseid, pps=there.pps, kodeverk=there.kodeverk, network=there.network, origins=origins)
    ring = KeyRing(keys=(StoredKey(private_jwk=client.private_jwk),), client_id=client.client_id)
    return settings, KeyPlace(ring)
