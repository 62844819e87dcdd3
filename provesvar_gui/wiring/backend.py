"""The backend: login, look-up and code list as one object on the runtime thread, without Qt. Imports everything heavy."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import uuid
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.authorization import open_browser
from provesvar_gui.helseid.discovery import Discovery
from provesvar_gui.helseid.keys.client_file import judge, parse_client_file
from provesvar_gui.helseid.keys.key_ring import KeyPlace, KeyRing, MachinePlace, StoredKey, VaultPlace, keep
from provesvar_gui.helseid.keys.ncrypt import PROVIDERS, NCryptStore
from provesvar_gui.helseid.keys.pkcs11 import Pkcs11Store
from provesvar_gui.helseid.keys.rotation import KeyKeeper, Rotation
from provesvar_gui.helseid.keys.selvbetjening import SelvbetjeningClient
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.helseid.model import LoginProgress, LoginStep, default_scopes
from provesvar_gui.helseid.session import Session
from provesvar_gui.kodeverk.code_list import RoleListService
from provesvar_gui.platform.clock import WALL, ServerClock, SystemClock, WallClock
from provesvar_gui.platform.http_client import HttpxClient, ProxyFor, environment_only
from provesvar_gui.platform.places import NAME, SANDBOX_NAME, machine_key_file
from provesvar_gui.platform.runtime import on_daemon_thread, sleep_by
from provesvar_gui.pps.client import PpsClient, PpsConfig
from provesvar_gui.results.model import OutcomeKind
from provesvar_gui.self_check.checks import client_config
from provesvar_gui.self_check.connectivity import Connectivity, check_connectivity
from provesvar_gui.self_check.network_checks import ask_results
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.settings.rules import token_of
from provesvar_gui.wiring.audit import Audit, opener, place_of, read_own
from provesvar_gui.wiring.sandbox_process import SandboxProcess

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from provesvar_gui.audit.check import OwnJournal
    from provesvar_gui.audit.writer import JournalQueue
    from provesvar_gui.desk.actions import LookupProgress
    from provesvar_gui.helseid.keys.client_file import ClientFile, JudgedFile
    from provesvar_gui.helseid.keys.key_ring import ImportOutcome
    from provesvar_gui.helseid.keys.key_store import KeyStore
    from provesvar_gui.helseid.model import Clinician, Organisation, SessionEvent
    from provesvar_gui.patient.access import Lookup
    from provesvar_gui.patient.roles import RoleList
    from provesvar_gui.platform.places import Places
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.settings.settings import Settings
    from provesvar_gui.ui.window_settings import WindowSettings
    from provesvar_gui.wiring.audit import JournalPlace
    from provesvar_gui.wiring.configuration import Configuration
    from provesvar_gui.wiring.sandbox_process import SandboxAddresses

    Tell = Callable[[SessionEvent | AppError], None]


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

    async def in_force(self, settings: Settings) -> Settings:
        """The settings with the client's id, which a machine's key has. Raises AppError."""
        place = self.place(settings)
        if not isinstance(place, MachinePlace):
            return settings
        ring = await place.load()
        if not ring.client_id:
            raise AppError(ErrorCode.KEY_MALFORMED, "machine key: names no client", params={"file": ""})
        return settings._replace(helseid=settings.helseid._replace(client_id=ring.client_id))


def machine_key(settings: Settings) -> Path:
    return Path(settings.helseid.machine_key) if settings.helseid.machine_key else machine_key_file()


def other_client(file: ClientFile, settings: Settings) -> bool:
    """Whether the settings name another client already."""
    now = settings.helseid.client_id
    return bool(now and file.client_id) and now != file.client_id


def judge_client(file: ClientFile, settings: Settings) -> JudgedFile:
    scopes = settings.helseid.scopes or default_scopes(settings.pps.api_version)
    return judge(file, settings.helseid.authority, scopes, prod=settings.is_prod)


_LOG = logging.getLogger(__name__)
_FLUSH_SECONDS = 0.5  # the window has gone already, and the process is to end
_FRESH_SECONDS = 60.0  # seconds: a younger answer is not requested again
_KEY_CHECK_DELAY = 60.0  # seconds from a login until KeyKeeper.after_login


_ITERATE = "iterate:"  # in front of an include that starts from what came along


def pps_config(settings: Settings) -> PpsConfig:
    pps = settings.pps
    return PpsConfig(
        base_url=pps.base_url,
        correlation_header=pps.correlation_header,
        api_version=pps.api_version,
        includes=tuple(
            ("_include:iterate" if one.startswith(_ITERATE) else "_include", one.removeprefix(_ITERATE)) for one in pps.includes
        ),
        withhold_other_kind=pps.other_identifier == "withhold",
        outcomes={code: (OutcomeKind(rule.screen), rule.openable) for code, rule in pps.outcomes},
    )


def make_http(settings: Settings, clock: ServerClock, proxy_for: ProxyFor) -> HttpxClient:
    """The network of these settings. In production certificates of the user's own choosing do not count."""
    if settings.is_prod:
        for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):  # OpenSSL, X509_get_default_cert_file_env(3)
            os.environ.pop(name, None)
    return HttpxClient(clock, proxy=settings.network.proxy, proxy_for=proxy_for, ca_file=settings.network.ca_file)


