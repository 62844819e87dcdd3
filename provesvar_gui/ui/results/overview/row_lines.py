"""The sections of the overview as lines of a table; each line knows which report it opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.domain import text, text_concepts
from provesvar_gui.domain.placed import VOID
from provesvar_gui.domain.results import CodeableConcept, Moment, Report
from provesvar_gui.ui.results import flags, lines, sampling, words
from provesvar_gui.ui.results.lines import Kind, Line
from provesvar_gui.ui.results.overview.card_texts import short_laboratory
from provesvar_gui.ui.results.words import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from provesvar_gui.domain.placed import Placed
    from provesvar_gui.ui.results.lines import Style
    from provesvar_gui.ui.results.overview.rows import Sections
    from provesvar_gui.ui.results.words import Mark

translate = QCoreApplication.translate
LONGEST: Final = 160  # characters of a result in words; the report has it whole
NAMED: Final = 8  # results that are named; of more, the count


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OverviewLine(Line):
    """``report``: what Enter opens; None for a heading, and for results whose report did not come."""

    report: Report | None = None


def overview_lines(sections: Sections, style: Style) -> Iterator[Line]:
    """One section after the other; an empty one says so in a line, so that nobody has to wonder."""
    yield from _marked(sections, style)
    yield from _new(sections, style)
    yield lines.section(translate("Overview", "Preliminary or not ready"))
    yield from _or_none((_waiting(report, placed, style) for report, placed in sections.waiting))
    yield lines.section(translate("Overview", "Corrected, added to or cancelled"))
    changed = [_report_line(each, style) for each in sections.changed_reports]
    yield from _or_none((*changed, *(_result(each, style) for each in sections.changed)))


def _or_none(found: Iterable[Line]) -> Iterator[Line]:
    empty = True
    for line in found:
        empty = False
        yield line
    if empty:
        yield from lines.line("", translate("Overview", "None"), quiet=True)


def _marked(sections: Sections, style: Style) -> Iterator[Line]:
    title = (
        translate("Overview", "Marked by the laboratory: the newest result of each examination, and report comments")
        if sections.complete
        else translate("Overview", "Marked by the laboratory, of what has come so far")
    )
    yield lines.section(title)
    comments = [
        _report_line(report, style, marks=tuple(mark for each in found if (mark := flags.report_mark(each)) is not None))
        for report, found in sections.comments
    ]
    yield from _or_none((*comments, *(_result(each, style) for each in sections.marked)))


def _new(sections: Sections, style: Style) -> Iterator[Line]:
    if not sections.complete:
        return
    day = style.moment(Moment(literal=sections.newest_day)) if sections.newest_day else translate("Overview", "no date")
    yield lines.section(translate("Overview", "New: sampled on the newest day, {day}").format(day=day))
    yield from _or_none(
        _report_line(report, style, said=translate("Overview", "%n result(s) of that day", "", count))
        for report, count in sections.new
    )


def _cells(name: str, value: str, marks: tuple[Mark, ...], where: str, when: str, status: Mark) -> tuple[str, ...]:
    return (name, value, lines.SEPARATOR.join(map(str, marks)), where, when, str(status))


def _line(
    name: str,
    value: str,
    marks: tuple[Mark, ...],
    where: str,
    when: str,
    status: Mark,
    report: Report | None,
    *,
    void: bool = False,
) -> Line:
    marks = (*marks, *words.opened(report))
    cells = _cells(name, value, marks, where, when, status)
    told = ", ".join(part for part in (name, value, cells[2], where, when, status.words) if part)
    return OverviewLine(
        kind=Kind.FINDING,
        cells=cells,
        mark_tone=next((mark.tone for mark in marks if mark.tone is not Tone.NONE), Tone.NONE),
        status_tone=status.tone,
        void=void,
        date_told=False,
        spoken=told,
        copied="\t".join(text.breakable(cell) for cell in cells),
        report=report,
    )


def _result(each: Placed, style: Style) -> Line:
    observation, report = each.observation, each.report
    state = words.with_report(observation.status, report.status if report is not None else "")
    above = " › ".join(text_concepts.called(parent.code) for parent in each.parents)
    name = text_concepts.called(observation.code)
    return _line(
        f"{above} › {name}" if above else name,
        _said(each, style),
        flags.marks(observation),
        _house(report),
        sampling.date(observation, style.language) or translate("Overview", "no date"),
        state,
        report,
        void=each.void,
    )


def _said(each: Placed, style: Style) -> str:
    value = each.observation.value
    if value is None:
        return translate("Overview", "no value")
    if isinstance(value, CodeableConcept):
        said = "; ".join(text_concepts.result_words(value)) or text_concepts.name(value)
    else:
        said = style.value(value)
    said = " ".join(said.split(" ")) if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()} …"
    return said.replace("\n", " ")


def _report_line(report: Report, style: Style, *, said: str = "", marks: tuple[Mark, ...] = ()) -> Line:
    return _line(
        text_concepts.name(report.code) or translate("ReportList", "Type not given"),
        said,
        marks or flags.flags(report),
        _house(report),
        sampling.date(report, style.language) or translate("Overview", "no date"),
        words.status(report.status),
        report,
        void=report.status in VOID,
    )


def _waiting(report: Report | None, placed: tuple[Placed, ...], style: Style) -> Line:
    names = [text_concepts.called(each.observation.code) for each in placed]
    said = ", ".join(names[:NAMED])
    if len(names) > NAMED:
        said = translate("Overview", "{names} and %n more", "number of results", len(names) - NAMED).replace("{names}", said)
    if report is None:
        status = words.status(placed[0].observation.status)
        return _line(translate("Overview", "Results without their report"), said, (), "", "", status, None)
    pending = words.status(report.status)
    if pending.tone is not Tone.PENDING and placed:
        pending = words.status(placed[0].observation.status)
    return _line(
        text_concepts.name(report.code) or translate("ReportList", "Type not given"),
        said,
        (),
        _house(report),
        sampling.date(report, style.language) or translate("Overview", "no date"),
        pending,
        report,
    )


def _house(report: Report | None) -> str:
    return short_laboratory(lines.laboratories(report)) if report is not None else ""
