"""A write of the vault that hangs and that nobody waits for any more; a reader while somebody writes; a vault that goes away."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.key_ring import KeyRing, MemoryPlace, VaultPlace
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.platform.runtime import on_daemon_thread
from tests.kit.loop import run
from tests.unit.helseid.rotating import Owner, first_ring
from tests.unit.helseid.test_rotation import owner, start, works_at_next_start
from tests.unit.helseid.vault_contract import LONG, SERVICE, SecretServiceNotAvailableException
from tests.unit.helseid.windows_store import WindowsStore

__all__ = ["owner"]
SECONDS = 20  # for what comes at once, unless something is wrong


class Slow(WindowsStore):
    """The n-th call from ``hang`` on does not come back until ``go``; then it is done all the same."""

    def __init__(self) -> None:
        super().__init__()
        self.left = 0
        self.hanging, self.go = threading.Event(), threading.Event()

    def hang(self, call: int) -> None:
        self.left = call

    def get_password(self, service: str, username: str, /) -> str | None:
        self._step()
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self._step()
        super().set_password(service, username, password)

    def delete_password(self, service: str, username: str, /) -> None:
        self._step()
        super().delete_password(service, username)

    def _step(self) -> None:
        self.left -= 1
        if self.left == 0:
            self.hanging.set()
            assert self.go.wait(SECONDS)


class Ground:
    def __init__(self, folder: Path) -> None:
        self.store, self.folder = Slow(), folder / "keys"

    def vault(self, *, folder: bool = True) -> KeyVault:
        return KeyVault(SERVICE, open_store=lambda: self.store, folder=self.folder if folder else None, seconds=SECONDS)

    async def given_up(self, work: Coroutine[Any, Any, None], call: int = 1) -> None:
        """It hangs in its n-th call of the store, and nobody waits any longer."""
        self.store.hang(call)
        task = asyncio.ensure_future(work)
        await on_daemon_thread(self.store.hanging.wait, SECONDS)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async def ended(self) -> None:
        """What hung has gone on, to its end."""
        self.store.go.set()
        for thread in threading.enumerate():
            if thread.name == "provesvar-vault":
                await on_daemon_thread(partial(thread.join, SECONDS), SECONDS)


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(tmp_path)


@pytest.mark.hazard("S66")
async def test_a_write_that_was_given_up_changes_nothing_more(ground: Ground) -> None:
    """The system asks for the vault's password in a window of its own, say, and nobody answers."""
    await ground.vault().store("me", "old")
    await ground.given_up(ground.vault().store("me", "new"))
    assert await ground.vault().load("me") == "old"  # reading goes on meanwhile
    await ground.ended()
    assert await ground.vault().load("me") == "old"
    assert len(ground.store.targets) == 1


@pytest.mark.hazard("S66")
@pytest.mark.parametrize("first", [None, "old"])
@pytest.mark.parametrize("later", [["second"], [None], [None, "third"]])
async def test_nor_does_it_hold_up_or_undo_what_is_written_since(
    ground: Ground, first: str | None, later: list[str | None]
) -> None:
    """By this program, or by another one: nothing keeps the lock for what hangs."""
    if first is not None:
        await ground.vault().store("me", first)
    await ground.given_up(ground.vault().store("me", "given up"))
    for text in later:
        await (ground.vault().delete("me") if text is None else ground.vault().store("me", text))
    await ground.ended()
    assert await ground.vault().load("me") == later[-1]
    assert len(ground.store.targets) == len(list(ground.folder.glob("*"))) == (later[-1] is not None)


@pytest.mark.hazard("S66")
@pytest.mark.parametrize("call", range(1, 4))
@pytest.mark.parametrize("name", ["another", "me"])
async def test_a_removal_that_was_given_up_goes_on_and_takes_nothing_that_was_kept_meanwhile(
    ground: Ground, name: str, call: int
) -> None:
    await ground.vault().store("me", LONG)
    await ground.given_up(ground.vault().delete("me"), call)
    await ground.vault().store(name, "later")
    await ground.ended()
    assert await ground.vault().load("me") == ("later" if name == "me" else None)
    assert await ground.vault().load(name) == "later"
    assert len(ground.store.targets) == len(list(ground.folder.iterdir())) == 1


class Meanwhile(WindowsStore):
    """Before the key of a file is read, somebody else does what is next in ``then``."""

    def __init__(self) -> None:
        super().__init__()
        self.then: deque[Callable[[], None]] = deque()

    def get_password(self, service: str, username: str, /) -> str | None:
        if service.count("/") == 2 and self.then and threading.current_thread().name == "provesvar-vault":
            self.then.popleft()()
        return super().get_password(service, username)


def other_program(store: WindowsStore, folder: Path, text: str | None) -> Callable[[], None]:
    plain = WindowsStore()
    plain.targets = store.targets
    vault = KeyVault(SERVICE, open_store=lambda: plain, folder=folder)

    def work() -> None:
        thread = threading.Thread(target=lambda: asyncio.run(vault.delete("me") if text is None else vault.store("me", text)))
        thread.start()
        thread.join()

    return work


@pytest.mark.hazard("S67")
@pytest.mark.parametrize("before", ["before", LONG])
@pytest.mark.parametrize("after", [["new"], [LONG + "new"], [None], [None, "new"], ["1", "2", LONG, "4"]])
def test_a_reader_while_somebody_else_writes(tmp_path: Path, before: str, after: list[str | None]) -> None:
    store = Meanwhile()
    vault = KeyVault(SERVICE, open_store=lambda: store, folder=tmp_path)
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


@pytest.mark.hazard("S68")
def test_a_vault_that_goes_away_during_a_rotation_costs_no_key(owner: Owner) -> None:
    """Where the policy allows the memory instead: the new key would be gone with the program, and the old one with HelseID."""
    owner.sandbox.faults.set("selvbetjening.replaces", True)
    store = Going()
    store.targets = owner.store.targets
    vault = KeyVault("test", open_store=store.open, folder=owner.folder / "keys")
    place = VaultPlace(vault, owner.client.client_id, owner.folder / "lock", memory=MemoryPlace())
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


@pytest.mark.hazard("S68")
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
