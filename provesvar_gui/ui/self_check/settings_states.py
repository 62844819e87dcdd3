"""What a self-check says of the settings and what to do. No Qt: see ``words.py``."""

from __future__ import annotations

from provesvar_gui.self_check.item import State
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP

SETTINGS_STATES: dict[State, tuple[str, str]] = {
    State.SETTINGS_GOOD: (QT_TRANSLATE_NOOP("SelfCheck", "Profile {profile}. Own settings: {file}"), ""),
    State.SETTINGS_PRACTICE: (QT_TRANSLATE_NOOP("SelfCheck", "The sandbox has its own settings, and reads no file."), ""),
    State.SETTINGS_STRANGE: (
        QT_TRANSLATE_NOOP("SelfCheck", "Profile {profile}. Not known, and without effect: {names}. Own settings: {file}"),
        QT_TRANSLATE_NOOP("SelfCheck", "Correct the names, or remove them."),
    ),
    State.SETTINGS_ABSENT: (
        QT_TRANSLATE_NOOP("SelfCheck", "There is no such settings file: {file}"),
        QT_TRANSLATE_NOOP("SelfCheck", "Name another one with --config, or none. The rest was checked by the policy."),
    ),
    State.SETTINGS_UNREADABLE: (
        QT_TRANSLATE_NOOP("SelfCheck", "The settings file cannot be read: {file}, line {line}. {reason}"),
        QT_TRANSLATE_NOOP("SelfCheck", "Correct the file. The rest was checked by the policy and the built-in values."),
    ),
    State.SETTINGS_INVALID: (
        QT_TRANSLATE_NOOP("SelfCheck", "A setting is not valid: {setting} in {file}, line {line}."),
        QT_TRANSLATE_NOOP(
            "SelfCheck", "Allowed: {allowed}. Correct the file. The rest was checked by the policy and the built-in values."
        ),
    ),
    State.SETTINGS_WRONG: (
        QT_TRANSLATE_NOOP("SelfCheck", "A setting is not valid: {setting} in {file}, line {line}. {reason}"),
        QT_TRANSLATE_NOOP(
            "SelfCheck", "Allowed: {allowed}. Correct the file. The rest was checked by the policy and the built-in values."
        ),
    ),
    State.SETTINGS_NO_SUCH: (
        QT_TRANSLATE_NOOP("SelfCheck", "There is no such setting: {setting} in {file}, line {line}."),
        QT_TRANSLATE_NOOP("SelfCheck", "Correct the names, or remove them."),
    ),
    State.SETTINGS_REFUSED: (
        QT_TRANSLATE_NOOP("SelfCheck", "Only the administrator's policy may say this: {setting} in {file}, line {line}."),
        QT_TRANSLATE_NOOP("SelfCheck", "Remove it from {file}, or put it into the policy."),
    ),
    State.SETTINGS_SEVERAL: (
        QT_TRANSLATE_NOOP("SelfCheck", "{count} things in the settings cannot be used:"),
        QT_TRANSLATE_NOOP("SelfCheck", "Correct them. The rest was checked by the policy and the built-in values."),
    ),
    State.CONTACTS_THERE: (QT_TRANSLATE_NOOP("SelfCheck", "Entries that people see: {count}."), ""),
    State.CONTACTS_NONE: (
        QT_TRANSLATE_NOOP(
            "SelfCheck", "Optional, and not set: laboratories, privacy contact and support belong in the policy, under [contact]."
        ),
        "",
    ),
    State.CONTACTS_PRACTICE: (QT_TRANSLATE_NOOP("SelfCheck", "The sandbox has examples."), ""),
}
