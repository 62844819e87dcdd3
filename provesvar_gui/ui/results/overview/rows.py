"""The rows below the emergency analytes: marked, new, pending, changed or cancelled results."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import dating, latest_results
from provesvar_gui.results.model import NEVER, Redacted
from provesvar_gui.results.placed import CHANGED, PENDING, VOID, apart_within
from provesvar_gui.results.series import sampled
from provesvar_gui.results.versions import Doubt
from provesvar_gui.ui.results.common import flags
from provesvar_gui.ui.results.common.labels import PENDING_STATUSES, MarkTint
from provesvar_gui.ui.results.overview import report_text

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping
    from datetime import datetime

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.microbiology import Culture
    from provesvar_gui.results.model import Annotation, Observation, Report, Specimen
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.series import Point
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.overview.report_text import AnswerText, ReportSummary

_WHOLE_DATE: Final = 10  # characters
_ELSEWHERE: Final = frozenset({Doubt.ELSEWHERE, Doubt.WITHDRAWN_ELSEWHERE})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sections(Redacted):
    """The sections of the overview.

    ``marked``: the newest standing result of each series, where the laboratory marked it as a deviation.

    ``comments``: reports with a coded comment that asks to be noticed (VA, TA, MSIS-M of 8269). ``newest_day``: the latest date
    in Norway on which anything was sampled, but not after the fetch; ``new``: reports with results of that
    day, and how many. ``waiting``: reports that are not final or hold results that are not, with those results. ``changed``:
    results that were corrected, added to or cancelled by themselves, or moved to another number; ``changed_reports``: whole ones.
    ``ahead``: identities of those marked results that are dated after the fetch; they stand last.
    ``found``: what each of these reports found, by its identity, and what else was in the sample of each result of microbiology,
    by that of the result. ``found_new``: of the reports in ``new``, what they found on that day. ``cultures``: identities of
    reports that are microbiology.
    """

    complete: bool = False
    marked: tuple[Placed, ...] = ()
    ahead: frozenset[int] = frozenset()
    comments: tuple[tuple[Report, tuple[Annotation, ...]], ...] = ()
    newest_day: str = ""
    new: tuple[tuple[Report, int], ...] = ()
    waiting: tuple[tuple[Report | None, tuple[Placed, ...]], ...] = ()
    changed: tuple[Placed, ...] = ()
    changed_reports: tuple[Report, ...] = ()
    found: Mapping[int, ReportSummary] = field(default_factory=dict)
    found_new: Mapping[int, ReportSummary] = field(default_factory=dict)
    cultures: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Found:
    """What is gathered while going through the results."""

    days: dict[str, dict[int, set[int]]] = field(default_factory=dict)  # the results of a day by report, all by identity
    waiting: dict[int, list[Placed]] = field(default_factory=dict)
    changed: list[Placed] = field(default_factory=list)


def build(digest: Digest, style: Style) -> Generator[None, None, Sections]:
    """Sort the patient's own results into sections, newest first in each; gives way while it works.

    What a newer version of a report holds is told once, by the newest.
    """
    reports = {id(report): report for report in digest.result.reports if not digest.versions.is_superseded(report)}
    found = _Found()
    end = digest.result.fetched_at
    for each in digest.observations:
        yield
        if not each.apart and not each.superseded:
            _sort(each, found, end)
    marked: list[Placed] = []
    for series in digest.series:
        yield
        own = [point for point in series.points if not point.placed.apart]
        latest = yield from latest_results.find(own, end=end)
        told: dict[int, Point | None] = {id(point): point for point in (latest.newest, *latest.rivals, *latest.episode)}
        told |= {id(point): point for point in (*latest.undated, *latest.ahead)}
        if latest.newest is not None and latest_results.is_text(latest.newest):
            told |= {id(point): point for point in latest.previous}  # the number before «haemolysed» is still the last one
        marked += [point.placed for point in told.values() if point is not None and _is_marked(point)]
    yield
    commented = []
    for report in reports.values():
        comments = tuple(each for each in report.comments if flags.report_mark(each) is not None)
        if comments and report.status not in VOID:
            commented.append((report, comments))
    yield
    day = max(found.days, default="") if digest.complete else ""
    of_day = found.days.get(day, {})
    new = [(reports[key], len(results)) for key, results in of_day.items() if key in reports]  # counted anew below
    waiting = {
        id(report): report for report in reports.values() if report.status in PENDING_STATUSES or id(report) in found.waiting
    }
    pending: list[tuple[Report | None, tuple[Placed, ...]]] = [
        (report, tuple(found.waiting.get(key, ()))) for key, report in waiting.items()
    ]
    loose = tuple(found.waiting.get(id(None), ()))
    pending.sort(key=lambda each: _report_time(each[0]), reverse=True)
    changed_reports = sorted(
        (each for each in reports.values() if each.status in VOID or each.status in CHANGED), key=_report_time, reverse=True
    )
    samples = _samples(digest.cultures.own)
    shown = (*(each for each, _ in commented), *waiting.values(), *changed_reports)

    def stands(report: Report) -> Callable[[Observation], bool]:
        of = digest.versions
        return lambda one: (
            not (of.is_old(report, one) or of.is_withdrawn(report, one) or Doubt.ELSEWHERE in of.doubts(report, one))
        )

    said = yield from _found(shown, (*marked, *found.changed), samples, style, stands)
    said_new: dict[int, ReportSummary] = {}
    for report, _ in new:
        is_told = partial(_is_among, of_day[id(report)])
        mine = report_text.of_report(report, samples.get(id(report), ()), style, told=is_told)
        away = sum(Doubt.ELSEWHERE in digest.versions.doubts(report, one) for one in flags.standing(report) if is_told(one))
        said_new[id(report)] = report_text.with_replaced(mine, away)
        yield
    new = [(report, said_new[id(report)].count or count) for report, count in new]  # of a tree only what has an answer
    return Sections(
        complete=digest.complete,
        marked=tuple(sorted(marked, key=lambda each: (not _is_ahead(each, end), _time(each)), reverse=True)),
        ahead=frozenset(id(each.observation) for each in marked if _is_ahead(each, end)),
        comments=tuple(sorted(commented, key=lambda each: _report_time(each[0]), reverse=True)),
        newest_day=day,
        new=tuple(sorted(new, key=lambda each: _report_time(each[0]), reverse=True)),
        waiting=(*pending, (None, loose)) if loose else tuple(pending),
        changed=tuple(sorted(found.changed, key=_time, reverse=True)),
        changed_reports=tuple(changed_reports),
        found=said,
        found_new=said_new,
        cultures=frozenset(samples),
    )


def _is_among(identities: set[int], observation: Observation) -> bool:
    return id(observation) in identities


def _is_own(stands: Callable[[Observation], bool], others: frozenset[int], observation: Observation) -> bool:
    return id(observation) not in others and stands(observation)


def _samples(cultures: Iterable[Culture]) -> dict[int, list[Culture]]:
    """The samples of each report of microbiology, in the laboratory's order."""
    found: dict[int, list[Culture]] = {}
    for culture in cultures:
        if culture.report is not None:
            found.setdefault(id(culture.report), []).append(culture)
    for samples in found.values():
        report = samples[0].report
        places = {id(each.observation): place for place, each in enumerate(report.findings if report is not None else ())}
        samples.sort(key=lambda each: places.get(id(each.findings[0].observation), -1) if each.findings else -1)
    return found


