"""The live list 9060 over HTTP, at most once a day (patient/README.md §7)."""

from __future__ import annotations

import asyncio
import datetime
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.kodeverk.code_list import load_bundled, parse_live
from provesvar_gui.patient.roles import RoleList

if TYPE_CHECKING:
    from provesvar_gui.platform.clock import Clock
    from provesvar_gui.platform.http import Http

_EVERY = 24 * 60 * 60.0  # seconds
_LIMIT = 10.0  # seconds


class RoleListService:
    """Asks for the list. ``url``: of the list, verbatim."""

    def __init__(self, http: Http, url: str, clock: Clock) -> None:
        self._http = http
        self._url = url
        self._clock = clock
        self._came: float | None = None
        self._lock = asyncio.Lock()

    async def refresh(self, *, every: float = _EVERY) -> RoleList | None:
        """The live list; None where it came within a day.

        ``every``: seconds, for who wants it confirmed sooner. Two who ask at once share the answer.

        Raises AppError: what the transport raises; SERVER_ERROR, UNEXPECTED_ANSWER for another status;
        CODE_LIST_UNUSABLE for a list that is not good enough.
        """
        async with self._lock:
            if self._came is not None and self._clock.monotonic() - self._came < every:
                return None
            headers = {"Accept": "application/json", "Accept-Language": "nb"}
            response = await self._http.request("GET", self._url, headers=headers, seconds=_LIMIT)
            if response.status != 200:
                failed = response.status >= 500 or response.status == 429
                code = ErrorCode.SERVER_ERROR if failed else ErrorCode.UNEXPECTED_ANSWER
                raise AppError(code, f"code list: status {response.status}")
            roles = parse_live(response.body, known={role.code: role for role in load_bundled().roles})
            self._came = self._clock.monotonic()
            today = datetime.datetime.fromtimestamp(self._clock.now(), tz=datetime.UTC).date()
            return RoleList(roles=roles, dated=today.isoformat())
