"""The paths of the program's own files for one user."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


_PATH: Final = r"Software\Policies\Provesvar"
# winnt.h
_READ, _64_BIT = 0x20019, 0x0100
_CHANGES: Final = (0x0002, 0x0004, 0x10000, 0x40000, 0x80000)  # its values, keys in it, that it is there, its rights, its owner
_TYPES: Final = (1, 4, 7)  # REG_SZ, REG_DWORD, REG_MULTI_SZ. Never REG_EXPAND_SZ: a user sets the variables


class Winreg(Protocol):
    """What is used of the module ``winreg``; each call raises OSError."""

    HKEY_LOCAL_MACHINE: int

    def OpenKey(self, key: Any, sub_key: str, reserved: int, access: int, /) -> AbstractContextManager[Any]: ...  # noqa: N802
    def QueryInfoKey(self, key: Any, /) -> tuple[int, int, int]: ...  # noqa: N802
    def EnumKey(self, key: Any, index: int, /) -> str: ...  # noqa: N802
    def EnumValue(self, key: Any, index: int, /) -> tuple[str, Any, int]: ...  # noqa: N802


class PolicyKey:
    def __init__(self, winreg: Winreg) -> None:
        self._winreg = winreg

    def __str__(self) -> str:
        return rf"HKLM\{_PATH}"

    def read(self) -> dict[str, object] | None:
        """The values by section, all names in small letters; None where there is no such key. Raises OSError.

        Numbers, texts and lists of texts; what is none of these is None, a key in a section too.
        """
        try:
            with self._open(_READ) as key:
                sections, values = self._contents(key)
        except FileNotFoundError:
            return None
        for section in sections:
            with self._open(_READ, rf"{_PATH}\{section}") as key:
                keys, found = self._contents(key)
            values[section.lower()] = dict.fromkeys(map(str.lower, keys)) | found
        return values

    def may_be_written(self) -> bool:
        """Whether this account may change it or a section in any way, which only administrators should."""
        places = [_PATH]
        with suppress(OSError), self._open(_READ) as key:
            places += [rf"{_PATH}\{section}" for section in self._contents(key)[0]]
        return any(self._opens(access, place) for place in places for access in _CHANGES)

    def _opens(self, access: int, path: str) -> bool:
        with suppress(OSError), self._open(access, path):
            return True
        return False

    def _open(self, access: int, path: str = _PATH) -> AbstractContextManager[Any]:
        return self._winreg.OpenKey(self._winreg.HKEY_LOCAL_MACHINE, path, 0, access | _64_BIT)

    def _contents(self, key: Any) -> tuple[list[str], dict[str, object]]:
        keys, values, _ = self._winreg.QueryInfoKey(key)
        found = (self._winreg.EnumValue(key, place) for place in range(values))
        named: dict[str, object] = {name.lower(): value if kind in _TYPES else None for name, value, kind in found}
        return [self._winreg.EnumKey(key, place) for place in range(keys)], named


if sys.platform == "win32":
    import winreg

    def policy_key() -> PolicyKey | None:
        return PolicyKey(winreg)
else:

    def policy_key() -> PolicyKey | None:
        return None


NAME = "provesvar"
SANDBOX_NAME = "provesvar-sandbox"
DRILL_NAME = "provesvar-drill"


if sys.platform == "win32":
    import winreg

    def _program_data() -> Path:
        key = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\Shell Folders"
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as opened:
                return Path(str(winreg.QueryValueEx(opened, "Common AppData")[0]))
        except OSError:
            return Path(r"C:\ProgramData")


class Places(NamedTuple):
    """``policy``: the administrator's file, read-only for the user; ``registry``: on Windows also theirs. None in the sandbox."""

    config: Path
    data: Path
    state: Path
    policy: Path | None
    registry: PolicyKey | None = None

    @property
    def settings_file(self) -> Path:
        return self.config / "settings.toml"

    @property
    def roles_file(self) -> Path:
        """The remembered roles by keyed digests of HPR numbers; the key is in another folder, against copies of this file."""
        return self.data / "roles.json"

    @property
    def roles_key_file(self) -> Path:
        return self.state / "roles.key"

    @property
    def journal(self) -> Path:
        return self.data / "journal"

    @property
    def journal_seal(self) -> Path:
        """Number of entries and last hash of the journal, outside its folder."""
        return self.state / "journal.seal"

    @property
    def journal_key(self) -> Path:
        """Used only where the policy keeps the key out of the vault."""
        return self.state / "journal.key"

    @property
    def keys(self) -> Path:
        """Encrypted files for secrets too large for the vault, which holds their keys."""
        return self.data / "keys"

    @property
    def key_lock(self) -> Path:
        """Held during the rotation of the client's key."""
        return self.state / "client-key.lock"

    @property
    def window_geometry(self) -> Path:
        return self.state / "window"

    @property
    def logs(self) -> Path:
        return self.state / "logs"


def system_places(*, sandbox: bool = False, drill: bool = False) -> Places:
    """The paths by the conventions of the platform; the sandbox and a drill in the sandbox have folders of their own."""
    sandbox = sandbox or drill
    config, data, state = _folders(DRILL_NAME if drill else SANDBOX_NAME if sandbox else NAME)
    policy, registry = (None, None) if sandbox else (policy_file(), policy_key())
    return Places(config=config, data=data, state=state, policy=policy, registry=registry)


def _folders(name: str) -> tuple[Path, Path, Path]:
    """Config, data, state. Linux: the XDG Base Directory Specification, without platformdirs (3 ms of the start)."""
    if sys.platform in ("win32", "darwin") or not os.path.isabs(os.environ.get("HOME", "")):
        import platformdirs  # 2 ms of the start

        dirs = platformdirs.PlatformDirs(appname=name, appauthor=False, roaming=False)
        return dirs.user_config_path, dirs.user_data_path, dirs.user_state_path
    config, data, state = (
        Path(given if os.path.isabs(given := os.environ.get(variable, "")) else f"{os.environ['HOME']}/{usual}", name)
        for variable, usual in (
            ("XDG_CONFIG_HOME", ".config"),
            ("XDG_DATA_HOME", ".local/share"),
            ("XDG_STATE_HOME", ".local/state"),
        )
    )
    return config, data, state


def account_name() -> str:
    """As the system knows it: environment variables are not read, since the user can set them."""
    if sys.platform == "win32":
        return os.getlogin()
    import pwd  # only where a policy needs it

    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


def machine_key_file() -> Path:
    """The default path of the machine's key: beside the policy on Windows and macOS, in /etc elsewhere."""
    beside = policy_file().with_name("machine-key.json")
    return beside if sys.platform in ("win32", "darwin") else Path("/etc/provesvar/machine-key.json")


def policy_file() -> Path:
    """The administrator's file. Environment variables are not read, since the user can set them."""
    if sys.platform == "win32":
        return _program_data() / "Provesvar" / "policy.toml"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Provesvar/policy.toml")
    return Path("/etc/xdg/provesvar/policy.toml")
