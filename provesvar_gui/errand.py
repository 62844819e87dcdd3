"""Errands without a window: a client's configuration file, the access journal, and what the program finds on this machine."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from provesvar_gui import __version__
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.paths import resource
from provesvar_gui.records.places import NAME, SANDBOX_NAME, system_places

if TYPE_CHECKING:
    from pathlib import Path

    from provesvar_gui.options import Options


def run(options: Options) -> int:
    """Do what is asked; 0 where it went well."""
    try:
        if options.import_client is not None:
            return asyncio.run(_import_client(options.import_client, sandbox=options.sandbox))
        if options.check_journal or options.export_journal:
            return _journal(options)
        return asyncio.run(_self_check(options))
    except AppError as error:
        places = ", ".join(value for value in error.params.values() if value)
        _say(
            f"{WORDS.get(error.code, 'It did not work')}: {error.detail or error.code.value}" + (f" ({places})" if places else "")
        )
        return 1


WORDS = {
    ErrorCode.KEY_MISSING: "There is no such file, or no key in it",
    ErrorCode.KEY_MALFORMED: "The key in the file cannot be used",
    ErrorCode.VAULT_UNAVAILABLE: "The system's vault cannot be used",
    ErrorCode.JOURNAL_UNAVAILABLE: "The access journal cannot be read",
    ErrorCode.SETTINGS_UNREADABLE: "The settings cannot be read",
    ErrorCode.SETTINGS_INVALID: "A setting is wrong",
    ErrorCode.SETTINGS_REFUSED: "A setting may only come from the administrator",
}


async def _import_client(file: Path, *, sandbox: bool) -> int:
    """The private key goes into the vault; what is no secret is printed as settings."""
    from provesvar_gui.helseid.client_file import read_client_file
    from provesvar_gui.helseid.vault import KeyVault

    client = read_client_file(file)
    if not client.client_id:
        raise AppError(ErrorCode.CLIENT_NOT_CONFIGURED, "the file names no clientId", params={"file": file.name})
    await KeyVault(SANDBOX_NAME if sandbox else NAME).store(client.client_id, client.private_jwk)
    uris = ", ".join(f'"{uri}"' for uri in client.redirect_uris)
    redirects = f"\nredirect_uris = [{uris}]" if uris else ""  # an empty list would stand in the way of the built-in one
    for line in after_import(file):
        _say(line)
    _say(f"Your settings belong in {system_places(sandbox=sandbox).settings_file}:\n")
    _say(f'[helseid]\nclient_id = "{client.client_id}"\nkey = "vault"{redirects}')
    return 0


def after_import(file: Path) -> list[str]:
    """What to do with a client's file whose key is in the vault now. The path is the one that was typed."""
    from shlex import quote

    from provesvar_gui.helseid.client_file import open_to_others

    delete = f'del "{file}"' if sys.platform == "win32" else f"rm {quote(str(file))}"
    lines = ["The key is in the system's vault. Delete the file now: it holds a copy of the key.", f"    {delete}"]
    if open_to_others(file):
        lines += [
            "Other users of this machine could read or change the file while it lay there. If one of them may have done so, make",
            "a new key at HelseID Selvbetjening and import that file.",
        ]
    return lines


def _journal(options: Options) -> int:
    from datetime import UTC, datetime

    from provesvar_gui.configuration import Configuration
    from provesvar_gui.helseid.vault import KeyVault
    from provesvar_gui.journal_errand import NO_NUMBER, Wanted, ask_standard_input, asked_patient, check, export
    from provesvar_gui.journaling import place_of

    places = system_places(sandbox=options.sandbox)
    vault = KeyVault(SANDBOX_NAME if options.sandbox else NAME, user="journal")
    place = place_of(Configuration(options, places).read(), places, vault)
    if options.check_journal:
        return check(place)
    patient = asked_patient(ask_standard_input, datetime.now(UTC).date()) if options.patient_from_input else ""
    if options.patient_from_input and not patient:
        sys.stderr.write("That is no patient's number: eleven digits are expected on standard input.\n")
        return NO_NUMBER
    wanted = Wanted(
        correlation_id=options.correlation_id or "",
        hpr_number=options.hpr_number or "",
        since=options.since,
        until=options.until,
        patient=patient,
    )
    return export(place, wanted, table=options.export_format == "csv")


async def _self_check(options: Options) -> int:
    import ssl
    from importlib import import_module

    import truststore

    from provesvar_gui.helseid.vault import platform_store
    from provesvar_gui.kodeverk.copies import load_bundled
    from provesvar_gui.records.policy import load_settings

    _say(f"Prøvesvar {__version__}, Python {sys.version.split()[0]}, {ssl.OPENSSL_VERSION}")
    _say(f"certificates: the system's ({truststore.SSLContext.__module__})")
    for module in ("provesvar_gui.backend", "provesvar_gui.ui.main_window"):
        import_module(module)
    _say("modules: all there")
    store = platform_store()
    _say(f"vault: {type(store).__module__}")
    _say(f"9060: {len(load_bundled().roles)} codes; catalogue: {resource('i18n', 'provesvar_nb.qm').name}")
    places = system_places(sandbox=options.sandbox)
    settings = load_settings(places, options.config)
    _say(f"settings: profile {settings.profile.name}, API v{settings.pps.api_version}, {places.settings_file}")
    kept = f"kept for {settings.journal.months} months" if settings.journal.enabled else "not kept"
    _say(f"access journal: {kept}, {places.journal}")
    _say(f"hand-over: {_hand_over(options)}")
    _say(f"client: {'configured' if settings.helseid.client_id else 'not configured'}")
    return 0


def _hand_over(options: Options) -> str:
    import os

    from provesvar_gui.handover.place import Reason, find, kind_of

    config = None if options.config is None else str(options.config)
    place = find(kind_of(sandbox=options.sandbox, config=config), os.environ)
    return f"none ({place.value})" if isinstance(place, Reason) else place.address


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
