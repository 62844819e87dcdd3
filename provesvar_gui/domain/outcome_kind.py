"""What the service may say about access. Apart from the results, since the form needs it before anything is fetched."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class OutcomeKind(StrEnum):
    """What the service said about access, beyond the data (pps-outcome codes; invariant 9: never mixed up)."""

    RESTRICTED = "restricted"  # General
    BLOCKED = "blocked"  # Specific
    OPTED_OUT = "opted-out"  # Reservation
    UNKNOWN = "unknown"  # a privacy outcome or refusal we do not know
    FAULT = "fault"  # something failed or was not reached: what came may not be all
    NOTHING_FOUND = "nothing-found"  # not-found
    INFORMATION = "information"  # any other message of the service


BARRED: Final = frozenset({OutcomeKind.RESTRICTED, OutcomeKind.BLOCKED, OutcomeKind.OPTED_OUT, OutcomeKind.UNKNOWN})
