"""FHIR search over one patient's stored reports: parameters, includes, paging (pps/README.md §3)."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from provesvar_gui.sandbox.refusal import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from provesvar_gui.sandbox.forms import Form
    from provesvar_gui.sandbox.people import Resource
    from provesvar_gui.sandbox.records import StoredReport

DEFAULT_COUNT = 50
LARGEST_COUNT = 1000
# value -> the element that holds the references. The second table's values are not in what could be read of PPS' own list.
CONFIRMED = {
    "DiagnosticReport:based-on": "basedOn",
    "DiagnosticReport:specimen": "specimen",
    "DiagnosticReport:result": "result",
    "ServiceRequest:requester": "requester",
    "Observation:specimen": "specimen",
    "DiagnosticReport:requester": "requester",
}
UNCONFIRMED = {
    "DiagnosticReport:performer": "performer",
    "Observation:performer": "performer",
    "Observation:has-member": "hasMember",
    "Observation:based-on": "basedOn",
    "ServiceRequest:specimen": "specimen",
    "Specimen:collector": "collection.collector",
}
_COMMON = frozenset({"_id", "date", "identifier", "_include", "_include:iterate", "_revinclude:iterate", "_count", "_skip"})
PARAMETERS = {"DiagnosticReport": _COMMON, "Observation": _COMMON | {"_revinclude", "_tags", "_tag"}}
_DATE = re.compile(r"(eq|lt|gt|le|ge)?([0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?)", re.ASCII)


def _bad(reason: str) -> RefusedError:
    return RefusedError(400, "invalid", reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A search, checked."""

    kind: str
    ids: frozenset[str]
    dates: tuple[tuple[str, str], ...]
    identifier: str | None
    tags: tuple[str, ...]
    include: tuple[str, ...]
    iterate: tuple[str, ...]
    revinclude: tuple[str, ...]
    reviterate: tuple[str, ...]
    count: int
    skip: int


def read_query(kind: str, form: Form, *, only_confirmed: bool) -> Query:
    """Read and check the parameters. ``only_confirmed``: refuse doubtful includes. Raises RefusedError (400)."""
    if form.names - PARAMETERS[kind]:
        raise _bad("an unknown search parameter")
    ids = frozenset(_commas(form.all("_id")))
    if not all(map(_is_guid, ids)):
        raise _bad("_id is not a GUID")
    dates = []
    for value in form.all("date"):
        found = _DATE.fullmatch(value)
        if found is None:
            raise _bad("date is malformed")
        dates.append((found[1] or "eq", found[2]))
    return Query(
        kind=kind,
        ids=ids,
        dates=tuple(dates),
        identifier=form.one("identifier"),
        tags=(*form.all("_tags"), *form.all("_tag")),
        include=_includes(form, "_include", only_confirmed=only_confirmed, source=kind),
        iterate=_includes(form, "_include:iterate", only_confirmed=only_confirmed),
        revinclude=_includes(form, "_revinclude", only_confirmed=only_confirmed),
        reviterate=_includes(form, "_revinclude:iterate", only_confirmed=only_confirmed),
        count=_number(form, "_count", default=DEFAULT_COUNT, least=1, most=LARGEST_COUNT),
        skip=_number(form, "_skip", default=0, least=0, most=10_000_000),
    )


def _commas(values: Iterable[str]) -> list[str]:
    return [part.strip() for value in values for part in value.split(",")]


def _is_guid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def _includes(form: Form, name: str, *, only_confirmed: bool, source: str | None = None) -> tuple[str, ...]:
    values = _commas(form.all(name))
    known = CONFIRMED if only_confirmed else CONFIRMED | UNCONFIRMED
    if not set(values) <= known.keys():
        raise _bad(f"a value of {name} is not supported")
    if source is not None and not all(value.startswith(f"{source}:") for value in values):
        raise _bad(f"a value of {name} starts from another resource type")
    return tuple(dict.fromkeys(values))


