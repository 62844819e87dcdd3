"""Selvbetjening's API, as far as a client sees and adds its own keys: ``/v1/client-secret`` (helseid/README.md §8)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import requests

if TYPE_CHECKING:
    import datetime

    from provesvar_gui.helseid.client_credentials import ClientToken
    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.platform.clock import Clock
    from provesvar_gui.platform.http import Http, HttpResponse

_PATH = "/v1/client-secret"
_SECONDS = 20.0  # for one exchange
_MOST = 100  # keys of one client that are looked at
_CODES = {401: ErrorCode.CLIENT_REFUSED, 403: ErrorCode.SCOPE_REFUSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredKey:
    """A key as Selvbetjening lists it. ``expires``: aware, UTC; None where it is not said, which is not "never"."""

    key_id: str
    thumbprint: str
    public: dict[str, Any] = field(repr=False)
    expires: datetime.datetime | None

    def is_of(self, key: PrivateKey) -> bool:
        """Whether it is this key's public half, by whatever of it is told."""
        same = bool(self.public) and all(self.public.get(name) == value for name, value in key.public_members.items())
        named = bool(self.key_id) and self.key_id == key.key_id
        return same or named or self.thumbprint.rstrip("=") == key.thumbprint


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfService:
    """The API at ``base_url``. Follows no redirect: the token goes nowhere else.

    Every method raises AppError: CLIENT_REFUSED (401), SCOPE_REFUSED (403), REQUEST_REFUSED (any other 4xx; ``service_text``),
    SERVER_BUSY, SERVER_ERROR, UNEXPECTED_ANSWER, and those of Http.
    """

    http: Http = field(repr=False)
    base_url: str
    clock: Clock

    @property
    def url(self) -> str:
        """Where the client's keys are."""
        return f"{self.base_url}{_PATH}"

    async def keys(self, token: ClientToken) -> tuple[RegisteredKey, ...]:
        response = await self._send(token, "GET", None)
        self._judge(response, "its keys")
        try:
            listed = json.loads(response.body)
        except (ValueError, RecursionError):
            listed = None
        if not isinstance(listed, list):
            raise AppError(ErrorCode.UNEXPECTED_ANSWER, "selvbetjening: its keys: not a list")
        return tuple(_registered(each) for each in listed[:_MOST] if isinstance(each, dict))

    async def announce(self, token: ClientToken, key: PrivateKey) -> datetime.datetime | None:
        """Add the public half of a key; when it ends, or None where that is not said.

        It is sent as a JSON object, as NHN's libraries do; where that is refused, as a JSON text, which others do
        (helseid/README.md §8).
        """
        public = json.dumps(key.public_jwk)
        response = await self._send(token, "POST", public.encode())
        if response.status == 400:
            again = await self._send(token, "POST", json.dumps(public).encode())
            response = again if again.status != 400 else response
        self._judge(response, "a new key")
        try:
            answer = json.loads(response.body)
        except (ValueError, RecursionError):
            return None  # it was taken in; when it ends is asked for later
        return requests.moment(answer.get("expiration")) if isinstance(answer, dict) else None

    async def _send(self, token: ClientToken, method: str, body: bytes | None) -> HttpResponse:
        response = await self._send_once(token, method, body)
        if token.challenged(self.url, response.status, response.headers):
            response = await self._send_once(token, method, body)
            token.challenged(self.url, response.status, response.headers)
        return response

    async def _send_once(self, token: ClientToken, method: str, body: bytes | None) -> HttpResponse:
        headers = {"Accept": "application/json", **token.headers(method, self.url)}
        if body is not None:
            headers["Content-Type"] = "application/json"
        return await self.http.request(method, self.url, headers=headers, body=body, seconds=_SECONDS)

    def _judge(self, response: HttpResponse, what: str) -> None:
        status, what = response.status, f"selvbetjening: {what}"
        failure = requests.server_failure(response, what, self.clock.now())
        if failure is not None:
            raise failure
        if status in (200, 201, 204):
            return
        if not 400 <= status < 500:
            raise AppError(ErrorCode.UNEXPECTED_ANSWER, f"{what}: status {status}")
        code = _CODES.get(status, ErrorCode.REQUEST_REFUSED)
        raise AppError(code, f"{what}: status {status}", service_text=_problem(response))


def _problem(response: HttpResponse) -> str:
    """What a problem document says (RFC 7807), for the screen; empty where it is none."""
    try:
        said = json.loads(response.body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(said, dict):
        return ""
    return requests.printable(requests.text_field(said, "detail") or requests.text_field(said, "title"))


def _registered(said: dict[str, Any]) -> RegisteredKey:
    public = said.get("publicJwk")
    if isinstance(public, str):
        try:
            public = json.loads(public)
        except (ValueError, RecursionError):
            public = None
    return RegisteredKey(
        key_id=requests.text_field(said, "kid"),
        thumbprint=requests.text_field(said, "jwkThumbprint"),
        public=public if isinstance(public, dict) else {},
        expires=requests.moment(said.get("expiration")),
    )
