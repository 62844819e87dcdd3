"""Userinfo of the fake HelseID: a proof for this very token, by the key it is bound to, with a nonce of its own."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey

from provesvar_gui.platform.http import HttpResponse
from tests.kit.http import Request
from tests.unit.helseid.fake_helseid import ISSUER, FakeHelseId, answer, b64
from tests.unit.helseid.test_login import claims_of

DETAILS = "helseid://claims/hpr/hpr_details"
SUBJECT = "c4SrhK+/="
NONCE = "userinfo-nonce"


def approval(code: object, **more: object) -> dict[str, object]:
    """As HelseID's example has it."""
    kind = {"value": "1", "description": "Autorisasjon"}
    return {"profession": code, "authorization": kind, "requisition_rights": [], "specialities": [], **more}


def details_of(*codes: str) -> dict[str, Any]:
    return {DETAILS: {"approvals": [approval(code) for code in codes], "hpr_number": 565550846}}


@dataclass
class FakeUserinfo:
    """``document``: what it answers besides ``sub``. ``tokens``: the access tokens it was given."""

    helseid: FakeHelseId
    document: dict[str, Any] = field(default_factory=lambda: details_of("LE", "SP"))
    tokens: list[str] = field(default_factory=list)

    def __call__(self, request: Request) -> HttpResponse:
        scheme, _, token = request.headers["authorization"].partition(" ")
        bound = claims_of(token).get("cnf")
        if not self.helseid.dpop:
            assert (scheme, bound) == ("Bearer", None)
            assert "dpop" not in request.headers
        else:
            assert scheme == "DPoP"
            refusal = self._judge(request, token, bound)
            if refusal is not None:
                return refusal
        self.tokens.append(token)
        return answer(200, {"sub": SUBJECT, **self.document}, {"content-type": "application/json; charset=utf-8"})

    def _judge(self, request: Request, token: str, bound: Any) -> HttpResponse | None:
        proof = request.headers["dpop"]
        key = ECKey.import_key(jwt.decode(proof, _key_in(proof), algorithms=["ES256"]).header["jwk"])
        claims = jwt.decode(proof, key, algorithms=["ES256"]).claims
        assert (claims["htm"], claims["htu"]) == ("GET", f"{ISSUER}/connect/userinfo")
        assert claims["ath"] == b64(hashlib.sha256(token.encode()).digest())
        assert bound == {"jkt": key.thumbprint()}
        assert claims["jti"] not in self.helseid.jtis
        self.helseid.jtis.add(claims["jti"])
        assert claims.get("nonce") in (None, NONCE), "a nonce of another endpoint"
        if self.helseid.nonce_required and claims.get("nonce") != NONCE:
            challenge = {"www-authenticate": 'DPoP error="use_dpop_nonce"', "dpop-nonce": NONCE}
            return HttpResponse(status=401, headers=challenge, body=b"")
        return None


def _key_in(proof: str) -> ECKey:
    head = proof.split(".")[0]
    from base64 import urlsafe_b64decode

    return ECKey.import_key(json.loads(urlsafe_b64decode(head + "=" * (-len(head) % 4)))["jwk"])
