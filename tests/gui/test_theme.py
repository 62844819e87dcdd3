"""Contrast of every pair of colours that meets on the screen, in both schemes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTabBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.icons import Glyph, Icon
from provesvar_gui.ui.theme import CONTRAST, DARK, LIGHT, Type
from provesvar_gui.ui.widgets import Label, fill
from tests.gui.fakes import make_bench

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


@pytest.mark.hazard("H4.9")
@pytest.mark.parametrize(("ground", "ink"), [("#2d3236", "#ffffff"), ("#fffaef", "#3d3d3d"), ("#000000", "#ffffff")])
def test_the_systems_own_contrast_is_taken_as_it_is(ground: str, ink: str) -> None:
    assert set(theme.of_system(contrast_theme(ground, ink))) == {ground, ink, "#808080"}
    assert theme.of_system(contrast_theme(ground, ink)).hint == "#808080", "what cannot be used is not taken for text"


def contrast_theme(ground: str, ink: str) -> QPalette:
    role, system = QPalette.ColorRole, QPalette(QColor(ground), QColor(ground))
    for which, colour in ((role.WindowText, ink), (role.Highlight, ink), (role.HighlightedText, ground)):
        system.setColor(which, QColor(colour))
    system.setColor(QPalette.ColorGroup.Disabled, role.WindowText, QColor("#808080"))
    return system


def machine(system: QPalette, *, dark: bool, contrast: bool) -> Any:
    """Stands in for the application and its hints."""
    own = [theme.palette(LIGHT)]
    hints: Any = SimpleNamespace(
        accessibility=lambda: hints,
        colorScheme=lambda: Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light,
        contrastPreference=lambda: Qt.ContrastPreference.HighContrast if contrast else Qt.ContrastPreference.NoPreference,
    )
    return SimpleNamespace(
        styleHints=lambda: hints, setPalette=own.append, palette=lambda: own[-1] if own[-1].resolveMask() else system
    )


NIGHT = contrast_theme("#000000", "#ffff00")


@pytest.mark.parametrize(
    ("scheme", "windows", "dark", "contrast", "wanted"),
    [
        ("system", True, True, True, theme.of_system(NIGHT)),
        ("system", False, True, True, CONTRAST),
        ("system", True, True, False, DARK),
        ("system", True, False, False, LIGHT),
        ("light", True, True, True, LIGHT),
        ("contrast", True, False, False, CONTRAST),
    ],
)
def test_the_systems_contrast_is_followed_unless_the_person_chose(
    monkeypatch: pytest.MonkeyPatch, scheme: str, windows: bool, dark: bool, contrast: bool, wanted: theme.Colours
) -> None:
    monkeypatch.setattr(theme, "_WINDOWS", windows)
    monkeypatch.setattr(theme, "_scheme", scheme)
    assert theme.asked_for(machine(NIGHT, dark=dark, contrast=contrast)) == wanted


@pytest.mark.hazard("H4.9")
def test_another_theme_of_the_system_is_followed_while_running(
    qtbot: QtBot, dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_bench(qtbot).window.windowHandle()
    assert window is not None
    for system in (NIGHT, contrast_theme("#202020", "#ffffff")):  # no hint of Qt's tells of the second
        monkeypatch.setattr(theme, "asked_for", lambda _application, of=system: theme.of_system(of))
        dressed.sendEvent(window, QEvent(QEvent.Type.ThemeChange))
        assert theme.current() == theme.of_system(system)


@pytest.mark.hazard("H4.9")
def test_without_tints_what_is_chosen_or_focused_has_a_line(qtbot: QtBot, dressed: QApplication) -> None:
    theme.colour(dressed, theme.of_system(NIGHT))
    around = QWidget()
    qtbot.addWidget(around)
    quiet, segment, tabs = QPushButton("x", around), QPushButton("x", around), QTabBar(around)
    tabs.addTab("x")
    for button, kind in ((quiet, "quiet"), (segment, "segment")):
        theme.set_kind(button, kind)
        button.setCheckable(True)
    fill(QVBoxLayout(around), quiet, segment, tabs)
    around.show()
    around.activateWindow()
    quiet.setFocus()
    qtbot.waitUntil(quiet.hasFocus)
    for each in (quiet, segment, tabs):
        plain = around.grab(each.geometry()).toImage()
        each.setChecked(True) if isinstance(each, QPushButton) else each.setFocus()
        dressed.processEvents()
        assert around.grab(each.geometry()).toImage() != plain


def test_labels_follow_the_colour_scheme(qtbot: QtBot, dressed: QApplication) -> None:
    label = Label("x", "danger")
    qtbot.addWidget(label)
    label.show()

    def colour() -> str:
        return label.palette().windowText().color().name()

    for scheme in (DARK, LIGHT):
        dressed.setPalette(theme.palette(scheme))
        assert theme.current() is scheme
        wanted = scheme.danger
        qtbot.waitUntil(partial(lambda text: colour() == text, wanted))


def colours_of(image: QImage) -> set[str]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {each.name() for each in pixels if each.alpha() == 255}


@pytest.fixture
def application(qtbot: QtBot) -> Iterator[QApplication]:
    """With its own look again afterwards."""
    made = QApplication.instance()
    assert isinstance(made, QApplication)
    font, palette = made.font(), made.palette()
    yield made
    theme.set_text_size(made, 1.0)
    made.setStyleSheet("")
    made.setPalette(palette)
    for kind in ("QPushButton", "QToolButton", "QTabBar"):
        made.setFont(QFont(), kind)  # type: ignore[arg-type]  # a str: the stub is wrong
    made.setFont(font)


@pytest.mark.parametrize("drawn", [*Icon, *Glyph])
def test_each_is_drawn_inside_its_box_in_the_colour_that_was_asked_for(qtbot: QtBot, drawn: Icon | Glyph) -> None:
    image = icons.pixmap(drawn, LIGHT.danger, 20, 4.0).toImage()
    assert image.width() == 80
    assert colours_of(image) == {LIGHT.danger}
    edges = [(x, y) for x in range(80) for y in (0, 79)] + [(x, y) for y in range(80) for x in (0, 79)]
    assert not [place for place in edges if image.pixelColor(*place).alpha()]


def test_the_icon_of_a_button_follows_the_scheme_and_the_size_of_the_text(application: QApplication, qtbot: QtBot) -> None:
    theme.colour(application, LIGHT)
    button = QPushButton("x")
    qtbot.addWidget(button)
    icons.set_icon(button, Icon.PENCIL, "accent_text", 18)

    def shown() -> set[str]:
        return colours_of(button.icon().pixmap(button.iconSize(), 4.0).toImage())

    assert shown() == {LIGHT.accent_text}
    before = button.iconSize().width()
    theme.colour(application, DARK)
    assert shown() == {DARK.accent_text}
    theme.set_text_size(application, 2.0)
    assert button.iconSize().width() > before


@pytest.fixture
def bundled(application: QApplication) -> str:
    theme.install(application)
    return application.font().family()


def test_the_bundled_fonts_are_used(bundled: str) -> None:
    assert bundled == theme.FAMILY
    assert set(QFontDatabase.styles(theme.FAMILY)) == set(theme.WEIGHTS)


@pytest.mark.parametrize("written", ["->", "2x3", "10x12", "(A)", "<=", "=>"])
def test_what_was_written_is_painted_sign_by_sign(bundled: str, written: str) -> None:
    """Inter's contextual shapes make an arrow of the first, and a multiplication of the second."""
    font = theme.font(Type.VALUE)
    font.setKerning(False)
    metrics = QFontMetricsF(font)
    assert metrics.horizontalAdvance(written) == pytest.approx(sum(map(metrics.horizontalAdvance, written)), abs=0.2)


def test_the_size_of_the_text_reaches_every_widget_and_back(application: QApplication, qtbot: QtBot) -> None:
    theme.install(application)
    plain, small, button = QLabel("x"), QLabel("x"), QPushButton("x")
    for each in (plain, small, button):
        qtbot.addWidget(each)
        each.show()
    theme.set_font(small, Type.SMALL, digits=True)

    def sizes() -> list[float]:
        return [each.font().pointSizeF() for each in (plain, small, button)]

    ordinary = sizes()
    theme.set_text_size(application, 2.0)
    qtbot.waitUntil(lambda: sizes() == [2 * size for size in ordinary])
    assert theme.px(36) == 72
    assert [tag.toString() for tag in small.font().featureTags()] == [b"tnum"]
    theme.set_text_size(application, 9.0)
    assert theme.text_size() == theme.LARGEST
    theme.set_text_size(application, 1.0)
    qtbot.waitUntil(lambda: sizes() == ordinary)
