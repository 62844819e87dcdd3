r"""The machine's policy in Windows' registry, as Group Policy writes it: ``HKLM\Software\Policies\Provesvar``, read only.

Always of the machine, never of the user (``HKCU``), who could write there; always the 64-bit view, whoever asks.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Any, Final

_PATH: Final = r"Software\Policies\Provesvar"
# winnt.h
_READ, _64_BIT = 0x20019, 0x0100
_CHANGES: Final = (0x0002, 0x0004, 0x10000, 0x40000, 0x80000)  # its values, keys in it, that it is there, its rights, its owner
_TYPES: Final = (1, 4, 7)  # REG_SZ, REG_DWORD, REG_MULTI_SZ. Never REG_EXPAND_SZ: a user sets the variables
_READINGS: Final = 10


class PolicyKey:
    """``winreg``: the module of this name, each call of which raises OSError."""

    def __init__(self, winreg: Any) -> None:
        self._winreg = winreg

    def __str__(self) -> str:
        return rf"HKLM\{_PATH}"

    def read(self) -> dict[str, object] | None:
        """The values by section, all names in small letters; None where there is no such key. Raises OSError.

        Numbers, texts and lists of texts; what is none of these is None, a key in a section too. Windows may be writing them
        just now, and take away what was listed: two readings in a row have to agree.
        """
        before: object = object()
        trouble = OSError("it changes again and again")
        for _ in range(_READINGS):
            try:
                found = self._read()
            except OSError as error:
                before, trouble = object(), error
                continue
            if found == before:
                return found
            before = found
        raise trouble

    def _read(self) -> dict[str, object] | None:
        try:
            with self._open(_READ) as key:
                sections, values = self._contents(key)
        except FileNotFoundError:
            return None
        for section in sections:
            with self._open(_READ, rf"{_PATH}\{section}") as key:
                keys, found = self._contents(key)
            values[section.lower()] = dict.fromkeys(map(str.lower, keys)) | found
        return values

    def may_be_written(self) -> bool:
        """Whether this account may change it or a section in any way, which only administrators should."""
        places = [_PATH]
        with suppress(OSError), self._open(_READ) as key:
            places += [rf"{_PATH}\{section}" for section in self._contents(key)[0]]
        return any(self._opens(access, place) for place in places for access in _CHANGES)

    def _opens(self, access: int, path: str) -> bool:
        with suppress(OSError), self._open(access, path):
            return True
        return False

    def _open(self, access: int, path: str = _PATH) -> Any:
        return self._winreg.OpenKey(self._winreg.HKEY_LOCAL_MACHINE, path, 0, access | _64_BIT)

    def _contents(self, key: Any) -> tuple[list[str], dict[str, object]]:
        keys, values, _ = self._winreg.QueryInfoKey(key)
        found = (self._winreg.EnumValue(key, place) for place in range(values))
        named: dict[str, object] = {name.lower(): value if kind in _TYPES else None for name, value, kind in found}
        return [self._winreg.EnumKey(key, place) for place in range(keys)], named


if sys.platform == "win32":
    import winreg

    def policy_key() -> PolicyKey | None:
        return PolicyKey(winreg)
else:

    def policy_key() -> PolicyKey | None:
        return None
