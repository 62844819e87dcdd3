"""The list of reports: newest sampling first, in groups by day; older versions folded; those set apart below."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, islice
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal

from provesvar_gui.results import latest_results, microbiology, text
from provesvar_gui.results.model import CodeableConcept, Quantity, sort_time
from provesvar_gui.results.placed import VOID, each_observation, standing
from provesvar_gui.results.search import LOOSE, LOOSE_APART, SearchMatches
from provesvar_gui.results.text import value_text
from provesvar_gui.results.versions import OlderVersion, VersionGroup, Versions
from provesvar_gui.ui.results.common import ages, culture_text, flags, labels, lines, sampling
from provesvar_gui.ui.results.common.labels import Mark, MarkTint, bare_name
from provesvar_gui.ui.results.common.record_view import Record, RecordModel, RecordTable, one_line
from provesvar_gui.ui.results.common.sampling import Sampling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent

    from provesvar_gui.results.microbiology import Culture
    from provesvar_gui.results.model import Finding, Moment, Observation, Report
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate


@dataclass(slots=True, kw_only=True, repr=False)
class Entry:
    """A row. ``report`` is None for the heading of reports on another kind of identifier (``apart``).

    ``group``: where something is folded under this row. ``older``: where the row itself is folded under another one. ``head``: of
    the day that begins with it, and ``count`` of its rows, or of the reports under the heading.
    """

    report: Report | None = None
    group: VersionGroup | None = None
    older: OlderVersion | None = None
    apart: bool = False
    head: str = ""
    count: int = 0

    @property
    def reports(self) -> tuple[Report, ...]:
        own = (self.report,) if self.report is not None else ()
        return (*own, *(each.report for each in (self.group.older if self.group is not None else ())))


def moment(report: Report) -> Moment | None:
    """The time in the list: of sampling, else of issue; None where neither is stated."""
    times = (report.effective, report.issued, report.report_date)
    return next((each for each in times if each is not None and each.when is not None), None)


class ReportListModel(RecordModel):
    """Reports are compared by identity: they may be long and deep."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self._fetched_at: datetime | None = None
        self.versions = Versions()
        self._own: list[Entry] = []
        self._others: list[Entry] = []
        self._entries: list[Entry] = []
        self._open: set[int] = set()  # identities of reports
        self._others_open = False
        self._wanted: SearchMatches | None = None
        self._also: set[int] = set()  # identities of reports that were asked for although they are not wanted
        self._records: dict[int, Record] = {}  # by the identity of the report
        self._usual = ""  # the hospital of most reports, which no row names; the report does

    def set_reports(
        self,
        reports: Iterable[Report],
        style: Style,
        *,
        others: Iterable[Report] = (),
        versions: Versions | None = None,
        fetched_at: datetime | None = None,
    ) -> None:
        """Show these reports; unfolded ones stay so. ``others``: under a heading of their own."""
        self.versions = versions or Versions()
        self._own, self._others = self._heads(reports, apart=False), self._heads(others, apart=True)
        self._open &= {id(each.report) for each in (*self._own, *self._others) if each.group is not None}
        self._others_open = self._others_open and bool(self._others)
        sources = Counter(hospital(source(each.report)) for each in self._own if each.report is not None)
        usual = next((name for name, _ in sources.most_common(1)), "")
        self._records, self._style, self._fetched_at, self._usual = {}, style, fetched_at, usual
        self._refresh()

    def _heads(self, reports: Iterable[Report], *, apart: bool) -> list[Entry]:
        """By sampling, else by issue, newest first; those without any time last, as they came."""
        ordered = sorted(reports, key=lambda of: (sort_time(moment(of)), sort_time(of.issued or of.report_date)), reverse=True)
        present = {id(report) for report in ordered}
        made = []
        for report in ordered:
            group = self.versions.group_of(report)
            whole = group is not None and id(group.newest) in present
            if group is None or not whole or group.newest is report:
                made.append(Entry(report=report, group=group if whole else None, apart=apart))
        return made

    def set_wanted(self, wanted: SearchMatches | None) -> None:
        """Show only these reports, with newer versions; None: all."""
        self._wanted = wanted
        self._also.clear()
        self._refresh()

    def _refresh(self) -> None:
        self.beginResetModel()
        self._entries = list(self._rows())
        told = (each for each in self._entries if each.older is None)
        for head, group in groupby(told, key=self._day):
            first, *more = group
            if first.report is not None:
                first.head, first.count = head, len(more) + 1
        self.endResetModel()

    def _day(self, entry: Entry) -> str:
        if entry.report is None:
            return ""
        entry.head, entry.count = "", 0
        return ages.head(moment(entry.report), self._fetched_at, self._style.language)

    def _rows(self) -> Iterator[Entry]:
        yield from self._seen(self._own)
        others = [report for each in self._others for report in each.reports if self._is_wanted(report, apart=True)]
        if others:
            yield Entry(apart=True, count=len(others))
            if self._others_open:
                yield from self._seen(self._others)

    def _seen(self, heads: list[Entry]) -> Iterator[Entry]:
        for head in heads:
            if any(self._is_wanted(each, apart=head.apart) for each in head.reports):
                yield head
                if head.group is not None and self.is_open(head):
                    yield from (Entry(report=each.report, older=each, apart=head.apart) for each in head.group.older)

    def _is_wanted(self, report: Report, *, apart: bool) -> bool:
        """Results without their report are in the list as a report without an id."""
        wanted = self._wanted
        if wanted is None or id(report) in self._also:
            return True
        loose = LOOSE_APART if apart else LOOSE
        return wanted.shows_group(id(report) if report.id or id(report) in wanted.index.groups else loose)

    def is_open(self, entry: Entry) -> bool:
        """Whether the rows below are visible, also where only they match the filter."""
        if entry.report is None:
            return self._others_open
        return id(entry.report) in self._open or not self._is_wanted(entry.report, apart=entry.apart)

    def set_open(self, row: int, open_: bool) -> None:
        entry = self._entries[row]
        if entry.report is None:
            self._others_open = open_
        elif entry.group is not None:
            (self._open.add if open_ else self._open.discard)(id(entry.report))
        self._refresh()

    def reveal(self, report: Report) -> int:
        """Unfold the group of a report; returns its row, or -1 if it is not in the list."""
        head = next((each for each in (*self._own, *self._others) if any(of is report for of in each.reports)), None)
        if head is None:
            return -1
        self._also.add(id(report))
        self._others_open = self._others_open or head.apart
        if head.report is not report:
            self._open.add(id(head.report))
        self._refresh()
        return self.place_of(report)

    def entry(self, row: int) -> Entry:
        return self._entries[row]

    def report(self, row: int) -> Report | None:
        """The report of a row, None for the heading."""
        return self._entries[row].report

    def place_of(self, report: Report | None) -> int:
        """The row of that very report, or of the heading; or -1."""
        return next((row for row, each in enumerate(self._entries) if each.report is report), -1)

    def row_of(self, report_id: str) -> int:
        return next((row for row, each in enumerate(self._entries) if each.report and each.report.id == report_id), -1)

    def count(self) -> int:
        return len(self._entries)

    def record(self, row: int) -> Record:
        entry = self._entries[row]
        if entry.report is None:
            said = translate(
                "ResultsView", "Registered on another kind of number or an invalid one: %n report(s)", "", entry.count
            )
            fold = translate("ReportList", "Hide") if self._others_open else translate("ReportList", "Show (Enter)")
            return Record(title=said, fold=fold, spoken=f"{said}, {fold}")
        if id(entry.report) not in self._records:
            self._records[id(entry.report)] = self._make(entry.report, apart=entry.apart)
        made = replace(self._records[id(entry.report)], struck=self._is_void(entry), head=entry.head, count=entry.count)
        if entry.older is not None:
            told = translate("ReportList", "Older version")
            title, spoken = lines.SEPARATOR.join((told, made.title)), f"{told}, {made.spoken}"
            return replace(made, title=title, spoken=spoken, older=True)
        if entry.group is None:
            return made
        opened = translate("ReportList", "shown below") if self.is_open(entry) else ""
        fold = lines.SEPARATOR.join(filter(None, (group_text(entry.group), opened)))
        return replace(made, fold=fold, spoken=f"{made.spoken}, {fold}")

    def _is_void(self, entry: Entry) -> bool:
        """Whether a report, or a newer version of it, is cancelled."""
        group = self.versions.group_of(entry.report) if entry.report is not None and entry.older is not None else None
        of = (entry.report, group.newest if group is not None else None)
        return any(each is not None and each.status in VOID for each in of)

    def _make(self, report: Report, *, apart: bool) -> Record:
        style = self._style
        cultures = microbiology.of_report(report, self.versions)
        mine = [*culture_text.carried(cultures), *flags.flags(report)]
        status = labels.status(report.status)
        states = [status] if report.status != "final" else []
        if report.findings and all(each.history for each in each_observation(report.findings)):
            states.append(Mark(glyph="", words=translate("ReportList", "Sent earlier, in another report"), tint=MarkTint.CHANGED))
        states += [*labels.opened(report), *labels.opened_within(report)]
        mark = translate("ReportList", "◇ registered on another kind of number or an invalid one") if apart else ""
        title, found, names = gist(report, style, cultures)
        title = lines.short(one_line(title)) or translate("ReportList", "Type not given")
        where, below = one_line(source(report)), tuple(filter(None, (one_line(found), mark)))
        issued = style.moment(report.issued if report.issued != report.effective else None)
        kind = lines.short(one_line(text.name(report.code)))
        said = (
            names,
            title,
            kind if kind != title else "",
            style.moment(report.effective) or translate("ReportList", "Not given"),
            translate("ReportList", "issued {moment}").replace("{moment}", issued) if issued else "",
            *map(str, mine),
            status.words,
            *(each.words for each in states if each != status),
            *below,
            where,
        )
        return Record(
            title=title,
            when=ages.below_head(moment(report), self._fetched_at, style.language),
            icon=labels.icon(report),
            lines=tuple(filter(None, (*below, lines.short(one_line(names), lines.LONGEST)))),
            marks=tuple(map(flags.short, (*mine, *states))),
            source=hospital(where) if hospital(where) != self._usual else "",
            spoken=", ".join(filter(None, said)),
        )


