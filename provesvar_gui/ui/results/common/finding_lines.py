"""Findings as lines: whole trees, in the laboratory's order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import dating, text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.results.model import CodeableConcept, Quantity
from provesvar_gui.results.value_text import value_text
from provesvar_gui.ui.results.common import ages, finding_facts, flags, labels, lines, sampling, status_text, version_text
from provesvar_gui.ui.results.common.finding_facts import Context, observation_name
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import Kind, Line
from provesvar_gui.ui.results.common.sampling import Sampling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.results.model import Finding, Observation, Value

translate = QCoreApplication.translate
LONG: Final = 60  # characters; a longer text value gets a line of its own, as wide as the table
_PLAIN: Final = frozenset({"GR", "FU"})  # kinds of text by 8243 that say nothing: «Group», «Findings and results»
_PROCEDURES: Final = 3  # named beside the text of a study
SENTENCE: Final = 20  # so does a shorter one among texts: in imaging and pathology


def finding_lines(context: Context, findings: tuple[Finding, ...], *, level: int = 0) -> Iterator[Line]:
    """The trees, each finding followed by what belongs to it and then by its members."""
    stack: list[_Step] = _steps(_left(context, findings), level, None, void_report(context.report.status))
    while stack:
        step = stack.pop()
        gone = step.void or version_text.withdrawn(context.report, step.finding.observation, context.versions)
        step = replace(step, void=gone) if gone != step.void else step
        if step.opens:
            yield lines.subheading(lines.short(step.heading), level=step.level)
        yield from _one(context, step)
        below = step.void or _void_parent(step.finding.observation.status)
        members = _left(context, step.finding.members)
        stack += _steps(members, step.level + 1, step.finding.observation, below)


def _left(context: Context, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(each for each in findings if id(each) not in context.skip) if context.skip else findings


def void_report(status: str) -> str:
    """Why nothing in a report of that status stands, or ""."""
    if status == "entered-in-error":
        return translate("ReportLines", "the report was registered in error")
    return translate("ReportLines", "the report is cancelled") if status in labels.VOID_STATUSES else ""


def _void_parent(status: str) -> str:
    if status == "entered-in-error":
        return translate("ReportLines", "what it stands under was registered in error")
    return translate("ReportLines", "what it stands under is cancelled") if status in labels.VOID_STATUSES else ""


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


def _steps(findings: tuple[Finding, ...], level: int, parent: Observation | None, void: str) -> list[_Step]:
    """Findings beside each other, last first, with the headings that neighbours share."""
    headings = [_heading(each.observation) for each in findings]
    steps = []
    for place, finding in enumerate(findings):
        mine = headings[place]
        before = place > 0 and headings[place - 1] == mine
        after = place + 1 < len(headings) and headings[place + 1] == mine
        shared = mine if mine and (before or after) else ""
        opens = bool(shared) and not before
        steps.append(_Step(finding=finding, level=level, parent=parent, void=void, heading=shared, opens=opens))
    return steps[::-1]


def _heading(observation: Observation) -> str:
    return text_concepts.heading(observation.value) if isinstance(observation.value, CodeableConcept) else ""


def _one(context: Context, step: _Step) -> Iterator[Line]:
    finding, level, parent = step.finding, step.level, step.parent
    observation, style = finding.observation, context.style
    value, long_value = _value(context, finding, headed=bool(step.heading))
    void = bool(step.void) or observation.status in labels.VOID_STATUSES
    told = _finding(context, step, value, long_value)
    yield told
    below = level + 1
    yield from _long_cells(told, below)
    if context.changes:
        yield from version_text.changed(context.report, observation, context.versions, style, below)
    if long_value:
        heading = _heading(observation)
        if step.heading or text_concepts.same(heading, text_concepts.name(observation.code)):
            heading = ""
        lead, rest = _lead(long_value) if context.narrative and not heading else ("", long_value)
        flagged = MarkTint.OUTSIDE if any(flags.report_mark(each) for each in context.report.comments) else MarkTint.NONE
        yield from lines.line("", lead, level=below, of_value=True, prose=True, void=void, boxed=True, tint=flagged)
        yield from lines.line(heading, rest, level=below, of_value=True, prose=True, void=void)
    if isinstance(observation.value, CodeableConcept) and observation.value.text:
        coded = () if value else text_concepts.result_texts(observation.value)[1:]
        yield from lines.line(translate("ReportLines", "Coded result"), "; ".join(coded), level=below, void=void)
    for each in observation.structured:
        answer = style.value(each.value)
        if not answer.strip():
            answer = translate("ReportLines", "not answered")
        yield from lines.line(labels.own_label(each.label), answer, level=below, void=void)
    yield from lines.comments(observation.notes, style, level=below)
    if finding.missing:
        missing = translate("ReportLines", "%n result(s) under this one did not come", "", finding.missing)
        yield from lines.warning(missing, level=below)
    yield from lines.facts(finding_facts.facts(context, finding, parent), level=below)
    yield from lines.extras(sampling.besides(observation), style, level=below)
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
    style, before = context.style, points[0]
    told = [
        " ".join((style.value(each.observation.value), *(mark.glyph for mark in flags.marks(each.observation) if mark.glyph)))
        for each in points
        if each.observation.value is not None
    ]
    spans = dating.span_of(observation.effective), dating.span(before.placed)
    ago = ages.before(spans[0], spans[1]) if spans[0] is not None and spans[1] is not None else ""
    return lines.SEPARATOR.join(filter(None, (" / ".join(dict.fromkeys(told)), ago))).replace(" ", text.NBSP)


def _finding(context: Context, step: _Step, value: str, long_value: str) -> Line:
    observation, parent, style = step.finding.observation, step.parent, context.style
    name = _named(context, step.finding)
    marks = flags.marks(observation)
    mark = ", ".join(map(str, marks))
    tint = next((each.tint for each in marks if each.tint is not MarkTint.NONE), MarkTint.NONE)
    reference = "; ".join(map(style.reference, observation.reference_ranges))
    kind = sampling.of_observation(observation, context.kind) if context.kind is Sampling.EITHER else context.kind
    date = context.date_of(observation) or translate("ReportLines", "Date not given")
    own = observation.status
    status = labels.status(own)
    became = context.replaced.get(id(observation)) if not step.void and own not in labels.VOID_STATUSES else None
    replaced = ""
    if became is not None:
        now = lines.short(style.whole(became), LONG)
        replaced = translate("ReportLines", "replaced: {value}").replace("{value}", now)
    doubts = context.doubts.get(id(observation)) or context.versions.doubts(context.report, observation)
    unsure = [version_text.doubt(each) for each in doubts] if not step.void and not replaced else []
    unclear = [each.words for each in unsure]
    opened = "".join(map(str, labels.opened(step.finding)))
    told = [str(status), opened, step.void, replaced, *map(str, unsure)]
    if observation.history:
        told.append(translate("ReportLines", "Sent earlier"))
    said = lines.SEPARATOR.join(filter(None, told))
    spoken = [f"{lines.short(name)} {value or lines.short(long_value)}".strip()]
    if not value and not long_value and _is_procedure(context, step.finding):
        spoken.append(translate("ReportLines", "procedure"))
    spoken += [each.words for each in marks]
    if reference:
        spoken.append(translate("ReportLines", "reference {range}").replace("{range}", reference))
    spoken.append(date)
    if own != "final":
        spoken.append(status.words)
    spoken += filter(None, (opened, step.void, replaced, *unclear))
    if observation.history:
        spoken.append(status_text.sent_earlier())
    if parent is not None:
        spoken.append(translate("ReportLines", "under {name}").replace("{name}", observation_name(parent)))
    previous = _previous(context, observation)
    if previous:
        told_before = translate("ReportLines", "previously {value}").replace("{value}", previous)
        spoken.insert(1 + len(marks) + bool(reference), told_before)
    beside = str(labels.report_status(context.report.status))  # on the screen it stands above the results
    whole = lines.SEPARATOR.join((beside, said)) if labels.with_report(own, context.report.status) != status else said
    copied = (name, value or long_value, mark, reference, date, whole)
    return Line(
        kind=Kind.FINDING,
        level=step.level,
        cells=(name, value, mark, reference, date, said, previous),
        unit=text.visible(value_text(observation.value, style.language).unit),
        figures=text.visible("; ".join(text.reference_figures(each, style.language) for each in observation.reference_ranges)),
        marks=marks,
        state=status,
        heads=bool(long_value) or (observation.value is None and bool(step.finding.members or observation.structured)),
        mark_tint=tint,
        status_tint=MarkTint.VOID if step.void or replaced else status.tint,
        void=bool(step.void) or own in labels.VOID_STATUSES,
        replaced=bool(replaced),
        no_value=observation.value is None or _numberless(observation.value),
        date_label=sampling.date_label(kind),
        date_told=date == context.date,
        spoken=", ".join(spoken),
        copied=text.breakable("\t".join(copied)),
        of=observation,
    )


def _named(context: Context, finding: Finding) -> str:
    """What it is called. The text of an imaging study is called «Gruppe»: beside it stands what was examined."""
    name = observation_name(finding.observation)
    if context.kind is not Sampling.IMAGING or finding.observation.value is None:
        return name
    under = (each.observation for each in finding.members if _is_procedure(context, each))
    examined = list(dict.fromkeys(text_concepts.name(each.code) for each in under if text_concepts.name(each.code)))
    told = lines.short(", ".join(examined[:_PROCEDURES]))
    return f"{name}: {told}{' …' if len(examined) > _PROCEDURES else ''}" if told else name


def _long_cells(told: Line, level: int) -> Iterator[Line]:
    """The whole of what is too long for its cell."""
    headings = (
        translate("ReportDetail", "Examination"),
        translate("ReportDetail", "Result"),
        translate("ReportDetail", "Marked"),
        translate("ReportDetail", "Reference"),
        told.date_label,
        translate("ReportDetail", "Status"),
    )
    for label, cell in zip(headings, told.cells, strict=False):
        if len(cell) > lines.SHORT:
            yield from lines.line(label, cell, level=level, void=told.void)


def _numberless(value: Value) -> bool:
    return isinstance(value, Quantity) and not value.value.strip()


def _value(context: Context, finding: Finding, *, headed: bool) -> tuple[str, str]:
    """The value for its cell, or for a line of its own where it is long."""
    observation, style = finding.observation, context.style
    value = observation.value
    if value is None:
        return _no_value(context, finding), ""
    told = value_text(value, style.language)
    if isinstance(value, Quantity):
        return told.amount if told.number else lines.no_number(told), ""
    body = text.visible(told.text)
    sentence = context.narrative and isinstance(value, CodeableConcept) and len(value.text.split()) > 1
    if "\n" in body or len(body) > (SENTENCE if sentence else LONG):
        return "", value.text if isinstance(value, CodeableConcept) and value.text.strip() else body
    plain = isinstance(value, CodeableConcept) and value.code_in(text_concepts.TEXT_HEADINGS) in _PLAIN
    named = (
        headed
        or plain
        or any(text_concepts.same(told.heading, each) for each in ("", body, text_concepts.name(observation.code)))
    )
    return (body if named else f"{told.heading}: {body}") or translate("ReportLines", "No value"), ""


def _no_value(context: Context, finding: Finding) -> str:
    """What stands where there is no value; nothing for a heading of others and for an examination as such."""
    observation = finding.observation
    elsewhere = finding.members or observation.structured or finding.elsewhere
    if observation.data_absent_reason is None and (elsewhere or _is_procedure(context, finding)):
        return ""
    return lines.no_value(observation)


def _is_procedure(context: Context, finding: Finding) -> bool:
    """An examination as such, whose findings stand elsewhere in the report: no result is missing."""
    if finding.members or finding.observation.value is not None:
        return False
    return sampling.of_observation(finding.observation, context.kind) is Sampling.IMAGING
