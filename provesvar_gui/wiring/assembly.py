"""Builds the backend out of the settings on the runtime thread, and again when the files say something else than before."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError
from provesvar_gui.helseid.browser import BrowserOpener
from provesvar_gui.helseid.key_keeper import KeyNotes
from provesvar_gui.helseid.vault import KeyVault
from provesvar_gui.net.clock import WALL
from provesvar_gui.net.daemon import on_daemon_thread, start_on_daemon_thread
from provesvar_gui.net.trust import ignore_own_certificates
from provesvar_gui.records.journal.own import OwnJournal
from provesvar_gui.records.places import NAME, SANDBOX_NAME
from provesvar_gui.records.policy import fixed_settings
from provesvar_gui.system import pacing
from provesvar_gui.wiring.backend import LiveBackend, key_in_memory, services
from provesvar_gui.wiring.client_keys import ClientKeys
from provesvar_gui.wiring.journaling import opener, place_of, read_own
from provesvar_gui.wiring.sandbox_process import SandboxProcess

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Protocol

    from provesvar_gui.domain.identifiers import PatientId
    from provesvar_gui.domain.lookup import Lookup
    from provesvar_gui.domain.progress import LookupProgress
    from provesvar_gui.domain.results import LookupResult
    from provesvar_gui.domain.roles import RoleList
    from provesvar_gui.helseid.model import Clinician, LoginProgress, Organisation, SessionEvent
    from provesvar_gui.net.proxy import ProxyFor
    from provesvar_gui.options import Options
    from provesvar_gui.records.journal.clerk import Clerk
    from provesvar_gui.records.places import Places
    from provesvar_gui.records.settings import Settings
    from provesvar_gui.self_check.flight import Flight
    from provesvar_gui.ui.ports import Backend, FixedBackend
    from provesvar_gui.ui.system import PlatformBrowser
    from provesvar_gui.ui.window_settings import WindowSettings
    from provesvar_gui.wiring.backend import LoadKey
    from provesvar_gui.wiring.configuration import Configuration
    from provesvar_gui.wiring.journaling import JournalPlace
    from provesvar_gui.wiring.sandbox_process import SandboxAddresses

    Tell = Callable[[SessionEvent | AppError], None]

    class ReplaceableBackend(FixedBackend, Protocol):
        """The backend of one set of settings."""

        @property
        def logged_in(self) -> bool:
            """Whether there is a session, which would end with it."""
            ...

    Build = Callable[[Settings], Awaitable[ReplaceableBackend]]  # raises AppError


_FILE_SECONDS = 10.0  # a network drive may hang


class BackendFactory:
    """Called on the runtime thread, where the heavy modules are imported; in the sandbox, starts that first.

    ``settings``: as read at the start; None where they were in trouble. After a failure they are read again. ``proxy_for``: the
    system's answer to which proxy an address needs.
    """

    browser: PlatformBrowser
    clerk: Clerk | None = None  # who keeps the access journal

    def __init__(
        self, options: Options, places: Places, configuration: Configuration, settings: Settings | None, proxy_for: ProxyFor
    ) -> None:
        self._options = options
        self._proxy_for = proxy_for
        self._places = places
        self._configuration = configuration
        self._settings = settings
        self._stops: list[Callable[[], None]] = []
        self._journal: JournalPlace | None = None
        self._practice: asyncio.Future[SandboxAddresses] | None = None
        self._keys: ClientKeys | None = None  # one for the run: it may hold a key in memory

    async def __call__(self, tell: Tell) -> Backend:
        """Build it. Raises AppError."""
        settings, self._settings = self._settings, None
        if settings is None:
            settings = await self._read()

        async def build(settings: Settings) -> ReplaceableBackend:
            return await self._build(settings, tell)

        backend = await build(settings)
        pacing.loaded()
        return ConfiguredBackend(backend, settings, self._read, build, self._configuration.of_window)

    def read_own(self, hpr_number: str, patient: str) -> OwnJournal:
        """The lines of one clinician, by the settings in force; ``patient``: digits, or empty. Blocks. Raises AppError."""
        return read_own(self._journal, hpr_number, patient)

    def stop(self) -> None:
        """End what was started."""
        for stop in self._stops:
            stop()

    async def _read(self) -> Settings:
        try:
            return await on_daemon_thread(self._configuration.read, _FILE_SECONDS)
        except TimeoutError:
            raise self._configuration.silent() from None

    async def _build(self, settings: Settings, tell: Tell) -> ReplaceableBackend:
        used, place = settings, None
        vault = KeyVault(SANDBOX_NAME if self._options.sandbox else NAME, user="journal")
        if self.clerk is not None:
            self.clerk.use(opener(settings, self._places, vault))
        self._journal = place_of(settings, self._places, vault) if settings.journal.enabled else None
        if settings.is_prod:
            ignore_own_certificates(os.environ)
        if self._options.sandbox:
            used, load_key = await self._start_sandbox()
        else:
            used, load_key = await self.client_keys().in_force(settings)
            place = self.client_keys().place(used)
        try:
            parts = services(used, load_key=load_key, cache_dir=self._places.cache, place=place)
        except AppError as error:
            raise self._configuration.located(error, settings) from None
        return LiveBackend(
            parts,
            open_browser=BrowserOpener(os.environ, self.browser.open).open,
            tell=tell,
            proxy_for=self._proxy_for,
            vault=None if self._options.sandbox else self.client_keys().vault,
            notes=None if self._options.sandbox else KeyNotes(self._places.state, used.helseid.client_id),
            wall=WALL,
        )

    def client_keys(self) -> ClientKeys:
        """Where this run's client keys are."""
        if self._keys is None:
            self._keys = ClientKeys(self._places)
        return self._keys

    async def practice(self) -> SandboxAddresses:
        """The sandbox, started when it is first needed. Raises AppError(SANDBOX_UNAVAILABLE); the next call tries again."""
        if self._practice is None or (self._practice.done() and self._practice.exception() is not None):
            process = SandboxProcess()
            self._stops.append(process.stop)
            self._practice = start_on_daemon_thread(asyncio.get_running_loop(), process.start, "provesvar-sandbox")
        return await asyncio.shield(self._practice)

    async def _start_sandbox(self) -> tuple[Settings, LoadKey]:
        addresses = await self.practice()
        client_id, load_key = key_in_memory(addresses.client_file)
        return practice_settings(addresses, client_id), load_key


