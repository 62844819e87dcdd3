"""The footer of the results: how much came, since when there can be answers, what cannot be here; and all about the look-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.message_line import Ground
from provesvar_gui.ui.results.common import coverage_text, outcome_text
from provesvar_gui.ui.results.common.banner import plain_label
from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.theme import Tint, Type
from provesvar_gui.ui.tinted_widgets import ElidedLabel

if TYPE_CHECKING:
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.results.summary import Summary
    from provesvar_gui.ui.window_settings import WindowSettings

translate = QCoreApplication.translate
_HEIGHT = 30
_KEPT = 100  # letters
_WIDTH = 720  # of the dialog's words
_LABORATORIES = 30  # that are named there


class AboutLookup(QDialog):
    """All about the look-up, ``aboutLookup``: counts, laboratories, what was withheld, and the IDs for support."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("aboutLookup")
        self._title = QLabel(self)
        self._title.setObjectName("aboutLegend")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        theme.set_font(self._title, Type.HEADING)
        self.words = plain_label("aboutWords", self)
        self.ids = plain_label("correlationIds", self)
        self.copy = QPushButton(self)
        self.copy.setObjectName("copyReferences")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.ids.text()))
        self._close = QPushButton(self)
        self._close.setObjectName("aboutClose")
        self._close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self._close)
        buttons.addStretch(1)
        buttons.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE["wide"]] * 4)
        column.setSpacing(theme.SPACE["medium"])
        for each in (self._title, self.words, self.ids):
            column.addWidget(each)
        column.addLayout(buttons)
        self.setFixedWidth(theme.px(_WIDTH))

    def retranslate(self) -> None:
        """Words in the language of the screen."""
        about = translate("ResultsHeader", "About the look-up")
        self.setWindowTitle(about)
        self._title.setText(about)
        self.copy.setText(translate("ResultsHeader", "Copy the IDs"))
        self._close.setText(translate("ResultsHeader", "Close (Esc)"))
        self.ids.setAccessibleName(translate("ResultsHeader", "IDs of the look-up"))


class Footer(Ground):
    """The footer, ``resultsFooter``. ``about``: the dialog."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("resultsFooter", parent or QWidget(), line_above=True)
        self._result: LookupResult | None = None
        self._summary: Summary | None = None
        self._partial = False
        self._news: int | None = None
        self._history_from = self._contact = ""
        self.coverage = ElidedLabel(letters=30, parent=self)
        self.coverage.setObjectName("coverageLabel")
        self.limits = ElidedLabel(tint=Tint.SUBDUED, letters=8, parent=self)
        self.limits.setObjectName("limitsLabel")
        self.open = QPushButton(self)
        self.open.setObjectName("showReferences")
        theme.set_kind(self.open, "quiet")
        self.open.clicked.connect(self.open_about)
        theme.set_font(self.coverage, Type.SMALL, bold=True)
        for each in (self.limits, self.open):
            theme.set_font(each, Type.SMALL)
        self.about = AboutLookup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE["large"], 1, theme.SPACE["medium"], 1)
        row.setSpacing(theme.SPACE["medium"])
        row.addWidget(self.coverage)
        row.addWidget(self.limits)
        row.addStretch(1)
        row.addWidget(self.open)
        self.setFixedHeight(theme.px(_HEIGHT))
        self.retranslate()

    def take_settings(self, settings: WindowSettings) -> None:
        self._history_from, self._contact = settings.values.pps.history_from, settings.privacy_contact
        self._say()

    def open_about(self) -> None:
        self.about.show()
        self.about.raise_()
        self.about.activateWindow()

    def retranslate(self) -> None:
        """Words in the language of the screen."""
        words = translate("ResultsHeader", "About the look-up")
        self.open.setText(words)
        self.open.setAccessibleName(words)
        self.open.setToolTip(translate("ResultsHeader", "Counts, laboratories, and the IDs of this look-up for support"))
        self.about.retranslate()
        self._say()

    def show_result(self, result: LookupResult, *, partial: bool, news: int | None = None) -> None:
        """Say how much of the answer is here, and how much of it is new (``news``)."""
        self._result, self._partial, self._summary, self._news = result, partial, None, news
        self._say()

    def count(self, summary: Summary) -> None:
        """Say what it holds, as soon as that has been counted."""
        self._summary = summary
        self._say()

    def _say(self) -> None:
        result = self._result
        if result is None:
            return
        self.limits.setText(coverage_text.limits(self._history_from))
        short = coverage_text.line(result, self._summary, partial=self._partial, short=True, news=self._news)
        kept = short if len(short) <= _KEPT else short[:_KEPT].rpartition(SEPARATOR)[0]
        self.coverage.keep(kept)  # what cannot be here gives way first
        self.coverage.setText(short)
        whole = coverage_text.line(result, self._summary, partial=self._partial, news=self._news)
        self.coverage.setAccessibleName(whole)
        parts = [whole, self.limits.text()]
        if self._summary is not None and self._summary.laboratories:
            named = list(self._summary.laboratories[:_LABORATORIES])
            if left := len(self._summary.laboratories) - len(named):
                named.append(translate("ResultsHeader", "… and %n more: in the list of reports", "", left))
            parts.append("\n".join(named))
        if result.coverage.withheld:
            parts.append(f"{outcome_text.withheld(result.coverage.withheld)} {outcome_text.about_withheld(self._contact)}")
        self.about.words.setText("\n\n".join(parts))
        self.about.ids.setText("\n".join(result.correlation_ids))
        self.about.copy.setEnabled(bool(result.correlation_ids))

    def clear(self) -> None:
        self._result = self._summary = None
        for label in (self.coverage, self.limits):
            label.setText("")
            label.setAccessibleName("")
        self.about.close()
        self.about.words.clear()
        self.about.ids.clear()
