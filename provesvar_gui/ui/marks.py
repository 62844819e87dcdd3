"""The mark of the environment (sandbox, test, drill), and the strip with the patient of the results."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from provesvar_gui.patient.numbers import Profile
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.form import patient_field
from provesvar_gui.ui.form.basis import title
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import ElidedLabel, TintLabel, TintPanel, longest_word, say_in_tooltip
from provesvar_gui.ui.widgets import plain_button

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.patient.access import Lookup
    from provesvar_gui.ui.today import Today
    from provesvar_gui.ui.window_settings import WindowSettings


_NAME_LEAST = 120  # pixels
_NAME_LINES = 6  # of different names
_NAMES_MOST = 64  # more are never tried
_LONG_WORD = re.compile(r"[^\s-]{9}(?=[^\s-]{4})")
_MAY_BREAK = "\u200b"
_EVERY = 1 << 10  # letter is kept, where that can be
_HOW_LEAST = 12  # letters, of the widest


class Mark(TintPanel):
    """One line over every view, in words, colour and pattern."""

    def __init__(self, name: str, text: str, tint: Tint, parent: QWidget | None = None) -> None:
        super().__init__(tint, border=False, solid=True, parent=parent)
        self.setObjectName(name)
        label = TintLabel(text, tint=tint, wrap=False, on_solid=True, parent=self)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.resize(label, bold=True)
        self.setAccessibleName(text)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.SPACE["small"], theme.SPACE["tight"], theme.SPACE["small"], theme.SPACE["tight"])
        self._row.addWidget(label, 1)


class SandboxMark(Mark):
    """Unmistakable on every view: none of these people exists."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sandboxMark", _sandbox_text(), Tint.HELP, parent)


def mark_text(settings: WindowSettings) -> str:
    """What stands on every page that is printed; "" in production."""
    if settings.drill:
        return drill_text()
    if settings.sandbox:
        return _sandbox_text()
    return _test_text() if settings.profile is Profile.TEST else ""


def _sandbox_text() -> str:
    return QCoreApplication.translate("SandboxMark", "SANDBOX – synthetic people only. Nothing here is real.")


def _test_text() -> str:
    return QCoreApplication.translate("Marks", "TEST – synthetic people only. Not for treating patients.")


def drill_text() -> str:
    return QCoreApplication.translate("Marks", "DRILL – synthetic people only. Nothing here is real.")


class DrillMark(Mark):
    """A drill: in the sandbox, and in a colour that nothing else has on top of a window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("drillMark", drill_text(), Tint.WARNING, parent)

    def offer_end(self, window: QWidget) -> None:
        """The way out of a drill, where it is looked for. It ends with its window."""
        text = QCoreApplication.translate("Marks", "End the drill ({key})").format(key=keys.shown(keys.Key.DRILL))
        self.end = plain_button(text, self)
        self.end.setObjectName("drillLeaveButton")
        self.end.setAccessibleName(QCoreApplication.translate("Marks", "End the drill"))
        self.end.setAutoDefault(False)
        self.end.clicked.connect(window.close)
        self._row.addWidget(self.end)


class ProfileMark(Mark):
    """The profile ``test``: national test services, synthetic people."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("profileMark", _test_text(), Tint.HELP, parent)


class TroubleMark(Mark):
    """No look-up is possible, and nobody knows for which environment this is set up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        text = QCoreApplication.translate("Marks", "NOT IN OPERATION – no look-up is possible until the settings are right.")
        super().__init__("troubleMark", text, Tint.ERROR, parent)


def mark_of(settings: WindowSettings, parent: QWidget) -> Mark | None:
    """What must be said over every view; None in production."""
    if settings.drill:
        return DrillMark(parent)
    if settings.sandbox:
        return SandboxMark(parent)
    if settings.trouble is not None:
        return TroubleMark(parent)
    return ProfileMark(parent) if settings.profile is Profile.TEST else None


def title_of(settings: WindowSettings) -> str:
    """Of the window, and so of its place in the task bar; production is the one without an addition."""
    if settings.drill:
        return QCoreApplication.translate("Marks", "DRILL – Prøvesvar")
    if settings.sandbox:
        return QCoreApplication.translate("MainWindow", "Prøvesvar – sandbox")
    if settings.trouble is None and settings.profile is Profile.TEST:
        return QCoreApplication.translate("Marks", "Prøvesvar – TEST")
    return QCoreApplication.translate("MainWindow", "Prøvesvar")


class ProdLabel(TintLabel):
    """In production the window says so too, where no strip takes room for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tint=Tint.SUBDUED, wrap=False, parent=parent)
        self.setObjectName("prodLabel")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # it never widens a narrow window

    def show_profile(self, settings: WindowSettings) -> None:
        """Real patients, or nothing."""
        prod = settings.trouble is None and not settings.sandbox and settings.profile is Profile.PROD
        self.setText(QCoreApplication.translate("Marks", "Production: real patients") if prod else "")


class PatientStrip(TintPanel):
    """Whose results stand below, with which basis and role they were fetched, and when. The number in full, on one line.

    What the number itself tells stands over it. The name is the one that the laboratories sent with the reports: something to
    check the number against.
    ``clock``: gives a time with a zone.
    """

    def __init__(self, parent: QWidget | None = None, *, clock: Callable[[], datetime] | None = None) -> None:
        super().__init__(Tint.PLAIN, parent=parent)
        self.setObjectName("patientStrip")
        self._label = ElidedLabel(tint=Tint.SUBDUED, letters=_EVERY, parent=self)
        self._label.setObjectName("patientStripTold")
        self._number = TintLabel(wrap=False, parent=self)
        self._number.setObjectName("patientStripNumber")
        theme.resize(self._number, 1.35, bold=True, digits=True)
        self._names: tuple[str, ...] = ()
        self._name = TintLabel(parent=self)
        self._name.setObjectName("patientStripName")
        theme.resize(self._name, 1.15, bold=True)
        self._how = TintLabel(tint=Tint.SUBDUED, parent=self)
        self._how.setObjectName("patientStripHow")
        self._how.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._fetched: tuple[Lookup, str, datetime] | None = None
        self._clock = clock
        self._today: Today | None = None
        who = QHBoxLayout()
        who.setSpacing(theme.SPACE["large"])
        who.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        who.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        who.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addStretch(1)
        left.addWidget(self._label)
        left.addLayout(who)
        left.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE["medium"], theme.SPACE["tight"], theme.SPACE["medium"], theme.SPACE["tight"])
        row.setSpacing(theme.SPACE["large"])
        row.addLayout(left)
        row.addWidget(self._how, 1)
        self.hide()

    def show_lookup(self, lookup: Lookup, role: str, *, names: tuple[str, ...] = (), fetched_at: datetime | None = None) -> None:
        """``role``: the name of the role with which it was asked. ``names``: as the reports have them; several are all shown."""
        # 11 ms, for which the first paint does not wait.
        from provesvar_gui.results.text import in_norway
        from provesvar_gui.ui import today

        self._number.setText(lookup.patient.grouped)
        told = patient_field.describe_patient(lookup.patient, in_norway((self._clock or today.now)()).date())
        self._label.setText(told)
        self._fetched = (lookup, role, fetched_at) if fetched_at is not None else None
        if fetched_at is None:
            self._how.setText(self.tr("Basis: {basis}\nRole: {role}").format(basis=title(lookup.basis), role=role))
        else:
            self._say_when()
        self._names = names
        self._make_room()
        self.setAccessibleName(self.tr("Results of patient {number}").format(number=lookup.patient.grouped))
        self.setAccessibleDescription(told)
        self.show()

    def _make_room(self) -> None:
        """The name on one line wherever that is possible: what was asked, and how, gives way first. Both on one base line."""
        beside, gap = self._number.sizeHint().width(), theme.SPACE["large"]
        room = self.width() - 2 * theme.SPACE["medium"] - gap
        self._how.setMinimumWidth(longest_word(self._how, self._how.text()))
        most = room - self._how.minimumWidth()
        room -= self._how.fontMetrics().horizontalAdvance("M" * _HOW_LEAST)
        lower = self._number.fontMetrics().ascent() - self._name.fontMetrics().ascent()
        self._name.setContentsMargins(0, max(lower, 0), 0, 0)
        every = self._names_said(len(self._names))
        wide = self._name.fontMetrics().horizontalAdvance(every) + 2 if every else 0
        most -= beside + gap
        least = min(max(_NAME_LEAST, min(longest_word(self._name, every), most)), wide)
        self._name.setFixedWidth(wide if wide <= most else max(room - beside - gap, least))
        said = self._that_fit()
        cut = said < len(self._names)
        self._name.setAccessibleName(every if cut else "")
        say_in_tooltip(self._name, every if cut else "")
        self._name.say(self._broken(self._names_said(said)), Tint.WARNING if len(self._names) > 1 else Tint.PLAIN)

    def _names_said(self, count: int) -> str:
        names = "; ".join(self._names[:count])
        if len(self._names) < 2:
            return names
        if count == len(self._names):
            return self.tr("⚠ Different names: {names}").format(names=names)
        more = self.tr("⚠ Different names: {names}; and %n more", "", len(self._names) - count)
        return more.replace("{names}", names)

    def _broken(self, text: str) -> str:
        """Words that are wider than there is room for may be broken, rather than cut."""
        return _LONG_WORD.sub(f"\\g<0>{_MAY_BREAK}", text) if longest_word(self._name, text) > self._name.width() else text

    def _that_fit(self) -> int:
        """How many of the names can be said; each try is a layout, and every step of a resize asks."""
        count = len(self._names)
        if count < 2 or (count <= _NAMES_MOST and self._fits(count)):
            return count
        more = bisect_left(range(2, min(count, _NAMES_MOST + 1)), True, key=lambda each: not self._fits(each))
        return 1 + more

    def _fits(self, count: int) -> bool:
        """Whether they stand in the lines that there are for them."""
        metrics, room = self._name.fontMetrics(), QRect(0, 0, self._name.width(), 1 << 16)
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._broken(self._names_said(count))).height()
        return needed <= _NAME_LINES * metrics.lineSpacing()

    def minimumSizeHint(self) -> QSize:
        """What the name has now it need not have: a window that gave it room can be made narrower again."""
        least = super().minimumSizeHint()
        return QSize(least.width() - max(self._name.minimumWidth() - _NAME_LEAST, 0), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _say_anew(self) -> None:
        self._say_when()
        self._make_room()  # with its date it is longer

    def _say_when(self) -> None:
        """Since when, with the date as soon as that is not today's."""
        from provesvar_gui.ui import today  # as above

        if self._fetched is None:
            return
        if self._today is None:
            self._today = today.Today(self, self._clock or today.now)
            self._today.turned.connect(self._say_anew)
        self._today.watch()
        lookup, role, when = self._fetched
        basis = title(lookup.basis)
        how = self.tr("Basis: {basis}\nFetched {date}, role: {role}").format(date=today.date_text(when), basis=basis, role=role)
        if self._today.is_date_of(when):
            how = self.tr("Basis: {basis}\nFetched at {time}, role: {role}").format(
                time=today.clock_text(when), basis=basis, role=role
            )
        self._how.setText(how)

    def clear(self) -> None:
        """Nothing of the patient stays."""
        self._fetched, self._names = None, ()
        if self._today is not None:
            self._today.rest()
        self._label.clear()
        self._number.clear()
        self._how.clear()
        self._make_room()
        self.setAccessibleName("")
        self.setAccessibleDescription("")
        self.hide()
