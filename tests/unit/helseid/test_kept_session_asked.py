"""What was kept and is over leaves the vault once HelseID has answered its revocation; a request that failed ends none."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from tests.unit.helseid.fake_helseid import answer
from tests.unit.helseid.kept import ended, first_run
from tests.unit.helseid.kit import run
from tests.unit.helseid.test_kept_session_shared import alive, vaults
from tests.unit.helseid.test_kept_session_unrevoked import failing
from tests.unit.helseid.test_login import CHILD

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from provesvar_gui.net.http import HttpResponse
    from tests.unit.helseid.kept import Desk
    from tests.unit.helseid.kit import Kit

_REFUSED = answer(401, {"error": "invalid_client"})


async def hangs() -> HttpResponse:
    await asyncio.sleep(20)
    raise AssertionError


async def gone() -> HttpResponse:
    raise AppError(ErrorCode.NO_NETWORK)


def says(response: HttpResponse) -> Callable[[], Awaitable[HttpResponse]]:
    async def said() -> HttpResponse:
        return response

    return said


def instead(
    kit: Kit, patch: pytest.MonkeyPatch, said: Callable[[], Awaitable[HttpResponse]], *paths: str, of: set[str] | None = None
) -> None:
    """``said`` in place of HelseID's answer there. ``of``: where the request is about one of these tokens."""
    real = kit.helseid.request

    async def request(method: str, url: str, **given: Any) -> HttpResponse:
        about = of is None or any(value in of for _, value in given.get("form") or ())
        if about and url.endswith(paths):
            return await said()
        return await real(method, url, **given)

    patch.setattr(kit.helseid, "request", request)


async def ends_with_the_next_run(desk: Desk, left: set[str]) -> None:
    kit = desk.start()
    assert (await kit.login(organisation=CHILD)).fresh
    await ended(kit)
    assert not left & (alive(desk) | await vaults(desk))
    assert await vaults(desk) == alive(desk) != set()
    await kit.close()


@pytest.mark.parametrize("said", [says(answer(500, {})), hangs, gone], ids=["fails", "is slow", "is away"])
def test_one_that_helseid_fails_to_revoke_stays_and_the_login_is_a_new_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, said: Callable[[], Awaitable[HttpResponse]]
) -> None:
    async def scenario() -> None:
        await first_run(desk)
        left = await vaults(desk)
        kit = desk.start()
        with monkeypatch.context() as patch:
            failing(kit, patch, left, answer(500, {}))
            instead(kit, patch, said, "/revocation", of=left)
            with pytest.raises(AppError):
                await kit.login(organisation=CHILD)
            assert (await kit.login(organisation=CHILD)).fresh
            await ended(kit)
            assert await vaults(desk) == left < alive(desk)
            assert desk.mark() == "", "it counts no more"
            await kit.close()
        await ends_with_the_next_run(desk, left)

    run(scenario())


def test_once_helseid_is_whole_the_next_renewal_ends_it_and_keeps_the_new_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        await first_run(desk)
        left = await vaults(desk)
        for mark in desk.marks:
            mark.write_text("")
        kit = desk.start()
        with monkeypatch.context() as patch:
            instead(kit, patch, says(answer(500, {})), "/revocation")
            assert (await kit.login(organisation=CHILD)).fresh
            await ended(kit)
        assert await vaults(desk) == left < alive(desk)
        await kit.session.renew()
        await ended(kit)
        assert not left & alive(desk)
        assert await vaults(desk) == alive(desk) != set()
        await kit.close()

    run(scenario())


@pytest.mark.parametrize("error", ["invalid_grant", "unsupported_token_type"])
def test_one_that_helseid_will_not_revoke_is_out_of_the_way(desk: Desk, monkeypatch: pytest.MonkeyPatch, error: str) -> None:
    """It has answered, and would answer so again."""

    async def scenario() -> None:
        await first_run(desk)
        left = await vaults(desk)
        for mark in desk.marks:
            mark.write_text("")
        kit = desk.start()
        instead(kit, monkeypatch, says(answer(400, {"error": error})), "/revocation", of=left)
        assert (await kit.login(organisation=CHILD)).fresh
        await ended(kit)
        assert await vaults(desk) == alive(desk) - left != set()
        await kit.close()

    run(scenario())


