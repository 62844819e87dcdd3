"""All checks of one self-check, put together; those of the vault, the key and the machine.

Each within its time and the whole within its own; what goes wrong in one is said of that one.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import shlex
import sys
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys import machine_key
from provesvar_gui.helseid.keys.key_ring import FilePlace, PlaceKind
from provesvar_gui.helseid.keys.machine_key import AccessVerdict, MachinePlace
from provesvar_gui.platform.handover.place import Reason, find, kind_of
from provesvar_gui.platform.runtime import on_daemon_thread
from provesvar_gui.platform.session_lock import SAVERS
from provesvar_gui.self_check import settings_checks
from provesvar_gui.self_check.findings import CheckResult, Grade, Item, State
from provesvar_gui.self_check.network_checks import Network, check_certificates, check_proxy
from provesvar_gui.self_check.settings_checks import bad_in_production, open_to_others

if TYPE_CHECKING:
    import datetime
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.helseid.keys.key_ring import KeyRing
    from provesvar_gui.self_check.findings import Checks
    from provesvar_gui.self_check.surroundings import Listen, Surroundings

EACH_SECONDS = 9.0  # a network that fails is told within 8
ALL_SECONDS = 15.0
SOON_DAYS = 30
_ADVISED_RSA_BITS = 3072
_PROBE = "provesvar-self-check"
_VAULT_STATES = {
    ErrorCode.VAULT_ABSENT: State.VAULT_ABSENT,
    ErrorCode.VAULT_LOCKED: State.VAULT_LOCKED,
    ErrorCode.VAULT_SLOW: State.VAULT_SLOW,
}
_LISTED = {  # never green: what is said of it was not tried on Windows
    AccessVerdict.AS_SET: State.KEY_LIST_READ,
    AccessVerdict.ODD: State.KEY_LIST_ODD,
    AccessVerdict.UNREADABLE: State.KEY_LIST_UNKNOWN,
}
_KEY_STATES = {
    "key-missing": State.KEY_MISSING,
    "key-malformed": State.KEY_UNUSABLE,
    "key-newer": State.KEY_NEWER,
    "key-forbidden": State.KEY_FORBIDDEN,
    "key-exposed": State.KEY_EXPOSED,
}
_PR_GET_DUMPABLE = 3  # prctl(2)
_SEM_NOGPFAULTERRORBOX, _WER_NO_HEAP = 0x0002, 0x0001  # as no_dumps sets them


async def self_check(around: Surroundings, report: Callable[[CheckResult], None]) -> tuple[CheckResult, ...]:
    """Look at everything; ``report`` is told of each item as it is found out. Raises nothing but CancelledError."""
    network = Network(around)
    locked: asyncio.Future[bool] = asyncio.get_running_loop().create_future()  # the vault is looked at once
    ring: asyncio.Future[KeyRing | CheckResult] = asyncio.get_running_loop().create_future()  # the key is loaded once
    checks: dict[Item, Callable[[], Awaitable[CheckResult]]] = {
        Item.PROGRAM: around.program,
        Item.SETTINGS: partial(settings_checks.check_settings, around),
        Item.POLICY: partial(settings_checks.check_policy, around),
        Item.FOLDERS: partial(settings_checks.check_folders, around),
        Item.CLIENT: partial(settings_checks.check_client, around),
        Item.VAULT: partial(check_vault, around, locked),
        Item.KEY: partial(check_key, around, locked, ring),
        Item.KEY_EXPIRY: partial(check_expiry, around, ring),
        Item.CERTIFICATES: partial(check_certificates, around),
        Item.PROXY: partial(check_proxy, around),
        Item.HELSEID: network.check_helseid,
        Item.RESULTS: network.check_results,
        Item.CODE_LIST: network.check_code_list,
        Item.CLOCK: network.check_clock,
        Item.PORTS: partial(check_ports, around),
        Item.BROWSER: partial(check_browser, around),
        Item.JOURNAL: partial(check_journal, around),
        Item.HAND_OVER: partial(check_hand_over, around),
        Item.SYSTEM_LOCK: partial(check_system_lock, around),
        Item.MEMORY: partial(check_memory, around),
        Item.SCREEN_CAPTURE: partial(check_screen_capture, around),
    }
    if not around.platform.startswith("linux"):
        del checks[Item.SYSTEM_LOCK]
    try:
        return await run(checks, report)
    finally:
        await network.aclose()


async def run(
    checks: Checks,
    report: Callable[[CheckResult], None],
    *,
    each_seconds: float = EACH_SECONDS,
    all_seconds: float = ALL_SECONDS,
) -> tuple[CheckResult, ...]:
    """Every finding, in the order of ``Item``; ``report`` is told of each as it comes. Cancelled, it leaves nothing behind.

    A check that does not even end when it is cancelled is left alone, and called too slow.
    """
    tasks = {asyncio.create_task(_one(item, look, each_seconds)): item for item, look in checks.items()}
    found: dict[Item, CheckResult] = {}
    waiting = set(tasks)
    ends = asyncio.get_running_loop().time() + all_seconds
    try:
        while waiting and (left := ends - asyncio.get_running_loop().time()) > 0:
            done, waiting = await asyncio.wait(waiting, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                found[tasks[task]] = finding = task.result()
                report(finding)
    finally:
        for task in waiting:
            task.cancel()
    for task in waiting:
        late = too_slow(tasks[task], all_seconds)
        found[late.item] = late
        report(late)
    return tuple(found[item] for item in Item if item in found)


def too_slow(item: Item, seconds: float) -> CheckResult:
    """It did not come to an end."""
    return CheckResult(item=item, state=State.TOO_SLOW, given={"seconds": f"{seconds:.0f}"})


async def _one(item: Item, look: Callable[[], Awaitable[CheckResult]], seconds: float) -> CheckResult:
    limit = asyncio.timeout(seconds)
    try:
        async with limit:
            return await look()
    except asyncio.CancelledError:
        raise
    except BaseException as error:  # the check's own trouble, a bug of ours included: the others must still be told
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        if limit.expired():
            return too_slow(item, seconds)
        return CheckResult(item=item, state=State.NOT_CHECKED, given={"kind": type(error).__name__})


# -- the vault and the key


async def check_vault(around: Surroundings, locked: asyncio.Future[bool]) -> CheckResult:
    """A locked vault is not probed: the system would ask for a password in the middle of nothing."""
    journal = around.settings.journal
    needed = around.key_place.kind is PlaceKind.VAULT or (journal.enabled and journal.key == "vault")
    given: dict[str, str] = {"vault": ""}
    try:
        given["vault"] = around.safe.text(await on_daemon_thread(around.vault_name))
        asks = await on_daemon_thread(around.vault_asks)
        _tell(locked, asks)
        if asks:
            needed = needed and not around.sandbox  # its key is its own, and no login asks for a password
            return _vault_trouble(State.VAULT_LOCKED, given, needed=needed)
        try:
            await around.vault.store(around.probe_name, _PROBE)
            kept = await around.vault.load(around.probe_name)
        finally:
            with suppress(AppError):
                await around.vault.delete(around.probe_name)
    except AppError as error:
        state = _VAULT_STATES.get(error.code, State.VAULT_BROKEN)
        given["kind"] = around.safe.text(error.detail.rpartition(": ")[2])
        return _vault_trouble(state, given, needed=needed)
    except Exception as error:  # noqa: BLE001 - every backend raises families of its own
        given["kind"] = type(error).__name__
        return _vault_trouble(State.VAULT_BROKEN, given, needed=needed)
    finally:
        _tell(locked, False)
    if kept != _PROBE:
        return _vault_trouble(State.VAULT_FORGETS, given, needed=needed)
    return CheckResult(item=Item.VAULT, state=State.VAULT_WORKS, given=given)


def _vault_trouble(state: State, given: Mapping[str, str], *, needed: bool) -> CheckResult:
    if not needed:
        return CheckResult(item=Item.VAULT, state=State.VAULT_NOT_NEEDED)
    return CheckResult(item=Item.VAULT, state=state, given=given)


async def check_key(
    around: Surroundings, locked: asyncio.Future[bool], told: asyncio.Future[KeyRing | CheckResult]
) -> CheckResult:
    finding: CheckResult | None = None
    try:
        finding = await _judge_key(around, locked, told)
        return finding
    finally:
        if not told.done():
            told.set_result(finding or CheckResult(item=Item.KEY, state=State.NOT_CHECKED))


async def _judge_key(
    around: Surroundings, locked: asyncio.Future[bool], told: asyncio.Future[KeyRing | CheckResult]
) -> CheckResult:
    place = around.key_place
    if around.trouble is not None:
        return CheckResult(item=Item.KEY, state=State.WAITS_FOR_SETTINGS)
    client_id = around.settings.helseid.client_id
    if not client_id and place.kind is not PlaceKind.MACHINE:  # that one brings the client's id along
        return CheckResult(item=Item.KEY, state=State.WAITS_FOR_CLIENT)
    if place.kind is PlaceKind.VAULT and await asyncio.shield(locked):
        return CheckResult(item=Item.KEY, state=State.WAITS_FOR_VAULT)
    given = {"place": place.kind.value}
    try:
        ring = await place.load()
        key = ring.current.key()
    except AppError as error:
        state = _KEY_STATES.get(error.code.value)
        if state is None:
            return CheckResult(item=Item.KEY, state=State.WAITS_FOR_VAULT)
        if state is State.KEY_EXPOSED and place.kind is PlaceKind.FILE:
            state = State.KEY_OPEN
        why = around.safe.text(error.detail)  # ours; never a quotation
        return CheckResult(item=Item.KEY, state=state, given={**given, "why": why})
    told.set_result(ring)
    if client_id and ring.client_id and ring.client_id != client_id:
        return CheckResult(item=Item.KEY, state=State.KEY_OF_ANOTHER, given=given)
    if isinstance(place, FilePlace) and await on_daemon_thread(partial(open_to_others, around, place.path)):
        return CheckResult(item=Item.KEY, state=State.KEY_OPEN, given=given, other_grade=bad_in_production(around))
    if isinstance(place, MachinePlace) and around.platform == "win32":
        listed = await on_daemon_thread(partial(machine_key.look, place.path, around.run_command))
        if listed is AccessVerdict.OPEN:
            return CheckResult(item=Item.KEY, state=State.KEY_EXPOSED, given=given)
        return CheckResult(item=Item.KEY, state=_LISTED[listed], given={**given, "kind": key_kind(key)})
    small = key.rsa_bits is not None and key.rsa_bits < _ADVISED_RSA_BITS and not around.sandbox
    return CheckResult(
        item=Item.KEY,
        state=State.KEY_SMALL if small else State.KEY_GOOD,
        given={**given, "kind": key_kind(key)},
    )


def key_kind(key: PrivateKey) -> str:
    """Type, size and algorithm, in words that every language has."""
    size = f"RSA {key.rsa_bits}" if key.rsa_bits is not None else key.public_members.get("crv", "EC")
    return f"{size}, {key.algorithm}"


async def check_expiry(around: Surroundings, told: asyncio.Future[KeyRing | CheckResult]) -> CheckResult:
    item = Item.KEY_EXPIRY
    ring = await asyncio.shield(told)
    if isinstance(ring, CheckResult):
        return CheckResult(item=item, state=State.WAITS_FOR_KEY)
    if around.sandbox:
        return CheckResult(item=item, state=State.KEY_END_PRACTICE)
    ends = ring.current.expires
    place = around.key_place.kind
    unknown = CheckResult(item=item, state=State.KEY_END_UNKNOWN, given={"place": place.value})
    found = unknown if ends is None else judge_expiry(ends, around.now(), place)
    if ring.unfinished and found.grade in (Grade.GREEN, Grade.UNKNOWN):
        return CheckResult(item=item, state=State.KEY_UNFINISHED)
    return found


def judge_expiry(ends: datetime.datetime, now: datetime.datetime, place: PlaceKind = PlaceKind.VAULT) -> CheckResult:
    """How near the end is. Both aware. ``place``: of the key, which decides who replaces it and how."""
    item, left = Item.KEY_EXPIRY, ends - now
    given = {"date": ends.date().isoformat(), "days": str(max(left.days, 0)), "place": place.value}
    if left.total_seconds() <= 0:
        return CheckResult(item=item, state=State.KEY_ENDED, given=given)
    if left.days < SOON_DAYS:
        return CheckResult(item=item, state=State.KEY_ENDS_SOON, given=given)
    return CheckResult(item=item, state=State.KEY_LASTS, given=given)


def _tell(future: asyncio.Future[bool], value: bool) -> None:
    if not future.done():
        future.set_result(value)


# -- what the login and the window need of the machine


async def check_ports(around: Surroundings) -> CheckResult:
    uris = around.settings.helseid.redirect_uris
    if not uris:
        return CheckResult(item=Item.PORTS, state=State.PORTS_NONE)
    free, busy, refused = await on_daemon_thread(partial(_try_ports, uris, around.listen))
    given = {"ports": ", ".join(free), "busy": ", ".join(busy)} | ({"refused": ", ".join(refused)} if refused else {})
    if not free:
        state = State.PORTS_REFUSED if refused else State.PORTS_BUSY
        return CheckResult(item=Item.PORTS, state=state, given=given)
    if refused:
        return CheckResult(item=Item.PORTS, state=State.PORTS_SOME_REFUSED, given=given)
    state = State.PORTS_SOME if busy else State.PORTS_FREE
    return CheckResult(item=Item.PORTS, state=state, given=given)


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


async def check_browser(around: Surroundings) -> CheckResult:
    """On Linux ``BROWSER`` comes first, then the desktop's own way, which is ``xdg-open`` everywhere. Nothing is started."""
    if not around.platform.startswith("linux"):
        return CheckResult(item=Item.BROWSER, state=State.BROWSER_SYSTEM)
    for entry in around.environment.get("BROWSER", "").split(":"):
        command = _first_word(entry)
        if command and await on_daemon_thread(partial(around.find_program, command)) is not None:
            given = {"browser": around.safe.path(command)}
            return CheckResult(item=Item.BROWSER, state=State.BROWSER_NAMED, given=given)
    if await on_daemon_thread(partial(around.find_program, "xdg-open")) is not None:
        return CheckResult(item=Item.BROWSER, state=State.BROWSER_SYSTEM)
    return CheckResult(item=Item.BROWSER, state=State.BROWSER_NONE)


