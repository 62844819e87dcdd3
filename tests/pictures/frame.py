"""A picture of the guide, marked as an example in itself: a strip above it and a frame around it, in the sandbox's colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

if TYPE_CHECKING:
    from provesvar_gui.ui.theme import Colours

_STRIP = 26  # device-independent pixels, as are the others
_FRAME = 3
_AIR = 10


def framed(picture: QImage, said: str, scheme: Colours) -> QImage:
    """The picture with what it is an example of written above it."""
    ratio = picture.devicePixelRatio()
    size = picture.deviceIndependentSize().toSize()
    whole = QImage(
        round((size.width() + 2 * _FRAME) * ratio), round((size.height() + _STRIP + _FRAME) * ratio), QImage.Format.Format_RGB32
    )
    whole.setDevicePixelRatio(ratio)
    whole.fill(QColor(scheme.sand))
    painter = QPainter(whole)
    painter.drawImage(_FRAME, _STRIP, picture)
    font = QFont(QGuiApplication.font())
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(scheme.on_sand))
    strip = QRect(_AIR, 0, size.width() + 2 * _FRAME - 2 * _AIR, _STRIP)
    painter.drawText(strip, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)
    painter.end()
    return whole
