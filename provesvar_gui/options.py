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
    check_journal: bool = False
    export_journal: bool = False
    correlation_id: str | None = None
    serve_sandbox: bool = False

    @property
    def errand(self) -> bool:
        """Whether something is asked for that needs no window."""
        return self.import_client is not None or self.self_check or self.check_journal or self.export_journal


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
    parser.add_argument("--check-journal", action="store_true", help="say whether the access journal is whole, and end")
    parser.add_argument("--export-journal", action="store_true", help="print the access journal, for log control, and end")
    parser.add_argument("--correlation-id", metavar="ID", help="with --export-journal: only the look-up with this reference")
    parser.add_argument("--serve-sandbox", action="store_true", help=argparse.SUPPRESS)
    read = parser.parse_args(list(arguments))
    if read.correlation_id is not None and not read.export_journal:
        parser.error("--correlation-id belongs to --export-journal")
    return Options(
        sandbox=read.sandbox,
        config=read.config,
        self_check=read.self_check,
        import_client=read.import_client,
        check_journal=read.check_journal,
        export_journal=read.export_journal,
        correlation_id=read.correlation_id,
        serve_sandbox=read.serve_sandbox,
    )
