"""Self-check and import for window and command, which work where no backend can be built. For the runtime thread."""

from __future__ import annotations

import asyncio
import datetime
import json
import os
import secrets
import sys
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.authorization import open_browser
from provesvar_gui.helseid.jose import unguessable
from provesvar_gui.helseid.keys.client_file import JudgedFile, load_private_key, open_to_others, read_client_file
from provesvar_gui.helseid.keys.key_ring import ImportOutcome, KeyRing, PlaceKind, is_administrator
from provesvar_gui.helseid.keys.rotation import is_accepted, new_stored_key
from provesvar_gui.helseid.keys.selvbetjening import SCOPE
from provesvar_gui.helseid.keys.vault import KeyVault, platform_store
from provesvar_gui.helseid.loopback import ANSWERED, Loopback, listen
from provesvar_gui.helseid.model import default_scopes
from provesvar_gui.platform.access_list import access_list
from provesvar_gui.platform.clock import SystemClock
from provesvar_gui.platform.places import NAME, SANDBOX_NAME
from provesvar_gui.platform.process import may_be_there
from provesvar_gui.platform.runtime import on_daemon_thread, sleep_by
from provesvar_gui.self_check.checks import SettingsOverview, check_program, key_kind, rows_of, self_check
from provesvar_gui.self_check.findings import Surroundings
from provesvar_gui.self_check.mailable import mailable
from provesvar_gui.settings.files import update_file
from provesvar_gui.ui.ports import ClientSummary, Imported
from provesvar_gui.wiring.audit import place_of
from provesvar_gui.wiring.backend import judge_client, make_http, other_client, practice, selvbetjening

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from provesvar_gui.platform.http_client import ProxyFor
    from provesvar_gui.self_check.findings import CheckResult
    from provesvar_gui.settings.settings import Settings
    from provesvar_gui.wiring.backend import ClientKeys
    from provesvar_gui.wiring.configuration import Configuration
    from provesvar_gui.wiring.sandbox_process import SandboxAddresses

_CONFIRM_SECONDS = 900.0  # to log in at Selvbetjening, and to read
_REDIRECT_URIS = [f"http://localhost:{port}/callback" for port in (11731, 16273, 20947, 25639, 28649)]  # admin/machines.md: why
_FILE_SECONDS = 5.0  # a network drive may hang


