"""In a narrow window the form gives its room to the results, and comes back as soon as it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolButton, QWidget

from provesvar_gui.ui import keys
from provesvar_gui.ui.keys import Key

if TYPE_CHECKING:
    from provesvar_gui.ui.form import Form
    from provesvar_gui.ui.results_area import ResultsArea

NARROW: Final = 1120  # device-independent pixels of the window; below it the form and a table do not fit beside each other


class FormRail(QToolButton):
    """``formRail``: stands where the form was, and brings it back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("formRail")
        self.setText("›")
        self.setAutoRaise(True)
        self.setAccessibleName(self.tr("Show the form"))
        self.setToolTip(keys.tooltip(Key.FORM))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFixedWidth(28)
        self.hide()


class FormFold(QObject):
    """Folds by itself only when results come into a narrow window and nobody is at work in the form."""

    def __init__(self, form: Form, area: ResultsArea, window: QWidget) -> None:
        super().__init__(window)
        self._form, self._area, self._window = form, area, window
        self.rail = FormRail(window)
        self.rail.clicked.connect(self.open_and_enter)
        area.resultsShown.connect(self._results_shown)
        area.settled.connect(self.settle)
        form.question.installEventFilter(self)

    @property
    def folded(self) -> bool:
        """Whether the results have the form's room."""
        return self.rail.isVisibleTo(self._window)

    def open(self) -> None:
        """Show the form."""
        self._set(folded=False)

    def open_and_enter(self) -> None:
        """Show the form and go to the patient's number."""
        self.open()
        self._form.patient.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle(self) -> None:
        """The key. Without results there is nothing to give the room to."""
        if self.folded:
            self.open_and_enter()
        elif self._area.results_visible:
            if self._in_form():
                self._area.take_focus()
            self._set(folded=True)

    def settle(self) -> None:
        """The results have been shown, and the focus is where it stays."""
        if self._area.results_visible and self.narrow and not self._in_form():
            self._set(folded=True)

    def as_before(self, *, folded: bool, narrow: bool) -> None:
        """Results are back that were out of sight: the form as it was then. ``narrow``: the window was already."""
        if self._area.results_visible and (folded or (self.narrow and not narrow)):
            self._set(folded=True)

    @property
    def narrow(self) -> bool:
        """Whether the window has no room for form and results beside each other."""
        return self._window.width() < NARROW

    def _in_form(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self._form.isAncestorOf(focused)

    def _results_shown(self, shown: bool) -> None:
        if not shown:
            self.open()

    def _set(self, *, folded: bool) -> None:
        self._form.setVisible(not folded)
        self.rail.setVisible(folded)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A question about who it is must be seen."""
        if event.type() is QEvent.Type.ShowToParent:
            self.open()
        return super().eventFilter(watched, event)
