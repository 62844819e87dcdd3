"""The token endpoint: redemption of the code, refresh, revocation (RFC 6749, 7009, 8707; helseid/README.md §3, §5, §7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import jose, requests
from provesvar_gui.helseid.model import RESOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from provesvar_gui.helseid.authorization import AuthorizationCode
    from provesvar_gui.helseid.discovery import Metadata
    from provesvar_gui.helseid.model import HelseIdConfig, Organisation
    from provesvar_gui.helseid.requests import BackChannel, Prover
    from provesvar_gui.platform.clock import Clock

_LEEWAY = 60  # seconds by which a server's clock may be ahead of what we know of it
_ORGNR_CHILD = "helseid://claims/client/claims/orgnr_child"


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenResponse:
    """A token response. Empty or None: missing. ``refresh_seconds``: ``rt_expires_in``, HelseID's extension."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    id_token: str = field(repr=False)
    seconds: float | None
    refresh_seconds: float | None
    scopes: tuple[str, ...] | None
    rejected_scopes: tuple[str, ...]

    @property
    def claims(self) -> Mapping[str, Any]:
        """The access token's claims; the API checks its signature. Raises AppError(TOKEN_INVALID)."""
        try:
            return jose.read_unverified(self.access_token).claims
        except jose.TokenUnverifiedError:
            raise AppError(ErrorCode.TOKEN_INVALID, "access token: not a JWT") from None

    @property
    def bound_to(self) -> object:
        confirmation = self.claims.get("cnf")
        return confirmation.get("jkt") if isinstance(confirmation, dict) else None

    def withheld(self, scopes: Iterable[str]) -> bool:
        """Whether any of these scopes was not granted; a response without scopes grants all (RFC 6749 section 5.1)."""
        given = set(scopes) if self.scopes is None else set(self.scopes)
        return not set(scopes) <= given - set(self.rejected_scopes)


def parse_token_response(document: Mapping[str, Any], *, dpop: bool) -> TokenResponse:
    """Read a token response (RFC 6749 section 5.1).

    Raises AppError: UNEXPECTED_ANSWER (no token), DPOP_REQUIRED (v1, but bound to a key), TOKEN_INVALID (v2, but Bearer).
    """
    kind = requests.text_field(document, "token_type").lower()
    wanted = "DPoP" if dpop else "Bearer"
    if kind != wanted.lower():
        code = ErrorCode.DPOP_REQUIRED if kind == "dpop" else ErrorCode.TOKEN_INVALID
        raise AppError(code, f"token: token_type is not {wanted}")
    access_token = requests.text_field(document, "access_token")
    if not access_token or not access_token.isascii() or not access_token.isprintable() or " " in access_token:
        raise AppError(ErrorCode.UNEXPECTED_ANSWER, "token: no access_token")
    return TokenResponse(
        access_token=access_token,
        refresh_token=requests.text_field(document, "refresh_token"),
        id_token=requests.text_field(document, "id_token"),
        seconds=requests.seconds_field(document, "expires_in"),
        refresh_seconds=requests.seconds_field(document, "rt_expires_in"),
        scopes=requests.tokens_field(document, "scope"),
        rejected_scopes=requests.tokens_field(document, "rejected_scope") or (),
    )


@dataclass(slots=True, eq=False)
class TokenChain:
    """The refresh tokens of one login; only the newest is used. One request at a time: a refresh token may be for one use.

    ``prover``: of the key of all tokens; None for Bearer.
    """

    channel: BackChannel = field(repr=False)
    config: HelseIdConfig
    prover: Prover | None = field(repr=False)
    newest: str = field(default="", repr=False)

    @property
    def thumbprint(self) -> str | None:
        return None if self.prover is None else self.prover.thumbprint

    async def redeem(self, metadata: Metadata, code: AuthorizationCode) -> TokenResponse:
        """Redeem the code. No scope is sent: HelseID takes none here. Raises AppError; a refused code is LOGIN_REFUSED."""
        parameters = [
            ("grant_type", "authorization_code"),
            ("code", code.value),
            ("redirect_uri", code.request.redirect_uri),
            ("code_verifier", code.request.code_verifier),
            ("resource", RESOURCE),
        ]
        try:
            return await self._ask("token", metadata, parameters)
        except AppError as error:
            raise refused_login(error, "token: the code was refused") from None

    async def refresh(self, metadata: Metadata, organisation: Organisation | None) -> TokenResponse:
        """Get a token for the one audience, the API's scope and the point of care. Raises AppError; SESSION_EXPIRED when refused.

        The point of care goes into the assertion here and never with the code: HelseID refuses it there (HID-1009).
        """
        if not self.newest:
            raise AppError(ErrorCode.SESSION_EXPIRED, "refresh: no refresh token")
        config, details = self.config, None
        parameters = [("grant_type", "refresh_token"), ("refresh_token", self.newest), ("resource", RESOURCE)]
        if config.scope_on_refresh and config.api_scopes:
            parameters.append(("scope", " ".join(config.api_scopes)))
        if organisation is not None:
            element = requests.organisation_element(organisation.orgnr, multi_tenant_parent=config.multi_tenant_parent)
            details = requests.assertion_details(element)
        return await self._ask("refresh", metadata, parameters, details)

    async def revoke(self, metadata: Metadata) -> None:
        if metadata.revocation_endpoint and self.newest:
            parameters = [("token", self.newest), ("token_type_hint", "refresh_token")]
            await self.channel.post("revocation", metadata.revocation_endpoint, parameters)

    def needs_no_refresh(self, answer: TokenResponse) -> bool:
        """Whether the redeemed token is already for the one audience and our key, so that it needs no refresh."""
        config = self.config
        bound = self.thumbprint is None or answer.bound_to == self.thumbprint
        granted = answer.scopes is None or set(config.api_scopes) <= set(answer.scopes)
        return bound and granted and audiences(answer.claims) == (RESOURCE,)

    def check(self, answer: TokenResponse, clock: Clock) -> AccessToken:
        """Judge a token for the API. Raises as ``check_access_token``, and AppError(TERMS_NOT_SIGNED)."""
        config = self.config
        if config.multi_tenant_parent and set(config.api_scopes) & set(answer.rejected_scopes):
            # HelseID rejects a scope in an answer only where the organisation has not signed the terms that belong to it.
            params = {"orgnr": config.multi_tenant_parent}
            raise AppError(ErrorCode.TERMS_NOT_SIGNED, "access token: rejected_scope has the scope of the API", params=params)
        return check_access_token(answer, RESOURCE, config.api_scopes, self.thumbprint, clock)

    async def _ask(self, what: str, metadata: Metadata, form: Sequence[tuple[str, str]], details: object = None) -> TokenResponse:
        document = await self.channel.post(what, metadata.token_endpoint, form, prover=self.prover, details=details)
        # Kept before the response is checked: the old one may be used up, and losing this one would end the session.
        self.newest = requests.text_field(document, "refresh_token") or self.newest
        return parse_token_response(document, dpop=self.config.dpop)


