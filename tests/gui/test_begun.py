"""The state of the real program when its window is shown, asked in its own process, which then ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Final

import pytest

import provesvar_gui

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prctl and whose dialogs: Linux'")

KARI: Final = "13896900263"
# ``kept``: how many windows there were each time that they were to be kept out of pictures.
LOOK: Final = """
import ctypes, json, sys, threading
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from provesvar_gui.__main__ import main
from provesvar_gui.patient.numbers import Profile
from provesvar_gui.ui import system
from provesvar_gui.ui.main_window import MainWindow
from provesvar_gui.ui.session_lock import SessionLock
from provesvar_gui.ui.window_settings import WindowSettings
from tests.window_settings import window_settings

kept, steps = [], []
told = {"kept": kept, "said": ""}
system.keep_out = lambda application, exclude: kept.append(len(QApplication.topLevelWidgets()))

def fail():
    raise ValueError("NUMBER")

def begun(window):
    if window.findChild(SessionLock) is None:
        return False
    told["dumpable"] = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
    told["own dialogs"] = QCoreApplication.testAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    told["kept at the start"] = list(kept)
    for how in ("allow", "exclude"):
        kept.clear()
        window.controller.settings_reader.settled.emit(window_settings(privacy__screen_capture=how))
        told["kept late: " + how] = len(kept)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    QTimer.singleShot(0, fail)
    return True

def failed(window):
    label = window.findChild(QLabel, "statusWhat")
    told["said"] = label.text() if label is not None and label.isVisible() else ""
    return told["said"].startswith("Something went wrong")

