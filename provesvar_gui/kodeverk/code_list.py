"""The code list 9060, bundled or live (at most once a day), and the conditions for a usable list (patient/README.md §7).

At the end the table of emergency analytes, which is bundled only.
"""

from __future__ import annotations

import asyncio
import datetime
import functools
import json
import re
from typing import TYPE_CHECKING, Any

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.paths import resource
from provesvar_gui.patient.roles import HprRole, RoleList, sort_by_name
from provesvar_gui.results.emergency_table import AcuteCode, AcuteTable, Analyte, AnalyteGroup, Use
from provesvar_gui.results.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from provesvar_gui.platform.clock import Clock
    from provesvar_gui.platform.http import Http


_FEWEST = 20
_MOST_ROLES = 300  # the real list has 36; the window makes a row for each
_INDISPENSABLE = ("LE", "SP")
_LARGEST = 2_000_000  # bytes; the real answer is below 20 000
_LONGEST_NAME = 120
_REFRESH_SECONDS = 24 * 60 * 60.0  # seconds
_LIMIT = 10.0  # seconds
_CODE = re.compile(r"[A-Z0-9]{1,8}")  # goes into a request header, so nothing else gets through


def parse_live(body: bytes, *, known: Mapping[str, HprRole]) -> tuple[HprRole, ...]:
    """The roles of an ``AdministrativeCodeList`` answer: known ones in their order, then the others by name.

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
    """Each code once (the active one of two): ``known`` ones in their order, then the others by Norwegian name.

    Raises AppError CODE_LIST_UNUSABLE for fewer than 20 codes or more than 300, without LE and SP, or where one of these is not
    usable.
    """
    by_code: dict[str, HprRole] = {}
    for role in roles:
        if role.code not in by_code or (role.active and not by_code[role.code].active):
            by_code[role.code] = role
    if not _FEWEST <= len(by_code) <= _MOST_ROLES:
        raise AppError(ErrorCode.CODE_LIST_UNUSABLE, f"{len(by_code)} codes")
    for code in _INDISPENSABLE:
        if code not in by_code or not by_code[code].usable:
            raise AppError(ErrorCode.CODE_LIST_UNUSABLE, f"without {code}")
    places = [by_code[code] for code in known if code in by_code]
    return (*places, *sort_by_name(role for role in by_code.values() if role.code not in known))


def read_entry(entry: object, *, code: str, name: str, known: Mapping[str, HprRole]) -> HprRole | None:
    """A role from the fields so named and ``active``; None where there is no usable code."""
    if not isinstance(entry, dict):
        return None
    value = _text(entry.get(code))
    if not _CODE.fullmatch(value):
        return None
    bundled = known.get(value)
    return HprRole(
        value,
        _text(entry.get(name)) or (bundled.name if bundled else value),
        active=entry.get("active") is not False,
        name_en=_text(entry.get("name_en")) or (bundled.name_en if bundled else ""),
    )


def _text(value: object) -> str:
    """One line, without other line ends and blanks; "" where the value is no text."""
    return " ".join(visible(value[:_LONGEST_NAME]).split()) if isinstance(value, str) else ""


def load_bundled() -> RoleList:
    """The snapshot in the program."""
    stored = json.loads(resource("codes", "9060.json").read_text(encoding="utf-8"))
    found = [read_entry(entry, code="code", name="name", known={}) for entry in stored["codes"]]
    return RoleList(roles=acceptable(filter(None, found), {}), dated=str(stored["dated"]))


class RoleListService:
    """Fetches the list. ``url``: of the list, verbatim."""

    def __init__(self, http: Http, url: str, clock: Clock) -> None:
        self._http = http
        self._url = url
        self._clock = clock
        self._fetched_at: float | None = None
        self._lock = asyncio.Lock()

    async def refresh(self, *, every: float = _REFRESH_SECONDS) -> RoleList | None:
        """The live list; None where it was fetched within a day.

        ``every``: seconds, for who wants it confirmed sooner. Two who ask at once share the answer.

        Raises AppError: what the transport raises; SERVER_ERROR, UNEXPECTED_ANSWER for another status;
        CODE_LIST_UNUSABLE for a list that is not good enough.
        """
        async with self._lock:
            if self._fetched_at is not None and self._clock.monotonic() - self._fetched_at < every:
                return None
            headers = {"Accept": "application/json", "Accept-Language": "nb"}
            response = await self._http.request("GET", self._url, headers=headers, seconds=_LIMIT)
            if response.status != 200:
                failed = response.status >= 500 or response.status == 429
                code = ErrorCode.SERVER_ERROR if failed else ErrorCode.UNEXPECTED_ANSWER
                raise AppError(code, f"code list: status {response.status}")
            roles = parse_live(response.body, known={role.code: role for role in load_bundled().roles})
            self._fetched_at = self._clock.monotonic()
            today = datetime.datetime.fromtimestamp(self._clock.now(), tz=datetime.UTC).date()
            return RoleList(roles=roles, dated=today.isoformat())


# -- the bundled table of emergency analytes


@functools.cache
def bundled() -> AcuteTable:
    raw: dict[str, Any] = json.loads(resource("codes", "acute_analytes.json").read_bytes())
    return AcuteTable(
        cards=tuple(
            AnalyteGroup(key=each["key"], nb=each["nb"], en=each["en"], analytes=tuple(each["analytes"])) for each in raw["cards"]
        ),
        analytes=tuple(map(_analyte, raw["analytes"])),
    )


def _analyte(raw: dict[str, Any]) -> Analyte:
    return Analyte(
        key=raw["key"],
        nb=raw["nb"],
        en=raw["en"],
        words=tuple(raw.get("words", ())),
        codes=tuple(
            AcuteCode(
                code=each["code"],
                name=each["name"],
                use=Use(each["use"]),
                unit=each.get("unit"),
                only_blood=each.get("only_material") == "blood",
            )
            for each in raw["codes"]
        ),
    )
