"""A strict HelseID as an ``Http`` object: it judges assertions, PKCE, proofs and parameters as the real one would.

Signatures are checked with joserfc directly and never with our own module, so that it cannot share our mistakes.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from provesvar_gui.helseid.model import default_scopes
from provesvar_gui.platform.http import HttpResponse
from tests.kit.clock import FakeClock
from tests.kit.http import Answer, FakeHttp, Request

ISSUER = "https://helseid.example"
CLIENT_ID = "1f2e3d4c-0000-4000-8000-0123456789ab"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
CHILD_SYSTEM = "urn:oid:2.16.578.1.12.4.1.4.101"


class RefusedError(Exception):
    def __init__(self, error: str, description: str = "", status: int = 400, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(error, description)
        self.error, self.description, self.status = error, description, status
        self.headers = dict(headers or {})


def b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


@cache
def signing_key(name: str) -> RSAKey:
    """Made once: it takes longer than a whole test."""
    return RSAKey.generate_key(2048, auto_kid=False)


def half_hash(text: str) -> str:
    return b64(hashlib.sha256(text.encode()).digest()[:16])


def answer(status: int, document: object, headers: Mapping[str, str] | None = None) -> HttpResponse:
    return HttpResponse(status=status, headers={"content-type": "application/json", **(headers or {})},
                        body=json.dumps(document).encode())  # fmt: skip


@dataclass
class FakeHelseId(FakeHttp):
    clock: FakeClock
    client_jwk: dict[str, Any]
    dpop: bool = True
    issuer: str = ISSUER
    nonce_required: bool = True
    audience_on_code: object = "nhn:pps"
    granted: str = " ".join(default_scopes(2))
    request_uris: str = "urn:ietf:params:oauth:request_uri:"  # what each begins with
    children: tuple[str, ...] = ("999977776", "999977777")
    claims: dict[str, Any] = field(default_factory=dict)
    access_claims: dict[str, Any] = field(default_factory=dict)
    metadata_changes: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, list[HttpResponse]] = field(default_factory=dict)  # given instead, once each, by path
    edit: Callable[[str, dict[str, Any]], object] | None = None  # changes a successful answer
    held: dict[str, tuple[asyncio.Event, asyncio.Event]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    access_seconds: int = 600
    refresh_seconds: int | None = 28800
    own_key: str = "usual"  # fakes with the same name here share a signing key
    userinfo: Callable[[Request], HttpResponse] | None = None

    def __post_init__(self) -> None:
        self.key = signing_key(self.own_key)
        self.key_id = "sts-1"
        self.jtis: set[str] = set()
        self.nonce = "nonce-1"
        self.pushed: dict[str, dict[str, str]] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.refresh_tokens: dict[str, dict[str, str]] = {}
        self.revoked: list[str] = []

    def hold(self, path: str) -> tuple[asyncio.Event, asyncio.Event]:
        """What a request to this path waits for from now on, and what tells that there is one."""
        self.held[path] = held = (asyncio.Event(), asyncio.Event())
        return held

    # -- Http

    async def answer(self, request: Request) -> Answer:
        assert request.body is None
        self.requests.append(request)
        if request.path in self.held:
            gate, reached = self.held[request.path]
            reached.set()
            await gate.wait()
        if self.answers.get(request.path):
            return self.answers[request.path].pop(0)
        try:
            return self._route(request)
        except RefusedError as refused:
            return answer(refused.status, {"error": refused.error, "error_description": refused.description}, refused.headers)

    def _route(self, request: Request) -> HttpResponse:
        if request.method == "GET":
            if request.path == "/.well-known/openid-configuration":
                return answer(200, self.metadata())
            if request.path == "/jwks":
                return answer(200, {"keys": [{**self.key.as_dict(private=False), "kid": self.key_id, "use": "sig"}]})
            if self.userinfo is not None and request.path == "/connect/userinfo":
                return self.userinfo(request)
            raise AssertionError(request.path)
        handler = {"/connect/par": self._par, "/connect/token": self._token, "/connect/revocation": self._revocation}
        return handler[request.path](request)

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/connect/authorize",
            "token_endpoint": f"{self.issuer}/connect/token",
            "pushed_authorization_request_endpoint": f"{self.issuer}/connect/par",
            "revocation_endpoint": f"{self.issuer}/connect/revocation",
            "end_session_endpoint": f"{self.issuer}/connect/endsession",
            "jwks_uri": f"{self.issuer}/jwks",
            "authorization_response_iss_parameter_supported": True,
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["plain", "S256"],
            **({"userinfo_endpoint": f"{self.issuer}/connect/userinfo"} if self.userinfo is not None else {}),
            **self.metadata_changes,
        }

    # -- judgements

    def _authenticate(self, form: Mapping[str, str]) -> dict[str, Any]:
        if form.get("client_assertion_type") != ASSERTION_TYPE or form.get("client_id") != CLIENT_ID:
            raise RefusedError("invalid_client", "type or id")
        kind = RSAKey if self.client_jwk["kty"] == "RSA" else ECKey
        algorithm = self.client_jwk.get("alg") or ("PS256" if self.client_jwk["kty"] == "RSA" else "ES256")
        try:
            token = jwt.decode(form["client_assertion"], kind.import_key(self.client_jwk), algorithms=[algorithm])
        except JoseError:
            raise RefusedError("invalid_client", "signature") from None
        claims, now = token.claims, self.clock.now()
        if token.header.get("typ") != "client-authentication+jwt" or token.header.get("kid") != self.client_jwk.get("kid"):
            raise RefusedError("invalid_client", "header")
        if claims["iss"] != CLIENT_ID or claims["sub"] != CLIENT_ID or claims["aud"] != self.issuer:
            raise RefusedError("invalid_client", "iss, sub, aud")
        if not claims["nbf"] <= now + 1 or not now - 5 <= claims["iat"] <= now + 1 or not now < claims["exp"] <= now + 30:
            raise RefusedError("invalid_client", "time")
        self._once(claims["jti"], "invalid_client")
        return dict(claims)

    def _once(self, jti: str, error: str) -> None:
        if jti in self.jtis or len(jti) < 20:
            raise RefusedError(error, "jti reuse")
        self.jtis.add(jti)

    def proof(self, request: Request, nonce: str, ath: str | None = None) -> str:
        """The thumbprint of a proof's key; ``ath``: of the token that it must name. Raises RefusedError."""
        proof = request.headers.get("dpop")
        if proof is None:
            raise RefusedError("invalid_dpop_proof", "proof is missing")
        header = json.loads(_decode(proof.split(".")[0]))
        if header["typ"] != "dpop+jwt" or set(header["jwk"]) != {"kty", "crv", "x", "y"} or set(header) != {"typ", "alg", "jwk"}:
            raise RefusedError("invalid_dpop_proof", "header")
        key = ECKey.import_key(header["jwk"])
        claims = jwt.decode(proof, key, algorithms=["ES256"]).claims
        if (
            claims["htm"] != request.method
            or claims["htu"] != request.url
            or claims.get("ath") != ath
            or type(claims["iat"]) is not int
        ):
            raise RefusedError("invalid_dpop_proof", "htm, htu, ath, iat")
        if abs(claims["iat"] - self.clock.now()) > 5:
            raise RefusedError("invalid_dpop_proof", "iat")
        self._once(claims["jti"], "invalid_dpop_proof")
        if self.nonce_required and claims.get("nonce") != nonce:
            raise RefusedError("use_dpop_nonce", "a nonce is needed", headers={"dpop-nonce": nonce})
        return key.thumbprint()

    def _par(self, request: Request) -> HttpResponse:
        form = request.form
        if "assertion_details" in self._authenticate(form):
            raise RefusedError("invalid_request", "HID-1009: organisation")
        for name in ("scope", "redirect_uri", "code_challenge", "state", "nonce", "resource"):
            if not form.get(name):
                raise RefusedError("invalid_request", f"{name} is missing")
        if form["response_type"] != "code" or form["code_challenge_method"] != "S256" or len(form["code_challenge"]) != 43:
            raise RefusedError("invalid_request", "response_type or challenge")
        if form.get("acr_values") != "Level4" or form["resource"] != "nhn:pps":
            raise RefusedError("invalid_target", "acr_values or resource")
        if ("dpop_jkt" in form) and not self.dpop:
            raise RefusedError("invalid_request", "dpop_jkt from a Bearer client")
        name = f"{self.request_uris}{secrets.token_hex(8)}"
        self.pushed[name] = form
        return answer(201, {"request_uri": name, "expires_in": 600})

    def authorize(self, url: str, **changes: str | None) -> str:
        """The browser opens ``url``: the address it is sent back to. ``changes``: parameters changed, or left out by None."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert set(query) == {"client_id", "request_uri"}
        assert query["client_id"] == CLIENT_ID
        form = self.pushed.pop(query["request_uri"])
        code = secrets.token_hex(16)
        self.codes[code] = form
        parameters: dict[str, str | None] = {"code": code, "state": form["state"], "iss": self.issuer, "session_state": "x.y"}
        parameters.update(changes)
        return f"{form['redirect_uri']}?{urlencode({k: v for k, v in parameters.items() if v is not None})}"

    def _token(self, request: Request) -> HttpResponse:
        form = request.form
        claims = self._authenticate(form)
        thumbprint = ""
        if self.dpop:
            thumbprint = self.proof(request, self.nonce)
        elif "dpop" in request.headers:
            raise RefusedError("invalid_dpop_proof", "a Bearer client")
        if form["grant_type"] == "authorization_code":
            return self._redeem(form, claims, thumbprint)
        return self._refresh(form, claims, thumbprint)

    def _redeem(self, form: Mapping[str, str], claims: Mapping[str, Any], thumbprint: str) -> HttpResponse:
        pushed = self.codes.pop(form["code"], None)
        if pushed is None or form["redirect_uri"] != pushed["redirect_uri"]:
            raise RefusedError("invalid_grant", "code")
        if b64(hashlib.sha256(form["code_verifier"].encode()).digest()) != pushed["code_challenge"]:
            raise RefusedError("invalid_grant", "PKCE")
        if "scope" in form or form.get("resource") != "nhn:pps":
            raise RefusedError("invalid_request", "scope or resource")
        if "assertion_details" in claims:
            raise RefusedError("invalid_request", "HID-1009: organisation")
        if pushed.get("dpop_jkt", thumbprint) != thumbprint:
            raise RefusedError("invalid_dpop_proof", "dpop_jkt")
        return self._issue(pushed, self.audience_on_code, thumbprint, None, nonce=pushed["nonce"], state=pushed["state"])

    def _refresh(self, form: Mapping[str, str], claims: Mapping[str, Any], thumbprint: str) -> HttpResponse:
        pushed = self.refresh_tokens.pop(form["refresh_token"], None)
        if pushed is None or pushed["jkt"] != thumbprint:
            raise RefusedError("invalid_grant", "refresh token")
        if form.get("resource") != "nhn:pps":
            raise RefusedError("invalid_target", "resource")
        child = None
        details = claims.get("assertion_details")
        if details is not None:
            identifier = details["practitioner_role"]["organization"]["identifier"]
            assert details["type"] == "helseid_authorization"
            assert identifier["type"] == "ENH"
            child = identifier["value"]
            if identifier["system"] != CHILD_SYSTEM or child not in self.children:
                self.refresh_tokens[form["refresh_token"]] = pushed
                raise RefusedError("invalid_request", "HID-1002 child organisation is not on the list")
        return self._issue(pushed, "nhn:pps", thumbprint, child, nonce=None, state=None)

    def _issue(
        self,
        pushed: Mapping[str, str],
        audience: object,
        thumbprint: str,
        child: str | None,
        *,
        nonce: str | None,
        state: str | None,
    ) -> HttpResponse:
        now = int(self.clock.now())
        person: dict[str, Any] = {
            "sub": "c4SrhK+/=",
            "auth_time": now - 2,
            "name": "LIVSTRETT BEVER",
            "helseid://claims/hpr/hpr_number": "565550846",
            "helseid://claims/identity/security_level": "4",
            "helseid://claims/identity/pid": "00000000000",
        }
        if nonce is None:
            person["auth_time"] = int(pushed["auth_time"])
        access: dict[str, Any] = {
            "iss": self.issuer,
            "aud": audience,
            "iat": now,
            "exp": now + self.access_seconds,
            "client_id": CLIENT_ID,
            "jti": secrets.token_hex(8),
        }
        if self.dpop:
            access["cnf"] = {"jkt": thumbprint}
        if child is not None:
            access["helseid://claims/client/claims/orgnr_child"] = child
        access.update(self.access_claims)
        access_token = self._sign(access, "at+jwt")
        identity: dict[str, Any] = {"iss": self.issuer, "aud": CLIENT_ID, "iat": now, "nbf": now, "exp": now + 300,
                                    "at_hash": half_hash(access_token), **person}  # fmt: skip
        if nonce is not None and state is not None:
            identity |= {"nonce": nonce, "s_hash": half_hash(state)}
        identity.update(self.claims)
        identity = {name: value for name, value in identity.items() if value is not None}
        refresh_token = secrets.token_hex(16)
        self.refresh_tokens[refresh_token] = {**pushed, "jkt": thumbprint, "auth_time": str(person["auth_time"])}
        document: dict[str, Any] = {
            "access_token": access_token,
            "token_type": "DPoP" if self.dpop else "Bearer",
            "expires_in": self.access_seconds,
            "refresh_token": refresh_token,
            "id_token": self._sign(identity, "JWT"),
            "scope": self.granted,
        }
        if self.refresh_seconds is not None:
            document["rt_expires_in"] = self.refresh_seconds
        if self.edit is not None:
            self.edit("code" if nonce is not None else "refresh", document)
        return answer(200, document, {"dpop-nonce": self.nonce} if self.dpop else None)

    def _sign(self, claims: Mapping[str, Any], kind: str) -> str:
        header = {"alg": "RS256", "kid": self.key_id, "typ": kind, "x5t": "abc"}
        return jwt.encode(header, dict(claims), self.key, algorithms=["RS256"])

    def _revocation(self, request: Request) -> HttpResponse:
        self._authenticate(request.form)
        assert request.form["token_type_hint"] == "refresh_token"
        self.revoked.append(request.form["token"])
        self.refresh_tokens.pop(request.form["token"], None)
        return HttpResponse(status=200, headers={}, body=b"")

    def sent(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]


def _decode(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def claims_of(token: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_decode(token.split(".")[1]))
    return found
