"""The copies at hand: the bundled snapshot, and the last good one from the service.

Imported at the start of the program: light modules only.
"""

from __future__ import annotations

import datetime
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from provesvar_gui.domain.roles import HprRole, RoleList, RoleListSource
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.kodeverk.code_list import acceptable, read_entry
from provesvar_gui.paths import resource
from provesvar_gui.system.private_folder import make_private

if TYPE_CHECKING:
    from pathlib import Path

_FILE = "9060.json"
_FORMAT = 1
_LARGEST = 1_000_000  # bytes; ours is below 5 000


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCopy:
    """A copy that came from the service.

    ``dated``: ISO date on which the service gave or last confirmed it; ``checked_at``: the same in seconds since the epoch.
    """

    roles: tuple[HprRole, ...]
    dated: str
    checked_at: float
    url: str
    etag: str = ""
    last_modified: str = ""


def load_now(cache_dir: Path | None) -> RoleList:
    """The better copy at hand, at once: the cached one, or the bundled one where that is newer or the only one.

    A missing or broken cache file is passed over. Raises AppError CODE_LIST_UNUSABLE only where the program itself is damaged.
    """
    bundled = load_bundled()
    cached = read_copy(cache_dir)
    if cached is None or cached.dated < bundled.dated:
        return bundled
    return RoleList(roles=cached.roles, source=RoleListSource.CACHED, dated=cached.dated)


def load_bundled() -> RoleList:
    """The snapshot in the program. Raises AppError CODE_LIST_UNUSABLE where it is missing or broken."""
    try:
        stored = json.loads(resource("codes", _FILE).read_text(encoding="utf-8"))
        roles, dated = acceptable(_roles(stored["codes"], {}), {}), str(stored["dated"])
    except (OSError, ValueError, KeyError, TypeError):
        raise AppError(ErrorCode.CODE_LIST_UNUSABLE, "the bundled list is missing or broken") from None
    return RoleList(roles=roles, source=RoleListSource.BUNDLED, dated=dated)


def read_copy(cache_dir: Path | None) -> StoredCopy | None:
    """The cached copy; None where there is none that can be used."""
    if cache_dir is None:
        return None
    path = cache_dir / _FILE
    known = {role.code: role for role in load_bundled().roles}
    try:
        if path.stat().st_size > _LARGEST:
            return None
        stored: Any = json.loads(path.read_text(encoding="utf-8"))
        if stored["format"] != _FORMAT:
            return None
        return StoredCopy(
            roles=acceptable(_roles(stored["codes"], known), known),
            dated=datetime.date.fromisoformat(stored["dated"]).isoformat(),
            checked_at=float(stored["checked_at"]),
            url=str(stored["url"]),
            etag=str(stored["etag"]),
            last_modified=str(stored["last_modified"]),
        )
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError, AppError):
        return None


def write_copy(cache_dir: Path, copy: StoredCopy) -> None:
    """Keep a copy: whole or not at all. Raises OSError.

    Not flushed to the disk on purpose: after a power cut the file may be broken, and a broken one is passed over.
    """
    stored = {
        "format": _FORMAT,
        "source": "Helsedirektoratet",
        "url": copy.url,
        "dated": copy.dated,
        "checked_at": copy.checked_at,
        "etag": copy.etag,
        "last_modified": copy.last_modified,
        "codes": [{"code": role.code, "name": role.name, "active": role.active} for role in copy.roles],
    }
    make_private(cache_dir)
    unfinished = cache_dir / f"{_FILE}.{os.getpid()}.tmp"
    try:
        unfinished.write_text(json.dumps(stored, ensure_ascii=False, indent=1), encoding="utf-8")
        unfinished.replace(cache_dir / _FILE)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _roles(entries: object, known: dict[str, HprRole]) -> list[HprRole]:
    if not isinstance(entries, list):
        raise TypeError
    found = (read_entry(entry, code="code", name="name", known=known) for entry in entries)
    return [role for role in found if role is not None]
