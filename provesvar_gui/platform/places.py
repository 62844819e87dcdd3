"""The folders and files of one installation of the program for one user."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """``policy``: the machine's file, which this user cannot write. None: no policy (the sandbox)."""

    config: Path
    data: Path
    state: Path
    policy: Path | None

    @property
    def settings_file(self) -> Path:
        return self.config / "settings.toml"

    @property
    def roles_file(self) -> Path:
        """The remembered roles; their key lies in another folder, so that a copy of this one alone says nothing."""
        return self.data / "roles.json"

    @property
    def roles_key_file(self) -> Path:
        return self.state / "roles.key"

    @property
    def journal(self) -> Path:
        return self.data / "journal"

    @property
    def journal_seal(self) -> Path:
        """Count and head of the journal, outside its folder."""
        return self.state / "journal.seal"

    @property
    def journal_key(self) -> Path:
        """Where the policy keeps it out of the vault."""
        return self.state / "journal.key"

    @property
    def keys(self) -> Path:
        """The folder of encrypted files whose keys are in the vault, for what is larger than that allows."""
        return self.data / "keys"

    @property
    def key_lock(self) -> Path:
        """Held by who replaces the client's key."""
        return self.state / "client-key.lock"

    @property
    def window_geometry(self) -> Path:
        return self.state / "window"

    @property
    def logs(self) -> Path:
        return self.state / "logs"


def system_places(*, sandbox: bool = False, drill: bool = False) -> Places:
    """The platform's folders. The sandbox has its own, and no policy; a drill, which is one in the sandbox, others again."""
    sandbox = sandbox or drill
    config, data, state = _folders(DRILL_NAME if drill else SANDBOX_NAME if sandbox else NAME)
    return Places(config=config, data=data, state=state, policy=None if sandbox else policy_file())


def _folders(name: str) -> tuple[Path, Path, Path]:
    """Linux: the XDG Base Directory Specification; platformdirs would take 3 ms of the time to the first paint."""
    if sys.platform in ("win32", "darwin") or not os.path.isabs(os.environ.get("HOME", "")):
        import platformdirs  # 2 ms of the time to the first paint

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


def machine_key_file() -> Path:
    """Where the machine's key is unless the policy says otherwise: beside the policy, or where services keep theirs."""
    beside = policy_file().with_name("machine-key.json")
    return beside if sys.platform in ("win32", "darwin") else Path("/etc/provesvar/machine-key.json")


def policy_file() -> Path:
    """Where the administrator's file is. No environment variable has a say, since the user sets those."""
    if sys.platform == "win32":
        return _program_data() / "Provesvar" / "policy.toml"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Provesvar/policy.toml")
    return Path("/etc/xdg/provesvar/policy.toml")
