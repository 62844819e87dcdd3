"""Whom to call, read from settings that may otherwise be of no use: the card for bad days must not fail with the rest."""

from __future__ import annotations

import codecs
import re
import threading
import time
import tomllib
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from provesvar_gui.domain.contacts import MOST_LABORATORIES, Contacts
from provesvar_gui.records.defaults import RULES
from provesvar_gui.records.entry_line import without_long_texts
from provesvar_gui.records.rules import RuleError
from provesvar_gui.system.presence import Presence, presence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from provesvar_gui.records.rules import Rule

_LIMIT: Final = 256 * 1024  # bytes
_SECTION: Final = "contact"
_SECTIONS: Final = frozenset(name.split(".")[0] for name in RULES)
_HEADER: Final = re.compile(r"\s*\[{1,2}\s*([\w\"'-]+)")
_NAMED: Final = re.compile(r"\s*([\w-]+|\"[^\"]*\"|'[^']*')\s*[.=]")  # a line that begins an entry
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def contacts_anyhow(files: Sequence[Path | None], seconds: float = 1.0) -> Contacts:
    """Whatever of ``[contact]`` can be read, a later file before an earlier one. Raises nothing.

    Another section may be wrong, the file may not even be TOML elsewhere, an entry beside a good one may be bad. What stands
    there and could not be read is counted, a whole file as one; nothing of an earlier file stands in for it: a user's own number
    is not shown as if it were the organisation's. For a file that does not come in ``seconds`` (a network drive) stands what it
    said before in this run; it is waited for once, and neither asked nor waited for again while it hangs.
    """
    end = time.monotonic() + seconds
    readers = {place: _reader(path) for place, path in enumerate(files) if path is not None}
    merged: dict[str, object] = {}
    missing: dict[str, int] = {}
    for place, reader in readers.items():
        here = reader.said_by(end)
        if _ALL in here.missing:
            merged, missing = {}, {}
        for name in here.missing:
            merged.pop(name, None)
        merged |= here.values
        missing |= {f"{place}" if name == _ALL else name: count for name, count in here.missing.items()}
    return Contacts(missing=sum(missing.values()), **merged)  # type: ignore[arg-type]  # each value has passed the rule of its name


class _Found(NamedTuple):
    """Of one file. ``missing``: how many entries of each name could not be read."""

    values: Mapping[str, object]
    missing: Mapping[str, int]


_ALL: Final = ""  # in place of a name: nobody knows which
_UNREAD: Final = _Found({}, {_ALL: 1})


class _Reader:
    """Reads one file, once, on a thread. ``said``: what it said before."""

    def __init__(self, path: Path, said: _Found) -> None:
        self._path, self._said = path, said
        self._late = False
        self._thread = threading.Thread(target=self._read, name="provesvar-contacts", daemon=True)
        with suppress(RuntimeError):  # the system has no thread to give: what was said before stands
            self._thread.start()

    @property
    def hangs(self) -> bool:
        return self._late and self._thread.is_alive()

    def said_by(self, end: float) -> _Found:
        """What it says, or has said before."""
        if not self.hangs and self._thread.ident is not None:
            self._thread.join(max(0.0, end - time.monotonic()))
            self._late = self._thread.is_alive()
        return self._said

    def _read(self) -> None:
        self._said = _usable(_table(self._path))


_last: Final[dict[Path, _Reader]] = {}  # of each file


def _reader(path: Path) -> _Reader:
    before = _last.get(path)
    if before is None or not before.hangs:
        _last[path] = _Reader(path, _UNREAD if before is None else before.said_by(0.0))
    return _last[path]


def _table(path: Path) -> Mapping[str, object] | None:
    """None: it stands there and cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(_LIMIT + 1)
    except OSError:
        return {} if presence(path) is Presence.ABSENT else None
    text = _decoded(content)
    if len(content) > _LIMIT or "\0" in text:
        return None
    whole = _parsed(text)
    if whole is not None:
        return _of(whole) if _SECTION in whole else {}
    section, in_doubt = _section(text)
    parsed = _parsed(section) or {}
    if _SECTION in parsed:
        return _of(parsed)
    return None if section or in_doubt else {}


def _of(parsed: Mapping[str, object]) -> Mapping[str, object] | None:
    table = parsed[_SECTION]
    return table if isinstance(table, dict) else None


def _decoded(content: bytes) -> str:
    """Line by line: one line in an editor's own encoding leaves the others as they are."""
    if content.startswith(_UTF_16):
        return content.decode("utf-16", errors="replace")
    return "\n".join(map(_line, content.removeprefix(codecs.BOM_UTF8).splitlines()))


def _line(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _parsed(text: str) -> Mapping[str, object] | None:
    """None: it is not TOML."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):  # TOMLDecodeError, and int's own for a number that is too long
        return None


def _section(text: str) -> tuple[str, bool]:
    """What is said of ``contact`` alone, and whether the word stands where nobody can tell what is said of it.

    Lines before the first table that begin with it, its table, and tables below it. A text over several lines begins none.
    """
    lines, inside, top, in_doubt = [], False, True, False
    for line, bare in zip(text.split("\n"), without_long_texts(text).split("\n"), strict=True):
        header, named = _header(bare), _NAMED.match(bare)
        if header:
            inside, top = header == _SECTION, False
        elif top and named:
            inside = named[1].strip("\"'") == _SECTION
        elif not (inside or named or line.lstrip().startswith("#")):
            in_doubt |= _SECTION in line
        if inside:
            lines.append(line)
    return "\n".join(lines), in_doubt


def _header(line: str) -> str:
    """The table that begins with this line; "" where none does. In quotation marks it may as well be the texts of a list."""
    found = _HEADER.match(line)
    if found is None or found[1][0] not in "\"'":
        return found[1].strip("\"'") if found else ""
    return next((name for name in _parsed(line) or () if name in _SECTIONS), "")


def _usable(table: Mapping[str, object] | None) -> _Found:
    if table is None:
        return _UNREAD
    made: dict[str, object] = {}
    missing: dict[str, int] = {}
    for name, value in table.items():
        rule = RULES.get(f"{_SECTION}.{name}")
        if rule is None:
            missing[name] = 1  # misspelt, or of a later version: somebody is meant
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
