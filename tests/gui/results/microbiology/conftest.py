"""A pane of microbiology."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from provesvar_gui.ui.results.microbiology.pane import MicrobiologyPane
from tests.gui.results.microbiology.kit import STYLE


@pytest.fixture
def pane(qtbot: QtBot) -> MicrobiologyPane:
    made_ = MicrobiologyPane(STYLE)
    made_.retranslate()
    qtbot.addWidget(made_)
    made_.resize(1200, 700)
    return made_