def test_where_the_network_goes_after_a_login_that_was_given_up_it_stays_for_the_next_run(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where HelseID's services are is known by then: nothing is asked of HelseID but the revocation."""

    async def scenario() -> None:
        await first_run(desk)
        left = await vaults(desk)
        kit = desk.start()
        kit.helseid.answers["/connect/token"] = [answer(503, {})]
        with pytest.raises(AppError):
            await kit.login(organisation=CHILD)
        await kit.session.logout()  # as the window does
        with monkeypatch.context() as patch:
            instead(kit, patch, gone, "")
            with pytest.raises(AppError) as caught:
                await kit.login(organisation=CHILD)
            await ended(kit)
            assert caught.value.code is ErrorCode.NO_NETWORK
            assert await vaults(desk) == alive(desk) == left
            await kit.close()
        await ends_with_the_next_run(desk, left)

    run(scenario())


# -- a login that goes on with it comes to nothing, and not for the session's sake


def test_a_client_that_is_refused_for_now_leaves_it_there_to_be_revoked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its key has been replaced just now, or has expired."""

    async def scenario() -> None:
        await first_run(desk)
        left = await vaults(desk)
        kit = desk.start()
        with monkeypatch.context() as patch:
            instead(kit, patch, says(_REFUSED), "/token", "/revocation")
            with pytest.raises(AppError) as caught:
                await kit.login(organisation=CHILD)
            await ended(kit)
            assert caught.value.code is ErrorCode.CLIENT_REFUSED
            assert await vaults(desk) == left <= alive(desk)
            assert desk.mark() == "", "it counts no more"
            await kit.close()
        await ends_with_the_next_run(desk, left)

    run(scenario())


def test_closing_after_a_login_that_was_given_up_while_helseid_is_slow_leaves_it_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        await first_run(desk)
        left = await vaults(desk)
        kit = desk.start()
        with monkeypatch.context() as patch:
            asked = asyncio.Event()

            async def slow() -> HttpResponse:
                asked.set()
                return await hangs()

            instead(kit, patch, slow, "/token", "/revocation")
            login = asyncio.ensure_future(kit.login(organisation=CHILD))
            await asked.wait()
            login.cancel()
            await asyncio.gather(login, return_exceptions=True)
            await kit.session.logout()  # as the window does
            await kit.close()
        assert await vaults(desk) == alive(desk) == left
        assert desk.mark() == ""
        await ends_with_the_next_run(desk, left)

    run(scenario())


# -- nobody here can read it


@pytest.mark.parametrize("why", ["a part of it is gone", "it does not belong together", "of a later form"])
def test_one_that_the_vault_cannot_give_out_any_more_is_in_nobodys_way(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    """Whoever cannot read it cannot revoke it: the next is kept in its place."""

    async def scenario() -> None:
        await first_run(desk)
        left = await vaults(desk)
        kit = desk.start()
        keeper = kit.session._resting._keeper
        assert keeper is not None
        with monkeypatch.context() as patch:
            if why == "a part of it is gone":
                for target in [target for target in desk.store.targets if target.endswith("/0")]:
                    del desk.store.targets[target]
            else:
                code = ErrorCode.KEY_NEWER if why == "of a later form" else ErrorCode.KEY_MALFORMED

                async def load(_client_id: str) -> str | None:
                    raise AppError(code)

                patch.setattr(keeper._vault, "load", load)
            assert (await kit.login(organisation=CHILD)).fresh
            await ended(kit)
            await kit.close()
        assert await vaults(desk) == alive(desk) - left != set()
        assert desk.mark()
        kit = desk.start()
        assert (await kit.login(organisation=CHILD)).kept
        await kit.session.logout()
        await ended(kit)
        await kit.close()
        assert await vaults(desk) == alive(desk) - left == set()
        assert not desk.told

    run(scenario())
