"""What else is on the desk: another program, in which something is selected; a tray."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from tests.e2e.desk import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.desk import Desk

TRAY = shutil.which("stalonetray") or ""
ANOTHER = "another program"
FIELD = f"""
import sys
from PySide6.QtWidgets import QApplication, QLineEdit
application = QApplication([])
field = QLineEdit(sys.argv[1])
field.setWindowTitle({ANOTHER!r})
application.clipboard().selectionChanged.connect(lambda: print("selected", flush=True))
field.show()
application.exec()
"""


@contextmanager
def other_window(bench: Desk, text: str = "") -> Iterator[subprocess.Popen[str]]:
    """Another program is in front before any key is pressed: a new window takes the focus. No screen reader hears it."""
    env = {name: value for name, value in bench.env.items() if name != "QT_LINUX_ACCESSIBILITY_ALWAYS_ON"}
    env["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nowhere"
    command = [sys.executable, "-c", FIELD, text]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as other:
        try:
            bench.come_to(ANOTHER)
            yield other
        finally:
            other.kill()


@contextmanager
def selected_elsewhere(bench: Desk, text: str) -> Iterator[subprocess.Popen[str]]:
    """Another program is in front and has this text selected."""
    with other_window(bench, text) as other:
        bench.keys("ctrl+a")
        assert other.stdout is not None
        assert other.stdout.readline() == "selected\n"
        yield other


@contextmanager
def tray(bench: Desk, home: Path) -> Iterator[None]:
    """At the upper left corner, with room for one icon of 24 pixels. It sometimes does not come up: then another one does."""
    (home / "home" / ".stalonetrayrc").write_text("")
    with ExitStack() as stack:
        for _ in range(3):
            host = subprocess.Popen([TRAY, "--geometry", "1x1+0+0"], env=bench.env, stderr=subprocess.DEVNULL)
            stack.callback(_end, host)
            with suppress(AssertionError):
                wait_until(lambda: "stalonetray" in bench.window_titles(), "the tray", seconds=5)
                break
            _end(host)
        yield


def _end(host: subprocess.Popen[bytes]) -> None:
    host.kill()
    host.wait()
