"""The head of a report: two lines above its results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.results import text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.ui import keys
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common import labels, lines, sampling, tints
from provesvar_gui.ui.results.common.banner import plain_label

if TYPE_CHECKING:
    from provesvar_gui.results.model import Report
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate


class ReportHead(QFrame):
    """The head of a report, ``reportHead``. Type and status, then sampling, issue, laboratory and requester."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reportHead")
        self.title = plain_label("reportTitle", self)
        self.title.setWordWrap(False)
        self.status = plain_label("reportStatus", self)
        self.status.setWordWrap(False)
        self.status.setMargin(3)
        self._tint = labels.MarkTint.NONE
        self.facts = plain_label("reportFacts", self)
        strong = QFont(self.font())
        strong.setPointSizeF(self.font().pointSizeF() * 1.25)
        strong.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(strong)
        self.standing = plain_label("reportStanding", self)
        self.standing.hide()
        self.changes = QPushButton(self)
        self.changes.setObjectName("showChanges")
        self.changes.setCheckable(True)
        self.changes.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.title)
        top.addWidget(self.status)
        top.addStretch(1)
        top.addWidget(self.changes)
        column.addLayout(top)
        column.addWidget(self.standing)
        column.addWidget(self.facts)

    def show_report(self, report: Report, style: Style, *, apart: bool = False) -> None:
        """Say what this report is. ``apart``: on another kind of identifier, which is named."""
        kind = sampling.of_report(report)
        name = lines.short(text.visible(text_concepts.name(report.code)) or translate("ReportHead", "Report"))
        status = labels.status(report.status)
        self.title.setText(name)
        status = labels.report_status(report.status) if report.status in labels.PENDING_STATUSES else status
        said = str(status)
        opened = translate("ReportHead", "Opened: restricted by the patient") if report.opened or report.opened_words else ""
        if within := labels.opened_results(report):
            opened = translate("ReportHead", "%n result(s) opened: restricted by the patient", "", within)
        if opened:
            said += lines.SEPARATOR + opened
        self.status.setText(lines.short(text.visible(said)))
        self.status.show()
        self._tint = status.tint
        self._apply_tint()
        font = self.title.font()
        font.setStrikeOut(report.status in labels.VOID_STATUSES)
        self.title.setFont(font)
        requester = report.request.requester if report.request else None
        pairs = (
            (translate("ReportHead", "Registered on"), lines.registered_on(report) if apart or report.subject is None else ""),
            (sampling.date_label(kind), sampling.date(report, style.language) or translate("ReportHead", "not given")),
            (translate("ReportHead", "First issued"), style.moment(report.report_date)),
            (translate("ReportHead", "Issued"), style.moment(report.issued)),
            (sampling.source_label(kind), lines.laboratories(report) or translate("ReportHead", "not given")),
            (translate("ReportHead", "Requester"), lines.party(requester) if requester else ""),
        )
        told = [pair for place, pair in enumerate(pairs) if pair[1] and not (place == 2 and pair[1] == pairs[3][1])]
        self.facts.setText(text.visible(lines.SEPARATOR.join(f"{label}: {lines.short(body)}" for label, body in told)))
        self.setAccessibleName(", ".join(filter(None, (name, status.words, opened))))

    def show_standing(self, words_: str) -> None:
        """Say how the report stands to its other versions."""
        self.standing.setText(text.visible(words_))
        self.standing.setVisible(bool(words_))
        if words_:
            self.setAccessibleName(f"{self.accessibleName()}, {self.standing.text()}")

    def offer_changes(self, count: int, *, shown: bool) -> None:
        """The button that shows what stood in older versions, where anything did."""
        self.changes.blockSignals(True)
        self.changes.setChecked(shown)
        self.changes.blockSignals(False)
        self.changes.setText(translate("ReportHead", "Show what %n result(s) were changed from", "", count) if count else "")
        self.changes.setAccessibleName(self.changes.text())
        self.changes.setToolTip(keys.tooltip(Key.CHANGES))
        self.changes.setVisible(count > 0)

    def toggle_changes(self) -> None:
        """Press the button, where there is something to show."""
        if self.changes.isVisibleTo(self):
            self.changes.click()

    def show_heading(self, words_: str) -> None:
        """No report is chosen but the heading of those that stand apart."""
        self.clear()
        self.facts.setText(words_)
        self.setAccessibleName(words_)

    def _apply_tint(self) -> None:
        pair = tints.pair(self._tint, self.palette())
        palette = QPalette(self.palette())
        if pair is not None:
            palette.setColor(QPalette.ColorRole.WindowText, pair[0])
            palette.setColor(QPalette.ColorRole.Window, pair[1])
        self.status.setAutoFillBackground(pair is not None)
        self.status.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "facts"):
            self._apply_tint()

    def clear(self) -> None:
        for label in (self.title, self.status, self.facts, self.standing):
            label.setText("")
        self.status.setAutoFillBackground(False)
        self.standing.hide()
        self.offer_changes(0, shown=False)
        self.setAccessibleName("")
