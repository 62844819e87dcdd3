"""What is taken off the screen when the window is locked, and brought back to the same place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from provesvar_gui.ui import at_once
from provesvar_gui.ui.lock import steps
from provesvar_gui.ui.lock.place import ScrollPlaces
from provesvar_gui.ui.lock.surroundings import close_others, take_number_back

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.ui.lock.cover import LockCover
    from provesvar_gui.ui.lock.window import Window


class Veil(QObject):
    """``widget`` is covered by ``cover``, ``middle`` is everything in it. Every step is taken, whatever becomes of the others."""

    def __init__(self, window: Window, widget: QWidget, middle: QWidget, cover: LockCover) -> None:
        super().__init__(widget)
        self._window, self._widget, self._middle, self._cover = window, widget, middle, cover
        self._focused: QWidget | None = None
        self._places: ScrollPlaces | None = None
        self._fold = (False, False)  # whether the form was folded, and the window narrow

    def fall(self, begin_proof: Callable[[], None]) -> None:
        """Everything in one turn: the next paint shows the cover alone. It lies on top first; what is behind it goes then."""
        window, controller = self._window, self._window.controller
        desk, owner = controller.desk, controller.session.owner
        digits = desk.patient.digits if desk.patient is not None else ""
        steps.take(
            self._remember,
            lambda: self._cover.rise(owner),
            window.forget_lines,
            controller.setup.cancel,
            window.form.clear_notes,
            self._cover_desk,
            controller.session.quiet,
            window.area.banner.clear,
            window.form.patient.veil,
            lambda: take_number_back(digits),
            lambda: close_others(self._widget),
            begin_proof,
            self._middle.hide,
            self._cover.take_focus,
            lambda: at_once.paint(self._widget),
        )

    def lift(self) -> None:
        """Back to the same patient and place; or to a clean window, where nothing is left."""
        window, controller = self._window, self._window.controller
        steps.take(
            window.form.patient.unveil,
            self._middle.show,
            lambda: controller.do(controller.desk.uncover()),
            self._fold_again,
            self._cover.uncover,
            self._begin_places,
        )

    def bring_focus_back(self) -> None:
        """To where it was."""
        focused, self._focused = self._focused, None
        if focused is not None and isValid(focused) and focused.isVisible() and focused.isEnabled():
            focused.setFocus()
        elif self._window.area.results_visible:
            self._window.area.take_focus()
        else:
            self._window.focus_somewhere()

    def stop_places(self) -> None:
        """Somebody scrolls by hand."""
        places, self._places = self._places, None
        if places is not None:
            places.stop()

    def _cover_desk(self) -> None:
        """As ``DeskController.do``, but an action that fails ends none of the others."""
        controller = self._window.controller
        steps.take(*(partial(controller.acts.carry_out, each) for each in controller.desk.cover()), controller.refresh)

    def _remember(self) -> None:
        self._focused = self._places = None
        self._focused = self._widget.focusWidget()
        self._fold = (self._window.fold.folded, self._window.fold.narrow)
        self._places = ScrollPlaces(self._window.area, self._window.area.is_settled, self)

    def _fold_again(self) -> None:
        folded, narrow = self._fold
        self._window.fold.as_before(folded=folded, narrow=narrow)

    def _begin_places(self) -> None:
        if self._places is not None and self._window.area.results_visible:
            self._places.begin()
