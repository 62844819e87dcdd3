"""A kept session is one program's at a time; what others do to it, or what a cancelled login leaves, is in nobody's hands."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.helseid.session_mark import SessionMark
from provesvar_gui.records.policy import fixed_settings
from provesvar_gui.wiring.kept_sessions import session_keeper
from tests.unit.helseid.fake_helseid import CLIENT_ID
from tests.unit.helseid.kept import Desk, ended, first_run
from tests.unit.helseid.kit import API, Kit, run
from tests.unit.helseid.test_login import CHILD

if TYPE_CHECKING:
    from pathlib import Path


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
