"""What an earlier run has kept and nobody may go on with leaves the vault once it was revoked, and not before."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import TYPE_CHECKING, Any

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.kept_session import SessionKeeper
from tests.unit.helseid.fake_helseid import CLIENT_ID, answer
from tests.unit.helseid.kept import ended, first_run
from tests.unit.helseid.kit import run
from tests.unit.helseid.test_kept_session_ends import Hanging, Locking, reached
from tests.unit.helseid.test_kept_session_shared import alive, vaults
from tests.unit.helseid.test_login import CHILD

if TYPE_CHECKING:
    from collections.abc import Mapping

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


# -- it was not read at the first question


@pytest.mark.parametrize("when", ["the vault asks", "HelseID is slow", "HelseID fails"])
def test_a_login_that_is_given_up_leaves_to_the_next_what_it_found(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """``logout``: as the window does after each login that was given up."""

    async def slow(*_: object, **__: object) -> HttpResponse:
        await asyncio.sleep(20)
        raise AssertionError

    async def scenario() -> None:
        store = desk.store = Hanging()
        await first_run(desk)
        left = await vaults(desk)
        kit = desk.start()
        with monkeypatch.context() as patch:
            if when == "the vault asks":
                store.held = "get"
            elif when == "HelseID is slow":
                patch.setattr(kit.helseid, "request", slow)
            else:
                kit.helseid.answers["/connect/token"] = [answer(503, {})]
            login = asyncio.ensure_future(kit.login(organisation=CHILD))
            if when == "the vault asks":
                await reached(store.reached)
            else:
                await asyncio.sleep(0.3)
            login.cancel()
            await asyncio.gather(login, return_exceptions=True)
            await kit.session.logout()
            store.gate.set()
        assert (await kit.login(organisation=CHILD)).fresh
        await ended(kit)
        assert not left & (alive(desk) | await vaults(desk))
        assert await vaults(desk) == alive(desk) != set()
        await kit.session.logout()
        await ended(kit)
        await kit.close()
        assert await vaults(desk) == alive(desk) == set()

    run(scenario())


@pytest.mark.parametrize("then", ["stays", "logs out"])
@pytest.mark.parametrize("resume", [True, False])
def test_a_vault_that_is_unlocked_during_the_login_is_read_before_anything_is_written(
    desk: Desk, resume: bool, then: str
) -> None:
    async def scenario() -> None:
        store = desk.store = Locking()
        await first_run(desk)
        left = await vaults(desk)
        store.locked = True
        kit = desk.start(vault_keeper=SessionKeeper(desk.vault(), CLIENT_ID, desk.state, resume=resume))

        async def unlocked(url: str) -> None:
            store.locked, kit.browser.play = False, None
            await kit.browser._visit(url)

        kit.browser.play = unlocked
        assert (await kit.login(organisation=CHILD)).fresh
        if then == "logs out":
            await kit.session.logout()
        await ended(kit)
        await kit.close()
        assert not left & (alive(desk) | await vaults(desk))
        assert await vaults(desk) == alive(desk)
        assert bool(alive(desk)) is (then == "stays")

    run(scenario())


def test_a_vault_that_is_unlocked_later_is_read_before_anything_is_written(desk: Desk) -> None:
    async def scenario() -> None:
        store = desk.store = Locking()
        await first_run(desk)
        left = await vaults(desk)
        store.locked = True
        kit = desk.start()
        assert (await kit.login(organisation=CHILD)).fresh
        await ended(kit)
        assert desk.mark() == "", "it counts no more: somebody has logged in"
        store.locked = False
        await kit.session.renew()
        await ended(kit)
        await kit.close()
        assert not left & (alive(desk) | await vaults(desk))
        assert await vaults(desk) == alive(desk) != set()

    run(scenario())


@pytest.mark.parametrize("ends", ["logout", "close"])
@pytest.mark.parametrize("late", ["after the login", "after its end"])
def test_on_a_home_that_is_slow_to_give_the_lock_it_counts_no_more_and_is_revoked(desk: Desk, late: str, ends: str) -> None:
    async def scenario() -> None:
        await first_run(desk)
        left = await vaults(desk)
        keeper, given = desk.keeper(seconds=0.2), threading.Event()
        take = keeper._place._lock.take
        keeper._place._lock.take = lambda: given.wait(20) and take()  # type: ignore[method-assign]
        kit = desk.start(vault_keeper=keeper)
        assert (await kit.login(organisation=CHILD)).fresh
        await ended(kit)
        if late == "after the login":
            given.set()
            while not keeper.held:  # noqa: ASYNC110 - a turn of the loop at a time
                await asyncio.sleep(0.001)
        if ends == "logout":
            await kit.session.logout()
            await ended(kit)
        closing = asyncio.ensure_future(kit.close())
        await asyncio.sleep(0.05)
        given.set()
        await closing
        assert alive(desk) == await vaults(desk), "what nobody has revoked stays there"
        assert desk.mark() == ""
        kit = desk.start()
        assert (await kit.login(organisation=CHILD)).fresh
        await ended(kit)
        await kit.close()
        assert not left & (alive(desk) | await vaults(desk))

    run(scenario())


def test_where_the_lock_comes_after_the_login_it_counts_no_more_whatever_ends_the_program(desk: Desk) -> None:
    """Neither a logout nor a close has made it void: a program that is killed comes to neither."""

    async def scenario() -> None:
        await first_run(desk)
        keeper, given = desk.keeper(seconds=0.2), threading.Event()
        take = keeper._place._lock.take
        keeper._place._lock.take = lambda: given.wait(20) and take()  # type: ignore[method-assign]
        kit = desk.start(vault_keeper=keeper)
        assert (await kit.login(organisation=CHILD)).fresh
        await ended(kit)
        given.set()
        await keeper._place.left()  # in turn: what was asked of the place before is through
        assert keeper.held
        assert desk.mark() == ""
        await kit.close()

    run(scenario())


def test_what_another_program_has_kept_since_is_read_by_one_that_keeps_none(desk: Desk) -> None:
    """It has seen to what there was before, and has given back the lock."""

    async def scenario() -> None:
        kit = desk.start(vault_keeper=SessionKeeper(desk.vault(), CLIENT_ID, desk.state, keeps=False))
        for _ in range(2):
            await first_run(desk)
            left = await vaults(desk)
            await kit.login(organisation=CHILD)
            await ended(kit)
            assert not left & (alive(desk) | await vaults(desk))
        await kit.close()

    run(scenario())


# -- HelseID is reached, and gives nothing for it


def failing(kit: Kit, monkeypatch: pytest.MonkeyPatch, left: set[str], said: HttpResponse) -> None:
    """For this one refresh token; a login would be taken."""
    refresh = kit.helseid._refresh

    def refreshed(form: Mapping[str, str], claims: Mapping[str, Any], thumbprint: str) -> HttpResponse:
        return said if form["refresh_token"] in left else refresh(form, claims, thumbprint)

    monkeypatch.setattr(kit.helseid, "_refresh", refreshed)


@pytest.mark.parametrize(
    "said", [answer(500, {}), answer(200, [1]), answer(200, {"token_type": "DPoP"})], ids=["fails", "no answer", "no token"]
)
def test_one_at_which_helseid_fails_again_keeps_nobody_from_the_browser(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, said: HttpResponse
) -> None:
    async def scenario() -> None:
        await first_run(desk)
        left = await vaults(desk)
        kit = desk.start()
        failing(kit, monkeypatch, left, said)
        with pytest.raises(AppError):
            await kit.login(organisation=CHILD)
        assert await vaults(desk) == alive(desk) == left
        assert (await kit.login(organisation=CHILD)).fresh
        await ended(kit)
        assert not left & (alive(desk) | await vaults(desk))
        assert await vaults(desk) == alive(desk) != set()
        await kit.close()

    run(scenario())


def test_where_the_browser_comes_to_nothing_either_it_is_there_for_the_next_run(desk: Desk) -> None:
    async def scenario() -> None:
        await first_run(desk)
        left = await vaults(desk)
        kit = desk.start()
        for _ in range(3):
            kit.helseid.answers["/connect/token"] = [answer(503, {}), answer(503, {})]
            with pytest.raises(AppError):
                await kit.login(organisation=CHILD)
        await kit.close()
        assert await vaults(desk) == alive(desk) == left
        kit = desk.start()
        kit.helseid.answers.clear()
        assert (await kit.login(organisation=CHILD)).kept
        await kit.close()

    run(scenario())


def test_an_answer_that_holds_a_new_refresh_token_and_nothing_else_leaves_none_alive(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old one is used up, and the new one was kept by nobody: the browser opens at once."""

    async def scenario() -> None:
        await first_run(desk)
        kit = desk.start()
        refresh, times = kit.helseid._refresh, []

        def refreshed(form: Mapping[str, str], claims: Mapping[str, Any], thumbprint: str) -> HttpResponse:
            said = refresh(form, claims, thumbprint)
            times.append(said)
            return (
                answer(200, {"token_type": "DPoP", "refresh_token": json.loads(said.body)["refresh_token"]})
                if len(times) == 1
                else said
            )

        monkeypatch.setattr(kit.helseid, "_refresh", refreshed)
        assert (await kit.login(organisation=CHILD)).fresh
        await ended(kit)
        assert await vaults(desk) == alive(desk) != set()
        await kit.close()

    run(scenario())


def test_one_of_another_version_of_the_api_is_revoked(desk: Desk) -> None:
    async def scenario() -> None:
        await first_run(desk, dpop=True)
        left = await vaults(desk)
        kit = desk.start(dpop=False)
        kit.helseid.dpop = False
        assert (await kit.login(organisation=CHILD)).fresh
        await ended(kit)
        await kit.close()
        assert not left & (alive(desk) | await vaults(desk))

    run(scenario())
