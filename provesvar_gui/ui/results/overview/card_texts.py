"""A line of the strip in words: what the card paints, a screen reader says and the clipboard gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.results.laboratories import laboratory_name
from provesvar_gui.results.model import Veiled
from provesvar_gui.results.series import sampled
from provesvar_gui.ui.results.common import ages, remarks
from provesvar_gui.ui.results.overview.card_changes import change, change_short
from provesvar_gui.ui.results.overview.card_notes import notes
from provesvar_gui.ui.results.overview.card_values import deviations, one_line, short_when, value_parts, when

if TYPE_CHECKING:
    from datetime import datetime

    from provesvar_gui.results.emergency import StripLine
    from provesvar_gui.results.model import Moment, Observation
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.common.words import Mark

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LineText(Veiled):
    """``number`` and ``unit`` of a quantity, or ``said`` for everything else.

    ``change``: with what it is from; ``change_short``: alone; ``change_long``: with the date too.
    ``notes``: states that must be seen, with their tones. ``remark``: the laboratory's comment, whole, and ``remark_short``, as
    much as a card holds. ``moment``: of the sample; its age is told by ``ages``.
    ``short_when``: for beside an age, without the year where that is the one of the fetch.
    """

    name: str
    number: str = ""
    unit: str = ""
    said: str = ""
    void: bool = False
    marks: tuple[Mark, ...] = ()
    change: str = ""
    change_short: str = ""
    change_long: str = ""
    notes: tuple[Mark, ...] = ()
    remark: str = ""
    remark_short: str = ""
    moment: Moment | None = None
    when: str = ""
    short_when: str = ""
    laboratory: str = ""

    @property
    def value(self) -> str:
        """Number and unit in one piece, or the words."""
        return text.NBSP.join(part for part in (self.number, self.unit) if part) or self.said

    def told(self, now: datetime | None) -> str:
        """The whole line as one sentence."""
        age = ages.age(self.moment, now)
        parts = (
            self.name,
            self.value,
            *map(str, self.marks),
            *map(str, self.notes),
            self.remark,
            f"{self.when} ({age})" if age and self.when else self.when or age,
            self.change_long,
            self.laboratory,
        )
        return ", ".join(part for part in parts if part)


def short_laboratory(name: str) -> str:
    """As far as the first comma: the house without its department, each of several."""
    return "; ".join(each.split(",", 1)[0].strip() for each in name.split("; "))


def line_text(line: StripLine, style: Style, *, laboratories: bool, year: int | None = None) -> LineText:
    """``laboratories``: whether results come from more than one, so that it must be said. ``year``: of the fetch."""
    point = line.shown
    if point is None:
        return LineText(
            name=one_line(text_concepts.called(line.series.points[-1].observation.code) or line.series.name),
            said=translate("Overview", "No standing result"),
            notes=notes(line, style, year),
        )
    observation = point.observation
    number, unit, said = value_parts(observation, style)
    return LineText(
        name=_name(line, observation, style),
        number=number,
        unit=unit,
        said=said,
        marks=deviations(observation),
        change=change(line, style),
        change_short=change_short(line, style),
        change_long=change(line, style, long=True),
        notes=notes(line, style, year),
        remark=remarks.remark(observation, style),
        remark_short=remarks.remark(observation, style, remarks.IN_A_ROW),
        moment=sampled(point.placed),
        when=when(point, style),
        short_when=short_when(point, style, year),
        laboratory=text.visible(short_laboratory(laboratory_name(point.placed))) if laboratories else "",
    )


def _name(line: StripLine, observation: Observation, style: Style) -> str:
    """As the laboratory calls it, with the national codes for those who ask for codes."""
    name = one_line(text_concepts.called(observation.code) or line.series.name)
    return " ".join((name, *line.series.nlk)) if style.codes else name
