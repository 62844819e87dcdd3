"""XHTML in a laboratory's text, reduced to plain text: lines, lists and table cells stay readable.

Only elements of XHTML are touched: «Na <135 og K >5» stays letter by letter, and so does what is too long to be a report.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from provesvar_gui.results.visible import visible

_LONGEST: Final = 200_000  # characters
_BLOCKS: Final = "blockquote|body|caption|div|dl|dd|dt|h[1-6]|html|li|ol|p|pre|table|tr|ul"
_INLINE: Final = "a|abbr|b|br|code|del|em|font|hr|i|img|ins|s|small|span|strike|strong|sub|sup|tbody|td|th|thead|u"
_TAG: Final = re.compile(rf"<(/?)(?:\w+:)?({_BLOCKS}|{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MARKUP: Final = re.compile(rf"</(?:\w+:)?(?:{_BLOCKS}|{_INLINE})\s*>|<(?:br|hr)\s*/?>|<(?:p|div)\s*/>", re.IGNORECASE)
_ALT: Final = re.compile(r'\balt="([^"]+)"')
_BLOCK: Final = re.compile(_BLOCKS)
_BETWEEN_TAGS: Final = re.compile(r">(\s+)<")
_BREAK: Final = "\v"  # a line ends, unless it has ended already
_BREAKS: Final = re.compile(r"\v[ \t\v]*(?:\| )?")
_LINES: Final = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
# What a reader without mark-up needs to see: 10<sup>5</sup> is not 105, and what was struck out is not valid.
_STRUCK: Final = ("[strøket: ", "]")
_SIGNS: Final = {
    **dict.fromkeys(("br", "hr"), ("\n", "")),
    **dict.fromkeys(("td", "th"), (" | ", "")),
    **dict.fromkeys(("del", "s", "strike"), _STRUCK),
    "li": (f"{_BREAK}• ", _BREAK),
    "sup": ("^", ""),
    "sub": ("_", ""),
}


def plain_text(text: str) -> str:
    """``text`` without mark-up, or ``text`` itself where it holds none that is closed as mark-up closes."""
    if "<" not in text or len(text) > _LONGEST or not _MARKUP.search(text):
        return text
    text = _BETWEEN_TAGS.sub(lambda found: "> <" if "\n" in found[1] else found[0], text)  # indentation; else a space
    text = _BREAKS.sub("\n", _TAG.sub(_sign, text))
    return visible(unescape(_LINES.sub("\n\n", text).strip("\n")))  # mark-up has escapes of its own


def _sign(found: re.Match[str]) -> str:
    name = found[2].lower()
    if name == "img" and (told := _ALT.search(found[0])):
        return f"[{told[1]}]"
    before, after = _SIGNS.get(name, (_BREAK, _BREAK) if _BLOCK.fullmatch(name) else ("", ""))
    return after if found[1] else before
