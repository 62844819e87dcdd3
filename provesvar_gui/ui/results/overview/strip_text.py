"""The emergency analytes as plain text for the clipboard, without the patient; and the missing ones with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.ui.results.common import labels
from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.results.overview.line_text import (
    deviations,
    line_text,
    members_text,
    one_line,
    short_when,
    value_line,
    when,
)

if TYPE_CHECKING:
    from provesvar_gui.results.emergency import AcuteStrip, Card
    from provesvar_gui.results.series import Point
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
NAMED: Final = 12  # results with local codes that are named; all are counted
NOT_FOR_TRANSFUSION: Final = frozenset({"abo", "rhd", "antibody_screen"})


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
        facts = (f"{told.name}: {told.value}", members_text(line), f"({marks})" if marks else "")
        said = [", ".join(part for part in (" ".join(part for part in facts if part), told.when, told.laboratory) if part)]
        if told.change_long:
            said.append(f"  {told.change_long}")  # on a line of its own: it has a time of its own
        made += (text.breakable(each).replace("\u2212", "-") for each in said)
    if any(line.analyte in NOT_FOR_TRANSFUSION for line in card.lines):
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
        said.append(
            translate("Overview", "Not among the emergency analytes, since the code is local: {results}").replace(
                "{results}", named
            )
        )
    return [*said, *not_placed(strip)]


def not_placed(strip: AcuteStrip) -> list[str]:
    """How many results are not among the analytes, and why; nothing where all are."""
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


def local_heading(strip: AcuteStrip) -> str:
    """Above results with local codes of what is an emergency analyte, where no row holds anything as new."""
    if strip.complete:
        return translate("Overview", "Local code, so not among the emergency analytes (newest first):")
    return translate("Overview", "Local code, so not among the emergency analytes:")


def local_entries(strip: AcuteStrip, style: Style, year: int | None) -> list[str]:
    """Each as the laboratory calls it, with its value, marks and time; newest first. ``year``: of the fetch."""
    made = []
    for point in strip.unplaced[:NAMED]:
        observation = point.observation
        marks = list(deviations(observation))
        if observation.status != "final":
            marks.append(labels.status(observation.status))
        name, value = one_line(text_concepts.called(observation.code)), value_line(observation, style)
        made.append(" ".join((name, value, *map(str, marks), short_when(point, style, year))))
    if (more := len(strip.unplaced) - len(made)) > 0:
        made.append(translate("Overview", "%n more: see the table", "number of results", more))
    return made


def about(strip: AcuteStrip, usual: str) -> str:
    """In one line. ``usual``: the laboratory that is named here and not in each row."""
    said = []
    if not strip.cards:
        unsure = strip.local or strip.uncoded or strip.disagreeing  # it may be among those that are not placed
        said.append(
            translate("Overview", "No result carries the national code of an emergency analyte.")
            if unsure
            else translate("Overview", "None of the emergency analytes is among these results.")
        )
    if usual:
        said.append(translate("Overview", "From {laboratory} where no other is named").replace("{laboratory}", usual))
    away = strip.local + strip.uncoded + strip.disagreeing + strip.apart
    if away:
        said.append(translate("Overview", "%n result(s) are not among the emergency analytes", "", away))
    return SEPARATOR.join(said)


def why(strip: AcuteStrip) -> str:
    """Why those are not among them."""
    return SEPARATOR.join(not_placed(strip))


def most_common(names: list[str]) -> str:
    """The name that occurs most often, "" where there is none."""
    return max(dict.fromkeys(names), key=names.count, default="")
