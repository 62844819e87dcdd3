"""The log: JSON lines in a rotating file of the user's state folder, every line redacted.

Nothing about a patient is ever passed to it: the redaction is the last defence, not the rule. Correlation ids and times stay.
Libraries stay at WARNING: httpx and httpcore write whole URLs below that.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import re
import sys
import threading
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from logging.handlers import QueueHandler, RotatingFileHandler
from pathlib import PurePath
from queue import Full, Queue
from time import monotonic
from typing import TYPE_CHECKING

from provesvar_gui.platform.files import make_private

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType


# Eleven digits or more in a row, as people and programs group them: 010203 12345, 01.02.03-12345, 0102 0312 345, 010203%2D12345.
# Between two of them: what is neither letter nor digit, as it is or as an address, a repr, JSON or HTML writes it. A percent sign
# may be one by itself, before a digit of the number. No other text can be read in two ways: nothing to try again and again.
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[a-z])|&[A-Za-z]{2,8};"
_SEPARATOR_PATTERN = rf"(?:{_ESCAPED}|[\W_]){{0,5}}"
_NUMBER = re.compile(rf"\d(?:{_SEPARATOR_PATTERN}\d){{10,}}")

_SCHEMES = re.compile(r"\b(Bearer|DPoP|Basic|Negotiate|NTLM)[\s:=]+[^\s,;\"']+", re.IGNORECASE)

_NAMES = (
    r"code|state|nonce|id_token_hint|[a-z_]*token|[a-z_]*assertion|[a-z_]*verifier|[a-z_]*challenge|request_uri|session_state|"
    r"jti|ath|jkt|kid|sid|sub|password|passwd|secret|client_secret|authorization|dpop(?:-nonce)?|cookie|set-cookie|"
    r"api[-_]?key|person-?id|pid|hpr_number|fnr|d|p|q|dp|dq|qi|k"
)
# b'…': as httpcore writes headers.
_PAIRS = re.compile(rf"(?<![A-Za-z0-9_])({_NAMES})([\"']?\s*(?:=|:|%3[dD]|,)\s*(?:b?[\"'])?)([^\s&\"',;}}\])]+)", re.IGNORECASE)

# Anchored at the beginning of a run, so that a long one is looked at once and not from each of its characters.
_JWT = re.compile(
    r"(?<![A-Za-z0-9_\-])[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]*(?:\.[A-Za-z0-9_\-]*)*|eyJ[A-Za-z0-9_\-]{6,}"
)
_LONG = re.compile(r"(?:[A-Za-z0-9+/_\-]{40,}|[A-Za-z0-9_\-]{28,})={0,2}")

_KEPT = re.compile(
    r"(?<![\w\-])(?:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    r"|20\d\d-[01]\d-[0-3]\d[ T][0-2]\d:[0-5]\d(?::[0-5]\d)?)(?![\w\-])",
    re.ASCII,
)


def redact(text: str) -> str:
    """``text`` without anything that looks like a person's number, a token, a key, a code or a secret."""
    text = _SCHEMES.sub(r"\1 [secret]", text)
    text = _PAIRS.sub(r"\1\2[secret]", text)
    parts, end = [], 0
    for found in _KEPT.finditer(text):
        parts += [_bare(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*parts, _bare(text[end:])])


def _bare(text: str) -> str:
    # Numbers last: taken out of the middle of a secret, they would leave its two ends too short to be seen as one.
    return _NUMBER.sub("[number]", _LONG.sub("[secret]", _JWT.sub("[secret]", text)))


OURS = "provesvar_gui"
FILE_NAME = "provesvar.log"
MOST = 2000  # lines that wait for a disk
_LAST_SECONDS = 0.5
_LONGEST = 4000  # characters of a message


def type_name(error: BaseException) -> str:
    """The qualified name of the exception's class, e.g. ``builtins.KeyError``."""
    kind = type(error)
    return f"{kind.__module__}.{kind.__qualname__}"


