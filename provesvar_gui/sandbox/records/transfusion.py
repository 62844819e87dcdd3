"""Blood group and antibody screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.sandbox.records.codes import coding
from provesvar_gui.sandbox.records.draft import begin, words
from provesvar_gui.sandbox.records.places import EMERGENCY_WARD, FJORD_BLOOD_BANK, MEDICAL_WARD

if TYPE_CHECKING:
    from provesvar_gui.sandbox.records.draft import Draft, StoredReport
    from provesvar_gui.sandbox.records.scene import Scene


def _group(draft: Draft) -> None:
    abo = {"coding": [coding("7280", "NPU58582", "Ery-ABO-fenotype")], "text": "ABO-blodtype"}
    draft.add(abo, words("A"), note="Sikker blodtype: bekreftet i to prøver.")
    rhd = {"coding": [coding("7280", "NPU21917", "Ery-Rh-D-antigen")], "text": "RhD-blodtype"}
    draft.add(rhd, words("Positiv"))


def _screen(draft: Draft, answer: str, note: str = "") -> None:
    code = {"coding": [coding("8212", "BASCR", "Blodtypeantistoff, screening")], "text": "Blodtypeantistoff, screening"}
    draft.add(code, words(answer), note=note)


def reports(scene: Scene) -> list[StoredReport]:
    """Before: no antibodies. Tonight: anti-K, so that blood takes longer to find."""
    before = begin(scene, "blood-group", FJORD_BLOOD_BANK, "IMTR", (93, "08:00"), (93, "10:40"), requester=MEDICAL_WARD)
    before.specimen("B", "EDTA-blod")
    _group(before)
    _screen(before, "Negativ")

    tonight = begin(
        scene, "blood-group-tonight", FJORD_BLOOD_BANK, "IMTR", (1, "03:00"), (1, "05:25"), requester=EMERGENCY_WARD,
        received=scene.at(1, "03:20"),
    )  # fmt: skip
    tonight.specimen("B", "EDTA-blod, forliksprøve")
    _group(tonight)
    _screen(tonight, "Positiv: anti-K (Kell)", "Bare K-negativt, forlikt blod. Beregn ekstra tid; kontakt blodbanken.")
    tonight.add({"text": "Direkte antiglobulintest (DAT)"}, words("Negativ"))
    tonight.add({"text": "Forrige transfusjon"}, {"valueDateTime": scene.at(91, "")})
    tonight.comment(code="VA")
    return [tonight.finish(), before.finish()]
