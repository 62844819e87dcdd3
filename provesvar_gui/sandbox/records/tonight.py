"""The emergency patient since last night: severe urosepsis, acute kidney injury, high potassium, INR far too high."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.sandbox.records.analytes import measure
from provesvar_gui.sandbox.records.codes import coding, extension
from provesvar_gui.sandbox.records.draft import begin, words
from provesvar_gui.sandbox.records.places import EMERGENCY_WARD, FJORD, MEDICAL_WARD

if TYPE_CHECKING:
    from provesvar_gui.sandbox.records.draft import StoredReport
    from provesvar_gui.sandbox.records.scene import Scene


def _arrival(scene: Scene) -> StoredReport:
    draft = begin(
        scene, "arrival", FJORD, "CLIN", (1, "02:50"), (1, "03:48"), requester=EMERGENCY_WARD, ordered=scene.at(1, "02:44"),
        received=scene.at(1, "03:02"),
    )  # fmt: skip
    draft.report["extension"].append(extension("approval-date", valueDateTime=scene.at(1, "03:47")))
    draft.clinical(
        "OPPL", "Frostanfall, flankesmerter høyre side, nedsatt bevissthet. Temp 39,6, BT 82/45, puls 128. Bruker Marevan.",
        extension("inf-item-org-time", valueDateTime=scene.at(1, "02:44")),
    )  # fmt: skip
    draft.clinical(
        "ANAM",
        "Diabetes type 2, kronisk nyresvikt stadium 3b, atrieflimmer, hjertesvikt.",
        extension("inf-item-start", valueDateTime="2019"),
    )
    draft.specimen("P", extension=[extension("container-count", valueInteger=5), extension("accredited", valueBoolean=True)])
    validated = (
        extension("accredited", valueBoolean=True),
        extension("medical-validation-date", valueDateTime=scene.at(1, "03:46")),
    )
    values = {
        "hb": 9.1, "lpk": 24.6, "tpk": 88, "K": 6.4, "Na": 129, "crea": 312, "egfr": 13, "urea": 31.7, "crp": 287, "glu": 22.4,
        "alb": 27, "bili": 34, "alat": 91, "asat": 124, "gt": 88, "alp": 134, "amy": 41, "ld": 486, "tnt": 63, "bnp": 9120,
        "inr": 5.2, "ddim": 4.31, "para": 12, "etoh": 0.02, "hcg": 1,
    }  # fmt: skip
    for key, amount in values.items():
        if key == "K":
            measure(draft, key, amount, extensions=validated, note="Ikke hemolyse. Kontrollert på nytt glass.")
        elif key == "crp":
            measure(draft, key, amount, extensions=validated)
        else:
            measure(draft, key, amount)
    draft.comment(code="TA")
    draft.comment(code="VA")
    draft.comment("Kalium 6,4 mmol/L og INR 5,2 ringt til vakthavende LIS i akuttmottaket kl. 03.46, svar gjentatt og bekreftet.")
    return draft.finish()


def _blood_gas(scene: Scene, key: str, clock: str, ready: str, values: dict[str, float]) -> StoredReport:
    draft = begin(scene, key, FJORD, "CLIN", (1, clock), (1, ready), requester=EMERGENCY_WARD)
    handling = "Analyseres innen 10 minutter. Prøven må ikke inneholde luft."
    draft.specimen("B", "Venøst fullblod, blodgassprøyte", extension=[extension("sample-handling", valueString=handling)])
    draft.specimen("B", "Venøst fullblod")
    for each, amount in values.items():
        measure(draft, each, amount)
    draft.comment("Analysert på pasientnært instrument i akuttmottaket.")
    return draft.finish()


def _morning(scene: Scene) -> StoredReport:
    draft = begin(scene, "morning", FJORD, "CLIN", (1, "09:05"), (1, "10:02"), requester=MEDICAL_WARD)
    draft.specimen("P")
    values = {"hb": 8.7, "lpk": 22.9, "tpk": 79, "K": 5.7, "Na": 131, "crea": 298, "egfr": 14, "crp": 321, "glu": 14.9}
    for key, amount in {**values, "inr": 3.1}.items():
        measure(draft, key, amount)
    measure(draft, "tnt", 71, note="Stigning 8 ng/L fra prøve tatt kl. 02.50.")
    draft.comment(code="VA")
    return draft.finish()


def _evening(scene: Scene) -> StoredReport:
    draft = begin(
        scene, "evening", FJORD, "CLIN", (1, "20:30"), (1, "21:15"), status="preliminary", requester=MEDICAL_WARD,
        received=scene.at(1, "20:41"),
    )  # fmt: skip
    draft.specimen("P")
    for key, amount in {"hb": 8.9, "tpk": 74, "K": 5.2, "Na": 133, "crea": 281, "inr": 1.8}.items():
        measure(draft, key, amount, status="preliminary" if key in {"tpk", "crea"} else "final")
    changed = extension("status-change-date", valueDateTime=scene.at(1, "21:15"))
    crp = {"coding": [coding("7280", "NPU19748", "P-C-Reaktivt protein")], "text": "P-C-Reaktivt protein"}
    draft.add(crp, None, status="registered", note="Analyseres på nytt.", extensions=(changed,))
    procalcitonin = {"coding": [coding("8212", "PCT", "P-Prokalsitonin")], "text": "P-Prokalsitonin"}
    draft.add(procalcitonin, words("Svar følger", draft.heading("UP", "Ubesvarte prøver")), status="registered")
    return draft.finish()


def _waiting(scene: Scene) -> StoredReport:
    draft = begin(
        scene, "waiting", FJORD, "CLIN", (1, "23:10"), (1, "23:22"), status="registered", requester=MEDICAL_WARD,
        received=scene.at(1, "23:20"),
    )  # fmt: skip
    draft.specimen("P")
    for nlk, name in (("NPU03230", "P-Kalium"), ("NPU04998", "P-Kreatinin"), ("NPU01685", "P-INR")):
        draft.add({"coding": [coding("7280", nlk, name)], "text": name})
    return draft.finish()


def reports(scene: Scene) -> list[StoredReport]:
    """Arrival, two blood gases, three controls: the last is not answered."""
    first = {"ph": 7.21, "pco2": 4.1, "po2": 4.6, "be": -14.2, "hco3": 12.0, "lac": 4.8, "ica": 1.08, "bglu": 22.9}
    second = {"ph": 7.31, "pco2": 4.9, "po2": 5.0, "be": -7.1, "hco3": 18.0, "lac": 2.9, "ica": 1.12, "bglu": 15.1}
    return [
        _waiting(scene), _morning(scene), _blood_gas(scene, "gas-1", "02:47", "02:52", first), _arrival(scene), _evening(scene),
        _blood_gas(scene, "gas-2", "06:10", "06:14", second),
    ]  # fmt: skip
