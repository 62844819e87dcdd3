"""Ten thousand observations: a patient in dialysis, drawn several times a week for years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.sandbox.records.analytes import measure
from provesvar_gui.sandbox.records.draft import Draft
from provesvar_gui.sandbox.records.places import DIALYSIS, EMERGENCY_WARD, FJORD, GENERAL_PRACTITIONER, NORD, OST

if TYPE_CHECKING:
    from provesvar_gui.sandbox.records.draft import StoredReport
    from provesvar_gui.sandbox.records.scene import Scene

OBSERVATIONS = 10_000
REPORTS = 600
_SMALLEST, _LARGEST = 8, 26

# Middle and spread in dialysis, in the order of the report.
_USUAL: dict[str, tuple[float, float]] = {
    "hb": (11.2, 0.8),
    "lpk": (6.9, 1.6),
    "tpk": (214, 40),
    "K": (5.1, 0.5),
    "Na": (138, 2),
    "crea": (642, 70),
    "egfr": (7, 2),
    "urea": (21.4, 4.0),
    "crp": (9, 9),
    "alb": (36, 2),
    "glu": (6.4, 1.5),
    "ica": (1.18, 0.06),
    "hco3": (22.5, 1.8),
    "ferr": (420, 120),
    "alat": (18, 7),
    "asat": (21, 6),
    "alp": (112, 25),
    "gt": (31, 10),
    "bili": (7, 3),
    "ld": (198, 30),
    "inr": (1.1, 0.1),
    "tnt": (48, 10),
    "bnp": (5200, 1400),
    "hba1c": (44, 4),
    "tsh": (2.6, 0.8),
    "ft4": (14, 2),
}


def _sizes(scene: Scene) -> list[int]:
    """How many results each report has; together exactly ``OBSERVATIONS``."""
    sizes = [scene.dice.whole(_SMALLEST, _LARGEST) for _ in range(REPORTS)]
    missing = OBSERVATIONS - sum(sizes)
    step = 1 if missing > 0 else -1
    while missing:
        at = scene.dice.whole(0, REPORTS - 1)
        if _SMALLEST <= sizes[at] + step <= _LARGEST:
            sizes[at] += step
            missing -= step
    return sizes


def marathon(scene: Scene) -> list[StoredReport]:
    """About four years, the youngest from yesterday."""
    keys = tuple(_USUAL)
    made = []
    for index, size in enumerate(_sizes(scene)):
        days_ago = 1 + index * 5 // 2
        lab = OST if index % 17 == 5 else NORD if index % 29 == 7 else FJORD
        requester = GENERAL_PRACTITIONER if lab is NORD else EMERGENCY_WARD if index % 23 == 3 else DIALYSIS
        amended = index % 61 == 9
        draft = Draft(
            scene,
            f"marathon-{index}",
            lab,
            code="CLIN",
            sampled=scene.at(days_ago, "07:30"),
            issued=scene.at(days_ago, "15:45" if amended else "10:20"),
            reported=scene.at(days_ago, "10:20"),
            status="amended" if amended else "final",
            requester=requester,
        )
        draft.specimen("P")
        for at, key in enumerate(keys[:size]):
            corrected = amended and at == 3
            measure(
                draft,
                key,
                scene.dice.around(*_USUAL[key]),
                status="amended" if corrected else "",
                note="Rettet svar etter ny analyse." if corrected else "Lett hemolyse." if key == "K" and index % 13 == 4 else "",
            )
        made.append(draft.finish())
    # The service does not promise an order: reports come as they were received, with late ones in between.
    for at in range(10, len(made), 50):
        made[at], made[at - 7] = made[at - 7], made[at]
    return made
