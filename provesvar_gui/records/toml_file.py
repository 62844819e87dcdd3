"""Reading one TOML file into dotted names with checked values."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.records.defaults import RULES
from provesvar_gui.records.entry_line import entry_line, without_long_texts
from provesvar_gui.records.rules import RuleError
from provesvar_gui.system.presence import Presence, presence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_LIMIT = 256 * 1024  # bytes
# How tomllib begins to say what is wrong; the rest of it may quote the file. (Lib/tomllib/_parser.py of 3.11 to 3.14.)
_SYNTAX = (
    ("Expected '='", "syntax-equals"),
    ("Invalid value", "syntax-value"),
    ("Invalid date or datetime", "syntax-value"),
    ("Unterminated string", "syntax-quote"),
    ("Illegal character", "syntax-quote"),  # a text that goes over its line
    ("Unescaped", "syntax-backslash"),
    ("Invalid hex value", "syntax-backslash"),
    ("Escaped character", "syntax-backslash"),
    ("Unclosed", "syntax-bracket"),
    ("Expected ']", "syntax-bracket"),
    ("Cannot ", "syntax-twice"),
    ("Duplicate inline table key", "syntax-twice"),
    ("Expected newline", "syntax-behind"),
    ("Invalid statement", "syntax-statement"),
    ("Invalid initial character", "syntax-statement"),
)
_KINDS: Mapping[type[OSError], str] = {PermissionError: "forbidden", IsADirectoryError: "folder"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsFile:
    """``values``: dotted name -> checked value. ``raw``: all of it as TOML gave it. ``text``: as people wrote it.

    ``faults``: of the settings that cannot be used, which are not among the values.
    """

    values: Mapping[str, object]
    raw: Mapping[str, object]
    unknown: tuple[str, ...]
    text: str
    faults: tuple[AppError, ...] = ()

    def __repr__(self) -> str:
        return "SettingsFile(***)"  # an address may hold a password


def read_file(path: Path) -> SettingsFile | None:
    """None where there is no such file. Raises AppError: SETTINGS_UNREADABLE, SETTINGS_INVALID; ``params`` say where."""
    file = read_file_anyhow(path)
    if file is not None and file.faults:
        raise together(file.faults)
    return file


def together(faults: Sequence[AppError]) -> AppError:
    """The first of them, with the others."""
    first, *others = faults
    return AppError(first.code, first.detail, params=first.params, also=tuple(others))


def read_file_anyhow(path: Path) -> SettingsFile | None:
    """The same, with what is wrong in ``faults``. Raises AppError(SETTINGS_UNREADABLE) where nothing can be read at all."""
    try:
        with path.open("rb") as file:
            data = file.read(_LIMIT + 1)
    except FileNotFoundError:
        if (
            presence(path) is not Presence.ABSENT
        ):  # somebody has put a link there, and a policy is not void because it leads nowhere
            raise _unreadable(path, "", "a link that leads nowhere", kind="link") from None
        return None
    except OSError as error:
        raise _unreadable(path, "", type(error).__name__, kind=_KINDS.get(type(error), "other")) from None
    if len(data) > _LIMIT:
        raise _unreadable(path, "", "too large", kind="large")
    text = _decode(path, data)
    return _flatten(path, _parse(path, text), text)


def check(path: Path | str, name: str, value: object, text: str = "") -> object:
    """The value as the setting's rule has it. ``text``: of the file. Raises AppError(SETTINGS_INVALID)."""
    try:
        return RULES[name](value)
    except RuleError as error:
        raise _of_entry(invalid(path, name, str(error), text), error, text) from None
    except ValueError:  # urlsplit's, which quotes the value
        raise invalid(path, name, "not an address", text) from None


def _of_entry(fault: AppError, error: RuleError, text: str) -> AppError:
    """With the entry of a list, the word in it and its own line, and with what is wrong, where that is known."""
    params = {**fault.params, **({"fault": error.fault} if error.fault else {})}
    if not error.entry:
        return AppError(fault.code, fault.detail, params=params)
    params |= {"entry": str(error.entry), "word": error.word}
    if params["line"]:
        params["line"] = str(
            entry_line(params["setting"], int(params["line"]), error.entry, error.word, without_long_texts(text))
        )
    return AppError(fault.code, fault.detail, params=params)


def invalid(path: Path | str, name: str, reason: str, text: str = "") -> AppError:
    """A setting that cannot be used, with all that helps to correct it: file, line (of ``text``), and what may stand there."""
    rule = RULES.get(name)
    return AppError(
        ErrorCode.SETTINGS_INVALID,
        f"{name}: {reason}",
        params={
            "file": str(path),
            "setting": name,
            "line": line_of(name, text),
            "allowed": rule.allowed if rule is not None else f"[{name}]",
        },
    )


def line_of(name: str, text: str) -> str:
    """The line in which a setting (or its section) stands, in a file as people write it; "" where that cannot be told."""
    section, table = name.split(".", 1)[0], ""
    for number, line in enumerate(without_long_texts(text).split("\n"), 1):
        header = re.fullmatch(r"\s*\[{1,2}([\w\s.\"'-]+)\]{1,2}\s*(?:#.*)?", line)
        entry = re.match(r"\s*([\w\s.\"'-]+?)\s*=", line)
        if header:
            found = table = _plain(header[1])
        elif entry:
            found = f"{table}.{_plain(entry[1])}".removeprefix(".")
        else:
            continue
        if found == name or found.startswith(f"{name}.") or (entry and found == section):
            return str(number)
    return ""


def _plain(name: str) -> str:
    return re.sub(r"[\s\"']", "", name)


def _decode(path: Path, data: bytes) -> str:
    data = data.removeprefix(b"\xef\xbb\xbf")  # Windows' editors
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _unreadable(path, str(data.count(b"\n", 0, error.start) + 1), "not UTF-8", kind="encoding") from None


def _parse(path: Path, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = found[1] if found else str(text.count("\n") + 1)
        kind = next((kind for start, kind in _SYNTAX if str(error).startswith(start)), "syntax")
    except ValueError:  # int's own, which tomllib passes on: a number of more digits than it takes
        found = re.search(r"\d[\d_]{4000}", text)
        line, kind = str(text.count("\n", 0, found.start()) + 1) if found else "", "number"
    except RecursionError:
        line, kind = "", "syntax"
    raise _unreadable(path, line, f"not TOML ({kind})", kind=kind)


def _flatten(path: Path, raw: dict[str, object], text: str) -> SettingsFile:
    values: dict[str, object] = {}
    unknown: list[str] = []
    faults: list[AppError] = []
    sections = {name.split(".", 1)[0] for name in RULES}
    for section, table in raw.items():
        if section not in sections:
            unknown.append(section)
            continue
        if not isinstance(table, dict):
            faults.append(invalid(path, section, "not a table", text))
            continue
        for key, value in table.items():
            name = f"{section}.{key}"
            if name not in RULES:
                unknown.append(name)
                continue
            try:
                values[name] = check(path, name, value, text)
            except AppError as error:
                faults.append(error)
    return SettingsFile(values=values, raw=raw, unknown=tuple(unknown), text=text, faults=tuple(faults))


def _unreadable(path: Path, line: str, why: str, *, kind: str) -> AppError:
    return AppError(ErrorCode.SETTINGS_UNREADABLE, why, params={"file": str(path), "line": line, "kind": kind})
