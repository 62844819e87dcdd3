"""Labels of dates and sources: sampled or examined, laboratory or department."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text

if TYPE_CHECKING:
    from provesvar_gui.results.model import CodeableConcept, Observation, Report

translate = QCoreApplication.translate

_IMAGING: Final = frozenset({"BLD", "RAD", "RTG", "CT", "MR", "UL", "NUK", "SCI", "MA", "AN"})  # list 8202
_SPECIMENS: Final = frozenset({"LAB", "PAT", "CLIN", "MBIO", "MGEN", "FARM", "IMTR", "HIST", "CYTO", "MPAT"})
_TEXTS: Final = _IMAGING | {"PAT", "HIST", "CYTO", "MPAT"}  # their results are texts to be read
_IMAGING_WORDS: Final = ("radiologi", "bildediagnostikk", "biletdiagnostikk", "røntgen", "nukleærmedisin")


class Sampling(StrEnum):
    SPECIMEN = "specimen"
    IMAGING = "imaging"
    EITHER = "either"


def _areas(concept: CodeableConcept) -> set[str]:
    return {coding.code for coding in concept.codings if coding.system == "8202"}


def of_concept(concept: CodeableConcept | None) -> Sampling:
    if concept is None:
        return Sampling.EITHER
    codes = _areas(concept)
    if codes & _IMAGING:
        return Sampling.IMAGING
    if codes & _SPECIMENS:
        return Sampling.SPECIMEN
    said = text.name(concept).casefold()
    return Sampling.IMAGING if any(word in said for word in _IMAGING_WORDS) else Sampling.EITHER


def of_observation(observation: Observation, report: Sampling) -> Sampling:
    own = of_concept(observation.category)
    return report if own is Sampling.EITHER else own


def of_report(report: Report) -> Sampling:
    """By its main area, else by its type, else by the common kind of its first results."""
    for concept in (report.category, report.code):
        if (kind := of_concept(concept)) is not Sampling.EITHER:
            return kind
    kinds = {of_concept(each.observation.category) for each in report.findings}
    return kinds.pop() if len(kinds) == 1 else Sampling.EITHER


def is_narrative(report: Report) -> bool:
    """Whether the results of a report are mainly texts: imaging and pathology, by the codes of 8202 or by plain words."""
    codes = {code for each in (report.category, report.code) if each is not None for code in _areas(each)}
    return bool(codes & _TEXTS) or of_report(report) is Sampling.IMAGING


def date_label(kind: Sampling) -> str:
    if kind is Sampling.SPECIMEN:
        return translate("Sampling", "Sampled")
    if kind is Sampling.IMAGING:
        return translate("Sampling", "Examined")
    return translate("Sampling", "Date of sampling or examination")


def source_missing(kind: Sampling) -> str:
    if kind is Sampling.SPECIMEN:
        return translate("Sampling", "Laboratory not given")
    return translate("Sampling", "Performed at: not given")
