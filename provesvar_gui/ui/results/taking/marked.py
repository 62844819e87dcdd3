"""What the laboratory marked, as the overview lists it, with what was found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from provesvar_gui.ui.results.common.lines import Kind
from provesvar_gui.ui.results.common.words import Tone
from provesvar_gui.ui.results.overview.row_lines import OverviewLine, overview_lines

if TYPE_CHECKING:
    from provesvar_gui.ui.results.common.lines import Line, Style
    from provesvar_gui.ui.results.overview.rows import Sections


def every_line(sections: Sections, style: Style) -> list[Line]:
    """Every section with its heading, for paper."""
    return [_plain(line) for line in overview_lines(sections, style)]


def marked_lines(sections: Sections, style: Style) -> list[Line]:
    """The first section of the list with its heading."""
    found: list[Line] = []
    for line in overview_lines(sections, style):
        if line.kind is Kind.SECTION and found:
            break
        found.append(_plain(line))
    return found


def _plain(line: Line) -> Line:
    plain = isinstance(line, OverviewLine) and line.plain_value
    return replace(line, mark_tone=Tone.NONE) if plain else line
