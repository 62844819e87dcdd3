"""Entries of a Bundle, taken apart (R4 bundle.html)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from provesvar_gui.pps.json_reader import Doubled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.pps.parse.draft import Draft

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
