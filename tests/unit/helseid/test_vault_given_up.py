"""A write of the vault that hangs and that nobody waits for any more; a reader while somebody writes; a vault that goes away."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.key_place import MemoryPlace, VaultOrMemoryPlace, VaultPlace, exclusively
from provesvar_gui.helseid.key_ring import KeyRing, StoredKey
from provesvar_gui.helseid.vault import KeyVault
from provesvar_gui.net.daemon import on_daemon_thread
from provesvar_gui.system.file_lock import FileLock
from tests.unit.helseid.kit import run
from tests.unit.helseid.rotating import first_ring
from tests.unit.helseid.test_rotation import owner, start, works_at_next_start
from tests.unit.helseid.vault_contract import LONG, SERVICE
from tests.unit.helseid.windows_store import WindowsStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.unit.helseid.rotating import Owner

__all__ = ["owner"]
SECONDS = 20  # for what comes at once, unless something is wrong


class Slow(WindowsStore):
    """The n-th write hangs until ``go``; then it is done all the same."""

    def __init__(self) -> None:
        super().__init__()
        self.hangs_at = self.asks_at = 0
        self.hanging, self.go = threading.Event(), threading.Event()

    def set_password(self, service: str, username: str, password: str, /) -> None:
        if self.writes + 1 == self.hangs_at:
            self.hanging.set()
            assert self.go.wait(SECONDS)
        super().set_password(service, username, password)

    def get_password(self, service: str, username: str, /) -> str | None:
        self.asks_at -= 1
        if self.asks_at == 0:
            self.hanging.set()
            assert self.go.wait(SECONDS)
        return super().get_password(service, username)

    def hang(self, write: int) -> None:
        self.hangs_at = self.writes + write

    def held(self) -> list[str]:
        """Secrets: what is no head."""
        return sorted(secret for target, (_, secret) in self.targets.items() if target.count("/") > 1)


class Ground:
    def __init__(self, folder: Path) -> None:
        self.store, self.folder = Slow(), folder / "keys"
        self.vault = KeyVault(SERVICE, open_store=lambda: self.store, limit=2560, folder=self.folder, seconds=SECONDS)

    async def given_up(self, write: int, text: str) -> None:
        """A store of ``text`` whose n-th write hangs, and that is given up then."""
        self.store.hang(write)
        task = asyncio.ensure_future(self.vault.store("me", text))
        await on_daemon_thread(self.store.hanging.wait, SECONDS)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async def ended(self) -> None:
        """Every thread of the vault's has."""
        for thread in threading.enumerate():
            if thread.name == "provesvar-vault":
                await on_daemon_thread(partial(thread.join, SECONDS), SECONDS)

    async def quiet(self) -> None:
        self.store.go.set()
        quiet = threading.Event()
        self.vault.when_quiet(quiet.set)
        await on_daemon_thread(quiet.wait, SECONDS)


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(tmp_path)


@pytest.mark.parametrize("text", ["new", LONG])
@pytest.mark.parametrize("write", [1, 2, 3])
def test_what_was_given_up_changes_nothing_more(ground: Ground, write: int, text: str) -> None:
    async def scenario() -> None:
        await ground.vault.store("me", "old")
        await ground.given_up(write, text)
        await ground.quiet()
        # The third is the head itself, which was under way already: then it counts, and is whole.
        assert await ground.vault.load("me") == ("old" if write < 3 else text)
        if write < 3:
            assert ground.store.held() == ["old"]
            assert not ground.folder.exists() or not list(ground.folder.iterdir())

    run(scenario())


