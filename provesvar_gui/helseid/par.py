"""The pushed authorization request (RFC 9126; helseid/README.md §3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge  # type: ignore[import-untyped]  # authlib ships no types

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import answers

if TYPE_CHECKING:
    from provesvar_gui.helseid.back_channel import BackChannel
    from provesvar_gui.helseid.config import HelseIdConfig
    from provesvar_gui.helseid.discovery import Metadata

_REQUEST_URI = re.compile(r"(?:urn:|https://)[!-~]+", re.IGNORECASE)  # RFC 9126 section 2.2: a URN, or https; no space in it


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginSecrets:
    """What one authorization request keeps to itself: each used once, gone with the login."""

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    code_verifier: str = field(repr=False)


async def push(
    channel: BackChannel,
    metadata: Metadata,
    config: HelseIdConfig,
    secrets: LoginSecrets,
    *,
    redirect_uri: str,
    thumbprint: str | None,
    force: bool,
) -> str:
    """Push the request; returns the address for the browser: ``client_id`` and ``request_uri`` only.

    ``thumbprint``: of the DPoP key, to bind the code to it (``dpop_jkt``, RFC 9449 section 10), or None. ``force``:
    ``prompt=login``. Raises AppError: those of ``BackChannel.post``, UNEXPECTED_ANSWER.
    """
    parameters = [
        ("response_type", "code"),
        ("redirect_uri", redirect_uri),
        ("scope", " ".join(config.scopes)),
        ("resource", config.resource),
        ("state", secrets.state),
        ("nonce", secrets.nonce),
        ("code_challenge", str(create_s256_code_challenge(secrets.code_verifier))),
        ("code_challenge_method", "S256"),
    ]
    if config.acr_values:
        parameters.append(("acr_values", config.acr_values))
    if thumbprint is not None:
        parameters.append(("dpop_jkt", thumbprint))
    if force:
        parameters.append(("prompt", "login"))
    document = await channel.post("PAR", metadata.pushed_authorization_request_endpoint, parameters)
    request_uri = answers.text_field(document, "request_uri")
    if not _REQUEST_URI.fullmatch(request_uri):
        raise AppError(ErrorCode.UNEXPECTED_ANSWER, "PAR: no usable request_uri")
    query = urlencode([("client_id", config.client_id), ("request_uri", request_uri)])
    # An endpoint may have a query of its own, to be kept (RFC 6749 section 3.1).
    separator = "&" if "?" in metadata.authorization_endpoint else "?"
    return f"{metadata.authorization_endpoint}{separator}{query}"
