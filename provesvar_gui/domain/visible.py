"""What cannot be seen in a text is made visible before it is painted, spoken or copied.

A lone carriage return paints as nothing, so that "4", CR, "1" would read 41; a bidirectional override turns 12 into 21. Every
kind of line break becomes the same one; other signs without a shape become their number in brackets, ⟨U+202E⟩. All else stays.
"""

from __future__ import annotations

import re
from typing import Final

_UNSEEN: Final = re.compile(
    "(?P<line>\r\n?|[\v\f\x85\u2028\u2029])"
    "|[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # controls; marks and overrides of direction
    r"|(?<=\d)"
    "[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]"
    r"(?=\d)"  # between digits: elsewhere they only say where a line may break or which signs belong together
)


def visible(text: str) -> str:
    """The text with a line feed for every line break, and a placeholder for each sign without a shape. Idempotent."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub(_shape, text)


def _shape(found: re.Match[str]) -> str:
    return "\n" if found["line"] else f"⟨U+{ord(found[0]):04X}⟩"
