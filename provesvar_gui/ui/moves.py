"""Where the caret goes by key: to the number, to the role, between form and results. A folded form comes back for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from provesvar_gui.ui.form import Form
    from provesvar_gui.ui.form_fold import FormFold
    from provesvar_gui.ui.results_area import ResultsArea


class Moves:
    """Of one window."""

    def __init__(self, form: Form, fold: FormFold, area: ResultsArea) -> None:
        self._form, self._fold, self._area = form, fold, area

    def to_role(self) -> None:
        """Type over what stands there."""
        self._fold.open()
        self._form.role.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._form.role.select_all()

    def to_patient(self) -> None:
        """Type over what stands there."""
        self._fold.open()
        self._form.patient.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._form.patient.line.selectAll()

    def scanned(self, digits: str) -> None:
        """A number that was scanned, wherever the caret was."""
        self._form.patient.setFocus(Qt.FocusReason.OtherFocusReason)
        self._form.patient.set_scanned(digits)

    def past_patient(self) -> None:
        """The number is there: what is chosen next."""
        self._form.basis.setFocus(Qt.FocusReason.OtherFocusReason)

    def to_other_pane(self) -> None:
        """From the results to the form, and back, where there are any."""
        focused = QApplication.focusWidget()
        if focused is not None and self._area.isAncestorOf(focused):
            self.to_patient()
        elif self._area.results_visible:
            self._area.take_focus()

    def somewhere(self) -> None:
        """What had the focus is gone."""
        if not self._fold.folded:
            self._form.patient.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._area.results_visible:
            self._area.take_focus()
        else:
            self._fold.open_and_enter()
