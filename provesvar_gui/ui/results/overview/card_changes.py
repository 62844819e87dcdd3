"""What was before: the difference where the two results may be compared (results/trend.py), else only the value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results.dating import span
from provesvar_gui.results.laboratories import laboratory_name
from provesvar_gui.results.latest_results import is_number
from provesvar_gui.results.trend import Why
from provesvar_gui.ui.results.common import ages, words
from provesvar_gui.ui.results.common.words import MarkTone
from provesvar_gui.ui.results.overview.card_values import deviations, said_with_marks, value_parts, when

if TYPE_CHECKING:
    from decimal import Decimal

    from provesvar_gui.results.emergency import StripLine
    from provesvar_gui.results.series import Point
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
_MINUS: Final = "\u2212"


def signed(difference: Decimal, style: Style) -> str:
    """With its sign, in the separator of the language."""
    shown = text.number(f"{abs(difference):f}", style.language)
    return f"{_MINUS if difference < 0 else '+'}{shown}"


def change_short(line: StripLine, style: Style) -> str:
    if not line.difference:
        return ""
    return f"{_arrow(line.difference)}{text.NBSP}{signed(line.difference, style)}"


def _arrow(difference: Decimal) -> str:
    return "↗" if difference > 0 else "↘"


def change(line: StripLine, style: Style, *, long: bool = False) -> str:
    """What was before, with the difference where the two may be compared. After words it is among the notes."""
    if line.newest is None or not is_number(line.newest):
        return ""
    return previous(line, style, long=long)


def previous(line: StripLine, style: Style, *, long: bool = False) -> str:
    """What was before the newest, whatever that is; "" where nothing was, or not everything is in."""
    before, newest = line.previous, line.newest
    if before is None or newest is None:
        return ""
    then, now = span(before.placed), span(newest.placed)
    if then is None or now is None:
        return ""
    found = (before, *line.previous_rivals)
    alone = is_number(newest) and len(found) == 1
    was = " / ".join(plain(each, style) if alone else said_with_marks(line, each, style) for each in found)
    gap = ages.before(now, then)
    if long:
        gap += f", {when(before, style)}"
    if line.difference is None:
        why = _why(line) if is_number(newest) else ""
        said = translate("Overview", "Before: {value} · {gap}").replace("{gap}", gap)
        return said.replace("{value}", f"{was} ({why})" if why else was)
    if not line.difference:
        return translate("Overview", "→ unchanged from {value} · {gap}").format(value=was, gap=gap)
    return translate("Overview", "{arrow} {difference} from {value} · {gap}").format(
        arrow=_arrow(line.difference), difference=signed(line.difference, style), value=was, gap=gap
    )


def plain(point: Point, style: Style, *, whole: bool = True) -> str:
    """The value, with the glyphs of the laboratory's marks, and in brackets its status where it is not final.

    ``whole``: the state of its report bears on it too; without, the unit is told, since it may be another.
    """
    observation = point.observation
    number, unit, said = value_parts(observation, style)
    marks = (mark.glyph for mark in deviations(observation) if mark.glyph)
    told = text.NBSP.join(filter(None, (number or said, "" if whole else unit, *marks)))
    report = point.placed.report
    state = words.with_report(observation.status, report.status if whole and report is not None else "final")
    return f"{told} ({state.words[:1].lower()}{state.words[1:]})" if state.tone is not MarkTone.NONE else told


def _why(line: StripLine) -> str:
    """Why the two may not be compared, "" where they may."""
    if line.one_report:
        return translate("Overview", "another version of the report")
    if line.unlike is None or line.newest is None or line.previous is None:
        return ""
    if line.unlike is Why.METHOD:
        return translate("Trend", "other method")
    if line.unlike is Why.MATERIAL:
        return translate("Trend", "other material")
    named = laboratory_name(line.newest.placed) and laboratory_name(line.previous.placed)
    return translate("Trend", "other laboratory") if named else translate("Overview", "laboratory not known")
