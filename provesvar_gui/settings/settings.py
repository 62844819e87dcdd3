"""The declarations of all settings: each field of a section is a setting, with rule, built-in value and meaning.

From these declarations come the checks of a file, the typed values, the page of settings in the window, the administrators' page
and the example of a policy. The layers are the built-in value, the user's file (or ``--config``), and the machine's policy, which
wins. The national addresses are those of helseid/README.md §1 and pps/README.md §1.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from provesvar_gui.settings import rules

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from provesvar_gui.results.emergency_table import LocalCode
    from provesvar_gui.settings.contacts import Contact
    from provesvar_gui.settings.rules import OrganisationEntry, OutcomeRule, Rule

T = TypeVar("T")
_declared: list[Setting] = []  # in the order of the fields

AUTHORITY: Final = {"test": "https://helseid-sts.test.nhn.no", "prod": "https://helseid-sts.nhn.no"}
PPS: Final = {"test": "https://test.pps.nhn.no", "prod": "https://pps.nhn.no"}
SELF_SERVICE: Final = {"test": "https://api.selvbetjening.test.nhn.no", "prod": "https://api.selvbetjening.nhn.no"}
KODEVERK: Final = "https://fat.kote.helsedirektoratet.no/api/code-systems/adm/codelist/9060?includeInactive=true"


class SettingOrigin(StrEnum):
    BUILTIN = "builtin"
    USER = "user"
    COMMAND_LINE = "command-line"  # the file of --config, or the sandbox
    POLICY = "policy"


class PolicyReason(StrEnum):
    """The reason why only the policy may set a setting in prod, as the window and the administrators' page show it."""

    WHERE = "it decides where requests go, and through what"
    LOGIN = "it protects the login and the key"
    OPENING = "it decides how restricted results are opened"
    SEEN = "it decides who else can see the screen"
    SHOWN = "it decides which result is shown as what"
    RECORDED = "it decides what is recorded of look-ups"


WHERE, LOGIN, OPENING, SEEN, SHOWN, RECORDED = PolicyReason


class Setting(NamedTuple):
    """``says``: its meaning in one sentence, translated. ``more``: what only administrators read, in Markdown.

    ``builtin``: its value by profile and version of the API. ``unset``: what an empty one stands for. ``policy_only``: why the
    user's own file may not say it in prod.
    """

    rule: Rule[Any]
    builtin: Callable[[str, int], object]
    says: str
    more: str
    unset: str
    policy_only: PolicyReason | None


def setting(
    rule: Rule[T],
    builtin: T | Callable[[str, int], T],
    *,
    says: str,
    more: str = "",
    unset: str = "",
    only: PolicyReason | None = None,
) -> T:
    """Declare a field of a section; its default is the built-in value under test."""
    value: Callable[[str, int], T] = builtin if callable(builtin) else lambda _profile, _version: builtin
    _declared.append(Setting(rule, value, says, more, unset, only))
    return value("test", 2)


class ProfileSettings(NamedTuple):
    name: str = setting(
        rules.choice("test", "prod"),
        lambda profile, _version: profile,
        says="Which services: test (synthetic people only) or prod (real patients).",
        more="test warns about numbers that look real, prod refuses synthetic ones.",
    )


