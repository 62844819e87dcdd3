"""A report as lines: its conclusion and results in the laboratory's order, then comments, then everything around them."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import dating, text
from provesvar_gui.results.model import CodeableConcept, Quantity
from provesvar_gui.results.placed import VOID, each_finding, each_observation, walk
from provesvar_gui.results.text import value_text
from provesvar_gui.results.trend import Previous
from provesvar_gui.results.versions import Versions
from provesvar_gui.ui.results.common import ages, export, flags, labels, lines, sampling, status_text
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import Column, Kind, Line
from provesvar_gui.ui.results.common.sampling import Sampling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from provesvar_gui.results.model import (
        ClinicalInformation,
        Finding,
        Identifier,
        Observation,
        Party,
        Report,
        ServiceRequest,
        Specimen,
    )
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
T = TypeVar("T")


@dataclass(slots=True, repr=False)
class Context:
    """The context of a report's lines. ``shared_…``: equal for every result, so stated once for the report."""

    report: Report
    style: Style
    _: KW_ONLY
    versions: Versions = field(default_factory=Versions)
    changes: bool = False  # tell what stood in older versions
    previous: Previous = field(default_factory=Previous)
    fetched_at: datetime | None = None  # what is dated later says so
    whole: bool = True  # with who asked for it, and every date and number that the laboratory gave
    names: dict[str, str] = field(init=False)
    kind: Sampling = field(init=False)
    narrative: bool = field(init=False)  # its results are texts to be read
    date: str = field(init=False)  # of the report, in words
    only_text: Finding | None = field(init=False)  # of an imaging study, whose text is called «Gruppe»
    shared_specimen: Specimen | None = field(init=False)
    shared_performers: tuple[Party, ...] = field(init=False)

    def __post_init__(self) -> None:
        observations = list(each_observation(self.report.findings))
        self.names = {each.id: observation_name(each) for each in observations}
        self.kind, self.narrative = sampling.of_report(self.report), sampling.is_narrative(self.report)
        self.date = self.style.moment(self.report.effective) or translate("ReportLines", "Date not given")
        self.only_text = _only_text(self.report)
        self.shared_specimen = _shared(each.specimen for each in observations)
        self.shared_performers = _shared(each.performers for each in observations) or ()

    def level(self, placed: Placed) -> int:
        """Of a line. The head of the report is the name of its only text: what is under that stands beside it."""
        text_ = self.only_text.observation if self.only_text is not None else None
        return len(placed.parents) - (text_ is not None and any(each is text_ for each in placed.parents))


def shown_elsewhere(context: Context, finding: Finding) -> str:
    """Members that are shown under another result, with their values if they stand."""
    told = []
    for of, parent in finding.elsewhere:
        effect = context.versions.effect(context.report, of)
        stands = of.status not in VOID and not effect.withdrawn and effect.replaced is None
        if stands and of.value is not None:
            named = f"{observation_name(of)} {lines.short(context.style.value(of.value))}"
        else:
            named = observation_name(of)
        said = translate("ReportLines", "{name}: shown under {parent}").replace("{name}", named)
        told.append(said.replace("{parent}", parent))
    return "; ".join(told)


def _only_text(report: Report) -> Finding | None:
    if sampling.of_report(report) is not Sampling.IMAGING:
        return None
    texts = [each for each in each_finding(report.findings) if each.observation.value is not None]
    return (
        texts[0]
        if len(texts) == 1
        and isinstance(value := texts[0].observation.value, CodeableConcept)
        and value.code_in(text.TEXT_HEADINGS) in _PLAIN
        else None
    )


def _shared(values: Iterable[T]) -> T | None:
    found = iter(values)
    first = next(found, None)
    return first if all(each is first or each == first for each in found) else None


def observation_name(observation: Observation) -> str:
    return text.name(observation.code) or translate("ReportLines", "Name not given")


def specimen_name(specimen: Specimen) -> str:
    kind = text.name(specimen.kind) if specimen.kind else translate("ReportLines", "Kind of specimen not given")
    return " ".join(part for part in (kind, specimen.accession) if part)


