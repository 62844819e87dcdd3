"""The ring around the result that the person is on hides nothing that the mark says."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from provesvar_gui.results import trend
from provesvar_gui.ui.results.trend import marks
from tests.gui.results.sandbox_patients import digested, patient, run

if TYPE_CHECKING:
    from provesvar_gui.results.trend import Dot

pytestmark = pytest.mark.usefixtures("qtbot")
MARK, RING = QColor(200, 100, 0), QColor(0, 0, 0)
SIDE, MIDDLE = 80, QPointF(40, 40)


@pytest.fixture(scope="module")
def dot() -> Dot:
    series = next(each for each in digested(patient()).series if each.has_numbers)
    found: Dot = run(trend.curve(series)).dots[-1]
    return found


def drawn(dot: Dot, glyph: str, *, ring: bool) -> QImage:
    """As on the screen: the mark, then the ring, then the mark again."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    inks = marks.Inks(
        **{each.name: QColor(Qt.GlobalColor.white) if each.name == "ground" else MARK for each in fields(marks.Inks)}
    )
    marks.paint(painter, MIDDLE, dot, glyph, inks)
    if ring:
        marks.ring(painter, MIDDLE, RING, glyph)
        marks.paint(painter, MIDDLE, dot, glyph, inks)
    painter.end()
    return image


def dark(image: QImage) -> set[tuple[int, int]]:
    """Pixels of the ring."""
    return {(x, y) for x in range(SIDE) for y in range(SIDE) if image.pixelColor(x, y) == RING}


@pytest.mark.parametrize("limit", [0, 1, -1])
@pytest.mark.parametrize("glyph", ["", "↑", "↑↑", "↓", "↓↓", "↕", "*"])
def test_nothing_of_the_mark_is_under_the_ring(dot: Dot, glyph: str, limit: int) -> None:
    marked = replace(dot, limit=limit, corrected=True, opened=True)
    plain, ringed = drawn(marked, glyph, ring=False), drawn(marked, glyph, ring=True)
    ink = {(x, y) for x in range(SIDE) for y in range(SIDE) if plain.pixelColor(x, y) == MARK}
    assert ink
    assert all(ringed.pixelColor(x, y) == MARK for x, y in ink)
    ring = dark(ringed)
    assert len(ring) > 40, "and there is a ring"


@pytest.mark.parametrize(("glyph", "up"), [("↑", -1), ("↓", 1), ("↕", -1)])
def test_the_ring_is_open_where_the_deviation_mark_stands(dot: Dot, glyph: str, up: int) -> None:
    ring = dark(drawn(replace(dot, limit=0), glyph, ring=True))
    near = {(x, y) for x, y in ring if abs(x - MIDDLE.x()) <= 4 and (y - MIDDLE.y()) * up > 0}
    assert not near
    other = {(x, y) for x, y in ring if abs(x - MIDDLE.x()) <= 4 and (y - MIDDLE.y()) * up < 0}
    assert other
