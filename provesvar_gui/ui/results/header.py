"""One line above the results: how much came, when, and the references of the look-up on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from provesvar_gui.ui.results import outcome_words
from provesvar_gui.ui.results.banner import plain_label

if TYPE_CHECKING:
    from provesvar_gui.domain.results import LookupResult

translate = QCoreApplication.translate


class ResultsHeader(QWidget):
    """``resultsHeader``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("resultsHeader")
        self.coverage = plain_label("coverageLabel", self)
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
        row = QHBoxLayout()
        row.addWidget(self.coverage, 1)
        row.addWidget(self.codes)
        row.addWidget(self.references)
        self._below = QWidget(self)
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.ids, 1)
        below.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.addLayout(row)
        column.addWidget(self._below)
        self._below.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Words in the language of the screen."""
        self.codes.setText(translate("ResultsHeader", "Show &codes"))
        self.references.setText(translate("ResultsHeader", "References of the look-up"))
        self.copy.setText(translate("ResultsHeader", "Copy references"))
        self.references.setAccessibleName(self.references.text())
        self.ids.setAccessibleName(self.references.text())

    def show_result(self, result: LookupResult, *, partial: bool) -> None:
        """Say how much of the answer is here."""
        parts = [outcome_words.coverage(result.coverage, partial=partial)]
        if result.fetched_at is not None:
            clock = f"{result.fetched_at.astimezone():%H:%M}"
            parts.append(translate("ResultsHeader", "fetched at {time}").format(time=clock))
        self.coverage.setText(" · ".join(parts))
        self.coverage.setAccessibleName(self.coverage.text())
        self.ids.setText("\n".join(result.correlation_ids))
        self.references.setEnabled(bool(result.correlation_ids))

    def clear(self) -> None:
        """Hold nothing."""
        self.coverage.setText("")
        self.coverage.setAccessibleName("")
        self.ids.setText("")
        self.references.setChecked(False)
        self.references.setEnabled(False)

    def _show_ids(self, shown: bool) -> None:
        self._below.setVisible(shown)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.ids.text())
