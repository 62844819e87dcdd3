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


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this machine: ``localhost``, 127.0.0.0/8 or ::1."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_redirect_uri(uri: str) -> bool:
    """Whether a login can use it: plain http to this machine, with a fixed path (RFC 8252 section 7.3)."""
    parts = urlsplit(uri if origin_of(uri) and uri.isascii() and uri.isprintable() and " " not in uri else "")
    return parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1") and not parts.query


def checked_origin(url: str) -> str:
    """Raises AppError(INTERNAL) where it is not permitted: the last check before a request."""
    origin = origin_of(url)
    if not origin:
        raise AppError(ErrorCode.INTERNAL, "refused a URL that is neither https nor on this machine")
    return origin


def origin_of(url: str) -> str:
    """``scheme://host[:port]`` of a permitted URL: https, or http to this machine, without user name and fragment; else empty."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    secure = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    if not host or not secure or parts.username is not None or parts.fragment:
        return ""
    shown = f"[{host}]" if ":" in host else host
    default = {"https": 443, "http": 80}[parts.scheme]
    return f"{parts.scheme}://{shown}" + (f":{port}" if port not in {None, default} else "")