def describe(error: BaseException) -> str:
    """The chain of exceptions by class and place, without messages, source and locals, which may quote data."""
    lines: list[str] = []
    current: BaseException | None = error
    seen: set[int] = set()
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(type_name(current))
        for frame, line in traceback.walk_tb(current.__traceback__):
            file = "/".join(PurePath(frame.f_code.co_filename).parts[-2:])  # the rest names a person's folder
            lines.append(f"  at {file}:{line} {frame.f_code.co_name}")
        following = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
        if following is not None:
            lines.append("after")
        current = following
    return "\n".join(lines)


class JsonFormatter(logging.Formatter):
    """One JSON object per line, with the fields named here and none of a record's other attributes."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name if record.name.startswith(OURS) else redact(record.name),
            "message": redact(record.getMessage())[:_LONGEST],
        }
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            fields["exception"] = redact(describe(error))
        # record.exc_text and record.stack_info hold messages and source lines: left out.
        return json.dumps(fields, ensure_ascii=False)


def configure_logs(folder: Path, level: str = "info") -> logging.Handler:
    """Send the log to ``folder``; ``level``: of our own loggers. A thread writes: no folder or disk holds the program up."""
    logging.raiseExceptions = False  # a handler's failure would print the message and its arguments
    root = logging.getLogger()
    handler = _QueuedFile(folder)
    atexit.unregister(logging.shutdown)  # it would wait for the file without a limit
    atexit.register(handler.close)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(level.upper())
    return handler


def log_crash(type_name: str, trace: str) -> None:
    logging.getLogger(f"{OURS}.crash").error("unexpected %s\n%s", type_name, trace)


def hook_crashes(tell: Callable[[str, str], None] = log_crash, at_hand: Callable[[str, str], None] | None = None) -> None:
    """Log every uncaught exception without its message. ``at_hand``: also called for those of the calling thread."""
    here = threading.get_ident()

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        name, places = type_name(error), describe(error)
        tell(name, places)
        if at_hand is not None and threading.get_ident() == here:
            at_hand(name, places)

    def elsewhere(arguments: threading.ExceptHookArgs | sys.UnraisableHookArgs) -> None:
        if arguments.exc_value is not None:
            tell(type_name(arguments.exc_value), describe(arguments.exc_value))

    sys.excepthook = uncaught
    threading.excepthook = sys.unraisablehook = elsewhere


class _PrivateFile(RotatingFileHandler):
    """Files of mode 0600; a full disk affects the log only."""

    def _open(self):  # type: ignore[no-untyped-def]  # as typeshed has it: a text stream
        return open(
            self.baseFilename,
            self.mode,
            encoding=self.encoding,
            errors=self.errors,
            opener=lambda path, flags: os.open(path, flags, 0o600),
        )


class _QueuedFile(QueueHandler):
    """Formats and redacts a line in the calling thread; another thread writes it. Lines beyond the queue's size are lost."""

    def __init__(self, folder: Path) -> None:
        self._lines: Queue[logging.LogRecord | None] = Queue(MOST)
        super().__init__(self._lines)
        self.setFormatter(JsonFormatter())
        self._folder = folder
        self._thread = threading.Thread(target=self._write, name="provesvar-log", daemon=True)
        self._thread.start()

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        return logging.makeLogRecord({"msg": self.format(record)})

    def emit(self, record: logging.LogRecord) -> None:
        super().emit(record)
        if record.levelno >= logging.CRITICAL:
            self.flush()  # it may be the last word of this process

    def flush(self) -> None:
        """Wait until all lines so far are written, unless the disk hangs."""
        with self._lines.all_tasks_done:
            self._lines.all_tasks_done.wait_for(lambda: not self._lines.unfinished_tasks, _LAST_SECONDS)

    def close(self) -> None:
        """The same, and nothing more comes."""
        ends = monotonic() + _LAST_SECONDS
        with suppress(Full):
            self._lines.put(None, timeout=_LAST_SECONDS)
        self._thread.join(max(ends - monotonic(), 0))
        atexit.unregister(self.close)
        super().close()

    def _write(self) -> None:
        with suppress(OSError):
            make_private(self._folder)
        path = self._folder / FILE_NAME
        file = _PrivateFile(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", errors="backslashreplace", delay=True)
        while (record := self._lines.get()) is not None:
            file.handle(record)
            self._lines.task_done()
        file.close()
