"""Authenticated POSTs to HelseID: PAR, token, revocation. The only place that repeats a request, once for each of two reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import answers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from provesvar_gui.helseid.assertion import ClientAuthentication
    from provesvar_gui.helseid.dpop import Prover
    from provesvar_gui.net.http import Http, HttpResponse

_CLOCK_TOLERANCE = 3.0  # seconds off before the clock is named as the cause
_SECONDS = 20.0  # for one exchange
_NOT_JUDGED = (408, 429)  # of the 4xx: too slow, too many
_TIMED = ("invalid_client", "invalid_dpop_proof")  # the errors of an assertion or a proof with a wrong time


@dataclass(frozen=True, slots=True, kw_only=True)
class BackChannel:
    """One client's line to HelseID. ``offset_seconds``: how far the workstation's clock is off, as measured from ``Date``."""

    http: Http = field(repr=False)
    issuer: str
    authentication: ClientAuthentication = field(repr=False)
    offset_seconds: Callable[[], float] = field(repr=False)
    dpop: bool

    async def post(
        self,
        what: str,
        url: str,
        parameters: Sequence[tuple[str, str]],
        *,
        prover: Prover | None = None,
        details: object = None,
    ) -> dict[str, Any]:
        """POST a form with a new assertion, and a proof where ``prover`` is given.

        A ``use_dpop_nonce`` answer is followed by one repeat with a new proof and a new assertion: HelseID takes each ``jti``
        once. So is the refusal of a request that was made by a wrong clock, where that very answer showed that it is wrong: after
        a sleep, or after somebody has set the clock.

        Raises AppError: what Http raises, SERVER_BUSY, SERVER_ERROR, UNEXPECTED_ANSWER, CLOCK_WRONG, DPOP_REQUIRED, and those
        of ``answers.oauth_error``; ``refused`` says whether the request was judged.
        """
        believed = self.offset_seconds()
        response = await self._send(url, parameters, prover, details)
        mistimed = answers.error_name(response) in _TIMED and abs(self.offset_seconds() - believed) > _CLOCK_TOLERANCE
        if mistimed:
            response = await self._send(url, parameters, prover, details)
        if prover is not None:
            fresh_nonce = prover.take_nonce(url, response.headers)
            if fresh_nonce and answers.error_name(response) == "use_dpop_nonce":
                response = await self._send(url, parameters, prover, details)
                prover.take_nonce(url, response.headers)
        if response.status in (200, 201):
            return answers.json_object(response, what) if response.body else {}
        failure = self._failure(response, what)
        failure.refused = 400 <= response.status < 500 and response.status not in _NOT_JUDGED
        raise failure

    async def _send(
        self, url: str, parameters: Sequence[tuple[str, str]], prover: Prover | None, details: object
    ) -> HttpResponse:
        form = [*parameters, *self.authentication.parameters(self.issuer, details)]
        headers = {"Accept": "application/json"}
        if prover is not None:
            headers["DPoP"] = prover.proof("POST", url)
        return await self.http.request("POST", url, headers=headers, form=form, seconds=_SECONDS)

    def _failure(self, response: HttpResponse, what: str) -> AppError:
        failure = answers.server_failure(response, what, self.authentication.clock.now())
        if failure is not None:
            return failure
        if not 400 <= response.status < 500:
            return AppError(ErrorCode.UNEXPECTED_ANSWER, f"{what}: status {response.status}")
        name = answers.error_name(response)
        if response.status == 401 and not name:  # the status itself says that the client was not accepted (RFC 6749 section 5.2)
            return AppError(ErrorCode.CLIENT_REFUSED, f"{what}: status 401 without an error")
        try:
            document = answers.json_object(response, what)
        except AppError as error:
            return error
        if name in _TIMED and abs(self.offset_seconds()) > _CLOCK_TOLERANCE:
            seconds = round(self.offset_seconds())
            return AppError(ErrorCode.CLOCK_WRONG, f"{what}: {name}, clock off by {seconds} s", params={"seconds": str(seconds)})
        # A server that demands DPoP of a Bearer client says so in one of several ways; the description is only searched.
        if not self.dpop and (
            name in ("use_dpop_nonce", "invalid_dpop_proof")
            or "dpop" in answers.text_field(document, "error_description").lower()
        ):
            return AppError(ErrorCode.DPOP_REQUIRED, f"{what}: a proof is demanded of this client")
        return answers.oauth_error(document, what)
