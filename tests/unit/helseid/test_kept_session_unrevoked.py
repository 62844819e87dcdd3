"""What an earlier run has kept and nobody may go on with leaves the vault once it is being revoked, and not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.helseid.kept_session import SessionKeeper
from tests.unit.helseid.fake_helseid import CLIENT_ID
from tests.unit.helseid.kept import ended, first_run
from tests.unit.helseid.kit import run
from tests.unit.helseid.test_kept_session_ends import Hanging, reached
from tests.unit.helseid.test_kept_session_shared import alive, vaults
from tests.unit.helseid.test_login import CHILD

if TYPE_CHECKING:
    from tests.unit.helseid.kept import Desk


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
