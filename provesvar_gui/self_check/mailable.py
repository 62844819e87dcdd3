"""The redaction of a self-check, so that it can be mailed: no secret, no person, not the user's name."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provesvar_gui.platform.logs import redact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LONGEST = 200  # characters of one value
_HIDDEN = "[…]"
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_GENERIC = frozenset({"admin", "administrator", "bruker", "root", "test", "user"})  # nobody's name, and parts of other words
_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}(?:\.[a-z][a-z0-9_]{0,30}){0,3}")
_ADDRESS = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.\-]*)://(?:[^@/\\?#\s]*@)?(?P<host>\[[0-9a-f:.]+\]|[a-z0-9_\-]+(?:\.[a-z0-9_\-]+)*\.?)(?P<port>:\d{1,5})?"
    r"(?P<path>(?:/[a-z0-9_.\-]*)*)",
    re.IGNORECASE | re.ASCII,
)
_HOME_FOLDERS = re.compile(r"([/\\](?:home|users)[/\\]+)[^/\\]+", re.IGNORECASE)  # whoever's: an administrator may be looking
_PEM = "-----BEGIN"  # of its lines, the last may be too short to be known as a secret
_ABSOLUTE = re.compile(r"~?[/\\]|[A-Za-z]:[/\\]")
_KEY_LIKE = re.compile(r"\+|^(?=.{8})(?=.*[a-z])(?=.*[A-Z])(?=.*\d[A-Za-z])")  # perhaps a part of a key with slashes
_SEPARATORS = re.compile(r"[/\\]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailable:
    """A text without private data: every value of a file, the environment or a service in the report passes through here.

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
        """Of a file or folder: judged name by name, since the whole is as long as a secret, and hidden where one is odd."""
        home = self.home.rstrip("/\\")
        if home and (value == home or value.startswith((f"{home}/", f"{home}\\"))):
            value = f"~{value[len(home) :]}"
        if not _ABSOLUTE.match(value):
            return self.text(value)
        odd = any(redact(name) != name or _KEY_LIKE.search(name) for name in _SEPARATORS.split(value))
        return _HIDDEN if odd or _PEM in value else _short(self._nameless(value))

    def address(self, value: str) -> str:
        """Scheme, host, port and path of a URL, and nothing of one that is spelled in any other way: it may hold a password."""
        parts = _ADDRESS.fullmatch(value)
        if parts is None:
            return _HIDDEN
        shown = parts["host"] if parts["host"].startswith("[") else self.host(parts["host"])
        path = self.path(parts["path"]) if parts["path"].strip("/") else ""
        return _short(f"{self.text(parts['scheme'])}://{shown}{parts['port'] or ''}{path}")

    def host(self, value: str) -> str:
        if value.lower().startswith("eyj"):  # a token, not a host
            return _HIDDEN
        try:
            return str(ipaddress.ip_address(value))
        except ValueError:
            return _short(self._nameless(".".join(map(redact, value.split(".")))))

    def name(self, value: str) -> str:
        """The name of a setting in a file; hidden if it does not look like one."""
        return self.text(value) if _NAME.fullmatch(value) else _HIDDEN

    def _nameless(self, value: str) -> str:
        value = _HOME_FOLDERS.sub(r"\1[user]", value)
        for user in self.users:
            if len(user) > 1:
                value = re.sub(rf"(?<![^\W_]){re.escape(user)}(?![^\W_])", "[user]", value, flags=re.IGNORECASE)
        return value


def mailable(environment: Mapping[str, str], home: Callable[[], object]) -> Mailable:
    """With the system's data about the user."""
    names = {environment.get(name, "") for name in ("USER", "LOGNAME", "USERNAME", "SUDO_USER", "DOAS_USER")}
    try:
        folder = str(home())
    except (RuntimeError, OSError):  # no home folder is known
        folder = ""
    names.add(_SEPARATORS.split(folder.rstrip("/\\"))[-1])
    return Mailable(
        home=folder, users=tuple(sorted((name for name in names if name and name.lower() not in _GENERIC), key=len, reverse=True))
    )


def _short(value: str) -> str:
    plain = "".join(letter if letter.isprintable() else " " for letter in value)
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"
