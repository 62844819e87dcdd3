"""Any answer of a server is accepted or refused: only AppError is raised, and the next request works."""

from __future__ import annotations

import contextlib
import uuid
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import requests
from provesvar_gui.helseid.model import SessionEnd
from provesvar_gui.platform.http import HttpResponse
from provesvar_gui.pps.client import PpsClient
from tests.kit.clock import START, FakeClock
from tests.kit.http import Request
from tests.kit.loop import run
from tests.unit.helseid.fake_helseid import ISSUER, FakeHelseId
from tests.unit.helseid.kit import Kit, client_jwk, make_kit
from tests.unit.helseid.test_login import CHILD
from tests.unit.pps.fake_service import CONFIG, FakeService
from tests.unit.pps.fake_service import answer as found
from tests.unit.pps.fhir import lookup

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.hazard("S89")
@given(st.dictionaries(st.sampled_from(["error", "error_description"]), JSON), st.integers(100, 599), st.binary(max_size=20))
def test_errors_never_quote(document: dict[str, Any], status: int, body: bytes) -> None:
    error = requests.oauth_error(document, "x")
    for value in document.values():
        if isinstance(value, str) and len(value) > 3 and value != "another error":
            assert value not in str(error)
    response = HttpResponse(status=status, headers={"retry-after": "x"}, body=body)
    requests.error_name(response)
    with contextlib.suppress(AppError):
        requests.refuse_server_failure(response, "x", START)
    with contextlib.suppress(AppError):
        requests.json_object(response, "x")


# -- invariant 10: after any single answer the next deliberate look-up works, or asks for a login

Answer = HttpResponse | AppError
TOKEN = "/connect/token"
CLIENT_KEY = client_jwk()
BODIES = (
    b"", b"{", b"null", b"[]", b"{}", b'"x"', b"\xff\xfe", b"<html>", b'{"error":7}', b'{"error":"x"}',
    b'{"error":"server_error"}', b'{"error":"temporarily_unavailable"}', b'{"error":"invalid_grant"}',
    b'{"error":"invalid_client"}', b'{"error":"use_dpop_nonce"}', b'{"access_token":"x","token_type":"DPoP"}', b'{"keys":[]}',
    b'{"resourceType":"Bundle"}',
)  # fmt: skip
SESSION_GONE = (ErrorCode.SESSION_EXPIRED, ErrorCode.NOT_LOGGED_IN, ErrorCode.LOGIN_NOT_ACCEPTED)
CUT = tuple(AppError(code) for code in (ErrorCode.CONNECTION_BROKEN, ErrorCode.TIMEOUT, ErrorCode.NO_NETWORK))
# Which requests: the path, and of those to the token endpoint the grant.
PLACES = {
    "metadata": ("/.well-known/openid-configuration", ""),
    "keys": ("/jwks", ""),
    "pushed request": ("/connect/par", ""),
    "code": (TOKEN, "authorization_code"),
    "refresh": (TOKEN, "refresh_token"),
    "userinfo": ("/connect/userinfo", ""),
    "revocation": ("/connect/revocation", ""),
    "search": ("", ""),
}
ANSWERS = st.sampled_from(CUT) | st.builds(
    lambda status, body: HttpResponse(status=status, headers={"content-type": "application/json"}, body=body),
    st.integers(200, 599),
    st.sampled_from(BODIES),
)


@dataclass
class Spoiled(FakeHelseId):
    """``bad``: given once, at ``place``.

    ``dead``: refresh tokens that it takes no more; ``refusal``: what it says of them; ``refused``: how often it did.
    """

    bad: Answer | None = None
    place: tuple[str, str] = ("", "")
    dead: set[str] = field(default_factory=set)
    refusal: HttpResponse | None = None
    refused: int = 0

    async def answer(self, request: Request) -> Answer:
        if self.refusal is not None and request.form.get("refresh_token") in self.dead:
            self.refused += 1
            return self.refusal
        if self.bad is not None and (request.url.removeprefix(ISSUER), request.form.get("grant_type", "")) == self.place:
            bad, self.bad = self.bad, None
            return bad
        return await super().answer(request)


