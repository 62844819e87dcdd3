"""Findings: observations with their ``hasMember`` trees, whole and in the laboratory's order (invariant 7).

Works without recursion: a tree may be ten thousand levels deep. A cycle is cut where it closes.

"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from provesvar_gui.domain.results import Finding
from provesvar_gui.pps.fhir.datatypes import concept_name
from provesvar_gui.pps.fhir.observation import Result

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from provesvar_gui.pps.fhir.references import Holder, Index

_MOST_ABOVE: Final = 64  # results above a parent that are looked through; what is farther away than that is told twice


class Grove:
    """The trees of one report, or of the results without one.

    A member of a group and of a part of that group stands under the part. One of several parts stands under the first, whole;
    under the others it is in ``Finding.elsewhere``, and it names them.

    After ``grow``: ``findings`` and ``roots``, their keys; ``placed``: keys of the observations in them, in order;
    ``missing_roots`` and ``missing_members``: addresses that led nowhere; ``unreadable``: how many led to something else;
    ``withheld``: how many led to results about another number.
    """

    __slots__ = (
        "_also", "_elsewhere", "_farther", "_holders", "_home", "_index", "_kept", "_lost", "_parents", "_withheld", "findings",
        "missing_members", "missing_roots", "placed", "roots", "unreadable", "withheld",
    )  # fmt: skip

    def __init__(self, index: Index, withheld: set[str]) -> None:
        self._index = index
        self._withheld = withheld
        self._let_go()
        self.findings: tuple[Finding, ...] = ()
        self.placed: dict[str, None] = {}
        self.missing_roots: list[tuple[str, str]] = []  # (container, address)
        self.missing_members: list[tuple[str, str]] = []
        self.roots: list[str] = []
        self.unreadable = 0
        self.withheld = 0

    def _let_go(self) -> None:
        """What is needed while it grows. By keys; ``_home``: the parent under which a member stands whole."""
        self._parents: dict[str, list[str]] = {}
        self._farther: dict[str, set[str]] = {}
        self._home: dict[str, str] = {}
        self._kept: dict[str, list[str]] = {}
        self._also: dict[str, dict[str, None]] = {}
        self._elsewhere: dict[str, list[str]] = {}
        self._lost: dict[str, int] = {}
        self._holders: dict[str, Holder] = {}

    def grow(self, addresses: Iterable[str], container: str, attached: Iterable[Holder] = ()) -> Generator[None, None, None]:
        """Build the trees: first the results a report names, then those that name the report. Yields between observations."""
        named: list[Holder] = []
        for address in addresses:
            holder = self._find(address, container, self.missing_roots)
            if holder is not None:
                named.append(holder)
        candidates = [*named, *(holder for holder in attached if self._usable(holder))]
        reached = yield from self._reach(candidates)
        order: list[str] = []
        # Those that are nobody's member first; what is left after that hangs in a cycle and is entered where it comes first.
        for holder in [*(one for one in candidates if one.key not in self._parents), *candidates, *reached]:
            if holder.key not in self.placed:
                self.roots.append(holder.key)
                yield from self._walk(holder, order)
        built: dict[str, Finding] = {}
        for key in reversed(order):
            built[key] = self._finding(key, built)
            yield
        self.findings = tuple([built[key] for key in self.roots])
        self._let_go()

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

    def _reach(self, candidates: list[Holder]) -> Generator[None, None, list[Holder]]:
        """All that is a member of something within reach, and of what."""
        reached: list[Holder] = []
        first = {holder.key: holder for holder in candidates}
        seen, waiting = set(first), list(first.values())
        while waiting:
            holder = waiting.pop()
            result = holder.parsed
            for address in result.members if isinstance(result, Result) else ():
                member = self._index.find(address, holder.container)
                if member is None or member is holder or not self._usable(member):
                    continue
                self._parents.setdefault(member.key, []).append(holder.key)
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
            yield

    def _members(self, holder: Holder, result: Result) -> list[Holder]:
        kept: list[Holder] = []
        before = len(self.missing_members) + self.unreadable
        for address in result.members:
            member = self._find(address, holder.container, self.missing_members)
            if member is None or member is holder or self._is_farther(holder.key, member.key):
                continue
            if member.key in self.placed:
                if member not in kept:
                    name = concept_name(result.observation.code)
                    self._also.setdefault(member.key, {})[name] = None
                    self._elsewhere.setdefault(holder.key, []).append(member.key)
                continue
            self.placed[member.key] = None
            self._home[member.key] = holder.key
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
            elsewhere=self._told_elsewhere(key, result) if key in self._elsewhere else (),
        )

    def _told_elsewhere(self, key: str, result: Result) -> tuple[Finding, ...]:
        """What else belongs here, without what hangs under it; none of the patient's beside another number (invariant 4)."""
        found = []
        for each in dict.fromkeys(self._elsewhere[key]):
            member, home = self._holders[each].parsed, self._home.get(each)
            above = self._holders[home].parsed if home is not None else None
            if isinstance(member, Result) and isinstance(above, Result):
                of = member.observation
                if (of.subject is None) == (result.observation.subject is None):
                    found.append(Finding(observation=of, also_under=(concept_name(above.observation.code),)))
        return tuple(found)
