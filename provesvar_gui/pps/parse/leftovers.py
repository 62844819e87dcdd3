"""Any JSON as readable plain text: for elements and extensions this program does not know, which are shown all the same."""

from __future__ import annotations

_DEEPEST = 12  # names that stand before one value; deeper ones leave the outermost away
_LONGEST_WORD = 1000  # characters


def readable(raw: object) -> str:
    """One line for each value, with the names that lead to it. Works without recursion.

    A single value stands alone: ``"x"`` gives «x», ``{"a": {"b": 1}}`` gives «a.b: 1».
    """
    lines: list[str] = []
    waiting: list[tuple[tuple[str, ...], object]] = [((), raw)]
    while waiting:
        names, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(((*names, str(name))[-_DEEPEST:], inner) for name, inner in reversed(value.items()))
        elif isinstance(value, list):
            waiting.extend((names, inner) for inner in reversed(value))
        else:
            lines.append(f"{'.'.join(names)}: {_leaf(value)}" if names else _leaf(value))
    return "\n".join(lines)


def _leaf(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    # A block without a single space is data, not words: an attachment in base64.
    if len(text) > _LONGEST_WORD and not any(map(str.isspace, text)):
        return f"{text[:60]}… ({len(text)})"
    return text
