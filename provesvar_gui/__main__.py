"""The command: reads the arguments and starts the window or a command without one."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from provesvar_gui.options import Options
from provesvar_gui.platform import process, time_slices
from provesvar_gui.platform.handover.place import begin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

INTERRUPTED = 130  # by Ctrl+C, as shells have it


def main(arguments: Sequence[str] | None = None, *, first_paint: Callable[[], None] | None = None) -> int:
    """Run the program; the exit status is 0 where all went well. ``first_paint``: see ``app.run``."""
    process.at_start()
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = Options()
    # What only some starts need: 5 ms for arguments, 0.1 s for the sandbox, 0.3 s for a command, 70 ms of Qt for a second start.
    if given:
        from provesvar_gui.command_line import parse

        options = parse(given)
    if options.serve_sandbox:
        from provesvar_gui.sandbox.__main__ import main as serve

        return serve()
    if options.headless:
        try:
            return _command(options)
        except KeyboardInterrupt:
            return INTERRUPTED
    if options.drill:
        from provesvar_gui.wiring.sandbox_process import drill_refused

        if drill_refused():
            return 1
    instance = begin(
        sandbox=options.sandbox,
        drill=options.drill,
        config=None if options.config is None else str(options.config),
        from_stdin=options.patient_from_stdin,
        environment=os.environ,
    )
    if isinstance(instance, int):
        return instance
    time_slices.for_window()
    from provesvar_gui.ui.qt_setup import restore_import

    restore_import()
    from provesvar_gui.app import run

    return run(options, instance, first_paint=first_paint)


def _command(options: Options) -> int:
    process.before_secrets()
    if options.self_check:
        from provesvar_gui.cli.self_check import run as check

        return check(options, _system_proxies)
    from provesvar_gui.cli.run import run as run_command

    return run_command(options, _system_proxies)


def _system_proxies(url: str) -> Sequence[str | None]:
    """As the window has them; a server may lack Qt's libraries."""
    try:
        from provesvar_gui.ui.system import system_proxies
    except ImportError:
        return (None,)
    return system_proxies(url)


if __name__ == "__main__":
    sys.exit(main())
