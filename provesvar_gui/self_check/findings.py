"""The items and states of a self-check with their texts, and the report that can be mailed.

The words are English; ``translate`` gives those of the screen's language. The command may run where Qt does not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC
from enum import Enum, StrEnum, unique
from types import MappingProxyType
from typing import TYPE_CHECKING

from provesvar_gui.settings.files import REASONS

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from provesvar_gui.settings.settings import SettingOrigin

    Translate = Callable[[str], str]

CONTEXT = "SelfCheck"  # of the words, for translation


class Grade(StrEnum):
    """How it stands. UNKNOWN is not GREEN: it could not be found out."""

    GREEN = "OK"
    AMBER = "Look at"
    RED = "Wrong"
    UNKNOWN = "Unknown"


class Item(StrEnum):
    """What is looked at, in the order in which it is shown."""

    PROGRAM = "Program"
    SETTINGS = "Settings"
    POLICY = "Administrator's policy"
    FOLDERS = "Folders"
    CLIENT = "Client at HelseID"
    VAULT = "The system's password store"
    KEY = "The client's key"
    KEY_EXPIRY = "The key's expiry"
    CERTIFICATES = "Certificates"
    PROXY = "Proxy"
    HELSEID = "HelseID (login)"
    RESULTS = "Pasientens prøvesvar (results)"
    CODE_LIST = "List of roles (9060)"
    CLOCK = "Clock"
    PORTS = "Ports for the login's answer"
    JOURNAL = "Access journal"


GREEN, AMBER, RED, UNKNOWN = Grade
_RECHECK = "Check again. If it goes on, send this report to the support desk."
_SETTINGS_FIRST = "Put the settings right first (see above), and check again."
_ALLOWED_THERE = "Allowed: {allowed}. Correct the file. The rest was checked by the policy and the built-in values."
_NAMES = "Correct the names, or remove them."
_ADMINISTRATORS = "Let only administrators write the file and its folder."
_ALLOW_HOST = "Let the firewall and the proxy allow https to {host}."
_RESERVED = (
    "EACCES: no other program is in the way, the system has reserved the port (on Windows often Hyper-V, WSL or Docker). "
    "Register ports below 32768 that are far apart, or keep them free: see the administrator's page about machines."
)
_IMPORT = "Import the configuration file from HelseID Selvbetjening: in the window, or with --import-client FILE."
_NEW_KEY = "Make a new key at HelseID Selvbetjening and import its file."
_LEARN_END = (
    "The program asks a minute after a login, where the client has the grant client_credentials and the scope "
    "nhn:selvbetjening/client. Else see the client's page at HelseID Selvbetjening."
)
_OF_THE_MACHINE = {  # what is to be done where the key is not the user's own
    _IMPORT: (
        "As the machine's administrator, take in the configuration file from HelseID Selvbetjening: provesvar-gui "
        "--provision-machine FILE."
    ),
    _NEW_KEY: (
        "Make a new key at HelseID Selvbetjening. As the machine's administrator, take in its file: provesvar-gui "
        "--provision-machine FILE."
    ),
    _LEARN_END: (
        "As the machine's administrator: provesvar-gui --rotate-key --days 30 asks HelseID Selvbetjening, and keeps the answer."
    ),
}


@unique
class State(Enum):
    """How it stands, what is said of it, and what to do. The names in braces are values of ``CheckResult.given``."""

    def __init__(self, grade: Grade, what: str, do: str = "") -> None:
        self.grade, self.what, self.do = grade, what, do

    NOT_CHECKED = UNKNOWN, "It could not be checked ({kind}).", _RECHECK
    TOO_SLOW = UNKNOWN, "No answer within {seconds} seconds.", _RECHECK
    WAITS_FOR_SETTINGS = UNKNOWN, "Not known while the settings cannot be used.", _SETTINGS_FIRST
    WAITS_FOR_CLIENT = (
        UNKNOWN,
        "Not known while no client is set up.",
        "Set the client up first (see «Client at HelseID»), and check again.",
    )
    WAITS_FOR_VAULT = (
        UNKNOWN,
        "Not known while the password store is not open.",
        "Open the password store first (see above), and check again.",
    )
    WAITS_FOR_KEY = (
        UNKNOWN,
        "Not known while the key has not been read.",
        "Do first what stands at «The client's key», and check again.",
    )
    PROGRAM_WHOLE = GREEN, "Prøvesvar {version}. Python {python}, Qt {qt}, {tls}, {system}."
    PROGRAM_BROKEN = (
        RED,
        "Prøvesvar {version}: a part cannot be loaded, {part} ({kind}).",
        "Install the program again, with the system's packages that it needs.",
    )
    SETTINGS_GOOD = GREEN, "Profile {profile}. Own settings: {file}"
    SETTINGS_PRACTICE = GREEN, "The sandbox has its own settings, and reads no file."
    SETTINGS_STRANGE = AMBER, "Profile {profile}. Not known, and without effect: {names}. Own settings: {file}", _NAMES
    SETTINGS_ABSENT = (
        RED,
        "There is no such settings file: {file}",
        "Name another one with --config, or none. The rest was checked by the policy.",
    )
    SETTINGS_UNREADABLE = (
        RED,
        "The settings file cannot be read: {file}, line {line}. {reason}",
        "Correct the file. The rest was checked by the policy and the built-in values.",
    )
    SETTINGS_INVALID = RED, "A setting is not valid: {setting} in {file}, line {line}.", _ALLOWED_THERE
    SETTINGS_WRONG = RED, "A setting is not valid: {setting} in {file}, line {line}. {reason}", _ALLOWED_THERE
    SETTINGS_NO_SUCH = RED, "There is no such setting: {setting} in {file}, line {line}.", _NAMES
    SETTINGS_REFUSED = (
        RED,
        "Only the administrator's policy may say this: {setting} in {file}, line {line}.",
        "Remove it from {file}, or put it into the policy.",
    )
    SETTINGS_SEVERAL = (
        RED,
        "{count} things in the settings cannot be used:",
        "Correct them. The rest was checked by the policy and the built-in values.",
    )
    POLICY_NONE = GREEN, "There is none. It would be {file}"
    POLICY_THERE = GREEN, "Settings that are decided: {count}. {file}"
    POLICY_OPEN = RED, "Whoever uses the program can change it: {file}", _ADMINISTRATORS
    POLICY_UNREADABLE = (
        RED,
        "There may be one, but this account cannot read it: {file}",
        "Let every user read the file and its folder, and only administrators write them.",
    )
    POLICY_UNJUDGED = (
        UNKNOWN,
        "Settings that are decided: {count}. {file} Who may change it is not looked at on Windows.",
        "Look with icacls: only SYSTEM and administrators may change the file and its folder.",
    )
    POLICY_NOT_USED = GREEN, "The sandbox uses none."
    FOLDERS_GOOD = GREEN, "Usable, and closed to others."
    FOLDERS_OPEN = AMBER, "Other users of this machine can read: {folders}", "Take the rights of others away (mode 700)."
    FOLDERS_UNUSABLE = (
        RED,
        "Cannot be written: {folders}",
        "Let this user write there: journal, roles and log are not kept until then.",
    )
    CLIENT_GOOD = GREEN, "{client} at {host}"
    CLIENT_NONE = RED, "No client is set up: nobody can log in.", _IMPORT
    CLIENT_WRONG = (
        RED,
        "This setting cannot be used for the login: {setting}.",
        "Set it as the client is registered at HelseID Selvbetjening.",
    )
    VAULT_WORKS = GREEN, "Keeps, gives back and forgets ({vault})."
    VAULT_ABSENT = RED, "There is none in this session.", "On Linux, install and start a Secret Service such as gnome-keyring."
    VAULT_LOCKED = (
        AMBER,
        "It is locked, or not made yet ({vault}).",
        "The system asks for its password at the next login. Then check again.",
    )
    VAULT_SLOW = (
        RED,
        "It does not answer ({vault}).",
        "Look for a window of the system that asks for a password; log in to the desktop anew.",
    )
    VAULT_BROKEN = (
        RED,
        "It reports an error ({vault}, {kind}).",
        "Log in to the desktop anew. If it goes on, repair the password store.",
    )
    VAULT_NOT_NEEDED = GREEN, "None is open here, and none is needed."
    VAULT_FORGETS = (
        RED,
        "It does not give back what it was given ({vault}).",
        "Repair the password store: no key is safe in it.",
    )
    KEY_GOOD = GREEN, "There ({kind})."
    KEY_SMALL = (
        AMBER,
        "There, but small ({kind}).",
        "Make a new key at HelseID Selvbetjening: RSA with 4096 bits, or an elliptic one.",
    )
    KEY_OF_ANOTHER = RED, "The key belongs to another client than the settings name.", _IMPORT
    KEY_MISSING = RED, "There is none for this client.", _IMPORT
    KEY_UNUSABLE = RED, "It cannot be used ({why}).", _IMPORT
    KEY_NEWER = (
        RED,
        "A newer version of this program has kept it, and this one leaves it as it is.",
        "Install the newer version again.",
    )
    KEY_FORBIDDEN = (
        RED,
        "This account may not read the machine's key.",
        "Put the account into the group to which the administrator gave the key.",
    )
    KEY_EXPOSED = (
        RED,
        "The machine's key can be read or changed by others than it is for. It is not used.",
        "Correct its owner, group and mode; replace the key where somebody may have taken it.",
    )
    KEY_UNJUDGED = (
        UNKNOWN,
        "There ({kind}). Who may read or change its file is not looked at on Windows.",
        "Look with icacls: only SYSTEM and administrators may change it, and only those it is for may read it.",
    )
    KEY_LASTS = GREEN, "HelseID takes the key until {date}. Days left: {days}."
    KEY_ENDS_SOON = (
        AMBER,
        "HelseID takes the key only until {date}. Days left: {days}.",
        "Replace the key before that day (provesvar-gui --rotate-key), or nobody can log in.",
    )
    KEY_ENDED = RED, "The key expired on {date}: HelseID does not take it.", _NEW_KEY
    KEY_END_UNKNOWN = UNKNOWN, "It is not known when the key expires.", _LEARN_END
    KEY_UNFINISHED = (
        AMBER,
        "A replacement of the key was begun and has not come to its end.",
        "The key's owner runs provesvar-gui --rotate-key. Logins work meanwhile.",
    )
    KEY_END_PRACTICE = GREEN, "The sandbox's key is made anew at each start."
    TRUST_SYSTEM = GREEN, "The system's own decide."
    TRUST_EXTRA = GREEN, "The system's own, and {count} from {file}"
    TRUST_UNREADABLE = (
        RED,
        "The certificates of network.ca_file cannot be read: {file} ({kind}).",
        "The file must hold certificates as PEM, readable by this user.",
    )
    TRUST_OPEN = RED, "Others can change the certificates that are trusted: {file}", _ADMINISTRATORS
    PROXY_NONE = GREEN, "None: straight to the services."
    PROXY_USED = GREEN, "In use: {ways}"
    PROXY_SLOW = (
        AMBER,
        "The system does not say in time which proxy to use; straight ways are tried.",
        "See that the network's proxy script can be reached, or set network.proxy.",
    )
    PROXY_BROKEN = (
        RED,
        "The proxy that the system names cannot be used ({kind}).",
        "Set network.proxy to an http proxy, or to none.",
    )
    REACHED = GREEN, "{host} answers as it should ({seconds} s)."
    REACHED_LIST = GREEN, "{host} has {count} roles ({seconds} s)."
    NO_NETWORK = RED, "No contact with {host}.", _ALLOW_HOST
    NO_HELSENETT = (
        RED,
        "No contact with {host}.",
        "In production it can be reached from Helsenettet only; HelseID and BankID need the Internet at the same time. See "
        "that this machine is on both, and that firewall and proxy allow https to {host}.",
    )
    NO_ANSWER = RED, "{host} does not answer in time.", _ALLOW_HOST
    TLS_REJECTED = (
        RED,
        "The certificate of {host} is not trusted here.",
        "Where the network looks into https, put its certificate into the system's store or network.ca_file. Else see that "
        "the machine's clock is right.",
    )
    TLS_TOO_OLD = (
        RED,
        "The encryption that {host} offers is too old.",
        "It must be TLS 1.2 or newer. See whether a proxy or a filter of the network answers in its place.",
    )
    PROXY_FAILED = RED, "The proxy does not lead to {host}.", _ALLOW_HOST
    SERVER_TROUBLE = (
        RED,
        "{host} has an error of its own, or is busy ({status}).",
        "Wait a little and check again. If it goes on, ask Norsk helsenett.",
    )
    WRONG_ANSWER = (
        RED,
        "Something else answers at {host} ({why}).",
        "See that the address in the settings is right, and that no login page of the network stands in between.",
    )
    LIST_FALLBACK = AMBER, "{host} gave no usable list ({why}). The copy at hand is used.", _ALLOW_HOST
    CLOCK_RIGHT = GREEN, "Right, by the services' own time."
    CLOCK_OFF = AMBER, "{seconds} seconds off. The program allows for it.", "Set the machine's clock by the network."
    CLOCK_FAR_OFF = (
        RED,
        "{seconds} seconds off.",
        "Set the machine's clock by the network: certificates and the journal's times go wrong.",
    )
    CLOCK_UNKNOWN = UNKNOWN, "No service has told the time.", "Do first what stands at the services above, and check again."
    PORTS_FREE = GREEN, "Free: {ports} (* is any). One is enough."
    PORTS_SOME_REFUSED = AMBER, "Free: {ports}. The system refuses: {refused}. Taken now: {busy}. One is enough.", _RESERVED
    PORTS_BUSY = (
        RED,
        "All are taken: {busy}",
        "Finish a login that waits, end the other program that listens there, or register more redirect addresses.",
    )
    PORTS_REFUSED = RED, "None is free. The system refuses: {refused}. Taken now: {busy}", _RESERVED
    JOURNAL_KEPT = GREEN, "Kept, in {folder}. Months: {months}"
    JOURNAL_OFF = (
        AMBER,
        "Not kept: look-ups are not recorded on this machine.",
        "Set journal.enabled where your organisation wants it.",
    )
    JOURNAL_BROKEN = (
        RED,
        "It cannot be used: {folder}",
        "See the folder and the password store, then --check-journal. Look-ups are not recorded.",
    )
    JOURNAL_NEWER = (
        RED,
        "A newer version of this program has kept it, and this one leaves it as it is: {folder}",
        "Install the newer version again. Look-ups are not recorded.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A line below an item. ``name``: of a setting, a folder, an origin. ``origin``: who said it, where that is a question."""

    name: str
    value: str
    origin: SettingOrigin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """One item, found out. Everything in it may be mailed: see ``Mailable``."""

    item: Item
    state: State
    given: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    details: tuple[Detail, ...] = ()
    faults: tuple[CheckResult, ...] = ()  # each as a finding that has it alone
    other_grade: Grade | None = None  # where it is not the state's own

    @property
    def grade(self) -> Grade:
        """How it stands."""
        return self.other_grade or self.state.grade


