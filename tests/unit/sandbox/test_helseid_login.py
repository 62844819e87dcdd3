"""The correct client, and what it is given."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from provesvar_gui.sandbox.people import CLINICIANS, PATIENTS
from provesvar_gui.sandbox.practice import PARENT
from provesvar_gui.sandbox.server import Sandbox
from tests.unit.sandbox.broken_clients import Answer, Reference, b64, claims_of, put, send

IDENTITY = "helseid://claims/identity/"
ORGNR = "helseid://claims/client/claims/orgnr_"
HPR = "helseid://claims/hpr/hpr_number"
DETAILS = "helseid://claims/hpr/hpr_details"
TWO_ROLES = "900100104"


def test_a_whole_login_gives_a_token_for_pps_alone(client: Reference, sandbox: Sandbox) -> None:
    answer = client.redeem(client.callback()["code"])
    keys = KeySet.import_key_set(json.loads(send("GET", _discovery(sandbox)["jwks_uri"]).body))
    token = jwt.decode(answer.data["id_token"], keys, algorithms=["RS256"])
    first = token.claims
    assert token.header["typ"] == "JWT"
    assert (first["iss"], first["aud"], first["nonce"]) == (sandbox.urls["helseid"], client.client.client_id, client.nonce)
    assert first["at_hash"] == b64(hashlib.sha256(answer.data["access_token"].encode()).digest()[:16])
    assert first["s_hash"] == b64(hashlib.sha256(client.state.encode()).digest()[:16])
    assert f"{ORGNR}child" not in claims_of(answer.data["access_token"])

    client.refresh()
    tokens = client.tokens
    access, identity = claims_of(tokens["access_token"]), claims_of(tokens["id_token"])
    assert (tokens["token_type"], tokens["expires_in"]) == ("DPoP", 600)
    assert 0 < tokens["rt_expires_in"] <= 28800
    assert json.loads(base64.urlsafe_b64decode(tokens["access_token"].split(".")[0] + "=="))["typ"] == "at+jwt"
    assert (access["aud"], access["cnf"]) == ("nhn:pps", {"jkt": client.dpop_key.thumbprint()})
    assert isinstance(access["scope"], list)
    assert "nhn:pps/provesvar-read" in access["scope"]
    assert (access[f"{ORGNR}parent"], access[f"{ORGNR}child"]) == (PARENT.orgnr, client.orgnr)
    assert access[f"{IDENTITY}security_level"] == identity[f"{IDENTITY}security_level"] == "4"
    assert access[HPR] == identity[HPR] == client.person
    assert (access["exp"] - access["iat"], identity["exp"] - identity["iat"]) == (600, 300)
    assert "nonce" not in identity
    assert all(first[name] == identity[name] for name in ("auth_time", "sub", "sid"))
    assert sandbox.control.remarks == []


# The login page


@pytest.mark.parametrize("typed", [CLINICIANS[0].hpr_number or "", CLINICIANS[0].pid, CLINICIANS[0].family.lower()])
def test_a_person_can_be_typed(sandbox: Sandbox, typed: str) -> None:
    client = Reference(sandbox, sandbox.default_client, person=typed).login()
    assert claims_of(client.tokens["id_token"])[HPR] == CLINICIANS[0].hpr_number


def test_cancel_comes_back_as_access_denied(client: Reference) -> None:
    page = client.authorize(client.par().data["request_uri"])
    client.changes["login.form"] = put(action="cancel")
    came = dict(parse_qsl(urlsplit(client.log_in(page).headers["Location"]).query))
    assert (came["error"], came["state"], came["iss"]) == ("access_denied", client.state, client.issuer)
    assert "code" not in came


# One login for several programs (SSO)


def _again(sandbox: Sandbox, cookie: str, prompt: str | None) -> tuple[Reference, Answer]:
    client = Reference(sandbox, sandbox.default_client, cookie=cookie, person="900100102")
    client.changes["par.form"] = put(prompt=prompt)
    return client, client.authorize(client.par().data["request_uri"])


def test_without_prompt_the_browser_is_still_logged_in(client: Reference, sandbox: Sandbox) -> None:
    client.login()
    again, answer = _again(sandbox, client.cookie, None)
    came = dict(parse_qsl(urlsplit(answer.headers["Location"]).query))
    again.redeem(came["code"])
    assert claims_of(again.tokens["id_token"])["sub"] == claims_of(client.tokens["id_token"])["sub"]
    assert claims_of(again.tokens["id_token"])["auth_time"] == claims_of(client.tokens["id_token"])["auth_time"]


# Logout, userinfo, revocation


def _end_session(client: Reference, **form: str) -> Answer:
    headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Cookie", client.cookie)]
    return send("POST", f"{client.issuer}/connect/endsession", headers=headers, body=urlencode(form).encode())


def test_logout_with_a_hint_alone_ends_the_browser_session(client: Reference, sandbox: Sandbox) -> None:
    client.login()
    hint = client.tokens["id_token"]
    assert _end_session(client, id_token_hint=hint, state="abc").status == 400
    assert _end_session(client, id_token_hint="x.y.z").status == 400
    assert _end_session(client, id_token_hint=hint).status == 200
    _, again = _again(sandbox, client.cookie, None)
    assert "/login?" in again.headers["Location"]


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
    bearer = ("Authorization", f"Bearer {client.tokens['access_token']}")
    assert send("GET", f"{client.issuer}/connect/userinfo", headers=[bearer]).status == 401
    assert send("GET", f"{client.issuer}/connect/userinfo").status == 401


def test_both_scopes_are_needed(client: Reference) -> None:
    client.login()
    for scope in ("openid", "profile"):
        client.changes["refresh.form"] = put(scope=scope)
        client.refresh()
        assert ask(client).error.startswith("insufficient_scope: the token has no")


def test_one_token_for_both_services_is_remarked(client: Reference, sandbox: Sandbox) -> None:
    client.login()
    client.refresh()
    assert ask(client).status == 200
    assert sandbox.control.remarks == []
    assert client.search(PATIENTS[0].number).status == 200
    assert sandbox.control.remarks == ["one access token for two services"]


def test_a_revoked_refresh_token_is_refused(client: Reference) -> None:
    client.login()
    url = f"{client.issuer}/connect/revocation"
    form = {"token": client.tokens["refresh_token"], "token_type_hint": "refresh_token"}
    assert client.post("revocation", url, form, dpop=False).status == 200
    assert client.refresh().error == "invalid_grant: unknown refresh token"
    assert client.post("revocation", url, {"token": "unknown"}, dpop=False).status == 200
    hinted = {"token": "unknown", "token_type_hint": "id_token"}
    assert client.post("revocation", url, hinted, dpop=False).error.startswith("unsupported_token_type")


def _discovery(sandbox: Sandbox) -> dict[str, Any]:
    document: dict[str, Any] = send("GET", f"{sandbox.urls['helseid']}/.well-known/openid-configuration").data
    return document
