"""The sheet of the settings: a clinician's preferences to edit; for IT the value, origin and lock of every setting to read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QModelIndex
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QHeaderView, QRadioButton, QTabWidget, QVBoxLayout, QWidget

from provesvar_gui.self_check.checks import SettingLock, SettingsOverview
from provesvar_gui.settings.settings import SETTINGS, SettingOrigin
from provesvar_gui.ui import keys, messages, theme
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.preferences import SIZES
from provesvar_gui.ui.sheet import ListSheet, scrolling
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import IconLabel, Label, fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.errors import AppError
    from provesvar_gui.self_check.checks import SettingRow
    from provesvar_gui.ui.bridge import Bridge
    from provesvar_gui.ui.ports import Maintenance
    from provesvar_gui.ui.preferences import Preferences

translate = QCoreApplication.translate
_translated = partial(translate, "Settings")
_ORIGINS = {
    "builtin": QT_TRANSLATE_NOOP("Settings", "Built in"),
    "user": QT_TRANSLATE_NOOP("Settings", "Own file"),
    "command-line": QT_TRANSLATE_NOOP("Settings", "Start command"),
    "policy": QT_TRANSLATE_NOOP("Settings", "Administrator"),
    "registry": QT_TRANSLATE_NOOP("Settings", "Administrator"),
}
_WIDTH, _VALUE_WIDTH = 860, 240  # device-independent pixels
_LONG: Final = 30  # letters that fit there
_SIZE_KEYS: Final = QT_TRANSLATE_NOOP("Settings", "Ctrl and plus or minus, or the wheel with Ctrl")
#: What a clinician sets: its name, the words for it and for each choice, and what is to be known of it.
_PREFERENCES: Final = (
    (
        "language",
        QT_TRANSLATE_NOOP("Settings", "Language"),
        (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")),
        QT_TRANSLATE_NOOP("Settings", "Takes effect at the next start"),
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
_WORDS: Final = {value: words for name, _, choices, _ in _PREFERENCES if name != "text_size" for value, words in choices} | {
    "true": QT_TRANSLATE_NOOP("Settings", "Yes"),
    "false": QT_TRANSLATE_NOOP("Settings", "No"),
    "allow": QT_TRANSLATE_NOOP("Settings", "Allowed"),
    "helseid": "HelseID",
    "vault": QT_TRANSLATE_NOOP("Settings", "In the password store"),
    "refuse": QT_TRANSLATE_NOOP("Settings", "No login"),
    "command": QT_TRANSLATE_NOOP("Settings", "By command"),
    "apart": QT_TRANSLATE_NOOP("Settings", "Shown apart"),
}
_PROFILES = {
    "test": QT_TRANSLATE_NOOP("Settings", "Profile test: synthetic people only."),
    "prod": QT_TRANSLATE_NOOP("Settings", "Profile prod: real patients."),
}


def bad(row: SettingRow, told: SettingsOverview) -> bool:
    trouble = told.trouble
    return trouble is not None and any(one.params.get("setting") == row.name for one in (trouble, *trouble.also))


def _value(row: SettingRow, told: SettingsOverview) -> str:
    """The value in force; if the files cannot be used, a text that says so instead."""
    if bad(row, told):
        return translate("Settings", "What the file says cannot be used")
    return _translated(_WORDS[row.value]) if row.value in _WORDS else row.value or "–"


def cells(row: SettingRow, told: SettingsOverview) -> list[str]:
    locked = row.lock not in (SettingLock.OPEN, SettingLock.UNKNOWN)
    decides = translate("Settings", "Locked") if locked else ""
    origin = "–" if bad(row, told) else _translated(_ORIGINS[row.origin.value])
    return [f"{_translated(SETTINGS[row.name].help).rstrip('.')}\n{row.name}", _value(row, told), f"{origin}\n{decides}"]


def facts(row: SettingRow, told: SettingsOverview) -> list[tuple[str, str]]:
    return [  # of a long value, all of it
        ("", row.value if (len(row.value) > _LONG or row.value in _WORDS) and not bad(row, told) else ""),
        (translate("Settings", "Who decides"), _lock(row, told)),
        (translate("Settings", "Overruled"), f"{row.overruled} ({told.policy_file})" if row.overruled else ""),
        (translate("Settings", "Allowed"), row.allowed),
        (translate("Settings", "Built in"), row.builtin or "–"),
    ]


def summary(told: SettingsOverview) -> str:
    if told.sandbox:
        return translate("Settings", "The sandbox: synthetic people only, on this machine.")
    lines = [_translated(_PROFILES[told.profile])]
    if told.trouble is not None:
        said = messages.of_error(told.trouble)
        until = translate("Settings", "Until then nobody is asked anything. Below: what could be read, and the built-in values.")
        lines = [said.what, said.do, until]
    if told.overruled:
        names, differ = ", ".join(told.overruled), translate("Settings", "{registry} counts, and {file} says otherwise: {names}")
        lines.append(differ.format(registry=told.registry, file=told.policy_file, names=names))
    if told.unknown:
        names = ", ".join(told.unknown)
        lines.append(translate("Settings", "Not known to this version, and without effect: {names}").format(names=names))
    return "\n".join(lines)


def files(told: SettingsOverview) -> str:
    own, policy = _file(told.own_file, there=told.own_there), _file(told.policy_file, there=told.policy_there)
    policy += f"; {told.registry}" if told.registry else ""
    return translate("Settings", "Own settings: {own}\nAdministrator's policy: {policy}").format(own=own, policy=policy)


def _file(path: str, *, there: bool) -> str:
    if not path:
        return translate("Settings", "none")
    return path if there else translate("Settings", "{file} (not there)").format(file=path)


def _lock(row: SettingRow, told: SettingsOverview) -> str:
    why = _translated(row.why.value) if row.why is not None else ""
    match row.lock:
        case SettingLock.POLICY:
            place = told.registry if row.origin is SettingOrigin.REGISTRY else told.policy_file
            said = translate("Settings", "Your administrator, in {file}").format(file=place)
            return f"{said}: {why}" if why else said
        case SettingLock.PROD:
            return translate("Settings", "In production only your administrator: {why}").format(why=why)
        case SettingLock.SANDBOX:
            return translate("Settings", "The sandbox has its own settings, and reads no file.")
        case SettingLock.UNKNOWN:
            return translate("Settings", "Not known until the files can be read.")
        case SettingLock.OPEN:
            return translate("Settings", "You, in {file}").format(file=told.own_file)


class PreferencesPage(QWidget):
    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preferences")
        self._preferences = preferences
        self._groups: dict[str, QButtonGroup] = {}
        column = fill(QVBoxLayout(self), spacing=theme.SPACE["small"], margins=(0, theme.SPACE["large"], 0, 0))
        for name, title, choices, note in _PREFERENCES:
            locked = preferences.locked(name)
            shown = translate("Settings", "Locked by your administrator") if locked else _translated(note) if note else ""
            about = Label(shown, "ink2", kind=Type.SMALL, wraps=True, parent=self)
            row = fill(QHBoxLayout(), spacing=theme.SPACE["large"])
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
            row.addWidget(about, 1)
            group.idClicked.connect(lambda place, name=name, choices=choices: preferences.prefer(name, choices[place][0]))
            column.addWidget(Label(_translated(title), bold=True, parent=self))
            column.addLayout(row)
            column.addSpacing(theme.SPACE["medium"])
        column.addStretch(1)
        preferences.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        for name, _title, choices, _note in _PREFERENCES:
            now = getattr(self._preferences.now, name)
            for place, (value, _words) in enumerate(choices):
                self._groups[name].button(place).setChecked(value == now)


class SettingsDialog(ListSheet):
    """The dialog of the settings. The files are read at ``read`` and by F5."""

    def __init__(self, parent: QWidget, bridge: Bridge, maintenance: Callable[[], Maintenance], preferences: Preferences) -> None:
        super().__init__(parent, "settings", QCoreApplication.translate("SettingsDialog", "Settings"))
        self._bridge, self._maintenance = bridge, maintenance
        self._overview: SettingsOverview | None = None
        self.again = self.button("Read", self.tr("Read again"), self.read, Key.REFRESH)
        rows = self.make_list(
            self.tr("Every setting"),
            [self.tr("Setting"), self.tr("Value"), self.tr("From")],
            0,
            self.tr("The chosen setting"),
            72,
        )
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.list.header().resizeSection(1, theme.px(_VALUE_WIDTH))
        every, small = QWidget(self), theme.SPACE["small"]
        self.narrow = self.field("Filter", self.tr("Filter the settings"), self.list.setFocus)
        self.narrow.setPlaceholderText(f"{self.narrow.accessibleName()} ({keys.cap(Key.FIND)})")
        self.narrow.textChanged.connect(self._narrow)
        QShortcut(keys.sequences(Key.FIND)[0], every, self.narrow.setFocus)
        head = fill(QHBoxLayout(), (self.panel, 2), (self.narrow, 1), spacing=small)
        fill(QVBoxLayout(every), head, (rows[0], 1), rows[1], spacing=small, margins=(0, small, 0, 0))
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("settingsTabs")
        self.tabs.currentChanged.connect(lambda tab: self.again.setVisible(bool(tab)))
        self.tabs.addTab(scrolling(PreferencesPage(preferences, self), "preferencesScroll"), self.tr("For you"))
        self.tabs.addTab(every, self.tr("For IT"))
        self.lay_out((self.tabs,), grows=self.tabs, buttons=(self.again,), height=700, width=_WIDTH)

    def read(self) -> None:
        maintenance = self._maintenance
        task = self._bridge.start_alone(lambda _report: maintenance().settings(), parent=self)
        self.fill_from(task, self.tr("Reading …"), self._show)

    def fail(self, error: AppError) -> None:
        del error
        self.say(self.tr("The settings could not be read now."), "danger")

    def _show(self, told: SettingsOverview) -> None:
        chosen, self._overview = self.list.place, told
        self.list.clear()
        for row in told.rows:
            self.list.add(cells(row, told), {1: "danger"} if bad(row, told) else {})
        self.say(summary(told), "danger" if told.trouble is not None else "flag" if told.unknown or told.overruled else "ink")
        self.state.setToolTip(files(told))
        if told.trouble is not None:
            self.tabs.setCurrentIndex(1)
        wrong = [place for place, row in enumerate(told.rows) if bad(row, told)]
        self.list.choose(chosen if chosen >= 0 else (wrong or [0])[0])
        self._narrow()

    def _narrow(self) -> None:
        """Only the rows with what was typed are left, of which one is chosen."""
        words, told = self.narrow.text().casefold().split(), self._overview
        said = [" ".join(cells(row, told)).casefold() for row in told.rows] if told is not None else []
        shown = [place for place, text in enumerate(said) if all(word in text for word in words)]
        for place in range(len(said)):
            self.list.setRowHidden(place, QModelIndex(), place not in shown)
        if self.list.place not in shown:
            self.list.setCurrentIndex(self.list.model().index(shown[0] if shown else -1, 0))

    def facts_of(self, place: int) -> list[tuple[str, str]]:
        return facts(self._overview.rows[place], self._overview) if self._overview is not None else []
