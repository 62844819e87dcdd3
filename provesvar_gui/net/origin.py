"""Where a URL leads, and whether we go there."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from provesvar_gui.errors import AppError, ErrorCode


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this machine: ``localhost``, 127.0.0.0/8 or ::1."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def checked_origin(url: str) -> str:
    """``scheme://host[:port]`` of a URL that may be called: https, or http to this machine; no user name, no fragment.

    Raises AppError(INTERNAL) for any other: settings and discovery have refused such URLs before, this is the last fence.
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