@asynccontextmanager
async def selvbetjening(settings: Settings, proxy_for: ProxyFor) -> AsyncIterator[SelvbetjeningClient]:
    """Selvbetjening by these settings, with connections of its own."""
    helseid = settings.helseid
    clock = ServerClock(SystemClock(), primary=helseid.authority)
    http = make_http(settings, clock, proxy_for)
    metadata, url = Discovery(http, helseid.authority, clock).metadata, helseid.selvbetjening_url
    try:
        yield SelvbetjeningClient(http=http, metadata=metadata, client_id=helseid.client_id, base_url=url, clock=clock)
    finally:
        await http.aclose()


class Connections:
    """The program's services over HTTP, by one set of settings.

    ``place``: where the key rests. ``vault``: tells when it waits for its password. ``wall``: what people read goes by it; it is
    told what the servers' clocks say. Raises AppError: SETTINGS_INVALID, CLIENT_NOT_CONFIGURED.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        place: KeyPlace,
        vault: KeyVault,
        open_browser: Callable[[str], Awaitable[bool]],
        tell: Callable[[SessionEvent | AppError], None],
        proxy_for: ProxyFor | None = None,
        wall: WallClock | None = None,
    ) -> None:
        helseid, pps = client_config(settings), pps_config(settings)
        wall = wall or WallClock(SystemClock())

        def measured(seconds: float) -> None:
            if wall.correct(seconds) and wall.offset:
                params = {"seconds": f"{abs(wall.offset):.0f}"}
                tell(AppError(ErrorCode.CLOCK_WRONG, "measured from a server's Date", params=params))

        clock = ServerClock(SystemClock(), primary=helseid.authority, on_measured=measured)
        self.open_browser = open_browser
        self._vault = vault
        self._http = make_http(settings, clock, proxy_for or environment_only)
        self._clock, self._service_url = clock, pps.base_url
        self._key_check: asyncio.Task[None] | None = None
        url = settings.helseid.selvbetjening_url
        service = SelvbetjeningClient(
            http=self._http,
            metadata=lambda: self.session.discovery.metadata(),
            client_id=helseid.client_id,
            base_url=url,
            clock=clock,
        )
        rotation = Rotation(place=place, service=service, clock=clock)
        self._keeper = KeyKeeper(rotation, policy=settings.helseid.rotate_key if url else "never")
        self.session = Session(
            config=helseid,
            http=self._http,
            clock=clock,
            load_key=self._keeper.load,
            open_browser=open_browser,
            api_origin=pps.base_url,
            on_event=lambda event: tell(
                event if event.clinician is None else replace(event, clinician=self._known(event.clinician))
            ),
        )
        self.pps = PpsClient(pps, http=self._http, authorization=self.session, new_uuid=uuid.uuid4, clock=clock)
        self.roles = RoleListService(self._http, settings.kodeverk.url, clock)

    @property
    def logged_in(self) -> bool:
        return self.session.clinician is not None

    async def login(self, *, organisation: Organisation | None, report: Callable[[LoginProgress], None]) -> Clinician:
        self._vault.on_asking = lambda: report(LoginProgress(step=LoginStep.VAULT))
        try:
            clinician = self._known(await self.session.login(organisation=organisation, report=report))
        except AppError as error:
            raise self._keeper.explain(error) from None
        finally:
            self._vault.on_asking = None
        if self._key_check is None or self._key_check.done():
            self._key_check = asyncio.get_running_loop().create_task(self._check_key())
        return clinician

    def _known(self, clinician: Clinician) -> Clinician:
        ends = self._keeper.expires
        return replace(clinician, key_ends=None if ends is None else ends.timestamp())

    async def _check_key(self) -> None:
        """Delayed: after a login the user waits for results."""
        await sleep_by(self._clock, _KEY_CHECK_DELAY)
        await self._keeper.after_login()

    async def set_organisation(self, organisation: Organisation) -> Clinician:
        return self._known(await self.session.set_organisation(organisation))

    async def check_connectivity(self) -> Connectivity:
        ask_list = partial(self.roles.refresh, every=_FRESH_SECONDS)
        ask_login = partial(self.session.discovery.metadata, within=_FRESH_SECONDS)
        ask_service = partial(ask_results, self._http, self._service_url)
        return await check_connectivity(ask_login=ask_login, ask_service=ask_service, ask_list=ask_list)

    async def aclose(self) -> None:
        if self._key_check is not None:
            self._key_check.cancel()
            await asyncio.gather(self._key_check, return_exceptions=True)
        await self.session.aclose()
        await self._http.aclose()


class ServiceBackend:
    """Implements ``ui.ports.Backend``: the connections by the settings in force, with a line in log and journal for each action.

    Settings that have changed wait while somebody is logged in: other connections would end the session, and a login that is
    tried at the cover must leave it as it was.
    """

    def __init__(self, connections: Connections, settings: Settings, audit: Audit, factory: BackendFactory) -> None:
        self._current, self._settings, self._audit, self._factory = connections, settings, audit, factory
        self._closing: asyncio.Task[None] | None = None  # of the connections before

    async def read_settings(self) -> WindowSettings:
        with self._audit.work("settings"):
            settings = await self._factory.read()
            await self._closed()
            if settings != self._settings and not self._current.logged_in:
                connections = await self._factory.build(settings)
                replaced, self._current, self._settings = self._current, connections, settings
                # Whoever stops waiting must not stop it: it may be revoking a token.
                self._closing = asyncio.get_running_loop().create_task(replaced.aclose())
                await asyncio.shield(self._closing)
            return self._factory.of_window(self._settings)

    async def _closed(self) -> None:
        if self._closing is not None and not self._closing.done():
            await asyncio.wait({self._closing})

    async def login(self, *, organisation: Organisation | None, report: Callable[[LoginProgress], None]) -> Clinician:
        with self._audit.work("login") as work:
            # What the journal needs of the vault is asked for now, and never over a patient.
            self._audit.queue.prepare()

            def progress(value: LoginProgress) -> None:
                work.login_progressed(value)
                report(value)

            clinician = await self._current.login(organisation=organisation, report=progress)
        self._audit.person(clinician)
        return clinician

    async def open_login_page(self, url: str) -> bool:
        with self._audit.work("browser"):
            return await self._current.open_browser(url)

    async def set_organisation(self, organisation: Organisation) -> Clinician:
        with self._audit.work("change of organisation"):
            return await self._current.set_organisation(organisation)

    async def logout(self, *, browser: bool = True) -> bool:
        self._audit.stop_opening("logged-out")
        with self._audit.work("logout"):
            return await self._current.session.logout(browser=browser)

    async def lookup(self, lookup: Lookup, report: Callable[[LookupProgress], None]) -> LookupResult:
        with self._audit.lookup(lookup) as work:

            def progress(value: LookupProgress) -> None:
                work.progressed(value)
                report(value)

            result = await self._current.pps.lookup(lookup, progress)
            work.answered(result)
        return result

    async def stop_opening(self, why: str) -> None:
        self._audit.stop_opening(why)

    async def own_journal(self) -> OwnJournal:
        """The lines of the logged-in person, decided here and not by the caller."""
        with self._audit.work("own journal"):
            hpr_number, queue = self._audit.hpr_number, self._audit.queue
            if not hpr_number:
                raise AppError(ErrorCode.NOT_LOGGED_IN, "whose lines?")

            def read() -> OwnJournal:
                queue.flush(_FLUSH_SECONDS)  # what was done just now is there too, unless it cannot be written
                return self._factory.read_own(hpr_number)

            return await on_daemon_thread(read, name="provesvar-own-journal")

    async def refresh_roles(self) -> RoleList | None:
        with self._audit.work("code list"):
            return await self._current.roles.refresh()

    async def prepare(self) -> None:
        with self._audit.work("getting ready"):
            await self._current.session.prepare()

    async def check_connectivity(self) -> Connectivity:
        with self._audit.work("connectivity check"):
            found = await self._current.check_connectivity()
        if not found.good:
            given = (found.login.value, found.service.value, found.code_list.value)
            _LOG.warning("connectivity check: login %s, service %s, code list %s", *given)
        return found

    async def aclose(self) -> None:
        """End an opening, close the connections, and wait a moment for the journal's queue."""
        self._audit.stop_opening("closed")
        queue = self._audit.queue
        flushed = on_daemon_thread(lambda: queue.flush(_FLUSH_SECONDS), name="provesvar-flush")
        for end in await asyncio.gather(self._close(), flushed, return_exceptions=True):
            if isinstance(end, BaseException):
                raise end
            if end is False:
                _LOG.warning("journal: the program ends, and look-ups have no line yet")

    async def _close(self) -> None:
        await self._closed()
        await self._current.aclose()


