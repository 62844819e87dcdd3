"""Vector icons and marks in the colours of the colour scheme.

* ``Icon``: for buttons and headings, from the SVG files of ``resources/icons/aksel``; 24 units wide, shown at 18 to 20 pixels.
* ``Glyph``: marks beside a value, from the paths below, since fonts lack most of them; 16 units wide, shown at 12 to 16 pixels.
  Copied text, printed text and screen readers get Unicode characters or words instead.
* ``paint_mark(painter, Glyph.UP, rect, "flag")`` and ``paint_icon(...)`` for delegates, ``pixmap(...)`` and ``icon(...)`` for
  labels and actions, ``set_icon(button, Icon.PENCIL)`` for buttons: redrawn when the colour scheme or the text size changes.

A colour is the name of a field of ``theme.Colours``, or on paper a hex value. PySide makes a type when it is first named:
some are named as ``QtGui.…``, for which the first paint does not wait (3 ms).
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6 import QtGui
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from provesvar_gui.paths import resource
from provesvar_gui.ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

_RATIOS: Final = (1.0, 1.25, 1.5, 2.0, 3.0)  # device pixels per logical pixel, of common screens
_ICON: Final = "drawnIcon"  # a button's property: icon, colour and size, for redrawing
_TOKEN: Final = re.compile(r"[A-Za-z]|-?[\d.]+")


class Icon(Enum):
    BACTERIA = "Bacteria"
    BLOCKED = "CircleSlash"
    CHEVRON_DOWN = "ChevronDown"
    COPY = "Files"
    CROSS = "XMark"
    ERROR = "XMarkOctagon"
    EXTERNAL = "ExternalLink"
    FILTER = "Funnel"
    FLASK = "TestFlask"
    GRAPH = "LineGraph"
    HELP = "QuestionmarkCircle"
    HOURGLASS = "Hourglass"
    IMAGE = "Image"
    LOCKED = "PadlockLocked"
    MORE = "MenuElipsisHorizontal"
    NEW_PERSON = "PersonPlus"
    OPTED_OUT = "PersonCross"
    PENCIL = "Pencil"
    PHONE = "Phone"
    PLUS = "Plus"
    PRINT = "PrinterSmall"
    RAINDROP = "Raindrop"
    READ_ALOUD = "SpeakerSoundWave2"
    REFRESH = "ArrowsCirclepath"
    REPORT = "FileText"
    SEARCH = "MagnifyingGlass"
    TABLE = "Table"
    UNLOCKED = "PadlockUnlocked"
    VIRUS = "Virus"
    WARNING = "ExclamationmarkTriangle"


class Glyph(Enum):
    """Paths, each with its stroke width (0: filled); M, L, H, V, C, Z as in SVG; O: a circle by centre and radius."""

    UP = (("M8 13.5V3.2M3.6 7.4L8 3L12.4 7.4", 2.2),)
    DOWN = (("M8 2.5V12.8M3.6 8.6L8 13L12.4 8.6", 2.2),)
    BOTH = (("M8 2.6V13.4M4.6 5.6L8 2.4L11.4 5.6M4.6 10.4L8 13.6L11.4 10.4", 1.8),)
    RISING = (("M4 12L11.5 4.5M6 4H12V10", 1.6),)
    FALLING = (("M4 4L11.5 11.5M6 12H12V6", 1.6),)
    HALF_CIRCLE = (("O8 8 5.2", 1.6), ("M8 2.8C5.13 2.8 2.8 5.13 2.8 8C2.8 10.87 5.13 13.2 8 13.2Z", 0))
    HOURGLASS = (
        ("M3.8 2.5H12.2M3.8 13.5H12.2M5 2.5V4.6L8 8L5 11.4V13.5M11 2.5V4.6L8 8L11 11.4V13.5", 1.5),
        ("M5.6 13.2L8 10.6L10.4 13.2Z", 0),
    )
    RING = (("O8 8 5.2", 1.6),)
    DOT = (("O8 8 3.6", 0),)
    TRIANGLE = (("M8 2.8L13.6 13H2.4Z", 1.6),)
    CROSS = (("M4 4L12 12M12 4L4 12", 2.0),)
    CHECK = (("M3.2 8.6L6.6 12L12.8 4.4", 2.0),)
    PLUS = (("M8 3V13M3 8H13", 1.8),)
    NOT_EQUAL = (("M3 6H13M3 10H13M10.5 2.8L5.5 13.2", 1.6),)
    NOTE = (("M3 3H13V10.5H8.2L5.4 13V10.5H3Z", 0),)
    EXCLAMATION = (("M8 2.6V9.2", 2.4), ("O8 12.6 1.5", 0))
    QUESTION = (("M5 5.6C5 1.6 11.2 1.7 11.2 5.4C11.2 7.8 8 7.7 8 9.8", 1.9), ("O8 13 1.3", 0))
    PHONE = (
        (
            "M4.2 2.6L6.3 2.4L7.3 5.2L5.9 6.3C6.6 7.9 8.1 9.4 9.7 10.1L10.8 8.7L13.6 9.7L13.4 11.8C13.3 12.7 12.5 13.3 11.6 13.2"
            "C6.7 12.6 3.4 9.3 2.8 4.4C2.7 3.5 3.3 2.7 4.2 2.6Z",
            0,
        ),
    )
    REPLACED = (("M4 3.2V6.6H7.4M4.2 6.4C6 2.4 13 3 13 8.2C13 13 6.2 14.4 3.8 10.4", 1.7),)
    UNLOCKED = (("M3.2 7.4H12.8V14H3.2Z", 0), ("M5.4 7.4V4.6C5.4 1.4 10.4 1.2 10.6 4.2", 1.7))
    OPEN = (("M3.5 6L8 10.5L12.5 6", 1.8),)  # a drop-down list or menu


OPENED: Final = "🔓"
SIGNS: Final = {  # in copied and printed text and for screen readers
    "↑": Glyph.UP,
    "↑↑": Glyph.UP,
    "↓": Glyph.DOWN,
    "↓↓": Glyph.DOWN,
    "↕": Glyph.BOTH,
    "↗": Glyph.RISING,
    "↘": Glyph.FALLING,
    "◐": Glyph.HALF_CIRCLE,
    "○": Glyph.HOURGLASS,
    "◯": Glyph.RING,
    "△": Glyph.TRIANGLE,
    "✕": Glyph.CROSS,
    "☎": Glyph.PHONE,
    "↺": Glyph.REPLACED,
    "?": Glyph.QUESTION,
    "+": Glyph.PLUS,
    "●": Glyph.DOT,
    "!": Glyph.EXCLAMATION,
    "◥": Glyph.NOTE,
    "≠": Glyph.NOT_EQUAL,
    OPENED: Glyph.UNLOCKED,
}


def paint_mark(painter: QPainter, mark: Glyph, rect: QRectF, colour: str) -> None:
    _begin(painter, rect, 16)
    shown = _colour(colour)
    for drawn, width in mark.value:
        pen = QPen(Qt.PenStyle.NoPen)
        if width:
            pen = QPen(shown, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush if width else shown)
        painter.drawPath(_path(drawn))
    painter.restore()


def paint_icon(painter: QPainter, drawn: Icon, rect: QRectF, colour: str) -> None:
    _begin(painter, rect, 24)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(colour))
    painter.drawPath(_outline(drawn))
    painter.restore()


def pixmap(drawn: Icon | Glyph, colour: str, size: int = 20, ratio: float = 1.0) -> QtGui.QPixmap:
    """``size``: logical pixels. ``ratio``: device pixels per logical pixel."""
    return _pixmap(drawn, _colour(colour).name(), size, ratio)


def icon(drawn: Icon | Glyph, colour: str = "ink2", size: int = 20, margin: int = 0) -> QtGui.QIcon:
    """An icon in the current colours; it does not follow a change of scheme. ``margin``: empty pixels at the right."""
    made = QtGui.QIcon()
    for ratio in _RATIOS:
        made.addPixmap(_pixmap(drawn, _colour(colour).name(), size, ratio, margin))
        made.addPixmap(_pixmap(drawn, _colour("edge").name(), size, ratio, margin), QtGui.QIcon.Mode.Disabled)
    return made


def set_icon(button: QAbstractButton, drawn: Icon | Glyph | None, colour: str = "ink2", size: int = 18) -> None:
    """Set the icon of a button, which follows colour scheme and text size; None removes it."""
    if drawn is None:
        button.setProperty(_ICON, None)
        button.setIcon(QtGui.QIcon())
        return
    button.setProperty(_ICON, f"{type(drawn).__name__} {drawn.name} {colour} {size}")
    redraw_icon(button)


def redraw_icon(button: QAbstractButton) -> None:
    kind, name, colour, size = button.property(_ICON).split()
    pixels, margin = theme.px(int(size)), 4 if button.text() else 0  # beside the 4 of Qt before the text
    button.setIcon(icon((Icon if kind == "Icon" else Glyph)[name], colour, pixels, margin))
    button.setIconSize(QSize(pixels + margin, pixels))


def _begin(painter: QPainter, rect: QRectF, units: int) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(rect.width(), rect.height())
    painter.translate(rect.center() - QPointF(side / 2, side / 2))
    painter.scale(side / units, side / units)


def _colour(colour: str) -> QColor:
    return QColor(colour if colour.startswith("#") else getattr(theme.current(), colour))


@cache
def _pixmap(drawn: Icon | Glyph, colour: str, size: int, ratio: float, margin: int = 0) -> QtGui.QPixmap:
    made = QtGui.QPixmap(round((size + margin) * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    if isinstance(drawn, Icon):
        paint_icon(painter, drawn, QRectF(0, 0, size, size), colour)
    else:
        paint_mark(painter, drawn, QRectF(0, 0, size, size), colour)
    painter.end()
    return made


@cache
def _outline(drawn: Icon) -> QPainterPath:
    text = resource("icons", "aksel", f"{drawn.value}.svg").read_text(encoding="utf-8")
    return _path(" ".join(re.findall(r' d="([^"]+)"', text)))


@cache
def _path(drawn: str) -> QPainterPath:
    """Parse the subset of SVG paths in use: absolute coordinates, no implicit commands."""
    path = QPainterPath()  # fills by odd-even, as the holes of the icons need
    tokens = iter(_TOKEN.findall(drawn))

    def point() -> QPointF:
        return QPointF(float(next(tokens)), float(next(tokens)))

    for command in tokens:
        here = path.currentPosition()
        match command:
            case "M":
                path.moveTo(point())
            case "L":
                path.lineTo(point())
            case "H":
                path.lineTo(float(next(tokens)), here.y())
            case "V":
                path.lineTo(here.x(), float(next(tokens)))
            case "C":
                path.cubicTo(point(), point(), point())
            case "O":
                middle, radius = point(), float(next(tokens))
                path.addEllipse(middle, radius, radius)
            case "Z":
                path.closeSubpath()
            case _:
                raise ValueError(f"unknown path command: {command}")
    return path
