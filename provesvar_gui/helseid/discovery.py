"""HelseID's metadata and signing keys (OpenID Connect Discovery 1.0, RFC 8414), kept in memory for 24 hours."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from authlib.oidc.discovery import get_well_known_url  # type: ignore[import-untyped]  # authlib ships no types

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import jose, requests
from provesvar_gui.platform.http import is_loopback, origin_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from joserfc import jwt

    from provesvar_gui.platform.clock import Clock
    from provesvar_gui.platform.http import Http

_CACHE_SECONDS = 24 * 3600.0  # seconds (helseid/README.md §1)
_REFETCH_PAUSE = 60.0  # seconds between two fetches of the keys because of an unknown kid
_SECONDS = 10.0  # for one fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Checked metadata. Optional endpoints are "" if missing."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    pushed_authorization_request_endpoint: str
    jwks_uri: str
    revocation_endpoint: str = ""
    end_session_endpoint: str = ""
    userinfo_endpoint: str
    iss_in_response: bool
    id_token_algorithms: tuple[str, ...]


_NEEDED = ("authorization_endpoint", "token_endpoint", "pushed_authorization_request_endpoint", "jwks_uri")


def parse_metadata(document: Mapping[str, Any], authority: str) -> Metadata:
    """Check the metadata. Raises AppError(DISCOVERY_INVALID): another issuer, an endpoint elsewhere, no PAR, no S256."""
    if document.get("issuer") != authority:
        raise _invalid("the issuer is not the configured one")
    methods = document.get("code_challenge_methods_supported")
    if methods is not None and (not isinstance(methods, list) or "S256" not in methods):
        raise _invalid("no S256")
    offered = document.get("id_token_signing_alg_values_supported")
    algorithms = tuple(name for name in jose.ALGORITHMS if name in offered) if isinstance(offered, list) else ("RS256",)
    if not algorithms:
        raise _invalid("no usable signature of ID tokens")
    optional = [name for name in ("revocation_endpoint", "end_session_endpoint") if document.get(name) is not None]
    endpoints = {name: _endpoint(document, name, authority) for name in (*_NEEDED, *optional)}
    try:
        userinfo = _endpoint(document, "userinfo_endpoint", authority)
    except AppError:
        userinfo = ""  # no login needs it: where it cannot be used, it is as good as missing
    return Metadata(
        issuer=authority,
        userinfo_endpoint=userinfo,
        # HelseID's copies hold truth values as text too.
        iss_in_response=document.get("authorization_response_iss_parameter_supported") in (True, "true"),
        id_token_algorithms=algorithms,
        **endpoints,
    )


def _endpoint(document: Mapping[str, Any], name: str, authority: str) -> str:
    value = document.get(name)
    if not isinstance(value, str) or not value.isascii() or not value.isprintable() or " " in value:
        raise _invalid(f"{name} is missing or no URL")
    if not origin_of(value):
        raise _invalid(f"{name} is no plain URL with https")
    host, home = (urlsplit(url).hostname or "" for url in (value, authority))
    if host != home and not (is_loopback(host) and is_loopback(home)):
        raise _invalid(f"{name} is on another host")
    return value


def _invalid(why: str) -> AppError:
    return AppError(ErrorCode.DISCOVERY_INVALID, f"metadata: {why}")


class Discovery:
    """Fetches metadata and keys, again after 24 hours.

    Keys also, at most once a minute, when a token names an unknown one or has failed: a wrong set must not stop every login
    for a day.
    """

    def __init__(self, http: Http, authority: str, clock: Clock) -> None:
        self._http, self._authority, self._clock = http, authority, clock
        self._metadata: tuple[float, Metadata] | None = None
        self._keys: tuple[float, Sequence[Mapping[str, object]]] | None = None
        self._doubted = False  # whether a token failed with these keys: they may be what was wrong
        self._asked_again = float("-inf")
        self._lock = asyncio.Lock()

    async def metadata(self, *, within: float = _CACHE_SECONDS) -> Metadata:
        """The metadata, at most ``within`` seconds old. Raises where HelseID does not answer; the old copy stays.

        Raises AppError: DISCOVERY_INVALID, SERVER_ERROR, SERVER_BUSY, UNEXPECTED_ANSWER, and those of Http.
        """
        async with self._lock:
            now = self._clock.monotonic()
            if self._metadata is None or now - self._metadata[0] > within:
                document = await self._fetch(get_well_known_url(self._authority, external=True), "metadata")
                self._metadata = now, parse_metadata(document, self._authority)
            return self._metadata[1]

    async def prepare(self) -> None:
        """Fetch metadata and keys, so that the first login need not wait for them. Raises as ``metadata``."""
        await self._signing_keys(await self.metadata())

    async def verify(self, token: str) -> jwt.Token:
        """Check a token's signature with the issuer's keys. Raises AppError(TOKEN_INVALID) and those of ``metadata``."""
        metadata = await self.metadata()
        try:
            try:
                return jose.verify(token, await self._signing_keys(metadata), metadata.id_token_algorithms)
            except jose.UnknownKeyError:
                return jose.verify(token, await self._signing_keys(metadata, unknown=True), metadata.id_token_algorithms)
        except jose.TokenUnverifiedError as error:
            self._doubted = True
            raise AppError(ErrorCode.TOKEN_INVALID, f"signature: {error}") from None

    async def _signing_keys(self, metadata: Metadata, *, unknown: bool = False) -> Sequence[Mapping[str, object]]:
        async with self._lock:
            now = self._clock.monotonic()
            # A flood of tokens with invented kids must not become a flood of requests.
            again = (unknown or self._doubted) and now - self._asked_again > _REFETCH_PAUSE
            if self._keys is None or again or now - self._keys[0] > _CACHE_SECONDS:
                if again:
                    self._asked_again = now
                keys = (await self._fetch(metadata.jwks_uri, "signing keys")).get("keys")
                if not isinstance(keys, list):
                    raise AppError(ErrorCode.DISCOVERY_INVALID, "signing keys: no list")
                self._keys = (now, [key for key in keys if isinstance(key, dict)])
                self._doubted = False
            return self._keys[1]

    async def _fetch(self, url: str, what: str) -> dict[str, Any]:
        response = await self._http.request("GET", url, headers={"Accept": "application/json"}, seconds=_SECONDS)
        requests.refuse_server_failure(response, what, self._clock.now())
        if 300 <= response.status < 400:
            raise AppError(ErrorCode.UNEXPECTED_ANSWER, f"{what}: a redirect")  # a login page of the network, for example
        if response.status != 200:
            raise AppError(ErrorCode.DISCOVERY_INVALID, f"{what}: status {response.status}")
        return requests.json_object(response, what)
