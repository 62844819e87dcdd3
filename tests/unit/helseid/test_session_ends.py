from __future__ import annotations

import asyncio
import gc
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from html import unescape
from typing import Any

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep, SessionEnd
from provesvar_gui.helseid.requests import Prover
from provesvar_gui.helseid.session import Grant
from provesvar_gui.helseid.tokens import AccessToken, LoginIdentity, TokenChain, TokenResponse
from tests.kit.errors import app_error
from tests.unit.helseid.fake_helseid import answer, claims_of
from tests.unit.helseid.kit import API, Kit, make_kit
from tests.unit.helseid.test_login import CHILD
from tests.unit.helseid.test_session import token_of


@pytest.mark.hazard("S7")
@pytest.mark.requirement("R21", "R41")
async def test_the_token_goes_to_the_api_only(kit: Kit) -> None:
    await kit.login()
    for url in (
        "https://evil.example/v2",
        "http://pps.example/v2",
        "https://pps.example:444/v2",
        "https://pps.example@evil.example/",
        "https://pps.example.evil.example/",
        "/v2",
        "https://pps.example:x/",
    ):
        with app_error(ErrorCode.INTERNAL):
            await kit.session.headers("GET", url)
    await kit.session.headers("GET", "https://PPS.example:443/v2")


async def test_the_api_nonce_is_used_and_never_mixed_with_helseids(kit: Kit) -> None:
    await kit.login()
    assert "nonce" not in claims_of((await kit.session.headers("GET", API))["DPoP"])
    challenge = {"dpop-nonce": "api", "www-authenticate": 'DPoP error="use_dpop_nonce"'}
    assert kit.session.take_challenge(API, 401, challenge)
    assert not kit.session.take_challenge(API, 200, {"dpop-nonce": "api-2"})
    assert not kit.session.take_challenge(API, 401, {"www-authenticate": 'DPoP error="use_dpop_nonce"'})
    assert claims_of((await kit.session.headers("GET", API))["DPoP"])["nonce"] == "api-2"
    await kit.session.renew()
    assert claims_of(kit.helseid.requests[-1].headers["dpop"])["nonce"] == "nonce-1"


@pytest.mark.hazard("S1")
async def test_logout_forgets_revokes_and_posts_the_hint_without_an_address_that_holds_it(kit: Kit) -> None:
    await kit.login(organisation=CHILD)
    assert await kit.session.logout() is True
    assert [event.ended for event in kit.events] == [SessionEnd.LOGGED_OUT]
    with app_error(ErrorCode.NOT_LOGGED_IN):
        await token_of(kit)
    await kit.browser.finish()
    await kit.session.logout()  # again: nothing happens
    assert len(kit.helseid.revoked) == 1
    assert not kit.helseid.refresh_tokens.keys() & set(kit.helseid.revoked)
    address = kit.browser.opened[-1]
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{43}", address)
    page = kit.browser.pages[-1].decode()
    assert 'method="post" action="https://helseid.example/connect/endsession"' in page
    assert "form-action https://helseid.example;" in page
    (hint,) = re.findall(r'name="id_token_hint" value="([^"]+)"', page)
    assert claims_of(unescape(hint))["sub"] == "c4SrhK+/="


@pytest.mark.parametrize("why", ["no browser", "no such endpoint", "helseid does not answer"])
async def test_a_logout_that_cannot_reach_helseid_still_forgets_and_tells_that_the_browser_was_left(kit: Kit, why: str) -> None:
    if why == "no such endpoint":
        kit.helseid.metadata_changes["end_session_endpoint"] = None
    await kit.login(organisation=CHILD)
    kit.helseid.answers["/connect/revocation"] = [answer(500, {})]
    kit.browser.starts = why != "no browser"
    if why == "helseid does not answer":
        kit.clock.seconds += 24 * 3600 + 1  # what was known of it is too old
        kit.helseid.answers["/.well-known/openid-configuration"] = [answer(500, {})] * 2
    assert await kit.session.logout() is False
    assert kit.session.clinician is None


