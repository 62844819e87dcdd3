"""The settings of this run: read at the start, and again after a failure that they may have caused."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.places import system_places
from provesvar_gui.settings.contacts import Contacts
from provesvar_gui.settings.policy import UNREADABLE, cautious_settings, fixed_settings, load_settings, tolerant_contacts
from provesvar_gui.ui.window_settings import WindowSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from provesvar_gui.options import Options
    from provesvar_gui.platform.places import Places
    from provesvar_gui.settings.settings import Settings


_POLICY_SECONDS = 1.0  # it lies on this machine
_CARD_SECONDS = 0.3  # the window waits
T = TypeVar("T")


class Configuration:
    """``places``: of the program's files; by default those that belong to the options."""

    def __init__(self, options: Options, places: Places | None = None) -> None:
        self.options = options
        self.places = places or system_places(sandbox=options.sandbox, drill=options.drill)

    @property
    def file(self) -> Path:
        """Of the user's own settings."""
        return self.options.config or self.places.settings_file

    def read(self) -> Settings:
        if self.options.sandbox:
            # Only the sandbox needs it: 5 ms of the time to the first paint.
            from provesvar_gui.sandbox.practice import SETTINGS

            said = {"ui.language": self.options.language} if self.options.language else {}
            return fixed_settings({"journal.key": "file", **SETTINGS, **said})
        return load_settings(self.places, self.options.config)

    def read_at_start(self, seconds: float = 5.0) -> tuple[Settings, AppError | None]:
        """The settings within ``seconds``; else cautious ones for the window, with the failure.

        A mistake of ours in reading the files must not keep the window from saying so either.
        """
        result = _in_time(self.read, seconds)
        if not isinstance(result, Exception | None):
            return result, None
        if isinstance(result, AppError):
            trouble = result
        else:
            kind, detail = ("slow", "timeout") if result is None else ("other", f"not read: {type(result).__name__}")
            params = {"file": str(self.file), "line": "", "kind": kind}
            trouble = AppError(ErrorCode.SETTINGS_UNREADABLE, detail, params=params)
        policy = _in_time(partial(cautious_settings, self.places), min(seconds, _POLICY_SECONDS))
        return (cautious_settings(self.places, read=False) if isinstance(policy, Exception | None) else policy), trouble

    def window_geometry(self) -> bytes | None:
        """As Qt saved it when the program ended; None where it does not come in time."""
        kept = _in_time(self.places.window_geometry.read_bytes, _CARD_SECONDS)
        return kept if isinstance(kept, bytes) else None

    def of_window(self, settings: Settings, trouble: AppError | None = None) -> WindowSettings:
        return WindowSettings(
            values=settings,
            trouble=trouble,
            sandbox=self.options.sandbox,
            drill=self.options.drill,
            contacts=partial(self._contacts, settings, anyhow=trouble is not None),
        )

    def _contacts(self, settings: Settings, *, anyhow: bool) -> Contacts:
        """``anyhow``: the readable ones of files with faults. A user's own never replaces the organisation's."""
        if not anyhow or self.options.sandbox:
            said = settings.contact
            return Contacts(privacy=said.privacy, support=said.support, laboratories=said.laboratories)
        told: dict[str, Any] = {}
        places = (self.file, self.places.policy, self.places.registry)
        for place in places:
            if place is None:
                continue
            came = _in_time(partial(tolerant_contacts, place), _CARD_SECONDS)
            told = {**told, **came} if isinstance(came, dict) else {str(place): UNREADABLE}
        missing = sum(value == UNREADABLE for value in told.values())
        return Contacts(missing=missing, **{name: value for name, value in told.items() if value != UNREADABLE})


def _in_time(work: Callable[[], T], seconds: float) -> T | Exception | None:
    """The result or exception; None where neither comes in time."""
    found: list[T | Exception] = []

    def run() -> None:
        try:
            found.append(work())
        except Exception as error:  # noqa: BLE001 - handed on
            found.append(error)

    reader = threading.Thread(target=run, daemon=True)
    reader.start()
    reader.join(seconds)
    return found[0] if found else None
