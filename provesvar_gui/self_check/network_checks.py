"""The checks of certificates, proxy, the three services and the clock. None of them logs in."""

from __future__ import annotations

import asyncio
import json
import re
import ssl
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.discovery import Discovery
from provesvar_gui.kodeverk.service import RoleListService
from provesvar_gui.platform.clock import ServerClock
from provesvar_gui.platform.files import others_may_change
from provesvar_gui.platform.http import checked_origin
from provesvar_gui.platform.proxy import ProxyChoice
from provesvar_gui.platform.runtime import on_daemon_thread
from provesvar_gui.self_check.findings import CheckResult, Detail, Item, State
from provesvar_gui.self_check.settings_checks import bad_in_production

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from provesvar_gui.patient.roles import RoleList
    from provesvar_gui.platform.http import Http, HttpResponse
    from provesvar_gui.self_check.surroundings import Surroundings

_SECONDS = 8.0  # for the results service
_FAR_OFF = 300.0  # seconds: certificates and the journal's times are wrong by then
_STATES = {
    ErrorCode.NO_NETWORK: State.NO_NETWORK,
    ErrorCode.CONNECTION_BROKEN: State.NO_ANSWER,
    ErrorCode.TIMEOUT: State.NO_ANSWER,
    ErrorCode.TLS_REJECTED: State.TLS_REJECTED,
    ErrorCode.TLS_TOO_OLD: State.TLS_TOO_OLD,
    ErrorCode.PROXY_FAILED: State.PROXY_FAILED,
    ErrorCode.SERVER_ERROR: State.SERVER_TROUBLE,
    ErrorCode.SERVER_BUSY: State.SERVER_TROUBLE,
}


class Network:
    """The services, each asked once over one transport; close it when all is done."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._offsets: list[float] = []  # of the clock, as HelseID's answers tell
        self._clock = ServerClock(around.clock, primary=around.settings.helseid.authority, on_measured=self._offsets.append)
        self._http = around.make_http(self._clock)
        self._asked_helseid = asyncio.Event()

    async def check_helseid(self) -> CheckResult:
        authority = self._around.settings.helseid.authority
        try:
            return await self._ask(Item.HELSEID, authority, Discovery(self._http, authority, self._around.clock).metadata())
        finally:
            self._asked_helseid.set()

    async def check_results(self) -> CheckResult:
        base = self._around.settings.pps.base_url
        return await self._ask(Item.RESULTS, base, ask_results(self._http, base))

    async def check_code_list(self) -> CheckResult:
        item, url = Item.CODE_LIST, self._around.settings.kodeverk.url
        began = self._around.clock.monotonic()
        try:
            found = await RoleListService(self._http, None, url, self._around.clock).refresh()
        except AppError as error:
            given = {"host": self._host(url), "why": self._around.safe.text(error.detail or error.code.value)}
            return CheckResult(item=item, state=State.LIST_FALLBACK, given=given)
        return self._reached(item, url, began, State.REACHED_LIST, count=str(len(found.roles) if found is not None else 0))

    async def check_clock(self) -> CheckResult:
        await self._asked_helseid.wait()
        if not self._offsets:
            return CheckResult(item=Item.CLOCK, state=State.CLOCK_UNKNOWN)
        offset = abs(self._offsets[-1])
        state = State.CLOCK_RIGHT if not offset else State.CLOCK_FAR_OFF if offset > _FAR_OFF else State.CLOCK_OFF
        return CheckResult(item=Item.CLOCK, state=state, given={"seconds": f"{offset:.0f}"})

    async def aclose(self) -> None:
        close: Callable[[], Awaitable[None]] | None = getattr(self._http, "aclose", None)
        if close is not None:
            await close()

    async def _ask(self, item: Item, url: str, answer: Awaitable[object]) -> CheckResult:
        began = self._around.clock.monotonic()
        try:
            await answer
        except AppError as error:
            return self._failed(item, url, error)
        return self._reached(item, url, began)

    def _host(self, url: str) -> str:
        return self._around.safe.host(urlsplit(url).hostname or "")

    def _reached(self, item: Item, url: str, began: float, state: State = State.REACHED, **more: str) -> CheckResult:
        given = {"host": self._host(url), "seconds": f"{self._around.clock.monotonic() - began:.1f}", **more}
        return CheckResult(item=item, state=state, given=given)

    def _failed(self, item: Item, url: str, error: AppError) -> CheckResult:
        if error.code is ErrorCode.SETTINGS_INVALID:  # the added certificates: said by their own item
            return CheckResult(item=item, state=State.WAITS_FOR_SETTINGS)
        state, host = _STATES.get(error.code), self._host(url)
        if state is None:
            why = self._around.safe.text(error.detail or error.code.value)
            return CheckResult(item=item, state=State.WRONG_ANSWER, given={"host": host, "why": why})
        if state is State.NO_NETWORK and item is Item.RESULTS and self._around.settings.is_prod:
            state = State.NO_HELSENETT
        status = error.detail.rpartition("status ")[2] if "status " in error.detail else ""
        return CheckResult(item=item, state=state, given={"host": host, "status": status})


def _origins(around: Surroundings) -> list[str]:
    """Of the three services, each once; the login's first."""
    settings = around.settings
    return list(
        dict.fromkeys(checked_origin(url) for url in (settings.helseid.authority, settings.pps.base_url, settings.kodeverk.url))
    )


