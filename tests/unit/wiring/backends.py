"""A backend over a fake of its connections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from provesvar_gui.audit.check import OwnJournal
from provesvar_gui.audit.line import JournalEntry
from provesvar_gui.errors import AppError
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.wiring.audit import Audit
from provesvar_gui.wiring.backend import ServiceBackend


class NoNotebook:
    """Keeps nothing."""

    def __init__(self) -> None:
        self.tell: Callable[[AppError], None] = lambda _error: None

    def note(self, entry: JournalEntry, patient: str = "") -> None:
        pass

    def flush(self, seconds: float) -> bool:
        return True

    def prepare(self) -> None:
        pass


async def unused(*_given: object) -> Any:
    raise AssertionError


def no_settings(_settings: object) -> Any:
    raise AssertionError


def no_lines(_hpr_number: str, _patient: str) -> OwnJournal:
    raise AssertionError


def backend_of(fake: Any, audit: Audit | None = None, read_own: Callable[[str, str], OwnJournal] = no_lines) -> ServiceBackend:
    """``fake``: of ``Connections``, and of session and client in one; its ``clock`` is read."""
    audit = audit or Audit(NoNotebook(), lambda: fake.clock)
    fake.session = fake.pps = fake
    return ServiceBackend(fake, fixed_settings({}), audit, read=unused, build=unused, of_window=no_settings, read_own=read_own)
