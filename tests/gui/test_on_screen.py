"""No dialog is larger than the free part of the screen, with its frame: its buttons are in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QDialog

from provesvar_gui.ui.admin.setup import SetupDialog
from provesvar_gui.ui.keys import Key as Table
from provesvar_gui.ui.widgets import FRAME
from tests.gui.fakes import FakeMaintenance
from tests.gui.lock.kit import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.gui.fakes import Bench


def by_key(key: Table) -> Callable[[Bench], None]:
    return lambda bench: bench.window.press(key)


OPENED: dict[str, Callable[[Bench], None]] = {
    "guide": by_key(Table.HELP),
    "keys": by_key(Table.KEYS),
    "card": by_key(Table.CALL),
    "settings": by_key(Table.SETTINGS),
    "self-check": by_key(Table.SELF_CHECK),
    "journal": by_key(Table.JOURNAL),
    "assistant": lambda bench: SetupDialog(bench.bridge, FakeMaintenance, bench.window).show(),
}


@pytest.mark.parametrize("name", OPENED)
def test_every_dialog_leaves_room_for_its_frame(qtbot: QtBot, name: str) -> None:
    """The screen here is 800 x 800."""
    bench = reading(qtbot)
    OPENED[name](bench)
    (dialog,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())
    free = dialog.screen().availableSize() - FRAME
    assert dialog.width() <= free.width()
    assert dialog.height() <= free.height()
    least = dialog.minimumSizeHint()
    assert least.width() <= 960
    assert least.height() <= 480, "it can be as low as a small screen at 150 % wants it"


rects = st.builds(QRect, st.integers(-3000, 3000), st.integers(-3000, 3000), st.integers(1, 4000), st.integers(1, 4000))
