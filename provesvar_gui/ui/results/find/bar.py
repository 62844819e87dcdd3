"""The bar above the views: tabs, search and filter; and the search itself. It is empty for every new patient."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from provesvar_gui.platform.time_slices import WINDOW
from provesvar_gui.results import search, text
from provesvar_gui.results.model import Redacted
from provesvar_gui.results.search import IS_MARKED, Facet, ResultQuery
from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.patient_bar import is_compact
from provesvar_gui.ui.results.common import flags, labels, lines
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.sheet import scrolling
from provesvar_gui.ui.slices import Slices
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.widgets import KeyButton, Label, Panel, column_of, fill, named_button, say_in_tooltip

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime

    from PySide6.QtGui import QHideEvent, QResizeEvent
    from PySide6.QtWidgets import QBoxLayout

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.model import Observation, Report
    from provesvar_gui.results.search import Choice, FilterKey, SearchIndex, SearchMatches

translate = QCoreApplication.translate
_NARROW, _WIDE = 120, 240  # pixels of the field
_LONGEST: Final = 200  # characters that are looked for
_MOST_CHOICES: Final = 12  # choices of a facet, the most frequent first
_NAME: Final = 40  # characters of the name of one
SEVERAL: Final = (Facet.DISCIPLINE, Facet.LABORATORY, Facet.STATUS)
_FACETS: Final = {
    Facet.DISCIPLINE: QT_TRANSLATE_NOOP("Find", "Discipline"),
    Facet.LABORATORY: QT_TRANSLATE_NOOP("Find", "Laboratory"),
    Facet.STATUS: QT_TRANSLATE_NOOP("Find", "Status"),
    Facet.PERIOD: QT_TRANSLATE_NOOP("Find", "Period"),
    Facet.MARKED: QT_TRANSLATE_NOOP("Find", "Marked"),
}
PERIODS: Final[dict[FilterKey, tuple[timedelta, str]]] = {
    "": (timedelta.max, QT_TRANSLATE_NOOP("Find", "All times")),
    "24h": (timedelta(hours=24), QT_TRANSLATE_NOOP("Find", "Last 24 hours")),
    "7d": (timedelta(days=7), QT_TRANSLATE_NOOP("Find", "Last 7 days")),
    "30d": (timedelta(days=30), QT_TRANSLATE_NOOP("Find", "Last 30 days")),
    "1y": (timedelta(days=366), QT_TRANSLATE_NOOP("Find", "Last year")),
}


def is_marked(observation: Observation) -> bool:
    return any(each.tint is not MarkTint.NONE for each in flags.marks(observation))


def is_report_marked(report: Report) -> bool:
    """Whether a coded comment on it does (list 8269)."""
    return any(flags.report_mark(each) is not None for each in report.comments)


class SearchField(QLineEdit):
    """The search field, ``searchField``. Escape clears it, then leaves; Enter and Down go to the matches.

    Keeps no history of what was typed: it would outlive the patient.
    """

    left = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self.setMaxLength(_LONGEST)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setDragEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # Qt's own would offer to undo
        self.addAction(QAction(translate("Find", "Search"), self), QLineEdit.ActionPosition.LeadingPosition)
        icons.set_icon(self.findChildren(QToolButton)[0], icons.Icon.SEARCH)
        self.setMinimumWidth(_NARROW)
        self.setMaximumWidth(_WIDE)

    def retranslate(self) -> None:
        self._fit()
        self.setAccessibleName(translate("Find", "Search in the results"))
        self.setAccessibleDescription(
            translate("Find", "Names, codes, values, texts, comments and laboratories; all words count")
        )
        self.setToolTip(keys.tooltip(Key.FIND))

    def _fit(self) -> None:
        whole = translate("Find", "Search in the results ({key})").replace("{key}", keys.shown(Key.FIND))
        self.setPlaceholderText(whole if self.width() >= theme.px(_WIDE) else translate("Find", "Search"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Escape is meant for this field before it is meant for the window."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.setText("")  # not clear(): that can be undone
            else:
                self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            if not event.isAutoRepeat():
                self.entered.emit()
        else:
            super().keyPressEvent(event)


class FilterLine(Panel):
    """The line of an active filter, ``filterLine``: the shown part of the answer, and the filters. Hidden without a filter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("accent_ground", "accent_text", parent)
        self.setObjectName("filterLine")
        self.words = Label(name="filterWords", colour="accent_text", letters=20, parent=self)
        self.all = named_button(self, "filterReset", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE["large"], 0, theme.SPACE["large"], 0)
        row.addWidget(self.words)
        row.addWidget(self.all)
        row.addStretch(1)
        self.hide()

    def say(self, said: str) -> None:
        self.words.setText(said)
        say_in_tooltip(self.words, said)
        self.setAccessibleName(said)
        self.setVisible(bool(said))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Chosen(Redacted):
    """The chosen search words and filters.

    What was typed, and the keys that were chosen, each with its label, in the order in which they were chosen.
    """

    typed: str = ""
    keys: tuple[tuple[Facet, FilterKey, str], ...] = ()

    def of(self, facet: Facet) -> frozenset[FilterKey]:
        return frozenset(key for each, key, _ in self.keys if each is facet)

    def change(self, facet: Facet, key: FilterKey, label: str, *, on: bool) -> Chosen:
        """With or without that one; a period takes the place of another, and one of all times of every other."""
        kept = (each for each in self.keys if each[:2] != (facet, key) and (each[0] is not facet or facet in SEVERAL))
        added = ((facet, key, label),) if on and (key or facet is not Facet.PERIOD) else ()
        return replace(self, keys=(*kept, *added))

    def query(self, now: datetime | None) -> ResultQuery:
        period = next(iter(self.of(Facet.PERIOD)), "")
        return ResultQuery(
            words=search.query_words(self.typed),
            keys=frozenset((facet, key) for facet, key, _ in self.keys if facet is not Facet.PERIOD),
            since=now - PERIODS[period][0] if period and now is not None else None,
        )


