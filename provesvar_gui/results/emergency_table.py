"""The table of emergency analytes by code (resources/codes/acute_analytes.json), and the local codes of an administrator."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Use(StrEnum):
    """How far a code can be trusted (results/README.md §1)."""

    HIGHLIGHT = "highlight"  # two independent origins, one of them Norwegian
    GROUP_IF_AGREES = "group_if_agrees"  # one Norwegian origin: only where the message's own name and unit agree


@dataclass(frozen=True, slots=True, kw_only=True)
class AcuteCode:
    """A national code. ``unit``: as the source has it, "" for none, None where no source says it. ``only_blood``: of samples."""

    code: str
    name: str
    use: Use
    unit: str | None = None
    only_blood: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    key: str
    nb: str
    en: str

    def name(self, language: str) -> str:
        """In the language of the screen; nynorsk has the same names as bokmål."""
        return self.en if language == "en" else self.nb


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyte(Named):
    """An emergency analyte. ``words``: one must stand in the message's own name before a code of one origin counts."""

    words: tuple[str, ...] = ()
    codes: tuple[AcuteCode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyteGroup(Named):
    """Analytes that stand together, by their keys, in order."""

    analytes: tuple[str, ...]


OTHERS: Final = AnalyteGroup(key="", nb="", en="", analytes=())  # what is no emergency analyte


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalCode:
    """An administrator's word that a laboratory's own code is an analyte. ``unit``: only with this one; None is any."""

    laboratory: str
    code: str
    analyte: str
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcuteTable:
    cards: tuple[AnalyteGroup, ...] = ()
    analytes: tuple[Analyte, ...] = ()
    local: tuple[LocalCode, ...] = ()
