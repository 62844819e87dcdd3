"""The rows of the bar: the tabs of the views, the field and the filters beside each other where there is room, else below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.ui.results.find.buttons import FilterButtons
    from provesvar_gui.ui.results.find.field import SearchField

translate = QCoreApplication.translate
_FIELD: Final = 22  # average characters that the field has at least beside the tabs
_ROWS: Final = 3


class FilterToggle(QToolButton):
    """``filterToggle``: shows the filters in a row of their own, where they have no room beside the field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterToggle")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)

    def say(self, chosen: int) -> None:
        """``chosen``: how many filters stand."""
        words = translate("Find", "Filters")
        if chosen:
            words = f"✓ {words} ({chosen})"
        self.setText(f"{words} {'▴' if self.isChecked() else '▾'}")
        self.setAccessibleName(words)
        self.setToolTip(keys.tooltip(Key.FILTERS))


class Rows(QWidget):
    """``findRows``. ``arranged``: the order of what stands here has changed."""

    arranged = Signal()

    def __init__(self, field: SearchField, buttons: FilterButtons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findRows")
        self._lead: QWidget | None = None
        self._field, self._buttons = field, buttons
        self._offered = True
        self._chosen = 0
        self._order: tuple[tuple[QWidget, ...], ...] = ()
        self.toggle = FilterToggle(self)
        self.toggle.toggled.connect(self._toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["tight"])
        self._rows = [QHBoxLayout() for _ in range(_ROWS)]
        for row in self._rows:
            row.setSpacing(theme.SPACE["small"])
            column.addLayout(row)
        field.setMinimumWidth(0)
        self.arrange()

    def lead(self, widget: QWidget) -> None:
        """What stands first in the first row."""
        widget.setParent(self)
        self._lead = widget
        widget.show()
        self.arrange()

    def offer(self, offered: bool) -> None:
        """Whether there is anything to search in."""
        self._offered = offered
        if not offered:
            self.toggle.setChecked(False)
        self.arrange()

    def count(self, chosen: int) -> None:
        """How many filters stand."""
        self._chosen = chosen
        self.toggle.say(chosen)

    def open(self) -> None:
        if not self.toggle.isHidden():
            self.toggle.setChecked(True)

    def arrange(self) -> None:
        """Put everything where there is room for it."""
        gap = theme.SPACE["small"]
        lead = (self._lead,) if self._lead is not None else ()
        room = self.width() - sum(each.sizeHint().width() + gap for each in lead)
        least = self.fontMetrics().averageCharWidth() * _FIELD + gap
        if room >= least + self._buttons.sizeHint().width():
            self._put((*lead, self._field, self._buttons), (), (), folded=False)
        elif room >= least + self.toggle.sizeHint().width():
            self._put((*lead, self._field, self.toggle), (self._buttons,), ())
        else:
            self._put(lead, (self._field, self.toggle), (self._buttons,))

    def _put(self, *rows: tuple[QWidget, ...], folded: bool = True) -> None:
        if rows != self._order:
            self._order = rows
            for layout, widgets in zip(self._rows, rows, strict=True):
                while layout.count():
                    layout.takeAt(0)
                for widget in widgets:
                    layout.addWidget(widget, int(widget is self._field))
                if widgets and self._field not in widgets:
                    layout.addStretch(1)
            self.arranged.emit()
        self._field.setVisible(self._offered)
        self.toggle.setVisible(self._offered and folded)
        self._buttons.setVisible(self._offered and (not folded or self.toggle.isChecked()))

    def in_order(self) -> tuple[QWidget, ...]:
        """What stands here, as it is read."""
        return tuple(widget for row in self._order for widget in row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.arrange()

    def retranslate(self) -> None:
        """Words in the language of the screen; other words are wider."""
        self.toggle.say(self._chosen)
        self.arrange()

    def _toggled(self, _on: bool) -> None:
        self.toggle.say(self._chosen)
        self.arrange()
