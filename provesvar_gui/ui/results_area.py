"""The right side of the window: patient, errors, and the results or the reason for their absence."""

from __future__ import annotations

import gc
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from provesvar_gui.patient.numbers import group
from provesvar_gui.platform import gc_tuning
from provesvar_gui.ui import theme
from provesvar_gui.ui.marks import PatientStrip
from provesvar_gui.ui.status_banner import StatusBanner
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import TintLabel
from provesvar_gui.ui.widgets import paint_now

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtCore import SignalInstance

    from provesvar_gui.patient.access import Lookup
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.ui.window_settings import WindowSettings

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
SANDBOX_PATIENT = "13896900263"  # the emergency patient of the sandbox, which is synthetic


class ResultsViewLike(Protocol):
    """What the window needs of the view; it is a QWidget."""

    refresh_asked: SignalInstance
    opening_asked: SignalInstance
    call_asked: SignalInstance

    def offer_opening(self, offered: bool) -> None:
        """Whether what is restricted can be opened now."""

    def show_result(self, result: LookupResult, *, partial: bool) -> None: ...

    def take_settings(self, settings: WindowSettings) -> None: ...

    def set_clinician(self, name: str) -> None:
        """Who is logged in; "" where nobody is."""

    def has_results(self) -> bool:
        """Whether there is anything to read, and not just the reason why there is nothing."""

    def clear(self) -> None: ...

    def hide_result(self) -> None:
        """Keep it, but out of everybody's sight."""

    def cover(self) -> None:
        """As ``hide_result``, because the window is locked: the clipboard too; what brings it back leads to the same place."""

    def restore_result(self) -> None: ...

    def ended(self) -> None:
        """No more will come: say that it is incomplete."""

    def take_focus(self) -> None:
        """To where reading begins."""


def default_view(parent: QWidget, settings: WindowSettings) -> QWidget:
    from provesvar_gui.ui.results.view import ResultsView  # 0.2 s, for which the first paint does not wait

    return ResultsView(parent, settings=settings)