def facet_name(facet: Facet) -> str:
    return translate("Find", _FACETS[facet])


class FilterPanel(QFrame):
    """The panel of the filters, ``filterPanel``: a column for each facet. Its choices are made when it opens.

    ``chosen(facet, key, label, on)``: a choice. ``reset``: everything is to be shown. ``closed``: the person has done with it.
    """

    chosen = Signal(object, str, str, bool)
    reset = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("filterPanel")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.all = KeyButton("filterAll", translate("Find", "Show everything"), Key.UNFILTER, self)
        done = KeyButton("filterClose", translate("Sheet", "Close"), Key.UNDO, self)
        for button, act in ((self.all, self.reset), (self.all, self.hide), (done, self.hide)):
            button.clicked.connect(act)
        self._around = QVBoxLayout(self)
        self._around.addLayout(fill(QHBoxLayout(), 1, self.all, done))
        self._content: QScrollArea | None = None

    def open_below(self, button: QWidget, index: SearchIndex, chosen: Chosen, *, dated: bool) -> None:
        """``dated``: a period can be asked for."""
        self._empty()
        content = QWidget(self)
        self._content = area = scrolling(content, "filterScroll")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._around.insertWidget(0, area)
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE["wide"])
        compact = is_compact(button.window())
        gap = theme.SPACE["hair" if compact else "tight"]
        for facet in SEVERAL:
            column = self._column(row, facet, gap)
            every = index.choices[facet]
            offered = [each for place, each in enumerate(every) if place < _MOST_CHOICES or each.key in chosen.of(facet)]
            for each in offered:
                self._add(column, QCheckBox(), facet, each.key, _label(facet, each), chosen, count=each.results)
            if len(offered) < len(every):
                column.addWidget(QLabel(translate("Find", "… and %n more: search for the name", "", len(every) - len(offered))))
            column.addStretch(1)
        column = self._column(column if compact else row, Facet.PERIOD, gap)
        for key, (_, said) in PERIODS.items():
            self._add(column, QRadioButton(), Facet.PERIOD, key, translate("Find", said), chosen).setEnabled(dated)
        column.addSpacing(3 * gap)
        self._add(column, QCheckBox(), *IS_MARKED, translate("Find", "Marked only"), chosen).setToolTip(
            translate("Find", "Deviations; not R, POS, growth")  # those are findings, and no marks
        )
        column.addStretch(1)
        self.setAccessibleName(translate("Find", "Filters"))
        above = button.mapTo(button.window(), button.rect().bottomLeft()).y() + theme.SPACE["small"]
        wanted = content.sizeHint().grownBy(self._around.contentsMargins()) + QSize(4, 4)
        wanted += QSize(0, self._around.spacing() + self.all.sizeHint().height())
        room = button.window().size() - QSize(0, above)
        if wanted.height() > room.height():
            wanted += QSize(area.verticalScrollBar().sizeHint().width(), 0)
        self.resize(wanted.boundedTo(room))
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + theme.SPACE["tight"]))
        self.move(max(corner.x(), button.window().mapToGlobal(QPoint(0, 0)).x()), corner.y())
        self.show()
        next(each for each in self.choices() if each.isEnabled()).setFocus(Qt.FocusReason.PopupFocusReason)

    def choices(self) -> list[QAbstractButton]:
        """The choices in reading order; none where it is closed."""
        return self._content.findChildren(QAbstractButton) if self._content is not None else []

    def _column(self, row: QBoxLayout, facet: Facet, gap: int) -> QVBoxLayout:
        part = QWidget()
        part.setObjectName(f"filter{facet.name.title()}")
        part.setAccessibleName(facet_name(facet))
        column = column_of(part, gap)
        head = QLabel(facet_name(facet))
        theme.set_font(head, theme.Type.BODY, bold=True)
        column.addWidget(head)
        row.addWidget(part)
        return column

    def _add(
        self, column: QBoxLayout, box: QAbstractButton, facet: Facet, key: FilterKey, text: str, chosen: Chosen, *, count: int = 0
    ) -> QAbstractButton:
        said = "\n".join(wrap(lines.short(text, 2 * _NAME), _NAME)) + (f" ({count})" if count else "")
        box.setText(said.replace("&", "&&").replace("\t", " "))
        box.setCheckable(True)
        box.setChecked(key in chosen.of(facet) or (facet is Facet.PERIOD and not key and not chosen.of(facet)))
        box.clicked.connect(lambda on: self.chosen.emit(facet, key, text, on))
        column.addWidget(box)
        return box

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, enter = event.key(), event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
            if self._content is not None and (focused := self.focusWidget()) is not None:
                self._content.ensureWidgetVisible(focused)
        elif keys.pressed(Key.UNFILTER, event) or (enter and self.all.hasFocus()):
            self.all.click()
        elif enter or key == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._empty()
        self.closed.emit()

    def _empty(self) -> None:
        content, self._content = self._content, None
        if content is not None:
            for each in content.findChildren(QAbstractButton):
                each.setText("")
            self._around.removeWidget(content)
            content.deleteLater()


