"""Code systems in their three spellings, and the few code lists whose words we know."""

from __future__ import annotations

from typing import Any

EXTENSION = "http://nhn.no/fhir/nilar/StructureDefinition/"
UCUM_SYSTEM = "http://unitsofmeasure.org"

# The same list is written in three ways in the wild; each laboratory here keeps to one of them.
SPELLINGS = (
    "http://ehelse.no/fhir/CodeSystem/no-kodeverk-{}{}",
    "http://helsedir.no/fhir/CodeSystem/no-kodeverk-{}{}",
    "urn:oid:2.16.578.1.12.4.1.1.{}",
)
_SUFFIX = {"7280": "-nlk", "7270": "-ncrp", "7010": "-norpat"}

AREA = {
    "LAB": "Laboratoriemedisin",
    "PAT": "Patologi",
    "BLD": "Bildediagnostikk",
    "CLIN": "Medisinsk biokjemi",
    "MBIO": "Medisinsk mikrobiologi",
    "IMTR": "Immunologi og transfusjonsmedisin",
    "FARM": "Klinisk farmakologi",
    "HIST": "Histologi",
    "CYTO": "Cytologi",
    "RAD": "Radiologi",
    "RTG": "Røntgen",
    "CT": "CT",
    "MR": "MR",
    "UL": "Ultralyd",
}
HEADING = {
    "AN": "Analyse",
    "DIAG": "Diagnose",
    "FU": "Funn og undersøkelsesresultater",
    "GR": "Gruppe",
    "LR": "Laboratorieresultat",
    "MET": "Metode",
    "RSB": "Resistensbestemmelse",
    "TFU": "Tilleggsfunn",
    "UP": "Ubesvarte prøver",
    "VU": "Vurdering",
}
SUSCEPTIBILITY = {"S": "Sensitiv, standarddose", "I": "Sensitiv, økt eksponering", "R": "Resistent", "K": "Se kommentar"}
DEVIATION = {"1": "Over øvre ref.område", "2": "Under nedre ref.område", "3": "Utenfor ref.område"}
REPORT_COMMENT = {
    "TA": "Telefonsvar avgitt",
    "VA": "Vesentlig avvik fra tidligere svar",
    "MSIS-M": "Kliniker skal sende MSIS-melding",
    "MSIS-UM": "Kliniker trenger ikke sende MSIS-melding",
}
MATERIAL = {"B": "Blod", "S": "Serum", "P": "Plasma", "U": "Urin", "HNX": "Hals+nasopharynxsekret"}

# What a unit is in UCUM, for the spellings that mean one; a unit that is not here is sent without system and code.
UCUM = {
    "mmol/L": "mmol/L",
    "µmol/L": "umol/L",
    "umol/L": "umol/L",
    "ng/L": "ng/L",
    "mg/L": "mg/L",
    "g/L": "g/L",
    "g/dL": "g/dL",
    "U/L": "U/L",
    "%": "%",
    "kPa": "kPa",
    "mmol/mol": "mmol/mol",
    "10^9/L": "10*9/L",
    "mm": "mm",
    "mg/mmol": "mg/mmol",
    "pmol/L": "pmol/L",
    "nmol/L": "nmol/L",
    "mIE/L": "m[IU]/L",
    "fL": "fL",
    "pg": "pg",
}


def system(number: str, spelling: int = 0) -> str:
    """The URI of a Volven list."""
    return SPELLINGS[spelling].format(number, _SUFFIX.get(number, ""))


def coding(number: str, code: str, display: str, spelling: int = 0) -> dict[str, str]:
    """A Coding; ``number`` is the list's four digits."""
    return {"system": system(number, spelling), "code": code, "display": display}


def concept(number: str, code: str, display: str, spelling: int = 0, text: str = "") -> dict[str, Any]:
    """A CodeableConcept with one coding."""
    made: dict[str, Any] = {"coding": [coding(number, code, display, spelling)]}
    if text:
        made["text"] = text
    return made


def extension(name: str, **value: Any) -> dict[str, Any]:
    """One NILAR extension: ``extension("history", valueBoolean=True)``, with its full canonical URL."""
    return {"url": f"{EXTENSION}nilar-{name}", **value}
