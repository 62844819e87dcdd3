"""Help in the real program, as a screen reader reads it: whom to call where the settings are of no use, and the guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.desk import wait_until
from tests.e2e.program import program
from tests.e2e.surroundings import KNOWS_NOBODY, resolver, settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.desk import Desk
    from tests.e2e.screen_reader import ScreenReader

BROKEN = """\
[contact]
support = { name = "IT-vakten", phone = "00000002" }
laboratories = [{ name = "Medisinsk biokjemi", phone = "00 00 00 03", hours = "hele døgnet" }]
[helseid
client_id = "x"
"""


def test_whom_to_call_and_the_guide_where_the_settings_cannot_be_read(bench: Desk, reader: ScreenReader, home: Path) -> None:
    config = settings(home, raw=BROKEN)
    with program(bench, home, "--config", str(config), environment=resolver(home, KNOWS_NOBODY)):
        wait_until(lambda: reader.sees("linje 4"), "the file and the line")
        assert "Hvem du ringer" in reader.names()
        bench.keys("ctrl+shift+F1")
        wait_until(lambda: reader.sees("Medisinsk biokjemi, telefon 0 0 0 0 0 0 0 3"), "the number, digit by digit")
        assert reader.sees("IT-vakten, telefon 0 0 0 0 0 0 0 2")
        bench.keys("Escape")
        bench.come_to("Prøvesvar")
        bench.keys("F1")
        wait_until(
            lambda: "Når noe svikter" in [node.name for node in reader.nodes() if node.focused], "the guide, at what helps"
        )
        bench.keys("Escape")
