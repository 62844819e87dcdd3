"""The command: reads the arguments and starts the window or a command without one."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from provesvar_gui.options import Options, parse
from provesvar_gui.platform import gc_tuning, process
from provesvar_gui.platform.handover.place import begin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def main(arguments: Sequence[str] | None = None, *, first_paint: Callable[[], None] | None = None) -> int:
    """Run the program; the exit status is 0 where all went well. ``first_paint``: see ``app.run``."""
    process.at_start()
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = parse(given) if given else Options()  # the usual start has no arguments, and argparse costs 5 ms
    # What only some starts need: 0.1 s for the sandbox, 0.3 s for a command, 70 ms of Qt that a second start does without.
    if options.serve_sandbox:
        from provesvar_gui.sandbox.__main__ import main as serve

        return serve([])
    if _homeless():
        return 1
    if options.self_check:
        from provesvar_gui.cli.output import until_closed
        from provesvar_gui.cli.self_check import run as check

        process.before_secrets()
        return until_closed(lambda: check(options))
    if options.headless:
        from provesvar_gui.cli.output import until_closed
        from provesvar_gui.cli.run import run as run_command

        process.before_secrets()
        return until_closed(lambda: run_command(options, _system_proxies))
    if options.drill:
        from provesvar_gui.wiring.drill import refused

        if refused():
            return 1
    instance = begin(
        sandbox=options.sandbox,
        drill=options.drill,
        config=None if options.config is None else str(options.config),
        from_stdin=options.patient_from_stdin,
        environment=os.environ,
    )
    if isinstance(instance, int):
        return instance or int(options.while_stdin)  # to the window that began it, a drill of somebody else's is none
    gc_tuning.for_window()
    from provesvar_gui.ui.qt_setup import leave_sources_alone

    leave_sources_alone()
    from provesvar_gui.app import run

    return run(options, instance, first_paint=first_paint)


def _homeless() -> bool:
    """Whether this account has no folder for anything; says so. An absolute HOME is the usual case, and looked at first."""
    if os.path.isabs(os.environ.get("HOME", "")):
        return False
    from provesvar_gui.platform.places import system_places

    try:
        system_places()
    except RuntimeError:  # platformdirs'
        if sys.stderr is not None:  # a window's program on Windows has none
            with suppress(OSError):
                sys.stderr.write(
                    "Prøvesvar cannot start: this account has no home folder (HOME is not set, and the system names none).\n"
                )
        return True
    return False


def _system_proxies(url: str) -> Sequence[str | None]:
    """As the window has them; a server may lack Qt's libraries."""
    try:
        from provesvar_gui.ui.system import system_proxies
    except ImportError:
        return (None,)
    return system_proxies(url)


if __name__ == "__main__":
    sys.exit(main())
