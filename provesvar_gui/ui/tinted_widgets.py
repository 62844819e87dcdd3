"""Labels and panels in a tint, which follow when the colour scheme changes."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

from provesvar_gui.ui import theme
from provesvar_gui.ui.theme import Tint

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

_RADIUS = 4.0


class TintLabel(QLabel):
    """Plain text in a tint: never rich text, whoever wrote it. ``on_solid``: it stands on a panel that is solid in that tint."""

    def __init__(
        self, text: str = "", *, tint: Tint = Tint.PLAIN, wrap: bool = True, on_solid: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._on_solid = on_solid
        self._colouring = False
        self._named = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._tint = tint
        self.setText(text)
        self._colour()

    @property
    def tint(self) -> Tint:
        return self._tint

    def say(self, text: str, tint: Tint) -> None:
        self._tint = tint
        self.setText(text)
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not self._colouring and event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._colour()

    def use(self, colour: str) -> None:
        """A colour of the scheme by its name, whatever the tint: on the patient bar."""
        self._named = colour
        self._colour()

    def _colour(self) -> None:
        shade = theme.current().shades[self._tint]
        colour = QColor(shade.ground if self._on_solid else shade.text)
        if self._named:
            colour = QColor(getattr(theme.current(), self._named))
        palette = QPalette(self.palette())
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorGroup.All, QPalette.ColorRole.WindowText, colour)
            self._colouring = True  # the change that is made here is told at once, and is no news
            self.setPalette(palette)
            self._colouring = False


def say_in_tooltip(widget: QWidget, text: str) -> None:
    """A text of any kind as tooltip, and as it is for a screen reader, which would read out the mark-up.

    Qt takes what looks like mark-up for mark-up in a tooltip, and would open the files that an image names.
    """
    tooltip = f"<qt>{html.escape(text)}</qt>" if text else ""
    if widget.toolTip() != tooltip:
        widget.setToolTip(tooltip)
        widget.setAccessibleDescription(text)


class ElidedLabel(TintLabel):
    """One line that gives way: what does not fit is cut with dots, and the tooltip has it whole.

    It keeps room for some letters, and for ``keep``, with which the text begins.
    """

    def __init__(self, *, tint: Tint = Tint.PLAIN, letters: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(tint=tint, wrap=False, parent=parent)
        self._letters = letters
        self._kept = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """What was cut before is no longer in the tooltip, nor told to a screen reader."""
        if text != self.text():
            say_in_tooltip(self, "")
        super().setText(text)

    def clear(self) -> None:
        self.setText("")

    def keep_letters(self, letters: int) -> None:
        """Room for so many, at least."""
        self._letters = letters
        self.updateGeometry()

    def keep(self, beginning: str) -> None:
        """Never cut this much of the text."""
        self._kept = beginning
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Room for some letters, or for all where there are fewer."""
        whole = super().minimumSizeHint()
        metrics = self.fontMetrics()
        kept = metrics.horizontalAdvance(self._kept) if self._kept else 0
        return QSize(min(max(metrics.averageCharWidth() * self._letters, kept), whole.width()), whole.height())

    def shown_text(self) -> str:
        metrics, rest = self.fontMetrics(), self.text().removeprefix(self._kept)
        kept = self._kept if self.text().startswith(self._kept) else ""
        left = self.width() - metrics.horizontalAdvance(kept)
        return kept + metrics.elidedText(rest if kept else self.text(), Qt.TextElideMode.ElideRight, max(0, left))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, cut where it must be."""
        del event
        text = self.shown_text()
        say_in_tooltip(self, self.text() if text != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class ShortLabel(TintLabel):
    """One line in two lengths: the long one where there is room for it. Read out, and in the tooltip, is the long one."""

    def __init__(self, *, tint: Tint = Tint.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(tint=tint, wrap=False, parent=parent)
        self._short = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def say_either(self, text: str, short: str) -> None:
        """``text``: the long one."""
        self._short = short
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(min(self.fontMetrics().horizontalAdvance(self._short), whole.width()), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.width()
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), place, self.text() if fits else self._short)


class TintPanel(QFrame):
    """A panel with the ground and border of a tint. ``bar``: a heavy left edge. ``solid``: all in the colour, with a pattern."""

    def __init__(
        self,
        tint: Tint = Tint.PLAIN,
        *,
        bar: bool = False,
        border: bool = True,
        solid: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tint = tint
        self._bar = bar
        self._border = border
        self._solid = solid

    def set_tint(self, tint: Tint) -> None:
        self._tint = tint
        self.update()

    def flatten(self) -> None:
        """No border: it fills a row of its own."""
        self._border = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        shade = theme.current().shades[self._tint]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(theme.current().line if self._tint in (Tint.PLAIN, Tint.SUBDUED) else shade.text)
        if is_wrong(self):
            edge = QColor(theme.current().shades[Tint.ERROR].text)
        pen = QPen(edge, 1.0) if self._border else QPen(Qt.PenStyle.NoPen)
        painter.setPen(pen)
        painter.setBrush(QColor(shade.text if self._solid else shade.ground))
        radius = _RADIUS if self._border else 0
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if self._solid:
            hatch = QColor(shade.ground)
            hatch.setAlpha(28)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(hatch, Qt.BrushStyle.BDiagPattern))
            painter.drawRect(self.rect())  # for ``fillRect`` PySide would load gradients and their 180 names: 2 ms
        if self._bar:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shade.text))
            painter.drawRoundedRect(QRectF(0, 0, 4, self.height()), 2, 2)


def set_wrong(widget: QWidget, wrong: bool) -> None:
    """Whether what stands in an input or a panel cannot be used: its edge says so. ``FieldNote`` has the words."""
    if is_wrong(widget) is not wrong:
        widget.setProperty("wrong", wrong)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def is_wrong(widget: QWidget) -> bool:
    """Whether ``set_wrong`` said so."""
    return bool(widget.property("wrong"))


def draw_frame(widget: QWidget) -> None:
    """The edge of an input, of one that has the focus, and of one whose content cannot be used.

    Fusion's own cannot be seen on a dark ground (WCAG 1.4.11, 2.4.7).
    """
    scheme = theme.current()
    focused, wrong = widget.hasFocus(), is_wrong(widget)
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = 2.0 if focused or wrong else 1.0
    marked = scheme.shades[Tint.ERROR if wrong else Tint.ACTION].text
    painter.setPen(QPen(QColor(marked if focused or wrong else scheme.edge), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset), 3, 3)
    painter.end()
