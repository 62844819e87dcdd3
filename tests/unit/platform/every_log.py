"""The log's own handler with every logger there is at DEBUG, as nobody would set them; and what it was given."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from provesvar_gui.platform.logs import FILE_NAME, close_logs, configure_logs

LIBRARIES = (
    "httpx",
    "httpcore",
    "asyncio",
    "keyring",
    "secretstorage",
    "jeepney",
    "authlib",
    "joserfc",
    "anyio",
    "truststore",
    "concurrent.futures",
)
OF_THE_SANDBOX = ("uvicorn", "starlette")  # in a process of its own when the program runs


class Raw(logging.Handler):
    """What the handler was given, before it is redacted."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.texts: list[str] = []
        self.names: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())
        self.names.add(record.name.partition(".")[0])


def written(log: Path) -> str:
    """All of the file, while the handler is there: a thread writes it."""
    for handler in logging.getLogger().handlers:
        handler.flush()
    return log.read_text(encoding="utf-8")


@contextmanager
def everything(folder: Path) -> Iterator[tuple[Path, Raw]]:
    """The log's file, and what would have stood in it."""
    handler, raw, root = configure_logs(folder, "debug"), Raw(), logging.getLogger()
    loggers = [root, *(each for each in root.manager.loggerDict.values() if isinstance(each, logging.Logger))]
    loggers += [logging.getLogger(name) for name in LIBRARIES]
    before = [(each, each.level, each.propagate, each.disabled) for each in loggers]
    for each in loggers:
        quiet = each.name.startswith(OF_THE_SANDBOX)
        each.setLevel(logging.CRITICAL if quiet else logging.DEBUG)
        each.propagate, each.disabled = True, False
    root.addHandler(raw)
    try:
        yield folder / FILE_NAME, raw
    finally:
        root.removeHandler(raw)
        close_logs(handler)
        for each, level, propagate, disabled in before:
            each.setLevel(level)
            each.propagate, each.disabled = propagate, disabled
