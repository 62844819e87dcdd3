"""A report in the list: what was examined, and the first words of what was found."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import text
from provesvar_gui.results.model import CodeableConcept, Quantity
from provesvar_gui.results.value_text import value_text
from provesvar_gui.ui.results.common import flags, labels, lines, report_gist, sampling
from provesvar_gui.ui.results.common.bare_names import bare_name
from provesvar_gui.ui.results.common.sampling import Sampling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.results.model import Finding, Observation, Report
    from provesvar_gui.ui.results.common.lines import Style

_LOOKED_AT: Final = 200  # results that are looked through
_LONGEST: Final = 160  # characters of what was found; the report has it whole


def gist(report: Report, style: Style) -> tuple[str, str]:
    """What was examined, and what was found.

    The first is the analytes, or the examination; of a lone result with its value, of several answers in words the first of them.
    """
    answers, named = _answers(report), list(islice(_named(report), _LOOKED_AT))
    if len(answers) > 1 and not any(isinstance(each.value, Quantity) for each in named):
        return answers[0], _short("; ".join(answers[1:]))
    found = _first_line(report.conclusion) or "; ".join(answers)
    return _examined(report, style, named), _short(found)


def _examined(report: Report, style: Style, named: list[Observation]) -> str:
    kind = text.visible(text.name(report.code))
    if sampling.of_report(report) is Sampling.IMAGING:
        return report_gist.procedures(report) or kind
    names = dict.fromkeys(filter(None, (bare_name(each.code) for each in named)))
    whole = report_gist.listed(names)
    if len(named) == 1 and isinstance(named[0].value, Quantity):
        whole = text.visible(f"{next(iter(names), '')} {style.value(named[0].value)}".strip())
    return (kind or whole) if sampling.is_narrative(report) else (whole or kind)


def _named(report: Report) -> Iterator[Observation]:
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
    return report_gist.opening(said, len(said))


def source(report: Report) -> str:
    return lines.short(lines.laboratories(report) or sampling.source_missing(sampling.of_report(report)))
