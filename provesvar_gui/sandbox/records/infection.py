"""Virus PCR, stool, and an immunology answer in prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.sandbox.records.codes import coding
from provesvar_gui.sandbox.records.draft import begin, words
from provesvar_gui.sandbox.records.places import EMERGENCY_WARD, GENERAL_PRACTITIONER, OST_MICROBIOLOGY, OUT_OF_HOURS

if TYPE_CHECKING:
    from provesvar_gui.sandbox.records.draft import Draft, StoredReport
    from provesvar_gui.sandbox.records.scene import Scene

_INFLUENZA_A = ("7280", "NPU54828", "Us-Influensavirus A RNA")
_INFLUENZA_B = ("7280", "NPU27655", "Us-Influensavirus B RNA")
_SARS_COV_2 = ("7280", "NPU59097", "Us-SARS-CoV-2 RNA")
_RSV = ("8212", "RSVPCR", "Us-RS-virus RNA")


def _pcr(draft: Draft, code: tuple[str, str, str], answer: str, note: str = "") -> None:
    number, value, name = code
    draft.add(
        {"coding": [coding(number, value, name, draft.spelling)], "text": name},
        words(answer, draft.heading("LR", "Laboratorieresultat")),
        note=note,
    )


def reports(scene: Scene) -> list[StoredReport]:
    """Tonight's panel, an influenza, a notifiable gut infection, and serology."""
    panel = begin(scene, "pcr-tonight", OST_MICROBIOLOGY, "MBIO", (1, "03:05"), (1, "07:55"), requester=EMERGENCY_WARD)
    panel.specimen("HNX")
    for code in (_INFLUENZA_A, _INFLUENZA_B, _SARS_COV_2, _RSV):
        _pcr(panel, code, "Ikke påvist")

    influenza = begin(scene, "pcr-influenza", OST_MICROBIOLOGY, "MBIO", (655, "18:20"), (654, "12:05"), requester=OUT_OF_HOURS)
    influenza.specimen("HNX")
    _pcr(influenza, _INFLUENZA_A, "Påvist", "Ct-verdi 24.")
    _pcr(influenza, _INFLUENZA_B, "Ikke påvist")
    _pcr(influenza, _SARS_COV_2, "Ikke påvist")
    influenza.comment(code="MSIS-UM")

    gut = begin(
        scene, "stool", OST_MICROBIOLOGY, "MBIO", (803, "09:40"), (799, "13:15"), requester=GENERAL_PRACTITIONER,
        received=scene.at(802, "08:05"),
    )  # fmt: skip
    gut.clinical("OPPL", "Diaré i fem dager etter utenlandsreise.")
    gut.specimen(text="Avføring")
    _pcr(gut, ("8212", "FSALM", "F-Salmonella DNA"), "Påvist", "Dyrkning: Salmonella Enteritidis.")
    _pcr(gut, ("8212", "FCAMP", "F-Campylobacter DNA"), "Ikke påvist")
    _pcr(gut, ("8212", "FCDIF", "F-Clostridioides difficile toksin B-gen"), "Ikke påvist")
    gut.comment(code="MSIS-M")

    serology = begin(
        scene, "serology", OST_MICROBIOLOGY, "IMTR", (1210, "08:30"), (1203, "15:20"), requester=GENERAL_PRACTITIONER
    )
    serology.specimen("S")
    _pcr(serology, ("8212", "HBSAG", "S-Hepatitt B overflateantigen"), "Negativ")
    _pcr(serology, ("8212", "AHCV", "S-Hepatitt C antistoff"), "Negativ")
    _pcr(
        serology,
        ("8212", "ANCA", "S-ANCA, tolkning"),
        "Vurdering:\nPR3-antistoff <2 IE/mL og MPO-antistoff <3 IE/mL, begge under grenseverdi.\n\n"
        "Ingen holdepunkter for ANCA-assosiert vaskulitt i denne prøven.\n"
        "Ny prøve anbefales hvis nyrefunksjonen faller raskt.",
    )
    return [influenza.finish(), panel.finish(), serology.finish(), gut.finish()]
