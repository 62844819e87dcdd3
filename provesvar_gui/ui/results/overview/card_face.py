"""What a card shows, as rows of short texts: made once a minute for its age, painted by ``Card``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results.latest_results import said_in_words, says_nothing_found
from provesvar_gui.results.model import Veiled
from provesvar_gui.ui.results.common import ages
from provesvar_gui.ui.results.common.words import MarkTone
from provesvar_gui.ui.results.overview.card_values import members_said

if TYPE_CHECKING:
    from datetime import datetime

    from provesvar_gui.results.emergency import Card as CardModel
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.common.sparkline import Dot
    from provesvar_gui.ui.results.common.words import Mark
    from provesvar_gui.ui.results.overview.card_texts import LineText

translate = QCoreApplication.translate
_DENSE: Final = 3  # lines; from here on none is larger than the others
_MOST: Final = 8  # lines on a card
_LISTED: Final = 40  # characters; a longer mark says more


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Slot(Veiled):
    """A piece of text and how it is written."""

    words: str
    tone: MarkTone = MarkTone.NONE
    large: bool = False
    small: bool = False
    bold: bool = False
    quiet: bool = False
    digits: bool = False
    boxed: bool = False
    stays: bool = False  # with the piece before it, on the same line


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Row(Veiled):
    """``left``: beside each other; ``right``: at the right edge. ``begins``: another examination; ``rule``: a hair line above.

    ``joins``: on a low card it goes on in the row before, where it has room.
    """

    left: tuple[Slot, ...]
    right: Slot | None = None
    begins: bool = False
    rule: bool = False
    spark: bool = False
    joins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CardFace(Veiled):
    """``key`` and ``title``: of the kind of card. ``spark``: of the examination that stands first.

    ``spoken``: the whole card as a screen reader says it.
    """

    key: str = ""
    title: str = ""
    rows: tuple[Row, ...] = ()
    spark: tuple[Dot, ...] = ()
    spoken: str = ""


def face(
    card: CardModel,
    texts: tuple[LineText, ...],
    curve: tuple[Dot, ...],
    *,
    style: Style,
    letter: str,
    now: datetime | None,
    usual: str = "",
) -> CardFace:
    """``texts``: of the card's lines. ``letter``: the key of its trend. ``usual``: the laboratory that needs no naming."""
    title = card.name(style.language)
    more = len(texts) - _MOST
    kept = _kept(card, texts)
    texts = tuple(texts[place] for place in kept)
    heading = [Slot(words=title, bold=True)]
    if len(texts) == 1 and not _same_name(texts[0].name, title):
        heading.append(Slot(words=texts[0].name, quiet=True, small=True))
    rows = [Row(left=tuple(heading), right=Slot(words=letter, quiet=True, small=True, boxed=True) if letter else None)]
    dense = len(texts) >= _DENSE
    together = dense and len({(text.when, text.laboratory) for text in texts}) == 1
    for place, (line, text) in enumerate(zip((card.lines[at] for at in kept), texts, strict=True)):
        main = place == 0 and not dense
        if len(texts) > 1 and main:
            rows.append(Row(left=(Slot(words=text.name, quiet=True, small=True),), joins=True))
        rows += _line_rows(
            text,
            main=main,
            named=len(texts) > 1 and not main,
            begins=place > 0,
            together=together,
            below=members_said(line),
        )
        if not together:
            rows.append(_age_row(text, now, usual, joins=not main))
            if text.change and main:
                rows.append(Row(left=(Slot(words=text.change, small=True, digits=True),), joins=True))
    if together:
        rows.append(_age_row(texts[0], now, usual))
    left = translate("Overview", "%n more: see the table and the reports", "number of examinations", more) if more > 0 else ""
    if left:
        rows.append(Row(left=(Slot(words=left, small=True, quiet=True),)))
    order = translate("Overview", "Positive findings first, then the newest") if card.found_first else ""
    if order:
        rows.append(Row(left=(Slot(words=order, small=True, quiet=True),)))
    warning = _warning(card)
    if warning:
        rows.append(Row(left=(Slot(words=warning, tone=MarkTone.OUTSIDE, small=True),)))
    key = translate("Overview", "key {letter}").format(letter=letter) if letter else ""
    spoken = ". ".join(part for part in (title, *(text.told(now) for text in texts), left, order, warning, key) if part)
    of_first = curve if 0 in kept else ()  # it bears no name: never beside another examination
    return CardFace(key=card.kind.key, title=title, rows=tuple(rows), spark=of_first, spoken=spoken)


