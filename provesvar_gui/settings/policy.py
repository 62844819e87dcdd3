"""Merging of the settings: built-in values < the user's file or ``--config`` < the policy's file < the policy in the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.settings.files import SettingsFile, check, read_tolerantly, together
from provesvar_gui.settings.settings import AUTHORITY, PPS, SELF_SERVICE, SETTINGS, SettingOrigin, Settings, builtin, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from provesvar_gui.platform.places import Places
    from provesvar_gui.platform.registry import PolicyKey

UNREADABLE = "unreadable"  # in place of a contact that cannot be read
_DECIDING: Final = ("profile", "profile.name", "pps", "pps.api_version")  # on which built-in values, and so other faults, depend
_NOTHING = SettingsFile(values={}, raw={}, unknown=())
#: In force where a policy cannot be read completely: the strictest values.
_STRICT: Mapping[str, object] = {
    "privacy.screen_capture": "exclude", "lock.idle_seconds": 60, "lock.wipe_seconds": 120, "lock.bedside": False,
}  # fmt: skip


class _Policy(NamedTuple):
    """The machine's policy: a file, and the registry, which wins."""

    file: SettingsFile
    registry: SettingsFile

    @property
    def values(self) -> dict[str, object]:
        return {**self.file.values, **self.registry.values}

    def over(self, values: Mapping[str, object], origins: Mapping[str, SettingOrigin], unknown: tuple[str, ...] = ()) -> Settings:
        """The settings with these values below the policy's."""
        file, registry = self.file.values, self.registry.values
        settings = settings_of(
            {**values, **self.values},
            {**origins, **dict.fromkeys(file, SettingOrigin.POLICY), **dict.fromkeys(registry, SettingOrigin.REGISTRY)},
            (*unknown, *self.file.unknown, *self.registry.unknown),
        )
        return settings._replace(overruled={name: file[name] for name in file if registry.get(name, file[name]) != file[name]})


def load_settings(places: Places, config_file: Path | None = None) -> Settings:
    """The settings of this user on this machine. ``config_file`` stands in for the user's file and must exist.

    Raises AppError: SETTINGS_UNREADABLE, SETTINGS_INVALID, SETTINGS_REFUSED; ``params`` name the file and the setting.
    """
    path = config_file or places.settings_file
    faults: list[AppError] = []
    own = _read(path, faults, needed=config_file is not None)
    policy = _Policy(_read(places.policy, faults), _read(places.registry, faults))
    if any(fault.code is ErrorCode.SETTINGS_UNREADABLE or fault.params.get("setting") in _DECIDING for fault in faults):
        raise together(faults)
    origins = dict.fromkeys(own.values, SettingOrigin.COMMAND_LINE if config_file is not None else SettingOrigin.USER)
    settings = policy.over(own.values, origins, own.unknown)
    faults += _refused_of(own, policy, path)
    if faults:
        raise together(faults)
    return _fitting(settings)


def cautious_settings(places: Places, *, read: bool = True) -> Settings:
    """The settings where the files cannot be used: the readable policy, else built-in and the strictest values."""
    faults: list[AppError] = []
    registry = _read(places.registry if read else None, faults)
    unsure = _STRICT if faults else {}  # what cannot be read there may overrule what the file says of these
    file = _read(places.policy if read else None, faults)
    policy = _Policy(file._replace(values={name: file.values[name] for name in file.values if name not in unsure}), registry)
    if not faults and (places.policy is None or read):
        return _fitting(policy.over({}, {}))
    strict = policy.over(_STRICT, {})
    return _fitting(strict._replace(ui=strict.ui._replace(drill=False)))


def _fitting(settings: Settings) -> Settings:
    """Limit the time to the lock to the time to the wipe: a patient is never wiped before the window is locked."""
    lock = settings.lock
    return settings._replace(lock=lock._replace(idle_seconds=min(lock.idle_seconds, lock.wipe_seconds)))


def _read(path: Path | PolicyKey | None, faults: list[AppError], *, needed: bool = False) -> SettingsFile:
    try:
        file = None if path is None else read_tolerantly(path)
    except AppError as error:
        faults.append(error)
        return _NOTHING
    if file is None and needed:
        params = {"file": str(path), "line": "", "kind": "absent"}
        faults.append(AppError(ErrorCode.SETTINGS_UNREADABLE, "no such file", params=params))
    if file is None:
        return _NOTHING
    faults += file.faults
    return file


def fixed_settings(values: Mapping[str, object]) -> Settings:
    """The built-in values of the profile ``test`` and these on top: for the sandbox, which reads no file."""
    checked = {name: check("", name, value) for name, value in values.items()}
    return settings_of(checked, dict.fromkeys(checked, SettingOrigin.COMMAND_LINE))


def _refused_of(own: SettingsFile, policy: _Policy, path: Path) -> Iterator[AppError]:
    """Settings of the user's file that only the policy may set, unless their value is in force anyway.

    A policy that names a production service means prod, whether it says so or not.
    """
    profile = policy.values.get("profile.name", own.values.get("profile.name"))
    if profile == "prod" or any(_national(policy.values)):
        in_force = {**builtin("prod", int(str(policy.values.get("pps.api_version", 2)))), **policy.values}
        for name, value in own.values.items():
            if SETTINGS[name].policy is not None and value != in_force[name]:
                yield _refused(name, path, "only the policy decides this in prod")
        return
    for name in _national(own.values):  # else a user could reach it through a proxy of their own by calling it a test
        yield _refused(name, path, "the production service under the profile test")


_NATIONAL: Final = {
    "helseid.authority": AUTHORITY["prod"], "helseid.selvbetjening_url": SELF_SERVICE["prod"], "pps.base_url": PPS["prod"],
}  # fmt: skip


def _national(values: Mapping[str, object]) -> list[str]:
    return [name for name, address in _NATIONAL.items() if name in values and _host(str(values[name])) == _host(address)]


def _host(address: str) -> str:
    """The host as name resolution reads it: without letter case, final dot, port and %-escapes."""
    return unquote(urlsplit(address).hostname or "").lower().rstrip(".")


def _refused(name: str, path: Path, why: str) -> AppError:
    params = {"setting": name, "file": str(path)}
    return AppError(ErrorCode.SETTINGS_REFUSED, f"{name}: {why}", params=params)


def tolerant_contacts(place: Path | PolicyKey) -> dict[str, object]:
    """The contacts in a file with faults, by name; UNREADABLE for a faulty one. Raises AppError(SETTINGS_UNREADABLE)."""
    file = read_tolerantly(place) or _NOTHING
    unreadable = [*file.unknown, *(fault.params.get("setting", "") for fault in file.faults)]  # also a misspelt name
    found = {**file.values, **dict.fromkeys(unreadable, UNREADABLE)}
    return {name.removeprefix("contact."): value for name, value in found.items() if name.partition(".")[0] == "contact"}
