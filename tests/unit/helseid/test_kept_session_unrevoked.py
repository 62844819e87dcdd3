"""What an earlier run has kept and nobody may go on with leaves the vault once it is being revoked, and not before."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.kept_session import SessionKeeper
from tests.unit.helseid.fake_helseid import CLIENT_ID
from tests.unit.helseid.kept import ended, first_run
from tests.unit.helseid.kit import run
from tests.unit.helseid.test_kept_session_ends import Hanging, reached
from tests.unit.helseid.test_kept_session_shared import alive, vaults
from tests.unit.helseid.test_login import CHILD

if TYPE_CHECKING:
    from provesvar_gui.net.http import HttpResponse
    from tests.unit.helseid.kept import Desk
    from tests.unit.helseid.kit import Kit


async def is_over(desk: Desk, *, keeps: bool) -> Kit:
    """The next run, in which none may be gone on with."""
    await first_run(desk)
    for mark in desk.marks:
        mark.write_text("")
    return desk.start(vault_keeper=SessionKeeper(desk.vault(), CLIENT_ID, desk.state, keeps=keeps))


@pytest.mark.parametrize("anew", [False, True])
def test_closing_before_the_vault_has_read_leaves_there_what_nobody_has_revoked(desk: Desk, anew: bool) -> None:
    """It counts no more; the next run revokes it and takes it out."""

    async def scenario() -> None:
        store = desk.store = Hanging()
        await first_run(desk)
        left = await vaults(desk)
        store.held = "get"
        kit = desk.start(vault_keeper=SessionKeeper(desk.vault(), CLIENT_ID, desk.state, resume=False))
        for _ in range(1 + anew):
            await kit.login(organisation=CHILD)
        await reached(store.reached)
        await kit.close()
        store.gate.set()
        assert await vaults(desk) == alive(desk) == left
        assert desk.mark() == ""
        kit = desk.start()
        assert (await kit.login(organisation=CHILD)).fresh
        await ended(kit)
        await kit.close()
        assert not left & (alive(desk) | await vaults(desk))

    run(scenario())


@pytest.mark.parametrize("keeps", [True, False])
def test_closing_while_helseid_is_slow_leaves_there_what_nobody_has_revoked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, keeps: bool
) -> None:
    async def scenario() -> None:
        kit = await is_over(desk, keeps=keeps)
        left, asked = await vaults(desk), asyncio.Event()

        async def slow(*_: object, **__: object) -> HttpResponse:
            asked.set()
            await asyncio.sleep(20)
            raise AssertionError

        with monkeypatch.context() as patch:
            patch.setattr(kit.helseid, "request", slow)
            login = asyncio.ensure_future(kit.login(organisation=CHILD))
            await asked.wait()
            await asyncio.sleep(0.1)  # the vault would take it away now
            login.cancel()
            await asyncio.gather(login, return_exceptions=True)
            await kit.close()
        assert await vaults(desk) == alive(desk) == left
        kit = desk.start()
        assert (await kit.login(organisation=CHILD)).fresh
        await ended(kit)
        await kit.close()
        assert not left & (alive(desk) | await vaults(desk))

    run(scenario())


@pytest.mark.parametrize("keeps", [True, False])
@pytest.mark.parametrize("resume", [True, False])
def test_where_helseid_is_not_reached_the_next_login_of_that_run_ends_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, keeps: bool, resume: bool
) -> None:
    async def no_network(*_: object, **__: object) -> HttpResponse:
        raise AppError(ErrorCode.NO_NETWORK)

    async def scenario() -> None:
        kit = await is_over(desk, keeps=keeps)
        if not resume:
            kit.session._resting.somebody_was_here()
        left = await vaults(desk)
        with monkeypatch.context() as patch:
            patch.setattr(kit.helseid, "request", no_network)
            with pytest.raises(AppError) as caught:
                await kit.login(organisation=CHILD)
            await ended(kit)
        assert caught.value.code is ErrorCode.NO_NETWORK
        assert await vaults(desk) == alive(desk) == left
        assert (await kit.login(organisation=CHILD)).fresh
        await ended(kit)
        assert not left & (alive(desk) | await vaults(desk))
        await kit.close()

    run(scenario())
