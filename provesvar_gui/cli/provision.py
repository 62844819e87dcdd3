"""``--provision-machine``: the machine's key is put in place by its administrator, by hand or by a roll-out tool.

It can be repeated with the same file: what is there already stays, and a key that the machine has got since by rotation is not
overwritten with the older one of the file. Silent where it went well, but for notes on standard error. The key is never told.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from provesvar_gui.cli.import_client import REFUSED, judged_aloud
from provesvar_gui.cli.rotate import rotation_of
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.client_file import read_client_file, read_client_stream
from provesvar_gui.helseid.keys.client_import import joined
from provesvar_gui.helseid.keys.key_ring import MemoryPlace
from provesvar_gui.helseid.keys.machine_key import MachinePlace, is_administrator, make_folder
from provesvar_gui.wiring.client_keys import machine_key

if TYPE_CHECKING:
    import datetime
    from collections.abc import Awaitable, Callable
    from pathlib import Path
    from typing import BinaryIO

    from provesvar_gui.helseid.keys.client_file import ClientFile
    from provesvar_gui.helseid.keys.key_ring import KeyRing
    from provesvar_gui.platform.proxy import ProxyFor
    from provesvar_gui.settings.settings import Settings

# Exit codes beside 0 (done, or so already), 1 (an error that is named) and 3 (``REFUSED``).
NOT_ADMINISTRATOR, NO_GROUP, LEFT, NOT_TAKEN = 4, 5, 6, 7
_ASK_SECONDS = 15.0  # for HelseID and Selvbetjening together: the roll-out does not wait for them
_STANDARD_INPUT = "-"
# A fixed line, which packaging/admin/roll_out.py looks for.
END_UNKNOWN = "Note: it is not known when the key ends"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """``file``: ``-`` is standard input. ``group``: whose accounts may read the key."""

    file: Path
    group: str
    replace_newer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the services say of the file's key. ``taken``: whether HelseID takes it; None: not known. ``why``: a code, or ""."""

    ends: datetime.datetime | None = None
    taken: bool | None = None
    why: str = ""


def provision_machine(
    wanted: Wanted,
    settings: Settings,
    system_proxies: ProxyFor,
    *,
    stdin: BinaryIO | None = None,
    ask: Callable[[Settings, KeyRing], Awaitable[Heard]] | None = None,
    place: MachinePlace | None = None,
    administrator: Callable[[], bool] | None = None,
) -> int:
    """Put the machine's key in place. ``ask``, ``place``, ``administrator``: others than this machine's, for tests.

    Raises AppError.
    """
    if not (administrator or is_administrator)():
        _complain("Only the machine's administrator may do that.")
        return NOT_ADMINISTRATOR
    judged = judged_aloud(_read(wanted.file, stdin), settings)
    if judged.refused:
        return REFUSED
    path = machine_key(settings)
    new = judged.ring

    async def hear(settings: Settings, ring: KeyRing) -> Heard:
        return await _hear(settings, ring, system_proxies)

    try:
        return asyncio.run(_put(wanted, settings, new, path, place or MachinePlace(path, owned=True), ask or hear))
    except LookupError:
        _complain(f"There is no group {wanted.group}: make it, and put the accounts in it that are to use the program.")
        return NO_GROUP
    except (OSError, subprocess.SubprocessError) as error:
        raise AppError(ErrorCode.KEY_FORBIDDEN, f"not written: {type(error).__name__}", params={"file": str(path)}) from None


def _read(file: Path, stdin: BinaryIO | None) -> ClientFile:
    if str(file) != _STANDARD_INPUT:
        return read_client_file(file, judging=True)
    if stdin is None and sys.stdin is None:  # a program of Windows without a console
        raise AppError(ErrorCode.KEY_MISSING, "client file: there is no standard input", params={"file": "standard input"})
    return read_client_stream(stdin or sys.stdin.buffer, "standard input", judging=True)


async def _put(
    wanted: Wanted,
    settings: Settings,
    new: KeyRing,
    path: Path,
    place: MachinePlace,
    ask: Callable[[Settings, KeyRing], Awaitable[Heard]],
) -> int:
    client = replace(settings.helseid, client_id=new.client_id)
    heard = await ask(replace(settings, helseid=client), new)
    if heard.ends is not None:
        new = new.with_end(new.current.private_jwk, heard.ends)
    make_folder(path.parent)
    async with place.exclusive():
        found = await _found(place)
        kept = found is not None and found.client_id == new.client_id and not wanted.replace_newer
        if found is not None and kept and _is_newer(found, new):
            _complain("Nothing was changed: the machine has a newer key of this client.")
            return LEFT
        same = found is not None and found.current.key().thumbprint == new.current.key().thumbprint
        if kept and not same and heard.taken is False:
            _complain("Nothing was changed: HelseID does not take the key of the file, and the machine has another.")
            return NOT_TAKEN
        ring = _merged(found, new, sure=heard.taken is True or wanted.replace_newer)
        place.provision(ring, wanted.group)
    if ring.imported:
        _complain("Note: the machine's key stays beside the new one until HelseID has said which one counts.")
    if heard.taken is False:
        _complain("The key is in place, but HelseID does not take it. One that was made just now may need a minute.")
        return NOT_TAKEN
    if ring.current.expires is None:
        _complain(f"{END_UNKNOWN}{f' ({heard.why})' if heard.why else ''}: see keys.md.")
    return 0


async def _found(place: MachinePlace) -> KeyRing | None:
    try:
        ring = await place.load()
        ring.current.key()
    except AppError:
        return None
    return ring


def _is_newer(found: KeyRing, new: KeyRing) -> bool:
    """Whether what the machine has of this client would be lost for something older."""
    mark = new.current.key().thumbprint
    if found.current.key().thumbprint == mark:
        return False
    before = found.previous
    if found.origin == mark or (before is not None and before.key().thumbprint == mark):
        return True  # it came from this very file, and has been replaced since
    ours, theirs = found.current.expires, new.current.expires
    return ours is not None and theirs is not None and ours > theirs


def _merged(found: KeyRing | None, new: KeyRing, *, sure: bool) -> KeyRing:
    """The new one, with what is known of it already; where it came from is remembered.

    ``sure``: HelseID takes it, or it is wanted whatever else there is. Else what the machine has of the client stays beside it.
    """
    if not sure:
        return joined(found, new)[0]
    mark = new.current.key().thumbprint
    if found is None or found.client_id != new.client_id or found.current.key().thumbprint != mark:
        return replace(new, origin=mark)
    expires = new.current.expires or found.current.expires
    return replace(found, current=replace(found.current, expires=expires), origin=mark)


async def _hear(settings: Settings, ring: KeyRing, system_proxies: ProxyFor) -> Heard:
    """Ask HelseID for a token with the key, and Selvbetjening when it ends; changes nothing there."""
    try:
        async with asyncio.timeout(_ASK_SECONDS), rotation_of(MemoryPlace(ring), settings, system_proxies) as rotation:
            return Heard(ends=await rotation.look(), taken=True)
    except TimeoutError:
        return Heard(why=ErrorCode.TIMEOUT.value)
    except AppError as error:
        if error.code is ErrorCode.KEY_EXPIRED or error.params.get("error") == "invalid_client":
            return Heard(taken=False, why=error.code.value)
        return Heard(why=error.code.value)


def _complain(line: str) -> None:
    sys.stderr.write(line + "\n")
