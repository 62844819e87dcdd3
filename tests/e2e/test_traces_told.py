"""A session with careless code in it and all that makes Python and Qt talk switched on, and a crash at its end."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.e2e.desk import Desk, wait_until
from tests.e2e.hands import EMERGENCY
from tests.e2e.printer import printer
from tests.e2e.program import ROOT
from tests.e2e.screen_reader import ScreenReader
from tests.e2e.workplace import FIGURE, workplace

TALKATIVE = {
    "QT_LOGGING_RULES": "*=true",
    "QT_DEBUG_PLUGINS": "1",
    "PYTHONFAULTHANDLER": "1",
    "PYTHONDEVMODE": "1",
    "PYTHONDONTWRITEBYTECODE": "1",  # the test's: the program's own folder is not searched
}
#: What careless code does in the middle of a session: in a slot, in a thread, where nothing can be raised, and by a warning.
CARELESS = """
import threading
number, said = {number!r}, "Bølgebryter {figure} urosepsis"
def fails(*_):
    raise ValueError(f"{{number}} {{said}}")
class Fails:
    __del__ = fails
def careless():
    from PySide6.QtCore import QCoreApplication, QTimer, qWarning
    QTimer.singleShot(0, QCoreApplication.instance(), fails)
    threading.Thread(target=fails).start()
    Fails()
    qWarning(f'QFile::open: "{{number}} Bølgebryter.pdf" is not there')
import provesvar_gui.platform.logs as logs
hook = logs.hook_crashes
def hooked(*given, **more):
    hook(*given, **more)
    from PySide6.QtCore import QCoreApplication, QTimer
    QTimer.singleShot(0, QCoreApplication.instance(), careless)
logs.hook_crashes = hooked
"""


@pytest.mark.hazard("S92", "S94")
def test_no_talk_tells_anything(bench: Desk, reader: ScreenReader, home: Path) -> None:
    """Careless code, then a print, then a crash with results on the screen."""
    (home / "site").mkdir()
    careless = home / "site" / "sitecustomize.py"
    careless.write_text(CARELESS.format(number=EMERGENCY, figure=FIGURE))
    with workplace(bench, reader, home) as place, printer() as ward:
        environment = ward.environment | TALKATIVE | {"PYTHONPATH": f"{home / 'site'}:{ROOT}"}
        with place.run(environment) as run:
            place.begin(run)
            place.print_it()
            wait_until(lambda: bool(ward.documents), "the print")
            wait_until(lambda: not any(place.jobs.iterdir()), "the end of its file")
            run.process.send_signal(signal.SIGSEGV)
            run.wait_for_end()
        assert run.process.returncode == -signal.SIGSEGV
        careless.unlink()
        assert place.traces() == set()
        assert place.elsewhere() == set()
        said = (home / "program.log").read_text()
        assert "Fatal Python error: Segmentation fault" in said
        assert "qt.core.plugin.loader" in said
        logged = "".join(path.read_text() for path in home.rglob("provesvar.log"))
        assert logged.count("unexpected builtins.ValueError") == 3, "the slot, the thread, and what cannot be raised"
        assert "[quoted] is not there" in logged
