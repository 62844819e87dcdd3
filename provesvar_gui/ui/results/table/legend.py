"""The legend of the cumulative table: the signs that are in sight, each with its words."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.results.table import signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QPaintEvent

    from provesvar_gui.ui.results.table.cells import TableCell

translate = QCoreApplication.translate
_LINE, _LINES, _BETWEEN = 16, 2, 14  # pixels; how many lines there is room for


def _sign(glyph: str) -> str:
    """What stands for a glyph that counts («+2» with a mark), and for one that is repeated."""
    return f"{glyph[0]}1" if glyph[1:2].isdigit() else glyph[0] if not glyph.isalnum() else glyph


def _is_tag(sign: str) -> bool:
    return len(sign) == 2 and sign.isalnum()


class Legend(QWidget):
    """The legend, ``flowsheetLegend``: it keeps its height, whatever is in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("flowsheetLegend")
        self._entries: dict[str, str] = {}
        self.fit()

    def fit(self) -> None:
        """For the size of the text."""
        self.setFixedHeight(theme.px(_LINES * _LINE))

    def show_signs(self, cells: Iterable[TableCell], tags: Mapping[str, str]) -> None:
        """``tags``: the laboratories by their letters."""
        entries: dict[str, str] = {}
        letters: set[str] = set()
        for cell in cells:
            for mark in (cell.flag, *cell.signs):
                if mark is not None and mark.glyph and mark.words:
                    entries.setdefault(_sign(mark.glyph), mark.words)
            letters.add(cell.tag)
        entries = dict(sorted(entries.items()))
        entries |= {tag: name for tag, name in tags.items() if tag and tag in letters}
        if letters - {""}:
            entries[""] = translate("Flowsheet", "without letters: {laboratory}").replace("{laboratory}", tags[""])
        if entries != self._entries:
            self._entries = entries
            said = SEPARATOR.join(f"{sign} {words}".strip() for sign, words in entries.items())
            self.setAccessibleName(said)
            self.setToolTip(f"<qt>{html.escape(said)}</qt>" if said else "")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """From the left, in as many lines as there is room for; a sign never parts from its words."""
        del event
        painter = QPainter(self)
        small = theme.font(theme.Type.SMALL)
        advance = QFontMetricsF(small).horizontalAdvance
        line, tag = theme.px(_LINE), theme.px(signs.TAG) + signs.GAP
        wide = {
            sign: (tag if _is_tag(sign) else signs.width(sign, advance) + 2) + advance(words)
            for sign, words in self._entries.items()
        }
        one_line = sum(wide.values()) + _BETWEEN * (len(wide) - 1) <= self.width()
        x, y = 0.0, self.height() / 2 if one_line else line / 2
        for sign, words in self._entries.items():
            if x and x + wide[sign] > self.width():
                x, y = 0.0, y + line
            start = x + wide[sign] - advance(words)
            if _is_tag(sign):
                signs.paint_tag(painter, sign, x, y)
            painter.setFont(small)
            if not _is_tag(sign):
                signs.paint(painter, sign, x, y, "ink2")
            signs.paint_text(painter, words, start, y, "ink2")
            x += wide[sign] + _BETWEEN
        painter.end()
