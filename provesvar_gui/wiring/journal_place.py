"""The access journal of this user on this machine: its folder, its key, and the vault's copy of its seal."""

from __future__ import annotations

import asyncio
import base64
import binascii
import logging
import secrets
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from provesvar_gui.audit.check import OwnJournal, own_journal
from provesvar_gui.audit.files import journal_files, load_seal, locked
from provesvar_gui.audit.line import KEY_LENGTH, JournalKeys
from provesvar_gui.audit.writer import LOCK_NAME, Journal, failure
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.files import claim_folder, write_private
from provesvar_gui.platform.places import account_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.helseid.keys.vault import KeyVault
    from provesvar_gui.platform.places import Places
    from provesvar_gui.settings.settings import Settings

_LOG = logging.getLogger(__name__)
_KEY, _SEAL = "journal-key", "journal-seal"
_PAUSE = 0.001  # seconds: another thread that waits for the interpreter gets it


class JournalPlace:
    """Blocks; not for a running event loop. ``vault``: where key and seal rest; None: the key is in a file, with one seal.

    ``shared``: the policy's folder for the journals of all accounts, each in its own folder there, with seal and key file.
    """

    def __init__(
        self,
        places: Places,
        vault: KeyVault | None,
        random_bytes: Callable[[int], bytes] = secrets.token_bytes,
        *,
        shared: Path | None = None,
    ) -> None:
        self._profile, self._own = places, None if shared is None else shared / account_name()
        self._places = self._target = places if self._own is None else places._replace(data=self._own, state=self._own)
        self._vault = vault
        self._random_bytes = random_bytes

    @property
    def folder(self) -> Path:
        return self._places.journal

    @property
    def seal_file(self) -> Path:
        return self._places.journal_seal

    @property
    def anchor(self) -> VaultAnchor | None:
        return VaultAnchor(self._vault) if self._vault is not None else None

    def journal(self, months: int) -> Journal:
        """The journal, to be written to; the first time, its key is made. Raises OSError, AppError."""
        self._claim()
        self._move()
        keys = self.keys()
        if keys is None:
            with locked(self.folder / LOCK_NAME):  # two programs that start for the first time make one key
                keys = self.keys() or self._new_keys()
        return Journal(self.folder, self.seal_file, keys, months=months, anchor=self.anchor, claim=self._claim)

    def keys(self) -> JournalKeys | None:
        """The keys, None where none has been made. Raises OSError, and AppError: VAULT_UNAVAILABLE, JOURNAL_UNAVAILABLE."""
        key = self._key_in_file(self._places.journal_key) if self._vault is None else self._key_in_vault(self._vault)
        if key is None:
            return None
        try:
            return JournalKeys(key)
        except ValueError:
            raise AppError(ErrorCode.JOURNAL_UNAVAILABLE, "the journal's key is broken") from None

    def readable(self) -> JournalKeys | None:
        """The keys for reading the journal; None where there is none. Raises AppError, also for a journal without a key."""
        try:
            self._claim()
            self._places = self._profile if self._unmoved() else self._target  # a program that is still open may write there
            keys = self.keys()
            if keys is None and (self.seal_file.exists() or journal_files(self.folder)):
                raise AppError(ErrorCode.JOURNAL_UNAVAILABLE, "there is a journal, and no key to read it with")
            if keys is not None:
                load_seal(self.seal_file, keys)  # one of a later version is told, whatever the lines are needed for
        except OSError as error:
            raise failure(error) from None
        return keys

    def _claim(self) -> None:
        if self._own is not None:
            claim_folder(self._own)

    def _unmoved(self) -> bool:
        """Whether a journal is in the profile still that can be read at the folder for all, too; its seal there ends the move."""
        here, there = self._profile, self._target
        key_comes = self._vault is not None or here.journal_key.exists()
        return self._own is not None and key_comes and here.journal_seal.exists() and not there.journal_seal.exists()

    def _move(self) -> None:
        here, self._places = self._profile, self._target
        if not self._unmoved():
            return
        with locked(here.journal / LOCK_NAME):
            moved = {path: self.folder / path.name for path in journal_files(here.journal)}
            moved |= {here.journal_key: self._places.journal_key, here.journal_seal: self.seal_file}
            moved = {path: there for path, there in moved.items() if path.exists()}
            for path, there in moved.items():
                write_private(there, path.read_bytes())
            for path in moved:
                path.unlink()

    def _key_in_file(self, path: Path) -> bytes | None:
        try:
            with path.open("rb") as file:
                return file.read(KEY_LENGTH + 1)
        except FileNotFoundError:
            return None

    def _key_in_vault(self, vault: KeyVault) -> bytes | None:
        try:
            text = asyncio.run(vault.load(_KEY))
        except AppError as error:
            if error.code is not ErrorCode.KEY_MISSING:
                raise
            return None  # lost: the journal goes on, and says that it is not whole
        if text is None:
            return None
        try:
            return base64.b64decode(text, validate=True)
        except binascii.Error:
            return b""

    def _new_keys(self) -> JournalKeys:
        key = self._random_bytes(KEY_LENGTH)
        if self._vault is None:
            write_private(self._places.journal_key, key)
        else:
            asyncio.run(self._vault.store(_KEY, base64.b64encode(key).decode()))
        return JournalKeys(key)


class VaultAnchor:
    def __init__(self, vault: KeyVault) -> None:
        self._vault = vault
        self._failed = False

    def load(self) -> str | None:
        try:
            return asyncio.run(self._vault.load(_SEAL))
        except AppError as error:
            self._note(error)
            return None

    def store(self, text: str) -> None:
        try:
            asyncio.run(self._vault.store(_SEAL, text))
        except AppError as error:
            self._note(error)
        else:
            self._failed = False

    def _note(self, error: AppError) -> None:
        if not self._failed:
            _LOG.warning("journal not sealed in the vault: %s", error.detail)
        self._failed = True


def read_own(place: JournalPlace | None, hpr_number: str, pause: Callable[[], None] = lambda: time.sleep(_PAUSE)) -> OwnJournal:
    """A clinician's own lines. ``place``: None where no journal is kept. Raises AppError."""
    if place is None:
        return OwnJournal(hpr_number=hpr_number, kept=False)
    keys = place.readable()
    if keys is None:
        return OwnJournal(hpr_number=hpr_number)
    try:
        return own_journal(place.folder, place.seal_file, keys, hpr_number, anchor=place.anchor, pause=pause)
    except (OSError, ValueError) as error:
        raise failure(error) from None


def place_of(settings: Settings, places: Places, vault: KeyVault) -> JournalPlace:
    shared = Path(settings.journal.folder) if settings.journal.folder else None
    return JournalPlace(places, vault if settings.journal.key == "vault" else None, shared=shared)


def opener(settings: Settings, places: Places, vault: KeyVault) -> Callable[[bool], Journal] | None:
    """The function that opens the journal on the clerk's thread; None: no journal. It asks for the vault's password on demand."""
    if not settings.journal.enabled:
        return None
    place = place_of(settings, places, vault)

    def open_journal(ask: bool) -> Journal:
        vault.on_asking = partial(_LOG.info, "journal: the system asks for the vault's password") if ask else None
        try:
            return place.journal(settings.journal.months)
        finally:
            vault.on_asking = None

    return open_journal