def group_text(group: VersionGroup) -> str:
    only = sum(each.only_here for each in group.older)
    parts = (
        translate("ReportList", "%n older version(s)", "", len(group.older)),
        translate("ReportList", "%n result(s) only in an older version", "", only) if only else "",
    )
    return lines.SEPARATOR.join(filter(None, parts))


_LOOKED_AT: Final = 200  # results that are looked through
_FEW: Final = 3  # analytes that stand in the title
_LONGEST: Final = 170  # characters of what was found; the report has it whole
_MORE: Final = " …"  # text is left out


def gist(report: Report, style: Style, cultures: tuple[Culture, ...] = ()) -> tuple[str, str, str]:
    """The examination, its findings, and of many the names of the analytes.

    The first is the analytes, or the examination; of a lone result with its value, of several answers in words the first of them.
    """
    answers, named = _answers(report, style, cultures), list(islice(_named(report), _LOOKED_AT))
    in_numbers = any(isinstance(each.value, Quantity) for each in named)
    if answers and not in_numbers and (len(answers) > 1 or any(each.isolates for each in cultures)):
        return answers[0], _whole(answers[1:]), ""
    found = _whole([_first_line(report.conclusion)] if report.conclusion.strip() else answers)
    kind, names = text.name(report.code), dict.fromkeys(filter(None, (bare_name(each.code) for each in named)))
    whole = labels.listed(names)
    if sampling.of_report(report) is Sampling.IMAGING:
        return labels.procedures(report) or kind, found, ""
    if sampling.is_narrative(report):
        return kind or whole, found, ""
    if len(named) == 1 and isinstance(named[0].value, Quantity):
        return f"{whole} {style.value(named[0].value)}".strip(), found, ""
    if not in_numbers:
        whole = ", ".join(names)  # of microbes that were looked for none is left out
    return (kind, found, whole) if kind and len(names) > _FEW else (whole or kind, found, "")


