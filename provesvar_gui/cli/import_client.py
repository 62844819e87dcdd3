"""Taking in a client without a window: the user's own. The machine's: ``provision.py``."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.client_file import open_to_others, read_client_file
from provesvar_gui.helseid.keys.client_import import Came, judge, keep
from provesvar_gui.helseid.keys.key_ring import VaultPlace
from provesvar_gui.settings.files import table_text, update_file
from provesvar_gui.ui.admin.import_words import words_of
from provesvar_gui.wiring.client_keys import expected

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from provesvar_gui.helseid.keys.client_file import ClientFile
    from provesvar_gui.helseid.keys.client_import import Judged, Kept
    from provesvar_gui.platform.places import Places
    from provesvar_gui.settings.settings import Settings
    from provesvar_gui.wiring.client_keys import ClientKeys

# Exit codes beside 0 (done) and 1 (an error that is named). ``LEFT``: there is a newer key of this client already.
REFUSED, LEFT = 3, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """``file``: where the settings belong. ``write``: whether they are written there."""

    file: Path
    write: bool
    replace_newer: bool = False


def import_client(file: Path, settings: Settings, places: Places, keys: ClientKeys, target: Target) -> int:
    """The private key goes into the vault; what is no secret is printed as settings. Raises AppError."""
    judged = read(file, settings)
    if judged.refused:
        return REFUSED
    client_id, before = judged.file.client_id, settings.helseid
    if settings.locked("helseid.client_id") and before.client_id and before.client_id != client_id:
        _complain("Refused: the administrator's policy names another client than this file.\nNothing was taken in.")
        return REFUSED
    if before.key == "machine":
        raise AppError(ErrorCode.SETTINGS_REFUSED, "the policy has this machine use its own key: see --provision-machine")
    if before.key != "vault" and settings.locked("helseid.key"):
        raise AppError(ErrorCode.KEY_NOT_OURS, "the policy has the key elsewhere than in the vault")
    # Always the vault: a key that only this command's memory would hold is lost when it ends, and a file is where it is.
    place = VaultPlace(keys.vault, client_id, places.key_lock)
    keys.vault.on_asking = lambda: _say("The system's password store waits for its password: look for its question.")

    async def take_in() -> tuple[Kept, str]:
        kept = await keep(judged, place, replace_newer=target.replace_newer)
        return kept, await keys.left_of(settings, client_id)

    kept, former = asyncio.run(take_in())
    for line in after_import(file, kept.came):
        _say(line)
    _hand_over({name: value for name, value in judged.settings.items() if not settings.locked(name)}, target)
    if former:
        _say("The key of the client that was set up before is still in the vault. When it is not needed any more:")
        _say(f"    provesvar-gui --remove-client {quote(former)}")
    return LEFT if kept.came is Came.OLDER else 0


def _hand_over(changes: Mapping[str, object], target: Target) -> None:
    if target.write:
        update_file(target.file, changes)
        _say(f"Your settings are in {target.file}.")
        return
    _say(f"Your settings belong in {target.file}:\n")
    _say(table_text("helseid", {name.removeprefix("helseid."): value for name, value in changes.items()}))


def remove_client(settings: Settings, keys: ClientKeys, client_id: str = "") -> int:
    """The user's own key leaves the vault; the settings stay.

    A program that runs meanwhile goes on with the session that it has, and revokes it at its end.
    ``client_id``: of a client that the settings need not name. Raises AppError.
    """
    wanted = client_id or settings.helseid.client_id
    if not wanted:
        raise AppError(ErrorCode.CLIENT_NOT_CONFIGURED, "the settings name no client: say which, --remove-client ID")
    if not client_id and settings.helseid.key != "vault":
        raise AppError(ErrorCode.KEY_NOT_OURS, "the settings have the key elsewhere than in the vault")
    place = keys.own(wanted)
    keys.vault.on_asking = lambda: _say("The system's password store waits for its password: look for its question.")

    async def forget() -> None:
        async with place.exclusive():
            await place.forget()

    asyncio.run(forget())
    _say("There is no key of this client in the system's vault now. Where it may have come into other hands, withdraw it at")
    _say("HelseID Selvbetjening too.")
    return 0


def read(file: Path, settings: Settings) -> Judged:
    """Read and judge a file, and complain of what was found. Raises AppError: KEY_MISSING, KEY_MALFORMED."""
    return judged_aloud(read_client_file(file, judging=True), settings)


def judged_aloud(file: ClientFile, settings: Settings) -> Judged:
    """Judge a file that was read, and complain of what was found. Raises AppError(KEY_MALFORMED)."""
    judged = judge(file, expected(settings))
    for finding in judged.findings:
        what, remedy = words_of(finding)
        _complain(f"{'Refused' if finding.refuses else 'Note'}: {what}\n    {remedy}")
    if judged.refused:
        _complain("Nothing was taken in.")
    return judged


def after_import(file: Path, came: Came) -> list[str]:
    """What came of a client's file, and what to do with it now. The path is the one that was typed."""
    said = {
        Came.ALONE: ["The key is in the system's vault. Delete the file now: it holds a copy of the key."],
        Came.BESIDE: [
            "The key is in the system's vault, beside the one that was there; HelseID says at the next login which one counts.",
            "Delete the file now: it holds a copy of the key.",
        ],
        Came.OLDER: [
            "The key in the vault has replaced the one in the file, and stays (--replace-newer takes the file's all the same).",
            "Delete the file now: it holds a copy of a key.",
        ],
    }
    delete = f'del "{file}"' if sys.platform == "win32" else f"rm {quote(str(file))}"
    lines = [*said[came], f"    {delete}"]
    if open_to_others(file):
        lines += [
            "Other users of this machine could read or change the file while it lay there. If one of them may have done so, make",
            "a new key at HelseID Selvbetjening and import that file.",
        ]
    return lines


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _complain(line: str) -> None:
    sys.stderr.write(line + "\n")
