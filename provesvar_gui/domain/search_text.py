"""What can be searched for in a report and in a result: every text, name, code and value of it, folded.

Folded is: case and accents aside (æ, ø and å are letters of their own), spaces of every kind alike, dashes alike, signs without a
shape left out, and a decimal comma as a point, so that "4,00" and "4.00" find each other. Whom something is about is left out.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain import text
from provesvar_gui.domain.results import CodeableConcept, Period, Quantity, Range, Ratio
from provesvar_gui.domain.value_text import value_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provesvar_gui.domain.results import Annotation, Identifier, Labelled, Observation, Party, Report, Specimen, Value

_KEPT: Final = frozenset("åæø")
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_DECIMAL: Final = re.compile(r"(?<=\d),(?=\d)")
BEFORE_CODE: Final = "\x1f"  # stands before each code


def fold(words: str) -> str:
    """The text as it is compared."""
    if words.isascii():
        folded = words.lower()
    else:
        whole = unicodedata.normalize("NFKC", words).casefold().translate(_DASHES)
        folded = whole if whole.isascii() else "".join(map(_plain, whole))
    return _DECIMAL.sub(".", folded)


def _plain(letter: str) -> str:
    """A letter without its accents; nothing for signs that have no shape."""
    if letter.isascii() or letter in _KEPT:
        return letter
    if unicodedata.category(letter) == "Cf":
        return ""
    return "".join(each for each in unicodedata.normalize("NFD", letter) if not unicodedata.combining(each))


def words_of(typed: str) -> tuple[str, ...]:
    """What a person typed as words to look for, each once. Signs that only end a phrase ("4,", "Hb:") do not count."""
    return tuple(dict.fromkeys(word.rstrip(",.;:") or word for word in fold(typed).split()))


class Said:
    """Collects what is said, then folds it at once."""

    __slots__ = ("_codes", "_texts")

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._codes: list[str] = []

    @property
    def words(self) -> str:
        """All texts."""
        return fold("\n".join(self._texts))

    @property
    def codes(self) -> str:
        """All codes, each part of one behind ``BEFORE_CODE``."""
        parts = fold("\n".join(self._codes)).split()
        return BEFORE_CODE + BEFORE_CODE.join(parts) if parts else ""

    def text(self, *texts: str) -> None:
        """Something to be found by any part of it."""
        self._texts += texts

    def code(self, *codes: str) -> None:
        """Something to be found by its beginning."""
        self._codes += codes

    def concept(self, *concepts: CodeableConcept | None) -> None:
        """Text, displays and codes."""
        for each in concepts:
            if each is None:
                continue
            self._texts.append(each.text)
            for coding in each.codings:
                self._texts.append(coding.display)
                self._codes.append(coding.code)

    def value(self, of: Value | bool | None) -> None:
        """A value as it is written on the screen («Ja» of what is true or false too); titres without their spaces too."""
        if of is None:
            return
        if isinstance(of, bool):
            self._texts += (value_text(of, "nb").whole, value_text(of, "en").whole)
        elif isinstance(of, CodeableConcept):
            self.concept(of)
        elif isinstance(of, Quantity):
            self._texts.append(f"{of.comparator}{of.value} {of.unit}")
            self._codes.append(of.code)
        else:
            shown = value_text(of, "nb").whole
            self._texts.append(shown)
            if isinstance(of, Range | Ratio | Period):
                self._texts.append("".join(shown.split()))

    def notes(self, notes: Iterable[Annotation]) -> None:
        """Comments with their codes and authors."""
        for each in notes:
            self.text(each.text, each.author)
            self.concept(each.concept)

    def labelled(self, found: Iterable[Labelled]) -> None:
        """What has a label of its own."""
        for each in found:
            self.text(each.label)
            self.value(each.value)

    def identifiers(self, *identifiers: Identifier) -> None:
        """Numbers of a message, an order, a laboratory."""
        for each in identifiers:
            self.code(each.value)

    def parties(self, *parties: Party | None) -> None:
        """Laboratories and people."""
        for each in parties:
            if each is not None:
                self.text(each.organisation, each.practitioner)
                self.identifiers(*each.organisation_ids, *each.practitioner_ids)
                self.labelled(each.extras)

    def specimen(self, of: Specimen | None) -> None:
        """The material."""
        if of is None:
            return
        self.concept(of.kind, of.body_site, of.method)
        self.code(of.accession)
        self.identifiers(*of.identifiers)
        self.parties(of.collector)
        self.notes(of.notes)
        self.labelled(of.extras)


def of_observation(observation: Observation) -> Said:
    """Everything that one result says itself."""
    said = Said()
    said.concept(observation.code, observation.category)
    said.value(observation.value)
    said.concept(observation.data_absent_reason, *observation.interpretations, observation.method, observation.specification)
    for each in observation.reference_ranges:
        said.text(text.reference(each, "nb"))
    said.notes(observation.notes)
    said.parties(*observation.performers)
    said.labelled(observation.structured)
    said.labelled(observation.extras)
    said.identifiers(*observation.identifiers)
    said.specimen(observation.specimen)
    return said


def of_report(report: Report) -> Said:
    """Everything that a report says around its results."""
    said = Said()
    said.concept(report.code, report.category)
    said.text(report.conclusion)
    said.notes(report.comments)
    said.parties(*report.performers)
    said.identifiers(*report.identifiers)
    said.labelled(report.extras)
    for item in report.clinical_information:
        said.concept(item.kind, item.concept)
        said.text(item.text, item.comment)
    if report.request is not None:
        said.parties(report.request.requester)
        said.concept(*report.request.reasons)
        said.notes(report.request.notes)
        said.identifiers(*report.request.identifiers)
        said.labelled(report.request.extras)
    for specimen in report.specimens:
        said.specimen(specimen)
    return said
