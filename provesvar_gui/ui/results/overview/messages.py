"""Findings and messages: what was phoned, marked by the laboratory, found lately, stands, or is awaited; and the document.

Each has its report's own words: the conclusion, else what was found, else how its text begins. What is left out is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import latest_results, text
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.results.model import NEVER, CodeableConcept, Moment
from provesvar_gui.results.placed import CHANGED, VOID
from provesvar_gui.results.series import sampled
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.results.common import flags, labels, lines, remarks, report_gist, sampling
from provesvar_gui.ui.results.common.export import VALUE_AND_MARK
from provesvar_gui.ui.results.overview.rows import (
    AnalyteRow,
    OverviewRow,
    by_time,
    is_awaited,
    not_here,
    one_line,
    transfusion,
    usual_laboratory,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.emergency import StripLine
    from provesvar_gui.results.model import Finding, Observation, Report
    from provesvar_gui.ui.results.common.labels import Mark
    from provesvar_gui.ui.results.common.lines import Style

    Stands = Callable[[Observation], bool]
    Messages = tuple[list["MessageRow"], list["MessageRow"]]

translate = QCoreApplication.translate
_MARKED_DAYS: Final = 30  # as long what was phoned or marked stands among the findings; then it is an older one
_RECENT_DAYS: Final = 7  # as long a text or a culture does
LONGEST: Final = 320  # characters of what was found; the report has it whole
_LINES: Final = 5  # of results or samples, each on a line of its own
_FEW: Final = 3  # where there are more than that; of the others, the count
_LOOKED_AT: Final = 40  # results
_SHORT: Final = 24  # characters of an answer that is not parted from its name
_BLOOD_GROUP: Final = "blood_group"
_STANDING: Final = (_BLOOD_GROUP, "carrier")  # kinds of analytes that stand however old they are


class Rank(IntEnum):
    """The order of the findings."""

    PHONED = 0
    MARKED = 1
    RECENT = 2
    STANDING = 3
    AWAITED = 4


@dataclass(kw_only=True, repr=False, eq=False)
class MessageRow(OverviewRow):
    """A finding or a message.

    ``title``: what was examined, where the discipline does not say it. ``body``: what was found, as much as the list holds;
    ``more``: quiet lines below it. ``when``: sampled or examined: it stands first, since what was phoned is history; ``date``: in
    full.
    """

    rank: Rank
    icon: Icon
    discipline: str
    body: str
    title: str = ""
    more: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    when: Moment | None = None
    date: str = ""

    def facts(self, now: datetime | None) -> tuple[str, ...]:
        del now
        body = self.body.replace("\n", "; ")
        return tuple(filter(None, (self.date, self.title, self.discipline, *map(str, self.marks), body, *self.more)))


def build(digest: Digest, style: Style, *, dated: bool = False) -> Generator[None, None, Messages]:
    """Of the patient's own reports, without older versions: the listed ones in their order, and those that are too old for that.

    Gives way while it works. ``dated``: for a copy, which says no «yesterday» and names every laboratory.
    """
    end = digest.result.fetched_at
    cultures = {id(each.report) for each in digest.cultures.own}
    listed: list[MessageRow] = []
    older: list[MessageRow] = []
    usual = "" if dated else usual_laboratory(digest.strip)
    standing = {  # the newest of each analyte
        id(line.shown.placed.report): card
        for card in digest.strip.cards
        if card.kind.key in _STANDING
        for line in {line.analyte: line for line in reversed(card.lines)}.values()
        if line.shown is not None
    }
    for report in digest.result.reports:
        yield
        rank, card = _rank(report, id(report) in cultures), standing.get(id(report))
        if (rank is None and card is None) or digest.versions.is_superseded(report):
            continue
        limit = end - timedelta(days=_RECENT_DAYS if rank is Rank.RECENT else _MARKED_DAYS) if end is not None else NEVER
        new = max(_time(report.effective or report.issued), _time(report.issued)) >= limit
        if rank is None or (card is not None and not new):
            rank, new = Rank.STANDING, True
        made = _of_report(report, rank, id(report) in cultures, digest, style)
        if card is not None:
            made.title = card.name(style.language)
            made.more += (str(transfusion()),) if card.kind.key == _BLOOD_GROUP else ()
        laboratory = lines.laboratories(report).split(",", 1)[0]
        made.more += (laboratory,) if laboratory not in ("", usual) else ()
        if made.body:  # else it is awaited
            (listed if new else older).append(made)
    listed += _awaited(digest, style, None if dated else end)
    # what biochemistry marked stands in the list beside, too
    listed.sort(key=lambda each: (each.rank, each.rank is Rank.MARKED and each.icon is Icon.FLASK, -_time(each.when).timestamp()))
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


def _of_report(report: Report, rank: Rank, culture: bool, digest: Digest, style: Style) -> MessageRow:
    versions = digest.versions

    def stands(one: Observation) -> bool:
        return not (versions.is_old(report, one) or versions.is_withdrawn(report, one))

    gone = sum(one.value is not None and not stands(one) for one in flags.standing(report))
    own = (one_line(lines.annotation(each, style)) for each in report.comments if flags.report_mark(each) is None)
    comments = list(filter(None, own))
    body, more = _body(report, style, stands)
    if rank is Rank.PHONED and comments and not culture and not sampling.is_narrative(report):  # what was phoned, in its words
        body, more, comments = " ".join(comments), [translate("Overview", "More in the report")] if body else [], []
    if gone:
        more.append(translate("Overview", "%n result(s) of it replaced or withdrawn since", "", gone))
    discipline, title = text.visible(text.name(report.code)) or translate("ReportList", "Type not given"), ""
    if sampling.of_report(report) is sampling.Sampling.IMAGING:
        discipline, title = labels.discipline(report) or discipline, report_gist.procedures(report) or discipline
    elif culture:
        found = (each.specimen.kind for each in labels.walk(report.findings) if each.specimen is not None)
        named = dict.fromkeys(min(text.concept_texts(kind), key=len, default="") for kind in found if kind is not None)
        title = ", ".join(filter(None, map(text.visible, named)))
    marks = [flags.short(mark) for each in report.comments if (mark := flags.report_mark(each)) is not None]
    if not labels.is_plain_status(report.status):
        marks.append(labels.status(report.status))
    return MessageRow(
        identity=(id(report), rank),
        rank=rank,
        marked=rank is Rank.PHONED,
        title="" if title == discipline else title,
        discipline=discipline,
        icon=report_gist.icon(report),
        body=body or (translate("Overview", "No results") if rank is not Rank.RECENT else ""),
        more=tuple(more + comments),
        marks=tuple(dict.fromkeys((*marks, *labels.opened(report), *labels.opened_within(report)))),
        when=report.effective or report.issued,
        date=sampling.date(report, style.language) or translate("Overview", "no date"),
        report=report,
    )


def _body(report: Report, style: Style, stands: Stands) -> tuple[str, list[str]]:
    """What was found, as much as the list holds, and what is left out."""
    if report.status in VOID:
        return "", []
    parts = [report.conclusion] if report.conclusion.strip() else _parts(report, style, stands)
    numbers = len(parts) > _LINES
    kept = [report_gist.opening(part, LONGEST) for part in parts[: _FEW if numbers else _LINES]]
    more = []
    if len(parts) > len(kept):
        more.append(translate("Overview", "%n more in the report", "number of results", len(parts) - len(kept)))
    elif list(map(one_line, kept)) != list(map(one_line, parts)):
        more.append(translate("Overview", "More in the report"))
    return "; ".join(each.rstrip(".") for each in kept) if numbers else "\n".join(kept), more


def _parts(report: Report, style: Style, stands: Stands) -> list[str]:
    """The outermost results that stand and have a value: marked ones, then the others, then what says that nothing was found.

    Those that say the same stand together.
    """
    found: list[Finding] = []
    stack = list(reversed(report.findings))
    while stack and len(found) < _LOOKED_AT:
        finding = stack.pop()
        if finding.observation.status in VOID:
            continue
        if finding.observation.value is None or not stands(finding.observation):
            stack.extend(reversed(finding.members))
        else:
            found.append(finding)
    found.sort(key=lambda each: (latest_results.rank(each.observation) < 2, latest_results.nothing_in(each.observation.value)))
    named: dict[str, list[str]] = {}
    for finding in found:
        name, said = _result(finding, style, stands)
        named.setdefault(said, []).append(name)
    gap = {said: text.NBSP if len(said) < _SHORT else " " for said in named}
    return [f"{', '.join(names)}:{gap[said]}{said}" if all(names) else said for said, names in named.items()]


def _result(finding: Finding, style: Style, stands: Stands) -> tuple[str, str]:
    """Its name, where that is none of the kinds of text; and its answer with what hangs below, is marked and remarked."""
    of = finding.observation
    name = text.visible(text.called(of.code))
    if text.same(name, text.heading(of.value if isinstance(of.value, CodeableConcept) else of.code)):
        name = ""  # «Group», «Finding»: the kind of text, which says nothing here
    below = (each.observation for each in finding.members if each.observation.status not in VOID and stands(each.observation))
    words = (each for each in below if isinstance(each.value, CodeableConcept) and not each.value.code_in(text.RESISTANCE))
    said = text.visible("; ".join((style.result(of), *map(style.result, words))))
    said = text.NBSP.join((said, *(mark.glyph for mark in flags.marks(of) if mark.tint is labels.MarkTint.OUTSIDE)))
    return name, ". ".join(filter(None, (said, remarks.remark_text(of, style))))


def _awaited(digest: Digest, style: Style, now: datetime | None) -> list[MessageRow]:
    """One message of all that was sampled and is not answered, by its time, the newest first."""
    unanswered = [each for each in digest.observations if is_awaited(each)]
    told = {id(each.report) for each in unanswered}
    waiting = [(sampled(each), one_line(text.called(each.observation.code))) for each in unanswered]
    waiting += (
        (each.effective, text.visible(text.name(each.code)))
        for each in digest.result.reports
        if each.status == "registered" and id(each) not in told and not digest.versions.is_superseded(each)
    )
    groups = by_time(waiting, style, now)
    if not groups:
        return []
    return [
        MessageRow(
            identity=Rank.AWAITED,
            rank=Rank.AWAITED,
            discipline=translate("Overview", "Results awaited"),
            icon=Icon.HOURGLASS,
            body="\n".join(f"{shown}: {', '.join(names)}" for shown, names in groups),
        )
    ]


def document(digest: Digest | None, style: Style, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
    """As text in the order of the screen; on paper as a table. Times, not ages: an age is wrong as soon as it is pasted."""
    yield
    if digest is None:
        return None
    listed, older = yield from build(digest, style, dated=True)
    strip, found = digest.strip, (*listed, *older)
    analytes = [line for card in strip.cards for line in card.lines]
    if not (analytes or strip.others or found or digest.result.reports):
        return None

    def told(title: str, said: Iterable[str]) -> list[ExportRow]:
        spans = [ExportRow(span=text.breakable(each)) for each in said]
        return [ExportRow(span=title, heading=True), *spans] if spans else []

    def rows(found: Iterable[StripLine]) -> list[ExportRow]:
        return [_row(line, style) if paper else ExportRow(span=copied(line, style)) for line in found]

    others = ExportRow(span=translate("Overview", "Others, %n", "", len(strip.others)), heading=True)
    listing = [*rows(analytes), *([others, *rows(strip.others)] if strip.others else [])]
    listing += told(translate("Overview", "Not in this list"), not_here(strip, style))
    below = told(translate("Overview", "Findings and messages"), (", ".join(each.facts(None)) for each in found))
    header = (
        translate("ReportDetail", "Examination"),
        translate("ReportDetail", "Result"),
        translate("ReportDetail", "Marked"),
        translate("ReportDetail", "Reference"),
        translate("Export", "Change"),
        translate("Sampling", "Sampled"),
        translate("Sampling", "Laboratory"),
    )
    blocks = (ExportTable(header=header if paper else (), rows=tuple(listing)), ExportTable(rows=tuple(below)))
    title = translate("Overview", "Emergency analytes")
    return ExportDocument(title=title, blocks=blocks[: 1 + bool(below)], wide=paper)


def copied(line: StripLine, style: Style) -> str:
    """An examination as text."""
    name, *facts = AnalyteRow(line, style).told(None)
    return text.breakable(f"{name}: {', '.join(facts)}").replace("\u2212", "-")


def _row(line: StripLine, style: Style) -> ExportRow:
    row = AnalyteRow(line, style)
    value = " ".join(filter(None, (row.value, row.below)))
    marks = "; ".join(filter(None, (*row.states, row.remark)))
    cells = (row.called, value, marks, row.reference, row.change_text, row.when, row.laboratory)
    return ExportRow(cells=cells, strong=VALUE_AND_MARK if row.marked else frozenset())