def look():
    (window,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    if steps[0](window):
        steps.pop(0)
    QTimer.singleShot(5, look) if steps else window.close()

def painted():
    steps.extend([begun, failed])
    QTimer.singleShot(0, look)
    QTimer.singleShot(30_000, QCoreApplication.quit)

status = main(["--config", sys.argv[1]], first_paint=painted)
print(json.dumps(told | {"status": status}))
"""


# Nothing but a word when it can be ended, and what is left of it at its end. ``sys.argv[2]``: how it ends.
END: Final = """
import os, signal, sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from provesvar_gui.__main__ import main
from provesvar_gui.wiring.running import EndSignals
from provesvar_gui.ui.bridge import Bridge
from provesvar_gui.ui.main_window import MainWindow

Bridge.close.__defaults__ = (30.0,)  # of a thread that still loads modules on a busy machine, the end is waited for
if sys.argv[2] == "ignored":
    signal.signal(signal.SIGHUP, signal.SIG_IGN)

def told(word):
    running = {thread.name for thread in threading.enumerate()}
    closed = [each.closed for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    print(word, all(closed), "provesvar-runtime" in running, flush=True)

def ready():
    (window,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    if window.findChild(EndSignals) is None:
        QTimer.singleShot(5, ready)
        return
    told("ready")
    if sys.argv[2] == "windows":  # what Qt does there when the user's session ends: the process is gone then
        QApplication.instance().aboutToQuit.emit()
        told("told")
        os._exit(0)

status = main(["--config", sys.argv[1]], first_paint=lambda: QTimer.singleShot(0, ready))
told("ended")
sys.exit(status)
"""


ALL: Final = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from provesvar_gui.__main__ import main
from provesvar_gui.ui.main_window import MainWindow

loaded = []

def look():
    (window,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    if not loaded:
        loaded.append(False)
        window.loaded.connect(lambda: loaded.append(True))
    maintenance = sys.modules.get("provesvar_gui.wiring.maintenance")  # last, on the other thread
    if loaded[-1] and hasattr(maintenance, "SystemMaintenance"):
        window.close()
    else:
        QTimer.singleShot(5, look)

def painted():
    QTimer.singleShot(0, look)
    QTimer.singleShot(30_000, QApplication.quit)

main([], first_paint=painted)
print(json.dumps(sorted(sys.modules)))
"""
#: Other programs (the sandbox, commands, another start), another system's, and what is there for type checkers.
ELSEWHERE: Final = (
    "provesvar_gui.sandbox", "provesvar_gui.cli", "provesvar_gui.command_line",
    "provesvar_gui.platform.handover.protocol", "provesvar_gui.ui.session_lock", "provesvar_gui.ui.handover",
    "provesvar_gui.ui.tray", "provesvar_gui.ui.ports", "provesvar_gui.ui.ports",
    "provesvar_gui.pps.client",
)  # fmt: skip


def surroundings(root: Path) -> dict[str, str]:
    home = root / "home"
    home.mkdir()
    places = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    usual = {name: text for name, text in os.environ.items() if not name.startswith(("XDG_", "DBUS_"))}
    return usual | places | {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}


class Begun:
    """One start, by settings that say this of pictures of the screen. ``told``: what it found in itself."""

    def __init__(self, root: Path, capture: str) -> None:
        config = root / "settings.toml"
        config.write_text(f'[ui]\nlanguage = "en"\n[privacy]\nscreen_capture = "{capture}"\n')
        done = subprocess.run(
            [sys.executable, "-c", LOOK.replace("NUMBER", KARI), str(config)],
            env=surroundings(root),
            check=False, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        self.out, self.error = done.stdout, done.stderr
        self.told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        (log,) = (root / "home").rglob("provesvar.log")
        self.log = log.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    return Begun(tmp_path_factory.mktemp("begun"), "allow")


@pytest.mark.hazard("S4", "S95")
def test_nobody_attaches_or_reads_the_memory(begun: Begun) -> None:
    assert begun.told["dumpable"] == 0


@pytest.mark.hazard("S91")
def test_dialogs_for_files_are_qts_own(begun: Begun) -> None:
    assert begun.told["own dialogs"] is True


@pytest.mark.hazard("S17", "S89")
def test_what_nobody_caught_is_told_without_its_words(begun: Begun) -> None:
    assert begun.told["said"].startswith("Something went wrong in the program itself")
    crashes = [line for line in begun.log.splitlines() if "unexpected builtins.ValueError" in line]
    assert len(crashes) == 2, "one of the window's thread, one of another"
    for told in (begun.log, begun.out, begun.error):
        assert KARI not in told
    assert "Traceback" not in begun.error


@pytest.mark.hazard("S45")
def test_windows_are_kept_out_of_pictures_where_settings_say_so_late_ones_too(begun: Begun, tmp_path: Path) -> None:
    assert begun.told["kept at the start"] == []
    assert (begun.told["kept late: allow"], begun.told["kept late: exclude"]) == (0, 1)
    assert Begun(tmp_path, "exclude").told["kept at the start"] == [0], "once, and before there is a window"


SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


@pytest.mark.parametrize(
    ("how", "sent"),
    [*((number.name, (number, number)) for number in SIGNALS), ("ignored", (signal.SIGHUP, signal.SIGTERM)), ("windows", ())],
)
def test_where_the_system_ends_it_it_ends_as_when_its_window_is_closed(
    how: str, sent: tuple[signal.Signals, ...], tmp_path: Path
) -> None:
    """``True False``: the window is closed, and what goes on behind it, which revokes the tokens, has come to its end."""
    config = tmp_path / "settings.toml"
    config.write_text("")
    with subprocess.Popen(
        [sys.executable, "-c", END, str(config), how], env=surroundings(tmp_path), stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        limit = threading.Timer(60, program.kill)
        limit.start()
        try:
            assert program.stdout.readline() == "ready False True\n"
            for number in sent:
                program.send_signal(number)
            assert program.stdout.readline() == ("told True False\n" if how == "windows" else "ended True False\n")
            assert program.wait(60) == 0
        finally:
            limit.cancel()
            program.kill()


@pytest.mark.hazard("S17")
def test_all_of_it_is_loaded_right_after_the_first_paint(tmp_path: Path) -> None:
    """An upgrade or a removal under an open window takes nothing away from it."""
    done = subprocess.run(
        [sys.executable, "-c", ALL], env=surroundings(tmp_path), check=False, capture_output=True, text=True, timeout=60
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    root = Path(provesvar_gui.__file__).parent
    own = {".".join(("provesvar_gui", *path.relative_to(root).with_suffix("").parts)) for path in root.rglob("*.py")}
    missing = {name.removesuffix(".__init__") for name in own} - loaded
    assert {name for name in missing if not name.startswith((*ELSEWHERE, "provesvar_gui.__main__"))} == set()
