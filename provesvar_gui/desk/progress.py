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
    """``partial``: the results so far (invariant 11). ``correlation_ids``: of the requests so far."""

    lookup_number: int
    step: LookupStep
    fetched: int = 0
    total: int | None = None
    partial: LookupResult | None = None
    correlation_ids: tuple[str, ...] = ()
