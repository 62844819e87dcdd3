"""Windows' access list of the machine's key, by ``icacls``: set when the key is written, read for the self-check.

Written after Microsoft's documentation of ``icacls``, tested with texts of its form, **not tried on Windows**. ``icacls`` writes
the names of groups in the system's language: English and Norwegian ones are known here, a name in another language is taken for
one that is not known, which is told as such.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Run = Callable[[Sequence[str]], str]

_SYSTEM, _ADMINISTRATORS = "*S-1-5-18:F", "*S-1-5-32-544:F"
_SECONDS = 10.0
_ENTRY = re.compile(r"(?P<account>[^:]+):(?P<marks>(?:\([A-Za-z, ]+\))+)")
_OWNERS = frozenset({"system", "administrators", "administratorer"})
_KEEPERS = _OWNERS | {"trustedinstaller", "domain admins", "domeneadministratorer"}
_EVERYBODY = frozenset(
    {"everyone", "users", "authenticated users", "guests", "interactive", "domain users", "anonymous logon"}
    | {"alle", "brukere", "godkjente brukere", "gjester", "interaktiv", "domenebrukere", "anonym pålogging"}
)
_READING = frozenset({"r", "rx", "rd", "rea", "ra", "rc", "gr", "s", "x", "ge"})
_INHERITANCE = frozenset({"i", "oi", "ci", "io", "np"})


class Verdict(StrEnum):
    """What the list says, as far as it can be read."""

    AS_SET = "as-set"  # as provisioning sets it: the system and the administrators, and one more who only reads
    ODD = "odd"  # neither that nor plainly open
    OPEN = "open"  # everybody of the machine, or somebody else than its administrators who can change it
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of it."""

    account: str
    inherited: bool
    denies: bool
    only_reads: bool
    only_handed_on: bool = False  # counts for what is made in the folder, not for itself


def run_command(command: Sequence[str]) -> str:
    """What a command says. Raises OSError, subprocess.SubprocessError."""
    done = subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603 - fixed programs, no shell
    return done.stdout.decode("mbcs" if hasattr(subprocess, "STARTUPINFO") else "utf-8", "replace")


def protecting(path: Path, group: str = "") -> list[str]:
    """The command that gives the file to SYSTEM and the administrators, to be read by ``group`` if there is one."""
    readers = [f"{group}:R"] if group else []
    return ["icacls", str(path), "/inheritance:r", "/grant:r", _SYSTEM, _ADMINISTRATORS, *readers]


def look(path: Path, run: Run) -> Verdict:
    """Ask for the list and judge it. Blocks for seconds; raises nothing."""
    try:
        text = run(["icacls", str(path)])
    except (OSError, subprocess.SubprocessError):
        return Verdict.UNREADABLE
    return judge(entries(text, str(path)))


def entries(text: str, path: str) -> list[Entry]:
    """The entries of what ``icacls`` says; its other lines are none."""
    found = []
    for line in text.replace(path, " ", 1).splitlines():
        match = _ENTRY.fullmatch(line.strip())
        if match is None:
            continue
        marks = {mark.strip().lower() for mark in re.split(r"[(),]", match["marks"]) if mark.strip()}
        found.append(
            Entry(
                account=match["account"].rpartition("\\")[2].strip().lower(),
                inherited="i" in marks,
                denies="deny" in marks or "n" in marks,
                only_reads=marks - _INHERITANCE <= _READING,
                only_handed_on="io" in marks,
            )
        )
    return found


def writers(found: Sequence[Entry]) -> tuple[bool, bool]:
    """Of a file that all may read: whether everybody, and whether somebody else than the administrators, may change it."""
    others = [one for one in found if not (one.denies or one.only_reads or one.only_handed_on or one.account in _KEEPERS)]
    return any(one.account in _EVERYBODY for one in others), bool(others)


def judge(found: Sequence[Entry]) -> Verdict:
    """An entry that denies takes nothing away from what is said: it only makes the list an odd one."""
    allowing = [entry for entry in found if not entry.denies]
    others = [entry for entry in allowing if entry.account not in _OWNERS]
    if not allowing:
        return Verdict.UNREADABLE
    if any(entry.account in _EVERYBODY or not entry.only_reads for entry in others):
        return Verdict.OPEN
    plain = len(others) == 1 and len(found) == len(allowing) and not any(entry.inherited for entry in found)
    return Verdict.AS_SET if plain and {"system"} < {entry.account for entry in allowing} else Verdict.ODD