def _number(form: Form, name: str, *, default: int, least: int, most: int) -> int:
    text = form.one(name)
    if text is None:
        return default
    if not re.fullmatch(r"[0-9]{1,8}", text, re.ASCII) or not least <= int(text) <= most:
        raise _bad(f"{name} is out of range")
    return int(text)


class Search:
    """A search over the reports one may see."""

    def __init__(self, reports: Sequence[StoredReport]) -> None:
        self._all: dict[str, Resource] = {}
        for stored in reports:
            for resource in (stored.report, *stored.related):
                self._all.setdefault(_address(resource), resource)

    def matches(self, query: Query) -> list[Resource]:
        """Everything that fits, in the order it is stored."""
        return [resource for resource in self._all.values() if resource["resourceType"] == query.kind and _fits(resource, query)]

    def included(self, query: Query, matches: Sequence[Resource]) -> list[Resource]:
        """What the includes of a page bring, without the page itself, each once."""
        seen = {_address(resource): resource for resource in matches}
        page = dict(seen)
        for found in self._forward(matches, query.include):
            seen.setdefault(_address(found), found)
        for found in self._backward(page, query.revinclude):
            seen.setdefault(_address(found), found)
        fresh = dict(seen)
        while fresh:
            more = [*self._forward(fresh.values(), query.iterate), *self._backward(fresh, query.reviterate)]
            fresh = {_address(found): found for found in more if _address(found) not in seen}
            seen |= fresh
        return [resource for address, resource in seen.items() if address not in page]

    def _forward(self, sources: Iterable[Resource], values: Sequence[str]) -> Iterator[Resource]:
        paths = [(value.partition(":")[0], (CONFIRMED | UNCONFIRMED)[value]) for value in values]
        for source in sources:
            for kind, path in paths:
                if source["resourceType"] == kind:
                    yield from (self._all[address] for address in references(source, path) if address in self._all)

    def _backward(self, targets: dict[str, Resource], values: Sequence[str]) -> Iterator[Resource]:
        for value in values:
            kind, path = value.partition(":")[0], (CONFIRMED | UNCONFIRMED)[value]
            for candidate in self._all.values():
                if candidate["resourceType"] == kind and any(address in targets for address in references(candidate, path)):
                    yield candidate


def references(resource: Resource, path: str) -> Iterator[str]:
    """The addresses (``Type/id``) an element refers to."""
    element: Any = resource
    for name in path.split("."):
        element = element.get(name) if isinstance(element, dict) else None
    for one in element if isinstance(element, list) else [element]:
        if isinstance(one, dict) and isinstance(one.get("reference"), str):
            yield "/".join(one["reference"].split("/")[-2:])


def _address(resource: Resource) -> str:
    return f"{resource['resourceType']}/{resource['id']}"


def _fits(resource: Resource, query: Query) -> bool:
    if query.ids and resource["id"] not in query.ids:
        return False
    if query.identifier is not None and not any(
        isinstance(identifier, dict) and identifier.get("value") == query.identifier
        for identifier in resource.get("identifier", [])
    ):
        return False
    if query.dates and not all(_in_date(str(resource.get("effectiveDateTime", "")), *wanted) for wanted in query.dates):
        return False
    tags = resource.get("meta", {}).get("tag", [])
    return all(
        any(wanted in (tag.get("code"), f"{tag.get('system')}:{tag.get('code')}") for tag in tags) for wanted in query.tags
    )


def _in_date(effective: str, prefix: str, wanted: str) -> bool:
    if not effective:
        return False
    if "T" in wanted and "T" in effective:
        try:
            ours, theirs = datetime.fromisoformat(effective).timestamp(), datetime.fromisoformat(wanted).timestamp()
        except ValueError:
            return False
        return {"eq": ours == theirs, "lt": ours < theirs, "gt": ours > theirs, "le": ours <= theirs, "ge": ours >= theirs}[
            prefix
        ]
    length = min(len(wanted), 10)
    mine, other = effective[:length], wanted[:length]
    return {"eq": mine == other, "lt": mine < other, "gt": mine > other, "le": mine <= other, "ge": mine >= other}[prefix]
