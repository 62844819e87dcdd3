"""What the results client needs from a login, and nothing more. HelseID's session fits it; pps does not know HelseID."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class Authorization(Protocol):
    """Authorization of single requests (RFC 6750 for v1, RFC 9449 for v2)."""

    async def headers(self, method: str, url: str) -> Mapping[str, str]:
        """``Authorization`` and, for DPoP, a fresh ``DPoP`` proof. Renews a token that is about to end. Raises AppError."""
        ...

    def challenged(self, url: str, status: int, response_headers: Mapping[str, str]) -> bool:
        """Take in a ``DPoP-Nonce``; True where a 401 ``use_dpop_nonce`` makes one repeat worthwhile."""
        ...

    async def renew(self) -> None:
        """Get a new access token after a 401. Raises AppError(SESSION_EXPIRED) where that is over."""
        ...
