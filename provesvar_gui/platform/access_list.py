"""Who can change a file on Windows, by its access list, as text: the SDDL of MS-DTYP 2.5.1.

An owner can always change the list, and counts as one who can change the file.
"""

from __future__ import annotations

import ctypes
import re
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

#: System, administrators, TrustedInstaller, and rights of the owner, who counts anyway.
_TRUSTED: Final = {"SY", "BA", "OW", "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"}
#: Everyone, anonymous, logged in, users, guests, at the screen.
EVERYBODY: Final = {"WD", "AN", "AU", "BU", "BG", "IU"}
_ENTRY: Final = re.compile(r"\((?P<type>\w+);(?P<flags>\w*);(?P<rights>\w*);[^;)]*;[^;)]*;(?P<who>[\w-]+)[^)]*\)")
#: Rights by two letters; one that is not here counts as all of them.
_RIGHTS: Final = {
    "CC": 0x1, "DC": 0x2, "LC": 0x4, "SW": 0x8, "RP": 0x10, "WP": 0x20, "DT": 0x40, "LO": 0x80, "CR": 0x100,
    "SD": 0x10000, "RC": 0x20000, "WD": 0x40000, "WO": 0x80000,
    "GA": 0x10000000, "GX": 0x20000000, "GW": 0x40000000, "GR": 0x80000000,
    "FA": 0x1F01FF, "FR": 0x120089, "FW": 0x120116, "FX": 0x1200A0,
}  # fmt: skip
_READ: Final = 0x90000001
_REPLACE: Final = 0x100D0000  # delete, change the list, take it over, everything
_WRITE: Final = _REPLACE | 0x40000006  # and write, add to its end
_IN_FOLDER: Final = _REPLACE | 0x40  # and delete what is in it
_OWNER_AND_LIST: Final = 0x5


def _rights(text: str) -> int:
    if text[:2].lower() == "0x" or text.isdecimal():
        return int(text, 0)
    found = 0
    for pair in re.findall("..?", text):
        found |= _RIGHTS.get(pair, -1)
    return found


def _allowed(sddl: str, rights: int) -> set[str]:
    """Who has one of the rights. What is denied is not looked at: that errs on the safe side."""
    if "D:" not in sddl or "D:NO_ACCESS_CONTROL" in sddl:
        return {"WD"}
    entries = [entry for entry in _ENTRY.finditer(sddl) if "IO" not in re.findall("..", entry["flags"])]  # for what is made in it
    return {entry["who"] for entry in entries if entry["type"] in ("A", "XA") and _rights(entry["rights"]) & rights}


def owner(sddl: str) -> str:
    """Empty where it is not told."""
    found = re.match(r"O:(S-[\d-]+|\w\w)", sddl)
    return found[1] if found else ""


def changed_by(sddl: str, *, folder: bool = False) -> set[str]:
    """Who can change it besides the system and administrators. ``folder``: who can take away or replace what lies in it."""
    return (_allowed(sddl, _IN_FOLDER if folder else _WRITE) | {owner(sddl) or "WD"}) - _TRUSTED


def read_by(sddl: str) -> set[str]:
    """Who can read it besides the system and administrators."""
    return _allowed(sddl, _READ) - _TRUSTED


if sys.platform == "win32":
    from ctypes import wintypes

    def access_list(path: Path) -> str:
        """Owner and access list. Raises OSError."""
        advapi, kernel = ctypes.WinDLL("advapi32"), ctypes.WinDLL("kernel32")
        kernel.LocalFree.argtypes = [ctypes.c_void_p]
        descriptor, text = ctypes.c_void_p(), wintypes.LPWSTR()
        error = advapi.GetNamedSecurityInfoW(str(path), 1, _OWNER_AND_LIST, None, None, None, None, ctypes.byref(descriptor))
        if error:
            raise ctypes.WinError(error)
        try:
            write = advapi.ConvertSecurityDescriptorToStringSecurityDescriptorW
            if not write(descriptor, 1, _OWNER_AND_LIST, ctypes.byref(text), None):
                raise ctypes.WinError()
            return str(text.value)
        finally:
            kernel.LocalFree(descriptor)
            kernel.LocalFree(text)
else:

    def access_list(path: Path) -> str:
        raise OSError(f"there are no access lists here: {type(path).__name__}")
