"""A report as a list of lines in reading order, for the table, the screen reader and the clipboard.

Lines are made one at a time, so that a report of any size can be put on the screen in slices.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results.model import CodeableConcept, Quantity
from provesvar_gui.results.text import value_text
from provesvar_gui.ui.results.common import flags, labels
from provesvar_gui.ui.results.common.labels import MarkTint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from provesvar_gui.results.model import Annotation, Labelled, Moment, Observation, Party, Report, Value
    from provesvar_gui.results.text import Language, ValueText
    from provesvar_gui.ui.results.common.labels import Mark

translate = QCoreApplication.translate
SEPARATOR: Final = " · "
SHORT: Final = 300  # characters of a text in a cell; a longer one stands whole on lines of its own
LONGEST: Final = 2000  # characters of a line; a longer text goes on on the next, so that none takes long to lay out
#: Of a text in pieces that are quick to lay out: to the end of a line, else of a word, else anywhere.
_PARTS: Final = re.compile(rf"(.{{1,{LONGEST}}})(?:\n|\Z)|(.{{1,{LONGEST}}}) |(.{{1,{LONGEST}}})", re.DOTALL)


class Kind(StrEnum):
    SECTION = "section"
    FINDING = "finding"
    LINE = "line"


class Column(IntEnum):
    NAME = 0
    VALUE = 1
    MARK = 2
    REFERENCE = 3
    DATE = 4
    STATUS = 5
    PREVIOUS = 6  # of a report's results alone; on the screen it stands after the reference


def column_titles(date_label: str) -> tuple[str, ...]:
    return (
        translate("ReportDetail", "Examination"),
        translate("ReportDetail", "Result"),
        translate("ReportDetail", "Marked"),
        translate("ReportDetail", "Reference"),
        date_label,
        translate("ReportDetail", "Status"),
        translate("ReportDetail", "Previous"),
    )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Line:
    """A line of a report. ``cells`` belong to a finding, ``label`` and ``body`` to the other kinds."""

    kind: Kind
    level: int = 0
    cells: tuple[str, ...] = ()
    label: str = ""
    body: str = ""
    mark_tint: MarkTint = MarkTint.NONE
    void: bool = False
    replaced: bool = False  # of a finding: a newer version says something else
    no_value: bool = False  # the cell says that there is no value
    quiet: bool = False  # secondary facts
    monospace: bool = False
    prose: bool = False  # a text to be read, in lines of a readable length
    boxed: bool = False  # what comes first of a text: the conclusion
    heads: bool = False  # what follows belongs under its name
    letter: bool = False  # the label is that of the susceptibility to what follows
    in_head: bool = False  # of a finding: the head of the report says all of it
    unit: str = ""  # of a finding: how its value ends
    figures: str = ""  # of a finding: its reference as it is painted; the cell has it verbatim
    marks: tuple[Mark, ...] = ()  # of a finding: as the laboratory set them
    state: Mark | None = None  # of a finding: its status alone
    whole_status: str = ""  # of a finding that is copied alone: its status with that of its report
    date_label: str = ""  # of a finding: what its date is the date of
    date_told: bool = True  # the same date stands above the report
    speech: str = ""  # of a finding
    of: Observation | None = field(default=None, compare=False)  # of a finding: the result itself

    def cell(self, column: int) -> str:
        return self.cells[column] if column < len(self.cells) else ""

    @property
    def shown(self) -> str:
        return self._label_and_body("\n" if "\n" in self.body or self.prose else " ")

    @property
    def spoken(self) -> str:
        return self.speech or self._label_and_body(" ")

    @property
    def copied(self) -> str:
        """As plain text, the cells of a finding parted by tabs."""
        if self.kind is Kind.FINDING:
            return text.breakable("\t".join((*self.cells[: Column.STATUS], self.whole_status)))
        return text.breakable(self.spoken)

    def _label_and_body(self, gap: str) -> str:
        colon = "" if self.label.endswith(".") else ":"
        return f"{self.label}{colon}{gap}{self.body}" if self.label and self.body else self.label or self.body


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How the person wants values written, and whether codes are shown."""

    language: Language = "nb"
    codes: bool = False

    def moment(self, value: Moment | None) -> str:
        return text.moment(value, self.language) if value else ""

    def value(self, value: Value | bool) -> str:
        """A value with the kind of its text, and with a unit text that cannot stand beside its number."""
        told = value_text(value, self.language)
        if isinstance(value, Quantity) and not told.number:
            return no_number(told)
        shown = told.with_heading
        apart = translate("ReportLines", "unit given as {unit}").replace("{unit}", units_apart(told))
        return f"{shown} ({apart})" if told.units_apart else shown

    def result(self, observation: Observation) -> str:
        """The value without the kind of its text, else the reason for none."""
        value = observation.value
        if isinstance(value, CodeableConcept):
            return value_text(value, self.language).text or no_value(observation)
        return self.result_with_kind(observation)

    def result_with_kind(self, observation: Observation) -> str:
        """The value, then in parentheses the kind of its text («Diagnosis»); else the reason for none."""
        return (self.value(observation.value) if observation.value is not None else "") or no_value(observation)

    def reference(self, observation: Observation, *, figures: bool = False) -> str:
        """As the laboratory wrote it; its ``figures``, where it is plain numbers, with the separators of the language."""
        ranges = observation.reference_ranges
        told = (text.reference_figures(each, self.language) if figures else text.reference(each) for each in ranges)
        return "; ".join(filter(None, told)).strip()