def practice_settings(addresses: SandboxAddresses, client_id: str) -> Settings:
    """The settings that lead to the sandbox and nowhere else."""
    return fixed_settings(
        {
            "helseid.authority": addresses.helseid,
            "helseid.client_id": client_id,
            "pps.base_url": addresses.pps,
            "kodeverk.url": addresses.kodeverk,
            "network.proxy": "none",
        }
    )


class ConfiguredBackend:
    """The backend of the settings that are in force. Fits ``ui.ports.Backend``.

    Settings that have changed wait while somebody is logged in: another backend would end the session, and a login that is tried
    at the cover must leave it as it was.
    """

    def __init__(
        self,
        backend: ReplaceableBackend,
        settings: Settings,
        read: Callable[[], Awaitable[Settings]],
        build: Build,
        of_window: Callable[[Settings], WindowSettings],
    ) -> None:
        self._backend = backend
        self._settings = settings
        self._read = read
        self._build = build
        self._of_window = of_window
        self._closing: asyncio.Task[None] | None = None  # of the one before

    async def read_settings(self) -> WindowSettings:
        """See ``Backend.read_settings``."""
        settings = await self._read()
        await self._alone()
        if settings != self._settings and not self._backend.logged_in:
            backend = await self._build(settings)
            replaced, self._backend, self._settings = self._backend, backend, settings
            # Whoever stops waiting must not stop it: it may be revoking a token.
            self._closing = asyncio.get_running_loop().create_task(replaced.aclose())
            await asyncio.shield(self._closing)
        return self._of_window(self._settings)

    async def _alone(self) -> None:
        """The one before has let everything go."""
        if self._closing is not None and not self._closing.done():
            await asyncio.wait({self._closing})

    async def login(
        self, *, force: bool, organisation: Organisation | None, report: Callable[[LoginProgress], None]
    ) -> Clinician:
        """See ``Backend.login``."""
        return await self._backend.login(force=force, organisation=organisation, report=report)

    async def open_login_page(self, url: str) -> bool:
        """See ``Backend.open_login_page``."""
        return await self._backend.open_login_page(url)

    async def set_organisation(self, organisation: Organisation) -> Clinician:
        """See ``Backend.set_organisation``."""
        return await self._backend.set_organisation(organisation)

    async def logout(self, *, browser: bool = True) -> bool:
        """See ``Backend.logout``."""
        return await self._backend.logout(browser=browser)

    async def lookup(self, lookup: Lookup, report: Callable[[LookupProgress], None]) -> LookupResult:
        """See ``Backend.lookup``."""
        return await self._backend.lookup(lookup, report)

    async def stop_opening(self, why: str) -> None:
        """See ``Backend.stop_opening``: nothing to be done here, the journal is kept by who stands in front."""

    async def own_journal(self, patient: PatientId | None) -> OwnJournal:
        """See ``Backend.own_journal``: nothing is kept here either."""
        del patient
        return OwnJournal(hpr_number="", kept=False)

    async def get_ready(self) -> None:
        """See ``Backend.get_ready``."""
        await self._backend.get_ready()

    async def flight_check(self) -> Flight:
        """See ``Backend.flight_check``."""
        return await self._backend.flight_check()

    async def refresh_roles(self) -> RoleList | None:
        """See ``Backend.refresh_roles``."""
        return await self._backend.refresh_roles()

    async def aclose(self) -> None:
        """See ``Backend.aclose``."""
        await self._alone()
        await self._backend.aclose()
