"""The organisation that the look-up is made for: a picker where there is more than one, always visible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.field_note import FieldNote
from provesvar_gui.ui.popup_keys import KeyedCombo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provesvar_gui.helseid.model import Organisation


class OrganisationPicker(QWidget):
    """``chosen(orgnr)``. Nothing is preselected; with fewer than two there is nothing to choose, and it is hidden."""

    chosen = Signal(str)

    def __init__(self, organisations: Sequence[Organisation], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = KeyedCombo(self._take_viewed, self)
        self.combo.setObjectName("organisationPicker")
        self.combo.setAccessibleName(self.tr("Organisation"))
        self.combo.setToolTip(self.tr("The organisation you look up for. The patient can see it."))
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(18)
        self.combo.setPlaceholderText(self.tr("Choose the organisation"))
        self.combo.currentIndexChanged.connect(self._tell)
        label = QLabel(self.tr("&Organisation"), self)
        label.setBuddy(self.combo)
        theme.resize(label, bold=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["tight"])
        column.addWidget(label)
        column.addWidget(self.combo)
        self.note = FieldNote("organisationMessage", (self.combo,), self)
        column.addWidget(self.note)
        self.setFocusProxy(self.combo)
        self.set_organisations(organisations)

    def set_organisations(self, organisations: Sequence[Organisation]) -> None:
        """Offer these; a choice that is still among them stays. Tells nothing."""
        chosen = str(self.combo.currentData() or "")
        with QSignalBlocker(self.combo):
            self.combo.clear()
            for organisation in organisations:
                text = self.tr("{name} ({orgnr})").format(name=organisation.name, orgnr=organisation.orgnr)
                self.combo.addItem(text, organisation.orgnr)
            self.set_orgnr(chosen)
        self.setVisible(len(organisations) > 1)

    def set_orgnr(self, orgnr: str) -> None:
        """Show a choice, or none."""
        self.combo.setCurrentIndex(self.combo.findData(orgnr) if orgnr else -1)

    def _take_viewed(self) -> bool:
        row, before = self.combo.view().currentIndex().row(), self.combo.currentIndex()
        if row >= 0:
            self.combo.setCurrentIndex(row)
        return row >= 0 and row != before

    def _tell(self, index: int) -> None:
        self.note.tell("")
        self.chosen.emit(str(self.combo.itemData(index)) if index >= 0 else "")
