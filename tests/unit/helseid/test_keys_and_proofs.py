from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from joserfc.jwk import ECKey, RSAKey
from requests_oauth2client.dpop import InvalidDPoPProof, validate_dpop_proof

from provesvar_gui import helseid
from provesvar_gui.helseid import jose
from provesvar_gui.helseid.requests import BackChannel, Prover, organisation_element
from provesvar_gui.platform.clock import SystemClock
from provesvar_gui.sandbox.clients import from_details
from provesvar_gui.sandbox.practice import UNITS
from tests.kit.clock import FakeClock
from tests.kit.loop import run
from tests.unit.helseid.fake_helseid import ISSUER, FakeHelseId, b64


def jwk_of(key: RSAKey | ECKey) -> dict[str, Any]:
    return {name: value for name, value in key.as_dict(private=True).items() if name != "kid"}


RSA_JWK = jwk_of(RSAKey.generate_key(2048, auto_kid=False))
EC_JWKS = {curve: jwk_of(ECKey.generate_key(curve, auto_kid=False)) for curve in ("P-256", "P-384", "P-521")}


SECRETS = frozenset(
    {"access_token", "refresh_token", "id_token", "userinfo_token", "newest", "nonce", "state", "code_verifier", "value"}
    | {"key", "prover", "private_jwk", "pid", "subject", "hpr_number", "browser_url"}
)


def test_no_repr_tells_a_secret() -> None:
    modules = [importlib.import_module(each.name) for each in pkgutil.walk_packages(helseid.__path__, f"{helseid.__name__}.")]
    kinds = {kind for module in modules for kind in vars(module).values() if isinstance(kind, type) and is_dataclass(kind)}
    secret = [(kind.__name__, each) for kind in kinds for each in fields(kind) if each.name in SECRETS]
    assert len(secret) > 20
    assert [(name, each.name) for name, each in secret if each.repr] == []


@pytest.mark.requirement("R23")
@pytest.mark.parametrize("algorithm", jose.ALGORITHMS)
def test_every_algorithm_signs_and_verifies(algorithm: str) -> None:
    curve = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521"}.get(algorithm)
    key = jose.import_private_key({**(EC_JWKS[curve] if curve else RSA_JWK), "alg": algorithm})
    token = key.sign({"typ": "x"}, {"a": 1})
    public: dict[str, object] = dict(key.public_members)
    assert jose.verify(token, [public], jose.ALGORITHMS).claims == {"a": 1}
    with pytest.raises(jose.TokenUnverifiedError):
        jose.verify(token, [public], [name for name in jose.ALGORITHMS if name != algorithm])
    head, claims, signature = token.split(".")
    with pytest.raises(jose.TokenUnverifiedError):
        jose.verify(f"{head}.{b64(b'{}')}.{signature}", [public], jose.ALGORITHMS)
    assert claims


@pytest.mark.parametrize(
    "jwk",
    [
        {},
        {"kty": "oct", "k": "AAAA"},
        {"kty": "OKP", "crv": "Ed25519", "d": "AA", "x": "AA"},
        {name: value for name, value in RSA_JWK.items() if name in ("kty", "n", "e")},
        {**RSA_JWK, "d": 7},
        {**RSA_JWK, "p": RSA_JWK["q"]},
        {**RSA_JWK, "alg": "ES256"},
        {**RSA_JWK, "alg": "none"},
        {**EC_JWKS["P-256"], "alg": "ES384"},
        {**EC_JWKS["P-256"], "crv": "secp256k1"},
        {**EC_JWKS["P-256"], "x": EC_JWKS["P-384"]["x"]},
        {**EC_JWKS["P-256"], "d": EC_JWKS["P-384"]["d"]},
    ],
)
def test_what_is_no_usable_key_is_refused(jwk: dict[str, Any]) -> None:
    with pytest.raises(jose.KeyUnusableError) as caught:
        jose.import_private_key(jwk)
    assert caught.value.__cause__ is None


