"""Results of the same examination over time. A series holds one code and one unit; two are never joined.

What makes two results the same examination (results/README.md §1):

* the national code (NLK, ``NPU…``/``NOR…``, sent as 7280 or as 7230), whatever the laboratory; where it has no quantities, the
  material too, since the code of a culture or a finding does not name it;
* else all of the laboratory's local codes and its own name for it, together with that laboratory and the material: a local code
  means nothing elsewhere, and one code («DIV», «KVANT») may stand for many things;
* what has neither code nor name is the same as nothing else.

The second also needs the same kind of report: «Gruppe» of an X-ray is not «Gruppe» of a CT. Where nobody says which laboratory it
was, it means something only within its report. Under one national code, too, results of plainly two materials (plasma and urine)
are two series; what says nothing of its material goes with the blood, or with the only material that is told. Members of a tree
are the same examination only under the same parents. What is registered on another kind of identifier stands apart (invariant 4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import materials, reference_limits, text
from provesvar_gui.results.laboratories import laboratory as laboratory
from provesvar_gui.results.materials import BLOOD, ELSE, material
from provesvar_gui.results.model import NEVER, CodeableConcept, Quantity, Range, Redacted

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from provesvar_gui.results.model import Observation, Report
    from provesvar_gui.results.placed import Placed

_NLK = re.compile(r"(?:NPU|NOR)\d{5}")
NLK_SYSTEMS: Final = frozenset({"7280", "7230"})


def national_codes(concept: CodeableConcept) -> tuple[str, ...]:
    """Every NLK code among all codings, sorted; look-alikes (KVANT, ESCOLI) are left out."""
    found = {each.code for each in concept.codings if each.system in NLK_SYSTEMS and _NLK.fullmatch(each.code)}
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True, order=True, repr=False)
class SeriesKey(Redacted):
    """The key of a series.

    ``code``: how the examination is recognised; ``unit``: its one spelling, "" for none; ``under``: the parents.

    ``apart``: registered on another kind of identifier. ``material``: of a national code what was plainly examined, where it is
    told and is no blood.
    """

    code: tuple[str, ...]
    unit: str = ""
    under: tuple[tuple[str, ...], ...] = ()
    apart: bool = False
    material: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Series(Redacted):
    """Results of the same examination over time.

    ``points``: oldest first, those without a time before all others. ``name``: as its newest result calls it.

    Where that does not tell a material that is no blood, the name has the specimen too. ``unit``: as its newest
    result with a unit writes it. ``nlk``: its national codes.
    """

    key: SeriesKey
    name: str
    unit: str
    nlk: tuple[str, ...]
    points: tuple[Placed, ...]

    @property
    def standing(self) -> tuple[Placed, ...]:
        return tuple(each for each in self.points if not each.void)

    @property
    def has_numbers(self) -> bool:
        return any(each.number is not None and each.when is not None for each in self.points)


def code_key(observation: Observation, report: Report | None) -> tuple[str, ...]:
    national = national_codes(observation.code)
    if national:
        return ("nlk", *national)
    local = _local(observation)
    if not local:
        return ("alone", "", str(id(observation)))  # by identity: an answer may use one id twice
    who = laboratory(observation, report)
    if not who:
        return (*local, "unknown", report.id if report is not None else observation.id, material_of(observation))
    kind = text.name(report.code).casefold() if report is not None else ""
    return (*local, kind, who, material_of(observation))


def _local(observation: Observation) -> tuple[str, ...]:
    """The laboratory's own name and every code of its own, in any order; () where there is neither."""
    codes = sorted({(each.system, each.code) for each in observation.code.codings if each.code})
    name = own_name(observation.code)
    return ("local", name, *(part for each in codes for part in each)) if codes or name else ()


def own_name(concept: CodeableConcept) -> str:
    """All that an examination or a result is called, for comparing; "" where it has only codes."""
    return " | ".join(dict.fromkeys(filter(None, (" ".join(each.split()).casefold() for each in concept.names))))


def material_of(observation: Observation) -> str:
    """The examined material in words, for comparison; "" where it is not stated."""
    return text.name(observation.material).casefold() if observation.material is not None else ""


def parent_key(parent: Observation, report: Report | None) -> tuple[str, ...]:
    """A parent by its code, its material and its result in words: the organism, not its amount."""
    answer = text.name(parent.value) if isinstance(parent.value, CodeableConcept) else ""
    return (*code_key(parent, report), material_of(parent), answer)


