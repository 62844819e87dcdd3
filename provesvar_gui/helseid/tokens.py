"""The token endpoint: redemption of the code, refresh, revocation (RFC 6749, 7009, 8707; helseid/README.md §3, §5, §7)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import jose, requests

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from provesvar_gui.helseid.authorization import AuthorizationCode
    from provesvar_gui.helseid.config import HelseIdConfig
    from provesvar_gui.helseid.discovery import Metadata
    from provesvar_gui.helseid.dpop import Prover
    from provesvar_gui.helseid.model import Organisation
    from provesvar_gui.helseid.requests import BackChannel
    from provesvar_gui.platform.clock import Clock

_LEEWAY = 60  # seconds by which a server's clock may be ahead of what we know of it
_ORGNR_CHILD = "helseid://claims/client/claims/orgnr_child"
_REVOKE_SECONDS = 2.0  # for one token that nobody waits for


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenAnswer:
    """A token response. Empty or None: it was not there. ``refresh_seconds``: ``rt_expires_in``, HelseID's extension."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    id_token: str = field(repr=False)
    seconds: float | None
    refresh_seconds: float | None
    scopes: tuple[str, ...] | None
    rejected_scopes: tuple[str, ...]


def parse_token_answer(document: Mapping[str, Any], *, dpop: bool) -> TokenAnswer:
    """Read a token response (RFC 6749 section 5.1).

    Raises AppError: UNEXPECTED_ANSWER (no token), DPOP_REQUIRED (v1, but bound to a key), TOKEN_INVALID (v2, but Bearer).
    """
    kind = requests.text_field(document, "token_type").lower()
    if dpop and kind != "dpop":
        raise AppError(ErrorCode.TOKEN_INVALID, "token: token_type is not DPoP")
    if not dpop and kind == "dpop":
        raise AppError(ErrorCode.DPOP_REQUIRED, "token: token_type is DPoP")
    if not dpop and kind != "bearer":
        raise AppError(ErrorCode.TOKEN_INVALID, "token: token_type is neither DPoP nor Bearer")
    access_token = requests.text_field(document, "access_token")
    if not access_token or not access_token.isascii() or not access_token.isprintable() or " " in access_token:
        raise AppError(ErrorCode.UNEXPECTED_ANSWER, "token: no access_token")
    return TokenAnswer(
        access_token=access_token,
        refresh_token=requests.text_field(document, "refresh_token"),
        id_token=requests.text_field(document, "id_token"),
        seconds=requests.seconds_field(document, "expires_in"),
        refresh_seconds=requests.seconds_field(document, "rt_expires_in"),
        scopes=requests.tokens_field(document, "scope"),
        rejected_scopes=requests.tokens_field(document, "rejected_scope") or (),
    )


