"""Reading the code list 9060, from whatever source, and the rule of what is good enough to use (domain/README.md §7)."""

from __future__ import annotations

import datetime
import json
import re
from typing import TYPE_CHECKING

from provesvar_gui.domain.roles import HprRole, in_order, make_role
from provesvar_gui.domain.visible import visible
from provesvar_gui.errors import AppError, ErrorCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FEWEST = 20
_MOST = 300  # the real list has 36; the window makes a row for each
_INDISPENSABLE = ("LE", "SP")
_LARGEST = 2_000_000  # bytes; the real answer is below 20 000
_LONGEST_NAME = 120
_CODE = re.compile(r"[A-Z0-9]{1,8}")  # goes into a request header, so nothing else gets through


def parse_live(body: bytes, *, known: Mapping[str, HprRole], today: datetime.date) -> tuple[HprRole, ...]:
    """The roles of an ``AdministrativeCodeList`` answer: those that are known in their places, then the others by name.

    Every field may be missing, null or of another type: an entry without a code is passed over, unknown fields are ignored.
    ``active`` has the last word; where it is missing, a past ``validTo`` stands for inactive. ``known``: the bundled roles by
    code, for a missing name and for the English one. Raises AppError CODE_LIST_UNUSABLE.
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
    return acceptable(_live_roles(entries, known, today), known)


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


def _live_roles(entries: list[object], known: Mapping[str, HprRole], today: datetime.date) -> Iterable[HprRole]:
    for entry in entries:
        role = read_entry(entry, code="value", name="name", known=known)
        if role is None or not isinstance(entry, dict):
            continue
        if not isinstance(entry.get("active"), bool) and _past(entry.get("validTo"), today):
            role = make_role(role.code, role.name, active=False, name_en=role.name_en)
        yield role


def _text(value: object) -> str:
    """One line, whatever line ends and blanks it came with; empty where it is no text."""
    return " ".join(visible(value[:_LONGEST_NAME]).split()) if isinstance(value, str) else ""


def _past(value: object, today: datetime.date) -> bool:
    """Whether a time like ``2020-12-04T11:04:13.0000000`` lies before today. Only the day counts, so its decimals do not."""
    try:
        return isinstance(value, str) and datetime.date.fromisoformat(value[:10]) < today
    except ValueError:
        return False
