"""Results with local codes of what has a card, where no card holds anything as new: a small list above the cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from provesvar_gui.results import text
from provesvar_gui.results.model import Veiled
from provesvar_gui.ui.results.common import tones, words
from provesvar_gui.ui.results.common.words import Mark, MarkTone
from provesvar_gui.ui.results.overview.card_values import deviations, one_line, short_when, value_line

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from provesvar_gui.results.emergency import AcuteStrip
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
NAMED: Final = 12  # results that are named; all are counted
_GAP, _BETWEEN, _PAD = 6.0, 22.0, 8.0  # pixels between the parts of an entry, between entries, at the edges


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Part(Veiled):
    """A piece of an entry."""

    words: str
    tone: MarkTone = MarkTone.NONE
    bold: bool = False
    quiet: bool = False


Entry: TypeAlias = tuple[Part, ...]


def entries(strip: AcuteStrip, style: Style, year: int | None) -> list[Entry]:
    """Each as the laboratory calls it, with its value, marks and time; newest first. ``year``: of the fetch."""
    made: list[Entry] = []
    for point in strip.unplaced[:NAMED]:
        observation = point.observation
        marks: list[Mark] = list(deviations(observation))
        if observation.status != "final":
            marks.append(words.status(observation.status))
        made.append(
            (
                Part(words=one_line(text.called(observation.code))),
                Part(words=value_line(observation, style), bold=True),
                *(Part(words=str(mark), tone=mark.tone) for mark in marks),
                Part(words=short_when(point, style, year), quiet=True),
            )
        )
    more = len(strip.unplaced) - len(made)
    if more > 0:
        made.append((Part(words=translate("Overview", "%n more: see the table", "number of results", more), quiet=True),))
    return made


def heading(strip: AcuteStrip) -> str:
    if strip.complete:
        return translate("Overview", "Local code, so on no card (newest first):")
    return translate("Overview", "Local code, so on no card:")


class LocalList(QWidget):
    """``overviewLocal``. In columns, read from left to right; hidden while there is none. It claims nothing: no key, no trend."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overviewLocal")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._entries: list[Entry] = []
        self._widths: list[float] = []
        self.hide()

    def show_entries(self, heading_: str, made: list[Entry]) -> None:
        """``heading_``: the first."""
        self._entries = [(Part(words=heading_, quiet=True),), *made] if made else []
        said = "; ".join(" ".join(part.words for part in entry) for entry in self._entries[1:])
        self.setAccessibleName(heading_.rstrip(":") if made else "")
        self.setAccessibleDescription(said)
        self._measure()
        self.setVisible(bool(made))
        self.update()

    def clear(self) -> None:
        self.show_entries("", [])

    def lines(self) -> list[str]:
        """Every entry as it stands there."""
        return [" ".join(part.words for part in entry) for entry in self._entries]

    def _font(self, part: Part) -> QFont:
        font = QFont(self.font())
        if part.bold:
            font.setWeight(QFont.Weight.DemiBold)
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _measure(self) -> None:
        self._widths = [
            sum(QFontMetricsF(self._font(part)).horizontalAdvance(part.words) + _GAP for part in entry) - _GAP
            for entry in self._entries
        ]
        self._fit()

    def _columns(self) -> int:
        widest = max(self._widths[1:], default=1.0)
        columns = max(int((self.width() - 2 * _PAD + _BETWEEN) // (widest + _BETWEEN)), 1)
        return min(columns, max(len(self._entries) - 1, 1))

    def _beside(self) -> bool:
        """Whether everything stands on the line of the heading."""
        return sum(self._widths) + _BETWEEN * (len(self._widths) - 1) <= self.width() - 2 * _PAD

    def _line(self) -> float:
        return self.fontMetrics().height() + 2.0

    def _fit(self) -> None:
        found = len(self._entries) - 1
        rows = 1 if self._beside() else 1 + -(-found // self._columns())
        height = round(rows * self._line()) if found > 0 else 0
        if self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _places(self) -> list[tuple[float, float, float]]:
        """Left edge, top and width of the heading and of each entry."""
        line, room = self._line(), self.width() - 2 * _PAD
        if self._beside():
            lefts = [_PAD + sum(self._widths[:at]) + _BETWEEN * at for at in range(len(self._widths))]
            return [(left, 0.0, wide) for left, wide in zip(lefts, self._widths, strict=True)]
        columns = self._columns()
        widest = min(max(self._widths[1:], default=room), room)
        each = min((room + _BETWEEN) / columns, widest + 2 * _BETWEEN)  # not further apart than the eye follows
        found = range(len(self._entries) - 1)
        return [(_PAD, 0.0, room), *((_PAD + at % columns * each, (1 + at // columns) * line, widest) for at in found)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many beside each other as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_widths"):
            self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Every entry in its place; a name that is wider than the window is cut with dots, a value never."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for entry, width, (left, top, room) in zip(self._entries, self._widths, self._places(), strict=True):
            at, lacking = left, max(width - room, 0.0)
            for place, part in enumerate(entry):
                at += self._paint(painter, part, at, top, lacking if place == 0 else 0.0) + _GAP
        painter.end()

    def _paint(self, painter: QPainter, part: Part, left: float, top: float, lacking: float) -> float:
        font = self._font(part)
        metrics = QFontMetricsF(font)
        wide = max(metrics.horizontalAdvance(part.words) - lacking, 0.0)
        said = metrics.elidedText(part.words, Qt.TextElideMode.ElideRight, wide + 1)
        box = QRectF(left, top, wide + 1, self._line())
        pair = tones.pair(part.tone, self.palette())
        colour = tones.quiet(self.palette()) if part.quiet else self.palette().text().color()
        if pair is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(pair[1])
            painter.drawRoundedRect(box.adjusted(-2, 1, 2, -1), 2, 2)
            colour = pair[0]
        painter.setPen(colour)
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)
        return wide