class HelseIdSettings(NamedTuple):
    authority: str = setting(
        rules.base_url, lambda profile, _version: AUTHORITY[profile], says="The address of HelseID.", only=WHERE
    )
    client_id: str = setting(rules.text, "", says="The client that this program is at HelseID.")
    key: str = setting(
        rules.choice("vault", "machine"),
        "vault",
        says="Whose key the client uses: each user's own, or the machine's.",
        more="vault (each user's own), or machine (see [keys](keys.md)).",
        only=LOGIN,
    )
    machine_key: str = setting(
        rules.path,
        "",
        says="Where the machine's key lies.",
        unset="/etc/provesvar/machine-key.json, else beside the policy",
        only=LOGIN,
    )
    no_vault: str = setting(
        rules.choice("refuse", "memory"),
        "refuse",
        says="What happens where the system has no password store.",
        more="refuse, or memory (a key is taken in for one run of the program).",
        only=LOGIN,
    )
    rotate_key: str = setting(
        rules.choice("command", "never"),
        "command",
        says="How the client's key is replaced before it ends.",
        more=(
            "At Selvbetjening by command (--rotate-key), or never. With command the program also asks there once a day, after a "
            "login, when the key ends (a client that may not ask is left alone); with never it does not."
        ),
        only=LOGIN,
    )
    selvbetjening_url: str = setting(
        rules.base_url, lambda profile, _version: SELF_SERVICE[profile], says="The address of HelseID Selvbetjening.", only=WHERE
    )
    scopes: tuple[str, ...] = setting(rules.texts, (), says="What the login asks for.", unset="by API version")
    redirect_uris: tuple[str, ...] = setting(
        rules.redirect_uris,
        lambda profile, _version: ("http://localhost:0/callback",) if profile == "test" else (),
        says="Where the browser returns to after the login.",
        more="As registered, tried in order; port 0 is any.",
        unset="any port in test",
    )
    organisations: tuple[OrganisationEntry, ...] = setting(
        rules.organisations,
        (),
        says="The points of care to choose from.",
        more="{ orgnr, name } of each (orgnr_child); more than one gives a picker. A wrong check digit is refused.",
    )
    multi_tenant_parent: str = setting(
        rules.organisation_number, "", says="The legal entity, for a client that serves several.", more="orgnr_parent."
    )
    acr_values: str = setting(rules.text, "Level4", says="How strong the login must be.", only=LOGIN)
    dpop_jkt: bool = setting(
        rules.flag, builtin=True, says="Whether the login is bound to this program's key from its start.", only=LOGIN
    )
    scope_on_refresh: bool = setting(
        rules.flag, builtin=True, says="Whether the access to results is named anew when the point of care is set."
    )


class PpsSettings(NamedTuple):
    base_url: str = setting(
        rules.base_url,
        lambda profile, version: PPS[profile] + ("/v2" if version == 2 else ""),
        says="The address of Pasientens prøvesvar.",
        more="With /v2 for version 2 of the interface.",
        only=WHERE,
    )
    api_version: int = setting(
        rules.choice(1, 2),
        lambda _profile, version: version,
        says="The version of the service's interface.",
        more="2: DPoP; 1: Bearer.",
        only=LOGIN,
    )
    includes: tuple[str, ...] = setting(
        rules.texts,
        (
            "DiagnosticReport:based-on",
            "DiagnosticReport:specimen",
            "DiagnosticReport:result",
            "iterate:ServiceRequest:requester",
            "iterate:DiagnosticReport:performer",
            "iterate:Observation:performer",
            "iterate:Observation:has-member",
        ),
        says="What comes along with each report.",
        more="FHIR's _include; with iterate: in front of it _include:iterate, what comes along with what came along.",
    )
    other_identifier: str = setting(
        rules.choice("apart", "withhold"),
        "apart",
        says="What becomes of a report on another kind of number or an invalid one.",
        more="Such as an H-number: apart under its own heading, or withhold.",
    )
    history_from: str = setting(
        rules.day,
        "",
        says="When the service's answers begin: older ones may be missing.",
        more=(
            "From when on it has answers for your patients, e.g. 2025-09-01 (it began without history, and hospitals join "
            "one by one): the screen and paper say that answers from before it may be missing; empty: that older ones "
            "may be."
        ),
    )
    outcomes: tuple[tuple[str, OutcomeRule], ...] = setting(
        rules.outcomes,
        rules.OUTCOMES_BUILTIN,
        says="What the service's refusals mean, and which can be opened.",
        more="Code → { screen, openable }: [results](results.md).",
        only=OPENING,
    )
    direct_elevated: bool = setting(
        rules.flag, builtin=False, says="Whether opening may be chosen before anything restricted was reported.", only=OPENING
    )


