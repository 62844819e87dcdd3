"""The live list 9060 over HTTP, at most once a day (patient/README.md §7)."""

from __future__ import annotations

import asyncio
import datetime
import logging
import re
from functools import partial
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.kodeverk.code_list import StoredCopy, load_bundled, parse_live, read_copy, write_copy
from provesvar_gui.patient.roles import RoleList, RoleListSource
from provesvar_gui.platform.runtime import on_daemon_thread

if TYPE_CHECKING:
    from pathlib import Path

    from provesvar_gui.platform.clock import Clock
    from provesvar_gui.platform.http import Http, HttpResponse

_log = logging.getLogger(__name__)

_EVERY = 24 * 60 * 60.0  # seconds
_LIMIT = 10.0  # seconds
_FILE_SECONDS = 2.0  # a home on a network drive that hangs must hold up nothing else on this thread


class RoleListService:
    """Asks for the list, keeps the last good copy in ``cache_dir`` (None: in memory only). ``url``: of the list, verbatim."""

    def __init__(self, http: Http, cache_dir: Path | None, url: str, clock: Clock) -> None:
        self._http = http
        self._cache_dir = cache_dir
        self._url = url
        self._clock = clock
        self._copy: StoredCopy | None = None
        self._lock = asyncio.Lock()

    async def refresh(self, *, every: float = _EVERY) -> RoleList | None:
        """The live list; None where the copy at hand came within a day.

        ``every``: seconds, for who wants it confirmed sooner. Two who ask at once share the answer.

        Raises AppError: what the transport raises; SERVER_ERROR, SERVER_BUSY, UNEXPECTED_ANSWER for another status;
        CODE_LIST_UNUSABLE for a list that is not good enough. The last good copy then stays.
        """
        async with self._lock:
            return await self._refresh(every)

    async def _refresh(self, every: float) -> RoleList | None:
        copy = await self._last_good()
        now = self._clock.now()
        if copy is not None and 0 <= now - copy.checked_at < every:  # a time ahead of us is a wrong clock, then or now
            return None
        headers = {"Accept": "application/json", "Accept-Language": "nb"}
        response = await self._http.request("GET", self._url, headers=headers, seconds=_LIMIT)
        if response.status != 200:
            raise _refusal(response)
        today = datetime.datetime.fromtimestamp(now, tz=datetime.UTC).date()
        roles = parse_live(response.body, known={role.code: role for role in load_bundled().roles})
        await self._keep(StoredCopy(roles=roles, dated=today.isoformat(), checked_at=now, url=self._url))
        return RoleList(roles=roles, source=RoleListSource.LIVE, dated=today.isoformat())

    async def _last_good(self) -> StoredCopy | None:
        """The copy from this service that was confirmed last, by this process or another."""
        try:
            stored = await on_daemon_thread(partial(read_copy, self._cache_dir), _FILE_SECONDS)
        except TimeoutError:
            stored = None
        copies = [copy for copy in (self._copy, stored) if copy is not None and copy.url == self._url]
        return max(copies, key=lambda copy: copy.checked_at, default=None)

    async def _keep(self, copy: StoredCopy) -> None:
        self._copy = copy
        if self._cache_dir is None:
            return
        try:
            await on_daemon_thread(partial(write_copy, self._cache_dir, copy), _FILE_SECONDS)
        except OSError as error:  # a full or read-only disk, or one that hangs, costs the next start its copy, nothing more
            _log.warning("the code list could not be kept: %s", type(error).__name__)


def _refusal(response: HttpResponse) -> AppError:
    detail = f"code list: status {response.status}"
    if response.status in (429, 503):
        wait = response.headers.get("retry-after", "")
        seconds = float(wait) if re.fullmatch("[0-9]{1,6}", wait) else None
        return AppError(ErrorCode.SERVER_BUSY, detail, retry_after=seconds)
    return AppError(ErrorCode.SERVER_ERROR if response.status >= 500 else ErrorCode.UNEXPECTED_ANSWER, detail)
