"""No refresh token is left alive by a login that came to nothing, or by a session that ended (RFC 7009)."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep
from tests.kit.errors import app_error
from tests.unit.helseid.kit import Kit
from tests.unit.helseid.test_login import CHILD
from tests.unit.helseid.test_session import token_of


async def revoked(kit: Kit, count: int = 1) -> None:
    while len(kit.helseid.revoked) < count:  # noqa: ASYNC110 - one turn of the loop at a time, nothing is waited for
        await asyncio.sleep(0)


@pytest.mark.requirement("R27")
@pytest.mark.parametrize(
    "change",
    [
        {"token_type": "Bearer"},
        {"access_token": ""},
        {"access_token": "opaque"},
        {"id_token": ""},
        {"id_token": "a.b.c"},
        {"scope": "openid"},
    ],
)
@pytest.mark.parametrize("which", ["code", "refresh"])
async def test_whatever_is_wrong_with_an_answer_its_refresh_token_is_revoked(
    kit: Kit, which: str, change: dict[str, Any]
) -> None:
    if which == "code" and change in ({"access_token": "opaque"}, {"scope": "openid"}):
        change = {"id_token": "x"}  # of the first answer, only the ID token is judged
    if which == "refresh" and change == {"id_token": ""}:
        change = {"id_token": "x"}  # none is fine there
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


async def test_a_revocation_that_the_end_of_the_program_interrupts_is_tried_again(kit: Kit) -> None:
    kit.helseid.claims["helseid://claims/hpr/hpr_number"] = None
    gate, reached = kit.helseid.hold("/connect/revocation")
    others = asyncio.all_tasks()
    with pytest.raises(AppError):
        await kit.login()
    await reached.wait()
    ours = asyncio.all_tasks() - others
    for task in ours:  # as the runtime does at its end
        task.cancel()
    await asyncio.wait(ours)
    gate.set()
    await kit.aclose()
    assert not kit.helseid.refresh_tokens
    assert len(kit.helseid.sent("/connect/revocation")) == 2


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
