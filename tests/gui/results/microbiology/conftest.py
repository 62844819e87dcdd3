"""A pane of microbiology, and the patient who has everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.ui.results.microbiology.pane import MicrobiologyPane
from tests.gui.results.microbiology.kit import STYLE
from tests.gui.results.sandbox_patients import digested, patient

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.digest import Digest


@pytest.fixture(scope="module")
def emergency() -> Digest:
    return digested(patient())


@pytest.fixture
def pane(qtbot: QtBot) -> MicrobiologyPane:
    made_ = MicrobiologyPane(STYLE)
    made_.retranslate()
    qtbot.addWidget(made_)
    made_.resize(1200, 700)
    return made_
