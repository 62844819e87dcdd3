"""Other programs of this machine at the hand-over: lines, folders and files that are not taken."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from provesvar_gui.platform.handover.place import Reason, claim, find
from provesvar_gui.platform.handover.protocol import LIMIT, NUMBER_LIMIT, TOKEN_LIMIT, Rejection, read, read_number
from provesvar_gui.platform.handover.protocol import STDIN_LIMIT as LINE_LIMIT
from tests.hostile import Case

NUMBER = "13896900263"
MALFORMED, UNUSABLE, OPEN = Rejection.MALFORMED.value, Reason.FOLDER_UNUSABLE.value, Reason.FOLDER_OPEN.value


def heard(line: bytes | dict[str, object]) -> str:
    found = read(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n")
    assert NUMBER not in repr(found)
    return found.value if isinstance(found, Rejection) else ""


def found(prepare: Callable[[Path], object]) -> str:
    """What is said of the place, after this was done in the user's runtime folder: why there is none, or no claim to it."""
    with tempfile.TemporaryDirectory(prefix="pv") as folder:
        runtime = Path(folder) / "run"
        runtime.mkdir(mode=0o700)
        environment = {"XDG_RUNTIME_DIR": str(runtime), "DISPLAY": ":0"}
        named = prepare(runtime)
        if isinstance(named, str):
            environment["XDG_RUNTIME_DIR"] = named
        place = find("program", environment)
        if isinstance(place, Reason):
            return place.value
        claimed = claim(place)
        assert claimed is not None
        claimed.release()
        return claimed.reason.value if claimed.reason is not None else ""


def piped(content: bytes) -> str:
    """By standard input there is a number or nothing."""
    reading, writing = os.pipe()
    try:
        os.write(writing, content)
        os.close(writing)
        return "" if read_number(reading) == NUMBER else "nothing"
    finally:
        os.close(reading)


line = partial(Case, heard)
folder = partial(Case, found)
stdin = partial(Case, piped)


def patient(number: object = NUMBER, **more: object) -> dict[str, object]:
    return {"v": 1, "act": "patient", "number": number, **more}


def second(act: str = "patient", **more: object) -> dict[str, object]:
    """Of version 2."""
    return {"v": 2, "act": act, **({"number": NUMBER} if act in ("patient", "close") else {}), **more}


def forward(**more: object) -> dict[str, object]:
    return {"v": 1, "act": "raise", **more}


def mode(path: str, bits: int) -> Callable[[Path], None]:
    """The folder, or the lock in it, lies there with this mode."""

    def prepare(runtime: Path) -> None:
        if path == "":
            runtime.chmod(bits)
            return
        (runtime / "provesvar").mkdir(mode=0o700)
        if path == "lock":
            (runtime / "provesvar" / "program-0.lock").touch()
        (runtime / "provesvar" / ("program-0.lock" if path == "lock" else "")).chmod(bits)

    return prepare


def link(path: str) -> Callable[[Path], None]:
    """A link lies there, to something of the same user's."""

    def prepare(runtime: Path) -> None:
        (runtime / "elsewhere").mkdir(mode=0o700)
        if path == "lock":
            (runtime / "provesvar").mkdir(mode=0o700)
            (runtime / "provesvar" / "program-0.lock").symlink_to(runtime / "elsewhere" / "target")
        else:
            (runtime / "provesvar").symlink_to(runtime / "elsewhere")

    return prepare


def folder_for_a_lock(runtime: Path) -> None:
    (runtime / "provesvar" / "program-0.lock").mkdir(parents=True)
    (runtime / "provesvar").chmod(0o700)


def long_path(length: int) -> Callable[[Path], str]:
    def prepare(runtime: Path) -> str:
        long = runtime / ("x" * (length - len(str(runtime)) - len("//provesvar/program-0.socket")))
        long.mkdir(mode=0o700)
        return str(long)

    return prepare


def nothing(_runtime: Path) -> None:
    """The folder is as the system makes it."""


