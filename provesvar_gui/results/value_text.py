"""The value of a result as text: the one place that decides how number, unit, words and absence are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.results.model import CodeableConcept, Quantity, Range, Redacted

if TYPE_CHECKING:
    from provesvar_gui.results.model import Value
    from provesvar_gui.results.text import Language

_YES_NO: Final[dict[Language, tuple[str, str]]] = {"nb": ("Ja", "Nei"), "nn": ("Ja", "Nei"), "en": ("Yes", "No")}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ValueText(Redacted):
    """The text of a value.

    ``comparator``, ``number`` and ``unit`` of an amount; ``parts`` of a value that is none: coded results, prose, an interval.

    A quantity without a number keeps what else was sent of it. ``heading``: what kind of text a coded value is (8243); where it
    says nothing else, the heading is its text. ``units_apart``: units that cannot stand beside a number. An absent value has
    nothing of this.
    """

    comparator: str = ""
    number: str = ""
    unit: str = ""
    parts: tuple[str, ...] = ()
    heading: str = ""
    units_apart: tuple[str, ...] = ()

    @property
    def amount(self) -> str:
        """Comparator, number and unit, held together."""
        return text.NBSP.join(part for part in (self.comparator, self.number, self.unit) if part)

    @property
    def bare_amount(self) -> str:
        """The same without its unit, for where that stands apart."""
        return text.NBSP.join(part for part in (self.comparator, self.number) if part)

    @property
    def text(self) -> str:
        """A value that is no amount, without what kind of text it is."""
        return "; ".join(self.parts)

    @property
    def whole(self) -> str:
        """The value, then in parentheses what kind of text it is."""
        if not self.heading or text_concepts.same(self.heading, self.text):
            return self.amount or self.text
        return f"{self.text} ({self.heading})"


def value_text(value: Value | None, language: Language) -> ValueText:
    """Any value as text; without one nothing is said."""
    if value is None:
        return ValueText()
    if isinstance(value, bool):
        return ValueText(parts=(_YES_NO[language][not value],))
    if isinstance(value, str):
        return ValueText(parts=(value,))
    if isinstance(value, Quantity):
        return ValueText(
            comparator=value.comparator,
            number=text.number(value.value, language) if value.value.strip() else "",
            unit=text.unit(value).replace(" ", text.NBSP),
            units_apart=_apart(value),
        )
    if isinstance(value, CodeableConcept):
        heading = text_concepts.heading(value)
        return ValueText(parts=text_concepts.result_texts(value) or tuple(filter(None, (heading,))), heading=heading)
    if isinstance(value, Range):
        return ValueText(parts=(text.interval(value, language),), units_apart=_apart(value.low, value.high))
    return ValueText(parts=(text.moment(value, language),))


def _apart(*ends: Quantity | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(apart for end in ends if end and (apart := text.unit_apart(end))))
