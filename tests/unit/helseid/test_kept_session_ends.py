"""A kept session that is over stays over, whatever vault, network, disk and the end of the program do in that moment."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.errors import ErrorCode
from provesvar_gui.helseid.kept_session import SessionKeeper
from provesvar_gui.helseid.session_mark import SessionMark
from tests.unit.helseid.fake_helseid import CLIENT_ID, answer
from tests.unit.helseid.kept import Desk, ended, first_run, logged_out, refused
from tests.unit.helseid.kit import Kit, run
from tests.unit.helseid.test_login import CHILD
from tests.unit.helseid.windows_store import WindowsStore

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path


class KeyringLocked(Exception):  # noqa: N818 - keyring's own name for it
    pass


class Locking(WindowsStore):
    """Can be locked; ``reads_only``: gives out what is there, and changes nothing."""

    locked = reads_only = False

    def _check(self, *, changes: bool = False) -> None:
        if self.locked or (changes and self.reads_only):
            raise KeyringLocked

    def get_password(self, service: str, username: str, /) -> str | None:
        self._check()
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self._check(changes=True)
        super().set_password(service, username, password)

    def delete_password(self, service: str, username: str, /) -> None:
        self._check(changes=True)
        super().delete_password(service, username)


class Hanging(WindowsStore):
    """Hangs at whatever ``held`` names, until ``gate`` is open."""

    def __init__(self) -> None:
        super().__init__()
        self.held = ""
        self.gate = threading.Event()
        self.reached = threading.Event()

    def _pass(self, what: str) -> None:
        if self.held == what:
            self.held = ""
            self.reached.set()
            self.gate.wait(20)

    def get_password(self, service: str, username: str, /) -> str | None:
        self._pass("get")
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self._pass("set")
        super().set_password(service, username, password)

    def delete_password(self, service: str, username: str, /) -> None:
        self._pass("delete")
        super().delete_password(service, username)


def no_revocation(kit: Kit) -> None:
    """So that what is kept would be taken by HelseID, if anybody sent it."""
    kit.helseid.answers["/connect/revocation"] = [answer(503, {}) for _ in range(20)]


async def reached(event: threading.Event) -> None:
    while not event.is_set():  # noqa: ASYNC110 - a turn of the loop at a time
        await asyncio.sleep(0.001)


async def must_log_in(desk: Desk) -> None:
    """The next run: nothing is gone on with, and nothing of it stays in the vault."""
    desk.told.clear()
    before = await desk.kept()
    kit = desk.start()
    kit.helseid.answers.pop("/connect/revocation", None)
    reply = kit.browser._visit

    async def look(url: str) -> None:
        assert await desk.kept() is None
        kit.browser.play = None
        await reply(url)

    kit.browser.play = look
    clinician = await kit.login(organisation=CHILD)
    assert clinician.fresh
    assert len(kit.browser.opened) == 1
    await ended(kit)
    now = await desk.kept()
    assert now is not None
    assert now != before
    await kit.close()
    assert desk.told == []


@pytest.mark.parametrize("end", [logged_out, refused])
@pytest.mark.parametrize("network", [True, False], ids=["network", "no network"])
def test_over_while_the_vault_is_locked(desk: Desk, end: Callable[[Kit], Awaitable[None]], network: bool) -> None:
    async def scenario() -> None:
        store = desk.store = Locking()
        kit = desk.start()
        await kit.login(organisation=CHILD)
        await ended(kit)
        store.locked = True
        if not network:
            no_revocation(kit)
        await end(kit)
        await ended(kit)
        assert [error.code for error in desk.told] == [ErrorCode.SESSION_LEFT]
        await kit.close()
        store.locked = False
        assert await desk.kept() is not None
        await must_log_in(desk)

    run(scenario())


def test_closing_tries_once_more_to_take_it_from_the_vault(desk: Desk) -> None:
    async def scenario() -> None:
        store = desk.store = Locking()
        kit = desk.start()
        await kit.login(organisation=CHILD)
        await ended(kit)
        store.locked = True
        await kit.session.logout()
        await ended(kit)
        store.locked = False
        await kit.close()
        assert not store.targets

    run(scenario())


@pytest.mark.parametrize("held", ["get", "delete"])
def test_over_and_the_program_closed_while_the_vault_takes_its_time(desk: Desk, held: str) -> None:
    """It is revoked, and it counts no more."""

    async def scenario() -> None:
        store = desk.store = Hanging()
        kit = desk.start()
        await kit.login(organisation=CHILD)
        await ended(kit)
        others = asyncio.all_tasks()
        store.held = held
        logout = asyncio.ensure_future(kit.session.logout())
        await reached(store.reached)
        for task in asyncio.all_tasks() - others:  # as the runtime does at its end
            task.cancel()
        await asyncio.gather(logout, return_exceptions=True)
        async with asyncio.timeout(2):
            await kit.close()
        assert len(kit.helseid.revoked) == 1
        assert desk.mark() == ""
        store.gate.set()

    run(scenario())


def test_a_write_that_comes_after_the_logout_brings_nothing_back(desk: Desk) -> None:
    async def scenario() -> None:
        store = desk.store = Hanging()
        store.held = "set"
        vault, quiet = desk.vault(), threading.Event()
        kit = desk.start(vault_keeper=SessionKeeper(vault, CLIENT_ID, desk.state, seconds=1.0))
        no_revocation(kit)
        await kit.login(organisation=CHILD)
        await reached(store.reached)
        await kit.session.logout()
        await ended(kit)
        await kit.close()
        store.gate.set()
        vault.when_quiet(quiet.set)
        await reached(quiet)
        await must_log_in(desk)

    run(scenario())


@pytest.mark.parametrize("same_run", [True, False])
def test_another_persons_login_in_a_locked_vault_ends_the_one_that_was_kept(desk: Desk, same_run: bool) -> None:
    """Whether it is this run that kept it, or one before."""

    async def scenario() -> None:
        store = desk.store = Locking()
        await first_run(desk)
        kit = desk.start()
        if same_run:
            await kit.login(organisation=CHILD)
            await ended(kit)
        store.locked = True
        no_revocation(kit)
        kit.helseid.claims["sub"] = "another"
        await kit.login(organisation=CHILD)
        await ended(kit)
        await kit.close()
        store.locked = False
        del kit.helseid.claims["sub"]
        assert await desk.kept() is not None
        await must_log_in(desk)

    run(scenario())


def test_closing_with_a_session_whose_newest_token_is_not_kept_leaves_none_that_counts(desk: Desk) -> None:
    async def scenario() -> None:
        store = desk.store = Locking()
        kit = desk.start()
        await kit.login(organisation=CHILD)
        await ended(kit)
        store.locked = True
        await kit.session.renew()
        await ended(kit)
        await kit.close()
        assert len(kit.helseid.revoked) == 1
        assert desk.mark() == ""
        store.locked = False
        await must_log_in(desk)

    run(scenario())


def test_where_no_mark_can_be_written_nothing_is_kept(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    async def scenario() -> None:
        desk.state.write_text("a file where the folder belongs")
        kit = desk.start()
        await kit.login(organisation=CHILD)
        await ended(kit)
        assert await desk.kept() is None
        await kit.close()
        assert len(kit.helseid.revoked) == 1

    run(scenario())
    assert "the session is not kept" in caplog.text


def test_a_mark_that_is_lost_costs_a_login_and_no_more(desk: Desk) -> None:
    async def scenario() -> None:
        await first_run(desk)
        for file in desk.marks:
            file.unlink()
        await must_log_in(desk)

    run(scenario())


# -- the mark


def test_the_mark_is_no_secret_of_the_session_and_the_users_own(desk: Desk) -> None:
    async def scenario() -> None:
        await first_run(desk)
        kept = await desk.kept()
        assert kept is not None
        (file,) = desk.marks
        assert file.read_text("ascii") == kept["mark"]
        assert kept["mark"] not in (kept["refreshToken"], kept["sub"], kept["nonce"])
        assert file.stat().st_mode & 0o777 == 0o600
        assert CLIENT_ID not in file.name

    run(scenario())


def test_marks_of_two_clients_are_two(tmp_path: Path) -> None:
    one, other = SessionMark(tmp_path, "one"), SessionMark(tmp_path, "other")
    first, second = one.set_new(), other.set_new()
    assert one.holds(first)
    assert not one.holds(second)
    assert not one.holds("")
    assert not one.holds(first + "ø")
    assert one.clear()
    assert one.clear()
    assert not one.holds(first)
    assert not one.holds("")
    assert other.holds(second)


def test_a_mark_that_cannot_be_taken_away_is_said_to_be_there(tmp_path: Path) -> None:
    mark = SessionMark(tmp_path, "one")
    mark.set_new()
    (file,) = tmp_path.iterdir()
    file.unlink()
    (file / "a folder that is not empty").mkdir(parents=True)
    assert not mark.clear()
    with pytest.raises(OSError, match=r".+"):
        mark.set_new()
