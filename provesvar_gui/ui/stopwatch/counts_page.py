"""How long the steps take on this machine: by month, with what half and what 95 of 100 look-ups stayed below. To be exported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDir, QSize, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from provesvar_gui.domain import histogram
from provesvar_gui.records.counts import NAMES, StepCounts
from provesvar_gui.ui import on_screen, theme
from provesvar_gui.ui.help_key import add_help_key
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.stopwatch import words
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import FramedCombo, ToneLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_SIZE: Final = QSize(760, 560)
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CountsDialog(QDialog):
    """``countsDialog``. ``export_asked(path)``, ``reset_asked``: for whoever has the file. Not modal."""

    export_asked = Signal(str)
    reset_asked = Signal()

    def __init__(self, parent: QWidget, *, counts: bool) -> None:
        super().__init__(parent)
        self.setObjectName("countsDialog")
        add_help_key(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("How long the steps take"))
        self._counts = StepCounts()
        what = self.tr("Only durations are counted, in classes and by month: nothing about patients, clinicians or times of day.")
        if not counts:
            what = self.tr("Counting is switched off in the settings (ui.counts). What was counted before is below.")
        self._what = ToneLabel(what, tone=Tone.SUBDUED, parent=self)
        self.month: QComboBox = FramedCombo(self)
        self.month.setObjectName("countsMonth")
        self.month.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # it is filled after it is shown
        self.month.setAccessibleName(self.tr("Month"))
        self.month.currentIndexChanged.connect(lambda _index: self._fill())
        self.list = QTreeWidget(self)
        self.list.setObjectName("countsList")
        self.list.setAccessibleName(self.tr("Steps"))
        self.list.setHeaderLabels([self.tr("Step"), self.tr("Times"), self.tr("Half (p50)"), self.tr("95 of 100 (p95)")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.list.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.said = ToneLabel(tone=Tone.SUBDUED, parent=self)
        self.said.setObjectName("countsSaid")
        self.export = self._button("countsExport", self.tr("Save as CSV or JSON …"))
        self.reset = self._button("countsReset", self.tr("Delete the counts"))
        self.export.setEnabled(False)  # until it is known what there is
        self.reset.setEnabled(False)
        close = self._button("countsClose", self.tr("Close (Esc)"))
        self.export.clicked.connect(self._ask_where)
        self.reset.clicked.connect(self.reset_asked)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self.export)
        buttons.addWidget(self.reset)
        buttons.addStretch(1)
        buttons.addWidget(close)
        head = QHBoxLayout()
        head.addWidget(self._what, 1)
        head.addWidget(self.month, 0, Qt.AlignmentFlag.AlignTop)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(*[theme.SPACE["large"]] * 4)
        column_of_all.setSpacing(theme.SPACE["small"])
        column_of_all.addLayout(head)
        column_of_all.addWidget(self.list, 1)
        column_of_all.addWidget(self.said)
        column_of_all.addLayout(buttons)
        on_screen.fit(self, _SIZE)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_counts(self, counts: StepCounts) -> None:
        """What was counted."""
        self._counts = counts
        self.month.blockSignals(True)
        self.month.clear()
        self.month.addItem(self.tr("All months"), None)
        for month in reversed(list(counts.months)):
            self.month.addItem(month, month)
        self.month.blockSignals(False)
        self._fill()

    def say(self, text: str, tone: Tone = Tone.SUBDUED) -> None:
        """What came of something."""
        self.said.say(text, tone)
        announce(self, text, urgent=False)

    def _fill(self) -> None:
        total = self._counts.total(self.month.currentData())
        self.list.clear()
        for name in NAMES:
            counts = total[name]
            shares = (words.at_most(histogram.quantile(counts, share)) for share in (0.5, 0.95))
            row = QTreeWidgetItem([words.name(name), str(sum(counts)), *shares])
            for column in (1, 2, 3):
                row.setTextAlignment(column, _RIGHT)
            self.list.addTopLevelItem(row)
        there = any(sum(counts) for counts in total.values())
        self.export.setEnabled(there)
        self.reset.setEnabled(there)
        self.said.setText("" if there else self.tr("Nothing has been counted yet."))

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the counts"))
        dialog.setObjectName("countsFileDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilters(["CSV (*.csv)", "JSON (*.json)"])
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix("json" if "json" in chosen else "csv"))
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.setDirectory(documents if documents and QDir(documents).exists() else QDir.homePath())
        dialog.selectFile(self.tr("durations"))
        dialog.fileSelected.connect(self.export_asked)
        dialog.open()

    def _button(self, name: str, label: str) -> QPushButton:
        button = QPushButton(label, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setAccessibleName(label.partition(" (")[0].removesuffix(" …"))
        return button
