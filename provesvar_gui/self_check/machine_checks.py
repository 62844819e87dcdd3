"""What the login and the window need of the machine: ports, a browser, a place for the hand-over, memory that is not dumped."""

from __future__ import annotations

import ctypes
import shlex
import sys
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.handover.place import Reason, find, kind_of
from provesvar_gui.net.daemon import on_daemon_thread
from provesvar_gui.self_check.item import Check, Finding, Grade, Item, State
from provesvar_gui.self_check.lock_tellers import heard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from provesvar_gui.self_check.surroundings import Listen, Surroundings

_PR_GET_DUMPABLE = 3  # prctl(2)
_SEM_NOGPFAULTERRORBOX, _WER_NO_HEAP = 0x0002, 0x0001  # as no_dumps sets them


def checks(around: Surroundings) -> tuple[Check, ...]:
    """Those of this file."""
    linux = (Check(item=Item.SYSTEM_LOCK, look=partial(_system_lock, around)),) if around.platform.startswith("linux") else ()
    return (
        *linux,
        Check(item=Item.PORTS, look=partial(_ports, around)),
        Check(item=Item.BROWSER, look=partial(_browser, around)),
        Check(item=Item.HAND_OVER, look=partial(_hand_over, around)),
        Check(item=Item.MEMORY, look=partial(_memory, around)),
        Check(item=Item.SCREEN_CAPTURE, look=partial(_screen_capture, around)),
    )


async def _ports(around: Surroundings) -> Finding:
    uris = around.settings.helseid.redirect_uris
    if not uris:
        return Finding(item=Item.PORTS, grade=Grade.RED, state=State.PORTS_NONE)
    free, busy, refused = await on_daemon_thread(partial(_try_ports, uris, around.listen))
    given = {"ports": ", ".join(free), "busy": ", ".join(busy)} | ({"refused": ", ".join(refused)} if refused else {})
    if not free:
        state = State.PORTS_REFUSED if refused else State.PORTS_BUSY
        return Finding(item=Item.PORTS, grade=Grade.RED, state=state, given=given)
    if refused:
        return Finding(item=Item.PORTS, grade=Grade.AMBER, state=State.PORTS_SOME_REFUSED, given=given)
    state = State.PORTS_SOME if busy else State.PORTS_FREE
    return Finding(item=Item.PORTS, grade=Grade.GREEN, state=state, given=given)


def _try_ports(uris: Sequence[str], listen: Listen) -> tuple[list[str], list[str], list[str]]:
    """Numbers of ports that are free, that are in use, and that the system refuses for another reason; ``*`` is any.

    What is not an address of ours counts as in use.
    """
    free: list[str] = []
    busy: list[str] = []
    refused: list[str] = []
    for uri in uris:
        port = urlsplit(uri).port
        shown = "*" if port == 0 else str(80 if port is None else port)
        try:
            _, sockets = listen((uri,))
        except KeyError:
            busy.append(shown)
            continue
        except AppError as error:
            if error.code is ErrorCode.PORTS_BUSY:
                busy.append(shown)
            else:
                refused.append(f"{shown} ({error.params.get('reason')})")
            continue
        for each in sockets:
            each.close()
        free.append(shown)
    return free, busy, refused


async def _browser(around: Surroundings) -> Finding:
    """On Linux ``BROWSER`` comes first, then the desktop's own way, which is ``xdg-open`` everywhere. Nothing is started."""
    if not around.platform.startswith("linux"):
        return Finding(item=Item.BROWSER, grade=Grade.GREEN, state=State.BROWSER_SYSTEM)
    for entry in around.environment.get("BROWSER", "").split(":"):
        command = _first_word(entry)
        if command and await on_daemon_thread(partial(around.find_program, command)) is not None:
            given = {"browser": around.safe.path(command)}
            return Finding(item=Item.BROWSER, grade=Grade.GREEN, state=State.BROWSER_NAMED, given=given)
    if await on_daemon_thread(partial(around.find_program, "xdg-open")) is not None:
        return Finding(item=Item.BROWSER, grade=Grade.GREEN, state=State.BROWSER_SYSTEM)
    return Finding(item=Item.BROWSER, grade=Grade.AMBER, state=State.BROWSER_NONE)


