"""Results of the same examination over time. A series holds one code and one unit; two are never joined.

What makes two results the same examination (acute-analytes.md, "How codes look in the messages"):

* the national code (NLK, ``NPU…``/``NOR…``, sent as 7280 or as 7230), whatever the laboratory;
* else the laboratory's local code together with that laboratory and the material, since a local code means nothing elsewhere;
* else the laboratory's own name for it together with that laboratory and the material.

Members of a tree are the same examination only under the same parents: a susceptibility belongs to its organism.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain import text_concepts, units
from provesvar_gui.domain.results import CodeableConcept, Quantity, Veiled

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from decimal import Decimal

    from provesvar_gui.domain.placed import Placed
    from provesvar_gui.domain.results import Observation, Report

_NLK = re.compile(r"(?:NPU|NOR)\d{5}")
NLK_SYSTEMS: Final = frozenset({"7280", "7230"})
_STEP: Final = 64  # observations between two chances to give way
_NEVER: Final = datetime.min.replace(tzinfo=UTC)


def national_codes(concept: CodeableConcept) -> tuple[str, ...]:
    """Every NLK code among all codings, sorted; what only looks like one (KVANT, ESCOLI) is none."""
    found = {each.code for each in concept.codings if each.system in NLK_SYSTEMS and _NLK.fullmatch(each.code)}
    return tuple(sorted(found))


def laboratory(observation: Observation, report: Report | None) -> str:
    """Who made the result, for comparing: the organisation's first identifier, else its name; "" where none is given."""
    for who in observation.performers or (report.performers if report is not None else ()):
        if who.organisation_ids:
            return who.organisation_ids[0].value
        if who.organisation:
            return who.organisation
    return ""


@dataclass(frozen=True, slots=True, order=True)
class SeriesKey:
    """``code``: how the examination is recognised; ``unit``: its one spelling, "" for none; ``under``: the parents."""

    code: tuple[str, ...]
    unit: str = ""
    under: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Point(Veiled):
    """One result of a series. ``when``: when it was sampled, None where the laboratory does not say."""

    placed: Placed
    when: datetime | None = None
    number: Decimal | None = None  # of a quantity; never for what is void

    @property
    def observation(self) -> Observation:
        """The result itself."""
        return self.placed.observation


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Series(Veiled):
    """``points``: oldest first, those without a time before all others. ``name``: as its newest result calls it.

    ``unit``: as its newest result with a unit writes it. ``nlk``: its national codes.
    """

    key: SeriesKey
    name: str
    unit: str
    nlk: tuple[str, ...]
    points: tuple[Point, ...]

    @property
    def standing(self) -> tuple[Point, ...]:
        """The points that have not been cancelled, oldest first."""
        return tuple(each for each in self.points if not each.placed.void)

    @property
    def newest(self) -> Point | None:
        """The newest point that stands and has a time, None where there is none."""
        return next((each for each in reversed(self.points) if each.when is not None and not each.placed.void), None)

    @property
    def has_numbers(self) -> bool:
        """Whether anything can be drawn."""
        return any(each.number is not None and each.when is not None for each in self.points)


def code_key(observation: Observation, report: Report | None) -> tuple[str, ...]:
    """How an examination is recognised."""
    national = national_codes(observation.code)
    if national:
        return ("nlk", *national)
    material = observation.specimen.kind if observation.specimen is not None else None
    where = (laboratory(observation, report), text_concepts.name(material) if material else "")
    local = next(((each.system, each.code) for each in observation.code.codings if each.code), None)
    if local is not None:
        return ("local", *local, *where)
    return ("name", text_concepts.name(observation.code).casefold(), *where)


def _parent_key(parent: Observation, report: Report | None) -> tuple[str, ...]:
    """A parent by its code and, where its result is words, by those: the organism, not its amount."""
    said = text_concepts.name(parent.value) if isinstance(parent.value, CodeableConcept) else ""
    return (*code_key(parent, report), said)


def unit_of(observation: Observation) -> str | None:
    """The one spelling of the unit, None where the result is no quantity."""
    if not isinstance(observation.value, Quantity):
        return None
    return units.normal(observation.value.unit or observation.value.code)


def build(everything: Iterable[Placed]) -> Generator[None, None, tuple[Series, ...]]:
    """The series of a result, in the order of their first appearance; gives way while it works.

    What is no quantity (words, nothing, a cancelled value) stands with the quantities of its code where all those share one
    unit, else in a series of its own.
    """
    groups: dict[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], dict[str | None, list[Placed]]] = {}
    parents: dict[int, tuple[str, ...]] = {}
    for place, placed in enumerate(everything):
        under = []
        for parent in placed.parents:
            key = parents.get(id(parent))
            if key is None:
                key = parents[id(parent)] = _parent_key(parent, placed.report)
            under.append(key)
        group = groups.setdefault((code_key(placed.observation, placed.report), tuple(under)), {})
        group.setdefault(unit_of(placed.observation), []).append(placed)
        if place % _STEP == 0:
            yield
    made = []
    for (code, above), by_unit in groups.items():
        numbered = [unit for unit in by_unit if unit is not None]
        if None in by_unit and len(numbered) == 1:
            by_unit[numbered[0]] += by_unit.pop(None)
        for unit, found in by_unit.items():
            made.append(_series(SeriesKey(code, unit or "", above), found))
        yield
    return tuple(made)


def _series(key: SeriesKey, found: list[Placed]) -> Series:
    points = [
        Point(
            placed=placed,
            when=placed.observation.effective.when if placed.observation.effective is not None else None,
            number=_number(placed),
        )
        for placed in found
    ]
    points.sort(key=lambda point: point.when or _NEVER)
    newest = points[-1].observation
    unit = ""
    for point in reversed(points):
        value = point.observation.value
        if isinstance(value, Quantity):
            unit = value.unit or value.code
            break
    return Series(
        key=key,
        name=text_concepts.name(newest.code),
        unit="" if not key.unit else unit,
        nlk=national_codes(newest.code),
        points=tuple(points),
    )


def _number(placed: Placed) -> Decimal | None:
    value = placed.observation.value
    return value.number() if isinstance(value, Quantity) and not placed.void else None
