"""A report in the list: what was examined, and the first words of what was found."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import text
from provesvar_gui.results.model import CodeableConcept, Quantity
from provesvar_gui.results.value_text import value_text
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.results.common import flags, labels, lines, sampling
from provesvar_gui.ui.results.common.bare_names import bare_name
from provesvar_gui.ui.results.common.sampling import Sampling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.results.model import Finding, Observation, Report
    from provesvar_gui.ui.results.common.lines import Style

_NAMED: Final = 5  # examinations; of more, the count
_LOOKED_AT: Final = 200  # results that are looked through for them
_LONGEST: Final = 160  # characters of what was found; the report has it whole
_DISCIPLINES: Final = {  # list 8202
    **dict.fromkeys(("BLD", "RAD", "RTG", "CT", "MR", "UL", "NUK", "MA", "AN"), Icon.IMAGE),
    **dict.fromkeys(("PAT", "HIST", "CYTO", "MPAT"), Icon.SEARCH),
    "MBIO": Icon.BACTERIA,
    "IMTR": Icon.RAINDROP,
}


def icon(report: Report) -> Icon:
    concepts = (each for each in (report.code, report.category) if each is not None)
    codes = (coding.code for concept in concepts for coding in concept.codings if coding.system == "8202")
    return next((_DISCIPLINES[code] for code in codes if code in _DISCIPLINES), Icon.FLASK)


def gist(report: Report, style: Style) -> tuple[str, str]:
    """What was examined, and what was found.

    The first is the analytes, or the examination; of a lone result with its value, of several answers in words the first of them.
    """
    answers = _answers(report)
    if len(answers) > 1 and not any(isinstance(each.value, Quantity) for each in _named(report)):
        return answers[0], _short("; ".join(answers[1:]))
    return _examined(report, style), _short(_first_line(report.conclusion) or "; ".join(answers))


def _examined(report: Report, style: Style) -> str:
    named = list(islice(_named(report), _LOOKED_AT))
    names = list(dict.fromkeys(filter(None, (bare_name(each.code) for each in named))))
    if len(named) == 1 and isinstance(named[0].value, Quantity):
        names = [f"{names[0] if names else ''} {style.value(named[0].value)}".strip()]
    whole = ", ".join(names[:_NAMED]) + (f" +{len(names) - _NAMED}" if len(names) > _NAMED else "")
    kind = text.visible(text.name(report.code))
    if sampling.is_narrative(report) and sampling.of_report(report) is not Sampling.IMAGING:
        return kind or whole
    return text.visible(whole) or kind


def _named(report: Report) -> Iterator[Observation]:
    if sampling.of_report(report) is Sampling.IMAGING:  # its texts are called «Group»: the examinations have no value
        yield from (each for each in labels.walk(report.findings) if each.value is None)
        return
    found: tuple[Finding, ...] = report.findings
    while len(found) == 1 and found[0].members and found[0].observation.value is None:
        found = found[0].members
    yield from (each.observation for each in found)


def _answers(report: Report) -> list[str]:
    """Answers in words, each by its first line: of prose the diagnosis, or what comes first; others with what they answer to."""
    if report.status in labels.VOID_STATUSES or report.conclusion.strip():
        return []
    every = islice(flags.standing(report), _LOOKED_AT)
    texts = [each for each in every if each.status != "registered" and isinstance(each.value, CodeableConcept | str)]
    said = [_first_line(value_text(each.value, "nb").text) for each in texts]
    if sampling.is_narrative(report):
        ranked = sorted(zip(texts, said, strict=True), key=lambda each: not _is_diagnosis(each[0]))
        return [each for _, each in ranked if each][:1]
    if len(set(said)) <= 1:
        return said[:1]
    return [f"{bare_name(each.code)}: {answer}" for each, answer in zip(texts, said, strict=True)]


def _short(said: str) -> str:
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rstrip()} …"


def _is_diagnosis(of: Observation) -> bool:
    return isinstance(of.value, CodeableConcept) and of.value.code_in(text.TEXT_HEADINGS) == "DIAG"


def _first_line(said: str) -> str:
    """A heading of the laboratory goes on with the line below it."""
    kept: list[str] = []
    for line in text.visible(said).split("\n"):
        kept += [line.strip()] if line.strip() else []
        if kept and not kept[-1].endswith(":"):
            break
    return " ".join(kept)


def source(report: Report) -> str:
    return lines.short(lines.laboratories(report) or sampling.source_missing(sampling.of_report(report)))
