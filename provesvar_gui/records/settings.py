"""The settings: built-in values, the user's file (or ``--config``), and the machine's policy, which wins.

In the profile ``prod`` nothing but the policy and the built-in national values decides where requests go and through what, and
what an outcome code means: a file of the user's that says otherwise is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.domain.acute_table import LocalCode
    from provesvar_gui.domain.contacts import Contacts
    from provesvar_gui.records.rules import OrganisationEntry, OutcomeRule


class Origin(StrEnum):
    """Who said it."""

    BUILTIN = "builtin"
    USER = "user"
    COMMAND_LINE = "command-line"  # the file of --config, or the sandbox
    POLICY = "policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileSettings:
    """``name``: test (synthetic people only, the default) or prod."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelseIdSettings:
    """The client at HelseID.

    ``authority``: the issuer (helseid/README.md §1). ``client_id``: empty until the client is configured. ``key``: ``vault``
    (the user's own), ``machine`` (as IT has provisioned it, at ``machine_key``, or where that is empty at the platform's place),
    or the path of a file. ``no_vault``: ``refuse``, or ``memory``: without a vault a key is taken in for one run. ``rotate_key``:
    the key is replaced by its owner's ``command``, or ``auto``: also by the program in time, or ``never``. ``selvbetjening_url``:
    where that is done (helseid/README.md §8). ``scopes``: empty means those of the API version. ``redirect_uris``: verbatim as
    registered, tried in order; port 0 is any. ``organisations``: the points of care to choose from. ``multi_tenant_parent``:
    orgnr_parent of a multi-tenant client. ``dpop_jkt``, ``scope_on_refresh``: whether these parameters are sent. ``userinfo``:
    whether HelseID is asked what the person is authorised as, where the scopes have ``profile``.
    """

    authority: str
    client_id: str
    key: str
    machine_key: str
    no_vault: str
    rotate_key: str
    selvbetjening_url: str
    scopes: tuple[str, ...]
    redirect_uris: tuple[str, ...]
    post_logout_redirect_uri: str
    organisations: tuple[OrganisationEntry, ...]
    multi_tenant_parent: str
    acr_values: str
    dpop_jkt: bool
    scope_on_refresh: bool
    userinfo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PpsSettings:
    """The results service.

    ``includes``, ``includes_iterate``: FHIR search parameters. ``page_size``: reports per page. ``other_identifier``: a report
    that is registered on another kind of identifier is set ``apart``, or ``withhold`` (invariant 4).
    ``history_from``: the date from before which answers may be missing from the service; "": not known.
    """

    base_url: str
    api_version: int
    includes: tuple[str, ...]
    includes_iterate: tuple[str, ...]
    page_size: int
    other_identifier: str
    history_from: str
    outcomes: tuple[tuple[str, OutcomeRule], ...]
    direct_elevated: bool  # an elevated basis may be chosen although nothing restricted was reported


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningSettings:
    """Opening restricted results. ``seconds``: how long they stay open. ``reason``: whether a coded reason is asked for."""

    seconds: int
    reason: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KodeverkSettings:
    """``url``: the live list 9060."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LockSettings:
    """``idle_seconds``: without use, after which the window locks. ``wipe_seconds``: after which the patient is wiped, too.

    ``bedside``: whether a key keeps results up for 15 minutes. ``proof``: what lifts the lock, helseid, system or pin.
    """

    idle_seconds: int
    wipe_seconds: int
    bedside: bool
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacySettings:
    """``wipe_seconds``: how long results are kept that a changed number has hidden.

    ``clipboard_seconds``: how long a copy stays on the clipboard. ``screen_capture``: allow, or exclude the windows from pictures
    that other programs take of the screen, where the platform can.
    """

    wipe_seconds: int
    clipboard_seconds: int
    screen_capture: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSettings:
    """``proxy``: system, none, or an address. ``ca_file``: certificates (PEM) trusted besides the system's."""

    proxy: str
    ca_file: str

    def __repr__(self) -> str:
        return "NetworkSettings(***)"  # the proxy may hold a password


@dataclass(frozen=True, slots=True, kw_only=True)
class AcuteSettings:
    """``local_codes``: which laboratory's own code is which emergency analyte."""

    local_codes: tuple[LocalCode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UiSettings:
    """``language``: nb, nn or en. ``flight_check``: whether the services are asked at the start of a shift if they answer.

    ``drill``: whether a drill may be begun.
    ``tray``: whether the program stays in the tray, locked, when its window is closed. ``global_shortcut``: the key that takes
    a selected number from any program, in Qt's portable form; "": none.
    """

    language: str
    flight_check: bool
    drill: bool
    tray: bool
    global_shortcut: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalSettings:
    """The local access journal.

    ``enabled``: whether it is kept. ``months``: how long. ``key``: ``vault``, or ``file`` (mode 0600, in the state folder).
    """

    enabled: bool
    months: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSettings:
    """``level``: warning, info or debug (of this program; libraries stay at warning)."""

    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything, checked. ``unknown_keys``: dotted names that this version does not know, kept out but to be told."""

    profile: ProfileSettings
    helseid: HelseIdSettings
    pps: PpsSettings
    opening: OpeningSettings
    contact: Contacts
    kodeverk: KodeverkSettings
    lock: LockSettings
    privacy: PrivacySettings
    network: NetworkSettings
    acute: AcuteSettings
    journal: JournalSettings
    ui: UiSettings
    log: LogSettings
    origins: Mapping[str, Origin] = field(default_factory=lambda: MappingProxyType({}))
    unknown_keys: tuple[str, ...] = ()

    def origin_of(self, name: str) -> Origin:
        """Where a value comes from, e.g. ``origin_of("helseid.authority")``."""
        return self.origins.get(name, Origin.BUILTIN)

    def value_of(self, name: str) -> object:
        """By its dotted name."""
        section, key = name.split(".", 1)
        value: object = getattr(getattr(self, section), key)
        return value

    def locked(self, name: str) -> bool:
        """Whether the administrator has decided it."""
        return self.origin_of(name) is Origin.POLICY

    @property
    def is_prod(self) -> bool:
        """Whether real people are looked up."""
        return self.profile.name == "prod"
