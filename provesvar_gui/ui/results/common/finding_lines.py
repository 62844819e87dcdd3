"""Findings as lines: whole trees, in the laboratory's order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import dating, text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.results.model import CodeableConcept, Quantity
from provesvar_gui.results.value_text import value_text
from provesvar_gui.ui.results.common import ages, export, finding_facts, flags, labels, lines, sampling, status_text, version_text
from provesvar_gui.ui.results.common.finding_facts import Context, observation_name
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import Column, Kind, Line
from provesvar_gui.ui.results.common.sampling import Sampling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.results.model import Finding, Observation

translate = QCoreApplication.translate
LONG: Final = 60  # characters; a longer text value gets a line of its own, as wide as the table
_PLAIN: Final = frozenset({"GR", "FU"})  # kinds of text by 8243 that say nothing: «Group», «Findings and results»
_PROCEDURES: Final = 3  # named beside the text of a study
SENTENCE: Final = 20  # so does a shorter one among texts: in imaging and pathology


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Step:
    """A finding in its place. ``heading``: what it and its neighbours have in common, told once where it ``opens``.

    ``void``: why it does not stand, whatever its own status says.
    """

    finding: Finding
    level: int
    parent: Observation | None
    void: str = ""
    heading: str = ""
    opens: bool = False


def finding_lines(context: Context, findings: tuple[Finding, ...]) -> Iterator[Line]:
    stack = _steps(context, findings, 0, None, void_report(context.report.status))
    while stack:
        step = stack.pop()
        observation = step.finding.observation
        if step.opens:
            yield lines.subheading(lines.short(step.heading), level=step.level)
        yield from _one(context, step)
        below = step.void or _void_parent(observation.status)
        stack += _steps(context, step.finding.members, step.level + 1, observation, below)


def void_report(status: str) -> str:
    """Why nothing in a report of that status stands, or ""."""
    if status == "entered-in-error":
        return translate("ReportLines", "the report was registered in error")
    return translate("ReportLines", "the report is cancelled") if status in labels.VOID_STATUSES else ""


def _void_parent(status: str) -> str:
    if status == "entered-in-error":
        return translate("ReportLines", "what it stands under was registered in error")
    return translate("ReportLines", "what it stands under is cancelled") if status in labels.VOID_STATUSES else ""


def _steps(context: Context, findings: tuple[Finding, ...], level: int, parent: Observation | None, void: str) -> list[_Step]:
    """Findings beside each other, last first, with the headings that neighbours share."""
    headings = ["", *(_heading(each.observation) for each in findings), ""]
    steps = []
    for place, finding in enumerate(findings, 1):
        mine, of = headings[place], finding.observation
        before = bool(mine) and headings[place - 1] == mine
        shared = before or headings[place + 1] == mine
        steps.append(
            _Step(
                finding=finding,
                level=level,
                parent=parent,
                void=version_text.withdrawn(context.report, of, context.versions) or void,
                heading=mine if shared else "",
                opens=bool(mine) and shared and not before,
            )
        )
    return steps[::-1]


def _heading(observation: Observation) -> str:
    return text_concepts.heading(observation.value) if isinstance(observation.value, CodeableConcept) else ""


def _one(context: Context, step: _Step) -> Iterator[Line]:
    finding, parent, style = step.finding, step.parent, context.style
    observation = finding.observation
    value, long_value = _value(context, finding, headed=bool(step.heading))
    void = bool(step.void) or observation.status in labels.VOID_STATUSES
    told = _finding(context, step, value, long_value)
    yield told
    below = step.level + 1
    yield from _long_cells(told, below)
    if context.changes:
        yield from version_text.changed(context.report, observation, context.versions, style, below)
    if long_value:
        heading = _heading(observation)
        if step.heading or text_concepts.same(heading, text_concepts.name(observation.code)):
            heading = ""
        lead, rest = _lead(long_value) if context.narrative and not heading else ("", long_value)
        yield from lines.line("", lead, level=below, prose=True, void=void, boxed=True, tint=flags.report_tint(context.report))
        yield from lines.line(heading, rest, level=below, prose=True, void=void)
    if isinstance(observation.value, CodeableConcept) and observation.value.text:
        coded = () if value else text_concepts.result_texts(observation.value)[1:]
        yield from lines.line(translate("ReportLines", "Coded result"), "; ".join(coded), level=below, void=void)
    for each in observation.structured:
        answer = style.value(each.value)
        answer = answer if answer.strip() else translate("ReportLines", "not answered")
        yield from lines.line(labels.own_label(each.label), answer, level=below, void=void)
    yield from lines.comments(observation.notes, style, level=below)
    if finding.missing:
        missing = translate("ReportLines", "%n result(s) under this one did not come", "", finding.missing)
        yield from lines.warning(missing, level=below)
    yield from lines.facts(finding_facts.facts(context, finding, parent), level=below)
    yield from lines.extras(observation.extras, style, level=below)
    if style.codes:
        yield from lines.facts(finding_facts.codes(observation), level=below)


def _lead(said: str) -> tuple[str, str]:
    """What radiologists begin with («R: …»), and the rest; no lead where there is none."""
    first, _, rest = said.lstrip().partition("\n")
    return (first, rest.strip("\n")) if first.startswith("R:") else ("", said)


def _previous(context: Context, observation: Observation) -> str:
    """What it was before, with its mark and how long before; nothing across laboratories, methods, units or references."""
    points = context.previous.of(observation)
    if not points:
        return ""
    told = [
        " ".join(
            (context.style.value(each.observation.value), *filter(None, (mark.glyph for mark in flags.marks(each.observation))))
        )
        for each in points
        if each.observation.value is not None
    ]
    mine, before = dating.span_of(observation.effective), dating.span(points[0].placed)
    ago = ages.before(mine, before) if mine is not None and before is not None else ""
    return lines.SEPARATOR.join(filter(None, (" / ".join(dict.fromkeys(told)), ago))).replace(" ", text.NBSP)


def _finding(context: Context, step: _Step, value: str, long_value: str) -> Line:
    observation, style, own = step.finding.observation, context.style, step.finding.observation.status
    name, status, marks = _named(context, step.finding), labels.status(own), flags.marks(observation)
    reference = "; ".join(map(style.reference, observation.reference_ranges))
    date = context.date_of(observation) or translate("ReportLines", "Date not given")
    dated = " ".join(filter(None, (date, export.dated(observation, context.fetched_at))))
    gone = bool(step.void) or own in labels.VOID_STATUSES
    replaced, unsure = "", []
    if not gone and (became := context.replaced.get(id(observation))) is not None:
        now = lines.short(style.whole(became), LONG)
        replaced = translate("ReportLines", "replaced: {value}").replace("{value}", now)
    elif not step.void:
        doubts = context.doubts.get(id(observation)) or context.versions.doubts(context.report, observation)
        unsure = [version_text.doubt(each) for each in doubts]
    opened = "".join(map(str, labels.opened(step.finding)))
    earlier = translate("ReportLines", "Sent earlier") if observation.history else ""
    states = (str(status), opened, step.void, replaced, *map(str, unsure), earlier)
    said = lines.SEPARATOR.join(filter(None, states))
    beside = labels.with_report(own, context.report.status) != status
    previous = _previous(context, observation)
    is_procedure = not value and not long_value and _is_procedure(context, step.finding)
    spoken = (
        f"{lines.short(name)} {value or lines.short(long_value)}".strip(),
        translate("ReportLines", "procedure") if is_procedure else "",
        *(each.words for each in marks),
        translate("ReportLines", "reference {range}").replace("{range}", reference) if reference else "",
        translate("ReportLines", "previously {value}").replace("{value}", previous) if previous else "",
        dated,
        status.words if own != "final" else "",
        *(opened, step.void, replaced),
        *(each.words for each in unsure),
        status_text.sent_earlier() if earlier else "",
        translate("ReportLines", "under {name}").replace("{name}", observation_name(step.parent)) if step.parent else "",
    )
    return Line(
        kind=Kind.FINDING,
        level=step.level,
        cells=(name, value, ", ".join(map(str, marks)), reference, dated, said, previous),
        unit=text.visible(value_text(observation.value, style.language).unit),
        figures=text.visible("; ".join(text.reference_figures(each, style.language) for each in observation.reference_ranges)),
        marks=marks,
        state=status,
        whole_status=lines.SEPARATOR.join((str(labels.report_status(context.report.status)), said)) if beside else said,
        heads=bool(long_value) or (observation.value is None and bool(step.finding.members or observation.structured)),
        mark_tint=next((each.tint for each in marks if each.tint is not MarkTint.NONE), MarkTint.NONE),
        void=gone,
        replaced=bool(replaced),
        no_value=observation.value is None or (isinstance(observation.value, Quantity) and not observation.value.value.strip()),
        date_label=sampling.date_label(context.kind),
        date_told=date == context.date,
        speech=", ".join(filter(None, spoken)),
        of=observation,
    )


def _named(context: Context, finding: Finding) -> str:
    """What it is called. The text of an imaging study is called «Gruppe»: beside it stands what was examined."""
    name = observation_name(finding.observation)
    if context.kind is not Sampling.IMAGING or finding.observation.value is None:
        return name
    under = (text_concepts.name(each.observation.code) for each in finding.members if _is_procedure(context, each))
    examined = list(dict.fromkeys(filter(None, under)))
    told = lines.short(", ".join(examined[:_PROCEDURES]))
    return f"{name}: {told}{' …' if len(examined) > _PROCEDURES else ''}" if told else name


def _long_cells(told: Line, level: int) -> Iterator[Line]:
    headings = lines.column_titles(told.date_label)
    for label, cell in zip(headings[: Column.PREVIOUS], told.cells, strict=False):
        if len(cell) > lines.SHORT:
            yield from lines.line(label, cell, level=level, void=told.void)


def _value(context: Context, finding: Finding, *, headed: bool) -> tuple[str, str]:
    """The value for its cell, or for a line of its own where it is long."""
    observation = finding.observation
    value = observation.value
    if value is None:  # nothing for a heading of others and for an examination as such
        elsewhere = finding.members or observation.structured or finding.elsewhere or _is_procedure(context, finding)
        return "" if observation.data_absent_reason is None and elsewhere else lines.no_value(observation), ""
    told = value_text(value, context.style.language)
    if isinstance(value, Quantity):
        return told.amount if told.number else lines.no_number(told), ""
    body = text.visible(told.text)
    if not isinstance(value, CodeableConcept):
        return ("", body) if "\n" in body or len(body) > LONG else (body or translate("ReportLines", "No value"), "")
    sentence = context.narrative and len(value.text.split()) > 1
    if "\n" in body or len(body) > (SENTENCE if sentence else LONG):
        return "", value.text if value.text.strip() else body
    plain = headed or value.code_in(text_concepts.TEXT_HEADINGS) in _PLAIN
    named = plain or any(text_concepts.same(told.heading, each) for each in ("", body, text_concepts.name(observation.code)))
    return (body if named else f"{told.heading}: {body}") or translate("ReportLines", "No value"), ""


def _is_procedure(context: Context, finding: Finding) -> bool:
    """An examination as such, whose findings stand elsewhere in the report: no result is missing."""
    if finding.members or finding.observation.value is not None:
        return False
    return sampling.of_observation(finding.observation, context.kind) is Sampling.IMAGING