def _kept(card: CardModel, texts: tuple[LineText, ...]) -> list[int]:
    """Which lines stand on the card: the first ones, but none that is marked or found something gives way to one that is not."""
    if len(texts) <= _MOST:
        return list(range(len(texts)))

    def weighs_less(place: int) -> bool:
        shown, text = card.lines[place].shown, texts[place]
        found = shown is not None and said_in_words(shown) and not says_nothing_found(shown)
        return not found and all(mark.tone is not MarkTone.OUTSIDE for mark in (*text.marks, *text.notes))

    return sorted(sorted(range(len(texts)), key=weighs_less)[:_MOST])


def _line_rows(text: LineText, *, main: bool, named: bool, begins: bool, together: bool, below: str) -> list[Row]:
    name = (Slot(words=text.name, quiet=True, small=True),) if named else ()
    value = [Slot(words=text.said, bold=True)]
    if text.number:
        value = [Slot(words=text.number, large=main, bold=True, digits=True)]
        if text.unit:
            value.append(Slot(words=text.unit, small=not main, stays=True))
    change = [Slot(words=text.change_short, small=True, digits=True)] if text.change_short else []
    marks = [Slot(words=_short(mark), tone=mark.tone, small=True, bold=True) for mark in text.marks]
    states = [Slot(words=str(mark), tone=mark.tone, small=True) for mark in text.notes]
    if text.remark_short:  # first: it may say that the value cannot be used
        states.insert(0, Slot(words=text.remark_short, tone=MarkTone.PENDING, small=True))
    rows = [
        Row(
            left=tuple(value if main else (*name, *value, *marks, *change)),
            spark=main,
            begins=begins,
            rule=begins and not together,
        )
    ]
    if below:
        rows.append(Row(left=(Slot(words=below, small=True),)))
    if states or (main and marks):
        rows.append(Row(left=tuple((*marks, *states) if main else states), joins=True))
    return rows


def _warning(card: CardModel) -> str:
    if any(line.analyte in {"abo", "rhd", "antibody_screen"} for line in card.lines):
        return translate("Overview", "! Not for transfusion")
    return ""


def _same_name(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _short(mark: Mark) -> str:
    """A mark in its shortest words where it says no more than list 8244 does; anything else in the laboratory's own words."""
    known = {
        "↑": (("over øvre ", "above the upper "), translate("Overview", "above ref.")),
        "↓": (("under nedre ", "below the lower "), translate("Overview", "below ref.")),
        "↕": (("utenfor ref", "utanfor ref", "outside the ref"), translate("Overview", "outside ref.")),
    }.get(mark.glyph)
    if known is None or not mark.words.casefold().startswith(known[0]) or len(mark.words) > _LISTED:
        return str(mark)
    return f"{mark.glyph}\u00a0{known[1]}"


def _age_row(text: LineText, now: datetime | None, usual: str, *, joins: bool = False) -> Row:
    age = ages.age(text.moment, now)
    tone = MarkTone.PENDING if ages.ahead(text.moment, now) else MarkTone.NONE
    left = [Slot(words=age, tone=tone, small=True, bold=not joins)] if age else []
    left.append(Slot(words=text.short_when if age else text.when, small=True, quiet=True, stays=bool(age)))
    if text.laboratory and text.laboratory != usual:
        left.append(Slot(words=text.laboratory, small=True, quiet=True))
    return Row(left=tuple(left), joins=joins)
