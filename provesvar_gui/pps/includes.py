"""Which related resources a search asks for, and what is left of that when the service refuses some (pps/README.md §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from provesvar_gui.pps.config import CONFIRMED_INCLUDES

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.pps.config import PpsConfig

_MOST_STEPS: Final = 4  # repeats of one search with fewer includes
_OUR_HEADERS: Final = ("person-id", "access-basis", "requester-hpr-role", "correlation-id")


class Includes:
    """What this program asks for, less what the service has refused since the program started. Knows nothing of patients."""

    def __init__(self, config: PpsConfig) -> None:
        self._plain = config.includes
        self._iterate = config.includes_iterate
        self.refused: dict[str, None] = {}

    def attempt(self) -> IncludeAttempt:
        """For one look-up."""
        return IncludeAttempt(
            plain=tuple(one for one in self._plain if one not in self.refused),
            iterate=tuple(one for one in self._iterate if one not in self.refused),
        )

    def settle(self, attempt: IncludeAttempt) -> None:
        """The search went through without these: do not ask for them again."""
        self.refused.update(dict.fromkeys(attempt.dropped))


class IncludeAttempt:
    """The includes of one look-up. ``narrow`` drops some after a 400, at most four times."""

    def __init__(self, *, plain: tuple[str, ...], iterate: tuple[str, ...]) -> None:
        self.plain = plain
        self.iterate = iterate
        self.dropped: tuple[str, ...] = ()
        self._steps = 0

    def narrow(self, text: str) -> bool:
        """Drop what the service's words name, else what is not confirmed. False: the includes are not what it refuses."""
        words = text.lower()
        if self._steps == _MOST_STEPS or (any(name in words for name in _OUR_HEADERS) and "include" not in words):
            return False
        self._steps += 1
        return (
            self._drop(lambda one: one.lower() in words)
            or self._drop(lambda one: one not in CONFIRMED_INCLUDES, plain=False)
            or self._drop(lambda one: one not in CONFIRMED_INCLUDES)
        )

    def _drop(self, unwanted: Callable[[str], bool], *, plain: bool = True) -> bool:
        dropped = tuple(one for one in (*(self.plain if plain else ()), *self.iterate) if unwanted(one))
        self.plain = tuple(one for one in self.plain if one not in dropped)
        self.iterate = tuple(one for one in self.iterate if one not in dropped)
        self.dropped += dropped
        return bool(dropped)

    def form(self) -> list[tuple[str, str]]:
        """Parameters of DiagnosticReport/_search."""
        return [*(("_include", one) for one in self.plain), *(("_include:iterate", one) for one in self.iterate)]

    def observation_form(self) -> list[tuple[str, str]]:
        """Parameters of Observation/_search: what starts from an Observation."""
        known = [one for one in (*self.plain, *self.iterate) if one.startswith("Observation:")]
        return [("_include", one) for one in dict.fromkeys(("Observation:specimen", *known))]
