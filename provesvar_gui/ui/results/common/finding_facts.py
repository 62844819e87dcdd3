"""Secondary facts of a finding, shown where they differ from those of the whole report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results.model import CodeableConcept, Quantity
from provesvar_gui.results.previous import Previous
from provesvar_gui.results.value_text import value_text
from provesvar_gui.results.versions import Versions
from provesvar_gui.ui.results.common import labels, lines, sampling, version_text
from provesvar_gui.ui.results.common.sampling import Sampling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from provesvar_gui.results.model import Finding, Observation, Party, Report, Specimen
    from provesvar_gui.results.placed import Doubt
    from provesvar_gui.ui.results.common.lines import Style

T = TypeVar("T")

translate = QCoreApplication.translate


@dataclass(slots=True)
class Context:
    """What the lines of one report lean on. ``shared_…``: the same for every result, so told once for the report."""

    report: Report
    style: Style
    names: dict[str, str] = field(default_factory=dict)
    kind: Sampling = Sampling.EITHER
    narrative: bool = False  # its results are texts to be read
    date: str = ""  # of the report, in words
    dates: dict[str, str] = field(default_factory=dict)  # words by literal: results of a report mostly have the same few
    shared_specimen: Specimen | None = None
    shared_accreditation: bool | None = None
    shared_performers: tuple[Party, ...] = ()
    shared_category: CodeableConcept | None = None
    versions: Versions = field(default_factory=Versions)
    changes: bool = False  # tell what stood in older versions
    replaced: dict[int, Observation] = field(default_factory=dict)  # what newer versions say instead, by identity
    doubts: dict[int, tuple[Doubt, ...]] = field(default_factory=dict)  # where the versions are not at hand, by identity
    previous: Previous = field(default_factory=Previous)
    fetched_at: datetime | None = None  # what is dated later says so

    def date_of(self, observation: Observation) -> str:
        literal = observation.effective.literal if observation.effective is not None else ""
        if literal not in self.dates or not literal:
            self.dates[literal] = sampling.date(observation, self.style.language)
        return self.dates[literal]

    @classmethod
    def of(cls, report: Report, style: Style) -> Context:
        observations = list(labels.walk(report.findings))
        return cls(
            report=report,
            style=style,
            names={each.id: observation_name(each) for each in observations},
            kind=sampling.of_report(report),
            narrative=sampling.is_narrative(report),
            date=sampling.date(report, style.language) or translate("ReportLines", "Date not given"),
            shared_specimen=_shared(each.specimen for each in observations),
            shared_accreditation=_shared(each.accredited for each in observations),
            shared_performers=_shared(each.performers for each in observations) or (),
            shared_category=_shared(each.category for each in observations),
        )


def shown_elsewhere(context: Context, finding: Finding) -> str:
    """What belongs here too and stands whole under another result, with its value where that stands."""
    told = []
    for each in finding.elsewhere:
        of = each.observation
        stands = of.status not in labels.VOID_STATUSES and id(of) not in context.replaced
        if stands and not version_text.withdrawn(context.report, of, context.versions) and of.value is not None:
            named = f"{observation_name(of)} {lines.short(context.style.value(of.value))}"
        else:
            named = observation_name(of)
        said = translate("ReportLines", "{name}: shown under {parent}").replace("{name}", named)
        told.append(said.replace("{parent}", "; ".join(each.also_under)))
    return "; ".join(told)


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
    if specimen is not None and _tells(specimen, context.shared_specimen, parent.specimen if parent else None):
        yield translate("ReportLines", "Specimen"), specimen_name(specimen)
    if observation.method is not None:
        imaging = sampling.of_observation(observation, context.kind) is Sampling.IMAGING  # which sends the side of the body
        label = translate("ReportLines", "Method or side") if imaging else translate("ReportLines", "Method")
        yield label, text.name(observation.method)
    if observation.specification is not None:
        yield labels.label("specification"), text.name(observation.specification)
    for each in observation.dates:
        label, date = labels.label(each.label), style.value(each.value)
        stands = date == context.date_of(observation) and label == sampling.date_label(context.kind)  # in the column of dates
        yield label, "" if stands else date
    if observation.issued is not None and (report.issued is None or observation.issued.literal != report.issued.literal):
        yield translate("ReportLines", "Issued"), style.moment(observation.issued)
    if _tells(observation.performers, report.performers, context.shared_performers, parent.performers if parent else ()):
        yield translate("ReportLines", "Performed by"), "; ".join(map(lines.party_text, observation.performers))
    if observation.accredited is not None and context.shared_accreditation is None:
        yield labels.label("accredited"), style.value(observation.accredited)
    category = observation.category
    told = (context.shared_category, parent.category if parent else None)
    if category is not None and _tells(category, *told) and not repeats_report(report, category):
        yield translate("ReportLines", "Discipline"), text.name(category)
    related = [each for each in observation.related if parent is None or each != parent.id]
    if related:
        unknown = translate("ReportLines", "a result that is not in this report")
        yield translate("ReportLines", "Related to"), "; ".join(context.names.get(each, unknown) for each in related)
    if pointer := shown_elsewhere(context, finding):
        yield translate("ReportLines", "Belongs here too"), pointer
    if finding.also_under:
        yield translate("ReportLines", "Also under"), "; ".join(finding.also_under)


def _tells(mine: T | None, *told: T | None) -> bool:
    """Whether there is something that has not been told for the report, for all its results or for the finding above."""
    return bool(mine) and all(mine is not each and mine != each for each in told)


def repeats_report(report: Report, category: CodeableConcept) -> bool:
    """Whether the report's own type or area already says it."""
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
