from __future__ import annotations

import pytest

from provesvar_gui.ui.qt_log import without_quotes


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ('QPdf: cannot open "/srv/x/Nordmann Kari.pdf" for writing', "QPdf: cannot open [quoted] for writing"),
        ("QFile: /srv/x/Nordmann Kari.pdf", "QFile: [quoted]"),
        ("QWidgetWindow(0x1, name='Nordmann Kari')", "QWidgetWindow(0x1, name=[quoted])"),
        ('left open: "Nordmann', "left open: [quoted]"),
        (r"D:\share\x\Nordmann Kari.pdf (denied)", "[quoted](denied)"),
        ("file:///srv/x/Nordmann Kari.pdf", "[quoted]"),
        ("This plugin does not support propagateSizeHints()", "This plugin does not support propagateSizeHints()"),
        ("QObject::connect(A, B): invalid 3/4", "QObject::connect(A, B): invalid 3/4"),
    ],
)
def test_what_qt_quotes_is_left_out(said: str, kept: str) -> None:
    assert without_quotes(said) == kept
