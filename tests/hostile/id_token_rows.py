"""ID tokens that must not be believed (OpenID Connect Core section 3.1.3.7, RFC 8725 section 2)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from provesvar_gui.errors import ErrorCode
from tests.hostile.stage import Row, Stage, both
from tests.kit.clock import START
from tests.unit.helseid.fake_helseid import CLIENT_ID, answer, b64, claims_of, signing_key

Claims = Mapping[str, object]
Forge = Callable[[Stage, dict[str, Any]], str]
Edit = Callable[[str, str], tuple[str, str]]
LEVEL, HPR = "helseid://claims/identity/security_level", "helseid://claims/hpr/hpr_number"
PID = "helseid://claims/identity/pid"
NAMES = {"level": LEVEL, "hpr": HPR, "pid": PID}
SMALL = 1024  # bits of a key that is too weak


def claim(
    name: str,
    reason: str,
    code: ErrorCode | None = ErrorCode.TOKEN_INVALID,
    *,
    accepted: Claims | None = None,
    fresh: bool = True,
    **claims: object,
) -> Row:
    """HelseID's own signature, and a claim that is not right. ``accepted``: claims that are."""
    return both(name, f"ID token: {reason}" if reason else "", code, set_claims, claims, accepted or {}, fresh=fresh)


def set_claims(claims: Claims, stage: Stage) -> None:
    stage.fake.claims.update({NAMES.get(key, key): value for key, value in claims.items()})


def renewed(
    name: str, reason: str, code: ErrorCode = ErrorCode.TOKEN_INVALID, *, accepted: Claims | None = None, **claims: object
) -> Row:
    """The ID token of the login is right, and that of the renewal after it says something else."""

    def play(claims: Claims, stage: Stage) -> None:
        stage.fake.audience_on_code = ["nhn:pps", "nhn:other"]
        stage.fake.edit = lambda kind, _document: set_claims(claims, stage) if kind == "code" else None

    return both(name, f"ID token: {reason}", code, play, claims, accepted or {})


def signed_as(name: str, reason: str, edit: Edit, accepted: Edit = lambda head, payload: (head, payload)) -> Row:
    """HelseID's own signature over another header and payload. ``edit``: gets and gives both, as JSON."""

    def play(edit: Edit, stage: Stage) -> None:
        def swap(_kind: str, document: dict[str, Any]) -> None:
            parts = document["id_token"].split(".")
            head, payload = edit(*(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode() for part in parts[:2]))
            signed = f"{b64(head.encode())}.{b64(payload.encode())}"
            signature = stage.fake.key.private_key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())  # type: ignore[union-attr]  # it has one
            document["id_token"] = f"{signed}.{b64(signature)}"

        stage.fake.edit = swap

    return both(name, reason, ErrorCode.TOKEN_INVALID, play, edit, accepted)


def typed(kind: str) -> Edit:
    return lambda head, payload: (head.replace('"typ":"JWT",', kind), payload)


def more(head: str = "", payload: str = "") -> Edit:
    return lambda old_head, old_payload: ("{" + head + old_head[1:], "{" + payload + old_payload[1:])


def forged(
    name: str,
    reason: str,
    forge: Forge,
    accepted: Forge | None = None,
    *,
    minutes: int = 0,
    keys: Any = None,
    good_keys: Any = None,
) -> Row:
    """The token is replaced by one that somebody else made; ``keys``: and the key set by one of theirs.

    ``accepted``: one that HelseID made, in much the same way; ``good_keys``: the key set that goes with it.
    """

    def play(made: tuple[Forge | None, Any], stage: Stage) -> None:
        forge, keys = made

        def swap(_kind: str, document: dict[str, Any]) -> None:
            if forge is not None:
                document["id_token"] = forge(stage, claims_of(document["id_token"]))

        stage.fake.edit = swap
        if keys is not None:
            stage.clock.seconds += 24 * 3600 + 1  # the keys are fetched anew
            stage.fake.answers["/jwks"] = [answer(200, {"keys": keys(stage)})] * 2

    return both(name, reason, ErrorCode.TOKEN_INVALID, play, (forge, keys), (accepted, good_keys), minutes=minutes)


def part(document: Mapping[str, object]) -> str:
    return b64(json.dumps(document).encode())


def by(key: RSAKey, header: Mapping[str, Any], claims: Mapping[str, Any]) -> str:
    full = {"alg": "RS256", "kid": "sts-1", "typ": "JWT", **header}
    return jwt.encode(full, dict(claims), key, algorithms=["RS256"], default_type=None)


def hs256(secret: bytes, claims: Mapping[str, Any]) -> str:
    signed = f"{part({'alg': 'HS256', 'kid': 'sts-1', 'typ': 'JWT'})}.{part(claims)}"
    return f"{signed}.{b64(hmac.new(secret, signed.encode(), hashlib.sha256).digest())}"


