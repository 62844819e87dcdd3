"""Who on this Linux machine tells of the screen's lock, and which lockers that run here do not.

Told are ``LockedHint`` and sleep by logind, and ``ActiveChanged`` by the screen savers that ``seat.linux`` listens to: GNOME and
KDE (kscreenlocker) set the hint; Cinnamon, MATE, XFCE and light-locker have names of that kind on the session bus, and
light-locker moves the session to the back besides, which logind tells.

Not told: xss-lock sets the idle hint alone (its NEWS), swayidle too (swayidle(1)), and swaylock, i3lock and the like, which the
two start, speak with no bus; xscreensaver has org.freedesktop.ScreenSaver only to be inhibited: it answers no ``GetActive`` and
sends no ``ActiveChanged`` (driver/xscreensaver-systemd.c of 2026). All of them lock where ``loginctl lock-session`` asks for it,
and that is heard.
"""

from __future__ import annotations

import os
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from provesvar_gui.seat.linux import SAVERS

_BUS_SECONDS: Final = 3.0
_TELLERS: Final = (("SYSTEM", ("org.freedesktop.login1",)), ("SESSION", SAVERS))
_QUIET: Final = ("xss-lock", "swayidle", "xscreensaver")  # as /proc/PID/comm has them
_ONLY_INHIBITED: Final = {"xscreensaver": "org.freedesktop.ScreenSaver"}


def lock_tellers(*, system: str = "SYSTEM", session: str = "SESSION") -> tuple[str, ...]:
    """The services of that kind that the buses have; empty where there is no bus. ``system``, ``session``: addresses."""
    addresses = {"SYSTEM": system, "SESSION": session}
    found: list[str] = []
    for bus, wanted in _TELLERS:
        there = _names(addresses[bus])
        found += [name for name in wanted if name in there]
    return tuple(found)


def quiet_lockers(processes: Path = Path("/proc")) -> tuple[str, ...]:
    """Of this user's programs those that lock the screen, or have it locked, and tell nobody."""
    running = set()
    with suppress(OSError):
        for each in processes.iterdir():
            with suppress(OSError):  # it has ended
                if each.name.isdigit() and each.stat().st_uid == os.getuid():
                    running.add((each / "comm").read_text("utf-8", "replace").rstrip("\n"))
    return tuple(name for name in _QUIET if name in running)


def heard(tellers: tuple[str, ...], quiet: tuple[str, ...]) -> tuple[str, ...]:
    """Those tellers whose name is not merely that of a locker that says nothing."""
    silent = {_ONLY_INHIBITED[name] for name in quiet if name in _ONLY_INHIBITED}
    return tuple(name for name in tellers if name not in silent)


def _names(address: str) -> frozenset[str]:
    try:
        jeepney: Any = import_module("jeepney")  # carries no types; it comes with the vault (keyring)
        blocking: Any = import_module("jeepney.io.blocking")
        bus = jeepney.DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        with blocking.open_dbus_connection(address) as connection:
            reply = connection.send_and_get_reply(jeepney.new_method_call(bus, "ListNames"), timeout=_BUS_SECONDS)
            return frozenset(map(str, reply.body[0]))
    except Exception:  # noqa: BLE001 - no bus, a silent one, an answer of another kind: nobody is there
        return frozenset()
