"""Validation of the ID token (OpenID Connect Core section 3.1.3.7; HelseID's rules: helseid.md section 7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]  # authlib ships no types
from authlib.oidc.core.util import create_half_hash  # type: ignore[import-untyped]  # authlib ships no types

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import answers
from provesvar_gui.helseid.access_token import audiences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.helseid.config import HelseIdConfig
    from provesvar_gui.helseid.jose import Verified

_LEEWAY = 60  # seconds
_LEVEL = "helseid://claims/identity/security_level"
_HPR_NUMBER = "helseid://claims/hpr/hpr_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who logged in, as the ID token says."""

    subject: str = field(repr=False)
    name: str = field(repr=False)
    hpr_number: str = field(repr=False)
    security_level: str
    auth_time: int | None


def validate_id_token(
    token: Verified, config: HelseIdConfig, *, nonce: str, state: str, access_token: str, now: float
) -> Identity:
    """Judge the ID token of a login, its signature verified before.

    Raises AppError: TOKEN_INVALID (detail names the claim), LEVEL_TOO_LOW, NO_HPR_NUMBER.
    """
    claims = token.claims
    _validate(token, config, access_token=access_token, now=now, nonce=nonce)
    state_hash = claims.get("s_hash")
    if state_hash is not None and state_hash != _half_hash(state, str(token.header["alg"])):
        raise _invalid("s_hash")
    return identity_of(token, config)


def identity_of(token: Verified, config: HelseIdConfig) -> Identity:
    """Who an ID token that was judged before is about. Raises AppError: LEVEL_TOO_LOW, NO_HPR_NUMBER, TOKEN_INVALID."""
    claims = token.claims
    level = claims.get(_LEVEL)
    text = str(level) if isinstance(level, (str, int)) and not isinstance(level, bool) else ""
    if not (text.isascii() and text.isdigit() and len(text) == 1 and int(text) >= config.required_level):
        raise AppError(ErrorCode.LEVEL_TOO_LOW, "ID token: security level", params={"required": str(config.required_level)})
    hpr_number = claims.get(_HPR_NUMBER)
    number = str(hpr_number) if isinstance(hpr_number, (str, int)) and not isinstance(hpr_number, bool) else ""
    if not (number.isascii() and number.isdigit() and len(number) <= 12):
        raise AppError(ErrorCode.NO_HPR_NUMBER, "ID token: no HPR number")
    name = claims.get("name")
    return Identity(
        subject=claims["sub"],
        name=answers.printable(name if isinstance(name, str) and name else _joined_name(claims)),
        hpr_number=number,
        security_level=text,
        auth_time=_seconds(claims, "auth_time"),
    )


def validate_renewed_id_token(
    token: Verified, config: HelseIdConfig, identity: Identity, *, nonce: str, access_token: str, now: float
) -> None:
    """Judge the ID token of a refresh (OpenID Connect Core section 12.2): the same person and the same authentication.

    Raises AppError(TOKEN_INVALID).
    """
    _validate(token, config, access_token=access_token, now=now, nonce=nonce if "nonce" in token.claims else "")
    if token.claims["sub"] != identity.subject:
        raise _invalid("sub is another person")
    auth_time = _seconds(token.claims, "auth_time")
    if auth_time is not None and identity.auth_time is not None and auth_time != identity.auth_time:
        raise _invalid("auth_time changed")


def _validate(token: Verified, config: HelseIdConfig, *, access_token: str, now: float, nonce: str) -> None:
    claims = token.claims
    for name in ("exp", "iat", "nbf", "auth_time"):
        if name in claims and _seconds(claims, name) is None:
            raise _invalid(name)
    for name in ("sub", "iss"):
        if not isinstance(claims.get(name), str) or not claims[name]:
            raise _invalid(name)
    # HelseID allows no other audience beside ours; authlib would.
    if audiences(claims) != (config.client_id,):
        raise _invalid("aud")
    judge = CodeIDToken(
        dict(claims),
        dict(token.header),
        options={"iss": {"essential": True, "value": config.authority}},
        params={"nonce": nonce, "client_id": config.client_id, "access_token": access_token},
    )
    try:
        judge.validate(now=int(now), leeway=_LEEWAY)
    except Exception as error:  # noqa: BLE001 - authlib raises several families; none of its words may leave
        claim = getattr(error, "claim", "")
        raise _invalid(claim if claim in _NAMED else type(error).__name__) from None


_NAMED = frozenset({"iss", "sub", "aud", "exp", "iat", "nbf", "nonce", "azp", "at_hash", "amr", "auth_time"})


def _half_hash(value: str, algorithm: str) -> str:
    digest = create_half_hash(value, algorithm)
    return digest.decode() if isinstance(digest, bytes) else str(digest)


def _seconds(claims: Mapping[str, object], name: str) -> int | None:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e12:
        return None
    return int(value)


def _joined_name(claims: Mapping[str, object]) -> str:
    parts = (claims.get(name) for name in ("given_name", "middle_name", "family_name"))
    return " ".join(part for part in parts if isinstance(part, str) and part)


def _invalid(why: str) -> AppError:
    return AppError(ErrorCode.TOKEN_INVALID, f"ID token: {why}")
