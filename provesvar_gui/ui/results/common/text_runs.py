"""Words in a style, on one line or broken into lines, on screen and paper; a sign among them («↑») is drawn as its mark."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from provesvar_gui.results import text
from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.icons import Glyph
from provesvar_gui.ui.results.common import chips
from provesvar_gui.ui.results.common.chips import Drawn
from provesvar_gui.ui.results.common.labels import Mark, MarkTint
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import say_in_tooltip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPaintEvent

    from provesvar_gui.ui.theme import Colours

_SIGN: Final = re.compile(f"([{''.join(sign for sign in icons.SIGNS if len(sign) == 1 and not sign.isascii())}])")
_WORD: Final = 500  # letters without a place to break; Qt looks at all of a word for each row of it
_LONG_WORD: Final = re.compile(rf"\S{{{_WORD}}}(?=\S)")
_WITHIN: Final = re.compile(r"(?<!\w)\w{1,8}/(?=\w{1,8}(?!\w))|(?<!\w)\w{1,4}-(?=\w)")  # «g/dL», «SARS-CoV»: no row ends there
_UNITS: Final = r"[munµ]?[mgl]|[cd]m|[cdk]?l|kg|[munp]?mol|10\^|%|IE|E"
_UNIT: Final = re.compile(rf"(?<=[<>≤≥]) (?=\d)|(?<=\bkl\.) (?=\d)|(?<=\d) (?=(?:{_UNITS})(?![\w-]))", re.IGNORECASE)
_COUNT: Final = re.compile(r"(?<![\w^])10\^(?:9|12)/L\b")
_JOINER: Final = "\u2060"  # painted only
BELOW: Final = "\u2028"  # begins a line
GLYPH: Final = 13  # pixels of a glyph before a text
_GLYPH_GAP, _NARROWEST = 3, 20.0  # pixels behind it, and of a line
_PARAGRAPH: Final = 10  # pixels between those of running text
_SLOT, _MARK = 1.5, 1.3  # of the height of a capital: of a mark with the air around it, and without
_HALO: Final = 4.0  # pixels of ground around a text that stands on lines
_SIDE: Final = 5.0  # pixels beside a text in a box


def slot(metrics: QFontMetricsF) -> float:
    return float(round(metrics.capHeight() * _SLOT))


def width(words: str, metrics: QFontMetricsF) -> float:
    letters = _SIGN.sub("", words)
    return metrics.horizontalAdvance(letters) + (len(words) - len(letters)) * slot(metrics)


def paint_words(painter: QPainter, words: str, left: float, baseline: float, colour: str, halo: str = "") -> float:
    """On one line in the painter's font; where it ends. ``halo``: the ground that is laid around it."""
    metrics = QFontMetricsF(painter.font())
    for part in filter(None, _SIGN.split(words)):
        mark = icons.SIGNS.get(part) if not part.isascii() else None
        if mark is not None:
            side = metrics.capHeight() * _MARK
            box = QRectF(left + (slot(metrics) - side) / 2, baseline - metrics.capHeight() / 2 - side / 2, side, side)
            if halo:
                painter.fillRect(box, QColor(halo))
            icons.paint_mark(painter, mark, box, colour)
            left += slot(metrics)
            continue
        if halo:
            around = QPainterPath()
            around.addText(QPointF(left, baseline), painter.font(), part)
            painter.strokePath(around, QPen(QColor(halo), _HALO, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setPen(QColor(colour))
        painter.drawText(QPointF(left, baseline), part)
        left += metrics.horizontalAdvance(part)
    return left


def baseline(metrics: QFontMetricsF, middle: float) -> float:
    return middle + (metrics.ascent() - metrics.descent()) / 2


@dataclass(frozen=True, slots=True)
class TextRun:
    """Words in a style. ``gap``: spaces after it. ``ground``, ``frame``: the colours of a box around it."""

    text: str
    font: QFont
    colour: str
    gap: int = 2
    ground: str = ""
    frame: str = ""

    @property
    def _side(self) -> float:
        return _SIDE if self.ground or self.frame else 0.0

    @property
    def width(self) -> float:
        return width(self.text, QFontMetricsF(self.font)) + 2 * self._side

    def paint(self, painter: QPainter, left: float, baseline: float, halo: str = "") -> None:
        if self._side:
            metrics = QFontMetricsF(self.font)
            box = QRectF(left + 0.5, round(baseline - metrics.ascent()) - 0.5, self.width - 1, round(metrics.height()))
            painter.setPen(QPen(QColor(self.frame), 1.0) if self.frame else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.ground) if self.ground else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box if self.ground else box.adjusted(0, 1, 0, -1), 4, 4)  # capitals: off the line above
        painter.setFont(self.font)
        paint_words(painter, self.text, left + self._side, baseline, self.colour, halo if not self._side else "")


def paint_runs(painter: QPainter, runs: Iterable[TextRun], left: float, line: float, *, halo: str = "", air: float = 0) -> float:
    """One after the other, with that much air between them; where they end."""
    for run in runs:
        run.paint(painter, left, line, halo)
        left += run.width + air
    return left


def painted_unit(unit: str) -> str:
    """Painted only: «10^9/L» with a raised figure, where it is that and a space at most."""
    return {"10^9/L": "10⁹/L", "10^12/L": "10¹²/L"}.get("".join(unit.split()), unit)


def unparted(words: str) -> str:
    """Painted only: with signs that keep a row from ending within «g/dL», «P-Kalium» or «< 3 mm»."""
    words = _UNIT.sub(text.NBSP, _COUNT.sub(lambda found: painted_unit(found[0]), words))
    return _WITHIN.sub(lambda found: f"{found[0]}{_JOINER}", words)


def drawn_text(width: float, *runs: TextRun, before: Sequence[TextRun] = (), glyph: str = "", leading: float = 1.0) -> Drawn:
    """Words in lines of that width, which are as high as the fonts ask, or ``leading`` times that.

    ``before``: stands before them and is no content. ``glyph``: is painted before both.
    """
    told = [each for each in (*before, *runs) if each.text] or [TextRun(" ", theme.font(Type.SMALL), theme.current().ink)]
    side, words, formats = theme.px(GLYPH), "", list[QTextLayout.FormatRange]()
    for run in told:
        said = run.text.replace("\n", BELOW) if words else run.text.removeprefix(BELOW).replace("\n", BELOW)
        said = _LONG_WORD.sub("\\g<0>\u200b", said) if len(said) > _WORD else said
        formats += [_format(words, said, run)] if words or run.ground else []
        words += said
    layout, option = QTextLayout(words, told[0].font), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)  # a text that begins in another script does not turn the line around
    layout.setTextOption(option)
    layout.setFormats(formats)
    layout.beginLayout()
    top, wide, indent = 0.0, 0.0, side + _GLYPH_GAP if glyph else 0
    while (row := layout.createLine()).isValid():
        row.setLineWidth(max(width - indent, _NARROWEST))
        row.setPosition(QPointF(indent, top + row.height() * (leading - 1) / 2))
        top, wide = top + row.height() * leading, max(wide, row.naturalTextWidth())
        end = row.textStart() + row.textLength()
        if leading > 1 and words[end - 1 : end] == BELOW and words[end : end + 1] != BELOW:
            top += _PARAGRAPH
    layout.endLayout()

    def draw(painter: QPainter, left: float, top: float) -> None:
        if glyph:
            chips.paint_glyph(painter, glyph, QRectF(left, top + 1, side, side), told[0].colour)
        painter.setPen(QColor(told[0].colour))
        layout.draw(painter, QPointF(left, top))

    return Drawn(indent + wide, layout.boundingRect().height(), draw, layout, sum(len(each.text) for each in before))


