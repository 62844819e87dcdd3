"""What each pane offers to be taken along: made from its own parts, when the person asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from provesvar_gui.domain import taking, text
from provesvar_gui.domain.placed import in_report
from provesvar_gui.domain.taking import Block, Row, Taken
from provesvar_gui.ui.results.common import sampling, words
from provesvar_gui.ui.results.common.lines import Column, Kind
from provesvar_gui.ui.results.microbiology.sheet import Sheet
from provesvar_gui.ui.results.overview import rows
from provesvar_gui.ui.results.overview.strip_text import not_here, strip_text
from provesvar_gui.ui.results.taking import cumulative, extracts, partly
from provesvar_gui.ui.results.taking.marked import every_line, marked_lines

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from datetime import datetime

    from provesvar_gui.domain.cultures import Culture
    from provesvar_gui.domain.digest import Digest
    from provesvar_gui.domain.placed import Placed
    from provesvar_gui.domain.results import Report
    from provesvar_gui.domain.versions import Versions
    from provesvar_gui.ui.results.common.detail_model import DetailModel
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.flowsheet.table import FlowsheetTable

translate = QCoreApplication.translate


def overview(digest: Digest | None, style: Style, *, paper: bool) -> Generator[None, None, Taken | None]:
    """The emergency analytes and what the laboratory marked; on paper as tables, with every section of the list."""
    yield
    if digest is None:
        return None
    sections = yield from rows.build(digest, style)
    if paper:
        if not digest.strip.cards and not digest.result.reports:
            return None
        title, every = translate("Panes", "Overview"), every_line(sections, style)
        return extracts.overview(digest.strip, every, style, missing=not_here(digest.strip, style), title=title)
    if not digest.strip.cards and not (sections.marked or sections.comments):
        return None
    marked = marked_lines(sections, style)
    strip = Block(rows=(Row(span=strip_text(digest.strip, style)),))
    told = tuple(Row(span=taking.listed(_without_final(line.cells)) if line.cells else line.shown) for line in marked)
    return Taken(
        title=translate("Overview", "Emergency analytes") if digest.strip.cards else "",
        blocks=(*((strip,) if digest.strip.cards else ()), Block(rows=told)),
    )


def _without_final(cells: tuple[str, ...]) -> tuple[str, ...]:
    return cells[:-1] if cells[-1] == str(words.status("final")) else cells


def cards(digest: Digest | None, card: int) -> tuple[tuple[Placed, ...], int]:
    """What stands on the cards; ``card``: which of them the person is on."""
    placed: list[Placed] = []
    at = -1
    for place, each in enumerate(digest.strip.cards if digest is not None else ()):
        if place == card:
            at = len(placed)
        placed += (point.placed for line in each.lines for point in line.told)
    return tuple(placed), at


def flowsheet(
    table: FlowsheetTable, said: Iterable[str], *, fetched_at: datetime | None, paper: bool
) -> Generator[None, None, Taken | None]:
    """The cumulative table as it is shown. ``said``: how much of it, and by which filter."""
    lines = table.lines
    if not lines.rowCount():
        yield
        return None
    return (
        yield from cumulative.table(
            lines.sheet,
            lines.whole_lines(),
            lines.whole_columns(),
            title=table.accessibleName(),
            facts=said,
            fetched_at=fetched_at,
            paper=paper,
        )
    )


def column(table: FlowsheetTable) -> tuple[tuple[Placed, ...], int]:
    """What stands in the column that the person is on, from top to bottom; where nothing does, in the row."""
    current, lines = table.currentIndex(), table.lines
    if not current.isValid():
        return (), -1
    placed: list[Placed] = []
    at = -1
    for row in range(lines.rowCount()):
        found = lines.cell(row, current.column())
        if row == current.row() and found is not None:
            at = len(placed)
        placed += (point.placed for point in found.points) if found is not None else ()
    if at < 0:
        row_ = lines.series_row(current.row())
        points = row_.series.points[::-1] if row_ is not None else ()
        return tuple(point.placed for point in points), 0
    return tuple(placed), at


def microbiology(
    cultures: Iterable[Culture], style: Style, *, title: str, said: str, fetched_at: datetime | None
) -> Generator[None, None, Taken | None]:
    """Every sample that is listed, whole, as text: what was found, then each isolate with what kills it."""
    found: list[Row] = []
    withdrawn = translate("Cultures", "VOID – {what}").split("{what}", 1)[0].strip()
    for culture in cultures:
        sheet = Sheet.of(culture, style)
        yield
        head, *lines = sheet.copied().split("\n")
        sections = {line.shown for line in sheet.lines() if line.kind is Kind.SECTION}
        if found:
            found.append(Row(span=" "))
        found.append(Row(span=" ".join(filter(None, (head, partly.ahead(culture.when, fetched_at)))), title=True))
        for line in lines:
            inner = line.lstrip(" ")
            found.append(
                Row(
                    span=inner.replace("\t", "  "),
                    level=(len(line) - len(inner)) // 2,
                    heading=line in sections,
                    void=f": {withdrawn}" in inner,
                )
            )
        yield
    return Taken(title=title, facts=(said,) if said else (), blocks=(Block(rows=tuple(found)),)) if found else None


def sample(culture: Culture | None, digest: Digest | None) -> tuple[tuple[Placed, ...], int]:
    """The results of one sample, in the laboratory's order."""
    if culture is None or digest is None:
        return (), -1
    wanted = {id(each) for each in words.walk(culture.findings)}
    return tuple(each for each in digest.observations if id(each.observation) in wanted), 0


def report(
    shown: Report | None,
    lines: DetailModel,
    *,
    title: str,
    status: str,
    facts: str,
    standing: str,
    left_out: str,
    fetched_at: datetime | None,
    style: Style,
    paper: bool,
) -> Generator[None, None, Taken | None]:
    """The report on the screen, with every line of it. The copy leaves out what its head has said already.

    ``fetched_at``: a time after it says so.
    """
    if shown is None:
        yield
        return None
    while not lines.is_filled():
        yield
    headers = [str(lines.headerData(each, Qt.Orientation.Horizontal)) for each in Column]
    each_line = (partly.dated_line(lines.line(row), fetched_at) for row in range(lines.rowCount()))
    told = partly.dated(shown, fetched_at)
    if told:
        date = text.visible(sampling.date(shown, style.language))
        facts = facts.replace(date, f"{date} {told}", 1) if date in facts else f"{facts} {told}"
    without = () if paper else (translate("ReportLines", "About the report"),)
    return (
        yield from extracts.report(
            each_line,
            headers,
            title=f"{title} ({status})" if status else title,
            facts=(standing, facts, left_out),
            void=shown.status in words.VOID_STATUSES,
            without=without,
        )
    )


def findings(
    shown: Report | None, lines: DetailModel, row: int, *, apart: bool, versions: Versions
) -> tuple[tuple[Placed, ...], int]:
    """The results of the report on the screen; the one that the person is on, or that their line belongs to."""
    if shown is None:
        return (), -1
    placed = tuple(in_report(shown, apart=apart, versions=versions))
    heads = [at for at in range(lines.rowCount()) if lines.line(at).kind is Kind.FINDING]
    if len(heads) != len(placed):
        return placed, 0
    return placed, max(sum(at <= row for at in heads) - 1, 0)