@dataclass(slots=True, kw_only=True, eq=False)
class TokenChain:
    """The refresh tokens of one login, of which the newest counts. One request at a time: each may be for one use.

    ``prover``: of the key that every token is bound to; None for Bearer.
    """

    channel: BackChannel = field(repr=False)
    config: HelseIdConfig
    prover: Prover | None = field(repr=False)
    newest: str = field(default="", repr=False)

    @property
    def thumbprint(self) -> str | None:
        return None if self.prover is None else self.prover.thumbprint

    async def redeem(self, metadata: Metadata, code: AuthorizationCode) -> TokenAnswer:
        """Redeem the code. No scope is sent: HelseID takes none here. Raises AppError; a refused code is LOGIN_REFUSED."""
        parameters = [
            ("grant_type", "authorization_code"),
            ("code", code.value),
            ("redirect_uri", code.request.redirect_uri),
            ("code_verifier", code.request.code_verifier),
            ("resource", self.config.resource),
        ]
        try:
            return await self._ask("token", metadata, parameters)
        except AppError as error:
            if error.code is ErrorCode.SESSION_EXPIRED:
                raise AppError(ErrorCode.LOGIN_REFUSED, "token: the code was refused", service_text=error.service_text) from None
            raise

    async def refresh(self, metadata: Metadata, organisation: Organisation | None) -> TokenAnswer:
        """Get a token for the one audience, the API's scope and the point of care. Raises AppError; SESSION_EXPIRED when refused.

        The point of care goes into the assertion here and never with the code: HelseID refuses it there (HID-1009).
        """
        if not self.newest:
            raise AppError(ErrorCode.SESSION_EXPIRED, "refresh: no refresh token")
        config, details = self.config, None
        parameters = [("grant_type", "refresh_token"), ("refresh_token", self.newest), ("resource", config.resource)]
        if config.scope_on_refresh and config.api_scopes:
            parameters.append(("scope", " ".join(config.api_scopes)))
        if organisation is not None:
            details = requests.organisation_details(organisation.orgnr, multi_tenant_parent=config.multi_tenant_parent)
        return await self._ask("refresh", metadata, parameters, details)

    async def revoke(self, metadata: Metadata) -> None:
        """Revoke the refresh token (RFC 7009), where there is one and the server can. Raises AppError."""
        if metadata.revocation_endpoint and self.newest:
            parameters = [("token", self.newest), ("token_type_hint", "refresh_token")]
            await self.channel.post("revocation", metadata.revocation_endpoint, parameters)

    async def _ask(self, what: str, metadata: Metadata, form: Sequence[tuple[str, str]], details: object = None) -> TokenAnswer:
        document = await self.channel.post(what, metadata.token_endpoint, form, prover=self.prover, details=details)
        # Before the rest is judged: the one before may be used up, and losing this one would end the session.
        self.newest = requests.text_field(document, "refresh_token") or self.newest
        return parse_token_answer(document, dpop=self.config.dpop)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """A token that passed the checks, over at ``ends`` (goes on in sleep) or ``ends_monotonic`` (not set), whichever is first."""

    value: str = field(repr=False)
    lifetime: float
    ends: float
    ends_monotonic: float

    def left(self, clock: Clock) -> float:
        """Seconds that are left."""
        return min(self.ends - clock.now(), self.ends_monotonic - clock.monotonic())


def check_access_token(
    answer: TokenAnswer,
    *,
    resource: str,
    scopes: Sequence[str],
    thumbprint: str | None,
    clock: Clock,
    multi_tenant_parent: str = "",
) -> AccessToken:
    """Judge the token that goes to the API. ``scopes``: all are needed. ``thumbprint``: of our key, None for Bearer.

    Raises AppError: TOKEN_AUDIENCE, SCOPE_REFUSED, TERMS_NOT_SIGNED (of ``multi_tenant_parent``), TOKEN_INVALID.
    """
    claims = claims_of(answer)
    if multi_tenant_parent and set(scopes) & set(answer.rejected_scopes):
        # HelseID rejects a scope in an answer only where the organisation has not signed the terms that belong to it.
        params = {"orgnr": multi_tenant_parent}
        raise AppError(ErrorCode.TERMS_NOT_SIGNED, "access token: rejected_scope has the scope of the API", params=params)
    if withheld(answer, scopes):
        raise AppError(ErrorCode.SCOPE_REFUSED, "access token: the scope of the API was withheld")
    # After the scope: an API whose scope was withheld is missing in aud too, and the scope is the reason to tell.
    if audiences(claims) != (resource,):
        raise AppError(ErrorCode.TOKEN_AUDIENCE, "access token: aud is not exactly the resource")
    if thumbprint is not None and _bound_to(claims) != thumbprint:
        raise AppError(ErrorCode.TOKEN_INVALID, "access token: cnf.jkt is not our key")
    expiry = seconds(claims, "exp")
    if expiry is None:
        raise AppError(ErrorCode.TOKEN_INVALID, "access token: no exp")
    now = clock.now()
    begins = seconds(claims, "nbf") if "nbf" in claims else 0
    if begins is None or not begins <= now + _LEEWAY:
        raise AppError(ErrorCode.TOKEN_INVALID, "access token: nbf")
    lifetime = expiry - now
    if answer.seconds is not None:
        # What the server counts from its own answer holds also where the clocks differ.
        lifetime = min(lifetime, answer.seconds) if lifetime > 0 else lifetime
    if lifetime <= 0:
        raise AppError(ErrorCode.TOKEN_INVALID, "access token: over already")
    return AccessToken(
        value=answer.access_token, lifetime=lifetime, ends=now + lifetime, ends_monotonic=clock.monotonic() + lifetime
    )


