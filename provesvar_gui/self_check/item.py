"""The items of a self-check, what can be said of each so that it can be mailed, and what the checks look at.

Codes and plain values: the words are ``ui/admin/self_check_words.py``.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from provesvar_gui.platform.logs import redact
from provesvar_gui.self_check.plain_words import spared

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
    from provesvar_gui.platform.places import Places
    from provesvar_gui.platform.proxy import ProxyFor
    from provesvar_gui.settings.settings import Origin, Settings

    Listen = Callable[[Sequence[str]], tuple[str, list[socket.socket]]]

_LONGEST = 200  # characters of one value
_HIDDEN = "[…]"
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_GENERIC = frozenset({"admin", "administrator", "bruker", "root", "test", "user"})  # nobody's name, and parts of other words
_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}(?:\.[a-z][a-z0-9_]{0,30}){0,3}")
_PROXY = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.\-]*)://(?:[^@/\\?#\s]*@)?(?P<host>\[[0-9a-f:.]+\]|[a-z0-9_\-]+(?:\.[a-z0-9_\-]+)*\.?)(?P<port>:\d{1,5})?/?",
    re.IGNORECASE | re.ASCII,
)
_HOMES = re.compile(r"([/\\](?:home|users)[/\\]+)[^/\\]+", re.IGNORECASE)  # whoever's: an administrator may be looking
_PEM = "-----BEGIN"  # of its lines, the last may be too short to be known as a secret
_SEPARATORS = re.compile(r"([/\\]+)")
_SEPARATORS_OF_HOSTS = re.compile(r"(\.)")


class Grade(StrEnum):
    """How it stands. UNKNOWN is not GREEN: it could not be found out."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    UNKNOWN = "unknown"


class Item(StrEnum):
    """What is looked at, in the order in which it is shown."""

    PROGRAM = "program"
    SETTINGS = "settings"
    POLICY = "policy"
    FOLDERS = "folders"
    CLIENT = "client"
    VAULT = "vault"
    KEY = "key"
    KEY_EXPIRY = "key-expiry"
    CERTIFICATES = "certificates"
    PROXY = "proxy"
    HELSEID = "helseid"
    RESULTS = "results"
    CODE_LIST = "code-list"
    CLOCK = "clock"
    PORTS = "ports"
    BROWSER = "browser"
    JOURNAL = "journal"
    HAND_OVER = "hand-over"
    SYSTEM_LOCK = "system-lock"
    MEMORY = "memory"
    SCREEN_CAPTURE = "screen-capture"


