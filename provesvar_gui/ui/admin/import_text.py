"""Texts about a configuration file from Selvbetjening: field, fault, remedy. No Qt, since the command prints them too."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from provesvar_gui.helseid.keys.client_file import Complaint

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.helseid.keys.client_file import FileFinding

CONTEXT = "ClientImport"

UNREAD = ("The file could not be read: {file}.", "See that the path is right and that this account may read the file.")

# What is wrong, and what to do. {where} is the field as the file calls it.
COMPLAINT_TEXTS: dict[Complaint, tuple[str, str]] = {
    Complaint.NOT_OURS: (
        "This is not a configuration file from HelseID Selvbetjening: it lacks {where}.",
        "Choose the file that was downloaded there for this client. Nothing was changed here.",
    ),
    Complaint.NO_CLIENT_ID: (
        "{where}: the file does not say which client it belongs to.",
        "Use the whole configuration file from HelseID Selvbetjening, not the key alone.",
    ),
    Complaint.AUTHORITY_OTHER: (
        "{where}: the file is for {found}, and this program is set up for {wanted}.",
        "Download the client's file from the Selvbetjening of {wanted}, or change profile.name in the settings.",
    ),
    Complaint.GRANT_MISSING: (
        "{where}: nobody can log in with this client: authorization_code is missing.",
        "Register a client with user login (authorization_code) in Selvbetjening and download its file.",
    ),
    Complaint.SCOPES_NEEDED: (
        "{where}: the client lacks {scopes}.",
        "Add them to the client in Selvbetjening and download the file again.",
    ),
    Complaint.REDIRECT_MISSING: (
        "{where}: no address for the answer from the browser.",
        "Register some, such as http://localhost:11731/callback, in Selvbetjening and download the file again.",
    ),
    Complaint.REDIRECT_UNUSABLE: (
        "{where}: of the addresses, {count} cannot be used.",
        (
            "They must be http, this machine, and in production a fixed port: http://localhost:11731/callback. Correct them in "
            "Selvbetjening and download the file again."
        ),
    ),
    Complaint.REDIRECT_ONLY_ONE: (
        "{where}: there is only one.",
        "Register five, with ports below 32768 that are far apart, so that one that is in use or reserved does no harm.",
    ),
    Complaint.KEY_SMALL: (
        "{where}: the RSA key has {bits} bits.",
        "3072 or more are advised; HelseID's own tools make 4096. Make a larger key at the next opportunity.",
    ),
    Complaint.KEY_UNUSABLE: (
        "{where}: there is no key in the file that can be used ({why}).",
        "Make a new key for the client in Selvbetjening and download its whole file.",
    ),
}


def complaint_text(finding: FileFinding, translate: Callable[[str], str] = str) -> tuple[str, str]:
    """The fault and its remedy. ``translate``: from the source text of ``CONTEXT``; the command shows the source itself."""
    params = defaultdict(lambda: "–", {"where": finding.where, **finding.params})
    what, remedy = (translate(text).format_map(params) for text in COMPLAINT_TEXTS[finding.complaint])
    return what, remedy