def refused_login(error: AppError, detail: str = "") -> AppError:
    """Map ``invalid_grant`` of a login to LOGIN_REFUSED, as no session has ended; other errors are returned unchanged."""
    if error.code is not ErrorCode.SESSION_EXPIRED:
        return error
    return AppError(ErrorCode.LOGIN_REFUSED, detail or error.detail, service_text=error.service_text)


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A checked token. It ends at ``ends`` or ``ends_monotonic``, whichever is first: clocks may be set, or stop in sleep."""

    value: str = field(repr=False)
    lifetime: float
    ends: float
    ends_monotonic: float

    def seconds_left(self, clock: Clock) -> float:
        return min(self.ends - clock.now(), self.ends_monotonic - clock.monotonic())


def check_access_token(
    answer: TokenResponse, resource: str, scopes: Sequence[str], thumbprint: str | None, clock: Clock
) -> AccessToken:
    """Judge a token. ``scopes``: all are needed. ``thumbprint``: of our key, None for Bearer.

    Raises AppError: TOKEN_AUDIENCE, SCOPE_REFUSED, TOKEN_INVALID.
    """
    claims = answer.claims
    if answer.withheld(scopes):
        raise AppError(ErrorCode.SCOPE_REFUSED, "access token: the scope of the API was withheld")
    # After the scope: an API whose scope was withheld is missing in aud too, and the scope is the reason to tell.
    if audiences(claims) != (resource,):
        raise AppError(ErrorCode.TOKEN_AUDIENCE, "access token: aud is not exactly the resource")
    if thumbprint is not None and answer.bound_to != thumbprint:
        raise AppError(ErrorCode.TOKEN_INVALID, "access token: cnf.jkt is not our key")
    now, expiry = clock.now(), seconds(claims, "exp")
    if expiry is None:
        raise AppError(ErrorCode.TOKEN_INVALID, "access token: no exp")
    begins = seconds(claims, "nbf") if "nbf" in claims else 0
    if begins is None or not begins <= now + _LEEWAY:
        raise AppError(ErrorCode.TOKEN_INVALID, "access token: nbf")
    lifetime = expiry - now
    if lifetime > 0 and answer.seconds is not None:
        lifetime = min(lifetime, answer.seconds)  # what the server counts from its own answer holds also where the clocks differ
    if lifetime <= 0:
        raise AppError(ErrorCode.TOKEN_INVALID, "access token: over already")
    return AccessToken(answer.access_token, lifetime, ends=now + lifetime, ends_monotonic=clock.monotonic() + lifetime)


def check_organisation(answer: TokenResponse, orgnr: str) -> None:
    """Check that a point of care in the token is the requested one: each look-up is logged under it.

    Raises AppError: ORGANISATION_REFUSED, TOKEN_INVALID.
    """
    named = answer.claims.get(_ORGNR_CHILD)
    if named is not None and named != orgnr:
        raise AppError(ErrorCode.ORGANISATION_REFUSED, "access token: orgnr_child is another one")


def seconds(claims: Mapping[str, object], name: str) -> int | None:
    """A time in a token's claims; None if missing or not a plausible number."""
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e12:
        return None
    return int(value)


def audiences(claims: Mapping[str, object]) -> tuple[str, ...]:
    """``aud`` as a tuple: a token has a text for one audience, a list for several."""
    value = claims.get("aud")
    if isinstance(value, str):
        return (value,)
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
