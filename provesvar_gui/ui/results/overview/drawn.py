"""What a row of the overview is painted of: words of one or more fonts, and chips."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout
from PySide6.QtWidgets import QHBoxLayout, QWidget

from provesvar_gui.results import text
from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.icons import Glyph
from provesvar_gui.ui.results.common import ages, chips
from provesvar_gui.ui.results.common.chips import Drawn
from provesvar_gui.ui.results.common.labels import Mark, MarkTint
from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.results.common.text_runs import BELOW, GLYPH, TextRun, drawn_text, unparted
from provesvar_gui.ui.results.overview.rows import AWAITED, MessageRow, Rank, opened_marks
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import IconLabel, Label, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from provesvar_gui.results.model import Moment
    from provesvar_gui.results.text import Language
    from provesvar_gui.ui.results.overview.rows import AnalyteRow, OverviewRow

_NAMED = 3  # of what is awaited
GAP, _BESIDE = 8, 3  # pixels between columns; between a glyph and its word


def run(words: str, kind: Type = Type.SMALL, colour: str = "ink", *, bold: bool = False, below: bool = False) -> TextRun:
    """``below``: it begins a line, where there are words."""
    font = theme.font(kind, bold=bold, digits=kind not in (Type.BODY, Type.SMALL))
    if not bold:
        font.setWeight(QFont.Weight.Normal)
    return TextRun(BELOW * (below and bool(words)) + unparted(words), font, getattr(theme.current(), colour))


def drawn_flag(mark: Mark, room: float) -> Drawn:
    """A chip; words that wrap where it is too long for one."""
    if (wide := chips.width(mark)) > room:
        return drawn_text(room, run(mark.words, colour="flag", bold=True), glyph=mark.glyph)
    return Drawn(wide, chips.height(mark) + 1, lambda painter, left, top: chips.paint(painter, QPointF(left, top), mark))


def padlock() -> Drawn:
    """In place of the word «Opened», which stands in the head, the tooltip and what is read aloud."""
    side, paint = theme.px(GLYPH), icons.paint_mark
    return Drawn(side, side, lambda painter, x, y: paint(painter, Glyph.UNLOCKED, QRectF(x, y, side, side), "accent_text"))


def opened_width() -> float:
    return theme.px(GLYPH) + _BESIDE + widths(Type.SMALL)(QCoreApplication.translate("ResultLabels", "Opened"))


class OpenedLegend(QWidget):
    """What the padlock means; shown where a row has one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._word = Label(colour="accent_text", kind=Type.SMALL, parent=self)
        fill(QHBoxLayout(self), IconLabel(Glyph.UNLOCKED, "accent_text", GLYPH, self), self._word, spacing=_BESIDE)

    def show_for(self, marks: Iterable[Sequence[Mark]]) -> None:
        opened = any(marks)
        self._word.setText(QCoreApplication.translate("ResultLabels", "Opened") if opened else "")
        self.setVisible(opened)


def side_by_side(first: Drawn, second: Drawn, gap: int = GAP) -> Drawn:
    def draw(painter: QPainter, left: float, top: float) -> None:
        first.draw(painter, left, top)
        second.draw(painter, left + first.width + gap, top + (first.height - second.height) / 2)

    return Drawn(first.width + gap + second.width, first.height, draw)


def finding_text(row: MessageRow) -> list[TextRun]:
    """What was phoned is bold, of others the answer of each result."""
    body, runs = row.body, list[TextRun]()
    for answer in row.answers if row.rank is not Rank.PHONED else ():
        name, there, rest = body.partition(answer)
        if there:
            runs += [run(f"{name}:", Type.BODY), run(answer[1:], Type.BODY, bold=True)]
            body = rest
    return [*runs, run(body, Type.BODY, bold=row.rank is Rank.PHONED)]