def _first_word(entry: str) -> str:
    try:
        return next(iter(shlex.split(entry)), "")
    except ValueError:
        return ""


async def check_hand_over(around: Surroundings) -> CheckResult:
    config = str(around.file) if around.file != around.places.settings_file else None
    place = find(kind_of(sandbox=around.sandbox, config=config), around.environment)
    if isinstance(place, Reason):
        return CheckResult(item=Item.HAND_OVER, state=State.HAND_OVER_NONE, given={"why": place.value})
    given = {"address": around.safe.path(place.address)}
    return CheckResult(item=Item.HAND_OVER, state=State.HAND_OVER_READY, given=given)


async def check_system_lock(around: Surroundings) -> CheckResult:
    """Whether anybody tells of the system's own lock, and of sleep."""
    item = Item.SYSTEM_LOCK
    quiet = await on_daemon_thread(around.quiet_lockers)
    told = heard(await on_daemon_thread(around.lock_tellers), quiet)
    if not told:
        return CheckResult(item=item, state=State.SYSTEM_LOCK_SILENT)
    by = ", ".join(told)
    if quiet:
        given = {"by": by, "locker": ", ".join(quiet)}
        return CheckResult(item=item, state=State.SYSTEM_LOCK_PARTLY, given=given)
    return CheckResult(item=item, state=State.SYSTEM_LOCK_TOLD, given={"by": by})


