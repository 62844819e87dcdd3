"""Colours of tints, chosen for the ground below them (results/README.md §3, §4)."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor, QPalette

from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common.labels import MarkTint

_THEME: Final = {
    MarkTint.OUTSIDE: theme.Tint.WARNING,
    MarkTint.PENDING: theme.Tint.HELP,
    MarkTint.CHANGED: theme.Tint.ACTION,
    MarkTint.VOID: theme.Tint.SUBDUED,
}


def scheme(palette: QPalette) -> theme.Colours:
    """The scheme of the ground that is really there."""
    text, ground = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
    return theme.DARK if text.lightness() > ground.lightness() else theme.LIGHT


def pair(tint: MarkTint | theme.Tint, palette: QPalette) -> tuple[QColor, QColor] | None:
    """Text and ground of a tint, None where there is no tint."""
    if tint is MarkTint.NONE:
        return None
    shade = scheme(palette).shades[_THEME[tint] if isinstance(tint, MarkTint) else tint]
    return QColor(shade.text), QColor(shade.ground)


def quiet(palette: QPalette) -> QColor:
    return QColor(scheme(palette).shades[theme.Tint.SUBDUED].text)


def of_theme(tint: theme.Tint, palette: QPalette) -> QColor:
    """Text colour of a tint of the theme."""
    return QColor(scheme(palette).shades[tint].text)


def colour(name: str) -> QColor:
    return QColor(name)
