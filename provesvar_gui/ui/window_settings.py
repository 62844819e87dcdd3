"""What the window must be told, and what it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from provesvar_gui.settings.contacts import Contacts

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.errors import AppError
    from provesvar_gui.helseid.model import Organisation
    from provesvar_gui.patient.numbers import Profile
    from provesvar_gui.results.emergency_table import AcuteTable


def no_analytes() -> AcuteTable:
    """Nothing is placed."""
    from provesvar_gui.results.emergency_table import AcuteTable  # 2 ms, for which the first paint does not wait

    return AcuteTable()


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowSettings:
    """``wipe_seconds``: how long hidden results are kept (invariant 2). ``confirm_guard_ms``: see ``PersonQuestion``.

    ``clipboard_seconds``: how long copied results stay on the clipboard. ``trouble``: why nothing can be looked up with these;
    nobody knows the ``profile`` then. ``opening_seconds``: how long opened results stay. ``opening_reason``: a coded reason is
    asked for. ``direct_elevated``: an elevated basis may be chosen without a report. ``privacy_contact``: whom to call, by name
    and number, about what cannot be opened. ``history_from``: the date from before which answers may be missing; "": not known.
    ``lock_idle_seconds``, ``lock_wipe_seconds``: without use, after which the window locks, and the patient is wiped.
    ``lock_bedside``: whether a key keeps it open. ``lock_proof``: what lifts the lock: helseid, system or pin.
    ``screen_capture``: allow, or exclude from pictures of the screen. ``acute``: gives the table of emergency analytes; asked
    after the first paint. ``contacts``: gives whom to call, also where the settings cannot be used; may take a moment.
    ``may_set_up``: whether who sits here may take a client's configuration file in.
    ``drill``: this window is a drill's. ``may_drill``: whether one may be begun here. ``flight_check``: whether the services are
    asked at the start of a shift.
    ``tray``: closing the window leaves the program in the tray, locked. ``global_shortcut``: takes what is selected; "": none.
    """

    profile: Profile | None
    sandbox: bool = False
    organisations: tuple[Organisation, ...] = ()
    language: str = "nb"
    wipe_seconds: float = 30.0
    confirm_guard_ms: int = 600
    clipboard_seconds: float = 60.0
    opening_seconds: float = 600.0
    opening_reason: bool = True
    direct_elevated: bool = False
    privacy_contact: str = ""
    history_from: str = ""
    lock_idle_seconds: float = 120.0
    lock_wipe_seconds: float = 600.0
    lock_bedside: bool = True
    lock_proof: str = "helseid"
    screen_capture: str = "allow"
    trouble: AppError | None = None
    acute: Callable[[], AcuteTable] = no_analytes
    contacts: Callable[[], Contacts] = Contacts
    may_set_up: bool = False
    drill: bool = False
    may_drill: bool = False
    flight_check: bool = False
    tray: bool = False
    global_shortcut: str = ""


class RoleMemory(Protocol):
    """The role that each person used last, by HPR number."""

    def recall(self, hpr_number: str) -> str:
        """The code, or ""."""

    def remember(self, hpr_number: str, code: str) -> None:
        """Keep it; never raises."""


class NoRoleMemory:
    """Remembers nothing."""

    def recall(self, hpr_number: str) -> str:
        del hpr_number
        return ""

    def remember(self, hpr_number: str, code: str) -> None: ...
