"""The results view with the emergency analytes that are shipped."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from provesvar_gui.paths import resource
from provesvar_gui.ui import theme
from provesvar_gui.ui.results.view import ResultsView
from tests.window_settings import window_settings


@pytest.fixture(scope="session", autouse=True)
def bundled_fonts(qapp: QApplication) -> None:
    """Paper as it really is: what can be read back from a PDF depends on the font."""
    for weight in theme.WEIGHTS:
        QFontDatabase.addApplicationFont(str(resource("fonts", f"ProvesvarSans-{weight}.ttf")))


@pytest.fixture
def view(qtbot: QtBot) -> ResultsView:
    made_view = ResultsView(language="nb", settings=window_settings())
    qtbot.addWidget(made_view)
    made_view.resize(1200, 900)
    made_view.show()
    return made_view
