"""A start of the program: the first one goes on, a second one says what it wants to the first and ends.

Imported before the first paint: what talks to another program is loaded only where there is one.
"""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from provesvar_gui.platform.handover.place import Instance, Reason, claim, find, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.platform.handover.place import Place

_SECONDS = 4.0  # the first one may be just starting, or just ending
_ANSWER_SECONDS = 3.0  # what it was sent it refuses within two, unless it has begun with it
_STDIN_SECONDS = 5.0
_PAUSE = 0.02
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")


def begin(
    *,
    sandbox: bool,
    config: str | None,
    from_stdin: bool,
    environment: Mapping[str, str],
    drill: bool = False,
    seconds: float = _SECONDS,
    patience: float = _ANSWER_SECONDS,
) -> Instance | int:
    """Our own standing, to go on with; or the exit status, where another program has been told."""
    place = find(kind_of(sandbox=sandbox, config=config, drill=drill), environment)
    if isinstance(place, Reason):
        return Instance(reason=place)
    return claim(place) or _talk(place, from_stdin=from_stdin, environment=environment, seconds=seconds, patience=patience)


def _talk(place: Place, *, from_stdin: bool, environment: Mapping[str, str], seconds: float, patience: float) -> Instance | int:
    """Until it answers, or has gone and we are the first. Where it does neither, a clinician must not wait: go on alone.

    Without the number where it was sent that and has said nothing: it may have begun, and two windows would show one patient.
    """
    # 3 ms of the time to the first paint, where nobody is there to talk to.
    from provesvar_gui.platform.handover.client import send
    from provesvar_gui.platform.handover.protocol import NUMBER_LIMIT, TOKEN_LIMIT, Act, Code, Message

    token = next((environment[name] for name in _TOKENS if environment.get(name)), "")
    token = token if len(token) <= TOKEN_LIMIT and token.isascii() else ""
    number = _number(NUMBER_LIMIT) if from_stdin else None
    message = Message(act=Act.PATIENT, number=number, token=token) if number else Message(act=Act.RAISE, token=token)
    said: Code | bool | None = False
    deadline = time.monotonic() + seconds
    while said is not None and (left := deadline - time.monotonic()) > 0:
        said = send(place.address, message, left, patience=patience)
        if said is Code.FAILED and message.act is Act.RAISE:
            break  # whoever clicked on the icon sees no exit status
        if isinstance(said, Code) and said not in (Code.BUSY, Code.TIMEOUT):
            _say(f"Prøvesvar is running already, and refused: {said.value}.")
            return 1
        if said is True:
            _say("Prøvesvar is running already: its window was brought to the front.")
            if from_stdin and number is None:
                _say("No number that could be read came by standard input.")
                return 1
            return 0
        time.sleep(_PAUSE)
        instance = claim(place)
        if instance is not None:
            instance.stdin_read, instance.number = from_stdin, number
            return instance
    instance = Instance(reason=Reason.NO_ANSWER)
    instance.elsewhere = said is None and number is not None
    instance.stdin_read, instance.number = from_stdin, None if instance.elsewhere else number
    return instance


def _number(limit: int) -> str | None:
    from provesvar_gui.platform.handover.client import StdinReader  # as above

    reader = StdinReader()
    reader.start()
    number = reader.wait(_STDIN_SECONDS)
    return number if number is not None and len(number) <= limit else None


def _say(line: str) -> None:
    if sys.stdout is None:  # a window's program on Windows has none
        return
    with suppress(OSError):  # nobody reads it
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
