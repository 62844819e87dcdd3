"""Reference ranges: the laboratory's text, else its limits written out. Nothing is computed or completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.pps.parse.datatypes import concept_name, quantity_text

if TYPE_CHECKING:
    from provesvar_gui.pps.parse.datatypes import Datatypes

_RANGE = frozenset({"text", "low", "high", "type", "appliesTo", "age"})
_TEXT_ONLY = frozenset({"text"})


def read_ranges(types: Datatypes, raw: object) -> tuple[str, ...]:
    """One text for each reference range. FHIR's limits are inclusive, hence ≥ and ≤."""
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
    return tuple([text for item in types.many(raw, "referenceRange") if (text := _range(types, item))])


def _range(types: Datatypes, raw: dict[str, object]) -> str:
    text = types.words(raw.get("text"), "referenceRange")
    if _TEXT_ONLY.issuperset(raw):
        return text
    types.unknown(raw, _RANGE, "referenceRange")
    limits = _limits(types, raw)
    about = [concept_name(one) for name in ("type", "appliesTo") for one in types.concepts(raw.get(name), "referenceRange")]
    age = types.interval(raw.get("age"), "referenceRange.age")
    if age:
        about.append(_between(quantity_text(age.low) if age.low else "", quantity_text(age.high) if age.high else ""))
    if text and limits:
        types.keep("referenceRange", limits)
    described = text or limits
    extra = ", ".join(part for part in about if part)
    return f"{described} ({extra})" if extra and described else described or extra


def _limits(types: Datatypes, raw: dict[str, object]) -> str:
    low = types.quantity(raw.get("low"), "referenceRange.low")
    high = types.quantity(raw.get("high"), "referenceRange.high")
    if low and high and low.value and high.value and low.unit == high.unit and not low.comparator and not high.comparator:
        return " ".join(part for part in (f"{low.value} - {high.value}", low.unit or low.code) if part)
    return _between(quantity_text(low) if low else "", quantity_text(high) if high else "")


def _between(low: str, high: str) -> str:
    if low and high:
        return f"{low} - {high}"
    return f"≥ {low}" if low else f"≤ {high}" if high else ""