def _label(facet: Facet, choice: Choice) -> str:
    label = labels.status(choice.key).words if facet is Facet.STATUS and choice.key else choice.label
    return " ".join(label.split()) or translate("Find", "Not given")


class FindBar(QWidget):
    """The bar, ``findBar``, with the tabs of the views first.

    An answer is read at the first question, in slices, so that no key press waits. Holds patient data until ``clear``.

    ``shown_changed(SearchMatches)``: what is found; None when everything is shown again. ``asked``: go to what was found.
    ``left``: back to the results.
    """

    shown_changed = Signal(object)
    asked = Signal()
    left = Signal()

    def __init__(self, tabs: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.chosen = Chosen()
        self.shown: SearchMatches | None = None  # what is found, None where everything is shown
        self._now: datetime | None = None
        self._complete = True
        self._view = ""  # what is said of the view on top, where it does not follow
        self._query = ResultQuery()
        self._digest: Digest | None = None
        self._index: SearchIndex | None = None
        self._asking, self._reading = Slices(self), Slices(self)
        self.field = SearchField(self)
        self.field.textChanged.connect(lambda typed: self._take(Chosen(typed=typed, keys=self.chosen.keys)))
        self.field.left.connect(self.left)
        self.field.entered.connect(lambda: (self.asked if self.chosen != Chosen() else self.left).emit())
        self.button = QPushButton(self)
        self.button.setObjectName("filterToggle")
        theme.set_kind(self.button, "quiet")
        icons.set_icon(self.button, icons.Icon.FILTER, "accent_text")
        self.button.clicked.connect(self.open_filters)
        self.panel = FilterPanel(self)
        self.panel.chosen.connect(self._choose)
        self.panel.reset.connect(self.reset)
        self.panel.closed.connect(self._go_on)
        self.line = FilterLine(self)
        self.line.all.clicked.connect(lambda: (self.asked.emit if self._view else self.reset)())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE["small"])
        row.addWidget(tabs)
        tabs.lower()  # a screen reader reads it first
        row.addStretch(1)
        row.addWidget(self.field, 9)  # it grows first
        row.addWidget(self.button)
        for key, act in (
            (Key.FIND, self.take_focus),
            (Key.FILTERS, self.open_filters),
            (Key.UNFILTER, self.reset),
        ):
            for sequence in keys.sequences(key):
                QShortcut(sequence, self, act)
        self.retranslate()

    def offer(self, offered: bool) -> None:
        self.field.setVisible(offered)
        self.button.setVisible(offered)

    def show_digest(self, digest: Digest) -> None:
        self._now, self._complete = digest.result.fetched_at, digest.complete
        self.offer(offered=True)
        if self._now is None and self.chosen.of(Facet.PERIOD):  # nobody can say what that is
            self._choose(Facet.PERIOD, "", "", True)
        self._query = self.chosen.query(self._now)
        self._reading.cancel()
        self._digest, self._index = digest, None
        if not self._query.empty:
            self._ask(self._query)
        self._say()

    def _ask(self, query: ResultQuery) -> None:
        """Key presses that wait in the queue become one question: each takes the place of the one before."""
        self._query = query
        self._asking.cancel()
        if query.empty:
            self._found(None)
        elif self._digest is not None:
            self._asking.run(self._match(self._digest), self._found, first_seconds=0.0)

    def _match(self, digest: Digest) -> Generator[None, None, SearchMatches]:
        index = yield from self._read(digest)
        return (yield from search.match(index, self._query))

    def _read(self, digest: Digest) -> Generator[None, None, SearchIndex]:
        if self._index is None:
            steps = search.build(digest.result, digest.observations, marked=is_marked, report_marked=is_report_marked)
            self._index = yield from steps
        return self._index

    def finish(self) -> None:
        self._reading.finish()
        self._asking.finish()

    def show_view(self, unfiltered: str) -> None:
        """Another view is on top. ``unfiltered``: the text for a view that ignores filters, else ""."""
        self._view = unfiltered
        self._say()

    def keep(self, chosen: Chosen) -> None:
        """The same patient's answer is on its way once more: ask the same of it, as soon as it is there."""
        if chosen != Chosen():
            self._write(chosen)
            self.line.say(translate("Find", "Searching …"))

    def clear(self) -> None:
        """Forget the answer, the query and the filters."""
        self.panel.hide()
        self._now = None
        if self.shown is not None:
            self.shown = None
            self.shown_changed.emit(None)  # nothing is announced of a patient who goes
        self.reset()
        self._reading.cancel()
        self._digest = self._index = None

    def reset(self) -> None:
        lost = QApplication.focusWidget() is self.line.all
        self._take(Chosen())
        if lost:
            self.left.emit()

    def take_focus(self) -> None:
        if self.field.isVisible():
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.selectAll()

    def open_filters(self) -> None:
        """The panel, as soon as the answer has been read."""
        if self.button.isVisible() and self._digest is not None:
            self._reading.run(self._read(self._digest), self._open_panel, first_seconds=WINDOW)

    def _open_panel(self, index: SearchIndex) -> None:
        self.panel.open_below(self.button, index, self.chosen, dated=self._now is not None)

    def _go_on(self) -> None:
        """After the panel closes with filters, turn to a view with the matches."""
        if self._view and self.chosen.keys:
            self.asked.emit()

    def retranslate(self) -> None:
        self.field.retranslate()
        self._name_button()
        self._say()

    def _name_button(self) -> None:
        count = len(self.chosen.keys)
        words = translate("Find", "Filter")
        self.button.setText(f"{words} ({count})" if count else words)
        told = translate("Find", "%n filter(s) on", "", count) if count else ""
        self.button.setAccessibleName(", ".join(filter(None, (words, told))))
        self.button.setToolTip(keys.tooltip(Key.FILTERS))
        self.panel.all.setEnabled(self.chosen != Chosen())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _choose(self, facet: Facet, key: FilterKey, label: str, on: bool) -> None:
        self._take(self.chosen.change(facet, key, label, on=on))

    def _take(self, chosen: Chosen) -> None:
        self._write(chosen)
        self._ask(chosen.query(self._now))
        if self.shown is None and not self._query.empty:
            self.line.say(translate("Find", "Searching …"))

    def _write(self, chosen: Chosen) -> None:
        self.chosen = chosen
        if self.field.text() != chosen.typed:
            self.field.blockSignals(True)
            self.field.setText(chosen.typed)  # which cannot be undone
            self.field.blockSignals(False)
        self._name_button()

    def _found(self, shown: SearchMatches | None) -> None:
        before, self.shown = self.shown, shown
        said = self._say()
        if shown is not None or before is not None:
            self.shown_changed.emit(shown)
            announce(self, said or self.tr("Everything is shown again"), urgent=False)

    def _say(self) -> str:
        """The shown part; "" without a filter, or before it is applied."""
        if self.shown is None and not self._query.empty:
            return ""
        said = " · ".join(self._parts(self.shown)).replace(text.NBSP, " ") if self.shown is not None else ""
        self.line.say(said)
        reset = translate("Find", "Show everything ({key})").replace("{key}", keys.shown(Key.UNFILTER))
        act = translate("Find", "Show the hits in the table") if self._view else reset  # where everything is shown already
        self.line.all.setText(act)
        self.line.all.setAccessibleName(act)
        return said

    def _parts(self, shown: SearchMatches) -> list[str]:
        found, of = len(shown.found), shown.index.results
        if shown.groups or self._view:
            said = [translate("Find", "{found} of %n result(s)", "", of).replace("{found}", str(found))]
        else:
            said = [translate("Find", "Nothing matches: %n result(s) hidden", "", of)]
        said += filter(None, (self._view,))
        for facet, _, label in self.chosen.keys:
            said.append(label if facet in (Facet.MARKED, Facet.PERIOD) else f"{facet_name(facet)}: {label}")
        if shown.undated:
            said.append(translate("Find", "%n without a date included", "results", shown.undated))
        if not self._complete:
            said.append(translate("Find", "more results may still come"))
        return said
