"""The answers of one look-up, page by page, into one LookupResult.

Works in small steps: ``add_page`` and ``finish`` are generators that yield between resources, so that whoever drives them can
give way. One resource that cannot be read never loses the others: it becomes a Note (invariant 6).
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from provesvar_gui.pps.fhir.datatypes import concept_name
from provesvar_gui.pps.fhir.reader import Doubled
from provesvar_gui.pps.fhir.references import (
    ObservationResource,
    ReportResource,
    Resource,
    ResourceReading,
    SubjectJudge,
    SubjectVerdict,
)
from provesvar_gui.pps.fhir.resources import components_of, link_observation, read_observation, read_report, request_of
from provesvar_gui.pps.outcomes import Outcomes, objects, settled
from provesvar_gui.results.model import Coverage, Finding, LookupResult, Note, NoteKind, Observation, OutcomeKind
from provesvar_gui.results.placed import VOID, parted, stands_apart

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping

    from provesvar_gui.patient.access import Lookup
    from provesvar_gui.pps.fhir.datatypes import Datatypes
    from provesvar_gui.pps.fhir.references import ResourceIndex
    from provesvar_gui.results.model import Report, ServiceRequest

# What hostile or broken data can make our own reading raise. Anything else is a fault of the program and is not hidden.
TOLERATED: Final = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OverflowError)
# Resources that are shown as part of what refers to them.
SHARED: Final = frozenset({"PractitionerRole", "Specimen", "ServiceRequest", "Organization", "Practitioner", "Patient"})
_TYPE = re.compile(r"[A-Z][A-Za-z]{1,63}")
_MOST_TYPES: Final = 10  # told one by one: there are as many as somebody makes up
_MOST_ABOVE: Final = 64  # results above a parent that are looked through; what is farther away than that is told twice


# -- entries (R4 bundle.html) ----------------------------------------------------------------------------------------------------


def read_entry(types: Datatypes, raw: object) -> Resource:
    """The resource in an entry, as far as it says something by itself. Never raises."""
    if type(raw) is Doubled:
        resource = read_entry(types, raw.value)
        resource.doubled = True
        resource.outcomes = resource.contained = ()  # withheld with what they stand in
        return resource
    if type(raw) is not dict:
        return Resource()
    response, content = raw.get("response"), raw.get("resource")
    outcomes = [response["outcome"]] if type(response) is dict and type(response.get("outcome")) is dict else []
    url = raw.get("fullUrl")
    url = url if type(url) is str else ""
    kind = _resource_type(content, url) if type(content) is dict else ""
    if type(content) is not dict or not kind or kind == "OperationOutcome":
        resource = Resource()
        resource.outcomes = (*outcomes, content) if type(content) is dict and kind else tuple(outcomes)
        return resource
    resource = _read_resource(types, kind, content)
    resource.full_url = url
    resource.outcomes = tuple(outcomes)
    search = raw.get("search")
    mode = search.get("mode") if type(search) is dict else None
    if mode == "match" or (mode is None and kind == "DiagnosticReport"):
        resource.match = url or resource.id or _fallback_key(content)
    if "contained" in content:
        contained = content["contained"]
        resource.contained = tuple(
            _read_resource(types, _resource_type(item) or "contained", item)
            for item in (contained if type(contained) is list else [contained])
            if type(item) is dict
        )
    return resource


def _read_resource(types: Datatypes, kind: str, raw: dict[str, object]) -> Resource:
    """Observations, which are most of it all, are read right after decoding, while they are near at hand for the processor."""
    if kind == "DiagnosticReport":
        return ReportResource(raw=raw)
    if kind != "Observation":
        return Resource(kind, raw)
    try:
        return read_observation(types, raw)
    except TOLERATED:
        return ObservationResource(raw=raw)


def _resource_type(resource: dict[str, object], full_url: str = "") -> str:
    """The type it names, else the one its address names; "" where neither looks like one."""
    named = resource.get("resourceType")
    if type(named) is not str:
        parts = full_url.rsplit("/", 2)
        named = parts[-2] if len(parts) == 3 else ""
    return named if _is_type(named) else ""


@lru_cache(maxsize=64)
def _is_type(name: str) -> bool:
    return _TYPE.fullmatch(name) is not None


def _fallback_key(resource: dict[str, object]) -> str:
    """Tells a hit that has neither id nor address from others."""
    try:
        return repr(hash(repr(resource)))
    except RecursionError:  # it was not too deep for the decoder, by a little
        return "~"


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
        self.results: list[ObservationResource] = []
        self.reports: list[ReportResource] = []
        self.shared: list[Resource] = []
        if isinstance(total, str) and total.isascii() and total.isdigit() and len(total) < 10:
            self.total = int(total)


# -- findings --------------------------------------------------------------------------------------------------------------------


class _Node:
    """A result in its place. ``home``: under which it stands whole; ``also``: names of other parents.

    Of its members, ``kept``: those that stand whole under it; ``elsewhere``: under others; ``lost``: how many did not come.
    """

    __slots__ = ("also", "elsewhere", "finding", "home", "kept", "lost", "resource")

    def __init__(self, resource: ObservationResource, home: _Node | None = None) -> None:
        self.resource = resource
        self.home = home
        self.kept: list[_Node] = []
        self.lost = 0
        self.also: dict[str, None] = {}
        self.elsewhere: dict[_Node, None] = {}
        self.finding: Finding | None = None


class Trees:
    """The findings of one report, or of the results without one: observations with their ``hasMember`` trees (invariant 7).

    A member of a group and of a part of that group stands under the part. One of several parts stands under the first, whole;
    under the others it is in ``Finding.elsewhere``, and it names them. A cycle is cut where it closes. Works without recursion: a
    tree may be ten thousand levels deep.

    After ``grow``: ``findings``; ``placed``: keys of the observations in them; ``missing_roots`` and ``missing_members``: what
    led nowhere (container, address); ``unreadable``: how many led to something else, ``withheld``: to what is another number's.
    """

    __slots__ = (
        "_farther", "_index", "_nodes", "_parents", "findings", "missing_members", "missing_roots", "placed", "unreadable",
        "withheld",
    )  # fmt: skip

    def __init__(self, index: ResourceIndex) -> None:
        self._index = index
        self._parents: dict[str, list[str]] = {}  # by keys, as all below
        self._farther: dict[str, set[str]] = {}
        self._nodes: dict[str, _Node] = {}
        self.findings: tuple[Finding, ...] = ()
        self.placed: frozenset[str] = frozenset()
        self.missing_roots: list[tuple[str, str]] = []
        self.missing_members: list[tuple[str, str]] = []
        self.unreadable = 0
        self.withheld = 0

    def grow(
        self, addresses: Iterable[str], container: str, attached: Iterable[ObservationResource] = ()
    ) -> Generator[None, None, None]:
        """Build the trees: first the results a report names, then those that name the report. Yields between observations."""
        found = [self._find(address, container, self.missing_roots) for address in addresses]
        candidates = [*(one for one in found if one is not None), *(one for one in attached if one.usable)]
        reached = yield from self._reach(candidates)
        order: list[_Node] = []  # parents before their members
        roots: list[_Node] = []
        # Those that are nobody's member first; what is left after that hangs in a cycle and is entered where it comes first.
        for resource in [*(one for one in candidates if one.key not in self._parents), *candidates, *reached]:
            if resource.key not in self._nodes:
                roots.append(self._place(resource))
                yield from self._walk(roots[-1], order)
        for node in reversed(order):
            node.finding = self._finding(node)
            yield
        self.findings = _findings(roots)
        for node in order:  # no ring is left to the garbage collector, which rests meanwhile
            node.kept.clear()
            node.elsewhere.clear()
        self.placed = frozenset(self._nodes)
        self._parents, self._farther, self._nodes = {}, {}, {}  # were needed while it grew

    def _find(self, address: str, container: str, missing: list[tuple[str, str]]) -> ObservationResource | None:
        found = self._index.find(address, container)
        if found is None:
            missing.append((container, address))
        elif not isinstance(found, ObservationResource) or not found.readable:
            self.unreadable += 1
        elif found.withheld:
            self.withheld += 1
        else:
            return found
        return None

    def _reach(self, candidates: list[ObservationResource]) -> Generator[None, None, list[ObservationResource]]:
        """All that is a member of something within reach, and of what."""
        reached: list[ObservationResource] = []
        first = {resource.key: resource for resource in candidates}
        seen, waiting = set(first), list(first.values())
        while waiting:
            resource = waiting.pop()
            for member in self._index.members(resource):
                if member is resource:
                    continue
                self._parents.setdefault(member.key, []).append(resource.key)
                if member.key not in seen:
                    seen.add(member.key)
                    reached.append(member)
                    waiting.append(member)
            yield
        return reached

    def _is_farther(self, parent: str, member: str) -> bool:
        """Whether the member is also one of something that stands under that parent, so that it is told there."""
        parents = self._parents[member]
        if len(parents) == 1:
            return False
        farther = self._farther.get(member)
        if farther is None:
            above = {each: self._above(each, member) for each in parents}
            farther = {one for other in above for one in above[other] if one in above and other not in above[one]}
            self._farther[member] = farther = farther if len(farther) < len(above) else set()
        return parent in farther

    def _above(self, key: str, without: str) -> set[str]:
        """What it is under, by any way that does not lead through ``without``."""
        found: set[str] = set()
        waiting = [key]
        while waiting and len(found) < _MOST_ABOVE:
            for each in self._parents.get(waiting.pop(), ()):
                if each != without and each not in found:
                    found.add(each)
                    waiting.append(each)
        return found

    def _place(self, resource: ObservationResource, home: _Node | None = None) -> _Node:
        node = self._nodes[resource.key] = _Node(resource, home)
        return node

    def _walk(self, root: _Node, order: list[_Node]) -> Generator[None, None, None]:
        waiting = [root]
        while waiting:
            node = waiting.pop()
            order.append(node)
            if node.resource.members:
                self._place_members(node)
                waiting.extend(reversed(node.kept))
            yield

    def _place_members(self, node: _Node) -> None:
        resource = node.resource
        before = len(self.missing_members) + self.unreadable
        for address in resource.members:
            member = self._find(address, resource.container, self.missing_members)
            if member is None or member is resource or self._is_farther(resource.key, member.key):
                continue
            placed = self._nodes.get(member.key)
            if placed is None:
                node.kept.append(self._place(member, node))
            elif placed not in node.kept:
                placed.also[concept_name(resource.observation.code)] = None
                node.elsewhere[placed] = None
        node.lost = len(self.missing_members) + self.unreadable - before

    def _finding(self, node: _Node) -> Finding:
        components = [Finding(observation=part) for part in components_of(node.resource)] if node.resource.components else ()
        return Finding(
            observation=node.resource.observation,
            members=(*components, *_findings(node.kept)),
            missing=node.lost,
            also_under=tuple(node.also),
            elsewhere=tuple(_elsewhere(node)) if node.elsewhere else (),
        )


def _findings(nodes: list[_Node]) -> tuple[Finding, ...]:
    return tuple([node.finding for node in nodes if node.finding is not None])


def _elsewhere(node: _Node) -> Iterator[Finding]:
    """What else belongs here, without what hangs under it; none of the patient's beside another number (invariant 4)."""
    for member in node.elsewhere:
        of = member.resource.observation
        if member.home is not None and (of.subject is None) == (node.resource.observation.subject is None):
            yield Finding(observation=of, also_under=(concept_name(member.home.resource.observation.code),))


