"""The self-check beside the window: a row for each item, the chosen one whole below. It shows no patient and no secret."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QGuiApplication, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)
from shiboken6 import isValid

from provesvar_gui.errors import AppError
from provesvar_gui.self_check.item import Finding, Grade, Item, State, worst
from provesvar_gui.ui import messages, theme
from provesvar_gui.ui.admin import self_check_words as words
from provesvar_gui.ui.help.keys import add_help_key
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel, TonePanel
from provesvar_gui.ui.widgets import fit_on_screen, named_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.ui.maintenance import Upkeep
    from provesvar_gui.ui.ports import BridgeLike

_SIZE = QSize(1080, 760)
_DETAIL_LINES = 9
_TONES = {Grade.GREEN: Tone.OK, Grade.AMBER: Tone.WARNING, Grade.RED: Tone.ERROR, Grade.UNKNOWN: Tone.HELP}
_GLYPHS = {Grade.GREEN: "✓", Grade.AMBER: "▲", Grade.RED: "✕", Grade.UNKNOWN: "?"}
_SETUP = frozenset({State.CLIENT_NONE, State.KEY_MISSING, State.KEY_UNUSABLE, State.KEY_OF_ANOTHER, State.KEY_ENDED})


def translate(text: str) -> str:
    """Of context "SelfCheck"."""
    return QCoreApplication.translate(words.CONTEXT, text)


class SelfCheckDialog(QDialog):
    """``selfCheckDialog``. Not modal: a scanned number still reaches the window behind it.

    ``check_asked``: look again. ``setup_asked``: take a client's file in, where ``may_set_up``.
    """

    check_asked = Signal()
    setup_asked = Signal()

    def __init__(self, parent: QWidget, *, may_set_up: bool) -> None:
        super().__init__(parent)
        self.setObjectName("selfCheckDialog")
        add_help_key(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Self-check"))
        self._may_set_up = may_set_up
        self._found: dict[Item, Finding] = {}
        self._panel = TonePanel(bar=True, parent=self)
        self._state = ToneLabel(parent=self._panel)
        self._state.setObjectName("selfCheckState")
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(theme.SPACE["medium"], theme.SPACE["small"], theme.SPACE["medium"], theme.SPACE["small"])
        inside.addWidget(self._state)
        self.list = self._make_list()
        self._detail = QPlainTextEdit(self)
        self._detail.setObjectName("selfCheckDetail")
        self._detail.setAccessibleName(self.tr("The chosen item"))
        self._detail.setReadOnly(True)
        self._detail.setTabChangesFocus(True)
        self._detail.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self._detail.setFixedHeight(self._detail.fontMetrics().lineSpacing() * _DETAIL_LINES + 2 * theme.SPACE["small"])
        self._set_up = named_button(self, "selfCheckSetUpButton", self.tr("Set up the client …"))
        self._copy = named_button(self, "selfCheckCopyButton", self.tr("Copy the report (Ctrl+C)"))
        self._again = named_button(self, "selfCheckAgainButton", self.tr("Check again (F5)"))
        self._close = named_button(self, "selfCheckCloseButton", self.tr("Close (Esc)"))
        self._close.setAccessibleName(self.tr("Close"))
        self._set_up.clicked.connect(self.setup_asked)
        self._copy.clicked.connect(self.copy_report)
        self._again.clicked.connect(self.check_asked)
        self._close.clicked.connect(self.close)
        QShortcut("F5", self, self.check_asked.emit)
        QShortcut("Ctrl+C", self.list, self.copy_report, context=Qt.ShortcutContext.WidgetShortcut)
        self._lay_out()
        fit_on_screen(self, _SIZE)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_list(self) -> QTreeWidget:
        rows = QTreeWidget(self)
        rows.setObjectName("selfCheckList")
        rows.setAccessibleName(self.tr("What was checked"))
        rows.setHeaderLabels([self.tr("State"), self.tr("What"), self.tr("Found")])
        rows.setRootIsDecorated(False)
        rows.setUniformRowHeights(True)
        rows.setAllColumnsShowFocus(True)
        rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = rows.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        rows.currentItemChanged.connect(lambda *_: self._show_detail())
        return rows

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self._set_up, self._copy, self._again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        margin = theme.SPACE["large"]
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.SPACE["small"])
        column.addWidget(self._panel)
        column.addWidget(self.list, 1)
        column.addWidget(self._detail)
        column.addLayout(buttons)

    def say_running(self) -> None:
        """It takes some seconds; each row tells as soon as it is known."""
        self._found.clear()
        self._say(self.tr("Checking …"), Tone.SUBDUED)
        self._set_up.setVisible(False)
        self._again.setEnabled(False)
        self._copy.setEnabled(False)
        self.list.clear()
        for item in Item:
            row = QTreeWidgetItem(["…", translate(words.ITEMS[item]), ""])
            row.setData(0, Qt.ItemDataRole.UserRole, item.value)
            self.list.addTopLevelItem(row)
        self._go_to(self.list.topLevelItem(0))

    def show_finding(self, finding: Finding) -> None:
        self._found[finding.item] = finding
        row = self._row(finding.item)
        if row is not None:
            row.setText(0, _GLYPHS[finding.grade] + " " + translate(words.GRADES[finding.grade]))
            row.setText(2, words.what(finding, translate).partition("\n")[0])  # all of it stands below
            row.setToolTip(2, "")
        self._colour()
        if row is self.list.currentItem():
            self._show_detail()

    def show_all(self, findings: Sequence[Finding]) -> None:
        """All of it is known: the worst comes first under the eye."""
        for finding in findings:
            self.show_finding(finding)
        for number in reversed(range(self.list.topLevelItemCount())):
            if self._item(self.list.topLevelItem(number)) not in self._found:
                self.list.takeTopLevelItem(number)
        summary = words.summary(findings, translate)
        grade = worst(findings)
        self._say(summary, _TONES[grade])
        announce(self, summary, urgent=False)
        self._again.setEnabled(True)
        self._copy.setEnabled(True)
        self._set_up.setVisible(self._may_set_up and any(finding.state in _SETUP for finding in findings))
        first = next((finding.item for finding in findings if finding.grade is grade), None)
        if first is not None and self.list.currentItem() is self.list.topLevelItem(0):  # nobody has gone elsewhere
            self._go_to(self._row(first))

    def say_failed(self, what: str) -> None:
        """Nothing could be looked at, for want of the sandbox, for example."""
        self._say(what, Tone.ERROR)
        self.list.clear()
        self._again.setEnabled(True)

    def copy_report(self) -> None:
        """All of it as text, to be mailed."""
        if not self._copy.isEnabled():
            return
        findings = [self._found[item] for item in Item if item in self._found]
        report = words.report(findings, datetime.datetime.now(datetime.UTC), translate)
        QGuiApplication.clipboard().setText(report)
        self._say(self.tr("The report is on the clipboard. It holds no secret and no person."), Tone.OK)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange) and hasattr(self, "list"):
            self._colour()

    def _row(self, item: Item) -> QTreeWidgetItem | None:
        rows = (self.list.topLevelItem(number) for number in range(self.list.topLevelItemCount()))
        return next((row for row in rows if row is not None and self._item(row) is item), None)

    def _go_to(self, row: QTreeWidgetItem | None) -> None:
        if row is not None:
            self.list.setCurrentItem(row)

    def _item(self, row: QTreeWidgetItem | None) -> Item | None:
        return None if row is None else Item(row.data(0, Qt.ItemDataRole.UserRole))

    def _colour(self) -> None:
        for finding in self._found.values():
            row = self._row(finding.item)
            if row is not None:
                row.setForeground(0, QBrush(QColor(theme.current().shades[_TONES[finding.grade]].text)))

    def _show_detail(self) -> None:
        item = self._item(self.list.currentItem())
        finding = self._found.get(item) if item is not None else None
        self._detail.setPlainText("\n".join(words.paragraph(finding, translate)) if finding is not None else "")

    def _say(self, what: str, tone: Tone) -> None:
        self._panel.set_tone(tone)
        self._state.say(what, tone)


class SelfCheckController(QObject):
    """``set_up_asked``: somebody wants to take a client's file in. ``checked``: all that was found, a tuple of ``Finding``."""

    set_up_asked = Signal()
    checked = Signal(object)

    def __init__(self, bridge: BridgeLike, upkeep: Upkeep, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._upkeep, self._window = bridge, upkeep, window
        self._dialog: SelfCheckDialog | None = None

    def open(self, *, may_set_up: bool) -> None:
        dialog = self._dialog
        if dialog is not None and isValid(dialog):
            dialog.raise_()
            dialog.activateWindow()
            return
        dialog = self._dialog = SelfCheckDialog(self._window, may_set_up=may_set_up)
        dialog.check_asked.connect(self._check)
        dialog.setup_asked.connect(self.set_up_asked)
        dialog.show()
        self._check()

    def _check(self) -> None:
        dialog = self._dialog
        if dialog is None or not isValid(dialog):
            return
        dialog.say_running()
        upkeep = self._upkeep
        task = self._bridge.start_alone(lambda report: upkeep.self_check(report), parent=dialog)
        task.progressed.connect(lambda finding: dialog.show_finding(finding) if isinstance(finding, Finding) else None)
        task.succeeded.connect(lambda found: dialog.show_all(found) if isinstance(found, tuple) else None)
        task.succeeded.connect(self.checked)
        task.failed.connect(lambda error: dialog.say_failed(_what(error)))


def _what(error: object) -> str:
    return messages.of_error(error).what if isinstance(error, AppError) else ""
