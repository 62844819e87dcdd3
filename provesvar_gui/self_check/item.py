"""The items of a self-check, and what can be said of each. Codes and plain values: the words are ``ui/self_check/words.py``."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from provesvar_gui.records.settings import Origin


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
    CONTACTS = "contacts"


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
    VAULT_PRACTICE = "vault-practice"  # locked, in the sandbox
    VAULT_SLOW = "vault-slow"  # [vault]
    VAULT_BROKEN = "vault-broken"  # [vault, kind]
    VAULT_NOT_NEEDED = "vault-not-needed"
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
    KEY_END_UNKNOWN = "key-end-unknown"
    KEY_END_UNKNOWN_MACHINE = "key-end-unknown-machine"  # of the machine's key, which only its administrator writes
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
    REACHED_ASKS_LOGIN = "reached-asks-login"  # [host, seconds]
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
    CONTACTS_THERE = "contacts-there"  # [count]
    CONTACTS_NONE = "contacts-none"
    CONTACTS_PRACTICE = "contacts-practice"  # the sandbox's own
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
    """One item, found out. Everything in it may be mailed: see ``safe.py``."""

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
