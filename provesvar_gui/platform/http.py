"""The HTTP interface for the layers above, without types of httpx."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import urlsplit

from provesvar_gui.errors import AppError, ErrorCode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class HttpResponse(NamedTuple):
    """``headers``: names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def __repr__(self) -> str:
        return f"HttpResponse(status={self.status})"


class Http(Protocol):
    """An HTTP client without redirects and retries."""

    async def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        form: Sequence[tuple[str, str]] | None = None,
        body: bytes | None = None,
        seconds: float | None = None,  # limit of the whole exchange, beside the configured ones
    ) -> HttpResponse:
        """Raises AppError: NO_NETWORK, TIMEOUT, TLS_REJECTED, TLS_TOO_OLD, PROXY_FAILED, UNEXPECTED_ANSWER (body too large)."""
        ...


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this machine: ``localhost``, 127.0.0.0/8 or ::1."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def checked_origin(url: str) -> str:
    """``scheme://host[:port]`` of a permitted URL: https, or http to this machine, without user name and fragment.

    Raises AppError(INTERNAL) for any other: settings and discovery check URLs too, this is the last check before a request.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    secure = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    if not host or not secure or parts.username is not None or parts.fragment:
        raise AppError(ErrorCode.INTERNAL, "refused a URL that is neither https nor on this machine")
    shown = f"[{host}]" if ":" in host else host
    default = {"https": 443, "http": 80}[parts.scheme]
    return f"{parts.scheme}://{shown}" + (f":{port}" if port not in {None, default} else "")
