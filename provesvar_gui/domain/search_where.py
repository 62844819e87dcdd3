"""Where in a report the words stand that were looked for, for results that do not say them themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from provesvar_gui.domain import text_concepts
from provesvar_gui.domain.search_text import fold
from provesvar_gui.domain.value_text import value_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from provesvar_gui.domain.results import Observation, Report

_AROUND: Final = 60  # characters before the word and behind it


def place(report: Report | None, parents: Iterable[Observation], words: tuple[str, ...]) -> str:
    """The first text of the report, or of what the result stands under, that holds one of the words, shortened; else ""."""
    for said in (*_of_parents(parents), *(_of_report(report) if report is not None else ())):
        flat = " ".join(said.split())
        if any(word in fold(flat) for word in words):
            return _around(flat, words)
    return ""


def _of_parents(parents: Iterable[Observation]) -> Iterator[str]:
    for each in parents:
        yield text_concepts.name(each.code)
        if each.value is not None:
            yield value_text(each.value, "nb").whole
        yield from (note.text for note in each.notes)


def _of_report(report: Report) -> Iterator[str]:
    for note in report.comments:
        yield note.text
        if note.concept is not None:
            yield text_concepts.name(note.concept)
    yield report.conclusion
    for item in report.clinical_information:
        yield from (item.text, item.comment)
    yield text_concepts.name(report.code)
    yield from (part for who in report.performers for part in (who.organisation, who.practitioner))
    if report.request is not None:
        yield from (note.text for note in report.request.notes)
    for specimen in report.specimens:
        yield text_concepts.name(specimen.kind) if specimen.kind is not None else ""
        yield from (note.text for note in specimen.notes)


def _around(flat: str, words: tuple[str, ...]) -> str:
    lower = flat.casefold()
    at = min((found for found in map(lower.find, words) if found >= 0), default=0)
    first, last = max(at - _AROUND, 0), at + _AROUND
    return f"{'… ' if first else ''}{flat[first:last]}{' …' if last < len(flat) else ''}"
