"""The dark bar at the top of the window: the patient, the look-up, the logged-in person, and the menu."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from provesvar_gui.patient.numbers import Profile
from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.desk.login_panel import LoginPanel
from provesvar_gui.ui.form import patient_field
from provesvar_gui.ui.form.basis_picker import texts
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import KeyButton, Label, fill, say_in_tooltip

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from provesvar_gui.patient.access import Lookup
    from provesvar_gui.ui.window_settings import WindowSettings

COMPACT: Final = 960  # pixels of the window's width, at the ordinary size of text; below it there is little room
_LOW: Final = 600  # of its height
_CRAMPED: Final = 700  # of its width: text of 200 % on a clinic laptop
_NARROW: Final = 1200  # of its width, below which the buttons of the bar have words alone
_WIDEST: Final = (1 << 24) - 1  # Qt's own
_NAMES: Final = 64  # a laboratory may write something into the name that is another each time

translate = QCoreApplication.translate


def is_compact(window: QWidget) -> bool:
    return window.width() < theme.px(COMPACT) or window.height() < theme.px(_LOW)


def is_cramped(window: QWidget) -> bool:
    return window.width() < theme.px(_CRAMPED)


class _Field(QWidget):
    """A label over its value, which is shortened to ``letters`` where room is missing; 0: never shortened."""

    def __init__(self, name: str, parent: QWidget, *, letters: int = 0) -> None:
        super().__init__(parent)
        self._label = Label("", "on_bar2", name=f"{name}Label", kind=Type.SMALL, letters=letters, parent=self)
        self._value = Label("", "on_bar", name=name, bold=True, letters=letters, parent=self)
        for each in (self._label, self._value):  # as wide as the wider of both
            each.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        fill(QVBoxLayout(self), 1, self._label, self._value, 1, spacing=0)

    def say(self, label: str, value: str, whole: str = "", short: tuple[str, str] = ("", ""), keep: str = "") -> None:
        self._label.say(label, short=short[0])
        self._value.say(value, keep=keep, short=short[1])
        say_in_tooltip(self, whole)
        self.show_value()
        self.updateGeometry()  # the bar asks at once how wide it is

    def show_value(self) -> None:
        self.setVisible(bool(self._value.text()))


class UserMenu(QMenu):
    """The menu of all actions besides looking up. ``asked(Key)``: by any but ``drill`` and ``logout``."""

    asked = Signal(Key)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("userMenu")
        self.journal = self._add("journalAction", self.tr("My &look-ups"), Key.JOURNAL)
        self._add("callAction", self.tr("&Whom to call"), Key.CALL)
        self._add("bedsideAction", self.tr("Keep open at the &bedside"), Key.BEDSIDE)
        self.drill = self._add("drillAction", self.tr("&Drill"), Key.DRILL)
        self.addSeparator()
        self._add("settingsAction", self.tr("&Settings"), Key.SETTINGS)
        self._add("selfCheckAction", self.tr("Self-&check"), Key.SELF_CHECK)
        self._add("helpAction", self.tr("&Help"), Key.HELP)
        self._add("keysAction", self.tr("&Keys"), Key.KEYS)
        self.addSeparator()
        self._add("lockAction", self.tr("Lock &window"), Key.LOCK)
        self.logout = self._add("logoutAction", self.tr("Log &out and clear"))
        self.drill.setVisible(False)

    def _add(self, name: str, words: str, key: Key | None = None) -> QAction:
        # the window has the shortcut itself
        shown = "" if key is None else f"\t{keys.sequences(key)[0].toString(QKeySequence.SequenceFormat.NativeText)}"
        action = QAction(self)  # given its text PySide would try the constructor that takes an icon, and load icons: 2 ms
        action.setText(words + shown)
        action.setObjectName(name)
        if key not in (None, Key.DRILL):
            action.triggered.connect(lambda: self.asked.emit(key))
        self.addAction(action)
        return action


class PatientBar(QWidget):
    """The bar, ``patientStrip``. Without a patient it names the program and a first step.

    ``clock``: gives a time with a zone.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patientStrip")
        self.clock: Callable[[], datetime] | None = None
        self._wide, self._cramped, self._told = True, False, ""
        self._flask = QLabel(self)
        heading = partial(Label, kind=Type.HEADING, parent=self)
        self._brand = heading(self.tr("Prøvesvar"), "on_bar", name="brand", letters=20)
        self._prod = Label("", "on_bar2", name="prodLabel", kind=Type.SMALL, letters=6, parent=self)
        self._number = heading("", "on_bar", name="patientStripNumber", digits=True, letters=20)
        self._name = heading("", "on_bar", name="patientStripName", letters=6)
        self._facts = Label("", "on_bar2", name="patientStripTold", kind=Type.SMALL, letters=6, parent=self)
        self._basis = _Field("patientStripBasis", self, letters=2)
        self._when = _Field("patientStripWhen", self, letters=2)
        self._role = _Field("patientStripRole", self, letters=2)
        self.change = KeyButton("changeButton", self.tr("Change"), Key.CHANGE, self, kind="bar")
        self.new = KeyButton("newPatientButton", self.tr("New patient"), Key.CLEAR, self, kind="bar")
        self.help = KeyButton("helpButton", self.tr("Help"), Key.HELP, self, kind="bar")
        self.more = QPushButton(self)
        self.more.setObjectName("userMenuButton")
        self.more.setProperty("kind", "bar")
        self.more.setAccessibleName(self.tr("Menu"))
        self.more.clicked.connect(self.open_menu)
        self.panel = LoginPanel(self)
        self._lay_out()
        self.clear()

    @cached_property
    def menu(self) -> UserMenu:
        return UserMenu(self)

    def _lay_out(self) -> None:
        who = fill(QHBoxLayout(), self._flask, self._brand, self._number, self._name, 1, spacing=theme.SPACE["medium"])
        left = fill(QVBoxLayout(), 1, who, self._prod, self._facts, 1, spacing=0)
        buttons = (self.change, self.new, self.panel, self.help, self.more)
        self._row = fill(QHBoxLayout(self), left, self._basis, self._when, self._role, 1, *buttons)
        self._layouts = (who, left, self._row)
        self._row.insertSpacing(1, theme.SPACE["small"])  # of the line before the basis
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def draw_icons(self) -> None:
        self._flask.setPixmap(icons.pixmap(icons.Icon.FLASK, "on_bar", theme.px(24), self.devicePixelRatio()))
        for button, drawn in ((self.change, icons.Icon.PENCIL), (self.new, icons.Icon.NEW_PERSON)):
            icons.set_icon(button, drawn if self._wide or self._cramped else None, "on_bar")
        icons.set_icon(self.help, icons.Icon.HELP, "on_bar")
        icons.set_icon(self.more, icons.Icon.CHEVRON_DOWN, "on_bar")

    def show_profile(self, settings: WindowSettings) -> None:
        """Show the profile in production, where there is no strip above."""
        prod = settings.trouble is None and not settings.sandbox and settings.profile is Profile.PROD
        self._prod.setText(translate("Marks", "Production: real patients") if prod else "")
        self._prod.setVisible(prod and not self._number.text())

    def open_menu(self) -> None:
        corner = self.more.mapToGlobal(self.more.rect().bottomRight())
        self.menu.popup(corner - QPoint(self.menu.sizeHint().width(), 0))
        self.menu.setActiveAction(self.menu.actions()[0])

    def show_lookup(
        self,
        lookup: Lookup,
        role: str,
        *,
        names: tuple[str, ...] = (),
        fetched_at: datetime | None = None,
        organisation: str = "",
        found: bool = True,
    ) -> None:
        """``role``: the name of the role of the look-up. ``names``: as in the reports; several are all shown.

        ``found``: whether anything came, so that it was fetched and not only looked up.
        """
        # 11 ms, for which the first paint does not wait.
        from provesvar_gui.results.text import NBSP, in_norway
        from provesvar_gui.ui import today

        now = in_norway((self.clock or today.now)())
        self._number.say(lookup.patient.grouped, keep=lookup.patient.grouped)
        self._told = facts = patient_field.describe_patient(lookup.patient, now.date())
        several = self.tr("%n different names: {names}", "", len(names)).replace("{names}", "; ".join(names[:_NAMES]))
        self._name.setText(several if len(names) > 1 else "".join(names))
        basis = texts(lookup.basis)
        self._basis.say(self.tr("Basis"), basis.short_title, basis.title, ("", basis.narrow))
        label = self.tr("Role · organisation") if organisation else self.tr("Role")
        whole, short = " · ".join(filter(None, (role, organisation))), role.partition(" (")[0]
        self._role.say(label, " · ".join(filter(None, (short, organisation))), whole, (self.tr("Role"), ""), short[:6])
        when = today.date_text(fetched_at) if fetched_at is not None else "…"  # with the date: it may stand there past midnight
        told = when.replace(f"{NBSP}{now.year}", "")
        today_ = fetched_at is not None and in_norway(fetched_at).date() == now.date()
        label = self.tr("Fetched") if found else self.tr("Looked up")
        clock = told.rpartition(NBSP)[2] if today_ else told
        self._when.say(label, told, when, (label, clock), clock)
        self.setAccessibleName(self.tr("Results of patient {number}").format(number=lookup.patient.grouped))
        say_in_tooltip(self, " · ".join(filter(None, (facts, when, whole))))  # also where there is no room for it
        self._turn(patient=True)

    def clear(self) -> None:
        self._told = ""
        for label in (self._number, self._name, self._facts):
            label.clear()
        for field in (self._basis, self._when, self._role):
            field.say("", "")
        self.setAccessibleName(self.tr("Prøvesvar"))
        say_in_tooltip(self, "")
        self._turn(patient=False)

    def _turn(self, *, patient: bool) -> None:
        self._prod.setVisible(not patient and bool(self._prod.text()))
        for widget in (self._flask, self._brand, self.help):
            widget.setVisible(not patient)
        for widget in (self._number, self._name, self._facts, self.change, self.new):
            widget.setVisible(patient)
        self.fit()
        self.update()  # of the line before the basis, where no widget is

    def fit(self) -> None:
        compact, width = is_compact(self.window()), self.window().width()
        self.setFixedHeight(theme.px(50 if compact else 60))
        margin = theme.SPACE["medium" if compact else "large"]
        self._row.setContentsMargins(margin, 0, margin, 0)
        wide = width >= theme.px(_NARROW)
        cramped = is_cramped(self.window())
        self._row.setSpacing(theme.SPACE["large" if wide else "tight" if compact else "small"])
        for field in (self._basis, self._when):
            field.setContentsMargins(0, 0, theme.SPACE["tight" if wide or compact else "medium"], 0)
        for button in (self.change, self.new, self.help):
            button.shorten(cap=wide, icon_alone=cramped and button is not self.help)
        if (wide, cramped) != (self._wide, self._cramped):
            self._wide, self._cramped = wide, cramped
            if not self._flask.pixmap().isNull():
                self.draw_icons()
        self._flask.setVisible(not self._number.text() and not cramped)
        self._tell_facts()
        self.panel.shorten(details=wide, initials=not wide and bool(self._number.text()))
        self.more.setToolTip("\n".join((keys.tooltip(Key.MENU), self.panel.accessibleName())))
        self._make_room()

    def _tell_facts(self) -> None:
        """Below the number. Where room is scarce the name stands there, too, and what the number says itself gives way."""
        patient, name = bool(self._number.text()), self._name.text() if self._cramped else ""
        self._name.setVisible(patient and not name)
        facts = " · ".join(self._told.partition(" (")[0].split(" · ")[1:2]) if name else self._told
        self._facts.say(" · ".join(filter(None, (name, facts))), short=facts.partition(" (")[0] if not name else "", keep=name)

    def _make_room(self) -> None:
        """For the name: one after the other gives way, as far as needed, until it is whole."""
        fields = (self._when, self._facts, self._role, self._basis)
        for each in fields:
            each.setMaximumWidth(_WIDEST)
        for field in (self._role, self._when):
            field.show_value()
        for each in fields:
            if (excess := self._excess()) > 0:
                named = self._layouts[0].sizeHint().width() if each is self._facts else 0
                each.setMaximumWidth(max(each.minimumSizeHint().width(), each.sizeHint().width() - excess, named))
        for field in (self._role, self._when) if self._cramped else ():  # number, name and basis are never cut
            if self._excess() > 0:
                field.hide()

    def _excess(self) -> int:
        for layout in self._layouts:
            layout.invalidate()
        return self._row.sizeHint().width() - self.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        colours = theme.current()
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.bar))
        painter.drawRect(self.rect())
        if self._basis.isVisible():
            x = self._basis.x() - (self._row.spacing() + theme.SPACE["small"]) / 2
            painter.setPen(QColor(colours.bar_line))
            painter.drawLine(QPointF(x, 12.0), QPointF(x, self.height() - 12.0))
        if colours.bar == colours.page:
            painter.setPen(QColor(colours.bar_line))
            painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