async def ask_results(http: Http, base_url: str) -> None:
    """Ask the results service what it is. Raises AppError where it does not say so.

    A refusal for want of a login is an answer too: version 1 asks for one by a known mistake (pps/README.md §2).
    """
    headers = {"Accept": "application/fhir+json"}
    response = await http.request("GET", f"{base_url}/metadata", headers=headers, seconds=_SECONDS)
    if wants_a_login(response):
        return
    if response.status >= 500 or response.status == 429:
        raise AppError(ErrorCode.SERVER_ERROR, f"status {response.status}")
    if response.status != 200 or not _is_capability_statement(response.body):
        raise AppError(ErrorCode.UNEXPECTED_ANSWER, f"status {response.status}")


def _is_capability_statement(body: bytes) -> bool:
    """Whether it is what a FHIR server says of itself at ``/metadata``."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("resourceType") == "CapabilityStatement"


def wants_a_login(response: HttpResponse) -> bool:
    """Whether it is an API's refusal for want of a token (JSON, or the scheme of its tokens), not the page of a filter."""
    if response.status not in (401, 403):
        return False
    if re.match(r"(?i)\s*(bearer|dpop)\b", response.headers.get("www-authenticate", "")):
        return True
    try:
        return isinstance(json.loads(response.body), dict)
    except (ValueError, RecursionError):
        return False


async def check_certificates(around: Surroundings) -> CheckResult:
    """The store itself cannot be looked into everywhere (truststore asks the system for each certificate); OpenSSL's can."""
    item, file = Item.CERTIFICATES, around.settings.network.ca_file
    if not file:
        details = tuple(
            Detail(name=name, value=around.safe.path(around.environment[name]))
            for name in ("SSL_CERT_FILE", "SSL_CERT_DIR")  # OpenSSL heeds them; in production nobody does (net.trust)
            if around.environment.get(name)
        )
        return CheckResult(item=item, state=State.TRUST_SYSTEM, details=details)
    given = {"file": around.safe.path(file)}
    try:
        given["count"] = str(await on_daemon_thread(partial(_count_certificates, file)))
        open_one = around.platform != "win32" and await on_daemon_thread(lambda: bool(others_may_change(Path(file))))
    except (OSError, ValueError) as error:
        return CheckResult(item=item, state=State.TRUST_UNREADABLE, given={**given, "kind": type(error).__name__})
    if open_one:
        return CheckResult(item=item, state=State.TRUST_OPEN, given=given, other_grade=bad_in_production(around))
    return CheckResult(item=item, state=State.TRUST_EXTRA, given=given)


