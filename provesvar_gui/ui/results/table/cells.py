"""The cells of the cumulative table: what is painted of the results of one row and one time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import susceptibility, text
from provesvar_gui.results.model import CodeableConcept, Quantity, Redacted
from provesvar_gui.results.value_text import value_text
from provesvar_gui.ui.results.common import flags, status_text, version_text
from provesvar_gui.ui.results.common.labels import Mark, MarkTint

if TYPE_CHECKING:
    from provesvar_gui.results.model import Value
    from provesvar_gui.results.series import Point
    from provesvar_gui.results.value_text import ValueText
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate

COMMENT, VOID, OTHER_REFERENCE, WAITING = "◥", "✕", "≠", "○"
LONG: Final = 60  # characters of a text that stands in the cell itself; it is whole there or not at all
_LETTERS: Final = frozenset("SIRK")
_WORST: Final = ("R", "NS", "SYN-R", "I", "SDD", "K", "SYN-S", "S")  # first what must not be overlooked
_EITHER: Final = "/"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TableCell(Redacted):
    """What is painted: a value with its signs.

    ``text``: the value is words, which may run into the empty cells beside it. Where several susceptibilities stand, all of
    their letters do. ``flag``: the laboratory's mark; ``signs``: a doubt, the status where it is not final, another reference
    than that of the row, how many results stand behind it with the first mark and the letters of those that stand, how many were
    replaced (↺), a comment. That another result of this time was cancelled comes before the value. ``tag``: two letters of a
    laboratory that is not the one of most results.
    """

    points: tuple[Point, ...]
    value: str
    text: bool = False
    quiet: bool = False
    flag: Mark | None = None
    tint: MarkTint = MarkTint.NONE
    signs: tuple[Mark, ...] = ()
    tag: str = ""

    @property
    def void(self) -> bool:
        return self.tint is MarkTint.VOID

    @property
    def behind(self) -> str:
        """Every sign behind the value but the flag, which has a place of its own."""
        return "".join(mark.glyph for mark in self.signs)

    @property
    def shown(self) -> str:
        """Everything in the cell as one text."""
        marks = (mark.glyph for mark in (self.flag, *self.signs) if mark is not None)
        return text.NBSP.join(part for part in (self.tag, self.value, *marks) if part)


def cell(
    points: tuple[Point, ...], style: Style, *, holds: bool = False, tag: str = "", other_reference: bool = False
) -> TableCell:
    """``holds``: other rows stand under its row. ``other_reference``: than the one beside the row."""
    point = points[0]
    placed, observation = point.placed, point.observation
    taken_back, cancelled = withdrawn(points), cancelled_beside(points)
    value, is_text = _value((taken_back or point).observation.value, style)
    nothing = not value
    if nothing:
        value = "·" if holds and observation.data_absent_reason is None else "–"
    marks = flags.marks(observation)
    mark = next((each for each in marks if each.tint is not MarkTint.NONE), marks[0] if marks else None)
    flag = flags.short(mark) if mark is not None else None
    behind = [other for other in points[1:] if not (repeats(other, point) or other is taken_back or other in cancelled)]
    more = _more(behind)
    answers = _susceptible(points) if behind or marks else ()
    own = _susceptible(points[:1]) if answers else ()
    if own and isinstance(observation.value, CodeableConcept):
        value = _EITHER.join(answers) if len(answers) > 1 else value
    elif answers:
        before = flag.glyph if flag is not None and flag.glyph not in own else ""
        flag = Mark(glyph=text.NBSP.join(filter(None, (before, _EITHER.join(own)))), words="")
        more = text.NBSP.join((more, *(each for each in answers if each not in own))) if more else ""
    if cancelled:
        value = f"{VOID}{len(cancelled) if len(cancelled) > 1 else ''}{text.NBSP}{_EITHER}{text.NBSP}{value}"
    doubts = map(version_text.doubt, placed.doubts if placed.stands else ())
    signs = {each.glyph: each for each in (*doubts, status_text.not_final(placed)) if each is not None}
    said = (
        (OTHER_REFERENCE if other_reference else "", translate("Flowsheet", "another reference")),
        (more, translate("Flowsheet", "more results of that time")),
        (COMMENT if any(each.observation.notes for each in points) else "", translate("Flowsheet", "comment")),
    )
    return TableCell(
        points=points,
        value=value,
        text=is_text,
        quiet=nothing or placed.superseded,
        flag=flag,
        tint=MarkTint.VOID if placed.void else mark.tint if mark else MarkTint.NONE,
        signs=(*signs.values(), *(Mark(glyph=glyph, words=words) for glyph, words in said if glyph)),
        tag=tag,
    )


def withdrawn(points: tuple[Point, ...]) -> Point | None:
    """The value that a cancellation without a value of its own took back, where that is what the cell is about."""
    if not points[0].placed.void or points[0].observation.value is not None:
        return None
    return next((each for each in points[1:] if each.placed.superseded and each.observation.value is not None), None)


def cancelled_beside(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """What was cancelled of the same time while the value that is shown stands: whether it is the same, nobody says."""
    if points[0].placed.void:
        return ()
    return tuple(each for each in points[1:] if each.placed.void and not each.placed.superseded)


def _more(behind: list[Point]) -> str:
    """How many others there are; what was replaced by itself."""
    replaced = sum(each.placed.superseded for each in behind)
    others = len(behind) - replaced
    parts = (f"+{others}{_marked_behind(behind)}" if others else "", f"↺{replaced}" if replaced else "")
    return text.NBSP.join(filter(None, parts))


def _marked_behind(behind: list[Point]) -> str:
    """The laboratory's mark on a result that stands and is not the one that is shown."""
    standing = (each.observation for each in behind if each.placed.stands)
    return next((mark.glyph for each in standing for mark in flags.marks(each) if mark.tint is not MarkTint.NONE), "")


