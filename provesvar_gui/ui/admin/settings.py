"""The dialog of the settings: what a clinician prefers, to be set; for IT the value, origin and lock of each, to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QRadioButton,
    QTabWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from provesvar_gui.self_check.settings_checks import SettingLock, SettingsOverview
from provesvar_gui.settings.settings import SETTINGS
from provesvar_gui.ui import messages, theme
from provesvar_gui.ui.admin.page import AdminDialog, scrolling
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.preferences import SIZES
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import IconLabel, Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.self_check.settings_checks import SettingRow
    from provesvar_gui.ui.ports import BridgeLike, Maintenance
    from provesvar_gui.ui.preferences import Preferences

translate = QCoreApplication.translate
_ORIGINS = {
    "builtin": QT_TRANSLATE_NOOP("Settings", "Built in"),
    "user": QT_TRANSLATE_NOOP("Settings", "Own file"),
    "command-line": QT_TRANSLATE_NOOP("Settings", "Start command"),
    "policy": QT_TRANSLATE_NOOP("Settings", "Administrator"),
}
_LOCKED = QT_TRANSLATE_NOOP("Settings", "Locked")
_OPEN = QT_TRANSLATE_NOOP("Settings", "Yours to set")
_BY_POLICY = QT_TRANSLATE_NOOP("Settings", "Locked: your administrator has decided it, in {file}.")
_BY_POLICY_WHY = QT_TRANSLATE_NOOP("Settings", "Locked: your administrator has decided it, in {file}, since {why}.")
_BAD = QT_TRANSLATE_NOOP("Settings", "What the file says cannot be used")
_SIZE_KEYS: Final = QT_TRANSLATE_NOOP("Settings", "Ctrl and plus or minus, or the wheel with Ctrl")
#: What a clinician sets: its name, the words for it and for each choice, and what is to be known of it.
_PREFERENCES: Final = (
    (
        "language",
        QT_TRANSLATE_NOOP("Settings", "Language"),
        (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")),
        QT_TRANSLATE_NOOP("Settings", "From the next start"),
    ),
    (
        "text_size",
        QT_TRANSLATE_NOOP("Settings", "Size of the text"),
        tuple((size, f"{size} %") for size in SIZES),
        _SIZE_KEYS,
    ),
    (
        "scheme",
        QT_TRANSLATE_NOOP("Settings", "Colours"),
        (
            ("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
            ("light", QT_TRANSLATE_NOOP("Settings", "Light")),
            ("dark", QT_TRANSLATE_NOOP("Settings", "Dark")),
            ("contrast", QT_TRANSLATE_NOOP("Settings", "High contrast")),
        ),
        "",
    ),
    (
        "start_view",
        QT_TRANSLATE_NOOP("Settings", "First view after a look-up"),
        (
            ("overview", QT_TRANSLATE_NOOP("Settings", "Overview")),
            ("table", QT_TRANSLATE_NOOP("Settings", "Table")),
            ("reports", QT_TRANSLATE_NOOP("Settings", "Reports")),
            ("microbiology", QT_TRANSLATE_NOOP("Settings", "Microbiology")),
            ("trend", QT_TRANSLATE_NOOP("Settings", "Trend")),
        ),
        "",
    ),
)
_PROFILES = {
    "test": QT_TRANSLATE_NOOP("Settings", "Profile test: synthetic people only."),
    "prod": QT_TRANSLATE_NOOP("Settings", "Profile prod: real patients."),
}


def bad(row: SettingRow, told: SettingsOverview) -> bool:
    """Whether what the file says there cannot be used."""
    trouble = told.trouble
    return trouble is not None and any(one.params.get("setting") == row.name for one in (trouble, *trouble.also))


def cells(row: SettingRow, told: SettingsOverview) -> list[str]:
    """What counts; where the file's word cannot be used, that, and no value that nobody meant."""
    decides = "–" if row.lock is SettingLock.UNKNOWN else _translated(_OPEN if row.lock is SettingLock.OPEN else _LOCKED)
    if bad(row, told):
        return [row.name, _translated(_BAD), "–", decides]
    return [row.name, row.value or "–", _translated(_ORIGINS[row.origin.value]), decides]


