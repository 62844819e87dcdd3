"""What the start does not wait for, in the order in which it is loaded once the program is ready for the first login.

Somebody may ask for it hours later, and its files may be another version's by then, or gone (``system/replaced.py``): help,
keys, whom to call, the lock's PIN, the vault. Everything that a function imports is here, or is loaded with something that is
(``tests/unit/repository/test_loaded_late.py``).
"""

from __future__ import annotations

import sys
from typing import Final

#: On the window's thread, where alone PySide may make its types. A name is one turn: what takes longest is led up to.
WINDOW: Final = (
    "provesvar_gui.ui.window_pages",
    "provesvar_gui.ui.help_dialog",
    "provesvar_gui.records.contacts",
    "provesvar_gui.ui.downtime.card",
    "provesvar_gui.ui.guide.place",
    "provesvar_gui.ui.guide.chapters",
    "provesvar_gui.ui.guide.page",
    "provesvar_gui.ui.guide.window",
    "PySide6.QtPrintSupport",
    "provesvar_gui.ui.guide.paper",
    "provesvar_gui.ui.opening.bar",
    "provesvar_gui.ui.opening.panel",
    "provesvar_gui.ui.handover.bar",
    "provesvar_gui.ui.handover.elsewhere",
    "provesvar_gui.ui.lock.pin",
    "provesvar_gui.ui.lock.pin_bar",
    "provesvar_gui.ui.lock.pin_keeper",
    "provesvar_gui.ui.lock.system_proof",
    "provesvar_gui.ui.journal.words",
    "provesvar_gui.ui.journal.controller",
    "provesvar_gui.ui.self_check.words",
    "provesvar_gui.ui.self_check.controller",
    "provesvar_gui.ui.settings_page.controller",
    "provesvar_gui.ui.setup_assistant.controller",
    "provesvar_gui.ui.results.trend.sample",
    "provesvar_gui.ui.drill.controller",
    "provesvar_gui.ui.capture",
    "provesvar_gui.handover.selected_x11",
    "provesvar_gui.ui.handover.selected",
)

_VAULT: Final = {"win32": "keyring.backends.Windows", "darwin": "keyring.backends.macOS"}

#: Of the rest, what Windows does not have.
_UNIX: Final = ("grp", "pwd")


def behind(platform: str) -> tuple[str, ...]:
    """On the runtime thread: nothing of Qt is in it."""
    vault = _VAULT.get(platform, "provesvar_gui.helseid.secret_service")
    return ("keyring.backend", vault, *_BEHIND, *(() if platform == "win32" else _UNIX))


_BEHIND: Final = (
    "cryptography.exceptions",
    "cryptography.hazmat.primitives.ciphers.aead",
    "provesvar_gui.kodeverk.acute",
    "provesvar_gui.domain.other_numbers",
    "provesvar_gui.records.roles",
    "provesvar_gui.wiring.upkeep",
    "provesvar_gui.system.memory_folder",
    "provesvar_gui.system.remover",
    "encodings.idna",
    "encodings.latin_1",
    "encodings.utf_8_sig",
    "csv",
    "email.utils",
    "shutil",
    "tempfile",
)
BEHIND: Final = behind(sys.platform)
