"""Settings of a window in tests: built-in ones, and the named ones on top."""

from __future__ import annotations

from typing import Any

from provesvar_gui.settings.settings import SettingOrigin, settings_of
from provesvar_gui.ui.ports import Remembered
from provesvar_gui.ui.window_settings import WindowSettings


def window_settings(*, prod: bool = False, may_set_up: bool = False, may_drill: bool = False, **more: Any) -> WindowSettings:
    """``more``: settings, such as ``lock__bedside``, shorter times than a file may say too; and facts of ``WindowSettings``."""
    said: dict[str, object] = {"profile.name": "prod" if prod else "test", "ui.drill": may_drill}
    said |= {name.replace("__", "."): value for name, value in more.items() if "__" in name}
    if not may_set_up:
        said["helseid.key"] = "machine"
    facts = {name: value for name, value in more.items() if "__" not in name}
    said["helseid.organisations"] = facts.pop("organisations", ())
    return WindowSettings(values=settings_of(said, dict.fromkeys(said, SettingOrigin.POLICY)), **facts)


class NoRoleMemory:
    def recall(self, hpr_number: str) -> Remembered:
        return Remembered()

    def remember(self, hpr_number: str, role: str, orgnr: str) -> None: ...
