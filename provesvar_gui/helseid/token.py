"""The token endpoint: redemption of the code, refresh, revocation (RFC 6749, 7009, 8707; helseid/README.md §3, §5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import answers
from provesvar_gui.helseid.assertion import organisation_details

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from provesvar_gui.helseid.back_channel import BackChannel
    from provesvar_gui.helseid.config import HelseIdConfig
    from provesvar_gui.helseid.discovery import Metadata
    from provesvar_gui.helseid.dpop import Prover
    from provesvar_gui.helseid.model import Organisation


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
    kind = answers.text_field(document, "token_type").lower()
    if dpop and kind != "dpop":
        raise AppError(ErrorCode.TOKEN_INVALID, "token: token_type is not DPoP")
    if not dpop and kind == "dpop":
        raise AppError(ErrorCode.DPOP_REQUIRED, "token: token_type is DPoP")
    if not dpop and kind != "bearer":
        raise AppError(ErrorCode.TOKEN_INVALID, "token: token_type is neither DPoP nor Bearer")
    access_token = answers.text_field(document, "access_token")
    if not access_token or not access_token.isascii() or not access_token.isprintable() or " " in access_token:
        raise AppError(ErrorCode.UNEXPECTED_ANSWER, "token: no access_token")
    return TokenAnswer(
        access_token=access_token,
        refresh_token=answers.text_field(document, "refresh_token"),
        id_token=answers.text_field(document, "id_token"),
        seconds=answers.seconds_field(document, "expires_in"),
        refresh_seconds=answers.seconds_field(document, "rt_expires_in"),
        scopes=answers.words_field(document, "scope"),
        rejected_scopes=answers.words_field(document, "rejected_scope") or (),
    )


async def redeem(
    channel: BackChannel,
    metadata: Metadata,
    config: HelseIdConfig,
    *,
    code: str,
    redirect_uri: str,
    code_verifier: str,
    prover: Prover | None,
    keep: Callable[[str], None],
) -> TokenAnswer:
    """Redeem the code. No scope is sent: HelseID takes none here. Raises AppError; a refused code is LOGIN_REFUSED.

    ``keep``: told the refresh token before the rest of the answer is judged.
    """
    parameters = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", redirect_uri),
        ("code_verifier", code_verifier),
        ("resource", config.resource),
    ]
    try:
        document = await channel.post("token", metadata.token_endpoint, parameters, prover=prover)
    except AppError as error:
        if error.code is ErrorCode.SESSION_EXPIRED:
            raise AppError(ErrorCode.LOGIN_REFUSED, "token: the code was refused", service_text=error.service_text) from None
        raise
    _keep_refresh_token(document, keep)
    return parse_token_answer(document, dpop=config.dpop)


async def refresh(
    channel: BackChannel,
    metadata: Metadata,
    config: HelseIdConfig,
    *,
    refresh_token: str,
    organisation: Organisation | None,
    prover: Prover | None,
    keep: Callable[[str], None],
) -> TokenAnswer:
    """Get a token for the one audience, the API's scope and the point of care. Raises AppError; SESSION_EXPIRED when refused.

    ``keep``: told the newest refresh token before the rest of the answer is judged: the old one may be used up.
    The point of care goes into the assertion here and never with the code: HelseID refuses it there (HID-1009).
    """
    parameters = [("grant_type", "refresh_token"), ("refresh_token", refresh_token), ("resource", config.resource)]
    if config.scope_on_refresh and config.api_scopes:
        parameters.append(("scope", " ".join(config.api_scopes)))
    details = None
    if organisation is not None:
        details = organisation_details(organisation.orgnr, multi_tenant_parent=config.multi_tenant_parent)
    document = await channel.post("refresh", metadata.token_endpoint, parameters, prover=prover, details=details)
    _keep_refresh_token(document, keep)
    return parse_token_answer(document, dpop=config.dpop)


async def refresh_for_userinfo(
    channel: BackChannel,
    metadata: Metadata,
    config: HelseIdConfig,
    *,
    refresh_token: str,
    prover: Prover | None,
    keep: Callable[[str], None],
) -> TokenAnswer:
    """Get a token for the person's own scopes and no API (RFC 8707: without ``resource``, scopes narrowed). Raises AppError."""
    scopes = [scope for scope in config.scopes if scope not in config.api_scopes and scope != "offline_access"]
    parameters = [("grant_type", "refresh_token"), ("refresh_token", refresh_token), ("scope", " ".join(scopes))]
    document = await channel.post("refresh for userinfo", metadata.token_endpoint, parameters, prover=prover)
    _keep_refresh_token(document, keep)
    return parse_token_answer(document, dpop=config.dpop)


async def revoke(channel: BackChannel, metadata: Metadata, refresh_token: str) -> None:
    """Revoke a refresh token (RFC 7009), where the server can. Raises AppError."""
    if metadata.revocation_endpoint:
        parameters = [("token", refresh_token), ("token_type_hint", "refresh_token")]
        await channel.post("revocation", metadata.revocation_endpoint, parameters)


def _keep_refresh_token(document: Mapping[str, Any], keep: Callable[[str], None]) -> None:
    refresh_token = answers.text_field(document, "refresh_token")
    if refresh_token:
        keep(refresh_token)
