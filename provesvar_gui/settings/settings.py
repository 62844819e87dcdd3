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
    REGISTRY = "registry"  # Windows' own: a policy, too, which wins over the file


class PolicyReason(StrEnum):
    """Why only the policy may set a setting in prod; shown in the window and on the administrators' page."""

    REQUESTS = "it decides where requests go, and through what"
    LOGIN = "it protects the login and the key"
    OPENING = "it decides how restricted results are opened"
    SCREEN = "it decides who else can see the screen"
    RESULTS = "it decides which result is shown as what"
    AUDIT = "it decides what is recorded of look-ups"


REQUESTS, LOGIN, OPENING, SCREEN, RESULTS, AUDIT = PolicyReason


class Setting(NamedTuple):
    """The declaration of a setting. ``help``: one sentence, translated. ``note``: for administrators, in Markdown.

    ``builtin``: the value by profile and version of the API. ``empty``: the meaning of an empty value. ``policy``: why only the
    policy may set it in prod.
    """

    rule: Rule[Any]
    builtin: Callable[[str, int], object]
    help: str
    note: str
    empty: str
    policy: PolicyReason | None


def setting(
    rule: Rule[T],
    builtin: T | Callable[[str, int], T],
    *,
    help: str,
    note: str = "",
    empty: str = "",
    policy: PolicyReason | None = None,
) -> T:
    """Declare a field of a section; its default is the built-in value under test."""
    value: Callable[[str, int], T] = builtin if callable(builtin) else lambda _profile, _version: builtin
    _declared.append(Setting(rule, value, help, note, empty, policy))
    return value("test", 2)


class ProfileSettings(NamedTuple):
    name: str = setting(
        rules.choice("test", "prod"),
        lambda profile, _version: profile,
        help="Which services: test (synthetic people only) or prod (real patients).",
        note="test warns about numbers that look real, prod refuses synthetic ones.",
    )


class HelseIdSettings(NamedTuple):
    authority: str = setting(
        rules.base_url, lambda profile, _version: AUTHORITY[profile], help="The address of HelseID.", policy=REQUESTS
    )
    client_id: str = setting(rules.text, "", help="The client that this program is at HelseID.")
    key: str = setting(
        rules.choice("vault", "machine"),
        "vault",
        help="Whose key the client uses: each user's own, or the machine's.",
        note="vault (each user's own), or machine (see [keys](keys.md)).",
        policy=LOGIN,
    )
    machine_key: str = setting(
        rules.path,
        "",
        help="Where the machine's key lies.",
        empty="/etc/provesvar/machine-key.json, else beside the policy",
        policy=LOGIN,
    )
    key_store: str = setting(
        rules.choice("vault", "tpm", "windows", "pkcs11"),
        "vault",
        help="Where the next key of each user's own is made, and used.",
        note=(
            "vault (it can be copied out by who controls the account), or one that it never leaves: tpm and windows (Windows' "
            "own stores), pkcs11 (a token). Comes in force with --rotate-key: [keys](keys.md)."
        ),
        policy=LOGIN,
    )
    pkcs11: str = setting(
        rules.pkcs11,
        "",
        help="The token of key_store = pkcs11, and its module: a PKCS#11 URI.",
        note="With the token's serial number no other of its label is shown the PIN: [keys](keys.md).",
        policy=LOGIN,
    )
    no_vault: str = setting(
        rules.choice("refuse", "memory"),
        "refuse",
        help="What happens where the system has no password store.",
        note="refuse, or memory (a key is taken in for one run of the program).",
        policy=LOGIN,
    )
    rotate_key: str = setting(
        rules.choice("command", "never"),
        "command",
        help="How the client's key is replaced before it ends.",
        note=(
            "At Selvbetjening by command (--rotate-key), or never. With command the program also asks there once a day, after a "
            "login, when the key ends (a client that may not ask is left alone); with never it does not."
        ),
        policy=LOGIN,
    )
    selvbetjening_url: str = setting(
        rules.base_url,
        lambda profile, _version: SELF_SERVICE[profile],
        help="The address of HelseID Selvbetjening.",
        policy=REQUESTS,
    )
    scopes: tuple[str, ...] = setting(rules.texts, (), help="What the login asks for.", empty="by API version")
    redirect_uris: tuple[str, ...] = setting(
        rules.redirect_uris,
        lambda profile, _version: ("http://localhost:0/callback",) if profile == "test" else (),
        help="Where the browser returns to after the login.",
        note="As registered, tried in order; port 0 is any.",
        empty="any port in test",
    )
    organisations: tuple[OrganisationEntry, ...] = setting(
        rules.organisations,
        (),
        help="The points of care to choose from.",
        note="{ orgnr, name } of each (orgnr_child); more than one gives a picker. A wrong check digit is refused.",
    )
    multi_tenant_parent: str = setting(
        rules.organisation_number, "", help="The legal entity, for a client that serves several.", note="orgnr_parent."
    )
    dpop_jkt: bool = setting(
        rules.flag, builtin=True, help="Whether the login is bound to this program's key from its start.", policy=LOGIN
    )
    scope_on_refresh: bool = setting(
        rules.flag, builtin=True, help="Whether the access to results is named anew when the point of care is set."
    )


