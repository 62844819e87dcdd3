"""Findings and messages of an answer: what was phoned, marked by the laboratory, found lately, stands, or is awaited.

Each has its report's own words: the conclusion, else what was found, else how its text begins. What is left out is said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import latest_results, text
from provesvar_gui.results.model import NEVER, CodeableConcept, Moment
from provesvar_gui.results.placed import CHANGED, PENDING, VOID
from provesvar_gui.results.series import sampled
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.results.common import culture_text, flags, labels, lines, remarks, report_gist, sampling
from provesvar_gui.ui.results.overview.rows import (
    LineText,
    OverviewRow,
    by_time,
    is_awaited,
    one_line,
    transfusion,
    usual_laboratory,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.emergency import Card
    from provesvar_gui.results.microbiology import Culture
    from provesvar_gui.results.model import Observation, Report
    from provesvar_gui.ui.results.common.labels import Mark
    from provesvar_gui.ui.results.common.lines import Style

    Stands = Callable[[Observation], bool]
    Messages = tuple[list["MessageRow"], list["MessageRow"]]

translate = QCoreApplication.translate
_MARKED_DAYS: Final = 30  # as long what was phoned or marked stands among the findings; then it is an older one
_RECENT_DAYS: Final = 7  # as long a text or a culture does
LONGEST: Final = 320  # characters of what was found; the report has it whole
_SPOKEN: Final = 2000
_LINES: Final = 5  # of results or samples, each on a line of its own
_FEW: Final = 3  # where there are more than that; of the others, the count
_LOOKED_AT: Final = 40  # results
_STANDING: Final = {"blood_group": Icon.RAINDROP, "carrier": Icon.SHIELD}


class Rank(IntEnum):
    """The order of the findings."""

    PHONED = 0
    MARKED = 1
    RECENT = 2
    STANDING = 3
    AWAITED = 4


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MessageRow(OverviewRow):
    """A finding or a message.

    ``source``: its discipline, where the title does not name it. ``body``: what was found, as much as the list holds; ``more``:
    quiet lines below it. ``when``: sampled or examined: it stands first, since what was phoned is history; ``date``: in full.
    """

    rank: Rank
    title: str
    icon: Icon
    body: str
    source: str = ""
    more: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    when: Moment | None = None
    date: str = ""
    whole: str = ""
    laboratory: str = ""

    def facts(self, now: datetime | None) -> tuple[str, ...]:
        del now
        said = (self.date, self.title, self.source, *map(str, self.marks), self.whole or self.body, *self.more, self.laboratory)
        return tuple(filter(None, said))


def build(digest: Digest, style: Style, *, dated: bool = False) -> Generator[None, None, Messages]:
    """Of the patient's own reports, without older versions: the listed ones in their order, and those that are too old for that.

    Gives way while it works. ``dated``: for a copy, which says no «yesterday» and names every laboratory.
    """
    end = digest.result.fetched_at
    cultures = _cultures(digest.cultures.own)
    listed: list[MessageRow] = []
    older: list[MessageRow] = []
    usual = "" if dated else usual_laboratory(digest.strip)
    for report in digest.result.reports:
        yield
        rank = _rank(report, id(report) in cultures)
        if rank is None or digest.versions.is_superseded(report):
            continue
        made = _of_report(report, rank, cultures.get(id(report), ()), digest, style)
        if rank is Rank.RECENT and not made.body:  # it is awaited
            continue
        limit = end - timedelta(days=_RECENT_DAYS if rank is Rank.RECENT else _MARKED_DAYS) if end is not None else NEVER
        new = max(_time(made.when), _time(report.issued)) >= limit
        (listed if new else older).append(made if made.laboratory != usual else replace(made, laboratory=""))
    yield
    told = {id(each.report) for each in listed}
    for card in digest.strip.cards:
        shown = card.lines[0].shown
        if card.kind.key in _STANDING and shown is not None and id(shown.placed.report) not in told:
            listed.append(_standing(card, style))
            older = [each for each in older if each.report is not shown.placed.report]
    listed += yield from _awaited(digest, style, None if dated else end)
    listed.sort(key=lambda each: (each.rank, -_time(each.when).timestamp()))
    older.sort(key=lambda each: _time(each.when), reverse=True)
    return listed, older


def _time(moment: Moment | None) -> datetime:
    return (moment and moment.when) or NEVER


def _rank(report: Report, culture: bool) -> Rank | None:
    codes = {comment.concept.code_in("8269") for comment in report.comments if comment.concept is not None}
    if report.status not in VOID and "TA" in codes:
        return Rank.PHONED
    if (report.status not in VOID and codes & {"VA", "MSIS-M"}) or report.status in VOID | CHANGED:
        return Rank.MARKED
    return Rank.RECENT if (culture or sampling.is_narrative(report)) and report.findings else None


def _cultures(found: Iterable[Culture]) -> dict[int, list[Culture]]:
    """The samples of each report of microbiology, in the laboratory's order."""
    by_report: dict[int, list[Culture]] = {}
    for culture in found:
        if culture.report is not None:
            by_report.setdefault(id(culture.report), []).append(culture)
    for samples in by_report.values():
        report = samples[0].report
        places = {id(each.observation): place for place, each in enumerate(report.findings if report is not None else ())}
        samples.sort(key=lambda each: places.get(id(each.findings[0].observation), -1) if each.findings else -1)
    return by_report


