"""The page of the window that shows the results of a look-up, or the reason for their absence."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from provesvar_gui.platform import time_slices
from provesvar_gui.ui.message_line import MessageLine, Progress, Side
from provesvar_gui.ui.status_banner import StatusBanner
from provesvar_gui.ui.widgets import column_of, paint_now

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from provesvar_gui.patient.access import Lookup
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.ui.patient_bar import PatientBar
    from provesvar_gui.ui.results.view import ResultsView
    from provesvar_gui.ui.window_settings import WindowSettings


def default_view(parent: QWidget, settings: WindowSettings, row: MessageLine) -> ResultsView:
    from provesvar_gui.ui.results.view import ResultsView  # 0.2 s, for which the first paint does not wait

    return ResultsView(parent, settings, row)


class ResultsArea(QWidget):
    """The page of the window with the results of one patient, or with the reason why there are none.

    ``resultsShown(bool)``: results came up or went away. ``settled``: a whole answer stands there, and the focus where it stays.
    """

    resultsShown = Signal(bool)  # noqa: N815 - a Qt signal
    settled = Signal()
    refreshAsked = Signal()  # noqa: N815 - a Qt signal
    openingAsked = Signal()  # noqa: N815 - a Qt signal
    callAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(
        self,
        settings: WindowSettings,
        bar: PatientBar,
        make_view: Callable[[QWidget, WindowSettings, MessageLine], Any] = default_view,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("resultsArea")
        self._settings = settings
        self._make_view = make_view
        self._view: ResultsView | None = None
        self._clinician = ""
        self._organisation = ""
        self._shown_patient: object = None  # what the bar tells
        self.results_visible = False
        self.bar = bar
        self.banner = StatusBanner(self)
        self.message_row = MessageLine(self)  # of the whole window
        self.progress = Progress(self.message_row)
        self.message_row.add(self.progress, Side.PROGRESS)
        self._column = column_of(self, 0)
        self._forget()

    def _forget(self) -> None:
        self._names: tuple[str, ...] = ()
        self._fetched_at: datetime | None = None
        self.holds_outcome = False  # what is held, shown or not, is the reason why a look-up has brought no results

    def take_settings(self, settings: WindowSettings) -> None:
        self._settings = settings
        if self._view is not None:
            self._view.take_settings(settings)

    def prepare(self) -> ResultsView:
        if self._view is None:
            view: ResultsView = self._make_view(self, self._settings, self.message_row)
            self._view = view
            self._column.addWidget(view, 1)
            view.refresh_asked.connect(self.refreshAsked)
            view.opening_asked.connect(self.openingAsked)
            view.call_asked.connect(self.callAsked)
            view.set_clinician(self._clinician)
        return self._view

    def show_result(self, result: LookupResult, role: str, *, partial: bool, organisation: str = "") -> None:
        """It may have come while the window is hidden: the bar names the patient, and the next paint shows both."""
        from provesvar_gui.results.digest import subject_names  # 20 ms, for which the first paint does not wait
        from provesvar_gui.results.visible import visible

        with time_slices.ahead():
            view = self.prepare()
            view.show_result(result, partial=partial)
            self.holds_outcome = not view.has_results()
            self._names = tuple(visible(" ".join(name.split())) for name in subject_names(result.reports))
            self._fetched_at, self._organisation = result.fetched_at, organisation
            self.show_again(result.lookup, role)
            paint_now(self)

    def show_again(self, lookup: Lookup, role: str) -> None:
        self.tell_patient(lookup, role)
        self.prepare().restore_result()
        self._turn(shown=True)

    def tell_patient(self, lookup: Lookup | None, role: str = "") -> None:
        """The patient in the bar; None: no results, or another number in the form."""
        told = (lookup, role, self._names, self._fetched_at, self.holds_outcome) if lookup is not None else None
        if told == self._shown_patient:
            return
        self._shown_patient = told
        if lookup is None:
            self.bar.clear()
        else:
            self.bar.show_lookup(
                lookup,
                role,
                names=self._names,
                fetched_at=self._fetched_at,
                organisation=self._organisation,
                found=not self.holds_outcome,
            )

    def tell_progress(self, text: str, *, running: bool) -> None:
        self.progress.say(text if self.results_visible else "", running=running)

    def _turn(self, *, shown: bool) -> None:
        self.results_visible = shown
        self.resultsShown.emit(shown)

    def is_settled(self) -> bool:
        return self._view is None or self._view.is_settled()

    @property
    def fetched_at(self) -> datetime | None:
        return self._fetched_at if self.results_visible else None

    @property
    def message_slot(self) -> QVBoxLayout | None:
        return self._view.message_slot if self._view is not None else None

    def take_footer(self, column: QVBoxLayout | None = None) -> None:
        """Let the footer of the results stand at the end of that column; by default of the results."""
        if self._view is not None:
            (column or self._view.column).addWidget(self._view.footer)

    def add_above(self, widget: QWidget) -> None:
        self._column.insertWidget(0, widget)

    def set_clinician(self, name: str) -> None:
        """The name of the logged-in person, for prints; "": nobody."""
        self._clinician = name
        if self._view is not None:
            self._view.set_clinician(name)

    def offer_opening(self, offered: bool) -> None:
        if self._view is not None:
            self._view.offer_opening(offered)

    def forget_opened(self) -> None:
        self._forget()
        if self._view is not None:
            self._view.clear()

    def ended(self) -> None:
        if self._view is not None:
            self._view.ended()

    def hide_results(self) -> None:
        self._turn(shown=False)
        if self._view is not None:
            self._view.hide_result()

    def cover(self) -> None:
        if self.results_visible:
            self._turn(shown=False)
        if self._view is not None:
            self._view.cover()
        self.tell_patient(None)
        self.banner.clear()

    def wipe(self) -> None:
        self._forget()
        self.tell_patient(None)
        self._turn(shown=False)
        if self._view is not None:
            self._view.clear()
            QTimer.singleShot(0, self, gc.collect)

    def take_focus(self) -> None:
        self.prepare().take_focus()
