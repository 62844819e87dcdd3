"""The dialog of the self-check: a row for each item, and the details of the selected one. It shows no patient and no secret."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QGuiApplication, QShortcut
from PySide6.QtWidgets import QHeaderView, QTreeWidgetItem

from provesvar_gui.self_check import findings as check_texts
from provesvar_gui.self_check.findings import CheckResult, Grade, Item, worst
from provesvar_gui.ui import messages, theme
from provesvar_gui.ui.admin.page import AdminDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.errors import AppError
    from provesvar_gui.ui.ports import BridgeLike, Maintenance

_COLOURS = {Grade.GREEN: "ok", Grade.AMBER: "flag", Grade.RED: "danger", Grade.UNKNOWN: "ink2"}
_GLYPHS = {Grade.GREEN: "✓", Grade.AMBER: "▲", Grade.RED: "✕", Grade.UNKNOWN: "?"}


def translate(text: str) -> str:
    """Of context "SelfCheck"."""
    return QCoreApplication.translate(check_texts.CONTEXT, text)


class SelfCheckDialog(AdminDialog):
    """The dialog of the self-check.

    ``setup_asked``: take a client's file in, where ``may_set_up``. ``checked``: a tuple of ``CheckResult``.
    """

    setup_asked = Signal()
    checked = Signal(object)

    def __init__(self, parent: QWidget, bridge: BridgeLike, maintenance: Callable[[], Maintenance], *, may_set_up: bool) -> None:
        super().__init__(parent, "selfCheck", QCoreApplication.translate("SelfCheckDialog", "Self-check"))
        self._bridge, self._maintenance, self._may_set_up = bridge, maintenance, may_set_up
        self._found: dict[Item, CheckResult] = {}
        self._rows: dict[Item, QTreeWidgetItem] = {}
        self.list = self.make_list(self.tr("What was checked"), [self.tr("State"), self.tr("What"), self.tr("Found")])
        for column in (0, 1):
            self.list.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.list.currentItemChanged.connect(lambda *_: self._show_detail())
        self._detail = self.make_detail(self.tr("The chosen item"), lines=9)
        self._set_up = self.button("SetUp", self.tr("Set up the client …"), self.setup_asked)
        self._copy = self.button("Copy", self.tr("Copy the report (Ctrl+C)"), self.copy_report)
        self._again = self.button("Again", self.tr("Check again (F5)"), self.check)
        QShortcut("F5", self, self.check)
        QShortcut("Ctrl+C", self.list, self.copy_report, context=Qt.ShortcutContext.WidgetShortcut)
        buttons = (self._set_up, self._copy, self._again)
        self.lay_out((self.panel, self.list, self._detail), grows=self.list, buttons=buttons, size=QSize(1080, 760))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def check(self) -> None:
        """It takes some seconds; each row tells as soon as it is known."""
        self._found.clear()
        self.say(self.tr("Checking …"), "ink2")
        self._set_up.setVisible(False)
        self._again.setEnabled(False)
        self._copy.setEnabled(False)
        self.list.clear()
        self._rows = {item: QTreeWidgetItem(["…", translate(item), ""]) for item in Item}
        self.list.addTopLevelItems(list(self._rows.values()))
        self.list.setCurrentItem(self._rows[next(iter(Item))])
        maintenance = self._maintenance
        task = self._bridge.start_alone(lambda report: maintenance().self_check(report), parent=self)
        task.progressed.connect(lambda finding: self.show_finding(finding) if isinstance(finding, CheckResult) else None)
        task.succeeded.connect(lambda found: self.show_all(found) if isinstance(found, tuple) else None)
        task.succeeded.connect(self.checked)
        task.failed.connect(self._fail)

    def show_finding(self, finding: CheckResult) -> None:
        self._found[finding.item] = finding
        row = self._rows[finding.item]
        row.setText(0, _GLYPHS[finding.grade] + " " + translate(finding.grade))
        row.setText(2, check_texts.what(finding, translate).partition("\n")[0])  # all of it stands below
        row.setForeground(0, QBrush(QColor(getattr(theme.current(), _COLOURS[finding.grade]))))
        if row is self.list.currentItem():
            self._show_detail()

    def show_all(self, findings: Sequence[CheckResult]) -> None:
        """All of it is known: the worst comes first under the eye."""
        for finding in findings:
            self.show_finding(finding)
        for item in [item for item in self._rows if item not in self._found]:
            self.list.takeTopLevelItem(self.list.indexOfTopLevelItem(self._rows.pop(item)))
        summary = check_texts.summary(findings, translate)
        grade = worst(findings)
        self.say(summary, _COLOURS[grade])
        self._again.setEnabled(True)
        self._copy.setEnabled(True)
        self._set_up.setVisible(self._may_set_up and any(finding.set_up for finding in findings))
        first = next((finding.item for finding in findings if finding.grade is grade), None)
        if first is not None and self.list.currentItem() is self.list.topLevelItem(0):  # nobody has gone elsewhere
            self.list.setCurrentItem(self._rows[first])

    def _fail(self, error: AppError) -> None:
        """Nothing could be looked at, for want of the sandbox, for example."""
        self.say(messages.of_error(error).what, "danger")
        self._found.clear()
        self.list.clear()
        self._again.setEnabled(True)

    def copy_report(self) -> None:
        """All of it as text, to be mailed."""
        if not self._copy.isEnabled():
            return
        findings = [self._found[item] for item in Item if item in self._found]
        report = check_texts.report(findings, datetime.datetime.now(datetime.UTC), translate)
        QGuiApplication.clipboard().setText(report)
        self.say(self.tr("The report is on the clipboard. It holds no secret and no person."), "ok")

    def _show_detail(self) -> None:
        chosen = self.list.currentItem()
        finding = next((self._found.get(item) for item, row in self._rows.items() if row is chosen), None)
        self._detail.setPlainText("\n".join(check_texts.paragraph(finding, translate)) if finding is not None else "")
