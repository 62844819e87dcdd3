"""Every file that the program opens to write, makes, renames or links, told by the kernel's own side of it (strace)."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