def _first_word(entry: str) -> str:
    try:
        return next(iter(shlex.split(entry)), "")
    except ValueError:
        return ""


async def _hand_over(around: Surroundings) -> Finding:
    config = str(around.file) if around.file != around.places.settings_file else None
    place = find(kind_of(sandbox=around.sandbox, config=config), around.environment)
    if isinstance(place, Reason):
        return Finding(item=Item.HAND_OVER, grade=Grade.AMBER, state=State.HAND_OVER_NONE, given={"why": place.value})
    given = {"address": around.safe.path(place.address)}
    return Finding(item=Item.HAND_OVER, grade=Grade.GREEN, state=State.HAND_OVER_READY, given=given)


async def _system_lock(around: Surroundings) -> Finding:
    """Whether anybody tells of the system's own lock, and of sleep; see ``lock_tellers``."""
    item = Item.SYSTEM_LOCK
    quiet = await on_daemon_thread(around.quiet_lockers)
    told = heard(await on_daemon_thread(around.lock_tellers), quiet)
    if not told:
        return Finding(item=item, grade=Grade.AMBER, state=State.SYSTEM_LOCK_SILENT)
    by = ", ".join(told)
    if quiet:
        given = {"by": by, "locker": ", ".join(quiet)}
        return Finding(item=item, grade=Grade.AMBER, state=State.SYSTEM_LOCK_PARTLY, given=given)
    return Finding(item=item, grade=Grade.GREEN, state=State.SYSTEM_LOCK_TOLD, given={"by": by})


async def _screen_capture(around: Surroundings) -> Finding:
    """Whether other programs' pictures of the screen show the windows (``ui/capture.py``). X11 and Wayland know no such thing."""
    item = Item.SCREEN_CAPTURE
    if around.settings.privacy.screen_capture == "allow":
        return Finding(item=item, grade=Grade.GREEN, state=State.CAPTURE_ALLOWED)
    if around.platform in ("win32", "darwin"):
        return Finding(item=item, grade=Grade.UNKNOWN, state=State.CAPTURE_ASKED)
    return Finding(item=item, grade=Grade.AMBER, state=State.CAPTURE_IMPOSSIBLE)


async def _memory(around: Surroundings) -> Finding:
    """Whether a crash would leave a picture of this process (``no_dumps``)."""
    item = Item.MEMORY
    looks: dict[str, Callable[[], bool | None]]
    looks = {"linux": _linux_memory, "darwin": _no_core_file, "win32": windows_memory}
    look = looks.get(around.platform)
    kept = None if look is None else await on_daemon_thread(look)
    if kept is None:
        return Finding(item=item, grade=Grade.UNKNOWN, state=State.MEMORY_UNKNOWN)
    if not kept:
        return Finding(item=item, grade=Grade.RED, state=State.MEMORY_OPEN)
    state = State.MEMORY_CORE if around.platform == "darwin" else State.MEMORY_KEPT
    return Finding(item=item, grade=Grade.GREEN, state=state)


def _linux_memory() -> bool:
    return _no_core_file() and ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0) == 0


def windows_memory(load: Callable[[str], Any] | None = None) -> bool | None:
    """GetErrorMode and WerGetFlags, by their documentation; Wine has them, and tells no flags. ``load``: a library, by name."""
    try:
        kernel, flags = (load or (lambda name: getattr(ctypes, "windll")[name]))("kernel32"), ctypes.c_ulong()  # noqa: B009 - not there for who checks types
        process = ctypes.c_void_p(kernel.GetCurrentProcess())  # of the number alone, half a handle would arrive: no process's
        if kernel.WerGetFlags(process, ctypes.byref(flags)) != 0:
            return None
        return bool(kernel.GetErrorMode() & _SEM_NOGPFAULTERRORBOX) and bool(flags.value & _WER_NO_HEAP)
    except (OSError, AttributeError):
        return None


if sys.platform == "win32":

    def _no_core_file() -> bool:
        return False

else:

    def _no_core_file() -> bool:
        import resource  # not on Windows

        limit, _ = resource.getrlimit(resource.RLIMIT_CORE)
        return limit == 0
