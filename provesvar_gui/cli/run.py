"""Errands without a window: a client's configuration file, and the access journal."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from provesvar_gui.cli import import_client as import_errand
from provesvar_gui.cli.journal import NO_NUMBER, Wanted, ask_standard_input, asked_patient, check, export
from provesvar_gui.cli.provision import Wanted as WantedMachine
from provesvar_gui.cli.provision import provision_machine
from provesvar_gui.cli.rotate import rotate_key
from provesvar_gui.cli.words import said
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
        if (
            options.import_client is not None
            or options.provision_machine is not None
            or options.remove_client is not None
            or options.rotate_key
        ):
            return _client(options, system_proxies)
        return _journal(options)
    except AppError as error:
        for line in said(error):
            _say(line)
        return 1


def _client(options: Options, system_proxies: ProxyFor) -> int:
    places = system_places(sandbox=options.sandbox, drill=options.drill)
    settings = Configuration(options, places).read()
    if options.provision_machine is not None:
        wanted = WantedMachine(file=options.provision_machine, group=options.group, replace_newer=options.replace_newer)
        return provision_machine(wanted, settings, system_proxies)
    service = SANDBOX_NAME if options.sandbox else NAME
    keys = ClientKeys(places, KeyVault(service, folder=places.keys))
    if options.rotate_key:
        return rotate_key(settings, keys, system_proxies, days=options.days)
    if options.remove_client is not None:
        return import_errand.remove_client(settings, keys, options.remove_client)
    target = import_errand.Target(
        file=options.config or places.settings_file, write=options.write_settings, replace_newer=options.replace_newer
    )
    return import_errand.import_client(options.import_client or Path(), settings, places, keys, target)


def _journal(options: Options) -> int:
    places = system_places(sandbox=options.sandbox, drill=options.drill)
    vault = KeyVault(SANDBOX_NAME if options.sandbox else NAME, user="journal")
    vault.on_asking = lambda: _complain("The system's password store waits for its password: look for its question.")
    place = place_of(Configuration(options, places).read(), places, vault)
    if options.check_journal:
        return check(place)
    patient = asked_patient(ask_standard_input, datetime.now(UTC).date()) if options.patient_from_input else ""
    if options.patient_from_input and not patient:
        _complain("That is no patient's number: eleven digits are expected on standard input.")
        return NO_NUMBER
    wanted = Wanted(
        correlation_id=options.correlation_id or "",
        hpr_number=options.hpr_number or "",
        since=options.since,
        until=options.until,
        patient=patient,
    )
    return export(place, wanted, table=options.export_format == "csv")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _complain(line: str) -> None:
    """Beside what is exported."""
    sys.stderr.write(line + "\n")
