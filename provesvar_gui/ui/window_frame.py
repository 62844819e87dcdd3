"""The frame of the window: mark and patient bar at the top, below them one page: form, results, or an opening."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.marks import DrillMark, Mark, ProdLabel, mark_of
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import TintLabel
from provesvar_gui.ui.widgets import plain_button

if TYPE_CHECKING:
    from provesvar_gui.ui.desk.login_panel import LoginPanel
    from provesvar_gui.ui.form.form import Form
    from provesvar_gui.ui.results_area import ResultsArea
    from provesvar_gui.ui.window_settings import WindowSettings


class FormPage(QWidget):
    """The form alone, in the middle; above it the way back to results that are hidden. ``backAsked``: by its button."""

    backAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, form: Form, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("formPage")
        self._hidden = TintLabel(tint=Tint.SUBDUED, parent=self)
        self._hidden.setObjectName("resultsHidden")
        self.back = plain_button("", self)
        self.back.setObjectName("backButton")
        self.back.clicked.connect(self.backAsked)
        way = QHBoxLayout()
        way.addWidget(self._hidden, 1)
        way.addWidget(self.back)
        middle = QVBoxLayout()
        middle.addLayout(way)
        middle.addWidget(form, 1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addLayout(middle)
        across.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.SPACE["small"], 0, 0)
        self._column.addLayout(across, 1)
        self.offer_way_back("", same=False)

    def offer_way_back(self, number: str, *, same: bool) -> None:
        """Results of this number are hidden, grouped; "": there are none. ``same``: it is the one in the form."""
        self._hidden.setVisible(bool(number))
        self.back.setVisible(bool(number))
        if not number:
            self._hidden.clear()
            self.back.setText(self.tr("Back to the results (Esc)"))
        elif same:
            self._hidden.setText(self.tr("The results are hidden. Esc shows them again as long as the number is the same."))
            self.back.setText(self.tr("Back to the results (Esc)"))
        else:
            self._hidden.setText(self.tr("The number was changed: the results are hidden, and soon deleted."))
            self.back.setText(self.tr("Back to {number}").format(number=number))
        self.back.setAccessibleName(self.back.text())

    def add_at_foot(self, widget: QWidget) -> None:
        self._column.addWidget(widget)


class WindowFrame(QWidget):
    """Everything in the window but what lies over it. ``help``: the button."""

    def __init__(self, form: Form, panel: LoginPanel, area: ResultsArea, parent: QWidget) -> None:
        super().__init__(parent)
        self._mark: Mark | None = None
        self._form, self._area = form, area
        self._panel: QWidget | None = None
        self._panel_page: QScrollArea | None = None
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
        self.form_page = FormPage(form, self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.form_page)
        self._pages.addWidget(area)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._column.addWidget(area.strip)
        self._column.addWidget(area.banner)
        self._column.addWidget(self._pages, 1)
        area.resultsShown.connect(lambda _shown: self._turn())
        area.panelMade.connect(self._take_panel)

    def put_in_order(self, form: Form, panel: LoginPanel) -> None:
        """The order of the Tab key. Once the frame is in its window: before that Qt has no order."""
        order = (*form.stops(), panel.login, panel.journal, panel.logout, self.help)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def show_mark(self, settings: WindowSettings) -> None:
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
        """A bar over every page."""
        self._column.insertWidget(self._column.count() - 1, bar)

    def add_at_foot(self, widget: QWidget) -> None:
        """Something that is there only beside the form."""
        self.form_page.add_at_foot(widget)

    def in_page(self, widget: QWidget) -> bool:
        """Whether it is in what stands below the bar."""
        return self._pages.isAncestorOf(widget)

    @property
    def panel_up(self) -> bool:
        """Whether an opening stands in the place of form and results."""
        return self._panel is not None and not self._panel.isHidden()

    def _take_panel(self, panel: QWidget) -> None:
        self._panel = panel
        self._panel_page = page = QScrollArea(self)
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setWidgetResizable(True)
        inside = QWidget(page)
        column = QVBoxLayout(inside)
        column.addWidget(panel)
        column.addStretch(1)
        page.setWidget(inside)
        self._pages.addWidget(page)
        panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The panel comes and goes by itself."""
        if watched is self._panel and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._turn()
        return super().eventFilter(watched, event)

    def _turn(self) -> None:
        """One page at a time: no result stands beside the form."""
        page: QWidget = self._area if self._area.results_visible else self.form_page
        if self._panel_page is not None and self.panel_up:
            page = self._panel_page
        self._pages.setCurrentWidget(page)
