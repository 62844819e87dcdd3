"""The cells of the cumulative table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import susceptibility, text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.results.model import CodeableConcept, Quantity, Redacted
from provesvar_gui.results.value_text import value_text
from provesvar_gui.ui.results.common import flags, status_text, version_text
from provesvar_gui.ui.results.common.labels import MarkTint

if TYPE_CHECKING:
    from provesvar_gui.results.model import Value
    from provesvar_gui.results.series import Point
    from provesvar_gui.results.table import TableRow
    from provesvar_gui.results.value_text import ValueText
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate

LONG: Final = 18  # characters of a text that stands in the cell itself
_NUMBER = re.compile(r"(?P<whole>.*?\d+)(?P<fraction>[.,]\d+)?", re.ASCII | re.DOTALL)
_LETTERS: Final = frozenset("SIRK")
_WORST: Final = ("R", "NS", "SYN-R", "I", "SDD", "K", "SYN-S", "S")  # first what must not be overlooked
_EITHER: Final = "/"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TableCell(Redacted):
    """What is painted. A number is ``whole`` and ``fraction``, lined up where they meet; a text is ``whole`` alone.

    Where several susceptibilities stand, all of their letters do. ``glyph``: the laboratory's mark; ``badge``: the status where
    it is not final, after a doubt about it; ``more``: how many results stand behind it, with the first mark and the letters of
    those that stand, and how many were replaced (↺). That another result of this time was cancelled comes before the value.
    """

    points: tuple[Point, ...]
    whole: str
    fraction: str = ""
    number: bool = False
    quiet: bool = False
    glyph: str = ""
    tint: MarkTint = MarkTint.NONE
    badge: str = ""
    badge_tint: MarkTint = MarkTint.NONE
    void: bool = False
    remark: bool = False
    more: str = ""

    @property
    def shown(self) -> str:
        """Everything in the cell as one text."""
        return text.NBSP.join(part for part in (self.whole + self.fraction, self.glyph, self.badge, self.more) if part)


def cell(row: TableRow, points: tuple[Point, ...], style: Style) -> TableCell:
    point = points[0]
    observation = point.observation
    taken_back = withdrawn(points)
    whole, fraction, number = _value((taken_back or point).observation.value, style)
    quiet = not whole
    if quiet:
        whole = "·" if row.holds and observation.data_absent_reason is None else "–"
    marks = flags.marks(observation)
    mark = next((each for each in marks if each.tint is not MarkTint.NONE), marks[0] if marks else None)
    status = status_text.not_final(point.placed)
    doubts = map(version_text.doubt, point.placed.doubts if point.placed.stands else ())
    badges = [*doubts, *((status,) if status else ())]
    cancelled = cancelled_beside(points)
    behind = [other for other in points[1:] if not (repeats(other, point) or other is taken_back or other in cancelled)]
    glyph = mark.glyph if mark else ""
    more = _more(behind)
    answers = _susceptible(points) if behind or marks else ()
    own = _susceptible(points[:1]) if answers else ()
    if own and isinstance(observation.value, CodeableConcept):
        whole = _EITHER.join(answers) if len(answers) > 1 else whole
    elif answers:
        glyph = text.NBSP.join(filter(None, ("" if glyph in own else glyph, _EITHER.join(own))))
        more = text.NBSP.join((more, *(each for each in answers if each not in own))) if more else ""
    if cancelled:
        whole = f"✕{len(cancelled) if len(cancelled) > 1 else ''}{text.NBSP}{_EITHER}{text.NBSP}{whole}"
    return TableCell(
        points=points,
        whole=whole,
        fraction=fraction,
        number=number,
        quiet=quiet or point.placed.superseded,
        glyph=glyph,
        tint=MarkTint.VOID if point.placed.void else mark.tint if mark else MarkTint.NONE,
        badge="".join(each.glyph for each in badges),
        badge_tint=badges[0].tint if badges else MarkTint.NONE,
        void=point.placed.void,
        remark=any(each.observation.notes for each in points),
        more=more,
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
            codes = [text.visible(each) for each in text_concepts.result_texts(observation.value)[:1]]
            codes = [translate("Flowsheet", "Text …") if _is_long(each) else each for each in codes]
        found.update(dict.fromkeys(codes))
    return tuple(sorted(found, key=lambda each: _WORST.index(each) if each in _WORST else len(_WORST)))


def repeats(other: Point, shown: Point) -> bool:
    """Whether it is an older version that says the same: it is told with the cell, and is no other result."""
    one, two = other.observation, shown.observation
    same = (one.value, one.interpretations, one.status) == (two.value, two.interpretations, two.status)
    return other.placed.superseded and same


def _value(value: Value | None, style: Style) -> tuple[str, str, bool]:
    """What comes before the decimal sign, what comes after, whether it is a number."""
    told = value_text(value, style.language)
    if told.number:
        shown = text.visible(told.bare_amount)
        found = _NUMBER.fullmatch(shown)
        return (found["whole"], found["fraction"] or "", True) if found else (shown, "", False)
    if value is None or isinstance(value, Quantity):
        return "", "", False
    if isinstance(value, CodeableConcept):
        return _concept(value, told), "", False
    shown = text.visible(style.value(value))
    if isinstance(value, str) and ("\n" in shown or len(shown) > LONG):
        return translate("Flowsheet", "Text …"), "", False
    return shown.replace("\n", " "), "", False


def _concept(value: CodeableConcept, told: ValueText) -> str:
    said = tuple(map(text.visible, told.parts))
    codes = (each.code for each in value.codings if each.system == text_concepts.RESISTANCE and each.code in _LETTERS)
    letters = sorted(dict.fromkeys(codes), key=_WORST.index)
    if letters:
        letter = _EITHER.join(letters)
        said = tuple(each for each in said if not any(each.startswith(f"{one}{text.NBSP}–") for one in letters))
        words_ = "; ".join(said)
        return letter if not words_ or _is_long(words_) else f"{letter} · {words_}"
    if not said:
        return ""
    if _is_long(said[0]):
        return translate("Flowsheet", "Text …")
    return said[0] if len(said) == 1 else f"{said[0]} …"


def _is_long(words_: str) -> bool:
    return "\n" in words_ or len(words_) > LONG
