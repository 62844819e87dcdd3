"""A line of the strip in words: what the card paints, a screen reader says and the clipboard gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.domain import text, text_concepts
from provesvar_gui.domain.acute import laboratory_name
from provesvar_gui.domain.placed import CHANGED
from provesvar_gui.domain.results import CodeableConcept, Quantity, Veiled
from provesvar_gui.domain.series import sampled
from provesvar_gui.ui.results import flags, words
from provesvar_gui.ui.results.lines import no_number
from provesvar_gui.ui.results.overview import ages
from provesvar_gui.ui.results.words import Mark, Tone

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from provesvar_gui.domain.acute import StripLine
    from provesvar_gui.domain.results import Moment, Observation
    from provesvar_gui.domain.series import Point
    from provesvar_gui.ui.results.lines import Style

translate = QCoreApplication.translate
LONGEST: Final = 160  # characters of a result in words; the report has it whole
_MINUS: Final = "\u2212"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LineText(Veiled):
    """``number`` and ``unit`` of a quantity, or ``said`` for everything else.

    ``change``: with what it is from; ``change_short``: alone; ``change_long``: with the date too.
    ``notes``: states that must be seen, with their tones. ``moment``: of the sample; its age is told by ``ages``.
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
            f"{self.when} ({age})" if age and self.when else self.when or age,
            self.change_long,
            self.laboratory,
        )
        return ", ".join(part for part in parts if part)


def short_laboratory(name: str) -> str:
    """As far as the first comma: the house without its department."""
    return name.split(",", 1)[0].strip()


def line_text(line: StripLine, style: Style, *, laboratories: bool, year: int | None = None) -> LineText:
    """``laboratories``: whether results come from more than one, so that it must be said. ``year``: of the fetch."""
    point = line.shown
    if point is None:
        return LineText(
            name=_one_line(text_concepts.called(line.series.points[-1].observation.code) or line.series.name),
            said=translate("Overview", "No standing result"),
            notes=_notes(line, style, year),
        )
    observation = point.observation
    number, unit, said = _value(observation, style)
    return LineText(
        name=_name(line, observation, style),
        number=number,
        unit=unit,
        said=said,
        marks=tuple(each for each in flags.marks(observation) if each.tone is not Tone.NONE),
        change=_change(line, style),
        change_short=_change_alone(line, style),
        change_long=_change(line, style, long=True),
        notes=_notes(line, style, year),
        moment=sampled(point.placed),
        when=style.moment(sampled(point.placed)) or translate("Overview", "no date"),
        short_when=_short_when(sampled(point.placed), style, year),
        laboratory=text.visible(short_laboratory(laboratory_name(point.placed))) if laboratories else "",
    )


def _name(line: StripLine, observation: Observation, style: Style) -> str:
    """As the laboratory calls it, with the national codes for those who ask for codes."""
    name = _one_line(text_concepts.called(observation.code) or line.series.name)
    return " ".join((name, *line.series.nlk)) if style.codes else name


def _short_when(moment: Moment | None, style: Style, year: int | None) -> str:
    whole = style.moment(moment)
    return whole.replace(f"{text.NBSP}{year}", "", 1) if year is not None else whole


def _one_line(words_: str) -> str:
    return " ".join(text.visible(words_).split())


def _value(observation: Observation, style: Style) -> tuple[str, str, str]:
    """Number, unit, and words where it is no number."""
    value = observation.value
    if value is None:
        return "", "", str(words.status(observation.status)) if observation.status in words.PENDING_STATUSES else _no_value()
    if isinstance(value, Quantity):
        if not value.value.strip():
            return "", "", no_number(value, style)
        unit = text.unit(value).replace(" ", text.NBSP)
        parts = (value.comparator, text.number(value.value, style.language))
        return text.visible(text.NBSP.join(part for part in parts if part)), text.visible(unit), ""
    if isinstance(value, CodeableConcept):
        return "", "", _short("; ".join(text_concepts.result_words(value)) or text_concepts.name(value))
    return "", "", _short(style.value(value))


