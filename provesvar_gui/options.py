"""What can be said on the command line. The patient's number cannot: a process list is not the place for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from provesvar_gui import __version__

if TYPE_CHECKING:
    import datetime
    from argparse import Action, Namespace
    from collections.abc import Sequence

    from provesvar_gui.command_line import Parser


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The command line, read."""

    sandbox: bool = False
    drill: bool = False  # in the sandbox, with places of its own
    while_stdin: bool = False  # a drill that a window has begun ends with that window
    language: str = ""  # of the sandbox's screen, which reads no settings; "": the usual one
    config: Path | None = None
    patient_from_stdin: bool = False
    self_check: bool = False
    import_client: Path | None = None
    write_settings: bool = False
    remove_client: str | None = None  # a client's id; "": the one that the settings name
    provision_machine: Path | None = None
    replace_newer: bool = False
    rotate_key: bool = False
    days: int | None = None
    group: str = "provesvar"
    check_journal: bool = False
    export_journal: bool = False
    export_format: str = "json"
    correlation_id: str | None = None
    hpr_number: str | None = None
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    patient_from_input: bool = False
    serve_sandbox: bool = False

    @property
    def errand(self) -> bool:
        """Whether something is asked for that needs no window."""
        client = self.import_client is not None or self.provision_machine is not None or self.remove_client is not None
        return client or self.rotate_key or self.self_check or self.check_journal or self.export_journal


