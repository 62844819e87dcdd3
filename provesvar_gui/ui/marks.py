"""Two strips that always stand where they are needed: the sandbox mark, and whose results these are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from provesvar_gui.domain.identifiers import Profile
from provesvar_gui.ui import theme
from provesvar_gui.ui.basis_words import title
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel, TonePanel

if TYPE_CHECKING:
    from provesvar_gui.domain.lookup import Lookup
    from provesvar_gui.ui.window_settings import WindowSettings


class Mark(TonePanel):
    """One line over every view, in words, colour and pattern."""

    def __init__(self, name: str, text: str, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(tone, border=False, hatched=True, parent=parent)
        self.setObjectName(name)
        label = ToneLabel(text, tone=tone, wrap=False, parent=self)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.resize(label, bold=True)
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE["small"], theme.SPACE["hair"], theme.SPACE["small"], theme.SPACE["hair"])
        row.addWidget(label)


class SandboxMark(Mark):
    """Unmistakable on every view: none of these people exists."""

    def __init__(self, parent: QWidget | None = None) -> None:
        text = QCoreApplication.translate("SandboxMark", "SANDBOX – synthetic people only. Nothing here is real.")
        super().__init__("sandboxMark", text, Tone.HELP, parent)


class ProfileMark(Mark):
    """The profile ``test``: national test services, synthetic people."""

    def __init__(self, parent: QWidget | None = None) -> None:
        text = QCoreApplication.translate("Marks", "TEST – synthetic people only. Not for treating patients.")
        super().__init__("profileMark", text, Tone.HELP, parent)


class TroubleMark(Mark):
    """No look-up is possible, and nobody knows for which environment this is set up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        text = QCoreApplication.translate("Marks", "NOT IN OPERATION – no look-up is possible until the settings are right.")
        super().__init__("troubleMark", text, Tone.ERROR, parent)


def mark_of(settings: WindowSettings, parent: QWidget) -> Mark | None:
    """What must be said over every view; None in production."""
    if settings.sandbox:
        return SandboxMark(parent)
    if settings.trouble is not None:
        return TroubleMark(parent)
    return ProfileMark(parent) if settings.profile is Profile.TEST else None


class PatientStrip(TonePanel):
    """Whose results stand below, with which basis and role they were fetched. The number in full, in groups, on one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.PLAIN, parent=parent)
        self.setObjectName("patientStrip")
        self._label = ToneLabel(self.tr("Patient"), tone=Tone.SUBDUED, wrap=False, parent=self)
        self._number = ToneLabel(wrap=False, parent=self)
        self._number.setObjectName("patientStripNumber")
        theme.resize(self._number, 1.35, bold=True, digits=True)
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._how = ToneLabel(tone=Tone.SUBDUED, parent=self)
        self._how.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        number = QVBoxLayout()
        number.setSpacing(0)
        number.addWidget(self._label)
        number.addWidget(self._number)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE["medium"], theme.SPACE["tight"], theme.SPACE["medium"], theme.SPACE["tight"])
        row.addLayout(number)
        row.addWidget(self._how, 1)
        self.hide()

    def show_lookup(self, lookup: Lookup, role: str) -> None:
        """``role``: the name of the role with which it was asked."""
        self._number.setText(lookup.patient.grouped)
        self._how.setText(self.tr("Fetched with basis: {basis}\nRole: {role}").format(basis=title(lookup.basis), role=role))
        self.setAccessibleName(self.tr("Results of patient {number}").format(number=lookup.patient.grouped))
        self.show()

    def clear(self) -> None:
        """Nothing of the patient stays."""
        self._number.clear()
        self._how.clear()
        self.setAccessibleName("")
        self.hide()
