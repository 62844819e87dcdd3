"""The sheet of the self-check: a row for each item, and the details of the selected one. It shows no patient and no secret."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QGuiApplication

from provesvar_gui.self_check import findings as check_texts
from provesvar_gui.self_check.findings import Grade, Item, worst, worst_first
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.sheet import ListSheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.self_check.findings import CheckResult
    from provesvar_gui.ui.bridge import Bridge
    from provesvar_gui.ui.ports import Maintenance
    from provesvar_gui.ui.window_settings import WindowSettings

_COLOURS = {Grade.GREEN: "ok", Grade.AMBER: "flag", Grade.RED: "danger", Grade.UNKNOWN: "ink2"}
_GLYPHS = {Grade.GREEN: "✓", Grade.AMBER: "▲", Grade.RED: "✕", Grade.UNKNOWN: "?"}
#: Where one of these is wrong, nobody logs in or looks up.
_NEEDED: Final = {Item.SETTINGS, Item.CLIENT, Item.KEY, Item.KEY_EXPIRY, Item.PORTS, Item.HELSEID, Item.RESULTS}
_LONG: Final = 70  # letters that a row has room for
translate = partial(QCoreApplication.translate, check_texts.CONTEXT)


class SelfCheckDialog(ListSheet):
    """``setup_asked``: import a client's file, where ``may_set_up``."""

    setup_asked = Signal()

    def __init__(self, parent: QWidget, bridge: Bridge, maintenance: Callable[[], Maintenance], settings: WindowSettings) -> None:
        super().__init__(parent, "selfCheck", QCoreApplication.translate("SelfCheckDialog", "Self-check"))
        self._bridge, self._maintenance, self._settings = bridge, maintenance, settings
        self._found: Sequence[CheckResult] = ()
        self._set_up = self.button("SetUp", self.tr("Set up the client …"), self.setup_asked.emit, kind="primary")
        self._copy = self.button("Copy", self.tr("Copy the report"), self.copy_report, Key.COPY)
        self.again = self.button("Again", self.tr("Check again"), self.read, Key.REFRESH)
        rows = self.make_list(
            self.tr("What was checked"), [self.tr("State"), self.tr("What was found")], 1, self.tr("The chosen item"), 120
        )
        self.lay_out((self.panel, *rows), grows=self.list, buttons=(self._set_up, self._copy, self.again), height=760)

    def read(self) -> None:
        self._show_rows(())
        maintenance = self._maintenance
        task = self._bridge.start_alone(lambda _report: maintenance().self_check(), parent=self)
        self.fill_from(task, self.tr("Checking …"), self.show_all)

    def show_all(self, findings: Sequence[CheckResult]) -> None:
        """The worst is the first item, and selected."""
        self.say(f"{self._consequence(findings)}\n{check_texts.summary(findings, translate)}", _COLOURS[worst(findings)])
        self._show_rows(worst_first(findings))
        self.list.choose(0)

    def _consequence(self, findings: Sequence[CheckResult]) -> str:
        """Whether one can look up, where that is sure, and whom to call."""
        grades, support = {finding.item: finding.grade for finding in findings}, self._settings.contacts().support
        if any(grades.get(item) is Grade.RED for item in _NEEDED):
            said = self.tr("Something must be put right before you can look up.")
        else:
            sure = all(grades.get(item) in (Grade.GREEN, Grade.AMBER) for item in _NEEDED - {Item.KEY_EXPIRY})
            more = self.tr("Something should be looked at.") if worst(findings) is not Grade.GREEN else ""
            said = " ".join(filter(None, (self.tr("You can look up.") if sure else "", more)))
        called = self.tr("Call {contact}.").format(contact=support.line) if support and worst(findings) is not Grade.GREEN else ""
        return f"{said} {called}".strip()

    def _show_rows(self, findings: Sequence[CheckResult]) -> None:
        self.list.clear()
        self._found = findings
        for finding in findings:
            what = check_texts.finding_text(finding, translate).partition("\n")[0]  # all of it stands below
            said = " ".join((_GLYPHS[finding.grade], translate(finding.grade)))
            self.list.add([said, "\n".join((translate(finding.item), what))], {0: _COLOURS[finding.grade]})
        self._copy.setEnabled(bool(findings))
        self._set_up.setVisible(self._settings.may_set_up and any(finding.set_up for finding in findings))
        self.show_facts()

    def copy_report(self) -> None:
        """Copy the whole report as text, for a mail."""
        report = check_texts.report(self._found, datetime.datetime.now(datetime.UTC), translate)
        QGuiApplication.clipboard().setText(report)
        self.say(self.tr("The report is on the clipboard. It holds no secret and no person."), "ok")

    def facts_of(self, place: int) -> list[tuple[str, str]]:
        """What its row does not say."""
        what, *parts = check_texts.finding_text(self._found[place], translate).split("\n")
        _, *more = check_texts.paragraph(self._found[place], translate)
        return [("", line.strip()) for line in (what if len(what) > _LONG else "", *parts, *more)]