def by_algorithm(algorithm: object, _stage: Stage, claims: dict[str, Any]) -> str:
    return f"{part({'alg': algorithm, 'kid': 'sts-1'})}.{part(claims)}.{b64(b'x') if algorithm not in ('none', 'nOnE') else ''}"


def confused(stage: Stage, claims: dict[str, Any]) -> str:
    """Signed with HelseID's public key, taken as the secret of an HMAC."""
    return hs256(stage.fake.key.as_pem(private=False), claims)


def theirs(_stage: Stage, claims: dict[str, Any], **header: Any) -> str:
    return by(signing_key("the attacker's"), header, claims)


def signed(**header: Any) -> Forge:
    """By HelseID's own key, with more in the header than usual: what is not understood there does not count."""
    return lambda stage, claims: by(stage.fake.key, header, claims)


def key_by_address(stage: Stage, claims: dict[str, Any]) -> str:
    return theirs(stage, claims, jku=f"{stage.trap}/keys", x5u=f"{stage.trap}/chain")


def changed_after(stage: Stage, claims: dict[str, Any]) -> str:
    """The true token, with another person put in after it was signed."""
    true = by(stage.fake.key, {}, claims).split(".")
    return f"{true[0]}.{part({**claims, HPR: '900100101'})}.{true[2]}"


def encrypted(_stage: Stage, _claims: dict[str, Any]) -> str:
    return f"{part({'alg': 'dir', 'enc': 'A256GCM'})}..{b64(b'x' * 12)}.{b64(b'x' * 400)}.{b64(b'x' * 16)}"


def deep(_stage: Stage, _claims: dict[str, Any]) -> str:
    return f"{part({'alg': 'RS256', 'kid': 'sts-1'})}.{b64(b'[' * 60_000)}.{b64(b'x' * 256)}"


def symmetric_set(_stage: Stage) -> list[dict[str, Any]]:
    return [{**OctKey.import_key(b"k" * 32).as_dict(private=True), "kid": "sts-1", "alg": "HS256"}]


def two_of_a_name(stage: Stage) -> list[dict[str, Any]]:
    """The attacker's key beside HelseID's, under the same name."""
    keys = (signing_key("the attacker's"), stage.fake.key)
    return [{**key.as_dict(private=False), "kid": "sts-1", "use": "sig"} for key in keys]


def of_two_names(stage: Stage) -> list[dict[str, Any]]:
    return [{**key, "kid": kid} for key, kid in zip(two_of_a_name(stage), ("another", "sts-1"), strict=True)]


def for_encryption(_stage: Stage) -> list[dict[str, Any]]:
    return [{**signing_key("the attacker's").as_dict(private=False), "kid": "sts-1", "use": "enc"}]


