"""What the checks look at: the settings of this run, and the machine, all of it handed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provesvar_gui.helseid.access_list import run_command
from provesvar_gui.helseid.loopback_ports import listen

if TYPE_CHECKING:
    import datetime
    import socket
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from provesvar_gui.errors import AppError
    from provesvar_gui.helseid.key_place import KeyPlace
    from provesvar_gui.helseid.vault import KeyVault
    from provesvar_gui.net.clock import Clock, ServerClock
    from provesvar_gui.net.http import Http
    from provesvar_gui.net.proxy import ProxyFor
    from provesvar_gui.records.places import Places
    from provesvar_gui.records.settings import Settings
    from provesvar_gui.self_check.item import Check
    from provesvar_gui.self_check.safe import Mailable

    Listen = Callable[[Sequence[str]], tuple[str, list[socket.socket]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """``settings``: in force; where the files are in ``trouble``, what the policy and the built-in values say.

    ``file``: of the user's settings. ``make_http``: a new transport that tells the clock of each answer. ``proxy_for``: which
    proxy an address needs, by the system; may block. ``key_place``: where the client's key rests. ``vault``: for a probe of its
    own. ``vault_asks``: whether the vault is locked; may block. ``find_program``: the path of a command, or None. ``now``: aware.
    ``administrator``: whether this process may change everything anyway. ``lock_tellers``: who tells of the system's own lock;
    ``quiet_lockers``: what runs here that locks and does not tell; both may block.
    ``run_command``: what a program of the system says; may block. ``listen``: on the first of these redirect addresses.
    ``others``: checks of parts that this layer does not know.
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
    run_command: Callable[[Sequence[str]], str] = run_command
    listen: Listen = listen
    others: tuple[Check, ...] = ()
