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

from provesvar_gui.records.plain_words import spared
from provesvar_gui.records.redact import redact

if TYPE_CHECKING:
    import datetime
    import socket
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from provesvar_gui.errors import AppError
    from provesvar_gui.helseid.key_place import KeyPlace
    from provesvar_gui.helseid.vault import KeyVault
    from provesvar_gui.net.clock import Clock, ServerClock
    from provesvar_gui.net.http import Http
    from provesvar_gui.net.proxy import ProxyFor
    from provesvar_gui.records.places import Places
    from provesvar_gui.records.settings import Origin, Settings

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
    """What was found. The names in brackets are the values that go with it (``Finding.given``)."""

    NOT_CHECKED = "not-checked"  # [kind] the check itself failed
    TOO_SLOW = "too-slow"  # [seconds]
    WAITS_FOR_SETTINGS = "waits-for-settings"
    WAITS_FOR_CLIENT = "waits-for-client"
    WAITS_FOR_VAULT = "waits-for-vault"
    WAITS_FOR_KEY = "waits-for-key"

    PROGRAM_WHOLE = "program-whole"  # [version, python, qt, tls, system]
    PROGRAM_BROKEN = "program-broken"  # [part, kind, version]
    PROGRAM_REPLACED = "program-replaced"  # [version] of the window; what is installed by now is another
    SETTINGS_GOOD = "settings-good"  # [profile, file]
    SETTINGS_PRACTICE = "settings-practice"  # the sandbox's own
    SETTINGS_STRANGE = "settings-strange"  # [profile, file, names]
    SETTINGS_ABSENT = "settings-absent"  # [file] that the command named
    SETTINGS_UNREADABLE = "settings-unreadable"  # [file, line, reason] reason: a kind, for which ``ui/settings_why.py`` has words
    SETTINGS_INVALID = "settings-invalid"  # [file, line, setting, allowed]
    SETTINGS_WRONG = "settings-wrong"  # [file, line, setting, allowed, reason] as above
    SETTINGS_NO_SUCH = "settings-no-such"  # [file, line, setting] beside another that is wrong
    SETTINGS_REFUSED = "settings-refused"  # [file, line, setting]
    SETTINGS_SEVERAL = "settings-several"  # [count] with a fault for each
    POLICY_NONE = "policy-none"  # [file]
    POLICY_THERE = "policy-there"  # [file, count]
    POLICY_OPEN = "policy-open"  # [file] whoever uses the program can change it
    POLICY_UNREADABLE = "policy-unreadable"  # [file] for this account, or it is a link that leads nowhere
    POLICY_ODD = "policy-odd"  # [file] Windows: somebody who is not known to be an administrator can, or its list cannot be read
    POLICY_NOT_USED = "policy-not-used"  # the sandbox
    FOLDERS_GOOD = "folders-good"
    FOLDERS_OPEN = "folders-open"  # [folders]
    FOLDERS_UNUSABLE = "folders-unusable"  # [folders]
    CLIENT_GOOD = "client-good"  # [client, host]
    CLIENT_NONE = "client-none"
    CLIENT_WRONG = "client-wrong"  # [setting]
    VAULT_WORKS = "vault-works"  # [vault]
    VAULT_ABSENT = "vault-absent"
    VAULT_LOCKED = "vault-locked"  # [vault]
    VAULT_SLOW = "vault-slow"  # [vault]
    VAULT_BROKEN = "vault-broken"  # [vault, kind]
    VAULT_NOT_NEEDED = "vault-not-needed"  # locked, broken or none
    VAULT_FORGETS = "vault-forgets"  # [vault] what was written is not what is read
    KEY_GOOD = "key-good"  # [kind, place]
    KEY_SMALL = "key-small"  # [kind, place]
    KEY_BESIDE = "key-beside"  # [kind, place] another one beside it cannot be read by this version
    KEY_OF_ANOTHER = "key-of-another"  # [place] the place names another client
    KEY_MISSING = "key-missing"  # [place]
    KEY_UNUSABLE = "key-unusable"  # [place, why]
    KEY_NEWER = "key-newer"  # [place] a later version of the program has kept it
    KEY_FORBIDDEN = "key-forbidden"  # [place] the machine's key, not for this account
    KEY_EXPOSED = "key-exposed"  # [place] the machine's key, open to whom it must not be
    KEY_OPEN = "key-open"  # [place] a key in a file that others may change, or replace
    KEY_LIST_READ = "key-list-read"  # [kind, place] Windows: its access list is as it was set, as far as that was verified
    KEY_LIST_ODD = "key-list-odd"  # [place] Windows: it is another
    KEY_LIST_UNKNOWN = "key-list-unknown"  # [place] Windows: it could not be read
    KEY_LASTS = "key-lasts"  # [date, days]
    KEY_ENDS_SOON = "key-ends-soon"  # [date, days]
    KEY_ENDED = "key-ended"  # [date, place]
    KEY_END_UNKNOWN = "key-end-unknown"  # [place]
    KEY_UNFINISHED = "key-unfinished"  # a rotation broke off; one of the ring's keys works
    KEY_END_PRACTICE = "key-end-practice"  # the sandbox's key has none
    TRUST_SYSTEM = "trust-system"
    TRUST_EXTRA = "trust-extra"  # [file, count]
    TRUST_ENDED = "trust-ended"  # [file, count, ended]
    TRUST_UNREADABLE = "trust-unreadable"  # [file, kind]
    TRUST_OPEN = "trust-open"  # [file] others may change it, or replace it
    PROXY_NONE = "proxy-none"
    PROXY_USED = "proxy-used"  # [ways]
    PROXY_SLOW = "proxy-slow"
    PROXY_BROKEN = "proxy-broken"  # [kind]
    REACHED = "reached"  # [host, seconds]
    REACHED_LIST = "reached-list"  # [host, seconds, count]
    NO_NETWORK = "no-network"  # [host]
    NO_HELSENETT = "no-helsenett"  # [host] the results service in production
    NO_ANSWER = "no-answer"  # [host]
    TLS_REJECTED = "tls-rejected"  # [host]
    TLS_TOO_OLD = "tls-too-old"  # [host]
    PROXY_FAILED = "proxy-failed"  # [host]
    SERVER_TROUBLE = "server-trouble"  # [host, status]
    WRONG_ANSWER = "wrong-answer"  # [host, why] something else than the service answers there
    LIST_FALLBACK = "list-fallback"  # [host, dated, why] the code list: the copy at hand is used
    CLOCK_RIGHT = "clock-right"
    CLOCK_OFF = "clock-off"  # [seconds]
    CLOCK_FAR_OFF = "clock-far-off"  # [seconds]
    CLOCK_UNKNOWN = "clock-unknown"
    PORTS_FREE = "ports-free"  # [ports]
    PORTS_SOME = "ports-some"  # [ports, busy]
    PORTS_SOME_REFUSED = "ports-some-refused"  # [ports, busy, refused] refused: by the system, each with its name of the error
    PORTS_BUSY = "ports-busy"  # [busy]
    PORTS_REFUSED = "ports-refused"  # [busy, refused]
    PORTS_NONE = "ports-none"  # no redirect address is set
    BROWSER_NAMED = "browser-named"  # [browser]
    BROWSER_SYSTEM = "browser-system"
    BROWSER_NONE = "browser-none"
    JOURNAL_KEPT = "journal-kept"  # [months, folder]
    JOURNAL_OFF = "journal-off"
    JOURNAL_BROKEN = "journal-broken"  # [folder]
    JOURNAL_NEWER = "journal-newer"  # [folder] a later version of the program has kept it
    HAND_OVER_READY = "hand-over-ready"  # [address]
    HAND_OVER_NONE = "hand-over-none"  # [why]
    SYSTEM_LOCK_TOLD = "system-lock-told"  # [by]
    SYSTEM_LOCK_PARTLY = "system-lock-partly"  # [by, locker]
    SYSTEM_LOCK_SILENT = "system-lock-silent"
    MEMORY_KEPT = "memory-kept"
    MEMORY_CORE = "memory-core"  # macOS: no core file, and no more than that
    MEMORY_OPEN = "memory-open"
    MEMORY_UNKNOWN = "memory-unknown"
    CAPTURE_ALLOWED = "capture-allowed"
    CAPTURE_ASKED = "capture-asked"  # written for this platform, not verified there
    CAPTURE_IMPOSSIBLE = "capture-impossible"


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
    grade: Grade
    state: State
    given: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    details: tuple[Detail, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """How an item is found out. ``look`` may raise anything, hang, and take long: that is said of the item, and of no other."""

    item: Item
    look: Callable[[], Awaitable[Finding]]


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
    others: tuple[Check, ...] = ()
