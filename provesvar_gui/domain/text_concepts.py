"""Words of codes: the laboratory's text first, then every display that says something else. Nothing is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from provesvar_gui.domain import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provesvar_gui.domain.results import CodeableConcept, Coding

TEXT_HEADINGS: Final = "8243"  # type of text result: a heading, not a result
RESISTANCE: Final = "8271"
_RESISTANCE_LETTERS: Final = frozenset("SIRK")


def _key(words: str) -> str:
    return " ".join(words.split()).casefold()


def distinct(words: Iterable[str]) -> tuple[str, ...]:
    """Each once, spaces and case aside, in order; empty ones left out."""
    seen: dict[str, str] = {}
    for word in words:
        if word.strip():
            seen.setdefault(_key(word), word)
    return tuple(seen.values())


def coding_words(coding: Coding) -> str:
    """The display, with the letter that clinicians use for susceptibility; a code without display stands for itself."""
    if coding.system == RESISTANCE and coding.code in _RESISTANCE_LETTERS and coding.display:
        return f"{coding.code}{text.NBSP}– {coding.display}"
    return coding.display or coding.code


def words(concept: CodeableConcept) -> tuple[str, ...]:
    """The laboratory's text, then each display that differs from it."""
    return distinct((concept.text, *(coding_words(coding) for coding in concept.codings)))


def name(concept: CodeableConcept) -> str:
    """One line: the text, and what the codes call it in parentheses where that differs."""
    found = words(concept)
    if len(found) < 2:
        return "".join(found)
    return f"{found[0]} ({'; '.join(found[1:])})"


def heading(concept: CodeableConcept) -> str:
    """What kind of text result this is (8243), or ""."""
    return "; ".join(distinct(coding_words(coding) for coding in concept.codings if coding.system == TEXT_HEADINGS))


def same(one: str, other: str) -> bool:
    """Whether two texts say the same, spaces and case aside."""
    return _key(one) == _key(other)


def result_words(concept: CodeableConcept) -> tuple[str, ...]:
    """The result itself without its heading: the text, then each coded result that differs from it."""
    coded = (coding_words(coding) for coding in concept.codings if coding.system != TEXT_HEADINGS)
    return distinct((concept.text, *coded))


def called(concept: CodeableConcept) -> str:
    """The short name by which ``Finding.also_under`` refers to a result: text, else the first display, else the first code."""
    displays = (coding.display for coding in concept.codings)
    codes = (coding.code for coding in concept.codings)
    return concept.text or next(filter(None, displays), "") or next(filter(None, codes), "")


def code_words(coding: Coding) -> str:
    """A code with its system and display, for those who ask for codes."""
    return " ".join(part for part in (coding.system, coding.code, coding.display) if part)
