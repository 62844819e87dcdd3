"""The pane of the cumulative table: the table, the legend of its signs with the counts, and the inspector."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout

from provesvar_gui.platform.time_slices import WINDOW
from provesvar_gui.results import text
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.results.model import Redacted
from provesvar_gui.results.table import Heading, TableRow, depth
from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common import flags, labels, outcome_text, status_text
from provesvar_gui.ui.results.common.export import left_apart
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.results.common.pane import Pane
from provesvar_gui.ui.results.common.text_runs import FurtherDown, RunsLabel, screen
from provesvar_gui.ui.results.table import cells
from provesvar_gui.ui.results.table.cells import BY_NAME
from provesvar_gui.ui.results.table.table import FlowsheetTable
from provesvar_gui.ui.slices import Slices
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label, fill, named_button, say_in_tooltip

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QPushButton, QWidget

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.search import SearchMatches
    from provesvar_gui.results.series import SeriesKey
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.common.text_runs import Group, TextRun
    from provesvar_gui.ui.results.table.cells import ColumnHead, FlowsheetModel, LineHead, TableCell


translate = QCoreApplication.translate


def counts(lines: FlowsheetModel) -> tuple[list[str], list[str], list[str]]:
    """The texts below the table: rows, and columns left out; times, and the newest column; rows not in the table."""
    if not lines.rows:
        return [], [], []
    dated = [top for top in lines.tops if top.moment is not None]
    rows = sum(not head.heading for head in lines.heads)
    said = [] if lines.complete else [translate("Flowsheet", "Incomplete: more may come")]
    filtered = translate("Flowsheet", "Filtered: {shown} of {all} rows")
    filtered = filtered.replace("{shown}", str(rows)).replace("{all}", str(len(lines.rows) - lines.hidden_apart))
    said.append(filtered if lines.filter is not None else translate("Flowsheet", "%n row(s)", "", rows))
    if left_out := lines.left_out:
        said.append(translate("Flowsheet", "%n result(s) outside the period not here", "", left_out))
    times, more = [translate("Flowsheet", "%n sampling time(s)", "", len(dated))], []
    if lines.complete and len(dated) > 1 and not any(top.ahead for top in dated):
        times.append(translate("Flowsheet", "the newest at the far right"))
    if hidden := lines.hidden_apart:
        apart = translate(
            "Flowsheet", "%n row(s) on another kind of number or an invalid one ({results}) not among them", "", hidden
        )
        more.append(apart.replace("{results}", outcome_text.results(apart_results(lines))))
    return said, times, more


def apart_results(lines: FlowsheetModel) -> int:
    return sum(len(row.series.points) for row in lines.rows if row.series.key.apart)


def legend(table: FlowsheetTable) -> dict[str, str]:
    (heads, found), tags = table.in_sight(), table.lines.tags
    marks = [mark for cell in found for mark in (cell.flag, *cell.signs) if mark is not None and mark.glyph and mark.words]
    signs = {_sign(mark.glyph): mark.words for mark in reversed(marks)}
    if void := dict.fromkeys(mark.words for mark in marks if mark.glyph == cells.VOID):
        signs[cells.VOID] = " / ".join(void)  # which of them it was stands with the cell
    short = {cells.WAITING: translate("Flowsheet", "waiting"), cells.PENDING: translate("Flowsheet", "preliminary")}
    signs |= {sign: words for sign, words in short.items() if sign in signs}  # of the report or the result: the cell tells it
    if any(head.others for head in heads):
        signs[cells.OTHER_REFERENCE] = translate("Flowsheet", "another ref.")
    if any(table.lines.tops[column].opened for column in table.whole_columns()):
        signs[icons.OPENED] = translate("ResultLabels", "Opened")
    letters = {*(cell.tag for cell in found), *(table.lines.tops[column].tag for column in table.whole_columns())} - {""}
    ordered = sorted(signs, key=lambda sign: (sign != cells.VOID, sign))  # the longest words first, so that two lines hold more
    return {sign: signs[sign] for sign in ordered} | {tag: name for tag, name in tags.items() if tag in letters}


def _sign(glyph: str) -> str:
    """The sign of a counting glyph («+2» with a mark), and of a repeated one."""
    return f"{glyph[0]}1" if glyph[1:2].isdigit() else glyph[0] if not glyph.isalnum() else glyph


_LEGEND, _INSPECTOR = (32, 21), (40, 32)  # pixels of their heights; in a narrow window
_NARROW = 960
_FACTS = 1000  # characters of the facts that are looked at for two lines


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TablePlace(Redacted):
    """Where the person is in the cumulative table. ``time``: of the column."""

    key: SeriesKey | None = None
    time: str = ""
    newest: bool = True  # so that a newer time takes its place


class FlowsheetPane(Pane):
    """The pane of the cumulative table, ``flowsheetPane``: below it the signs in sight, counts, and the chosen cell in words."""

    follows_filter = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("flowsheetPane")
        self._made: tuple[Digest, Style] | None = None
        self._kept: TablePlace | None = None  # to which the person returns
        self._here: TablePlace | None = None  # where they were when the table changed
        self._slices = Slices(self)
        self.table = FlowsheetTable(self)
        self.legend, self.below = RunsLabel("flowsheetLegend", self, _LEGEND[0]), FurtherDown("flowsheetBelow", self, _LEGEND[1])
        self.apart = named_button(self, "flowsheetApart", "")
        theme.set_kind(self.apart, "quiet")
        theme.set_font(self.apart, Type.SMALL)
        self.apart.setCheckable(True)
        self.status = Label(name="flowsheetStatus", kind=Type.SMALL, parent=self)
        self.inspector = RunsLabel("flowsheetInspector", self, _INSPECTOR[0])
        self.to_trend, self.to_report = named_button(self, "inspectorTrend", ""), named_button(self, "inspectorReport", "")
        self.setFocusProxy(self.table)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.clear()

    def _lay_out(self) -> None:
        below = ((self.legend, 1), (self.below, 1), self.apart, self.status), ((self.inspector, 1), self.to_trend, self.to_report)
        side, between = theme.SPACE["large"], theme.SPACE["medium"]
        rows = (fill(QHBoxLayout(), *each, spacing=between, margins=(side, 1, side, 0)) for each in below)
        fill(QVBoxLayout(self), (self.table, 1), *rows, spacing=0)

    def _connect(self) -> None:
        self.apart.toggled.connect(partial(self._change, self.table.lines.show_apart))
        self.table.trend_asked.connect(self.trend_asked)
        self.table.report_asked.connect(self.report_asked)
        self.table.copy_asked.connect(self.copy_asked)
        self.table.nothing_to_copy.connect(self._nothing_to_copy)
        self.table.menu_asked.connect(self._menu)
        self.table.moved.connect(self._inspect)
        self.table.lines.modelAboutToBeReset.connect(self._leave)
        self.table.lines.modelReset.connect(self._say)
        self.table.scrolled.connect(self._show_signs)
        self.to_trend.clicked.connect(self.table.ask_trend)
        self.to_report.clicked.connect(self.table.ask_report)

    def show_digest(self, digest: Digest, style: Style) -> None:
        self._made = (digest, style)
        if not self.table.lines.rowCount():
            self.status.setText(translate("Flowsheet", "Making the table …"))
        self._slices.run(self.table.lines.build(digest, style), self._show, first_seconds=WINDOW)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "inspector"):
            self._fit()
            if self._made is not None:
                self.show_digest(*self._made)

    def finish(self) -> None:
        self._slices.finish()

    def _leave(self) -> None:
        self._here = self._place()

    def _show(self, _made: None) -> None:
        self._fit()
        returned = self._return_to(self._kept)
        if not returned and not self._return_to(self._here):
            self.table.show_newest()
        if returned or self.table.lines.complete:
            self._kept = None
        self._inspect()

    def _count_apart(self, count: int) -> None:
        self.apart.setVisible(count > 0)
        said = translate("Flowsheet", "Show %n by another type of number", "", count)
        said = translate("Flowsheet", "Show %n apart", "", count) if self.width() < theme.px(_NARROW) else said
        self.apart.setText(said if count else "")
        whole = translate("Flowsheet", "%n result(s) on another kind of number or an invalid one", "", count)
        _name(self.apart, whole if count else "")

    def kept(self) -> TablePlace:
        return self._kept or self._place() or TablePlace()

    def keep(self, place: TablePlace) -> None:
        self._kept = place

    def _place(self) -> TablePlace | None:
        current, lines = self.table.currentIndex(), self.table.lines
        row = lines.series_row(current.row()) if current.isValid() else None
        if row is None:
            return None
        newest = current.column() == lines.newest_of(current.row())
        return TablePlace(key=row.series.key, time=lines.tops[current.column()].headline, newest=newest)

    def _return_to(self, place: TablePlace | None) -> bool:
        """Put the person there; whether row and time are here."""
        if place is None or place.key is None:
            return False
        lines = self.table.lines
        row = lines.row_of(place.key)
        times = (at for at, top in enumerate(lines.tops) if top.headline == place.time)
        column = -1 if row < 0 else lines.newest_of(row) if place.newest else next(times, -1)
        if column < 0:
            return False
        self.table.put(row, column)
        self.table.scrollTo(self.table.currentIndex())
        return True

    def apply_filter(self, shown: SearchMatches | None) -> None:
        """Only rows in which something was found, with their trees; where a period is asked for, only its times."""
        self._change(self.table.lines.set_filter, shown)

    def _change(self, change: Callable[..., None], to: object) -> None:
        """Other rows and times are shown: the person stays on theirs, in sight; on the newest where their time is gone."""
        change(to)
        here = replace(self._here, newest=False) if self._here is not None else None
        if here is None or not (self._return_to(here) or self._return_to(replace(here, newest=True))):
            self.table.show_newest()
        self._inspect()

    def clear(self) -> None:
        self._slices.cancel()
        self.table.clear()
        self._made = self._kept = self._here = None
        self.apart.setChecked(False)
        self._inspect()

    def document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
        while self._slices.running:
            yield
        hidden = 0 if self.apart.isChecked() else apart_results(self.table.lines)
        lines = self.table.lines
        if not lines.rowCount():
            return None
        said = (SEPARATOR.join(chain(*counts(lines))), left_apart(hidden))
        return (yield from table_of(lines, title=self.table.accessibleName(), facts=said, paper=paper))

    def chosen(self) -> tuple[tuple[Placed, ...], int]:
        """The results of the current column, from top to bottom; if there are none, of the row."""
        current, lines = self.table.currentIndex(), self.table.lines
        if not current.isValid():
            return (), -1
        found = [lines.cell(row, current.column()) for row in range(lines.rowCount())]
        if found[current.row()] is None and (line := lines.series_row(current.row())) is not None:
            return line.series.points[::-1], 0
        placed = [cell.points if cell is not None else () for cell in found]
        return tuple(chain(*placed)), sum(map(len, placed[: current.row()]))

    def take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.table.setAccessibleName(translate("Flowsheet", "Cumulative table"))
        for button, words, tooltip in (
            (self.to_trend, translate("Flowsheet", "Trend"), translate("Flowsheet", "The row over time (Enter)")),
            (self.to_report, translate("Flowsheet", "Report"), keys.tooltip(Key.TABLE_REPORT)),
        ):
            button.setText(words)
            _name(button, words, tooltip)
        self.table.corner.update()
        self._say()

    def _say(self) -> None:
        self._fit()
        self._show_signs()

    def _show_signs(self) -> None:
        signs, tags = legend(self.table), self.table.lines.tags
        medium = screen()
        if any(map(self.table.left_out, self.table.whole_columns())):
            signs["+n"] = translate("Flowsheet", "samples in other rows")
        groups: dict[str, Group] = {}
        for sign, words in signs.items():
            groups[sign] = (medium.tag(sign) if sign in tags else medium.run(sign), medium.run(f" {words}"))
        first = (icons.OPENED, cells.COMMENT)  # told above all views, or plain; what waits last, and a laboratory's tag never
        order = sorted(signs, key=lambda sign: (sign not in first, sign == cells.WAITING))
        spare = [groups[sign] for sign in order if sign not in tags]
        self.below.name(self.table.further_down(), self.table.further_up())
        self.below.setVisible(bool(self.below.accessibleName()))
        self.legend.tell([*groups.values()], SEPARATOR.join(f"{sign} {words}" for sign, words in signs.items()), spare)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._show_signs()
        self._inspect()

    def _fit(self) -> None:
        """In a narrow window the rows below the table are lower, and plain counts are left out."""
        narrow, lines = self.width() < theme.px(_NARROW), self.table.lines
        for button, icon in ((self.to_trend, Icon.GRAPH), (self.to_report, Icon.REPORT)):
            icons.set_icon(button, None if narrow else icon)
        self.legend.setFixedHeight(theme.px(_LEGEND[narrow]))
        self.apart.setMaximumHeight(theme.px(_LEGEND[narrow]))
        self._count_apart(apart_results(lines))
        self.inspector.setFixedHeight(theme.px(_INSPECTOR[narrow]))
        said, times, more = counts(lines)
        self.status.setText(SEPARATOR.join(said if narrow else said + times))
        say_in_tooltip(self.status, SEPARATOR.join(times + more if narrow else more))
        self.status.setVisible(not narrow or lines.filter is not None or not lines.complete or not lines.rowCount())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, colours = QPainter(self), theme.current()
        painter.fillRect(self.rect(), QColor(colours.surface))
        for above, colour in ((self.table.geometry().bottom() + 1, colours.line), (self.inspector.y() - 1, colours.edge)):
            painter.fillRect(0, above, self.width(), 1, QColor(colour))
        painter.end()

    def _inspect(self) -> None:
        lines, current = self.table.lines, self.table.currentIndex()
        row = lines.series_row(current.row()) if current.isValid() else None
        found = lines.cell(current.row(), current.column()) if row is not None else None
        self.to_trend.setEnabled(row is not None)
        self.to_report.setEnabled(self.table.report() is not None)
        if row is None:
            self.inspector.tell([], "")
            return
        head, style = lines.heads[current.row()], lines.style
        if found is None:
            self._tell("", facts=str(current.data(Qt.ItemDataRole.AccessibleTextRole)))
            return
        narrow = self.width() < theme.px(_NARROW)
        value = found.value if found.quiet or found.text else f"{found.value} {head.unit}".strip()
        marked = found.tint is MarkTint.OUTSIDE and found.flag is not None and found.flag.words
        self._tell(
            head.name,
            screen().run(value, Type.BODY if narrow else Type.VALUE, "ink", bold=True, digits=True),
            *((screen().chip(str(found.flag)),) if marked else ()),
            facts=cells.facts(
                head, found, style, self._made[0].result.fetched_at if self._made is not None else None, few=narrow
            ),
            whole=cells.read(head, found, style),
        )

    def _tell(self, name: str, *runs: TextRun, facts: str, whole: str = "") -> None:
        """``whole``: all of it in sentences, for the tooltip and a screen reader."""
        shown = " ".join(facts[:_FACTS].split())
        first = (screen().run(name, Type.BODY, "ink", bold=True), *runs)
        small = Type.SMALL if self.width() < theme.px(_NARROW) else Type.TABLE  # of which two lines have room
        groups = [*((run,) for run in first), *screen().words(shown, small)]
        self.inspector.tell(groups, whole or f"{name} {facts}".strip())

    def _nothing_to_copy(self) -> None:
        said = translate("Flowsheet", "Nothing was copied: no result stands here.")
        here = self.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        self._tell(said, facts=str(here or ""))
        announce(self.table, said, urgent=True)

    def _menu(self, place: QPoint) -> None:
        table, lines = self.table, self.table.lines
        here = table.currentIndex()
        if not here.isValid():
            return
        menu = QMenu(self)
        menu.setObjectName("flowsheetMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        acts: tuple[tuple[str, Key | str, Callable[[], None]] | None, ...] = (
            (translate("Flowsheet", "Trend"), "Enter", table.ask_trend),
            (translate("Flowsheet", "Report"), Key.TABLE_REPORT, table.ask_report),
            (translate("Flowsheet", "Add to the trend"), "", lambda: self.trend_add_asked.emit(table.series())),
            None,
            (translate("Flowsheet", "Copy the result"), Key.COPY, table.copy),
            (translate("Flowsheet", "Copy the row"), "", table.copy_row),
            (translate("Flowsheet", "Copy the column"), "", table.copy_column),
            None,
            (translate("Flowsheet", "Sort by this time"), "", partial(table.sort, lines.tops[here.column()].place)),
            (translate("Flowsheet", "Sort by name"), "", partial(table.sort, BY_NAME)),
        )
        for act in acts:
            if act is None:
                menu.addSeparator()
                continue
            words, key, do = act
            shown = keys.shown(key) if isinstance(key, Key) else key
            menu.addAction(f"{words}\t{shown}" if shown else words, do)
        menu.popup(place)


def _name(button: QPushButton, words: str, tooltip: str = "") -> None:
    button.setAccessibleName(words)
    button.setToolTip(tooltip or words)


_TIMES_PER_BAND: Final = 9  # sampling times beside each other on paper
_NO_LIMIT: Final = 10**9


def table_of(lines: FlowsheetModel, *, title: str, facts: Iterable[str], paper: bool) -> Generator[None, None, ExportDocument]:
    """The cumulative table.

    On paper the newest times come first, a few at a time; for the clipboard it is one table with tabs. A long text or a comment
    stands below its band, under its number.
    """
    tops, export = lines.tops, _Export(lines, paper=paper)
    bands = [tops]
    if paper:
        count = -(-len(tops) // _TIMES_PER_BAND)
        ends = [(place * len(tops) // count, (place + 1) * len(tops) // count) for place in range(count)]
        bands = [tops[first:last] for first, last in reversed(ends)]
    blocks = []
    for band in bands:
        rows = yield from export.band(band)
        times = (("\n" if paper else " ").join(_time(top)) for top in band)
        blocks.append(ExportTable(header=(*cells.titles(), *times), rows=rows, tabs=not paper))
        if export.notes:
            blocks.append(ExportTable(rows=(ExportRow(span=translate("Export", "Texts"), heading=True), *export.notes)))
            export.notes = []
        yield
    made_by = "; ".join(export.laboratories)
    made_by = translate("Export", "Laboratories: {names}").replace("{names}", made_by) if made_by else ""
    legend = "   ".join(f"{glyph}{text.NBSP}{said}" for glyph, said in export.meant.items() if glyph and paper)
    return ExportDocument(title=title, facts=tuple(filter(None, (*facts, made_by, legend))), blocks=tuple(blocks), wide=paper)


class _Export:
    """``notes``: numbered notes below a band. ``meant``: the meaning of the signs in the cells."""

    def __init__(self, lines: FlowsheetModel, *, paper: bool) -> None:
        self._heads, self._tags, self._style, self._paper = lines.heads, lines.tags, lines.style, paper
        self._count = 0
        self.notes: list[ExportRow] = []
        self.meant: dict[str, str] = {}
        self.laboratories: dict[str, None] = {}

    def band(self, band: Sequence[ColumnHead]) -> Generator[None, None, tuple[ExportRow, ...]]:
        """The rows with a result in these columns, under their disciplines; a parent's result precedes their name."""
        told: list[ExportRow] = []
        disciplines: list[LineHead] = []  # under which nothing stands yet
        above: list[LineHead] = []
        for head in self._heads:
            above = [each for each in above if depth(each.line) < depth(head.line)]
            found = {top.place: head.cells[top.place] for top in band if top.place in head.cells}
            if found:
                told += (ExportRow(span=each.name, level=each.level, heading=True) for each in disciplines)
                disciplines = []
                told.append(self._row(head, [each.name for each in above], found, band))
                tags = (f"{cell.tag} {self._tags.get(cell.tag, '')}".strip() for cell in found.values())
                self.laboratories.update(dict.fromkeys(tags))
                yield
            elif isinstance(head.line, Heading) and head.line.tree is None:
                disciplines = [*(each for each in disciplines if each.level < head.level), head]
            else:
                above.append(head)
        return tuple(told)

    def _row(self, head: LineHead, above: list[str], found: dict[int, TableCell], band: Sequence[ColumnHead]) -> ExportRow:
        said = [self._cell(head, found[top.place]) if top.place in found else "" for top in band]
        places = [(place, found[top.place]) for place, top in enumerate(band, 3) if top.place in found]
        name = " › ".join((*above, head.name))
        return ExportRow(
            cells=(name, head.unit, _reference(head, self._style), *said),
            level=head.level if self._paper else 0,
            struck=frozenset(place for place, cell in places if all(point.void for point in cell.points)),
            strong=frozenset(place for place, cell in places if cell.tint is MarkTint.OUTSIDE),
        )

    def _cell(self, head: LineHead, cell: TableCell) -> str:
        signs = (
            glyph for glyph in (cell.glyph, *(mark.glyph for mark in cell.signs)) if glyph not in (cells.COMMENT, cells.VOID)
        )
        # what is void says so first, since it may be read alone
        said = short = text.NBSP.join(filter(None, (cells.VOID if cell.void else "", cell.tag, cell.value, *signs)))
        if not self._paper:
            said = cells.copied(head, cell, self._style)
        whole = self._signs_suffice(cell) if self._paper else len(said) <= cells.LONG
        if whole and cell.value != cells.elsewhere() and not any(point.observation.notes for point in cell.points):
            return said
        self._count += 1
        note = f"({self._count}) {cells.read(head, cell, self._style, limit=_NO_LIMIT)}"
        self.notes.append(ExportRow(span=note))
        return f"{said if len(said) <= cells.LONG else short} ({self._count})"

    def _signs_suffice(self, cell: TableCell) -> bool:
        """Whether the signs of a cell state everything but its comments: one standing result with common signs only."""
        placed = cell.points[0]
        marks, status = flags.marks(placed.observation), status_text.not_final(placed)
        shown = [*marks, *((status,) if status is not None else ())]
        for mark in shown:
            self.meant.setdefault(mark.glyph, mark.words)
        said = {each.words for each in (*marks, *status_text.status_marks(placed), *labels.opened(placed))}
        known = {self.meant[mark.glyph] for mark in shown if mark.glyph and mark.glyph in cell.shown}
        return len(cell.points) == 1 and placed.stands and said <= known


def _time(top: ColumnHead) -> Iterable[str]:
    return filter(None, (top.date, top.clock, translate("Overview", "dated after the fetch") if top.ahead else ""))


def _reference(head: LineHead, style: Style) -> str:
    """The newest result's reference range; then differing ones of older results."""
    newest, *others = (cells.references(head.line, style) if isinstance(head.line, TableRow) else ()) or ("",)
    if not others:
        return newest
    earlier = translate("Export", "earlier: {range}").replace("{range}", "; ".join(others))
    return f"{newest} ({earlier})"
