"""JSON as the service sent it: number literals kept letter by letter, read in steps so that nothing is held up.

One ``json.loads`` of a large answer holds the interpreter lock from start to end and stalls the window
(provesvar_gui/README.md §5), so the entries of a Bundle are decoded one by one, and what is wanted of each is taken before the
next is decoded. Whatever is not JSON becomes one AppError; nothing of it is quoted.

An object that names a member twice (RFC 8259 §4: what it means then differs from reader to reader) may say two things about whose
it is: the entry of a Bundle that it is in is withheld; anywhere else it makes the answer unreadable.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Never, cast

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.results.visible import is_visible, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

_BLANK = re.compile(r"[ \t\n\r]*")
_SIGN = re.compile(r"[ \t\n\r]*(.)[ \t\n\r]*", re.DOTALL)
# Signs that cannot be seen (results/visible.py) as JSON may write them; a pair of surrogates is one sign that can.
_ESCAPE = re.compile(
    r"\\[^urbf]|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<unseen>\\(?:r|u000[dD])(?:\\(?:n|u000[aA]))?|\\[bf]"
    r"|\\u(?:[dD][89a-fA-F][0-9a-fA-F]{2}|00(?:[018][0-9a-fA-F]|9[0-9a-fA-F]|7[fF]|[aA][dD])|061[cC]"
    r"|20(?:0[b-fB-F]|2[89a-eA-E]|6[0-9])|[fF][eE][fF][fF]))"
)


def _refuse(word: str) -> Never:
    raise ValueError("NaN and Infinity are no JSON numbers")


class _NamedTwiceError(ValueError):
    """A member twice in one object."""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _NamedTwiceError
    return made


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=str, parse_int=str, parse_constant=_refuse, strict=False
)  # a number is its literal: 4.00 stays 4.00


def decode(body: bytes) -> str:
    """Bytes to text: JSON is UTF-8 (RFC 8259 §8.1), or says so in its first bytes. Raises AppError(UNEXPECTED_ANSWER)."""
    try:
        return body.decode(json.detect_encoding(body)).removeprefix("\ufeff")
    except UnicodeDecodeError:
        pass
    raise AppError(ErrorCode.UNEXPECTED_ANSWER, "the answer is not text in any encoding that JSON has")


def _value(text: str, at: int) -> tuple[Any, int]:
    """The value that begins there, with a placeholder for each sign that cannot be seen; and where it ends."""
    value, end = _DECODER.raw_decode(text, at)
    sent = text[at:end]
    if "\\" in sent or not is_visible(sent):
        seen = visible(_ESCAPE.sub(_unescaped, sent))
        if seen != sent:
            value = _DECODER.decode(seen)
    return value, end


def _unescaped(found: re.Match[str]) -> str:
    return cast("str", json.loads(f'"{found[0]}"')) if found["unseen"] else found[0]


def loads(body: bytes) -> object:
    """Any JSON document at once: for small answers. Raises AppError(UNEXPECTED_ANSWER)."""
    text = decode(body)
    with suppress(ValueError, RecursionError):
        value, end = _value(text, _blank(text, 0))
        if _blank(text, end) == len(text):
            return cast("object", value)
    raise _broken()


class BundleReader:
    """A JSON object whose ``entry`` list is decoded one by one.

    ``head``: every member but ``entry``; ``entries``: the elements, as ``prepare`` returns them; both grow while ``steps`` is
    run. ``prepare`` is given each element as soon as it is decoded, None for one with a member twice. It raises nothing.
    """

    def __init__(self, prepare: Callable[[object], object] = lambda element: element) -> None:
        self._prepare = prepare
        self.head: dict[str, object] = {}
        self.entries: list[Any] = []

    def steps(self, body: bytes) -> Generator[None, None, None]:
        """Read, yielding every now and then. Raises AppError(UNEXPECTED_ANSWER) on anything that is not one JSON object."""
        text = decode(body)
        with suppress(ValueError, IndexError, RecursionError):
            if (yield from self._members(text)) == len(text):
                return
        raise _broken()

    def _members(self, text: str) -> Generator[None, None, int]:
        sign, at = _sign(text, 0, "{")
        if text[at] == "}":
            return _sign(text, at, "}")[1]
        names: set[str] = set()
        while sign != "}":
            if text[at] != '"':
                raise ValueError("no member name")
            name, at = _value(text, at)
            if name in names:
                raise _NamedTwiceError
            names.add(name)
            _, at = _sign(text, at, ":")
            if name == "entry" and text[at] == "[":
                at = yield from self._elements(text, at)
            else:
                self.head[name], at = _value(text, at)
            yield
            sign, at = _sign(text, at, ",}")
        return at

    def _elements(self, text: str, at: int) -> Generator[None, None, int]:
        sign, at = _sign(text, at, "[")
        if text[at] == "]":
            return at + 1
        while sign != "]":
            try:
                element, at = _value(text, at)
            except _NamedTwiceError:
                element, at = None, json.JSONDecoder(strict=False).raw_decode(text, at)[1]
            self.entries.append(self._prepare(element))
            yield
            sign, at = _sign(text, at, ",]")
        return at


def _sign(text: str, at: int, wanted: str) -> tuple[str, int]:
    """The first of the wanted characters, and the position after it."""
    found = _SIGN.match(text, at)
    if found is None or found[1] not in wanted:
        raise ValueError("no such sign")
    return found[1], found.end()


def _blank(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _broken() -> AppError:
    """To be raised outside of ``except``: json's own exception carries the whole document (``JSONDecodeError.doc``)."""
    return AppError(ErrorCode.UNEXPECTED_ANSWER, "the answer is not readable JSON")
