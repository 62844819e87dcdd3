"""The progress of a look-up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provesvar_gui.results.model import LookupResult


class LookupStep(StrEnum):
    SENDING = "sending"
    READING = "reading"
    PAGING = "paging"
    COMPLETING = "completing"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupProgress:
    """The progress of a look-up.

    ``partial``: what has come so far, for showing while more is on its way (invariant 11: «foreløpig: n av m hentet»).

    ``correlation_ids``: of the requests so far, so that a look-up that fails or is cancelled can be found at the service too.
    """

    lookup_number: int
    step: LookupStep
    fetched: int = 0
    total: int | None = None
    partial: LookupResult | None = None
    correlation_ids: tuple[str, ...] = ()
