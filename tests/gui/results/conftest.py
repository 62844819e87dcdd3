"""The results view with real widgets, and the patient who has everything."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from provesvar_gui.results.digest import Digest
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results.sandbox_patients import digested, patient
from tests.window_settings import window_settings


@pytest.fixture(scope="module")
def emergency() -> Digest:
    return digested(patient())


@pytest.fixture
def view(qtbot: QtBot) -> ResultsView:
    made_view = ResultsView(language="nb", settings=window_settings())
    qtbot.addWidget(made_view)
    made_view.resize(1200, 900)
    made_view.show()
    return made_view
