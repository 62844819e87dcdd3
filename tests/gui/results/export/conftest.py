"""Paper with the fonts that are shipped."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from provesvar_gui.paths import resource
from provesvar_gui.ui import theme


@pytest.fixture(scope="session", autouse=True)
def bundled_fonts(qapp: QApplication) -> None:
    """Paper as it really is: what can be read back from a PDF depends on the font."""
    for weight in theme.WEIGHTS:
        QFontDatabase.addApplicationFont(str(resource("fonts", f"ProvesvarSans-{weight}.ttf")))