class OpeningSettings(NamedTuple):
    seconds: int = setting(rules.number(60, 3600), 600, says="How long opened results stay open, in seconds.", only=OPENING)
    reason: bool = setting(rules.flag, builtin=True, says="Whether a reason is asked for before opening.", only=OPENING)


class ContactSettings(NamedTuple):
    privacy: Contact | None = setting(
        rules.contact,
        None,
        says="Whom to call about results that cannot be opened.",
        more='{ name = "…", phone = "…", hours = "…" }, hours may be left out; or a line of text: [card](downtime-card.md).',
    )
    support: Contact | None = setting(
        rules.contact, None, says="Whom to call about this program and the login.", more="In the same way."
    )
    laboratories: tuple[Contact, ...] = setting(
        rules.contacts,
        (),
        says="The laboratories to call when a service is away.",
        more="In the same way: [{ … }, { … }], at most ten.",
    )


class KodeverkSettings(NamedTuple):
    url: str = setting(rules.url, KODEVERK, says="The address of the list of roles (9060).", only=WHERE)


class LockSettings(NamedTuple):
    idle_seconds: int = setting(rules.number(60, 600), 120, says="Seconds without use before the window locks.", only=SEEN)
    wipe_seconds: int = setting(
        rules.number(120, 3600),
        600,
        says="Seconds without use before the patient is wiped and the session is ended as well.",
        more="Where it is less than lock.idle_seconds, the window locks then, too.",
        only=SEEN,
    )
    bedside: bool = setting(rules.flag, builtin=True, says="Whether a key keeps results up for 15 minutes.", only=SEEN)
    proof: str = setting(
        rules.choice("helseid", "system", "pin"),
        "helseid",
        says="What lifts the lock.",
        more=(
            "Besides HelseID: system, the unlocking of the computer's own screen (only where every account is one "
            "person's), or pin, chosen after the login, in memory only, three tries."
        ),
        only=SEEN,
    )


class PrivacySettings(NamedTuple):
    screen_capture: str = setting(
        rules.choice("allow", "exclude"),
        "allow",
        says="Whether other programs' pictures of the screen show the windows.",
        more="exclude: they do not. Windows, not verified there; X11 and Wayland cannot.",
        only=SEEN,
    )
    wipe_seconds: int = setting(rules.number(5, 120), 30, says="Seconds before hidden results are forgotten.")
    clipboard_seconds: int = setting(rules.number(5, 600), 60, says="Seconds that a copy stays on the clipboard.")


class NetworkSettings(NamedTuple):
    proxy: str = setting(
        rules.proxy,
        "system",
        says="What requests pass through.",
        more="system, none or an address: [network](network.md).",
        only=WHERE,
    )
    ca_file: str = setting(rules.path, "", says="Certificates trusted besides the system's.", only=WHERE)

    def __repr__(self) -> str:
        return "NetworkSettings(***)"  # the proxy may hold a password


class AcuteSettings(NamedTuple):
    local_codes: tuple[LocalCode, ...] = setting(
        rules.local_codes,
        (),
        says="Which laboratory's own code is which analyte of the overview.",
        more="[Results](results.md).",
        only=SHOWN,
    )


class JournalSettings(NamedTuple):
    enabled: bool = setting(
        rules.flag,
        builtin=True,
        says="Whether the access journal is kept on this machine.",
        more="[Journal and logs](journal-and-logs.md).",
        only=RECORDED,
    )
    months: int = setting(rules.number(1, 120), 12, says="How many months the journal's lines are kept.", only=RECORDED)
    key: str = setting(
        rules.choice("vault", "file"),
        "vault",
        says="Where the journal's key rests.",
        more="vault, or file (mode 0600, in the state folder; on machines without a vault).",
        only=RECORDED,
    )


