"""The frame of the window: mark and patient bar at the top, below them one page: form, results, an opening, or a sheet."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.form.form import Form
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.marks import ProfileStrip, mark_of
from provesvar_gui.ui.message_line import MessageLine, Urgency
from provesvar_gui.ui.patient_bar import PatientBar
from provesvar_gui.ui.results_area import ResultsArea
from provesvar_gui.ui.widgets import KeyButton, Label, fill, has_focus

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.patient.roles import RoleList
    from provesvar_gui.ui.sheet import SheetPage
    from provesvar_gui.ui.window_settings import WindowSettings


_LOW = 512  # pixels of height: in a lower window the panel needs all of it


class FormPage(QWidget):
    """The form alone, in the middle; above it ``back``, the way back to results that are hidden."""

    def __init__(self, settings: WindowSettings, roles: RoleList, today: Callable[[], datetime.date], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("formPage")
        self.form = Form(settings, roles, today, self)
        self._hidden = Label("", "ink2", name="resultsHidden", wraps=True, parent=self)
        self.back = KeyButton("backButton", "", Key.UNDO, self)
        self.back.setToolTip("")  # Escape does it only while the number is the same
        self.failure = QHBoxLayout()
        self._above = QWidget(self)
        way = fill(QHBoxLayout(), (self._hidden, 1), self.back)
        fill(QVBoxLayout(self._above), way, self.failure, spacing=theme.SPACE["small"])
        side = theme.SPACE["large"]  # as the sheet of the form
        margins = (side, theme.SPACE["tight"], side, theme.SPACE["hair"])
        across = fill(QHBoxLayout(), 1, (self._above, 1 << 10), 1, margins=margins)
        self._column = fill(QVBoxLayout(self), across, (self.form, 1), spacing=0)
        self.offer_way_back("", same=False)

    def offer_way_back(self, number: str, *, same: bool) -> None:
        """Results of this number are hidden, grouped; "": there are none. ``same``: it is the one in the form."""
        told = self.tr("The results are hidden. Esc shows them again as long as the number is the same.")
        back = self.tr("Back to the results")
        if number and not same:
            told = self.tr("The number was changed: the results are hidden, and soon deleted.")
            back = self.tr("Back to {number}").format(number=number)
        self._hidden.setText(told)
        self.back.setText(back)
        self.back.shorten(cap=same)
        self.back.setAccessibleName(back)
        self._hidden.setVisible(bool(number))
        self.back.setVisible(bool(number))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._above.setMaximumWidth(self.form.sizeHint().width() - 2 * theme.SPACE["large"])

    def add_at_foot(self, widget: QWidget) -> None:
        self._column.addWidget(widget)


class WindowFrame(QWidget):
    """Each part is made in the parent where it stays: what moves to another one is styled anew.

    ``focusLeft``: the page that had the focus is not on top any more.
    """

    focusLeft = Signal()  # noqa: N815 - a Qt signal

    def __init__(
        self,
        settings: WindowSettings,
        roles: RoleList,
        today: Callable[[], datetime.date],
        make_view: Callable[[QWidget, WindowSettings, MessageLine], Any],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._mark: ProfileStrip | None = None
        self._panel: QWidget | None = None
        self._panel_page: QWidget | None = None
        self._sheets: SheetPage | None = None
        self._slot = QVBoxLayout()  # of the row for messages, where no results are shown
        self.pages = QStackedWidget(self)
        self._empty = QWidget(self.pages)
        self.form_page = FormPage(settings, roles, today, self.pages)
        self.bar = PatientBar(self)
        self.area = ResultsArea(settings, self.bar, make_view, self.pages)
        self.messages = self.area.message_row
        self.pages.addWidget(self.form_page)
        self.pages.addWidget(self.area)
        self._column = fill(QVBoxLayout(self), self.bar, self._slot, (self.pages, 1), spacing=0)
        self.bar.lower()  # a screen reader reads it first
        self.area.resultsShown.connect(lambda _shown: self._turn())
        self._turn()
        form, bar = self.form_page.form, self.bar
        order = (*form.stops(), bar.panel.login, bar.change, bar.new, bar.help, bar.more)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def show_mark(self, settings: WindowSettings) -> None:
        self.bar.show_profile(settings)
        self._mark = mark_of(settings, self.window(), self._mark)
        if self._mark is not None:
            if settings.drill:
                self._mark.offer_end(self.window())
            self._column.insertWidget(0, self._mark)
            self._mark.lower()
            self._mark.show()

    def add_at_foot(self, widget: QWidget) -> None:
        self.form_page.add_at_foot(widget)

    def in_page(self, widget: QWidget) -> bool:
        return self.pages.isAncestorOf(widget) or (self._sheets is not None and self._sheets.isAncestorOf(widget))

    def take_sheets(self, sheets: SheetPage) -> None:
        """While one is open, the page behind it is empty: what stands there is hidden, and keeps its place."""
        self._sheets = sheets
        self.pages.addWidget(self._empty)
        sheets.changed.connect(self._turn)

    @property
    def panel_up(self) -> bool:
        return self._panel is not None and not self._panel.isHidden()

    def take_panel(self, panel: QWidget) -> None:
        """While it is visible, it takes the place of everything else."""
        self._panel = panel
        self._panel_page, scroll = QWidget(self), QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(panel)
        panel.hide()  # it was shown by that
        self._panel_column = fill(QVBoxLayout(self._panel_page), (scroll, 1), spacing=0)
        self.pages.addWidget(self._panel_page)
        panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._panel and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._turn()
        return super().eventFilter(watched, event)

    def _turn(self) -> None:
        """One page at a time: no result stands beside the form. The row for messages goes along."""
        left = self.pages.currentWidget()
        had_focus = has_focus(left)
        page: QWidget = self.area if self.area.results_visible else self.form_page
        sheet = self._sheets is not None and self._sheets.sheet is not None
        if sheet:
            page = self._empty
        elif self._panel_page is not None and self.panel_up:
            page = self._panel_page
            if self.height() >= theme.px(_LOW):  # what came stands there as on every page
                self.area.take_footer(self._panel_column)
        else:
            self.area.take_footer()
        slot = self.area.message_slot if page is self.area else None
        banner, on_form = self.area.banner, page is self.form_page
        banner.beside_results = page is self.area
        (slot or self._slot).addWidget(self.messages)
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for pages in (self.messages.parentWidget() or self).findChildren(QStackedWidget, options=direct):
            self.messages.stackUnder(pages)  # a screen reader reads it before the results
        if banner.is_short is on_form or banner.parentWidget() is self.area:
            hidden = banner.isHidden()
            banner.shorten(not on_form)
            self.form_page.failure.addWidget(banner) if on_form else self.messages.add(banner, Urgency.FAILURE)
            banner.setHidden(hidden)
        self.messages.stand(beside_form=on_form, sheet=sheet)
        self.pages.setCurrentWidget(page)
        if had_focus and page is not left and not self.panel_up:  # in a window behind the browser Qt puts it anywhere
            self.focusLeft.emit()