@pytest.mark.requirement("R23")
@pytest.mark.parametrize("octets", [128, 1025])
def test_an_rsa_key_is_refused_by_its_length_before_anything_is_computed_with_it(octets: int) -> None:
    with pytest.raises(jose.KeyUnusableError, match="2048 to 8192 bits"):
        jose.import_private_key({"kty": "RSA", "n": b64(b"\xff" * octets), "e": "AQAB", "d": b64(b"\xff" * octets)})


@pytest.mark.requirement("R2", "R14")
def test_two_assertions_differ_and_live_briefly() -> None:
    clock = FakeClock()
    key = jose.import_private_key(RSA_JWK)
    helseid = FakeHelseId(clock=clock, client_jwk={})
    channel = BackChannel(http=helseid, issuer=ISSUER, client_id="me", key=key, clock=clock, dpop=True)
    first, second = (jose.read_unverified(run(channel.assertion({"x": 1}))) for _ in range(2))
    assert first.claims["jti"] != second.claims["jti"]
    assert dict(first.header) == {"alg": "PS256", "typ": "client-authentication+jwt"}
    assert first.claims["aud"] == ISSUER
    assert first.claims["iss"] == first.claims["sub"] == "me"
    assert 0 < first.claims["exp"] - first.claims["iat"] <= 30
    assert first.claims["nbf"] == first.claims["iat"] == int(clock.now())
    assert first.claims["assertion_details"] == {"x": 1}
    assert RSA_JWK["d"] not in repr(channel) + repr(key)


@pytest.mark.requirement("R8")
def test_both_forms_of_the_organisation() -> None:
    def identifier(details: Mapping[str, Any]) -> object:
        return details["practitioner_role"]["organization"]["identifier"]

    assert identifier(organisation_element("999977776")) == {
        "system": "urn:oid:2.16.578.1.12.4.1.4.101",
        "type": "ENH",
        "value": "999977776",
    }
    assert identifier(organisation_element("999977776", multi_tenant_parent="999977774")) == {
        "system": "urn:oid:1.0.6523",
        "type": "ENH",
        "value": "NO:ORGNR:999977774:999977776",
    }


@pytest.mark.requirement("R8")
def test_the_sandbox_takes_the_point_of_care_alone_and_in_a_list() -> None:
    place, other = organisation_element(UNITS[0].orgnr), {"type": "nhn:tillitsrammeverk:parameters"}
    assert from_details({"assertion_details": place}) == from_details({"assertion_details": [other, place]}) == UNITS[0]


@pytest.mark.requirement("R12")
def test_proofs_hold_before_an_independent_judge() -> None:
    prover = Prover(jose.generate_p256_key(), SystemClock())
    url = "https://pps.example/v2/DiagnosticReport/_search?a=b#c"
    bare = "https://pps.example/v2/DiagnosticReport/_search"
    ath = b64(hashlib.sha256(b"token").digest())
    proof = prover.proof("POST", url, "token")
    found = validate_dpop_proof(proof, htm="POST", htu=bare, ath=ath, algs=["ES256"])
    assert set(found.headers["jwk"]) == {"kty", "crv", "x", "y"}
    assert prover.take_nonce({"dpop-nonce": "n-1"})
    validate_dpop_proof(prover.proof("POST", url, "token"), htm="POST", htu=bare, ath=ath, nonce="n-1", algs=["ES256"])
    for htm, htu, other_ath, nonce in (
        ("GET", bare, None, None),
        ("POST", "https://pps.example/", None, None),
        ("POST", bare, "x", None),
        ("POST", bare, None, "n-1"),
    ):
        with pytest.raises(InvalidDPoPProof):
            validate_dpop_proof(proof, htm=htm, htu=htu, ath=other_ath, nonce=nonce, algs=["ES256"])
    assert prover.proof("POST", url) != prover.proof("POST", url)
