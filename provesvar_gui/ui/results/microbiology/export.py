"""Samples to be taken along. On paper what kills what grew, over the dates of the cultures; then each sample with the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results.export import Block, Row, Taken
from provesvar_gui.ui.results.common import culture_words, export, lines, sampling, words
from provesvar_gui.ui.results.common.lines import Column as LineColumn
from provesvar_gui.ui.results.common.lines import Kind
from provesvar_gui.ui.results.microbiology import matrix, sheet, takings
from provesvar_gui.ui.results.microbiology.matrix import Column, Head
from provesvar_gui.ui.results.microbiology.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from datetime import datetime

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.microbiology import Culture
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.susceptibility import Isolate, Key
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
_SOMETIMES: Final = (LineColumn.MARK, LineColumn.REFERENCE)  # columns that are left out where nothing stands in them


def samples(
    cultures: Iterable[Culture], style: Style, *, title: str, facts: tuple[str, ...], fetched_at: datetime | None
) -> Generator[None, None, Taken | None]:
    """The matrix of all that was tested, with a column for each isolate; below it every sample; None where there is none."""
    sheets = []
    for culture in cultures:
        sheets.append(Sheet.of(culture, style))
        yield
    if not sheets:
        return None
    blocks, wide = yield from _matrix(sheets, style, fetched_at)
    rows: list[Row] = []
    used: set[LineColumn] = set()
    for each in sheets:
        rows += _sample(each, style, fetched_at, used)
        yield
    headers = (
        translate("ReportDetail", "Examination"),
        translate("ReportDetail", "Result"),
        translate("ReportDetail", "Marked"),
        translate("ReportDetail", "Reference"),
        sampling.date_label(sampling.together(sampling.of_report(culture_words.report_of(each.culture)) for each in sheets)),
        translate("ReportDetail", "Status"),
    )
    table = export.table(rows, headers, {LineColumn.DATE, *_SOMETIMES} - used)
    return Taken(title=title, facts=facts, blocks=(*blocks, table), wide=wide)


def _matrix(
    sheets: list[Sheet], style: Style, fetched_at: datetime | None
) -> Generator[None, None, tuple[tuple[Block, ...], bool]]:
    """Isolates of one organism stand beside each other, newest first, as the samples are listed."""
    grouped: dict[Key, list[Column]] = {}
    for each in sheets:
        for isolate in each.culture.isolates:
            head = _head(each.culture, isolate, style, fetched_at)
            grouped.setdefault(isolate.key, []).append(Column(culture=each.culture, isolate=isolate, head=head))
        yield
    columns = tuple(column for found in grouped.values() for column in found)
    if not columns:
        return (), False
    noted = frozenset(one for each in sheets for one in each.noted)
    made = yield from matrix.make(columns, style, noted)
    return (yield from takings.on_paper(made)), takings.is_wide(made)


def _head(culture: Culture, isolate: Isolate, style: Style, fetched_at: datetime | None) -> Head:
    """What grew comes first: «E. coli, ESBL» is told from «E. coli» at a glance."""
    name = sheet.called(isolate, style)
    remarks = sheet.remarks(isolate, style)
    when = " ".join(filter(None, (culture_words.sampled(culture, style), export.ahead(culture.when, fetched_at))))
    more = [*remarks, when, culture_words.specimen(culture), ", ".join(culture_words.examinations(culture))]
    more += sheet.heading(culture, isolate, place=len(culture.isolates) > 1)
    more += _states(culture)
    if isolate.void:
        cancelled = translate("ResultWords", "Cancelled")
        more.append(f"✕ {cancelled}")
    told = tuple(dict.fromkeys(text.visible(each) for each in more if each))
    return Head(name=name, more=told, spoken="", void=isolate.void)


def _states(culture: Culture) -> list[str]:
    """What of a sample must not be overlooked wherever it stands."""
    found = [translate("Cultures", "On another kind of number or an invalid one")] if culture.apart else []
    return [*found, *([translate("Cultures", "Older version")] if culture.superseded else [])]


def _sample(of: Sheet, style: Style, fetched_at: datetime | None, used: set[LineColumn]) -> list[Row]:
    """One sample. ``used``: columns in which something stands are put there."""
    culture = of.culture
    title = " ".join(filter(None, (sheet.title(culture, style), export.ahead(culture.when, fetched_at))))
    rows = [Row(span=text.visible(title), title=True, void=culture.void), Row(span=sheet.subtitle(culture, style), quiet=True)]
    every = tuple(of.lines())
    below = "\n".join(cell for line in every for cell in (line.shown, *line.cells))
    marks = (said for said in map(str, culture_words.marks(culture)) if text.visible(said) not in below)
    said = list(dict.fromkeys((*marks, *_states(culture))))
    if said:
        rows.append(Row(span=text.visible(lines.SEPARATOR.join(said))))
    for isolate in culture.isolates:
        count = translate("Cultures", "%n susceptibility result(s): see the table above", "", len(isolate.results))
        rows.append(Row(span=f"{sheet.called(isolate, style)}: {count}", void=isolate.void))
    for line in every:
        if line.kind is Kind.FINDING:
            used.update(column for column in _SOMETIMES if line.cells[column])
            used.update(() if line.date_told else (LineColumn.DATE,))
        rows.append(export.line_row(export.dated_line(line, fetched_at)))
    return rows


def as_text(
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
        found.append(Row(span=" ".join(filter(None, (head, export.ahead(culture.when, fetched_at)))), title=True))
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