@pytest.mark.parametrize("text", ["new", LONG])
@pytest.mark.parametrize("write", [1, 2, 3])
def test_the_next_write_waits_for_it_and_is_not_undone(ground: Ground, write: int, text: str) -> None:
    async def scenario() -> None:
        await ground.vault.store("me", "old")
        await ground.given_up(write, text)
        later = asyncio.ensure_future(ground.vault.store("me", "later"))
        assert await ground.vault.load("me") == "old"  # reading goes on meanwhile
        assert not later.done()
        ground.store.go.set()
        await later
        await ground.quiet()
        assert await ground.vault.load("me") == "later"
        assert ground.store.held() == ["later"]
        assert not ground.folder.exists() or not list(ground.folder.iterdir())

    run(scenario())


@pytest.mark.parametrize("write", [1, 2, 3])
def test_a_removal_that_nobody_waits_for_is_done_in_its_turn(ground: Ground, write: int) -> None:
    """A session that is over, while the vault still keeps its last token: nothing of it stays."""

    async def scenario() -> None:
        await ground.vault.store("me", "old")
        await ground.given_up(write, "new")
        removal = asyncio.ensure_future(ground.vault.delete("me"))
        later = asyncio.ensure_future(ground.vault.store("another", "of another"))
        await asyncio.sleep(0)  # both have begun
        removal.cancel()
        await asyncio.gather(removal, return_exceptions=True)
        ground.store.go.set()
        await later
        await ground.quiet()
        assert await ground.vault.load("me") is None
        assert ground.store.held() == ["of another"]

    run(scenario())


def test_one_that_has_not_begun_is_not_begun(ground: Ground) -> None:
    async def scenario() -> None:
        await ground.given_up(1, "first")
        second = asyncio.ensure_future(ground.vault.store("me", "second"))
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.gather(second, return_exceptions=True)
        await ground.quiet()
        assert await ground.vault.load("me") is None
        assert ground.store.held() == []

    run(scenario())


def test_a_question_that_nobody_answers_is_not_waited_for(ground: Ground) -> None:
    """The system asks for the vault's password in a window of its own; the next try asks anew, and the first writes nothing."""

    async def scenario() -> None:
        await ground.vault.store("me", "old")
        ground.store.asks_at = 1
        first = asyncio.ensure_future(ground.vault.store("me", "first"))
        await on_daemon_thread(ground.store.hanging.wait, SECONDS)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        assert ground.vault.quiet
        await ground.vault.store("me", "second")
        ground.store.go.set()
        await ground.ended()
        assert await ground.vault.load("me") == "second"
        assert ground.store.held() == ["second"]

    run(scenario())


def test_the_keys_lock_is_held_until_it_has_ended(ground: Ground, tmp_path: Path) -> None:
    place = VaultPlace(ground.vault, "me", tmp_path / "lock")
    ring = KeyRing(current=StoredKey(private_jwk="x"))

    async def write() -> None:
        async with place.exclusive():
            await place.store(ring)

    async def scenario() -> None:
        ground.store.hang(3)
        task = asyncio.ensure_future(write())
        await on_daemon_thread(ground.store.hanging.wait, SECONDS)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        assert not FileLock(tmp_path / "lock").take()
        with pytest.raises(AppError) as caught:
            async with exclusively(tmp_path / "lock", 0.01, vault=ground.vault):
                raise AssertionError("it is held")
        assert caught.value.code is ErrorCode.VAULT_SLOW
        ground.store.go.set()
        async with exclusively(tmp_path / "lock", SECONDS):
            assert await place.load() == ring

    run(scenario())


class Meanwhile(WindowsStore):
    """After a head has been read, somebody else does what is next in ``then``, before anything more is read."""

    def __init__(self) -> None:
        super().__init__()
        self.then: deque[Callable[[], None]] = deque()

    def get_password(self, service: str, username: str, /) -> str | None:
        value = super().get_password(service, username)
        if service.count("/") == 1 and value is not None and self.then and threading.current_thread().name == "provesvar-vault":
            self.then.popleft()()
        return value