async def check_screen_capture(around: Surroundings) -> CheckResult:
    """Whether other programs' pictures of the screen show the windows (``ui/capture.py``). X11 and Wayland know no such thing."""
    item = Item.SCREEN_CAPTURE
    if around.settings.privacy.screen_capture == "allow":
        return CheckResult(item=item, state=State.CAPTURE_ALLOWED)
    if around.platform in ("win32", "darwin"):
        return CheckResult(item=item, state=State.CAPTURE_ASKED)
    return CheckResult(item=item, state=State.CAPTURE_IMPOSSIBLE)


async def check_memory(around: Surroundings) -> CheckResult:
    """Whether a crash would leave a picture of this process (``no_dumps``)."""
    item = Item.MEMORY
    looks: dict[str, Callable[[], bool | None]]
    looks = {"linux": _linux_memory, "darwin": _no_core_file, "win32": windows_memory}
    look = looks.get(around.platform)
    kept = None if look is None else await on_daemon_thread(look)
    if kept is None:
        return CheckResult(item=item, state=State.MEMORY_UNKNOWN)
    if not kept:
        return CheckResult(item=item, state=State.MEMORY_OPEN)
    state = State.MEMORY_CORE if around.platform == "darwin" else State.MEMORY_KEPT
    return CheckResult(item=item, state=state)


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


