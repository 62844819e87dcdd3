"""A Windows of its own in a temporary folder, by Wine: what is on its disk and in its registry, and its own msiexec."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: No browser engine, no .NET, and nothing in the menus of who runs this.
_OVERRIDES = "mscoree,mshtml=;winemenubuilder.exe=d"
_SECONDS = 120
Registry = dict[str, dict[str, str]]
#: What a used Windows has anyway: where its installer keeps its records, and what Wine writes of the graphics card at its starts.
_ALWAYS = re.compile(
    r"\\(?:Classes|CurrentVersion)\\Installer\\(?:UserData\\S-1-5-18\\)?(?:Components|Features|Products|UpgradeCodes)$"
    r"|\\Control\\Class\\"
)


class WineMachine:
    """``drive``: its C:. Whatever is asked of disk or registry is asked of one that has settled: every program has ended."""

    def __init__(self, place: Path) -> None:
        self.place, self.prefix = place, place / "prefix"
        self.drive = self.prefix / "drive_c"
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL", "TMPDIR")}
        self._environment = kept | {
            "HOME": str(place), "WINEPREFIX": str(self.prefix), "WINEDLLOVERRIDES": _OVERRIDES, "WINEDEBUG": "-all",
        }  # fmt: skip

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """One Windows program, to its end. Its exit code is what a Unix process can say: the lowest eight bits."""
        return self._call("wine", *command)

    def settle(self) -> None:
        """Until all has ended, and the registry is written."""
        self._call("wineserver", "-w").check_returncode()

    def stop(self) -> None:
        """End what still runs in this one; no other is touched."""
        self._call("wineserver", "-k")

    def _call(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own words
            command, env=self._environment, cwd=self.place, capture_output=True, text=True, encoding="utf-8", errors="replace",
            check=False, timeout=_SECONDS,
        )  # fmt: skip

    def disk(self) -> frozenset[str]:
        """Every file and folder below C:, with ``/``."""
        self.settle()
        return frozenset(path.relative_to(self.drive).as_posix() for path in self.drive.rglob("*"))

    def registry(self) -> Registry:
        """The machine's and the user's: by key, the values by name as Wine writes them, text without its quotes."""
        self.settle()
        return read_registry(self.prefix / "system.reg", "HKLM") | read_registry(self.prefix / "user.reg", "HKCU")


def read_registry(file: Path, root: str) -> Registry:
    r"""Wine's own text: ``[Key\\Of\\It] time``, ``"Name"="text"`` or ``"Name"=dword:0000``, ``\xf8`` for what is not ASCII."""
    found: Registry = {}
    values: dict[str, str] = {}
    for line in file.read_text(encoding="ascii").replace("\\\n", "").splitlines():
        if key := re.match(r"\[(.*)\] \d+$", line):
            values = found.setdefault(f"{root}\\{_plain(key[1])}", {})
        elif value := re.match(r'("(?:[^"\\]|\\.)*"|@)=(.*)$', line):
            values[_plain(value[1].strip('"'))] = _plain(value[2].removeprefix('"').removesuffix('"'))
    return found


def _plain(text: str) -> str:
    return re.sub(r"\\(?:x([0-9a-f]{1,4})|(.))", lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)


def changed(before: Registry, after: Registry) -> list[str]:
    """Keys that came, and values that came or changed."""
    found = [key for key in after if key not in before]
    for key in before.keys() & after.keys():
        found += [f"{key}: {name}" for name, value in after[key].items() if before[key].get(name) != value]
    return sorted(one for one in found if not _ALWAYS.search(one))


@contextmanager
def wine_machine() -> Iterator[WineMachine]:
    """A fresh one; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="pv") as folder:
        machine = WineMachine(Path(folder))
        try:
            made = machine.run("wineboot", "--init")
            if made.returncode != 0:
                raise SystemExit(f"Wine made no machine: {made.stderr}")
            machine.settle()
            (machine.drive / "windows/Installer").mkdir()  # every Windows has it; Wine makes it when it is needed
            yield machine
        finally:
            machine.stop()