def units_apart(value: ValueText) -> str:
    """Unit texts that cannot stand beside a number («0»), or ""."""
    return ", ".join(f"«{each}»" for each in value.units_apart)


def no_number(value: ValueText) -> str:
    if not (rest := value.amount):
        return translate("ReportLines", "No value")
    if value.comparator:
        return translate("ReportLines", "No value ({rest})").replace("{rest}", rest)
    return translate("ReportLines", "No value (unit {unit})").replace("{unit}", rest)


def difference(of: Decimal, language: Language) -> tuple[str, str]:
    """The change of a value: its arrow, and the number with its sign."""
    if not of:
        return "", translate("Overview", "unchanged")
    arrow, sign = ("↘", "\u2212") if of < 0 else ("↗", "+")
    return arrow, sign + text.number(f"{abs(of):f}", language)


def no_value(observation: Observation) -> str:
    if observation.data_absent_reason is None:
        return translate("ReportLines", "No value")
    return translate("ReportLines", "Missing: {reason}").replace("{reason}", text.name(observation.data_absent_reason))


def not_given() -> str:
    return translate("ReportLines", "Not given")


def short(said: str, most: int = SHORT) -> str:
    """A text shortened for a cell; another place has all of it."""
    return said if len(said) <= most else f"{said[: most - 1].rstrip()}…"


def section(title: str) -> Line:
    return Line(kind=Kind.SECTION, label=title)


def line(
    label: str,
    body: str,
    *,
    level: int = 0,
    quiet: bool = False,
    tint: MarkTint = MarkTint.NONE,
    void: bool = False,
    prose: bool = False,
    boxed: bool = False,
) -> Iterator[Line]:
    """A labelled text, or nothing where there is no text; a very long one as several lines."""
    if not body.strip():
        return
    tabular = text.is_tabular(body[: 4 * LONGEST])  # looking through a very long text takes too long for one step
    for place, found in enumerate(_PARTS.finditer(body)):
        yield Line(
            kind=Kind.LINE,
            level=level,
            label=label if place == 0 else "",
            body=next(filter(None, found.groups())),
            quiet=quiet,
            mark_tint=tint,
            void=void,
            monospace=tabular,
            prose=prose and not tabular,
            boxed=boxed,
        )


def warning(words_: str, *, level: int = 0) -> Iterator[Line]:
    yield from line("", f"!{text.NBSP}{words_}", level=level, tint=MarkTint.PENDING)