def facts(context: Context, finding: Finding, parent: Observation | None) -> Iterator[tuple[str, str]]:
    observation, style, report = finding.observation, context.style, context.report
    if apart := lines.units_apart(value_text(observation.value, style.language)):
        yield translate("ReportLines", "Unit given as"), apart
    if observation.value is not None and observation.data_absent_reason is not None:
        yield labels.label("data-absent-reason"), text.name(observation.data_absent_reason)
    specimen = observation.specimen
    if specimen is not None and _differs(specimen, context.shared_specimen, parent.specimen if parent else None):
        yield translate("ReportLines", "Specimen"), specimen_name(specimen)
    if observation.method is not None and not _is_procedure(context, finding):  # of which it stands beside the name
        imaging = sampling.of_observation(observation, context.kind) is Sampling.IMAGING  # which sends the side of the body
        label = translate("ReportLines", "Method or side") if imaging else translate("ReportLines", "Method")
        yield label, text.name(observation.method)
    if observation.specification is not None:
        yield labels.label("specification"), text.name(observation.specification)
    for each in observation.dates if finding is not context.only_text else ():  # those of a study's text stand in the head
        label, date = labels.label(each.label), style.value(each.value)
        stands = date == style.moment(observation.effective) and label == sampling.date_label(
            context.kind
        )  # in the column of dates
        stands = stands or (each.label.endswith("medical-validation-date") and not context.whole)
        yield label, "" if stands else date
    if observation.issued is not None and (report.issued is None or observation.issued.literal != report.issued.literal):
        yield translate("ReportLines", "Issued"), style.moment(observation.issued)
    if _differs(observation.performers, report.performers, context.shared_performers, parent.performers if parent else ()):
        yield translate("ReportLines", "Performed by"), "; ".join(map(lines.party_text, observation.performers))
    if observation.accredited is False or (context.whole and observation.accredited is not None):
        yield labels.label("accredited"), style.value(observation.accredited)
    category = observation.category
    if context.whole and category is not None and not _repeats_report(report, category):
        yield translate("ReportLines", "Discipline"), text.name(category)
    related = [each for each in observation.related if parent is None or each != parent.id]
    if related:
        unknown = translate("ReportLines", "a result that is not in this report")
        yield translate("ReportLines", "Related to"), "; ".join(context.names.get(each, unknown) for each in related)
    if pointer := shown_elsewhere(context, finding):
        yield translate("ReportLines", "Belongs here too"), pointer


def _differs(mine: T | None, *told: T | None) -> bool:
    """Whether it differs from the report's, that of all its results and that of the parent."""
    return bool(mine) and all(mine is not each and mine != each for each in told)


def _repeats_report(report: Report, category: CodeableConcept) -> bool:
    """Whether it repeats the report's own type or area."""
    told = set(text.concept_texts(report.code))
    if report.category is not None:
        told.update(text.concept_texts(report.category))
    return set(text.concept_texts(category)) <= told


def codes(observation: Observation) -> Iterator[tuple[str, str]]:
    yield lines.concept_codes(translate("ReportLines", "Codes"), observation.code)
    if isinstance(observation.value, CodeableConcept):
        yield lines.concept_codes(translate("ReportLines", "Codes of the result"), observation.value)
    if isinstance(observation.value, Quantity):
        yield translate("ReportLines", "UCUM"), observation.value.code
    for each in observation.interpretations:
        yield lines.concept_codes(translate("ReportLines", "Codes of the mark"), each)
    for answer in observation.structured:
        if isinstance(answer.value, CodeableConcept):
            label = translate("ReportLines", "Codes of the answer to {question}")
            yield lines.concept_codes(label.replace("{question}", labels.own_label(answer.label)), answer.value)
    yield lines.concept_codes(translate("ReportLines", "Codes of the method"), observation.method)
    yield lines.concept_codes(translate("ReportLines", "Codes of the specification"), observation.specification)
    yield translate("ReportLines", "ID"), "; ".join(map(labels.identifier, observation.identifiers))


LONG: Final = 60  # characters; a longer text value gets a line of its own, as wide as the table
_PLAIN: Final = frozenset(
    {"GR", "FU", "LR"}
)  # kinds of text by 8243 that say nothing: «Group», «Findings and results», «Laboratory result»
SENTENCE: Final = 20  # so does a shorter one among texts: in imaging and pathology


