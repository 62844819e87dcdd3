"""Answers of the back channel that must not be believed: metadata, PAR and token answers, nonces, tokens for others."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from provesvar_gui.errors import ErrorCode
from provesvar_gui.platform.http import HttpResponse
from tests.hostile.id_token_rows import NAMES
from tests.hostile.stage import Row, Stage, both
from tests.kit.clock import START
from tests.unit.helseid.fake_helseid import answer
from tests.unit.helseid.kit import ask

Changes = Mapping[str, object]
Edit = Callable[[dict[str, Any]], object]
TOKEN = "/connect/token"


def metadata(name: str, reason: str, accepted: Changes | None = None, **changes: object) -> Row:
    """The metadata say something else, fetched anew."""

    def play(changes: Changes, stage: Stage) -> None:
        stage.clock.seconds += 24 * 3600 + 1
        stage.fake.metadata_changes.update(changes)

    return both(name, f"metadata: {reason}", ErrorCode.DISCOVERY_INVALID, play, changes, accepted or {})


def edited(name: str, code: ErrorCode, reason: str, edit: Edit, accepted: Edit = lambda _: None) -> Row:
    def play(edit: Edit, stage: Stage) -> None:
        stage.fake.edit = lambda _kind, document: edit(document)

    return both(name, reason, code, play, edit, accepted)


def access(name: str, code: ErrorCode, reason: str, accepted: Changes | None = None, **claims: object) -> Row:
    """The access token, also the refreshed one, says something else of itself."""

    def play(claims: Changes, stage: Stage) -> None:
        stage.fake.access_claims.update({NAMES.get(key, key): value for key, value in claims.items()})

    return both(name, f"access token: {reason}", code, play, claims, accepted or {})


def request_uri(name: str, value: object, accepted: str) -> Row:
    """What PAR gives is no address for a browser, which is never started. ``accepted``: how one begins that is."""

    def play(stage: Stage) -> None:
        stage.fake.answers["/connect/par"] = [answer(201, {"request_uri": value})]

        async def visit(_url: str) -> None:
            raise AssertionError("the browser was started")

        stage.browser.play = visit

    def play_accepted(stage: Stage) -> None:
        stage.fake.request_uris = accepted

    reason = "PAR: no usable request_uri"
    return Row(name=name, play=play, code=ErrorCode.UNEXPECTED_ANSWER, reason=reason, accepted=play_accepted)


def withheld(name: str, reason: str, group: str, member: str) -> Row:
    """A scope of the person's is not given: the answer does not list it, and the ID token has no such claim."""

    def play(stage: Stage) -> None:
        left = stage.fake.granted.replace(f" helseid://scopes/{group}/{member}", "")
        stage.fake.claims[f"helseid://claims/{group}/{member}"] = None
        stage.fake.edit = lambda _kind, document: document.update(scope=left)

    return Row(name=name, play=play, code=ErrorCode.SCOPE_REFUSED, reason=reason)


def nonce_loop(stage: Stage) -> None:
    challenges = [answer(400, {"error": "use_dpop_nonce"}, {"dpop-nonce": f"nonce-{n}"}) for n in range(50)]
    stage.fake.answers[TOKEN] = challenges


def nonce(name: str, value: str, accepted: str = "n") -> Row:
    """A nonce that cannot be one is not put into any proof, and not answered."""

    def play(value: str, stage: Stage) -> None:
        stage.fake.nonce_required = False  # whatever came of it would be taken
        stage.fake.answers[TOKEN] = [answer(400, {"error": "use_dpop_nonce"}, {"dpop-nonce": value})]

    return both(name, "token: use_dpop_nonce", ErrorCode.TOKEN_INVALID, play, value, accepted)


