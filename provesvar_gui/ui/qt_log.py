"""Qt's own messages go to our log, where they are redacted, and not to standard error. What they quote is left out.

Names cannot be told from other words by any redaction, and what Qt and its plugins quote may be a file's name or a widget's text.
"""

from __future__ import annotations

import logging
import re

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_QUOTED = re.compile(r"\"[^\"]*\"?|'[^']*'?|(?<![\w/])(?:file:|~|[A-Za-z]:)?[/\\][^,;:()]*", re.DOTALL)


def install() -> None:
    qInstallMessageHandler(_handle)


def _handle(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    # PySide's stubs promise a category; Qt leaves it out where a library logs without one.
    category = str(context.category or "default")
    logging.getLogger(f"qt.{category}").log(_LEVELS.get(kind, logging.WARNING), "%s", without_quotes(message))


def without_quotes(message: str) -> str:
    """A message without what stands in quotation marks, and without paths."""
    return _QUOTED.sub("[quoted]", message)
