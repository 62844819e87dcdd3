"""The emergency patient: five years of kidney disease, diabetes and atrial fibrillation, and urosepsis since last night."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.sandbox.records import chronic, cultures, imaging, infection, oddities, tissue, tonight, transfusion

if TYPE_CHECKING:
    from provesvar_gui.sandbox.records.draft import StoredReport
    from provesvar_gui.sandbox.records.scene import Scene


def emergency(scene: Scene) -> list[StoredReport]:
    """Everything, discipline by discipline: the service promises no order, and this is not by date."""
    return [
        *imaging.reports(scene),
        *chronic.reports(scene),
        *tonight.reports(scene),
        *cultures.reports(scene),
        *infection.reports(scene),
        *transfusion.reports(scene),
        *tissue.reports(scene),
        *oddities.reports(scene),
    ]