class PpsSettings(NamedTuple):
    base_url: str = setting(
        rules.base_url,
        lambda profile, version: PPS[profile] + ("/v2" if version == 2 else ""),
        help="The address of Pasientens prøvesvar.",
        note="With /v2 for version 2 of the interface.",
        policy=REQUESTS,
    )
    api_version: int = setting(
        rules.choice(1, 2),
        lambda _profile, version: version,
        help="The version of the service's interface.",
        note="2: DPoP; 1: Bearer.",
        policy=LOGIN,
    )
    correlation_header: str = setting(
        rules.correlation_header,
        "correlation-id",
        help="The name of the header by which the service finds a request.",
        note="The table of headers of version 2 was not seen: change it where the service refuses the built-in name.",
        policy=AUDIT,
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
        help="What comes along with each report.",
        note="FHIR's _include; with iterate: in front of it _include:iterate, what comes along with what came along.",
    )
    other_identifier: str = setting(
        rules.choice("apart", "withhold"),
        "apart",
        help="What becomes of a report on another kind of number or an invalid one.",
        note="Such as an H-number: apart under its own heading, or withhold.",
    )
    history_from: str = setting(
        rules.day,
        "",
        help="When the service's answers begin: older ones may be missing.",
        note=(
            "From when on it has answers for your patients, e.g. 2025-09-01 (it began without history, and hospitals join "
            "one by one): the screen and paper say that answers from before it may be missing; empty: that those "
            "from before a laboratory delivered may be."
        ),
    )
    outcomes: tuple[tuple[str, OutcomeRule], ...] = setting(
        rules.outcomes,
        rules.OUTCOMES_BUILTIN,
        help="What the service's refusals mean, and which can be opened.",
        note="Code → { screen, openable }: [results](results.md).",
        policy=OPENING,
    )
    direct_elevated: bool = setting(
        rules.flag, builtin=False, help="Whether opening may be chosen before anything restricted was reported.", policy=OPENING
    )


class OpeningSettings(NamedTuple):
    seconds: int = setting(rules.number(60, 3600), 600, help="How long opened results stay open, in seconds.", policy=OPENING)
    reason: bool = setting(rules.flag, builtin=True, help="Whether a reason is asked for before opening.", policy=OPENING)


class ContactSettings(NamedTuple):
    privacy: Contact | None = setting(
        rules.contact,
        None,
        help="Whom to call about results that cannot be opened.",
        note='{ name = "…", phone = "…", hours = "…" }, hours may be left out; or a line of text: [card](downtime-card.md).',
    )
    support: Contact | None = setting(
        rules.contact, None, help="Whom to call about this program and the login.", note="In the same way."
    )
    laboratories: tuple[Contact, ...] = setting(
        rules.contacts,
        (),
        help="The laboratories to call when a service is away.",
        note="In the same way: [{ … }, { … }], at most ten.",
    )


class KodeverkSettings(NamedTuple):
    url: str = setting(rules.url, KODEVERK, help="The address of the list of roles (9060).", policy=REQUESTS)


class LockSettings(NamedTuple):
    idle_seconds: int = setting(rules.number(60, 600), 120, help="Seconds without use before the window locks.", policy=SCREEN)
    wipe_seconds: int = setting(
        rules.number(120, 3600),
        600,
        help="Seconds without use before the patient is wiped and the session is ended as well.",
        note="Where it is less than lock.idle_seconds, the window locks then, too.",
        policy=SCREEN,
    )
    bedside: bool = setting(rules.flag, builtin=True, help="Whether a key keeps results up for 15 minutes.", policy=SCREEN)
    proof: str = setting(
        rules.choice("helseid", "system", "pin"),
        "helseid",
        help="What lifts the lock.",
        note=(
            "Besides HelseID: system, the unlocking of the computer's own screen (only where every account is one "
            "person's), or pin, chosen after the login, in memory only, three tries."
        ),
        policy=SCREEN,
    )