def finding_lines(context: Context, findings: tuple[Finding, ...]) -> Iterator[Line]:
    examined = False
    for placed in walk(findings, context.report, versions=context.versions):
        if not examined and context.level(placed) == 0 and _is_procedure(context, placed.finding):
            examined = True
            yield lines.section(translate("ReportLines", "Examinations"))
        yield from _lines_of(context, placed)


def _lines_of(context: Context, placed: Placed) -> Iterator[Line]:
    finding, observation, void, style = placed.finding, placed.observation, placed.void, context.style
    value, long_value = _value(context, finding)
    told = _finding(context, placed, value, long_value)
    yield told
    below = told.level + (finding is not context.only_text)
    yield from _long_cells(told, below)
    if context.changes:
        yield from status_text.changed(context.report, observation, context.versions, style, below)
    if long_value:
        heading = text.heading(observation.value) if isinstance(observation.value, CodeableConcept) else ""
        if text.same(heading, text.name(observation.code)):
            heading = ""
        lead, rest = _lead(long_value) if context.narrative and not heading else ("", long_value)
        yield from lines.line("", lead, level=below, prose=True, void=void, boxed=True, tint=flags.report_tint(context.report))
        yield from lines.line(heading, rest, level=below, prose=True, void=void)
    if isinstance(observation.value, CodeableConcept) and observation.value.text:
        coded = () if value else text.result_texts(observation.value)[1:]
        yield from lines.line(translate("ReportLines", "Coded result"), "; ".join(coded), level=below, void=void)
    for each in observation.structured:
        answer = style.value(each.value)
        answer = answer if answer.strip() else translate("ReportLines", "not answered")
        yield from lines.line(labels.own_label(each.label), answer, level=below, void=void)
    yield from lines.comments(observation.notes, style, level=below)
    if finding.missing:
        missing = translate("ReportLines", "%n result(s) under this one did not come", "", finding.missing)
        yield from lines.warning(missing, level=below)
    yield from lines.facts(facts(context, finding, placed.parent), level=below)
    yield from lines.extras(observation.extras, style, level=below)
    if style.codes:
        yield from lines.facts(codes(observation), level=below)


def _lead(said: str) -> tuple[str, str]:
    """The lead of a radiologist's text («R: …»), and the rest; no lead where there is none."""
    first, _, rest = said.lstrip().partition("\n")
    return (first, rest.strip("\n")) if first.startswith("R:") else ("", said)


def _previous(context: Context, observation: Observation) -> str:
    """The previous value with its mark and the time between; never across laboratories, methods, units or references."""
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
    mine, before = dating.span_of(observation.effective), dating.span_of(points[0].sampled)
    ago = ages.before(mine, before) if mine is not None and before is not None else ""
    return lines.SEPARATOR.join(filter(None, (" / ".join(dict.fromkeys(told)), ago))).replace(" ", text.NBSP)