LOCK = Reason.LOCK_UNUSABLE.value
ROWS = [
    line("hand-over: nothing", b"", MALFORMED, forward()),
    line("hand-over: a bare number", b"13896900263\n", MALFORMED, patient()),
    line("hand-over: bytes that are no text", b"\xff\xfe" + json.dumps(patient()).encode(), MALFORMED,
         b"\xef\xbb\xbf" + json.dumps(patient()).encode()),
    line("hand-over: nested without end", b"[" * 4000, MALFORMED, patient()),
    line("hand-over: a line that is too long", b"{" + b" " * LIMIT + b"}", Rejection.TOO_LARGE.value,
         json.dumps(patient()).encode().ljust(LIMIT)),
    line("hand-over: no version", {"act": "raise"}, MALFORMED, forward()),
    line("hand-over: a version that is no number", forward(v=True), MALFORMED, forward(v=1)),
    line("hand-over: a later version", forward(v=3), Rejection.VERSION.value, forward(v=2)),
    line("hand-over: a later version of which nothing is known", {"v": 3, "other": "new"}, Rejection.VERSION.value, forward()),
    line("hand-over: an act that would send", patient(act="look-up"), Rejection.UNKNOWN_ACT.value, patient()),
    line("hand-over: no patient", {"v": 1, "act": "patient"}, MALFORMED, patient()),
    line("hand-over: a number that is no text", patient(13896900263), MALFORMED, patient()),
    line("hand-over: a number without end", patient("1" * (NUMBER_LIMIT + 1)), MALFORMED, patient("1" * NUMBER_LIMIT)),
    line("hand-over: a number where none belongs", forward(number=NUMBER), MALFORMED, forward(number="")),
    line("hand-over: a basis", patient(basis="AKUTT"), MALFORMED, patient()),
    line("hand-over: a token without end", forward(token="t" * (TOKEN_LIMIT + 1)), MALFORMED, forward(token="t" * TOKEN_LIMIT)),
    line("hand-over: a token with a zero byte", forward(token="a\0b"), MALFORMED, forward(token="ab")),
    line("hand-over: duplicates: two numbers", b'{"v":1,"act":"patient","number":"13896900263","number":"01896900052"}\n',
         MALFORMED, b'{"v":1,"act":"patient","number":"13896900263"}\n'),
    line("hand-over: an act of version 2 in version 1", patient(act="close"), Rejection.UNKNOWN_ACT.value, second("close")),
    line("hand-over: a field of version 2 in version 1", patient(sender="x" * 16), MALFORMED, second(sender="x" * 16)),
    line("hand-over: everything closed by a number", second("end", number=NUMBER), MALFORMED, second("end")),
    line("hand-over: a patient closed without a number", second("close", number=""), MALFORMED, second("close")),
    line("hand-over: a sender that could be guessed", second(sender="x" * 15), MALFORMED, second(sender="x" * 16)),
    line("hand-over: a sender in two lines", second(sender="x" * 16 + "\n"), MALFORMED, second(sender="x" * 64)),
    line("hand-over: an HPR number that is none", second(hpr="565501872 "), MALFORMED, second(hpr="565501872")),
    line("hand-over: digits of another script", second(hpr="\u0665"), MALFORMED, second(hpr="5")),
    line("hand-over: a wait for nothing", second("lock", wait=True), MALFORMED, second(wait=True)),
    line("hand-over: a wait that is no yes or no", second(wait=1), MALFORMED, second(wait=False)),
    folder("hand-over: no runtime folder", lambda _: "", Reason.NO_RUNTIME_FOLDER.value, nothing),
    folder("hand-over: a runtime folder by a relative path", lambda _: "run", Reason.NO_RUNTIME_FOLDER.value, nothing),
    folder("hand-over: a runtime folder that is not there", lambda runtime: str(runtime / "no"), UNUSABLE, nothing),
    folder("hand-over: a runtime folder that others may read", mode("", 0o755), OPEN, mode("", 0o700)),
    folder("hand-over: a folder that others may write in", mode("folder", 0o770), OPEN, mode("folder", 0o700)),
    folder("hand-over: a file in the folder's place", lambda runtime: (runtime / "provesvar").touch(), UNUSABLE, nothing),
    folder("hand-over: a link in the folder's place", link("folder"), UNUSABLE, nothing),
    folder("hand-over: a lock that others may write to", mode("lock", 0o666), LOCK, mode("lock", 0o600)),
    folder("hand-over: a link in the lock's place", link("lock"), LOCK, mode("lock", 0o600)),
    folder("hand-over: a folder in the lock's place", folder_for_a_lock, LOCK, mode("lock", 0o600)),
    folder("hand-over: a path too long for a socket", long_path(101), Reason.PATH_TOO_LONG.value, long_path(100)),
    stdin("standard input: nothing", b"", "nothing", b"13896900263"),
    stdin("standard input: an empty first line", b"\n13896900263\n", "nothing", b"13896900263\n\n"),
    stdin("standard input: two bytes a letter", "13896900263\n".encode("utf-16"), "nothing", b"\xef\xbb\xbf13896900263\r\n"),
    stdin("standard input: a line without end", b"13896900263".rjust(LINE_LIMIT + 1), "nothing",
          b"13896900263".rjust(LINE_LIMIT)),
]  # fmt: skip
