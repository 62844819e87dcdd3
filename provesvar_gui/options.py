"""What can be said on the command line. The patient's number cannot: a process list is not the place for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The command line, read."""

    sandbox: bool = False
    config: Path | None = None
    self_check: bool = False
    import_client: Path | None = None
    serve_sandbox: bool = False


def parse(arguments: Sequence[str]) -> Options:
    """Read the arguments. Ends the process, as argparse does, for ``--help``, ``--version`` and what it does not know."""
    import argparse
    from pathlib import Path

    from provesvar_gui import __version__

    parser = argparse.ArgumentParser(prog="provesvar-gui", description="Read a patient's results in Pasientens prøvesvar.")
    parser.add_argument("--version", action="version", version=f"Prøvesvar {__version__}")
    parser.add_argument("--sandbox", action="store_true", help="practise with synthetic people; nothing leaves this machine")
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings to use instead of your own")
    parser.add_argument("--self-check", action="store_true", help="say what the program finds on this machine, and end")
    parser.add_argument("--import-client", type=Path, metavar="FILE", help="take in a configuration file from Selvbetjening")
    parser.add_argument("--serve-sandbox", action="store_true", help=argparse.SUPPRESS)
    read = parser.parse_args(list(arguments))
    return Options(
        sandbox=read.sandbox,
        config=read.config,
        self_check=read.self_check,
        import_client=read.import_client,
        serve_sandbox=read.serve_sandbox,
    )