def _found(
    reports: Iterable[Report],
    results: Iterable[Placed],
    samples: Mapping[int, list[Culture]],
    style: Style,
    stands: Callable[[Report], Callable[[Observation], bool]],
) -> Generator[None, None, dict[int, ReportSummary]]:
    found: dict[int, ReportSummary] = {}
    for report in reports:
        if id(report) not in found:
            still, others = stands(report), apart_within(report)
            gone = sum(one.value is not None and not still(one) for one in flags.standing(report) if id(one) not in others)
            mine = partial(_is_own, still, others)
            told = report_text.of_report(report, samples.get(id(report), ()), style, told=mine)
            found[id(report)] = report_text.with_apart(report_text.with_replaced(told, gone), len(others))
            yield
    holds: dict[int, tuple[list[AnswerText], int]] = {}
    walked: set[int] = set()
    for each in results:
        own = samples.get(id(each.report), ())
        if own and id(each.report) not in walked:
            walked.add(id(each.report))
            yield from _answers(own, style, holds)
        answers = holds.get(id(each.observation))
        if answers is not None:
            found[id(each.observation)] = report_text.of_sample(*answers, each.observation, style)
            yield
    return found


def _answers(
    cultures: Iterable[Culture], style: Style, holds: dict[int, tuple[list[AnswerText], int]]
) -> Generator[None, None, None]:
    """The answers of the sample of each result. One sample may be several cultures: each bottle is one."""
    samples: dict[Specimen | None, list[Culture]] = {}
    for culture in cultures:
        samples.setdefault(culture.specimen, []).append(culture)
    for same in samples.values():
        answers = report_text.answer_texts(same, style)
        yield
        for culture in same:
            holds |= dict.fromkeys((id(observation) for observation, _ in culture.walk()), answers)
            yield


def _sort(each: Placed, found: _Found, end: datetime | None) -> None:
    observation, report = each.observation, each.report
    taken = sampled(each)
    dated = taken is not None and taken.when is not None and len(taken.literal) >= _WHOLE_DATE
    span = dating.span(each) if dated and not each.void else None
    if taken is not None and taken.when is not None and span is not None and not span.ahead(end):
        day = found.days.setdefault(dating.local_date(taken.when).isoformat(), {})
        day.setdefault(id(report), set()).add(id(observation))
    if observation.status in PENDING and not each.void:
        found.waiting.setdefault(id(report), []).append(each)
    cancelled = observation.status in VOID and (report is None or report.status not in VOID)
    if observation.status in CHANGED or cancelled or not _ELSEWHERE.isdisjoint(each.doubts):
        found.changed.append(each)


def _is_marked(point: Point) -> bool:
    return any(mark.tint is MarkTint.OUTSIDE for mark in flags.marks(point.observation))


def _is_ahead(each: Placed, end: datetime | None) -> bool:
    span = dating.span(each)
    return span is not None and span.ahead(end)


def _time(each: Placed) -> datetime:
    taken = sampled(each)
    return (taken is not None and taken.when) or NEVER


def _report_time(report: Report | None) -> datetime:
    if report is None:
        return NEVER
    for moment in (report.issued, report.report_date, report.effective):
        if moment is not None and moment.when is not None:
            return moment.when
    return NEVER
