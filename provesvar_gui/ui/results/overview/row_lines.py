"""The sections of the overview as lines of a table, each linked to its report."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.results.model import Moment, Redacted, Report
from provesvar_gui.results.placed import VOID
from provesvar_gui.ui.results.common import flags, labels, lines, remarks, sampling, status_text, version_text
from provesvar_gui.ui.results.common.labels import Mark, MarkTint
from provesvar_gui.ui.results.common.lines import Kind, Line
from provesvar_gui.ui.results.overview import report_text
from provesvar_gui.ui.results.overview.line_text import short_laboratory
from provesvar_gui.ui.results.overview.report_text import FEW, LONGEST, ReportSummary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from provesvar_gui.results.model import Observation
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.overview.rows import Sections

translate = QCoreApplication.translate
NAMED: Final = 8  # results that are named; of more, the count


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OverviewLine(Line):
    """A line of the overview.

    ``report``: what Enter opens; None for a heading, and for results whose report did not come.

    ``plain_value``: the mark is about the whole report, or about one of the results that are told, not about all that is told.
    """

    report: Report | None = None
    plain_value: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RowDefaults(Redacted):
    """The year and laboratory that rows leave out.

    What need not stand in every row, since it stands above them all. ``year``: of the fetch; ``house``: the usual one.

    It is spoken and copied all the same.
    """

    year: int | None = None
    house: str = ""


def overview_lines(sections: Sections, style: Style, near: RowDefaults | None = None) -> Iterator[Line]:
    """One section after the other; an empty one says so in a line, so that nobody has to wonder."""
    near = near or RowDefaults()
    yield from _marked(sections, style, near)
    yield from _new(sections, style, near)
    yield lines.section(translate("Overview", "Preliminary or not ready"))
    yield from _or_none((_waiting(report, placed, sections, style, near) for report, placed in sections.waiting))
    yield lines.section(translate("Overview", "Corrected, added to or cancelled"))
    changed = (_report_line(each, style, near, found=_of(sections, each)) for each in sections.changed_reports)
    yield from _or_none(chain(changed, _results(sections.changed, sections, style, near)))


def _or_none(found: Iterable[Line]) -> Iterator[Line]:
    empty = True
    for line in found:
        empty = False
        yield line
    if empty:
        yield from lines.line("", translate("Overview", "None"), quiet=True)


def _marked(sections: Sections, style: Style, near: RowDefaults) -> Iterator[Line]:
    title = (
        translate("Overview", "Marked by the laboratory: the newest result of each examination, and report comments")
        if sections.complete
        else translate("Overview", "Marked by the laboratory, of what has come so far")
    )
    yield lines.section(title)
    comments = [
        _report_line(
            report,
            style,
            near,
            found=_of(sections, report),
            marks=tuple(mark for each in told if (mark := flags.report_mark(each)) is not None),
        )
        for report, told in sections.comments
    ]
    yield from _or_none(chain(comments, _results(sections.marked, sections, style, near)))


def _new(sections: Sections, style: Style, near: RowDefaults) -> Iterator[Line]:
    if not sections.complete:
        return
    day = style.moment(Moment(literal=sections.newest_day)) if sections.newest_day else translate("Overview", "no date")
    yield lines.section(translate("Overview", "New: sampled on the newest day, {day}").format(day=day))
    yield from _or_none(
        _report_line(
            report,
            style,
            near,
            found=sections.found_new.get(id(report), ReportSummary()),
            counted=translate("Overview", "%n result(s) of that day", "", count),
            when=day,
        )
        for report, count in sections.new
    )


def _of(sections: Sections, what: Report | Observation) -> ReportSummary:
    return sections.found.get(id(what), ReportSummary())


def _counted(counted: str, found: str) -> str:
    """How many, then what they are."""
    if not (counted and found):
        return counted or found
    return translate("Overview", "{count}: {found}").replace("{count}", counted).replace("{found}", found)


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
    whole: str = "",
    plain_value: bool = False,
    near: RowDefaults | None = None,
) -> Line:
    """``whole``: what is spoken instead of ``value``, which may be cut."""
    marks = (*marks, *labels.opened(report))
    cells = _cells(name, value, marks, where, when, status)
    told = ", ".join(part for part in (name, whole or value, cells[2], where, when, status.words) if part)
    copied = "\t".join(text.breakable(cell) for cell in cells)
    if near is not None:
        short = when.replace(f"{text.NBSP}{near.year}", "") if near.year is not None else when
        cells = _cells(name, value, marks, "" if where == near.house else where, short, status)
    return OverviewLine(
        kind=Kind.FINDING,
        cells=cells,
        mark_tint=next((mark.tint for mark in marks if mark.tint is not MarkTint.NONE), MarkTint.NONE),
        status_tint=status.tint,
        void=void,
        date_told=False,
        spoken=told,
        copied=copied,
        report=report,
        plain_value=plain_value,
    )


def _results(found: Iterable[Placed], sections: Sections, style: Style, near: RowDefaults) -> Iterator[Line]:
    """What is in one sample is told once, where its results stand below each other."""
    above = 0
    for each in found:
        others = _of(sections, each.observation)
        yield _result(each, sections, style, near, as_above=others.sample != 0 and others.sample == above)
        above = others.sample if others.shown else 0


def _result(each: Placed, sections: Sections, style: Style, near: RowDefaults, *, as_above: bool) -> Line:
    observation, report = each.observation, each.report
    state = status_text.with_report(each)
    above = " › ".join(text_concepts.called(parent.code) for parent in each.parents)
    name = text_concepts.called(observation.code)
    value, others = _said(each, style), _of(sections, observation)
    if as_above and others.shown:
        told = translate("Overview", "as above")
        others = ReportSummary(shown=told, whole=told)
    long, own = (report_text.with_remark(value, observation, style, size) for size in (remarks.SPOKEN, remarks.IN_A_ROW))
    also = translate("Overview", "{value}; also in the sample: {found}")
    shown, whole = (
        also.replace("{value}", mine).replace("{found}", said) if said else mine
        for mine, said in ((own, others.shown), (long, others.whole))
    )
    return _line(
        f"{above} › {name}" if above else name,
        shown,
        (
            *_ahead(sections, observation),
            *flags.marks(observation),
            *map(version_text.doubt, each.doubts),
            *(labels.opened(each) if report is None or not report.opened else ()),
        ),
        _house(report),
        sampling.date(observation, style.language) or translate("Overview", "no date"),
        state,
        report,
        void=each.void,
        whole=whole,
        plain_value=bool(others.shown),
        near=near,
    )


def _ahead(sections: Sections, observation: Observation) -> tuple[Mark, ...]:
    if id(observation) not in sections.ahead:
        return ()
    return (Mark(glyph="!", words=translate("Overview", "dated ahead in time"), tint=MarkTint.PENDING),)


def _said(each: Placed, style: Style) -> str:
    said = style.result(each.observation)
    said = " ".join(said.split(" ")) if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()} …"
    return said.replace("\n", " ")


def _report_line(
    report: Report,
    style: Style,
    near: RowDefaults,
    *,
    found: ReportSummary,
    counted: str = "",
    marks: tuple[Mark, ...] = (),
    when: str = "",
) -> Line:
    """``counted``: how many results, where the row says so anyway. ``when``: where the report itself has no date."""
    if not counted and found.count > FEW:
        counted = translate("Overview", "%n result(s)", "", found.count)
    return _line(
        text_concepts.name(report.code) or translate("ReportList", "Type not given"),
        _counted(counted, found.shown),
        (*(marks or found.marks), *labels.opened_within(report)),
        _house(report),
        sampling.date(report, style.language) or when or translate("Overview", "no date"),
        labels.status(report.status),
        report,
        void=report.status in VOID,
        whole=_counted(counted, found.whole),
        plain_value=True,
        near=near,
    )


def _waiting(report: Report | None, placed: tuple[Placed, ...], sections: Sections, style: Style, near: RowDefaults) -> Line:
    """What is awaited; of microbiology, and of a report of few answers, what was found so far before that."""
    if report is None:
        status = labels.status(placed[0].observation.status)
        opened = next(filter(None, map(labels.opened, placed)), ())
        return _line(translate("Overview", "Results without their report"), _names(placed), opened, "", "", status, None)
    found = _of(sections, report)
    if id(report) not in sections.cultures and placed and not (found.shown and found.count <= FEW):
        found = ReportSummary()
    awaited = tuple(each for each in placed if each.observation.value is None) if found.shown else placed
    shown, whole = (_then_awaited(each, _names(awaited)) for each in (found.shown, found.whole))
    pending = labels.status(report.status)
    if pending.tint is not MarkTint.PENDING and placed:
        pending = labels.status(placed[0].observation.status)
    return _line(
        text_concepts.name(report.code) or translate("ReportList", "Type not given"),
        shown,
        labels.opened_within(report),
        _house(report),
        sampling.date(report, style.language) or translate("Overview", "no date"),
        pending,
        report,
        whole=whole,
        plain_value=True,
        near=near,
    )


def _names(placed: tuple[Placed, ...]) -> str:
    names = [text_concepts.called(each.observation.code) for each in placed]
    said = ", ".join(names[:NAMED])
    if len(names) <= NAMED:
        return said
    return translate("Overview", "{names} and %n more", "number of results", len(names) - NAMED).replace("{names}", said)


def _then_awaited(found: str, awaited: str) -> str:
    if not (found and awaited):
        return found or awaited
    return translate("Overview", "{found}; awaited: {names}").replace("{found}", found).replace("{names}", awaited)


def _house(report: Report | None) -> str:
    return short_laboratory(lines.laboratories(report)) if report is not None else ""
