"""The configuration of the results client, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from provesvar_gui.results.model import OutcomeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOKUP_SECONDS = 45.0  # one look-up, pages and renewals included (provesvar_gui/README.md §3)
PAGE_SIZE = 50  # the service's own default (pps/README.md §3)

INCLUDES = ("DiagnosticReport:based-on", "DiagnosticReport:specimen", "DiagnosticReport:result")
INCLUDES_ITERATE = ("ServiceRequest:requester", "DiagnosticReport:performer", "Observation:performer", "Observation:has-member")

# Relations that the service's own pages use in an example (pps/README.md §3). The others may be refused and are dropped then.
CONFIRMED_INCLUDES = frozenset(
    {
        "DiagnosticReport:based-on",
        "DiagnosticReport:specimen",
        "DiagnosticReport:result",
        "ServiceRequest:requester",
        "Observation:specimen",
    }
)

# What the codes of PvkOutcome mean, and whether the program may offer to open (invariant 12). A policy may say otherwise.
OUTCOMES: Mapping[str, tuple[OutcomeKind, bool]] = MappingProxyType(
    {
        "General": (OutcomeKind.RESTRICTED, True),
        "Specific": (OutcomeKind.BLOCKED, False),
        "Reservation": (OutcomeKind.OPTED_OUT, False),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PpsConfig:
    """The configuration of requests. ``outcomes``: PvkOutcome code -> (meaning, can be opened). ``seconds``: for one look-up.

    ``withhold_other_kind``: a report on another kind of identifier is withheld instead of set apart (invariant 4).
    """

    base_url: str
    correlation_header: str = "correlation-id"
    api_version: int = 2
    includes: tuple[str, ...] = INCLUDES
    includes_iterate: tuple[str, ...] = INCLUDES_ITERATE
    page_size: int = PAGE_SIZE
    outcomes: Mapping[str, tuple[OutcomeKind, bool]] = field(default_factory=lambda: OUTCOMES)
    withhold_other_kind: bool = False
    seconds: float = LOOKUP_SECONDS

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        return tuple(one for one in (*self.includes, *self.includes_iterate) if one not in CONFIRMED_INCLUDES)

    def include_form(self, *, narrow: bool, start: str = "") -> list[tuple[str, str]]:
        """Parameters of a search. ``narrow``: the confirmed ones only. ``start``: where another resource is searched for."""
        wanted = [("_include", one) for one in self.includes] + [("_include:iterate", one) for one in self.includes_iterate]
        kept = [each for each in wanted if not narrow or each[1] in CONFIRMED_INCLUDES]
        names = dict.fromkeys((f"{start}specimen", *(name for _, name in kept)))
        return [("_include", one) for one in names if one.startswith(start)] if start else kept

    def url(self, resource_type: str) -> str:
        """The search address of a resource type. The patient is never part of it (pps/README.md §3)."""
        return f"{self.base_url.rstrip('/')}/{resource_type}/_search"
