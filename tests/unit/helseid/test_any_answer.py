"""Whatever JSON a server sends, it is judged or refused: nothing but AppError comes out."""

from __future__ import annotations

import contextlib
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.errors import AppError
from provesvar_gui.helseid import answers
from provesvar_gui.helseid.access_token import check_access_token, is_exact
from provesvar_gui.helseid.config import HelseIdConfig
from provesvar_gui.helseid.discovery import parse_metadata
from provesvar_gui.helseid.id_token import validate_id_token
from provesvar_gui.helseid.jose import Verified
from provesvar_gui.helseid.token import TokenAnswer, parse_token_answer
from provesvar_gui.net.http import HttpResponse
from tests.unit.helseid.fake_helseid import CLIENT_ID, ISSUER, START, FakeClock, FakeHelseId, b64
from tests.unit.helseid.kit import steady

CONFIG = HelseIdConfig(authority=ISSUER, client_id=CLIENT_ID, redirect_uris=("http://localhost:0/cb",))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
RIGHT_ID: dict[str, Any] = {
    "iss": ISSUER,
    "aud": CLIENT_ID,
    "sub": "s",
    "exp": int(START) + 300,
    "iat": int(START),
    "nonce": "n",
    "auth_time": int(START),
    "name": "x",
    "at_hash": None,
    "s_hash": None,
    "azp": CLIENT_ID,
    "amr": ["pwd"],
    "nbf": int(START),
    "helseid://claims/hpr/hpr_number": "1",
    "helseid://claims/identity/security_level": "4",
}


def changed(right: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(sorted(right)), JSON, max_size=3).map(lambda changes: {**right, **changes})


@steady
@given(changed(RIGHT_ID), st.sampled_from(["RS256", "ES512"]))
def test_id_tokens(claims: dict[str, Any], algorithm: str) -> None:
    token = Verified(header={"alg": algorithm}, claims=claims)
    with contextlib.suppress(AppError):
        identity = validate_id_token(token, CONFIG, nonce="n", state="s", access_token="t", now=START)
        # What passes is of the right types, since the window shows it.
        assert isinstance(identity.name, str)
        assert identity.hpr_number.isdigit()
        assert identity.security_level >= "4"
        assert claims["nonce"] == "n"


@steady
@given(changed({"aud": "nhn:pps", "cnf": {"jkt": "k"}, "exp": int(START) + 600}), JSON, JSON)
def test_access_tokens(claims: dict[str, Any], scope: Any, seconds: Any) -> None:
    value = f"{b64(b'{}')}.{b64(json.dumps(claims).encode())}.x"
    document = {"token_type": "DPoP", "access_token": value, "scope": scope, "expires_in": seconds, "rejected_scope": scope}
    answer = parse_token_answer(document, dpop=True)
    assert isinstance(answer, TokenAnswer)
    with contextlib.suppress(AppError):
        is_exact(answer, CONFIG, thumbprint="k")
        token = check_access_token(answer, CONFIG, thumbprint="k", clock=FakeClock())
        assert claims["aud"] in ("nhn:pps", ["nhn:pps"])
        assert claims["cnf"]["jkt"] == "k"
        assert token.lifetime > 0


@steady
@given(
    st.dictionaries(st.sampled_from(["token_type", "access_token", "id_token", "refresh_token", "scope"]), JSON), st.booleans()
)
def test_token_answers(document: dict[str, Any], dpop: bool) -> None:
    with contextlib.suppress(AppError):
        parse_token_answer(document, dpop=dpop)


@steady
@given(st.data())
def test_metadata(data: st.DataObject) -> None:
    right = FakeHelseId(clock=FakeClock(), client_jwk={}).metadata()
    document = data.draw(changed(right))
    with contextlib.suppress(AppError):
        found = parse_metadata(document, ISSUER)
        assert found.token_endpoint.startswith(f"{ISSUER}/") or found.token_endpoint == ISSUER


@steady
@given(st.dictionaries(st.sampled_from(["error", "error_description"]), JSON), st.integers(100, 599), st.binary(max_size=20))
def test_errors_never_quote(document: dict[str, Any], status: int, body: bytes) -> None:
    error = answers.oauth_error(document, "x")
    for value in document.values():
        if isinstance(value, str) and len(value) > 3 and value != "another error":
            assert value not in str(error)
    response = HttpResponse(status=status, headers={"retry-after": "x"}, body=body)
    answers.error_name(response)
    answers.server_failure(response, "x", START)
    with contextlib.suppress(AppError):
        answers.json_object(response, "x")
