"""The table of emergency analytes, made ready for asking what a series is."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain import acute_names, text_concepts, units
from provesvar_gui.domain.acute_table import Use
from provesvar_gui.domain.laboratories import as_written
from provesvar_gui.domain.results import CodeableConcept, Quantity
from provesvar_gui.domain.series import NLK_SYSTEMS, national_codes, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.domain.acute_table import AcuteCode, AcuteTable, Analyte, LocalCode
    from provesvar_gui.domain.placed import Placed
    from provesvar_gui.domain.results import Observation
    from provesvar_gui.domain.series import Point, Series

LOCAL_SYSTEMS: Final = NLK_SYSTEMS | {"8212"}  # 7230 and 7280 hold non-codes too (domain/README.md §9)
_NATIONAL_LIST: Final = re.compile(r"\d{4}")  # Volven's; anything else is a list of the laboratory's own, or from abroad
_BLOOD: Final = re.compile(r"(?:\w*fullblod|blod|blodkultur|blood|venøst blod|arterielt blod)(?:\W.*)?", re.DOTALL)


class Verdict(StrEnum):
    """Why a result has no place."""

    OTHER = "other"  # no analyte of ours
    LOCAL = "local"
    UNCODED = "uncoded"
    DISAGREEING = "disagreeing"


class Index:
    """Answers by national code, else by an administrator's table."""

    def __init__(self, table: AcuteTable) -> None:
        self._codes: dict[str, tuple[Analyte, AcuteCode]] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._units: dict[str, frozenset[str]] = {}
        self._words: dict[str, re.Pattern[str]] = {}
        for analyte in table.analytes:
            self._names[analyte.key] = frozenset(word.casefold() for word in analyte.words)
            self._units[analyte.key] = frozenset(units.normal(each.unit) for each in analyte.codes if each.unit is not None)
            alternatives = "|".join(re.escape(word.casefold()) for word in analyte.words) or r"(?!)"
            self._words[analyte.key] = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
            for each in analyte.codes:
                self._codes[each.code] = (analyte, each)
        self._local: dict[str, list[LocalCode]] = {}
        for local in table.local:
            self._local.setdefault(local.code, []).append(local)

    def judge(self, series: Series) -> Iterator[tuple[Point, str | Verdict]]:
        """Each point with the key of its analyte, or why it has none. All points of a series share their national codes."""
        codes = national_codes(series.points[0].observation.code)
        if not codes:
            for point in series.points:
                yield point, self._by_local_code(point.placed)
            return
        found = [self._codes[code] for code in codes if code in self._codes]
        if not found:
            for point in series.points:
                yield point, Verdict.OTHER
            return
        analyte = found[0][0]
        # a second code that nobody knows may say something else: a look-alike does
        same = len(found) == len(codes) and all(other is analyte for other, _ in found)
        for point in series.points:
            fits = same and any(self._agrees(analyte, code, point.observation) for _, code in found)
            yield point, analyte.key if fits else self._unfit(found, point.observation)

    def suspected(self, observation: Observation) -> str:
        """The analyte that a national code stands for, although the result disagrees with it; "" for none."""
        return next((self._codes[code][0].key for code in national_codes(observation.code) if code in self._codes), "")

    def named(self, observation: Observation) -> frozenset[str]:
        """The analytes that are called exactly what the laboratory calls it, its material aside."""
        names = (observation.code.text, *(each.display for each in observation.code.codings))
        bare = {acute_names.bare(name) for name in names if name.strip()}
        return frozenset(key for key, words in self._names.items() if bare & words)

    @staticmethod
    def _unfit(found: list[tuple[Analyte, AcuteCode]], observation: Observation) -> Verdict:
        """A culture of something else than blood is simply something else."""
        else_ = all(code.only_blood for _, code in found) and not is_blood(observation)
        return Verdict.OTHER if else_ else Verdict.DISAGREEING

    def _agrees(self, analyte: Analyte, code: AcuteCode, observation: Observation) -> bool:
        if code.only_blood and not is_blood(observation):
            return False
        names = (observation.code.text, *(each.display for each in observation.code.codings))
        own = any(self._words[analyte.key].search(name.casefold()) for name in names)
        kind = observation.specimen.kind if observation.specimen is not None else None
        if any(acute_names.contradicts(name, code) for name in names):
            return False
        if kind is not None and acute_names.specimen_contradicts(text_concepts.words(kind), code):
            return False
        if not own and any(self._other(analyte, name) for name in names):
            return False
        sure = code.use is Use.HIGHLIGHT
        if not own and not sure:
            return False
        if observation.value is None or (sure and not isinstance(observation.value, Quantity)):
            return True
        known = self._units[analyte.key]
        allowed = known if sure or code.unit is None else frozenset({units.normal(code.unit)})
        unit = unit_of(observation) or ""
        return unit in allowed or (sure and acute_names.same_unit(unit, allowed, analyte))

    def _other(self, analyte: Analyte, name: str) -> bool:
        """Whether the name, its material aside, is exactly that of another analyte."""
        bare = acute_names.bare(name)
        return any(bare in words for key, words in self._names.items() if key != analyte.key)

    def _by_local_code(self, placed: Placed) -> str | Verdict:
        observation = placed.observation
        codes = [each.code for each in observation.code.codings if each.code and each.system in LOCAL_SYSTEMS]
        mine = as_written(observation, placed.report) if codes and self._local else frozenset()
        unit = unit_of(observation)
        mapped = {
            local.analyte
            for code in codes
            for local in self._local.get(code, ())
            if local.laboratory in mine and (local.unit is None or unit is None or units.normal(local.unit) == unit)
        }
        if len(mapped) == 1:
            return mapped.pop()
        if mapped:
            return Verdict.DISAGREEING
        value = observation.value
        if isinstance(value, CodeableConcept) and value.code_in(text_concepts.RESISTANCE):
            return Verdict.OTHER
        coded = [each.system for each in observation.code.codings if each.code]
        if codes or any(not _NATIONAL_LIST.fullmatch(system) for system in coded):
            return Verdict.LOCAL
        if not isinstance(value, Quantity):
            return Verdict.OTHER
        return Verdict.LOCAL if coded else Verdict.UNCODED


def is_blood(observation: Observation) -> bool:
    """Whether the laboratory says that the sample is blood: B of list 8351, or a name that begins so."""
    kind = observation.specimen.kind if observation.specimen is not None else None
    if kind is None:
        return False
    return kind.code_in("8351") == "B" or any(_BLOOD.fullmatch(word.strip().casefold()) for word in text_concepts.words(kind))
