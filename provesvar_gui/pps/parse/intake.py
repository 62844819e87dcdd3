"""Entries of a Bundle into the index: what each says by itself, and which of them are new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from provesvar_gui.pps.outcomes import Outcomes, objects
from provesvar_gui.pps.parse.draft import broken_draft, read_draft
from provesvar_gui.pps.parse.entries import Entry, read_entry
from provesvar_gui.pps.parse.observation import Result
from provesvar_gui.pps.parse.report import Answer, read_report
from provesvar_gui.pps.parse.tally import SHARED

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from provesvar_gui.domain.results import OutcomeKind
    from provesvar_gui.pps.parse.draft import Draft
    from provesvar_gui.pps.parse.references import Holder, Reading
    from provesvar_gui.pps.parse.tally import Tally

# What hostile or broken data can make our own reading raise. Anything else is a fault of the program and is not hidden.
TOLERATED: Final = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OverflowError)


class PageFacts:
    """What paging needs to know of a page, and the ``results`` and ``reports`` that are new on it.

    ``shared``: the new specimens and orders that say whose they are.
    ``matches``: a key for each hit, in order; ``unreadable``: entries without one.
    """

    __slots__ = ("matches", "reports", "results", "shared", "total", "unreadable")

    def __init__(self, total: object = None) -> None:
        self.matches: list[str] = []
        self.total: int | None = None
        self.unreadable = 0
        self.results: list[Holder] = []
        self.reports: list[Holder] = []
        self.shared: list[Holder] = []
        if isinstance(total, str) and total.isascii() and total.isdigit() and len(total) < 10:
            self.total = int(total)


class Intake:
    """Takes in entries. ``outcomes``: what the service said about access so far."""

    def __init__(self, reading: Reading, tally: Tally, policy: Mapping[str, tuple[OutcomeKind, bool]]) -> None:
        self._reading = reading
        self._tally = tally
        self._policy = policy
        self.outcomes = Outcomes()

    def prepare(self, raw: object) -> Entry:
        """What an entry says by itself. Changes nothing here, so a page that cannot be read to its end leaves no traces.

        Results, which are most of it all, are reduced to a draft.
        """
        entry = read_entry(raw)
        if entry.kind == "Observation" and entry.resource is not None:
            entry.draft = self._draft(entry.resource)
            entry.resource = None
        return entry

    def _draft(self, raw: dict[str, object]) -> Draft:
        types = self._reading.types
        types.take()
        try:
            return read_draft(types, raw)
        except TOLERATED:
            return broken_draft(raw)

    def hear(self, outcomes: list[dict[str, object]], *, first: bool) -> Generator[None, None, None]:
        """What the service says about access. Only a ``first`` page can say that nothing was found."""
        for outcome in outcomes:
            issues = objects(outcome.get("issue"))
            if not issues:
                self._tally.unreadable["OperationOutcome"] += 1
            for at, issue in enumerate(issues):
                self.outcomes.read(issue, self._policy, first=first)
                if not at & 7:
                    yield

    def take_in(self, entry: Entry, facts: PageFacts) -> None:
        """Put an entry, and what is contained in it, where references find it."""
        if not entry.kind:
            if not entry.outcomes:
                facts.unreadable += 1
                self._tally.unreadable[""] += 1
            return
        index = self._reading.index
        if entry.doubled:
            self._tally.unreadable[entry.kind] += 1
            if entry.kind in SHARED and entry.kind != "Patient":
                return  # what refers to it says that it did not come
        holder, first = index.add(entry.kind, entry.resource, entry.full_url, "", entry.draft)
        holder.doubled = entry.doubled
        self._place(holder, first, facts)
        if entry.is_match:
            facts.matches.append(holder.key if holder.id else entry.full_url or entry.fallback_key)
        for kind, raw in entry.contained or ():
            if kind == "Observation":
                inner, first = index.add(kind, None, "", holder.key, self._draft(raw))
            else:
                inner, first = index.add(kind, raw, "", holder.key)
            self._place(inner, first, facts)

    def _place(self, holder: Holder, first: bool, facts: PageFacts) -> None:
        kind = holder.kind
        if kind == "Observation":
            if first or self._differs(holder):
                facts.results.append(holder)
        elif kind == "DiagnosticReport":
            if first or self._differs(holder):
                facts.reports.append(holder)
        elif first and kind not in SHARED:
            self._tally.unknown[kind] += 1
        elif first and kind != "Patient" and holder.raw is not None and "subject" in holder.raw:
            facts.shared.append(holder)
        elif kind == "Patient" and not first:
            known = self._reading.index.versions(holder.key)[0]
            known.doubled = known.doubled or holder.doubled
            said = [each.raw.get("identifier") for each in (known, holder) if each.raw is not None]
            if known.raw is not None and said[0] != said[-1]:  # whomever either of them names is judged
                known.raw["identifier"] = [one for each in said for one in (each if type(each) is list else [each])]

    def _differs(self, holder: Holder) -> bool:
        """Whether something came under a known key and is not the same again. It is shown beside the first then."""
        known = self._reading.index.versions(holder.key)
        if any(_same(one, holder) for one in known):
            return False
        stamp = self._stamp(holder)
        if any(isinstance(one.parsed, (Result, Answer)) and one.parsed.stamp == stamp for one in known):
            return False
        self._reading.index.add_apart(holder)
        return True

    def _stamp(self, holder: Holder) -> tuple[object, ...]:
        if holder.draft is not None:
            return () if holder.draft.broken is not None else holder.draft.stamp
        try:
            return read_report(self._reading, holder, holder.raw or {}).stamp
        except TOLERATED:
            return ()


def _same(one: Holder, other: Holder) -> bool:
    """Whether both say the same, as far as what they said is still there."""
    if one.draft is not None and other.draft is not None:
        return one.draft.same(other.draft)
    return one.raw is not None and one.raw == other.raw
