"""The sandbox's people: all invented, with synthetic numbers (month +80, Skatteetaten's own way to mark a test person)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clinician:
    """Someone who can log in. ``level``: security level; ``roles``: codes of the list 9060; ``sub``: HelseID's subject."""

    pid: str
    given: str
    family: str
    hpr_number: str | None
    level: str
    roles: tuple[str, ...]
    sub: str


@dataclass(frozen=True, slots=True)
class Patient:
    """Someone to look up.

    ``outcome`` is what the service says about access: "none" (nothing to say), "restricted" (General, opens with an elevated
    basis), "partly-restricted" (General for some reports), "blocked" (Specific), "partly-blocked" (Specific for some),
    "opted-out" (Reservation) or "unknown" (a privacy code that nobody documents). ``story`` is one line in bokmål for the page
    that lists the people.
    """

    number: str
    name: str
    story: str
    outcome: str


CLINICIANS: tuple[Clinician, ...] = (
    Clinician("01887710283", "Våken", "Stetoskop", "900100101", "4", ("LE",), "sandbox-sub-doctor"),
    Clinician("19886210143", "Rolig", "Lanterne", "900100102", "4", ("SP",), "sandbox-sub-nurse"),
    Clinician("20819610100", "Rask", "Fjellsko", "900100103", "4", ("AA",), "sandbox-sub-ambulance"),
    Clinician("05816810282", "Allsidig", "Verktøykasse", "900100104", "4", ("LE", "MT"), "sandbox-sub-two-roles"),
    Clinician("14839110171", "Lettvint", "Dørmatte", "900100105", "3", ("LE",), "sandbox-sub-level-3"),
    Clinician("03897910283", "Nyansatt", "Kopimaskin", None, "4", (), "sandbox-sub-no-hpr"),
)

EMERGENCY = "13896900263"
RESTRICTED = "04877410086"
PARTLY_RESTRICTED = "22835810007"
BLOCKED = "30899010015"
OPTED_OUT = "11845210081"
UNKNOWN_OUTCOME = "25857810050"
RESTRICTED_EMPTY = "17845500096"
PARTLY_BLOCKED = "09886200029"
NOTHING_FOUND = "06823310070"
TEN_THOUSAND = "12854910009"
ORDINARY = "24837810031"
D_NUMBER = "43865510005"
NEWBORN = "84271910281"

# Numbers that some of the emergency patient's reports are registered on.
EMERGENCY_D_NUMBER = "52876910381"
EMERGENCY_HELP_NUMBER = "91730510042"
STRANGER = "07858510133"

PATIENTS: tuple[Patient, ...] = (
    Patient(
        EMERGENCY,
        "Stødig Bølgebryter",
        "Akutt syk: urosepsis, nyresvikt, høyt kalium, warfarin. Om lag 300 resultater over fem år fra alle fagområder.",
        "none",
    ),
    Patient(
        RESTRICTED,
        "Lukket Skatoll",
        "Har sperret prøvesvarene for alle. Kan åpnes med forhøyet samtykke eller forhøyet akutt.",
        "restricted",
    ),
    Patient(
        PARTLY_RESTRICTED,
        "Halvåpen Hagegrind",
        "Noen svar vises, andre er sperret og kan åpnes med forhøyet grunnlag.",
        "partly-restricted",
    ),
    Patient(
        BLOCKED,
        "Avvisende Murvegg",
        "Har blokkert dette helsepersonellet eller denne virksomheten. Kan ikke åpnes.",
        "blocked",
    ),
    Patient(OPTED_OUT, "Usynlig Blekk", "Har reservert seg mot Pasientens prøvesvar. Det finnes ingen svar.", "opted-out"),
    Patient(
        UNKNOWN_OUTCOME,
        "Gåtefull Tåkelur",
        "Tjenesten svarer med en personvernkode som ingen har beskrevet.",
        "unknown",
    ),
    Patient(
        RESTRICTED_EMPTY,
        "Avlåst Luftslott",
        "Har sperret prøvesvarene, men det finnes ingen: Tjenesten avviser en åpning.",
        "restricted",
    ),
    Patient(
        PARTLY_BLOCKED,
        "Halvvendt Vindfløy",
        "Noen svar vises, andre er sperret for dette helsepersonellet og kan ikke åpnes.",
        "partly-blocked",
    ),
    Patient(NOTHING_FOUND, "Uskrevet Notatbok", "Frisk 93-åring uten registrerte prøvesvar.", "none"),
    Patient(
        TEN_THOUSAND,
        "Utholdende Maraton",
        "Dialysepasient med 10 000 resultater i om lag 600 svarrapporter.",
        "none",
    ),
    Patient(ORDINARY, "Alminnelig Termos", "Årskontroll hos fastlegen, få svar, ingenting alvorlig.", "none"),
    Patient(D_NUMBER, "Tilreisende Kompass", "Sesongarbeider med D-nummer og noen få svar.", "none"),
    Patient(
        NEWBORN,
        "Nyfødt Morgenfugl",
        "Nyfødt med felles hjelpenummer: bilirubin, CRP og nyfødtscreening.",
        "none",
    ),
)
