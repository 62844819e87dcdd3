"""Contacts from settings that cannot be used otherwise, so that the downtime card works even then."""

from __future__ import annotations

import re
import threading
import time
import tomllib
from typing import TYPE_CHECKING, Any, Final

from provesvar_gui.platform.process import Presence, presence
from provesvar_gui.settings import rules
from provesvar_gui.settings.contacts import MOST_LABORATORIES, Contact, Contacts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_LIMIT: Final = 256 * 1024  # bytes
_SECTION: Final = "contact"
_HEADER: Final = re.compile(rf"\s*\[+\s*[\"']?{_SECTION}[\"']?\s*[.\]]")


def tolerant_contacts(files: Sequence[Path | None], seconds: float = 1.0) -> Contacts:
    """Whatever of ``[contact]`` can be read, a later file before an earlier one. Raises nothing.

    Another section may be wrong, the file may not even be TOML elsewhere, an entry beside a good one may be bad. What stands
    there and could not be read is counted, a whole file as one; nothing of an earlier file stands in for it: a user's own number
    is not shown as if it were the organisation's. A file that does not come in ``seconds`` (a network drive) counts as one, too.
    """
    paths = [path for path in files if path is not None]
    tables: dict[Path, Mapping[str, object] | None] = {}

    def read(path: Path) -> None:
        tables[path] = _table(path)

    end = time.monotonic() + seconds
    threads = [threading.Thread(target=read, args=(path,), name="provesvar-contacts", daemon=True) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    values: dict[str, Any] = {}
    missing: dict[str, int] = {}
    for path in paths:
        table = tables.get(path)
        if table is None:
            values, missing = {}, {str(path): 1}
            continue
        for name, value in table.items():
            usable, missing[name] = _usable(name, value)
            values.pop(name, None)
            if usable is not None:
                values[name] = usable
    return Contacts(missing=sum(missing.values()), **values)


def _table(path: Path) -> Mapping[str, object] | None:
    """What a file says of it; nothing where there is no file. None: it cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(_LIMIT + 1)
    except OSError:
        return {} if presence(path) is Presence.ABSENT else None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # an editor of Windows
    if len(content) > _LIMIT or "\0" in text:
        return None
    parsed = _parsed(text)
    if parsed is None:  # then the section alone, if the word stands there at all
        lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
        if not any(_SECTION in line for line in lines):
            return {}
        parsed = _parsed(_section(lines))
        if not parsed:
            return None
    table = parsed.get(_SECTION, {})
    return table if isinstance(table, dict) else None


def _section(lines: Sequence[str]) -> str:
    inside, kept = False, []
    for line in lines:
        if line.lstrip().startswith("["):
            inside = _HEADER.match(line) is not None
        if inside:
            kept.append(line)
    return "\n".join(kept)


def _parsed(text: str) -> Mapping[str, object] | None:
    """None: it is not TOML."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):  # TOMLDecodeError, and int's own for a number that is too long
        return None


def _usable(name: str, value: object) -> tuple[Contact | tuple[Contact, ...] | None, int]:
    """What can be shown of one entry, and how many of it cannot."""
    if name == "laboratories" and isinstance(value, list):
        found = [one for entry in value if (one := _contact(entry)) is not None]
        return tuple(found[:MOST_LABORATORIES]), len(value) - len(found[:MOST_LABORATORIES])
    one = _contact(value) if name in ("privacy", "support") else None  # else misspelt, or of a later version: somebody is meant
    return one, int(one is None and value != "")


def _contact(entry: object) -> Contact | None:
    try:
        return rules.contact(entry)
    except rules.RuleError:
        return None