def whole(row: SettingRow, told: SettingsOverview) -> str:
    head = f"{row.name}: {_translated(_BAD)}" if bad(row, told) else f"{row.name} = {row.value or '–'}"
    lines = [head, _translated(SETTINGS[row.name].says), _lock(row, told)]
    lines.append(translate("Settings", "Allowed: {allowed}").format(allowed=row.allowed))
    lines.append(translate("Settings", "Built in: {value}").format(value=row.builtin or "–"))
    return "\n".join(lines)


def summary(told: SettingsOverview) -> str:
    """Which services, which files, and what in them nobody knows."""
    if told.sandbox:
        return translate("Settings", "The sandbox: synthetic people only, on this machine.")
    own, policy = _file(told.own_file, there=told.own_there), _file(told.policy_file, there=told.policy_there)
    lines = (
        [_translated(_PROFILES[told.profile])]
        if told.trouble is None
        else [translate("Settings", "Until then nobody is asked anything. Below: what could be read, and the built-in values.")]
    )
    lines.append(translate("Settings", "Own settings: {own}. Administrator's policy: {policy}.").format(own=own, policy=policy))
    if told.unknown:
        lines.append(
            translate("Settings", "Not known to this version, and without effect: {names}").format(names=", ".join(told.unknown))
        )
    return "\n".join(lines)


def _file(path: str, *, there: bool) -> str:
    if not path:
        return translate("Settings", "none")
    return path if there else translate("Settings", "{file} (not there)").format(file=path)


def _lock(row: SettingRow, told: SettingsOverview) -> str:
    why = _translated(row.why.value) if row.why is not None else ""
    match row.lock:
        case SettingLock.POLICY:
            return _translated(_BY_POLICY_WHY if why else _BY_POLICY).format(file=told.policy_file, why=why)
        case SettingLock.PROD:
            return translate("Settings", "Locked: in production only your administrator may decide it, since {why}.").format(
                why=why
            )
        case SettingLock.SANDBOX:
            return translate("Settings", "Locked: the sandbox has its own settings, and reads no file.")
        case SettingLock.UNKNOWN:
            return translate("Settings", "Who decides is not known until the files can be read.")
        case SettingLock.OPEN:
            return translate("Settings", "You may set it yourself, in {file}.").format(file=told.own_file)


def _translated(text: str) -> str:
    return QCoreApplication.translate("Settings", text)


class PreferencesPage(QWidget):
    """What a clinician sets, each at once in force. A choice that the administrator has made can be read only."""

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preferences")
        self._preferences = preferences
        self._groups: dict[str, QButtonGroup] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE["wide"], 0, 0)
        column.setSpacing(theme.SPACE["small"])
        for name, title, choices, note in _PREFERENCES:
            locked = preferences.locked(name)
            shown = translate("Settings", "Locked by your administrator") if locked else _translated(note) if note else ""
            about = Label(" · ".join(filter(None, (shown, f"ui.{name}"))), "ink2", kind=Type.SMALL, wraps=True, parent=self)
            row = QHBoxLayout()
            row.setSpacing(theme.SPACE["large"])
            if locked:
                row.addWidget(IconLabel(Icon.LOCKED, "ink2", 18, self))
            group = self._groups[name] = QButtonGroup(self)
            for place, (value, words) in enumerate(choices):
                button = QRadioButton(_translated(words), self)
                button.setObjectName(f"{name}_{value}")
                button.setAccessibleName(f"{_translated(title)}: {_translated(words)}")
                button.setEnabled(not locked)
                button.setToolTip(about.text())
                group.addButton(button, place)
                row.addWidget(button)
            row.addStretch(1)
            group.idClicked.connect(lambda place, name=name, choices=choices: preferences.prefer(name, choices[place][0]))
            column.addWidget(Label(_translated(title), bold=True, parent=self))
            column.addLayout(row)
            column.addWidget(about)
            column.addSpacing(theme.SPACE["wide"])
        column.addStretch(1)
        preferences.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        """What is in force, also where a key has changed it."""
        for name, _title, choices, _note in _PREFERENCES:
            now = getattr(self._preferences.now, name)
            nearest = [value for value, _words in choices if value == now]
            for place, (value, _words) in enumerate(choices):
                self._groups[name].button(place).setChecked(value in nearest)


