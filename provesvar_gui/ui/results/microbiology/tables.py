"""The two lists of the pane: samples, and organisms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetricsF

from provesvar_gui.results import text
from provesvar_gui.results.placed import apart_within
from provesvar_gui.ui.results.common import culture_words, lines, words
from provesvar_gui.ui.results.common.words import MarkTone
from provesvar_gui.ui.results.microbiology.bits import MARGIN, Bit, BitRow, BitsModel, BitsTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.results.microbiology import Culture, Organism
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate


def samples(style: Callable[[], Style], narrow: Callable[[], bool]) -> BitsTable:
    """``cultureList``: newest first. ``narrow``: there is no room for the status in a column of its own."""

    def titles() -> tuple[str, ...]:
        status = () if narrow() else (translate("ReportList", "Status"),)
        return (translate("Sampling", "Sampled"), translate("Cultures", "Found"), *status)

    def make(culture: Culture) -> BitRow:
        row = _sample(culture, style())
        if not narrow():
            return row
        when, found, status = row.cells
        return replace(row, cells=((*when, *status), found))

    def widths(table: BitsTable) -> list[int]:
        moment, status = _fixed(table)
        return [moment, 0] if narrow() else [moment, 0, status]

    return BitsTable("cultureList", BitsModel(titles, make), widths)


def _fixed(table: BitsTable) -> tuple[int, int]:
    """Room for a date (and the specimen below it), and for a status with its glyph."""
    metrics = QFontMetricsF(table.font())
    moment = metrics.horizontalAdvance("Hals+nasopharynxsekret")  # a date is shorter
    status = max(metrics.horizontalAdvance(str(words.status(code))) for code in ("preliminary", "registered"))
    return round(moment) + 2 * MARGIN + 8, round(status) + 2 * MARGIN + 8


def roomy(table: BitsTable) -> int:
    """Pixels from which the list has room for a status in a column of its own, and for what was found beside it."""
    bar = table.verticalScrollBar().sizeHint().width() + 2 * table.frameWidth()
    return sum(_fixed(table)) + round(QFontMetricsF(table.font()).horizontalAdvance("Staphylococcus epidermidis")) + bar


def _sample(culture: Culture, style: Style) -> BitRow:
    status, marks = culture_words.status(culture), culture_words.marks(culture)
    when, specimen = culture_words.sampled(culture, style), culture_words.specimen(culture)
    found = tuple(culture_words.answers(culture, style))
    source = ", ".join(culture_words.examinations(culture))
    beside = "" if len(culture_words.examinations(culture)) > 1 else source  # several stand beside their answers
    if not found:  # of what was only tested, the name stands there
        found, beside = (((source, False),), "") if culture.findings else (((_nothing(culture), False),), beside)
    apart = translate("Cultures", "On another kind of number or an invalid one") if culture.apart else ""
    told = [Bit(words=said, strong=True, void=void or culture.void) for said, void in found]
    last = [Bit(words=str(status), tone=status.tone), *(Bit(words=str(each), tone=each.tone) for each in marks)]
    if apart:
        last.append(Bit(words=apart, tone=MarkTone.PENDING))
    cancelled = translate("ResultWords", "Cancelled")
    whole = tuple(culture_words.answers(culture, style, longest=culture_words.SPOKEN)) or found
    answers = "; ".join(f"{cancelled}: {said}" if void else said for said, void in whole)
    spoken = (when, specimen, source, answers, status.words, *(each.words for each in marks), apart)
    return BitRow(
        cells=(
            (Bit(words=when, void=culture.void), Bit(words=specimen, quiet=True)),
            (*told, *((Bit(words=beside, quiet=True),) if beside else ())),
            tuple(last),
        ),
        spoken=text.visible(", ".join(filter(None, spoken))),
    )


def _nothing(culture: Culture) -> str:
    """Why there is no answer: the report holds none, or none of the patient's."""
    others = len(apart_within(culture.report)) if culture.report is not None and not culture.apart else 0
    if others:
        return translate("ReportLines", "%n result(s) of this report on another kind of number or an invalid one", "", others)
    return translate("ReportLines", "The report holds no results.")


def organisms(style: Callable[[], Style]) -> BitsTable:
    """``organismList``: what grew and was tested, newest first."""

    def titles() -> tuple[str, ...]:
        return (translate("Cultures", "Organism"),)

    def make(organism: Organism) -> BitRow:
        return _organism(organism, style())

    return BitsTable("organismList", BitsModel(titles, make), lambda _table: [0])


def _organism(organism: Organism, style: Style) -> BitRow:
    standing = [culture for culture, isolate in zip(organism.cultures, organism.isolates, strict=True) if not isolate.void]
    count = translate("Cultures", "%n isolate(s)", "", len(standing))
    when = culture_words.sampled(organism.cultures[0], style)
    laboratories = tuple(dict.fromkeys(lines.laboratories(culture_words.report_of(each)) for each in organism.cultures))
    source = "; ".join(filter(None, laboratories))
    names = organism.names or (translate("ReportLines", "Name not given"),)
    return BitRow(
        cells=(
            (
                *(Bit(words=each, strong=True, void=not standing) for each in names),
                *((Bit(words=source, quiet=True),) if source else ()),
                Bit(words=lines.SEPARATOR.join((count, when)), quiet=True),
            ),
        ),
        spoken=text.visible(", ".join(filter(None, (*names, count, when, source)))),
    )
