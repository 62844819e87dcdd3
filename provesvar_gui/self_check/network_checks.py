"""The checks of certificates, proxy, the three services and the clock. None of them logs in."""

from __future__ import annotations

import asyncio
import re
import ssl
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.discovery import Discovery
from provesvar_gui.helseid.requests import json_object, refuse_server_failure
from provesvar_gui.kodeverk.code_list import RoleListService
from provesvar_gui.platform.clock import ServerClock
from provesvar_gui.platform.files import why_others_can_write
from provesvar_gui.platform.http import checked_origin
from provesvar_gui.platform.http_client import ProxyChoice
from provesvar_gui.platform.runtime import on_daemon_thread
from provesvar_gui.self_check import findings
from provesvar_gui.self_check.findings import AMBER, GREEN, RED, CheckResult, Detail, Item, found, waits

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from provesvar_gui.platform.http import Http, HttpResponse
    from provesvar_gui.self_check.findings import Surroundings

_SECONDS = 8.0  # for the results service
_WRONG_CLOCK_SECONDS = 300.0  # seconds: certificates and the journal's times are wrong by then


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
        url = self._around.settings.kodeverk.url
        return await self._ask(Item.CODE_LIST, url, RoleListService(self._http, url, self._around.clock).refresh())

    async def check_clock(self) -> CheckResult:
        await self._asked_helseid.wait()
        by_network = "Set the machine's clock by the network: certificates and the journal's times go wrong."
        if not self._offsets:
            return waits()
        offset = abs(self._offsets[-1])
        if not offset:
            return found(GREEN, "Right, by the services' own time.")
        if offset > _WRONG_CLOCK_SECONDS:
            return found(RED, "{seconds} seconds off.", by_network, seconds=f"{offset:.0f}")
        text, do = "{seconds} seconds off. The program allows for it.", "Set the machine's clock by the network."
        return found(AMBER, text, do, seconds=f"{offset:.0f}")

    async def aclose(self) -> None:
        close: Callable[[], Awaitable[None]] | None = getattr(self._http, "aclose", None)
        if close is not None:
            await close()

    async def _ask(self, item: Item, url: str, answer: Awaitable[object]) -> CheckResult:
        host, began = self._around.safe.host(urlsplit(url).hostname or ""), self._around.clock.monotonic()
        try:
            await answer
        except AppError as error:
            return self._failed(item, host, error)
        seconds = f"{self._around.clock.monotonic() - began:.1f}"
        return found(GREEN, "{host} answers as it should ({seconds} s).", host=host, seconds=seconds)

    def _failed(self, item: Item, host: str, error: AppError) -> CheckResult:
        if item is Item.CODE_LIST:
            return found(AMBER, "{host} gave no usable list. The copy at hand is used.", findings.ALLOW_HOST, host=host)
        if error.code is ErrorCode.SETTINGS_INVALID:  # the added certificates: said by their own item
            return waits()
        text, do = findings.SERVICE.get(error.code, findings.STRANGE)
        if error.code is ErrorCode.NO_NETWORK and item is Item.RESULTS and self._around.settings.is_prod:
            do = (
                "In production it can be reached from Helsenettet only; HelseID and BankID need the Internet at the same time. "
                "See that this machine is on both, and that firewall and proxy allow https to {host}."
            )
        return found(RED, text, do, host=host)


async def ask_results(http: Http, base_url: str) -> None:
    """Request the results service's own description. Raises AppError if it is another service.

    A refusal for want of a login is an answer too: version 1 asks for one by a known mistake (pps/README.md §2).
    """
    headers = {"Accept": "application/fhir+json"}
    response = await http.request("GET", f"{base_url}/metadata", headers=headers, seconds=_SECONDS)
    if wants_a_login(response):
        return
    refuse_server_failure(response, "metadata", 0.0)
    if response.status != 200 or json_object(response, "metadata").get("resourceType") != "CapabilityStatement":
        raise AppError(ErrorCode.UNEXPECTED_ANSWER, f"status {response.status}")


def wants_a_login(response: HttpResponse) -> bool:
    """Whether it is an API's refusal for want of a token (JSON, or the scheme of its tokens), not the page of a filter."""
    if response.status not in (401, 403):
        return False
    if re.match(r"(?i)\s*(bearer|dpop)\b", response.headers.get("www-authenticate", "")):
        return True
    try:
        json_object(response, "metadata")
    except AppError:
        return False
    return True


async def check_certificates(around: Surroundings) -> CheckResult:
    """The store itself cannot be looked into everywhere (truststore asks the system for each certificate); OpenSSL's can."""
    file = around.settings.network.ca_file
    if not file:
        names = ("SSL_CERT_FILE", "SSL_CERT_DIR")  # OpenSSL heeds them; in production nobody does
        told = {name: around.environment[name] for name in names if around.environment.get(name)}
        details = tuple(Detail(name=name, value=around.safe.path(value)) for name, value in told.items())
        return found(GREEN, "The system's own decide.", "", details)
    path = around.safe.path(file)
    try:
        count = str(await on_daemon_thread(partial(_count_certificates, file)))
        open_one = around.platform != "win32" and await on_daemon_thread(lambda: bool(why_others_can_write(Path(file))))
    except (OSError, ValueError) as error:
        text = "The certificates of network.ca_file cannot be read: {file} ({kind})."
        do = "The file must hold certificates as PEM, readable by this user."
        return found(RED, text, do, file=path, kind=type(error).__name__)
    if open_one:  # not used in production
        grade, text = RED if around.settings.is_prod else AMBER, "Others can change the certificates that are trusted: {file}"
        return found(grade, text, findings.ADMINISTRATORS, file=path)
    return found(GREEN, "The system's own, and {count} from {file}", count=count, file=path)


def _count_certificates(file: str) -> int:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cafile=file)
    return len(context.get_ca_certs())


async def check_proxy(around: Surroundings) -> CheckResult:
    """The way to each service; the proxy without the name and password it may want."""
    settings = around.settings
    choice = ProxyChoice(settings.network.proxy, around.clock, around.proxy_for)
    urls = (settings.helseid.authority, settings.pps.base_url, settings.kodeverk.url)
    try:
        ways = {origin: await choice.choose(origin) for origin in map(checked_origin, urls)}
    except TimeoutError:
        return found(
            AMBER,
            "The system does not say in time which proxy to use; straight ways are tried.",
            "See that the network's proxy script can be reached, or set network.proxy.",
        )
    except AppError as error:
        return found(
            RED,
            "The proxy that the system names cannot be used ({kind}).",
            "Set network.proxy to an http proxy, or to none.",
            kind=error.code.value,
        )
    safe = around.safe.address
    details = tuple(Detail(name=safe(origin), value=safe(proxy) if proxy else "–") for origin, proxy in ways.items())
    used = ", ".join(dict.fromkeys(safe(proxy) for proxy in ways.values() if proxy))
    if not used:
        return found(GREEN, "None: straight to the services.", "", details)
    return found(GREEN, "In use: {ways}", "", details, ways=used)
