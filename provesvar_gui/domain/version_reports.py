"""Which reports are versions of one another, and in which order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain import dating, text_concepts
from provesvar_gui.domain.laboratories import identity, organisations, plain_system
from provesvar_gui.domain.results import Veiled
from provesvar_gui.domain.version_pairs import may_be_same_time, same_time
from provesvar_gui.domain.version_results import exam

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime

    from provesvar_gui.domain.dating import Span
    from provesvar_gui.domain.results import CodeableConcept, Finding, Report
    from provesvar_gui.domain.version_results import Token

_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_NEAR: Final = timedelta(days=2)  # between the first samples of two versions, where none is common to both
_LONG: Final = timedelta(days=183)  # between the issues of two versions, where one has no time of sampling
_AREAS: Final = "8202"


def laboratories(report: Report) -> frozenset[frozenset[str]]:
    """Who answers for a report, for comparing: of each organisation all identifiers, else its name; empty where none is named."""
    found = set()
    for who in organisations(report.performers):
        numbers = {f"{plain_system(each.system)}|{each.value.strip()}" for each in who.organisation_ids if each.value.strip()}
        found.add(frozenset(numbers or {identity(who)}))
    return frozenset(found)


def may_be_same_laboratory(one: Report, other: Report) -> bool:
    """Whether nothing says that they are of two: one names none, or an organisation of the one is called as one of its."""
    mine, its = organisations(one.performers), organisations(other.performers)
    if not mine or not its or same_laboratory(one, other):
        return True
    names = [{" ".join(who.organisation.split()).casefold() for who in some} - {""} for some in (mine, its)]
    unnumbered = any(not who.organisation_ids for who in (*mine, *its))
    return unnumbered and bool(names[0] & names[1])


def same_laboratory(one: Report, other: Report) -> bool:
    """Whether every organisation that the one names is named by the other: a requester in common is not enough."""
    few, many = sorted((laboratories(one), laboratories(other)), key=len)
    return bool(few) == bool(many) and all(any(mine & its for its in many) for mine in few)


def report_id(report: Report) -> str:
    """The laboratory's identifier of a report, the same in every version of it, or ""; a UUID in small letters."""
    kept = (each.value for each in report.identifiers if each.system.rsplit("/", 1)[-1].rsplit(":", 1)[-1] == "ServReportId")
    number = next(filter(None, map(str.strip, kept)), "")
    return number.lower() if _UUID.fullmatch(number) else number


def subject(report: Report) -> str:
    """The number it is registered on, or ""."""
    of = report.subject
    return of.identifier.value if of is not None and of.identifier is not None else ""


def may_be_same_subject(one: Report, other: Report) -> bool:
    """Whether nothing says that they are about two persons."""
    return not (subject(one) and subject(other)) or subject(one) == subject(other)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Series(Veiled):
    """``alone``: they have no versions. ``ordered``: versions of one report, newest first. ``clusters``: with the undated.

    Where two have the same time of issue, or one has a day only, ``newer`` says that their order is not known.
    """

    alone: list[Report]
    ordered: list[list[Report]]
    clusters: list[list[Report]]


def series_of(reports: list[Report]) -> Generator[None, None, Series]:
    """Put them in order; gives way."""
    alone: list[Report] = []
    by_number: dict[tuple[str, str], list[Report]] = {}
    for report in reports:
        number = report_id(report)
        unique = _UUID.fullmatch(number) is not None
        if number and (laboratories(report) or unique):
            by_number.setdefault((number, "" if unique else subject(report)), []).append(report)
        else:
            alone.append(report)
    found: list[list[Report]] = []
    clusters: list[list[Report]] = []
    for (number, _), every in by_number.items():
        yield
        for each in (yield from _clusters(every, unique=_UUID.fullmatch(number) is not None)):
            clusters.append(each)
            dated = [(issued, report) for report in each if (issued := dating.span_of(report.issued)) is not None]
            alone += [report for report in each if dating.span_of(report.issued) is None]
            found.append([report for _, report in sorted(dated, key=lambda one: one[0].earliest, reverse=True)])
    return Series(alone=alone, ordered=found, clusters=clusters)