async def test_a_new_login_replaces_the_old_one_and_a_failed_one_does_not(kit: Kit) -> None:
    others = secrets_here()
    await kit.login(organisation=CHILD)
    before = await token_of(kit)
    kit.helseid.claims["helseid://claims/identity/security_level"] = "3"
    with pytest.raises(AppError):
        await kit.login(organisation=CHILD)
    assert await token_of(kit) == before
    kit.helseid.claims.clear()
    await kit.login(organisation=CHILD)
    assert await token_of(kit) != before
    await revoked(kit, 2)
    assert len(kit.helseid.refresh_tokens) == 1  # of the failed login and of the replaced one nothing is left
    assert len([one for one in await secrets_left(others) if isinstance(one, Grant)]) == 1


@pytest.mark.hazard("S53")
@pytest.mark.requirement("R5")
async def test_keys_of_helseid_are_fetched_again_for_an_unknown_kid_once_a_minute(kit: Kit) -> None:
    await kit.login(organisation=CHILD)
    for name in ("sts-2", "sts-3"):
        kit.helseid.key_id = name
        kit.clock.seconds += 61
        await kit.session.renew()
    kit.helseid.key_id = "sts-4"
    kit.clock.seconds += 59
    with app_error(ErrorCode.TOKEN_INVALID):
        await kit.session.renew()
    assert len(kit.helseid.sent("/jwks")) == 3
    assert len(kit.helseid.sent("/.well-known/openid-configuration")) == 1


@pytest.mark.requirement("R5")
async def test_the_metadata_is_kept_for_a_day(kit: Kit) -> None:
    await kit.login()
    kit.clock.seconds += 24 * 3600 + 1
    await kit.login()
    assert len(kit.helseid.sent("/.well-known/openid-configuration")) == 2
    assert len(kit.helseid.sent("/jwks")) == 2


SECRET = (Grant, TokenChain, TokenResponse, AccessToken, LoginIdentity, Prover)  # tokens, the key of the proofs, who it was


def secrets_here() -> list[object]:
    gc.collect()
    return [one for one in gc.get_objects() if type(one) in SECRET]


async def secrets_left(before: list[object]) -> list[object]:
    """What there is of a login in this process, after what has ended had its turns of the loop. ``before``: of other tests."""
    for _ in range(20):
        await asyncio.sleep(0)
    known = {id(one) for one in before}
    return [one for one in secrets_here() if id(one) not in known]


async def refused(kit: Kit) -> None:
    kit.helseid.refresh_tokens.clear()
    with suppress(AppError):
        await kit.session.renew()


async def refused_while_nobody_waits(kit: Kit) -> None:
    kit.helseid.refresh_tokens.clear()
    while kit.session.clinician is not None:
        await kit.sleeper.wake()
        await asyncio.sleep(0.01)  # a thread may have to answer


async def wrongly_answered(kit: Kit) -> None:
    kit.helseid.claims["sub"] = "another"
    with suppress(AppError):
        await kit.session.set_organisation(CHILD)


async def logged_out_without_browser(kit: Kit) -> None:
    kit.helseid.answers["/connect/revocation"] = [answer(500, {})]
    kit.browser.starts = False
    await kit.session.logout()


REVOKING: list[Callable[[Kit], Awaitable[object]]] = [
    lambda kit: kit.session.logout(),
    lambda kit: kit.session.logout(browser=False),  # of the lock, when it wipes
    lambda kit: kit.session.aclose(),
]


async def test_closing_does_not_wait_for_a_revocation_that_hangs(kit: Kit) -> None:
    await kit.login(organisation=CHILD)
    kit.helseid.hold("/connect/revocation")
    async with asyncio.timeout(10):
        await kit.session.aclose()


