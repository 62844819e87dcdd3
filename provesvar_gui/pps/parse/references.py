"""All resources of one look-up, and how they find each other (R4 references.html, bundle.html#references).

A reference is relative (``Observation/1``), absolute, ``urn:uuid:...`` or, within one resource, ``#x`` for something it contains.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.pps.parse.datatypes import Datatypes

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.pps.parse.draft import Draft


class Holder:
    """One resource: as it came (``raw``; of an Observation ``draft``) and what has been made of it (``parsed``).

    ``raw`` and ``draft`` are let go of when there is no more to be made of them. ``container``: key of the resource it is
    contained in, itself for the outermost. ``missing``: references that led nowhere. ``doubled``: it says two things of something
    (entries.py), so that nobody knows whose it is or who it is.
    """

    __slots__ = ("container", "doubled", "draft", "id", "key", "kind", "misfits", "missing", "parsed", "raw", "used")

    def __init__(
        self, kind: str, key: str, resource_id: str, raw: dict[str, object] | None, draft: Draft | None, container: str
    ) -> None:
        self.kind = kind
        self.key = key
        self.id = resource_id
        self.raw = raw
        self.draft = draft
        self.container = container
        self.parsed: object = None
        self.missing: tuple[tuple[str, str], ...] = ()
        self.misfits = 0
        self.used = False
        self.doubled = False


class Index:
    """Finds resources by any form of reference."""

    __slots__ = ("_anonymous", "_apart", "_by_id", "_by_key", "holders")

    def __init__(self) -> None:
        self._by_key: dict[str, Holder] = {}
        self._by_id: dict[str, Holder] = {}
        self._apart: dict[str, list[Holder]] = {}
        self._anonymous = 0
        self.holders: list[Holder] = []

    def add(
        self,
        kind: str,
        raw: dict[str, object] | None,
        full_url: str,
        container: str = "",
        draft: Draft | None = None,
    ) -> tuple[Holder, bool]:
        """Take in a resource; False where one with the same key is here already, which then stays the one references lead to."""
        given = draft.id if draft is not None else raw.get("id") if raw is not None else ""
        resource_id = given if type(given) is str else ""
        if container:
            key = f"{container}#{resource_id.lstrip('#')}" if resource_id else self._next_key()
        elif resource_id:
            key = f"{kind}/{resource_id}"
        else:
            key = full_url or self._next_key()
        holder = Holder(kind, key, resource_id, raw, draft, container or key)
        first = self._by_key.setdefault(key, holder) is holder
        if first:
            self.holders.append(holder)
            if full_url and not full_url.endswith(key):
                self._by_key.setdefault(full_url, holder)
            if not container and resource_id:
                self._by_id.setdefault(resource_id.lower(), holder)
        return holder, first

    def add_apart(self, holder: Holder) -> None:
        """Take in a second resource under a key that is taken: it is shown, but no reference leads to it."""
        self._anonymous += 1
        self._apart.setdefault(holder.key, []).append(holder)
        holder.key = f"{holder.key}~{self._anonymous}"
        self._by_key[holder.key] = holder
        self.holders.append(holder)

    def drop(self, keys: set[str]) -> None:
        """Take these resources out again, with what they contain of the kind: no reference leads to them."""
        self.holders = [one for one in self.holders if one.container not in keys and one.key not in keys]
        self._by_key = {name: one for name, one in self._by_key.items() if one.container not in keys and one.key not in keys}
        self._by_id = {name: one for name, one in self._by_id.items() if one.key not in keys}

    def versions(self, key: str) -> list[Holder]:
        """What has been taken in under that key: the first, then those set apart."""
        first = self._by_key.get(key)
        return [first, *self._apart.get(key, ())] if first is not None else []

    def _next_key(self) -> str:
        self._anonymous += 1
        return f"~{self._anonymous}"

    def find(self, reference: str, container: str) -> Holder | None:
        """The resource a reference means, or None where it has not come."""
        found = self._by_key.get(reference)
        if found is not None or not reference:
            return found
        if reference[0] == "#":
            return self._by_key.get(container + reference) if len(reference) > 1 else self._by_key.get(container)
        plain = reference.partition("/_history/")[0]
        if plain.startswith("urn:"):
            return self._by_key.get(plain.lower()) or self._by_id.get(plain.rpartition(":")[2].lower())
        tail = "/".join(plain.rsplit("/", 2)[-2:])
        return self._by_key.get(plain) or self._by_key.get(tail)


class Reading:
    """What the readers of single resources share: data types, the index, and the references of the resource being read."""

    __slots__ = ("index", "missing", "ready", "types")

    def __init__(self) -> None:
        self.types = Datatypes()
        self.index = Index()
        self.ready: dict[str, object] = {}  # address -> what it leads to, where all of that has come
        self.missing: list[tuple[str, str]] = []  # (resource type, reference) of what did not come

    def resolve(self, reference: str, container: str, kind: str) -> Holder | None:
        """The resource, noted as missing where it has not come."""
        found = self.index.find(reference, container)
        if found is None:
            self.missing.append((kind, reference))
            return None
        found.used = True
        return found

    def remember(self, address: str, holder: Holder | None) -> None:
        """Shorten the way next time. Not for ``#x``, which means something else in every resource."""
        if holder is not None and not holder.missing and address[:1] != "#":
            self.ready[address] = holder.parsed

    def parsed(self, holder: Holder, read: Callable[[Reading, Holder, dict[str, object]], object]) -> object:
        """What ``read`` makes of a shared resource, made once."""
        if holder.parsed is None and holder.raw is not None:
            aside, missing = self.types.set_aside(), self.missing
            self.missing = []
            try:
                holder.parsed = read(self, holder, holder.raw)
                holder.missing = tuple(self.missing)
                holder.misfits = self.types.misfits
            finally:
                self.types.resume(aside)
                self.missing = missing
        self.missing.extend(holder.missing)
        return holder.parsed