def facts(pairs: Iterable[tuple[str, str]], *, level: int) -> Iterator[Line]:
    """Short secondary facts on one line; a long or many-lined one gets a line of its own."""
    short: list[str] = []
    for label, body in pairs:
        if "\n" in body or len(body) > 120:
            yield from line(label, body, level=level, quiet=True)
        elif body.strip():
            short.append(f"{label}: {body}")
    yield from line("", SEPARATOR.join(short), level=level, quiet=True)


def annotation(note: Annotation, style: Style) -> str:
    """A comment with its code, author and time."""
    coded = text.name(note.concept) if note.concept is not None else ""
    parts = (coded if coded != note.text else "", note.text)
    signed = SEPARATOR.join(part for part in (note.author, style.moment(note.time)) if part)
    body = "\n".join(part for part in parts if part.strip())
    return f"{body} ({signed})" if signed and body else body or signed


def is_mark_alone(note: Annotation, style: Style) -> bool:
    mark = flags.report_mark(note)
    return mark is not None and text.same(annotation(note, style), mark.words)


def comments(notes: Iterable[Annotation], style: Style, *, level: int = 0, label: str | None = None) -> Iterator[Line]:
    for note in notes:
        mark = flags.report_mark(note)
        if mark is not None:
            yield from line(str(mark), annotation(note, style), level=level, tint=mark.tint)
        else:
            yield from line(translate("ReportLines", "Comment") if label is None else label, annotation(note, style), level=level)


def extras(found: Iterable[Labelled], style: Style, *, level: int = 0) -> Iterator[Line]:
    for each in found:
        yield from line(labels.label(each.label), style.value(each.value), level=level, quiet=True)


def concept_codes(label: str, concept: CodeableConcept | None) -> tuple[str, str]:
    codings = concept.codings if concept is not None else ()
    return label, "; ".join(" ".join(filter(None, (each.system, each.code, each.display))) for each in codings)


def party(who: Party) -> str:
    organisation = who.organisation or ", ".join(map(labels.identifier, who.organisation_ids))
    practitioner = who.practitioner or ", ".join(map(labels.identifier, who.practitioner_ids))
    return ", ".join(part for part in (practitioner, organisation) if part)


def party_text(who: Party) -> str:
    return SEPARATOR.join(part for part in (party(who), *who.telecom) if part)


def party_lines(label: str, who: Party, style: Style) -> Iterator[Line]:
    parts = [party(who), *who.telecom]
    if who.organisation:
        parts += map(labels.identifier, who.organisation_ids)
    if who.practitioner:
        parts += map(labels.identifier, who.practitioner_ids)
    yield from line(label, SEPARATOR.join(part for part in parts if part))
    yield from extras(who.extras, style, level=1)


def laboratories(report: Report) -> str:
    return "; ".join(dict.fromkeys(name for each in report.performers if (name := each.organisation or party(each))))


def registered_on(report: Report) -> str:
    if (of := report.subject) is None:
        return ""
    identifier = labels.identifier(of.identifier) if of.identifier else ""
    return SEPARATOR.join(part for part in (of.display, identifier) if part)


REMARK_GLYPH: Final = "◥"  # as in the cumulative table
REMARK_IN_A_ROW: Final = 90  # characters
REMARK_SPOKEN: Final = 2000  # and copied; the report has it whole


def remark_text(observation: Observation, style: Style, longest: int = REMARK_SPOKEN) -> str:
    """On one line; "" where nothing was remarked. ``longest``: characters of it."""
    said = "; ".join(filter(None, (" ".join(annotation(note, style).split()) for note in observation.notes)))
    return short(said, longest)


def remark(observation: Observation, style: Style, longest: int = REMARK_SPOKEN) -> str:
    said = remark_text(observation, style, longest)
    told = QCoreApplication.translate("ResultLabels", "{glyph} comment: {text}").replace("{glyph}", REMARK_GLYPH)
    return told.replace("{text}", said) if said else ""
