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
from provesvar_gui.cli.journal import NO_NUMBER, JournalQuery, asked_patient, check, export
from provesvar_gui.cli.output import complain, say
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.platform.places import NAME, SANDBOX_NAME, system_places
from provesvar_gui.wiring.client_keys import ClientKeys
from provesvar_gui.wiring.configuration import Configuration
from provesvar_gui.wiring.journal_place import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

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


ERROR_TEXTS = {
    ErrorCode.NO_NETWORK: "There is no contact with the service",
    ErrorCode.TIMEOUT: "The service does not answer in time",
    ErrorCode.CONNECTION_BROKEN: "The connection ended before the whole answer had come",
    ErrorCode.TLS_REJECTED: "The service's certificate is not trusted here",
    ErrorCode.TLS_TOO_OLD: "The other side's encryption is too old",
    ErrorCode.PROXY_FAILED: "The proxy does not lead to the service",
    ErrorCode.UNEXPECTED_ANSWER: "Something other than the service answers there",
    ErrorCode.DISCOVERY_INVALID: "What HelseID says of itself cannot be used",
    ErrorCode.SERVER_ERROR: "The service has an error of its own",
    ErrorCode.SERVER_BUSY: "The service is busy",
    ErrorCode.CLOCK_WRONG: "This machine's clock is wrong: set it",
    ErrorCode.CLIENT_NOT_CONFIGURED: "No client is set up",
    ErrorCode.KEY_MISSING: "No key was found",
    ErrorCode.KEY_MALFORMED: "The key in the file cannot be used",
    ErrorCode.KEY_FORBIDDEN: "The machine's key cannot be read or written by this account",
    ErrorCode.KEY_EXPOSED: "The key is not protected as it must be",
    ErrorCode.KEY_NOT_OURS: "The key is not this account's to replace",
    ErrorCode.KEY_EXPIRED: "HelseID takes the key no longer: make a new one at HelseID Selvbetjening and take it in",
    ErrorCode.KEY_BUSY: "Another program is replacing the key just now",
    ErrorCode.KEY_LOCK_FAILED: "The file that keeps two programs from the key cannot be made or locked",
    ErrorCode.VAULT_ABSENT: "This session has no vault (password store) that could keep the key",
    ErrorCode.VAULT_LOCKED: "The system's vault is locked: unlock it when the system asks, and try again",
    ErrorCode.VAULT_SLOW: "The system's vault does not answer",
    ErrorCode.VAULT_UNAVAILABLE: "The system's vault reports an error",
    ErrorCode.KEY_NEWER: "A newer version of this program has kept the key; it is left as it is: install that version again",
    ErrorCode.JOURNAL_NEWER: "A newer version of this program has kept the access journal; it is left as it is",
    ErrorCode.JOURNAL_UNAVAILABLE: "The access journal cannot be read",
    ErrorCode.SETTINGS_UNREADABLE: "The settings cannot be read",
    ErrorCode.SETTINGS_INVALID: "A setting is wrong",
    ErrorCode.CLIENT_REFUSED: "HelseID or Selvbetjening does not accept the client, its key or its grant (client_credentials)",
    ErrorCode.SCOPE_REFUSED: "The client has not the scope nhn:selvbetjening/client: have it granted at HelseID Selvbetjening",
    ErrorCode.REQUEST_REFUSED: "Selvbetjening did not take the new key; the old one is in use as before",
    ErrorCode.SETTINGS_REFUSED: "A setting may only come from the administrator",
}


_NETWORK = "Look at the network, the firewall and network.proxy; --self-check tries every service. Then try again."


_LATER = "Try again later."


DO = {
    ErrorCode.NO_NETWORK: _NETWORK,
    ErrorCode.TIMEOUT: _NETWORK,
    ErrorCode.CONNECTION_BROKEN: _LATER,
    ErrorCode.TLS_REJECTED: (
        "Where the network looks into https, put its certificate into the system's store or network.ca_file. Else see that the "
        "machine's clock is right."
    ),
    ErrorCode.TLS_TOO_OLD: "It must be TLS 1.2 or newer: see whether a proxy or filter of the network answers in its place.",
    ErrorCode.PROXY_FAILED: "See network.proxy, and that the proxy allows https to the service.",
    ErrorCode.UNEXPECTED_ANSWER: "See the addresses in the settings, and that no page of the network's stands in between.",
    ErrorCode.DISCOVERY_INVALID: "See helseid.authority in the settings.",
    ErrorCode.SERVER_ERROR: _LATER,
    ErrorCode.SERVER_BUSY: _LATER,
    ErrorCode.VAULT_ABSENT: (
        "Run it within the user's desktop session; on Linux, with a Secret Service such as gnome-keyring installed."
    ),
    ErrorCode.CLIENT_NOT_CONFIGURED: "Take in its configuration file: --import-client FILE, or --provision-machine FILE.",
}


def error_lines(error: AppError) -> Iterator[str]:
    """A line for each thing that happened, with its place, and one for what to do, where that is not said yet."""
    for one in (error, *error.also):
        yield _line(one)
    if error.code in DO and "--" not in error.detail:  # that says which option
        yield f"    {DO[error.code]}"


def _line(error: AppError) -> str:
    params = error.params
    line = f"line {params['line']}" if params.get("line") else ""
    allowed = f"allowed: {params['allowed']}" if params.get("allowed") else ""
    what = error.detail or error.code.value
    happened = ERROR_TEXTS.get(error.code, "It did not work") if not params.get("unread") else "The client's file cannot be read"
    named = (
        params.get("file"),
        line,
        params.get("setting"),
        f"entry {params['entry']}" if params.get("entry") else "",
        allowed,
        params.get("folder"),
        params.get("host"),
        params.get("date"),
    )
    places = ", ".join(value for value in named if value and value not in what)
    return f"{happened}: {what.removeprefix('client file: ')}" + (f" ({places})" if places else "")
