"""A kept session is one program's at a time; what others do to it, or what a cancelled login leaves, is in nobody's hands."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.helseid.kept_session import SessionKeeper
from provesvar_gui.helseid.session_mark import SessionMark
from provesvar_gui.records.policy import fixed_settings
from provesvar_gui.wiring.kept_sessions import session_keeper
from tests.unit.helseid.fake_helseid import CLIENT_ID
from tests.unit.helseid.kept import Desk, ended, first_run
from tests.unit.helseid.kit import API, Kit, run
from tests.unit.helseid.test_kept_session_ends import Hanging, Locking, reached
from tests.unit.helseid.test_login import CHILD

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any


def alive(desk: Desk) -> set[str]:
    """What HelseID would take."""
    assert desk.helseid is not None
    return set(desk.helseid.refresh_tokens) - set(desk.helseid.revoked)


async def vaults(desk: Desk) -> set[str]:
    kept = await desk.kept()
    return set() if kept is None else {kept["refreshToken"]}


def other_policy(desk: Desk, *, keep: bool = True, client: str = CLIENT_ID) -> Kit:
    """A program by other settings."""
    by = fixed_settings({"helseid.keep_session": keep, "lock.proof": "system", "helseid.client_id": client})
    keeper = session_keeper(by, desk.vault(), desk.state, resume=True)
    keeper.take_effect()
    return desk.start(vault_keeper=keeper)


def test_of_two_programs_the_first_keeps_its_session_and_the_second_has_one_of_its_own(desk: Desk) -> None:
    async def scenario() -> None:
        first = desk.start()
        await first.login(organisation=CHILD)
        await ended(first)
        second = desk.start()
        clinician = await second.login(organisation=CHILD)
        assert clinician.fresh
        assert len(second.browser.opened) == 1
        await ended(second)
        for kit in (first, second):
            await kit.session.renew()
            await kit.session.headers("GET", API)
        assert first.session._grant is not None
        assert await vaults(desk) == {first.session._grant.refresh_token}

        await second.session.logout()  # ends its own alone
        await second.close()
        assert await vaults(desk) == {first.session._grant.refresh_token} == alive(desk)
        await first.close()
        third = desk.start()
        assert (await third.login(organisation=CHILD)).kept
        await third.close()

    run(scenario())


def test_a_logout_in_the_first_of_two_programs_ends_its_session_and_no_other(desk: Desk) -> None:
    async def scenario() -> None:
        first, second = desk.start(), desk.start()
        for kit in (first, second):
            await kit.login(organisation=CHILD)
            await ended(kit)
        await first.session.logout()
        await ended(first)
        assert await vaults(desk) == set()
        await second.session.renew()
        assert second.session._grant is not None
        assert alive(desk) == {second.session._grant.refresh_token}
        await second.close()
        assert alive(desk) == set()  # it was not kept
        await first.close()

    run(scenario())


def test_a_program_that_died_holds_nothing(desk: Desk) -> None:
    async def scenario() -> None:
        first = desk.start()
        await first.login(organisation=CHILD)
        await ended(first)
        keeper = first.session._resting._keeper
        assert keeper is not None
        lock = keeper._place._lock
        assert lock._handle is not None
        os.close(lock._handle)  # as its end does
        lock._handle = None
        second = desk.start()
        assert (await second.login(organisation=CHILD)).kept
        await second.close()
        await first.close()

    run(scenario())


@pytest.mark.parametrize("other", [{"keep": False}, {"client": "other"}, {"keep": False, "client": "other"}], ids=str)
def test_settings_of_another_program_end_no_session_of_one_that_runs(desk: Desk, other: dict[str, object]) -> None:
    async def scenario() -> None:
        first = desk.start()
        await first.login(organisation=CHILD)
        await ended(first)
        second = other_policy(desk, **other)  # type: ignore[arg-type]  # by name
        await second.login(organisation=CHILD)
        await second.session.logout()
        await second.close()
        await first.session.renew()
        await first.close()
        assert alive(desk) == await vaults(desk) != set()
        third = desk.start()
        assert (await third.login(organisation=CHILD)).kept
        await third.close()

    run(scenario())


def test_one_whose_mark_is_gone_is_revoked_at_the_end_of_the_program(desk: Desk) -> None:
    """An earlier version, or a hand, has taken it away."""

    async def scenario() -> None:
        kit = desk.start()
        await kit.login(organisation=CHILD)
        await ended(kit)
        for mark in desk.marks:
            mark.unlink()
        await kit.close()
        assert alive(desk) == set()
        assert await vaults(desk) == set()

    run(scenario())


def test_one_that_is_found_and_does_not_count_is_revoked(desk: Desk) -> None:
    async def scenario() -> None:
        await first_run(desk)
        left = await vaults(desk)
        for mark in desk.marks:
            mark.unlink()
        kit = desk.start()
        assert (await kit.login(organisation=CHILD)).fresh
        await ended(kit)
        assert not left & (alive(desk) | await vaults(desk))
        await kit.close()

    run(scenario())


@pytest.mark.parametrize("after", range(1, 60, 2))
def test_a_login_that_goes_on_with_one_and_is_cancelled_leaves_nothing_behind(desk: Desk, after: int) -> None:
    """``after``: turns of the loop. What is alive at HelseID is what the vault has."""

    async def scenario() -> None:
        await first_run(desk)
        kit = desk.start()
        login = asyncio.ensure_future(kit.login(organisation=CHILD))
        while after > 20 and not kit.helseid.requests:  # noqa: ASYNC110 - files and vault take what turns they like
            await asyncio.sleep(0)
        for _ in range(after % 20):
            await asyncio.sleep(0)
        login.cancel()
        done = not isinstance((await asyncio.gather(login, return_exceptions=True))[0], asyncio.CancelledError)
        await ended(kit)
        await kit.close()
        assert alive(desk) == await vaults(desk)
        kit = desk.start()
        clinician = await kit.login(organisation=CHILD)
        assert clinician.kept or clinician.fresh
        assert clinician.kept or not done
        await kit.close()

    run(scenario())


def test_a_client_that_is_removed_while_the_program_runs_has_nothing_in_the_vault_again(desk: Desk) -> None:
    """What ``--remove-client`` does to it."""

    async def scenario() -> None:
        kit = desk.start()
        await kit.login(organisation=CHILD)
        await ended(kit)
        SessionMark(desk.state, CLIENT_ID).clear()
        await desk.vault().delete(CLIENT_ID)
        for _ in range(2):
            await kit.session.renew()
            await kit.session.headers("GET", API)
            assert await vaults(desk) == set()
        await kit.close()
        assert alive(desk) == set()
        assert await vaults(desk) == set()

    run(scenario())


@pytest.mark.parametrize("ends", ["logout", "close"])
def test_a_policy_that_is_withdrawn_takes_what_was_kept_from_the_vault_and_revokes_it(desk: Desk, ends: str) -> None:
    async def scenario() -> None:
        await first_run(desk)
        kit = other_policy(desk, keep=False)
        await kit.login(organisation=CHILD)
        assert kit.browser.opened
        await ended(kit)
        assert await vaults(desk) == set()
        if ends == "logout":
            await kit.session.logout()
        await kit.close()
        assert alive(desk) == set()
        assert desk.marks == []

    run(scenario())


@pytest.mark.parametrize("why", ["policy", "somebody was here"])
def test_where_none_may_be_gone_on_with_no_login_waits_for_the_vault(desk: Desk, why: str) -> None:
    async def scenario() -> None:
        store = desk.store = Hanging()
        await first_run(desk)
        left, vault = await vaults(desk), desk.vault()
        store.held = "get"
        if why == "policy":
            kit = other_policy(desk, keep=False)
        else:
            kit = desk.start(vault_keeper=SessionKeeper(vault, CLIENT_ID, desk.state, resume=False))
        async with asyncio.timeout(5):
            assert (await kit.login(organisation=CHILD)).fresh
            await reached(store.reached)
        assert desk.mark() == "", "nor does it count, whenever the vault answers"
        store.gate.set()
        await ended(kit)
        assert not left & (alive(desk) | await vaults(desk)), "it is ended all the same"
        assert (await vaults(desk) == alive(desk)) is (why != "policy")
        await kit.session.logout()
        await kit.close()
        assert await vaults(desk) == alive(desk) == set()

    run(scenario())


def test_a_logout_meanwhile_takes_nothing_from_the_vault_that_nobody_could_revoke_then(desk: Desk) -> None:
    async def scenario() -> None:
        store = desk.store = Hanging()
        await first_run(desk)
        store.held = "get"
        kit = desk.start(vault_keeper=SessionKeeper(desk.vault(), CLIENT_ID, desk.state, resume=False))
        await kit.login(organisation=CHILD)
        await reached(store.reached)
        await kit.session.logout()
        store.gate.set()
        await ended(kit)
        await kit.close()
        assert await vaults(desk) == alive(desk) == set()

    run(scenario())


@pytest.mark.parametrize("why", ["the answer is not right", "it did not count"])
def test_a_login_that_is_cancelled_while_the_vault_takes_away_what_is_over_leaves_no_token_alive(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    def no_id_token(_path: str, said: dict[str, Any]) -> None:
        said.pop("id_token", None)

    async def scenario() -> None:
        store = desk.store = Hanging()
        await first_run(desk)
        kit = desk.start()
        keeper = kit.session._resting._keeper
        assert keeper is not None
        if why == "it did not count":
            for mark in desk.marks:
                mark.unlink()
            store.held = "delete"
        else:
            kit.helseid.edit = no_id_token
            void = keeper.void

            def voided(*, alive: bool = False) -> None:
                void(alive=alive)
                store.held = "delete"  # what came for it was stored before that

            monkeypatch.setattr(keeper, "void", voided)
        login = asyncio.ensure_future(kit.login(organisation=CHILD))
        await reached(store.reached)
        login.cancel()
        assert isinstance((await asyncio.gather(login, return_exceptions=True))[0], asyncio.CancelledError)
        store.gate.set()
        kit.helseid.edit = None
        await ended(kit)
        await kit.close()
        assert await vaults(desk) == alive(desk) == set()

    run(scenario())


def test_what_a_program_that_keeps_none_could_not_take_out_is_no_others_when_it_does(desk: Desk) -> None:
    async def scenario() -> None:
        store = desk.store = Locking()
        await first_run(desk)
        first = other_policy(desk, keep=False)
        store.reads_only = True
        await first.login(organisation=CHILD)
        await ended(first)
        store.reads_only = False
        second = desk.start()
        await second.login(organisation=CHILD)
        await ended(second)
        keeper = second.session._resting._keeper
        assert keeper is not None
        assert second.session._grant is not None
        its_own = {second.session._grant.refresh_token} if keeper.has(second.session._grant) else set()
        await first.close()
        assert await vaults(desk) == its_own
        await second.close()
        assert alive(desk) == its_own

    run(scenario())


def test_where_none_was_ever_kept_the_vault_is_not_asked(desk: Desk) -> None:
    """It may be locked, and a question for its password would come for nothing."""

    async def scenario() -> None:
        kit = other_policy(desk, keep=False)
        await kit.login(organisation=CHILD)
        await kit.close()
        assert not desk.store.threads
        assert not desk.state.exists()

    run(scenario())


# -- a home on a network that hangs


def hung(mark: Path) -> None:
    """Whoever opens it waits."""
    mark.unlink()
    os.mkfifo(mark)


def freed(mark: Path) -> None:
    os.close(os.open(mark, os.O_RDWR))


@pytest.mark.skipif(sys.platform == "win32", reason="no FIFOs there")
@pytest.mark.parametrize("end", ["logout", "close", "renewal"])
def test_a_home_that_hangs_holds_up_nothing_else(desk: Desk, end: str) -> None:
    async def scenario() -> None:
        kit = desk.start(vault_keeper=desk.keeper(seconds=0.2))
        await kit.login(organisation=CHILD)
        await ended(kit)
        (mark,) = desk.marks
        hung(mark)
        loop = asyncio.get_running_loop()
        begun = loop.time()
        if end == "logout":
            await kit.session.logout()
        elif end == "renewal":
            await kit.session.renew()
            await kit.session.headers("GET", API)
        await kit.close()
        assert loop.time() - begun < 2
        assert alive(desk) == set()
        freed(mark)

    run(scenario())