class _Stack(QStackedWidget):
    """``gives_way``: it may be lower than its wrapped words would like."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.gives_way = False

    def hasHeightForWidth(self) -> bool:
        """A layout takes the height for a width for the least there is."""
        return not self.gives_way and super().hasHeightForWidth()


class ResultsArea(QWidget):
    """Strip, banner, and a stack of: nothing asked, results, hidden.

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
        make_view: Callable[[QWidget, WindowSettings], QWidget] = default_view,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("resultsArea")
        self._settings = settings
        self._make_view = make_view
        self._view: QWidget | None = None
        self._clinician = ""
        self._names: tuple[str, ...] = ()
        self._fetched_at: datetime | None = None
        self.strip = PatientStrip(self)
        self.banner = StatusBanner(self)
        self._stack = _Stack(self)
        self._empty_title = self.tr("No results on the screen")
        self._empty_text = self._what_to_do(settings)
        self._empty = self._page(self._empty_title, self._empty_text)
        self._empty.setObjectName("emptyPage")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE["small"], theme.SPACE["small"], theme.SPACE["large"], theme.SPACE["medium"])
        column.setSpacing(theme.SPACE["small"])
        column.addWidget(self.strip)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)

    @cached_property
    def _hidden(self) -> QWidget:
        page = self._page(
            self.tr("The results are hidden"),
            self.tr("The number was changed. The same number or Esc brings them back; soon they are deleted. Nothing is sent."),
        )
        page.setObjectName("hiddenPage")
        return page

    @cached_property
    def _waiting(self) -> QWidget:
        page = self._page("", "")
        page.setObjectName("waitingPage")
        return page

    def take_settings(self, settings: WindowSettings) -> None:
        self._settings = settings
        if self._view is not None:
            cast("ResultsViewLike", self._view).take_settings(settings)
        self._empty_text = self._what_to_do(settings)

    def _what_to_do(self, settings: WindowSettings) -> str:
        text = self.tr("Type or scan the patient's number, choose the basis and your role, and press Enter.")
        if len(settings.organisations) > 1:
            text = self.tr(
                "Type or scan the patient's number, choose the basis, your role and the organisation, and press Enter."
            )
        if settings.sandbox:
            example = self.tr("A synthetic patient to begin with: {number}, with AKUTT.").format(number=group(SANDBOX_PATIENT))
            text = f"{text}\n{example}"
        return text

    @property
    def results_visible(self) -> bool:
        """Whether results stand on the screen."""
        return self._view is not None and self._stack.currentWidget() is self._view

    @property
    def reason_visible(self) -> bool:
        """Whether the reason stands there why a look-up has brought no results."""
        return self.results_visible and not cast("ResultsViewLike", self._view).has_results()

    def prepare(self) -> QWidget:
        """Build the view, once."""
        if self._view is None:
            self._view = self._make_view(self._stack, self._settings)
            self._stack.addWidget(self._view)
            cast("ResultsViewLike", self._view).refresh_asked.connect(self.refreshAsked)
            cast("ResultsViewLike", self._view).opening_asked.connect(self.openingAsked)
            cast("ResultsViewLike", self._view).call_asked.connect(self.callAsked)
            cast("ResultsViewLike", self._view).set_clinician(self._clinician)
        return self._view

    def show_result(self, result: LookupResult, role: str, *, partial: bool) -> None:
        """Show what came, at once. ``role``: the name of the role with which it was asked."""
        # 20 ms, for which the first paint does not wait.
        from provesvar_gui.results.summary import subject_names
        from provesvar_gui.results.visible import visible

        with gc_tuning.ahead():
            view = self.prepare()
            cast("ResultsViewLike", view).show_result(result, partial=partial)
            self._names = tuple(visible(" ".join(name.split())) for name in subject_names(result.reports))
            self._fetched_at = result.fetched_at
            self.show_again(result.lookup, role)
            paint_now(self)

    def show_again(self, lookup: Lookup, role: str) -> None:
        self.strip.show_lookup(lookup, role, names=self._names, fetched_at=self._fetched_at)
        view = self.prepare()
        cast("ResultsViewLike", view).restore_result()
        self._stack.setCurrentWidget(view)
        self.resultsShown.emit(True)

    def is_settled(self) -> bool:
        """Whether everything that came stands on the screen, or is made ready for it."""
        settled = getattr(self._view, "is_settled", None)
        return settled is None or bool(settled())

    @property
    def fetched_at(self) -> datetime | None:
        """When the results that stand on the screen were fetched."""
        return self._fetched_at if self.results_visible else None

    def add_above(self, widget: QWidget) -> None:
        """One more thing that stands above the results."""
        self._column.insertWidget(self._column.indexOf(self._stack), widget)

    def add_at_foot(self, widget: QWidget) -> None:
        """Something that is there only while nothing is asked."""
        layout = self._empty.layout()
        if layout is not None:
            layout.addWidget(widget)

    def set_clinician(self, name: str) -> None:
        """Who is logged in, by name, for what is printed; "" where nobody is."""
        self._clinician = name
        if self._view is not None:
            cast("ResultsViewLike", self._view).set_clinician(name)

    def give_way(self, gives: bool) -> None:
        """Whether what stands below may become as low as it must: something above has to be seen whole."""
        self._stack.gives_way = gives
        self._stack.setMinimumHeight(1 if gives else 0)

    def offer_opening(self, offered: bool) -> None:
        """Whether what is restricted can be opened now."""
        if self._view is not None:
            cast("ResultsViewLike", self._view).offer_opening(offered)

    def forget_opened(self) -> None:
        """What was opened is closed: nothing of it stays, whatever is shown next."""
        self._names, self._fetched_at = (), None
        if self._view is not None:
            cast("ResultsViewLike", self._view).clear()

    def show_waiting(self, text: str, *, meanwhile: str = "", spoken: str = "") -> None:
        """What is going on, in the middle, while there is nothing else to show. The first line is the heading.

        ``meanwhile``: changes all the time; below the rest, and read aloud as ``spoken``.
        """
        title, _, more = text.partition("\n")
        heard = "\n".join(filter(None, (more, spoken))) if meanwhile else ""
        self._say_on(self._waiting, title, "\n".join(filter(None, (more, meanwhile))), heard)

    def show_idle(self, said: str = "") -> None:
        """Nothing is going on. ``said``: what came of what was; the first line is the heading."""
        title, _, more = said.partition("\n")
        self._say_on(self._empty, title or self._empty_title, "\n".join(filter(None, (more, self._empty_text))))

    def _say_on(self, page: QWidget, title: str, more: str, heard: str = "") -> None:
        """``heard``: what is read aloud in the place of ``more``."""
        heading, body = page.findChildren(TintLabel, options=_DIRECT)
        if body.accessibleName() != heard:
            body.setAccessibleName(heard)
        for label, text in ((heading, title), (body, more)):
            if label.text() != text:
                label.setText(text)
        if self._stack.currentWidget() in (self._empty, self._waiting):
            self._stack.setCurrentWidget(page)

    def ended(self) -> None:
        """No more will come of the look-up whose results are held."""
        if self._view is not None:
            cast("ResultsViewLike", self._view).ended()

    def hide_results(self) -> None:
        """At once, before the next paint."""
        self.strip.clear()
        self._stack.setCurrentWidget(self._hidden)
        self.resultsShown.emit(False)
        if self._view is not None:
            cast("ResultsViewLike", self._view).hide_result()

    def cover(self) -> None:
        """The window is locked: no model and no text holds anything of the patient; ``show_again`` brings it back."""
        shown = self.results_visible
        if shown:
            self._stack.setCurrentWidget(self._empty)
        if self._view is not None:
            cast("ResultsViewLike", self._view).cover()
        self.strip.clear()
        self.banner.clear()
        if shown:
            self.resultsShown.emit(False)

    def wipe(self) -> None:
        self._names, self._fetched_at = (), None
        self.strip.clear()
        self._stack.setCurrentWidget(self._empty)
        self.resultsShown.emit(False)
        if self._view is not None:
            cast("ResultsViewLike", self._view).clear()
            QTimer.singleShot(0, self, gc.collect)

    def take_focus(self) -> None:
        """To where reading begins."""
        cast("ResultsViewLike", self.prepare()).take_focus()

    def _page(self, title: str, text: str) -> QWidget:
        page = QWidget(self._stack)
        heading = TintLabel(title, tint=Tint.SUBDUED, parent=page)
        theme.resize(heading, 1.25, bold=True)
        body = TintLabel(text, tint=Tint.SUBDUED, parent=page)
        column = QVBoxLayout(page)
        column.addStretch(2)
        for label in (heading, body):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(3)
        self._stack.addWidget(page)
        return page
