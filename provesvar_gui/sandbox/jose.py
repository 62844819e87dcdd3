"""Reading and checking signed tokens, strictly. The judge's own few lines around joserfc's signature check."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey, import_key
from joserfc.jws import JWSRegistry

if TYPE_CHECKING:
    from collections.abc import Mapping

Key = RSAKey | ECKey
ALGORITHMS = tuple(f"{kind}{size}" for kind in ("RS", "PS", "ES") for size in (256, 384, 512))
# joserfc allows a header of 512 bytes, in which the public part of an RSA key does not fit.
_REGISTRY = JWSRegistry(algorithms=list(ALGORITHMS))
_REGISTRY.max_header_length = 8192
_REGISTRY.max_payload_length = 65536
_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})


class BadTokenError(Exception):
    """A token that is not one, or whose signature is wrong. The text is ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Header and claims of a token, not yet trusted."""

    header: Mapping[str, Any]
    claims: Mapping[str, Any]


def b64(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def half_hash(value: str) -> str:
    """The left half of SHA-256, as at_hash and s_hash want it (OpenID Connect Core 3.1.3.6)."""
    return b64(hashlib.sha256(value.encode()).digest()[:16])


def _part(text: str) -> Mapping[str, Any]:
    if "=" in text:  # RFC 7515 section 2: no padding
        raise BadTokenError("not a token")
    try:
        data = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise BadTokenError("not a token") from error
    if not isinstance(data, dict):
        raise BadTokenError("not a token")
    return data


def read(token: str) -> Parts:
    """Take a compact token apart. Raises BadTokenError."""
    parts = token.split(".")
    if len(parts) != 3:
        raise BadTokenError("not a token")
    return Parts(header=_part(parts[0]), claims=_part(parts[1]))


def public_key(jwk: object) -> Key:
    """A key from a JWK that must be public and asymmetric. Raises BadTokenError."""
    if not isinstance(jwk, dict) or jwk.get("kty") not in ("RSA", "EC"):
        raise BadTokenError("jwk is not an RSA or EC key")
    if _PRIVATE & jwk.keys():
        raise BadTokenError("jwk holds private members")
    try:
        key = import_key(jwk)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise BadTokenError("jwk cannot be read") from error
    if not isinstance(key, RSAKey | ECKey):
        raise BadTokenError("jwk is not an RSA or EC key")
    return key


def check_signature(token: str, key: Key) -> None:
    """Check the signature with one of the algorithms that are allowed. Raises BadTokenError."""
    try:
        jws.deserialize_compact(token, key, registry=_REGISTRY)
    except (JoseError, ValueError, TypeError) as error:
        raise BadTokenError("signature is wrong") from error


def whole_seconds(value: object) -> int:
    """A time in whole seconds. Raises BadTokenError for anything else, floats and texts too."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadTokenError("a time is not a whole number of seconds")
    return value


def text(value: object) -> str:
    """A non-empty text. Raises BadTokenError for anything else."""
    if not isinstance(value, str) or not value:
        raise BadTokenError("a text is missing")
    return value
