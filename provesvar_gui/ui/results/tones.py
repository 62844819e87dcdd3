"""Tints beside glyphs and words, for light and dark: contrast at least 4.5:1 (clinical-ui rules 23, 49, 50)."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor, QPalette

from provesvar_gui.ui.results.words import Tone

_LIGHT: Final = {  # text, ground
    Tone.OUTSIDE: ("#7a4f00", "#fff3d6"),
    Tone.PENDING: ("#5c27a1", "#f3ecfb"),
    Tone.CHANGED: ("#0e5a6d", "#e4f3f6"),
    Tone.VOID: ("#5b5b58", "#eeeeec"),
}
_DARK: Final = {
    Tone.OUTSIDE: ("#ffd98a", "#463512"),
    Tone.PENDING: ("#dcc4ff", "#3a2a55"),
    Tone.CHANGED: ("#a5e3f0", "#16404a"),
    Tone.VOID: ("#b5b5b0", "#3a3a38"),
}


def is_dark(palette: QPalette) -> bool:
    """Whether text is lighter than its ground."""
    return palette.color(QPalette.ColorRole.Text).lightness() > palette.color(QPalette.ColorRole.Base).lightness()


def pair(tone: Tone, palette: QPalette) -> tuple[QColor, QColor] | None:
    """Text and ground of a tone, None where there is no tint."""
    found = (_DARK if is_dark(palette) else _LIGHT).get(tone)
    return (QColor(found[0]), QColor(found[1])) if found else None


def quiet(palette: QPalette) -> QColor:
    """Text of secondary facts: still at least 4.5:1."""
    text, ground = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
    share = 0.72
    return QColor.fromRgbF(
        share * text.redF() + (1 - share) * ground.redF(),
        share * text.greenF() + (1 - share) * ground.greenF(),
        share * text.blueF() + (1 - share) * ground.blueF(),
    )
