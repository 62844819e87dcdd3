"""The texts that a person can read in the program's windows, and the hidden contents of its widgets."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QBuffer, QIODevice, QMetaType, QModelIndex, Qt
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QTabBar, QTextEdit, QWidget

_TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")
TOLD_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.UserRole,
)
_DULL = frozenset({"objectName", "styleSheet", "inputMask"})


def painted(window: QWidget) -> str:
    """Every text that a paint of the window draws now, by delegates and by hand too, one a line."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.ReadWrite)
    device = QSvgGenerator()
    device.setOutputDevice(buffer)
    device.setSize(window.size())
    window.render(device)
    return "\n".join(html.unescape(text) for text in _TEXT.findall(bytes(buffer.data().data()).decode()))


def on_screen() -> str:
    return "\n".join(painted(window) for window in QApplication.topLevelWidgets() if window.isVisible())


_names: dict[str, tuple[str, ...]] = {}  # class -> its properties that are texts


def _texts(widget: QWidget) -> tuple[str, ...]:
    """No QMetaObject is kept: a wrapper that outlives its class is taken for whatever comes to lie at its address."""
    meta = widget.metaObject()
    name = meta.className()
    if name not in _names:
        found = [meta.property(place) for place in range(meta.propertyCount())]
        texts = QMetaType.Type.QString.value
        strings = [str(each.name()) for each in found if each.metaType().id() == texts]
        _names[name] = tuple(each for each in strings if each not in _DULL)
    return _names[name]


def held(widgets: list[QWidget], roles: Sequence[int] = TOLD_ROLES) -> Iterator[str]:
    """Every text that these widgets hold, shown or not: properties, tabs, lists and their models, by these roles."""
    for widget in widgets:
        for name in _texts(widget):
            yield str(widget.property(name) or "")
        if isinstance(widget, QTabBar):
            yield from (widget.tabText(place) for place in range(widget.count()))
        if isinstance(widget, QTextEdit):
            yield widget.toPlainText()
        if isinstance(widget, QAbstractItemView):
            model = widget.model()
            if model is not None:
                yield from of_model(model, roles)
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(place) for place in range(widget.count()))


def strings(told: object) -> Iterator[str]:
    """Of what a model answers: texts, and what the views make of results."""
    if isinstance(told, str):
        yield told
    elif is_dataclass(told) and type(told).__module__.startswith("provesvar_gui.ui"):
        for each in fields(told):
            yield from strings(getattr(told, each.name))
    elif isinstance(told, (tuple, list)):
        for each in told:
            yield from strings(each)


def of_model(model: QAbstractItemModel, roles: Sequence[int] = TOLD_ROLES) -> Iterator[str]:
    top = QModelIndex()
    for way, count in ((Qt.Orientation.Horizontal, _columns(model, top)), (Qt.Orientation.Vertical, model.rowCount(top))):
        for section in range(count):
            for role in roles:
                yield from strings(model.headerData(section, way, role))
    yield from _under(model, top, roles)


def _columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)  # where it is private


def _under(model: QAbstractItemModel, parent: QModelIndex, roles: Sequence[int]) -> Iterator[str]:
    for row in range(model.rowCount(parent)):
        for column in range(_columns(model, parent)):
            index = model.index(row, column, parent)
            for role in roles:
                yield from strings(index.data(role))
            if column == 0:
                yield from _under(model, index, roles)
