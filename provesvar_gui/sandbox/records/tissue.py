"""Pathology: a colon resection with a structured template, a polyp in preparation, cytology with an addendum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from provesvar_gui.sandbox.records.codes import coding, concept, extension
from provesvar_gui.sandbox.records.draft import begin, quantity, words
from provesvar_gui.sandbox.records.places import GENERAL_PRACTITIONER, MEDICAL_WARD, OST_PATHOLOGY, PATHOLOGIST

if TYPE_CHECKING:
    from provesvar_gui.sandbox.records.draft import Draft, Resource, StoredReport
    from provesvar_gui.sandbox.records.scene import Scene

_HISTOLOGY = ("NOR25048", "Ve-Histologi")
_CYTOLOGY = ("NOR25524", "Ce-Cytologisk undersøkelse")

_MACROSCOPIC = (
    "Mottatt i formalin, én beholder merket med pasientens navn.\n"
    "Høyresidig kolonresektat, lengde 18,5 cm, med 4 cm terminale ileum.\n"
    "I coecum ses en ulcerert, delvis polypøs tumor, 32 x 28 x 11 mm.\n\n"
    "Avstand til:\n"
    "  proksimal rand     64 mm\n"
    "  distal rand        97 mm\n"
    "  sirkumferent rand  21 mm\n\n"
    "Snitt: 1-4 tumor, 5 reseksjonsrender, 6-11 lymfeknuter."
)
_MICROSCOPIC = (
    "Snittene viser et moderat differensiert adenokarsinom som vokser inn i, men ikke gjennom, muscularis propria.\n"
    "Ingen sikker karinnvekst. Ingen perineural vekst. Frie reseksjonsrender.\n"
    "Det er funnet 16 lymfeknuter, alle uten metastase.\n"
    "Immunhistokjemi: bevart uttrykk av MLH1, PMS2, MSH2 og MSH6."
)
_DIAGNOSIS = (
    "Kolonresektat:\n"
    "  Adenokarsinom, lavgradig, i coecum\n"
    "  pT2 pN0 (0/16), R0\n"
    "Mismatch-reparasjon: intakt"
)  # fmt: skip


def _info(label: str, *values: tuple[str, Any]) -> Resource:
    parts = [extension("structured-info-type", valueCodeableConcept={"text": label})]
    kinds = {
        "text": "valueString",
        "integer": "valueInteger",
        "coded": "valueCodeableConcept",
        "boolean": "valueBoolean",
        "physical": "valueQuantity",
    }
    for kind, value in values:
        parts.append(extension(f"structured-info-{kind}", **{kinds[kind]: value}))
    return extension("structured-info", extension=parts)


def _template() -> tuple[Resource, ...]:
    def length(literal: str) -> Any:
        return quantity(literal, "mm")["valueQuantity"]

    return (
        _info("Operasjonstype", ("coded", {"coding": [{"code": "2", "display": "Reseksjon, høyre side"}]})),
        _info("Tumors lokalisasjon", ("coded", concept("7010", "T 67000", "colon UNS")), ("text", "coecum")),
        _info("Tumors største mål", ("physical", length("32"))),
        _info("Korteste avstand til sirkumferent rand", ("physical", length("21.0"))),
        _info("Perforasjon i tumorområdet", ("boolean", False)),
        _info("Undersøkte lymfeknuter", ("integer", 16)),
        _info("Lymfeknuter med metastase", ("integer", 0)),
        _info("pT", ("coded", {"coding": [{"code": "pT2", "display": "pT2"}]})),
        _info("pN", ("coded", {"coding": [{"code": "pN0", "display": "pN0"}]})),
        _info("MMR-proteiner", ("text", "Bevart uttrykk av alle fire")),
    )


def _root(draft: Draft, code: tuple[str, str], **more: Any) -> Resource:
    return draft.add({"coding": [coding("7280", *code, draft.spelling)], "text": code[1]}, **more)


def _part(draft: Draft, root: Resource, code: str, name: str, text: str, **more: Any) -> Resource:
    return draft.add({"coding": [coding("8219", code, name, draft.spelling)], "text": name}, words(text), under=root, **more)


def _resection(scene: Scene) -> StoredReport:
    draft = begin(
        scene, "resection", OST_PATHOLOGY, "HIST", (1004, "12:10"), (991, "14:30"), area="PAT", group="PAT",
        requester=MEDICAL_WARD, received=scene.at(1003, "08:20"),
    )  # fmt: skip
    draft.also_performed_by(PATHOLOGIST)
    draft.clinical(
        "OPPL", "Koloskopi: ulcerert tumor i coecum, biopsi viste adenokarsinom. Operert med høyresidig hemikolektomi."
    )
    draft.specimen(text="Kolonresektat", collection={"bodySite": {"text": "Colon, høyre side"}, "method": {"text": "Reseksjon"}})
    signed = extension("counter-sign-date", valueDateTime=scene.at(991, "14:28"))
    root = _root(draft, _HISTOLOGY, extensions=(extension("investigation-date", valueDateTime=scene.at(1002, "09:15")), signed))
    _part(draft, root, "MA", "Makroskopisk undersøkelse", _MACROSCOPIC, effective=scene.at(1002, "09:15"))
    _part(draft, root, "MI", "Mikroskopisk undersøkelse", _MICROSCOPIC)
    codes = [
        coding("7010", code, display)
        for code, display in (
            ("T 67000", "colon UNS"),
            ("M 81403", "adenokarsinom UNS"),
            ("T 08000", "lymfeknute UNS"),
            ("M 99906", "metastase ikke påvist"),
        )
    ]
    draft.add(
        {"text": "Diagnose"}, words(_DIAGNOSIS, draft.heading("DIAG", "Diagnose"), *codes), under=root, extensions=_template()
    )
    draft.comment("Et vedlegg (makrofoto) er fjernet fra svaret og finnes bare hos laboratoriet.")
    return draft.finish()


def _polyp(scene: Scene) -> StoredReport:
    draft = begin(
        scene, "polyp", OST_PATHOLOGY, "HIST", (16, "11:30"), (11, "15:50"), area="PAT", group="PAT", status="preliminary",
        requester=GENERAL_PRACTITIONER,
    )  # fmt: skip
    draft.specimen(text="Biopsi, colon transversum", container=[{"additiveCodeableConcept": {"text": "Formalin 4 %"}}])
    root = _root(draft, _HISTOLOGY)
    _part(draft, root, "MA", "Makroskopisk undersøkelse", "Tre biter, største 3 mm. Alt innstøpt i én kassett.")
    finding = words(
        "Foreløpig: tubulært adenom med lavgradig dysplasi. Dypere snitt er bestilt.",
        draft.heading("FU", "Funn og undersøkelsesresultater"), coding("7010", "T 67000", "colon UNS"),
    )  # fmt: skip
    draft.add({"text": "Funn og undersøkelsesresultater"}, finding, under=root)
    return draft.finish()


def _cytology(scene: Scene) -> StoredReport:
    draft = begin(
        scene, "cytology", OST_PATHOLOGY, "CYTO", (523, "10:15"), (498, "09:40"), reported=(509, "13:05"), area="PAT",
        group="PAT", status="appended", requester=GENERAL_PRACTITIONER,
    )  # fmt: skip
    draft.specimen(text="Cervix", collection={
        "extension": [extension("comment", valueCodeableConcept=concept("8275", "S", "Spatel"))]})  # fmt: skip
    draft.request["reasonCode"] = [concept("8231", "MU", "Screening", draft.spelling, "Screening, ingen symptomer")]
    heading = draft.heading("FU", "Funn og undersøkelsesresultater")
    addition = _root(draft, _CYTOLOGY, effective=scene.at(498, "09:30"))
    draft.add({"text": "Tilleggsfunn"}, words(
        "TILLEGG: HPV-test utført på restmateriale. Høyrisiko HPV er ikke påvist.", draft.heading("TFU", "Tilleggsfunn")),
        under=addition)  # fmt: skip
    root = _root(draft, _CYTOLOGY)
    draft.add({"text": "Funn og undersøkelsesresultater"}, words(
        "Normale plateepitelceller og sylinderepitelceller. Ingen celleforandringer.", heading,
        coding("7010", "M00100", "Normal morfologi UNS", draft.spelling)), under=root)  # fmt: skip
    _part(draft, root, "VC", "Væskebasert cytologi", "Egnet prøve.")
    draft.report["extension"].append(
        extension(
            "comment", valueCodeableConcept=concept("8272", "CYT", "Ny cytologisk prøve anbefales", text="Ny prøve om 3 år")
        )
    )
    return draft.finish()


def reports(scene: Scene) -> list[StoredReport]:
    """Three reports."""
    return [_polyp(scene), _resection(scene), _cytology(scene)]