def worst(findings: Iterable[CheckResult]) -> Grade:
    """The grade of the whole: red before amber, amber before unknown."""
    grades = {finding.grade for finding in findings}
    return next((grade for grade in (Grade.RED, Grade.AMBER, Grade.UNKNOWN) if grade in grades), Grade.GREEN)


def exit_status(findings: Iterable[CheckResult]) -> int:
    """For administrators: 0 all green, 1 something red, 3 something to look at or unknown; 2 is a wrong command line."""
    return {Grade.GREEN: 0, Grade.RED: 1}.get(worst(findings), 3)


ORIGINS = {"builtin": "built in", "user": "own file", "command-line": "command line", "policy": "policy"}
_ALLOWED = "Allowed: {allowed}."
_TITLE = "Prøvesvar: self-check of {time}"
_DO = "What to do: {text}"
_SUMMARY = "Wrong: {red}. To look at: {amber}. Unknown: {unknown}. OK: {green}."
_MAIL = "There is no secret and no person in this report: it can be mailed to whoever helps you."
_INDENT = "    "


class _Given(dict[str, str]):
    """The values of a sentence; a missing or empty one shows as a dash, never as an error."""

    def __missing__(self, key: str) -> str:
        return "–"


def what(finding: CheckResult, translate: Translate) -> str:
    lines = [_filled(finding.state.what, finding.given, translate)]
    lines += [f"    • {_fault(each, translate)}" for each in finding.faults]
    return "\n".join(lines)


