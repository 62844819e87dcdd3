"""The manual page provesvar-gui(1), made from the options that the program itself reads.

``python -m packaging.man_page`` prints it, in the macros of man(7). What an option does is its own help text; the rest is below.
"""

from __future__ import annotations

import datetime
import os
import re
import sys
from typing import TYPE_CHECKING

from provesvar_gui import __version__
from provesvar_gui.command_line import command

if TYPE_CHECKING:
    from argparse import Action
    from collections.abc import Iterator

BEFORE = r"""
.SH NAME
provesvar-gui \- read a patient's results in Pasientens prøvesvar
.SH SYNOPSIS
.B provesvar-gui
.RI [ options ]
.SH DESCRIPTION
Prøvesvar is a desktop program for clinicians in Norway. They type or scan a patient's number, state the access basis and their
HPR role, log in through HelseID in the browser, and read the patient's laboratory and radiology results from the national service
\fIPasientens prøvesvar\fR.
.PP
Without options it opens its window; where one is open, that comes to the front.
The options that end the program without a window are for administrators.
.PP
A patient's number is never given as an argument: every user of the machine can read the arguments of a process.
"""

AFTER = r"""
.SH EXIT STATUS
.TP
.B 0
All went well.
.TP
.B 1
An error, named on standard output or standard error.
.BR \-\-self\-check :
something is wrong.
.TP
.B 2
The command line is wrong, or no number came where one was asked for.
.TP
.B 3
.BR \-\-self\-check :
something is to be looked at, or unknown.
.BR \-\-check\-journal :
the journal is not whole.
.BR \-\-import\-client ", " \-\-provision\-machine :
the file was judged and refused.
.BR \-\-rotate\-key :
replaced, and HelseID does not take the new key yet.
.TP
.B 4
.BR \-\-export\-journal :
there is no such line.
.BR \-\-provision\-machine :
not the administrator.
.BR \-\-rotate\-key :
it is not known when the key ends.
.TP
.B 5
.BR \-\-provision\-machine :
there is no such group.
.TP
.B 6
.BR \-\-import\-client ", " \-\-provision\-machine :
the key that is there has replaced the one in the file, and stays
.RB ( \-\-replace\-newer
overrules it).
.TP
.B 141
Whoever read what was printed has stopped reading.
.SH FILES
.TP
.I /etc/xdg/provesvar/policy.toml
What the administrator decides for all users; it wins over their own settings.
An example with every setting is
.IR /usr/share/doc/provesvar\-gui/examples/policy.toml .
.TP
.I /etc/provesvar/machine\-key.json
The machine's key, where there is one.
.TP
.I ~/.config/provesvar/settings.toml
The user's own settings.
.TP
.IR ~/.local/share/provesvar/ ", " ~/.local/state/provesvar/
The access journal and remembered roles; logs and their keys.
The sandbox has folders of its own, called
.IR provesvar\-sandbox ,
and a drill others, called
.IR provesvar\-drill .
Removing the program removes none of them.
.SH ENVIRONMENT
.TP
.B BROWSER
The browser in which the login is shown, before the system's own.
.TP
.BR https_proxy ", " all_proxy ", " no_proxy
The way to the services, where the settings do not say another.
.TP
.BR XDG_CONFIG_HOME ", " XDG_DATA_HOME ", " XDG_STATE_HOME ", " XDG_RUNTIME_DIR
Where the user's folders are. The policy's place cannot be moved.
.SH SEE ALSO
The pages for administrators in
.IR /usr/share/doc/provesvar\-gui/admin/ ,
and what is defended and how in
.IR /usr/share/doc/provesvar\-gui/SECURITY.md .
"""


def escaped(text: str) -> str:
    """Plain text for roff: a hyphen stays the one of the keyboard, and no line is taken for a command."""
    plain = text.replace("\\", r"\e").replace("-", r"\-")
    return re.sub(r"^([.'])", r"\\&\1", plain)


def _placeholder(action: Action) -> str:
    if action.nargs == 0:
        return ""
    if action.choices is not None:
        return " " + "|".join(map(str, action.choices))
    name = rf"\fI{escaped(str(action.metavar or action.dest))}\fR"
    return f" [{name}]" if action.nargs == "?" else f" {name}"


def _entry(action: Action) -> Iterator[str]:
    yield ".TP"
    yield ", ".join(rf"\fB{escaped(name)}\fR" for name in action.option_strings) + _placeholder(action)
    text = str(action.help)
    begins = text if action.choices else text[:1].upper() + text[1:]  # a value is not written otherwise
    yield escaped(f"{begins}.")


def options() -> Iterator[str]:
    """Every option that ``--help`` shows, in its order; those of a group under its words."""
    parser, belonging = command()
    yield ".SH OPTIONS"
    for action in parser._actions:  # argparse lists them nowhere in public
        if action.help != "==SUPPRESS==" and action not in belonging:
            yield from _entry(action)
    yield r".SS With \-\-export\-journal"
    yield "Each narrows what is printed; a time without a zone is this machine's."
    for action in belonging:
        yield from _entry(action)


def page(day: datetime.date) -> str:
    """All of it. ``day``: of the release."""
    head = f'.TH PROVESVAR\\-GUI 1 {day.isoformat()} "Prøvesvar {__version__}" "User Commands"'
    return "\n".join([head, BEFORE.strip(), *options(), AFTER.strip()]) + "\n"


def release_day() -> datetime.date:
    """As reproducible builds have it (``SOURCE_DATE_EPOCH``), else today."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.datetime.now(datetime.UTC)
    return (datetime.datetime.fromtimestamp(int(seconds), datetime.UTC) if seconds else now).date()


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream, at the command line
    sys.stdout.write(page(release_day()))
