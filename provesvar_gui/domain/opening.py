"""Opening what a patient has restricted: what was reported, and how far the clinician has come. Pure.

An elevated basis leaves the program only through here: after the service has reported, of this very patient and to this person,
something that can be opened, and after two steps of the clinician's (design invariant 3). ``Desk`` says when all is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from provesvar_gui.domain import desk_actions as act
from provesvar_gui.domain.outcome_kind import OutcomeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from provesvar_gui.domain.access import AccessBasis
    from provesvar_gui.domain.lookup import Lookup
    from provesvar_gui.domain.results import Finding, LookupResult, Outcome, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningPolicy:
    """What the organisation has decided. ``reason``: a coded reason is asked for.

    ``direct``: an elevated basis may be chosen although nothing has been reported; the confirmation is the same.
    """

    reason: bool = True
    direct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something that can be opened was reported in the answer to ``lookup``. ``key``: of the person who had asked."""

    lookup: Lookup
    kind: OutcomeKind
    key: str = field(repr=False)


def openable_in(outcomes: Iterable[Outcome]) -> OutcomeKind | None:
    """What can be opened of these outcomes: one whose meaning is known before an unknown one. None: nothing."""
    kinds = {outcome.kind for outcome in outcomes if outcome.openable}
    return next((kind for kind in _ORDER if kind in kinds), None)


_ORDER = (OutcomeKind.RESTRICTED, *(kind for kind in OutcomeKind if kind is not OutcomeKind.RESTRICTED))


class Opening:
    """``report``: what can be opened. ``asked``: the clinician has taken the first step, the panel is up.

    ``direct``: the panel was reached without a report, as the policy allows. ``reason``: the code that was chosen, or "".
    """

    def __init__(self, policy: OpeningPolicy | None = None) -> None:
        self.policy = policy or OpeningPolicy()
        self.report: Told | None = None
        self.asked = self.direct = False
        self.reason = ""

    def reported(self, lookup: Lookup, key: str, kind: OutcomeKind | None) -> None:
        """An answer to an ordinary look-up came. ``kind``: what it says can be opened, or None."""
        self.report = None if kind is None else Told(lookup=lookup, kind=kind, key=key)

    def ask(self, kind: OutcomeKind | None, basis: AccessBasis | None = None) -> act.Actions:
        """The first step. ``kind``: None for a direct choice; ``basis``: that choice."""
        self.asked, self.direct, self.reason = True, kind is None, ""
        return (act.ShowOpening(kind=kind, basis=basis),)

    def choose_reason(self, code: str) -> None:
        """The coded reason, in the panel."""
        if self.asked:
            self.reason = code

    def may_be_confirmed(self, basis: AccessBasis) -> bool:
        """Whether the second step can be taken now."""
        return self.asked and basis.elevated and bool(self.reason or not self.policy.reason)

    def close(self) -> act.Actions:
        """Back before the first step; what was reported stands."""
        if not self.asked:
            return ()
        self.asked = self.direct = False
        self.reason = ""
        return (act.HideOpening(),)

    def forget(self) -> act.Actions:
        """Nothing was reported any more."""
        self.report = None
        return self.close()


class Came(Enum):
    """What an opening has brought, as far as is known."""

    OPENED = auto()
    OPEN_END = auto()  # nothing so far, and not everything is here; or what is here cannot be told from the ordinary answer
    NO_MORE = auto()
    NO_ACCESS = auto()  # nothing more, and the service says that access is still barred


class Marker:
    """Marks, in the result of an opening, what came only by it. The same report, page after page, is marked as the same object.

    ``ordinary``: the answer that was there before; None where that was not whole, so that nothing can be told apart.
    """

    def __init__(self, ordinary: LookupResult | None) -> None:
        self._known = None if ordinary is None else frozenset(_ids(ordinary))
        self._marked: dict[int, tuple[Report, Report]] = {}  # by the identity of the report that came, which is kept with it

    @property
    def tells(self) -> bool:
        """Whether anything can be told apart."""
        return self._known is not None

    def mark(self, result: LookupResult) -> LookupResult:
        """The result with its marks."""
        if self._known is None:
            return result
        return replace(
            result,
            reports=tuple(map(self._report, result.reports)),
            other_identifier=tuple(map(self._report, result.other_identifier)),
            loose_findings=tuple(map(self._loose, result.loose_findings)),
            other_loose_findings=tuple(map(self._loose, result.other_loose_findings)),
            opened_ids=frozenset(_ids(result)) - self._known,
        )

    def _report(self, report: Report) -> Report:
        if self._known is None or report.id in self._known:
            return report
        made = self._marked.get(id(report))
        if made is None:
            made = self._marked[id(report)] = (report, replace(report, opened=True))
        return made[1]

    def _loose(self, finding: Finding) -> Finding:
        known = self._known is None or finding.observation.id in self._known
        return finding if known else replace(finding, opened=True)


def _ids(result: LookupResult) -> Iterator[str]:
    yield from (report.id for report in (*result.reports, *result.other_identifier))
    yield from (finding.observation.id for finding in (*result.loose_findings, *result.other_loose_findings))