def request_uri_with_more(stage: Stage) -> None:
    """What PAR gives is written into an address: it stays one parameter. The copied address leads on, and the login goes well."""
    stage.fake.answers["/connect/par"] = [answer(201, {"request_uri": "urn:x&client_id=evil&prompt=none#"})]

    async def visit(url: str) -> None:
        query = parse_qs(urlsplit(url).query, strict_parsing=True)
        stage.seen.append(" ".join(f"{name}={len(values)}" for name, values in query.items()))
        (start,) = {step.browser_url for step in stage.steps if step.browser_url}
        (location,) = re.findall(rb"\r\nLocation: (\S+)\r\n", await ask(start))
        await ask(stage.fake.authorize(location.decode()))

    stage.browser.play = visit


def at_the_renewal(act: Callable[[Stage], object]) -> Callable[[Stage], None]:
    """The code's token is for two APIs, so that it is refreshed; before that is answered this is done."""

    def play(stage: Stage) -> None:
        stage.fake.audience_on_code = ["nhn:pps", "nhn:other"]
        stage.fake.edit = lambda kind, _document: act(stage) if kind == "code" else None

    return play


def refuse_twice(stage: Stage) -> None:
    """Nothing says what the refusal means: it is tried once more, and the login is over."""
    stage.fake.answers[TOKEN] = [HttpResponse(status=400, headers={}, body=body) for body in (b"{}", b"")]


