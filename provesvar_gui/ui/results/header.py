"""The header of the results: what was fetched and when, its coverage, and the look-up's references on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common import coverage_text
from provesvar_gui.ui.results.common.banner import plain_label
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import TintLabel

if TYPE_CHECKING:
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.results.summary import Summary
    from provesvar_gui.ui.window_settings import WindowSettings

translate = QCoreApplication.translate
_SURE_MS: Final = 5000  # how long the second press is waited for


class RefreshButton(QPushButton):
    """The button that fetches again, ``refreshButton``.

    Each look-up is logged, so fetching again takes two presses; ``asked`` comes with the second.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("refreshButton")
        self._sure = QTimer(self, singleShot=True, interval=_SURE_MS)
        self._sure.timeout.connect(self.retranslate)
        self.clicked.connect(self._pressed)

    def retranslate(self) -> None:
        """Words in the language of the screen."""
        waiting = self._sure.isActive()
        self.setText(
            translate("ResultsHeader", "Press again: it is logged") if waiting else translate("ResultsHeader", "Fetch again")
        )
        self.setAccessibleName(self.text())
        self.setToolTip(keys.tooltip(Key.REFRESH))

    def _pressed(self) -> None:
        if self._sure.isActive():
            self._sure.stop()
            self.retranslate()
            self.asked.emit()
        else:
            self._sure.start()
            self.retranslate()

    def reset(self) -> None:
        """Forget a first press."""
        self._sure.stop()
        self.retranslate()


class ResultsHeader(QWidget):
    """The header of the results, ``resultsHeader``. When it was fetched stands in the patient's strip above it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("resultsHeader")
        self._result: LookupResult | None = None
        self._summary: Summary | None = None
        self._partial = False
        self._news: int | None = None
        self._history_from = ""
        self.coverage = plain_label("coverageLabel", self)
        self.limits = TintLabel(tint=Tint.SUBDUED, parent=self)
        self.limits.setObjectName("limitsLabel")
        self.refresh = RefreshButton(self)
        self.codes = QCheckBox(self)
        self.codes.setObjectName("showCodes")
        self.references = QToolButton(self)
        self.references.setObjectName("showReferences")
        self.references.setCheckable(True)
        self.references.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.ids = plain_label("correlationIds", self)
        self.copy = QPushButton(self)
        self.copy.setObjectName("copyReferences")
        self.copy.clicked.connect(self._copy)
        self.references.toggled.connect(self._show_ids)
        self._row = row = QHBoxLayout()
        row.setSpacing(theme.SPACE["small"])
        row.addWidget(self.limits, 1)
        row.addWidget(self.codes)
        row.addWidget(self.references)
        row.addWidget(self.refresh)
        self._below = QWidget(self)
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.ids, 1)
        below.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE["small"], 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.coverage)
        column.addLayout(row)
        column.addWidget(self._below)
        self._below.hide()
        self.retranslate()

    def take_settings(self, settings: WindowSettings) -> None:
        self._history_from = settings.values.pps.history_from
        self._say()

    def add(self, control: QWidget) -> None:
        """One more control, before the others."""
        self._row.insertWidget(1, control)

    def retranslate(self) -> None:
        """Words in the language of the screen."""
        self.codes.setText(translate("ResultsHeader", "Show &codes"))
        self.references.setText(translate("ResultsHeader", "Look-up IDs"))
        self.references.setToolTip(translate("ResultsHeader", "The IDs of this look-up, for support"))
        self.copy.setText(translate("ResultsHeader", "Copy the IDs"))
        self.references.setAccessibleName(translate("ResultsHeader", "IDs of the look-up"))
        self.ids.setAccessibleName(self.references.accessibleName())
        self.refresh.retranslate()
        self._say()

    def show_result(self, result: LookupResult, *, partial: bool, news: int | None = None) -> None:
        """Say how much of the answer is here, and how much of it is new (``news``)."""
        self._result, self._partial, self._summary, self._news = result, partial, None, news
        self._say()
        self.ids.setText("\n".join(result.correlation_ids))
        self.references.setEnabled(bool(result.correlation_ids))
        self.refresh.reset()

    def count(self, summary: Summary) -> None:
        """Say what it holds, as soon as that has been counted."""
        self._summary = summary
        self._say()

    def _say(self) -> None:
        result = self._result
        if result is not None:
            self.limits.setText(coverage_text.limits(self._history_from))
            self.coverage.setText(coverage_text.line(result, self._summary, partial=self._partial, news=self._news))
            self.coverage.setAccessibleName(self.coverage.text())

    def clear(self) -> None:
        self._result = self._summary = None
        self.coverage.setText("")
        self.limits.setText("")
        self.coverage.setAccessibleName("")
        self.ids.setText("")
        self.references.setChecked(False)
        self.references.setEnabled(False)
        self.refresh.reset()

    def _show_ids(self, shown: bool) -> None:
        self._below.setVisible(shown)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.ids.text())
