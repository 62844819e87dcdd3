"""The answers of one look-up, page by page, into one LookupResult.

Works in small steps: ``add_page`` and ``finish`` are generators that yield between resources, so that whoever drives them can
give way. One resource that cannot be read never loses the others: it becomes a Note (invariant 6).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from provesvar_gui.pps.fhir.datatypes import Datatypes
from provesvar_gui.pps.fhir.resources import READERS, Resource, ResourceIndex, SubjectJudge, SubjectVerdict, read_resource
from provesvar_gui.pps.outcomes import Outcomes, objects, read_issue, settled
from provesvar_gui.results.model import (
    CodeableConcept,
    Coverage,
    Finding,
    Identifier,
    Labelled,
    LookupResult,
    Note,
    NoteKind,
    Observation,
    OutcomeKind,
    Party,
    Report,
    ServiceRequest,
    Specimen,
    Subject,
)
from provesvar_gui.results.text import called

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping

    from provesvar_gui.patient.access import Lookup
    from provesvar_gui.pps.fhir.datatypes import Link

# What hostile or broken data can make our own reading raise. Anything else is a fault of the program and is not hidden.
TOLERATED: Final = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OverflowError)
_TYPE = re.compile(r"[A-Z][A-Za-z]{1,63}")
_MOST_TYPES: Final = 10  # told one by one: there are as many as somebody makes up


def read_entry(types: Datatypes, raw: object) -> Resource:
    """The resource in an entry (R4 bundle.html), as far as it says something by itself. Never raises."""
    if type(raw) is not dict:
        return Resource()
    response, content, url = raw.get("response"), raw.get("resource"), raw.get("fullUrl")
    outcomes = [response["outcome"]] if type(response) is dict and type(response.get("outcome")) is dict else []
    kind = content.get("resourceType") if type(content) is dict else None
    if type(content) is not dict or type(kind) is not str or not (kind in READERS or _TYPE.fullmatch(kind)):
        return Resource(outcomes=tuple(outcomes))
    if kind == "OperationOutcome":
        return Resource(outcomes=(*outcomes, content))
    try:
        resource = read_resource(types, kind, content)
    except TOLERATED:
        resource = Resource(kind)
    resource.outcomes = tuple(outcomes)
    resource.full_url = url if type(url) is str else ""
    search = raw.get("search")
    mode = search.get("mode") if type(search) is dict else None
    if mode == "match" or (mode is None and kind == "DiagnosticReport"):
        resource.match = resource.full_url or resource.id or "~"
    return resource


class PageFacts:
    """The facts of a page for paging. ``matches``: a key for each hit, in order; ``unreadable``: entries without one."""

    def __init__(self, total: object = None) -> None:
        self.matches: list[str] = []
        self.unreadable = 0
        plain = isinstance(total, str) and total.isascii() and total.isdigit() and len(total) < 10
        self.total = int(str(total)) if plain else None


@dataclass(slots=True, eq=False)
class _Tree:
    """The results of one report, or those without one: ``hasMember`` trees, whole (invariant 7).

    A member of several parents stands whole under the first, and is told under the others; one of a group and of a part of that
    group under the part alone. A cycle is cut where it closes. Works without recursion: a tree may be ten thousand levels deep.

    ``lost``: addresses of results that did not come; ``others``: of the trees those with something on another kind of number.
    """

    report: Report | None = None
    verdict: SubjectVerdict = SubjectVerdict.UNNAMED
    findings: tuple[Finding, ...] = ()
    others: tuple[Finding, ...] = ()
    keys: set[str] = field(default_factory=set)
    lost: dict[str, None] = field(default_factory=dict)
    unreadable: int = 0
    withheld: int = 0


class Mapper:
    """Collects pages. ``outcomes``: the service's outcomes so far; ``withhold_other_kind``: see ``SubjectJudge``."""

    def __init__(
        self, lookup: Lookup, policy: Mapping[str, tuple[OutcomeKind, bool]], *, withhold_other_kind: bool = False
    ) -> None:
        self._lookup = lookup
        self._policy = policy
        self._types = Datatypes()
        self._index = ResourceIndex()
        self._judge = SubjectJudge(lookup.patient, self._index, withhold_other_kind=withhold_other_kind)
        self.outcomes = Outcomes()
        self._unreadable: Counter[str] = Counter()  # by resource type, "" where even that is not known
        self._misfits: Counter[str] = Counter()
        self._unknown: Counter[str] = Counter()
        self._reports: list[Resource] = []
        self._results: list[Resource] = []
        self._referring: list[Resource] = []  # of which a Patient may still tell whose they are
        self._trees: dict[str, _Tree] = {}  # by the key of the report
        self._attached: dict[str, list[Resource]] = {}  # key of a report -> results that name it
        self._unclaimed: dict[str, list[Resource]] = {}  # address of a report that is not here yet
        self._lacking: dict[str, str] = {}  # what trees refer to and had not come when they grew: address -> kind
        self._stale = False  # something has come that belongs to trees that have grown

    def prepare(self, raw: object) -> Resource:
        """For the reader of a page. Changes nothing here, so a page that cannot be read to its end leaves no traces."""
        return read_entry(self._types, raw)

    def add_page(
        self, head: Mapping[str, object], entries: list[Resource], *, first: bool = True
    ) -> Generator[None, None, PageFacts]:
        """Take in the entries of one Bundle. Only the ``first`` page can say that nothing was found."""
        facts = PageFacts(head.get("total"))
        fresh: list[Resource] = []
        for entry in entries:
            for outcome in entry.outcomes:
                yield from self._hear(outcome, first=first)
            if self._take_in(entry, facts):
                fresh.append(entry)
            yield
        for resource in fresh:
            self._take_verdict(resource)
            if type(resource.subject) is dict and "reference" in resource.subject:
                self._referring.append(resource)
            if resource.kind == "Observation":
                self._results.append(resource)
                for address in resource.reports:
                    self._unclaimed.setdefault(address, []).append(resource)
            yield
        self._settle()
        for report in fresh:
            if report.kind == "DiagnosticReport":
                self._reports.append(report)
                self._trees[report.key] = yield from self._grow(report)
        return facts

    def _hear(self, outcome: dict[str, object], *, first: bool) -> Generator[None, None, None]:
        issues = objects(outcome.get("issue"))
        if not issues:
            self._unreadable["OperationOutcome"] += 1
        for issue in issues:
            for one in read_issue(issue, self._policy):
                if first or one.kind is not OutcomeKind.NOTHING_FOUND:
                    self.outcomes.add(one)
            yield

    def _take_in(self, entry: Resource, facts: PageFacts) -> bool:
        """Put an entry where references find it. False where it is none, or here already."""
        if entry.fields is None:
            if entry.kind or not entry.outcomes:
                facts.unreadable += 1
                self._unreadable[entry.kind] += 1
            return False
        known = self._index.add(entry)
        if entry.match:
            facts.matches.append(entry.key)
        if known is None:
            self._misfits[entry.kind] += entry.misfits
            self._unknown[entry.kind] += entry.kind not in READERS
            return True
        if entry.kind == "Patient" and known.fields is not None:  # whomever either of them names is judged
            both = (known.fields["identifier"], entry.fields["identifier"])
            known.fields["identifier"] = [one for each in both for one in (each if type(each) is list else [each])]
        elif not known.equals(entry):
            self._unreadable[entry.kind] += 1  # something else under the same id: nobody knows which is meant
        return False

    def _take_verdict(self, resource: Resource) -> None:
        resource.verdict = self._judge.judge(resource.subject)
        resource.withheld = resource.verdict is SubjectVerdict.WITHHELD

    def _settle(self) -> None:
        """Assign results to the reports that name them; withhold members of withheld results that name nobody themselves."""
        for address in list(self._unclaimed):
            report = self._index.find(address)
            if report is not None:
                self._attached.setdefault(report.key, []).extend(self._unclaimed.pop(address))
                self._stale = self._stale or report.key in self._trees
        waiting = [one for one in self._results if one.withheld and one.members]
        while waiting:
            for address in waiting.pop().members:
                member = self._index.find(address)
                if member is not None and member.verdict is SubjectVerdict.UNNAMED and not member.withheld:
                    member.withheld = self._stale = True
                    waiting.append(member)

    def _grow(self, report: Resource | None, loose: Iterable[Resource] = ()) -> Generator[None, None, _Tree]:
        """Build the trees: first the results a report names, then those that name the report. Yields between observations."""
        attached = self._attached.get(report.key, ()) if report is not None else loose
        tree = _Tree()
        lacked = dict(self._lacking)
        named = [self._find(address, tree) for address in report.members] if report is not None else []
        lost = len(tree.lost)
        candidates = [*filter(None, named), *(one for one in attached if not one.withheld)]
        below = yield from self._below(candidates)
        homes: dict[Resource, Resource | None] = {}  # under what each stands whole; parents before their members
        told: dict[Resource, tuple[list[Resource], int]] = {}
        roots: list[Resource] = []
        # Those that are nobody's member first; what is left after that hangs in a cycle and is entered where it comes first.
        for root in [*(one for one in candidates if one not in below), *candidates, *below]:
            if root in homes:
                continue
            roots.append(root)
            homes[root] = None
            waiting = [root]
            while waiting:
                resource = waiting.pop()
                self._observation(resource)
                told[resource] = self._told_members(resource, tree) if resource.members else ([], 0)
                fresh = {one: resource for one in told[resource][0] if one not in homes}
                homes |= fresh
                waiting += reversed(fresh)
                yield
        findings: dict[Resource, Finding] = {}
        apart: set[Resource] = set()  # with something on another kind of number
        for resource in reversed(homes):
            members, missing = told[resource]
            kept = [one for one in dict.fromkeys(members) if homes[one] is resource]
            others = ((self._observation(one), home) for one in members if (home := homes[one]) is not resource)
            findings[resource] = Finding(
                observation=self._observation(resource),
                members=tuple([findings[one] for one in kept]),
                missing=missing,
                # what a ring began with has no parent
                elsewhere=tuple([(one, name) for one, home in others if home and (name := called(self._observation(home).code))]),
            )
            if resource.verdict is SubjectVerdict.OTHER_KIND or not apart.isdisjoint(kept):
                apart.add(resource)
        yield
        tree.findings = tuple([findings[one] for one in roots])
        tree.others = tuple([findings[one] for one in roots if one in apart])
        tree.keys = {one.key for one in homes}
        self._lacking.update(dict.fromkeys(tree.lost, "Observation"))
        if report is not None:
            self._finish_report(report, tree, lost, list(homes))
        if tree.verdict is SubjectVerdict.WITHHELD:
            self._lacking = lacked  # nothing of it is told
        return tree

    def _find(self, address: str, tree: _Tree) -> Resource | None:
        found = self._index.find(address)
        if found is None:
            tree.lost[address] = None
        elif found.kind != "Observation":
            tree.unreadable += 1
        elif found.withheld:
            tree.withheld += 1
        else:
            return found
        return None

    def _below(self, candidates: list[Resource]) -> Generator[None, None, dict[Resource, None]]:
        """All that is a member of something within reach."""
        below: dict[Resource, None] = {}
        waiting = [one for one in candidates if one.members]
        while waiting:
            fresh = dict.fromkeys(one for one in self._members(waiting.pop()) if one not in below)
            below |= fresh
            waiting += fresh
            yield
        return below

    def _members(self, of: Resource) -> list[Resource]:
        found = map(self._index.find, of.members)
        return [one for one in found if one is not None and one is not of and one.kind == "Observation" and not one.withheld]

    def _told_members(self, of: Resource, tree: _Tree) -> tuple[list[Resource], int]:
        """Its members without those that are members of a part of it too; and how many did not come."""
        before = len(tree.lost) + tree.unreadable
        within = {one for part in self._members(of) if part.members for one in self._members(part)}
        found = [one for address in of.members if (one := self._find(address, tree)) is not None]
        return [one for one in found if one is not of and one not in within], len(tree.lost) + tree.unreadable - before

    def _finish_report(self, report: Resource, tree: _Tree, lost: int, results: list[Resource]) -> None:
        fields = dict(report.fields or {})
        subject: Subject | None = fields.pop("subject")
        about = report.subject if subject is not None and subject.identifier is None else None
        tree.verdict = report.verdict
        if tree.others and report.verdict in (SubjectVerdict.SHOWN, SubjectVerdict.UNNAMED):
            tree.verdict = SubjectVerdict.OTHER_KIND  # set apart whole (invariant 4)
            about = next(one.subject for one in results if one.verdict is SubjectVerdict.OTHER_KIND)
        for system, value in self._judge.identifiers(about)[:1]:
            identifier = Identifier(system=system, value=value)
            subject = Subject(identifier=identifier, display=subject.display if subject is not None else "")
        orders = report.orders or next((one.orders for one in results if one.orders), ())
        tree.report = Report(
            id=report.id or report.key,
            subject=subject,
            performers=self._parties(report.performers),
            request=next(filter(None, map(self._request, orders)), None),
            specimens=tuple(filter(None, map(self._specimen, report.specimens))),
            findings=tree.findings,
            missing_results=lost,
            unreadable_results=tree.unreadable,
            withheld_results=tree.withheld,
            complete=not tree.lost,
            **fields,
        )

    def _resolved(self, link: Link, kind: str) -> Resource | None:
        address = link[0]
        found = self._index.find(address) if address else None
        if found is None and address:
            self._lacking[address] = kind
        return found if found is not None and found.kind == kind else None

    def _observation(self, resource: Resource) -> Observation:
        if resource.made is None:
            resource.made = Observation(
                id=resource.id or resource.key,
                specimen=next(filter(None, map(self._specimen, resource.specimens)), None),
                performers=self._parties(resource.performers),
                **(resource.fields or {}),
            )
        made: Observation = resource.made
        return made

    def _parties(self, links: tuple[Link, ...]) -> tuple[Party, ...]:
        return tuple(filter(None, map(self._party, links)))

    def _party(self, link: Link) -> Party | None:
        """The organisation or person of a Reference: its PractitionerRole, or its own display and identifier."""
        found = self._resolved(link, "PractitionerRole")
        if found is not None:
            party: Party = found.made
            return party
        _address, display, identifiers, kind = link
        if not display and not identifiers:
            return None
        if kind in ("Practitioner", "PractitionerRole"):
            return Party(practitioner=display, practitioner_ids=identifiers)
        return Party(organisation=display, organisation_ids=identifiers)

    def _specimen(self, link: Link) -> Specimen | None:
        """The Specimen a Reference leads to; a logical reference becomes a Specimen that has just that."""
        found = self._resolved(link, "Specimen")
        if found is None:
            _address, display, identifiers, _kind = link
            kind = CodeableConcept(text=display) if display else None
            return Specimen(id="", kind=kind, identifiers=identifiers) if kind or identifiers else None
        if found.made is None:
            collector = next(iter(self._parties(found.performers)), None)
            found.made = Specimen(id=found.id, collector=collector, **(found.fields or {}))
        made: Specimen = found.made
        return made

    def _request(self, link: Link) -> ServiceRequest | None:
        found = self._resolved(link, "ServiceRequest")
        if found is None:
            _address, display, identifiers, _kind = link
            extras = (Labelled(label="basedOn", value=display),) if display else ()
            return ServiceRequest(id="", identifiers=identifiers, extras=extras) if display or identifiers else None
        requester = next(iter(self._parties(found.performers)), None)
        return ServiceRequest(id=found.id, requester=requester, **(found.fields or {}))

    def _lost(self) -> Iterator[str]:
        """Addresses of results that have not come, of all reports that are shown."""
        for tree in self._trees.values():
            if tree.verdict is not SubjectVerdict.WITHHELD:
                yield from tree.lost

    def missing_results(self) -> tuple[str, ...]:
        """Ids of observations that are referred to and have not come, for Observation/_search."""
        plain = (address.partition("/_history/")[0].replace("urn:uuid:", "/") for address in self._lost() if address[0] != "#")
        return tuple(dict.fromkeys(one for address in plain if (one := address.rpartition("/")[2])))

    def lacking(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(one for one in ids if self._index.find(f"urn:uuid:{one}") is None)

    def partial(self, coverage: Coverage) -> LookupResult:
        """The result so far. Results without their report yet, and «nothing found», are left for the end."""
        return LookupResult(
            lookup=self._lookup,
            reports=self._reports_of(SubjectVerdict.SHOWN, SubjectVerdict.UNNAMED),
            other_identifier=self._reports_of(SubjectVerdict.OTHER_KIND),
            outcomes=settled(self.outcomes, empty=False),
            coverage=replace(coverage, withheld=len(self._reports_of(SubjectVerdict.WITHHELD))),
        )

    def _reports_of(self, *verdicts: SubjectVerdict) -> tuple[Report, ...]:
        return tuple([one.report for one in self._trees.values() if one.verdict in verdicts and one.report is not None])

    def regrow(self) -> Generator[None, None, None]:
        """Build the trees again where new resources arrived, or turned out to be another person's."""
        for one in self._referring:
            before = one.verdict
            self._take_verdict(one)
            self._stale = self._stale or one.verdict is not before
        self._settle()
        if not self._stale and not any(self._index.find(address) is not None for address in self._lacking):
            return
        self._stale = False
        self._lacking.clear()
        for one in self._index.resources:
            if one.kind != "PractitionerRole":
                one.made = None
        for report in self._reports:
            self._trees[report.key] = yield from self._grow(report)

    def finish(self, coverage: Coverage, notes: tuple[Note, ...] = ()) -> Generator[None, None, LookupResult]:
        yield from self.regrow()
        placed: set[str] = set()
        for tree in self._trees.values():
            placed |= tree.keys
            if tree.report is not None and not tree.report.complete:  # nothing more comes: what is missing is told as missing
                tree.report = replace(tree.report, complete=True)
            yield
        held = [self._attached.get(one.key, ()) for one in self._reports if one.verdict is SubjectVerdict.WITHHELD]
        with_report = {one.key for some in held for one in some}
        loose = yield from self._grow(None, [one for one in self._results if one.key not in placed])
        lost = {*self._lost(), *loose.lost}
        missing = Counter(kind for kind in self._lacking.values() if kind != "Observation")
        result = self.partial(coverage)
        withheld = sum(one.verdict is SubjectVerdict.WITHHELD and one.key not in with_report for one in self._results)
        at_fault = any(one.kind is OutcomeKind.FAULT for one in self.outcomes)
        hindered = any(note.kind is not NoteKind.INCLUDE_REFUSED for note in notes)
        empty = not (self._index.resources or self._unreadable or hindered)
        others = set(map(id, loose.others))
        return replace(
            result,
            loose_findings=tuple([one for one in loose.findings if id(one) not in others]),
            other_loose_findings=loose.others,
            outcomes=settled(self.outcomes, empty=empty),
            notes=(
                *_notes(NoteKind.ENTRY_UNREADABLE, self._unreadable),
                *_notes(NoteKind.PART_UNREADABLE, self._misfits),
                *_notes(NoteKind.UNKNOWN_RESOURCE, self._unknown),
                *_notes(NoteKind.REFERENCE_MISSING, missing),
                *_notes(NoteKind.RESULTS_WITHOUT_REPORT, {"Observation": len(loose.keys)}),
                *_notes(NoteKind.RESULTS_MISSING, {"Observation": len(lost)}),
                *notes,
                *_notes(NoteKind.OUTCOMES_LEFT_OUT, {"": self.outcomes.left_out}),
            ),
            coverage=replace(
                coverage,
                withheld=coverage.withheld + result.coverage.withheld + withheld,
                complete=coverage.complete and not lost and not at_fault,
            ),
        )


def _notes(kind: NoteKind, counted: Mapping[str, int]) -> Iterator[Note]:
    """A note for each resource type that there is any of; of many types one together."""
    present = {what: count for what, count in counted.items() if count}
    yield from (Note(kind=kind, what=what, count=count) for what, count in islice(present.items(), _MOST_TYPES))
    rest = sum(islice(present.values(), _MOST_TYPES, None))
    if rest:
        yield Note(kind=kind, what="…", count=rest)