class SettingsDialog(AdminDialog):
    """The dialog of the settings. The files are read at ``read`` and by F5."""

    def __init__(
        self, parent: QWidget, bridge: BridgeLike, maintenance: Callable[[], Maintenance], preferences: Preferences
    ) -> None:
        super().__init__(parent, "settings", QCoreApplication.translate("SettingsDialog", "Settings"))
        self._bridge, self._maintenance = bridge, maintenance
        self._told: SettingsOverview | None = None
        self._what = Label(colour="ink2", wraps=True, name="settingsSummary", parent=self)
        headers = [self.tr("Setting"), self.tr("Value"), self.tr("From"), self.tr("Who decides")]
        self.list = self.make_list(self.tr("Every setting"), headers)
        self.list.header().setStretchLastSection(False)
        for place, mode in enumerate(("Interactive", "Stretch", "ResizeToContents", "ResizeToContents")):
            self.list.header().setSectionResizeMode(place, QHeaderView.ResizeMode[mode])
        self.list.currentItemChanged.connect(lambda *_: self._show_detail())
        self._detail = self.make_detail(self.tr("The chosen setting"), lines=7)
        self._again = self.button("Read", self.tr("Read again (F5)"), self.read)
        QShortcut("F5", self, self.read)
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("settingsTabs")
        self.tabs.addTab(scrolling(PreferencesPage(preferences, self), "preferencesScroll"), self.tr("For you"))
        every = QWidget(self)
        column = QVBoxLayout(every)
        column.setContentsMargins(0, theme.SPACE["small"], 0, 0)
        for each in (self.panel, self._what, self.list, self._detail):
            column.addWidget(each, int(each is self.list))
        self.tabs.addTab(every, self.tr("For IT"))
        self.tabs.currentChanged.connect(lambda tab: self._again.setVisible(bool(tab)))
        self._again.setVisible(False)
        self.lay_out((self.tabs,), grows=self.tabs, buttons=(self._again,), size=QSize(860, 640))
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """A network drive may take a while."""
        self.say(self.tr("Reading …"), "ink2")
        self._again.setEnabled(False)
        maintenance = self._maintenance
        task = self._bridge.start_alone(lambda _report: maintenance().settings(), parent=self)
        task.succeeded.connect(lambda told: self.show_settings(told) if isinstance(told, SettingsOverview) else None)
        task.failed.connect(lambda _error: self._fail())

    def show_settings(self, told: SettingsOverview) -> None:
        """All of them; the one that was chosen stays chosen."""
        chosen = self._row()
        self._told = told
        self._again.setEnabled(True)
        self.list.clear()
        for row in told.rows:
            item = QTreeWidgetItem(cells(row, told))
            self._colour(item, row, wrong=bad(row, told))
            self.list.addTopLevelItem(item)
        if told.trouble is not None:
            said = messages.of_error(told.trouble)
            self.say(f"{said.what}\n{said.do}", "danger")
            self.tabs.setCurrentIndex(1)
            self._what.setText(summary(told))
        else:
            self.say(summary(told), "flag" if told.unknown else "ink")
            self._what.clear()
        self._what.setVisible(bool(self._what.text()))
        self._fit()
        wrong = (row for row in told.rows if bad(row, told))
        name = chosen.name if chosen is not None else next(wrong, told.rows[0]).name
        self.list.setCurrentItem(self.list.findItems(name, Qt.MatchFlag.MatchExactly, 0)[0])

    def _fail(self) -> None:
        """Not even the reasons could be found out."""
        self.say(self.tr("The settings could not be read now."), "danger")
        self._again.setEnabled(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The values keep a share of any width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """On a narrow screen the names give way to the values."""
        rows = self.list
        room = rows.viewport().width() - rows.columnWidth(2) - rows.columnWidth(3)
        rows.setColumnWidth(0, min(rows.sizeHintForColumn(0) + theme.SPACE["large"], room - room // 3))

    def _colour(self, item: QTreeWidgetItem, row: SettingRow, *, wrong: bool) -> None:
        """What is locked steps back; what somebody has said stands out."""
        colours = theme.current()
        item.setForeground(3, QBrush(QColor(colours.ok if row.lock is SettingLock.OPEN else colours.ink2)))
        if wrong:
            item.setForeground(1, QBrush(QColor(colours.danger)))
        font = item.font(1)
        font.setBold(wrong or row.value != row.builtin)
        item.setFont(1, font)

    def _row(self) -> SettingRow | None:
        item = self.list.currentItem()
        if item is None or self._told is None:
            return None
        return self._told.rows[self.list.indexOfTopLevelItem(item)]

    def _show_detail(self) -> None:
        row = self._row()
        self._detail.setPlainText(whole(row, self._told) if row is not None and self._told is not None else "")
