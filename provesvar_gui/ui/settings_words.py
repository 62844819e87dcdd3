"""Where a setting stands that cannot be used, and why its file cannot be read. By the ``params`` of the error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.errors import ErrorCode
from provesvar_gui.ui import settings_why
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.errors import AppError

BECAUSE = QT_TRANSLATE_NOOP("Messages", "A setting is not valid: {setting} in {where}. {why} Allowed: {allowed}.")
_ROW_BECAUSE = QT_TRANSLATE_NOOP("Messages", "{setting} in {where}. {why} Allowed: {allowed}.")
_ROW_STRANGE = QT_TRANSLATE_NOOP("Messages", "{setting} in {where}: there is no such setting.")
_ROWS = 8  # of a message
_HEAD = QT_TRANSLATE_NOOP("Messages", "Several settings cannot be used:")
_ROW = {
    ErrorCode.SETTINGS_INVALID: QT_TRANSLATE_NOOP("Messages", "{setting} in {where}. Allowed: {allowed}."),
    ErrorCode.SETTINGS_REFUSED: QT_TRANSLATE_NOOP("Messages", "{setting} in {where}: only the machine's policy may say it."),
    ErrorCode.SETTINGS_UNREADABLE: QT_TRANSLATE_NOOP("Messages", "{where} cannot be read. {why}"),
}
_ENTRIES = (
    QT_TRANSLATE_NOOP("Messages", "{setting}, entry {entry}"),
    QT_TRANSLATE_NOOP("Messages", "{setting}, entry {entry}, the word “{word}”"),
)  # for the tool that collects them
_MORE = QT_TRANSLATE_NOOP("Messages", "And {count} more.")


def where(params: Mapping[str, str]) -> str:
    """The file, and the line where that is known."""
    file, line = params.get("file") or "–", params.get("line", "")
    if not line:
        return file
    return QCoreApplication.translate("Messages", "{file}, line {line}").format(file=file, line=line)


def named(params: Mapping[str, str]) -> str:
    """The setting, and which entry of a list it is about, with the word in it."""
    name, entry, word = params.get("setting") or "–", params.get("entry", ""), params.get("word", "")
    if not entry:
        return name
    if not word:
        return _tr("{setting}, entry {entry}").format(setting=name, entry=entry)
    return _tr("{setting}, entry {entry}, the word “{word}”").format(setting=name, entry=entry, word=word)


def why(params: Mapping[str, str]) -> str:
    """One sentence; for whatever nobody has named the system's error."""
    text = settings_why.WHY.get(params.get("fault") or params.get("kind", ""), settings_why.OTHER)
    return QCoreApplication.translate(settings_why.CONTEXT, text)


def several(error: AppError) -> str:
    """Everything that is wrong with the settings, a line for each; "" where that is one thing alone."""
    if not error.also:
        return ""
    every = (error, *error.also)
    lines = [_tr(_HEAD)]
    for one in every[:_ROWS]:
        given = {"setting": named(one.params), "allowed": one.params.get("allowed") or "–"}
        text = _ROW.get(one.code, _ROW[ErrorCode.SETTINGS_UNREADABLE])
        if one.params.get("fault"):
            text = _ROW_BECAUSE if one.params.get("allowed") else _ROW_STRANGE
        row = _tr(text)
        lines.append(f"• {row.format(**given, where=where(one.params), why=why(one.params))}")
    if len(every) > _ROWS:
        lines.append(_tr(_MORE).format(count=len(every) - _ROWS))
    return "\n".join(lines)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Messages", text)
