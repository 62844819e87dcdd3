"""Selvbetjening's API: a client lists and adds its keys with its own token only."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from joserfc.jwk import ECKey, RSAKey

from provesvar_gui.sandbox.selvbetjening import API_KEY
from provesvar_gui.sandbox.server import Sandbox
from tests.unit.sandbox.broken_clients import Answer, Reference, private_key, send

SCOPE = "nhn:selvbetjening/client"
GRANTS = ("authorization_code", "refresh_token", "client_credentials")


class Owner:
    """A client that replaces its key. ``signs``: what its assertions are signed with."""

    def __init__(self, sandbox: Sandbox, scope: str = SCOPE) -> None:
        client = sandbox.register(name="Eier", api_scopes=("nhn:pps/provesvar-read", SCOPE), grant_types=GRANTS)
        self.sandbox, self.client, self.scope = sandbox, client, scope
        self.reference = Reference(sandbox, client)
        self.signs: RSAKey | ECKey = private_key(client.file("")["privateJwk"])
        self.kid: str | None = None
        self.reference.changes["assertion.claims"] = lambda claims: claims.update(_key=self.signs)
        self.reference.changes["assertion.header"] = self._header
        self.nonce = ""

    def _header(self, header: dict[str, Any]) -> None:
        header["alg"] = "ES256" if isinstance(self.signs, ECKey) else "PS256"
        if self.kid is not None:
            header["kid"] = self.kid

    def token(self) -> Answer:
        form = {"grant_type": "client_credentials", "scope": self.scope}
        return self.reference.post("machine", f"{self.reference.issuer}/connect/token", form, dpop=True)

    def call(self, method: str, body: object = None, token: str = "") -> Answer:
        token = token or str(self.token().data["access_token"])
        url = f"{self.sandbox.urls['selvbetjening']}/v1/client-secret"
        for _ in range(2):
            headers = [
                ("Authorization", f"DPoP {token}"),
                ("DPoP", self.reference.proof(method, url, nonce=self.nonce, token=token)),
                ("Content-Type", "application/json"),
            ]
            answer = send(method, url, headers=headers, body=None if body is None else json.dumps(body).encode())
            self.nonce = str(answer.headers.get("DPoP-Nonce", ""))
            if not self.nonce:
                break
        return answer


@pytest.fixture
def owner(sandbox: Sandbox) -> Owner:
    return Owner(sandbox)


def new_key(kid: str = "new") -> tuple[ECKey, dict[str, Any]]:
    key = ECKey.generate_key("P-256", private=True, auto_kid=False)
    return key, {**key.as_dict(private=False), "kid": kid, "alg": "ES256"}


def test_a_client_has_at_most_two_keys(owner: Owner) -> None:
    assert owner.call("POST", new_key("a")[1]).status == 200
    assert owner.call("POST", new_key("b")[1]).status == 200
    assert [each.kid for each in owner.client.registered] == ["a", "b"]
    assert owner.token().error.startswith("invalid_client")  # signed with the oldest


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda jwk: jwk.update(d="AAAA"), "private members"),
        (lambda jwk: jwk.pop("kid"), "alg or kid"),
        (lambda jwk: jwk.update(x="!"), "cannot be read"),
    ],
)
def test_what_is_no_good_public_key_is_refused(owner: Owner, change: Callable[[dict[str, Any]], object], reason: str) -> None:
    public = new_key()[1]
    change(public)
    answer = owner.call("POST", public)
    assert answer.status == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert reason in answer.data["detail"]
    assert ("a private key was sent to Selvbetjening" in owner.sandbox.control.remarks) == ("private" in reason)


def test_only_the_clients_own_token_for_this_service(owner: Owner, sandbox: Sandbox) -> None:
    person = Reference(sandbox, owner.client)
    person.login()
    owner.reference.dpop_key = person.dpop_key
    assert owner.call("GET", token=str(person.tokens["access_token"])).status == 401
    url = f"{sandbox.urls['selvbetjening']}/v1/client-secret"
    token = str(owner.token().data["access_token"])
    assert send("GET", url).status == 401
    assert send("GET", url, headers=[("Authorization", f"DPoP {token}")]).status == 401
    assert send("GET", url, headers=[("Authorization", f"Bearer {token}")]).status == 401
    assert owner.call("GET", token=token).status == 200


def drafted(sandbox: Sandbox, draft: object, api_key: str = API_KEY) -> Answer:
    headers = [("api-key", api_key), ("Content-Type", "application/json")]
    return send("POST", f"{sandbox.urls['selvbetjening']}/v1/client-drafts", headers=headers, body=json.dumps(draft).encode())


DRAFT = {
    "organizationNumber": "310000019",
    "publicJwk": json.dumps(new_key()[1]),
    "apiScopes": ["nhn:pps/provesvar-read", SCOPE],
    "postClientConfirmationRedirectUri": "http://localhost:11731/callback",
}


@pytest.mark.parametrize(
    "change",
    [
        {"organizationNumber": "310000027"},
        {"publicJwk": new_key()[1]},  # an object, not its text
        {"apiScopes": ["nhn:kjernejournal/api"]},
        {"postClientConfirmationRedirectUri": "https://elsewhere.example/"},
    ],
)
def test_a_draft_that_is_none(sandbox: Sandbox, change: dict[str, object]) -> None:
    assert drafted(sandbox, DRAFT | change).status == 400
    assert drafted(sandbox, DRAFT, api_key="another").status == 401
    answer = drafted(sandbox, DRAFT)
    page = send("GET", f"{sandbox.urls['selvbetjening']}/confirm-client/{answer.data['clientId']}")
    assert "310000019" in page.body.decode()
    assert answer.data["clientId"] not in sandbox.world.clients  # nobody has confirmed it
