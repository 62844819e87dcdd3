"""Commands without a window: the client's key, and the access journal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from provesvar_gui.cli.client import (
    announce_vault_prompt,
    import_client,
    provision_machine,
    remove_client,
    rotate_key,
)
from provesvar_gui.cli.error_text import error_lines
from provesvar_gui.cli.journal import NO_NUMBER, JournalQuery, asked_patient, check, export
from provesvar_gui.cli.output import complain, say
from provesvar_gui.errors import AppError
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.platform.places import NAME, SANDBOX_NAME, system_places
from provesvar_gui.wiring.client_keys import ClientKeys
from provesvar_gui.wiring.configuration import Configuration
from provesvar_gui.wiring.journal_place import place_of

if TYPE_CHECKING:
    from provesvar_gui.options import Options
    from provesvar_gui.platform.proxy import ProxyFor


def run(options: Options, system_proxies: ProxyFor) -> int:
    """Do what is asked; 0 where it went well. ``system_proxies``: the platform's, for what asks a service."""
    try:
        return _journal(options) if options.check_journal or options.export_journal else _client(options, system_proxies)
    except AppError as error:
        for line in error_lines(error):
            say(line)
        return 1


def _client(options: Options, system_proxies: ProxyFor) -> int:
    places = system_places(sandbox=options.sandbox, drill=options.drill)
    settings, newer = Configuration(options, places).read(), options.replace_newer
    if options.provision_machine is not None:
        return provision_machine(options.provision_machine, options.group, settings, system_proxies, replace_newer=newer)
    keys = ClientKeys(places, KeyVault(SANDBOX_NAME if options.sandbox else NAME, folder=places.keys))
    if options.rotate_key:
        return rotate_key(settings, keys, system_proxies, days=options.days)
    if options.remove_client is not None:
        return remove_client(settings, keys, options.remove_client)
    file, settings_file = options.import_client or Path(), options.config or places.settings_file
    write = options.write_settings
    return import_client(file, settings, places, keys, settings_file=settings_file, write=write, replace_newer=newer)


def _journal(options: Options) -> int:
    places = system_places(sandbox=options.sandbox, drill=options.drill)
    vault = KeyVault(SANDBOX_NAME if options.sandbox else NAME, user="journal")
    vault.on_asking = announce_vault_prompt
    place = place_of(Configuration(options, places).read(), places, vault)
    if options.check_journal:
        return check(place)
    patient = asked_patient(datetime.now(UTC).date()) if options.patient_from_input else ""
    if options.patient_from_input and not patient:
        complain("That is no patient's number: eleven digits are expected on standard input.")
        return NO_NUMBER
    query = JournalQuery(
        correlation_id=options.correlation_id or "",
        hpr_number=options.hpr_number or "",
        since=options.since,
        until=options.until,
        patient=patient,
    )
    return export(place, query, table=options.export_format == "csv")
