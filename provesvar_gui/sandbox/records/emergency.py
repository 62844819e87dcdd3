"""The emergency patient."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provesvar_gui.sandbox.records.draft import StoredReport
    from provesvar_gui.sandbox.records.scene import Scene


def emergency(scene: Scene) -> list[StoredReport]:
    """Everything, discipline by discipline."""
    del scene
    return []
