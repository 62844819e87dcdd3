"""When a session will end by the clock, told in time (``rt_expires_in``: helseid/README.md §5)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provesvar_gui.helseid.grant import Grant
    from provesvar_gui.net.clock import Clock

NEAR = 600.0  # seconds before the end from which it is told
_MOVED = 30.0  # seconds by which a renewal puts the end off, if it does


class EndWatch:
    """Of one grant. ``clock``: HelseID's time.

    HelseID does not say whether a renewal puts the end of the refresh token off. So a renewal is asked for when the end seems
    near (``wants_renewal``), and only an end that stays where it was is told.
    """

    def __init__(self, grant: Grant, clock: Clock) -> None:
        self._grant = grant
        self._clock = clock
        self._asked_at: float | None = None
        self._slides = False

    def minutes(self) -> int | None:
        """Minutes that are left, the one that has begun counted; None where the end is not near, not known, or always put off.

        0 where the refresh token is over and the last access token, of ten minutes at most, still holds.
        """
        left = self._left()
        if left is None or left > NEAR or self._slides or self.wants_renewal():
            return None
        return max(0, math.ceil(left / 60))

    def wants_renewal(self) -> bool:
        """Whether it must be tried if the end that seems near is the end."""
        left, ends = self._left(), self._grant.refresh_ends
        if left is None or left > NEAR or ends is None or not self._grant.refresh_token or self._slides:
            return False
        return self._asked_at is None or abs(ends - self._asked_at) > _MOVED

    def renewed(self, before: float | None) -> None:
        """It was tried. ``before``: the refresh token's end until then."""
        self._asked_at = after = self._grant.refresh_ends
        self._slides = before is not None and after is not None and after - before > _MOVED and not self._far()

    def wait(self) -> float:
        """Seconds after which ``minutes`` will say something else."""
        left = self._left()
        if left is None or left <= 0:
            return math.inf
        return left - NEAR if left > NEAR else left - 60 * (math.ceil(left / 60) - 1)

    def _far(self) -> bool:
        left = self._left()
        return left is None or left > NEAR

    def _left(self) -> float | None:
        """To the end of the refresh token, None where that is not known; where there is none, of the access token."""
        grant = self._grant
        if not grant.refresh_token:
            return grant.access.left(self._clock)
        return None if grant.refresh_ends is None else grant.refresh_ends - self._clock.now()
