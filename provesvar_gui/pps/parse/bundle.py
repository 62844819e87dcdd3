"""The answers of one look-up, page by page, into one LookupResult.

Works in small steps: ``add_page`` and ``finish`` are generators that yield between resources, so that whoever drives them can
give way (spread.py). One resource that cannot be read never loses the others: it becomes a Note (invariant 6).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from provesvar_gui.domain.results import Coverage, LookupResult, Note, NoteKind, OutcomeKind, Report
from provesvar_gui.pps.outcomes import settled
from provesvar_gui.pps.parse.entries import Entry
from provesvar_gui.pps.parse.identity import Identity, Verdict
from provesvar_gui.pps.parse.intake import TOLERATED, Intake, PageFacts
from provesvar_gui.pps.parse.loose import loose_halves
from provesvar_gui.pps.parse.observation import Result, read_observation
from provesvar_gui.pps.parse.references import Holder, Reading
from provesvar_gui.pps.parse.report import Answer, read_order, read_report, read_subject
from provesvar_gui.pps.parse.tally import SHARED, Tally
from provesvar_gui.pps.parse.tree import Grove

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping

    from provesvar_gui.domain.lookup import Lookup
    from provesvar_gui.domain.results import ServiceRequest


class _Record:
    """A report and how it stands."""

    __slots__ = ("answer", "grove", "holder", "report", "verdict")

    def __init__(self, holder: Holder, answer: Answer, verdict: Verdict) -> None:
        self.holder = holder
        self.answer = answer
        self.verdict = verdict
        self.report: Report = answer.report
        self.grove: Grove | None = None


class Mapper:
    """Collects pages.

    ``prepare``: for the reader of a page (``Intake``); ``outcomes``: what the service said about access so far;
    ``withhold_other_kind``: see ``Identity``.
    """

    def __init__(
        self, lookup: Lookup, policy: Mapping[str, tuple[OutcomeKind, bool]], *, withhold_other_kind: bool = False
    ) -> None:
        self._lookup = lookup
        self._reading = Reading()
        self._tally = Tally()
        self._intake = Intake(self._reading, self._tally, policy)
        self.prepare = self._intake.prepare
        self.outcomes = self._intake.outcomes
        self._identity = Identity(lookup.patient, withhold_other_kind=withhold_other_kind)
        self._judged: tuple[object, Verdict] = (None, Verdict.UNNAMED)  # the latest
        self._records: list[_Record] = []
        self._by_key: dict[str, _Record] = {}
        self._results: list[Holder] = []
        self._attached: dict[str, list[Holder]] = {}  # key of a report -> results that name it, or are contained in it
        self._unclaimed: dict[tuple[str, str], list[Holder]] = {}  # (container, address of a report that has not come) -> results
        self._withheld: set[str] = set()  # keys of results about another number of the same kind
        self._apart: dict[str, Holder] = {}  # results on another kind of number; by their keys
        self._along: dict[str, Result] = {}  # members of them that name nobody and go with them, as far as is known by now
        self._moved = False  # whether one was found to go with those after it may have been placed

    # -- pages --------------------------------------------------------------------------------------------------------------

    def add_page(
        self, head: Mapping[str, object], entries: list[object], *, first: bool = True
    ) -> Generator[None, None, PageFacts]:
        """Take in the entries of one Bundle, as they came or prepared. Only the ``first`` page can say that nothing was found.

        Empties ``entries`` on the way, so that what has been mapped is let go of bit by bit: letting go of ten thousand resources
        at once holds everything up for a tenth of a second.
        """
        facts = PageFacts(head.get("total"))
        intake = self._intake
        for at, raw in enumerate(entries):
            entries[at] = None
            entry = raw if type(raw) is Entry else intake.prepare(raw)
            if entry.outcomes:
                yield from intake.hear(entry.outcomes, first=first)
            intake.take_in(entry, facts)
            if not at & 7:
                yield
        yield from self._withhold_shared(facts.shared)
        for at, holder in enumerate(facts.results):
            self._read_result(holder)
            if not at & 7:
                yield
        self._claim()
        yield from self._spread_withheld()
        yield from self._spread_apart()
        for holder in facts.reports:
            record = self._read_report(holder)
            if record is not None:
                yield from self._grow(record)
            yield
        return facts

    def _withhold_shared(self, holders: list[Holder]) -> Generator[None, None, None]:
        """Leave out specimens and orders of another person: what refers to one says that it did not come."""
        foreign: set[str] = set()
        for at, holder in enumerate(holders):
            subject = self._reading.types.shared_subject((holder.raw or {}).get("subject"))
            try:
                verdict = self._judge(subject, holder.container)
            except TOLERATED:
                verdict = Verdict.WITHHELD
            if verdict is Verdict.WITHHELD:
                foreign.add(holder.key)
                self._mark_used(holder)
            if not at & 7:
                yield
        if foreign:
            self._reading.index.drop(foreign)

    def _mark_used(self, holder: Holder) -> None:
        """What a withheld resource leads to belongs to it: it is not told as something that nothing refers to."""
        waiting: list[tuple[object, str]] = [(holder.raw, holder.container)]
        while waiting:
            value, container = waiting.pop()
            if type(value) is dict:
                found = self._reading.index.find(address, container) if type(address := value.get("reference")) is str else None
                if found is not None and not found.used and found.kind in SHARED:
                    found.used = True
                    waiting.append((found.raw, found.container))
                waiting += [(one, container) for one in value.values()]
            elif type(value) is list:
                waiting += [(one, container) for one in value]

    # -- results ------------------------------------------------------------------------------------------------------------

    def _read_result(self, holder: Holder) -> None:
        reading, draft = self._reading, holder.draft
        if draft is None:
            return
        reading.missing = []
        reading.types.take()
        try:
            if draft.broken is not None:
                raise ValueError
            result = read_observation(reading, holder, draft)
            verdict = Verdict.WITHHELD if holder.doubled else self._judge(result.subject, holder.container)
        except TOLERATED:
            self._tally.unreadable["Observation"] += 1
            holder.draft = None
            return
        if holder.parsed is None:
            self._results.append(holder)
            self._attach(holder, result)
        holder.parsed = result
        holder.misfits = reading.types.misfits
        result.verdict = verdict
        self._apart.pop(holder.key, None)  # read again it may be the patient's
        if verdict is Verdict.OTHER_KIND:
            subject = read_subject(reading, result.subject, holder.container)
            result.observation = replace(result.observation, subject=subject)
            self._apart[holder.key] = holder
        if result.order:
            order = reading.index.find(result.order, holder.container)
            if order is not None:
                order.used = True
        if verdict is Verdict.WITHHELD:
            self._withheld.add(holder.key)
        if reading.missing:
            holder.missing = tuple(reading.missing)
        else:
            holder.missing = ()
            holder.draft = None

    def _judge(self, subject: object, container: str) -> Verdict:
        """Whose it is. The same object again, unless it refers to something, is the same person again."""
        if subject is None or subject is not self._judged[0]:
            verdict = self._identity.judge(self._reading, subject, container)
            if type(subject) is not dict or "reference" in subject:
                return verdict
            self._judged = (subject, verdict)
        return self._judged[1]

    def _attach(self, holder: Holder, result: Result) -> None:
        for address in result.reports:
            report = self._reading.index.find(address, holder.container)
            if report is None:
                self._unclaimed.setdefault((holder.container, address), []).append(holder)
            else:
                self._attached.setdefault(report.key, []).append(holder)
        if holder.container != holder.key and not result.reports:
            self._attached.setdefault(holder.container, []).append(holder)

    def _spread_withheld(self) -> Generator[None, None, None]:
        """Members of a withheld result that name no person themselves belong to it."""
        waiting = [holder for holder in self._results if holder.key in self._withheld] if self._withheld else []
        while waiting:
            holder = waiting.pop()
            result = holder.parsed
            for address in result.members if isinstance(result, Result) else ():
                member = self._reading.index.find(address, holder.container)
                if member is None or member.key in self._withheld or not isinstance(member.parsed, Result):
                    continue
                if member.parsed.verdict is Verdict.UNNAMED:
                    self._withheld.add(member.key)
                    waiting.append(member)
            yield

    def _spread_apart(self) -> Generator[None, None, None]:
        """Members of a result that stands apart go with it where they name no person; those that name the patient say so."""
        waiting = list(self._apart.values())
        before, self._along = self._along, {}
        seen = set(self._apart)
        while waiting:
            holder = waiting.pop()
            result = holder.parsed
            for address in result.members if isinstance(result, Result) else ():
                member = self._reading.index.find(address, holder.container)
                if member is None or member.key in self._withheld or not isinstance(member.parsed, Result):
                    continue
                one = member.parsed
                if one.verdict is Verdict.SHOWN and not one.observation.own:
                    one.observation = replace(one.observation, own=True)
                    self._moved = True
                elif one.verdict is Verdict.UNNAMED and member.key not in seen and isinstance(result, Result):
                    seen.add(member.key)
                    waiting.append(member)
                    self._along[member.key] = one
                    if one.observation.subject is None:
                        one.observation = replace(one.observation, subject=result.observation.subject)
                        self._moved = True
            yield
        for one in (before[key] for key in before.keys() - self._along.keys()):  # what they hung under is the patient's after all
            one.observation = replace(one.observation, subject=None)
            self._moved = True

    # -- reports ------------------------------------------------------------------------------------------------------------

    def _read_report(self, holder: Holder) -> _Record | None:
        reading, raw = self._reading, holder.raw
        if raw is None:
            return None
        reading.missing = []
        reading.types.take()
        try:
            answer = read_report(reading, holder, raw)
            verdict = Verdict.WITHHELD
            if not holder.doubled:
                verdict = self._identity.judge(reading, answer.subject, holder.container)
        except TOLERATED:
            self._tally.unreadable["DiagnosticReport"] += 1
            holder.raw = None
            return None
        holder.misfits = reading.types.misfits
        holder.missing = tuple(reading.missing)
        holder.parsed = answer
        if not holder.missing:
            holder.raw = None
        record = self._by_key.get(holder.key)
        if record is None:
            record = self._by_key[holder.key] = _Record(holder, answer, verdict)
            self._records.append(record)
        record.answer = answer
        return record

    def _grow(self, record: _Record) -> Generator[None, None, None]:
        grove = Grove(self._reading.index, self._withheld)
        key = record.holder.key
        yield from grove.grow(record.answer.results, record.holder.container, self._attached.get(key, ()))
        record.grove = grove
        lost = len(grove.missing_roots)
        report = record.answer.report
        record.report = replace(
            report,
            request=report.request or self._order_of_results(record, grove),
            findings=grove.findings,
            missing_results=lost,
            unreadable_results=grove.unreadable,
            withheld_results=grove.withheld,
            complete=not lost and not grove.missing_members,
        )

    def _order_of_results(self, record: _Record, grove: Grove) -> ServiceRequest | None:
        """Where a report does not name its order, the one its first result names."""
        for finding in grove.findings:
            holder = self._reading.index.find(f"Observation/{finding.observation.id}", record.holder.container)
            result = holder.parsed if holder is not None else None
            if isinstance(result, Result) and result.order:
                return read_order(self._reading, result.order, record.holder.container)
        return None

    def _claim(self) -> None:
        """Give results that named a report before it had come to that report, by whatever form of reference."""
        for container, address in list(self._unclaimed):
            report = self._reading.index.find(address, container)
            if report is not None:
                self._attached.setdefault(report.key, []).extend(self._unclaimed.pop((container, address)))

    # -- the whole ----------------------------------------------------------------------------------------------------------

    def missing_results(self) -> tuple[str, ...]:
        """Ids of observations that are referred to and have not come, for Observation/_search."""
        found: dict[str, None] = {}
        for record in self._records:
            if record.verdict is Verdict.WITHHELD or record.grove is None:
                continue
            for _container, address in (*record.grove.missing_roots, *record.grove.missing_members):
                if address.startswith("#"):
                    continue
                found[address.partition("/_history/")[0].replace("urn:uuid:", "/").rpartition("/")[2]] = None
        return tuple(one for one in found if one)

    def lacking(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Which of these observations have not come."""
        return tuple(one for one in ids if self._reading.index.find(f"urn:uuid:{one}", "") is None)

    def partial(self, coverage: Coverage) -> LookupResult:
        """What there is to show by now. Results whose report has not come are left for the end, and so is «nothing found»."""
        return LookupResult(
            lookup=self._lookup,
            reports=self._reports(Verdict.SHOWN, Verdict.UNNAMED),
            other_identifier=self._reports(Verdict.OTHER_KIND),
            outcomes=settled(self.outcomes, empty=False),
            coverage=replace(coverage, withheld=self._withheld_reports()),
        )

    def regrow(self) -> Generator[None, None, None]:
        """Read again what waited for something that has come since, and put the trees together again where that matters."""
        find = self._reading.index.find
        changed = False
        waiting = [one for one in self._reading.index.holders if one.missing and (one.raw is not None or one.draft is not None)]
        stale = [one for one in waiting if any(find(address, one.container) is not None for _kind, address in one.missing)]
        for holder in stale:
            if holder.kind not in {"Observation", "DiagnosticReport"}:
                holder.parsed = None
        for holder in stale:
            if holder.kind == "Observation":
                self._read_result(holder)
                changed = True
            elif holder.kind == "DiagnosticReport":
                self._read_report(holder)
                changed = True
            yield
        yield from self._spread_withheld()
        yield from self._spread_apart()
        changed, self._moved = changed or self._moved, False
        for record in self._records:
            grove = record.grove
            attached = self._attached.get(record.holder.key, ())
            if (
                changed
                or grove is None
                or grove.missing_roots
                or grove.missing_members
                or any(holder.key not in grove.placed for holder in attached)
            ):
                yield from self._grow(record)

    def finish(self, coverage: Coverage, notes: tuple[Note, ...] = ()) -> Generator[None, None, LookupResult]:
        """Everything, with what did not fit anywhere and what could not be read."""
        yield from self.regrow()
        placed: set[str] = set()
        missing: set[str] = set()
        for record in self._records:
            if record.grove is not None:
                placed.update(record.grove.placed)
            if record.grove is not None and record.verdict is not Verdict.WITHHELD:
                missing.update(one for _container, one in (*record.grove.missing_roots, *record.grove.missing_members))
            if not record.report.complete:  # nothing more comes: what is missing is told as missing
                record.report = replace(record.report, complete=True)
            yield
        loose = yield from self._loose(placed)
        grove = Grove(self._reading.index, self._withheld)
        yield from grove.grow((), "", loose)
        missing.update(one for _container, one in grove.missing_members)
        withheld_keys = self._withheld | {one.holder.key for one in self._records if one.verdict is Verdict.WITHHELD}
        holders = self._reading.index.holders
        notes_found = yield from self._tally.notes(holders, withheld_keys, loose=len(grove.placed), missing=len(missing))
        result = self.partial(coverage)
        own, other = loose_halves(grove.findings)
        withheld = coverage.withheld + result.coverage.withheld + self._withheld_results()
        return replace(
            result,
            loose_findings=own,
            other_loose_findings=other,
            outcomes=settled(self.outcomes, empty=self._is_empty(notes)),
            notes=(*notes_found, *notes, *self._left_out()),
            coverage=replace(coverage, withheld=withheld, complete=coverage.complete and not missing and not self._at_fault()),
        )

    def _loose(self, placed: set[str]) -> Generator[None, None, list[Holder]]:
        found: list[Holder] = []
        for holder in self._results:
            if holder.key not in placed and holder.key not in self._withheld:
                found.append(holder)
            yield
        return found

    def _reports(self, *verdicts: Verdict) -> tuple[Report, ...]:
        return tuple([record.report for record in self._records if record.verdict in verdicts])

    def _withheld_reports(self) -> int:
        return sum(1 for record in self._records if record.verdict is Verdict.WITHHELD)

    def _withheld_results(self) -> int:
        """Single results about another number, outside of reports that are withheld anyway."""
        if not self._withheld:
            return 0
        with_report = {
            holder.key
            for record in self._records
            if record.verdict is Verdict.WITHHELD
            for holder in self._attached.get(record.holder.key, ())
        }
        return sum(
            1
            for holder in self._results
            if holder.key not in with_report and isinstance(holder.parsed, Result) and holder.parsed.verdict is Verdict.WITHHELD
        )

    def _is_empty(self, notes: tuple[Note, ...]) -> bool:
        """Whether nothing came, of any kind, and nothing that the client noted stands against that."""
        hindered = any(note.kind is not NoteKind.INCLUDE_REFUSED for note in notes)
        return not (self._reading.index.holders or self._tally.unreadable or hindered)

    def _left_out(self) -> tuple[Note, ...]:
        count = self.outcomes.left_out
        return (Note(kind=NoteKind.OUTCOMES_LEFT_OUT, count=count),) if count else ()

    def _at_fault(self) -> bool:
        return any(one.kind is OutcomeKind.FAULT for one in self.outcomes)
