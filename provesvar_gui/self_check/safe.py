"""What a self-check says can be mailed: no secret, no person, not the user's name.

Every value that comes from a file, the environment or a service passes through one of these. What was pasted into the wrong
setting is taken out by the log's redaction; addresses lose user names, passwords and queries; a path begins with ``~`` where it
lies in the home folder, and has ``[user]`` wherever the user's name stands.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from provesvar_gui.records.redact import redact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LONGEST = 200  # characters of one value
_HIDDEN = "[…]"
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_GENERIC = frozenset({"admin", "administrator", "bruker", "root", "test", "user"})  # nobody's name, and parts of other words
_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}(?:\.[a-z][a-z0-9_]{0,30}){0,3}")
_SEPARATORS = re.compile(r"([/\\]+)")
_SEPARATORS_OF_HOSTS = re.compile(r"(\.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailable:
    """``home``: the user's folder. ``users``: names under which the system knows the user."""

    home: str = ""
    users: tuple[str, ...] = ()

    def text(self, value: str) -> str:
        """Any text. A client's id (a UUID) stays: it is no secret, and the first thing that support asks for."""
        if _UUID.fullmatch(value):
            return value
        return _short(self._nameless(redact(value)))

    def path(self, value: str) -> str:
        """Of a file or folder."""
        home = self.home.rstrip("/\\")
        if home and (value == home or value.startswith((f"{home}/", f"{home}\\"))):
            value = f"~{value[len(home) :]}"
        return _short(self._nameless(_by_parts(_SEPARATORS, value)))

    def address(self, value: str) -> str:
        """Scheme, host, port and path of a URL; without user name, password, query and fragment."""
        try:
            parts = urlsplit(value)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return _HIDDEN
        if not host:
            return self.text(value)
        shown = self.host(host) if ":" not in host else f"[{self.host(host)}]"
        more = "?…" if parts.query else ""
        return _short(f"{self.text(parts.scheme)}://{shown}{'' if port is None else f':{port}'}{self.path(parts.path)}{more}")

    def host(self, value: str) -> str:
        """The name or the number of a machine."""
        try:
            return str(ipaddress.ip_address(value))
        except ValueError:
            return _short(self._nameless(_by_parts(_SEPARATORS_OF_HOSTS, value)))

    def name(self, value: str) -> str:
        """Of a setting that somebody wrote: what does not look like one is hidden."""
        return self.text(value) if _NAME.fullmatch(value) else _HIDDEN

    def _nameless(self, value: str) -> str:
        for user in self.users:
            if len(user) > 1:
                value = re.sub(rf"(?<![^\W_]){re.escape(user)}(?![^\W_])", "[user]", value, flags=re.IGNORECASE)
        return value


def mailable(environment: Mapping[str, str], home: Callable[[], object]) -> Mailable:
    """By what the system says of the user."""
    names = {environment.get(name, "") for name in ("USER", "LOGNAME", "USERNAME")}
    try:
        folder = str(home())
    except (RuntimeError, OSError):  # no home folder is known
        folder = ""
    names.add(_SEPARATORS.split(folder.rstrip("/\\"))[-1])
    return Mailable(
        home=folder, users=tuple(sorted((name for name in names if name and name.lower() not in _GENERIC), key=len, reverse=True))
    )


def _by_parts(separators: re.Pattern[str], value: str) -> str:
    return "".join(part if index % 2 else redact(part) for index, part in enumerate(separators.split(value)))


def _short(value: str) -> str:
    plain = "".join(letter if letter.isprintable() else " " for letter in value)
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"
