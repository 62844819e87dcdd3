"""HPR roles: the codes of list 9060 «Kategori helsepersonell» (OID 2.16.578.1.12.4.1.1.9060)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class HprRole:
    """One code of list 9060. ``usable``: whether this client offers it (active, and not XX, VE or FB)."""

    code: str
    name: str
    active: bool = True
    usable: bool = True


class RoleListSource(StrEnum):
    """Where a copy of the list came from."""

    BUNDLED = "bundled"
    CACHED = "cached"
    LIVE = "live"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleList:
    """A copy of list 9060, sorted by Norwegian name. ``dated``: ISO date on which this copy was fetched or bundled."""

    roles: tuple[HprRole, ...]
    source: RoleListSource
    dated: str

    def find(self, code: str) -> HprRole | None:
        """The role with this code, or None."""
        return next((role for role in self.roles if role.code == code), None)
