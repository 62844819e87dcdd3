"""Texts in lines: broken at spaces alone, so that a number, its unit and a time stay whole. Runs on any thread."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QTextLayout, QTextOption

from provesvar_gui.results import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QFont, QPaintDevice

Lines = list[tuple[QTextLayout, int, float]]  # of one cell, with their heights
_UNBOUNDED: Final = 1e7


def lines_of(words: str, font: QFont, width: float, device: QPaintDevice) -> Lines:
    """A text in lines of at most that width.

    A piece without spaces that is longer is parted at a space that should not break, else anywhere; nothing is cut.
    """
    width = max(width, 1.0)
    found: Lines = []
    metrics = QFontMetricsF(font, device)
    for paragraph in text.visible(words).split("\n"):
        for said in _wrapped(paragraph, font, metrics, width, device):
            layout = _laid(said or " ", font, _UNBOUNDED, device)
            found.append((layout, 0, layout.lineAt(0).height()))
    return found


def widest(words: str, font: QFont, device: QPaintDevice) -> float:
    """How wide the longest piece is that stands on one line."""
    metrics = QFontMetricsF(font, device)
    return max((metrics.horizontalAdvance(piece) for piece in re.split(r"[ \n]+", text.visible(words))), default=0.0)


def fitted(widths: Sequence[float], least: Sequence[float]) -> tuple[list[float], bool]:
    """Widths of columns: who has room to spare gives to who needs more; and whether it was enough for all."""
    lacking = sum(max(need - width, 0.0) for width, need in zip(widths, least, strict=True))
    spare = sum(max(width - need, 0.0) for width, need in zip(widths, least, strict=True))
    if not lacking:
        return list(widths), True
    share = min(lacking / spare, 1.0) if spare else 0.0
    met = min(spare / lacking, 1.0)
    made = [
        width - (width - need) * share if width > need else width + (need - width) * met
        for width, need in zip(widths, least, strict=True)
    ]
    return made, spare >= lacking


def _wrapped(paragraph: str, font: QFont, metrics: QFontMetricsF, width: float, device: QPaintDevice) -> Iterator[str]:
    if metrics.horizontalAdvance(paragraph) <= width:
        yield paragraph
        return
    known: dict[str, float] = {}

    def wide(piece: str) -> float:
        if piece not in known:
            known[piece] = metrics.horizontalAdvance(piece)
        return known[piece]

    line, used = "", 0.0
    for piece in _pieces(paragraph, " "):
        bare = wide(piece.rstrip(" "))
        if line and used + bare > width and (line.strip(" ") or bare <= width):
            yield line
            line, used = "", 0.0
        if bare <= width:
            line, used = line + piece, used + wide(piece)
            continue
        *whole, line = _parted(line + piece, font, metrics, width, device)
        used = wide(line)
        yield from whole
    yield line


def _parted(piece: str, font: QFont, metrics: QFontMetricsF, width: float, device: QPaintDevice) -> Iterator[str]:
    """What is too wide for a line: at spaces that should not break, else anywhere."""
    line = ""
    for part in _pieces(piece, text.NBSP):
        if line and metrics.horizontalAdvance((line + part).rstrip()) > width:
            yield line
            line = ""
        line += part
        if metrics.horizontalAdvance(line.rstrip()) <= width:
            continue
        layout = _laid(line, font, width, device)
        lengths = [layout.lineAt(at).textLength() for at in range(layout.lineCount())]
        ends = list(accumulate(lengths))
        units = line.encode("utf-16-le")  # Qt counts in these
        every = [
            units[2 * (end - length) : 2 * end].decode("utf-16-le", "replace") for end, length in zip(ends, lengths, strict=True)
        ]
        yield from every[:-1]
        line = every[-1]
    yield line


def _pieces(words: str, space: str) -> Iterator[str]:
    """Each with the spaces behind it."""
    start = at = 0
    while (at := words.find(space, at)) >= 0:
        while words.startswith(space, at):
            at += 1
        yield words[start:at]
        start = at
    if start < len(words):
        yield words[start:]


def _laid(words: str, font: QFont, width: float, device: QPaintDevice) -> QTextLayout:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(option.textDirection().LeftToRight)
    layout = QTextLayout(words, font, device)
    layout.setTextOption(option)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout
