"""Commands for the client's key: importing a client (the user's or the machine's), removing it, replacing the key.

The private key goes into the vault, or as the machine's into its file; what is no secret is printed as settings. The key is never
told.
"""

from __future__ import annotations

import asyncio
import datetime
import sys
from contextlib import suppress
from getpass import getpass
from shlex import quote
from typing import TYPE_CHECKING

from provesvar_gui.cli.output import complain, say
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.jose import new_rsa_jwk
from provesvar_gui.helseid.keys.client_file import open_to_others, parse_client_file, read_client_file
from provesvar_gui.helseid.keys.key_ring import ImportOutcome, MachinePlace, is_administrator, keep, make_folder
from provesvar_gui.helseid.keys.rotation import Rotation
from provesvar_gui.platform.http_client import prefer_environment
from provesvar_gui.self_check.checks import key_kind
from provesvar_gui.settings.files import table_text, update_file
from provesvar_gui.ui.admin.import_text import complaint_text
from provesvar_gui.wiring.backend import judge_client, machine_key, other_client, selvbetjening

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO, TextIO

    from provesvar_gui.helseid.keys.client_file import ClientFile, JudgedFile
    from provesvar_gui.helseid.keys.rotation import RotationOutcome
    from provesvar_gui.platform.http_client import ProxyFor
    from provesvar_gui.settings.settings import Settings
    from provesvar_gui.wiring.backend import ClientKeys

# Exit codes beside 0 (done, or nothing to be done) and 1 (an error that is named).
REFUSED = 3  # the file
NOT_ADMINISTRATOR, NO_GROUP = 4, 5
LEFT = 6  # there is a newer key of this client already
NOT_CONFIRMED, ROTATION_END_UNKNOWN = 3, 4  # of --rotate-key


def announce_vault_prompt() -> None:
    complain("The system's password store waits for its password: look for its question.")


def judged_file(client: ClientFile, settings: Settings) -> JudgedFile:
    judged = judge_client(client, settings)
    for finding in judged.findings:
        what, remedy = complaint_text(finding)
        complain(f"{'Refused' if finding.refuses else 'Note'}: {what}\n    {remedy}")
    if judged.refused:
        complain("Nothing was taken in.")
    return judged


# -- the user's own client


def import_client(
    file: Path, settings: Settings, keys: ClientKeys, settings_file: Path, *, write: bool, replace_newer: bool = False
) -> int:
    """``settings_file``: where the settings belong; they are printed unless ``write``. Raises AppError."""
    judged = judged_file(read_client_file(file), settings)
    if judged.refused:
        return REFUSED
    if settings.locked("helseid.client_id") and other_client(judged.file, settings):
        complain("Refused: the administrator's policy names another client than this file.\nNothing was taken in.")
        return REFUSED
    if settings.helseid.key == "machine":
        raise AppError(ErrorCode.SETTINGS_REFUSED, "the policy has this machine use its own key: see --provision-machine")
    keys.vault.on_asking = announce_vault_prompt

    # Always the vault: a key that only this command's memory would hold is lost when it ends.
    place = keys.own(judged.file.client_id, settings)
    outcome, former, changes = asyncio.run(keys.take_in(judged, settings, place, replace_newer=replace_newer))
    for line in after_import(file, outcome):
        say(line)
    if write:
        update_file(settings_file, changes)
        say(f"Your settings are in {settings_file}.")
    else:
        say(f"Your settings belong in {settings_file}:\n")
        say(table_text("helseid", {name.removeprefix("helseid."): value for name, value in changes.items()}))
    if former:
        say("The key of the client that was set up before is still in the vault. When it is not needed any more:")
        say(f"    provesvar-gui --remove-client {quote(former)}")
    return LEFT if outcome is ImportOutcome.OLDER else 0


_AFTER_IMPORT = {
    ImportOutcome.ALONE: "The key is in the system's vault.",
    ImportOutcome.BESIDE: (
        "The key is in the system's vault, beside the one that was there; HelseID says at the next login which one counts."
    ),
    ImportOutcome.OLDER: (
        "The key in the vault has replaced the one in the file, and stays (--replace-newer takes the file's all the same)."
    ),
}


def after_import(file: Path, outcome: ImportOutcome) -> list[str]:
    """The result of an import and the next steps. The path is printed as it was typed."""
    delete = f'del "{file}"' if sys.platform == "win32" else f"rm {quote(str(file))}"
    lines = [_AFTER_IMPORT[outcome], "Delete the file now: it holds a copy of the key.", f"    {delete}"]
    if open_to_others(file):
        lines += [
            "Other users of this machine could read or change the file while it lay there. If one of them may have done so, make",
            "a new key at HelseID Selvbetjening and import that file.",
        ]
    return lines


