"""The interfaces between the window and the layers below.

The implementation is put together by ``app.py`` on the runtime thread, after the window is on the screen: the modules behind it
are heavy. Every coroutine here runs on the runtime thread, may be cancelled at any await, and raises nothing but ``AppError``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from PySide6.QtCore import QObject, SignalInstance

    from provesvar_gui.audit.check import OwnJournal
    from provesvar_gui.desk.progress import LookupProgress
    from provesvar_gui.helseid.keys.client_file import FileFinding
    from provesvar_gui.helseid.model import Clinician, LoginProgress, Organisation
    from provesvar_gui.patient.access import Lookup
    from provesvar_gui.patient.numbers import PatientId
    from provesvar_gui.patient.roles import RoleList
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.self_check.findings import CheckResult
    from provesvar_gui.self_check.network_checks import Connectivity
    from provesvar_gui.self_check.settings_checks import SettingsOverview
    from provesvar_gui.ui.window_settings import WindowSettings

    Alone = Callable[[Callable[[object], None]], Coroutine[Any, Any, object]]
    Call = Callable[["Backend", Callable[[object], None]], Coroutine[Any, Any, object]]


class Backend(Protocol):
    """Login, look-up and lists as one object, by the settings that are in force."""

    async def read_settings(self) -> WindowSettings:
        """Read the settings' files again and work by them from now on; those in force are told.

        What cannot be used changes nothing, nor does anything while somebody is logged in: it would end their session.
        """
        ...

    async def stop_opening(self, why: str) -> None:
        """What was opened is not held any more: for the journal. ``why``: a code (``desk.actions.OpeningEnd``)."""
        ...

    async def own_journal(self, patient: PatientId | None) -> OwnJournal:
        """What the journal has of the person who is logged in; ``patient``: the one on the screen, whose lines are marked."""
        ...

    async def login(
        self, *, force: bool, organisation: Organisation | None, report: Callable[[LoginProgress], None]
    ) -> Clinician:
        """Log in through the browser. ``force``: demand a new authentication (``prompt=login``)."""
        ...

    async def open_login_page(self, url: str) -> bool:
        """Open the address of a login that waits (``LoginProgress.browser_url``) once more; whether a browser was started."""
        ...

    async def set_organisation(self, organisation: Organisation) -> Clinician:
        """Speak for another point of care from now on, without a new login."""
        ...

    async def logout(self, *, browser: bool = True) -> bool:
        """Forget, revoke, end the browser's session (``browser``). False where the browser may be logged in at HelseID yet."""
        ...

    async def lookup(self, lookup: Lookup, report: Callable[[LookupProgress], None]) -> LookupResult: ...

    async def refresh_roles(self) -> RoleList | None:
        """The live 9060 list; None where the copy at hand is fresh enough or the answer is not acceptable."""
        ...

    async def get_ready(self) -> None:
        """Have at hand what the first login needs: modules, trust store, HelseID's metadata and keys. No patient, no person."""
        ...

    async def check_connectivity(self) -> Connectivity:
        """Whether login, results service and code list answer now. Asks for no patient, and needs no login."""
        ...

    async def aclose(self) -> None: ...


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
    """The outcome of an import.

    ``path``: of the file, which still holds the key. ``open_to_others``: while it lay there.

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
    """The event that the system asks for the password of its vault."""


class Remembered(NamedTuple):
    role: str = ""
    orgnr: str = ""


class RoleMemory(Protocol):
    """The role that each person used last, by HPR number, and their organisation, by machine and HPR number."""

    def recall(self, hpr_number: str) -> Remembered: ...

    def remember(self, hpr_number: str, role: str, orgnr: str) -> None:
        """Keep them; never raises. ``orgnr``: "" where there was nothing to choose."""
        ...


class Maintenance(Protocol):
    """What works where there need not be a backend: a self-check, the settings, a client's file."""

    async def self_check(self, report: Callable[[CheckResult], None]) -> tuple[CheckResult, ...]:
        """Look at everything; ``report`` is told of each item as it is found out."""
        ...

    async def settings(self) -> SettingsOverview:
        """Every setting as it counts now; the files are read again."""
        ...

    async def prefer(self, changes: Mapping[str, object]) -> None:
        """Keep what the user chose, in the user's own file. Raises AppError: SETTINGS_…."""
        ...

    async def judge_client(self, path: str) -> ClientSummary:
        """Read a file and say everything that is wrong with it. Raises AppError: KEY_MISSING, KEY_MALFORMED, SETTINGS_…."""
        ...

    async def import_client(self, report: Callable[[object], None]) -> Imported:
        """Keep the key of the file that was judged last, and write its settings. ``report`` may be told ``VaultAsks``.

        Raises AppError: VAULT_…, KEY_NOT_OURS, KEY_BUSY, KEY_LOCK_FAILED, SETTINGS_….
        """
        ...

    async def forget_client(self) -> None: ...


class TaskLike(Protocol):
    """One piece of background work, as ``ui/bridge.py`` has it: small enough for a test to stand in for it."""

    @property
    def progressed(self) -> SignalInstance: ...

    @property
    def succeeded(self) -> SignalInstance: ...

    @property
    def failed(self) -> SignalInstance: ...

    @property
    def cancelled(self) -> SignalInstance: ...

    @property
    def finished(self) -> SignalInstance: ...

    def cancel(self) -> None: ...


class BridgeLike(Protocol):
    """Starts work on the runtime thread; the ends arrive here."""

    @property
    def sessionChanged(self) -> SignalInstance: ...

    def start(self, call: Call, *, parent: QObject) -> TaskLike: ...

    def start_alone(self, call: Alone, *, parent: QObject) -> TaskLike: ...