def weak_set(_stage: Stage) -> list[dict[str, Any]]:
    return [{"kty": "RSA", "kid": "sts-1", "use": "sig", "e": "AQAB", "n": b64(b"\xff" * (SMALL // 8))}]


BAD_ALGORITHM = "signature: the algorithm is not allowed"
BAD_SIGNATURE = "signature: the signature does not hold"
NO_KEY = "signature: no key of the set fits"
TWICE = "signature: a name twice"

ROWS = [
    claim("wrong nonce", "nonce", nonce="another"),
    claim("another issuer", "iss", iss="https://evil.example"),
    claim("wrong audience", "aud", aud="another"),
    claim("wrong audience: ours beside another", "aud", aud=[CLIENT_ID, "another"], accepted={"aud": [CLIENT_ID]}),
    claim("another authorised party", "azp", azp="another", accepted={"azp": CLIENT_ID}),
    claim("expired", "exp", exp=START - 61, accepted={"exp": START - 59}),
    claim("an expiry in words", "exp", exp="2099-01-01", accepted={"exp": int(START) + 9 * 10**8}),
    claim("no expiry", "exp", exp=None),
    claim("no iat", "iat", iat=None),
    claim("future iat", "iat", iat=START + 61, accepted={"iat": START + 59}),
    claim("not valid yet", "nbf", nbf=START + 61, accepted={"nbf": START + 59}),
    claim("the hash of another access token", "at_hash", at_hash="another", accepted={"at_hash": None}),
    claim("the hash of an access token that is no text", "at_hash", at_hash=7),
    claim("the hash of another state", "s_hash", s_hash="another", accepted={"s_hash": None}),
    claim("a person without a name for the program", "sub", sub=""),
    claim("a security level that is too low", "security level", ErrorCode.LEVEL_TOO_LOW, level="3", accepted={"level": 4}),
    claim("a security level that is too low, by a way of login that is not", "security level", ErrorCode.LEVEL_TOO_LOW,
          level="3", acr="Level4", accepted={"level": "4", "acr": "Level4"}),
    claim("somebody who is no health personnel", "no HPR number", ErrorCode.NO_HPR_NUMBER, hpr=None),
    claim("an HPR number that is none", "no HPR number", ErrorCode.NO_HPR_NUMBER, hpr="1 OR 1=1", accepted={"hpr": 565550846}),
    *(forged(name, BAD_ALGORITHM, partial(by_algorithm, alg))
      for name, alg in (("alg none", "none"), ("alg none in another case", "nOnE"), ("a list for an algorithm", ["RS256"]),
                        ("another kind of key's for an algorithm", "ES256"), ("nothing for an algorithm", None))),
    forged("key confusion: the public key as a secret", BAD_ALGORITHM, confused),
    forged("key confusion: a secret key in the set", BAD_ALGORITHM, lambda _stage, claims: hs256(b"k" * 32, claims),
           keys=symmetric_set, minutes=2),
    forged("wrong key under the right name", BAD_SIGNATURE, theirs),
    forged("wrong key: brought in the header", BAD_SIGNATURE,
           partial(theirs, jwk=signing_key("the attacker's").as_dict(private=False)), signed(jwk={"kty": "RSA"})),
    forged("wrong key: by an address in the header", BAD_SIGNATURE, key_by_address, signed(jku="https://evil.example/keys")),
    forged("wrong key: a name that nobody knows", NO_KEY, partial(theirs, kid="evil"), good_keys=of_two_names),
    forged("wrong key: two under one name", "signature: more than one key of the set fits", theirs, keys=two_of_a_name),
    forged("wrong key: one for encryption", NO_KEY, theirs, keys=for_encryption, minutes=2),
    forged("wrong key: one that is too short", NO_KEY, theirs, keys=weak_set, minutes=2),
    forged("changed after it was signed", BAD_SIGNATURE, changed_after),
    signed_as("a critical header that is not understood", BAD_SIGNATURE, more('"crit":["evil"],"evil":true,'),
              more('"evil":true,')),
    forged("encrypted instead of signed", "signature: not a compact JWS", encrypted),
    forged("oversized: a header of 8 000 bytes", BAD_SIGNATURE, partial(theirs, x5c=["y" * 8000]), signed(x5t="y" * 200)),
    forged("nested without end", "signature: not a compact JWS", deep),
    forged("replayed: of the login before", "ID token: nonce",
           lambda stage, claims: by(stage.fake.key, {}, {**claims, "nonce": stage.nonces[0]})),
    forged("an access token in its place", "ID token: typ", signed(typ="at+jwt"), signed(typ="JWT")),
    signed_as("a proof of possession in its place", "ID token: typ", typed('"typ":"dpop+jwt",'), typed('"typ":"jwt",')),
    signed_as("a kind that nobody knows in its place", "ID token: typ", typed('"typ":"evil",'), typed("")),
    signed_as("duplicates: a second person", TWICE, more(payload='"sub":"evil",'), more(payload='"x":"evil",')),
    signed_as("duplicates: a second level, further in", TWICE, more(payload='"x":[{"y":1,"y":2}],'),
              more(payload='"x":[{"y":1},{"y":2}],')),
    signed_as("duplicates: a second algorithm", TWICE, more('"alg":"none",'), more('"algorithm":"none",')),
    claim("a way of login that is too low", "acr", ErrorCode.LEVEL_TOO_LOW, acr="Level3", accepted={"acr": "Level4"}),
    claim("a way of login that is too low: in a word", "acr", ErrorCode.LEVEL_TOO_LOW, acr="substantial",
          accepted={"acr": "urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard"}),
    claim("a way of login that is too low: none at all", "acr", ErrorCode.LEVEL_TOO_LOW, acr="0", accepted={"acr": None}),
    claim("a way of login that is no text", "acr", acr=["Level4"], accepted={"acr": "Level4"}),
    claim("a time of login in words", "auth_time", auth_time="yesterday"),
    claim("a login in the future is not fresh", "", None, fresh=False, auth_time=START + 60, accepted={"auth_time": START + 4}),
    renewed("renewed at a lower level", "security level", ErrorCode.LEVEL_TOO_LOW, level="3", accepted={"level": 4}),
    renewed("renewed with another HPR number", "HPR number is another", hpr="900100101", accepted={"hpr": 565550846}),
    renewed("renewed with an HPR number that is none", "no HPR number", ErrorCode.NO_HPR_NUMBER, hpr="evil",
            accepted={"level": None, "hpr": None, "pid": None, "family_name": "evil"}),
    renewed("renewed for another national number", "pid is another", pid="15849197352", accepted={"pid": None}),
    renewed("renewed by another way of login", "acr", ErrorCode.LEVEL_TOO_LOW, acr="Level3", accepted={"acr": "Level4"}),
    renewed("renewed for another person", "sub is another person", sub="another"),
    renewed("renewed with the hash of another access token", "at_hash", at_hash="another", accepted={"at_hash": None}),
    renewed("renewed with another nonce", "nonce", nonce="x", accepted={"nonce": None}),
    renewed("renewed by another login", "auth_time changed", auth_time=START - 1),
]  # fmt: skip
