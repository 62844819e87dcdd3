"""Tokens for the client itself, without a person (RFC 6749 section 4.4; helseid/README.md §8), and which key HelseID takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import jose
from provesvar_gui.helseid.dpop import Prover
from provesvar_gui.helseid.jose import unguessable
from provesvar_gui.helseid.requests import BackChannel, ClientAuthentication
from provesvar_gui.helseid.tokens import check_access_token, parse_token_answer
from provesvar_gui.platform.http import checked_origin

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from typing import Any

    from provesvar_gui.helseid.discovery import Metadata
    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.platform.clock import Clock
    from provesvar_gui.platform.http import Http


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfServiceAccess:
    """What is asked for: the client's own registration at Selvbetjening, and nothing else. Fits ``access_token.Wanted``."""

    resource: str = "nhn:selvbetjening"
    api_scopes: tuple[str, ...] = ("nhn:selvbetjening/client",)
    dpop: bool = True
    multi_tenant_parent: str = ""


class ClientToken:
    """A token of the client's, for one origin only; bound to a key that was made for it alone."""

    __slots__ = ("_origin", "_prover", "_value")

    def __init__(self, value: str, prover: Prover, url: str) -> None:
        self._value = value
        self._prover = prover
        self._origin = checked_origin(url)

    def __repr__(self) -> str:
        return "ClientToken()"

    def headers(self, method: str, url: str) -> dict[str, str]:
        """``Authorization`` and a new proof. Raises AppError(INTERNAL) for another origin than the token's."""
        self._check(url)
        return {"Authorization": f"DPoP {self._value}", "DPoP": self._prover.proof(method, url, self._value)}

    def challenged(self, url: str, status: int, headers: Mapping[str, str]) -> bool:
        """Take in the service's nonce; True where a 401 ``use_dpop_nonce`` makes one repeat worthwhile."""
        self._check(url)
        fresh = self._prover.take_nonce(url, headers)
        return fresh and status == 401 and "use_dpop_nonce" in headers.get("www-authenticate", "")

    def _check(self, url: str) -> None:
        if checked_origin(url) != self._origin:
            raise AppError(ErrorCode.INTERNAL, "the client's token was asked for another origin")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCredentials:
    """One client's way to tokens of its own. ``metadata``: HelseID's. ``offset_seconds``: how far this machine's clock is off."""

    http: Http = field(repr=False)
    metadata: Callable[[], Awaitable[Metadata]] = field(repr=False)
    client_id: str
    clock: Clock
    offset_seconds: Callable[[], float] = field(repr=False)
    unique: Callable[[], str] = unguessable
    access: SelfServiceAccess = field(default_factory=SelfServiceAccess)

    async def token(self, key: PrivateKey, url: str) -> ClientToken:
        """A token for the API at ``url``, got with ``key``.

        Raises AppError: CLIENT_REFUSED (``params["error"]`` says whether the key was not taken or the grant not given),
        SCOPE_REFUSED, TOKEN_AUDIENCE, and those of BackChannel.post.
        """
        prover = Prover(jose.generate_p256_key(), self.clock, self.unique)
        answer = parse_token_answer(await self._ask(key, prover), dpop=True)
        token = check_access_token(answer, self.access, thumbprint=prover.thumbprint, clock=self.clock)
        return ClientToken(token.value, prover.sibling(), url)

    async def takes(self, key: PrivateKey) -> bool | None:
        """Whether HelseID takes assertions of this key: it judges them before anything else. None: its answer does not say.

        Raises AppError where HelseID cannot be asked.
        """
        try:
            await self._ask(key, Prover(jose.generate_p256_key(), self.clock, self.unique))
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
        authentication = ClientAuthentication(client_id=self.client_id, key=key, clock=self.clock, unique=self.unique)
        channel = BackChannel(
            http=self.http,
            issuer=metadata.issuer,
            authentication=authentication,
            offset_seconds=self.offset_seconds,
            dpop=True,
        )
        form = [("grant_type", "client_credentials"), ("scope", " ".join(self.access.api_scopes))]
        return await channel.post("client's token", metadata.token_endpoint, form, prover=prover)