class UiSettings(NamedTuple):
    language: str = setting(rules.choice("nb", "nn", "en"), "nb", says="The language of the screen. At the next start.")
    text_size: int = setting(rules.number(100, 200), 100, says="The size of the text, in per cent.")
    scheme: str = setting(rules.choice("system", "light", "dark", "contrast"), "system", says="The colours of the screen.")
    start_view: str = setting(
        rules.choice("overview", "table", "reports", "microbiology", "trend"),
        "overview",
        says="The view in which the results of a look-up are shown first.",
    )
    drill: bool = setting(
        rules.flag,
        builtin=True,
        says="Whether a drill with synthetic people may be begun.",
        more="Ctrl+Shift+D, --drill; a policy that says false also refuses the command.",
    )
    tray: bool = setting(
        rules.flag,
        builtin=False,
        says="Whether the program stays in the tray, locked, when its window is closed.",
        more=(
            "Without the patient, and locked where somebody is logged in; Ctrl+Shift+Q ends it. Where the desktop has no "
            "tray, closing ends it."
        ),
        only=LOGIN,
    )
    global_shortcut: str = setting(
        rules.global_key,
        "",
        says="On Windows (not tried): the key that takes a copied number from any program.",
        more=(
            "Such as Ctrl+Alt+P, with Ctrl, Alt or Meta and a letter (not Alt alone with a letter: the window's own) or "
            "F1–F12. Elsewhere a key of the desktop's own does it, see [hand-over](hand-over.md)."
        ),
    )


class Settings(NamedTuple):
    """``origins``: of what is not built in. ``unknown_keys``: names that this version does not know: kept out, and told."""

    profile: ProfileSettings = ProfileSettings()
    helseid: HelseIdSettings = HelseIdSettings()
    pps: PpsSettings = PpsSettings()
    opening: OpeningSettings = OpeningSettings()
    contact: ContactSettings = ContactSettings()
    kodeverk: KodeverkSettings = KodeverkSettings()
    lock: LockSettings = LockSettings()
    privacy: PrivacySettings = PrivacySettings()
    network: NetworkSettings = NetworkSettings()
    acute: AcuteSettings = AcuteSettings()
    journal: JournalSettings = JournalSettings()
    ui: UiSettings = UiSettings()
    origins: Mapping[str, SettingOrigin] = {}
    unknown_keys: tuple[str, ...] = ()

    def origin_of(self, name: str) -> SettingOrigin:
        return self.origins.get(name, SettingOrigin.BUILTIN)

    def value_of(self, name: str) -> object:
        section, key = name.split(".", 1)
        value: object = getattr(getattr(self, section), key)
        return value

    def locked(self, name: str) -> bool:
        return self.origin_of(name) is SettingOrigin.POLICY

    @property
    def is_prod(self) -> bool:
        return self.profile.name == "prod"


SECTIONS: Final[Mapping[str, Any]] = {
    name: type(built) for name, built in Settings()._asdict().items() if name not in ("origins", "unknown_keys")
}
_NAMES = (f"{section}.{name}" for section, kind in SECTIONS.items() for name in kind._fields)
#: Dotted name -> declaration, in the order of the documentation.
SETTINGS: Final[Mapping[str, Setting]] = dict(zip(_NAMES, _declared, strict=True))


def builtin(profile: str, api_version: int) -> dict[str, object]:
    return {name: declared.builtin(profile, api_version) for name, declared in SETTINGS.items()}


def settings_of(given: Mapping[str, object], origins: Mapping[str, SettingOrigin], unknown: tuple[str, ...] = ()) -> Settings:
    """The settings with these checked values, by dotted name, and the built-in ones for the rest."""
    profile, api_version = str(given.get("profile.name", "test")), int(str(given.get("pps.api_version", 2)))
    values = {**builtin(profile, api_version), **given}
    sections = {
        section: kind(**{name: values[f"{section}.{name}"] for name in kind._fields}) for section, kind in SECTIONS.items()
    }
    return Settings(**sections, origins=dict(origins), unknown_keys=unknown)