def _named(report: Report) -> Iterator[Observation]:
    found: tuple[Finding, ...] = report.findings
    while len(found) == 1 and found[0].members and found[0].observation.value is None:
        found = found[0].members
    yield from (each.observation for each in found)


def _answers(report: Report, style: Style, cultures: tuple[Culture, ...]) -> list[str]:
    """Answers in words, each by its first line: of prose the diagnosis, else what was found; others with their questions.

    Of ``cultures`` without amounts and susceptibilities, which would stand apart from what grew.
    """
    if report.status in VOID or report.conclusion.strip():
        return []
    every = list(islice(standing(report), _LOOKED_AT))
    texts = [each for each in every if each.status != "registered" and isinstance(each.value, CodeableConcept | str)]
    if sampling.is_narrative(report):
        told = list(filter(None, (_first_line(_prose(each)) for each in sorted(texts, key=_place))))
        return [f"{told[0].removesuffix(_MORE)}{_MORE}" if len(told) > 1 else told[0]] if told else []
    leading = {id(each) for culture in cultures for each, *_ in microbiology.leading(culture)}
    below = {id(each.observation) for culture in cultures for each in culture.walk()} - leading
    texts = sorted((each for each in texts if id(each) not in below), key=latest_results.order)
    said = [_first_line(culture_text.answer(each, style)) for each in texts]
    if len(set(said)) <= 1 and (len(texts) > 1 or len(every) == 1):
        return said[:1]
    return [f"{bare_name(each.code)}: {answer}" for each, answer in zip(texts, said, strict=True)]


