"""What an administrator of the sandbox has mapped: local codes of two laboratories that have no national one for it.

The private laboratory's local codes stay unmapped, so that the overview also shows what it could not place.
"""

from __future__ import annotations

from typing import Final

from provesvar_gui.sandbox.records.places import FJORD_BLOOD_BANK, OST_MICROBIOLOGY

_CODES: Final = (
    (FJORD_BLOOD_BANK, "BASCR", "antibody_screen"),
    (OST_MICROBIOLOGY, "MRSAN", "mrsa"),
    (OST_MICROBIOLOGY, "MRSAH", "mrsa"),
    (OST_MICROBIOLOGY, "MRSAP", "mrsa"),
)
#: As the setting ``acute.local_codes`` has them.
LOCAL_CODES: Final = [
    {"laboratory": place.organisation_id[1], "code": code, "analyte": analyte}
    for place, code, analyte in _CODES
    if place.organisation_id is not None
]
