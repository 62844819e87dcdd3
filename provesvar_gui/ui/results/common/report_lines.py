"""A whole report as lines: comments first, then the results, then everything around them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.ui.results.common import finding_facts, finding_lines, flags, labels, lines, sampling, version_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from provesvar_gui.results.model import Annotation, ClinicalInformation, Finding, Identifier, Report, ServiceRequest, Specimen
    from provesvar_gui.results.previous import Previous
    from provesvar_gui.results.versions import Versions
    from provesvar_gui.ui.results.common.lines import Line, Style

translate = QCoreApplication.translate
_LONGEST: Final = 200  # characters; more is a comment about something else too
_LEFT_OUT: Final = re.compile(r"\bvedlegg\w*\b.*\b(?:utelat\w*|fjern\w*|utelét\w*)", re.IGNORECASE | re.DOTALL)


def report_lines(
    report: Report,
    style: Style,
    *,
    versions: Versions | None = None,
    previous: Previous | None = None,
    changes: bool = False,
    whole: bool = True,
    fetched_at: datetime | None = None,
) -> Iterator[Line]:
    """Everything of one report, in reading order. ``changes``: with what stood in older versions.

    ``whole``: also who asked for it, with every id.
    """
    context = finding_facts.Context.of(report, style)
    context.versions, context.previous = versions or context.versions, previous or context.previous
    context.changes, context.fetched_at = changes, fetched_at
    context.replaced = version_text.replacements(report, context.versions)
    said = [
        *lines.comments((each for each in report.comments if not _is_left_out(each)), style),
        *_attachments(report.comments, style),
    ]
    yield from _results(context, said, report.findings)
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
    context: finding_facts.Context, findings: tuple[Finding, ...], specimen: Specimen | None, style: Style
) -> Iterator[Line]:
    """What belongs to one sample of a report: its findings, and what was said and sent with the report."""
    yield from _results(context, list(lines.comments(context.report.comments, style)), findings)
    if specimen is not None:
        yield from _specimen(specimen, style, whole=False)
    yield from _clinical_section(context.report, style)


def _results(context: finding_facts.Context, comments: list[Line], findings: tuple[Finding, ...]) -> Iterator[Line]:
    report = context.report
    if comments:
        yield lines.section(translate("ReportLines", "Comments on the report"))
        yield from comments
    if text.visible(report.conclusion).strip():
        yield lines.section(translate("ReportLines", "Conclusion"))
        void = report.status in labels.VOID_STATUSES
        yield from lines.line("", report.conclusion, prose=True, void=void, boxed=not void, tint=flags.report_tint(report))
    yield lines.section(translate("ReportLines", "Results"))
    yield from _incomplete(report)
    yield from version_text.only_in_older(report, context.versions, context.style)
    yield from finding_lines.finding_lines(context, findings)


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
    label = text_concepts.name(item.kind) if item.kind else translate("ReportLines", "Clinical information")
    coded = text_concepts.name(item.concept) if item.concept else ""
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
        yield from lines.line(translate("ReportLines", "Reason"), text_concepts.name(reason))
    yield from lines.comments(request.notes, style)
    yield from lines.extras(request.extras, style)
    yield from _ids(request.identifiers)


def _specimens(report: Report) -> Iterator[Specimen]:
    """Every specimen once. Not by id: "" and "#s" are the ids of many different ones."""
    every = (*report.specimens, *(observation.specimen for observation in labels.walk(report.findings)))
    once = {id(each): each for each in every if each is not None}  # most results share theirs, which is quick to see
    yield from dict.fromkeys(once.values())


def _specimen(specimen: Specimen, style: Style, *, whole: bool) -> Iterator[Line]:
    """Where not the ``whole``, only one of which something was remarked, since that bears on the results."""
    if not (whole or specimen.notes or specimen.extras):
        return
    yield lines.section(translate("ReportLines", "Specimen"))
    kind = text_concepts.name(specimen.kind) if specimen.kind else lines.not_given()
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
            yield from lines.line(label, text_concepts.name(concept))
    yield from lines.comments(specimen.notes, style)
    yield from lines.extras(specimen.extras, style)
    if whole:
        yield from _ids(each for each in specimen.identifiers if each.value != specimen.accession)
    if style.codes:
        yield from lines.facts((lines.concept_codes(translate("ReportLines", "Codes"), specimen.kind),), level=0)


def _about(report: Report, context: finding_facts.Context, style: Style) -> Iterator[Line]:
    missing = lines.not_given()
    for label, body in (
        (translate("ReportLines", "Registered on"), lines.registered_on(report)),
        (translate("ReportLines", "Report type"), text_concepts.name(report.code) or missing),
        (translate("ReportLines", "Discipline"), labels.discipline(report) or missing),
        (translate("ReportLines", "Status"), str(labels.status(report.status))),
        (sampling.date_label(context.kind), sampling.date(report, style.language) or missing),
        (translate("ReportLines", "First issued"), style.moment(report.report_date)),
        (translate("ReportLines", "This version issued"), style.moment(report.issued) or missing),
        (translate("ReportLines", "Approved"), style.moment(report.approval_date)),
        (sampling.source_label(context.kind), "" if report.performers else missing),
    ):
        yield from lines.line(label, body)
    for who in report.performers:
        yield from lines.party_lines(translate("ReportLines", "Responsible"), who, style)
    for who in context.shared_performers if context.shared_performers != report.performers else ():
        yield from lines.party_lines(translate("ReportLines", "Performed by"), who, style)
    if context.shared_category is not None and not finding_facts.repeats_report(report, context.shared_category):
        yield from lines.line(translate("ReportLines", "Discipline of the results"), text_concepts.name(context.shared_category))
    if context.shared_accreditation is not None:
        yes, no = translate("ReportLines", "Every result: yes"), translate("ReportLines", "Every result: no")
        yield from lines.line(labels.label("accredited"), yes if context.shared_accreditation else no)
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


def _is_left_out(comment: Annotation) -> bool:
    """Whether a comment says that an attachment was left out: the service never has them (pps/README.md §4).

    There is no code for it. The service itself writes «Vedlegg i originalmeldingen (application/pdf) er utelatt» and «Filnavn til
    vedlegg til svarrapport i originalmeldingen er utelatt»; a laboratory may say it in its own words.
    """
    return comment.concept is None and len(comment.text) <= _LONGEST and bool(_LEFT_OUT.search(comment.text))


def _attachments(comments: Iterable[Annotation], style: Style) -> Iterator[Line]:
    """What they say, each once with how many times, and where the attachments are."""
    found = Counter(lines.annotation(each, style) for each in comments if _is_left_out(each))
    label = translate("ReportLines", "Attachment")
    where = translate("ReportLines", "It exists only at the laboratory.")
    for said, count in found.items():
        told = f"{said} (× {count})" if count > 1 else said
        yield from lines.line(label, f"{told.rstrip('. ')}. {where}")
