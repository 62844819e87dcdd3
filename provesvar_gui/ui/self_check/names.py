"""What grades, items and origins of a self-check are called. No Qt: the command may run where Qt does not."""

from __future__ import annotations

from provesvar_gui.self_check.item import Grade, Item
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP

GRADES = {
    Grade.GREEN: QT_TRANSLATE_NOOP("SelfCheck", "OK"),
    Grade.AMBER: QT_TRANSLATE_NOOP("SelfCheck", "Look at"),
    Grade.RED: QT_TRANSLATE_NOOP("SelfCheck", "Wrong"),
    Grade.UNKNOWN: QT_TRANSLATE_NOOP("SelfCheck", "Unknown"),
}

ITEMS = {
    Item.PROGRAM: QT_TRANSLATE_NOOP("SelfCheck", "Program"),
    Item.SETTINGS: QT_TRANSLATE_NOOP("SelfCheck", "Settings"),
    Item.POLICY: QT_TRANSLATE_NOOP("SelfCheck", "Administrator's policy"),
    Item.FOLDERS: QT_TRANSLATE_NOOP("SelfCheck", "Folders"),
    Item.CLIENT: QT_TRANSLATE_NOOP("SelfCheck", "Client at HelseID"),
    Item.VAULT: QT_TRANSLATE_NOOP("SelfCheck", "The system's password store"),
    Item.KEY: QT_TRANSLATE_NOOP("SelfCheck", "The client's key"),
    Item.KEY_EXPIRY: QT_TRANSLATE_NOOP("SelfCheck", "The key's expiry"),
    Item.CERTIFICATES: QT_TRANSLATE_NOOP("SelfCheck", "Certificates"),
    Item.PROXY: QT_TRANSLATE_NOOP("SelfCheck", "Proxy"),
    Item.HELSEID: QT_TRANSLATE_NOOP("SelfCheck", "HelseID (login)"),
    Item.RESULTS: QT_TRANSLATE_NOOP("SelfCheck", "Pasientens prøvesvar (results)"),
    Item.CODE_LIST: QT_TRANSLATE_NOOP("SelfCheck", "List of roles (9060)"),
    Item.CLOCK: QT_TRANSLATE_NOOP("SelfCheck", "Clock"),
    Item.PORTS: QT_TRANSLATE_NOOP("SelfCheck", "Ports for the login's answer"),
    Item.BROWSER: QT_TRANSLATE_NOOP("SelfCheck", "Browser"),
    Item.JOURNAL: QT_TRANSLATE_NOOP("SelfCheck", "Access journal"),
    Item.HAND_OVER: QT_TRANSLATE_NOOP("SelfCheck", "Hand-over from the EHR"),
    Item.SYSTEM_LOCK: QT_TRANSLATE_NOOP("SelfCheck", "The system's lock and sleep"),
    Item.MEMORY: QT_TRANSLATE_NOOP("SelfCheck", "Protection of the memory"),
    Item.SCREEN_CAPTURE: QT_TRANSLATE_NOOP("SelfCheck", "Pictures of the screen"),
    Item.CONTACTS: QT_TRANSLATE_NOOP("SelfCheck", "Whom to call"),
}

ORIGINS = {
    "builtin": QT_TRANSLATE_NOOP("SelfCheck", "built in"),
    "user": QT_TRANSLATE_NOOP("SelfCheck", "own file"),
    "command-line": QT_TRANSLATE_NOOP("SelfCheck", "command line"),
    "policy": QT_TRANSLATE_NOOP("SelfCheck", "policy"),
}
