"""A program that is started as often as a test likes, over one vault and one HelseID, and the ways in which its session ends."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from provesvar_gui.errors import AppError
from provesvar_gui.helseid.kept_session import SessionKeeper
from provesvar_gui.helseid.vault import KeyVault
from tests.unit.helseid.fake_helseid import CLIENT_ID, FakeHelseId
from tests.unit.helseid.kit import Kit, make_kit
from tests.unit.helseid.test_login import CHILD
from tests.unit.helseid.windows_store import WindowsStore

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Desk:
    """The program, started as often as a test likes, over one vault and one HelseID."""

    folder: Path
    store: WindowsStore = field(default_factory=WindowsStore)
    helseid: FakeHelseId | None = None
    told: list[AppError] = field(default_factory=list)

    @property
    def state(self) -> Path:
        return self.folder / "state"

    def keeper(self, seconds: float = 3.0) -> SessionKeeper:
        return SessionKeeper(self.vault(), CLIENT_ID, self.state, seconds=seconds)

    def vault(self) -> KeyVault:
        return KeyVault("x", user="session", open_store=lambda: self.store, folder=self.folder, limit=2560)

    def start(self, **settings: Any) -> Kit:
        settings.setdefault("vault_keeper", self.keeper())
        kit = make_kit(helseid=self.helseid, on_trouble=self.told.append, **settings)
        self.helseid = kit.helseid
        self.helseid.requests.clear()
        return kit

    @property
    def marks(self) -> list[Path]:
        return list(self.state.glob("session-*"))

    def mark(self) -> str:
        """The one that counts."""
        return "".join(file.read_text("ascii") for file in self.marks)

    async def kept(self) -> dict[str, Any] | None:
        text = await self.vault().load(CLIENT_ID)
        return None if text is None else dict(json.loads(text))


async def ended(kit: Kit) -> None:
    """What is under way is through: the vault has it."""
    while kit.session._tasks - {kit.session._keeper, kit.session._learner}:  # noqa: ASYNC110 - a turn of the loop at a time
        await asyncio.sleep(0.001)


async def first_run(desk: Desk, **settings: Any) -> None:
    kit = desk.start(**settings)
    await kit.login(organisation=CHILD)
    await ended(kit)
    await kit.close()


async def logged_out(kit: Kit) -> None:
    await kit.session.logout()


async def refused(kit: Kit) -> None:
    kit.helseid.refresh_tokens.clear()
    with pytest.raises(AppError):
        await kit.session.renew()
