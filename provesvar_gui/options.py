"""The options of the command line. None of them takes the patient's number, since a process list shows every option."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime
    from pathlib import Path


class Options(NamedTuple):
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
    token_pin: bool = False
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
    headless: bool = False  # one of the things to do without a window
