"""Merging of the settings: built-in values < the user's file or ``--config`` < the policy's file < the policy in the registry."""

from __future__ import annotations

import os
import re
import tomllib
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.files import write_private
from provesvar_gui.platform.places import PolicyKey
from provesvar_gui.platform.process import Presence, presence
from provesvar_gui.settings.rules import RegistryType, RuleError
from provesvar_gui.settings.settings import (
    AUTHORITY,
    PPS,
    SECTIONS,
    SELF_SERVICE,
    SETTINGS,
    SettingOrigin,
    Settings,
    builtin,
    settings_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from provesvar_gui.platform.places import Places


_LIMIT = 256 * 1024  # bytes
# The beginnings of tomllib's messages about a backslash, as in a Windows path; the rest of a message may quote the file.
_BACKSLASH = ("Unescaped", "Invalid hex value", "Escaped character")
#: Why a file cannot be read, by the ``kind`` of the error. Nothing of the file is quoted: it may hold a misplaced secret.
REASONS: Final = {
    "absent": "There is no such file.",
    "forbidden": "This account may not read it.",
    "link": "It is a link, or lies behind one, that leads to nothing.",
    "folder": "It is a folder.",
    "large": "It is too large.",
    "encoding": "It is not text in UTF-8.",
    "syntax": "What stands there is not TOML: look for quotation marks, brackets and a setting that stands twice.",
    "backslash": "Not TOML: a backslash in a text; write it twice, or put the text between single quotation marks.",
    "slow": "It did not come in time. It may lie on a network drive.",
    "unwritable": "It could not be written.",
    "other": "The system reports an error.",
}
_KINDS: Mapping[type[OSError], str] = {PermissionError: "forbidden", IsADirectoryError: "folder"}


class SettingsFile(NamedTuple):
    """``values``: checked, by dotted name. ``raw``: the TOML document. ``faults``: of the settings left out of ``values``."""

    values: Mapping[str, object]
    raw: Mapping[str, object]
    unknown: tuple[str, ...]
    faults: tuple[AppError, ...] = ()

    def __repr__(self) -> str:
        return "SettingsFile(***)"  # an address may hold a password


def read_file(path: Path) -> SettingsFile | None:
    """The file; None if absent. Raises AppError: SETTINGS_UNREADABLE, SETTINGS_INVALID; ``params``: the place."""
    file = read_file_tolerantly(path)
    if file is not None and file.faults:
        raise together(file.faults)
    return file


def together(faults: Sequence[AppError]) -> AppError:
    first, *others = faults
    return AppError(first.code, first.detail, params=first.params, also=tuple(others))


def read_tolerantly(place: Path | PolicyKey) -> SettingsFile | None:
    """With errors of single settings in ``faults``; None if absent. Raises AppError(SETTINGS_UNREADABLE)."""
    return _read_registry(place) if isinstance(place, PolicyKey) else read_file_tolerantly(place)


def _read_registry(key: PolicyKey) -> SettingsFile | None:
    try:
        found = key.read()
    except OSError as error:
        raise _unreadable(key, "", type(error).__name__, kind=_KINDS.get(type(error), "other")) from None
    if found is None:
        return None
    raw: dict[str, object] = {}
    for section, table in found.items():
        raw[section] = table
        if isinstance(table, dict):
            raw[section] = {name: _as_toml(f"{section}.{name}", value) for name, value in table.items()}
    return _flatten(key, raw)


def _as_toml(name: str, value: object) -> object:
    """A value of the registry as TOML has it; what does not fit is left to the setting's rule, which refuses it."""
    kind = SETTINGS[name].rule.kind if name in SETTINGS else None
    if kind is RegistryType.FLAG and value in (0, 1):
        return bool(value)
    if kind is RegistryType.TABLES and isinstance(value, str | list):
        text = value if isinstance(value, str) else " ".join(value)  # lines may end within a table
        try:
            document = tomllib.loads(f"value = {text}")
        except (ValueError, RecursionError):
            return None
        return document["value"] if len(document) == 1 else None
    return value


def read_file_tolerantly(path: Path) -> SettingsFile | None:
    """As ``read_file``, with errors of single settings in ``faults``. Raises AppError(SETTINGS_UNREADABLE)."""
    try:
        with path.open("rb") as file:
            data = file.read(_LIMIT + 1)
    except FileNotFoundError:
        if presence(path) is not Presence.ABSENT:  # a link to nothing; a policy behind one is not simply absent
            raise _unreadable(path, "", "a link that leads nowhere", kind="link") from None
        return None
    except OSError as error:
        raise _unreadable(path, "", type(error).__name__, kind=_KINDS.get(type(error), "other")) from None
    if len(data) > _LIMIT:
        raise _unreadable(path, "", "too large", kind="large")
    return _flatten(path, _parse(path, _decode(path, data)))


def check(path: Path | PolicyKey | str, name: str, value: object) -> object:
    """The value checked by the setting's rule. Raises AppError(SETTINGS_INVALID)."""
    try:
        return SETTINGS[name].rule(value)
    except RuleError as error:
        raise _invalid(path, name, str(error), error.entry) from None
    except ValueError:  # of an address or a date: it may quote the value
        raise _invalid(path, name, "not of its form") from None


def _invalid(path: Path | PolicyKey | str, name: str, reason: str, entry: int = 0) -> AppError:
    """The error for an invalid setting, with the file or the registry's key, and the allowed values."""
    rule = SETTINGS[name].rule if name in SETTINGS else None
    allowed = rule.allowed if rule is not None else f"[{name}]"
    if rule is not None and isinstance(path, PolicyKey):
        allowed += f" ({rule.kind})"
    params = {"file": str(path), "setting": name, "allowed": allowed}
    params |= {"entry": str(entry)} if entry else {}
    return AppError(ErrorCode.SETTINGS_INVALID, f"{name}: {reason}", params=params)


def _decode(path: Path, data: bytes) -> str:
    data = data.removeprefix(b"\xef\xbb\xbf")  # Windows' editors
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _unreadable(path, str(data.count(b"\n", 0, error.start) + 1), "not UTF-8", kind="encoding") from None


def _parse(path: Path, text: str) -> dict[str, object]:
    line, kind = "", "syntax"
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = found[1] if found else str(text.count("\n") + 1)
        kind = "backslash" if str(error).startswith(_BACKSLASH) else kind
    except (ValueError, RecursionError):  # a number of more digits than Python takes; brackets in brackets
        pass
    raise _unreadable(path, line, f"not TOML ({kind})", kind=kind)


def _flatten(path: Path | PolicyKey, raw: dict[str, object]) -> SettingsFile:
    values: dict[str, object] = {}
    unknown: list[str] = []
    faults: list[AppError] = []
    for section, table in raw.items():
        if section not in SECTIONS:
            unknown.append(section)
            continue
        if not isinstance(table, dict):
            faults.append(_invalid(path, section, "not a table"))
            continue
        for key, value in table.items():
            name = f"{section}.{key}"
            if name not in SETTINGS:
                unknown.append(name)
                continue
            try:
                values[name] = check(path, name, value)
            except AppError as error:
                faults.append(error)
    return SettingsFile(values=values, raw=raw, unknown=tuple(unknown), faults=tuple(faults))


def _unreadable(path: Path | PolicyKey, line: str, why: str, *, kind: str) -> AppError:
    return AppError(ErrorCode.SETTINGS_UNREADABLE, why, params={"file": str(path), "line": line, "kind": kind})


def update_file(path: Path, changes: Mapping[str, object]) -> None:
    """Set some values in the user's file and keep the others (its comments go). Values as TOML has them: lists, not tuples.

    Where a link leads to the file, the link stays one.
    Raises AppError where the file or a value is not acceptable, OSError where it cannot be written.
    """
    known = read_file(path)
    wanted: dict[str, object] = deepcopy(dict(known.raw)) if known is not None else {}
    for name, value in changes.items():
        check(path, name, value)
        section, key = name.split(".", 1)
        table = wanted.setdefault(section, {})
        if isinstance(table, dict):  # read_file has refused any other
            table[key] = value
    try:
        text = _document(wanted)
        same = tomllib.loads(text) == wanted
    except ValueError:  # a number of more digits than Python writes
        same = False
    if not same:
        raise AppError(
            ErrorCode.SETTINGS_INVALID, "the file holds values that cannot be written back", params={"file": str(path)}
        )
    write_private(Path(os.path.realpath(path)) if path.is_symlink() else path, text.encode())


def table_text(name: str, table: Mapping[str, object]) -> str:
    return "\n".join([f"[{_key(name)}]", *_entries(table)])


def _document(document: Mapping[str, object]) -> str:
    """The text of the file. Entries outside a table come first, or they would belong to one."""
    tables = {name: table for name, table in document.items() if isinstance(table, dict)}
    lines = ["# Prøvesvar", *_entries({name: table for name, table in document.items() if name not in tables})]
    for name, table in tables.items():
        lines += ["", f"[{_key(name)}]", *_entries(table)]
    return "\n".join([*lines, ""])


def _entries(table: Mapping[str, object]) -> list[str]:
    return [f"{_key(key)} = {toml_text(value)}" for key, value in table.items()]


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _quoted(key)


def toml_text(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return _quoted(value)
        case list() | tuple():
            return "[" + ", ".join(toml_text(item) for item in value) + "]"
        case dict():
            return "{ " + ", ".join(f"{_key(str(key))} = {toml_text(item)}" for key, item in value.items()) + " }"
        case _:  # dates and times; no setting of ours has one
            return str(value)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'


UNREADABLE = "unreadable"  # in place of a contact that cannot be read
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
    if any(fault.code is ErrorCode.SETTINGS_UNREADABLE or _decides(fault) for fault in faults):
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


def _decides(fault: AppError) -> bool:
    """Whether the built-in values, and so other faults, depend on the faulty setting."""
    return fault.params.get("setting") in ("profile", "profile.name", "pps", "pps.api_version")


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
    """The settings of these that name a production service."""
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
