"""The checks on an access token that a client may make (helseid/README.md §4, §7): whom it is for, whose key, how long."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import jose

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from provesvar_gui.helseid.config import HelseIdConfig
    from provesvar_gui.helseid.token import TokenAnswer
    from provesvar_gui.net.clock import Clock

_LEEWAY = 60  # seconds by which a server's clock may be ahead of what we know of it
_ORGNR_CHILD = "helseid://claims/client/claims/orgnr_child"


class Wanted(Protocol):
    """What a token is asked for: one audience (``resource``), its scopes, and whether it is bound to a key."""

    @property
    def resource(self) -> str:
        """The audience."""
        ...

    @property
    def api_scopes(self) -> tuple[str, ...]:
        """All of them are needed."""
        ...

    @property
    def dpop(self) -> bool:
        """Whether it must be bound to our key."""
        ...

    @property
    def multi_tenant_parent(self) -> str:
        """The organisation that a multi-tenant client speaks for, else empty."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """A token that passed the checks. ``lifetime``: seconds it had left when it came.

    It is over at ``ends`` (epoch seconds, goes on counting while the machine sleeps) or ``ends_monotonic`` (does not mind a clock
    that is set), whichever comes first.
    """

    value: str = field(repr=False)
    lifetime: float
    ends: float
    ends_monotonic: float

    def left(self, clock: Clock) -> float:
        """Seconds that are left."""
        return min(self.ends - clock.now(), self.ends_monotonic - clock.monotonic())


def check_access_token(answer: TokenAnswer, config: Wanted, *, thumbprint: str | None, clock: Clock) -> AccessToken:
    """Judge the token that goes to the API.

    Raises AppError: TOKEN_AUDIENCE (``aud`` is not exactly the resource), SCOPE_REFUSED or TERMS_NOT_SIGNED (the API's scope was
    withheld), TOKEN_INVALID (not a JWT, over, not valid yet, bound to another key).
    """
    claims = claims_of(answer)
    if config.multi_tenant_parent and set(config.api_scopes) & set(answer.rejected_scopes):
        # HelseID rejects a scope in an answer only where the organisation has not signed the terms that belong to it.
        params = {"orgnr": config.multi_tenant_parent}
        raise AppError(ErrorCode.TERMS_NOT_SIGNED, "access token: rejected_scope has the scope of the API", params=params)
    if withheld(answer, config.api_scopes):
        raise AppError(ErrorCode.SCOPE_REFUSED, "access token: the scope of the API was withheld")
    # After the scope: an API whose scope was withheld is missing in aud too, and the scope is the reason to tell.
    if audiences(claims) != (config.resource,):
        raise AppError(ErrorCode.TOKEN_AUDIENCE, "access token: aud is not exactly the resource")
    if config.dpop and (thumbprint is None or _bound_to(claims) != thumbprint):
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
    bound = not config.dpop or (thumbprint is not None and _bound_to(claims) == thumbprint)
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
