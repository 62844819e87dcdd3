"""The filter for text from outside: it makes invisible characters visible.

It stands where texts come in: the JSON of the results service (``pps/fhir/reader.py``) and mark-up in it (``datatypes.py``),
HelseID's words and names (``helseid/requests.py``), the code list (``kodeverk/code_list.py``).

A lone carriage return paints as nothing, so that "4", CR, "1" would read 41; a bidirectional override turns 12 into 21. Every
kind of line break becomes the same one; other signs without a shape become their number in brackets, ⟨U+202E⟩. All else stays.
Half of a surrogate pair, which JSON may hold, is such a sign: no file takes it, and Qt leaves it out.
"""

from __future__ import annotations

import re
from typing import Final

_NONE: Final = re.compile(  # none of those below: one run over the text, twice as fast as a search
    "[^\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]*"
)
_UNSEEN: Final = re.compile(
    "(?P<line>\r\n?|[\v\f\x85\u2028\u2029])"
    "|[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"  # controls, direction, halves
    r"|(?<=\d)"
    "[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]"
    r"(?=\d)"  # between digits: elsewhere they only say where a line may break or which signs belong together
)
_PLACEHOLDER: Final = re.compile("⟨U\\+[0-9A-F]{4}⟩")


def visible(text: str) -> str:
    """The text with a line feed for every line break, and a placeholder for each sign without a shape. Idempotent."""
    return text if is_visible(text) else _UNSEEN.sub(_shape, text)


def is_visible(text: str) -> bool:
    """Whether there is nothing to look for: a quick answer for many texts at once. False does not say that something is there."""
    return _NONE.fullmatch(text) is not None


def without_placeholders(text: str) -> str:
    """The text as it reads without its unseen signs: for numbers that are compared, where a placeholder would be no digit."""
    return _PLACEHOLDER.sub("", text)


def _shape(found: re.Match[str]) -> str:
    return "\n" if found["line"] else f"⟨U+{ord(found[0]):04X}⟩"
