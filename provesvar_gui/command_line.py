"""The command line, whose error messages never repeat a number that may be a patient's."""

from __future__ import annotations

import argparse
import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from provesvar_gui import __version__
from provesvar_gui.options import Options

if TYPE_CHECKING:
    from collections.abc import Sequence

_DAY, _TIME = "2026-11-25", "2026-11-25T13:00"  # examples of ours, in what is said of a time
_DIGITS = re.compile(rf"(?<![\w.\-])({_TIME}|{_DAY})(?![\w.\-])|\d[\d .\-]{{3,}}\d")
_HPR = re.compile(r"[0-9]{1,9}")


class Parser(argparse.ArgumentParser):
    """Repeats no long number: standard error may be kept by the caller."""

    def error(self, message: str) -> NoReturn:
        super().error(_DIGITS.sub(lambda found: found[1] or "[number]", message))


def hpr_number(text: str) -> str:
    """An HPR number. Raises ArgumentTypeError, which does not repeat it."""
    if not _HPR.fullmatch(text):
        raise argparse.ArgumentTypeError("not an HPR number (up to nine digits)")
    return text


def since(text: str) -> datetime.datetime:
    """The beginning of a day, or a time; aware. Raises ArgumentTypeError."""
    try:
        return datetime.datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"not a time: write it like {_DAY} or {_TIME}") from None


def until(text: str) -> datetime.datetime:
    """The end of a day, or a time; aware. Raises ArgumentTypeError."""
    time = since(text)
    if len(text) > len(_DAY):
        return time
    following = time.replace(tzinfo=None) + datetime.timedelta(days=1)
    return following.astimezone()


def command() -> tuple[Parser, Sequence[argparse.Action]]:
    """The argument parser (the manual page is made from it), and the options of ``--export-journal``."""
    about = "Read a patient's results in Pasientens prøvesvar."
    parser = Parser(prog="provesvar-gui", description=about, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"Prøvesvar {__version__}")
    parser.add_argument("--sandbox", action="store_true", help="practise with synthetic people; nothing leaves this machine")
    parser.add_argument("--drill", action="store_true", help="a drill: the sandbox, marked all around, with files of its own")
    commands = parser.add_mutually_exclusive_group()  # a thing to do: one at a time, so that none is dropped in silence
    parser.add_argument("--while-stdin", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument(
        "--language",
        choices=("nb", "nn", "en"),
        help="with --sandbox or --drill, which read no settings: of the screen (default: nb)",
    )
    parser.add_argument(
        "--config", type=lambda name: Path(name).absolute(), metavar="FILE", help="settings to use instead of your own"
    )
    commands.add_argument(
        "--patient-from-stdin", action="store_true", help="take the patient's number from the first line of standard input"
    )
    commands.add_argument(
        "--self-check",
        action="store_true",
        help="check settings, key, network and services, and end: 0 well, 1 something wrong, 3 something to look at or unknown",
    )
    commands.add_argument("--import-client", type=Path, metavar="FILE", help="take in a configuration file from Selvbetjening")
    parser.add_argument("--write-settings", action="store_true", help="with --import-client: write the settings that go with it")
    commands.add_argument(
        "--remove-client",
        nargs="?",
        const="",
        metavar="ID",
        help="take a client's key out of the system's vault, and end (default: the client of the settings)",
    )
    commands.add_argument(
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
    commands.add_argument(
        "--rotate-key",
        action="store_true",
        help="replace the client's key at Selvbetjening, as its owner (the machine's: as administrator), and end",
    )
    parser.add_argument("--days", type=int, metavar="N", help="with --rotate-key: only where fewer days are left")
    commands.add_argument(
        "--token-pin",
        action="store_true",
        help="ask for the PIN of the token that holds the client's key (helseid.pkcs11), try it once and keep it, and end",
    )
    commands.add_argument("--check-journal", action="store_true", help="say whether the access journal is whole, and end")
    commands.add_argument("--export-journal", action="store_true", help="print the access journal, for log control, and end")
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


# Without a window.
_COMMANDS = (
    "self_check", "import_client", "remove_client", "provision_machine", "rotate_key", "token_pin", "check_journal",
    "export_journal",
)  # fmt: skip
_REQUIRED_COMMANDS = {
    "write_settings": ("import_client",),
    "group": ("provision_machine",),
    "replace_newer": ("import_client", "provision_machine"),
    "days": ("rotate_key",),
    "language": ("sandbox", "drill"),
    "while_stdin": ("drill",),
}
# A drill takes no patient from elsewhere, and nothing of a real client.
_NOT_IN_A_DRILL = (
    "patient_from_stdin", "config", "import_client", "provision_machine", "remove_client", "rotate_key", "token_pin",
)  # fmt: skip


def parse(arguments: Sequence[str]) -> Options:
    """Parse the arguments. Ends the process, as argparse does, for ``--help``, ``--version`` and errors."""
    parser, belonging = command()
    read = vars(parser.parse_args(list(arguments)))
    given = {name: value for name, value in read.items() if value is not None and value is not False}
    names = {action.dest: action.option_strings[0] for action in belonging}

    def option(name: str) -> str:
        return names.get(name) or f"--{name.replace('_', '-')}"

    for name, owners in {**_REQUIRED_COMMANDS, **dict.fromkeys(names, ("export_journal",))}.items():
        if name in given and not any(owner in given for owner in owners):
            parser.error(f"{option(name)} belongs to {' or '.join(map(option, owners))}")
    if given.get("days", 1) < 1:
        parser.error("--days is 1 or more")
    if "rotate_key" in given and "sandbox" in given:
        parser.error("the sandbox has a new key at each start: nothing of it is kept that could be replaced")
    if "drill" in given:
        for name in _NOT_IN_A_DRILL:
            if name in given:
                parser.error(f"a drill has no {option(name)}: it has settings of its own, no client, and nobody's patient")
        given["sandbox"] = True
    return Options(**given, headless=any(name in given for name in _COMMANDS))
