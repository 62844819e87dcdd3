"""The emergency analytes: the series of each analyte, and their newest values."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import latest_results, materials, reference_limits, text, trend
from provesvar_gui.results.emergency_table import Use
from provesvar_gui.results.laboratories import as_written
from provesvar_gui.results.latest_results import Deviation
from provesvar_gui.results.model import NEVER, CodeableConcept, Quantity, Redacted
from provesvar_gui.results.series import NLK_SYSTEMS, national_codes, unit_of
from provesvar_gui.results.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from datetime import datetime

    from provesvar_gui.results.emergency_table import AcuteCode, AcuteTable, Analyte, AnalyteGroup, LocalCode
    from provesvar_gui.results.latest_results import LatestResults
    from provesvar_gui.results.model import Observation
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.series import Series


LOCAL_SYSTEMS: Final = NLK_SYSTEMS | {"8212"}  # 7230 and 7280 also hold local codes (results/README.md §1)
_NATIONAL_LIST: Final = re.compile(r"\d{4}")  # number of a list on Volven; other systems are local or foreign
_BLOOD: Final = re.compile(r"(?:\w*fullblod|blod|blodkultur|blood|venøst blod|arterielt blod)(?:\W.*)?", re.DOTALL)


_OTHER: Final = ""  # not an emergency analyte
_UNSURE: Final = "?"  # possibly one


class AnalyteIndex:
    """Finds the analyte of a result by national code, else by the administrator's table of local codes."""

    def __init__(self, table: AcuteTable) -> None:
        self._spelled = cache(reference_limits.normal)
        self._codes: dict[str, tuple[Analyte, AcuteCode]] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._units: dict[str, frozenset[str]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._titles: list[tuple[str, re.Pattern[str], frozenset[str]]] = []  # of a group, and of which specimens
        self._analytes = {analyte.key: analyte for analyte in table.analytes}
        for analyte in table.analytes:
            self._names[analyte.key] = frozenset(word.casefold() for word in analyte.words)
            self._units[analyte.key] = frozenset(self._spelled(each.unit) for each in analyte.codes if each.unit is not None)
            self._patterns[analyte.key] = _whole_words(word.casefold() for word in analyte.words)
            for each in analyte.codes:
                self._codes[each.code] = (analyte, each)
        for group in table.cards:
            own = [analyte for analyte in table.analytes if analyte.key in group.analytes]
            amount = any(code.unit for analyte in own for code in analyte.codes)  # of blood, where nothing else is said
            may = frozenset({materials.BLOOD, "", *([] if amount else [materials.ELSE])})
            self._titles.append((group.key, _whole_words([_spaced(group.nb.partition(" / ")[0])]), may))
            for analyte in own:
                of = frozenset({materials.BLOOD}) if any(code.only_blood for code in analyte.codes) else may
                self._titles.append((group.key, _whole_words(map(_spaced, (*analyte.words, analyte.nb))), of))
        self._local: dict[str, list[LocalCode]] = {}
        for local in table.local:
            self._local.setdefault(local.code, []).append(local)

    def assign(self, series: Series) -> Iterator[tuple[Placed, str]]:
        """Each point with the key of its analyte, ``_OTHER`` or ``_UNSURE``. A series has one set of national codes."""
        codes = national_codes(series.points[0].observation.code)
        found = [self._codes[code] for code in codes if code in self._codes]
        # an unknown second code may mean another examination
        same = len(found) == len(codes) and len({analyte.key for analyte, _ in found}) == 1
        for point in series.points:
            of = point.observation
            if not codes:
                yield point, self._by_local_code(point)
            elif same and any(self._fits(analyte, code, of) for analyte, code in found):
                yield point, found[0][0].key
            else:  # a culture of another material than blood is certainly another analyte
                other = not found or (all(code.only_blood for _, code in found) and not is_blood(of))
                yield point, _OTHER if other else _UNSURE

    def find_local_analyte(self, series: Series) -> str:
        """The analyte whose name, material and unit fit a series without national code, or "".

        The match is uncertain: the series is never joined with another, and keeps the laboratory's name.
        """
        newest = series.points[-1].observation
        named = self.find_by_name(newest)
        if len(named) != 1 or materials.reader()(newest) != materials.BLOOD:
            return ""
        analyte = self._analytes[next(iter(named))]
        unit, units = series.key.unit, self._units[analyte.key]
        fits = unit in units or materials.same_unit(unit, units, analyte)
        values = [point.observation.value for point in series.points if _has_value(point)]
        return analyte.key if units and all(fits and isinstance(value, Quantity) for value in values) else ""

    def find_by_name(self, observation: Observation) -> frozenset[str]:
        """The analytes whose name equals the laboratory's, apart from the material."""
        bare = {materials.bare(name) for name in observation.code.names if name.strip()}
        return frozenset(key for key, words in self._names.items() if bare & words)

    def groups_in_name(self, observation: Observation) -> set[str]:
        """The keys of groups of which a word stands in the laboratory's name, unless name or specimen says another material."""
        names = [_spaced(name) for name in observation.code.names if materials.material(name) != materials.ELSE]
        specimen = materials.of_specimen(observation.material)
        return {key for key, words, of in self._titles if specimen in of and any(map(words.search, names))}

    def _fits(self, analyte: Analyte, code: AcuteCode, observation: Observation) -> bool:
        """Whether name, material and unit do not contradict the code; with GROUP_IF_AGREES, confirm it."""
        names = observation.code.names
        if (code.only_blood and not is_blood(observation)) or materials.contradicts(observation, code):
            return False
        sure = code.use is Use.HIGHLIGHT
        own = any(self._patterns[analyte.key].search(name.casefold()) for name in names)
        if not own and (not sure or self.find_by_name(observation) - {analyte.key}):
            return False
        if observation.value is None or (sure and not isinstance(observation.value, Quantity)):
            return True
        unit, units = unit_of(observation, self._spelled) or "", self._units[analyte.key]
        if sure:
            return unit in units or materials.same_unit(unit, units, analyte)
        return unit in units if code.unit is None else unit == self._spelled(code.unit)

    def _by_local_code(self, placed: Placed) -> str:
        observation = placed.observation
        codes = [each.code for each in observation.code.codings if each.code and each.system in LOCAL_SYSTEMS]
        mine = as_written(observation, placed.report) if codes and self._local else frozenset()
        unit = unit_of(observation, self._spelled)
        mapped = {
            local.analyte
            for code in codes
            for local in self._local.get(code, ())
            if local.laboratory in mine and (local.unit is None or unit is None or self._spelled(local.unit) == unit)
        }
        if mapped:
            return mapped.pop() if len(mapped) == 1 else _UNSURE
        value = observation.value
        if isinstance(value, CodeableConcept) and value.code_in(text.RESISTANCE):
            return _OTHER
        coded = [each.system for each in observation.code.codings if each.code]
        if codes or any(not _NATIONAL_LIST.fullmatch(system) for system in coded):
            return _UNSURE
        return _UNSURE if isinstance(value, Quantity) else _OTHER


def _whole_words(words: Iterable[str]) -> re.Pattern[str]:
    alternatives = "|".join(map(re.escape, words)) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def _spaced(name: str) -> str:
    return name.casefold().replace("-", " ")


def is_blood(observation: Observation) -> bool:
    """Whether the stated specimen is blood: B of list 8351, or a name of blood."""
    kind = observation.material
    if kind is None:
        return False
    return kind.code_in("8351") == "B" or any(_BLOOD.fullmatch(word.strip().casefold()) for word in text.concept_texts(kind))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AcuteResults(Redacted):
    """The emergency analytes of a result.

    ``lines``: in the order of the table's groups and of their analytes, then newest first; of text results (cultures of several
    materials or bottles) marked and positive ones first, however old. ``others``: further series that the laboratory marked, or
    that have the name of an analyte and a newer value; newest first. ``absent``: groups of analytes without results;
    ``perhaps``: without lines, but with results of which the name has a word of the group.

    ``unsure``: number of results outside the lines that may be of an analyte: those with a local code or none, and those whose
    name, material, unit or second code contradicts the national code. ``apart``: number of the analytes' results on another kind
    of patient number. Both count standing results with a value.
    """

    lines: tuple[LatestResults, ...] = ()
    others: tuple[LatestResults, ...] = ()
    absent: tuple[AnalyteGroup, ...] = ()
    perhaps: tuple[AnalyteGroup, ...] = ()
    unsure: int = 0
    apart: int = 0


class _Sorter:
    """Sorts series by analyte; points of one series may be of several analytes.

    ``local``: series without a national code, with the analyte they fit. ``others``: with the analytes of the same name.
    """

    def __init__(self, table: AcuteTable, end: datetime | None) -> None:
        self._index = AnalyteIndex(table)
        self._end = end
        self.national: dict[str, list[LatestResults]] = {}
        self.local: list[tuple[LatestResults, str]] = []
        self.others: list[tuple[LatestResults, frozenset[str]]] = []
        self.perhaps: set[str] = set()
        self.unsure = 0
        self.apart = 0

    def sort(self, series: Series) -> Generator[None, None, None]:
        points: dict[str, list[Placed]] = {}
        for point, key in self._index.assign(series):
            if point.apart:
                self.apart += _has_value(point) and key not in (_OTHER, _UNSURE)
            else:
                points.setdefault(key, []).append(point)
        unsure = points.get(_UNSURE, [])
        unassigned = {id(point) for point in (*points.pop(_OTHER, ()), *points.pop(_UNSURE, ()))}
        elsewhere = [point for point in series.points if (point.apart or id(point) in unassigned) and _has_value(point)]
        self.perhaps |= self._index.groups_in_name(elsewhere[-1].observation) if elsewhere else set()
        for analyte, own in points.items():
            self.national.setdefault(analyte, []).append((yield from self._found(series, own)))
        rest = [point for point in series.points if id(point) in unassigned]
        named = self._index.find_by_name(rest[-1].observation) if unsure else frozenset()
        if named or any(latest_results.deviation(point.observation) is Deviation.MARKED for point in rest):
            found = yield from self._found(series, rest)
            if unsure and not series.nlk and (fits := self._index.find_local_analyte(found.series)):
                self.local.append((found, fits))
                return
            if named or _is_marked(found):
                self.others.append((found, named))
        self.unsure += sum(map(_has_value, unsure))

    def _found(self, series: Series, points: list[Placed]) -> Generator[None, None, LatestResults]:
        if len(points) < len(series.points):
            series = replace(series, points=tuple(points), name=text.name(points[-1].observation.code))
        return (yield from latest_results.find(series, end=self._end))

    def finish(self) -> tuple[dict[str, list[LatestResults]], list[LatestResults]]:
        """The local series newer than those with a national code, by analyte; and the other series to list."""
        newest = {key: max(map(_when, found)) for key, found in self.national.items()}
        local: dict[str, list[LatestResults]] = {}
        for found, analyte in self.local:
            if _is_newer(found, newest.get(analyte, NEVER)):
                local.setdefault(analyte, []).append(found)
            else:
                self.unsure += sum(map(_has_value, found.series.points))
                self.others.append((found, frozenset({analyte})))
        others = [
            found
            for found, named in self.others
            if _is_marked(found) or (named and all(_is_newer(found, newest.get(key, NEVER)) for key in named))
        ]
        return local, others


def build(
    series: Iterable[Series], table: AcuteTable, *, complete: bool, end: datetime | None = None, versions: Versions | None = None
) -> Generator[None, None, AcuteResults]:
    """Assign every series to an analyte; a generator that yields between steps. ``end``: the time of the fetch, if known."""
    sorter, versions = _Sorter(table, end), versions or Versions()
    trees: list[Series] = []
    for each in series:
        yield
        if each.key.under:
            trees.append(each)
        yield from sorter.sort(each)
    local, others = sorter.finish()
    every = (*(found for some in (*sorter.national.values(), *local.values()) for found in some), *others)
    yield
    members = yield from _find_members(every, trees)

    def line(key: str, found: LatestResults, *, local: bool = False) -> LatestResults:
        return _make_line(replace(found, analyte=key, local=local), members, versions, complete=complete)

    lines = {}
    for key in sorter.national.keys() | local.keys():
        own = [line(key, found, local=True) for found in local.get(key, ())]
        some = [line(key, found) for found in sorter.national.get(key, ())] + own
        lines[key] = [replace(each, previous=None) if _has_culture_between(each, some) else each for each in some]
    grouped = tuple(_in_groups(table, lines))
    there = {line.group for line in grouped}
    missing = [group for group in table.cards if group not in there]
    perhaps = [group for group in missing if group.key in sorter.perhaps]
    further = [line("", found) for found in others]
    return AcuteResults(
        lines=grouped,
        others=tuple(sorted(further, key=lambda line: (line.shown and line.shown.when) or NEVER, reverse=True)),
        absent=tuple(group for group in missing if group not in perhaps),
        perhaps=tuple(perhaps),
        unsure=sorter.unsure,
        apart=sorter.apart,
    )


def _is_newer(found: LatestResults, than: datetime) -> bool:
    """Whether its newest result is newer than ``than``; without dates to compare (NEVER), whether it has any result."""
    if found.newest is not None:
        return _when(found) > than
    return than == NEVER and bool(found.undated or found.future or found.awaited)


def _is_marked(found: LatestResults) -> bool:
    """Whether a current result has a mark of deviation, or an unknown mark."""
    current = [point for point in found.all_points if point.observation.value is not None]
    if found.newest is not None and found.previous is not None and latest_results.is_text(found.newest):
        current += (found.previous, *found.previous_rivals)  # «haemolysed»: the last number counts
    return any(latest_results.deviation(point.observation) is Deviation.MARKED for point in current)


def _has_culture_between(line: LatestResults, lines: list[LatestResults]) -> bool:
    """Whether another line has a result between the newest text result and the previous: then it is not «before»."""
    if line.newest is None or line.previous is None or not latest_results.is_text(line.newest):
        return False
    then, now = line.previous.when or NEVER, _when(line)
    return any(each is not line and any(then < (point.when or NEVER) < now for point in each.all_points) for each in lines)


def _has_value(point: Placed) -> bool:
    return not point.void and point.observation.value is not None


def _in_groups(table: AcuteTable, lines: dict[str, list[LatestResults]]) -> Iterator[LatestResults]:
    for group in table.cards:
        found = [line for key in group.analytes for line in _sort_lines(lines.get(key, ()))]
        alone = len(group.analytes) > 1 and len({line.analyte for line in found}) == 1
        title = next((each for each in table.analytes if alone and each.key == found[0].analyte), group)
        yield from (replace(line, group=group, title=title) for line in found)


def _when(line: LatestResults) -> datetime:
    return (line.newest and line.newest.when) or NEVER


def _sort_lines(lines: Iterable[LatestResults]) -> list[LatestResults]:
    """Newest first; of text results marked and positive ones first."""
    found = sorted(lines, key=_when, reverse=True)
    shown = [line.shown for line in found]
    if any(point is not None and point.observation.value is not None and not latest_results.is_text(point) for point in shown):
        return found
    return sorted(
        found, key=lambda line: _text_order(line.shown, line.members_of(line.shown)) if line.shown is not None else (0, True)
    )


_HIGH: Final = frozenset({"1", "H", "HH", "HU", ">"})
_LOW: Final = frozenset({"2", "L", "LL", "LU", "<"})


def extreme(line: LatestResults, first: datetime, end: datetime) -> Placed | None:
    """The marked peak or trough from ``first`` to ``end``, where it is comparable with the newest number.

    The peak is the highest number, not marked as low; without one the trough: the lowest number, not marked as high.
    """
    newest = line.newest
    if newest is None or newest.number is None or not latest_results.is_number(newest):
        return None
    unit = line.series.key.unit
    seen = [
        point
        for point in line.series.standing
        if point is not newest and point.when is not None and first <= point.when <= end and latest_results.is_number(point)
    ]
    for outer, other, sign in ((max, _LOW, 1), (min, _HIGH, -1)):
        point = outer(seen, key=lambda each: each.number or 0, default=None)
        if (
            point is not None
            and ((point.number or 0) - newest.number) * sign > 0
            and latest_results.deviation(point.observation) is Deviation.MARKED
            and not {each.code for mark in point.observation.interpretations for each in mark.codings} & other
            and trend.break_reason(newest, point, unit) is None
        ):
            return point
    return None


def _find_members(found: Iterable[LatestResults], trees: list[Series]) -> Generator[None, None, dict[int, list[Placed]]]:
    wanted: dict[int, list[Placed]] = {}
    for each in found:
        for point in (*each.all_points, *each.awaited):
            wanted[id(point.observation)] = []
    for series in trees:
        yield
        for point in series.points:
            below = wanted.get(id(point.parent))
            if below is not None and not point.void and not point.apart:
                below.append(point)
    return wanted


def _make_line(line: LatestResults, members: dict[int, list[Placed]], versions: Versions, *, complete: bool) -> LatestResults:
    """With the members of its results, texts in order, and the change between newest and previous."""

    def members_of(point: Placed) -> tuple[Placed, ...]:
        return tuple(members.get(id(point.observation), ()))

    newest, previous = line.newest, line.previous
    if newest is not None and latest_results.is_text(newest):
        different: dict[object, Placed] = {}  # the first of equal texts with equal members
        for point in sorted((newest, *line.others), key=lambda point: _text_order(point, members_of(point))):
            member_values = tuple(latest_results.value_key(each.observation.value) for each in members_of(point))
            different.setdefault((latest_results.point_key(point), member_values), point)
        leading, *rest = different.values()
        line = replace(line, leading=leading, others=tuple(rest))
    shown = line.shown
    earlier = versions.earlier_value(shown) if shown is not None else None
    points = {id(point): point for point in (*line.all_points, *line.awaited)}.values()
    line = replace(line, earlier=earlier, members=tuple((point, found) for point in points if (found := members_of(point))))
    if not complete or newest is None or previous is None:
        return replace(line, previous=None)
    return trend.compared(line, versions)


def _text_order(point: Placed, members: tuple[Placed, ...]) -> tuple[int, bool]:
    """The sort key of text results: marked ones first, then positive ones."""
    observations = [point.observation, *(each.observation for each in members)]
    values = [point.observation.value, *(each.value for each in observations[1:] if each.value is not None)]
    return -max(map(latest_results.deviation, observations)), all(map(latest_results.nothing_in, values))
