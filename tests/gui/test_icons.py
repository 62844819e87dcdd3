"""Icons and marks are drawn in the scheme's colours, and follow when it changes; the bundled fonts paint what was written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.icons import Glyph, Icon
from provesvar_gui.ui.theme import DARK, LIGHT, Type


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


def test_figures_of_equal_width_are_that(bundled: str) -> None:
    equal, plain = (QFontMetricsF(theme.font(Type.VALUE, digits=digits)) for digits in (True, False))
    assert equal.horizontalAdvance("1111") == equal.horizontalAdvance("8888")
    assert plain.horizontalAdvance("1111") < plain.horizontalAdvance("8888")


@pytest.mark.parametrize("written", ["->", "2x3", "10x12", "(A)", "<=", "=>"])
def test_what_was_written_is_painted_sign_by_sign(bundled: str, written: str) -> None:
    """Inter's contextual shapes make an arrow of the first, and a multiplication of the second."""
    font = theme.font(Type.VALUE)
    font.setKerning(False)
    metrics = QFontMetricsF(font)
    assert metrics.horizontalAdvance(written) == pytest.approx(sum(map(metrics.horizontalAdvance, written)), abs=0.2)


def test_where_the_fonts_are_missing_the_systems_is_used(application: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*parts: str) -> None:
        raise FileNotFoundError("/".join(parts))

    before = application.font().family()
    monkeypatch.setattr(theme, "resource", missing)
    theme.install(application)
    assert application.font().family() == before


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
