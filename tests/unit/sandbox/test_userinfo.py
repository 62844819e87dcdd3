"""Userinfo of the sandbox: who may ask, and what it says of HPR."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from provesvar_gui.sandbox.people import CLINICIANS
from tests.unit.sandbox.broken_clients import Answer, Reference, claims_of, send
from tests.unit.sandbox.changes import put
from tests.unit.sandbox.standin import NUMBER

if TYPE_CHECKING:
    from provesvar_gui.sandbox.server import Sandbox

DETAILS = "helseid://claims/hpr/hpr_details"
TWO_ROLES = "900100104"


def ask(client: Reference, *, method: str = "GET", key: ECKey | None = None) -> Answer:
    url, token = f"{client.issuer}/connect/userinfo", client.tokens["access_token"]
    if key is not None:
        client.dpop_key = key
    proof = client.proof(method, url, token=token)
    return send("GET", url, headers=[("Authorization", f"DPoP {token}"), ("DPoP", proof)])


def test_it_says_what_hpr_has_of_the_person(client: Reference) -> None:
    client.person = TWO_ROLES
    client.login()
    claims = ask(client).data
    assert claims["sub"] == claims_of(client.tokens["id_token"])["sub"]
    assert [approval["profession"] for approval in claims[DETAILS]["approvals"]] == ["LE", "MT"]
    assert claims[DETAILS]["hpr_number"] == int(TWO_ROLES)
    assert claims[DETAILS]["approvals"][0]["authorization"] == {"value": "1", "description": "Autorisasjon"}


def test_a_proof_for_something_else_is_refused(client: Reference) -> None:
    client.login()
    assert ask(client, method="POST").error == "invalid_token: proof: htm is not this method"
    assert ask(client, key=ECKey.generate_key("P-256", private=True)).error.endswith("is bound to")


@pytest.mark.parametrize("scope", ["openid", "profile", "nhn:pps/provesvar-read"])
def test_both_scopes_are_needed(client: Reference, scope: str) -> None:
    client.login()
    client.changes["refresh.form"] = put(scope=scope)
    client.refresh()
    assert ask(client).error.startswith("insufficient_scope: the token has no")


def test_a_token_without_an_api_will_do(client: Reference) -> None:
    client.login()
    client.changes["refresh.form"] = put(scope="openid profile", resource=None)
    client.refresh()
    assert "aud" not in claims_of(client.tokens["access_token"])
    assert ask(client).status == 200


def test_one_token_for_both_services_is_remarked(client: Reference, sandbox: Sandbox) -> None:
    client.login()
    client.refresh()
    assert ask(client).status == 200
    assert sandbox.control.remarks == []
    assert client.search(NUMBER).status == 200
    assert sandbox.control.remarks == ["one access token for two services"]


def test_faults(client: Reference, sandbox: Sandbox) -> None:
    client.login()
    sandbox.faults.set("helseid.userinfo-down", 1)
    assert ask(client).status == 503
    sandbox.faults.set("helseid.userinfo-of-another", 1)
    assert ask(client).data["sub"] not in {person.sub for person in CLINICIANS}
    sandbox.faults.set("helseid.no-hpr-details")
    assert DETAILS not in ask(client).data
    sandbox.faults.clear()
    sandbox.faults.set("helseid.userinfo-signed")
    answer = ask(client)
    assert answer.headers["Content-Type"] == "application/jwt"
    keys = KeySet.import_key_set(send("GET", f"{client.issuer}/.well-known/openid-configuration/jwks").data)
    claims = jwt.decode(answer.body.decode(), keys, algorithms=["RS256"]).claims
    assert (claims["iss"], claims["aud"]) == (client.issuer, client.client.client_id)
    assert json.dumps(claims[DETAILS])
