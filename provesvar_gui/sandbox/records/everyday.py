"""Ordinary blood tests for the patients who are not the emergency patient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.sandbox.records.analytes import measure
from provesvar_gui.sandbox.records.codes import extension
from provesvar_gui.sandbox.records.draft import Draft, words
from provesvar_gui.sandbox.records.places import (
    EMERGENCY_WARD,
    FJORD,
    GENERAL_PRACTITIONER,
    HAVN,
    MATERNITY,
    NORD,
    OST,
    OUT_OF_HOURS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provesvar_gui.sandbox.records.draft import StoredReport
    from provesvar_gui.sandbox.records.places import Place
    from provesvar_gui.sandbox.records.scene import Scene

# Middle and spread of what a healthy adult shows.
HEALTHY: dict[str, tuple[float, float]] = {
    "hb": (13.8, 0.6),
    "lpk": (6.2, 1.4),
    "tpk": (260, 40),
    "K": (4.2, 0.3),
    "Na": (140, 2),
    "crea": (68, 8),
    "egfr": (95, 10),
    "crp": (2, 3),
    "glu": (5.4, 0.5),
    "hba1c": (35, 3),
    "alat": (24, 8),
    "gt": (26, 10),
    "alp": (68, 12),
    "bili": (9, 3),
    "alb": (41, 2),
    "ferr": (84, 30),
    "tsh": (1.9, 0.6),
    "ft4": (15, 2),
}


def blood_test(
    scene: Scene,
    key: str,
    days_ago: int,
    keys: Iterable[str],
    *,
    lab: Place = NORD,
    requester: Place = GENERAL_PRACTITIONER,
    usual: dict[str, tuple[float, float]] = HEALTHY,
    restricted: bool = False,
    clock: str = "08:15",
) -> Draft:
    """A biochemistry report whose values are near what is usual for this patient."""
    draft = Draft(
        scene,
        key,
        lab,
        code="CLIN",
        sampled=scene.at(days_ago, clock),
        issued=scene.at(days_ago, f"{int(clock[:2]) + 3:02d}{clock[2:]}"),
        requester=requester,
        received=scene.at(days_ago, f"{int(clock[:2]) + 1:02d}{clock[2:]}"),
        restricted=restricted,
    )
    draft.specimen("S" if lab is NORD else "P")
    for each in keys:
        measure(draft, each, scene.dice.around(*usual[each]))
    return draft


def ordinary(scene: Scene) -> list[StoredReport]:
    """A yearly check-up, and a sore throat."""
    check = blood_test(scene, "check", 34, ("hb", "lpk", "tpk", "K", "Na", "crea", "egfr", "hba1c", "alat", "tsh", "ferr"))
    before = blood_test(scene, "check-before", 402, ("hb", "crea", "egfr", "hba1c", "tsh"))
    throat = blood_test(scene, "throat", 210, ("crp",), lab=HAVN)
    throat.comment("Halsprøve tatt samtidig, besvares for seg.")
    return [check.finish(), throat.finish(), before.finish()]


def restricted(scene: Scene) -> list[StoredReport]:
    """Everything is restricted, and some of it matters in an emergency: warfarin, and a low haemoglobin."""
    bleeding = {**HEALTHY, "hb": (8.4, 0.3), "inr": (4.6, 0.2), "ferr": (9, 3)}
    first = blood_test(
        scene, "bleeding", 3, ("hb", "lpk", "tpk", "K", "Na", "crea", "egfr", "crp", "inr", "ferr"),
        lab=FJORD, requester=EMERGENCY_WARD, usual=bleeding, restricted=True, clock="14:20",
    )  # fmt: skip
    first.comment(code="TA")
    second = blood_test(scene, "inr", 26, ("inr", "hb"), lab=HAVN, usual={**bleeding, "inr": (2.6, 0.2)}, restricted=True)
    third = blood_test(scene, "control", 150, ("hb", "crea", "egfr", "alat", "gt", "hba1c"), restricted=True)
    return [second.finish(), first.finish(), third.finish()]


def partly_restricted(scene: Scene) -> list[StoredReport]:
    """Some reports are open, others not."""
    open_one = blood_test(scene, "open", 12, ("hb", "lpk", "tpk", "crp", "K", "Na", "crea", "egfr"))
    open_two = blood_test(scene, "open-before", 290, ("hb", "crea", "egfr", "hba1c"))
    drugs = Draft(
        scene, "drugs", OST, code="FARM", sampled=scene.at(45, "10:05"), issued=scene.at(43, "13:40"), requester=OUT_OF_HOURS,
        restricted=True,
    )  # fmt: skip
    drugs.specimen("S")
    measure(drugs, "para", 30)
    measure(drugs, "etoh", 1.84, note="Prøven er tatt for medisinsk formål og kan ikke brukes rettslig.")
    hidden = blood_test(scene, "hidden", 45, ("alat", "asat", "gt", "bili"), lab=OST, requester=OUT_OF_HOURS, restricted=True,
                        usual={**HEALTHY, "gt": (188, 20), "asat": (74, 8), "alat": (61, 6)})  # fmt: skip
    return [open_one.finish(), drugs.finish(), hidden.finish(), open_two.finish()]


def closed(scene: Scene) -> list[StoredReport]:
    """Something exists, but the service does not say so (blocked, or an outcome nobody knows)."""
    one = blood_test(scene, "closed", 20, ("hb", "lpk", "K", "Na", "crea", "egfr", "crp"), lab=FJORD, restricted=True)
    two = blood_test(scene, "closed-before", 77, ("tsh", "ft4", "ferr"), restricted=True)
    return [one.finish(), two.finish()]


def seasonal_worker(scene: Scene) -> list[StoredReport]:
    """Someone with a D-number: an infected hand, and a check before work."""
    hand = {**HEALTHY, "crp": (64, 10), "lpk": (12.8, 1.0), "hb": (15.0, 0.4)}
    first = blood_test(
        scene, "hand", 5, ("hb", "lpk", "tpk", "crp", "glu"), lab=HAVN, requester=OUT_OF_HOURS, usual=hand, clock="19:30"
    )
    second = blood_test(scene, "work", 118, ("hb", "crea", "egfr", "alat", "glu"))
    return [first.finish(), second.finish()]


def newborn(scene: Scene) -> list[StoredReport]:
    """Two days old: rising bilirubin, CRP, and a screening that is not answered yet."""
    made = []
    for key, days, clock, ready, bilirubin, crp in (
        ("birth", 2, "06:40", "08:40", 58.0, 3.0),
        ("day-2", 1, "07:10", "09:10", 214.0, 11.0),
    ):
        sampled, issued = scene.at(days, clock), scene.at(days, ready)
        draft = Draft(scene, key, FJORD, code="CLIN", sampled=sampled, issued=issued, requester=MATERNITY)
        draft.specimen(text="Kapillærblod, hæl")
        measure(draft, "bili", bilirubin, flag="", limits="", note="Vurderes mot fototerapikurve etter alder i timer og vekt.")
        measure(draft, "crp", crp)
        measure(draft, "hb", 18.2, flag="", limits="14.5 - 22.5")
        made.append(draft.finish())
    screening = Draft(
        scene, "screening", OST, code="CLIN", sampled=scene.at(1, "07:15"), issued=scene.at(1, "15:00"), status="registered",
        requester=MATERNITY, received=scene.at(1, "14:55"),
    )  # fmt: skip
    screening.specimen(text="Filterpapir, kapillærblod")
    screening.add({"text": "Nyfødtscreening"}, words("Prøven er mottatt. Svar ventes innen en uke."),
                  extensions=(extension("status-change-date", valueDateTime=scene.at(1, "15:00")),))  # fmt: skip
    made.append(screening.finish())
    return made