class SystemMaintenance:
    """Fits ``ui.ports.Maintenance``. ``practice``: the sandbox's addresses. ``vault_of``: the vault for one kind of secret."""

    def __init__(
        self,
        configuration: Configuration,
        *,
        keys: ClientKeys,
        practice: Callable[[], Awaitable[SandboxAddresses]],
        proxy_for: ProxyFor,
        vault_of: Callable[[str], KeyVault] | None = None,
        open_page: Callable[[str], Awaitable[bool]] | None = None,
    ) -> None:
        self._options, self._places, self._configuration = configuration.options, configuration.places, configuration
        self._keys, self._practice, self._proxy_for, self._open_page = keys, practice, proxy_for, open_page
        self._vault_of = vault_of or (lambda user: KeyVault(SANDBOX_NAME if configuration.options.sandbox else NAME, user=user))

    async def self_check(self) -> tuple[CheckResult, ...]:
        return await self_check(await self._surroundings())

    async def settings(self) -> SettingsOverview:
        (settings, trouble), sandbox = await self._read(), self._options.sandbox
        if sandbox:
            with suppress(AppError):  # it does not start, and the window says so elsewhere
                settings, _ = practice(await self._practice(), settings)
        own, policy = self._configuration.file, self._places.policy
        looked_for = (None if sandbox else own, policy)
        there = await on_daemon_thread(lambda: [path is not None and may_be_there(path) for path in looked_for])
        safe = mailable({}, Path.home)
        return SettingsOverview(
            rows=rows_of(settings, safe, sandbox=sandbox, trouble=trouble is not None),
            profile=settings.profile.name,
            sandbox=sandbox,
            trouble=trouble,
            own_file="" if sandbox else str(own),
            own_there=there[0],
            policy_file=str(policy or ""),
            policy_there=there[1],
            unknown=tuple(safe.name(name) for name in settings.unknown_keys[:10]),
            registry=str(self._places.registry or ""),
        )

    async def prefer(self, changes: Mapping[str, object]) -> None:
        if self._options.sandbox:
            return  # it reads no file, and begins anew each time
        await self._write(changes)

    async def _write(self, changes: Mapping[str, object]) -> Path:
        file = self._configuration.file
        try:
            await on_daemon_thread(lambda: update_file(file, changes), _FILE_SECONDS)
        except (OSError, TimeoutError) as error:
            params = {"file": str(file), "line": "", "kind": "unwritable"}
            raise AppError(ErrorCode.SETTINGS_UNREADABLE, f"not written: {type(error).__name__}", params=params) from None
        return file

    async def judge_client(self, path: str) -> ClientSummary:
        judged, settings = await self._judge(_path(path))
        file, other = judged.file, other_client(judged.file, settings)
        by_policy = other and settings.locked("helseid.client_id")
        return ClientSummary(
            client_id=file.client_id,
            host=mailable({}, Path.home).address(file.authority) if file.authority else "",
            key="" if not file.private_jwk else key_kind(load_private_key(file.private_jwk)),
            redirect_uris=judged.redirect_uris,
            findings=judged.findings,
            refused=judged.refused or by_policy,
            other_client=by_policy,
            replaces=other and not by_policy,
        )

    async def import_client(self, path: str, vault_asks: Callable[[], None]) -> Imported:
        """The key first: settings that name a client without a key would only mislead."""
        judged, settings = await self._judge(_path(path))
        if judged.refused or (settings.locked("helseid.client_id") and other_client(judged.file, settings)):
            raise AppError(ErrorCode.KEY_MALFORMED, "client file: refused", params={"file": _path(path).name})
        keys = self._keys
        keys.vault.on_asking = vault_asks
        try:
            place = keys.place(_own_key(settings), judged.file.client_id)
            outcome, former, changes = await keys.take_in(judged, settings, place)
        finally:
            keys.vault.on_asking = None
        target = await self._write(changes)
        return Imported(
            path=str(_path(path)),
            open_to_others=await on_daemon_thread(lambda: open_to_others(_path(path))),
            for_this_run=place.kind is PlaceKind.MEMORY,
            settings_file=str(target),
            older=outcome is ImportOutcome.OLDER,
            former_client=former,
        )

    async def register_client(self, organisation: str, api_key: str, report: Callable[[str], None]) -> Imported:
        """Where it fails or is cancelled, nothing is left of it, and the client before stays (helseid/README.md §8)."""
        settings, trouble = await self._read()
        if trouble is not None:
            raise trouble
        if settings.locked("helseid.client_id") or _own_key(settings).helseid.key == "machine":
            raise AppError(ErrorCode.KEY_NOT_OURS, "the policy has a client, or a machine's key")
        helseid, keys, stored, place, accepted = settings.helseid, self._keys, None, None, False
        scopes = helseid.scopes or default_scopes(settings.pps.api_version)
        uris = [uri for uri in helseid.redirect_uris if urlsplit(uri).port] or _REDIRECT_URIS
        path = f"/{unguessable()}"  # the browser brings no ``state``
        addresses = [urlsplit(uri)._replace(path=path).geturl() for uri in uris]
        answers = Loopback[str](addresses, lambda parameters: (parameters.get("status"), ANSWERED))
        async with selvbetjening(settings, self._proxy_for) as service, answers:
            keys.vault.on_asking = lambda: report("")
            try:
                stored = await new_stored_key(keys.store(settings, helseid.key_store))
                draft = {
                    "organizationNumber": organisation,
                    "publicJwk": json.dumps(stored.key().public_jwk),
                    "apiScopes": [*(scope for scope in scopes if scope.startswith("nhn:")), SCOPE],
                    "redirectUris": uris,
                    "childOrganizationNumbers": [each.orgnr for each in helseid.organisations],
                    "postClientConfirmationRedirectUri": answers.redirect_uri,
                }
                service = replace(service, client_id=await service.draft(api_key, draft))
                place = keys.own(service.client_id, settings)
                # Before somebody confirms: a vault may fail.
                await place.store(KeyRing(keys=(stored,), client_id=service.client_id))
                address = f"{service.base_url.replace('://api.', '://', 1)}/confirm-client/{service.client_id}"
                report(address)
                await open_browser(address, environment=os.environ, platform_open=self._open_page)
                with suppress(TimeoutError):
                    async with asyncio.timeout(_CONFIRM_SECONDS):
                        confirmed = await answers.answer() == "Success"
                    # Anybody on this machine could have sent that: HelseID decides.
                    accepted = confirmed and await is_accepted(stored.key(), service, partial(sleep_by, service.clock))
                if not accepted:
                    raise AppError(ErrorCode.DRAFT_NOT_CONFIRMED, "a draft: not confirmed")
                changes = {"helseid.client_id": service.client_id, "helseid.key": "vault", "helseid.redirect_uris": uris}
                try:
                    target = await self._write({name: value for name, value in changes.items() if not settings.locked(name)})
                except AppError:
                    accepted = False  # a key that no settings name is of no use
                    raise
            finally:
                keys.vault.on_asking = None
                if stored is not None and not accepted:
                    await stored.discard()
                if place is not None and not accepted:
                    with suppress(AppError):
                        await place.forget()
        former = await keys.left_of(settings, service.client_id)
        return Imported(path="", open_to_others=False, for_this_run=False, settings_file=str(target), former_client=former)

    async def _judge(self, path: Path) -> tuple[JudgedFile, Settings]:
        settings, trouble = await self._read()
        if trouble is not None:
            raise trouble
        try:
            return judge_client(await on_daemon_thread(lambda: read_client_file(path), _FILE_SECONDS), settings), settings
        except TimeoutError:
            params = {"file": path.name, "unread": "slow"}
            raise AppError(ErrorCode.KEY_MISSING, "client file: timeout", params=params) from None

    async def _read(self) -> tuple[Settings, AppError | None]:
        """The settings; if unusable, the policy's and built-in values, and the failure."""
        return await on_daemon_thread(self._configuration.read_at_start)

    async def _surroundings(self) -> Surroundings:
        settings, trouble = await self._read()
        if self._options.sandbox:
            settings, place = practice(await self._practice(), settings)
        else:
            place = self._keys.place(settings)
            if trouble is None:
                with suppress(AppError):
                    settings = await self._keys.in_force(settings)
        safe, journal = mailable(os.environ, Path.home), place_of(settings, self._places, self._vault_of("journal"))
        return Surroundings(
            settings=settings,
            trouble=trouble,
            places=self._places,
            file=self._configuration.file,
            sandbox=self._options.sandbox,
            environment=os.environ,
            platform=sys.platform,
            safe=safe,
            clock=SystemClock(),
            now=lambda: datetime.datetime.now(datetime.UTC),
            make_http=lambda clock: make_http(settings, clock, self._proxy_for),
            proxy_for=self._proxy_for,
            key_place=place,
            vault=self._vault_of("self-check"),
            vault_name=lambda: type(platform_store()).__name__,
            probe_name=f"probe-{secrets.token_hex(4)}",
            administrator=is_administrator,
            access_list=access_list,
            listen=listen,
            program=partial(check_program, safe, window=not self._options.self_check),
            journal=journal.folder,
            read_journal=journal.readable,
        )


def _path(typed: str) -> Path:
    """A path as people paste it: Windows copies it in quotation marks."""
    path = Path(typed.strip().strip('"'))
    with suppress(RuntimeError):
        path = path.expanduser()
    return path


def _own_key(settings: Settings) -> Settings:
    """The settings with the user's own key instead of the key in a file; a policy's setting stays."""
    if settings.locked("helseid.key"):
        return settings
    return settings._replace(helseid=settings.helseid._replace(key="vault"))
