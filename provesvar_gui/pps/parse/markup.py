"""XHTML in a laboratory's text, reduced to plain text: lines, lists and table cells stay readable, scripts do not come along.

Only what really is mark-up is touched: «Na <135 og K >5» stays letter by letter. Where reducing would lose something (a comment
or a script that never ends) or cost too much, the text is left as it came: it is shown as plain text anyway.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

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
    return text if reduced is None else reduced


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
            return  # the indentation of the mark-up
        self._out.append(data)

    def _open(self, name: str, attributes: dict[str, str | None]) -> None:
        if name == "br":
            self._out.append("\n")
        elif name == "img" and attributes.get("alt"):
            self._out.append(f"[{attributes['alt']}]")
        elif name in {"td", "th"}:
            if self._cells:
                self._out.append(" | ")
            self._cells += 1
        elif name in _BLOCKS:
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
        if name not in _BLOCKS:
            return
        if name == "pre":
            self._preformatted = max(0, self._preformatted - 1)
        elif name in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif name == "tr":
            self._cells = 0
        if name != "hr":
            self._new_line()

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
        return _LINES.sub("\n\n", "".join(self._out)).strip("\n")