def command() -> tuple[Parser, Sequence[Action]]:
    """What reads the arguments (the manual page is made from it), and those that belong to ``--export-journal``."""
    # 5 ms of a start without arguments.
    import argparse

    from provesvar_gui.command_line import Parser, hpr_number, since, until

    parser = Parser(prog="provesvar-gui", description="Read a patient's results in Pasientens prøvesvar.")
    parser.add_argument("--version", action="version", version=f"Prøvesvar {__version__}")
    parser.add_argument("--sandbox", action="store_true", help="practise with synthetic people; nothing leaves this machine")
    parser.add_argument("--drill", action="store_true", help="a drill: the sandbox, marked all around, with files of its own")
    parser.add_argument("--while-stdin", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument(
        "--language",
        choices=("nb", "nn", "en"),
        help="with --sandbox or --drill, which read no settings: of the screen (default: nb)",
    )
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings to use instead of your own")
    parser.add_argument(
        "--patient-from-stdin", action="store_true", help="take the patient's number from the first line of standard input"
    )
    parser.add_argument(
        "--self-check",
        action="store_true",
        help="check settings, key, network and services, and end: 0 well, 1 something wrong, 3 something to look at or unknown",
    )
    parser.add_argument("--import-client", type=Path, metavar="FILE", help="take in a configuration file from Selvbetjening")
    parser.add_argument("--write-settings", action="store_true", help="with --import-client: write the settings that go with it")
    parser.add_argument(
        "--remove-client",
        nargs="?",
        const="",
        metavar="ID",
        help="take a client's key out of the system's vault, and end (default: the client of the settings)",
    )
    parser.add_argument(
        "--provision-machine",
        type=Path,
        metavar="FILE",
        help="as administrator: take in a configuration file as the machine's own key, for the accounts of a group; "
        "-: from standard input",
    )
    parser.add_argument("--group", metavar="NAME", help="with --provision-machine: that group (default: provesvar)")
    parser.add_argument(
        "--replace-newer",
        action="store_true",
        help="with --import-client or --provision-machine: even where the key in place is thought to be newer",
    )
    parser.add_argument(
        "--rotate-key",
        action="store_true",
        help="replace the client's key at Selvbetjening, as its owner (the machine's: as administrator), and end",
    )
    parser.add_argument("--days", type=int, metavar="N", help="with --rotate-key: only where fewer days are left")
    parser.add_argument("--check-journal", action="store_true", help="say whether the access journal is whole, and end")
    parser.add_argument("--export-journal", action="store_true", help="print the access journal, for log control, and end")
    parser.add_argument("--serve-sandbox", action="store_true", help=argparse.SUPPRESS)
    export = parser.add_argument_group(
        "with --export-journal", "each narrows what is printed; a time without a zone is this machine's"
    )
    belonging = (
        export.add_argument(
            "--format", choices=("json", "csv"), dest="export_format",
            help="json: the lines as they are; csv: a table for a spreadsheet (semicolons, UTF-8 with a byte order mark)",
        ),
        export.add_argument("--correlation-id", metavar="ID", help="the look-up with this reference, with its opening"),
        export.add_argument("--hpr-number", metavar="HPR", type=hpr_number, help="what this clinician did"),
        export.add_argument("--since", metavar="TIME", type=since, help="from this day or time, such as 2026-11-25T13:00"),
        export.add_argument("--until", metavar="TIME", type=until, help="up to this day, which is included, or to this time"),
        export.add_argument(
            "--patient", action="store_true", dest="patient_from_input",
            help="look-ups of one patient, whose number is read from standard input: never give it as an argument",
        ),
    )  # fmt: skip
    return parser, belonging


def parse(arguments: Sequence[str]) -> Options:
    """Read the arguments. Ends the process, as argparse does, for ``--help``, ``--version`` and what it does not know."""
    parser, belonging = command()
    read = parser.parse_args(list(arguments))
    if read.write_settings and read.import_client is None:
        parser.error("--write-settings belongs to --import-client")
    if read.group is not None and read.provision_machine is None:
        parser.error("--group belongs to --provision-machine")
    if read.replace_newer and read.provision_machine is None and read.import_client is None:
        parser.error("--replace-newer belongs to --import-client or --provision-machine")
    if read.days is not None and (not read.rotate_key or read.days < 1):
        parser.error("--days belongs to --rotate-key, and is 1 or more")
    if read.rotate_key and read.sandbox:
        parser.error("the sandbox has a new key at each start: nothing of it is kept that could be replaced")
    if read.language and not (read.sandbox or read.drill):
        parser.error("--language belongs to --sandbox or --drill; else the settings say it (ui.language)")
    _judge_errands(parser, read)
    _judge_drill(parser, read)
    if not read.export_journal:
        for option in belonging:
            if getattr(read, option.dest):
                parser.error(f"{option.option_strings[0]} belongs to --export-journal")
    return Options(
        sandbox=read.sandbox or read.drill,
        drill=read.drill,
        while_stdin=read.while_stdin,
        language=read.language or "",
        config=read.config,
        patient_from_stdin=read.patient_from_stdin,
        self_check=read.self_check,
        import_client=read.import_client,
        write_settings=read.write_settings,
        remove_client=read.remove_client,
        provision_machine=read.provision_machine,
        replace_newer=read.replace_newer,
        group=read.group or "provesvar",
        rotate_key=read.rotate_key,
        days=read.days,
        check_journal=read.check_journal,
        export_journal=read.export_journal,
        export_format=read.export_format or "json",
        correlation_id=read.correlation_id,
        hpr_number=read.hpr_number,
        since=read.since,
        until=read.until,
        patient_from_input=read.patient_from_input,
        serve_sandbox=read.serve_sandbox,
    )


def _judge_errands(parser: Parser, read: Namespace) -> None:
    """One at a time: none is dropped in silence."""
    asked = {
        "--self-check": read.self_check,
        "--import-client": read.import_client is not None,
        "--remove-client": read.remove_client is not None,
        "--provision-machine": read.provision_machine is not None,
        "--rotate-key": read.rotate_key,
        "--check-journal": read.check_journal,
        "--export-journal": read.export_journal,
    }
    given = [name for name, wanted in asked.items() if wanted]
    if len(given) > 1:
        parser.error(f"one at a time: {' and '.join(given)} are several things to do")
    if given and read.patient_from_stdin:
        parser.error(f"--patient-from-stdin is for the window, and {given[0]} opens none")


def _judge_drill(parser: Parser, read: Namespace) -> None:
    """A drill takes no patient from elsewhere, and nothing of a real client."""
    if read.while_stdin and not read.drill:
        parser.error("--while-stdin belongs to --drill")
    if not read.drill:
        return
    if read.patient_from_stdin:
        parser.error("a drill takes no patient from another program")
    if read.config is not None:
        parser.error("a drill has its own settings")
    if read.import_client or read.provision_machine or read.remove_client is not None or read.rotate_key:
        parser.error("a drill has no client")
