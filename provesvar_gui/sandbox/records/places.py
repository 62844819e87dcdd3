"""Invented laboratories and people, as PractitionerRoles with logical references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

HER_ID = "urn:oid:2.16.578.1.12.4.1.2"
ORGANISATION_NUMBER = "urn:oid:2.16.578.1.12.4.1.4.101"
RESH_ID = "urn:oid:2.16.578.1.12.4.1.4.102"
HPR = "urn:oid:2.16.578.1.12.4.1.4.4"


@dataclass(frozen=True, slots=True)
class Place:
    """A laboratory or a requester: institution and department, and perhaps a person.

    ``spelling``: how it writes code systems; ``comma``: how it writes reference ranges and text numbers.
    """

    key: str
    organisation: str = ""
    organisation_id: tuple[str, str] | None = None
    person: str = ""
    hpr: str = ""
    phone: str = ""
    spelling: int = 0
    comma: bool = False

    def role(self, resource_id: str) -> dict[str, Any]:
        """The PractitionerRole. Any part may be missing, as in real answers."""
        made: dict[str, Any] = {"resourceType": "PractitionerRole", "id": resource_id}
        if self.person:
            made["practitioner"] = {"display": self.person}
            if self.hpr:
                made["practitioner"]["identifier"] = {"system": HPR, "value": self.hpr}
        if self.organisation:
            made["organization"] = {"display": self.organisation}
            if self.organisation_id:
                made["organization"]["identifier"] = {"system": self.organisation_id[0], "value": self.organisation_id[1]}
        if self.phone:
            made["telecom"] = [{"system": "phone", "value": self.phone}]
        return made


FJORD = Place("fjord", "Fjordbyen sykehus, Medisinsk biokjemi", (HER_ID, "99900001"), phone="00 00 10 01")
FJORD_BLOOD_BANK = Place("fjord-blodbank", "Fjordbyen sykehus, Blodbanken", (HER_ID, "99900002"), phone="00 00 10 02")
FJORD_RADIOLOGY = Place(
    "fjord-rad",
    "Fjordbyen sykehus, Radiologisk avdeling",
    (RESH_ID, "99900003"),
    "Skarpsynt Lykt, overlege",
    "900100201",
    "00 00 10 03",
)
NORD = Place(
    "nord",
    "Nordlys laboratorium AS",
    (ORGANISATION_NUMBER, "311720457"),
    "Nøyaktig Pipette, bioingeniør",
    "900100202",
    comma=True,
)
HAVN = Place("havn", "Havneveien legesenter", (HER_ID, "99900004"), phone="00 00 20 01", spelling=2, comma=True)
OST = Place("ost", "Østvik universitetssykehus, Medisinsk biokjemi", (HER_ID, "99900005"), spelling=1)
OST_MICROBIOLOGY = Place(
    "ost-mikro",
    "Østvik universitetssykehus, Medisinsk mikrobiologi",
    (HER_ID, "99900006"),
    "Tålmodig Petriskål, overlege",
    "900100203",
    "00 00 30 01",
    spelling=1,
    comma=True,
)
OST_PATHOLOGY = Place(
    "ost-pat",
    "Østvik universitetssykehus, Avdeling for patologi",
    (HER_ID, "99900007"),
    "Grundig Mikrotom, overlege",
    "900100204",
    spelling=0,
    comma=True,
)
PATHOLOGIST = Place("patolog", person="Ettertenksom Objektiv, patolog")

GENERAL_PRACTITIONER = Place("fastlege", "Havneveien legesenter", person="Trygg Paraply, fastlege", hpr="900100301")
EMERGENCY_WARD = Place(
    "mottak", "Fjordbyen sykehus, Akuttmottak", (HER_ID, "99900008"), "Kvikk Pulsklokke, LIS1", "900100302", "00 00 10 09"
)
MEDICAL_WARD = Place("med-post", "Fjordbyen sykehus, Medisinsk sengepost 2", (HER_ID, "99900009"))
HEART_CLINIC = Place("hjerte", person="Jevn Metronom, kardiolog", hpr="900100303")
OUT_OF_HOURS = Place("legevakt", "Fjordbyen legevakt", (HER_ID, "99900010"), phone="00 00 40 01", comma=True)
DIALYSIS = Place(
    "dialyse", "Fjordbyen sykehus, Dialyseavdelingen", (HER_ID, "99900011"), "Utrettelig Filter, nefrolog", "900100304"
)
MATERNITY = Place("barsel", "Fjordbyen sykehus, Barselavdelingen", (HER_ID, "99900012"), "Myk Ullsokk, jordmor", "900100305")
