"""Taking in a client without a window: the user's own. The machine's: ``provision.py``."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode

if TYPE_CHECKING:
    from pathlib import Path

    from provesvar_gui.helseid.client_file import ClientFile
    from provesvar_gui.helseid.client_import import Judged
    from provesvar_gui.records.places import Places
    from provesvar_gui.records.settings import Settings
    from provesvar_gui.wiring.client_keys import ClientKeys

REFUSED = 3  # exit code beside 0 (done) and 1 (an error that is named)


def import_client(file: Path, settings: Settings, places: Places, keys: ClientKeys, target: tuple[Path, bool]) -> int:
    """The private key goes into the vault; what is no secret is printed as settings.

    ``target``: the file that they belong in, and whether they are written there. Raises AppError.
    """
    from provesvar_gui.helseid.client_import import keep
    from provesvar_gui.helseid.key_place import VaultPlace

    judged = read(file, settings)
    if judged.refused:
        return REFUSED
    if settings.helseid.key == "machine":
        raise AppError(ErrorCode.SETTINGS_REFUSED, "the policy has this machine use its own key: see --provision-machine")
    # Always the vault: a key that only this command's memory would hold is lost when it ends, and a file is where it is.
    place = VaultPlace(keys.vault, judged.file.client_id, places.key_lock)
    keys.vault.on_asking = lambda: _say("The system's password store waits for its password: look for its question.")
    asyncio.run(keep(judged, place))
    for line in after_import(file):
        _say(line)
    settings_file, write = target
    if write:
        from provesvar_gui.records.toml_file import update_file

        update_file(settings_file, judged.settings)
        _say(f"Your settings are in {settings_file}.")
        return 0
    _say(f"Your settings belong in {settings_file}:\n")
    _say("[helseid]")
    for name, value in judged.settings.items():
        said = ", ".join(f'"{one}"' for one in value) if isinstance(value, list) else f'"{value}"'
        _say(f"{name.removeprefix('helseid.')} = " + (f"[{said}]" if isinstance(value, list) else said))
    return 0


def remove_client(settings: Settings, keys: ClientKeys) -> int:
    """The user's own key leaves the vault; the settings stay. Raises AppError."""
    from provesvar_gui.helseid.key_place import VaultOrMemoryPlace, VaultPlace

    if not settings.helseid.client_id:
        raise AppError(ErrorCode.CLIENT_NOT_CONFIGURED, "the settings name no client")
    place = keys.place(settings)
    if not isinstance(place, VaultPlace | VaultOrMemoryPlace):
        raise AppError(ErrorCode.KEY_NOT_OURS, "the settings have the key elsewhere than in the vault")

    async def forget() -> None:
        async with place.exclusive():
            await place.forget()

    asyncio.run(forget())
    _say("There is no key of this client in the system's vault now. Where it may have come into other hands, withdraw it at")
    _say("HelseID Selvbetjening too.")
    return 0


def read(file: Path, settings: Settings) -> Judged:
    """Read and judge a file, and complain of what was found. Raises AppError: KEY_MISSING, KEY_MALFORMED."""
    from provesvar_gui.helseid.client_file import read_client_file

    return judged_aloud(read_client_file(file), settings)


def judged_aloud(file: ClientFile, settings: Settings) -> Judged:
    """Judge a file that was read, and complain of what was found. Raises AppError(KEY_MALFORMED)."""
    from provesvar_gui.helseid.client_import import judge
    from provesvar_gui.ui.import_words import words_of
    from provesvar_gui.wiring.client_keys import expected

    judged = judge(file, expected(settings))
    for finding in judged.findings:
        what, remedy = words_of(finding)
        _complain(f"{'Refused' if finding.refuses else 'Note'}: {what}\n    {remedy}")
    if judged.refused:
        _complain("Nothing was taken in.")
    return judged


def after_import(file: Path) -> list[str]:
    """What to do with a client's file whose key is in the vault now. The path is the one that was typed."""
    from shlex import quote

    from provesvar_gui.helseid.client_file import open_to_others

    delete = f'del "{file}"' if sys.platform == "win32" else f"rm {quote(str(file))}"
    lines = ["The key is in the system's vault. Delete the file now: it holds a copy of the key.", f"    {delete}"]
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
