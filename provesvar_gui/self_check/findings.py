"""The findings of a self-check, their texts, and the report for a mail.

The words are English; ``translate`` gives those of the screen's language. The command may run where Qt does not.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from provesvar_gui.errors import ErrorCode
from provesvar_gui.settings.files import REASONS

if TYPE_CHECKING:
    import datetime
    import socket
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from provesvar_gui.errors import AppError
    from provesvar_gui.helseid.keys.key_ring import KeyPlace
    from provesvar_gui.helseid.keys.vault import KeyVault
    from provesvar_gui.platform.clock import Clock, ServerClock
    from provesvar_gui.platform.http import Http
    from provesvar_gui.platform.http_client import ProxyFor
    from provesvar_gui.platform.places import Places
    from provesvar_gui.self_check.mailable import Mailable
    from provesvar_gui.settings.settings import SettingOrigin, Settings

    Listen = Callable[[Sequence[str]], tuple[str, list[socket.socket]]]
    Translate = Callable[[str], str]

CONTEXT = "SelfCheck"  # of the words, for translation


class Grade(StrEnum):
    """The grade of an item. UNKNOWN is not GREEN: it could not be checked."""

    GREEN = "OK"
    AMBER = "Look at"
    RED = "Wrong"
    UNKNOWN = "Unknown"


class Item(StrEnum):
    """The items of the check, in the order of display."""

    PROGRAM = "Program"
    SETTINGS = "Settings"
    POLICY = "Administrator's policy"
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

# Texts that several findings share. The names in braces are values of ``CheckResult.given``.
WAITS = "Not known until what stands above is put right."
PUT_RIGHT = "Put that right first, and check again."
RECHECK = "Check again. If it goes on, send this report to the support desk."
NAMES = "Correct the names, or remove them."
ADMINISTRATORS = "Let only administrators write the file and its folder."
ALLOW_HOST = "Let the firewall and the proxy allow https to {host}."
NEWER = "Install the newer version again."
LOG_IN_ANEW = "Log in to the desktop anew. If it goes on, repair the password store."
JOURNAL_RIGHTS = (
    "Let every account make a folder of its own there, and only administrators look into or change another's: see the "
    "administrator's page about the journal."
)
FREE_PORTS = (
    "Finish a login that waits, end the other program that listens there, or register more redirect addresses. EACCES: the "
    "system has reserved the port (on Windows often Hyper-V, WSL or Docker): register ports below 32768 that are far apart, or "
    "keep them free, see the administrator's page about machines."
)
IMPORT = "Take in the file from HelseID Selvbetjening: «Set up the client …» in the self-check, or --import-client FILE."
PROVISION = (
    "As the machine's administrator, take in the configuration file from HelseID Selvbetjening: provesvar-gui "
    "--provision-machine FILE."
)
NEW_KEY = "Make a new key at HelseID Selvbetjening and import its file."
NEW_MACHINE_KEY = (
    "Make a new key at HelseID Selvbetjening. As the machine's administrator, take in its file: provesvar-gui "
    "--provision-machine FILE."
)

#: Of a service that does not answer as it should: what is said, and what to do.
SERVICE: Final = {
    ErrorCode.NO_NETWORK: ("No contact with {host}.", ALLOW_HOST),
    ErrorCode.CONNECTION_BROKEN: ("{host} does not answer in time.", ALLOW_HOST),
    ErrorCode.TIMEOUT: ("{host} does not answer in time.", ALLOW_HOST),
    ErrorCode.TLS_REJECTED: (
        "The certificate of {host} is not trusted here.",
        "Where the network looks into https, put its certificate into the system's store or network.ca_file. Else see that "
        "the machine's clock is right.",
    ),
    ErrorCode.TLS_TOO_OLD: (
        "The encryption that {host} offers is too old.",
        "It must be TLS 1.2 or newer. See whether a proxy or a filter of the network answers in its place.",
    ),
    ErrorCode.PROXY_FAILED: ("The proxy does not lead to {host}.", ALLOW_HOST),
    ErrorCode.SERVER_ERROR: (
        "{host} has an error of its own, or is busy.",
        "Wait a little and check again. If it goes on, ask Norsk helsenett.",
    ),
    ErrorCode.SERVER_BUSY: (
        "{host} has an error of its own, or is busy.",
        "Wait a little and check again. If it goes on, ask Norsk helsenett.",
    ),
}
STRANGE: Final = (
    "Something else answers at {host}.",
    "See that the address in the settings is right, and that no login page of the network stands in between.",
)
#: Of a vault that does not work.
VAULT: Final = {
    ErrorCode.VAULT_ABSENT: (
        "There is none in this session.",
        "On Linux, install and start a Secret Service such as gnome-keyring.",
    ),
    ErrorCode.VAULT_LOCKED: (
        "It is locked, or not made yet ({vault}).",
        "The system asks for its password at the next login. Then check again.",
    ),
    ErrorCode.VAULT_SLOW: (
        "It does not answer ({vault}).",
        "Look for a window of the system that asks for a password; log in to the desktop anew.",
    ),
}
KEY_STORE: Final = (
    "See that the TPM is on, or the token is put in and its module is the one of the settings. What locked it is lifted with its "
    "maker's tool. Nothing was changed, and no other key is used instead."
)
#: Of a key that cannot be used; with IMPORT or PROVISION where no other thing is to be done.
KEY: Final = {
    ErrorCode.KEY_MISSING: ("There is none for this client.", ""),
    ErrorCode.KEY_MALFORMED: ("It cannot be used ({why}).", ""),
    ErrorCode.KEY_NEWER: ("A newer version of this program has kept it, and this one leaves it as it is.", NEWER),
    ErrorCode.KEY_FORBIDDEN: (
        "This account may not read the machine's key.",
        "Put the account into the group to which the administrator gave the key.",
    ),
    ErrorCode.KEY_EXPOSED: (
        "The machine's key can be read or changed by others than it is for. It is not used.",
        "Correct its owner, group and mode; replace the key where somebody may have taken it.",
    ),
    ErrorCode.KEY_STORE_ABSENT: ("The store of the key is not there ({store}).", KEY_STORE),
    ErrorCode.KEY_STORE_LOCKED: ("The store of the key is locked ({store}).", KEY_STORE),
    ErrorCode.KEY_STORE_PIN: (
        "The token's PIN is not known here, or the last one was wrong ({store}).",
        "Type it once: provesvar-gui --token-pin. After a few wrong ones a token locks itself.",
    ),
    ErrorCode.KEY_STORE_PIN_REFUSED: (
        "The token refused the PIN, which is kept no more ({store}: {why}).",
        "Type it once: provesvar-gui --token-pin. After a few wrong ones a token locks itself.",
    ),
    ErrorCode.KEY_STORE_FAILED: ("The store of the key reports an error ({store}: {why}).", KEY_STORE),
}
#: Of a thing in the settings' files that cannot be used.
SETTING: Final = {
    "absent": "There is no such settings file: {file}",
    "unreadable": "The settings file cannot be read: {file}, line {line}. {reason}",
    "refused": "Only the administrator's policy may say this: {setting} in {file}.",
    "invalid": "A setting is not valid: {setting} in {file}. Allowed: {allowed}.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A line below an item. ``name``: of a setting, a folder, an origin. ``origin``: of the value, where that matters."""

    name: str
    value: str
    origin: SettingOrigin | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The result of one item, with its remedy. Everything in ``given`` may be mailed: see ``Mailable``.

    ``parts``: each of several things, as a text with its values. ``set_up``: a client's configuration file helps. ``item``: added
    by ``self_check``.
    """

    grade: Grade
    what: str
    do: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    details: tuple[Detail, ...] = ()
    parts: tuple[tuple[str, Mapping[str, str]], ...] = ()
    set_up: bool = False
    item: Item = Item.PROGRAM


def found(grade: Grade, what: str, do: str = "", details: tuple[Detail, ...] = (), **given: str) -> CheckResult:
    """The texts of each call are translated (``packaging/i18n.py``)."""
    return CheckResult(grade, what, do, given, details)


def waits() -> CheckResult:
    return CheckResult(UNKNOWN, WAITS, PUT_RIGHT)


def worst(findings: Iterable[CheckResult]) -> Grade:
    return next((finding.grade for finding in worst_first(findings)), GREEN)


def worst_first(findings: Iterable[CheckResult]) -> list[CheckResult]:
    return sorted(findings, key=lambda finding: (RED, AMBER, UNKNOWN, GREEN).index(finding.grade))


def exit_status(findings: Iterable[CheckResult]) -> int:
    """For administrators: 0 all green, 1 something red, 3 something to look at or unknown; 2 is a wrong command line."""
    return {GREEN: 0, RED: 1}.get(worst(findings), 3)


ORIGINS = {
    "builtin": "built in", "user": "own file", "command-line": "command line", "policy": "policy", "registry": "policy, registry",
}  # fmt: skip
_TITLE = "Prøvesvar: self-check of {time}"
_DO = "What to do: {text}"
_SUMMARY = "Wrong: {red}. To look at: {amber}. Unknown: {unknown}. OK: {green}."
_MAIL = "There is no secret and no person in this report: it can be mailed to whoever helps you."
_INDENT = "    "


def filled(text: str, given: Mapping[str, str], translate: Translate) -> str:
    """A text with its values, of which an empty or missing one shows as a dash."""
    values = {name: translate(REASONS.get(value, value)) if name == "reason" else value for name, value in given.items() if value}
    return translate(text).format_map(defaultdict(lambda: "–", values)) if text else ""


def finding_text(finding: CheckResult, translate: Translate) -> str:
    parts = (f"{_INDENT}• {filled(text, given, translate)}" for text, given in finding.parts)
    return "\n".join([filled(finding.what, finding.given, translate), *parts])


def paragraph(finding: CheckResult, translate: Translate) -> list[str]:
    lines = [f"[{translate(finding.grade)}] {translate(finding.item)}: {finding_text(finding, translate)}"]
    if do := filled(finding.do, finding.given, translate):
        lines.append(_INDENT + translate(_DO).format(text=do))
    for each in finding.details:
        origin = f" ({translate(ORIGINS[each.origin.value])})" if each.origin is not None else ""
        lines.append(f"{_INDENT}{each.name} = {each.value or '–'}{origin}")
    return lines


def report(findings: Sequence[CheckResult], when: datetime.datetime, translate: Translate) -> str:
    """All of it. ``when``: aware."""
    time = f"{when.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    lines = [translate(_TITLE).format(time=time), summary(findings, translate), ""]
    for finding in findings:
        lines += paragraph(finding, translate)
    return "\n".join([*lines, "", translate(_MAIL), ""])


def summary(findings: Iterable[CheckResult], translate: Translate) -> str:
    every = [finding.grade for finding in findings]
    return translate(_SUMMARY).format(**{grade.name.lower(): every.count(grade) for grade in Grade})


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The environment of a self-check; a test can replace all of it.

    ``settings``: in force; where the files are in ``trouble``, the policy and built-in values. ``vault``: for a probe of its own.
    ``administrator``: whether this process may change everything anyway. ``access_list``: of a file on Windows (SDDL), raises
    OSError. ``journal``: its folder. ``read_journal``: blocks, raises AppError.
    """

    settings: Settings
    trouble: AppError | None
    places: Places
    file: Path
    sandbox: bool
    environment: Mapping[str, str] = field(repr=False)
    platform: str
    safe: Mailable
    clock: Clock
    now: Callable[[], datetime.datetime]
    make_http: Callable[[ServerClock], Http]
    proxy_for: ProxyFor
    key_place: KeyPlace
    vault: KeyVault
    vault_name: Callable[[], str]
    probe_name: str
    administrator: Callable[[], bool]
    access_list: Callable[[Path], str]
    listen: Listen
    program: Callable[[], Awaitable[CheckResult]]
    journal: Path
    read_journal: Callable[[], object]