async def check_journal(around: Surroundings) -> CheckResult:
    """Whether it can be written and read. Whether it is whole is another question, which takes longer."""
    journal, folder = around.settings.journal, around.safe.path(str(around.places.journal))
    if not journal.enabled:
        return CheckResult(item=Item.JOURNAL, state=State.JOURNAL_OFF)
    if journal.key == "vault" and await on_daemon_thread(around.vault_asks):
        return CheckResult(item=Item.JOURNAL, state=State.WAITS_FOR_VAULT)
    try:
        await on_daemon_thread(around.read_journal)
    except AppError as error:
        state = State.JOURNAL_NEWER if error.code is ErrorCode.JOURNAL_NEWER else State.JOURNAL_BROKEN
        return CheckResult(item=Item.JOURNAL, state=state, given={"folder": folder})
    given = {"months": str(journal.months), "folder": folder}
    return CheckResult(item=Item.JOURNAL, state=State.JOURNAL_KEPT, given=given)


# -- who tells of the screen's lock
#
# Told are ``LockedHint`` and sleep by logind, and ``ActiveChanged`` by the screen savers that ``platform.session_lock`` hears:
# GNOME and KDE (kscreenlocker) set the hint; Cinnamon, MATE, XFCE and light-locker have names of that kind on the session bus,
# and light-locker moves the session to the back besides, which logind tells.
#
# Not told: xss-lock sets the idle hint alone (its NEWS), swayidle too (swayidle(1)), and swaylock, i3lock and the like, which
# the two start, speak with no bus; xscreensaver has org.freedesktop.ScreenSaver only to be inhibited: it answers no
# ``GetActive`` and sends no ``ActiveChanged`` (driver/xscreensaver-systemd.c of 2026). All of them lock where
# ``loginctl lock-session`` asks for it, and that is heard.
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
