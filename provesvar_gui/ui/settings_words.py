"""Where a setting stands that cannot be used, and why its file cannot be read. By the ``params`` of the error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping

WHY = {
    "absent": QT_TRANSLATE_NOOP("Messages", "There is no such file."),
    "forbidden": QT_TRANSLATE_NOOP("Messages", "This account may not read it."),
    "folder": QT_TRANSLATE_NOOP("Messages", "It is a folder."),
    "large": QT_TRANSLATE_NOOP("Messages", "It is too large."),
    "encoding": QT_TRANSLATE_NOOP("Messages", "It is not text in UTF-8."),
    "syntax": QT_TRANSLATE_NOOP(
        "Messages", "What stands there is not TOML: look for quotation marks, brackets and a setting that stands twice."
    ),
    "slow": QT_TRANSLATE_NOOP("Messages", "It did not come in time. It may lie on a network drive."),
    "unwritable": QT_TRANSLATE_NOOP("Messages", "It could not be written."),
    "other": QT_TRANSLATE_NOOP("Messages", "The system reports an error."),
}  # fmt: skip


def where(params: Mapping[str, str]) -> str:
    """The file, and the line where that is known."""
    file, line = params.get("file") or "–", params.get("line", "")
    if not line:
        return file
    return QCoreApplication.translate("Messages", "{file}, line {line}").format(file=file, line=line)


def why(params: Mapping[str, str]) -> str:
    """One sentence; for whatever nobody has named the system's error."""
    return QCoreApplication.translate("Messages", WHY.get(params.get("kind", ""), WHY["other"]))
