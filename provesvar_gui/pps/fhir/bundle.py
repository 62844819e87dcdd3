"""Entries of a Bundle, taken apart (R4 bundle.html).

What could not be read or does not add up, counted, so that the screen can say it (invariant 6).

Entries of a Bundle into the index: what each says by itself, and which of them are new.

Results whose report did not come in two: the patient's own, and those on another kind of number (domain/parted.py).

The answers of one look-up, page by page, into one LookupResult.

Works in small steps: ``add_page`` and ``finish`` are generators that yield between resources, so that whoever drives them can
give way (spread.py). One resource that cannot be read never loses the others: it becomes a Note (invariant 6).

"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain.outcome_kind import OutcomeKind
from provesvar_gui.domain.parted import parted
from provesvar_gui.domain.placed import VOID, stands_apart
from provesvar_gui.domain.results import Coverage, Finding, LookupResult, Note, NoteKind, Observation, Report
from provesvar_gui.pps.fhir.observation import Result, broken_draft, read_draft, read_observation
from provesvar_gui.pps.fhir.reader import Doubled
from provesvar_gui.pps.fhir.references import Holder, Identity, Reading, Verdict
from provesvar_gui.pps.fhir.report import Answer, read_order, read_report, read_subject
from provesvar_gui.pps.fhir.tree import Grove
from provesvar_gui.pps.outcomes import Outcomes, objects, settled

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping

    from provesvar_gui.domain.lookup import Lookup
    from provesvar_gui.domain.results import ServiceRequest
    from provesvar_gui.pps.fhir.observation import Draft

_USUAL = frozenset({"Observation", "DiagnosticReport", "Specimen", "ServiceRequest", "PractitionerRole"})
_TYPE = re.compile(r"[A-Z][A-Za-z]{1,63}")


class Entry:
    """``kind``: resource type, "" where there is none that can be read; ``outcomes``: OperationOutcomes in it.

    ``resource``: as it came, or ``draft``: what an Observation says by itself; ``contained``: the resources within it, with their
    types; ``fallback_key``: tells a hit that has neither id nor address from others; ``doubled``: something in it names a member
    twice (json_reader.py).
    """

    __slots__ = ("contained", "doubled", "draft", "fallback_key", "full_url", "is_match", "kind", "outcomes", "resource")

    def __init__(self) -> None:
        self.kind = ""
        self.full_url = ""
        self.resource: dict[str, object] | None = None
        self.draft: Draft | None = None
        self.is_match = False
        self.fallback_key = ""
        self.doubled = False
        self.outcomes: list[dict[str, object]] | None = None
        self.contained: list[tuple[str, dict[str, object]]] | None = None


def read_entry(raw: object) -> Entry:
    """Never raises."""
    if type(raw) is Doubled:
        entry = read_entry(raw.value)
        entry.doubled = True
        entry.outcomes = entry.contained = None  # withheld with what they stand in
        return entry
    entry = Entry()
    if type(raw) is not dict:
        return entry
    url = raw.get("fullUrl")
    if type(url) is str:
        entry.full_url = url
    if "response" in raw:
        response = raw["response"]
        if type(response) is dict and type(response.get("outcome")) is dict:
            entry.outcomes = [response["outcome"]]
    resource = raw.get("resource")
    if type(resource) is not dict:
        return entry
    kind = resource_type(resource, entry.full_url)
    if kind == "OperationOutcome":
        entry.outcomes = [*(entry.outcomes or ()), resource]
    elif kind:
        entry.kind = kind
        entry.resource = resource
        search = raw.get("search")
        mode = search.get("mode") if type(search) is dict else None
        if mode == "match" or (mode is None and kind == "DiagnosticReport"):
            entry.is_match = True
            if not entry.full_url and type(resource.get("id")) is not str:
                entry.fallback_key = _fallback_key(resource)
        if "contained" in resource:
            entry.contained = list(contained_in(resource))
    return entry


def _fallback_key(resource: dict[str, object]) -> str:
    try:
        return repr(hash(repr(resource)))
    except RecursionError:  # it was not too deep for the decoder, by a little
        return "~"


def resource_type(resource: dict[str, object], full_url: str = "") -> str:
    """The type it names, else the one its address names; "" where neither looks like one."""
    named = resource.get("resourceType")
    if type(named) is str and named in _USUAL:
        return named
    if type(named) is not str:
        parts = full_url.rsplit("/", 2)
        named = parts[-2] if len(parts) == 3 else ""
    return named if _TYPE.fullmatch(named) else ""


def contained_in(resource: dict[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
    """Resources within a resource (R4 references.html#contained). One without a readable type is named «contained»."""
    contained = resource.get("contained")
    if contained is None:
        return
    for item in contained if type(contained) is list else [contained]:
        if type(item) is dict:
            yield resource_type(item) or "contained", item


_MOST_TYPES: Final = 10  # told one by one: there are as many as somebody makes up
# Resources that are shown as part of what refers to them.
SHARED: Final = frozenset({"PractitionerRole", "Specimen", "ServiceRequest", "Organization", "Practitioner", "Patient"})


class Tally:
    """``unreadable`` and ``unknown``: by resource type, "" where even that is not known."""

    __slots__ = ("unknown", "unreadable")

    def __init__(self) -> None:
        self.unreadable: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()

    def notes(self, holders: Iterable[Holder], *, loose: int, missing: int) -> Generator[None, None, tuple[Note, ...]]:
        """Everything the screen must say. ``loose``: results without a report; ``missing``: results that did not come."""
        misfits: Counter[str] = Counter()
        unused: Counter[str] = Counter()
        lost: set[tuple[str, str]] = set()
        for holder in holders:
            if holder.misfits:
                misfits[holder.kind] += holder.misfits
            if not holder.used and holder.kind in SHARED:
                unused[holder.kind] += 1
            if holder.missing:
                lost.update(holder.missing)
            yield
        references = Counter(kind for kind, _address in lost)
        notes = [
            *_by_type(NoteKind.ENTRY_UNREADABLE, self.unreadable),
            *_by_type(NoteKind.PART_UNREADABLE, misfits),
            *_by_type(NoteKind.UNKNOWN_RESOURCE, self.unknown),
            *_by_type(NoteKind.REFERENCE_MISSING, references),
            *_by_type(NoteKind.RESOURCE_UNUSED, unused),
        ]
        if loose:
            notes.append(Note(kind=NoteKind.RESULTS_WITHOUT_REPORT, what="Observation", count=loose))
        if missing:
            notes.append(Note(kind=NoteKind.RESULTS_MISSING, what="Observation", count=missing))
        return tuple(notes)


def _by_type(kind: NoteKind, counted: Counter[str]) -> Iterator[Note]:
    """A note for each resource type; of many types one together."""
    yield from (Note(kind=kind, what=what, count=n) for what, n in islice(counted.items(), _MOST_TYPES))
    rest = sum(islice(counted.values(), _MOST_TYPES, None))
    if rest:
        yield Note(kind=kind, what="…", count=rest)


# What hostile or broken data can make our own reading raise. Anything else is a fault of the program and is not hidden.
TOLERATED: Final = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OverflowError)


