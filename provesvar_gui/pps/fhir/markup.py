"""XHTML in a laboratory's text, reduced to plain text: lines, lists and table cells stay readable, scripts do not come along.

Only what really is mark-up is touched: «Na <135 og K >5» stays letter by letter. Where reducing would lose something (a comment
or a script that never ends) or cost too much, the text is left as it came: it is shown as plain text anyway.

"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from provesvar_gui.results.visible import visible

LONGEST = 200_000  # characters; more than any report, and bounded because the parser is slow on hostile input
_MOST_TAGS = 20_000
_MOST_BROKEN = 50

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
        "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
    }
)  # fmt: skip
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "big", "br", "cite", "code", "col", "colgroup", "del", "dfn", "em", "font", "i",
        "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
        "td", "th", "tt", "u", "var",
    }
)  # fmt: skip
_DROPPED = frozenset({"script", "style", "head"})
_STRUCK = frozenset({"del", "s", "strike"})
# What a reader without mark-up needs to see: 10<sup>5</sup> is not 105, and what was struck out is not valid.
_AROUND = {"sup": ("^", ""), "sub": ("_", ""), **dict.fromkeys(_STRUCK, ("[strøket: ", "]"))}
_PLACED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
_KNOWN = _BLOCKS | _INLINE | _DROPPED | {"title", "meta", "link"}

_ATTRIBUTES = r"""(?:\s+[A-Za-z_:][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*"""
_CLOSING = re.compile(r"</(?:\w+:)?([A-Za-z][A-Za-z0-9]*)\s*>")
_LONE = re.compile(rf"<(?:\w+:)?(?:br|hr){_ATTRIBUTES}\s*/?>|<(?:\w+:)?(?:p|div){_ATTRIBUTES}\s*/>", re.IGNORECASE)
_BROKEN = re.compile(r"<[^<>]*(?=<)")
_LINES = re.compile(r"[ \t]*\n[ \t]*\n(?:[ \t]*\n)+")


def plain_text(text: str) -> str:
    """``text`` without mark-up, or ``text`` itself where it holds none."""
    if "<" not in text or not is_markup(text):
        return text
    parser = _Reducer()
    parser.feed(text)
    parser.close()
    reduced = parser.result()
    return text if reduced is None else visible(reduced)  # mark-up has escapes of its own


def is_markup(text: str) -> bool:
    """Whether the text holds elements of XHTML that are closed as mark-up closes them, and can be reduced at little cost."""
    if len(text) > LONGEST or text.count("<") > _MOST_TAGS or text.count("<!--") > text.count("-->"):
        return False
    closed = any(found.group(1).lower() in _KNOWN for found in _CLOSING.finditer(text))
    if not closed and not _LONE.search(text):
        return False
    return sum(1 for _ in _BROKEN.finditer(text)) <= _MOST_BROKEN


class _Reducer(HTMLParser):
    """Collects text. Works without recursion, so depth costs nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._hidden = ""  # the element whose content is left out
        self._preformatted = 0
        self._lists: list[int] = []  # one counter for each open list; -1: bullets
        self._cells = 0
        self._gap = False  # the mark-up's own line break stood here
        self._marks: list[tuple[str, int]] = []  # raised, lowered and struck pieces that are open, and where they began

    def _bridge(self) -> None:
        """What is set on lines of its own between two words keeps them apart; at the beginning of a line it is nothing."""
        if self._gap and self._out and self._out[-1] and not self._out[-1][-1].isspace():
            self._out.append(" ")
        self._gap = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = tag.rpartition(":")[2]
        if self._hidden:
            return
        if name in _DROPPED:
            self._hidden = name
        elif name not in _KNOWN:
            self._out.append(self.get_starttag_text() or "")
        else:
            self._open(name, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = tag.rpartition(":")[2]
        if self._hidden or name in _DROPPED:
            return
        if name not in _KNOWN:
            self._out.append(self.get_starttag_text() or "")
            return
        self._open(name, dict(attrs))
        self._close(name)

    def handle_endtag(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if self._hidden:
            if name == self._hidden:
                self._hidden = ""
        elif name not in _KNOWN:
            self._out.append(f"</{tag}>")
        else:
            self._close(name)

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if not self._preformatted and "\n" in data and not data.strip():
            self._gap = True  # the indentation of the mark-up; between words it is a space
            return
        self._bridge()
        self._out.append(data)

    def _open(self, name: str, attributes: dict[str, str | None]) -> None:
        if name in _AROUND:
            self._bridge()
            self._marks.append((name, len(self._out)))
        elif name == "br":
            self._out.append("\n")
        elif name == "img" and attributes.get("alt"):
            self._out.append(f"[{attributes['alt']}]")
        elif name in {"td", "th"}:
            if self._cells:
                self._out.append(" | ")
            self._cells += 1
        elif name in _BLOCKS:
            self._gap = False
            self._new_line()
            if name == "tr":
                self._cells = 0
            elif name == "pre":
                self._preformatted += 1
            elif name in {"ul", "ol"}:
                self._lists.append(0 if name == "ol" else -1)
            elif name == "li":
                self._out.append(self._bullet())

    def _close(self, name: str) -> None:
        if name in _AROUND:
            self._end_mark(name)
            return
        if name not in _BLOCKS:
            return
        self._gap = False
        if name == "pre":
            self._preformatted = max(0, self._preformatted - 1)
        elif name in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif name == "tr":
            self._cells = 0
        if name != "hr":
            self._new_line()

    def _end_mark(self, name: str) -> None:
        """Write what was raised, lowered or struck out so that it reads the same without mark-up."""
        if not self._marks or self._marks[-1][0] != name:
            return
        _, start = self._marks.pop()
        inside = "".join(self._out[start:])
        if not inside.strip():
            return
        before, after = _AROUND[name]
        table = _PLACED if name == "sup" else _LOWERED
        if name not in _STRUCK and all(ord(sign) in table for sign in inside):
            before, inside, after = "", inside.translate(table), ""
        self._out[start:] = [before, inside, after]

    def _bullet(self) -> str:
        if not self._lists or self._lists[-1] < 0:
            return "• "
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "

    def _new_line(self) -> None:
        """A line ends here, unless it has ended already."""
        for piece in reversed(self._out):
            if piece:
                if not piece.endswith("\n"):
                    self._out.append("\n")
                return

    def result(self) -> str | None:
        """The text; None where an element that is left out never ended, and the rest of the text would be lost with it."""
        if self._hidden:
            return None
        while self._marks:
            self._end_mark(self._marks[-1][0])
        return _LINES.sub("\n\n", "".join(self._out)).strip("\n")
