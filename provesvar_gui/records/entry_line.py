"""Where an entry of a list of tables stands in a file as people write it: ``[[a.b]]``, or ``b = [{ … }, { … }]``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADER: Final = re.compile(r"\s*\[{1,2}([\w\s.\"'-]+)\]{1,2}\s*(?:#.*)?")
_TOKEN: Final = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|#[^\n]*|[{}]")

_LONG: Final = re.compile(
    r"#[^\n]*|\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'", re.DOTALL
)  # comments and texts, so that no quotation mark in one begins another; only those over several lines are wanted


def without_long_texts(text: str) -> str:
    """The file with its lines as they are, but nothing in the texts that go over several of them (TOML 1.0, Strings)."""

    def emptied(found: re.Match[str]) -> str:
        return '""' + "\n" * found[0].count("\n") if found[0].startswith(('"""', "'''")) else found[0]

    return _LONG.sub(emptied, text)


def entry_line(name: str, first: int, entry: int, word: str, text: str) -> int:
    """The line of ``word`` in the ``entry``-th table (from 1) of the list ``name``; of the entry, or ``first``, without it.

    ``first``: the line in which the setting begins.
    """
    places = list(_by_headers(name, text)) or list(_in_brackets(name, first, text))
    if not 0 < entry <= len(places):
        return first
    start, end = places[entry - 1]
    found = re.search(rf"(?m)(?:^|[{{,])\s*[\"']?{re.escape(word)}[\"']?\s*=", text[start:end]) if word else None
    at = start if found is None else start + found.end() - 1
    return text.count("\n", 0, at) + 1


def _by_headers(name: str, text: str) -> Iterator[tuple[int, int]]:
    at, start = 0, -1
    for line in text.split("\n"):
        header = _HEADER.fullmatch(line.rstrip("\r"))
        if header:
            if start >= 0:
                yield start, at
            ours = line.lstrip().startswith("[[") and re.sub(r"[\s\"']", "", header[1]) == name
            start = at if ours else -1
        at += len(line) + 1
    if start >= 0:
        yield start, len(text)


def _in_brackets(name: str, first: int, text: str) -> Iterator[tuple[int, int]]:
    begin = sum(len(line) + 1 for line in text.split("\n")[: first - 1])
    key = re.compile(rf"{re.escape(name.rsplit('.', 1)[-1])}[\"']?\s*=\s*\[").search(text, begin)
    if key is None:
        return
    depth = start = 0
    for found in _TOKEN.finditer(text, key.end()):
        if found[0] == "{":
            if not depth:
                start = found.start()
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if depth < 0:  # of the table in which the list stands
                return
            if not depth:
                yield start, found.end()