def _no_value() -> str:
    return translate("Overview", "no value")


def _short(said: str) -> str:
    said = _one_line(said)
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()} …"


def signed(difference: Decimal, style: Style) -> str:
    """With its sign, in the separator of the language."""
    shown = text.number(f"{abs(difference):f}", style.language)
    return f"{_MINUS if difference < 0 else '+'}{shown}"


def _number_of(point: Point, style: Style) -> str:
    return _value(point.observation, style)[0]


def _change_alone(line: StripLine, style: Style) -> str:
    if not line.difference:
        return ""
    return f"{_arrow(line.difference)}{text.NBSP}{signed(line.difference, style)}"


def _arrow(difference: Decimal) -> str:
    return "↗" if difference > 0 else "↘"


def _change(line: StripLine, style: Style, *, long: bool = False) -> str:
    previous, newest = line.previous, line.newest
    if previous is None or newest is None or previous.when is None or newest.when is None:
        return ""
    was, gap = _number_of(previous, style), ages.before(newest.when, previous.when)
    if long:
        gap += f", {style.moment(sampled(previous.placed))}"
    if line.difference is None:
        if not newest.number:
            return ""
        return translate("Overview", "Before: {value} · {gap}").format(value=was, gap=gap)
    if not line.difference:
        return translate("Overview", "→ unchanged from {value} · {gap}").format(value=was, gap=gap)
    return translate("Overview", "{arrow} {difference} from {value} · {gap}").format(
        arrow=_arrow(line.difference), difference=signed(line.difference, style), value=was, gap=gap
    )


def _notes(line: StripLine, style: Style, year: int | None) -> tuple[Mark, ...]:
    """Preliminary or corrected, other values of the same time, later ones that are not ready or were cancelled."""
    found: list[Mark] = []
    point = line.shown
    if point is not None:
        status = point.observation.status
        report = point.placed.report
        if status in words.PENDING_STATUSES or status in CHANGED or status in {"", "unknown"}:
            if point.observation.value is not None or status not in words.PENDING_STATUSES:
                found.append(words.status(status))
        elif report is not None and report.status in words.PENDING_STATUSES:
            found.append(words.status(report.status))
    for rival in line.rivals:
        number, unit, said = _value(rival.observation, style)
        value = text.NBSP.join(part for part in (number, unit) if part) or said
        found.append(
            Mark(
                glyph="!", words=translate("Overview", "also from the same time: {value}").format(value=value), tone=Tone.PENDING
            )
        )
    if line.awaited and point is not line.awaited[-1]:
        last = line.awaited[-1].observation
        taken = sampled(line.awaited[-1].placed)
        pending = last.status in words.PENDING_STATUSES
        state = translate("Overview", "not ready") if pending else _no_value()
        moment = _short_when(taken, style, year) or translate("Overview", "no date")
        found.append(
            Mark(
                glyph="○",
                words=translate("Overview", "{moment}: {state}").format(moment=moment, state=state[:1].lower() + state[1:]),
                tone=Tone.PENDING,
            )
        )
    more = len(line.undated) - (point in line.undated)
    if more > 0:
        found.append(
            Mark(glyph="!", words=translate("Overview", "%n more without a date", "number of results", more), tone=Tone.PENDING)
        )
    if line.voided:
        found.append(
            Mark(glyph="✕", words=translate("Overview", "%n cancelled since", "number of results", line.voided), tone=Tone.VOID)
        )
    return tuple(found)


def members_said(line: StripLine) -> str:
    """What hangs under the newest result, in short: the answer of a culture may stand only there."""
    said = []
    for each in line.members:
        value = each.observation.value
        if isinstance(value, CodeableConcept):
            said.append("; ".join(text_concepts.result_words(value)))
        elif isinstance(value, str):
            said.append(value)
    return _short(" · ".join(part for part in said if part.strip()))
