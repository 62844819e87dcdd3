"""Keys, signatures and tokens of JOSE (RFC 7515, 7517, 7519), and random values that must be unguessable."""

from __future__ import annotations

import json
import secrets
from base64 import b64decode
from typing import TYPE_CHECKING, Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey, thumbprint
from joserfc.jws import JWSRegistry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def unguessable() -> str:
    """256 random bits as 43 characters of text: for state, nonce, code verifier, jti, one-time paths."""
    return secrets.token_urlsafe(32)


ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_CURVE_ALGORITHMS = {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512"}
_MINIMUM_RSA_BITS = 2048  # FAPI 2.0 section 5.4.1
_MAXIMUM_RSA_BITS = 8192  # a longer one would take seconds with each signature
_PUBLIC_MEMBERS = {"RSA": ("e", "kty", "n"), "EC": ("crv", "kty", "x", "y")}
# What joserfc and cryptography raise at material that is not a key or a token.
_BROKEN = (JoseError, ValueError, TypeError, KeyError, AttributeError, OverflowError)


class KeyUnusableError(Exception):
    """A JWK that cannot be used. The text holds nothing of the key."""


class TokenUnverifiedError(Exception):
    """A token that is malformed or has a wrong signature. The text holds nothing of it."""


class UnknownKeyError(TokenUnverifiedError):
    """The token names a key that is not in the set, which may be outdated."""


class Signer:
    """A client's key: in memory, or in a store that it never leaves (``keys/key_store.py``), whose title is ``store``."""

    def __init__(self, public: Mapping[str, object], algorithm: str, key_id: str | None, store: str = "") -> None:
        self.algorithm, self.key_id, self.store = algorithm, key_id, store
        self.public_members: dict[str, str] = {name: str(public[name]) for name in _PUBLIC_MEMBERS[str(public["kty"])]}
        self.thumbprint = thumbprint(self.public_members)

    @property
    def public_jwk(self) -> dict[str, str]:
        named = {} if self.key_id is None else {"kid": self.key_id}
        return {**self.public_members, **named, "alg": self.algorithm, "use": "sig"}

    @property
    def rsa_bits(self) -> int | None:
        return _modulus_bits(self.public_members) if "n" in self.public_members else None

    async def signed(self, header: Mapping[str, object], claims: Mapping[str, object]) -> str:
        """A compact JWS. Raises AppError where a store cannot sign."""
        raise NotImplementedError


class PrivateKey(Signer):
    """A private key in memory. ``repr`` shows nothing of it."""

    def __init__(self, key: RSAKey | ECKey, algorithm: str, key_id: str | None) -> None:
        super().__init__(key.as_dict(private=False), algorithm, key_id)
        self._key = key

    def sign(self, header: Mapping[str, object], claims: Mapping[str, object]) -> str:
        full = {"alg": self.algorithm, **header}
        return jwt.encode(full, dict(claims), self._key, algorithms=[self.algorithm], default_type=None)

    async def signed(self, header: Mapping[str, object], claims: Mapping[str, object]) -> str:
        return self.sign(header, claims)


def generate_p256_key() -> PrivateKey:
    return PrivateKey(ECKey.generate_key("P-256", private=True, auto_kid=False), "ES256", None)


def new_rsa_jwk() -> str:
    """A new private key of the client's as JSON: RSA 4096, PS256 (helseid/README.md §8). Takes seconds; other threads go on."""
    key = RSAKey.generate_key(4096, private=True, auto_kid=False)
    return json.dumps({**key.as_dict(private=True), "alg": "PS256", "kid": unguessable()})


def import_private_key(jwk: Mapping[str, object]) -> PrivateKey:
    """A private key from its JWK (RFC 7517); ``alg`` and ``kid`` may be missing (helseid/README.md §8).

    The algorithm: the JWK's own, else PS256 for RSA and by curve for EC. Raises KeyUnusableError.
    """
    kind = jwk.get("kty")
    if not isinstance(kind, str) or kind not in _PUBLIC_MEMBERS:
        raise KeyUnusableError("kty is neither RSA nor EC")
    if not isinstance(jwk.get("d"), str):
        raise KeyUnusableError("the private part (d) is missing")
    if kind == "RSA" and not _MINIMUM_RSA_BITS <= _modulus_bits(jwk) <= _MAXIMUM_RSA_BITS:
        raise KeyUnusableError("RSA keys must have 2048 to 8192 bits")
    # Only the members that make the key: alg, use and key_ops of other people's files must not stand in the way.
    members = {name: value for name, value in jwk.items() if isinstance(value, str) and name not in ("alg", "kid", "use")}
    try:
        key = RSAKey.import_key(dict(members)) if kind == "RSA" else ECKey.import_key(dict(members))
    except _BROKEN:
        raise KeyUnusableError(f"the {kind} key is malformed") from None
    default = "PS256" if isinstance(key, RSAKey) else _CURVE_ALGORITHMS.get(key.curve_name, "")
    if not default:
        raise KeyUnusableError("the curve must be P-256, P-384 or P-521")
    algorithm, key_id = jwk.get("alg") or default, jwk.get("kid")
    if algorithm != default and (kind == "EC" or algorithm not in ALGORITHMS or str(algorithm).startswith("E")):
        raise KeyUnusableError("alg does not fit the key")
    return PrivateKey(key, str(algorithm), key_id if isinstance(key_id, str) and key_id else None)


def read_unverified(token: str) -> jwt.Token:
    """Header and claims of a compact JWS, signature not checked. Raises TokenUnverifiedError."""
    parts = token.split(".")
    if len(parts) != 3:
        raise TokenUnverifiedError("not a compact JWS")
    return jwt.Token(*(_json_part(part) for part in parts[:2]))


def verify(token: str, keys: Sequence[Mapping[str, object]], algorithms: Sequence[str]) -> jwt.Token:
    """Check a signature with the one key of a JWKS that it names, by an algorithm of the list (RFC 7515, RFC 8725).

    Raises UnknownKeyError where no key fits, TokenUnverifiedError otherwise.
    """
    header = read_unverified(token).header
    algorithm = header.get("alg")
    if algorithm not in algorithms or algorithm not in ALGORITHMS:
        raise TokenUnverifiedError("the algorithm is not allowed")
    candidates = [key for key in keys if _fits(key, algorithm, header.get("kid"))]
    if not candidates:
        raise UnknownKeyError("no key of the set fits")
    if len(candidates) > 1:
        raise TokenUnverifiedError("more than one key of the set fits")
    # Header parameters we do not know are allowed unless named in crit (RFC 7515 section 4.1.11).
    registry = JWSRegistry(algorithms=[algorithm], strict_check_header=False)
    registry.max_header_length = 4096
    try:
        kind = RSAKey if algorithm[0] != "E" else ECKey
        key = kind.import_key({name: str(candidates[0][name]) for name in _PUBLIC_MEMBERS[kind.key_type]})
        return jwt.decode(token, key, algorithms=[algorithm], registry=registry)
    except _BROKEN:
        raise TokenUnverifiedError("the signature does not hold") from None


def _fits(key: Mapping[str, object], algorithm: str, key_id: object) -> bool:
    if algorithm[0] == "E":
        fits = key.get("kty") == "EC" and _CURVE_ALGORITHMS.get(str(key.get("crv"))) == algorithm
    else:
        fits = key.get("kty") == "RSA" and _modulus_bits(key) >= _MINIMUM_RSA_BITS
    named = key_id is None or key.get("kid") == key_id
    return fits and named and key.get("use", "sig") == "sig" and key.get("alg", algorithm) == algorithm


def _modulus_bits(jwk: Mapping[str, object]) -> int:
    try:
        return int.from_bytes(_decode(str(jwk.get("n", ""))), "big").bit_length()
    except ValueError:
        return 0


def _decode(text: str) -> bytes:
    return b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _json_part(part: str) -> dict[str, Any]:
    try:
        value = json.loads(_decode(part), object_pairs_hook=_each_name_once)
    except (ValueError, RecursionError):
        raise TokenUnverifiedError("not a compact JWS") from None
    if not isinstance(value, dict):
        raise TokenUnverifiedError("not a compact JWS")
    return value


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a duplicate claim name: readers differ on which of the two counts (RFC 7519 section 4)."""
    members = dict(pairs)
    if len(members) != len(pairs):
        raise TokenUnverifiedError("a name twice")
    return members
