"""Messages about an answer as a whole: the first one on a line. The footer's page has all of them."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from provesvar_gui.results.text import lower_first
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.widgets import IconLabel, KeyButton, Label, Panel, fill, named_button, say_in_tooltip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.ui.results.common.outcome_text import Message

translate = QCoreApplication.translate


class AnswerMessages(Panel):
    """The line, ``resultNotice``, hidden while empty. ``copy``: copies the ids, for the support desk."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("flag_ground", "flag", parent, bar=True)
        self.setObjectName("resultNotice")
        self._messages: Sequence[Message] = ()
        self._offered = True
        self._title = Label(name="noticeTitle", colour="flag", bold=True, letters=24, parent=self)
        self._body = Label(name="noticeBody", letters=4, parent=self)
        self._body.parts = ". "
        self.open = KeyButton("noticeOpen", translate("Outcomes", "Open restricted results …"), Key.OPEN, self)
        self.call = KeyButton("noticeCall", translate("Outcomes", "Whom to call …"), None, self)
        self.call.setToolTip(keys.tooltip(Key.CALL))
        self.copy = named_button(self, "noticeCopy", translate("Outcomes", "Copy ID"))
        self.all = named_button(self, "noticeAll", "")
        self._body.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # what to do is cut before what it is
        said, buttons = (self._title, (self._body, 1)), (self.open, self.call, self.copy, self.all)
        margins = (theme.SPACE["large"], 0, theme.SPACE["medium"], 0)
        icon = IconLabel(Icon.WARNING, "flag", 20, self)
        fill(QHBoxLayout(self), icon, *said, *buttons, spacing=theme.SPACE["small"], margins=margins)
        self.hide()

    def show_messages(self, messages: Sequence[Message]) -> None:
        self._messages = messages
        more = len(messages) - 1
        if more >= 0:
            named = translate("Outcomes", "Whole text (%n more)", "", more) if more > 1 else translate("Outcomes", "Whole text")
            self.all.setText(named)
            self.all.setAccessibleName(self.all.text())
            say_in_tooltip(self.copy, messages[0].ids_for)
        self._say()
        self.setVisible(more >= 0)

    def _offer_acts(self, *, cramped: bool) -> None:
        """``cramped``: one button leads to the whole text, and to the acts there."""
        first = self._messages[0]
        self.all.setVisible(cramped or len(self._messages) > 1 or not first.ids_for)
        self.copy.setVisible(bool(first.ids_for) and not cramped)
        self.call.setVisible(first.calls and not cramped)
        self._title.letters = 12 if cramped else 24

    def offer_opening(self, offered: bool) -> None:
        self._offered = offered
        self._say()

    def _say(self) -> None:
        title = short = less = body = ids_for = ""
        if self._messages:
            first, *others = self._messages
            title, short, body, ids_for = first.title, first.short, first.body(self._offered), first.ids_for
            if others:
                both, other = translate("Outcomes", "{message}, and {other}"), others[0]
                title = both.replace("{message}", title.removesuffix(".")).replace("{other}", lower_first(other.title))
                less, shortest = other.short or other.title, other.shortest or other.short or other.title
                less, short = (f"{short or first.title.removesuffix('.')}. {words}" for words in (less, shortest))
        self._title.say(short or title)  # no window grows for the whole one while a button is shown
        self.setAccessibleName(title)
        said = " ".join(filter(None, (*body.split("\n"), ids_for)))
        self._body.say(said, short=body if ids_for else "")
        say_in_tooltip(self, said)
        self.open.setVisible(self._offered and any(each.openable for each in self._messages))
        if self._messages:
            self._fit(title, *dict.fromkeys((less or short, short)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say()

    def _fit(self, title: str, *shorter: str) -> None:
        """Without room the cap of the key goes first, then the whole title, the acts, at last the end of the shortest title."""
        if (layout := self.layout()) is None:
            return
        for cramped, short in product((False, True), shorter):
            self._offer_acts(cramped=cramped)
            self._title.say(title, short=short)
            self.open.shorten(cap=True)
            layout.invalidate()
            self.open.shorten(cap=layout.sizeHint().width() <= self.width())
            layout.invalidate()
            if layout.minimumSize().width() <= self.width():
                return
        self._title.say(shorter[-1] or title)

    @property
    def whole(self) -> list[str]:
        return [each.whole(self._offered) for each in self._messages]
