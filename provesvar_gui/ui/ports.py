"""The interfaces between the window and the layers below, which are composed after the first paint.

Every coroutine here runs on the runtime thread, may be cancelled at any await, and raises nothing but ``AppError``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from provesvar_gui.audit.check import OwnJournal
    from provesvar_gui.desk.actions import LookupProgress
    from provesvar_gui.helseid.keys.client_file import FileFinding
    from provesvar_gui.helseid.model import Clinician, LoginProgress, Organisation
    from provesvar_gui.patient.access import Lookup
    from provesvar_gui.patient.roles import RoleList
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.self_check.checks import SettingsOverview
    from provesvar_gui.self_check.connectivity import Connectivity
    from provesvar_gui.self_check.findings import CheckResult
    from provesvar_gui.ui.window_settings import WindowSettings

    Alone = Callable[[Callable[[Any], None]], Coroutine[Any, Any, object]]
    Call = Callable[["Backend", Callable[[Any], None]], Coroutine[Any, Any, object]]


class Backend(Protocol):
    """Login, look-up and lists as one object, by the settings in force (``wiring.backend``)."""

    async def read_settings(self) -> WindowSettings:
        """Read the files again, use and return the settings. Changes nothing during a session."""
        ...

    async def stop_opening(self, why: str) -> None: ...

    async def own_journal(self) -> OwnJournal: ...

    async def login(self, *, organisation: Organisation | None, report: Callable[[LoginProgress], None]) -> Clinician: ...

    async def open_login_page(self, url: str) -> bool: ...

    async def set_organisation(self, organisation: Organisation) -> Clinician: ...

    async def logout(self, *, browser: bool = True) -> bool:
        """Forget, revoke, end the browser's session (``browser``). False if the browser may still be logged in at HelseID."""
        ...

    async def lookup(self, lookup: Lookup, report: Callable[[LookupProgress], None]) -> LookupResult: ...

    async def refresh_roles(self) -> RoleList | None:
        """The live 9060 list; None where the present copy is new enough or the answer is not acceptable."""
        ...

    async def prepare(self) -> None: ...

    async def check_connectivity(self) -> Connectivity: ...

    async def aclose(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSummary:
    """A checked client's file. ``other_client``: the policy names another client. ``replaces``: one is set up already."""

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
    """``path``: of the file that still holds the key, or empty. ``for_this_run``: no vault. ``older``: the file's key stayed out.

    ``former_client``: whose key is still in the vault, although the settings name it no longer; or empty.
    """

    path: str
    open_to_others: bool
    for_this_run: bool
    settings_file: str
    older: bool = False
    former_client: str = ""


class Remembered(NamedTuple):
    role: str = ""
    orgnr: str = ""


class RoleMemory(Protocol):
    """The role that each person used last, by HPR number, and their organisation, by machine and HPR number."""

    def recall(self, hpr_number: str) -> Remembered: ...

    def remember(self, hpr_number: str, role: str, orgnr: str) -> None: ...


class Maintenance(Protocol):
    """Functions that need no backend: a self-check, the settings, a client's file."""

    async def self_check(self) -> tuple[CheckResult, ...]: ...

    async def settings(self) -> SettingsOverview: ...

    async def prefer(self, changes: Mapping[str, object]) -> None:
        """Save the user's choices in the user's own file. Raises AppError: SETTINGS_…."""
        ...

    async def judge_client(self, path: str) -> ClientSummary:
        """Read a file and report all its faults. Raises AppError: KEY_MISSING, KEY_MALFORMED, SETTINGS_…."""
        ...

    async def register_client(
        self, organisation: str, api_key: str, report: Callable[[str], None]
    ) -> Imported: ...  # a key, and a client by a draft. ``report``: the address that confirms it; "": the vault asks

    async def import_client(self, path: str, vault_asks: Callable[[], None]) -> Imported:
        """Store the key of the file, and write its settings. Raises AppError: VAULT_…, KEY_…, SETTINGS_…."""
        ...
