"""The texts of a window from the accessible tree: names, values and rows, in reading order.

It knows Qt's own widgets and nothing of the program's, so what it gives depends neither on class names nor on pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

Role: Final = QAccessible.Role
_WHOLE: Final = frozenset({Role.ComboBox, Role.EditableText})  # what lies in them says the same again
CELL: Final = "    "  # before what stands in a cell of a grid
_SPOKEN: Final = Qt.ItemDataRole.AccessibleTextRole
_PLAIN: Final = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2060": None, "\n": "⏎"})


def accessible_lines(widget: QWidget) -> list[str]:
    return list(_lines(QAccessible.queryAccessibleInterface(widget), frozenset()))


def plain(text: object) -> str:
    """On one line, with ordinary spaces; "" for nothing."""
    return str(text).strip().translate(_PLAIN) if text is not None else ""


def _lines(of: QAccessibleInterface, above: frozenset[str]) -> Iterator[str]:
    """``above``: what has been said of what lies around it."""
    if of.state().invisible or of.role() in {Role.ScrollBar, Role.Grip, Role.Separator}:
        return
    view = of.object()
    name, value, more = (
        plain(of.text(each)) for each in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
    )
    if isinstance(view, QAbstractItemView):
        yield from _table(view, name)
        return
    children = [child for place in range(of.childCount()) if (child := of.child(place)).isValid()]
    if of.role() == Role.PageTabList:
        yield "tabs: " + " | ".join(plain(each.text(QAccessible.Text.Name)) for each in children if each.role() == Role.PageTab)
        return
    if name not in above or of.role() in _WHOLE:
        yield from _line(of, name, value, more if more not in above else "")
    if of.role() not in _WHOLE:
        for child in _in_order(children):
            yield from _lines(child, above | {name, more})


def _line(of: QAccessibleInterface, name: str, value: str, more: str) -> Iterator[str]:
    role, state = of.role(), of.state()
    if not (name or value or more):
        return
    head = name
    if role in (Role.Button, Role.ButtonMenu, Role.ButtonDropDown):
        head = f"[{name}]"
    elif role in (Role.CheckBox, Role.RadioButton):
        head = f"[{'x' if state.checked else ' '}] {name}"
    elif role in _WHOLE:
        head = f"{name}: {value}".rstrip()
    yield "".join((head, f" ({more})" if more else "", " (off)" if state.disabled else ""))


def _in_order(children: Iterable[QAccessibleInterface]) -> list[QAccessibleInterface]:
    """Line by line from the top, each line from the left; controls of one kind in their own order, wherever there is room."""
    children = list(children)
    if {each.role() for each in children if not each.state().invisible} <= {Role.Button}:
        return children
    lines: list[list[QAccessibleInterface]] = []
    for child in sorted(children, key=lambda each: each.rect().top()):
        if lines and child.rect().center().y() <= lines[-1][0].rect().bottom():
            lines[-1].append(child)
        else:
            lines.append([child])
    return [child for line in lines for child in sorted(line, key=lambda each: each.rect().left())]


def _table(view: QAbstractItemView, name: str) -> Iterator[str]:
    model = view.model()
    yield f"# {name}"
    if isinstance(view, QTableView) and not view.horizontalHeader().isHidden():
        heads = [_both(model, each, Qt.Orientation.Horizontal) for each in range(model.columnCount())]
        yield f"columns: {' | '.join(heads)}".rstrip()
    for row in range(model.rowCount()):
        if isinstance(view, QTableView) and view.isRowHidden(row):
            continue
        cells = list(_row(view, model, row))
        grid = bool(cells) and cells[0][0] < 0
        if grid:  # a cell of a grid is told by itself, one of a list with its row
            yield from (text if place < 0 else f"{CELL}{text}" for place, text in cells)
        else:
            yield from filter(None, (" | ".join(text for _, text in cells),))


def _row(view: QAbstractItemView, model: QAbstractItemModel, row: int) -> Iterator[tuple[int, str]]:
    """Place of the column and what is told there; the head of the row, where there is one, comes first with -1."""
    grid = isinstance(view, QTableView) and not view.verticalHeader().isHidden()
    if grid:
        yield -1, _both(model, row, Qt.Orientation.Vertical)
    for column in range(model.columnCount()):
        index = model.index(row, column)
        shown, spoken = plain(index.data()), plain(index.data(_SPOKEN))
        if shown or (spoken and not grid and not column):
            yield column, _joined(shown, spoken)


def _both(model: QAbstractItemModel, section: int, way: Qt.Orientation) -> str:
    return _joined(plain(model.headerData(section, way)), plain(model.headerData(section, way, _SPOKEN)))


def _joined(shown: str, spoken: str) -> str:
    return f"{shown} » {spoken}" if shown and spoken and spoken != shown else shown or spoken