ROWS = [
    metadata("metadata of another issuer", "the issuer is not the configured one", issuer="https://evil.example"),
    metadata("metadata send the code elsewhere", "token_endpoint is on another host", token_endpoint="https://evil.example/t"),
    metadata("metadata send the code to a host that ends alike", "token_endpoint is on another host",
             token_endpoint="https://evil-localhost/t"),
    metadata("metadata send the refresh token elsewhere to be revoked", "revocation_endpoint is on another host",
             {"revocation_endpoint": None}, revocation_endpoint="https://evil.example/r"),
    metadata("metadata hide the host behind a user", "token_endpoint is no plain URL with https",
             token_endpoint="https://localhost@evil.example/t"),
    metadata("metadata put a password into an address", "token_endpoint is no plain URL with https",
             token_endpoint="https://u:p@localhost/t"),
    metadata("metadata without encryption", "token_endpoint is no plain URL with https", token_endpoint="ftp://localhost/t"),
    metadata("metadata send the browser to a script", "authorization_endpoint is no plain URL with https",
             authorization_endpoint="javascript:alert(1)"),
    metadata("metadata hold a line feed", "jwks_uri is missing or no URL", jwks_uri="http://localhost/\r\nX: 1"),
    metadata("metadata with a port that is none", "jwks_uri is no plain URL with https", jwks_uri="http://localhost:99999/"),
    metadata("metadata without PKCE", "no S256", {"code_challenge_methods_supported": ["S256"]},
             code_challenge_methods_supported=["plain"]),
    metadata("metadata without signatures", "no usable signature of ID tokens",
             {"id_token_signing_alg_values_supported": ["none", "HS256", "RS256"]},
             id_token_signing_alg_values_supported=["none", "HS256"]),
    metadata("metadata without pushed requests", "pushed_authorization_request_endpoint is missing or no URL",
             pushed_authorization_request_endpoint=None),
    Row(name="a request_uri that adds parameters", play=request_uri_with_more, reason="client_id=1 request_uri=1"),
    request_uri("a request_uri that is a script", "javascript:evil()", "urn:javascript:evil()"),
    request_uri("a request_uri without encryption", "http://evil.example/request", "https://evil.example/request"),
    request_uri("a request_uri that is no text", ["urn:x:1"], "URN:x:1"),
    request_uri("a request_uri with a gap", "urn:x:1 2", "urn:x:1+2"),
    request_uri("CRLF in a request_uri", "urn:x:1\r\nLocation: https://evil.example", "urn:x:1%0d%0a"),
    Row(name="nonce loop", play=nonce_loop, code=ErrorCode.TOKEN_INVALID, reason="token: use_dpop_nonce"),
    nonce("oversized: a nonce of 5 000 characters", "n" * 5000, "n" * 4000),
    nonce("a nonce that is no text", "n\x7f", "n\x7e"),
    nonce("an empty nonce", ""),
    edited("downgrade: a Bearer token for a DPoP client", ErrorCode.TOKEN_INVALID, "token: token_type is not DPoP",
           lambda d: d.update(token_type="Bearer"), lambda d: d.update(token_type="dpop")),
    edited("an empty access token", ErrorCode.UNEXPECTED_ANSWER, "token: no access_token", lambda d: d.update(access_token="")),
    edited("CRLF in the access token", ErrorCode.UNEXPECTED_ANSWER, "token: no access_token",
           lambda d: d.update(access_token=d["access_token"] + "\r\nX-Evil:1")),
    edited("another access token than the ID token's", ErrorCode.TOKEN_INVALID, "ID token: at_hash",
           lambda d: d.update(access_token="opaque")),
    edited("no ID token", ErrorCode.TOKEN_INVALID, "token: no ID token", lambda d: d.pop("id_token")),
    edited("the API's scope is withheld", ErrorCode.SCOPE_REFUSED, "access token: the scope of the API was withheld",
           lambda d: d.update(scope="openid profile offline_access"), lambda d: d.update(scope=d["scope"] + " nhn:other/x")),
    edited("the API's scope is rejected", ErrorCode.SCOPE_REFUSED, "access token: the scope of the API was withheld",
           lambda d: d.update(rejected_scope="nhn:pps/provesvar-read"), lambda d: d.update(rejected_scope="nhn:other/x")),
    withheld("the scope of the security level is withheld", "ID token: no security level", "identity", "security_level"),
    withheld("the scope of the HPR number is withheld", "token: the scope of the HPR number was withheld", "hpr", "hpr_number"),
    access("an access token for another API", ErrorCode.TOKEN_AUDIENCE, "aud is not exactly the resource", {"aud": ["nhn:pps"]},
           aud="nhn:other"),
    access("an access token for every API", ErrorCode.TOKEN_AUDIENCE, "aud is not exactly the resource",
           aud=["nhn:pps", "nhn:other"]),
    access("an access token bound to another key", ErrorCode.TOKEN_INVALID, "cnf.jkt is not our key", cnf={"jkt": "evil"}),
    access("an access token bound to no key", ErrorCode.TOKEN_INVALID, "cnf.jkt is not our key", cnf=None),
    access("an access token that is over", ErrorCode.TOKEN_INVALID, "over already", {"exp": START + 600}, exp=START - 1),
    access("an access token without end", ErrorCode.TOKEN_INVALID, "no exp", exp=1e300),
    access("an access token of another person", ErrorCode.TOKEN_INVALID, "sub is another", {"sub": "c4SrhK+/="}, sub="evil"),
    access("an access token of another national number", ErrorCode.TOKEN_INVALID, "pid is another",
           {"pid": "00000000000"}, pid="15849197352"),
    access("an access token of another HPR number", ErrorCode.TOKEN_INVALID, "HPR number is another", {"hpr": 565550846},
           hpr="900100101"),
    access("an access token of another client", ErrorCode.TOKEN_INVALID, "client_id is another", {"client_id": None},
           client_id="evil"),
    access("an access token of a lower level", ErrorCode.TOKEN_INVALID, "security level is another", {"level": 4},
           level="3"),
    access("an access token that holds from the next hour on", ErrorCode.TOKEN_INVALID, "nbf", {"nbf": START + 59},
           nbf=START + 61),
    Row(name="the refreshed identity is another person", code=ErrorCode.TOKEN_INVALID, reason="ID token: sub is another person",
        play=at_the_renewal(lambda stage: stage.fake.claims.update(sub="another person"))),
    Row(name="the refresh token is worth nothing", code=ErrorCode.LOGIN_REFUSED, reason="refresh: invalid_grant",
        play=at_the_renewal(lambda stage: stage.fake.refresh_tokens.clear())),
    Row(name="a dead end: the refresh is refused without content", code=ErrorCode.UNEXPECTED_ANSWER,
        reason="refresh: status 400 without an error", play=at_the_renewal(refuse_twice)),
]  # fmt: skip