def other_program(store: WindowsStore, folder: Path, text: str | None) -> Callable[[], None]:
    plain = WindowsStore()
    plain.targets = store.targets
    vault = KeyVault(SERVICE, open_store=lambda: plain, limit=2560, folder=folder)

    def work() -> None:
        thread = threading.Thread(target=lambda: asyncio.run(vault.delete("me") if text is None else vault.store("me", text)))
        thread.start()
        thread.join()

    return work


@pytest.mark.parametrize("before", ["before", LONG])
@pytest.mark.parametrize("after", [["new"], [LONG + "new"], [None], [None, "new"], ["1", "2", LONG, "4"]])
def test_a_reader_while_somebody_else_writes(tmp_path: Path, before: str, after: list[str | None]) -> None:
    store = Meanwhile()
    vault = KeyVault(SERVICE, open_store=lambda: store, limit=2560, folder=tmp_path)
    run(vault.store("me", before))
    store.then.extend(other_program(store, tmp_path, text) for text in after)
    reached = after if after[0] is not None else after[:1]  # where there is none, that is the answer
    assert run(vault.load("me")) == reached[-1]


class Going(WindowsStore):
    """The session's vault, which leaves the bus."""

    gone = False

    def open(self) -> Going:
        self._check()
        return self

    def get_password(self, service: str, username: str, /) -> str | None:
        self._check()
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self._check()
        super().set_password(service, username, password)

    def _check(self) -> None:
        if self.gone:
            raise SecretServiceNotAvailableException


class SecretServiceNotAvailableException(Exception):  # noqa: N818 - secretstorage's name
    """As secretstorage names it."""


def test_a_vault_that_goes_away_during_a_rotation_costs_no_key(owner: Owner) -> None:
    """Where the policy allows the memory instead: the new key would be gone with the program, and the old one with HelseID."""
    owner.sandbox.faults.set("selvbetjening.replaces", True)
    store = Going()
    store.targets = owner.store.targets
    vault = KeyVault("test", open_store=store.open, limit=2560, folder=owner.folder / "keys")
    place = VaultOrMemoryPlace(VaultPlace(vault, owner.client.client_id, owner.folder / "lock"), MemoryPlace())
    announced = owner.sandbox.selvbetjening.announced

    async def scenario() -> AppError:
        async with start(owner, place=place) as rotation:
            make = rotation.make_key

            def made_meanwhile() -> str:
                store.gone = True
                return make()

            with pytest.raises(AppError) as caught:
                await replace(rotation, make_key=made_meanwhile).rotate()
            return caught.value

    assert run(scenario()).code is ErrorCode.VAULT_ABSENT
    assert owner.sandbox.selvbetjening.announced == announced
    assert works_at_next_start(owner)


def test_what_was_never_in_a_vault_is_still_taken_into_memory() -> None:
    store = Going()
    store.gone = True
    place = VaultOrMemoryPlace(VaultPlace(KeyVault("test", open_store=store.open), "1f2e"), MemoryPlace())
    ring = KeyRing(current=StoredKey(private_jwk="x"))

    async def scenario() -> None:
        with pytest.raises(AppError) as caught:
            await place.load()
        assert caught.value.code is ErrorCode.KEY_MISSING
        await place.store(ring)
        assert await place.load() == ring

    run(scenario())


def test_a_place_that_turns_out_not_to_be_this_users_announces_nothing(owner: Owner) -> None:
    class Turning(MemoryPlace):
        """The second reading shows that the key is elsewhere."""

        owned = True

        async def store(self, ring: KeyRing) -> None:
            await super().store(ring)
            if ring.pending is not None:
                self.owned = False

    announced = owner.sandbox.selvbetjening.announced

    async def scenario() -> ErrorCode:
        async with start(owner, place=Turning(first_ring(owner.client))) as rotation:
            with pytest.raises(AppError) as caught:
                await rotation.rotate()
            return caught.value.code

    assert run(scenario()) is ErrorCode.VAULT_UNAVAILABLE
    assert owner.sandbox.selvbetjening.announced == announced
