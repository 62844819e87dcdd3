"""Commands without a window: the client's key, and the access journal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from provesvar_gui.cli import client
from provesvar_gui.cli.journal import NO_NUMBER, asked_patient, check, export, status_of
from provesvar_gui.cli.output import complain, end_with_the_reader, say
from provesvar_gui.errors import AppError
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.platform.places import NAME, SANDBOX_NAME
from provesvar_gui.wiring.audit import place_of
from provesvar_gui.wiring.backend import ClientKeys
from provesvar_gui.wiring.configuration import Configuration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.options import Options
    from provesvar_gui.platform.http_client import ProxyFor


def run(options: Options, system_proxies: ProxyFor) -> int:
    """Run the command; returns its exit status. ``system_proxies``: the platform's, for commands that use the network."""
    try:
        return _journal(options) if options.check_journal or options.export_journal else _client(options, system_proxies)
    except AppError as error:
        for line in error_lines(error):
            say(line)
        return 1


def _client(options: Options, system_proxies: ProxyFor) -> int:
    configuration, newer = Configuration(options), options.replace_newer
    settings, places = configuration.read(), configuration.places
    if options.provision_machine is not None:
        return client.provision_machine(options.provision_machine, options.group, settings, replace_newer=newer)
    keys = ClientKeys(places, KeyVault(SANDBOX_NAME if options.sandbox else NAME, folder=places.keys))
    if options.rotate_key:
        return client.rotate_key(settings, keys, system_proxies, days=options.days)
    if options.token_pin:
        return client.keep_token_pin(settings, keys)
    if options.remove_client is not None:
        return client.remove_client(settings, keys, options.remove_client)
    file, settings_file = options.import_client or Path(), configuration.file
    return client.import_client(file, settings, keys, settings_file, write=options.write_settings, replace_newer=newer)


def _journal(options: Options) -> int:
    configuration = Configuration(options)
    vault = KeyVault(SANDBOX_NAME if options.sandbox else NAME, user="journal")
    vault.on_asking = client.announce_vault_prompt
    place = place_of(configuration.read(), configuration.places, vault)
    patient = asked_patient(datetime.now(UTC).date()) if options.patient_from_input else ""
    if options.patient_from_input and not patient:
        complain("That is no patient's number: eleven digits are expected on standard input.")
        return NO_NUMBER
    end_with_the_reader()
    return status_of(lambda: check(place) if options.check_journal else export(place, options, patient))


def error_lines(error: AppError) -> Iterator[str]:
    """A line per error with its place, and one with the remedy unless an error names an option."""
    for one in (error, *error.also):
        named = (one.params.get(name) for name in ("host", "file", "line", "setting", "entry", "allowed", "folder", "date"))
        places = ", ".join(value for value in named if value and value not in one.detail)
        yield f"{one} ({places})" if places else str(one)
    if "--" not in error.detail:
        yield "    What is set up, and what to do: provesvar-gui --self-check"
