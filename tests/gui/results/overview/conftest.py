"""An overview on the screen, with a clock that the test moves."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from provesvar_gui.ui.results.overview.pane import OverviewPane
from tests.gui.results.overview.kit import STYLE, Hands


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def pane(qtbot: QtBot, hands: Hands) -> OverviewPane:
    made_pane = OverviewPane(STYLE, monotonic=hands)
    qtbot.addWidget(made_pane)
    made_pane.resize(1366, 574)
    made_pane.show()
    made_pane.activateWindow()
    return made_pane