def seconds(claims: Mapping[str, object], name: str) -> int | None:
    """A time in a token's claims; None where there is none that can be reckoned with."""
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e12:
        return None
    return int(value)


def withheld(answer: TokenAnswer, scopes: Iterable[str]) -> bool:
    """Whether any of these scopes was not given; an answer that lists no scopes has given all that were asked for."""
    given = set(scopes) if answer.scopes is None else set(answer.scopes)
    return not set(scopes) <= given - set(answer.rejected_scopes)


def check_organisation(answer: TokenAnswer, orgnr: str) -> None:
    """The point of care that was asked for is the one the token names, where it names one: each look-up is logged under it.

    Raises AppError: ORGANISATION_REFUSED, TOKEN_INVALID.
    """
    named = claims_of(answer).get(_ORGNR_CHILD)
    if named is not None and named != orgnr:
        raise AppError(ErrorCode.ORGANISATION_REFUSED, "access token: orgnr_child is another one")


def is_exact(answer: TokenAnswer, config: HelseIdConfig, *, thumbprint: str | None) -> bool:
    """Whether the redeemed token is already for the one audience and our key, so that it needs no refresh."""
    claims = claims_of(answer)
    bound = thumbprint is None or _bound_to(claims) == thumbprint
    granted = answer.scopes is None or set(config.api_scopes) <= set(answer.scopes)
    return bound and granted and audiences(claims) == (config.resource,)


def audiences(claims: Mapping[str, object]) -> tuple[str, ...]:
    """``aud`` as a tuple: it is a text for one audience and a list for several."""
    value = claims.get("aud")
    if isinstance(value, str):
        return (value,)
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _bound_to(claims: Mapping[str, object]) -> object:
    confirmation = claims.get("cnf")
    return confirmation.get("jkt") if isinstance(confirmation, dict) else None


def claims_of(answer: TokenAnswer) -> Mapping[str, object]:
    """What an access token says, its signature not checked: it is the API's to read. Raises AppError(TOKEN_INVALID)."""
    try:
        return jose.read_unverified(answer.access_token).claims
    except jose.TokenUnverifiedError:
        raise AppError(ErrorCode.TOKEN_INVALID, "access token: not a JWT") from None


class Revoker:
    """Revokes, best effort, refresh tokens that nobody will use any more; at the end of the program what is left once more."""

    def __init__(self, metadata: Callable[[], Awaitable[Metadata]]) -> None:
        self._metadata = metadata
        self.left: list[TokenChain] = []  # whose tokens are to be revoked, at the end of the program at the latest
        self._running: set[asyncio.Task[bool]] = set()

    def abandon(self, chain: TokenChain, seconds: float = _REVOKE_SECONDS) -> asyncio.Task[bool]:
        """Revoke within ``seconds`` in the background. Who wants to wait gets whether it was done."""
        self.left.append(chain)
        task = asyncio.get_running_loop().create_task(self._revoke(chain, seconds))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def aclose(self, seconds: float) -> None:
        """Within ``seconds``: begin again with what was interrupted (the program's end cancels every task)."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await asyncio.gather(*(self._revoke(chain, seconds) for chain in list(self.left)))

    async def _revoke(self, chain: TokenChain, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await chain.revoke(await self._metadata())
        except (AppError, TimeoutError):
            return False
        finally:
            task = asyncio.current_task()
            if task is None or not task.cancelling():
                self.left.remove(chain)
        return True