def unit_of(observation: Observation, spelled: Callable[[str], str] = reference_limits.normal) -> str | None:
    """The one spelling of the unit, None where the result is no quantity. An interval with two units has both.

    ``spelled``: how a unit is brought to one spelling, for those who ask about many and remember.
    """
    value = observation.value
    if isinstance(value, Quantity):
        return spelled(text.unit(value))
    if isinstance(value, Range):
        found = dict.fromkeys(spelled(text.unit(each)) for each in (value.low, value.high) if each is not None)
        return " – ".join(found) if any(found) else None
    return None


Group = tuple[tuple[str, ...], tuple[tuple[str, ...], ...], bool]  # code, parents, apart


def build(everything: Iterable[Placed]) -> Generator[None, None, tuple[Series, ...]]:
    """The series of a result, in the order of their first appearance; gives way while it works."""
    groups: dict[Group, list[Placed]] = {}
    parents: dict[int, tuple[str, ...]] = {}
    for placed in everything:
        for parent in placed.parents:
            if id(parent) not in parents:
                parents[id(parent)] = parent_key(parent, placed.report)
        under = tuple(parents[id(parent)] for parent in placed.parents)
        groups.setdefault((code_key(placed.observation, placed.report), under, placed.apart), []).append(placed)
        yield
    made: list[Series] = []
    plain, spelled = materials.reader(), cache(reference_limits.normal)
    for group, found in groups.items():
        for key, some in (yield from _keyed(group, found, plain, spelled)).items():
            made.append((yield from _series(key, some)))
    return tuple(made)


def _keyed(
    group: Group, found: list[Placed], plain: Callable[[Observation], str], spelled: Callable[[str], str]
) -> Generator[None, None, dict[SeriesKey, list[Placed]]]:
    """The results of a code by material and by unit.

    What is no quantity (words, nothing, a cancelled value) stands with the quantities of its material where all those share one
    unit, else with those that have none, else in a series of its own; nothing at all may also lack the material.
    """
    code, above, apart = group
    national = code[0] == "nlk"  # elsewhere the key of the code has the name and the material
    plainly = [plain(each.observation) if national else "" for each in found]
    unsaid = ELSE if ELSE in plainly and BLOOD not in plainly else ""
    keyed: dict[SeriesKey, list[Placed]] = {}
    words: list[tuple[str, Placed]] = []
    for said, placed in zip(plainly, found, strict=True):
        examined = unsaid if not said else said if said != BLOOD else ""
        unit = unit_of(placed.observation, spelled)
        if unit is None:
            words.append((examined, placed))
        else:
            keyed.setdefault(SeriesKey(code, unit, above, apart, examined), []).append(placed)
        yield
    specimens: dict[str, dict[str, set[str]]] = {examined: {} for examined, _ in words}  # by what was examined and unit
    for key, some in keyed.items() if words else ():
        specimens.setdefault(key.material, {})[key.unit] = {material_of(each.observation) for each in some}
    for examined, placed in words:
        units, specimen = specimens[examined], material_of(placed.observation)
        unit = next(iter(units)) if len(units) == 1 else ""
        fits = specimen in units.get(unit, ()) or (unit in units and not specimen and placed.observation.value is None)
        own = (*code, specimen) if national and not fits else code
        keyed.setdefault(SeriesKey(own, unit if fits else "", above, apart, examined), []).append(placed)
    return keyed


def _series(key: SeriesKey, found: list[Placed]) -> Generator[None, None, Series]:
    points = sorted(found, key=lambda point: point.when or NEVER)
    yield
    newest = points[-1].observation
    unit = ""
    for point in reversed(points):
        value = point.observation.value
        if isinstance(value, Quantity) and (unit := text.unit(value)):
            break
    return Series(
        key=key,
        name=_called(newest, key),
        unit="" if not key.unit else unit or key.unit,
        nlk=national_codes(newest.code),
        points=tuple(points),
    )


def _called(newest: Observation, key: SeriesKey) -> str:
    """Its name; with the specimen where the name does not tell that it is none of blood, since another may be called the same."""
    name = text.name(newest.code)
    kind = newest.material
    if not key.material or not key.unit or kind is None or material(name) == key.material:
        return name
    return f"{name}, {text.name(kind)}" if name else name
