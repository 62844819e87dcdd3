"""A display for the real program, with a window manager, a session bus, an accessibility bus. Each test starts its own."""

from __future__ import annotations

import ctypes
import os
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

NEEDED = ("Xvfb", "openbox", "dbus-daemon", "xdotool")
ATSPI_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
# A session bus on which nobody is started by being asked for: a vault that nobody has set up would put its own question over the
# window, and take the keys. A test that wants a vault starts one.
BUS = """
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def folders(home: Path) -> dict[str, str]:
    """The environment of a user whose files are there; makes what can be made."""
    names = {
        "HOME": "home", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state",
        "XDG_CACHE_HOME": "cache", "XDG_RUNTIME_DIR": "runtime",
    }  # fmt: skip
    for folder in names.values():
        (home / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    return {variable: str(home / folder) for variable, folder in names.items()}


def missing_tools() -> list[str]:
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    if not any(Path(launcher).exists() for launcher in ATSPI_LAUNCHERS):
        missing.append("at-spi-bus-launcher")
    return missing


def wait_until(condition: Callable[[], bool], what: str, *, seconds: float = 60) -> None:
    """Look again and again until the condition holds; fail by name when it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:.0f} s in vain for: {what}")
        time.sleep(0.05)  # the pace of looking at another process; the condition ends it


class Display:
    """A display with its buses. ``env`` is what a program needs to appear on it."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = env

    def keys(self, *names: str) -> None:
        """Press keys by X name, e.g. ``Return`` or ``alt+a``."""
        for name in names:
            self._xdotool("key", "--clearmodifiers", name)

    def type(self, text: str, *, delay_ms: int = 180) -> None:
        """Type as a person does: slower than a scanner. xdotool presses a key every half of its delay."""
        self._xdotool("type", "--delay", str(delay_ms), text)

    def scan(self, digits: str) -> None:
        """Type as a keyboard-wedge scanner does: all keys are sent at once, since a busy machine draws out those of xdotool."""
        x11, xtest = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        display = ctypes.c_void_p(x11.XOpenDisplay(self.env["DISPLAY"].encode()))
        for digit in digits:
            for down in (True, False):
                xtest.XTestFakeKeyEvent(display, x11.XKeysymToKeycode(display, ord(digit)), down, 0)
        x11.XCloseDisplay(display)

    def window_titles(self) -> list[str]:
        ids = self._xdotool("search", "--onlyvisible", "--name", ".+", check=False).split()
        return [self._xdotool("getwindowname", window, check=False).strip() for window in ids]

    def active_title(self) -> str:
        """The title of the window that has the focus; "" where none has."""
        return self._xdotool("getactivewindow", "getwindowname", check=False).strip()

    def come_to(self, title: str) -> None:
        """Wait for the window with this title and make it the active one, as a click on its icon does."""

        def active() -> bool:
            found = self._xdotool("search", "--onlyvisible", "--name", title, check=False).split()
            if not found:
                return False
            self._xdotool("windowactivate", found[0], check=False)
            return title in self.active_title()

        wait_until(active, f"a window called {title}")
        self._xdotool("key", "Shift_L")  # the first key of xdotool's own keyboard changes the display's map, and may be lost

    def picture(self, path: Path) -> None:
        """Take a picture of the whole display, where ImageMagick is there."""
        if shutil.which("import"):
            with suppress(subprocess.TimeoutExpired):
                subprocess.run(["import", "-window", "root", str(path)], env=self.env, check=False, timeout=30)

    def _xdotool(self, *arguments: str, check: bool = True) -> str:
        run = subprocess.run(["xdotool", *arguments], env=self.env, check=check, capture_output=True, text=True, timeout=60)
        return run.stdout


@contextmanager
def display(home: Path, *, size: str = "1400x900") -> Iterator[Display]:
    """A display whose programs keep their files under ``home``."""
    with ExitStack() as stack:

        def start(command: list[str], env: dict[str, str], **options: object) -> subprocess.Popen[str]:
            process = subprocess.Popen(command, env=env, text=True, stderr=subprocess.DEVNULL, start_new_session=True, **options)  # type: ignore[call-overload]  # options vary
            stack.callback(_end, process)
            return process  # type: ignore[no-any-return]  # as above

        base = {key: value for key, value in os.environ.items() if key in {"PATH", "LANG", "LC_ALL", "VIRTUAL_ENV"}}
        base["PYTHONFAULTHANDLER"] = "1"  # a program that crashes says where: functions, no values
        base |= folders(home)

        read, write = os.pipe()
        # -noreset: else the display starts afresh, and throws out whoever is just coming, when its only client goes.
        server = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
        start(server, base, pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as number:
            name = number.readline().strip()
        env = base | {"DISPLAY": f":{name}", "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}

        (home / "bus.conf").write_text(BUS)
        bus = start(
            ["dbus-daemon", f"--config-file={home}/bus.conf", "--nofork", "--print-address=1"], env, stdout=subprocess.PIPE
        )
        assert bus.stdout is not None
        env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        launcher = next(launcher for launcher in ATSPI_LAUNCHERS if Path(launcher).exists())
        start([launcher, "--launch-immediately"], env, stdout=subprocess.DEVNULL)
        # A window that comes while Openbox starts may stay out of sight until the next key; what it announces is there before
        # that is over. Its own startup command is run afterwards.
        managed = home / "window-manager"
        start(["openbox", "--startup", shlex.join(["touch", str(managed)])], env, stdout=subprocess.DEVNULL)
        wait_until(managed.exists, "the window manager")
        ready = Display(env)
        ready.keys("Shift_L")  # its own keyboard changes the display's map; Openbox then takes its keys anew, and may miss one
        yield ready


def _end(process: subprocess.Popen[str]) -> None:
    """End it, and what it started: the accessibility bus outlives its launcher, and there are only so many on a machine."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(5)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
