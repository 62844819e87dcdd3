"""Labels of dates and sources: sampled or examined, laboratory or department."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.results.model import Moment
from provesvar_gui.results.value_text import value_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provesvar_gui.results.model import CodeableConcept, Labelled, Observation, Report
    from provesvar_gui.results.text import Language

translate = QCoreApplication.translate

_IMAGING: Final = frozenset({"BLD", "RAD", "RTG", "CT", "MR", "UL", "NUK", "SCI", "MA", "AN"})  # list 8202
_SPECIMENS: Final = frozenset(
    {"LAB", "PAT", "CLIN", "MBIO", "MGEN", "FARM", "IMTR", "HIST", "CYTO", "MPAT"},
)  # list 8202
_DAY: Final = len("2024-08-14")
_TEXTS: Final = _IMAGING | {"PAT", "HIST", "CYTO", "MPAT"}  # their results are texts to be read
_IMAGING_WORDS: Final = ("radiologi", "bildediagnostikk", "biletdiagnostikk", "røntgen", "nukleærmedisin")
PERIODS: Final = frozenset(
    {"effectivePeriod", "effectiveInstant", "effectiveTiming"}
)  # as the parser keeps what it does not know


class Sampling(StrEnum):
    """How results come about."""

    SPECIMEN = "specimen"
    IMAGING = "imaging"
    EITHER = "either"


def of_concept(concept: CodeableConcept | None) -> Sampling:
    """By the codes of 8202, else by plain words."""
    if concept is None:
        return Sampling.EITHER
    codes = {coding.code for coding in concept.codings if coding.system == "8202"}
    if codes & _IMAGING:
        return Sampling.IMAGING
    if codes & _SPECIMENS:
        return Sampling.SPECIMEN
    said = text_concepts.name(concept).casefold()
    return Sampling.IMAGING if any(word in said for word in _IMAGING_WORDS) else Sampling.EITHER


def of_observation(observation: Observation, report: Sampling) -> Sampling:
    """By its own area, else by the report's."""
    own = of_concept(observation.category)
    return report if own is Sampling.EITHER else own


def of_report(report: Report) -> Sampling:
    """By its main area, else by its type, else by what its first results share."""
    concepts = (report.category, report.code)
    found = next((kind for each in concepts if (kind := of_concept(each)) is not Sampling.EITHER), None)
    return found or together(of_concept(each.observation.category) for each in report.findings)


def is_narrative(report: Report) -> bool:
    """Whether the results of a report are mainly texts: imaging and pathology, by the codes of 8202 or by plain words."""
    concepts = [each for each in (report.category, report.code) if each is not None]
    codes = {coding.code for concept in concepts for coding in concept.codings if coding.system == "8202"}
    return bool(codes & _TEXTS) or of_report(report) is Sampling.IMAGING


def together(kinds: Iterable[Sampling]) -> Sampling:
    """The kind that all have, else either."""
    found = set(kinds)
    return found.pop() if len(found) == 1 else Sampling.EITHER


def date_label(kind: Sampling) -> str:
    if kind is Sampling.SPECIMEN:
        return translate("Sampling", "Sampled")
    if kind is Sampling.IMAGING:
        return translate("Sampling", "Examined")
    return translate("Sampling", "Date of sampling or examination")


def source_label(kind: Sampling) -> str:
    return translate("Sampling", "Laboratory") if kind is Sampling.SPECIMEN else translate("Sampling", "Performed at")


def source_missing(kind: Sampling) -> str:
    """Nobody says who made the results."""
    if kind is Sampling.SPECIMEN:
        return translate("Sampling", "Laboratory not given")
    return translate("Sampling", "Performed at: not given")


def date(of: Observation | Report, language: Language) -> str:
    """When it was sampled or examined: a moment, a period, or what there is in its place; "" where nothing is said."""
    if of.effective is not None:
        return text.moment(of.effective, language)
    return next((_kept(each, language) for each in of.extras if each.label in PERIODS), "")


def after_issue(sampled: Moment | None, report: Report, language: Language) -> str:
    """Both dates, where the first is given as later than the issue of the report; "" where it is not or nobody can tell."""
    issued = report.issued
    if sampled is None or issued is None or sampled.when is None or issued.when is None or sampled.when <= issued.when:
        return ""
    known = min(len(sampled.literal), len(issued.literal))
    if known <= _DAY and sampled.literal[:known] <= issued.literal[:known]:  # as far as both are known, they are the same
        return ""
    told = translate("Sampling", "{label} {sampled}, issued {issued}").replace("{label}", date_label(of_report(report)))
    return told.replace("{sampled}", text.moment(sampled, language)).replace("{issued}", text.moment(issued, language))


def besides(of: Observation | Report) -> tuple[Labelled, ...]:
    """What has a label of its own, without the time that ``date`` says."""
    if of.effective is not None:
        return of.extras
    told = next((each for each in of.extras if each.label in PERIODS), None)
    return tuple(each for each in of.extras if each is not told) if told is not None else of.extras


def _kept(extra: Labelled, language: Language) -> str:
    """A time that was kept as text: «start: …», «end: …», or a moment."""
    value = extra.value
    if not isinstance(value, str):
        return value_text(value, language).whole
    ends = dict(line.partition(": ")[::2] for line in value.splitlines())
    if ends and ends.keys() <= {"start", "end"}:
        start, end = (Moment(literal=ends[name]) if ends.get(name) else None for name in ("start", "end"))
        return text.period(start, end, language)
    return text.moment(Moment(literal=value), language)
