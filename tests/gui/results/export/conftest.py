"""The results view with the emergency analytes that are shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.ui.results.view import ResultsView
from tests.window_settings import window_settings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def view(qtbot: QtBot) -> ResultsView:
    made_view = ResultsView(language="nb", settings=window_settings())
    qtbot.addWidget(made_view)
    made_view.resize(1200, 900)
    made_view.show()
    return made_view
