"""``Retry-After`` (RFC 9110 10.2.3)."""

from __future__ import annotations

from provesvar_gui.net.clock import parse_http_date

_LONGEST = 3600.0


def retry_after(value: str | None, now: float) -> float | None:
    """Seconds to wait, 0..3600; None where the header is missing or nonsense. ``now``: the server's, seconds since the epoch."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit() and len(text) < 20:
        return min(float(text), _LONGEST)
    moment = parse_http_date(text) if text else None
    return None if moment is None else min(max(moment - now, 0.0), _LONGEST)