@pytest.mark.hazard("S1", "S34", "S49")
@pytest.mark.requirement("R27", "R47")
@pytest.mark.parametrize("end", [*REVOKING, logged_out_without_browser, refused, refused_while_nobody_waits, wrongly_answered])
async def test_nothing_of_a_login_is_left_in_memory_or_alive_at_helseid(end: Callable[[Kit], Awaitable[object]]) -> None:
    before = secrets_here()
    kit = make_kit()
    await kit.login(organisation=CHILD)
    await token_of(kit)
    assert len([one for one in await secrets_left(before) if isinstance(one, Grant)]) == 1
    (alive,) = kit.helseid.refresh_tokens
    await end(kit)
    assert kit.helseid.revoked == [alive] or end not in REVOKING
    assert kit.session.clinician is None
    assert not await secrets_left(before)
    await kit.aclose()


# -- no refresh token is left alive by a login that came to nothing, or by a session that ended (RFC 7009)


WRONG = [("token_type", "Bearer"), ("access_token", ""), ("id_token", "x"), ("id_token", "a.b.c")]


async def revoked(kit: Kit, count: int = 1) -> None:
    while len(kit.helseid.revoked) < count:  # noqa: ASYNC110 - one turn of the loop at a time, nothing is waited for
        await asyncio.sleep(0)


@pytest.mark.requirement("R27")
@pytest.mark.parametrize(
    ("which", "change"),
    [
        *((which, {name: text}) for which in ("code", "refresh") for name, text in WRONG),
        ("code", {"id_token": ""}),  # none is fine with the refresh
        ("refresh", {"access_token": "opaque"}),  # of the first answer, only the ID token is judged
        ("refresh", {"scope": "openid"}),
    ],
)
async def test_whatever_is_wrong_with_an_answer_its_refresh_token_is_revoked(
    kit: Kit, which: str, change: dict[str, Any]
) -> None:
    kit.helseid.edit = lambda kind, document: document.update(change) if kind == which else None
    with pytest.raises(AppError):
        await kit.login(organisation=CHILD)
    await revoked(kit)
    assert not kit.helseid.refresh_tokens
    assert len(kit.helseid.revoked) == 1
    form = kit.helseid.sent("/connect/revocation")[0].form
    assert set(form) == {"token", "token_type_hint", "client_id", "client_assertion", "client_assertion_type"}


async def test_closing_in_the_middle_of_a_login_revokes_what_is_known(kit: Kit) -> None:
    reached = asyncio.Event()

    def report(progress: LoginProgress) -> None:
        if progress.step is LoginStep.AUDIENCE:
            kit.helseid.held["/connect/token"] = (asyncio.Event(), reached)

    others = asyncio.all_tasks()
    login = asyncio.ensure_future(kit.session.login(organisation=CHILD, report=report))
    await reached.wait()
    for task in asyncio.all_tasks() - others:  # as the runtime does at its end
        task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await login
    assert len(kit.helseid.revoked) == 1
    assert not kit.helseid.refresh_tokens


async def test_a_logout_during_a_renewal_revokes_the_token_that_is_on_its_way(kit: Kit) -> None:
    await kit.login(organisation=CHILD)
    gate, reached = kit.helseid.hold("/connect/token")
    renewal = asyncio.ensure_future(kit.session.renew())
    await reached.wait()
    logout = asyncio.ensure_future(kit.session.logout())
    await asyncio.sleep(0)
    gate.set()
    await logout
    with app_error(ErrorCode.NOT_LOGGED_IN):
        await renewal
    assert not kit.helseid.refresh_tokens


@pytest.mark.parametrize("broken", [{"token_type": "Bearer"}, {"access_token": ""}, {"scope": "openid"}])
async def test_the_newest_refresh_token_is_kept_from_an_answer_that_cannot_be_used(kit: Kit, broken: dict[str, Any]) -> None:
    await kit.login(organisation=CHILD)
    before = await token_of(kit)
    kit.helseid.edit = lambda kind, document: document.update(broken)
    ends = "token_type" in broken
    with pytest.raises(AppError):
        await kit.session.renew() if ends else await kit.session.set_organisation(CHILD)
    kit.helseid.edit = None
    if not ends:
        assert await token_of(kit) == before
        await kit.session.renew()  # with the newest: the old one is used up
        assert await token_of(kit) != before
    await kit.aclose()
    assert not kit.helseid.refresh_tokens
