"""Findings: observations with their ``hasMember`` trees, whole and in the laboratory's order (invariant 7).

Works without recursion: a tree may be ten thousand levels deep. A cycle is cut where it closes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.domain.results import Finding
from provesvar_gui.pps.parse.datatypes import concept_name
from provesvar_gui.pps.parse.observation import Result

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from provesvar_gui.pps.parse.references import Holder, Index


class Grove:
    """The trees of one report, or of the results without one.

    After ``grow``: ``findings`` and ``roots``, their keys; ``placed``: keys of the observations in them, in order;
    ``missing_roots`` and ``missing_members``: addresses that led nowhere; ``unreadable``: how many led to something else;
    ``withheld``: how many led to results about another number.
    """

    __slots__ = (
        "_also", "_holders", "_index", "_kept", "_lost", "_withheld", "findings", "missing_members", "missing_roots", "placed",
        "roots", "unreadable", "withheld",
    )  # fmt: skip

    def __init__(self, index: Index, withheld: set[str]) -> None:
        self._index = index
        self._withheld = withheld
        self._kept: dict[str, list[str]] = {}
        self._also: dict[str, dict[str, None]] = {}
        self._lost: dict[str, int] = {}
        self._holders: dict[str, Holder] = {}
        self.findings: tuple[Finding, ...] = ()
        self.placed: dict[str, None] = {}
        self.missing_roots: list[tuple[str, str]] = []  # (container, address)
        self.missing_members: list[tuple[str, str]] = []
        self.roots: list[str] = []
        self.unreadable = 0
        self.withheld = 0

    def grow(self, addresses: Iterable[str], container: str, attached: Iterable[Holder] = ()) -> Generator[None, None, None]:
        """Build the trees: first the results a report names, then those that name the report. Yields between observations."""
        named: list[Holder] = []
        for address in addresses:
            holder = self._find(address, container, self.missing_roots)
            if holder is not None:
                named.append(holder)
        candidates = [*named, *(holder for holder in attached if self._usable(holder))]
        children = yield from self._children(candidates)
        order: list[str] = []
        # Those that are nobody's member first; what is left after that hangs in a cycle and is entered where it comes first.
        for holder in [*(one for one in candidates if one.key not in children), *candidates]:
            if holder.key not in self.placed:
                self.roots.append(holder.key)
                yield from self._walk(holder, order)
        built: dict[str, Finding] = {}
        for at, key in enumerate(reversed(order)):
            built[key] = self._finding(key, built)
            if not at & 7:
                yield
        self.findings = tuple([built[key] for key in self.roots])
        self._kept, self._also, self._lost, self._holders = {}, {}, {}, {}

    def _usable(self, holder: Holder) -> bool:
        return isinstance(holder.parsed, Result) and holder.key not in self._withheld

    def _find(self, address: str, container: str, missing: list[tuple[str, str]]) -> Holder | None:
        holder = self._index.find(address, container)
        if holder is None:
            missing.append((container, address))
            return None
        if isinstance(holder.parsed, Result):
            if holder.key not in self._withheld:
                return holder
            self.withheld += 1
            return None
        self.unreadable += 1
        return None

    def _children(self, candidates: list[Holder]) -> Generator[None, None, set[str]]:
        """Keys of all that is a member of something else within reach."""
        children: set[str] = set()
        seen = {holder.key for holder in candidates}
        waiting = list(candidates)
        while waiting:
            holder = waiting.pop()
            result = holder.parsed
            if not isinstance(result, Result):
                continue
            for address in result.members:
                member = self._index.find(address, holder.container)
                if member is None or member is holder:
                    continue
                children.add(member.key)
                if member.key not in seen:
                    seen.add(member.key)
                    waiting.append(member)
            yield
        return children

    def _walk(self, root: Holder, order: list[str]) -> Generator[None, None, None]:
        """Give every observation its place, parents before members."""
        self.placed[root.key] = None
        waiting = [root]
        while waiting:
            holder = waiting.pop()
            order.append(holder.key)
            self._holders[holder.key] = holder
            result = holder.parsed
            kept: list[Holder] = []
            if isinstance(result, Result) and result.members:
                kept = self._members(holder, result)
                self._kept[holder.key] = [member.key for member in kept]
                waiting.extend(reversed(kept))
            if not len(order) & 7:
                yield

    def _members(self, holder: Holder, result: Result) -> list[Holder]:
        kept: list[Holder] = []
        before = len(self.missing_members) + self.unreadable
        for address in result.members:
            member = self._find(address, holder.container, self.missing_members)
            if member is None or member is holder:
                continue
            if member.key in self.placed:
                if member not in kept:
                    name = concept_name(result.observation.code)
                    self._also.setdefault(member.key, {})[name] = None
                continue
            self.placed[member.key] = None
            kept.append(member)
        lost = len(self.missing_members) + self.unreadable - before
        if lost:
            self._lost[holder.key] = lost
        return kept

    def _finding(self, key: str, built: dict[str, Finding]) -> Finding:
        result = self._holders[key].parsed
        if not isinstance(result, Result):  # cannot be: only results are placed
            raise TypeError(key)
        kept = self._kept.get(key)
        members = tuple([built.pop(member) for member in kept]) if kept else ()
        if result.components:
            members = (*(Finding(observation=part) for part in result.components), *members)
        also = self._also.get(key)
        return Finding(
            observation=result.observation,
            members=members,
            missing=self._lost.get(key, 0),
            also_under=tuple(also) if also else (),
        )
