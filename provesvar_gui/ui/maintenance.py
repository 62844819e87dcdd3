"""What the window asks for where there need not be a backend: a self-check, the settings, a client's file. Types only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.helseid.keys.client_file import FileFinding
    from provesvar_gui.self_check.item import Finding
    from provesvar_gui.self_check.settings_told import SettingsTold


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSummary:
    """A client's file, read and judged; nothing secret. ``key``: type, size and algorithm. ``scopes``: how many.

    ``other_client``: the policy names another client. ``replaces``: another client is set up here now.
    """

    file_name: str
    client_id: str
    host: str
    key: str
    redirect_uris: tuple[str, ...]
    findings: tuple[FileFinding, ...]
    refused: bool
    other_client: bool = False
    replaces: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """It is done. ``path``: of the file, which still holds the key. ``open_to_others``: while it lay there.

    ``for_this_run``: there is no vault, so that the key is forgotten when the program ends. ``settings_file``: what was written.
    ``older``: the file's key stayed out, since the one that is kept has replaced it. ``former_client``: whose key is still in the
    vault, although the settings name it no longer; or empty.
    """

    path: str
    open_to_others: bool
    for_this_run: bool
    settings_file: str
    older: bool = False
    former_client: str = ""


@dataclass(frozen=True, slots=True)
class VaultAsks:
    """Told meanwhile: the system asks for the password of its vault."""


class Upkeep(Protocol):
    """Runs on the runtime thread, may be cancelled at any await, and raises nothing but ``AppError``."""

    async def self_check(self, report: Callable[[Finding], None]) -> tuple[Finding, ...]:
        """Look at everything; ``report`` is told of each item as it is found out."""
        ...

    async def settings(self) -> SettingsTold:
        """Every setting as it counts now; the files are read again."""
        ...

    async def judge_client(self, path: str) -> ClientSummary:
        """Read a file and say everything that is wrong with it. Raises AppError: KEY_MISSING, KEY_MALFORMED, SETTINGS_…."""
        ...

    async def import_client(self, report: Callable[[object], None]) -> Imported:
        """Keep the key of the file that was judged last, and write its settings. ``report`` may be told ``VaultAsks``.

        Raises AppError: VAULT_…, KEY_NOT_OURS, KEY_BUSY, KEY_LOCK_FAILED, SETTINGS_….
        """
        ...

    async def forget_client(self) -> None:
        """Nothing is taken in: what was read goes."""
        ...
