"""Reading the code list 9060, from whatever source, and the rule of what is good enough to use (patient/README.md §7)."""

from __future__ import annotations

import datetime
import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.paths import resource
from provesvar_gui.patient.roles import HprRole, RoleList, RoleListSource, in_order, make_role
from provesvar_gui.platform.files import make_private
from provesvar_gui.results.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


_FEWEST = 20
_MOST = 300  # the real list has 36; the window makes a row for each
_INDISPENSABLE = ("LE", "SP")
_LARGEST = 2_000_000  # bytes; the real answer is below 20 000
_LONGEST_NAME = 120
_CODE = re.compile(r"[A-Z0-9]{1,8}")  # goes into a request header, so nothing else gets through


def parse_live(body: bytes, *, known: Mapping[str, HprRole]) -> tuple[HprRole, ...]:
    """The roles of an ``AdministrativeCodeList`` answer: those that are known in their places, then the others by name.

    Every field may be missing, null or of another type: an entry without a code is passed over, unknown fields are ignored.
    ``known``: the bundled roles by code, for a missing name and for the English one. Raises AppError CODE_LIST_UNUSABLE.
    """
    if len(body) > _LARGEST:
        raise AppError(ErrorCode.CODE_LIST_UNUSABLE, "answer too large")
    try:
        answer = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise AppError(ErrorCode.CODE_LIST_UNUSABLE, "answer is not JSON") from None
    entries = answer.get("codeValues") if isinstance(answer, dict) else None
    if not isinstance(entries, list):
        raise AppError(ErrorCode.CODE_LIST_UNUSABLE, "answer holds no codes")
    roles = (read_entry(entry, code="value", name="name", known=known) for entry in entries)
    return acceptable(filter(None, roles), known)


def acceptable(roles: Iterable[HprRole], known: Mapping[str, HprRole]) -> tuple[HprRole, ...]:
    """Each code once (the active one of two): those that are ``known`` in their places, then the others by Norwegian name.

    Raises AppError CODE_LIST_UNUSABLE for fewer than 20 codes or more than 300, without LE and SP, or where one of these is not
    usable.
    """
    by_code: dict[str, HprRole] = {}
    for role in roles:
        if role.code not in by_code or (role.active and not by_code[role.code].active):
            by_code[role.code] = role
    if not _FEWEST <= len(by_code) <= _MOST:
        raise AppError(ErrorCode.CODE_LIST_UNUSABLE, f"{len(by_code)} codes")
    for code in _INDISPENSABLE:
        if code not in by_code or not by_code[code].usable:
            raise AppError(ErrorCode.CODE_LIST_UNUSABLE, f"without {code}")
    places = [by_code[code] for code in known if code in by_code]
    return (*places, *in_order(role for role in by_code.values() if role.code not in known))


def read_entry(entry: object, *, code: str, name: str, known: Mapping[str, HprRole]) -> HprRole | None:
    """A role from the fields so named and ``active``; None where there is no usable code."""
    if not isinstance(entry, dict):
        return None
    value = _text(entry.get(code))
    if not _CODE.fullmatch(value):
        return None
    bundled = known.get(value)
    return make_role(
        value,
        _text(entry.get(name)) or (bundled.name if bundled else value),
        active=entry.get("active") is not False,
        name_en=_text(entry.get("name_en")) or (bundled.name_en if bundled else ""),
    )


def _text(value: object) -> str:
    """One line, whatever line ends and blanks it came with; empty where it is no text."""
    return " ".join(visible(value[:_LONGEST_NAME]).split()) if isinstance(value, str) else ""


# The copies at hand: the bundled snapshot, and the last good one from the service. Imported at the start: light modules only.

_FILE = "9060.json"
_FORMAT = 1
_COPIES_LARGEST = 1_000_000  # bytes; ours is below 5 000


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCopy:
    """A copy that came from the service, on the ISO date ``dated``; ``checked_at``: the same in seconds since the epoch."""

    roles: tuple[HprRole, ...]
    dated: str
    checked_at: float
    url: str


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
    if cache_dir is None:
        return None
    path = cache_dir / _FILE
    known = {role.code: role for role in load_bundled().roles}
    try:
        if path.stat().st_size > _COPIES_LARGEST:
            return None
        stored: Any = json.loads(path.read_text(encoding="utf-8"))
        if stored["format"] != _FORMAT:
            return None
        return StoredCopy(
            roles=acceptable(_roles(stored["codes"], known), known),
            dated=datetime.date.fromisoformat(stored["dated"]).isoformat(),
            checked_at=float(stored["checked_at"]),
            url=str(stored["url"]),
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
