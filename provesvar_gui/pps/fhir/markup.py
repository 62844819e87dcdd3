"""XHTML in a laboratory's text, reduced to plain text: lines, lists and table cells stay readable, scripts do not come along.

Only what really is mark-up is touched: «Na <135 og K >5» stays letter by letter. Where reducing would lose something (a comment
or a script that never ends) or cost too much, the text is left as it came: it is shown as plain text anyway.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from provesvar_gui.results.visible import visible

LONGEST: Final = 200_000  # characters; more than any report, and bounded because the parser is slow on hostile input
_MOST_TAGS: Final = 20_000
_MOST_BROKEN: Final = 50
_BLOCKS: Final = frozenset(
    {
        "blockquote", "body", "caption", "div", "dl", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "li", "ol",
        "p", "pre", "table", "tr", "ul",
    }
)  # fmt: skip
_INLINE: Final = frozenset(
    {
        "a", "abbr", "b", "br", "code", "del", "em", "font", "i", "img", "ins", "s", "small", "span", "strike", "strong", "sub",
        "sup", "tbody", "td", "th", "thead", "u",
    }
)  # fmt: skip
_DROPPED: Final = frozenset({"script", "style", "head"})
_KNOWN: Final = _BLOCKS | _INLINE | _DROPPED
# What a reader without mark-up needs to see: 10<sup>5</sup> is not 105, and what was struck out is not valid.
_STRUCK: Final = ("[strøket: ", "]")
_AROUND: Final = {"sup": ("^", ""), "sub": ("_", ""), "del": _STRUCK, "s": _STRUCK, "strike": _STRUCK}
_SIGNS: Final = {
    "sup": str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎"),
}
_ELEMENT: Final = re.compile(
    r"</(?:\w+:)?([A-Za-z][A-Za-z0-9]*)\s*>|<(?:\w+:)?(br|hr|p|div)(?:\s+[\w:-]+=\"[^\"<]*\")*\s*/?>", re.IGNORECASE
)
_BROKEN: Final = re.compile(r"<[^<>]*(?=<)")
_LINES: Final = re.compile(r"[ \t]*\n[ \t]*\n(?:[ \t]*\n)+")


def plain_text(text: str) -> str:
    """``text`` without mark-up, or ``text`` itself where it holds none."""
    if "<" not in text or not is_markup(text):
        return text
    parser = _Reducer()
    parser.feed(text)
    parser.close()
    return text if parser.hidden else visible(parser.result())  # mark-up has escapes of its own


def is_markup(text: str) -> bool:
    """Whether the text holds elements of XHTML that are closed as mark-up closes them, and can be reduced at little cost."""
    if len(text) > LONGEST or text.count("<") > _MOST_TAGS or text.count("<!--") > text.count("-->"):
        return False
    names = (
        found[1] or (found[2] if found[2].lower() in ("br", "hr") or found[0].endswith("/>") else "")
        for found in _ELEMENT.finditer(text)
    )
    return any(name.lower() in _KNOWN for name in names) and sum(1 for _ in _BROKEN.finditer(text)) <= _MOST_BROKEN


class _Reducer(HTMLParser):
    """Collects text. Works without recursion, so depth costs nothing. ``hidden``: the element whose content is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.hidden = ""
        self._out: list[str] = []
        self._preformatted = False
        self._lists: list[int] = []  # one counter for each open list; -1: bullets
        self._cells = 0
        self._gap = False  # the mark-up's own line break stood here
        self._marks: list[tuple[str, int]] = []  # raised, lowered and struck pieces that are open, and where they began

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = tag.rpartition(":")[2]
        if self.hidden:
            return
        if name in _DROPPED:
            self.hidden = name
        elif name not in _KNOWN:
            self._out.append(self.get_starttag_text() or "")
        elif name in _BLOCKS:
            self._begin(name)
        elif name in _AROUND:
            self._bridge()
            self._marks.append((name, len(self._out)))
        elif name == "br":
            self._out.append("\n")
        elif name == "img" and dict(attrs).get("alt"):
            self._out.append(f"[{dict(attrs)['alt']}]")
        elif name in ("td", "th"):
            self._out += [" | "] * bool(self._cells)
            self._cells += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag.rpartition(":")[2] in _KNOWN:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if self.hidden:
            self.hidden = "" if name == self.hidden else self.hidden
        elif name not in _KNOWN:
            self._out.append(f"</{tag}>")
        elif name in _AROUND:
            self._end_mark(name)
        elif name in _BLOCKS:
            self._gap = False
            self._preformatted = self._preformatted and name != "pre"
            del self._lists[len(self._lists) - (name in ("ul", "ol")) :]
            if name != "hr":
                self._new_line()

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        if not self._preformatted and "\n" in data and not data.strip():
            self._gap = True  # the indentation of the mark-up; between words it is a space
            return
        self._bridge()
        self._out.append(data)

    def _bridge(self) -> None:
        """What is set on lines of its own between two words keeps them apart; at the beginning of a line it is nothing."""
        if self._gap and self._out and self._out[-1] and not self._out[-1][-1].isspace():
            self._out.append(" ")
        self._gap = False

    def _begin(self, name: str) -> None:
        self._gap = False
        self._new_line()
        if name == "tr":
            self._cells = 0
        elif name == "pre":
            self._preformatted = True
        elif name in ("ul", "ol"):
            self._lists.append(0 if name == "ol" else -1)
        elif name == "li" and self._lists and self._lists[-1] >= 0:
            self._lists[-1] += 1
            self._out.append(f"{self._lists[-1]}. ")
        elif name == "li":
            self._out.append("• ")

    def _end_mark(self, name: str) -> None:
        """Write what was raised, lowered or struck out so that it reads the same without mark-up."""
        if not self._marks or self._marks[-1][0] != name:
            return
        _, start = self._marks.pop()
        inside = "".join(self._out[start:])
        signs = _SIGNS.get(name, {})
        if inside.strip() and all(ord(sign) in signs for sign in inside):
            self._out[start:] = [inside.translate(signs)]
        elif inside.strip():
            before, after = _AROUND[name]
            self._out[start:] = [before, inside, after]

    def _new_line(self) -> None:
        """A line ends here, unless it has ended already."""
        last = next(filter(None, reversed(self._out)), "\n")
        if not last.endswith("\n"):
            self._out.append("\n")

    def result(self) -> str:
        while self._marks:
            self._end_mark(self._marks[-1][0])
        return _LINES.sub("\n\n", "".join(self._out)).strip("\n")