def _format(before: str, said: str, run: TextRun) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = (len(each.encode("utf-16-le", "surrogatepass")) // 2 for each in (before, said))  # as Qt counts
    made.format.setFontWeight(run.font.weight())
    made.format.setFontPointSize(run.font.pointSizeF())
    made.format.setFontStrikeOut(run.font.strikeOut())
    made.format.setForeground(QColor(run.colour))
    if run.ground:
        made.format.setBackground(QColor(run.ground))
        made.format.setFontUnderline(True)
    return made


Group = tuple[TextRun, ...]  # what is never parted; an empty one begins a line


@dataclass(frozen=True, slots=True)
class Medium:
    """The screen or paper. ``shrink``: the pixels of a pixel of the screen; 0 there, where text has the size of the user."""

    colours: Colours
    shrink: float = 0.0

    def px(self, pixels: float) -> float:
        return pixels * self.shrink if self.shrink else theme.px(pixels)

    def run(
        self, text: str, kind: Type = Type.SMALL, colour: str = "ink2", *, bold: bool = False, digits: bool = False
    ) -> TextRun:
        """``colour``: its name in the scheme."""
        font = theme.paper_font(kind, self.shrink, bold=bold) if self.shrink else None
        return TextRun(text, font or theme.font(kind, bold=bold, digits=digits), getattr(self.colours, colour))

    def tag(self, letters: str) -> TextRun:
        return replace(self.run(letters, bold=True), frame=self.colours.edge)

    def chip(self, words: str) -> TextRun:
        ground, colour = self.colours.flag_ground, self.colours.flag
        made = self.run(words, Type.TABLE, "flag", bold=True)
        return replace(made, ground=ground, frame=colour if ground == self.colours.surface else "")

    def words(self, text: str, kind: Type = Type.SMALL, colour: str = "ink2", *, bold: bool = False) -> list[Group]:
        made: list[Group] = [(replace(self.run(word, kind, colour, bold=bold), gap=1),) for word in text.split(" ") if word]
        return [*made[:-1], (replace(made[-1][0], gap=2),)] if made else []


def screen() -> Medium:
    return Medium(theme.current())


def _space(group: Group) -> float:
    return QFontMetricsF(group[-1].font).horizontalAdvance(" ") * group[-1].gap


def lines_of(groups: Sequence[Group], room: float) -> list[list[Group]]:
    """Groups in lines of that width; none of them is parted."""
    lines: list[list[Group]] = [[]]
    left = 0.0
    for group in groups:
        wide = sum(run.width for run in group)
        if not group or (lines[-1] and left + wide > room):
            lines.append([])
            left = 0.0
        if group:
            lines[-1].append(group)
            left += wide + _space(group)
    return [line for line in lines if line]


def height(line: Sequence[Group]) -> float:
    return max(QFontMetricsF(run.font).height() for group in line for run in group)


def paint_lines(painter: QPainter, box: QRectF, groups: Sequence[Group]) -> None:
    """As many lines as there is room for, in the middle of the height; dots in place of the last word where some is left out."""
    lines = lines_of(groups, box.width())
    heights = [height(line) for line in lines]
    cut = False
    while len(lines) > 1 and sum(heights) > box.height() + 1:
        del lines[-1], heights[-1]
        cut = True
    if cut:
        lines[-1][-1] = (replace(lines[-1][-1][-1], text="…"),)
    top = box.center().y() - sum(heights) / 2
    for line, high in zip(lines, heights, strict=True):
        metrics = max((QFontMetricsF(run.font) for group in line for run in group), key=QFontMetricsF.height)
        left = box.left()
        for group in line:
            left = paint_runs(painter, group, left, top + metrics.ascent()) + _space(group)
        top += high


class RunsLabel(QWidget):
    """A label of text runs, in as many lines as fit; screen reader and tooltip have the full text."""

    def __init__(self, name: str, parent: QWidget, pixels: int) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.groups: list[Group] = []
        self._spare: Sequence[Group] = ()
        self._pixels = pixels
        self.fit()

    def fit(self) -> None:
        self.setFixedHeight(theme.px(self._pixels))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_pixels"):
            self.fit()

    def tell(self, groups: list[Group], spoken: str, spare: Sequence[Group] = ()) -> None:
        """``spare``: those that are left out where there is no room, the first of them first."""
        self.groups, self._spare = groups, spare
        say_in_tooltip(self, spoken)
        self.setAccessibleName(spoken)
        self.update()

    def shown(self) -> list[Group]:
        groups, spare = list(self.groups), list(self._spare)
        while spare and sum(map(height, lines_of(groups, self.width()))) > self.height() + 1:
            groups.remove(spare.pop(0))
        return groups

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_lines(painter, QRectF(self.rect()), self.shown())
        painter.end()


class FurtherDown(RunsLabel):
    """What is outside of the fold: «8 rows further up · Further down: ↓ Hemoglobin · ○ CRP · +2». Its place is kept."""

    _found: Sequence[Mark] = ()
    _rows = 0
    _up = ""

    def name(self, found: Iterable[Mark], above: int = 0) -> None:
        """What the laboratory marked first, then what waits. A name, the mark's words, stands once, but over and under apart.

        ``above``: so many rows are above the fold.
        """
        named, every = dict[str, list[Mark]](), tuple(found)
        for each in sorted(every, key=lambda each: (each.tint is not MarkTint.OUTSIDE, each.tint is not MarkTint.PENDING)):
            of = named.setdefault(each.words, [])
            if not of or (len(of) == 1 and {icons.SIGNS.get(one.glyph) for one in (of[0], each)} == {Glyph.UP, Glyph.DOWN}):
                of.append(each)
        self._found, self._rows = [each for of in named.values() for each in of], len(every)
        self._up = QCoreApplication.translate("Overview", "%n row(s) further up", "", above) if above else ""
        self.tell([], " · ".join(filter(None, (*map(str, self._found), self._up))))

    def shown(self) -> list[Group]:
        medium, every = screen(), self._found
        up: list[Group] = [(replace(medium.run(f"{self._up} ·" if every else self._up), gap=1),)] if self._up else []
        groups = up
        title = up + medium.words(QCoreApplication.translate("Overview", "Further down: {names}").replace("{names}", ""))
        for count in range(len(every) + 1) if every else ():
            told = [medium.run(str(each), colour="flag" if each.tint is MarkTint.OUTSIDE else "ink2") for each in every[:count]]
            told += [medium.run(f"+{self._rows - count}")] * (count < self._rows)
            tried = [*title, *((replace(run, text=f"{run.text} ·", gap=1),) for run in told[:-1]), (told[-1],)]
            wide = max(run.width for each in tried for run in each)
            if groups is not up and (wide > self.width() or sum(map(height, lines_of(tried, self.width()))) > self.height() + 1):
                break
            groups = tried
        return groups
