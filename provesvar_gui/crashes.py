"""Where unexpected exceptions end: in the log, by class and place, without values; the program goes on where it can."""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING

from provesvar_gui.net import crash

if TYPE_CHECKING:
    from types import TracebackType

_log = logging.getLogger(__name__)


def background(type_name: str, trace: str) -> None:
    """An unexpected exception on the runtime thread. ``trace`` has places only."""
    _log.error("unexpected %s in the background\n%s", type_name, trace)


def install() -> None:
    """From now on every stray exception of this process ends here."""
    sys.excepthook = _excepthook
    threading.excepthook = _thread_excepthook
    sys.unraisablehook = _unraisable


def _excepthook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    _log.error("unexpected exception\n%s", crash.describe(error))


def _thread_excepthook(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_value is not None:
        _log.error("unexpected exception on a thread\n%s", crash.describe(arguments.exc_value))


def _unraisable(arguments: sys.UnraisableHookArgs) -> None:
    if arguments.exc_value is not None:
        _log.error("exception that could not be raised\n%s", crash.describe(arguments.exc_value))
