"""Colours, fonts and spacing: Fusion with two palettes that follow the system's colour scheme.

Light colours are those of the Helsenorge design system (results/README.md §4), some a shade darker; the dark ones are derived.
Every text colour has at least 4.5:1 against every ground it may stand on (WCAG 2.2, 1.4.3); a test computes it with ``contrast``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

SPACE = {"hair": 2, "tight": 4, "small": 8, "medium": 12, "large": 16, "wide": 24}  # device-independent pixels
MINIMUM_POINT_SIZE = 10.0


class Tint(StrEnum):
    """What a text or a panel says by its colour; glyph and word always say it too."""

    PLAIN = "plain"
    SUBDUED = "subdued"
    ACTION = "action"
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"
    HELP = "help"  # corrections, the sandbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """One tint: text and border colour, and the ground of a panel in that tint."""

    text: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One colour scheme. ``page``: behind everything. ``base``: inputs and lists. ``raised``: buttons."""

    page: str
    base: str
    alternate: str
    raised: str
    text: str
    border: str  # around inputs: 3:1
    line: str  # around panels that are no controls
    off: str  # the text of a button that cannot be pressed now: no 4.5:1, since WCAG 1.4.3 exempts it and it must look it
    action_ground: str  # a chosen row, the primary button
    on_action: str
    shades: dict[Tint, Shade]


LIGHT = Scheme(
    page="#f5f6f6",
    base="#ffffff",
    alternate="#f3f6f7",
    raised="#ffffff",
    text="#1c1c1a",
    border="#7a7a76",
    line="#cdd3d4",
    off="#9b9f9f",
    action_ground="#126f87",
    on_action="#ffffff",
    shades={
        Tint.PLAIN: Shade(text="#1c1c1a", ground="#ffffff"),
        Tint.SUBDUED: Shade(text="#5b5b58", ground="#f5f6f6"),
        Tint.ACTION: Shade(text="#0f6479", ground="#e6f3f6"),
        Tint.OK: Shade(text="#066d37", ground="#eef8f0"),
        Tint.WARNING: Shade(text="#7a5500", ground="#fff8e1"),
        Tint.ERROR: Shade(text="#a31f0e", ground="#fff2ea"),
        Tint.HELP: Shade(text="#5c27a1", ground="#f4eefb"),
    },
)
DARK = Scheme(
    page="#181b1d",
    base="#202427",
    alternate="#262b2e",
    raised="#2b3135",
    text="#eceeee",
    border="#868d90",
    line="#3d454a",
    off="#666e72",
    action_ground="#1b7f99",
    on_action="#ffffff",
    shades={
        Tint.PLAIN: Shade(text="#eceeee", ground="#202427"),
        Tint.SUBDUED: Shade(text="#b3b9bb", ground="#181b1d"),
        Tint.ACTION: Shade(text="#86cfe1", ground="#14323a"),
        Tint.OK: Shade(text="#82d3a3", ground="#143022"),
        Tint.WARNING: Shade(text="#f0c662", ground="#362b0f"),
        Tint.ERROR: Shade(text="#ffa898", ground="#3d1d18"),
        Tint.HELP: Shade(text="#cdb0f7", ground="#2c2140"),
    },
)


_judged: tuple[int, Scheme] = (-1, LIGHT)  # the key of a palette, and which scheme it is


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, definition of relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def current() -> Scheme:
    """The scheme on the screen now. Asked for by every label and at every paint: judged anew when the palette is another."""
    global _judged  # one palette for the whole program
    shown = QGuiApplication.palette()
    key = shown.cacheKey()
    if key != _judged[0]:
        dark = shown.windowText().color().lightness() > shown.window().color().lightness()
        _judged = key, DARK if dark else LIGHT
    return _judged[1]


def asked_for() -> Scheme:
    """The scheme that the system asks for now."""
    return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT


def palette(scheme: Scheme) -> QPalette:
    """The Qt palette of a scheme."""
    role = QPalette.ColorRole
    colours = {
        role.Window: scheme.page,
        role.WindowText: scheme.text,
        role.Base: scheme.base,
        role.AlternateBase: scheme.alternate,
        role.Text: scheme.text,
        role.Button: scheme.raised,
        role.ButtonText: scheme.text,
        role.ToolTipBase: scheme.base,
        role.ToolTipText: scheme.text,
        role.PlaceholderText: scheme.shades[Tint.SUBDUED].text,
        role.Highlight: scheme.action_ground,
        role.HighlightedText: scheme.on_action,
        role.Accent: scheme.action_ground,
        role.Link: scheme.shades[Tint.ACTION].text,
        role.LinkVisited: scheme.shades[Tint.HELP].text,
        role.BrightText: scheme.shades[Tint.ERROR].text,
    }
    result = QPalette(QColor(scheme.raised), QColor(scheme.page))
    for which, colour in colours.items():
        result.setColor(which, QColor(colour))
    off = QColor(scheme.shades[Tint.SUBDUED].text)
    for which in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, which, off)
    result.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(scheme.page))
    result.setColor(QPalette.ColorGroup.Disabled, role.Button, QColor(scheme.page))
    return result


def _button_palette(scheme: Scheme) -> QPalette:
    """For buttons: one that cannot be pressed now must not look like one that can."""
    result = palette(scheme)
    for which in (QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        result.setColor(QPalette.ColorGroup.Disabled, which, QColor(scheme.off))
    return result


def _check_palette(scheme: Scheme) -> QPalette:
    """For check boxes: Fusion draws their edge in the window's colour, darkened by 140 %, which nobody sees on a dark ground."""
    result = palette(scheme)
    result.setColor(QPalette.ColorRole.Window, QColor(scheme.border).lighter(140))
    return result


def colour(application: QApplication, scheme: Scheme) -> None:
    """Set the palettes of a scheme."""
    application.setPalette(palette(scheme))
    for kind in ("QPushButton", "QToolButton"):
        application.setPalette(_button_palette(scheme), kind)  # type: ignore[arg-type]  # a str: the stub is wrong
    application.setPalette(_check_palette(scheme), "QCheckBox")  # type: ignore[arg-type]  # a str: the stub is wrong


def arguments(name: str = "provesvar-gui") -> list[str]:
    """For the application object: its name, and Fusion. ``setStyle`` would hand the style back, and load what styles know."""
    return [name, "-style", "Fusion"]


def install(application: QApplication) -> None:
    """Set palette and type size, now and whenever the system's colour scheme changes."""
    font = application.font()
    if 0 < font.pointSizeF() < MINIMUM_POINT_SIZE:
        font.setPointSizeF(MINIMUM_POINT_SIZE)
        application.setFont(font)
    colour(application, asked_for())
    application.styleHints().colorSchemeChanged.connect(lambda _scheme: colour(application, asked_for()))


def resize(widget: QWidget, factor: float = 1.0, *, bold: bool = False, digits: bool = False) -> None:
    """Type of a widget relative to the window's. ``digits``: figures of equal width, where the font has them."""
    font = widget.font()
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    if digits:
        font.setFeature(QFont.Tag("tnum"), 1)
    widget.setFont(font)
