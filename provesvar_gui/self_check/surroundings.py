"""The environment that the checks look at; a test can replace all of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    import socket
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from pathlib import Path

    from provesvar_gui.errors import AppError
    from provesvar_gui.helseid.keys.key_ring import KeyPlace
    from provesvar_gui.helseid.keys.vault import KeyVault
    from provesvar_gui.platform.clock import Clock, ServerClock
    from provesvar_gui.platform.http import Http
    from provesvar_gui.platform.places import Places
    from provesvar_gui.platform.proxy import ProxyFor
    from provesvar_gui.self_check.findings import CheckResult
    from provesvar_gui.self_check.mailable import Mailable
    from provesvar_gui.settings.settings import Settings

    Listen = Callable[[Sequence[str]], tuple[str, list[socket.socket]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The environment of a self-check.

    ``settings``: in force; where the files are in ``trouble``, the policy and built-in values. ``vault``: for a probe of its own.
    ``administrator``: whether this process may change everything anyway. ``read_journal``: blocks, raises AppError.
    """

    settings: Settings
    trouble: AppError | None
    places: Places
    file: Path
    sandbox: bool
    environment: Mapping[str, str] = field(repr=False)
    platform: str
    safe: Mailable
    clock: Clock
    now: Callable[[], datetime.datetime]
    make_http: Callable[[ServerClock], Http]
    proxy_for: ProxyFor
    key_place: KeyPlace
    vault: KeyVault
    vault_name: Callable[[], str]
    probe_name: str
    administrator: Callable[[], bool]
    listen: Listen
    program: Callable[[], Awaitable[CheckResult]]
    read_journal: Callable[[], object]
