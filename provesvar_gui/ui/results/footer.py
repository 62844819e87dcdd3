"""The footer of the results: coverage, and the facts of the look-up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.message_line import Ground
from provesvar_gui.ui.patient_bar import is_compact
from provesvar_gui.ui.results.common import outcome_text
from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.sheet import Facts, Sheet, scrolling
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label, fill, named_button

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.results.digest import Summary
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.ui.window_settings import WindowSettings

translate = QCoreApplication.translate
_BELOW: Final = QBoxLayout.Direction.TopToBottom
_ONE_LINE, _TWO_LINES = 30, 44  # pixels
_WIDE: Final = 1200  # pixels of a window from which all stands on one line
_LEAST_LETTERS: Final = 160
_SIDES: Final = 48  # pixels beside its texts
_LABORATORIES: Final = 30  # that are named in the page


class AboutSheet(Sheet):
    """About the look-up, ``aboutLookup``: nothing in it can be selected past the guard of the clipboard."""

    def __init__(self, parent: Footer) -> None:
        super().__init__(parent, "about", translate("ResultsHeader", "About the look-up"), "aboutLookup")
        self.facts = Facts(self, gap="small")
        call = self.button("Call", translate("Outcomes", "Whom to call …"), parent.call_asked.emit)
        call.setToolTip(keys.tooltip(Key.CALL))  # which is the window's
        self.copy = self.button("Copy", translate("ResultsHeader", "Copy the IDs"), parent.copy_ids, Key.COPY)
        self.copy.setObjectName("copyReferences")
        scroll = scrolling(self.facts, "aboutScroll")
        self.lay_out((scroll,), grows=scroll, buttons=(call, self.copy), height=480)


class Footer(Ground):
    """The footer, ``resultsFooter``. ``about``: messages, counts, laboratories, withheld results, and the ids for support."""

    call_asked = Signal()

    def __init__(self, parent: QWidget, messages: Callable[[], Iterable[str]]) -> None:
        super().__init__("resultsFooter", parent, line_above=True)
        self._messages = messages
        self._result: LookupResult | None = None
        self._summary: Summary | None = None
        self._partial = False
        self._news: int | None = None
        self._history_from = ""
        self.coverage = Label(name="coverageLabel", kind=Type.SMALL, bold=True, letters=30, parent=self)
        self.limits = Label(name="limitsLabel", colour="ink2", kind=Type.SMALL, letters=8, parent=self)
        self.limits.parts = ". "
        self.limits.setMinimumWidth(1)  # it gives way first, and is whole in what «open» shows
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # no text makes the window wider than the screen
        self.open = named_button(self, "showReferences", "")
        theme.set_kind(self.open, "quiet")
        theme.set_font(self.open, Type.SMALL)
        self.open.clicked.connect(self.open_about)
        self.about: AboutSheet | None = None  # while it is open
        self._lines = fill(QBoxLayout(QBoxLayout.Direction.LeftToRight), self.coverage, self.limits)
        fill(QHBoxLayout(self), self._lines, 1, self.open, margins=(theme.SPACE["large"], 1, theme.SPACE["tight"], 1))
        self._fit()
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._say()

    def _fit(self) -> None:
        two = self.window().width() < theme.px(_WIDE) and not is_compact(self.window())
        self._lines.setDirection(_BELOW if two else QBoxLayout.Direction.LeftToRight)
        self._lines.setSpacing(0 if two else theme.SPACE["medium"])
        self.setFixedHeight(theme.px(_TWO_LINES if two else _ONE_LINE))

    def take_settings(self, settings: WindowSettings) -> None:
        self._history_from = settings.values.pps.history_from
        self._say()

    def open_about(self) -> None:
        if self.about is None:
            self.about = AboutSheet(self)
            self.about.finished.connect(self._about_closed)
        self._say()
        self.about.open_page()

    def _about_closed(self) -> None:
        if self.about is not None:
            self.about.facts.set_facts(())  # it may live on for a moment
        self.about = None

    def copy_ids(self) -> None:
        if self._result is not None and self._result.correlation_ids:
            QGuiApplication.clipboard().setText("\n".join(self._result.correlation_ids))

    def retranslate(self) -> None:
        words = translate("ResultsHeader", "About the look-up")
        self.open.setText(words)
        self.open.setAccessibleName(words)
        self.open.setToolTip(translate("ResultsHeader", "Counts, laboratories, and the IDs of this look-up for support"))
        self._say()

    def show_result(self, result: LookupResult, *, partial: bool, news: int | None = None) -> None:
        self._result, self._partial, self._summary, self._news = result, partial, None, news
        self._say()

    def count(self, summary: Summary) -> None:
        self._summary = summary
        self._say()

    def _say(self) -> None:
        result, summary = self._result, self._summary
        if result is None:
            return
        limits = outcome_text.limits(self._history_from, short=is_compact(self.window()))
        self.limits.say(limits)
        told = partial(outcome_text.coverage, result, summary, partial=self._partial, short=True, news=self._news)
        wide, first = self.coverage.fontMetrics().horizontalAdvance, f"{limits.partition('. ')[0]}."
        room = self.width() - self.open.sizeHint().width() - _SIDES
        beside = 0 if self._lines.direction() is _BELOW else self.limits.fontMetrics().horizontalAdvance(first)
        short = told(narrow=wide(told()) + beside > room)  # what may be missing is told before how many laboratories there are
        kept = short if len(short) <= _LEAST_LETTERS else short[:_LEAST_LETTERS].rpartition(SEPARATOR)[0]
        if wide(kept) > room:
            kept = ""  # where text is large: cut, and plainly so
        self.coverage.say(short, keep=kept)  # what cannot be here gives way first
        whole = outcome_text.coverage(result, summary, partial=self._partial, news=self._news)
        self.coverage.setAccessibleName(whole)
        if self.about is None:
            return
        named = sorted(summary.laboratories) if summary is not None else []
        if (left := len(named) - _LABORATORIES) > 0:
            named[_LABORATORIES:] = [translate("ResultsHeader", "… and %n more: in the list of reports", "", left)]
        asked = translate("ResultsHeader", "Request {number}: {id}")
        ids = [asked.format(number=number, id=each) for number, each in enumerate(result.correlation_ids, start=1)]
        self.about.facts.set_facts(
            [
                *((translate("ResultsHeader", "Message"), each) for each in self._messages()),
                (translate("ResultsHeader", "Fetched"), whole),
                (translate("ResultsHeader", "May be missing"), outcome_text.limits(self._history_from)),
                (translate("ResultsHeader", "IDs for support"), "\n".join(ids)),
                (translate("ResultsHeader", "Laboratories"), "\n".join(named)),
            ]
        )
        self.about.copy.setVisible(bool(result.correlation_ids))

    def clear(self) -> None:
        self._result = self._summary = None
        for label in (self.coverage, self.limits):
            label.say("")
            label.setAccessibleName("")
        if self.about is not None:
            self.about.close()