def _count_certificates(file: str) -> int:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cafile=file)
    return len(context.get_ca_certs())


async def check_proxy(around: Surroundings) -> CheckResult:
    """The way to each service; the proxy without the name and password it may want."""
    item = Item.PROXY
    choice = ProxyChoice(around.settings.network.proxy, around.clock, around.proxy_for)
    origins = _origins(around)
    try:
        ways = [(origin, await choice.choose(origin)) for origin in origins]
    except TimeoutError:
        return CheckResult(item=item, state=State.PROXY_SLOW)
    except AppError as error:
        return CheckResult(item=item, state=State.PROXY_BROKEN, given={"kind": error.code.value})
    details = tuple(
        Detail(name=around.safe.address(origin), value=around.safe.proxy(proxy) if proxy else "–") for origin, proxy in ways
    )
    used = list(dict.fromkeys(detail.value for detail, (_, proxy) in zip(details, ways, strict=True) if proxy))
    if not used:
        return CheckResult(item=item, state=State.PROXY_NONE, details=details)
    return CheckResult(item=item, state=State.PROXY_USED, given={"ways": ", ".join(used)}, details=details)


# -- the look at the start of a shift: do login, results service and code list answer? No patient is asked for, nobody logs in.

_ANSWER_SECONDS = 10.0  # for one answer: a failed network is told within 8
_NO_WAY = frozenset({ErrorCode.NO_NETWORK, ErrorCode.PROXY_FAILED})


class ServiceStatus(StrEnum):
    """The status of one of the three services."""

    ANSWERS = "answers"
    NO_WAY = "no-way"  # the network, or the way through it, failed before anything was asked
    SILENT = "silent"  # no answer in time, one that broke off, or one that says it is in trouble
    STRANGE = "strange"  # something else answers there


@dataclass(frozen=True, slots=True, kw_only=True)
class Connectivity:
    """What was found. ``roles``: a newer code list that came with it."""

    login: ServiceStatus
    service: ServiceStatus
    code_list: ServiceStatus
    roles: RoleList | None = None

    @property
    def good(self) -> bool:
        return self.login is self.service is self.code_list is ServiceStatus.ANSWERS

    @property
    def no_way(self) -> bool:
        """Whether it is the network, and not the services."""
        return self.login is self.service is self.code_list is ServiceStatus.NO_WAY


async def check_connectivity(
    http: Http,
    *,
    ask_login: Callable[[], Awaitable[object]],
    service_url: str,
    ask_list: Callable[[], Awaitable[RoleList | None]],
) -> Connectivity:
    """Ask all three at once. Cancelled, it leaves nothing behind. Raises nothing else."""
    came: list[RoleList | None] = [None]

    async def code_list() -> None:
        came[0] = await ask_list()

    login, service, listed = await asyncio.gather(
        _answer_of(ask_login), _answer_of(lambda: ask_results(http, service_url)), _answer_of(code_list)
    )
    return Connectivity(login=login, service=service, code_list=listed, roles=came[0])


async def _answer_of(ask: Callable[[], Awaitable[object]]) -> ServiceStatus:
    try:
        async with asyncio.timeout(_ANSWER_SECONDS):
            await ask()
    except TimeoutError:
        return ServiceStatus.SILENT
    except AppError as error:
        if error.code in _NO_WAY:
            return ServiceStatus.NO_WAY
        quiet = {ErrorCode.TIMEOUT, ErrorCode.CONNECTION_BROKEN, ErrorCode.SERVER_ERROR, ErrorCode.SERVER_BUSY}
        return ServiceStatus.SILENT if error.code in quiet else ServiceStatus.STRANGE
    return ServiceStatus.ANSWERS