def _of_report(report: Report, rank: Rank, cultures: Sequence[Culture], digest: Digest, style: Style) -> MessageRow:
    versions = digest.versions

    def stands(one: Observation) -> bool:
        return not (versions.fate(report, one).old or versions.fate(report, one).withdrawn)

    gone = sum(one.value is not None and not stands(one) for one in flags.standing(report))
    comments = [one_line(lines.annotation(each, style)) for each in report.comments if flags.report_mark(each) is None]
    comments = list(filter(None, comments))
    body, whole, more = _body(report, cultures, style, stands)
    if rank is Rank.PHONED and comments and not cultures and not sampling.is_narrative(report):
        body, whole, comments = " ".join(comments), " ".join((*comments, whole)), []  # what was phoned, in the laboratory's words
    if gone:
        more.append(translate("Overview", "%n result(s) of it replaced or withdrawn since", "", gone))
    title, source = text.visible(text.name(report.code)) or translate("ReportList", "Type not given"), ""
    if sampling.of_report(report) is sampling.Sampling.IMAGING:
        title, source = report_gist.procedures(report) or title, labels.discipline(report)
    elif cultures:
        kinds = (each.specimen.kind for each in cultures if each.specimen is not None and each.specimen.kind is not None)
        named = dict.fromkeys(min(text.concept_texts(kind), key=len, default="") for kind in kinds)
        title, source = ", ".join(filter(None, map(text.visible, named))) or title, title
    marks = [flags.short(mark) for each in report.comments if (mark := flags.report_mark(each)) is not None]
    if not labels.is_plain_status(report.status):
        marks.append(labels.status(report.status))
    return MessageRow(
        identity=(id(report), rank),
        rank=rank,
        marked=rank is Rank.PHONED,
        title=title,
        source=source,
        icon=report_gist.icon(report),
        body=body or (translate("Overview", "No results") if rank is not Rank.RECENT else ""),
        whole=whole,
        more=tuple(more + comments),
        marks=tuple(dict.fromkeys((*marks, *labels.opened(report), *labels.opened_within(report)))),
        when=report.effective or report.issued,
        date=sampling.date(report, style.language) or translate("Overview", "no date"),
        laboratory=lines.laboratories(report).split(",", 1)[0],
        report=report,
    )


def _body(report: Report, cultures: Sequence[Culture], style: Style, stands: Stands) -> tuple[str, str, list[str]]:
    """What was found: as much as the list holds, all of it, and what is left out."""
    if report.status in VOID:
        return "", "", []
    if report.conclusion.strip():
        parts = [report.conclusion]
    elif cultures:
        parts = _grown(cultures, style, stands)
    else:
        parts = [_result(each, style) for each in _told(report, stands)[:_LOOKED_AT]]
    numbers = len(parts) > _LINES
    kept = [report_gist.opening(part, LONGEST) for part in parts[: _FEW if numbers else _LINES]]
    whole = "; ".join(map(one_line, parts))
    more = []
    if len(parts) > len(kept):
        more.append(translate("Overview", "%n more in the report", "number of results", len(parts) - len(kept)))
    elif "; ".join(map(one_line, kept)) != whole:
        more.append(translate("Overview", "More in the report"))
    return "; ".join(each.rstrip(".") for each in kept) if numbers else "\n".join(kept), whole[:_SPOKEN], more


