"""The chapters of the guide: which there are, their titles, headings and words. No Qt."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from provesvar_gui.paths import resource

if TYPE_CHECKING:
    from pathlib import Path

#: In the order in which they are read.
ORDER: Final = (
    "start", "basis", "restricted", "views", "trend", "take", "lock", "other-programs", "logged", "failure", "practice",
    "not-shown", "keys",
)  # fmt: skip
LANGUAGE: Final = "nb"  # of every user: it is written in bokmål alone
PIXELS: Final = 1.5  # of a picture in one device-independent pixel
_TITLE: Final = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
_HEADING: Final = re.compile(r'<(h[23]) id="([\w-]+)">')
_PICTURE: Final = re.compile(r'<img src="pictures/([\w.-]+)"')
_TAG: Final = re.compile(r"<[^>]*>")
_BLOCK: Final = re.compile(r"</?(?:h\d|p|li|ol|ul|table|tr|td|th)\b[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """``body``: HTML of the small kind that Qt shows. ``words``: the same as text, for the search."""

    name: str
    title: str
    body: str
    words: str
    anchors: frozenset[str]
    pictures: tuple[str, ...]


def folder() -> Path:
    """Where it lies. Raises FileNotFoundError where an installation has lost it."""
    return resource("guide", LANGUAGE)


@cache
def chapter(name: str) -> Chapter:
    """One of ``ORDER``. Raises OSError."""
    text = (folder() / f"{name}.html").read_text("utf-8")
    found = _TITLE.search(text)
    anchors = frozenset(anchor for _tag, anchor in _HEADING.findall(text))
    body = _HEADING.sub(r'<\1><a name="\2"></a>', text)
    words = plain(_BLOCK.sub(" ", text))
    return Chapter(
        name=name,
        title=plain(found[1]) if found else name,
        body=body,
        words=words,
        anchors=anchors,
        pictures=tuple(_PICTURE.findall(text)),
    )


def in_scheme(picture: str, *, dark: bool) -> str:
    """The file of a picture for a light or a dark screen."""
    return picture.replace(".png", "-dark.png") if dark else picture


def plain(text: str) -> str:
    """HTML as text."""
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def holding(text: str) -> dict[str, int]:
    """In which chapters a text stands, and how often; without case."""
    wanted = " ".join(text.split()).casefold()
    if not wanted:
        return {}
    counts = {name: chapter(name).words.casefold().count(wanted) for name in ORDER}
    return {name: count for name, count in counts.items() if count}
