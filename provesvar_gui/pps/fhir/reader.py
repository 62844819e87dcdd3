"""JSON as the service sent it: number literals kept letter by letter, read in steps so that nothing is held up.

One ``json.loads`` of a large answer holds the interpreter lock from start to end and stalls the window
(provesvar_gui/README.md §5), so the entries of a Bundle are decoded in groups, and what is wanted of each is taken before the
next group is decoded: what has just been decoded is near at hand for the processor, and its memory is used again at once (half
of all the time, measured). Whatever is not JSON becomes one AppError; nothing of it is quoted.

An object that names a member twice (RFC 8259 §4: what it means then differs from reader to reader) may say two things about whose
it is: it makes the answer unreadable.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from json.scanner import make_scanner
from typing import TYPE_CHECKING, Any, Never, cast

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.results.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

_BLANK = re.compile(r"[ \t\n\r]*").match
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u(?P<lone>[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)
# Signs that cannot be seen (results/visible.py) as JSON may write them; a backslash that is escaped begins no escape.
_UNSEEN_ESCAPE = re.compile(
    r"\\\\|\\(?:r|u000[dD])(?:\\(?:n|u000[aA]))?|\\[bf]"
    r"|\\u(?:00(?:[018][0-9a-fA-F]|9[0-9a-fA-F]|7[fF]|[aA][dD])|061[cC]|20(?:0[b-fB-F]|2[89a-eA-E]|6[0-9])|[fF][eE][fF][fF])"
)


class Literal(str):
    """A JSON number as it stood in the answer: ``4.00`` stays ``4.00``."""

    __slots__ = ()


def _refuse(word: str) -> Never:
    raise ValueError("NaN and Infinity are no JSON numbers")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a member twice")
    return made


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=Literal, parse_int=Literal, parse_constant=_refuse, strict=False
)
_SCAN: Callable[[str, int], tuple[object, int]] = make_scanner(cast("Any", _DECODER))
_GROUP = 32_000  # characters decoded in one step, or one entry where that is longer
# Where one entry ends and the next begins, most likely: quotes within a string are escaped, but entries may hold entries.
_BORDER = re.compile(r'\}[ \t\n\r]*,[ \t\n\r]*\{[ \t\n\r]*"(?:fullUrl|resource|search|link)"')


def decode(body: bytes) -> str:
    """Bytes to text: JSON is UTF-8 (RFC 8259 §8.1), or says so in its first bytes. Raises AppError(UNEXPECTED_ANSWER)."""
    try:
        return body.decode(json.detect_encoding(body)).removeprefix("\ufeff")
    except UnicodeDecodeError:
        pass
    raise AppError(ErrorCode.UNEXPECTED_ANSWER, "the answer is not text in any encoding that JSON has")


def _json_text(body: bytes) -> str:
    """The text of a document in which every sign that cannot be seen is a placeholder, whether it came written out or escaped."""
    return visible(_without_unseen_escapes(_without_lone_surrogates(decode(body))))


def _without_lone_surrogates(text: str) -> str:
    """Half a surrogate pair cannot be shown or encoded: it becomes U+FFFD. A whole pair is left alone."""
    if "\\" not in text or ("\\ud" not in text and "\\uD" not in text):
        return text
    return _ESCAPE.sub(lambda found: "\\ufffd" if found["lone"] else found[0], text)


def _without_unseen_escapes(text: str) -> str:
    """Escapes of unseen signs become the signs themselves."""
    return _UNSEEN_ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(found: re.Match[str]) -> str:
    escape = found[0]
    return escape if escape == "\\\\" else cast("str", json.loads(f'"{escape}"'))


def loads(body: bytes) -> object:
    """Any JSON document at once: for small answers. Numbers are ``Literal``. Raises AppError(UNEXPECTED_ANSWER)."""
    text = _json_text(body)
    with suppress(ValueError, RecursionError):
        value, end = _DECODER.raw_decode(text, _skip(text, 0))
        _expect_end(text, end)
        return cast("object", value)
    raise _broken()


class BundleReader:
    """A JSON object whose ``entry`` list is decoded in groups.

    ``head``: every member but ``entry``; ``entries``: the elements, of any JSON type; both grow while ``steps``
    is run. ``prepare`` is given each element as soon as it is decoded; what it returns is kept in its place. It raises nothing.
    """

    __slots__ = ("_prepare", "entries", "head")

    def __init__(self, prepare: Callable[[object], object] | None = None) -> None:
        self._prepare = prepare
        self.head: dict[str, object] = {}
        self.entries: list[Any] = []

    def steps(self, body: bytes) -> Generator[None, None, None]:
        """Read, yielding every now and then. Raises AppError(UNEXPECTED_ANSWER) on anything that is not one JSON object."""
        text = _json_text(body)
        yield
        with suppress(
            ValueError, IndexError, RecursionError, RuntimeError
        ):  # RuntimeError: the scanner's StopIteration at the end
            yield from self._members(text)
            return
        raise _broken()

    def _members(self, text: str) -> Generator[None, None, None]:
        at = _skip(text, 0)
        if text[at] != "{":
            raise ValueError("no object")
        at = _skip(text, at + 1)
        if text[at] == "}":
            _expect_end(text, at + 1)
            return
        names: set[str] = set()
        while True:
            if text[at] != '"':
                raise ValueError("no member name")
            name, at = _DECODER.raw_decode(text, at)
            if name in names:
                raise ValueError("a member twice")
            names.add(name)
            at = _skip(text, at)
            if text[at] != ":":
                raise ValueError("no colon")
            at = _skip(text, at + 1)
            if name == "entry" and text[at] == "[":
                at = yield from self._elements(text, at)
            else:
                self.head[name], at = _DECODER.raw_decode(text, at)
                yield
            at = _skip(text, at)
            if text[at] == "}":
                _expect_end(text, at + 1)
                return
            if text[at] != ",":
                raise ValueError("no comma")
            at = _skip(text, at + 1)

    def _elements(self, text: str, at: int) -> Generator[None, None, int]:
        at = _skip(text, at + 1)
        if text[at] == "]":
            return at + 1
        single_until = 0
        while True:
            group: list[object] | None = None
            if at >= single_until:
                border = _BORDER.search(text, at + _GROUP)
                single_until = border.start() if border else len(text)
                group = _group(text, at, single_until + 1) if border else None
            if group is None:  # the last ones, or a border that was none
                element, at = _SCAN(text, at)
                group = [element]
            else:
                at = single_until + 1
            yield
            yield from self._keep(group)
            at = _skip(text, at)
            if text[at] == "]":
                return at + 1
            if text[at] != ",":
                raise ValueError("no comma")
            at = _skip(text, at + 1)

    def _keep(self, group: list[object]) -> Generator[None, None, None]:
        prepare = self._prepare
        if prepare is None:
            self.entries += group
            return
        for at, element in enumerate(group):
            group[at] = None  # let go of bit by bit
            self.entries.append(prepare(element))
            if not at & 7:
                yield


def _group(text: str, at: int, end: int) -> list[object] | None:
    """The elements that stand between two places of a list; None where these are not all of some elements."""
    piece = f"[{text[at:end]}]"
    try:
        elements, read = _SCAN(piece, 0)
    except (ValueError, StopIteration, RecursionError):
        return None
    return elements if isinstance(elements, list) and read == len(piece) else None


def _skip(text: str, at: int) -> int:
    blank = _BLANK(text, at)
    return blank.end() if blank else at


def _expect_end(text: str, at: int) -> None:
    if _skip(text, at) != len(text):
        raise ValueError("more than one document")


def _broken() -> AppError:
    """To be raised outside of ``except``: json's own exception carries the whole document (``JSONDecodeError.doc``)."""
    return AppError(ErrorCode.UNEXPECTED_ANSWER, "the answer is not readable JSON")
