"""A removal that hangs and that nobody waits for any more: it goes on, holds up nobody, and undoes nothing that came after it."""

from __future__ import annotations

import asyncio
import sys
import threading

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.net.daemon import on_daemon_thread
from tests.unit.helseid.kit import run
from tests.unit.helseid.test_vault_given_up import SECONDS, Ground, ground
from tests.unit.helseid.vault_contract import LONG

__all__ = ["ground"]


async def given_up_removal(ground: Ground, question: int) -> None:
    """Of "me", which hangs in its n-th question."""
    ground.store.asks_at = question
    removal = asyncio.ensure_future(ground.vault.delete("me"))
    await on_daemon_thread(ground.store.hanging.wait, SECONDS)
    removal.cancel()
    await asyncio.gather(removal, return_exceptions=True)


@pytest.mark.parametrize("question", [1, 2, 3])
def test_a_removal_that_hangs_in_a_question_holds_up_nobody_and_goes_on(ground: Ground, question: int) -> None:
    async def scenario() -> None:
        await ground.vault.store("me", LONG)
        await given_up_removal(ground, question)
        assert ground.vault.quiet
        await ground.vault.store("another", "of another")
        ground.store.go.set()
        await ground.ended()
        assert await ground.vault.load("me") is None
        assert ground.store.held() == ["of another"]
        assert not list(ground.folder.iterdir())

    run(scenario())


@pytest.mark.parametrize("question", [1, 2, 3])
def test_it_takes_away_nothing_that_was_kept_meanwhile(ground: Ground, question: int) -> None:
    async def scenario() -> None:
        await ground.vault.store("me", LONG)
        await given_up_removal(ground, question)
        await ground.vault.store("me", "later")
        ground.store.go.set()
        await ground.ended()
        assert await ground.vault.load("me") == "later"
        assert ground.store.held() == ["later"]

    run(scenario())


def test_one_that_hangs_in_a_later_question_lets_others_pass(ground: Ground) -> None:
    """Nobody waited for it any more when its turn came."""

    async def scenario() -> None:
        await ground.vault.store("me", "old")
        await ground.given_up(1, "new")
        removal = asyncio.ensure_future(ground.vault.delete("me"))
        await asyncio.sleep(0)
        removal.cancel()
        await asyncio.gather(removal, return_exceptions=True)
        ground.store.asks_at, unblock = 2, ground.store.go
        ground.store.hanging.clear()
        ground.store.go = threading.Event()
        unblock.set()
        await on_daemon_thread(ground.store.hanging.wait, SECONDS)
        await ground.vault.store("me", "later")
        ground.store.go.set()
        await ground.ended()
        assert await ground.vault.load("me") == "later"

    run(scenario())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread of any size may begin")
def test_a_removal_whose_thread_cannot_begin_leaves_nothing_in_the_way(ground: Ground) -> None:
    async def scenario() -> None:
        before = threading.stack_size(1 << 46)
        try:
            with pytest.raises(AppError) as caught:
                await ground.vault.delete("me")
        finally:
            threading.stack_size(before)
        assert caught.value.code is ErrorCode.VAULT_UNAVAILABLE
        assert ground.vault.quiet
        await ground.vault.store("me", "later")
        assert await ground.vault.load("me") == "later"

    run(scenario())
