"""The browser's answer has our state and is false all the same: mix-up, stolen and replayed codes (RFC 9207, RFC 9700)."""

from __future__ import annotations

import hashlib
from urllib.parse import parse_qs, urlsplit

from provesvar_gui.errors import ErrorCode
from tests.hostile.stage import Row, Stage, both
from tests.unit.helseid.fake_helseid import b64
from tests.unit.helseid.kit import ask


def changed(name: str, reason: str, ends: ErrorCode, /, **changes: str | None) -> Row:
    return both(name, reason, ends, lambda changes, stage: stage.change_answer(**changes), changes, {})


def stolen(name: str, reason: str, code: ErrorCode, **theirs: str) -> Row:
    """The code in the answer is of the attacker's own request with this very client; without one, of the login before."""

    def play(stage: Stage) -> None:
        async def visit(url: str) -> None:
            pushed = stage.fake.pushed[parse_qs(urlsplit(url).query)["request_uri"][0]]
            right = stage.fake.authorize(url)
            stage.fake.codes["stolen"] = {**pushed, **theirs}
            await ask(right.replace(code_of(right), "stolen" if theirs else code_of(stage.before[0])))

        stage.browser.play = visit

    return Row(name=name, play=play, code=code, reason=reason)


def code_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["code"][0]


OTHER, REFUSED = ErrorCode.OTHER_ISSUER, ErrorCode.LOGIN_REFUSED
THEIRS, CHALLENGE = "the attacker's", b64(hashlib.sha256(b"the attacker's verifier").digest())

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
    stolen("stolen code: of the attacker's own login", "token: the code was refused", REFUSED, code_challenge=CHALLENGE,
           nonce=THEIRS, state=THEIRS),
    stolen("stolen code: where the server does not check PKCE", "ID token: nonce", ErrorCode.TOKEN_INVALID, nonce=THEIRS),
    stolen("stolen code: bound to another key", "token: invalid_dpop_proof", ErrorCode.DPOP_REFUSED, dpop_jkt=THEIRS),
    stolen("replayed code: of the login before", "token: the code was refused", REFUSED),
]  # fmt: skip