def _finding(context: Context, placed: Placed, value: str, long_value: str) -> Line:
    finding, observation, style, own = placed.finding, placed.observation, context.style, placed.observation.status
    name, status, marks = _named(context, finding), labels.status(own), flags.marks(observation)
    reference = style.reference(observation)
    date = style.moment(observation.effective) or translate("ReportLines", "Date not given")
    dated = " ".join(filter(None, (date, export.ahead(observation.effective, context.fetched_at))))
    void = status_text.void_above(placed.above)
    replaced, unsure = "", []
    if not placed.void and (became := context.versions.effect(context.report, observation).replaced) is not None:
        now = lines.short(style.result_with_kind(became), LONG)
        replaced = translate("ReportLines", "replaced: {value}").replace("{value}", now)
    elif not void:
        unsure = [status_text.doubt(each) for each in placed.doubts]
    opened = "".join(map(str, labels.opened(finding)))
    earlier = translate("ReportLines", "Sent earlier") if observation.history else ""
    states = (str(status), opened, void, replaced, *map(str, unsure), earlier)
    said = lines.SEPARATOR.join(filter(None, states))
    of_report = status_text.of_report(placed)
    previous = _previous(context, observation)
    is_procedure = not value and not long_value and _is_procedure(context, finding)
    spoken = (
        f"{lines.short(name)} {value or lines.short(long_value)}".strip(),
        translate("ReportLines", "procedure") if is_procedure else "",
        *(each.words for each in marks),
        translate("ReportLines", "reference {range}").replace("{range}", reference) if reference else "",
        translate("ReportLines", "previously {value}").replace("{value}", previous) if previous else "",
        dated,
        status.words if own != "final" else "",
        *(opened, void, replaced),
        *(each.words for each in unsure),
        status_text.sent_earlier() if earlier else "",
        translate("ReportLines", "under {name}").replace("{name}", observation_name(placed.parent)) if placed.parent else "",
    )
    return Line(
        kind=Kind.FINDING,
        level=context.level(placed),
        cells=(name, value, ", ".join(map(str, marks)), reference, dated, said, previous),
        unit=value_text(observation.value, style.language).unit,
        figures=style.reference(observation, figures=True),
        marks=marks,
        state=status,
        whole_status=lines.SEPARATOR.join((str(of_report), said)) if of_report is not None else said,
        in_head=finding is context.only_text
        and said == str(labels.status(context.report.status))
        and bool(long_value and not marks),
        heads=bool(long_value) or (observation.value is None and bool(finding.members or observation.structured)),
        mark_tint=next((each.tint for each in marks if each.tint is not MarkTint.NONE), MarkTint.NONE),
        void=placed.void,
        replaced=bool(replaced),
        no_value=observation.value is None or (isinstance(observation.value, Quantity) and not observation.value.value.strip()),
        date_label=sampling.date_label(context.kind),
        date_told=date == context.date,
        speech=", ".join(filter(None, spoken)),
        of=observation,
    )


def _named(context: Context, finding: Finding) -> str:
    """The name. An imaging study's text is «Gruppe», so the examination is beside it."""
    name, method = observation_name(finding.observation), finding.observation.method
    if _is_procedure(context, finding):
        return lines.SEPARATOR.join(filter(None, (name, text.name(method) if method is not None else "")))
    if context.kind is not Sampling.IMAGING or finding.observation.value is None:
        return name
    under = (text.name(each.observation.code) for each in finding.members if _is_procedure(context, each))
    told = lines.short(labels.listed(dict.fromkeys(filter(None, under))))
    return f"{name}: {told}" if told else name


def _long_cells(told: Line, level: int) -> Iterator[Line]:
    headings = lines.column_titles(told.date_label)
    for label, cell in zip(headings[: Column.PREVIOUS], told.cells, strict=False):
        if len(cell) > lines.SHORT:
            yield from lines.line(label, cell, level=level, void=told.void)


def _value(context: Context, finding: Finding) -> tuple[str, str]:
    """The value for its cell, or for a line of its own where it is long."""
    observation = finding.observation
    value = observation.value
    if value is None:  # nothing for a heading of others and for an examination as such
        elsewhere = finding.members or observation.structured or finding.elsewhere or _is_procedure(context, finding)
        return "" if observation.data_absent_reason is None and elsewhere else lines.no_value(observation), ""
    told = value_text(value, context.style.language)
    if isinstance(value, Quantity):
        return told.amount if told.number else lines.no_number(told), ""
    body = told.text
    if not isinstance(value, CodeableConcept):
        return ("", body) if "\n" in body or len(body) > LONG else (body or translate("ReportLines", "No value"), "")
    sentence = context.narrative and len(value.text.split()) > 1
    if "\n" in body or len(body) > (SENTENCE if sentence else LONG):
        return "", value.text if value.text.strip() else body
    plain = value.code_in(text.TEXT_HEADINGS) in _PLAIN
    named = plain or any(text.same(told.heading, each) for each in ("", body, text.name(observation.code)))
    return (body if named else f"{told.heading}: {body}") or translate("ReportLines", "No value"), ""


def _is_procedure(context: Context, finding: Finding) -> bool:
    """Whether it is an examination only, with its findings elsewhere in the report: no result is missing."""
    if finding.members or finding.observation.value is not None:
        return False
    return sampling.of_observation(finding.observation, context.kind) is Sampling.IMAGING