class State(StrEnum):
    """What was found, and how that stands. The names in brackets are the values that go with it (``Finding.given``)."""

    grade: Grade

    def __new__(cls, value: str, grade: Grade) -> State:
        state = str.__new__(cls, value)
        state._value_ = value
        state.grade = grade
        return state

    NOT_CHECKED = "not-checked", Grade.UNKNOWN  # [kind] the check itself failed
    TOO_SLOW = "too-slow", Grade.UNKNOWN  # [seconds]
    WAITS_FOR_SETTINGS = "waits-for-settings", Grade.UNKNOWN
    WAITS_FOR_CLIENT = "waits-for-client", Grade.UNKNOWN
    WAITS_FOR_VAULT = "waits-for-vault", Grade.UNKNOWN
    WAITS_FOR_KEY = "waits-for-key", Grade.UNKNOWN

    PROGRAM_WHOLE = "program-whole", Grade.GREEN  # [version, python, qt, tls, system]
    PROGRAM_BROKEN = "program-broken", Grade.RED  # [part, kind, version]
    SETTINGS_GOOD = "settings-good", Grade.GREEN  # [profile, file]
    SETTINGS_PRACTICE = "settings-practice", Grade.GREEN  # the sandbox's own
    SETTINGS_STRANGE = "settings-strange", Grade.AMBER  # [profile, file, names]
    SETTINGS_ABSENT = "settings-absent", Grade.RED  # [file] that the command named
    SETTINGS_UNREADABLE = "settings-unreadable", Grade.RED  # [file, line, reason] a kind: see ``ui/settings_why.py``
    SETTINGS_INVALID = "settings-invalid", Grade.RED  # [file, line, setting, allowed]
    SETTINGS_WRONG = "settings-wrong", Grade.RED  # [file, line, setting, allowed, reason] as above
    SETTINGS_NO_SUCH = "settings-no-such", Grade.RED  # [file, line, setting] beside another that is wrong
    SETTINGS_REFUSED = "settings-refused", Grade.RED  # [file, line, setting]
    SETTINGS_SEVERAL = "settings-several", Grade.RED  # [count] with a fault for each
    POLICY_NONE = "policy-none", Grade.GREEN  # [file]
    POLICY_THERE = "policy-there", Grade.GREEN  # [file, count]
    POLICY_OPEN = "policy-open", Grade.RED  # [file] whoever uses the program can change it
    POLICY_UNREADABLE = "policy-unreadable", Grade.RED  # [file] for this account, or it is a link that leads nowhere
    POLICY_ODD = "policy-odd", Grade.AMBER  # [file] Windows: who can change it is in doubt
    POLICY_NOT_USED = "policy-not-used", Grade.GREEN  # the sandbox
    FOLDERS_GOOD = "folders-good", Grade.GREEN
    FOLDERS_OPEN = "folders-open", Grade.AMBER  # [folders]
    FOLDERS_UNUSABLE = "folders-unusable", Grade.RED  # [folders]
    CLIENT_GOOD = "client-good", Grade.GREEN  # [client, host]
    CLIENT_NONE = "client-none", Grade.RED
    CLIENT_WRONG = "client-wrong", Grade.RED  # [setting]
    VAULT_WORKS = "vault-works", Grade.GREEN  # [vault]
    VAULT_ABSENT = "vault-absent", Grade.RED
    VAULT_LOCKED = "vault-locked", Grade.AMBER  # [vault]
    VAULT_SLOW = "vault-slow", Grade.RED  # [vault]
    VAULT_BROKEN = "vault-broken", Grade.RED  # [vault, kind]
    VAULT_NOT_NEEDED = "vault-not-needed", Grade.GREEN  # locked, broken or none
    VAULT_FORGETS = "vault-forgets", Grade.RED  # [vault] what was written is not what is read
    KEY_GOOD = "key-good", Grade.GREEN  # [kind, place]
    KEY_SMALL = "key-small", Grade.AMBER  # [kind, place]
    KEY_OF_ANOTHER = "key-of-another", Grade.RED  # [place] the place names another client
    KEY_MISSING = "key-missing", Grade.RED  # [place]
    KEY_UNUSABLE = "key-unusable", Grade.RED  # [place, why]
    KEY_NEWER = "key-newer", Grade.RED  # [place] a later version of the program has kept it
    KEY_FORBIDDEN = "key-forbidden", Grade.RED  # [place] the machine's key, not for this account
    KEY_EXPOSED = "key-exposed", Grade.RED  # [place] the machine's key, open to whom it must not be
    KEY_OPEN = "key-open", Grade.RED  # [place] a key in a file that others may change, or replace
    KEY_LIST_READ = "key-list-read", Grade.UNKNOWN  # [kind, place] Windows: its access list is as it was set
    KEY_LIST_ODD = "key-list-odd", Grade.AMBER  # [place] Windows: it is another
    KEY_LIST_UNKNOWN = "key-list-unknown", Grade.UNKNOWN  # [place] Windows: it could not be read
    KEY_LASTS = "key-lasts", Grade.GREEN  # [date, days]
    KEY_ENDS_SOON = "key-ends-soon", Grade.AMBER  # [date, days]
    KEY_ENDED = "key-ended", Grade.RED  # [date, place]
    KEY_END_UNKNOWN = "key-end-unknown", Grade.UNKNOWN  # [place]
    KEY_UNFINISHED = "key-unfinished", Grade.AMBER  # a rotation broke off; one of the ring's keys works
    KEY_END_PRACTICE = "key-end-practice", Grade.GREEN  # the sandbox's key has none
    TRUST_SYSTEM = "trust-system", Grade.GREEN
    TRUST_EXTRA = "trust-extra", Grade.GREEN  # [file, count]
    TRUST_ENDED = "trust-ended", Grade.AMBER  # [file, count, ended]
    TRUST_UNREADABLE = "trust-unreadable", Grade.RED  # [file, kind]
    TRUST_OPEN = "trust-open", Grade.RED  # [file] others may change it, or replace it
    PROXY_NONE = "proxy-none", Grade.GREEN
    PROXY_USED = "proxy-used", Grade.GREEN  # [ways]
    PROXY_SLOW = "proxy-slow", Grade.AMBER
    PROXY_BROKEN = "proxy-broken", Grade.RED  # [kind]
    REACHED = "reached", Grade.GREEN  # [host, seconds]
    REACHED_LIST = "reached-list", Grade.GREEN  # [host, seconds, count]
    NO_NETWORK = "no-network", Grade.RED  # [host]
    NO_HELSENETT = "no-helsenett", Grade.RED  # [host] the results service in production
    NO_ANSWER = "no-answer", Grade.RED  # [host]
    TLS_REJECTED = "tls-rejected", Grade.RED  # [host]
    TLS_TOO_OLD = "tls-too-old", Grade.RED  # [host]
    PROXY_FAILED = "proxy-failed", Grade.RED  # [host]
    SERVER_TROUBLE = "server-trouble", Grade.RED  # [host, status]
    WRONG_ANSWER = "wrong-answer", Grade.RED  # [host, why] something else than the service answers there
    LIST_FALLBACK = "list-fallback", Grade.AMBER  # [host, dated, why] the code list: the copy at hand is used
    CLOCK_RIGHT = "clock-right", Grade.GREEN
    CLOCK_OFF = "clock-off", Grade.AMBER  # [seconds]
    CLOCK_FAR_OFF = "clock-far-off", Grade.RED  # [seconds]
    CLOCK_UNKNOWN = "clock-unknown", Grade.UNKNOWN
    PORTS_FREE = "ports-free", Grade.GREEN  # [ports]
    PORTS_SOME = "ports-some", Grade.GREEN  # [ports, busy]
    PORTS_SOME_REFUSED = "ports-some-refused", Grade.AMBER  # [ports, busy, refused] by the system, each with its error
    PORTS_BUSY = "ports-busy", Grade.RED  # [busy]
    PORTS_REFUSED = "ports-refused", Grade.RED  # [busy, refused]
    PORTS_NONE = "ports-none", Grade.RED  # no redirect address is set
    BROWSER_NAMED = "browser-named", Grade.GREEN  # [browser]
    BROWSER_SYSTEM = "browser-system", Grade.GREEN
    BROWSER_NONE = "browser-none", Grade.AMBER
    JOURNAL_KEPT = "journal-kept", Grade.GREEN  # [months, folder]
    JOURNAL_OFF = "journal-off", Grade.AMBER
    JOURNAL_BROKEN = "journal-broken", Grade.RED  # [folder]
    JOURNAL_NEWER = "journal-newer", Grade.RED  # [folder] a later version of the program has kept it
    HAND_OVER_READY = "hand-over-ready", Grade.GREEN  # [address]
    HAND_OVER_NONE = "hand-over-none", Grade.AMBER  # [why]
    SYSTEM_LOCK_TOLD = "system-lock-told", Grade.GREEN  # [by]
    SYSTEM_LOCK_PARTLY = "system-lock-partly", Grade.AMBER  # [by, locker]
    SYSTEM_LOCK_SILENT = "system-lock-silent", Grade.AMBER
    MEMORY_KEPT = "memory-kept", Grade.GREEN
    MEMORY_CORE = "memory-core", Grade.GREEN  # macOS: no core file, and no more than that
    MEMORY_OPEN = "memory-open", Grade.RED
    MEMORY_UNKNOWN = "memory-unknown", Grade.UNKNOWN
    CAPTURE_ALLOWED = "capture-allowed", Grade.GREEN
    CAPTURE_ASKED = "capture-asked", Grade.UNKNOWN  # written for this platform, not verified there
    CAPTURE_IMPOSSIBLE = "capture-impossible", Grade.AMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A line below an item. ``name``: of a setting, a folder, an origin. ``origin``: who said it, where that is a question."""

    name: str
    value: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One of several things that are wrong. ``state`` and ``given``: as a finding that has it alone."""

    state: State
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One item, found out. Everything in it may be mailed: see ``Mailable``."""

    item: Item
    state: State
    given: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    details: tuple[Detail, ...] = ()
    faults: tuple[Fault, ...] = ()
    other_grade: Grade | None = None  # where it is not the state's own

    @property
    def grade(self) -> Grade:
        """How it stands."""
        return self.other_grade or self.state.grade


if TYPE_CHECKING:
    #: How each item is found out: may raise anything, hang, and take long. That is said of the item, and of no other.
    Checks = Mapping[Item, Callable[[], Awaitable[Finding]]]


def worst(findings: Iterable[Finding]) -> Grade:
    """The grade of the whole: red before amber, amber before unknown."""
    grades = {finding.grade for finding in findings}
    return next((grade for grade in (Grade.RED, Grade.AMBER, Grade.UNKNOWN) if grade in grades), Grade.GREEN)


def exit_status(findings: Iterable[Finding]) -> int:
    """For administrators: 0 all green, 1 something red, 3 something to look at or unknown; 2 is a wrong command line."""
    return {Grade.GREEN: 0, Grade.RED: 1}.get(worst(findings), 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailable:
    """What a self-check says can be mailed: no secret, no person, not the user's name.

    Every value that comes from a file, the environment or a service passes through one of these. What was pasted into the
    wrong setting is taken out by the log's redaction; addresses lose user names, passwords and queries, and are hidden whole
    where a ``@`` may be one of a password that is not spelled as it must be; of a proxy only scheme, host and port are shown,
    or nothing; a path begins with ``~`` where it lies in the home folder, and has ``[user]`` wherever the user's name stands,
    or anybody's home folder.

    ``home``: the user's folder. ``users``: names under which the system knows the user.
    """

    home: str = ""
    users: tuple[str, ...] = ()

    def text(self, value: str) -> str:
        """Any text. A client's id (a UUID) stays: it is no secret, and the first thing that support asks for."""
        if _UUID.fullmatch(value):
            return value
        if _PEM in value:
            return _HIDDEN
        return _short(self._nameless(redact(value)))

    def path(self, value: str) -> str:
        """Of a file or folder. Long names that are made of words stay: by them it is found."""
        home = self.home.rstrip("/\\")
        if home and (value == home or value.startswith((f"{home}/", f"{home}\\"))):
            value = f"~{value[len(home) :]}"
        if _PEM in value:
            return _HIDDEN
        # Whole first: what was pasted here may have separators of its own, and be too short between them to be seen.
        return _short(self._nameless(_by_parts(_SEPARATORS, redact(value, spared))))

    def address(self, value: str) -> str:
        """Scheme, host, port and path of a URL; without user name, password, query and fragment.

        Hidden where a ``@`` stands behind the host: there, a password that holds ``/``, ``?`` or ``#`` goes on.
        """
        try:
            parts = urlsplit(value)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return _HIDDEN
        if "@" in value.removeprefix(f"{parts.scheme}://{parts.netloc}") or (not host and ":" in value):
            return _HIDDEN
        if not host:
            return self.text(value)
        shown = self.host(host) if ":" not in host else f"[{self.host(host)}]"
        more = "?…" if parts.query else ""
        return _short(f"{self.text(parts.scheme)}://{shown}{'' if port is None else f':{port}'}{self.path(parts.path)}{more}")

    def proxy(self, value: str) -> str:
        """Scheme, host and port of a proxy, and nothing of one that is spelled in any other way: it may hold a password."""
        found = _PROXY.fullmatch(value)
        if found is None:
            return _HIDDEN
        host = found["host"]
        shown = host if host.startswith("[") else self.host(host)
        return f"{self.text(found['scheme'])}://{shown}{found['port'] or ''}"

    def host(self, value: str) -> str:
        """The name or the number of a machine."""
        try:
            return str(ipaddress.ip_address(value))
        except ValueError:
            return _short(self._nameless(_by_parts(_SEPARATORS_OF_HOSTS, redact(value, spared))))

    def name(self, value: str) -> str:
        """Of a setting that somebody wrote: what does not look like one is hidden."""
        return self.text(value) if _NAME.fullmatch(value) else _HIDDEN

    def _nameless(self, value: str) -> str:
        value = _HOMES.sub(r"\1[user]", value)
        for user in self.users:
            if len(user) > 1:
                value = re.sub(rf"(?<![^\W_]){re.escape(user)}(?![^\W_])", "[user]", value, flags=re.IGNORECASE)
        return value


