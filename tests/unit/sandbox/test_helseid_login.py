"""The correct client, and what it is given."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from joserfc.jwk import ECKey

from provesvar_gui.sandbox.records import PATIENTS
from provesvar_gui.sandbox.server import Sandbox
from tests.unit.sandbox.broken_clients import Answer, Reference, claims_of, put, send

# The login page


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