def _halves(trees: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Of results without a report: the patient's with what hangs under them, and the others without what is the patient's."""
    own = tuple(one for one in trees if not stands_apart(one.observation))
    taken, other = parted(tuple(one for one in trees if stands_apart(one.observation)), _still_void)
    return (*own, *taken), other


def _still_void(above: Finding, taken: tuple[Finding, ...], _apart: bool) -> tuple[Finding, ...]:
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


# -- the whole -------------------------------------------------------------------------------------------------------------------


class Mapper:
    """Collects pages. ``outcomes``: what the service said about access so far; ``withhold_other_kind``: see ``SubjectJudge``."""

    def __init__(
        self, lookup: Lookup, policy: Mapping[str, tuple[OutcomeKind, bool]], *, withhold_other_kind: bool = False
    ) -> None:
        self._lookup = lookup
        self._policy = policy
        self._reading = ResourceReading()
        self._identity = SubjectJudge(lookup.patient, withhold_other_kind=withhold_other_kind)
        self.outcomes = Outcomes()
        self._unreadable: Counter[str] = Counter()  # by resource type, "" where even that is not known
        self._unknown: Counter[str] = Counter()
        self._reports: list[ReportResource] = []
        self._results: list[ObservationResource] = []
        self._trees: dict[ReportResource, Trees] = {}
        self._attached: dict[str, list[ObservationResource]] = {}  # key of a report -> results that name it or stand within it
        self._unclaimed: dict[tuple[str, str], list[ObservationResource]] = {}  # (container, address of a report not yet here)
        self._withheld: dict[str, ObservationResource] = {}  # by their keys, as below: about another number, or under what is
        self._apart: dict[str, ObservationResource] = {}  # on another kind of number
        self._along: dict[str, ObservationResource] = {}  # members of those that name nobody and go with them, as far as is known
        self._moved = False  # whether one was found to go with those after it may have been placed

    def prepare(self, raw: object) -> Resource:
        """For the reader of a page. Changes nothing here, so a page that cannot be read to its end leaves no traces."""
        return read_entry(self._reading.types, raw)

    # -- pages --------------------------------------------------------------------------------------------------------------

    def add_page(
        self, head: Mapping[str, object], entries: list[Resource], *, first: bool = True
    ) -> Generator[None, None, PageFacts]:
        """Take in the entries of one Bundle. Only the ``first`` page can say that nothing was found."""
        facts = PageFacts(head.get("total"))
        for at, entry in enumerate(entries):
            for outcome in entry.outcomes:
                yield from self._hear(outcome, first=first)
            self._take_in(entry, facts)
            if not at & 7:
                yield
        yield from self._drop_foreign(facts.shared)
        for at, result in enumerate(facts.results):
            if self._read_result(result):
                self._results.append(result)
                self._attach(result)
            else:
                result.readable = False
            if not at & 7:
                yield
        self._claim()
        yield from self._spread()
        for report in facts.reports:
            if self._read_report(report):
                self._reports.append(report)
                yield from self._grow(report)
            yield
        return facts

    def _hear(self, outcome: dict[str, object], *, first: bool) -> Generator[None, None, None]:
        issues = objects(outcome.get("issue"))
        if not issues:
            self._unreadable["OperationOutcome"] += 1
        for at, issue in enumerate(issues):
            self.outcomes.read(issue, self._policy, first=first)
            if not at & 7:
                yield

    def _take_in(self, entry: Resource, facts: PageFacts) -> None:
        """Put an entry, and what is contained in it, where references find it."""
        if not entry.kind:
            if not entry.outcomes:
                facts.unreadable += 1
                self._unreadable[""] += 1
            return
        if entry.doubled:
            self._unreadable[entry.kind] += 1
            if entry.kind in SHARED and entry.kind != "Patient":
                return  # what refers to it says that it did not come
        self._place(entry, "", facts)
        if entry.match:
            facts.matches.append(entry.key if entry.id else entry.match)
        for inner in entry.contained:
            self._place(inner, entry.key, facts)
        entry.contained = ()

    def _place(self, resource: Resource, container: str, facts: PageFacts) -> None:
        first = self._reading.index.add(resource, container)
        if isinstance(resource, ObservationResource):
            if first or self._says_otherwise(resource):
                facts.results.append(resource)
        elif isinstance(resource, ReportResource):
            if first or self._says_otherwise(resource):
                facts.reports.append(resource)
        elif first and resource.kind not in SHARED:
            self._unknown[resource.kind] += 1
        elif first and resource.kind != "Patient" and resource.raw is not None and "subject" in resource.raw:
            facts.shared.append(resource)
        elif resource.kind == "Patient" and not first:
            known = self._reading.index.versions(resource.key)[0]
            known.doubled = known.doubled or resource.doubled
            said = [each.raw.get("identifier") for each in (known, resource) if each.raw is not None]
            if known.raw is not None and said[0] != said[-1]:  # whomever either of them names is judged
                known.raw["identifier"] = [one for each in said for one in (each if type(each) is list else [each])]

    def _says_otherwise(self, resource: ObservationResource | ReportResource) -> bool:
        """Whether something came under a known key and is not the same again. It is shown beside the first then."""
        known = self._reading.index.versions(resource.key)
        if isinstance(resource, ObservationResource):
            again = any(isinstance(one, ObservationResource) and one.same(resource) for one in known)
        else:
            reports = [one for one in known if isinstance(one, ReportResource)]
            for one in (resource, *reports):
                if one.read is None and one.raw is not None:
                    self._reading.begin()
                    with suppress(*TOLERATED):
                        read_report(self._reading, one, one.raw)
            again = any(one.same(resource) for one in reports)
        if not again:
            self._reading.index.add_apart(resource)
        return not again

    def _drop_foreign(self, shared: list[Resource]) -> Generator[None, None, None]:
        """Leave out specimens and orders of another person: what refers to one says that it did not come."""
        foreign: set[str] = set()
        for at, resource in enumerate(shared):
            subject = self._reading.types.subject(resource.raw.get("subject")) if resource.raw is not None else None
            try:
                verdict = self._identity.judge(self._reading, subject, resource.container)
            except TOLERATED:
                verdict = SubjectVerdict.WITHHELD
            if verdict is SubjectVerdict.WITHHELD:
                foreign.add(resource.key)
                self._mark_used(resource)
            if not at & 7:
                yield
        if foreign:
            self._reading.index.drop(foreign)

    def _mark_used(self, resource: Resource) -> None:
        """What a withheld resource leads to belongs to it: it is not told as something that nothing refers to."""
        waiting: list[tuple[object, str]] = [(resource.raw, resource.container)]
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

    def _read_result(self, resource: ObservationResource) -> bool:
        reading = self._reading
        reading.begin()
        try:
            if not resource.readable:
                raise ValueError
            verdict = SubjectVerdict.WITHHELD
            if not resource.doubled:
                verdict = self._identity.judge(reading, resource.subject, resource.container)
            link_observation(reading, resource, verdict)
        except TOLERATED:
            self._unreadable["Observation"] += 1
            return False
        resource.missing = tuple(reading.missing)
        resource.verdict = verdict
        self._apart.pop(resource.key, None)  # read again it may be the patient's
        if verdict is SubjectVerdict.OTHER_KIND:
            self._apart[resource.key] = resource
        elif verdict is SubjectVerdict.WITHHELD:
            self._withhold(resource)
        order = reading.index.find(resource.order, resource.container)
        if order is not None:
            order.used = True
        return True

    def _attach(self, resource: ObservationResource) -> None:
        for address in resource.reports:
            report = self._reading.index.find(address, resource.container)
            if report is None:
                self._unclaimed.setdefault((resource.container, address), []).append(resource)
            else:
                self._attached.setdefault(report.key, []).append(resource)
        if resource.container != resource.key and not resource.reports:
            self._attached.setdefault(resource.container, []).append(resource)

    def _claim(self) -> None:
        """Give results that named a report before it had come to that report, by whatever form of reference."""
        for container, address in list(self._unclaimed):
            report = self._reading.index.find(address, container)
            if report is not None:
                self._attached.setdefault(report.key, []).extend(self._unclaimed.pop((container, address)))

    def _spread(self) -> Generator[None, None, None]:
        """What hangs under a result that is withheld or stands apart and names nobody itself goes with it."""
        for member, _ in (yield from self._under(self._withheld.values())).values():
            self._withhold(member)
        along = yield from self._under(self._apart.values())
        for key in self._along.keys() - along.keys():  # what they hung under is the patient's after all
            self._move(self._along[key], None)
        for member, above in along.values():
            if member.observation.subject is None:
                self._move(member, above)
        self._along = {key: member for key, (member, _) in along.items()}

    def _under(
        self, results: Iterable[ObservationResource]
    ) -> Generator[None, None, dict[str, tuple[ObservationResource, ObservationResource]]]:
        """All members of these that name nobody, with what they hang under; by their keys, parents before their members."""
        found: dict[str, tuple[ObservationResource, ObservationResource]] = {}
        waiting = list(results)
        while waiting:
            above = waiting.pop()
            for member in self._reading.index.members(above):
                if member.verdict is SubjectVerdict.UNNAMED and member.key not in found:
                    found[member.key] = member, above
                    waiting.append(member)
            yield
        return found

    def _withhold(self, resource: ObservationResource) -> None:
        resource.withheld = True
        self._withheld[resource.key] = resource

    def _move(self, member: ObservationResource, above: ObservationResource | None) -> None:
        member.observation = replace(member.observation, subject=above.observation.subject if above is not None else None)
        self._moved = True

    # -- reports ------------------------------------------------------------------------------------------------------------

    def _read_report(self, resource: ReportResource) -> bool:
        reading, raw = self._reading, resource.raw
        if raw is None:
            return False
        reading.begin()
        try:
            read_report(reading, resource, raw)
            verdict = SubjectVerdict.WITHHELD
            if not resource.doubled:
                verdict = self._identity.judge(reading, resource.subject, resource.container)
        except TOLERATED:
            self._unreadable["DiagnosticReport"] += 1
            return False
        resource.verdict = verdict
        resource.misfits = reading.types.misfits
        resource.missing = tuple(reading.missing)
        if not resource.missing:
            resource.raw = None
        return True

    def _grow(self, resource: ReportResource) -> Generator[None, None, None]:
        report = resource.read
        if report is None:
            return
        trees = self._trees[resource] = Trees(self._reading.index)
        yield from trees.grow(resource.results, resource.container, self._attached.get(resource.key, ()))
        lost = len(trees.missing_roots)
        resource.report = replace(
            report,
            request=report.request or self._request_of_results(resource, trees),
            findings=trees.findings,
            missing_results=lost,
            unreadable_results=trees.unreadable,
            withheld_results=trees.withheld,
            complete=not lost and not trees.missing_members,
        )

    def _request_of_results(self, resource: ReportResource, trees: Trees) -> ServiceRequest | None:
        """Where a report does not name its order, the one its first result names. Not noted as missing."""
        index = self._reading.index
        for finding in trees.findings:
            result = index.find(f"Observation/{finding.observation.id}", resource.container)
            if isinstance(result, ObservationResource) and result.order:
                return request_of(self._reading, index.find(result.order, resource.container))
        return None

    # -- the whole ----------------------------------------------------------------------------------------------------------

    def _missing(self) -> Iterator[str]:
        """Addresses of results that have not come, of all reports that are shown."""
        for report, trees in self._trees.items():
            if report.verdict is not SubjectVerdict.WITHHELD:
                yield from (address for _, address in (*trees.missing_roots, *trees.missing_members))

    def missing_results(self) -> tuple[str, ...]:
        """Ids of observations that are referred to and have not come, for Observation/_search."""
        plain = (address.partition("/_history/")[0] for address in self._missing() if address[0] != "#")
        ids = (address.replace("urn:uuid:", "/").rpartition("/")[2] for address in plain)
        return tuple(dict.fromkeys(one for one in ids if one))

    def lacking(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Which of these observations have not come."""
        return tuple(one for one in ids if self._reading.index.find(f"urn:uuid:{one}", "") is None)

    def partial(self, coverage: Coverage) -> LookupResult:
        """What there is to show by now. Results whose report has not come are left for the end, and so is «nothing found»."""
        withheld = sum(report.verdict is SubjectVerdict.WITHHELD for report in self._reports)
        return LookupResult(
            lookup=self._lookup,
            reports=self._reports_of(SubjectVerdict.SHOWN, SubjectVerdict.UNNAMED),
            other_identifier=self._reports_of(SubjectVerdict.OTHER_KIND),
            outcomes=settled(self.outcomes, empty=False),
            coverage=replace(coverage, withheld=withheld),
        )

    def regrow(self) -> Generator[None, None, None]:
        """Read again what waited for something that has come since, and put the trees together again where that matters."""
        find = self._reading.index.find
        changed = False
        stale = [
            one
            for one in self._reading.index.resources
            if one.missing and any(find(address, one.container) is not None for _kind, address in one.missing)
        ]
        for resource in stale:
            resource.made = None
        for resource in stale:
            if isinstance(resource, ObservationResource):
                changed = self._read_result(resource) or changed
            elif isinstance(resource, ReportResource):
                changed = self._read_report(resource) or changed
            yield
        yield from self._spread()
        changed, self._moved = changed or self._moved, False
        for report in self._reports:
            trees = self._trees[report]
            attached = self._attached.get(report.key, ())
            late = trees.missing_roots or trees.missing_members or any(one.key not in trees.placed for one in attached)
            if changed or late:
                yield from self._grow(report)

    def finish(self, coverage: Coverage, notes: tuple[Note, ...] = ()) -> Generator[None, None, LookupResult]:
        """Everything, with what did not fit anywhere and what could not be read."""
        yield from self.regrow()
        placed: set[str] = set()
        for report, trees in self._trees.items():
            placed.update(trees.placed)
            if report.report is not None and not report.report.complete:  # nothing more comes: what is missing is told as missing
                report.report = replace(report.report, complete=True)
            yield
        loose = Trees(self._reading.index)
        yield from loose.grow((), "", [one for one in self._results if one.key not in placed])
        missing = {*self._missing(), *(address for _, address in loose.missing_members)}
        found = yield from self._notes(loose=len(loose.placed), missing=len(missing))
        result = self.partial(coverage)
        own, other = _halves(loose.findings)
        at_fault = any(one.kind is OutcomeKind.FAULT for one in self.outcomes)
        withheld = coverage.withheld + result.coverage.withheld + self._withheld_results()
        hindered = any(note.kind is not NoteKind.INCLUDE_REFUSED for note in notes)
        empty = not (self._reading.index.resources or self._unreadable or hindered)
        return replace(
            result,
            loose_findings=own,
            other_loose_findings=other,
            outcomes=settled(self.outcomes, empty=empty),
            notes=(*found, *notes, *_notes(NoteKind.OUTCOMES_LEFT_OUT, {"": self.outcomes.left_out})),
            coverage=replace(coverage, withheld=withheld, complete=coverage.complete and not missing and not at_fault),
        )

    def _reports_of(self, *verdicts: SubjectVerdict) -> tuple[Report, ...]:
        return tuple([one.report for one in self._reports if one.verdict in verdicts and one.report is not None])

    def _withheld_results(self) -> int:
        """Single results about another number, outside of reports that are withheld anyway."""
        reports = [report.key for report in self._reports if report.verdict is SubjectVerdict.WITHHELD]
        with_report = {result.key for key in reports for result in self._attached.get(key, ())}
        return sum(one.verdict is SubjectVerdict.WITHHELD and key not in with_report for key, one in self._withheld.items())

    def _notes(self, *, loose: int, missing: int) -> Generator[None, None, tuple[Note, ...]]:
        """What could not be read or does not add up. ``loose``: results without a report; ``missing``: that did not come."""
        misfits: Counter[str] = Counter()
        unused: Counter[str] = Counter()
        lost: set[tuple[str, str]] = set()
        withheld = {*self._withheld, *(report.key for report in self._reports if report.verdict is SubjectVerdict.WITHHELD)}
        for resource in self._reading.index.resources:
            if resource.misfits:
                misfits[resource.kind] += resource.misfits
            if not resource.used and resource.kind in SHARED:
                unused[resource.kind] += 1
            if resource.missing and resource.key not in withheld:
                lost.update(resource.missing)
            yield
        return (
            *_notes(NoteKind.ENTRY_UNREADABLE, self._unreadable),
            *_notes(NoteKind.PART_UNREADABLE, misfits),
            *_notes(NoteKind.UNKNOWN_RESOURCE, self._unknown),
            *_notes(NoteKind.REFERENCE_MISSING, Counter(kind for kind, _address in lost)),
            *_notes(NoteKind.RESOURCE_UNUSED, unused),
            *_notes(NoteKind.RESULTS_WITHOUT_REPORT, {"Observation": loose}),
            *_notes(NoteKind.RESULTS_MISSING, {"Observation": missing}),
        )


def _notes(kind: NoteKind, counted: Mapping[str, int]) -> Iterator[Note]:
    """A note for each resource type that there is any of; of many types one together."""
    yield from (Note(kind=kind, what=what, count=n) for what, n in islice(counted.items(), _MOST_TYPES) if n)
    rest = sum(islice(counted.values(), _MOST_TYPES, None))
    if rest:
        yield Note(kind=kind, what="…", count=rest)
