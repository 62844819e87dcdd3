"""Reference ranges: the laboratory's text, else its limits. Nothing is computed or completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.domain.results import Labelled, ReferenceRange
from provesvar_gui.domain.value_text import value_text
from provesvar_gui.pps.parse.datatypes import concept_name

if TYPE_CHECKING:
    from provesvar_gui.pps.parse.datatypes import Datatypes

_RANGE = frozenset({"text", "low", "high", "type", "appliesTo", "age"})
_TEXT_ONLY = frozenset({"text"})


def read_ranges(types: Datatypes, raw: object) -> tuple[str | ReferenceRange, ...]:
    """One text for each reference range, else its limits."""
    if raw is None:
        return ()
    if type(raw) is str:
        return (raw,)
    if type(raw) is list and len(raw) == 1 and type(raw[0]) is dict and len(raw[0]) == 1:
        text = raw[0].get("text")
        if type(text) is str and text:
            known = types.ranges.get(text)
            if known is None:
                words = types.words(text, "referenceRange")
                known = types.ranges[text] = (words,) if words else ()
            return known
    return tuple([one for item in types.many(raw, "referenceRange") if (one := _range(types, item))])


def _range(types: Datatypes, raw: dict[str, object]) -> str | ReferenceRange | None:
    text = types.words(raw.get("text"), "referenceRange")
    if _TEXT_ONLY.issuperset(raw):
        return text
    types.unknown(raw, _RANGE, "referenceRange")
    low = types.quantity(raw.get("low"), "referenceRange.low")
    high = types.quantity(raw.get("high"), "referenceRange.high")
    about = [concept_name(one) for name in ("type", "appliesTo") for one in types.concepts(raw.get(name), "referenceRange")]
    age = types.interval(raw.get("age"), "referenceRange.age")
    if age:
        about.append(value_text(age, "nb").whole)
    told = ", ".join(part for part in about if part)
    if not text:
        return ReferenceRange(low=low, high=high, about=told) if low or high or told else None
    for name, limit in (("low", low), ("high", high)):
        if limit is not None:
            types.extras.append(Labelled(label=f"referenceRange.{name}", value=limit))
    return f"{text} ({told})" if told else text
