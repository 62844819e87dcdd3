"""A small correct client of the sandbox, and ways to break it in one place.

Written from the standards, so that it agrees with the sandbox by being right, not by sharing code with it or with the program.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
from joserfc import jws
from joserfc.jwk import ECKey, RSAKey, import_key

from provesvar_gui.sandbox.clients import Client
from provesvar_gui.sandbox.server import Sandbox
from tests.unit.helseid.fake_helseid import b64

Change = Callable[[dict[str, Any]], None]
REDIRECT = "http://localhost:51789/callback"
ALGORITHMS = ["RS256", "PS256", "ES256", "ES384", "ES512", "none"]
PAGE_INCLUDES = {
    "_include": "DiagnosticReport:based-on,DiagnosticReport:specimen,DiagnosticReport:result",
    "_include:iterate": "ServiceRequest:requester,DiagnosticReport:performer,Observation:performer,Observation:has-member",
}


class Answer:
    def __init__(self, response: httpx.Response) -> None:
        self.status, self.headers, self.body = response.status_code, response.headers, response.content

    @property
    def data(self) -> Any:
        return json.loads(self.body)

    @property
    def error(self) -> str:
        """``error: reason`` of an OAuth refusal."""
        return f"{self.data['error']}: {self.data['error_description']}"

    @property
    def diagnostics(self) -> str:
        return str(self.data["issue"][0]["diagnostics"])


def send(method: str, url: str, *, headers: Sequence[tuple[str, str]] = (), body: bytes | None = None) -> Answer:
    """One request; no redirect is followed."""
    with httpx.Client(trust_env=False, timeout=20) as client:
        return Answer(client.request(method, url, headers=list(headers), content=body))


@cache
def private_key(jwk: str) -> RSAKey:
    """The key of a client file; reading one takes longer than signing with it."""
    key = import_key(json.loads(jwk))
    assert isinstance(key, RSAKey)
    return key


def sign(header: dict[str, Any], claims: dict[str, Any], key: RSAKey | ECKey) -> str:
    if header.get("alg") == "none":
        return f"{b64(json.dumps(header).encode())}.{b64(json.dumps(claims).encode())}."
    return jws.serialize_compact(header, json.dumps(claims).encode(), key, algorithms=ALGORITHMS)


def form_pairs(form: dict[str, Any]) -> list[tuple[str, str]]:
    """A dict as form parameters; a list is sent as a repeated one, None not at all."""
    return [
        (name, value)
        for name, values in form.items()
        if values is not None
        for value in (values if isinstance(values, list) else [values])
    ]


@dataclass(slots=True)
class Reference:
    """The correct client. ``changes``: what to break, by the step whose data is changed before it is sent."""

    sandbox: Sandbox
    client: Client
    version: str = "v2"
    redirect_uri: str = REDIRECT
    person: str = "900100101"
    orgnr: str = "310000027"
    changes: dict[str, Callable[[dict[str, Any]], None]] = field(default_factory=dict)
    dpop_key: ECKey | RSAKey = field(default_factory=lambda: ECKey.generate_key("P-256", private=True))
    nonces: dict[str, str] = field(default_factory=dict)
    cookie: str = ""
    state: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    tokens: dict[str, Any] = field(default_factory=dict)

    @property
    def dpop(self) -> bool:
        return self.version == "v2"

    @property
    def issuer(self) -> str:
        return self.sandbox.urls["helseid"]

    @property
    def scope(self) -> str:
        return " ".join(self.client.scopes)

    def changed(self, step: str, data: dict[str, Any]) -> dict[str, Any]:
        if step in self.changes:
            self.changes[step](data)
        return data

    def assertion(self, **more: Any) -> str:
        now = int(time.time())
        file = self.client.file(self.issuer)
        key = private_key(file["privateJwk"])
        header = self.changed("assertion.header", {"alg": "PS256", "typ": "client-authentication+jwt"})
        claims: dict[str, Any] = {
            "iss": file["clientId"],
            "sub": file["clientId"],
            "aud": self.issuer,
            "iat": now,
            "nbf": now,
            "exp": now + 20,
            "jti": str(uuid.uuid4()),
            **more,
        }
        claims = self.changed("assertion.claims", claims)
        return sign(header, claims, claims.pop("_key", key))

    def proof(self, method: str, url: str, *, nonce: str = "", token: str = "") -> str:
        jwk = self.dpop_key.as_dict(private=False)
        header: dict[str, Any] = {
            "alg": "ES256" if isinstance(self.dpop_key, ECKey) else "PS256",
            "typ": "dpop+jwt",
            "jwk": {name: value for name, value in jwk.items() if name != "kid"},
        }
        header = self.changed("proof.header", header)
        claims: dict[str, Any] = {"jti": str(uuid.uuid4()), "htm": method, "htu": url, "iat": int(time.time())}
        if nonce:
            claims["nonce"] = nonce
        if token:
            claims["ath"] = b64(hashlib.sha256(token.encode()).digest())
        claims = self.changed("proof.claims", claims)
        return sign(header, claims, claims.pop("_key", self.dpop_key))

    def post(self, step: str, url: str, form: dict[str, Any], *, dpop: bool, details: object = None) -> Answer:
        """An authenticated POST to HelseID, once more where a nonce is wanted."""
        answer = self._post_once(step, url, form, dpop=dpop, details=details)
        if answer.status == 400 and answer.headers.get("DPoP-Nonce") and answer.data["error"] == "use_dpop_nonce":
            answer = self._post_once(step, url, form, dpop=dpop, details=details)
        return answer

    def _post_once(self, step: str, url: str, form: dict[str, Any], *, dpop: bool, details: object) -> Answer:
        more = {} if details is None else {"assertion_details": details}
        full = {
            "client_id": self.client.client_id,
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": self.assertion(**more),
            **form,
        }
        full = self.changed(f"{step}.form", full)
        headers: list[tuple[str, str]] = [("Content-Type", "application/x-www-form-urlencoded")]
        if dpop:
            headers.append(("DPoP", self.proof("POST", url, nonce=self.nonces.get("helseid", ""))))
        headers = list(self.changed(f"{step}.headers", {"pairs": headers})["pairs"])
        answer = send("POST", url, headers=headers, body=urlencode(form_pairs(full)).encode())
        if nonce := answer.headers.get("DPoP-Nonce"):
            self.nonces["helseid"] = nonce
        return answer

    def par(self) -> Answer:
        form = {
            "response_type": "code",
            "redirect_uri": self.redirect_uri,
            "scope": self.scope,
            "resource": "nhn:pps",
            "state": self.state,
            "nonce": self.nonce,
            "code_challenge": b64(hashlib.sha256(self.verifier.encode()).digest()),
            "code_challenge_method": "S256",
            "acr_values": "Level4",
            "prompt": "login",
            "dpop_jkt": self.dpop_key.thumbprint() if self.dpop else None,
        }
        return self.post("par", f"{self.issuer}/connect/par", form, dpop=False)

    def authorize(self, request_uri: str) -> Answer:
        query = self.changed("authorize.query", {"client_id": self.client.client_id, "request_uri": request_uri})
        headers = [("Cookie", self.cookie)] if self.cookie else []
        return send("GET", f"{self.issuer}/connect/authorize?{urlencode(form_pairs(query))}", headers=headers)

    def log_in(self, page: Answer) -> Answer:
        location = page.headers["Location"]
        assert send("GET", location).status == 200
        interaction = dict(parse_qsl(urlsplit(location).query))["interaction"]
        form = self.changed("login.form", {"interaction": interaction, "person": self.person, "action": "login"})
        headers = [("Content-Type", "application/x-www-form-urlencoded")]
        answer = send("POST", f"{self.issuer}/login", headers=headers, body=urlencode(form_pairs(form)).encode())
        if set_cookie := answer.headers.get("Set-Cookie"):
            self.cookie = set_cookie.partition(";")[0]
        return answer

    def callback(self) -> dict[str, str]:
        """PAR, browser, login page: what arrives at the redirect URI."""
        pushed = self.par()
        assert pushed.status == 201, pushed.error
        page = self.authorize(pushed.data["request_uri"])
        answer = self.log_in(page) if "/login?" in page.headers["Location"] else page
        location = answer.headers["Location"]
        assert location.startswith(f"{self.redirect_uri}?")
        return dict(parse_qsl(urlsplit(location).query))

    def redeem(self, code: str) -> Answer:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri,
            "code_verifier": self.verifier,
            "resource": "nhn:pps",
        }
        return self._kept(self.post("token", f"{self.issuer}/connect/token", form, dpop=self.dpop))

    def refresh(self) -> Answer:
        form = {"grant_type": "refresh_token", "refresh_token": self.tokens["refresh_token"], "resource": "nhn:pps"}
        return self._kept(self.post("refresh", f"{self.issuer}/connect/token", form, dpop=self.dpop, details=self.details()))

    def details(self) -> object:
        identifier = {"system": "urn:oid:2.16.578.1.12.4.1.4.101", "type": "ENH", "value": self.orgnr}
        details = {"type": "helseid_authorization", "practitioner_role": {"organization": {"identifier": identifier}}}
        return self.changed("details", {"it": details})["it"]

    def _kept(self, answer: Answer) -> Answer:
        if answer.status == 200:
            self.tokens |= answer.data
        return answer

    def login(self) -> Reference:
        answer = self.redeem(self.callback()["code"])
        assert answer.status == 200, answer.error
        answer = self.refresh()
        assert answer.status == 200, answer.error
        return self

    def search(
        self,
        patient: str,
        *,
        kind: str = "DiagnosticReport",
        basis: str = "AKUTT",
        role: str = "LE",
        form: dict[str, Any] | None = None,
    ) -> Answer:
        """One search at PPS, once more where a nonce is wanted."""
        answer = self._search_once(patient, kind, basis, role, form)
        if answer.status == 401 and answer.headers.get("DPoP-Nonce"):
            self.nonces["pps"] = answer.headers["DPoP-Nonce"]
            answer = self._search_once(patient, kind, basis, role, form)
        return answer

    def _search_once(self, patient: str, kind: str, basis: str, role: str, form: dict[str, Any] | None) -> Answer:
        token = str(self.tokens["access_token"])
        base = self.sandbox.urls["pps_v2" if self.dpop else "pps"]
        url = f"{base}/{kind}/_search"
        headers: dict[str, Any] = {
            "Authorization": f"{'DPoP' if self.dpop else 'Bearer'} {token}",
            "person-id": patient,
            "access-basis": basis,
            "requester-hpr-role": role,
            "correlation-id": str(uuid.uuid4()),
            "Accept": "application/fhir+json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        if self.dpop:
            headers["DPoP"] = self.proof("POST", url, nonce=self.nonces.get("pps", ""), token=token)
        headers = self.changed("pps.headers", headers)
        body = self.changed("pps.form", dict(PAGE_INCLUDES if form is None else form))
        address = self.changed("pps.url", {"it": url})["it"]
        return send("POST", address, headers=form_pairs(headers), body=urlencode(form_pairs(body)).encode())


def put(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda data: data.update(values)


def drop(*names: str) -> Callable[[dict[str, Any]], None]:

    def change(data: dict[str, Any]) -> None:
        for name in names:
            data.pop(name, None)

    return change


def both(*changes: Change) -> Change:
    def change(data: dict[str, Any]) -> None:
        for one in changes:
            one(data)

    return change


def shift(name: str, seconds: int) -> Change:
    def change(data: dict[str, Any]) -> None:
        data[name] = data.get(name, int(time.time())) + seconds

    return change


def ending(name: str, text: str) -> Change:
    def change(data: dict[str, Any]) -> None:
        data[name] += text

    return change
