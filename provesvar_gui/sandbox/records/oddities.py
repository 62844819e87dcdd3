"""What a reader has to cope with: corrections, cancellations, missing parties, other numbers, things nobody described."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.sandbox.records.analytes import ANALYTES, code_of, measure
from provesvar_gui.sandbox.records.codes import concept, extension
from provesvar_gui.sandbox.records.draft import begin, quantity
from provesvar_gui.sandbox.records.people import EMERGENCY_D_NUMBER, EMERGENCY_HELP_NUMBER, STRANGER
from provesvar_gui.sandbox.records.places import FJORD, GENERAL_PRACTITIONER, HAVN, MEDICAL_WARD, NORD, OST, OUT_OF_HOURS

if TYPE_CHECKING:
    from provesvar_gui.sandbox.records.draft import StoredReport
    from provesvar_gui.sandbox.records.scene import Scene


def _amended(scene: Scene) -> StoredReport:
    """One value corrected, one result withdrawn without a value."""
    draft = begin(
        scene,
        "amended",
        FJORD,
        "CLIN",
        (61, "10:15"),
        (60, "13:40"),
        reported=(61, "12:05"),
        status="amended",
        requester=MEDICAL_WARD,
    )
    draft.specimen("P", note=[{"text": "Prøven var hemolysert."}])
    measure(draft, "crea", 149)
    draft.add(
        code_of(ANALYTES["Na"], "fjord", 0), quantity("138", "mmol/L"), status="amended", limits="137 - 144",
        note="Rettet svar. Tidligere utgitt: 148 mmol/L.",
    )  # fmt: skip
    draft.add(
        code_of(ANALYTES["K"], "fjord", 0), None, status="cancelled", note="Svaret er trukket: hemolyse. Ny prøve anbefales."
    )
    draft.add(code_of(ANALYTES["ld"], "fjord", 0), None, status="cancelled", note="Svaret er trukket: hemolyse.")
    measure(draft, "crp", 7)
    draft.comment("Endret svar. Natrium er rettet, kalium og LD er trukket tilbake.")
    draft.request["extension"] = [
        extension("payment-category", valueCodeableConcept=concept("4101", "1", "Ordinær pasient")),
        extension("comment", valueAnnotation={"text": "Ønsker svar samme dag."}),
        extension("reservation", valueCodeableConcept={"text": "Ingen reservasjoner"}),
    ]
    return draft.finish()


def _before_amended(scene: Scene) -> StoredReport:
    """What was issued first: one value too high, and two that were withdrawn later."""
    draft = begin(
        scene, "before-amended", FJORD, "CLIN", (61, "10:15"), (61, "12:05"), requester=MEDICAL_WARD, version_of="amended"
    )
    draft.specimen("P", note=[{"text": "Prøven var hemolysert."}])
    measure(draft, "crea", 149)
    draft.add(code_of(ANALYTES["Na"], "fjord", 0), quantity("148", "mmol/L"), limits="137 - 144")
    draft.add(code_of(ANALYTES["K"], "fjord", 0), quantity("6.1", "mmol/L"))
    draft.add(code_of(ANALYTES["ld"], "fjord", 0), quantity("420", "U/L"))
    measure(draft, "crp", 7)
    return draft.finish()


def _before_cancelled(scene: Scene) -> StoredReport:
    """What was issued before all of it was withdrawn."""
    draft = begin(
        scene, "before-cancelled", OST, "CLIN", (58, "09:30"), (57, "14:00"), requester=MEDICAL_WARD, version_of="cancelled"
    )
    for key, amount in (("hb", 15.8), ("crea", 61)):
        measure(draft, key, amount)
    return draft.finish()


def _cancelled(scene: Scene) -> StoredReport:
    """A whole report withdrawn: no results, only a comment."""
    draft = begin(
        scene,
        "cancelled",
        OST,
        "CLIN",
        (58, "09:30"),
        (56, "11:20"),
        reported=(57, "14:00"),
        status="cancelled",
        requester=MEDICAL_WARD,
    )
    draft.comment("Svaret er kansellert: prøven var merket med feil pasient. Se bort fra tidligere utsendt svar.")
    return draft.finish()


def _historic(scene: Scene) -> StoredReport:
    """A report of unknown status, sent again from an archive."""
    draft = begin(scene, "historic", OST, "CLIN", (1790, "08:00"), (700, "23:15"), reported=(1789, "13:00"), status="unknown")
    for key, amount in (("hb", 13.4), ("crea", 84), ("egfr", 69)):
        measure(draft, key, amount, status="unknown", extensions=(extension("history", valueBoolean=True),))
    draft.comment("Overført fra eldre laboratoriesystem.")
    return draft.finish()


def _nobody_asked(scene: Scene) -> StoredReport:
    """No requester, and an annotation with an author and a time."""
    draft = begin(scene, "no-requester", NORD, "CLIN", (150, "07:55"), (149, "16:10"))
    draft.specimen("S")
    draft.request["note"] = [{"text": "Rekvirent mangler på rekvisisjonen."}]
    measure(draft, "tsh", 5.31)
    level = measure(draft, "ft4", 13)
    level["note"] = [{"authorString": "Vakthavende biokjemiker", "time": scene.at(149, "16:05"), "text": "Kontroll om 6-8 uker."}]
    return draft.finish()


def _nobody_did_it(scene: Scene) -> StoredReport:
    """No performer."""
    draft = begin(scene, "no-performer", None, "CLIN", (240, "10:30"), (240, "14:30"), requester=GENERAL_PRACTITIONER)
    unknown = {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}
    specimen = draft.specimen(text="Ikke angitt")
    specimen["collection"] = {"_collectedDateTime": {"extension": [unknown]}}
    measure(draft, "hb", 11.4)
    measure(draft, "ferr", 14)
    return draft.finish()


def _extensions_of_tomorrow(scene: Scene) -> StoredReport:
    """Extensions that nobody has described yet, on the report and on a result."""
    draft = begin(scene, "unknown-extension", FJORD, "CLIN", (45, "11:00"), (45, "13:00"), requester=MEDICAL_WARD)
    draft.report["extension"].append(extension("laboratory-grade", valueString="Kontrollert av to personer"))
    draft.specimen("P", collection={
        "extension": [
            extension("study-product-type", valueString="Slange"),
            extension("study-product-ref", valueString="K-7731"),
        ]})  # fmt: skip
    measure(
        draft, "alp", 121,
        extensions=(
            {"url": "https://sandbox.invalid/fhir/StructureDefinition/instrument", "valueString": "Analysemaskin 4"},
            extension("specification", valueCodeableConcept={"text": "Isoenzymer er ikke bestilt"}),
        ),
    )  # fmt: skip
    measure(draft, "gt", 79)
    return draft.finish()


def _other_numbers(scene: Scene) -> list[StoredReport]:
    """Registered on her D-number before she got a number, on a shared temporary number, and one on somebody else's number."""
    made = []
    for key, days_ago, keys in (("d-number-1", 1815, ("hb", "crea", "glu")), ("d-number-2", 1802, ("hba1c%", "alat"))):
        draft = begin(
            scene, key, HAVN, "CLIN", (days_ago, ""), (days_ago, "11:30"), requester=GENERAL_PRACTITIONER,
            registered_on=EMERGENCY_D_NUMBER,
        )  # fmt: skip
        for each in keys:
            measure(draft, each, {"hb": 13.2, "crea": 86, "glu": 10.4, "hba1c%": 7.6, "alat": 33}[each])
        made.append(draft.finish())
    unknown = begin(
        scene,
        "help-number",
        FJORD,
        "CLIN",
        (94, "21:30"),
        (94, "21:55"),
        requester=OUT_OF_HOURS,
        registered_on=EMERGENCY_HELP_NUMBER,
    )
    unknown.comment("Tatt før identiteten var avklart.")
    for key, amount in (("hb", 11.1), ("K", 5.5), ("glu", 17.0), ("crp", 236)):
        measure(unknown, key, amount)
    stranger = begin(
        scene, "stranger", FJORD, "CLIN", (70, "08:30"), (70, "10:10"), requester=MEDICAL_WARD, registered_on=STRANGER
    )
    for key, amount in (("hb", 15.1), ("K", 3.9), ("crea", 71)):
        measure(stranger, key, amount)
    return [*made, stranger.finish(), unknown.finish()]


def reports(scene: Scene) -> list[StoredReport]:
    """Twelve reports; two are older versions of others."""
    return [
        _historic(scene), _before_amended(scene), _amended(scene), _before_cancelled(scene), _nobody_asked(scene),
        *_other_numbers(scene), _cancelled(scene), _nobody_did_it(scene), _extensions_of_tomorrow(scene),
    ]  # fmt: skip
