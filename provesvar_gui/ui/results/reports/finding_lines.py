"""Findings as lines: whole trees, in the laboratory's order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.domain import text, text_concepts
from provesvar_gui.domain.results import CodeableConcept, Quantity
from provesvar_gui.ui.results import lines, words
from provesvar_gui.ui.results.lines import Kind, Line, Style
from provesvar_gui.ui.results.reports import finding_facts
from provesvar_gui.ui.results.reports.finding_facts import Context, observation_name
from provesvar_gui.ui.results.words import Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.domain.results import Finding, Observation

translate = QCoreApplication.translate
LONG: Final = 60  # characters; a longer text value gets a line of its own, as wide as the table


def finding_lines(context: Context, findings: tuple[Finding, ...], *, level: int = 0) -> Iterator[Line]:
    """The trees, each finding followed by what belongs to it and then by its members."""
    stack: list[_Step] = _steps(findings, level, None)
    while stack:
        step = stack.pop()
        if step.opens:
            yield lines.subheading(step.heading, level=step.level)
        yield from _one(context, step)
        stack += _steps(step.finding.members, step.level + 1, step.finding.observation)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Step:
    """A finding in its place. ``heading``: what it and its neighbours have in common, told once where it ``opens``."""

    finding: Finding
    level: int
    parent: Observation | None
    heading: str = ""
    opens: bool = False


def _steps(findings: tuple[Finding, ...], level: int, parent: Observation | None) -> list[_Step]:
    """Findings beside each other, last first, with the headings that neighbours share."""
    headings = [_heading(each.observation) for each in findings]
    steps = []
    for place, finding in enumerate(findings):
        mine = headings[place]
        before = place > 0 and headings[place - 1] == mine
        after = place + 1 < len(headings) and headings[place + 1] == mine
        shared = mine if mine and (before or after) else ""
        steps.append(_Step(finding=finding, level=level, parent=parent, heading=shared, opens=bool(shared) and not before))
    return steps[::-1]


def _heading(observation: Observation) -> str:
    return text_concepts.heading(observation.value) if isinstance(observation.value, CodeableConcept) else ""


def _one(context: Context, step: _Step) -> Iterator[Line]:
    finding, level, parent = step.finding, step.level, step.parent
    observation, style = finding.observation, context.style
    value, long_value = _value(finding, style, headed=bool(step.heading))
    void = observation.status in words.VOID_STATUSES
    yield _finding(context, finding, level, parent, value, long_value)
    below = level + 1
    if long_value:
        heading = _heading(observation)
        if step.heading or text_concepts.same(heading, text_concepts.name(observation.code)):
            heading = ""
        yield from lines.line(heading, long_value, level=below, of_value=True, void=void)
    if isinstance(observation.value, CodeableConcept) and observation.value.text:
        coded = () if value else text_concepts.result_words(observation.value)[1:]
        yield from lines.line(translate("ReportLines", "Coded result"), "; ".join(coded), level=below)
    for each in observation.structured:
        yield from lines.line(words.own_label(each.label), style.value(each.value), level=below)
    yield from lines.comments(observation.notes, style, level=below)
    if finding.missing:
        missing = translate("ReportLines", "%n result(s) under this one did not come", "", finding.missing)
        yield from lines.warning(missing, level=below)
    yield from lines.facts(finding_facts.facts(context, finding, parent), level=below)
    yield from lines.extras(observation.extras, style, level=below)
    if style.codes:
        yield from lines.facts(finding_facts.codes(observation), level=below)


def _finding(context: Context, finding: Finding, level: int, parent: Observation | None, value: str, long_value: str) -> Line:
    observation, style = finding.observation, context.style
    name = observation_name(observation)
    marks = tuple(map(words.interpretation, observation.interpretations))
    mark = ", ".join(map(str, marks))
    tone = next((each.tone for each in marks if each.tone is not Tone.NONE), Tone.NONE)
    reference = "; ".join(text.reference(each, style.language) for each in observation.reference_ranges)
    date = style.moment(observation.effective) or translate("ReportLines", "Date not given")
    status = words.status(observation.status)
    repeated = translate("ReportLines", "Repeated")
    said = f"{status}{lines.SEPARATOR}{repeated}" if observation.history else str(status)
    spoken = [f"{name} {value or long_value}".strip()]
    spoken += [each.words for each in marks]
    if reference:
        spoken.append(translate("ReportLines", "reference {range}").format(range=reference))
    spoken.append(date)
    if observation.status != "final":
        spoken.append(status.words)
    if observation.history:
        spoken.append(translate("ReportLines", "Repeated from an earlier report"))
    if parent is not None:
        spoken.append(translate("ReportLines", "under {name}").format(name=observation_name(parent)))
    copied = (name, value or long_value, mark, reference, date, said)
    return Line(
        kind=Kind.FINDING,
        level=level,
        cells=(name, value, mark, reference, date, said),
        mark_tone=tone,
        status_tone=status.tone,
        void=observation.status in words.VOID_STATUSES,
        no_value=observation.value is None,
        spoken=", ".join(spoken),
        copied=text.breakable("\t".join(copied)),
    )


def _value(finding: Finding, style: Style, *, headed: bool) -> tuple[str, str]:
    """The value for its cell, or for a line of its own where it is long."""
    observation = finding.observation
    value = observation.value
    if value is None:
        if observation.data_absent_reason is not None:
            return translate("ReportLines", "Missing: {reason}").format(
                reason=text_concepts.name(observation.data_absent_reason)
            ), ""
        return ("" if finding.members else translate("ReportLines", "No value")), ""
    if isinstance(value, CodeableConcept):
        result = text_concepts.result_words(value)
        body = f"{result[0]} ({'; '.join(result[1:])})" if len(result) > 1 else "".join(result)
        if "\n" in body or len(body) > LONG:
            return "", value.text if value.text.strip() else "; ".join(result)
        heading = text_concepts.heading(value)
        told = headed or text_concepts.same(heading, text_concepts.name(observation.code))
        if heading and body and not told and not text_concepts.same(heading, body):
            return f"{heading}: {body}", ""
        return body or heading, ""
    shown = style.value(value)
    if isinstance(value, Quantity) and shown:
        return shown, ""
    if "\n" in shown or len(shown) > LONG:
        return "", shown
    return shown or translate("ReportLines", "No value"), ""
