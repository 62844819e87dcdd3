"""What a client asks HelseID for itself: whether a key is taken, and Selvbetjening's list of its keys (helseid/README.md §8)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import jose, requests
from provesvar_gui.helseid.requests import BackChannel, BoundToken, Prover
from provesvar_gui.helseid.tokens import check_access_token, parse_token_answer

if TYPE_CHECKING:
    import datetime
    from collections.abc import Awaitable, Callable

    from provesvar_gui.helseid.discovery import Metadata
    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.platform.clock import ServerClock
    from provesvar_gui.platform.http import Http

_RESOURCE, _SCOPE = "nhn:selvbetjening", "nhn:selvbetjening/client"  # the client's own registration, and nothing else
_MOST = 100  # keys of one client that are looked at
_CODES = {401: ErrorCode.CLIENT_REFUSED, 403: ErrorCode.SCOPE_REFUSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedKey:
    """A key as Selvbetjening lists it. ``expires``: aware, UTC; None where it is not said, which is not "never"."""

    key_id: str
    thumbprint: str
    expires: datetime.datetime | None

    def is_of(self, key: PrivateKey) -> bool:
        return (bool(self.key_id) and self.key_id == key.key_id) or self.thumbprint.rstrip("=") == key.thumbprint


@dataclass(frozen=True, slots=True, kw_only=True)
class SelvbetjeningClient:
    """One client at HelseID and at Selvbetjening's API at ``base_url``. ``metadata``: HelseID's.

    Raises AppError: of the API, 401 is CLIENT_REFUSED, 403 SCOPE_REFUSED, another 4xx REQUEST_REFUSED.
    """

    http: Http = field(repr=False)
    metadata: Callable[[], Awaitable[Metadata]] = field(repr=False)
    client_id: str
    base_url: str
    clock: ServerClock

    @property
    def url(self) -> str:
        return f"{self.base_url}/v1/client-secret"

    async def token(self, key: PrivateKey) -> BoundToken:
        """A token for the API, got with ``key``. ``params["error"]`` of an AppError tells key and grant apart."""
        prover = Prover(jose.generate_p256_key(), self.clock)
        answer = parse_token_answer(await self._ask(key, prover), dpop=True)
        token = check_access_token(answer, _RESOURCE, (_SCOPE,), prover.thumbprint, self.clock)
        return BoundToken(token.value, prover.sibling(), self.url)

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
        channel = BackChannel(self.http, metadata.issuer, self.client_id, key, self.clock, dpop=True)
        form = [("grant_type", "client_credentials"), ("scope", _SCOPE)]
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
            for each in listed[:_MOST]
            if isinstance(each, dict)
        )

    async def announce(self, token: BoundToken, key: PrivateKey) -> datetime.datetime | None:
        """Add the public half of a key; when it ends. As a JSON object, and where that is refused as a JSON text (§8)."""
        public = json.dumps(key.public_jwk)
        answer = await self._send(token, "POST", public.encode(), "a new key", instead=json.dumps(public).encode())
        # Where it says nothing, the end is asked for later: the key was taken in.
        return requests.moment(answer.get("expiration")) if isinstance(answer, dict) else None

    async def _send(self, token: BoundToken, method: str, body: bytes | None, what: str, instead: bytes | None = None) -> object:
        """The answer's JSON, None where it is none. ``instead``: another body, where the first one is refused with 400."""
        response = await token.request(self.http, method, self.url, body)
        if response.status == 400 and instead is not None:
            return await self._send(token, method, instead, what)
        status, what = response.status, f"selvbetjening: {what}"
        failure = requests.server_failure(response, what, self.clock.now())
        if failure is not None:
            raise failure
        try:
            found = json.loads(response.body)
        except (ValueError, RecursionError):
            found = None
        if status in (200, 201, 204):
            return found
        if not 400 <= status < 500:
            raise AppError(ErrorCode.UNEXPECTED_ANSWER, f"{what}: status {status}")
        problem = found if isinstance(found, dict) else {}  # RFC 7807, for the screen
        text = requests.printable(requests.text_field(problem, "detail") or requests.text_field(problem, "title"))
        raise AppError(_CODES.get(status, ErrorCode.REQUEST_REFUSED), f"{what}: status {status}", service_text=text)
