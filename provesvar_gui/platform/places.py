"""The paths of the program's own files for one user."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

from provesvar_gui.platform.registry import PolicyKey, policy_key

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

else:
    import pwd


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