def _fault(fault: CheckResult, translate: Translate) -> str:
    """One of several, with what may stand there."""
    what = _filled(fault.state.what, fault.given, translate)
    if fault.state not in (State.SETTINGS_INVALID, State.SETTINGS_WRONG):
        return what
    return f"{what} {_filled(_ALLOWED, fault.given, translate)}"


def what_to_do(finding: CheckResult, translate: Translate) -> str:
    """What to do about it; empty where nothing is to be done."""
    do = finding.state.do
    return _filled(_OF_THE_MACHINE.get(do, do) if finding.given.get("place") == "machine" else do, finding.given, translate)


def _detail(of: Detail, translate: Translate) -> str:
    line = f"{of.name} = {of.value or '–'}"
    if of.origin is None:
        return line
    origin = translate(ORIGINS[of.origin.value])
    return f"{line} ({origin})"


def _filled(text: str, given: Mapping[str, str], translate: Translate) -> str:
    if not text:
        return ""
    values = {name: value for name, value in given.items() if value}
    if values.get("reason") in REASONS:
        values["reason"] = translate(REASONS[values["reason"]])
    return translate(text).format_map(_Given(values))


def report(findings: Sequence[CheckResult], when: datetime.datetime, translate: Translate) -> str:
    """All of it. ``when``: aware."""
    time = f"{when.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    lines = [translate(_TITLE).format(time=time), summary(findings, translate), ""]
    for finding in findings:
        lines += paragraph(finding, translate)
    return "\n".join([*lines, "", translate(_MAIL), ""])


def paragraph(finding: CheckResult, translate: Translate) -> list[str]:
    grade, item = translate(finding.grade), translate(finding.item)
    lines = [f"[{grade}] {item}: {what(finding, translate)}"]
    do = what_to_do(finding, translate)
    if do:
        lines.append(_INDENT + translate(_DO).format(text=do))
    return lines + [f"{_INDENT}{_detail(each, translate)}" for each in finding.details]


def summary(findings: Iterable[CheckResult], translate: Translate) -> str:
    """How many of each grade."""
    every = [finding.grade for finding in findings]
    return translate(_SUMMARY).format(**{grade.name.lower(): every.count(grade) for grade in Grade})