def report_lines(context: Context) -> Iterator[Line]:
    """All lines of a report, in reading order."""
    report, style, whole = context.report, context.style, context.whole
    yield from _results(context, report.findings)
    yield from _comments(report, style)
    yield from _clinical_section(report, style)
    if report.request is not None and whole:
        yield lines.section(translate("ReportLines", "Request"))
        yield from _request(report.request, style)
    for specimen in _specimens(report):
        yield from _specimen(specimen, style, whole=whole)
    if whole:
        yield lines.section(translate("ReportLines", "About the report"))
        yield from _about(report, context, style)


def sample_lines(
    context: Context, findings: tuple[Finding, ...], specimen: Specimen | None, style: Style, earlier: Iterable[Line]
) -> Iterator[Line]:
    """The lines of one sample of a report: its findings, the report's comments, ``earlier`` findings, clinical information."""
    yield from _results(context, findings)
    yield from _comments(context.report, style)
    if specimen is not None:
        yield from _specimen(specimen, style, whole=False)
    yield from earlier
    yield from _clinical_section(context.report, style)


def _results(context: Context, findings: tuple[Finding, ...]) -> Iterator[Line]:
    """Telephone comments first, then the conclusion and the results."""
    report = context.report
    yield from (replace(each, in_head=True) for each in rung(report, context.style))
    if report.conclusion.strip():
        yield lines.section(translate("ReportLines", "Conclusion"))
        void = report.status in VOID
        yield from lines.line("", report.conclusion, prose=True, void=void, boxed=not void, tint=flags.report_tint(report))
        yield lines.section(translate("ReportLines", "Results"))
    yield from _incomplete(report)
    yield from status_text.only_in_older(report, context.versions, context.style)
    yield from finding_lines(context, findings)


def rung(report: Report, style: Style) -> list[Line]:
    """The comments of a report that the laboratory telephoned, in its own words; they may be about more than the call."""
    phoned = next((each for each in report.comments if each.concept is not None and each.concept.code_in("8269") == "TA"), None)
    if phoned is None:
        return []
    own = (lines.annotation(each, style) for each in report.comments if flags.report_mark(each) is None)
    said = [line for each in own for line in lines.line("", each)]
    return [replace(said[0], label=f"{flags.report_mark(phoned)}."), *said[1:]] if said else []


def _comments(report: Report, style: Style) -> Iterator[Line]:
    """Without telephone comments. A coded comment without more than its mark is in the head."""
    phoned = rung(report, style)
    told = (each for each in report.comments if not (phoned and flags.report_mark(each) is None))
    said = list(lines.comments((each for each in told if not lines.is_mark_alone(each, style)), style, label=""))
    if said:
        yield lines.section(translate("ReportLines", "Comments on the report"))
        yield from said


def _clinical_section(report: Report, style: Style) -> Iterator[Line]:
    if report.clinical_information:
        yield lines.section(translate("ReportLines", "Clinical information sent with the report"))
        for each in report.clinical_information:
            yield from _clinical(each, style)


def _incomplete(report: Report) -> Iterator[Line]:
    missing, withheld, unread = report.missing_results, report.withheld_results, report.unreadable_results
    for count, said in (
        (missing, translate("ReportLines", "%n result(s) that the report names did not come from the service", "", missing)),
        (not report.complete, translate("ReportLines", "More results of this report are still being fetched")),
        (withheld, translate("ReportLines", "%n result(s) of this report withheld: may be about another person", "", withheld)),
        (unread, translate("ReportLines", "%n result(s) of this report could not be read", "", unread)),
    ):
        if count:
            yield from lines.warning(said)
    kept = any(each.label == "result" for each in report.extras)  # named in words only: told with the rest of the report
    if not (report.findings or missing or withheld or unread or kept):
        yield from lines.line("", translate("ReportLines", "The report holds no results."))


def _clinical(item: ClinicalInformation, style: Style) -> Iterator[Line]:
    label = text.name(item.kind) if item.kind else ""
    coded = text.name(item.concept) if item.concept else ""
    body = "\n".join(part for part in (item.text, coded) if part)
    yield from lines.line(label, body or lines.not_given())
    yield from lines.line(translate("ReportLines", "Comment"), item.comment, level=1)
    pairs = (
        (translate("ReportLines", "From"), style.moment(item.start)),
        (translate("ReportLines", "To"), style.moment(item.end)),
        (translate("ReportLines", "Recorded"), style.moment(item.recorded)),
    )
    yield from lines.facts(pairs, level=1)