def _place(of: Observation) -> int:
    """Of a text: a diagnosis first, what the eye saw of the specimen last."""
    if isinstance(of.value, CodeableConcept) and of.value.code_in(text.TEXT_HEADINGS) == "DIAG":
        return 0
    return 2 if text.name(of.code).casefold().startswith("makroskop") else 1


def _prose(of: Observation) -> str:
    return (of.value.text if isinstance(of.value, CodeableConcept) else "") or value_text(of.value, "nb").text


def _first_line(said: str) -> str:
    first = labels.opening(said, len(said))
    return first if first == " ".join(said.split()) else f"{first}{_MORE}"


def _whole(answers: list[str]) -> str:
    """As many answers as there is room for, each whole, and how many more there are."""
    kept = sum(length <= _LONGEST for length in accumulate(len(each) + 2 for each in answers)) or 1
    more = f"{text.NBSP}+{len(answers) - kept}" if len(answers) > kept else ""
    return lines.short("; ".join(answers[:kept]), _LONGEST) + more


def source(report: Report) -> str:
    return lines.short(lines.laboratories(report) or sampling.source_missing(sampling.of_report(report)))


def hospital(source: str) -> str:
    """«Fjordbyen sykehus» of «Fjordbyen sykehus, Radiologisk avdeling»."""
    return source.partition(",")[0]


class ReportList(RecordTable):
    """The list of reports; ``chosen``: the selected one, None at a heading.

    Right opens a row, Left closes it, Enter or a click on the fold line does either.
    """

    chosen = Signal(object)

    def __init__(self, name: str, style: Style) -> None:
        self.reports = ReportListModel(style)
        self._quiet = False
        super().__init__(name, self.reports)
        self.chosen_row.connect(lambda row: None if self._quiet else self.chosen.emit(self.reports.report(row)))
        self.folded.connect(self.toggle)

    def toggle(self, row: int) -> None:
        self.set_open(row, not self.reports.is_open(self.reports.entry(row)))

    def set_open(self, row: int, open_: bool) -> None:
        """Open or close a row; the person stays on it, where it is."""
        report = self.reports.report(row)
        self._quietly(self.stay, lambda: self.reports.set_open(row, open_), lambda: self.reports.place_of(report))

    def reveal(self, report: Report) -> int:
        """Unfold the group of a report; returns its row, or -1 if it is not in the list."""
        here, model = self.currentIndex().row(), self.reports
        before = model.report(here) if here >= 0 else None
        self._quietly(self.stay, lambda: model.reveal(report), lambda: model.place_of(before) if here >= 0 else -1)
        return model.place_of(report)

    def mark_choice(self, row: int) -> None:
        """Select the row of a report that is already shown."""
        self._quietly(self.choose, row)

    def _quietly(self, act: Callable[..., None], *args: object) -> None:
        self._quiet = True
        act(*args)
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        plain = row >= 0 and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        entry = self.reports.entry(row) if plain else None
        opens = entry is not None and (entry.report is None or entry.group is not None)
        if opens and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle(row)
        elif opens and event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.set_open(row, event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)