def _susceptible(points: tuple[Point, ...]) -> tuple[str, ...]:
    """Every letter of the susceptibilities that stand, and what those without one say in a few words; the worst first."""
    found: dict[str, None] = {}
    for point in points:
        observation = point.observation
        if not point.placed.stands or not susceptibility.is_susceptibility(observation):
            continue
        codes = [each.code for each in susceptibility.letters(observation)]
        if not codes and isinstance(observation.value, CodeableConcept):
            codes = [text.visible(each) for each in text.result_texts(observation.value)[:1]]
            codes = [translate("Flowsheet", "Text …") if is_long(each) else each for each in codes]
        found.update(dict.fromkeys(codes))
    return tuple(sorted(found, key=lambda each: _WORST.index(each) if each in _WORST else len(_WORST)))


def repeats(other: Point, shown: Point) -> bool:
    """Whether it is an older version that says the same: it is told with the cell, and is no other result."""
    one, two = other.observation, shown.observation
    same = (one.value, one.interpretations, one.status) == (two.value, two.interpretations, two.status)
    return other.placed.superseded and same


def _value(value: Value | None, style: Style) -> tuple[str, bool]:
    """What stands for the value, and whether it is words."""
    told = value_text(value, style.language)
    if told.number:
        return text.visible(told.bare_amount), False
    if value is None or isinstance(value, Quantity):
        return "", True
    if isinstance(value, CodeableConcept):
        return _concept(value, told), True
    shown = text.visible(style.value(value))
    return elsewhere() if is_long(shown) else shown, True


def _concept(value: CodeableConcept, told: ValueText) -> str:
    said = tuple(map(text.visible, told.parts))
    codes = (each.code for each in value.codings if each.system == text.RESISTANCE and each.code in _LETTERS)
    letter = _EITHER.join(sorted(dict.fromkeys(codes), key=_WORST.index))
    if letter:
        said = tuple(each for each in said if not any(each.startswith(f"{one}{text.NBSP}–") for one in letter.split(_EITHER)))
    words = "; ".join(said)
    if is_long(words):
        return letter or elsewhere()
    return f"{letter} · {words}" if letter and words else letter or words


def elsewhere() -> str:
    """In place of a text that is read in its report."""
    return translate("Flowsheet", "Text …")


def is_long(words: str) -> bool:
    """Whether a text is no part of a cell or a sentence."""
    return "\n" in words or len(words) > LONG
