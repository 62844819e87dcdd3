"""Contrast of every pair of colours that meets on the screen, in both schemes."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from provesvar_gui.ui import theme
from provesvar_gui.ui.theme import CONTRAST, DARK, LIGHT
from provesvar_gui.ui.widgets import Label

#: Every colour of a text, and the grounds that it stands on anywhere: 4.5:1 (WCAG 2.2, 1.4.3).
TEXTS = {
    "ink": "page surface sunken accent_ground flag_ground danger_ground",
    "ink2": "page surface sunken accent_ground flag_ground",
    "hint": "page surface sunken",
    "accent_text": "page surface sunken accent_ground",
    "on_accent": "accent",
    "flag": "page surface accent_ground flag_ground",
    "danger": "page surface accent_ground danger_ground",
    "ok": "page surface accent_ground",
    "on_bar": "bar",
    "on_bar2": "bar",
    "on_sand": "sand sand2",
    "sand": "on_sand",
    "surface": "flag",  # the box of a resistance, the bar of opened answers
}
#: Every mark, edge and curve, and what it is drawn on: 3:1 (1.4.11).
MARKS = {
    "edge": "page surface sunken accent_ground",
    "accent": "page surface",
    "accent_text": "page surface sunken accent_ground flag_ground",  # the focus
    "flag_mark": "page surface accent_ground flag_ground",
    "danger": "page surface danger_ground",
    "bar_line": "bar",
    "on_bar": "bar",
    "band_line": "surface accent_ground band",
    "trend": "surface accent_ground band",
    "ink2": "band",
    "sand": "page",
}
PAIRS = [
    (scheme, text, ground, least)
    for scheme in (LIGHT, DARK, CONTRAST, theme.PAPER)
    for pairs, least in ((TEXTS, 4.5), (MARKS, 3.0))
    for text, grounds in pairs.items()
    for ground in grounds.split()
]


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.hazard("H4.2")
def test_every_pair_of_colours_that_meets_can_be_told_apart() -> None:
    shown = [(text, ground, contrast(getattr(of, text), getattr(of, ground)), least) for of, text, ground, least in PAIRS]
    assert [each for each in shown if each[2] < each[3]] == []


@pytest.mark.parametrize(("ground", "ink"), [("#2d3236", "#ffffff"), ("#fffaef", "#3d3d3d"), ("#000000", "#ffffff")])
def test_the_systems_own_contrast_is_taken_as_it_is(ground: str, ink: str) -> None:
    system = QPalette(QColor(ground), QColor(ground))
    for role, colour in (
        (QPalette.ColorRole.WindowText, ink),
        (QPalette.ColorRole.Highlight, ink),
        (QPalette.ColorRole.HighlightedText, ground),
    ):
        system.setColor(role, QColor(colour))
    assert set(theme.of_system(system)) == {ground, ink}


def test_what_cannot_be_chosen_is_dimmer_in_every_scheme() -> None:
    role, group = QPalette.ColorRole.ButtonText, QPalette.ColorGroup
    for scheme in (LIGHT, DARK, CONTRAST):
        made = theme.palette(scheme)
        assert made.color(group.Disabled, role) != made.color(group.Active, role)


def test_labels_follow_the_colour_scheme(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.palette()
    label = Label("x", "danger")
    qtbot.addWidget(label)
    label.show()

    def colour() -> str:
        return label.palette().windowText().color().name()

    try:
        for scheme in (DARK, LIGHT):
            application.setPalette(theme.palette(scheme))
            assert theme.current() is scheme
            wanted = scheme.danger
            qtbot.waitUntil(partial(lambda text: colour() == text, wanted))
    finally:
        application.setPalette(before)
