"""What a row of the overview is painted of: words of one or more fonts, and chips."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.icons import Glyph
from provesvar_gui.ui.results.common import chips
from provesvar_gui.ui.results.common.labels import Mark, MarkTint
from provesvar_gui.ui.results.common.styled_table import TextSpan, lay_out, unparted
from provesvar_gui.ui.results.overview.rows import MessageRow, Rank
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import IconLabel, Label, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from provesvar_gui.ui.results.overview.rows import OverviewRow

GAP, GLYPH, _BESIDE = 8, 13, 3  # pixels between columns, of a glyph, and between that and its word


class Drawn(NamedTuple):
    """What is painted with its upper left corner at a point.

    ``ends``: how far down and right each line goes with which it may be cut. ``room``: the width in which it was laid out.
    """

    width: float
    height: float
    draw: Callable[[QPainter, float, float], object]
    ends: Sequence[tuple[float, float]] = ()
    room: float = 0.0


class Run(NamedTuple):
    """Words of one font and colour; left out where there are none. ``below``: they begin a line. ``head``: no content yet."""

    words: str
    kind: Type = Type.SMALL
    colour: str = "ink"
    bold: bool = False
    below: bool = False
    head: bool = False


def _font(of: Run) -> QFont:
    font = theme.font(of.kind, bold=of.bold, digits=of.kind not in (Type.BODY, Type.SMALL))
    if not of.bold:
        font.setWeight(QFont.Weight.Normal)
    return font


def drawn_text(width: float, *runs: Run, glyph: str = "") -> Drawn:
    """Text in a width; a glyph may stand before it."""
    side, spans, words, begin = theme.px(GLYPH), list[TextSpan](), "", 0
    runs = tuple(each for each in runs if each.words) or (Run(" "),)
    indent, colours = (side + 3 if glyph else 0), theme.current()
    ink = getattr(colours, runs[0].colour)
    for each in runs:
        said = ("\n" if each.below and words else "") + unparted(each.words)
        if words:
            spans.append(TextSpan(len(words), len(said), getattr(colours, each.colour), _font(each)))
        words += said
        begin = len(words) if each.head else begin
    layout = lay_out(words, _font(runs[0]), max(width - indent, 24.0), spans=spans)
    lines = [layout.lineAt(line) for line in range(layout.lineCount())]
    wide = max((line.naturalTextWidth() for line in lines), default=0.0)

    def draw(painter: QPainter, left: float, top: float) -> None:
        if glyph:
            chips.paint_glyph(painter, glyph, QRectF(left, top + 1, side, side), ink)
        painter.setPen(QColor(ink))
        layout.draw(painter, QPointF(left + indent, top))

    until = [(each, words[: each.textStart() + each.textLength()].rstrip()) for each in lines]
    whole = (each for each, said in until if len(said) > begin and not said.endswith(":"))
    ends = [(each.rect().bottom(), indent + each.naturalTextWidth()) for each in whole]
    return Drawn(indent + wide, layout.boundingRect().height(), draw, ends, width)


def drawn_flag(mark: Mark, room: float) -> Drawn:
    """A chip; words that wrap where it is too long for one."""
    if (wide := chips.width(mark)) > room:
        return drawn_text(room, Run(mark.words, colour="flag", bold=True), glyph=mark.glyph)
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


def finding_text(row: MessageRow) -> list[Run]:
    """What was phoned is bold, of others the answer of each result."""
    body, runs = row.body, list[Run]()
    for answer in row.answers if row.rank is not Rank.PHONED else ():
        name, there, rest = body.partition(answer)
        if there:
            runs += [Run(f"{name}:", Type.BODY), Run(answer[1:], Type.BODY, bold=True)]
            body = rest
    return [*runs, Run(body, Type.BODY, bold=row.rank is Rank.PHONED)]


def further_down(row: OverviewRow) -> Mark:
    """Its name with what the laboratory marked of it, else with what waits."""
    marks = [mark for part in row.parts for mark in (*part.chips, *part.awaited)]
    first, *others = row.texts(None)[0].split("; ")  # of what was not found
    name = row.parts[0].name if len(row.parts) == 1 else " ".join([first, *[f"+{len(others)}"] * bool(others)])
    if isinstance(row, MessageRow):
        carried = [Mark(glyph="!", words="", tint=MarkTint.OUTSIDE)] * bool(row.carried)
        marks, name = [*carried, *row.marks], row.carried or row.title or row.discipline
    told = (mark for tint in (MarkTint.OUTSIDE, MarkTint.PENDING) for mark in marks if mark.tint is tint)
    return replace(next(told, Mark(glyph="", words="")), words=name)


def widths(kind: Type) -> Callable[[str], float]:
    return QFontMetricsF(theme.font(kind, digits=True)).horizontalAdvance


def fitting(names: Sequence[str], room: float, named: Callable[[list[str]], str]) -> str:
    """As many names as there is room for."""
    shown = list[str]()
    for each in names:
        shown += [each] * (widths(Type.SMALL)(named([*shown, each])) <= room)
    return named(shown)


class Ending(NamedTuple):
    """With a line of a text as its last one: how far down that ends, what it takes with «more», and the place of that."""

    low: float = 0.0
    needs: float = 0.0
    x: float = 0.0
    y: float = 0.0


def more_below() -> Drawn:
    return drawn_text(999, Run(QCoreApplication.translate("Overview", "… more further down"), colour="ink2"))


def endings(of: Drawn, more: Drawn) -> list[Ending]:
    """«More» stands behind the line, or below one that has no room for it."""
    return [
        Ending(low, low, right + GAP, low - more.height)
        if right + GAP + more.width <= of.room
        else Ending(low, low + more.height, 0.0, low)
        for low, right in of.ends
    ]