class PageFacts:
    """What paging needs to know of a page, and the ``results`` and ``reports`` that are new on it.

    ``matches``: a key for each hit, in order; ``unreadable``: entries without one.
    """

    __slots__ = ("matches", "reports", "results", "total", "unreadable")

    def __init__(self, total: object = None) -> None:
        self.matches: list[str] = []
        self.total: int | None = None
        self.unreadable = 0
        self.results: list[Holder] = []
        self.reports: list[Holder] = []
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


Trees = tuple[Finding, ...]


def loose_halves(trees: Trees) -> tuple[Trees, Trees]:
    """Those that are the patient's with what hangs under them, and the others without what is the patient's beneath."""
    own = tuple(one for one in trees if not stands_apart(one.observation))
    taken, other = parted(tuple(one for one in trees if stands_apart(one.observation)), _still_void)
    return (*own, *taken), other


def _still_void(above: Finding, taken: Trees, _apart: bool) -> Trees:
    """What was cancelled with its parent stays so without it: under the parent's name and standing, and no more of that."""
    of = above.observation
    if of.status not in VOID:
        return taken
    bare = Observation(
        id=f"{of.id}#above",  # its own: an opening compares results by their ids
        code=of.code,
        status=of.status,
        category=of.category,
        effective=of.effective,
        effective_period=of.effective_period,
        specimen=of.specimen,
        performers=of.performers,
    )
    return (Finding(observation=bare, members=taken),)


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
        notes_found = yield from self._tally.notes(self._reading.index.holders, loose=len(grove.placed), missing=len(missing))
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