def remove_client(settings: Settings, keys: ClientKeys, client_id: str = "") -> int:
    """Delete the user's own key from the vault; the settings stay.

    A program that runs meanwhile goes on with the session that it has, and revokes it at its end.
    ``client_id``: of a client that the settings need not name. Raises AppError.
    """
    wanted = client_id or settings.helseid.client_id
    if not wanted:
        raise AppError(ErrorCode.CLIENT_NOT_CONFIGURED, "the settings name no client: say which, --remove-client ID")
    if not client_id and settings.helseid.key != "vault":
        raise AppError(ErrorCode.KEY_NOT_OURS, "the settings have the key elsewhere than in the vault")
    place = keys.own(wanted, settings)
    keys.vault.on_asking = announce_vault_prompt

    asyncio.run(place.forget())
    say("There is no key of this client in the system's vault now. Where it may have come into other hands, withdraw it at")
    say("HelseID Selvbetjening too.")
    return 0


# -- the machine's


def provision_machine(
    file: Path,
    group: str,
    settings: Settings,
    *,
    replace_newer: bool = False,
    stdin: BinaryIO | None = None,
    place: MachinePlace | None = None,
    administrator: Callable[[], bool] = is_administrator,
) -> int:
    """Store the machine's key for the accounts of ``group``. ``file``: ``-`` is standard input.

    It can be repeated with the same file: what is there already stays, and a key that the machine has got since by rotation is
    not overwritten with the older one of the file. Silent where it went well, but for notes on standard error.
    ``place``, ``administrator``: others than this machine's, for tests. Raises AppError.
    """
    if not administrator():
        complain("Only the machine's administrator may do that.")
        return NOT_ADMINISTRATOR
    client = parse_client_file((stdin or sys.stdin.buffer).read()) if str(file) == "-" else read_client_file(file)
    judged = judged_file(client, settings)
    if judged.refused:
        return REFUSED
    path = machine_key(settings)
    try:
        make_folder(path.parent)
        outcome = asyncio.run(keep(judged, place or MachinePlace(path, owned=True, group=group), replace_newer=replace_newer))
    except LookupError:
        complain(f"There is no group {group}: make it, and put the accounts in it that are to use the program.")
        return NO_GROUP
    except OSError as error:
        raise AppError(ErrorCode.KEY_FORBIDDEN, f"not written: {type(error).__name__}", params={"file": str(path)}) from None
    if outcome is ImportOutcome.OLDER:
        complain("Nothing was changed: the machine has a newer key of this client.")
        return LEFT
    if outcome is ImportOutcome.BESIDE:
        complain("Note: the machine's key stays beside the new one until --rotate-key has found which one counts.")
    return 0


# -- a new key


def rotate_key(
    settings: Settings,
    keys: ClientKeys,
    system_proxies: ProxyFor,
    *,
    days: int | None = None,
    make_key: Callable[[], str] = new_rsa_jwk,
) -> int:
    """Replace the key. ``days``: only if fewer are left. ``make_key``: for tests. Raises AppError."""
    if settings.helseid.rotate_key == "never":
        raise AppError(ErrorCode.SETTINGS_REFUSED, "helseid.rotate_key is never", params={"setting": "helseid.rotate_key"})
    if settings.helseid.key == "machine" and settings.helseid.key_store != "vault":
        raise AppError(
            ErrorCode.SETTINGS_REFUSED, "only each user's own key has a store", params={"setting": "helseid.key_store"}
        )
    keys.vault.on_asking = announce_vault_prompt
    within = None if days is None else datetime.timedelta(days=days)

    async def rotate() -> RotationOutcome:
        used = await keys.in_force(settings)
        client = used.helseid
        if not client.client_id:
            raise AppError(ErrorCode.CLIENT_NOT_CONFIGURED, "the settings name no client")
        async with selvbetjening(used, prefer_environment(system_proxies)) as service:
            key_store = keys.store(used, client.key_store)
            place, clock = keys.place(used), service.clock
            rotation = Rotation(place=place, service=service, clock=clock, key_store=key_store, make_key=make_key)
            return await rotation.rotate(within=within)

    outcome = asyncio.run(rotate())
    if outcome.ring.unfinished:
        say("The new key is registered and stored; HelseID does not take it yet. Until it does, the old one is used.")
        say("If that lasts longer than some minutes, look at the client's keys in HelseID Selvbetjening.")
        return NOT_CONFIRMED
    what = "The key was replaced, and HelseID takes the new one." if outcome.replaced else "The key was not replaced."
    expires = outcome.ring.newest.expires
    ends = "It is not known when it ends." if expires is None else f"It ends on {expires.date().isoformat()}."
    say(f"{what} {ends} {key_kind(outcome.ring.newest.key())}.")
    return ROTATION_END_UNKNOWN if within is not None and not outcome.replaced and expires is None else 0


def keep_token_pin(settings: Settings, keys: ClientKeys, stdin: TextIO | None = None) -> int:
    """Try the PIN of the PKCS#11 token once, and keep it in the vault. Raises AppError."""
    store = keys.token(settings)
    keys.vault.on_asking = announce_vault_prompt
    typed = stdin or sys.stdin
    pin = ""
    with suppress(EOFError):  # Ctrl+D
        pin = getpass(f"PIN, {store.title}: ") if typed.isatty() else typed.readline().rstrip("\r\n")
    asyncio.run(store.keep_pin(pin))
    say("The token takes the PIN, and the system's vault keeps it.")
    return 0
