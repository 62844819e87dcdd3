"""The redaction of a self-check, so that it can be mailed: no secret, no person, not the user's name."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from provesvar_gui.platform.logs import redact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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


# -- names that people have made
#
# ``redact`` takes whatever is long for a secret. In a log that is right; of a path it would leave nothing by which it is found.

_BETWEEN = re.compile(r"[/.\-_]+")
_SEGMENTS = re.compile(r"[/.]")
# A word with a few digits at its end, several words with capitals between, an abbreviation, or a short number such as a year.
_TOKEN = re.compile(r"(?:[A-Z]?[a-z]+(?:[A-Z][a-z]+)*[A-Z]?|[A-Z]{1,8})\d{0,3}|\d{1,4}")
_HUMP = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_LONGEST_WORD = 27  # letters of one word: "spesialisthelsetjenesten" has 24, and redact takes 28 for a secret
_NEEDS_VOWEL = 4  # letters
_KEY = 20  # letters and digits of a path's parts, together, that are no words: so many may be a key with slashes of its own
_FIRM = re.compile(
    r"[A-Z][a-z]{2,}|[a-z]{3,}"
)  # a part before one that is no piece of it: of three letters and more, in one case
_MEAN = 3  # letters of a word, at least, over the whole: a key that happens to be all letters changes case more often


def is_plain(run: str) -> bool:
    """Whether a run of ASCII letters, digits, ``/ . - _`` is made of words and short numbers alone.

    Random base64, base64url, base32 and hexadecimal are not: digits stand within them, and case changes without reason.
    """
    words: list[str] = []
    for token in filter(None, _BETWEEN.split(run)):
        if _TOKEN.fullmatch(token) is None:
            return False
        words += _HUMP.findall(token)
    if any(len(word) > _LONGEST_WORD or (len(word) >= _NEEDS_VOWEL and not _VOWEL.search(word)) for word in words):
        return False
    return bool(words) and sum(map(len, words)) >= _MEAN * len(words)


def spared(run: str) -> str:
    """What is shown of a long run in a path: all of it, or what stands before the first part that may be of a key."""
    parts = run.split("/")
    odd = [number for number, part in enumerate(parts) if part and not is_plain(part)]
    if is_plain(run) or sum(len(each) for each in _SEGMENTS.split(run) if each and not is_plain(each)) < _KEY:
        return run
    if not odd:  # each part for itself might be a word
        return "[secret]"
    shown = odd[0]
    while shown and not _FIRM.fullmatch(parts[shown - 1]):
        shown -= 1
    return "".join(f"{part}/" for part in parts[:shown]) + "[secret]"
