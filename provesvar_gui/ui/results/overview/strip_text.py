"""The strip as plain text that pastes well: one line per series, without the patient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.ui.results.overview.card_texts import line_text
from provesvar_gui.ui.results.overview.card_values import deviations, members_said, one_line, value_line, when
from provesvar_gui.ui.results.overview.local_list import NAMED

if TYPE_CHECKING:
    from provesvar_gui.results.emergency import AcuteStrip, Card
    from provesvar_gui.results.series import Point
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate


def strip_text(strip: AcuteStrip, style: Style) -> str:
    """Every card, then what is not there. Times, not ages: an age is wrong as soon as it is pasted."""
    lines = [line for card in strip.cards for line in card_lines(card, strip, style)]
    return "\n".join((*lines, *map(text.breakable, not_here(strip, style))))


def card_lines(card: Card, strip: AcuteStrip, style: Style) -> list[str]:
    made: list[str] = []
    several = len(strip.laboratories) > 1
    for line in card.lines:
        told = line_text(line, style, laboratories=several)
        marks = "; ".join(filter(None, (*map(str, (*told.marks, *told.notes)), told.remark)))
        facts = (f"{told.name}: {told.value}", members_said(line), f"({marks})" if marks else "")
        said = [", ".join(part for part in (" ".join(part for part in facts if part), told.when, told.laboratory) if part)]
        if told.change_long:
            said.append(f"  {told.change_long}")  # on a line of its own: it has a time of its own
        made += (text.breakable(each).replace("\u2212", "-") for each in said)
    if any(line.analyte in {"abo", "rhd", "antibody_screen"} for line in card.lines):
        made.append(translate("Overview", "! Not for transfusion"))
    return made


def _named(point: Point, style: Style) -> str:
    observation = point.observation
    value = value_line(observation, style)
    marks = (mark.glyph for mark in deviations(observation) if mark.glyph)
    return " ".join(filter(None, (one_line(text_concepts.called(observation.code)), value, *marks, f"({when(point, style)})")))


def not_here(strip: AcuteStrip, style: Style) -> list[str]:
    """What could not be placed, and why; nothing where everything could."""
    said = []
    if strip.unplaced:
        named = "; ".join(_named(point, style) for point in strip.unplaced[:NAMED])
        said.append(translate("Overview", "On no card, since the code is local: {results}").replace("{results}", named))
    return [*said, *not_on_cards(strip)]


def not_on_cards(strip: AcuteStrip) -> list[str]:
    """How many results are on no card, and why; nothing where all are."""
    said = []
    if strip.local:
        said.append(translate("Overview", "%n result(s) with local codes are not here", "", strip.local))
    if strip.uncoded:
        said.append(translate("Overview", "%n result(s) without any code are not here", "", strip.uncoded))
    if strip.disagreeing:
        said.append(
            translate("Overview", "%n result(s) are not here, since code, name and unit do not agree", "", strip.disagreeing)
        )
    if strip.apart:
        said.append(
            translate("Overview", "%n result(s) on another kind of number or an invalid one are not here", "", strip.apart)
        )
    return said
