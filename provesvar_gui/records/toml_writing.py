"""Writing one TOML file: some settings are set, all else that stands there is kept."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.records.toml_file import check, read_file
from provesvar_gui.system.private_file import write_private

if TYPE_CHECKING:
    from collections.abc import Mapping

_LARGE = 2**64


def update_file(path: Path, changes: Mapping[str, object]) -> None:
    """Set some values in the user's file and keep the others (its comments go). Values as TOML has them: lists, not tuples.

    Where a link leads to the file, the link stays one.
    Raises AppError where the file or a value is not acceptable, OSError where it cannot be written.
    """
    known = read_file(path)
    wanted: dict[str, object] = {
        name: dict(said) if isinstance(said, dict) else said for name, said in (known.raw if known else {}).items()
    }
    for name, value in changes.items():
        check(path, name, value)
        section, key = name.split(".", 1)
        table = wanted.setdefault(section, {})
        if isinstance(table, dict):  # read_file has refused any other
            table[key] = value
    text = _text_of(wanted)
    if tomllib.loads(text) != wanted:
        raise AppError(
            ErrorCode.SETTINGS_INVALID, "the file holds values that cannot be written back", params={"file": str(path)}
        )
    write_private(Path(os.path.realpath(path)) if path.is_symlink() else path, text.encode())


def table_text(name: str, table: Mapping[str, object]) -> str:
    """One table as it is written, for somebody who puts it into a file by hand."""
    return "\n".join([f"[{_key(name)}]", *_lines(table)])


def _text_of(document: Mapping[str, object]) -> str:
    """The whole file. What stands in no table comes first, or it would belong to one."""
    tables = {name: said for name, said in document.items() if isinstance(said, dict)}
    lines = ["# Prøvesvar", *_lines({name: said for name, said in document.items() if name not in tables})]
    for name, table in tables.items():
        lines += ["", f"[{_key(name)}]", *_lines(table)]
    return "\n".join([*lines, ""])


def _lines(table: Mapping[str, object]) -> list[str]:
    return [f"{_key(key)} = {_value(value)}" for key, value in table.items()]


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _text(key)


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() if value > _LARGE:
            return hex(value)  # as hexadecimal it may be longer than int's limit for decimals, in reading and in writing
        case int() | float():
            return repr(value)
        case str():
            return _text(value)
        case list() | tuple():
            return "[" + ", ".join(_value(item) for item in value) + "]"
        case dict():
            return "{ " + ", ".join(f"{_key(str(key))} = {_value(item)}" for key, item in value.items()) + " }"
        case _:  # dates and times: nothing of ours has any
            return str(value)


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
