"""Everything that a process writes: each file by the kernel's word, with all that makes Python and Qt talk switched on."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.desk import wait_until
from tests.e2e.hands import EMERGENCY
from tests.e2e.printer import printer
from tests.e2e.program import ROOT
from tests.e2e.workplace import FIGURE, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.e2e.desk import Desk
    from tests.e2e.screen_reader import ScreenReader

#: Whatever gives a file content or a name. What is written by mapping it was opened to be written, too.
CALLS = (
    *("open", "openat", "openat2", "creat", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat"),
    *("mknod", "mknodat", "mkdir", "mkdirat", "setxattr", "lsetxattr", "fsetxattr"),
)
_WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE")
_OPENED = re.compile(r"= \d+<(?P<path>[^>]*)>")
_NAMED = re.compile(r'(?:AT_FDCWD|\d+)?(?:<(?P<folder>[^>]*)>, )?"(?P<path>(?:[^"\\]|\\.)*)"')
_GIVEN = re.compile(r'\((?:\d+<(?P<opened>[^>]*)>|"(?P<path>(?:[^"\\]|\\.)*)")')


def tracing(log: Path) -> Sequence[str]:
    """The command under which the program keeps its own process id, and all of its processes are watched."""
    command = ["strace", "-D", "-f", "-y", "-z", "-s", "4096", "--seccomp-bpf", "-o", str(log), "-e", f"trace={','.join(CALLS)}"]
    return [*command, "-e", "signal=none"]


@cache
def can_trace() -> bool:
    """Whether there is a strace, and the system lets it watch."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run([*tracing(Path("/dev/null")), "true"], check=False, capture_output=True, timeout=20).returncode == 0


def written(log: Path) -> set[Path]:
    """The files and folders of a run that has ended."""
    return {path for line in log.read_text("utf-8", "replace").splitlines() for path in _of(line)}


def _of(line: str) -> Iterator[Path]:
    call = re.match(r"\d+ +(\w+)\(", line)
    if call is None:
        return
    if call[1].startswith("open"):
        opened = _OPENED.search(line)
        if _WRITES.search(line) and opened is not None:
            yield Path(opened["path"].removesuffix(" (deleted)"))
        return
    if call[1].endswith("setxattr"):
        given = _GIVEN.search(line)
        if given is not None:
            yield Path(given["path"] or given["opened"])
        return
    for named in _NAMED.finditer(line):
        yield Path(named["folder"] or "/", named["path"])


pytestmark = pytest.mark.skipif(not can_trace(), reason="no strace, or the system does not let it watch")

TALKATIVE = {
    "QT_LOGGING_RULES": "*=true",
    "QT_DEBUG_PLUGINS": "1",
    "PYTHONFAULTHANDLER": "1",
    "PYTHONDEVMODE": "1",
    "PYTHONDONTWRITEBYTECODE": "1",  # the test's: the program's own folder is not searched
}
#: What careless code does in the middle of a session: in a slot, in a thread, where nothing can be raised, and by a warning.
CARELESS = """
import threading, time
from pathlib import Path
number, said = {number!r}, "Bølgebryter {figure} urosepsis"
def fails(*_):
    raise ValueError(f"{{number}} {{said}}")
class Fails:
    __del__ = fails
def later():
    while not list(Path({home!r}).rglob("provesvar.log")):
        time.sleep(0.05)
    from PySide6.QtCore import QCoreApplication, QTimer, qWarning
    QTimer.singleShot(0, QCoreApplication.instance(), fails)
    threading.Thread(target=fails).start()
    Fails()
    qWarning(f'QFile::open: "{{number}} Bølgebryter.pdf" is not there')
threading.Thread(target=later, daemon=True).start()
"""


@pytest.mark.hazard("S92", "S94")
def test_every_file_that_is_written_is_searched_and_no_talk_tells_anything(bench: Desk, reader: ScreenReader, home: Path) -> None:
    """Careless code, then a print, then a crash with results on the screen."""
    (home / "site").mkdir()
    careless, log = home / "site" / "sitecustomize.py", home / "strace"
    careless.write_text(CARELESS.format(number=EMERGENCY, figure=FIGURE, home=str(home)))
    with workplace(bench, reader, home) as place, printer() as ward:
        environment = ward.environment | TALKATIVE | {"PYTHONPATH": f"{home / 'site'}:{ROOT}"}
        with place.run(environment, under=tracing(log)) as run:
            place.begin(run)
            place.print_it()
            wait_until(lambda: bool(ward.documents), "the print")
            wait_until(lambda: not place.documents(), "the end of its file")
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

        files = written(log)
        searched = {home, place.runtime, Path("/dev/null")}
        assert {path for path in files if searched.isdisjoint({path, *path.parents})} == set()
        known = {path.name for path in files}
        assert {"provesvar.log", "journal.seal", "roles.json"} <= known, "what it is known to write was seen"
        assert any(path.is_relative_to(place.runtime / "provesvar" / "print") for path in files), "the print"