def _clusters(reports: list[Report], *, unique: bool) -> Generator[None, None, list[list[Report]]]:
    """Laboratories use a number again; in doubt two reports are two."""
    if len(reports) == 1:
        return [reports]
    facts: dict[int, _Facts] = {}
    for report in reports:
        facts[id(report)] = yield from _facts(report)
    clusters: list[list[tuple[Report, _Facts]]] = []
    for report in reports:
        yield
        one = (report, facts[id(report)])
        mine, others = [one], []
        for each in clusters:
            if any(_same(one, other, unique=unique) for other in each) and not (
                unique and any(_contradict(report, other) for other, _ in each)
            ):
                mine = [*each, *mine]
            else:
                others.append(each)
        clusters = [*others, mine]
    return [[report for report, _ in each] for each in clusters]


def _same(one: tuple[Report, _Facts], other: tuple[Report, _Facts], *, unique: bool) -> bool:
    if unique:
        return not _contradict(one[0], other[0])
    return same_laboratory(one[0], other[0]) and _alike(one, other)


def _contradict(one: Report, other: Report) -> bool:
    return not (may_be_same_subject(one, other) and may_be_same_laboratory(one, other))


def may_be_versions(one: Report, other: Report) -> Generator[None, None, bool]:
    """Whether two of one number may be versions, though it is not told who sent the one; gives way.

    With a UUID another laboratory is no more than a doubt.
    """
    if not may_be_same_subject(one, other):
        return False
    if _UUID.fullmatch(report_id(one)):
        return True
    if not may_be_same_laboratory(one, other):
        return False
    return _alike((one, (yield from _facts(one))), (other, (yield from _facts(other))))


def _alike(one: tuple[Report, _Facts], other: tuple[Report, _Facts]) -> bool:
    """Whether the kind and the sampling are the same, since numbers are used again."""
    if not _same_kind(one[0].category, other[0].category) or not _same_time(one, other):
        return False
    return _same_kind(one[0].code, other[0].code) or _same_results(one, other)


def _same_kind(one: CodeableConcept | None, other: CodeableConcept | None) -> bool:
    """Whether nothing says that these are two kinds of report."""
    if one is None or other is None:
        return True
    areas = one.code_in(_AREAS), other.code_in(_AREAS)
    names = tuple(text_concepts.name(each).strip().casefold() for each in (one, other))
    said = areas if all(areas) else names
    return not all(said) or said[0] == said[1]


def _same_results(one: tuple[Report, _Facts], other: tuple[Report, _Facts]) -> bool:
    """Whether any examination is in both, sampled at the same time; where only the words for the kind of report differ."""
    coded = one[0].code.code_in(_AREAS) and other[0].code.code_in(_AREAS)
    return not coded and not one[1].results.isdisjoint(other[1].results)


def _same_time(one: tuple[Report, _Facts], other: tuple[Report, _Facts]) -> bool:
    mine, its = one[1].times, other[1].times
    first = dating.span_of(one[0].report_date), dating.span_of(other[0].report_date)
    if first[0] is not None and first[0].clock and same_time(*first):
        return True
    if mine and its:
        moments = {(each.earliest, each.latest) for each in its}
        if any((each.earliest, each.latest) in moments for each in mine):
            return True
        begins = min(mine, key=lambda span: span.earliest), min(its, key=lambda span: span.earliest)
        return may_be_same_time(*begins) or abs(begins[0].earliest - begins[1].earliest) <= _NEAR
    issued = tuple(each[0].issued.when if each[0].issued is not None else None for each in (one, other))
    return issued[0] is None or issued[1] is None or abs(issued[0] - issued[1]) <= _LONG


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Facts(Veiled):
    """``times``: every time of sampling that a report tells. ``results``: what was examined and when."""

    times: list[Span]
    results: set[tuple[Token, datetime, datetime]]


def _facts(report: Report) -> Generator[None, None, _Facts]:
    period = report.effective_period
    whole = dating.span_of(report.effective or (period.start or period.end if period is not None else None))
    times = [whole] if whole is not None else []
    results: set[tuple[Token, datetime, datetime]] = set()
    stack: list[Finding] = list(report.findings)
    while stack:
        finding = stack.pop()
        specimen = finding.observation.specimen
        span = dating.span_of(finding.observation.effective or (specimen.collected if specimen is not None else None))
        if span is not None:
            times.append(span)
            of = exam(finding.observation.code)
            results.update((token, span.earliest, span.latest) for token in of.tokens if token[-1])
        stack += finding.members
        yield
    return _Facts(times=times, results=results)


def newer(one: Report, other: Report) -> bool:
    """Whether ``one`` was certainly issued after ``other``."""
    mine, its = dating.span_of(one.issued), dating.span_of(other.issued)
    return mine is not None and its is not None and its.before(mine)