@dataclass
class Place:
    """A window without Qt: what the Enter of a look-up does. ``asked``: how often it asked for a login."""

    helseid: Spoiled = field(default_factory=lambda: Spoiled(clock=FakeClock(), client_jwk=CLIENT_KEY))
    search: list[Answer] = field(default_factory=list)
    asked: int = 0
    over: bool = True

    def __post_init__(self) -> None:
        self.helseid.userinfo = lambda _request: HttpResponse(status=500, headers={}, body=b"")
        self.kit: Kit = make_kit(helseid=self.helseid)
        service = FakeService(by=self._found)
        self.client = PpsClient(CONFIG, service, self.kit.session, uuid.uuid4, self.kit.clock)

    def _found(self, _request: Request) -> Answer:
        return self.search.pop() if self.search else found('{"resourceType":"Bundle","type":"searchset","total":0}')

    async def enter(self) -> None:
        try:
            await self._ask()
        except AppError as error:
            self.over = self.over or error.code in SESSION_GONE
            if error.correlation_id or not (self.over or self.kit.session.clinician is None):
                raise
            await self._ask()  # it has not been sent: the same Enter logs in

    async def _ask(self) -> None:
        if self.over or self.kit.session.clinician is None:
            self.over = True
            self.asked += 1
            await self.kit.login(organisation=CHILD)
            self.over = False
        result = await self.client.lookup(lookup(), lambda _progress: None)
        assert result.coverage.complete


@pytest.mark.hazard("H9.8")
@settings(max_examples=100)
@given(st.sampled_from(sorted(PLACES)), ANSWERS, st.booleans())
@example("refresh", HttpResponse(status=400, headers={}, body=b""), True)
@example("keys", HttpResponse(status=200, headers={}, body=b'{"keys":[]}'), False)
@example("search", HttpResponse(status=401, headers={}, body=b""), True)
def test_after_any_single_answer_the_next_look_up_works(where: str, bad: Answer, renewing: bool) -> None:
    """``renewing``: it comes in a session that has to be renewed, else in the first login."""

    async def scenario() -> None:
        place = Place()
        if renewing:
            await place.enter()
            place.kit.clock.seconds += 595 if where != "keys" else 24 * 3600 + 1
        place.helseid.place, place.helseid.bad = PLACES[where], bad if where != "search" else None
        place.search += [bad] * 2 if where == "search" else []  # a 401 is asked once more with a new token
        with contextlib.suppress(AppError):
            await place.enter()
        if where == "revocation":
            await place.kit.session.logout()
        place.search.clear()
        place.helseid.bad = None
        await place.enter()
        await place.kit.aclose()

    run(scenario())


@pytest.mark.hazard("H9.8")
@pytest.mark.parametrize("status", [400, 401, 403, 404, 499])
@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b'{"error":"server_error"}'])
@pytest.mark.parametrize("switching", [False, True], ids=["", "another point of care"])
async def test_a_refresh_token_that_is_refused_without_a_reason_asks_for_a_login(
    status: int, body: bytes, switching: bool
) -> None:
    place = Place()
    await place.enter()
    place.helseid.dead = set(place.helseid.refresh_tokens)
    place.helseid.refusal = HttpResponse(status=status, headers={}, body=body)
    place.kit.clock.seconds += 595
    if switching:
        with pytest.raises(AppError):
            await place.kit.session.set_organisation(CHILD)
    await place.enter()
    explained = body == b"{}" or (status == 401 and b"error" not in body)  # of our client, or of what was asked
    assert place.helseid.refused == 2 or (place.helseid.refused == 1 and explained), "repeated once"
    assert [event.ended for event in place.kit.events if event.ended] == [SessionEnd.RENEWAL_FAILED]
    assert place.asked == 2
    await place.kit.aclose()