def mailable(environment: Mapping[str, str], home: Callable[[], object]) -> Mailable:
    """By what the system says of the user."""
    names = {environment.get(name, "") for name in ("USER", "LOGNAME", "USERNAME", "SUDO_USER", "DOAS_USER")}
    try:
        folder = str(home())
    except (RuntimeError, OSError):  # no home folder is known
        folder = ""
    names.add(_SEPARATORS.split(folder.rstrip("/\\"))[-1])
    return Mailable(
        home=folder, users=tuple(sorted((name for name in names if name and name.lower() not in _GENERIC), key=len, reverse=True))
    )


def _by_parts(separators: re.Pattern[str], value: str) -> str:
    return "".join(part if index % 2 else redact(part, spared) for index, part in enumerate(separators.split(value)))


def _short(value: str) -> str:
    plain = "".join(letter if letter.isprintable() else " " for letter in value)
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """``settings``: in force; where the files are in ``trouble``, what the policy and the built-in values say.

    ``file``: of the user's settings. ``make_http``: a new transport that tells the clock of each answer. ``proxy_for``: which
    proxy an address needs, by the system; may block. ``key_place``: where the client's key rests. ``vault``: for a probe of its
    own. ``vault_asks``: whether the vault is locked; may block. ``find_program``: the path of a command, or None. ``now``: aware.
    ``administrator``: whether this process may change everything anyway. ``lock_tellers``: who tells of the system's own lock;
    ``quiet_lockers``: what runs here that locks and does not tell; both may block.
    ``run_command``: what a program of the system says; may block. ``listen``: on the first of these redirect addresses.
    ``others``: checks of parts that this layer does not know.
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
    vault_asks: Callable[[], bool]
    probe_name: str
    find_program: Callable[[str], str | None]
    administrator: Callable[[], bool]
    lock_tellers: Callable[[], tuple[str, ...]]
    quiet_lockers: Callable[[], tuple[str, ...]]
    run_command: Callable[[Sequence[str]], str]
    listen: Listen
    others: Checks = field(default_factory=lambda: MappingProxyType({}))
