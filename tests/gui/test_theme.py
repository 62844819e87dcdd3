"""Contrast of every pair of colours that meets on the screen, in both schemes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QStyle, QStyleOptionButton, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.form.basis_picker import BasisButton
from provesvar_gui.ui.theme import DARK, LIGHT, Scheme, Tint, contrast
from provesvar_gui.ui.tinted_widgets import TintLabel
from provesvar_gui.ui.widgets import PrimaryButton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRect
    from pytestqt.qtbot import QtBot

SCHEMES = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_the_ratio_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#126f87", "#ffffff") == pytest.approx(5.75, abs=0.01)  # results/README.md §4
    assert contrast("#a31f0e", "#fff2ea") == pytest.approx(6.94, abs=0.01)


@pytest.mark.hazard("H4.2")
@SCHEMES
@pytest.mark.parametrize("tint", list(Tint))
def test_every_text_can_be_read_on_every_ground_it_stands_on(scheme: Scheme, tint: Tint) -> None:
    shade = scheme.shades[tint]
    grounds = {scheme.page, scheme.base, scheme.alternate, shade.ground}
    if tint in (Tint.PLAIN, Tint.SUBDUED, Tint.WARNING):
        grounds |= {other.ground for other in scheme.shades.values()}
    for ground in grounds:
        assert contrast(shade.text, ground) >= 4.5, ground


@SCHEMES
def test_the_strip_that_says_test_stands_out_from_the_page(scheme: Scheme) -> None:
    for tint in (Tint.HELP, Tint.ERROR):  # solid in the text's colour, with letters in the ground's
        assert contrast(scheme.shades[tint].text, scheme.page) >= 4.5
        assert contrast(scheme.shades[tint].ground, scheme.shades[tint].text) >= 4.5


@SCHEMES
def test_inputs_selection_and_primary_button(scheme: Scheme) -> None:
    assert contrast(scheme.text, scheme.raised) >= 4.5
    assert contrast(scheme.on_action, scheme.action_ground) >= 4.5
    for ground in (scheme.page, scheme.base):
        assert contrast(scheme.border, ground) >= 3
        assert contrast(scheme.action_ground, ground) >= 3


@SCHEMES
def test_palette_has_no_pair_below_the_limit(scheme: Scheme, qtbot: QtBot) -> None:
    del qtbot
    made = theme.palette(scheme)
    role = QPalette.ColorRole
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled):
        for text, ground in (
            (role.WindowText, role.Window),
            (role.Text, role.Base),
            (role.Text, role.AlternateBase),
            (role.ButtonText, role.Button),
            (role.PlaceholderText, role.Base),
            (role.HighlightedText, role.Highlight),
            (role.ToolTipText, role.ToolTipBase),
            (role.Link, role.Base),
        ):
            assert contrast(made.color(group, text).name(), made.color(group, ground).name()) >= 4.5, (group, text)


def test_labels_follow_the_colour_scheme(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.palette()
    label = TintLabel("x", tint=Tint.ERROR)
    qtbot.addWidget(label)
    label.show()

    def colour() -> str:
        return label.palette().windowText().color().name()

    try:
        for scheme in (DARK, LIGHT):
            application.setPalette(theme.palette(scheme))
            assert theme.current() is scheme
            wanted = scheme.shades[Tint.ERROR].text
            qtbot.waitUntil(partial(lambda text: colour() == text, wanted))
    finally:
        application.setPalette(before)


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def coloured(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Scheme]:
    del qtbot
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before, style = application.palette(), application.style().name()
    scheme: Scheme = request.param
    application.setStyle("Fusion")
    theme.colour(application, scheme)
    yield scheme
    application.setPalette(before)
    for kind in ("QPushButton", "QToolButton", "QCheckBox"):
        application.setPalette(before, kind)  # type: ignore[arg-type]  # a str: the stub is wrong
    application.setStyleSheet("")
    application.setStyle(style)


def darkest_or_lightest(widget: QWidget, ground: str, rect: QRect) -> float:
    """The best contrast of any pixel there."""
    image = widget.grab().toImage()
    pixels = {image.pixelColor(x, y).name() for x in range(rect.left(), rect.right()) for y in range(rect.top(), rect.bottom())}
    return max(contrast(pixel, ground) for pixel in pixels)


def test_the_edge_of_a_check_box_can_be_seen(coloured: Scheme, qtbot: QtBot) -> None:
    box = QCheckBox("x")
    qtbot.addWidget(box)
    box.show()
    option = QStyleOptionButton()
    box.initStyleOption(option)
    mark = box.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, box)
    assert darkest_or_lightest(box, coloured.page, mark) >= 3


@pytest.mark.parametrize("points", [9, 10, 17])
def test_a_round_mark_is_painted_over_that_of_the_style(coloured: Scheme, qtbot: QtBot, points: int) -> None:
    del coloured
    button = BasisButton("x")
    qtbot.addWidget(button)
    font = button.font()
    font.setPointSize(points)
    button.setFont(font)
    button.resize(button.sizeHint())
    option = QStyleOptionButton()
    button.initStyleOption(option)
    assert button.mark() == QRectF(button.style().subElementRect(QStyle.SubElement.SE_RadioButtonIndicator, option, button))


@pytest.mark.parametrize("kind", ["plain", "primary"])
def test_a_button_that_cannot_be_pressed_looks_it(coloured: Scheme, qtbot: QtBot, kind: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    button = QPushButton("MMMM", parent) if kind == "plain" else PrimaryButton("MMMM", parent)
    parent.show()
    inside = button.rect().adjusted(6, 6, -6, -6)
    before = button.grab().toImage().pixelColor(inside.topLeft()).name()
    assert before == (coloured.surface if kind == "plain" else coloured.accent)
    button.setEnabled(False)
    assert button.grab().toImage().pixelColor(inside.topLeft()).name() == coloured.sunken
    assert darkest_or_lightest(button, coloured.sunken, inside) >= 4.5, "its text can still be read"
