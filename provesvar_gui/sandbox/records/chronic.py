"""The emergency patient's five years of blood tests: controls, INR, and earlier admissions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from provesvar_gui.sandbox.records.analytes import measure
from provesvar_gui.sandbox.records.codes import coding, concept, extension
from provesvar_gui.sandbox.records.draft import begin, words
from provesvar_gui.sandbox.records.places import (
    EMERGENCY_WARD,
    FJORD,
    GENERAL_PRACTITIONER,
    HAVN,
    HEART_CLINIC,
    MEDICAL_WARD,
    NORD,
    OST,
)

if TYPE_CHECKING:
    from provesvar_gui.sandbox.records.draft import StoredReport
    from provesvar_gui.sandbox.records.scene import Scene

FIVE_YEARS = 1825

# From five years ago to now, and how much it scatters.
_COURSE: dict[str, tuple[float, float, float]] = {
    "hb": (13.1, 10.9, 0.5),
    "K": (4.2, 5.0, 0.4),
    "Na": (140, 138, 2),
    "crea": (88, 152, 12),
    "hba1c": (58, 64, 5),
    "glu": (8.1, 9.0, 2.0),
    "alat": (31, 27, 9),
    "crp": (4, 6, 6),
    "lpk": (7.0, 7.4, 1.5),
    "tpk": (262, 231, 40),
    "alb": (40, 37, 2),
    "ferr": (110, 64, 25),
    "tsh": (2.1, 2.6, 0.7),
    "gt": (38, 52, 12),
    "urea": (7.0, 12.5, 2.0),
}


def usual(scene: Scene, key: str, days_ago: int) -> float:
    """What is to be expected that day."""
    start, end, spread = _COURSE[key]
    return scene.dice.around(end + (start - end) * days_ago / FIVE_YEARS, spread)


def _egfr(creatinine: float, age: float) -> float:
    """CKD-EPI 2009 for a woman whose creatinine (µmol/L) is above 62."""
    return 144 * math.pow(creatinine / 88.4 / 0.7, -1.209) * math.pow(0.993, age)


def _control(scene: Scene, number: int, days_ago: int) -> StoredReport:
    draft = begin(
        scene, f"control-{number}", NORD, "CLIN", (days_ago, "08:10"), (days_ago, "17:25"), requester=GENERAL_PRACTITIONER,
        received=scene.at(days_ago, "12:40"),
    )  # fmt: skip
    fasting = extension("pretreatment", valueCodeableConcept=concept("8232", "FA", "Faste", NORD.spelling))
    draft.specimen("S", extension=[fasting] if number % 3 == 0 else [extension("container-count", valueInteger=2)])
    draft.request["reasonCode"] = [
        concept("8231", "PROB", "Problemstilling", NORD.spelling, "Diabetes type 2, nyresvikt. Kontroll.")
    ]
    extra = ("alat", "ferr", "tsh", "crp")[number % 4]
    values = {key: usual(scene, key, days_ago) for key in ("hb", "K", "Na", "crea", "hba1c", extra)}
    for key in ("hb", "K", "Na", "crea", "egfr", "hba1c", extra):
        measure(draft, key, _egfr(values["crea"], 57 - days_ago / 365) if key == "egfr" else values[key])
    return draft.finish()


def _inr(scene: Scene, number: int, days_ago: int) -> StoredReport:
    draft = begin(scene, f"inr-{number}", HAVN, "CLIN", (days_ago, "09:30"), (days_ago, "09:45"), requester=GENERAL_PRACTITIONER)
    measure(
        draft, "inr", scene.dice.around(2.6, 0.8), flag="", limits="2,0 - 3,0",
        note="Marevan, terapeutisk område ved atrieflimmer.",
    )  # fmt: skip
    if number % 4 == 1:
        measure(draft, "mcrp", scene.dice.around(6, 6))
    if number % 5 == 2:
        measure(draft, "hba1c%", scene.dice.around(7.9, 0.5))
    return draft.finish()


def _heart_failure(scene: Scene) -> StoredReport:
    draft = begin(
        scene,
        "heart-failure",
        FJORD,
        "CLIN",
        (301, "11:05"),
        (301, "13:10"),
        requester=EMERGENCY_WARD,
        received=scene.at(301, "11:20"),
    )
    draft.clinical("OPPL", "Økende tungpust siste uke, ødemer, vektøkning 5 kg. Kjent hjertesvikt.")
    draft.specimen("P", extension=[extension("container-count", valueInteger=4)])
    for key, amount in {
        "hb": 11.2, "lpk": 8.1, "tpk": 244, "K": 4.9, "Na": 133, "crea": 158, "egfr": 31, "urea": 15.2, "crp": 14, "glu": 11.8,
        "alat": 66, "asat": 58, "gt": 141, "alp": 118, "bili": 29, "tnt": 46, "bnp": 6840, "inr": 2.9,
    }.items():  # fmt: skip
        measure(draft, key, amount)
    measure(draft, "tnt", 49, note="Ny prøve etter 3 timer.", effective=scene.at(301, "14:10"))
    draft.add(
        {"coding": [coding("7280", "NPU27300", "B-HbA1c", FJORD.spelling)], "text": "B-HbA1c"},
        {"valueCodeableConcept": {"text": "61 mmol/mol"}},
        effective=scene.at(332, "08:10"),
        note="Gjentatt fra tidligere svar.",
        extensions=(extension("history", valueBoolean=True),),
    )
    return draft.finish()


def _sepsis_before(scene: Scene) -> list[StoredReport]:
    made = []
    first = {
        "hb": 11.0, "lpk": 19.4, "tpk": 138, "K": 5.6, "Na": 132, "crea": 214, "egfr": 21, "urea": 19.8, "crp": 241, "glu": 16.3,
        "bili": 24, "alat": 48, "inr": 3.4, "tnt": 38,
    }  # fmt: skip
    second = {"hb": 10.2, "lpk": 14.1, "tpk": 126, "K": 4.8, "Na": 135, "crea": 188, "egfr": 25, "crp": 176}
    third = {"hb": 10.4, "lpk": 9.2, "tpk": 233, "K": 4.4, "Na": 138, "crea": 161, "egfr": 30, "crp": 48}
    days: dict[str, tuple[int, str, dict[str, float]]] = {
        "sepsis-1": (94, "22:15", first),
        "sepsis-2": (92, "07:20", second),
        "sepsis-3": (88, "07:25", third),
    }
    for key, (days_ago, clock, values) in days.items():
        ready = f"{int(clock[:2]) + 1}:{clock[3:]}".zfill(5)
        draft = begin(scene, key, FJORD, "CLIN", (days_ago, clock), (days_ago, ready), requester=MEDICAL_WARD)
        draft.specimen("P")
        for each, amount in values.items():
            accredited = (extension("accredited", valueBoolean=True),) if each in {"hb", "crp", "K"} else ()
            measure(draft, each, amount, extensions=accredited)
        if key == "sepsis-1":
            draft.comment(code="VA")
        made.append(draft.finish())
    return made


def _cardiology(scene: Scene) -> StoredReport:
    draft = begin(
        scene, "cardiology", OST, "CLIN", (640, "10:40"), (638, "14:05"), requester=HEART_CLINIC, received=scene.at(640, "15:30")
    )
    draft.specimen(
        "P",
        collection={
            "collector": draft.reference(draft.role(HEART_CLINIC)),
            "extension": [extension("logistics", valueString="Sendt kjølt med transport samme dag")],
        },
    )
    for key, amount in {
        "hb": 11.9,
        "crea": 139,
        "egfr": 37,
        "K": 4.7,
        "tnt": 31,
        "bnp": 2890,
        "tsh": 0.28,
        "ft4": 21,
        "ferr": 71,
    }.items():
        measure(draft, key, amount)
    # Numbers as text, as some laboratories send them, and a measured GFR with its interval of uncertainty.
    draft.add(
        {"coding": [coding("8212", "PCT", "P-Prokalsitonin", OST.spelling)], "text": "P-Prokalsitonin"},
        words("0,25", draft.heading("LR", "Laboratorieresultat")), limits="<0,10", flag="1",
    )  # fmt: skip
    draft.add(
        {"coding": [coding("8212", "MGFR", "Nyre-GFR, målt", OST.spelling)], "text": "Nyre-GFR, målt (ioheksol)"},
        {
            "valueRange": {
                "low": {"value": 34, "unit": "mL/min/1,73m2"},
                "high": {"value": 41, "unit": "mL/min/1,73m2"},
            }
        },
        note="Usikkerhetsintervall 95 %.",
    )
    return draft.finish()


def _dipstick(scene: Scene) -> StoredReport:
    table = (
        "Analyse          Resultat   Referanse\n"
        "--------------------------------------\n"
        "pH               6,0        5,0 - 7,5\n"
        "Leukocytter      3+         negativ\n"
        "Nitritt          positiv    negativ\n"
        "Blod             2+         negativ\n"
        "Albumin          2+         negativ\n"
        "Glukose          1+         negativ\n"
        "Ketoner          negativ    negativ\n"
        "--------------------------------------\n"
        "Avlest automatisk.   Merknad: uklar urin,\n"
        "                     midtstråleprøve."
    )
    draft = begin(scene, "dipstick", HAVN, "CLIN", (95, "14:20"), (95, "14:35"), requester=GENERAL_PRACTITIONER)
    draft.specimen("U", "Midtstråleurin")
    draft.add({"coding": [coding("8212", "USTIX", "U-Strimmel", HAVN.spelling)], "text": "U-Strimmel"}, words(table))
    measure(draft, "mcrp", 88)
    return draft.finish()


def reports(scene: Scene) -> list[StoredReport]:
    """Controls twice a year, INR often, four earlier admissions."""
    controls = [_control(scene, number, 31 + number * 195) for number in range(9)]
    inr = [_inr(scene, number, 9 + number * 47) for number in range(10)]
    return [
        *controls[:4], _heart_failure(scene), *inr[6:], *_sepsis_before(scene), *controls[4:], _cardiology(scene), *inr[:6],
        _dipstick(scene),
    ]  # fmt: skip