class BackendFactory:
    """Called on the runtime thread, where the heavy modules are imported; in the sandbox, starts that first.

    ``settings``: as read at the start; None where they were in trouble. After a failure they are read again. ``proxy_for``: the
    system's answer to which proxy an address needs. ``open_page``: in the system's browser. ``queue``: of the access journal.
    """

    def __init__(
        self,
        configuration: Configuration,
        settings: Settings | None,
        *,
        proxy_for: ProxyFor,
        open_page: Callable[[str], Awaitable[bool]],
        queue: JournalQueue,
    ) -> None:
        self._configuration, self._settings = configuration, settings
        self._sandbox, self._places = configuration.options.sandbox, configuration.places
        self._proxy_for, self._open_page, self._queue = proxy_for, open_page, queue
        self._tell: Tell = lambda _event: None
        self.of_window = configuration.of_window
        self._journal: JournalPlace | None = None
        self.sandbox = SandboxProcess()
        self.keys = ClientKeys(configuration.places)  # one for the run: it may hold a key in memory

    async def __call__(self, tell: Tell) -> ServiceBackend:
        audit = Audit(self._queue, SystemClock().monotonic)
        self._tell = audit.listener(tell)
        with audit.work("preparation"):
            settings, self._settings = self._settings, None
            if settings is None:
                settings = await self.read()
            connections = await self.build(settings)
        gc.freeze()  # what is loaded now stays: leave it out of every later run
        return ServiceBackend(connections, settings, audit, self)

    def read_own(self, hpr_number: str) -> OwnJournal:
        """The journal's lines of an HPR number. Blocks."""
        return read_own(self._journal, hpr_number)

    async def read(self) -> Settings:
        settings, trouble = await on_daemon_thread(self._configuration.read_at_start)
        if trouble is not None:
            raise trouble
        return settings

    async def build(self, settings: Settings) -> Connections:
        vault = KeyVault(SANDBOX_NAME if self._sandbox else NAME, user="journal")
        self._queue.use(opener(settings, self._places, vault))
        self._journal = place_of(settings, self._places, vault) if settings.journal.enabled else None
        if self._sandbox:
            used, place = practice(await self.sandbox.addresses(), settings)
        else:
            used = await self.keys.in_force(settings)
            place = self.keys.place(used)
        return Connections(
            used,
            place=place,
            vault=self.keys.vault,
            open_browser=partial(open_browser, environment=os.environ, platform_open=self._open_page),
            tell=self._tell,
            proxy_for=self._proxy_for,
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
    # The sandbox's key is never replaced: Selvbetjening is asked nothing, whatever address stands there.
    helseid = there.helseid._replace(organisations=own.helseid.organisations, selvbetjening_url="")
    origins = {**own.origins, **there.origins}
    settings = own._replace(helseid=helseid, pps=there.pps, kodeverk=there.kodeverk, network=there.network, origins=origins)
    ring = KeyRing(keys=(StoredKey(private_jwk=client.private_jwk),), client_id=client.client_id)
    return settings, KeyPlace(ring)
