"""Upkeep that is made when it is first needed. Imported before the first paint: nothing but this one class."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.self_check.item import Finding
    from provesvar_gui.self_check.settings_told import SettingsTold
    from provesvar_gui.ui.upkeep import ClientSummary, Imported, Upkeep


class LaterUpkeep:
    """Made on the runtime thread at the first use: what is behind it is heavy to load."""

    def __init__(self, make: Callable[[], Upkeep]) -> None:
        self._make = make
        self._made: Upkeep | None = None

    async def self_check(self, report: Callable[[Finding], None]) -> tuple[Finding, ...]:
        """See ``Upkeep.self_check``."""
        return await self._upkeep().self_check(report)

    async def settings(self) -> SettingsTold:
        """See ``Upkeep.settings``."""
        return await self._upkeep().settings()

    async def judge_client(self, path: str) -> ClientSummary:
        """See ``Upkeep.judge_client``."""
        return await self._upkeep().judge_client(path)

    async def import_client(self, report: Callable[[object], None]) -> Imported:
        """See ``Upkeep.import_client``."""
        return await self._upkeep().import_client(report)

    async def forget_client(self) -> None:
        """See ``Upkeep.forget_client``."""
        await self._upkeep().forget_client()

    def _upkeep(self) -> Upkeep:
        if self._made is None:
            self._made = self._make()
        return self._made
