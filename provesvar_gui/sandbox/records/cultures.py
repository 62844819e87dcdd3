"""Cultures with susceptibility trees: urine and blood over fourteen months, blood and urine tonight, MRSA screening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.sandbox.records.codes import SUSCEPTIBILITY, coding, extension
from provesvar_gui.sandbox.records.draft import begin, words
from provesvar_gui.sandbox.records.places import EMERGENCY_WARD, GENERAL_PRACTITIONER, MEDICAL_WARD, OST_MICROBIOLOGY

if TYPE_CHECKING:
    from provesvar_gui.sandbox.records.draft import Draft, Resource, StoredReport
    from provesvar_gui.sandbox.records.scene import Scene

# Antibiotics: an NLK code where one was found in Norwegian messages, else the laboratory's own.
_NLK = {
    "Ampicillin": "NPU06045",
    "Mecillinam": "NPU06044",
    "Trimetoprim": "NPU06047",
    "Nitrofurantoin": "NPU06048",
    "Trimetoprim+Sulfametoksazol": "NPU57715",
}
_LOCAL = {
    "Cefotaksim": "R-CTX",
    "Ceftazidim": "R-CAZ",
    "Ciprofloksacin": "R-CIP",
    "Gentamicin": "R-GEN",
    "Meropenem": "R-MEM",
    "Piperacillin+Tazobaktam": "R-TZP",
    "Vankomycin": "R-VAN",
    "Linezolid": "R-LZD",
}
_ESBL_URINE = (
    ("Ampicillin", "R", ""), ("Mecillinam", "S", ""), ("Nitrofurantoin", "S", ""), ("Trimetoprim", "R", ""),
    ("Trimetoprim+Sulfametoksazol", "R", ""), ("Ciprofloksacin", "I", ""), ("Gentamicin", "S", ""),
)  # fmt: skip
_ENTEROCOCCUS = (("Ampicillin", "S", ""), ("Nitrofurantoin", "S", ""), ("Vankomycin", "S", ""), ("Trimetoprim", "K", ""))
_ESBL_BLOOD = (
    ("Ampicillin", "R", ">32"), ("Cefotaksim", "R", ">8"), ("Ceftazidim", "R", "16"), ("Piperacillin+Tazobaktam", "R", "32"),
    ("Meropenem", "S", "0,032"), ("Gentamicin", "S", "0,5"), ("Ciprofloksacin", "I", "0,5"),
    ("Trimetoprim+Sulfametoksazol", "R", ">32"),
)  # fmt: skip
_EARLIER_URINE = (
    ("Ampicillin", "S", ""), ("Mecillinam", "S", ""), ("Nitrofurantoin", "S", ""), ("Trimetoprim", "R", ""),
    ("Trimetoprim+Sulfametoksazol", "S", ""), ("Ciprofloksacin", "S", ""),
)  # fmt: skip
_EARLIER_BLOOD = (
    ("Ampicillin", "R", ">32"), ("Cefotaksim", "S", "0,125"), ("Gentamicin", "S", "1,0"), ("Ciprofloksacin", "S", "0,016"),
    ("Trimetoprim+Sulfametoksazol", "R", ">32"),
)  # fmt: skip
_SECOND_BLOOD = (("Vankomycin", "S", "1,0"), ("Linezolid", "S", "2"), ("Ampicillin", "S", "0,5"))


def _drug(draft: Draft, name: str) -> Resource:
    number, code = ("7280", _NLK[name]) if name in _NLK else ("8212", _LOCAL[name])
    return {"coding": [coding(number, code, f"Us-{name}", draft.spelling)], "text": f"Us-{name}"}


def _susceptibility(draft: Draft, under: Resource, drugs: tuple[tuple[str, str, str], ...]) -> None:
    heading = draft.heading("RSB", "Resistensbestemmelse")
    for name, grade, mic in drugs:
        text = f"MIC {mic} mg/L" if mic else ""
        result = coding("8271", grade, SUSCEPTIBILITY[grade], draft.spelling)
        note = "Naturlig nedsatt følsomhet; rapporteres ikke." if grade == "K" else ""
        draft.add(_drug(draft, name), words(text, heading, result), under=under, note=note)


def _amount(draft: Draft, under: Resource, text: str) -> None:
    draft.add({"text": "Mengde"}, words(text), under=under)


def _urine(scene: Scene) -> StoredReport:
    draft = begin(
        scene, "urine-culture", OST_MICROBIOLOGY, "MBIO", (95, "14:25"), (92, "12:10"), requester=GENERAL_PRACTITIONER,
        received=scene.at(94, "08:30"),
    )  # fmt: skip
    draft.clinical("OPPL", "Feber og flankesmerter. Residiverende urinveisinfeksjoner. Straks oppstart antibiotika.")
    draft.specimen("U", "Midtstråleurin", extension=[extension("container-count", valueInteger=1)])
    code = {"coding": [coding("7280", "NPU06073", "U-Bakterier dyrkning", draft.spelling)], "text": "U-Bakterier dyrkning"}
    coli = draft.add(
        code, words("Escherichia coli", draft.heading("LR", "Laboratorieresultat")),
        note="ESBL-produserende stamme. Smittevernregler gjelder ved innleggelse.",
    )  # fmt: skip
    _amount(draft, coli, ">100.000 pr. ml")
    _susceptibility(draft, coli, _ESBL_URINE)
    coccus = draft.add(code, words("Enterococcus faecalis", draft.heading("LR", "Laboratorieresultat")))
    _amount(draft, coccus, "10.000 - 100.000 pr. ml")
    _susceptibility(draft, coccus, _ENTEROCOCCUS)
    draft.comment("Resistensbestemmelse etter EUCAST/NordicAST.")
    return draft.finish()


def _earlier_urine(scene: Scene) -> StoredReport:
    draft = begin(
        scene, "urine-culture-earlier", OST_MICROBIOLOGY, "MBIO", (421, "10:05"), (418, "13:40"), requester=GENERAL_PRACTITIONER
    )
    draft.specimen("U", "Midtstråleurin")
    code = {"coding": [coding("7280", "NPU06073", "U-Bakterier dyrkning", draft.spelling)], "text": "U-Bakterier dyrkning"}
    coli = draft.add(code, words("Escherichia coli", draft.heading("LR", "Laboratorieresultat")))
    _amount(draft, coli, ">100.000 pr. ml")
    _susceptibility(draft, coli, _EARLIER_URINE)
    return draft.finish()


def _earlier_blood(scene: Scene) -> StoredReport:
    draft = begin(
        scene, "blood-culture-earlier", OST_MICROBIOLOGY, "MBIO", (301, "04:10"), (297, "14:20"), status="amended",
        reported=(299, "15:00"), requester=EMERGENCY_WARD,
    )  # fmt: skip
    draft.specimen("B", "Blod, venepunksjon")
    aerobic = _bottle(draft, "NPU58580", "BKAE", "Aerob blodkultur", "Vekst etter 16 timer")
    coli = draft.add({"text": "Funn 1"}, words("Escherichia coli", draft.heading("LR", "Laboratorieresultat")), under=aerobic)
    _susceptibility(draft, coli, _EARLIER_BLOOD)
    draft.add(_drug(draft, "Gentamicin"), under=coli, status="cancelled", note="Feilregistrert MIC, se nytt svar.")
    _bottle(draft, "NPU58581", "BKAN", "Anaerob blodkultur", "Ingen vekst etter 5 døgn")
    return draft.finish()


def _bottle(draft: Draft, code: str, local: str, name: str, text: str) -> Resource:
    codings = [coding("7280", code, name, draft.spelling), coding("8212", local, name, draft.spelling)]
    return draft.add({"coding": codings, "text": name}, words(text, draft.heading("GR", "Gruppe")))


def _blood(scene: Scene) -> StoredReport:
    draft = begin(
        scene, "blood-culture", OST_MICROBIOLOGY, "MBIO", (94, "22:20"), (90, "11:45"), reported=(93, "16:05"), status="amended",
        requester=EMERGENCY_WARD, received=scene.at(93, "07:50"),
    )  # fmt: skip
    draft.specimen("B", "Blod, venepunksjon høyre arm", note=[{"text": "To flasker, 10 ml i hver."}])
    answer = draft.heading("LR", "Laboratorieresultat")
    aerobic = _bottle(draft, "NPU58580", "BKAE", "Aerob blodkultur", "Vekst etter 11 timer")
    coli = draft.add({"text": "Funn 1"}, words("Escherichia coli, ESBL", answer), under=aerobic, status="amended")
    _amount(draft, coli, "Vekst i 2 av 2 flasker")
    tests = draft.add({"text": "Resistensbestemmelse, funn 1"}, None, under=coli, status="amended")
    _susceptibility(draft, tests, _ESBL_BLOOD)
    anaerobic = _bottle(draft, "NPU58581", "BKAN", "Anaerob blodkultur", "Vekst etter 13 timer")
    again = draft.add({"text": "Funn 1"}, words("Escherichia coli, samme stamme som i aerob flaske", answer), under=anaerobic)
    draft.hang(again, tests)  # one set of tests for both bottles: an observation with two parents
    second = draft.add({"text": "Funn 2"}, words("Enterococcus faecalis", answer), under=anaerobic, status="amended")
    _susceptibility(draft, second, _SECOND_BLOOD)
    again.setdefault("extension", []).append(
        extension("related-observation", valueReference={"reference": f"Observation/{coli['id']}"})
    )
    draft.comment("Endret svar: Funn 2 og MIC-verdier er lagt til. Ring mikrobiologisk vakt ved spørsmål om behandling.")
    draft.comment(code="TA")
    return draft.finish()


def _tonight(scene: Scene) -> list[StoredReport]:
    blood = begin(
        scene, "blood-culture-tonight", OST_MICROBIOLOGY, "MBIO", (1, "02:55"), (1, "21:40"), reported=(1, "18:30"),
        status="preliminary", requester=EMERGENCY_WARD, received=scene.at(1, "05:10"),
    )  # fmt: skip
    blood.clinical("OPPL", "Urosepsis. Tidligere ESBL. Fått meropenem kl. 03.15.")
    blood.specimen("B", "Blod, venepunksjon")
    aerobic = _bottle(blood, "NPU58580", "BKAE", "Aerob blodkultur", "Vekst etter 14 timer")
    gram = {"text": "Mikroskopi, gramfarging"}
    blood.add(gram, words("Gramnegative staver", blood.heading("FU", "Funn og undersøkelsesresultater")), under=aerobic)
    blood.add({"text": "Identifikasjon"}, None, under=aerobic, status="registered", note="Svar ventes i morgen.")
    _bottle(blood, "NPU58581", "BKAN", "Anaerob blodkultur", "Foreløpig ingen vekst")
    blood.comment(code="TA")
    blood.comment("Foreløpig svar ringt til vakthavende lege kl. 18.30.")
    urine = begin(
        scene, "urine-culture-tonight", OST_MICROBIOLOGY, "MBIO", (1, "02:58"), (1, "05:12"), status="registered",
        requester=EMERGENCY_WARD, received=scene.at(1, "05:10"),
    )  # fmt: skip
    urine.specimen("U", "Kateterurin")
    urine.add({"coding": [coding("7280", "NPU06073", "U-Bakterier dyrkning", urine.spelling)], "text": "U-Bakterier dyrkning"})
    return [blood.finish(), urine.finish()]


def _mrsa(scene: Scene) -> StoredReport:
    draft = begin(scene, "mrsa", OST_MICROBIOLOGY, "MBIO", (93, "09:00"), (91, "10:20"), requester=MEDICAL_WARD)
    for local, place in (("MRSAN", "nese"), ("MRSAH", "hals"), ("MRSAP", "perineum")):
        draft.specimen(text=f"Pensel, {place}")
        name = f"MRSA-screening, {place}"
        draft.add({"coding": [coding("8212", local, name, draft.spelling)], "text": name}, words("Ikke påvist"))
    draft.specimen(text="Rektalpensel")
    carrier = {"coding": [coding("7280", "NPU56045", "ESBL", draft.spelling)], "text": "ESBL-screening"}
    draft.add(carrier, words("Påvist: Escherichia coli med ESBL"), note="Bærer. Kontaktsmitteregime ved innleggelse.")
    return draft.finish()


def reports(scene: Scene) -> list[StoredReport]:
    """Seven reports."""
    return [_urine(scene), *_tonight(scene), _mrsa(scene), _earlier_blood(scene), _blood(scene), _earlier_urine(scene)]
