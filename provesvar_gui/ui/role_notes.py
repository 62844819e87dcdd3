"""What there is to say about the chosen role, below it: where it comes from, and that it goes rarely with the basis."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel


class RoleNotes(QWidget):
    """Hidden while there is nothing to say. None of it forbids anything."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._about = ToneLabel(tone=Tone.SUBDUED, parent=self)
        self._about.setObjectName("roleAbout")
        self._pair = ToneLabel(tone=Tone.WARNING, parent=self)
        self._pair.setObjectName("rolePair")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["tight"])
        for label in (self._about, self._pair):
            label.hide()
            column.addWidget(label)
        self.hide()

    def preselected(self) -> None:
        """The role is the only one that HPR has of the person, and nobody has chosen it."""
        self._tell(self._about, self.tr("Preselected: the only role registered for you in HPR, according to HelseID."))

    def not_registered(self) -> None:
        """HPR does not have the role of the person."""
        self._tell(self._about, self.tr("▲ Not registered for you in HPR, according to HelseID."), Tone.WARNING)

    def nothing(self) -> None:
        """Nothing to say about the role alone."""
        self._tell(self._about, "")

    def rarely_exempt(self, role: str) -> None:
        """The role is not among those for which exemption from consent is described; "" where it is."""
        words = self.tr(
            "{role} is not among the roles for which exemption from consent is described: the patient's GP, and doctors and "
            "nurses in specialist care and the emergency care chain."
        )
        self._tell(self._pair, words.format(role=role) if role else "")

    @property
    def words(self) -> str:
        """All that is said now, for the field's description."""
        return " ".join(label.text() for label in (self._about, self._pair) if label.text())

    def _tell(self, label: ToneLabel, text: str, tone: Tone | None = None) -> None:
        if text == label.text():
            return
        label.say(text, tone or (Tone.WARNING if label is self._pair else Tone.SUBDUED))
        label.setVisible(bool(text))
        self.setVisible(bool(self.words))
        if text:
            announce(self, text, urgent=False)
