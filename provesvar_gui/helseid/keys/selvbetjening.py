"""The API of HelseID Selvbetjening (helseid/README.md §8): the token of the client itself, and its registered keys."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import jose, requests
from provesvar_gui.helseid.dpop import BoundToken, Prover
from provesvar_gui.helseid.requests import BackChannel
from provesvar_gui.helseid.tokens import check_access_token, parse_token_answer

if TYPE_CHECKING:
    import datetime
    from collections.abc import Awaitable, Callable, Mapping

    from provesvar_gui.helseid.discovery import Metadata
    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.platform.clock import Clock
    from provesvar_gui.platform.http import Http, HttpResponse

_RESOURCE, _SCOPE = "nhn:selvbetjening", "nhn:selvbetjening/client"  # the client's own registration, and nothing else
_PATH = "/v1/client-secret"
_SECONDS = 20.0  # for one exchange
_MOST = 100  # keys of one client that are looked at
_CODES = {401: ErrorCode.CLIENT_REFUSED, 403: ErrorCode.SCOPE_REFUSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCredentials:
    """One client's way to tokens of its own. ``metadata``: HelseID's. ``offset_seconds``: how far this machine's clock is off."""

    http: Http = field(repr=False)
    metadata: Callable[[], Awaitable[Metadata]] = field(repr=False)
    client_id: str
    clock: Clock
    offset_seconds: Callable[[], float] = field(repr=False)

    async def token(self, key: PrivateKey, url: str) -> BoundToken:
        """A token for the API at ``url``, got with ``key``. ``params["error"]`` of an AppError tells key and grant apart."""
        prover = Prover(jose.generate_p256_key(), self.clock)
        answer = parse_token_answer(await self._ask(key, prover), dpop=True)
        token = check_access_token(answer, _RESOURCE, (_SCOPE,), prover.thumbprint, self.clock)
        return BoundToken(token.value, prover.sibling(), url)

    async def takes(self, key: PrivateKey) -> bool | None:
        """Whether HelseID takes assertions of this key: it judges them before anything else. None: its answer does not say.

        Raises AppError where HelseID cannot be asked.
        """
        try:
            await self._ask(key, Prover(jose.generate_p256_key(), self.clock))
        except AppError as error:
            if error.code is ErrorCode.CLIENT_REFUSED and error.params.get("error"):
                return error.params["error"] != "invalid_client"
            if error.code is ErrorCode.SCOPE_REFUSED:
                return True
            if error.code in (ErrorCode.LOGIN_REFUSED, ErrorCode.DPOP_REFUSED, ErrorCode.TOKEN_INVALID):
                return None
            raise
        return True

    async def _ask(self, key: PrivateKey, prover: Prover) -> dict[str, Any]:
        metadata = await self.metadata()
        channel = BackChannel(
            http=self.http,
            issuer=metadata.issuer,
            client_id=self.client_id,
            key=key,
            clock=self.clock,
            offset_seconds=self.offset_seconds,
            dpop=True,
        )
        form = [("grant_type", "client_credentials"), ("scope", _SCOPE)]
        return await channel.post("client's token", metadata.token_endpoint, form, prover=prover)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedKey:
    """A key as Selvbetjening lists it. ``expires``: aware, UTC; None where it is not said, which is not "never"."""

    key_id: str
    thumbprint: str
    expires: datetime.datetime | None

    def is_of(self, key: PrivateKey) -> bool:
        """Whether it is this key's public half."""
        return (bool(self.key_id) and self.key_id == key.key_id) or self.thumbprint.rstrip("=") == key.thumbprint


@dataclass(frozen=True, slots=True, kw_only=True)
class SelvbetjeningApi:
    """The API at ``base_url``. Raises AppError: 401 is CLIENT_REFUSED, 403 SCOPE_REFUSED, another 4xx REQUEST_REFUSED."""

    http: Http = field(repr=False)
    base_url: str
    clock: Clock

    @property
    def url(self) -> str:
        """Where the client's keys are."""
        return f"{self.base_url}{_PATH}"

    async def keys(self, token: BoundToken) -> tuple[ListedKey, ...]:
        response = await self._send(token, "GET", None)
        self._judge(response, "its keys")
        listed = _json(response.body)
        if not isinstance(listed, list):
            raise AppError(ErrorCode.UNEXPECTED_ANSWER, "selvbetjening: its keys: not a list")
        return tuple(_registered(each) for each in listed[:_MOST] if isinstance(each, dict))

    async def announce(self, token: BoundToken, key: PrivateKey) -> datetime.datetime | None:
        """Add the public half of a key; when it ends. As a JSON object, and where that is refused as a JSON text (§8)."""
        public = json.dumps(key.public_jwk)
        response = await self._send(token, "POST", public.encode())
        if response.status == 400:
            again = await self._send(token, "POST", json.dumps(public).encode())
            response = again if again.status != 400 else response
        self._judge(response, "a new key")
        answer = _json(response.body)  # where it says nothing, the end is asked for later: the key was taken in
        return requests.moment(answer.get("expiration")) if isinstance(answer, dict) else None

    async def _send(self, token: BoundToken, method: str, body: bytes | None) -> HttpResponse:
        response = await self._send_once(token, method, body)
        if token.challenged(self.url, response.status, response.headers):
            response = await self._send_once(token, method, body)
            token.challenged(self.url, response.status, response.headers)
        return response

    async def _send_once(self, token: BoundToken, method: str, body: bytes | None) -> HttpResponse:
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
        raise AppError(code, f"{what}: status {status}", service_text=_problem(_json(response.body)))


def _json(text: str | bytes) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _problem(found: object) -> str:
    """What a problem document says (RFC 7807), for the screen; empty where it is none."""
    if not isinstance(found, dict):
        return ""
    return requests.printable(requests.text_field(found, "detail") or requests.text_field(found, "title"))


def _registered(found: Mapping[str, Any]) -> ListedKey:
    return ListedKey(
        key_id=requests.text_field(found, "kid"),
        thumbprint=requests.text_field(found, "jwkThumbprint"),
        expires=requests.moment(found.get("expiration")),
    )
