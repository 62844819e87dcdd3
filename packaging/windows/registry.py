"""What stands for the module ``winreg``, but for the opening of a key: in tests, and over Wine's registry in prove_policy.py."""

from __future__ import annotations

from typing import Any

#: The names of the keys in an opened one; name, value and type of each value.
Opened = tuple[list[str], list[tuple[str, Any, int]]]


class StandIn:
    """With an ``OpenKey`` it fits ``PolicyKey``."""

    HKEY_LOCAL_MACHINE = 0x80000002

    def QueryInfoKey(self, key: Opened, /) -> tuple[int, int, int]:  # noqa: N802
        """How many of both."""
        return len(key[0]), len(key[1]), 0

    def EnumKey(self, key: Opened, index: int, /) -> str:  # noqa: N802
        """One name."""
        return key[0][index]

    def EnumValue(self, key: Opened, index: int, /) -> tuple[str, Any, int]:  # noqa: N802
        """One value."""
        return key[1][index]
