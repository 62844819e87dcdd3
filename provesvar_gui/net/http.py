"""The shape of HTTP for everyone above: httpx is imported here and nowhere else, and none of its types leave this package."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpResponse:
    """An answer. ``headers``: names in lower case. ``url``: origin and path of the request, for error texts."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class Http(Protocol):
    """One request, one answer. Follows no redirects, retries nothing."""

    async def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        form: Sequence[tuple[str, str]] | None = None,
        body: bytes | None = None,
        seconds: float | None = None,  # for the whole exchange; None: the configured limits only
    ) -> HttpResponse:
        """Send.

        Raises AppError: NO_NETWORK, TIMEOUT, TLS_REJECTED, TLS_TOO_OLD, PROXY_FAILED, UNEXPECTED_ANSWER (body too large).
        """
        ...
