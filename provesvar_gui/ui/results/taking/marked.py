"""What the laboratory marked, as the overview lists it, with the first line of what was found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain import text, text_concepts
from provesvar_gui.domain.placed import VOID
from provesvar_gui.domain.results import CodeableConcept
from provesvar_gui.ui.results.lines import Kind
from provesvar_gui.ui.results.overview.row_lines import LONGEST, OverviewLine, overview_lines
from provesvar_gui.ui.results.words import Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.domain.results import Observation, Report
    from provesvar_gui.ui.results.lines import Line, Style
    from provesvar_gui.ui.results.overview.rows import Sections

_FEW: Final = 3
_VALUE: Final = 1  # the cell that a report of which only a comment is told leaves empty


def marked_lines(sections: Sections, style: Style) -> list[Line]:
    """The first section of the list with its heading."""
    found: list[Line] = []
    for line in overview_lines(sections, style):
        if line.kind is Kind.SECTION and found:
            break
        found.append(_with_finding(line, style))
    return found


def _with_finding(line: Line, style: Style) -> Line:
    if not isinstance(line, OverviewLine) or not line.cells or line.cells[_VALUE] or line.report is None:
        return line
    said = first_line(line.report, style)
    return replace(line, cells=(*line.cells[:_VALUE], said, *line.cells[_VALUE + 1 :]), mark_tone=Tone.NONE)


def first_line(report: Report, style: Style) -> str:
    """Of its conclusion, else of each of its results; shortened, and says so.

    Nothing where they are many: the comment is about the report, and must not seem to be about the one that comes first.
    """
    found = [_first(report.conclusion)] if report.conclusion.strip() else list(_results(report, style))
    said = "; ".join(found) if len(found) <= _FEW else ""
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()} …"


def _results(report: Report, style: Style) -> Iterator[str]:
    for finding in report.findings:
        observation = finding.observation
        said = _first(_value(observation, style)) if observation.status not in VOID else ""
        if said:
            name = text.visible(text_concepts.called(observation.code))
            yield f"{name}: {said}" if name else said


def _value(observation: Observation, style: Style) -> str:
    value = observation.value
    if value is None:
        return ""
    if isinstance(value, CodeableConcept):
        return "\n".join(text_concepts.result_words(value)) or text_concepts.name(value)
    return style.value(value)


def _first(said: str) -> str:
    return next((line.strip() for line in text.visible(said).split("\n") if line.strip()), "")
