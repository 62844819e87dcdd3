"""Short texts, painted on one line or in lines, on screen and paper; a sign among the letters («↑») is drawn as its mark."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import say_in_tooltip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPaintEvent

    from provesvar_gui.ui.results.common.labels import Mark
    from provesvar_gui.ui.theme import Colours

_SIGN: Final = re.compile(f"([{''.join(sign for sign in icons.SIGNS if len(sign) == 1 and not sign.isascii())}])")
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
    """A short text in one font. ``gap``: spaces after it. ``ground``, ``frame``: the colours of a box around it."""

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
    """What is below the fold, by name: «Further down: ↓ Hemoglobin · ○ CRP · +2». Its place is kept."""

    _found: Sequence[Mark] = ()

    def name(self, found: Iterable[Mark]) -> None:
        """Each with its name as the mark's words, the same once: what the laboratory marked first, then what waits."""
        every = sorted(found, key=lambda each: (each.tint is not MarkTint.OUTSIDE, each.tint is not MarkTint.PENDING))
        self._found, self._count = tuple(dict.fromkeys(every)), len(every)
        self.tell([], " · ".join(map(str, self._found)))

    def shown(self) -> list[Group]:
        medium, groups, every = screen(), list[Group](), self._found
        title = medium.words(QCoreApplication.translate("Overview", "Further down: {names}").replace("{names}", ""))
        for count in range(len(every) + 1) if every else ():
            told = [medium.run(str(each), colour="flag" if each.tint is MarkTint.OUTSIDE else "ink2") for each in every[:count]]
            told += [medium.run(f"+{self._count - count}")] * (count < self._count)
            tried = [*title, *((replace(run, text=f"{run.text} ·", gap=1),) for run in told[:-1]), (told[-1],)]
            wide = max(run.width for each in tried for run in each)
            if groups and (wide > self.width() or sum(map(height, lines_of(tried, self.width()))) > self.height() + 1):
                break
            groups = tried
        return groups