def _request(request: ServiceRequest, style: Style) -> Iterator[Line]:
    label = translate("ReportLines", "Requester")
    if request.requester is not None:
        yield from lines.party_lines(label, request.requester, style)
    else:
        yield from lines.line(label, lines.not_given())
    yield from lines.line(translate("ReportLines", "Requested"), style.moment(request.authored) or lines.not_given())
    for reason in request.reasons:
        yield from lines.line(translate("ReportLines", "Reason"), text.name(reason))
    yield from lines.comments(request.notes, style)
    yield from lines.extras(request.extras, style)
    yield from _ids(request.identifiers)


def _specimens(report: Report) -> Iterator[Specimen]:
    """Every specimen once. Not by id: "" and "#s" are the ids of many different ones."""
    every = (*report.specimens, *(observation.specimen for observation in each_observation(report.findings)))
    once = {id(each): each for each in every if each is not None}  # most results share theirs, which is quick to see
    yield from dict.fromkeys(once.values())


def _specimen(specimen: Specimen, style: Style, *, whole: bool) -> Iterator[Line]:
    """Unless ``whole``, only a specimen with a remark, which concerns the results."""
    if not (whole or specimen.notes or specimen.extras):
        return
    yield lines.section(translate("ReportLines", "Specimen"))
    kind = text.name(specimen.kind) if specimen.kind else lines.not_given()
    yield from lines.line(translate("ReportLines", "Kind"), kind)
    yield from lines.line(translate("ReportLines", "The laboratory's number"), specimen.accession if whole else "")
    yield from lines.line(translate("ReportLines", "Collected"), style.moment(specimen.collected) or lines.not_given())
    if specimen.collector is not None:
        yield from lines.party_lines(translate("ReportLines", "Collected by"), specimen.collector, style)
    for label, concept in (
        (translate("ReportLines", "Body site"), specimen.body_site),
        (translate("ReportLines", "Method"), specimen.method),
    ):
        if concept is not None:
            yield from lines.line(label, text.name(concept))
    yield from lines.comments(specimen.notes, style)
    yield from lines.extras(specimen.extras, style)
    if whole:
        yield from _ids(each for each in specimen.identifiers if each.value != specimen.accession)
    if style.codes:
        yield from lines.facts((lines.concept_codes(translate("ReportLines", "Codes"), specimen.kind),), level=0)


def _about(report: Report, context: Context, style: Style) -> Iterator[Line]:
    missing = lines.not_given()
    for label, body in (
        (translate("ReportLines", "Registered on"), lines.registered_on(report)),
        (translate("ReportLines", "Report type"), text.name(report.code) or missing),
        (translate("ReportLines", "Discipline"), labels.discipline(report) or missing),
        (translate("ReportLines", "Status"), str(labels.status(report.status))),
        (sampling.date_label(context.kind), style.moment(report.effective) or missing),
        (translate("ReportLines", "First issued"), style.moment(report.report_date)),
        (translate("ReportLines", "This version issued"), style.moment(report.issued) or missing),
        (translate("ReportLines", "Approved"), style.moment(report.approval_date)),
        (
            translate("Sampling", "Laboratory")
            if context.kind is sampling.Sampling.SPECIMEN
            else translate("Sampling", "Performed at"),
            "" if report.performers else missing,
        ),
    ):
        yield from lines.line(label, body)
    for who in report.performers:
        yield from lines.party_lines(translate("ReportLines", "Responsible"), who, style)
    for who in context.shared_performers if context.shared_performers != report.performers else ():
        yield from lines.party_lines(translate("ReportLines", "Performed by"), who, style)
    yield from lines.extras(report.extras, style)
    yield from _ids(report.identifiers)
    if style.codes:
        codes = (
            lines.concept_codes(translate("ReportLines", "Codes"), report.code),
            lines.concept_codes(translate("ReportLines", "Codes of the discipline"), report.category),
        )
        yield from lines.facts(codes, level=0)


def _ids(identifiers: Iterable[Identifier]) -> Iterator[Line]:
    yield from lines.line(translate("ReportLines", "ID"), "; ".join(map(labels.identifier, identifiers)))
