"""Whom to call, read from settings that may otherwise be of no use: the card for bad days must not fail with the rest."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Final, NamedTuple

from provesvar_gui.domain.contacts import MOST_LABORATORIES, Contacts
from provesvar_gui.records.defaults import RULES
from provesvar_gui.records.rules import RuleError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from provesvar_gui.records.rules import Rule

_LIMIT: Final = 256 * 1024  # bytes
_SECTION: Final = "contact"
_HEADER: Final = re.compile(r"\s*\[{1,2}\s*([\w\"'-]+)")


def contacts_anyhow(files: Sequence[Path | None], seconds: float = 1.0) -> Contacts:
    """Whatever of ``[contact]`` can be read, a later file before an earlier one. Raises nothing.

    Another section may be wrong, the file may not even be TOML elsewhere, an entry beside a good one may be bad. A file that does
    not come in ``seconds`` (a network drive) is left out.
    """
    found: dict[int, _Found] = {}

    def read(place: int, path: Path) -> None:
        found[place] = _usable(_table(path))

    readers = []
    for place, path in enumerate(files):
        if path is not None:
            readers.append(threading.Thread(target=read, args=(place, path), name="provesvar-contacts", daemon=True))
            readers[-1].start()
    for reader in readers:
        reader.join(seconds)
    merged: dict[str, object] = {}
    missing: dict[str, int] = {}
    for place in sorted(found):
        merged |= found[place].values
        missing |= found[place].missing
    return Contacts(missing=sum(missing.values()), **merged)  # type: ignore[arg-type]  # each value has passed the rule of its name


class _Found(NamedTuple):
    """Of one file. ``missing``: how many entries of each name could not be read."""

    values: Mapping[str, object]
    missing: Mapping[str, int]


def _table(path: Path) -> Mapping[str, object] | None:
    """None: it stands there and cannot be read."""
    try:
        with path.open("rb") as file:
            text = file.read(_LIMIT).decode("utf-8", errors="replace").removeprefix("\ufeff")
    except OSError:
        return {}
    section = _section(text)
    for candidate in (text, section):
        table = _parsed(candidate).get(_SECTION)
        if isinstance(table, dict):
            return table
    return None if section else {}


def _parsed(text: str) -> Mapping[str, object]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):  # TOMLDecodeError, and int's own for a number that is too long
        return {}


def _section(text: str) -> str:
    """The lines of ``[contact]`` and of the tables below it alone."""
    lines, inside = [], False
    for line in text.splitlines():
        header = _HEADER.match(line)
        if header and not line.lstrip().startswith(("[{", '["', "['")):
            inside = header[1].strip("\"'") == _SECTION
        if inside:
            lines.append(line)
    return "\n".join(lines)


def _usable(table: Mapping[str, object] | None) -> _Found:
    if table is None:
        return _Found({}, {"": 1})
    made: dict[str, object] = {}
    missing: dict[str, int] = {}
    for name, value in table.items():
        rule = RULES.get(f"{_SECTION}.{name}")
        if rule is None:
            continue
        try:
            made[name], missing[name] = rule(value), 0  # all is well with it, whatever is wrong with another file's
        except RuleError:
            missing[name] = 1
            if isinstance(value, list):
                kept = tuple(one for entry in value for one in _one(rule, entry))[:MOST_LABORATORIES]
                made[name], missing[name] = kept, len(value) - len(kept)
    return _Found(made, missing)


def _one(rule: Rule, entry: object) -> tuple[object, ...]:
    try:
        checked = rule([entry])
    except RuleError:
        return ()
    return checked if isinstance(checked, tuple) else ()
