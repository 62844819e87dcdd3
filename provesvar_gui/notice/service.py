"""Asks for the notice of a newer version, at most once a day, and keeps the newest that was signed.

The day counts from the last try, however it ended, and is written down before the request goes out: a server that is away is not
asked at every start. Where that cannot be written, nobody is asked. The request is the address and nothing else: no query, no
cookie, no version, nothing of the person or the machine. A failure is a line in the log, never more.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import datetime
import hashlib
import json
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from provesvar_gui.errors import AppError
from provesvar_gui.net.daemon import on_daemon_thread
from provesvar_gui.net.http import Http
from provesvar_gui.notice.document import LARGEST, Notice, NoticeRefusedError, rank, verified
from provesvar_gui.system.private_file import write_private

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from provesvar_gui.net.clock import Clock

_log = logging.getLogger(__name__)

EVERY = 24 * 60 * 60.0  # seconds
_LIMIT = 10.0  # seconds of one request
_FILE_LIMIT = 3 * LARGEST
_FORMAT = 1
_AGENT = "Provesvar"  # without the version, which every other request of ours has


class ClosableHttp(Http, Protocol):
    """An ``Http`` of one's own."""

    async def aclose(self) -> None:
        """Close every connection."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """``asked``: epoch seconds of the last try. ``document``: the newest that was signed, as it came."""

    asked: float = 0.0
    document: bytes = b""


class NoticeService:
    """``url``: https, without a query. ``public_key``: whose signature counts. ``file``: of the user's own state.

    ``make_http``: a client for this alone, with small limits. ``running``: the version of this program.
    """

    def __init__(
        self, *, url: str, public_key: str, file: Path, make_http: Callable[[], ClosableHttp], clock: Clock, running: str
    ) -> None:
        self._url, self._public_key, self._file = url, public_key, file
        self._make_http, self._clock, self._running = make_http, clock, running
        self._lock = asyncio.Lock()
        self._asking: asyncio.Task[Notice | None] | None = None
        self._closed = False

    async def look(self) -> Notice | None:
        """A newer version than this one, if one is known; asks where it is time to. Raises nothing but CancelledError."""
        async with self._lock:
            state = await on_daemon_thread(self._read, name="provesvar-notice")
            known = self._judged(state.document)
            now = self._clock.now()
            if self._closed or abs(now - state.asked) < EVERY:  # one far ahead of us was written by a clock that was wrong
                return known
            asking = self._asking = asyncio.get_running_loop().create_task(self._newest(known, state, now))
            try:
                return await asking
            except asyncio.CancelledError:
                current = asyncio.current_task()
                if current is None or current.cancelling() or not self._closed:
                    raise
            except AppError as error:
                _log.info("notice of a newer version: %s", error.code.value)
            except (NoticeRefusedError, OSError) as error:
                _log.info("notice of a newer version: %s", type(error).__name__)
            return known

    async def aclose(self) -> None:
        """Stop asking; a look that is under way ends with what is known."""
        self._closed = True
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)

    async def _newest(self, known: Notice | None, state: _State, now: float) -> Notice | None:
        """Ask. Raises AppError, NoticeRefusedError, OSError."""
        await self._keep(_State(asked=now, document=state.document))
        body = await self._ask()
        came = verified(body, self._public_key)
        today = datetime.datetime.fromtimestamp(now, tz=datetime.UTC).date()
        if came.dated > today + datetime.timedelta(days=1):  # the earth has time zones
            raise NoticeRefusedError("dated ahead of this machine's clock")
        if body == state.document:
            return known
        if came.rank <= rank(self._running) or (known is not None and not came.replaces(known)):
            _log.info("notice of a newer version: no newer one, or one that is known")  # it may be an older one sent again
            return known
        await self._keep(_State(asked=now, document=body))
        return came

    async def _keep(self, state: _State) -> None:
        await on_daemon_thread(lambda: self._write(state), name="provesvar-notice")

    def _judged(self, document: bytes) -> Notice | None:
        """What is kept, looked at as if it had just come: the file is the user's."""
        if not document:
            return None
        try:
            notice = verified(document, self._public_key)
        except NoticeRefusedError:
            return None
        return notice if notice.rank > rank(self._running) else None

    async def _ask(self) -> bytes:
        http = self._make_http()
        try:
            headers = {"Accept": "application/json", "User-Agent": _AGENT}
            response = await http.request("GET", self._url, headers=headers, seconds=_LIMIT)
        finally:
            await http.aclose()
        if response.status != 200:
            raise NoticeRefusedError("another status than 200")
        return response.body  # its size was limited on the way, and is judged with the rest

    @property
    def _about(self) -> str:
        """Whose notices a file holds: with another address or key, nothing is known and nobody was asked."""
        return hashlib.sha256(f"{self._url}\n{self._public_key}".encode()).hexdigest()[:16]

    def _read(self) -> _State:
        try:
            with self._file.open("rb") as file:
                said: Any = json.loads(file.read(_FILE_LIMIT))
            if said["format"] != _FORMAT or said["about"] != self._about:
                return _State()
            return _State(asked=float(said["asked"]), document=base64.b64decode(said["document"], validate=True))
        except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError, binascii.Error):
            return _State()

    def _write(self, state: _State) -> None:
        document = base64.b64encode(state.document).decode()
        said = {"format": _FORMAT, "about": self._about, "asked": state.asked, "document": document}
        write_private(self._file, json.dumps(said).encode())
