"""The results view with the emergency analytes that are shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.kodeverk.acute import AcuteSource
from provesvar_gui.patient.numbers import Profile
from provesvar_gui.ui.results.view import ResultsView
from provesvar_gui.ui.window_settings import WindowSettings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def view(qtbot: QtBot) -> ResultsView:
    made_view = ResultsView(language="nb", settings=WindowSettings(profile=Profile.TEST, acute=AcuteSource()))
    qtbot.addWidget(made_view)
    made_view.resize(1200, 900)
    made_view.show()
    return made_view
