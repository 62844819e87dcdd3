"""The browser's answer has our state and is false all the same: mix-up, stolen and replayed codes (RFC 9207, RFC 9700)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from provesvar_gui.errors import ErrorCode
from tests.hostile.stage import Row, Stage, both
from tests.unit.helseid.fake_helseid import b64
from tests.unit.helseid.kit import ask


def changed(name: str, reason: str, ends: ErrorCode, /, **changes: str | None) -> Row:
    """One parameter of the answer is another."""
    return both(name, reason, ends, lambda changes, stage: stage.change_answer(**changes), changes, {})


def stolen(name: str, reason: str, code: ErrorCode, forge: Callable[[Stage, dict[str, str]], str]) -> Row:
    """The code in the answer is another one: ``forge`` makes it, given the request that the answer belongs to."""

    def play(stage: Stage) -> None:
        async def visit(url: str) -> None:
            request_uri = parse_qs(urlsplit(url).query)["request_uri"][0]
            pushed = stage.fake.pushed[request_uri]
            right = stage.fake.authorize(url)
            own = parse_qs(urlsplit(right).query)["code"][0]
            await ask(right.replace(own, forge(stage, pushed)))

        stage.browser.play = visit

    return Row(name=name, play=play, code=code, reason=reason)


def of_another_login(stage: Stage, pushed: dict[str, str]) -> str:
    """The attacker's own login with this very client: a code that is good, for another verifier."""
    challenge = b64(hashlib.sha256(b"the attacker's verifier").digest())
    stage.fake.codes["stolen"] = {**pushed, "code_challenge": challenge, "nonce": "the attacker's", "state": "the attacker's"}
    return "stolen"


def where_pkce_fails(stage: Stage, pushed: dict[str, str]) -> str:
    """The same where the server's PKCE lets it through: the nonce is the second fence."""
    stage.fake.codes["stolen"] = {**pushed, "nonce": "the attacker's"}
    return "stolen"


def of_another_key(stage: Stage, pushed: dict[str, str]) -> str:
    stage.fake.codes["stolen"] = {**pushed, "dpop_jkt": "the attacker's"}
    return "stolen"


def used_before(stage: Stage, _pushed: dict[str, str]) -> str:
    return parse_qs(urlsplit(stage.before[0]).query)["code"][0]


OTHER, REFUSED = ErrorCode.OTHER_ISSUER, ErrorCode.LOGIN_REFUSED

ROWS = [
    changed("mix-up: the answer of another server", "callback: iss is not the issuer", OTHER, iss="https://evil.example"),
    changed("mix-up: an issuer that ends in a slash", "callback: iss is not the issuer", OTHER, iss="http://localhost/"),
    changed("mix-up: no issuer where it is promised", "callback: iss is missing", OTHER, iss=None),
    changed("mix-up: the refusal of another server", "callback: iss is not the issuer", OTHER, iss="https://evil.example",
            code=None, error="access_denied"),
    changed("neither code nor error", "callback: neither code nor error", ErrorCode.UNEXPECTED_ANSWER, code=None),
    changed("an empty code", "callback: neither code nor error", ErrorCode.UNEXPECTED_ANSWER, code=""),
    changed("a refusal with markup in it", "authorization: access_denied", ErrorCode.LOGIN_DENIED, code=None,
            error="access_denied", error_description="<script>evil()</script>"),
    changed("an error with a name of its own", "authorization: another error", REFUSED, code=None,
            error="evil\r\nSet-Cookie: evil=1"),
    changed("a code that nobody gave", "token: the code was refused", REFUSED, code="invented"),
    stolen("stolen code: of the attacker's own login", "token: the code was refused", ErrorCode.LOGIN_REFUSED, of_another_login),
    stolen("stolen code: where the server does not check PKCE", "ID token: nonce", ErrorCode.TOKEN_INVALID, where_pkce_fails),
    stolen("stolen code: bound to another key", "token: invalid_dpop_proof", ErrorCode.DPOP_REFUSED, of_another_key),
    stolen("replayed code: of the login before", "token: the code was refused", ErrorCode.LOGIN_REFUSED, used_before),
]  # fmt: skip
