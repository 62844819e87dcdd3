"""Requests about the client's own keys: to HelseID and to its self-service API, Selvbetjening (helseid/README.md §8)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import jose, requests
from provesvar_gui.helseid.requests import BackChannel, BoundToken, Prover
from provesvar_gui.helseid.tokens import check_access_token, parse_token_response

if TYPE_CHECKING:
    import datetime
    from collections.abc import Awaitable, Callable, Mapping

    from provesvar_gui.helseid.discovery import Metadata
    from provesvar_gui.helseid.jose import Signer
    from provesvar_gui.platform.clock import ServerClock
    from provesvar_gui.platform.http import Http, HttpResponse

_RESOURCE, SCOPE = "nhn:selvbetjening", "nhn:selvbetjening/client"  # read and change the client's own registration only
_MOST_KEYS = 100  # of a list; the rest is ignored
_CLIENT_ID = re.compile(r"[0-9A-Za-z._-]{1,100}")  # it comes into an address
_CODES = {401: ErrorCode.CLIENT_REFUSED, 403: ErrorCode.SCOPE_REFUSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedKey:
    """A registered key in Selvbetjening's list. ``expires``: UTC; None: not stated, which is not "never"."""

    key_id: str
    thumbprint: str
    expires: datetime.datetime | None

    def matches(self, key: Signer) -> bool:
        return (bool(self.key_id) and self.key_id == key.key_id) or self.thumbprint.rstrip("=") == key.thumbprint


@dataclass(frozen=True, slots=True, kw_only=True)
class SelvbetjeningClient:
    """The client of Selvbetjening's API at ``base_url``. ``metadata``: returns HelseID's.

    Raises AppError: CLIENT_REFUSED (the API's 401), SCOPE_REFUSED (403), REQUEST_REFUSED (any other 4xx).
    """

    http: Http = field(repr=False)
    metadata: Callable[[], Awaitable[Metadata]] = field(repr=False)
    client_id: str
    base_url: str
    clock: ServerClock

    @property
    def url(self) -> str:
        return f"{self.base_url}/v1/client-secret"

    async def token(self, key: Signer) -> BoundToken:
        """An access token for the API, requested with ``key``. ``params["error"]`` of an AppError: HelseID's error code."""
        prover = Prover(jose.generate_p256_key(), self.clock)
        answer = parse_token_response(await self._request_token(key, prover), dpop=True)
        token = check_access_token(answer, _RESOURCE, (SCOPE,), prover.thumbprint, self.clock)
        return BoundToken(token.value, prover.for_another_server(), self.url)

    async def accepts(self, key: Signer) -> bool | None:
        """Whether HelseID accepts assertions of this key, by a token request: it checks the key first. None: undecided.

        Raises AppError where HelseID cannot be reached.
        """
        try:
            await self._request_token(key, Prover(jose.generate_p256_key(), self.clock))
        except AppError as error:
            if error.code is ErrorCode.CLIENT_REFUSED and error.params.get("error"):
                return error.params["error"] != "invalid_client"
            if error.code is ErrorCode.SCOPE_REFUSED:
                return True
            if error.code in (ErrorCode.LOGIN_REFUSED, ErrorCode.DPOP_REFUSED, ErrorCode.TOKEN_INVALID):
                return None
            raise
        return True

    async def _request_token(self, key: Signer, prover: Prover) -> dict[str, Any]:
        metadata = await self.metadata()
        channel = BackChannel(self.http, metadata.issuer, self.client_id, key, self.clock, dpop=True)
        form = [("grant_type", "client_credentials"), ("scope", SCOPE)]
        return await channel.post("client's token", metadata.token_endpoint, form, prover=prover)

    async def keys(self, token: BoundToken) -> tuple[ListedKey, ...]:
        listed = await self._send(token, "GET", None, "its keys")
        if not isinstance(listed, list):
            raise AppError(ErrorCode.UNEXPECTED_ANSWER, "selvbetjening: its keys: not a list")
        return tuple(
            ListedKey(
                key_id=requests.text_field(each, "kid"),
                thumbprint=requests.text_field(each, "jwkThumbprint"),
                expires=requests.moment(each.get("expiration")),
            )
            for each in listed[:_MOST_KEYS]
            if isinstance(each, dict)
        )

    async def register(self, token: BoundToken, key: Signer) -> datetime.datetime | None:
        """Register a public key; returns its expiry. Sends a JSON object, or a JSON string where that is refused."""
        public = json.dumps(key.public_jwk)
        answer = await self._send(token, "POST", public.encode(), "a new key", instead=json.dumps(public).encode())
        # An answer without the expiry is a success, too: the list of keys has it later.
        return requests.moment(answer.get("expiration")) if isinstance(answer, dict) else None

    async def _send(self, token: BoundToken, method: str, body: bytes | None, what: str, instead: bytes | None = None) -> object:
        """``instead``: the body of a second attempt after status 400."""
        response = await token.request(self.http, method, self.url, body)
        if response.status == 400 and instead is not None:
            return await self._send(token, method, instead, what)
        return self._content(response, what)

    async def draft(self, api_key: str, draft: Mapping[str, object]) -> str:
        """Post the draft of a new client; returns its id. ``api_key``: sent to this one address, once, and kept nowhere."""
        if not (api_key.isascii() and api_key.isprintable()):
            raise AppError(ErrorCode.DRAFT_REFUSED, "selvbetjening: no API key has such characters")
        headers = {"Accept": "application/json", "Content-Type": "application/json", "api-key": api_key}
        url, body = f"{self.base_url}/v1/client-drafts", json.dumps(draft).encode()
        response = await self.http.request("POST", url, headers=headers, body=body, seconds=requests.SECONDS)
        found = self._content(response, "a draft", ErrorCode.DRAFT_REFUSED)
        client_id = requests.text_field(found, "clientId") if isinstance(found, dict) else ""
        if not _CLIENT_ID.fullmatch(client_id):
            raise AppError(ErrorCode.UNEXPECTED_ANSWER, "selvbetjening: a draft: no client id")
        return client_id

    def _content(self, response: HttpResponse, what: str, refusal: ErrorCode | None = None) -> object:
        """The answer's JSON, or None where it is not JSON."""
        status, what = response.status, f"selvbetjening: {what}"
        requests.refuse_server_failure(response, what, self.clock.now())
        try:
            found = json.loads(response.body)
        except (ValueError, RecursionError):
            found = None
        if status in (200, 201, 204):
            return found
        if not 400 <= status < 500:
            raise AppError(ErrorCode.UNEXPECTED_ANSWER, f"{what}: status {status}")
        problem = found if isinstance(found, dict) else {}  # RFC 7807, or of a draft ``property`` and ``message``
        texts = (requests.text_field(problem, name) for name in ("detail", "message", "title"))
        text = requests.printable(next(filter(None, texts), ""))
        code = refusal or _CODES.get(status, ErrorCode.REQUEST_REFUSED)
        raise AppError(code, f"{what}: status {status}", service_text=text)
