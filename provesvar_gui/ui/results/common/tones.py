"""Tints beside glyphs and words: the theme's colours, by the ground they stand on (results/README.md §3, §4)."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor, QPalette

from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common.labels import MarkTone

_THEME: Final = {
    MarkTone.OUTSIDE: theme.Tone.WARNING,
    MarkTone.PENDING: theme.Tone.HELP,
    MarkTone.CHANGED: theme.Tone.ACTION,
    MarkTone.VOID: theme.Tone.SUBDUED,
}


def scheme(palette: QPalette) -> theme.Scheme:
    """The scheme of the ground that is really there."""
    text, ground = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
    return theme.DARK if text.lightness() > ground.lightness() else theme.LIGHT


def pair(tone: MarkTone | theme.Tone, palette: QPalette) -> tuple[QColor, QColor] | None:
    """Text and ground of a tone, None where there is no tint."""
    if tone is MarkTone.NONE:
        return None
    shade = scheme(palette).shades[_THEME[tone] if isinstance(tone, MarkTone) else tone]
    return QColor(shade.text), QColor(shade.ground)


def quiet(palette: QPalette) -> QColor:
    return QColor(scheme(palette).shades[theme.Tone.SUBDUED].text)


def of_theme(tone: theme.Tone, palette: QPalette) -> QColor:
    """Text colour of a tone of the theme."""
    return QColor(scheme(palette).shades[tone].text)


def colour(name: str) -> QColor:
    return QColor(name)
