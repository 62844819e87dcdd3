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

    ``settings``: in force; where the files are in ``trouble``, what the policy and the built-in values say.

    ``file``: of the user's settings. ``make_http``: a new transport that tells the clock of each answer. ``proxy_for``: which
    proxy an address needs, by the system; may block. ``key_place``: where the client's key rests. ``vault``: for a probe of its
    own. ``vault_asks``: whether the vault is locked; may block. ``find_program``: the path of a command, or None. ``now``: aware.
    ``administrator``: whether this process may change everything anyway. ``lock_tellers``: who tells of the system's own lock;
    ``quiet_lockers``: what runs here that locks and does not tell; both may block.
    ``run_command``: what a program of the system says; may block. ``listen``: on the first of these redirect addresses.
    ``read_journal``: the journal's keys and seal; blocks, raises AppError. ``program``: the check of the program itself.
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
    vault_asks: Callable[[], bool]
    probe_name: str
    find_program: Callable[[str], str | None]
    administrator: Callable[[], bool]
    lock_tellers: Callable[[], tuple[str, ...]]
    quiet_lockers: Callable[[], tuple[str, ...]]
    run_command: Callable[[Sequence[str]], str]
    listen: Listen
    program: Callable[[], Awaitable[CheckResult]]
    read_journal: Callable[[], object]