def further_down(row: OverviewRow, seen: frozenset[str] = frozenset()) -> Mark:
    """Its name with what the laboratory marked of it, else with what waits. ``seen``: names that stand above."""
    marks = [mark for part in row.parts for mark in (*part.chips, *part.awaited)]
    first, *others = row.texts(None)[0].split("; ")  # of what was not found
    name = row.parts[0].name if len(row.parts) == 1 else " ".join([first, *[f"+{len(others)}"] * bool(others)])
    if name in seen and row.parts:
        name = ", ".join(filter(None, (name, row.parts[0].local or row.parts[0].laboratory_note)))
    if isinstance(row, MessageRow):
        carried = [Mark(glyph="!", words="", tint=MarkTint.OUTSIDE)] * bool(row.carried)
        awaited = [AWAITED] * (row.rank is Rank.AWAITED)
        marks, name = [*carried, *awaited, *row.marks], row.carried or row.title or row.discipline
    name = f"{name}\u00a0{icons.OPENED}" if opened_marks(row) else name
    told = (mark for tint in (MarkTint.OUTSIDE, MarkTint.PENDING) for mark in marks if mark.tint is tint)
    return replace(next(told, Mark(glyph="", words="")), words=name)


def awaited_text(
    analytes: Sequence[AnalyteRow], every: Sequence[tuple[Moment | None, str]], now: datetime | None, language: Language
) -> str:
    """What waits, by time, and how many more: the analytes, or where none of them does the first of the others."""
    named = [(part.awaited_moment, part.title) for part in analytes if part.awaited_moment] or every[:_NAMED]
    waiting, day = list[str](), ""
    for when, names in ages.by_time(((moment, text.lower_first(name)) for moment, name in named), language, now):
        before, (day, _, clock) = day, when.rpartition(" ")
        waiting.append(f"{clock if day and day == before else when} {', '.join(names)}")
    if (more := len(every) - len(named)) > 0:
        waiting.append(QCoreApplication.translate("Overview", "%n more result(s)", "number of awaited results", more))
    return QCoreApplication.translate("Overview", "Awaited: {names}").replace("{names}", SEPARATOR.join(waiting)) * bool(waiting)


def widths(kind: Type) -> Callable[[str], float]:
    return QFontMetricsF(theme.font(kind, digits=True)).horizontalAdvance


def fitting(names: Sequence[str], room: float, named: Callable[[list[str]], str]) -> str:
    """As many names as there is room for."""
    shown = list[str]()
    for each in names:
        shown += [each] * (widths(Type.SMALL)(named([*shown, each])) <= room)
    return named(shown)


def more_below() -> Drawn:
    return drawn_text(999, run(QCoreApplication.translate("Overview", "… more further down"), colour="ink2"))


def ends(of: Drawn) -> list[tuple[float, float, float, float]]:
    """Of each line with which a text may be cut: how far down it ends, alone and with «more», and the place of that.

    «More» stands behind the line, or below one that has no room for it.
    """
    made, more, layout = [], more_below(), of.layout or QTextLayout()
    for line in map(layout.lineAt, range(layout.lineCount())):
        said, down = layout.text()[: line.textStart() + line.textLength()].rstrip(), line.rect().bottom()
        right = line.naturalTextRect().right() + GAP
        beside = right + more.width <= line.rect().right()
        if len(said) > of.begin and not said.endswith(":"):
            made.append((down, down, right, down - more.height) if beside else (down, down + more.height, 0.0, down))
    return made


def cut(of: Drawn, room: float, above: float) -> Drawn:
    """Each line of a text that fits, and that it goes on. ``above``: so much of it is out of sight at the top."""
    every, layout = ends(of), of.layout or QTextLayout()
    tops = (layout.lineAt(line).y() for line in range(layout.lineCount()))
    up = min((top for top in tops if top >= above), default=of.height) if above > 0 else 0.0
    down, _, x, y = max((each for each in every if each[1] <= room), default=(0.0, 0.0, 0.0, 0.0))

    def draw(painter: QPainter, left: float, top: float) -> None:
        painter.save()
        painter.setClipRect(QRectF(0, top + up, left + of.width + GAP, down - up), Qt.ClipOperation.IntersectClip)
        of.draw(painter, left, top)
        painter.restore()
        if len(every) > 1 and of.height > room:
            more_below().draw(painter, left + x, top + y)

    return of._replace(draw=draw)