class PrivacySettings(NamedTuple):
    screen_capture: str = setting(
        rules.choice("allow", "exclude"),
        "allow",
        help="Whether other programs' pictures of the screen show the windows.",
        note="exclude: they do not. Windows, not verified there; X11 and Wayland cannot.",
        policy=SCREEN,
    )


class NetworkSettings(NamedTuple):
    proxy: str = setting(
        rules.proxy,
        "system",
        help="What requests pass through.",
        note="system, none or an address: [network](network.md).",
        policy=REQUESTS,
    )
    ca_file: str = setting(rules.path, "", help="Certificates trusted besides the system's.", policy=REQUESTS)

    def __repr__(self) -> str:
        return "NetworkSettings(***)"  # the proxy may hold a password


class AcuteSettings(NamedTuple):
    local_codes: tuple[LocalCode, ...] = setting(
        rules.local_codes,
        (),
        help="Which laboratory's own code is which analyte of the overview.",
        note="[Results](results.md).",
        policy=RESULTS,
    )


class JournalSettings(NamedTuple):
    enabled: bool = setting(
        rules.flag,
        builtin=True,
        help="Whether the access journal is kept on this machine.",
        note="[Journal and logs](journal-and-logs.md).",
        policy=AUDIT,
    )
    months: int = setting(rules.number(1, 120), 12, help="How many months the journal's lines are kept.", policy=AUDIT)
    key: str = setting(
        rules.choice("vault", "file"),
        "vault",
        help="Where the journal's key rests.",
        note="vault, or file (mode 0600, in the state folder; on machines without a vault).",
        policy=AUDIT,
    )
    folder: str = setting(
        rules.path,
        "",
        help="The folder for everybody's access journals, where profiles do not last.",
        note="Each account has its own folder in it: [journal and logs](journal-and-logs.md).",
        empty="each user's own folders",
        policy=AUDIT,
    )


class UiSettings(NamedTuple):
    language: str = setting(rules.choice("nb", "nn", "en"), "nb", help="The language of the screen. At the next start.")
    text_size: int = setting(rules.number(100, 200), 100, help="The size of the text, in per cent.")
    scheme: str = setting(rules.choice("system", "light", "dark", "contrast"), "system", help="The colours of the screen.")
    start_view: str = setting(
        rules.choice("overview", "table", "reports", "microbiology", "trend"),
        "overview",
        help="The view in which the results of a look-up are shown first.",
    )
    drill: bool = setting(
        rules.flag,
        builtin=True,
        help="Whether a drill with synthetic people may be begun.",
        note="Ctrl+Shift+D, --drill; a policy that says false also refuses the command.",
    )
    tray: bool = setting(
        rules.flag,
        builtin=False,
        help="Whether the program stays in the tray, locked, when its window is closed.",
        note=(
            "Without the patient, and locked where somebody is logged in; Ctrl+Shift+Q ends it. Where the desktop has no "
            "tray, closing ends it."
        ),
        policy=LOGIN,
    )
    global_shortcut: str = setting(
        rules.global_key,
        "",
        help="On Windows (not tried): the key that takes a copied number from any program.",
        note=(
            "Such as Ctrl+Alt+P, with Ctrl, Alt or Meta and a letter (not Alt alone with a letter: the window's own) or "
            "F1–F12. Elsewhere a key of the desktop's own does it, see [hand-over](hand-over.md)."
        ),
    )


class Settings(NamedTuple):
    """``origins``: of values that are not built in. ``unknown_keys``: names that this version does not know.

    ``overruled``: what the policy's file says otherwise than the registry.
    """

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
    overruled: Mapping[str, object] = {}

    def origin_of(self, name: str) -> SettingOrigin:
        return self.origins.get(name, SettingOrigin.BUILTIN)

    def value_of(self, name: str) -> object:
        section, key = name.split(".", 1)
        value: object = getattr(getattr(self, section), key)
        return value

    def locked(self, name: str) -> bool:
        return self.origin_of(name) in (SettingOrigin.POLICY, SettingOrigin.REGISTRY)

    @property
    def is_prod(self) -> bool:
        return self.profile.name == "prod"


SECTIONS: Final[Mapping[str, Any]] = {
    name: type(built) for name, built in Settings()._asdict().items() if isinstance(built, tuple) and hasattr(built, "_fields")
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
