"""How the window is laid out: the mark above, the form and its rail on the left, the head row over the results."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.marks import DrillMark, Mark, ProdLabel, mark_of
from provesvar_gui.ui.primary_button import plain_button

if TYPE_CHECKING:
    from provesvar_gui.ui.form import Form
    from provesvar_gui.ui.form_fold import FormFold
    from provesvar_gui.ui.login_panel import LoginPanel
    from provesvar_gui.ui.results_area import ResultsArea
    from provesvar_gui.ui.window_settings import WindowSettings


class WindowFrame(QWidget):
    """Everything in the window but what lies over it. ``help``: the button."""

    def __init__(self, form: Form, fold: FormFold, panel: LoginPanel, area: ResultsArea, parent: QWidget) -> None:
        super().__init__(parent)
        self._mark: Mark | None = None
        self.help = plain_button(self.tr("&Help"), self)
        self.help.setObjectName("helpButton")
        self.help.setAccessibleName(self.tr("Help"))
        self.help.setToolTip(keys.tooltip(Key.HELP))
        head = QHBoxLayout()
        head.setContentsMargins(theme.SPACE["small"], theme.SPACE["hair"], theme.SPACE["large"], 0)
        head.setSpacing(theme.SPACE["small"])
        self._prod = ProdLabel(self)
        head.addWidget(self._prod, 1)
        head.addWidget(panel)
        head.addWidget(self.help)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(head)
        right.addWidget(area, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(form)
        body.addWidget(fold.rail)
        body.addLayout(right, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(body, 1)

    def put_in_order(self, form: Form, panel: LoginPanel) -> None:
        """The order of the Tab key. Once the frame is in its window: before that Qt has no order."""
        order = (
            form.patient.line, *form.basis.stops(), form.role.combo, form.organisation.combo, form.question.yes, form.question.no,
            form.lookup, form.progress.cancel, panel.again, panel.copy, panel.login, panel.journal, panel.logout, self.help,
        )  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def show_mark(self, settings: WindowSettings) -> None:
        """Which profile this is, unmistakably."""
        if self._mark is not None:
            self._mark.hide()
            self._mark.deleteLater()
        self._prod.show_profile(settings)
        self._mark = mark_of(settings, self.window())
        if isinstance(self._mark, DrillMark):
            self._mark.offer_end(self.window())
        if self._mark is not None:
            self._column.insertWidget(0, self._mark)
            self._mark.show()

    def put_on_top(self, bar: QWidget) -> None:
        """A bar over form and results, below the mark."""
        self._column.insertWidget(self._column.count() - 1, bar)
