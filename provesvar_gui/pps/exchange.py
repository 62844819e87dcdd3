"""Searches of one look-up over HTTP: headers, authorization, repeats.

A search is logged on the patient, so it is repeated only where it cannot have been carried out: the connection failed, or the
service answered 401 (a DPoP nonce it wants, an access token that has run out). Never after a timeout or a 5xx.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.pps.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

    from provesvar_gui.domain.lookup import Lookup
    from provesvar_gui.net.clock import Clock
    from provesvar_gui.net.http import Http, HttpResponse
    from provesvar_gui.pps.authorization import Authorization
    from provesvar_gui.pps.config import PpsConfig

_QUICKLY: Final = 1.0  # seconds; a connection that failed sooner is tried once more, and the failure still told within 8 s


class Exchange:
    """All requests of one look-up. ``correlation_ids``: one for each request, in order."""

    def __init__(
        self,
        lookup: Lookup,
        *,
        config: PpsConfig,
        http: Http,
        authorization: Authorization,
        new_uuid: Callable[[], UUID],
        clock: Clock,
    ) -> None:
        self._lookup = lookup
        self._config = config
        self._http = http
        self._authorization = authorization
        self._new_uuid = new_uuid
        self._clock = clock
        self._ends = clock.monotonic() + config.seconds
        self._renewed = False
        self.correlation_ids: list[str] = []

    @property
    def correlation_id(self) -> str:
        """Of the latest request."""
        return self.correlation_ids[-1] if self.correlation_ids else ""

    async def search(self, resource_type: str, form: Sequence[tuple[str, str]]) -> HttpResponse:
        """Ask once, with the repeats that are transport. Any status but 401 is for the caller, and a 401 for reasons of privacy.

        Raises AppError: what ``Http`` and ``Authorization`` raise, TIMEOUT at the end of the look-up's time, LOGIN_NOT_ACCEPTED
        on a second 401.
        """
        url = self._config.url(resource_type)
        try:
            async with asyncio.timeout(max(0.0, self._ends - self._clock.monotonic())):
                return await self._authorized(url, form)
        except TimeoutError:
            pass
        raise AppError(ErrorCode.TIMEOUT, "the look-up has taken its whole time", correlation_id=self.correlation_id)

    async def _authorized(self, url: str, form: Sequence[tuple[str, str]]) -> HttpResponse:
        response = await self._with_nonce(url, form)
        if self._wants_new_token(response) and not self._renewed:
            self._renewed = True
            await self._authorization.renew()
            response = await self._with_nonce(url, form)
        if self._wants_new_token(response):
            refusal = Refusal(response, self._config.outcomes)
            raise refusal.error(self.correlation_id, response.headers, elevated=self._lookup.basis.elevated)
        return response

    def _wants_new_token(self, response: HttpResponse) -> bool:
        """A 401, unless it tells what the patient has decided: only 400 and 401 are documented (pps/README.md §5)."""
        return response.status == 401 and not Refusal(response, self._config.outcomes).privacy

    async def _with_nonce(self, url: str, form: Sequence[tuple[str, str]]) -> HttpResponse:
        response = await self._connected(url, form)
        if self._authorization.challenged(url, response.status, response.headers):
            response = await self._connected(url, form)
            self._authorization.challenged(url, response.status, response.headers)
        return response

    async def _connected(self, url: str, form: Sequence[tuple[str, str]]) -> HttpResponse:
        began = self._clock.monotonic()
        try:
            return await self._send(url, form)
        except AppError as error:
            # NO_NETWORK alone may also be a connection that broke after the request was on its way.
            unsent = error.code is ErrorCode.NO_NETWORK and error.params.get("sent") == "no"
            if not unsent or self._clock.monotonic() - began > _QUICKLY:
                raise
        return await self._send(url, form)

    async def _send(self, url: str, form: Sequence[tuple[str, str]]) -> HttpResponse:
        correlation_id = str(self._new_uuid())
        headers = {
            "person-id": self._lookup.patient.digits,
            "access-basis": self._lookup.basis.value,
            "requester-hpr-role": self._lookup.role_code,
            "correlation-id": correlation_id,
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/fhir+json",
            **await self._authorization.headers("POST", url),
        }
        self.correlation_ids.append(correlation_id)
        try:
            seconds = max(0.1, self._ends - self._clock.monotonic())
            return await self._http.request("POST", url, headers=headers, form=form, seconds=seconds)
        except AppError as error:
            error.correlation_id = error.correlation_id or correlation_id
            raise
