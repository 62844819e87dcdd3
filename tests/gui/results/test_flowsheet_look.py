"""How the cumulative table looks: contrast, widths, and no half numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QTextLayout

from provesvar_gui.ui import theme
from provesvar_gui.ui.results.table.table import is_cut
from tests.gui.results import made
from tests.gui.results.test_flowsheet import grid, pane_of, two_weeks

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("scheme", [theme.LIGHT, theme.DARK])
def test_every_text_can_be_read_on_every_ground_of_the_table(scheme: theme.Scheme) -> None:
    tone = theme.Tone
    rows = (scheme.base, scheme.alternate, scheme.page, scheme.shades[tone.ACTION].ground)
    cells_ = tuple(scheme.shades[each].ground for each in (tone.WARNING, tone.HELP, tone.SUBDUED, tone.ACTION))
    badges = [scheme.shades[each].text for each in (tone.HELP, tone.ACTION, tone.SUBDUED)]
    pairs = [(text, ground) for text in (scheme.text, *badges) for ground in (*rows, *cells_)]
    pairs += [(scheme.shades[tone.WARNING].text, scheme.shades[tone.WARNING].ground), (scheme.on_action, scheme.action_ground)]
    assert [(text, ground) for text, ground in pairs if theme.contrast(text, ground) < 4.5] == []


@pytest.mark.parametrize(
    ("left", "width", "cut"), [(0, 50, False), (-1, 50, True), (51, 50, True), (50, 50, False), (-5, 200, False)]
)
def test_a_column_that_is_partly_off_the_screen_shows_no_part_of_a_number(left: int, width: int, cut: bool) -> None:
    assert is_cut(left, width, 100) == cut


@pytest.mark.parametrize("width", range(120, 1000, 7))
def test_no_sign_of_the_legend_parts_from_its_word(qtbot: QtBot, width: int) -> None:
    pane = pane_of(qtbot, made.result(*two_weeks()))
    layout = QTextLayout(pane.legend.text(), pane.legend.font())
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()
    text = pane.legend.text()
    lines = (layout.lineAt(row) for row in range(layout.lineCount()))
    ends = [text[line.textStart() : line.textStart() + line.textLength()].rstrip()[-1] for line in lines]
    assert "–" in text
    assert all(each.isalpha() for each in ends)


def test_another_font_has_other_widths(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(*two_weeks()))
    before = pane.table.columnWidth(0), pane.table.rowHeight(1)
    font = pane.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    pane.setFont(font)
    pane.finish()
    assert pane.table.columnWidth(0) > before[0]
    assert pane.table.rowHeight(1) > before[1]
    assert len(grid(pane)) == 2
