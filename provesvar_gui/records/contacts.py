"""Whom to call, read from settings that may otherwise be of no use: the card for bad days must not fail with the rest."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Final

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
    found: dict[int, Mapping[str, object]] = {}

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
    for place in sorted(found):
        merged |= found[place]
    return Contacts(**merged)  # type: ignore[arg-type]  # each value has passed the rule of its name


def _table(path: Path) -> Mapping[str, object]:
    try:
        with path.open("rb") as file:
            text = file.read(_LIMIT).decode("utf-8", errors="replace").removeprefix("\ufeff")
    except OSError:
        return {}
    for candidate in (text, _section(text)):
        table = _parsed(candidate).get(_SECTION)
        if isinstance(table, dict):
            return table
    return {}


def _parsed(text: str) -> Mapping[str, object]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
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


def _usable(table: Mapping[str, object]) -> Mapping[str, object]:
    made: dict[str, object] = {}
    for name, value in table.items():
        rule = RULES.get(f"{_SECTION}.{name}")
        if rule is None:
            continue
        try:
            made[name] = rule(value)
        except RuleError:
            if isinstance(value, list):
                made[name] = tuple(one for entry in value for one in _one(rule, entry))[:MOST_LABORATORIES]
    return made


def _one(rule: Rule, entry: object) -> tuple[object, ...]:
    try:
        checked = rule([entry])
    except RuleError:
        return ()
    return checked if isinstance(checked, tuple) else ()
