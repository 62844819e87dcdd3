"""TOML files of settings: reading with checked values and the line of each error, and writing. And the policy in the registry."""

from __future__ import annotations

import os
import re
import tomllib
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.files import write_private
from provesvar_gui.platform.process import may_be_there
from provesvar_gui.platform.registry import PolicyKey
from provesvar_gui.settings.rules import RegistryType, RuleError
from provesvar_gui.settings.settings import SECTIONS, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    file = read_tolerantly(path)
    if file is not None and file.faults:
        raise together(file.faults)
    return file


def together(faults: Sequence[AppError]) -> AppError:
    first, *others = faults
    return AppError(first.code, first.detail, params=first.params, also=tuple(others))


def read_tolerantly(place: Path | PolicyKey) -> SettingsFile | None:
    """With errors of single settings in ``faults``; None if absent. Raises AppError(SETTINGS_UNREADABLE)."""
    return _read_registry(place) if isinstance(place, PolicyKey) else _read_file(place)


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


def _read_file(path: Path) -> SettingsFile | None:
    try:
        with path.open("rb") as file:
            data = file.read(_LIMIT + 1)
    except FileNotFoundError:
        if may_be_there(path):  # a link to nothing; a policy behind one is not simply absent
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
    write_private(Path(os.path.realpath(path)) if path.is_symlink() else path, _document(wanted).encode())


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