def _grown(cultures: Iterable[Culture], style: Style, stands: Stands) -> list[str]:
    """Of each sample what was found, what says that nothing was found last."""
    awaited = tuple(str(labels.status(each)) for each in PENDING)
    told: list[tuple[bool, str]] = []
    for culture in cultures:
        if not any(stands(one) for one, _ in culture.walk()):
            continue
        looked_at = replace(culture, findings=culture.findings[:_LOOKED_AT])
        answers = culture_text.answers_of(looked_at, style, longest=_SPOKEN)
        said = sorted((each for each, void, _ in answers if not void and not each.startswith(awaited)), key=_found_nothing)
        names = culture_text.examinations(culture)
        if said:
            found = "; ".join(map(text.visible, said))
            told.append((all(map(_found_nothing, said)), f"{names[0]}: {found}" if len(names) == 1 else found))
    return [found for _, found in sorted(told, key=lambda each: each[0])]


def _found_nothing(said: str) -> bool:
    """Whether an answer, with or without the names behind it, plainly says that nothing was found."""
    return latest_results.nothing_in(said) or latest_results.nothing_in(said.rpartition(": ")[0])


def _told(report: Report, stands: Stands) -> list[Observation]:
    """The outermost results that stand and have a value: the marked ones first, then in the laboratory's order."""
    found: list[Observation] = []
    stack = list(reversed(report.findings))
    while stack:
        finding = stack.pop()
        if finding.observation.status in VOID:
            continue
        if finding.observation.value is None or not stands(finding.observation):
            stack.extend(reversed(finding.members))
        else:
            found.append(finding.observation)
    return sorted(found, key=lambda each: latest_results.rank(each) < 2)


def _result(observation: Observation, style: Style) -> str:
    """With its name, where that is none of the kinds of text, and what the laboratory marked and remarked."""
    name = text.visible(text.called(observation.code))
    kind = observation.value if isinstance(observation.value, CodeableConcept) else observation.code
    if text.same(name, text.heading(kind)):
        name = ""  # «Group», «Finding»: the kind of text, which says nothing here
    glyphs = (mark.glyph for mark in flags.marks(observation) if mark.tint is labels.MarkTint.OUTSIDE)
    said = " ".join(filter(None, (text.visible(culture_text.answer(observation, style)), *glyphs)))
    return ". ".join(filter(None, (f"{name}: {said}" if name else said, remarks.remark_text(observation, style))))


def _standing(card: Card, style: Style) -> MessageRow:
    """Blood group, antibodies, and what the patient carries: they stand however old they are."""
    told = [LineText(line, style) for line in card.lines]
    newest = {line.analyte: each for line, each in reversed([*zip(card.lines, told, strict=True)])}
    found = []
    for each in newest.values():
        value = " ".join(filter(None, (each.value, each.below, *map(str, each.marks))))
        found.append(". ".join(filter(None, (f"{each.name}: {value}", each.remark_short))))
    point = card.lines[0].shown
    warnings = (str(mark) for analyte in newest for mark in transfusion(analyte))
    return MessageRow(
        identity=card.kind.key,
        rank=Rank.STANDING,
        title=card.name(style.language),
        icon=_STANDING[card.kind.key],
        body="\n".join(found),
        more=tuple(dict.fromkeys(warnings)),
        marks=labels.opened(point.placed if point is not None else None),
        when=told[0].moment,
        date=told[0].when,
        report=point.placed.report if point is not None else None,
    )


def _awaited(digest: Digest, style: Style, now: datetime | None) -> Generator[None, None, list[MessageRow]]:
    """One message of all that was sampled and is not answered, by its time, the newest first."""
    waiting: list[tuple[Moment | None, str]] = []
    reports = {id(each): each for each in digest.result.reports}
    for each in digest.observations:
        yield
        if is_awaited(each):
            waiting.append((sampled(each), one_line(text.called(each.observation.code))))
            reports.pop(id(each.report), None)
    left = (each for each in reports.values() if each.status == "registered" and not digest.versions.is_superseded(each))
    waiting += ((each.effective, text.visible(text.name(each.code))) for each in left)
    groups = by_time(waiting, style, now)
    if not groups:
        return []
    return [
        MessageRow(
            identity=Rank.AWAITED,
            rank=Rank.AWAITED,
            title=translate("Overview", "Results awaited"),
            icon=Icon.HOURGLASS,
            body="\n".join(f"{shown}: {', '.join(names)}" for shown, names in groups),
            source=str(sum(len(names) for _, names in groups)),
        )
    ]
